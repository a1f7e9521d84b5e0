"""Each class of each kind of value that can occur, and of what one side says by itself, reached by the verbs: who
changed, who answers, what is proposed, and how it is told (who stands on one side alone: `test_presence.py`). Without
the third side every one of them is long-standing, not known since when."""

import itertools
from datetime import date

import pytest

from kit.calendar import PartialDate, print_day
from members import procedure as members
from members.models import Exemption, Member, Membership, Number, Placement
from reports.reconciliation.models import Answers, Change, Kind, Proposal, Signing
from reports.reconciliation.rules import sentences, sides
from reports.reconciliation.rules.sides import Sides
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play
from tests.reports.third_side import SINCE, World

pytestmark = pytest.mark.django_db
THEY, WE, BOTH, LONG, UNKNOWN = Change
FIX_LIST, FIX_RECORD, WAIT, WHO = Proposal
COMMITTEE, OFFICER = Answers


ground = laid(World)


@pytest.fixture
def world(ground, db):
    return ground.found()


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
    (Kind.SPELLING, "full_name"): ("name", "Sùng Hòa Lý", "Sùng Hòa Lí", "Sùng Hoà Lý", NAMED),
    (Kind.SEX, "sex"): ("sex", "Nam", "Nữ", None, member(sex=lambda word: {"Nam": "m", "Nữ": "f"}[word])),
    (Kind.DATE, "birth_date"): ("birth", "4/6/1965", "6/4/1965", "14/6/1965", BIRTH),
    (Kind.DATE, "admitted_on"): ("admitted", "18/5/2010", "15/5/2010", "8/5/2010", spell("admitted_on")),
    (Kind.DATE, "official_on"): ("official", "18/5/2011", "20/5/2011", "21/5/2011", spell("official_on")),
    (Kind.NUMBER, "card_number"): ("card", "11111111", "11111112", "11111113", number),
    (Kind.CELL, "unit"): ("cell", "Chi bộ Thôn 1", "Chi bộ Thôn 2", "Chi bộ Thôn 3", moved),
}  # fmt: skip
HAPPENED = {
    THEY: "Cơ sở vừa đổi; sổ giữ như lần trước ký.",
    WE: "Sổ vừa đổi; danh sách còn như lần trước ký.",
    BOTH: "Cả hai bên đều đã đổi từ lần trước ký.",
    LONG: "Lệch từ lần trước, hai bên chưa đổi gì.",
    UNKNOWN: "Lệch đã lâu, chưa rõ từ khi nào: lần trước chưa ký về điểm này.",
}
# What is proposed by class; the officer answers where we have changed, else the committee.
PROPOSED = {
    Kind.NAME: {THEY: WAIT, WE: FIX_LIST, BOTH: WAIT, LONG: WAIT, UNKNOWN: WAIT},
    Kind.SPELLING: dict.fromkeys(Change, FIX_LIST),
    Kind.SEX: {THEY: FIX_LIST, WE: FIX_LIST, LONG: WAIT, UNKNOWN: WAIT},
    Kind.DATE: {THEY: FIX_LIST, WE: FIX_LIST, BOTH: WAIT, LONG: WAIT, UNKNOWN: WAIT},
    # One digit is wrong in each of these.
    Kind.NUMBER: dict.fromkeys(Change, FIX_LIST),
    Kind.CELL: {THEY: FIX_RECORD, WE: FIX_LIST, BOTH: WAIT, LONG: WAIT, UNKNOWN: WAIT},
}
CASES = [
    (kind, field, change)
    for (kind, field), (_, _, _, third, _) in VALUES.items()
    for change in Change
    # Of two sexes there is no third one on which both could have come.
    if change is not BOTH or third is not None
]


