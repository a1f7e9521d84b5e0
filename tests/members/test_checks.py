"""L1 and L8: every check finds its case and leaves the sound record alone."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from kit.calendar import PartialDate, same_day_later
from members import checks, figures, history, procedure
from members.models import Member, Membership, Number, OfficeHolding, Place
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.house.test_rules import changed
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def sound(name, where, **more):
    given = {"birth": PartialDate(1980, 4, 12), **more}
    person = builders.member(name, where, **given)
    if given.get("official_on", True):
        value = f"{person.pk:08d}"
        procedure.people.note_number(person, by=MACHINE, kind="card8", value=value, day=date(2026, 6, 1))
    return person


def found(key, day=TODAY):
    with builders.whole():
        return {p.member.full_name for p in checks.behind(key, day).select_related("member")}


def planted(tree):
    """One case for each check that dates alone decide."""
    return {
        "birth_missing": sound("Không Ngày Sinh", tree.cell, birth=None),
        "birth_implausible": sound("Sinh Quá Sớm", tree.cell, birth=PartialDate(1900)),
        "admission_missing": sound("Không Ngày Vào", tree.cell, admitted_on=None, since=date(2012, 1, 1)),
        "admitted_young": sound("Vào Lúc Nhỏ", tree.cell, birth=PartialDate(1992, 6, 1)),
        "official_early": sound(
            "Chính Thức Sớm", tree.cell, admitted_on=date(2009, 5, 18), official_on=date(2010, 5, 17)
        ),
        "probation_over": sound(
            "Dự Bị Lâu", tree.cell, admitted_on=date(2025, 4, 29), official_on=None, recognition_decision=None
        ),
        "review_due": sound(
            "Vừa Hết Dự Bị", tree.cell, admitted_on=date(2025, 6, 30), official_on=None, recognition_decision=None
        ),
        "admission_future": official_tomorrow("Chính Thức Ngày Mai", tree.cell),
    }


def test_each_check_names_its_case_and_nobody_else():
    tree = builders.make_tree()
    sound("Hồ Sơ Đủ", tree.cell)
    cases = planted(tree)
    for key, person in cases.items():
        assert found(key) == {person.full_name}, key
    assert found("no_card") == set()


def test_who_turns_eighteen_in_the_month_of_the_admission_is_old_enough():
    """Admitted on 18/5/2010: the age is counted by month."""
    tree = builders.make_tree()
    sound("Đủ Tuổi Cuối Tháng", tree.cell, birth=PartialDate(1992, 5, 31))
    sound("Sang Tháng Mới Đủ", tree.cell, birth=PartialDate(1992, 6, 1))
    assert found("admitted_young") == {"Sang Tháng Mới Đủ"}


def test_nobody_in_a_register_is_younger_than_the_age_of_the_day_looked_at():
    tree = builders.make_tree()
    for name, birth in (("Đủ Tuổi Tháng Này", PartialDate(2008, 6, 30)), ("Chưa Đủ Tuổi", PartialDate(2008, 7, 1))):
        person = sound(name, tree.cell, birth=PartialDate(1980), admitted_on=date(2026, 6, 1), official_on=None,
                       recognition_decision=None)  # fmt: skip
        # A list brings what the verbs refuse.
        Member.unscoped.filter(pk=person.pk).update(birth_on=birth.earliest(), birth_precision="d")
    assert found("birth_implausible") == {"Chưa Đủ Tuổi"}


def holder(name, where, office_of, office="committee", day=date(2020, 1, 1)):
    person = sound(name, where)
    procedure.offices.hold_office(person, by=MACHINE, organisation=office_of, office=office, day=day)
    return person


def test_who_moved_away_and_still_holds_an_office_there_is_found():
    tree = builders.make_tree()
    holder("Vẫn Trong Đảng Bộ", tree.cell, tree.committee)
    moved = holder("Sang Đảng Bộ Khác", tree.cell, tree.committee)
    inside = holder("Đổi Chi Bộ", tree.cell, tree.committee)
    secretary = holder("Bí Thư Đổi Chi Bộ", tree.cell, tree.cell, "secretary")
    procedure.places.move(moved, by=MACHINE, organisation=tree.other_cell, day=date(2026, 5, 1))
    for person in (inside, secretary):
        procedure.places.move(person, by=MACHINE, organisation=tree.sibling, day=date(2026, 5, 1))
    assert found("office_elsewhere") == {"Sang Đảng Bộ Khác", "Bí Thư Đổi Chi Bộ"}
    assert found("office_elsewhere", date(2026, 4, 30)) == set()


def test_an_office_that_ended_with_the_move_is_no_fault():
    tree = builders.make_tree()
    moved = holder("Thôi Giữ Khi Đi", tree.cell, tree.committee)
    procedure.offices.end_office(OfficeHolding.unscoped.get(), by=MACHINE, day=date(2026, 5, 1))
    procedure.places.move(moved, by=MACHINE, organisation=tree.other_cell, day=date(2026, 5, 1))
    assert found("office_elsewhere") == found("office_elsewhere", date(2026, 5, 1)) == set()


def test_a_cell_that_goes_to_another_committee_leaves_its_committee_member_behind():
    tree = builders.make_tree()
    holder("Đi Cùng Chi Bộ", tree.cell, tree.committee)
    procedure.tree.move_organisation(tree.cell, by=MACHINE, day=date(2026, 5, 1), parent=tree.other_committee)
    assert found("office_elsewhere") == {"Đi Cùng Chi Bộ"}
    assert found("office_elsewhere", date(2026, 4, 30)) == set()


def test_the_committee_that_is_left_is_told_of_its_open_office(client):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=False):
        cast = builders.make_cast()
        moved = holder("Sang Đảng Bộ Khác", cast.tree.cell, cast.tree.committee)
        procedure.places.move(moved, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 5, 1))
        enter(client, cast.committee_secretary.username)
        page = client.get("/").content.decode()
    assert "Giữ chức vụ ở nơi không còn sinh hoạt: 1 người" in page
    assert "Sang Đảng Bộ Khác" not in page


def test_the_page_of_a_move_says_which_offices_stay_open(client):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=False):
        cast = builders.make_cast()
        person = holder("Đang Giữ Chức Vụ", cast.tree.cell, cast.tree.committee)
        enter(client)
        page = client.get(reverse("move", args=[person.pk])).content.decode()
    assert "Đang giữ chức vụ cấp ủy viên Đảng bộ xã An Khê" in page


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2010, 1, 1), "Quy định 76-QĐ/TW"),
        (date(2020, 1, 2), "Quy định 213-QĐ/TW"),
        (TODAY, "Quy định 213-QĐ/TW và 33-HD/BTCTW"),
    ],
)
def test_a_check_cites_the_paper_of_the_day(day, said):
    assert checks.BY_KEY["area_alone"].rule_on(day) == said


def test_a_check_says_the_number_of_the_rule_of_the_day(monkeypatch):
    check = checks.BY_KEY["official_early"]
    assert check.title_on(TODAY) == "Chính thức trước 12 tháng"
    changed(monkeypatch, "probation.months", 6)
    assert check.title_on(TODAY) == "Chính thức trước 18 tháng"
    assert check.rule_on(TODAY) == "Điều lệ Đảng, điều 5: dự bị 18 tháng"


def test_a_probation_that_ends_tomorrow_is_not_over():
    tree = builders.make_tree()
    sound("Mai Mới Hết", tree.cell, admitted_on=date(2025, 7, 1), official_on=None, recognition_decision=None)
    assert found("review_due") == found("probation_over") == set()


def probationer(name, where, admitted_on):
    return sound(name, where, admitted_on=admitted_on, official_on=None, recognition_decision=None)


def official_tomorrow(name, where):
    """As a list once said it: no form takes a day that has not come."""
    person = probationer(name, where, date(2025, 7, 1))
    procedure.people.note_number(person, by=MACHINE, kind="card8", value=f"{person.pk:08d}", day=date(2026, 6, 1))
    with history.act("import_members", by=MACHINE):
        history.change(
            person.memberships(manager="unscoped").get(), official_on=date(2026, 7, 1), recognition="imported"
        )
    return person


def test_the_cell_has_thirty_working_days_before_a_recognition_is_late():
    """Twelve months end on 18/5/2026: of thirty working days the last is 29/6/2026, yesterday."""
    tree = builders.make_tree()
    probationer("Trong Hạn", tree.cell, date(2025, 5, 19))
    probationer("Hôm Qua Hết Hạn", tree.cell, date(2025, 5, 18))
    assert found("review_due") == {"Trong Hạn"}
    assert found("probation_over") == {"Hôm Qua Hết Hạn"}
    for day in (date(2026, 6, 22), date(2026, 6, 23)):
        procedure.office.note_holiday(by=MACHINE, day=day, name="Nghỉ theo quyết định của Chính phủ")
    assert found("review_due") == {"Trong Hạn", "Hôm Qua Hết Hạn"}
    assert found("probation_over") == set()


def test_who_is_still_in_time_is_no_faulty_record():
    tree = builders.make_tree()
    probationer("Trong Hạn", tree.cell, date(2025, 5, 19))
    with builders.whole():
        row = checks.counts(TODAY, figures.counted(tree.cell, TODAY))[tree.cell.pk]
    assert (row["review_due"], row["faulty"]) == (1, 0)


def test_who_became_official_after_a_past_day_was_an_ordinary_probationer_on_it():
    tree = builders.make_tree()
    sound("Dự Bị Hồi Ấy", tree.cell, admitted_on=date(2023, 9, 1), official_on=date(2024, 9, 1))
    past = date(2024, 6, 30)
    assert found("admission_future", past) == set()


def test_a_past_day_shows_who_was_late_then_and_became_official_since():
    tree = builders.make_tree()
    sound("Muộn Một Năm", tree.cell, admitted_on=date(2018, 3, 1), official_on=date(2020, 3, 1))
    assert found("probation_over", date(2019, 12, 31)) == {"Muộn Một Năm"}
    assert found("probation_over", date(2020, 3, 1)) == set()


@pytest.mark.parametrize(
    ("admitted_on", "official_on", "is_early"),
    [
        (date(2004, 2, 29), date(2005, 2, 28), False),
        (date(2020, 2, 29), date(2021, 2, 28), False),
        (date(2020, 2, 29), date(2021, 2, 27), True),
        (date(2019, 2, 28), date(2020, 2, 28), False),
        (date(2019, 3, 31), date(2020, 3, 30), True),
    ],
)
def test_twelve_months_from_the_twenty_ninth_of_february_end_on_the_twenty_eighth(admitted_on, official_on, is_early):
    tree = builders.make_tree()
    person = sound("Kết Nạp Cuối Tháng", tree.cell, birth=PartialDate(1970), admitted_on=admitted_on,
                   official_on=same_day_later(admitted_on, 12))  # fmt: skip
    # A list brings what the verbs refuse.
    Membership.unscoped.filter(member=person).update(official_on=official_on)
    assert bool(found("official_early")) == is_early


def test_a_probation_begun_on_the_twenty_ninth_of_february_ends_on_the_twenty_eighth():
    tree = builders.make_tree()
    probationer("Kết Nạp Ngày Nhuận", tree.cell, date(2024, 2, 29))
    assert found("review_due", date(2025, 2, 27)) == set()
    assert found("review_due", date(2025, 2, 28)) == {"Kết Nạp Ngày Nhuận"}


def test_numbers_of_a_wrong_shape_or_held_by_two():
    tree = builders.make_tree()
    one, other = sound("Thẻ Thứ Nhất", tree.cell), sound("Thẻ Thứ Hai", tree.sibling)
    short = sound("Thẻ Thiếu Số", tree.cell)
    builders.member("Không Có Thẻ", tree.cell)
    first = Number.unscoped.get(member=one)
    with history.act("import_members", by=MACHINE):
        history.change(Number.unscoped.get(member=other), value=first.value)
        history.change(Number.unscoped.get(member=short), value="1234567")
    assert found("number_twice") == {"Thẻ Thứ Nhất", "Thẻ Thứ Hai"}
    assert found("number_shape") == {"Thẻ Thiếu Số"}
    assert found("no_card") == {"Không Có Thẻ"}


def test_who_lives_outside_the_area_is_found_with_and_without_introduction():
    tree = builders.make_tree()
    commune = Place.objects.create(name="Xã An Khê")
    here, there = (Place.objects.create(name=name, within=commune) for name in ("Thôn 1", "Thôn 2"))
    procedure.tree.set_area(tree.cell, by=MACHINE, day=date(2001, 1, 1), places=[here])
    for name, place in (("Ở Trong", here), ("Ở Ngoài", there), ("Đã Giới Thiệu", there)):
        person = sound(name, tree.cell)
        procedure.people.note_residence(person, by=MACHINE, address="x", day=date(2020, 1, 1), place=place)
    procedure.standing.introduce_to_residence(person, by=MACHINE, day=date(2021, 1, 1), to="Chi bộ Thôn 2")
    assert found("area_alone") == {"Ở Ngoài"}
    assert found("area_introduced") == {"Đã Giới Thiệu"}


def test_who_lives_in_a_part_of_the_area_lives_inside_it():
    tree = builders.make_tree()
    commune, elsewhere = (Place.objects.create(name=name) for name in ("Xã An Khê", "Xã Bản Lầu"))
    procedure.tree.set_area(tree.cell, by=MACHINE, day=date(2001, 1, 1), places=[commune])
    for name, within in (("Ở Một Thôn Trong Xã", commune), ("Ở Một Thôn Xã Khác", elsewhere)):
        village = Place.objects.create(name="Thôn 1", within=within)
        procedure.people.note_residence(
            sound(name, tree.cell), by=MACHINE, address="x", day=date(2020, 1, 1), place=village
        )
    assert found("area_alone") == {"Ở Một Thôn Xã Khác"}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks how PostgreSQL goes about it")
@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.key)
def test_no_check_is_asked_once_a_person(check):
    """A condition that can't become a join of whole tables is run anew for every row."""
    with builders.whole():
        plan = checks.placed(TODAY).filter(check.condition(TODAY)).explain()
    assert "SubPlan" not in plan


