"""What the office settles for itself, typed as offices write it."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members.models import Setting
from tests import builders
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return builders.make_cast()


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


def test_what_nothing_reads_is_not_asked(office):
    """The code of ethnic origin is asked for no table, so there is nothing to switch on."""
    Setting.objects.create(key="keeps_ethnic_code", value="có")
    page = words(office.get(reverse("office")))
    assert "mã dân tộc" not in page
    assert office.post(reverse("office"), {"key": "keeps_ethnic_code", "value": "có", "day": ""}).status_code == 422