def of_values(world, kind, field, change):
    """Bring a value to that class and compare."""
    column, first, second, third, correct = VALUES[kind, field]
    if kind is Kind.CELL:
        builders.organisation("Chi bộ Thôn 3", "cell", world.tree.committee, code="38.168.053.000.003")
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
def test_a_value_is_classed_by_who_changed_it_since_both_signed(world, kind, field, change):
    (one,) = of_values(world, kind, field, change)
    assert (one.field, one.change) == (field, change)
    assert one.proposal == PROPOSED[kind][change]
    assert one.answers == (OFFICER if change is WE else COMMITTEE)
    told = sentences.happened(kind, Change(one.change), Sides(one.list_value, one.record_value, one.agreed_value))
    assert told == ("Chỉ lệch một chỗ trong dãy số. " if kind is Kind.NUMBER else "") + HAPPENED[change]
    assert (one.agreed_value is None) == (change is UNKNOWN)


# --- what the list says of the standing ---


def exempt(world, day=date(2025, 6, 1)):
    person = Member.unscoped.get(pk=world.person.pk)
    members.standing.exempt(person, by=MACHINE, day=day, reason="age", decision=PAPER)


def exempt_no_more(world):
    members.standing.end_exemption(Exemption.unscoped.get(), by=MACHINE, day=SINCE)


def probationary(world):
    row = Membership.unscoped.get(member=world.person)
    members.people.correct_membership(row, by=MACHINE, why="theo giấy tờ", official_on=None)


def official(world):
    spell("official_on")(world, "18/5/2011")


def away(world):
    person = Member.unscoped.get(pk=world.person.pk)
    members.places.place_temporarily(person, by=MACHINE, outside="Hà Nội", day=date(2025, 12, 1))


def back(world):
    members.places.end_temporary(Placement.unscoped.temporary().get(), by=MACHINE, day=SINCE)


def as_entered(world):
    """Active, official, not exempt."""


# Field → (what the list says, as it is kept; of our record: how it comes to differ, how it agrees, how we change it).
STATUSES = {
    "status_left": ({"note": "Đã mất 3/12/2025"}, "từ trần, 2025-12-03", "đang sinh hoạt", as_entered, None, None),
    "status_exempt": (
        {"status": "Miễn sinh hoạt"}, "miễn sinh hoạt", "đang sinh hoạt", as_entered, exempt, exempt_no_more,
    ),
    "status_active": ({"status": "Đang sinh hoạt"}, "đang sinh hoạt", "miễn sinh hoạt", exempt, as_entered, exempt),
    "status_official": (
        {"note": "Chính thức", "official": ""}, "chính thức", "dự bị", probationary, as_entered, probationary,
    ),
    "status_probation": (
        {"status": "Đảng viên dự bị", "official": ""}, "dự bị", "chính thức", as_entered, probationary, official,
    ),
    "status_guest": ({"note": "Tạm thời đến"}, "tạm thời ở đây", "đang sinh hoạt", as_entered, None, None),
    "status_away": ({"note": "Tạm thời đi"}, "tạm thời nơi khác", "đang sinh hoạt", as_entered, away, back),
}  # fmt: skip
OF_STATUS = {
    THEY: (WAIT, COMMITTEE, "Cơ sở vừa đổi; sổ giữ như lần trước ký."),
    WE: (FIX_LIST, OFFICER, "Sổ vừa đổi; danh sách còn như lần trước ký."),
    LONG: (WAIT, COMMITTEE, "Lệch từ lần trước, hai bên chưa đổi gì."),
    UNKNOWN: (WAIT, COMMITTEE, "Lệch đã lâu, chưa rõ từ khi nào: lần trước chưa ký về điểm này."),
}