def test_counts_for_every_cell_in_a_fixed_number_of_queries(django_assert_num_queries):
    tree = builders.make_tree()
    planted(tree)
    sound("Hồ Sơ Đủ", tree.sibling)
    with builders.whole():
        rows = figures.counted(tree.district, TODAY)
        # The two checks of probation ask for the holidays, the one of offices for the tree: pages keep them, a command
        # does not.
        with django_assert_num_queries(5):
            answer = checks.counts(TODAY, rows)
    assert answer[tree.cell.pk]["total"] == 8
    assert answer[tree.cell.pk]["faulty"] == 7
    assert answer[tree.sibling.pk] == {"total": 1, "faulty": 0} | dict.fromkeys(
        (check.key for check in checks.CHECKS), 0
    )


def test_figures_of_an_organisation():
    tree = builders.make_tree()
    sound("Người Ở Nhà", tree.cell)
    guest = sound("Người Đi Tạm", tree.cell, sex="f")
    procedure.places.place_temporarily(
        guest, by=MACHINE, organisation=tree.other_cell, day=date(2026, 1, 1), until=date(2026, 10, 1)
    )
    sound("Người Dự Bị", tree.sibling, admitted_on=date(2026, 1, 1), official_on=None, recognition_decision=None)
    with builders.whole():
        committee = figures.figures(tree.committee, TODAY)
        host = figures.figures(tree.other_committee, TODAY)
    assert (committee["total"], committee["official"], committee["probationary"]) == (3, 2, 1)
    assert (committee["women"], committee["away"], committee["guests"]) == (1, 1, 0)
    assert (host["total"], host["guests"]) == (0, 1)


