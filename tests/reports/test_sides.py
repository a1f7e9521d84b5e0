"""Each class of each kind that can occur, reached by the verbs: who changed, who answers, what is proposed, and how it
is told. Without the third side every one of them is long-standing, not known since when."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from members import procedure as members
from members.models import Member, Membership, Number
from reports.reconciliation.models import Answers, Change, Kind, Proposal, Round
from reports.reconciliation.rules import sentences, sides
from reports.reconciliation.rules.sides import Sides
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.reports import play

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LAST = (date(2025, 7, 1), date(2026, 1, 1))
SIGNED = date(2026, 1, 12)
SINCE = date(2026, 3, 1)
THEY, WE, BOTH, LONG, UNKNOWN = Change
FIX_LIST, FIX_RECORD, WAIT, WHO = Proposal
COMMITTEE, OFFICER = Answers


class World:
    """An Khê with somebody known to both sides, and a neighbour so that the list is never empty."""

    def __init__(self) -> None:
        self.tree = builders.make_tree()
        self.person = play.person("Sùng A Páo", self.tree.cell, "11111111")
        play.person("Lò Văn Ún", self.tree.cell, "22222222", PartialDate(1970, 2, 9))
        self.own = play.row()
        self.neighbour = play.row("Lò Văn Ún", birth="9/2/1970", card="22222222")

    def sign(self, *rows):
        """The half year before, with these rows, signed as the records stand now."""
        one = play.opened(*LAST)
        last = play.of(one, self.tree.committee)
        play.sent(last, play.file(*rows, self.neighbour))
        play.signed(last, SIGNED)

    def compared(self, *rows):
        """What differs now about anybody but the neighbour."""
        one = Round.objects.filter(since=play.SINCE).first() or play.opened()
        return play.differences(play.sent(play.of(one, self.tree.committee), play.file(*rows, self.neighbour)))


# --- values: kind → (column of the list, as it was on both sides, another value, a third one, correction of ours) ---


def member(**given):
    return lambda world, value: members.people.correct_member(
        Member.unscoped.get(pk=world.person.pk),
        by=MACHINE,
        why="theo giấy tờ",
        **{k: f(value) for k, f in given.items()},
    )


def spell(name):
    def correct(world, value):
        row = Membership.unscoped.get(member=world.person)
        members.people.correct_membership(
            row, by=MACHINE, why="theo giấy tờ", **{name: PartialDate.parse(value).earliest()}
        )

    return correct


def number(world, value):
    row = Number.unscoped.get(member=world.person)
    members.people.correct_number(row, by=MACHINE, why="theo thẻ", value=value)


def moved(world, value):
    to = {"Chi bộ Thôn 2": world.tree.sibling}[value]
    members.places.move(Member.unscoped.get(pk=world.person.pk), by=MACHINE, organisation=to, day=SINCE)


BIRTH = member(birth=PartialDate.parse)
NAMED = member(full_name=str)
VALUES = {
    (Kind.NAME, "full_name"): ("name", "Sùng A Páo", "Sùng A Pao", "Sùng A Pảo", NAMED),
    (Kind.SPELLING, "full_name"): ("name", "Sùng A Lý", "Sùng A Lí", None, NAMED),
    (Kind.SEX, "sex"): ("sex", "Nam", "Nữ", None, member(sex=lambda word: {"Nam": "m", "Nữ": "f"}[word])),
    (Kind.DATE, "birth_date"): ("birth", "4/6/1965", "6/4/1965", "14/6/1965", BIRTH),
    (Kind.DATE, "admitted_on"): ("admitted", "18/5/2010", "15/5/2010", "8/5/2010", spell("admitted_on")),
    (Kind.DATE, "official_on"): ("official", "18/5/2011", "20/5/2011", "21/5/2011", spell("official_on")),
    (Kind.NUMBER, "card_number"): ("card", "11111111", "11111112", "11111113", number),
    (Kind.CELL, "unit"): ("cell", "Chi bộ Thôn 1", "Chi bộ Thôn 2", None, moved),
}  # fmt: skip
# What is proposed by class; the officer answers where we have changed, else the committee.
PROPOSED = {
    Kind.NAME: {THEY: WAIT, WE: FIX_LIST, BOTH: WAIT, LONG: WAIT, UNKNOWN: WAIT},
    Kind.SPELLING: dict.fromkeys(Change, FIX_LIST),
    Kind.SEX: {THEY: FIX_LIST, WE: FIX_LIST, LONG: WAIT, UNKNOWN: WAIT},
    Kind.DATE: {THEY: FIX_LIST, WE: FIX_LIST, BOTH: WAIT, LONG: WAIT, UNKNOWN: WAIT},
    # One digit is wrong in each of these.
    Kind.NUMBER: dict.fromkeys(Change, FIX_LIST),
    Kind.CELL: {THEY: FIX_RECORD, WE: FIX_LIST, LONG: WAIT, UNKNOWN: WAIT},
}
CASES = [
    (kind, field, change)
    for (kind, field), (_, _, _, third, _) in VALUES.items()
    for change in Change
    # Two values have no third one on which both could have come.
    if change is not BOTH or third is not None
]


def of_values(world, kind, field, change):
    """Bring a value to that class and compare."""
    column, first, second, third, correct = VALUES[kind, field]
    if kind is Kind.SPELLING:
        correct(world, first)
        world.own["name"] = first
    if change is LONG:
        world.sign(world.own | {column: second})
    elif change is not UNKNOWN:
        world.sign(world.own)
    if change is WE or (change is BOTH and third):
        correct(world, second)
    listed = {WE: first, BOTH: third}.get(change, second)
    return [one for one in world.compared(world.own | {column: listed}) if one.kind == kind]


@pytest.mark.parametrize(("kind", "field", "change"), CASES)
def test_a_value_is_classed_by_who_changed_it_since_both_signed(kind, field, change):
    (one,) = of_values(World(), kind, field, change)
    assert (one.field, one.change) == (field, change)
    assert one.proposal == PROPOSED[kind][change]
    assert one.answers == (OFFICER if change is WE else COMMITTEE)
    told = sentences.happened(one.kind, Change(one.change), Sides(one.list_value, one.record_value, one.agreed_value))
    assert told.endswith(sentences.OF_VALUES[change])
    assert (one.agreed_value is None) == (change is UNKNOWN)


# --- people who stand on one side alone ---


STRANGER = {"birth": "9/9/1990", "sex": "Nữ", "card": "99999999", "admitted": "1/1/2020", "official": "1/1/2021"}


def died(world, day):
    members.standing.depart(Member.unscoped.get(pk=world.person.pk), by=MACHINE, day=day, kind="death", decision=PAPER)


def went(world, day):
    person = Member.unscoped.get(pk=world.person.pk)
    members.places.move(person, by=MACHINE, organisation=world.tree.other_cell, day=day)


def went_and_is_a_guest(world, day):
    """The official place is elsewhere, and the person is here for a while."""
    went(world, day)
    person = Member.unscoped.get(pk=world.person.pk)
    until = date(2026, 10, 1)
    members.places.place_temporarily(person, by=MACHINE, organisation=world.tree.cell, day=day, until=until)


GONE = {Kind.MOVED: went, Kind.LEFT: died, Kind.GUEST: went_and_is_a_guest}


@pytest.mark.parametrize("kind", GONE)
@pytest.mark.parametrize("change", [THEY, WE, UNKNOWN])
def test_who_counts_here_no_more_and_is_still_listed(kind, change):
    world = World()
    if change is WE:
        world.sign(world.own)
    GONE[kind](world, SINCE if change is WE else date(2025, 12, 1))
    if change is THEY:
        world.sign()
    (one,) = world.compared(world.own)
    assert (one.kind, one.change, one.proposal, one.answers) == (kind, change, FIX_LIST, COMMITTEE)
    assert sentences.happened(kind, change, Sides()) == sentences.OF_PEOPLE[kind][change]
    assert one.member_id == world.person.pk


@pytest.mark.parametrize(("change", "proposal"), [(THEY, WAIT), (WE, FIX_LIST), (UNKNOWN, WAIT)])
def test_who_stands_in_our_records_alone_is_a_question_never_a_deletion(change, proposal):
    world = World()
    if change is THEY:
        world.sign(world.own)
    elif change is WE:
        late = builders.member("Vàng Mí Sính", world.tree.cell, admitted_on=date(2026, 2, 3), official_on=None)
        world.sign(world.own)
        world.person, world.own = late, None
    rows = [play.row()] if change is WE else []
    (one,) = world.compared(*rows)
    assert (one.kind, one.change, one.proposal, one.answers) == (Kind.ONLY_OURS, change, proposal, COMMITTEE)
    assert one.member_id == world.person.pk
    assert sentences.happened(Kind.ONLY_OURS, change, Sides()) == sentences.OF_PEOPLE[Kind.ONLY_OURS][change]


@pytest.mark.parametrize("change", [THEY, UNKNOWN])
def test_who_stands_in_the_list_alone_waits_for_a_paper(change):
    world = World()
    if change is THEY:
        world.sign(world.own)
    (one,) = world.compared(world.own, play.row("Hạng Thị Chu", **STRANGER))
    assert (one.kind, one.change, one.proposal, one.answers) == (Kind.ONLY_THEIRS, change, WAIT, COMMITTEE)
    assert one.member_id is None
    assert sentences.proposed(Kind.ONLY_THEIRS, WAIT) == "chờ quyết định kết nạp hoặc giấy giới thiệu"


def test_whose_record_became_somebody_else_s_had_been_signed_for():
    world = World()
    world.sign(world.own)
    NAMED(world, "Hạng Thị Chu")
    BIRTH(world, "9/9/1990")
    number(world, "99999999")
    spell("official_on")(world, "1/1/2021")
    spell("admitted_on")(world, "1/1/2020")
    found = {one.kind: one for one in world.compared(world.own)}
    assert set(found) == {Kind.ONLY_THEIRS, Kind.ONLY_OURS}
    assert (found[Kind.ONLY_THEIRS].change, found[Kind.ONLY_THEIRS].answers) == (WE, OFFICER)


@pytest.mark.parametrize("change", [THEY, UNKNOWN])
def test_who_has_a_record_elsewhere_is_answered_above(change):
    world = World()
    play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    if change is THEY:
        world.sign(world.own)
    (one,) = world.compared(world.own, play.row("Vừ Mí Kẻ", birth="21/7/1982", card="33333333"))
    assert (one.kind, one.change, one.proposal, one.answers) == (Kind.ELSEWHERE, change, WAIT, OFFICER)
    assert sentences.happened(Kind.ELSEWHERE, change, Sides()) == "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời."


@pytest.mark.parametrize(("change", "before"), [(LONG, True), (UNKNOWN, False)])
def test_who_stands_in_two_lists_is_said_on_the_side_that_knows_the_person(change, before):
    world = World()
    if before:
        world.sign(world.own)
    one = play.opened()
    play.person("Hà Thị Mỉ", world.tree.other_cell, "44444444", PartialDate(1990, 1, 2))
    other = play.file(
        world.own, play.row("Hà Thị Mỉ", birth="2/1/1990", card="44444444"), titles=("ĐẢNG BỘ XÃ TÂN LẬP",)
    )
    theirs = play.sent(play.of(one, world.tree.other_committee), other)
    mine = play.sent(play.of(one, world.tree.committee), play.file(world.own, world.neighbour))
    (point,) = play.differences(mine)
    assert (point.kind, point.change, point.proposal, point.answers) == (Kind.TWO_LISTS, change, WAIT, OFFICER)
    assert sentences.happened(Kind.TWO_LISTS, change, Sides()) == sentences.OF_PEOPLE[Kind.TWO_LISTS][change]
    assert Kind.ELSEWHERE in play.kinds(theirs)
    assert Kind.TWO_LISTS not in play.kinds(theirs)


# --- what one side says by itself ---


@pytest.mark.parametrize("change", [LONG, UNKNOWN])
@pytest.mark.parametrize("kind", [Kind.PROBATION, Kind.IMPLAUSIBLE])
def test_what_one_side_says_by_itself(kind, change):
    world = World()
    given = {"admitted_on": date(2025, 2, 3), "official_on": None} if kind is Kind.PROBATION else {}
    born = PartialDate(1999, 1, 2) if kind is Kind.IMPLAUSIBLE else PartialDate(1990, 1, 2)
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", born, sex="f", **given)
    row = play.row("Hà Thị Mỉ", birth=str(born), sex="Nữ", card="44444444")
    row |= {"admitted": "3/2/2025", "official": ""} if given else {}
    if change is LONG:
        world.sign(world.own, row)
    (one,) = world.compared(world.own, row)
    assert (one.kind, one.change, one.proposal, one.answers) == (kind, change, WAIT, COMMITTEE)
    assert sentences.happened(kind, change, Sides()).startswith(sentences.OF_ONE_SIDE[kind])


def test_who_is_listed_twice_and_who_is_not_clear():
    world = World()
    again = play.row(name="Sùng A Páo", cell="Chi bộ Thôn 2")
    assert [one.kind for one in world.compared(world.own, again) if one.kind == Kind.TWICE] == [Kind.TWICE]
    father = play.person("Giàng Seo Lử", world.tree.cell, "55555555", PartialDate(1979, 9, 2))
    play.person("Giàng Seo Lử", world.tree.cell, "66666666", PartialDate(1979, 3, 17))
    unclear = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="")
    found = [one for one in world.compared(world.own, unclear) if one.row and one.name == father.full_name]
    assert [(one.kind, one.proposal, one.answers) for one in found] == [(Kind.UNCLEAR, WHO, OFFICER)]


# --- every sentence of the tables is reached above, and no other can be asked for ---


def test_every_kind_has_words_for_every_class_that_can_occur():
    for kind in Kind:
        for third, fourth in ((None, None), ("", None), ("x", None), ("x", "y")):
            for listed, record in (("x", "x"), ("x", "y"), ("y", "x"), ("z", "w")):
                said = Sides(listed, record, third, fourth)
                told = sides.verdict(kind, "status", said)
                assert sentences.happened(kind, told.change, said)
                assert sentences.proposed(kind, told.proposal)
                assert (told.change is UNKNOWN) == (third is None)


@pytest.mark.parametrize(
    ("one", "other", "slipped"),
    [
        ("12345678", "12345687", True),
        ("12345678", "12345679", True),
        ("12345678", "1234567", True),
        ("12345678", "123456780", True),
        ("12345678", "12354687", False),
        ("12345678", "87654321", False),
        ("", "12345678", False),
    ],
)
def test_a_slip_in_a_number_is_one_digit_or_two_exchanged(one, other, slipped):
    assert sides.slipped(one, other) is slipped