@pytest.mark.parametrize(
    ("field", "change"),
    [(field, change) for field, said in STATUSES.items() for change in OF_STATUS if change is not WE or said[4]],
)
def test_a_status_is_classed_by_who_changed_it_since_both_signed(world, field, change):
    said, listed, record, differs, agrees, change_ours = STATUSES[field]
    silent = {name: value for name, value in said.items() if name == "official"}
    (agrees if change is WE else differs)(world)
    if change in (WE, LONG):
        world.sign(world.own | said)
    elif change is THEY:
        world.sign(world.own | silent)
    if change is WE:
        change_ours(world)
    (one,) = [each for each in world.compared(world.own | said) if each.kind != Kind.PROBATION]
    assert (one.kind, one.field, one.change) == (Kind.STATUS, field, change)
    assert (one.list_value, one.record_value) == (listed, record)
    assert one.agreed_value == {UNKNOWN: None, WE: listed}.get(change, record)
    told = sentences.happened(Kind.STATUS, change, Sides(one.list_value, one.record_value, one.agreed_value))
    assert (one.proposal, one.answers, told) == OF_STATUS[change]
    assert sentences.proposed(Kind.STATUS, WAIT) == "chờ quyết định hoặc giấy tờ của việc ấy"


def test_what_both_change_of_an_exemption_was_changed_by_both(world):
    """Signed with the list that has the person exempt and a record that has not; now each has what the other had."""
    world.sign(world.own | {"status": "Miễn sinh hoạt"})
    exempt(world, SINCE)
    (one,) = world.compared(world.own | {"status": "Đang sinh hoạt"})
    assert (one.field, one.change, one.agreed_value) == ("status_active", BOTH, "đang sinh hoạt")
    assert (one.proposal, one.answers) == (WAIT, COMMITTEE)


# --- what one side says by itself ---


MI = play.row("Hà Thị Mỉ", birth="2/1/1990", sex="Nữ", card="44444444")
SAID_OF_IT = {
    THEY: " Có từ sau lần trước ký.", WE: " Có từ sau lần trước ký.", BOTH: " Có từ sau lần trước ký.",
    LONG: " Đã có từ lần trước ký.", UNKNOWN: " Chưa rõ từ khi nào.",
}  # fmt: skip


def told_by_itself(world, row, kind, change, proposal, answers, said):
    (one,) = [one for one in world.compared(world.own, *row) if one.kind == kind]
    assert (one.change, one.proposal, one.answers) == (change, proposal, answers)
    assert sentences.happened(kind, Change(one.change), Sides()) == said
    assert (one.agreed_value is None) == (not Signing.unscoped.exists())


@pytest.mark.parametrize(
    ("admitted", "change"),
    [(date(2024, 12, 31), LONG), (date(2025, 1, 1), BOTH), (date(2025, 2, 3), BOTH), (date(2025, 2, 3), UNKNOWN)],
)
def test_a_probation_is_long_past_only_where_it_was_over_on_the_last_closing_day(world, admitted, change):
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", PartialDate(1990, 1, 2), sex="f", admitted_on=admitted,
                official_on=None)  # fmt: skip
    row = MI | {"admitted": print_day(admitted), "official": ""}
    if change is not UNKNOWN:
        world.sign(world.own, row)
    said = "Đã hết thời gian dự bị mà cả hai bên chưa có ngày chính thức."
    told_by_itself(world, [row], Kind.PROBATION, change, WAIT, COMMITTEE, said + SAID_OF_IT[change])


def test_a_probation_of_which_the_list_then_had_the_official_day_is_not_long_past(world):
    given = {"admitted_on": date(2024, 12, 1), "official_on": None}
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", PartialDate(1990, 1, 2), sex="f", **given)
    row = MI | {"admitted": "01/12/2024"}
    world.sign(world.own, row | {"official": "01/12/2025"})
    said = "Đã hết thời gian dự bị mà cả hai bên chưa có ngày chính thức. Có từ sau lần trước ký."
    told_by_itself(world, [row | {"official": ""}], Kind.PROBATION, BOTH, WAIT, COMMITTEE, said)


YOUNG = "2/1/1999"