def test_the_start_page_puts_what_is_late_before_what_it_is_time_for(client):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=False):
        cast = builders.make_cast()
        probationer("Trong Hạn", cast.tree.cell, date(2025, 5, 19))
        probationer("Hôm Qua Hết Hạn", cast.tree.cell, date(2025, 5, 18))
        sound("Không Ngày Sinh", cast.tree.cell, birth=None)
        enter(client)
        page = client.get("/").content.decode()
    titles = [checks.BY_KEY[key].title for key in ("probation_over", "review_due", "birth_missing")]
    places = [page.index(f"{title}: 1") for title in titles]
    assert places == sorted(places)
    assert page.index("Quá hạn 1 ngày") < page.index("Hôm nay là ngày cuối")


def test_the_deadline_of_the_review_is_cited_as_it_was_read_and_as_surely():
    late = next(one for one in checks.CHECKS if one.key == "probation_over")
    assert late.rule_on(date(2024, 1, 1)) == "Quy định 24-QĐ/TW, mục 4.2.1: hạn chi bộ xét công nhận"
    assert late.rule_on(date(2026, 6, 30)).startswith("Quy định 294-QĐ/TW, mục 4.2.1: ")
    assert late.rule_on(date(2026, 7, 26)) == (
        "Quy định 294-QĐ/TW, mục 4.2.1 (chưa thấy trong 208-QĐ/TW): hạn chi bộ xét công nhận "
        "(mức chắc chắn: chưa kiểm chứng)"
    )
