"""Lists of somebody who left the Party and was admitted again: each spell keeps its own dates and its own card."""

from datetime import date
from itertools import pairwise

import pytest

from kit.calendar import PartialDate, print_day
from members import checks, importing, rights
from members.models import Departure, Membership, Number
from members.procedure import people, readmitting, standing
from members.procedure.people import NumberGiven
from members.uploads import plans
from tests import builders
from tests.builders import MACHINE, PAPER, TODAY
from tests.members.importing.files import national, opened

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FIRST, LEFT, AGAIN = (date(2001, 11, 21), date(2002, 11, 21)), date(2010, 3, 4), (date(2020, 5, 19), date(2021, 5, 19))
OLD, NEW = "11111111", "22222222"
SECOND = {"admitted": "19/05/2020", "official": "19/05/2021"}


@pytest.fixture
def tree():
    return builders.make_tree()


@pytest.fixture
def again(tree):
    """Sùng A Páo: in the Party from 2001 to 2010 with a card, and since 2020 without one."""
    someone = builders.member(
        "Sùng A Páo", tree.cell, birth=PartialDate(1965, 6, 4), sex="m", admitted_on=FIRST[0], official_on=FIRST[1],
        numbers=[NumberGiven("card8", OLD)],
    )  # fmt: skip
    standing.depart(someone, by=MACHINE, kind="own_wish", day=LEFT, decision=PAPER)
    readmitting.readmit(someone, by=MACHINE, organisation=tree.cell, day=AGAIN[0])
    people.recognise(someone, by=MACHINE, official_on=AGAIN[1], decision=PAPER)
    return someone


def planned(day=TODAY, **row):
    return importing.make_plan(opened(national(row)), by=rights.machine("kiểm thử", day))


def import_(day=TODAY, **row):
    plan = planned(day, **row)
    importing.apply(plan, by=rights.machine("kiểm thử", day))
    return plan


def cards(of):
    rows = Number.unscoped.filter(member=of).in_order()
    return [(one.value, one.since, one.until) for one in rows]


def spells(of):
    return list(Membership.unscoped.filter(member=of).in_order().values_list("admitted_on", "official_on"))


def lack_a_card(day=TODAY):
    with builders.whole(day):
        return set(checks.behind("no_card", day).values_list("member", flat=True))


def messages(plan):
    return [one.message for one in plan.problems]


def test_a_new_card_is_of_the_second_spell_and_the_one_of_the_first_stays_as_it_was_written(again):
    assert lack_a_card() == {again.pk}
    plan = import_(**SECOND, card8=NEW)
    assert cards(again) == [(OLD, None, TODAY), (NEW, TODAY, None)]
    assert lack_a_card() == set()
    # A card of a spell that had none corrects nothing.
    assert plan.corrected == 0
    assert import_(**SECOND, card8=NEW).of(importing.Outcome.SAME)


def seen_before_it_is_written(day=TODAY, **row):
    """What the page of the import shows of each row that changes."""
    book = opened(national(row))
    plan = importing.make_plan(book, by=rights.machine("kiểm thử", day), keep_tables=True)
    pieces = {name: said for name, _, said in plans.pieces(book, plan, {}, plans.mark(day), is_long=False)}
    return [change for one in pieces["CHANGED"] for change in one["changes"]]


def test_the_preview_says_that_the_card_of_the_first_spell_ends(again):
    assert seen_before_it_is_written(**SECOND, card8=NEW) == [
        ["Số thẻ theo Quyết định 85", "chưa có", NEW], [f"Thẻ cũ {OLD}", "", f"đến trước ngày {print_day(TODAY)}"],
    ]  # fmt: skip
    import_(**SECOND, card8=NEW)
    assert cards(again)[0] == (OLD, None, TODAY)


def test_the_preview_of_a_corrected_card_ends_none(again):
    people.note_number(again, by=MACHINE, kind="card8", value=NEW, day=date(2021, 6, 1))
    assert seen_before_it_is_written(**SECOND, card8="33333333") == [["Số thẻ theo Quyết định 85", NEW, "33333333"]]


def test_a_card_of_another_kind_begins_with_the_list_too(again):
    import_(**SECOND, card12="035165000001")
    assert ("035165000001", TODAY, None) in cards(again)
    assert lack_a_card() == set()