@pytest.mark.parametrize(
    ("change", "before", "ours"),
    [(THEY, "2/1/1990", False), (WE, YOUNG, True), (BOTH, "2/1/1990", True), (LONG, YOUNG, False),
     (UNKNOWN, None, False), (UNKNOWN, "", False)],
)  # fmt: skip
def test_days_that_can_not_be_are_of_whoever_has_them_since(world, change, before, ours):
    """Admitted at eleven. Of `WE` the list was right and is so still; who was left out was not compared."""
    mi = play.person("Hà Thị Mỉ", world.tree.cell, "44444444", PartialDate(1990, 1, 2), sex="f")
    now = MI | {"birth": "2/1/1990" if change is WE else YOUNG}
    if before is not None:
        listed = MI | {"birth": "2/1/1990" if change is WE else before}
        world.sign(world.own, *[listed] * bool(before))
    if ours:
        members.people.correct_member(mi, by=MACHINE, why="theo giấy tờ", birth=PartialDate.parse(YOUNG))
    said = "Các ngày không thể cùng đúng." + SAID_OF_IT[change]
    told_by_itself(world, [now], Kind.IMPLAUSIBLE, change, WAIT, COMMITTEE, said)


@pytest.mark.parametrize("change", [THEY, LONG, UNKNOWN])
def test_who_is_listed_twice_stood_so_when_both_signed_or_is_new(world, change):
    again = play.row(name="Sùng A Páo", cell="Chi bộ Thôn 2")
    if change is not UNKNOWN:
        world.sign(world.own, *[again] * (change is LONG))
    said = "Người này đã có ở dòng khác của danh sách." + (SAID_OF_IT[change] if change is not UNKNOWN else "")
    told_by_itself(world, [again], Kind.TWICE, change, FIX_LIST, COMMITTEE, said)


@pytest.mark.parametrize(("change", "signed"), [(LONG, True), (UNKNOWN, True), (UNKNOWN, False)])
def test_who_is_not_clear_is_nobody_s_change(world, change, signed):
    """Said last time who it is, or never asked: the program does not know which."""
    play.person("Giàng Seo Lử", world.tree.cell, "55555555", PartialDate(1979, 9, 2))
    play.person("Giàng Seo Lử", world.tree.cell, "66666666", PartialDate(1979, 3, 17))
    row = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="")
    if signed:
        world.sign(world.own, *[row] * (change is LONG))
    said = "Chưa chắc là người nào trong sổ." + (SAID_OF_IT[LONG] if change is LONG else "")
    told_by_itself(world, [row], Kind.UNCLEAR, change, WHO, OFFICER, said)


def test_whom_a_row_may_have_meant_was_perhaps_listed(world):
    """One row for two of one name: of the one whom it was held to mean nobody knows whether he was left out."""
    for card, birth in (("55555555", PartialDate(1979, 9, 2)), ("66666666", PartialDate(1979, 3, 17))):
        play.person("Giàng Seo Lử", world.tree.cell, card, birth)
    world.sign(world.own, play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official=""))
    found = world.compared(world.own)
    assert {one.kind for one in found} == {Kind.ONLY_OURS}
    assert sorted(one.change for one in found) == [LONG, UNKNOWN]


# --- every class that a rule can come to has its words ---


STOOD = (None, frozenset(), *(frozenset({kind}) for kind in Kind if kind not in sides.VALUES))


def test_every_kind_has_words_for_every_class_that_can_occur():
    for kind, stood, third in itertools.product(Kind, STOOD, (None, "", "x")):
        for listed, record in (("x", "x"), ("x", "y"), ("y", "x"), ("z", "w")):
            said = Sides(listed, record, third, stood=stood)
            told = sides.verdict(kind, "status", said)
            assert sentences.happened(kind, told.change, said)
            assert sentences.proposed(kind, told.proposal)
            assert third is not None or told.change is UNKNOWN
            if stood is None and kind not in sides.VALUES:
                assert told.change in (WE, UNKNOWN), "what was not kept accuses nobody"


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
