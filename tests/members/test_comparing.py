"""A committee's list against the records of a day."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from members import comparing, procedure
from members.importing import tables_of
from members.models import Act, Number
from members.procedure.people import NumberGiven
from tests.builders import MACHINE, TODAY, make_tree, member
from tests.members.importing.files import opened, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

HEAD = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Số thẻ ĐV")


def people(tree):
    """Three people of one committee."""
    said = [("Sùng A Páo", 4, "11111111"), ("Lò Văn Ún", 5, "22222222"), ("Vừ Mí Kẻ", 6, "33333333")]
    return [
        member(
            name, tree.cell, source_id=f"M{day}", birth=procedure.people.PartialDate(1965, 6, day),
            numbers=[NumberGiven("card8", card)],
        )
        for name, day, card in said
    ]  # fmt: skip


def row(number, name="Sùng A Páo", birth="4/6/1965", cell="Chi bộ Thôn 1", card="11111111", admitted="18/5/2010"):
    return (number, name, birth, "Nam", cell, admitted, card)


def compared(*rows, title="ĐẢNG BỘ XÃ AN KHÊ", **options):
    return comparing.compare(tables_of(opened(sheet([(title,), HEAD, *rows])).sheets), day=TODAY, **options)


def fields(one):
    return [difference.field for difference in one.differences]


@pytest.fixture
def tree():
    return make_tree()


def test_everybody_is_found_and_who_is_not_listed_is_named(tree):
    people(tree)
    found = compared(row(1), row(2, "Lò Văn Ún", "5/6/1965", card="22222222"))
    assert [(one.record.label, one.sure, one.differences) for one in found.rows] == [("M4", True, []), ("M5", True, [])]
    assert [one.label for one in found.only_in_records] == ["M6"]
    assert found.records == 3


def test_a_list_of_the_district_finds_its_committees_by_its_sections(tree):
    people(tree)
    member("Giàng A Chứ", tree.other_cell)
    section = ("Chi bộ Thôn 1, Đảng bộ xã An Khê – 2 đảng viên",)
    rows = [section, row(1, cell=None), row(2, "Lò Văn Ún", "5/6/1965", card="22222222", cell=None)]
    found = compared(*rows, title="DANH SÁCH ĐẢNG VIÊN")
    assert [one.record.label for one in found.rows] == ["M4", "M5"]
    assert ([one.label for one in found.only_in_records], found.records) == (["M6"], 3)


def test_a_cell_that_names_no_committee_is_not_enough(tree):
    people(tree)
    with pytest.raises(comparing.Refusal, match="chọn tổ chức"):
        compared(("Chi bộ Thôn 1",), row(1, cell=None), title="DANH SÁCH ĐẢNG VIÊN")


@pytest.mark.parametrize("between", [" ", "\n"])
def test_the_head_of_our_own_roster_names_its_committee(tree, between):
    people(tree)
    found = compared(("Chi bộ Thôn 1 – 1 đảng viên",), row(1, cell=None),
                     title=f"của Đảng bộ xã An Khê{between}đến ngày 30/6/2026")  # fmt: skip
    assert ([one.record.label for one in found.rows], found.records) == (["M4"], 3)


def test_a_difference_is_said_with_both_sides(tree):
    people(tree)
    one = compared(row(1, "SÙNG A PÁU", "6/4/1965", "Chi bộ Thôn 2", "11111112", "19/5/2010")).rows[0]
    assert one.record.label == "M4"
    assert fields(one) == ["full_name", "birth_date", "admitted_on", "card_number", "unit"]
    assert (one.differences[1].list, one.differences[1].record) == ("1965-04-06", "1965-06-04")


def test_writing_alone_or_less_of_a_date_is_no_difference(tree):
    people(tree)
    assert compared(row(1, "  SÙNG A PÁO", "1965", "CB thôn 1", "11.111111", "5/2010")).rows[0].differences == []


def test_who_is_listed_twice_is_said_with_the_first_row(tree):
    people(tree)
    found = compared(
        row(1), row(2, "Lò Văn Ún", "5/6/1965", card="22222222"), row(3, "Sùng A Páo", cell="Chi bộ Thôn 2")
    )
    assert found.rows[2].record.label == "M4"
    assert found.rows[2].double_of is found.rows[0]
    assert not found.rows[0].sure
    assert not found.rows[2].sure


def test_a_card_of_somebody_else_is_never_sure(tree):
    people(tree)
    one = compared(row(1, card="22222222")).rows[0]
    assert (one.record.label, one.sure) == ("M4", False)


def test_a_stranger_is_nobody(tree):
    people(tree)
    one = compared(row(1, "Hạng Thị Chu", "9/9/1990", card="99999999", admitted="1/1/2020")).rows[0]
    assert (one.record, one.sure) == (None, False)


def test_who_has_left_is_linked_and_said_to_have_left(tree):
    gone = people(tree)[0]
    procedure.standing.depart(gone, by=MACHINE, day=date(2026, 1, 1), kind="death")
    found = compared(row(1))
    assert fields(found.rows[0]) == ["status"]
    assert found.records == 2


def test_a_list_that_names_no_committee_of_ours_is_refused(tree):
    people(tree)
    with pytest.raises(comparing.Refusal):
        compared(row(1), title="ĐẢNG BỘ XÃ KHÔNG CÓ")
    assert compared(row(1), title="DANH SÁCH", organisation=tree.committee).rows[0].record.label == "M4"


def test_the_command_writes_the_public_json_and_nothing_else(tree, tmp_path):
    people(tree)
    path, out = tmp_path / "ds.xlsx", tmp_path / "out.json"
    path.write_bytes(sheet([("ĐẢNG BỘ XÃ AN KHÊ",), HEAD, row(1)]))
    lines = Act.objects.count()
    call_command("reconcile", str(path), "--as-of", "2026-06-30", "--json", str(out), stdout=StringIO())
    said = json.loads(out.read_text())
    assert said["totals"] == {"list": 1, "records": 3, "matched": 1}
    assert said["only_in_records"] == ["M5", "M6"]
    assert set(said["rows"][0]) == {
        "sheet", "row", "member", "score", "sure", "duplicate_of", "duplicate_sheet", "differences",
    }  # fmt: skip
    assert Act.objects.count() == lines


@pytest.mark.parametrize(("day", "why"), [("30/06/2026", "theo dạng năm-tháng-ngày"), ("2026-13-01", "không có ngày")])
def test_a_day_that_is_none_is_refused_in_one_line(tree, tmp_path, day, why):
    refused = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("reconcile", "x.xlsx", "--as-of", day, "--json", str(tmp_path / "o"), stderr=refused)
    assert stop.value.code == 2
    assert refused.getvalue().strip().count("\n") == 0 and why in refused.getvalue()


def test_no_list_is_held_against_the_records_of_a_day_that_has_not_come(tree, tmp_path):
    people(tree)
    path, out, refused = tmp_path / "ds.xlsx", tmp_path / "out.json", StringIO()
    path.write_bytes(sheet([("ĐẢNG BỘ XÃ AN KHÊ",), HEAD, row(1)]))
    with pytest.raises(SystemExit) as stop:
        call_command("reconcile", str(path), "--as-of", "2099-01-01", "--json", str(out), stderr=refused)
    assert (stop.value.code, refused.getvalue().strip()) == (2, "Ngày đối khớp 01/01/2099 chưa đến.")
    assert not out.exists()


@pytest.mark.parametrize(
    ("first", "why"), [(None, "Sổ chưa có tổ chức nào"), ("2000-01-01", "từ 01/01/2000, ngày bắt đầu quản lý bằng sổ")]
)
def test_no_list_is_held_against_the_records_of_a_day_before_the_register(tree, tmp_path, first, why):
    people(tree)
    if first is not None:
        procedure.office.set_office(by=MACHINE, key="first_day", value=first, day=None)
    path, out, refused = tmp_path / "ds.xlsx", tmp_path / "out.json", StringIO()
    path.write_bytes(sheet([("ĐẢNG BỘ XÃ AN KHÊ",), HEAD, row(1)]))
    with pytest.raises(SystemExit) as stop:
        call_command("reconcile", str(path), "--as-of", "1900-01-01", "--json", str(out), stderr=refused)
    assert stop.value.code == 2 and why in refused.getvalue() and refused.getvalue().strip().count("\n") == 0
    assert not out.exists()


def test_a_card_that_differs_by_the_noughts_in_front_alone_is_the_same(tree):
    """A hand has left them out in the register, or a spreadsheet in the list; nothing that is stored is altered."""
    for name, kind, value in (("Hạng Thị Chu", "card8", "12345"), ("Mùa A Tủa", "card12", "71000000017")):
        one = member(name, tree.cell, birth=procedure.people.PartialDate(1965, 6, 20))
        procedure.people.note_number(one, by=MACHINE, kind=kind, value=value, day=date(2012, 1, 1))
    found = {row.person.name: row for row in compared(
        row(1, "Hạng Thị Chu", "20/6/1965", card="00012345", admitted=""),
        row(2, "Mùa A Tủa", "20/6/1965", card="071000000017", admitted=""),
    ).rows}  # fmt: skip
    assert [fields(one) for one in found.values()] == [[], []]
    assert set(Number.unscoped.filter(value__in=["12345", "71000000017"]).values_list("value", flat=True)) == {
        "12345", "71000000017",
    }  # fmt: skip
    (other,) = compared(row(1, "Hạng Thị Chu", "20/6/1965", card="12346", admitted="")).rows
    (apart,) = other.differences
    assert (apart.field, apart.list, apart.record) == ("card_number", "00012346", "12345"), "as it stands"


def test_an_old_and_a_new_number_are_never_the_same_by_their_noughts(tree):
    one = member("Hạng Thị Chu", tree.cell, birth=procedure.people.PartialDate(1965, 6, 20))
    procedure.people.note_number(one, by=MACHINE, kind="card12", value="000000012345", day=date(2012, 1, 1))
    (found,) = compared(row(1, "Hạng Thị Chu", "20/6/1965", card="00012345", admitted="18/5/2010")).rows
    assert "card_number" in fields(found)
