"""What the office settles for itself, typed as offices write it."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.models import Holiday, Setting
from tests import builders
from tests.ground import laid
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db


ground = laid(builders.make_cast)


@pytest.fixture
def cast(ground, db):
    return ground.found()


@pytest.fixture
def office(cast, client):
    enter(client)
    return client


def test_the_first_day_of_the_register_is_typed_and_shown_as_offices_write_it(office):
    said = {"key": "first_day", "value": "1/7/2025", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302
    assert Setting.objects.get().value == "2025-07-01"
    assert "01/7/2025" in words(office.get(reverse("office")))


def test_a_first_day_that_is_no_day_is_refused_at_its_field(office):
    answer = office.post(reverse("office"), {"key": "first_day", "value": "31/02/2025", "day": ""})
    assert answer.status_code == 422
    assert "Nhập ngày theo dạng ngày/tháng/năm" in words(answer)
    assert not Setting.objects.exists()


def test_a_sentence_names_a_field_so_that_it_reads_as_one(office, cast):
    someone = builders.member("Giàng Seo Lử", cast.tree.cell)
    said = words(office.post(reverse("move", args=[someone.pk]), {"day": "31/02/2026"}))
    assert "Nhập ô “Từ ngày” theo dạng ngày/tháng/năm" in said
    assert "Chọn chi bộ chuyển đến" in said


def opened(client):
    """What the page carries, as a browser sends it back."""
    return {"opened": client.get(reverse("office")).context["form"]["opened"].value()}


def test_the_second_who_writes_the_same_entry_is_shown_what_the_first_wrote(office, cast):
    other = Client()
    enter(other, cast.second_officer.username)
    first, second = opened(office), opened(other)
    said = {"key": "signer_name", "day": "01/6/2026"}
    assert office.post(reverse("office"), {**said, **first, "value": "Lò Văn Một"}).status_code == 302
    answer = other.post(reverse("office"), {**said, **second, "value": "Ma Thị Hai"})
    assert answer.status_code == 422
    assert "Người khác vừa ghi mục này: “Lò Văn Một” từ ngày 01/6/2026." in words(answer)
    assert answer.context["form"]["value"].value() == "Ma Thị Hai"
    assert Setting.objects.get().value == "Lò Văn Một"
    again = {**said, "opened": answer.context["form"]["opened"].value(), "value": "Ma Thị Hai"}
    assert other.post(reverse("office"), again).status_code == 302
    assert Setting.objects.get().value == "Ma Thị Hai"


def test_who_writes_the_same_entry_on_two_pages_is_told_that_it_was_oneself(office):
    shown, said = opened(office), {"key": "signer_name", "day": "01/6/2026"}
    office.post(reverse("office"), {**said, **shown, "value": "Lò Văn Một"})
    answer = words(office.post(reverse("office"), {**said, **shown, "value": "Ma Thị Hai"}))
    assert "Ở một trang khác, đồng chí vừa ghi mục này: “Lò Văn Một” từ ngày 01/6/2026." in answer
    assert "Người khác" not in answer


def test_two_who_write_different_entries_of_one_day_both_stand(office, cast):
    other = Client()
    enter(other, cast.second_officer.username)
    first, second = opened(office), opened(other)
    office.post(reverse("office"), {"key": "signer_name", "value": "Lò Văn Một", "day": "", **first})
    said = {"key": "place_name", "value": "Vân Sơn", "day": "", **second}
    assert other.post(reverse("office"), said).status_code == 302
    assert set(Setting.objects.values_list("value", flat=True)) == {"Lò Văn Một", "Vân Sơn"}


@pytest.mark.parametrize("nonsense", ["", "{", "[1]", '{"signer_name": 3}', '{"signer_name": null}'])
def test_a_page_of_settings_that_carries_nonsense_writes_what_was_typed(office, nonsense):
    said = {"key": "signer_name", "value": "Lò Văn Một", "day": "", "opened": nonsense}
    assert office.post(reverse("office"), said).status_code == 302


def refused(client, key, value, day=""):
    """What the page answers to an entry that cannot stand: nothing is written, the words of its sentence."""
    before = list(Setting.objects.order_by("pk").values_list("key", "value"))
    answer = client.post(reverse("office"), {"key": key, "value": value, "day": day})
    assert answer.status_code == 422
    assert list(Setting.objects.order_by("pk").values_list("key", "value")) == before
    return str(answer.context["form"].errors["value"])


def test_the_register_does_not_begin_after_today(office):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        assert "Ngày bắt đầu không được sau hôm nay, 30/6/2026." in refused(office, "first_day", "1/7/2026")
        said = {"key": "first_day", "value": "30/6/2026", "day": ""}
        assert office.post(reverse("office"), said).status_code == 302


def test_an_office_has_a_name(office):
    assert "Ghi tên cơ quan" in refused(office, "office_name", "  ")
    assert office.post(reverse("office"), {"key": "signer_name", "value": "", "day": ""}).status_code == 302


def test_nobody_is_blocked_before_he_is_warned(office):
    assert "Số ngày khóa phải lớn hơn số ngày nhắc, đây là 60 và 60." in refused(office, "unused_blocked_days", "60")
    assert "đây là 90 và 95" in refused(office, "unused_warned_days", "95")


def test_the_two_numbers_are_held_together_for_each_day(office):
    later = {"key": "unused_blocked_days", "value": "70", "day": "1/1/2027"}
    assert office.post(reverse("office"), later).status_code == 302
    assert "đây là 70 và 80 từ ngày 01/01/2027" in refused(office, "unused_warned_days", "80")
    assert office.post(reverse("office"), {**later, "value": "120"}).status_code == 302
    said = {"key": "unused_warned_days", "value": "80", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302


@pytest.mark.parametrize("days", ["0", "31", "ba mươi", ""])
def test_a_workbook_of_names_is_kept_a_month_at_most(office, days):
    assert "Ghi số ngày bằng chữ số, từ 1 đến 30." in refused(office, "uploads_kept_days", days)
    said = {"key": "uploads_kept_days", "value": "7", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302


@pytest.mark.parametrize("copies", ["", ";", "Ban Thường vụ;;Lưu", "Lưu;"])
def test_every_paper_is_kept_by_somebody(office, copies):
    assert "Ghi từng nơi nhận, cách nhau bằng dấu chấm phẩy" in refused(office, "list_copies", copies)
    assert "dài quá 80 chữ" in refused(office, "list_copies", f"{'Ban ' * 21}; Lưu")


def test_what_nothing_reads_is_not_asked(office):
    """The code of ethnic origin is asked for no table, so there is nothing to switch on."""
    Setting.objects.create(key="keeps_ethnic_code", value="có")
    page = words(office.get(reverse("office")))
    assert "mã dân tộc" not in page
    assert office.post(reverse("office"), {"key": "keeps_ethnic_code", "value": "có", "day": ""}).status_code == 422


def entry(office, value, day, key="signer_name"):
    assert office.post(reverse("office"), {"key": key, "value": value, "day": day}).status_code == 302
    return Setting.objects.get(key=key, value=value)


def test_an_entry_for_a_wrong_day_is_taken_back_and_what_was_before_goes_on(office):
    entry(office, "Lò Văn Một", "")
    wrong = entry(office, "Ma Thị Hai", "1/1/2026")
    entry(office, "Vi Thị Ba", "1/6/2026")
    address = reverse("take-back-setting", args=[wrong.pk])
    assert address in words(office.get(reverse("office")))
    assert "Lý do bỏ" in words(office.get(address))
    assert office.post(address, {"why": ""}).status_code == 422
    assert office.post(address, {"why": "ghi nhầm năm"}).status_code == 302
    held = Setting.objects.filter(key="signer_name").order_by("-until")
    assert {(one.value, one.since, one.until) for one in held} == {
        ("Lò Văn Một", None, date(2026, 6, 1)), ("Vi Thị Ba", date(2026, 6, 1), None)
    }  # fmt: skip
    assert office.get(address).status_code == 404


def test_what_leaves_the_two_numbers_apart_is_not_taken_back(office):
    longer = entry(office, "120", "", key="unused_blocked_days")
    entry(office, "100", "", key="unused_warned_days")
    answer = office.post(reverse("take-back-setting", args=[longer.pk]), {"why": "ghi nhầm"})
    assert "Số ngày khóa phải lớn hơn số ngày nhắc, đây là 90 và 100." in words(answer)
    assert Setting.objects.filter(pk=longer.pk).exists()


def test_the_page_says_who_wrote_what_when_and_why(office, cast):
    """Before and after, with the entry it is of; newest first."""
    entry(office, "Lò Văn Một", "")
    entry(office, "Lò Văn Hai", "")
    wrong = entry(office, "Vi Thị Ba", "1/6/2026")
    office.post(reverse("take-back-setting", args=[wrong.pk]), {"why": "ghi nhầm ngày"})
    shown = office.get(reverse("office"))
    said = shown.context["lines"]
    assert [one.what for one in said] == ["bỏ một mục cài đặt", *["ghi cài đặt của cơ quan"] * 3]
    assert {one.who for one in said} == {cast.officer.full_name} and said[0].why == "ghi nhầm ngày"
    changed = said[2].changes[0]
    assert (changed.field, changed.before, changed.after) == ("Họ tên người ký", "Lò Văn Một", "Lò Văn Hai")
    gone = {(one.field, one.before, one.after) for one in said[0].changes}
    assert ("Họ tên người ký", "Vi Thị Ba", "chưa có") in gone
    assert ("Họ tên người ký, đến trước ngày", "01/6/2026", "chưa có") in gone
    assert "Ai đã ghi" in words(shown)
    enter(office, cast.administrator.username)
    assert "Lò Văn Hai" in words(office.get(reverse("office")))


def test_a_day_is_said_as_a_day_in_who_wrote_it(office):
    office.post(reverse("office"), {"key": "first_day", "value": "1/7/2025", "day": ""})
    [line] = office.get(reverse("office")).context["lines"]
    assert line.changes[0].after == "01/7/2025"


def test_the_same_value_again_says_nothing(office):
    entry(office, "Lò Văn Một", "")
    assert office.post(reverse("office"), {"key": "signer_name", "value": "Lò Văn Một", "day": ""}).status_code == 422


def test_a_day_that_is_worked_anyway_is_not_noted_as_worked_in_exchange(office):
    thursday = {"day": "2/7/2026", "name": "Làm bù", "is_worked": "on"}
    answer = office.post(reverse("holidays"), thursday)
    assert answer.status_code == 422
    assert "Ngày 02/7/2026 không phải thứ Bảy, Chủ nhật" in words(answer)
    assert answer.context["form"].errors.keys() == {"day"} and not Holiday.objects.exists()
    said = words(office.post(reverse("holidays"), {**thursday, "day": "4/7/2026"}, follow=True))
    assert "04/7/2026 được tính là ngày làm việc" in said


def test_a_day_off_on_a_weekend_is_noted_and_said_to_change_no_term(office):
    said = words(office.post(reverse("holidays"), {"day": "5/9/2026", "name": "Quốc khánh"}, follow=True))
    assert "05/9/2026 là thứ Bảy hoặc Chủ nhật, vốn không tính" in said
    assert office.post(reverse("holidays"), {"day": "3/9/2026", "name": "Quốc khánh"}).status_code == 302


def test_days_off_in_a_row_are_noted_at_once(office):
    office.post(reverse("holidays"), {"day": "9/2/2027", "name": "Tết Nguyên đán"})
    tet = {"day": "5/2/2027", "until": "11/2/2027", "name": "Tết Nguyên đán"}
    said = words(office.post(reverse("holidays"), tet, follow=True))
    assert "Đã ghi 6 ngày nghỉ, từ 05/02/2027 đến 11/02/2027; trong đó 4 ngày thường không tính" in said
    assert Holiday.objects.count() == 7
    [*_, first] = office.get(reverse("holidays")).context["lines"]
    assert "Tết Nguyên đán" in {one.after for one in first.changes}


@pytest.mark.parametrize(
    ("until", "field", "sentence"),
    [("1/2/2027", "until", "Ngày cuối phải sau ngày đầu"), ("11/2/2028", "until", "nhiều nhất 14 ngày liền"),
     ("6/2/2027", "day", "Các ngày này đã ghi")],
)  # fmt: skip
def test_days_off_that_can_not_be_are_refused_and_none_is_noted(office, until, field, sentence):
    for day in ("5/2/2027", "6/2/2027"):
        office.post(reverse("holidays"), {"day": day, "name": "Tết Nguyên đán"})
    answer = office.post(reverse("holidays"), {"day": "5/2/2027", "until": until, "name": "Tết"})
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == {field}
    assert sentence in words(answer)
    assert Holiday.objects.count() == 2


def test_who_wrote_a_holiday_is_read_by_the_administrator_who_writes_none(office, cast):
    office.post(reverse("holidays"), {"day": "2/9/2026", "name": "Quốc khánh"})
    office.post(reverse("remove-holiday", args=[Holiday.objects.get().pk]), {"why": "ghi nhầm năm"})
    [removed, noted] = office.get(reverse("holidays")).context["lines"]
    assert (removed.what, removed.why, noted.what) == ("bỏ ngày nghỉ", "ghi nhầm năm", "ghi ngày nghỉ hoặc làm bù")
    assert {"02/9/2026", "Quốc khánh"} <= {one.after for one in noted.changes}
    enter(office, cast.administrator.username)
    page = words(office.get(reverse("holidays")))
    assert "ghi nhầm năm" in page and "Ghi thêm ngày" not in page
    assert office.post(reverse("holidays"), {"day": "2/9/2026", "name": "Quốc khánh"}).status_code == 403


def test_who_wrote_a_setting_reads_its_whole_name(office):
    """Names were cut at a comma, also at one between brackets: “Quyền hạn ký (T/M: T/L …”."""
    said = {"key": "signer_authority", "value": "T/L BAN THƯỜNG VỤ", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302
    page = words(office.get(reverse("office")))
    assert "Quyền hạn ký: T/L BAN THƯỜNG VỤ" in page
    assert "(T/M:" not in page


def plain(answer):
    return " ".join(re.sub(r"<[^>]*>", " ", words(answer)).split())


def test_what_counts_where_nothing_is_written_is_said(office):
    page = plain(office.get(reverse("office")))
    assert "Tài khoản bao nhiêu ngày không đăng nhập thì nhắc 60 chưa ghi, theo chương trình" in page
    assert "Các mục, ghi rồi hay theo chương trình" in page and "Các mục đã ghi" not in page
    said = {"key": "unused_warned_days", "value": "45", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302
    page = plain(office.get(reverse("office")))
    assert "không đăng nhập thì nhắc 60" not in page
    assert "không đăng nhập thì khóa 90 chưa ghi, theo chương trình" in page