def test_the_digits_of_the_first_card_are_no_news_of_the_second(again):
    assert import_(**SECOND, card8=OLD).of(importing.Outcome.SAME)
    assert cards(again) == [(OLD, None, None)]
    assert lack_a_card() == {again.pk}


def test_a_card_of_the_second_spell_that_is_listed_otherwise_is_corrected_where_it_stands(again):
    people.note_number(again, by=MACHINE, kind="card8", value=NEW, day=date(2021, 6, 1))
    plan = import_(**SECOND, card8="33333333")
    assert plan.corrected == 1
    assert cards(again) == [(OLD, None, date(2021, 6, 1)), ("33333333", date(2021, 6, 1), None)]


def test_a_card_listed_of_days_before_a_later_one_ends_where_that_one_begins(again):
    people.note_number(again, by=MACHINE, kind="card8", value=NEW, day=date(2024, 6, 1))
    import_(date(2022, 1, 1), **SECOND, card8="33333333")
    days = cards(again)
    assert days[1:] == [("33333333", date(2022, 1, 1), date(2024, 6, 1)), (NEW, date(2024, 6, 1), None)]
    assert all(one[2] == other[1] for one, other in pairwise(days))


def test_an_older_list_is_compared_with_the_spell_it_speaks_of_and_says_so(again):
    """Found by reading: it proposed the first admission as the day of the second one."""
    plan = import_(card8=OLD)
    assert plan.of(importing.Outcome.SAME)
    assert messages(plan) == [
        "Ngày vào Đảng: “21/11/2001” là của lần vào Đảng trước, sổ đã ghi kết nạp lại ngày 19/5/2020; dòng này được so "
        "với lần trước."
    ]
    assert spells(again) == [FIRST, AGAIN]


def test_an_older_list_corrects_the_first_spell_and_writes_no_card_of_the_second(again):
    plan = import_(admitted="20/11/2001", official="20/11/2002", card8=NEW)
    assert spells(again) == [(date(2001, 11, 20), date(2002, 11, 20)), AGAIN]
    assert cards(again) == [(OLD, None, None)]
    assert messages(plan)[1:] == [
        "Số thẻ theo Quyết định 85: “22222222” chưa có trong sổ; dòng nói về lần vào Đảng trước nên không ghi thành "
        "thẻ của lần sau."
    ]


def test_a_list_as_of_a_day_in_the_first_spell_knows_no_other(again):
    plan = import_(date(2005, 1, 1), admitted="20/11/2001", card8="33333333")
    assert spells(again) == [(date(2001, 11, 20), FIRST[1]), AGAIN]
    assert cards(again) == [("33333333", None, None)]
    assert messages(plan) == []


def test_days_of_two_spells_in_one_row_are_taken_each_for_its_own(again):
    plan = import_(official="20/05/2021")
    assert spells(again) == [FIRST, AGAIN]
    assert messages(plan)[1:] == [
        "Ngày chính thức: “20/5/2021” thuộc lần vào Đảng khác với ngày vào Đảng của dòng này; giữ như trong sổ."
    ]
    assert len(messages(import_(official="19/05/2021"))) == 1


def test_another_day_of_the_second_recognition_is_corrected_as_any(again):
    import_(admitted="19/05/2020", official="20/05/2021")
    assert spells(again) == [FIRST, (AGAIN[0], date(2021, 5, 20))]


def test_without_a_day_of_leaving_the_nearer_admission_is_meant(again):
    Departure.unscoped.update(since=None)
    assert spells(again) == [FIRST, AGAIN]
    assert import_(**SECOND).of(importing.Outcome.SAME)
    assert import_().of(importing.Outcome.SAME)


def test_a_namesake_of_an_older_list_is_found_by_the_admission_of_the_first_spell(again):
    assert import_(birth=None).of(importing.Outcome.SAME)


def test_a_row_about_the_first_spell_leaves_the_record_as_it_is(again):
    """Found by reading: the record itself said from then on that the first spell was the newest."""
    (row,) = planned(admitted="21/11/2001", official="21/11/2002").rows
    record = row.record
    assert record.is_of_former
    assert (record.membership.admitted_on, record.newest.admitted_on) == (FIRST[0], AGAIN[0])
    assert record.was_admitted(FIRST[0]) and record.was_admitted(AGAIN[0])
