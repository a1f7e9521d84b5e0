"""Importing lists: what is written, what is told, what is refused."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kit.calendar import PartialDate
from members import importing, procedure
from members.errors import NotAllowed, Refusal
from members.importing import Outcome
from members.models import (
    Act,
    ActValues,
    Departure,
    DepartureKind,
    Evidence,
    Exemption,
    Finding,
    Member,
    Membership,
    Number,
    Placement,
    Term,
)
from members.procedure.merging import check_merge, merge_members
from tests.builders import MACHINE, actor, make_cast, make_tree, member
from tests.members.importing.files import national, opened, people, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def plan_of(*rows, **options):
    return importing.make_plan(opened(national(*rows)), by=MACHINE, **options)


def import_(*rows, leave_rejected=False, **options):
    return importing.apply(plan_of(*rows, **options), by=MACHINE, leave_rejected=leave_rejected)


def codes(plan):
    return [problem.code for problem in plan.problems]


def only(model):
    return model._base_manager.get()


def test_a_person_of_the_list_stands_in_the_named_cell_from_the_day_of_admission():
    tree = make_tree()
    import_({"source_id": "M1", "card8": "12345678", "card12": "012345678901"})
    person, place, spell = only(Member), only(Placement), only(Membership)
    assert (person.full_name, person.sex, person.birth_on, person.source_id) == (
        "Sùng A Páo",
        "m",
        date(1965, 6, 4),
        "M1",
    )
    assert (place.organisation, place.since, place.assumed) == (tree.cell, date(2001, 11, 21), True)
    assert (spell.official_on, spell.recognition) == (date(2002, 11, 21), "imported")
    assert set(Number.unscoped.values_list("kind", "value")) == {("card8", "12345678"), ("card12", "012345678901")}


def test_a_first_import_makes_the_tree_with_an_open_start_and_codes_by_rule():
    rows = people(3)
    rows[1]["organisation"] = "Chi bộ Thôn 2, Đảng bộ xã An Khê"
    rows[2]["organisation"] = "Chi bộ Kho bạc"
    applied = import_(*rows, create_organisations=True)
    terms = {term.code: (term.name, term.kind.code, term.since) for term in Term.unscoped.select_related("kind")}
    assert terms == {
        "001": ("Đảng bộ khu vực", "area", None),
        "001.001": ("Đảng bộ xã An Khê", "committee", None),
        "001.002": ("Chi bộ Kho bạc", "grass_cell", None),
        "001.001.001": ("Chi bộ Thôn 1", "cell", None),
        "001.001.002": ("Chi bộ Thôn 2", "cell", None),
    }
    assert (applied.created, len(applied.organisations)) == (3, 5)


def test_importing_the_same_file_again_writes_nothing():
    rows = [
        *people(5),
        {"full_name": "Vàng Thị Mỷ", "sex": "Nữ", "birth": "1980"},
        {"full_name": "Vàng Thị Mỷ", "birth": None},
    ]
    import_(*rows, create_organisations=True)
    lines = Act.objects.count()
    plan = plan_of(*rows, create_organisations=True)
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}
    assert importing.apply(plan, by=MACHINE).unchanged == 7
    assert Act.objects.count() == lines


def test_each_person_has_a_line_inside_the_import():
    make_tree()
    import_(*people(3))
    whole = Act.objects.get(verb="import_members")
    lines = Act.objects.filter(verb="enter")
    assert {line.inside for line in lines} == {whole.number}
    assert {line.member.source_id for line in lines} == {"M0000001", "M0000002", "M0000003"}


def test_columns_that_are_not_kept_are_named_and_leave_no_trace():
    make_tree()
    plan = plan_of({"religion": "Phật giáo Hòa Hảo", "citizen": "038065001234", "remarks": "hoàn cảnh riêng"})
    assert ("H", "Tôn giáo *") in plan.sheets[0].unknown
    importing.apply(plan, by=MACHINE)
    written = " ".join(ActValues.objects.values_list("body", flat=True))
    written += str(list(Evidence.unscoped.values())) + str(list(Finding.unscoped.values()))
    for secret in ("Hòa Hảo", "038065001234", "hoàn cảnh"):
        assert secret not in written
    assert "full_name:C4" in only(Evidence).cells


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ({"full_name": None}, "name_missing"),
        ({"organisation": "Chi bộ Thôn 9, Đảng bộ xã An Khê"}, "organisation_not_found"),
        ({"organisation": "Chi bộ Thôn 1, Đảng bộ xã Không Có"}, "organisation_not_found"),
        ({"organisation": None}, "organisation_missing"),
        ({"source_id": "M2", "card8": "11111111"}, "card_of_another"),
        ({"card8": "11111111", "full_name": "Vừ Mí Kẻ", "birth": "1/1/1990"}, "card_of_another"),
        ({"source_id": "M1", "card8": "22222222"}, "card_of_another"),
    ],
)
def test_a_row_that_can_not_be_taken_stops_the_whole_file(person, code):
    tree = make_tree()
    member("Thào Thị Sua", tree.cell, source_id="M1", numbers=[procedure.people.NumberGiven("card8", "11111111")])
    member("Giàng Seo Chớ", tree.cell, source_id="M9", numbers=[procedure.people.NumberGiven("card8", "22222222")])
    plan = plan_of(person, {"full_name": "Lò Văn Ún"})
    assert [problem.code for problem in plan.problems if problem.level == "error"] == [code]
    with pytest.raises(Refusal):
        importing.apply(plan, by=MACHINE)
    assert Member.unscoped.count() == 2
    assert importing.apply(plan, by=MACHINE, leave_rejected=True).created == 1


@pytest.mark.parametrize("rightful", [0, 1])
def test_of_two_rows_with_one_number_whoever_bears_it_in_the_register_stands(rightful):
    tree = make_tree()
    member("Sùng A Páo", tree.cell, birth=PartialDate(1965, 6, 4), sex="m",
           numbers=[procedure.people.NumberGiven("card8", "11111111")])  # fmt: skip
    rows = [{"full_name": "Vừ Mí Kẻ", "birth": "1/1/1990", "card8": "11111111"}]
    rows.insert(rightful, {"card8": "11111111"})
    plan = plan_of(*rows)
    wrong = plan.rows[1 - rightful]
    assert plan.rows[rightful].outcome is not Outcome.REJECTED and plan.rows[rightful].record is not None
    assert wrong.outcome is Outcome.REJECTED
    (problem,) = [one for one in plan.problems if one.level == "error"]
    # Who stands first is met by the other row; else by the register.
    assert problem.code == ("card_of_another" if rightful else "card_twice")
    assert (problem.column, problem.place) == ("M", f"M{wrong.given.row}")


@pytest.mark.parametrize(("column", "letter"), [("card8", "M"), ("card12", "J")])
def test_a_number_of_another_names_its_cell_and_the_number_alone(column, letter):
    tree = make_tree()
    value = "11111111" if column == "card8" else "011111111111"
    member("Thào Thị Sua", tree.cell, source_id="M1", numbers=[procedure.people.NumberGiven(column, value)])
    others = {"card8": "22222222", "card12": "022222222222"} | {column: value}
    (problem,) = [one for one in plan_of({"source_id": "M2", **others}).problems if one.level == "error"]
    assert (problem.code, problem.column, problem.place) == ("card_of_another", letter, f"{letter}4")
    assert problem.message == f"Số thẻ {value} trong sổ là của Thào Thị Sua."


def test_in_a_column_for_either_number_the_cell_is_named_too():
    tree = make_tree()
    member("Thào Thị Sua", tree.cell, numbers=[procedure.people.NumberGiven("card8", "11111111")])
    head = ("TT", "Họ và tên", "Ngày sinh", "Số thẻ ĐV", "Chi bộ")
    rows = [("ĐẢNG BỘ XÃ AN KHÊ",), head, (1, "Vừ Mí Kẻ", "1/1/1990", "11111111", "Chi bộ Thôn 1"),
            (2, "Lò Văn Ún", "9/2/1970", "11111111", "Chi bộ Thôn 1")]  # fmt: skip
    plan = importing.make_plan(opened(sheet(rows)), by=MACHINE)
    errors = [(one.code, one.place) for one in plan.problems if one.level == "error"]
    assert errors == [("card_of_another", "D3"), ("card_twice", "D4")]


def test_one_number_on_two_rows_is_said_with_the_other_row():
    make_tree()
    plan = plan_of(
        {"source_id": "M1", "card8": "11111111"}, {"source_id": "M1"}, {"card8": "11111111", "birth": "1970"}
    )
    assert codes(plan) == ["id_twice", "card_twice"]
    assert "dòng 4" in plan.problems[0].message


@pytest.mark.parametrize(
    ("person", "code", "field"),
    [
        ({"admitted": "11/1992", "official": None}, "admitted_on_incomplete", "admitted_on"),
        ({"admitted": "sau Tết", "official": None}, "admitted_on_unreadable", "admitted_on"),
        ({"birth": "4/6/65"}, "birth_date_unreadable", "birth_date"),
        ({"admitted": "4/6/1905", "official": None}, "admitted_on_implausible", "admitted_on"),
        ({"official": "1/1/2031"}, "official_on_future", "official_on"),
        ({"official": "1/1/1990"}, "dates_out_of_order", "official_on"),
        ({"card8": "1234567"}, "card_short", "card8"),
        ({"status": "Chờ xem xét"}, "status_unknown", "status"),
    ],
)
def test_what_is_odd_is_a_warning_and_stays_with_the_person_as_written(person, code, field):
    make_tree()
    plan = plan_of(person)
    assert codes(plan) == [code]
    assert plan.problems[0].level == "warning"
    importing.apply(plan, by=MACHINE)
    kept = only(Finding)
    assert (kept.code, kept.field, kept.written) == (code, field, next(iter(person.values())))
    assert kept.cell.endswith("4")


@pytest.mark.parametrize(
    ("born", "admitted", "told"),
    [
        ("20/5/1980", "10/5/1998", False),
        ("20/5/1980", "1/5/1998", False),
        ("1/5/1980", "30/4/1998", True),
        ("5/1980", "30/4/1998", True),
        ("1980", "10/1/1998", False),
    ],
)
def test_eighteen_is_counted_by_month_as_at_the_forms(born, admitted, told):
    plan = plan_of({"birth": born, "admitted": admitted, "official": None})
    assert ("age_at_admission" in codes(plan)) is told


def test_nothing_is_invented_for_a_year_a_month_or_a_blank():
    import_({"birth": "1965", "admitted": "11/1992", "official": None}, create_organisations=True)
    person = only(Member)
    assert (person.birth_on, person.birth_precision) == (date(1965, 1, 1), "y")
    assert only(Membership).admitted_on is None
    assert only(Placement).since is None


def test_without_a_day_of_admission_one_stands_from_the_first_day_of_the_register():
    make_tree()
    procedure.office.set_office(by=MACHINE, key="first_day", value="2026-01-01", day=None)
    import_({"admitted": None, "official": None})
    assert only(Placement).since == date(2026, 1, 1)


def test_nobody_stands_in_a_cell_before_it_began():
    make_tree()
    import_({"admitted": "21/11/1991", "official": "21/11/1992"})
    assert Term.unscoped.get(name="Chi bộ Thôn 1").since == date(2000, 1, 1)
    assert only(Placement).since == date(2000, 1, 1)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Đã mất", DepartureKind.DEATH),
        ("Đã chuyển sinh hoạt", DepartureKind.MOVED_OUT),
        ("Đã ra khỏi Đảng", DepartureKind.NOT_STATED),
    ],
)
def test_a_leaver_stands_in_the_cell_until_the_day_of_leaving(words, kind):
    make_tree()
    import_({"status": words, "status_on": "1/3/2026"})
    gone = only(Departure)
    assert (gone.kind, gone.since) == (kind, date(2026, 3, 1))
    assert only(Placement).until == date(2026, 3, 1)


def test_a_leaver_without_a_day_is_in_no_list_and_leaves_a_finding():
    make_tree()
    rows = [{"status": "Đã mất"}]
    import_(*rows)
    assert only(Departure).since is None
    assert not Placement.unscoped.exists()
    assert only(Finding).code == "status_day_missing"
    assert {row.outcome for row in plan_of(*rows).rows} == {Outcome.SAME}


def test_an_exemption_counts_as_the_list_says():
    make_tree()
    import_({"status": "Miễn sinh hoạt", "status_on": "1/3/2026"})
    exemption = only(Exemption)
    assert (exemption.reason, exemption.since) == ("imported", date(2026, 3, 1))
    assert only(Placement).until is None


def test_a_known_person_is_corrected_and_blank_wipes_nothing():
    tree = make_tree()
    person = member("Sùng A Páo", tree.cell, source_id="M1", birth=None, profile_number="77")
    import_({"source_id": "M1", "full_name": "Sùng A Phảo", "sex": None, "official": None, "admitted": "18/5/2010"})
    person = Member.unscoped.get(pk=person.pk)
    assert (person.full_name, person.fold, person.sex, person.profile_number) == (
        "Sùng A Phảo",
        "sung a phao",
        "m",
        "77",
    )
    assert person.birth_on == date(1965, 6, 4)
    assert only(Membership).official_on == date(2011, 5, 18)
    line = Act.objects.get(verb="correct_member")
    assert line.member == person
    assert person.changed_by == line.number


def test_a_year_of_birth_does_not_correct_a_known_day():
    make_tree()
    import_({"source_id": "M1"})
    assert plan_of({"source_id": "M1", "birth": "1965"}).rows[0].outcome is Outcome.SAME


def test_a_corrected_admission_moves_the_place_that_was_assumed():
    make_tree()
    import_({"source_id": "M1", "admitted": "3/2/2005", "official": None})
    import_({"source_id": "M1", "admitted": "3/2/2006", "official": None})
    assert only(Placement).since == date(2006, 2, 3)


def test_another_cell_or_status_is_told_and_not_applied():
    tree = make_tree()
    import_({"source_id": "M1"})
    moved = {"source_id": "M1", "organisation": "Chi bộ Thôn 2, Đảng bộ xã An Khê", "status": "Miễn sinh hoạt"}
    plan = plan_of(moved)
    assert sorted(codes(plan)) == ["placement_differs", "status_differs"]
    assert plan.rows[0].outcome is Outcome.SAME
    assert only(Placement).organisation == tree.cell


def test_a_person_without_numbers_is_known_by_cell_name_and_birth():
    make_tree()
    import_({"birth": "4/6/1965"})
    plan = plan_of({"birth": "4/6/1965", "card8": "12345678"}, {"birth": "5/6/1965"})
    assert [row.outcome for row in plan.rows] == [Outcome.CHANGED, Outcome.NEW]


def test_a_record_that_changed_in_between_stops_the_import():
    make_tree()
    import_({"source_id": "M1"})
    plan = plan_of({"source_id": "M1", "full_name": "Sùng A Phảo"})
    procedure.people.correct_member(only(Member), by=MACHINE, why="theo lý lịch", profile_number="5")
    with pytest.raises(Refusal, match="đã được sửa"):
        importing.apply(plan, by=MACHINE)
    assert only(Member).full_name == "Sùng A Páo"


def test_a_plan_is_not_applied_twice():
    make_tree()
    plan = plan_of({"source_id": "M1"})
    importing.apply(plan, by=MACHINE)
    with pytest.raises(Refusal):
        importing.apply(plan, by=MACHINE)
    assert Member.unscoped.count() == 1


def test_a_list_of_a_committee_is_put_under_the_committee_of_its_title():
    tree = make_tree()
    rows = [
        ("ĐẢNG BỘ HUYỆN VÂN SƠN",), ("ĐẢNG BỘ XÃ AN KHÊ",), ("TT", "Họ tên", "Năm sinh", "Ngày vào Đảng", "Số thẻ ĐV"),
        ("Chi bo thon 2",), (1, "SÙNG A PÁO", 1965, "21/11/1991", "78.636801"),
    ]  # fmt: skip
    plan = importing.make_plan(opened(sheet(rows)), by=MACHINE)
    assert plan.sheets[0].node.pk == tree.committee.pk
    importing.apply(plan, by=MACHINE)
    assert only(Placement).organisation == tree.sibling


def test_a_list_of_one_cell_needs_no_column_when_the_cell_is_named():
    tree = make_tree()
    rows = [("TT", "Họ tên", "Năm sinh"), (1, "Sùng A Páo", 1965)]
    importing.apply(importing.make_plan(opened(sheet(rows)), by=MACHINE, organisation=tree.cell), by=MACHINE)
    assert only(Placement).organisation == tree.cell


def test_only_the_district_office_imports():
    cast = make_cast()
    with pytest.raises(NotAllowed):
        importing.make_plan(opened(national({})), by=actor(cast.committee_secretary), organisation=cast.tree.committee)
    with pytest.raises(NotAllowed):
        importing.apply(plan_of({}), by=actor(cast.reader))
    importing.apply(plan_of({}), by=actor(cast.officer))
    assert Act.objects.get(verb="import_members").account == cast.officer


def test_a_file_without_a_list_is_refused():
    with pytest.raises(Refusal, match="không có danh sách"):
        importing.make_plan(opened(sheet([("Hướng dẫn điền biểu",)])), by=MACHINE)


def test_the_report_has_the_public_keys():
    make_tree()
    said = importing.report(plan_of({"admitted": "1992", "official": None}, {"full_name": None}), None)
    assert {"file", "sheets", "created", "changed", "unchanged", "rejected", "problems"} <= set(said)
    assert said["sheets"][0]["columns"]["full_name"] == "C"
    assert said["problems"][0] == {
        "sheet": "DS", "row": 4, "column": "X", "level": "warning", "code": "admitted_on_incomplete",
        "message": "Ngày vào Đảng: “1992” chưa đủ ngày, tháng, năm; để trống và giữ nguyên văn.",
        "rule": "Sổ danh sách đảng viên, Mẫu 7-HSĐV, cột 7: ngày vào Đảng",
    }  # fmt: skip


def asked(count, start):
    """How many questions and how many statements importing so many people takes."""
    rows = people(count, start)
    with CaptureQueriesContext(connection) as captured:
        import_(*rows)
    selects = sum(query["sql"].lstrip().upper().startswith("SELECT") for query in captured.captured_queries)
    return selects, len(captured.captured_queries) - selects


def test_ten_times_the_people_take_no_more_questions_than_batches():
    make_tree()
    few_selects, few_writes = asked(100, 1)
    many_selects, many_writes = asked(1000, 1001)
    assert many_selects - few_selects <= 12
    assert many_writes - few_writes <= 150


def test_a_row_with_the_id_of_a_merged_record_corrects_nothing_and_is_told():
    make_tree()
    import_({"source_id": "M1"}, {"source_id": "M2", "full_name": "Sùng A Pảo", "card8": "", "card12": ""})
    kept, absorbed = Member.unscoped.order_by("source_id")
    choices = {one.key: one.proposed or "kept" for one in check_merge(kept, absorbed).joining.points}
    merge_members(kept, by=MACHINE, absorbed=absorbed, choices=choices, why="một người hai hồ sơ")
    before = Member.unscoped.order_by("pk").values()
    plan = plan_of({"source_id": "M2", "full_name": "Sùng A Phảo"}, {"source_id": "M1"})
    assert [(problem.code, problem.level) for problem in plan.problems if problem.kind == "merged_record"] == [
        ("merged_record", "warning")
    ]
    assert {row.outcome.name for row in plan.rows} == {"SAME"}
    assert list(before) == list(Member.unscoped.order_by("pk").values())
