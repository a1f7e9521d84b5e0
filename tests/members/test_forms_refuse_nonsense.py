"""What people type by mistake gets a sentence at its field, also where only PostgreSQL would have refused it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from members import uploads
from members.models import Member, Term
from tests import builders
from tests.members.officer_play import cast, ground, officer
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def enter(client, cell, **given):
    said = {"full_name": "Nông Văn Thử", "sex": "m", "organisation": cell.pk, "admitted_on": "01/01/2020", **given}
    return client.post(reverse("enter", args=[cell.pk]), said)


def error_at(answer, field) -> list[str]:
    assert answer.status_code == 422
    return list(answer.context["form"].errors.get(field, []))


@pytest.mark.parametrize("letter", ["ß", "ﬃ"])
def test_a_name_that_grows_when_folded_is_kept(officer, cast, letter):
    assert enter(officer, cast.tree.cell, full_name=letter * 120).status_code == 302
    assert Member.unscoped.filter(full_name=letter * 120).exists()


@pytest.mark.parametrize("name", ["...", "\N{WAVING WHITE FLAG}"])
def test_a_name_has_letters(officer, cast, name):
    assert error_at(enter(officer, cast.tree.cell, full_name=name), "full_name") == ["Ghi họ và tên bằng chữ."]


@pytest.mark.parametrize(("field", "digits"), [("card8", 8), ("card12", 12)])
@pytest.mark.parametrize("typed", ["1" * 13, "12a", "\N{FULLWIDTH DIGIT ONE}"])
def test_a_card_number_that_is_none_is_said_at_its_own_field(officer, cast, field, digits, typed):
    typed = typed if len(typed) > 1 else typed * digits
    answer = enter(officer, cast.tree.cell, **{field: typed})
    assert error_at(answer, field) == ["Ghi số thẻ bằng chữ số, nhiều nhất 12 chữ số."]
    assert not Member.unscoped.filter(full_name="Nông Văn Thử").exists()


def test_a_long_name_of_an_organisation_makes_a_short_name_that_fits(officer, cast):
    name = "Chi bộ " + "Đ" * 150
    assert officer.post(reverse("rename-organisation", args=[cast.tree.cell.pk]), {"name": name, "day": "01/6/2026"})
    assert Term.unscoped.get(organisation=cast.tree.cell, name=name).short_name == "Đ" * 80


def test_a_place_that_is_no_place_is_refused_in_vietnamese(officer, cast):
    said = {"places": ["a\0b"], "day": "01/6/2026"}
    answer = officer.post(reverse("set-area", args=[cast.tree.committee.pk]), said)
    assert error_at(answer, "places") == ["Chọn các thôn, tổ thuộc địa bàn trong danh sách"]


@pytest.mark.parametrize("row", ["2147483648", "9" * 30])
def test_a_row_beyond_any_sheet_holds_no_heads(officer, cast, row):
    pk = builders.sent_list(cast.officer)
    before = uploads.mine(cast.officer, "import").get(pk=pk).choices
    answer = officer.post(reverse("import-reading", args=[pk, 0]), {"header_row": row})
    assert "không được lớn hơn 1048576" in error_at(answer, "header_row")[0]
    assert uploads.mine(cast.officer, "import").get(pk=pk).choices == before


def test_a_day_that_is_missing_is_asked_for_by_the_name_of_its_box(officer, cast):
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    answer = officer.post(reverse("note-residence", args=[person.pk]), {"address": "Thôn 3", "day": ""})
    assert error_at(answer, "day") == ["Nhập ô “Từ ngày”"]
    answer = officer.post(reverse("correct-member", args=[person.pk]), {"full_name": "Giàng Seo Lử", "birth": "x"})
    assert error_at(answer, "birth") == ["Nhập ngày sinh như 12/4/1987, 4/1987 hoặc 1987"]


def test_no_clause_of_an_exemption_is_chosen_for_the_secretary(cast):
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    secretary = signed_in(cast.cell_secretary)
    page = secretary.get(reverse("exempt", args=[person.pk]))
    assert page.context["form"]["reason"].value() is None
    answer = secretary.post(reverse("exempt", args=[person.pk]), {"reason": "", "day": "01/6/2026"})
    assert error_at(answer, "reason") == ["Chọn điều khoản miễn"]


def test_the_person_page_leads_to_what_can_be_written_from_its_top(officer, cast):
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    top, _, rest = officer.get(reverse("person", args=[person.pk])).content.decode().partition("Quá trình")
    assert 'href="#viec"' in top
    assert 'id="viec"' in rest


def sent(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def test_a_file_with_a_very_long_name_is_read_again(officer, cast):
    text = "Họ và tên,Ngày sinh,Ngày vào Đảng,Chi bộ\nNông Văn Thử,1/1/1980,1/1/2010,Chi bộ Thôn 1\n"
    said = {"file": sent("danh sách " * 20 + ".csv", text), "organisation": cast.tree.committee.pk}
    answer = officer.post(reverse("imports"), said)
    assert answer.status_code == 302
    assert officer.get(answer["Location"]).status_code == 200


def test_a_file_that_is_no_list_does_not_wait_among_the_files(officer, cast):
    answer = officer.post(reverse("imports"), {"file": sent("a.csv", "\n\n"), "organisation": ""})
    assert error_at(answer, "file") == ["Tệp không có danh sách đảng viên nào nhận ra được."]
    assert not uploads.mine(cast.officer, "import").exists()


def test_the_second_who_renames_a_cell_is_shown_what_the_first_wrote(officer, cast):
    address = reverse("rename-organisation", args=[cast.tree.cell.pk])
    seen = officer.get(address).context["form"]["seen"].value()
    first = {"name": "Chi bộ Thôn Một B", "day": "02/6/2026", "seen": seen}
    assert signed_in(cast.second_officer).post(address, first).status_code == 302
    answer = officer.post(address, {"name": "Chi bộ Thôn Một A", "day": "03/6/2026", "seen": seen})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Chi bộ Thôn Một B" in said and "Lục Thị Yên" in said
    assert 'value="Chi bộ Thôn Một A"' in said
    assert "Người khác vừa sửa hồ sơ này" in said
    assert not Term.unscoped.filter(name="Chi bộ Thôn Một A").exists()


def test_who_renames_a_cell_on_two_pages_is_told_that_it_was_oneself(officer, cast):
    address = reverse("rename-organisation", args=[cast.tree.cell.pk])
    seen = officer.get(address).context["form"]["seen"].value()
    assert officer.post(address, {"name": "Chi bộ Thôn Một B", "day": "02/6/2026", "seen": seen}).status_code == 302
    said = officer.post(address, {"name": "Chi bộ Thôn Một C", "day": "03/6/2026", "seen": seen}).content.decode()
    assert "Ở một trang khác, đồng chí vừa sửa hồ sơ này" in said and "Người khác" not in said
    assert "Đồng chí vừa sửa ở một trang khác" in said


def test_where_somebody_else_wrote_in_between_that_is_said(officer, cast):
    address = reverse("rename-organisation", args=[cast.tree.cell.pk])
    seen = officer.get(address).context["form"]["seen"].value()
    signed_in(cast.second_officer).post(address, {"name": "Chi bộ Thôn Một B", "day": "02/6/2026"})
    assert officer.post(address, {"name": "Chi bộ Thôn Một C", "day": "03/6/2026"}).status_code == 302
    said = officer.post(address, {"name": "Chi bộ Thôn Một D", "day": "04/6/2026", "seen": seen}).content.decode()
    assert "Người khác vừa sửa hồ sơ này" in said and "Lục Thị Yên" in said
