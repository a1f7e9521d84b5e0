"""Three sides: the committee's list, our records, and what both signed last time. Who changed what, who answers, and
what is proposed. Pure: texts in, words out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kit import names
from members.comparing.records import padded
from members.comparing.status import ACTIVE, AWAY, EXEMPT, GUEST, OFFICIAL, PROBATIONARY, apart
from members.importing.organisations import key as cell_key
from members.models import DepartureKind
from reports.reconciliation.models import Answers, Change, Kind, Proposal

# The kind of a difference in each field that the comparison names.
OF_FIELD = {
    "full_name": Kind.NAME, "sex": Kind.SEX, "birth_date": Kind.DATE, "admitted_on": Kind.DATE,
    "official_on": Kind.DATE, "card_number": Kind.NUMBER, "unit": Kind.CELL, "status": Kind.STATUS,
}  # fmt: skip
# A guest by the list whom our records do not have here: they have him somewhere else, or nowhere.
GUEST_HERE, GUEST_OUTSIDE = "guest", "guest_outside"
# Somebody whom the list has at home and our records elsewhere for a while.
BACK = "back"
# A status is kept by what the list says: each is settled in its own way.
OF_STATUS = {
    **dict.fromkeys((str(one) for one in DepartureKind), "status_left"), EXEMPT: "status_exempt",
    ACTIVE: "status_active", OFFICIAL: "status_official", PROBATIONARY: "status_probation", GUEST: "status_guest",
    AWAY: "status_away", BACK: "status_back",
}  # fmt: skip
# Two of them say the same thing one way or the other.
ASPECTS = (
    ("status_left",),
    ("status_exempt", "status_active"),
    ("status_official", "status_probation"),
    ("status_guest",),
    ("status_away", "status_back"),
)
VALUES = frozenset(OF_FIELD.values()) | {Kind.SPELLING}
# Whether somebody is there at all: on the list and not in the records, or the other way round.
LISTED_ONLY = frozenset({Kind.ONLY_THEIRS, Kind.ELSEWHERE, Kind.MOVED, Kind.LEFT, Kind.GUEST})
# One side alone says it, whatever the other does.
ONE_SIDED = frozenset({Kind.PROBATION, Kind.IMPLAUSIBLE, Kind.TWICE, Kind.UNCLEAR})
# Listed by the committee, and our records say since when no more.
GONE = frozenset({Kind.MOVED, Kind.LEFT, Kind.GUEST})
# Where one of these stood, the list had the person.
LISTED = LISTED_ONLY | {Kind.TWO_LISTS, Kind.TWICE}
# Where one of these stood, the values of the person were not compared.
NOT_COMPARED = LISTED_ONLY | {Kind.ONLY_OURS, Kind.UNCLEAR}


@dataclass(frozen=True)
class Sides:
    """The values as they are kept: days ISO as far as known, numbers joined by commas.

    `agreed`: ours, and `agreed_listed` theirs, when both signed last time; None where nothing was signed before, ""
    where the person was not on that roster. Of a presence the values are names of cells. `stood`: which differences
    that are none of values stood about the person when both signed; None where that was not kept. `guest`: whether the
    list then had as a guest whom both signed for as one; None where that was not kept.
    """

    listed: str = ""
    record: str = ""
    agreed: str | None = None
    agreed_listed: str | None = None
    stood: frozenset[Kind] | None = None
    guest: bool | None = False


@dataclass(frozen=True)
class Verdict:
    """What follows: who changed, who has to answer, what is proposed."""

    change: Change
    answers: Answers
    proposal: Proposal


def verdict(kind: Kind, field: str, sides: Sides) -> Verdict:
    """What follows from a difference of that kind."""
    change = change_of(kind, field, sides)
    return Verdict(change, answers(kind, change), proposal(kind, field, change, sides))


# --- who changed ---


def change_of(kind: Kind, field: str, sides: Sides) -> Change:
    """Who changed since both signed; long-standing where nobody did."""
    if sides.agreed is None:
        return Change.UNKNOWN
    if kind in ONE_SIDED:
        return _of_one_side(kind, sides)
    if kind not in VALUES:
        return _of_presence(kind, sides)
    before = sides.agreed if sides.agreed_listed is None else sides.agreed_listed
    alike = SAME.get(field, str.__eq__) if kind is not Kind.SPELLING else _same_spelling
    theirs, ours = not alike(sides.listed, before), not alike(sides.record, sides.agreed)
    if theirs and ours:
        return Change.BOTH
    return Change.THEY if theirs else Change.WE if ours else Change.LONG


def _of_one_side(kind: Kind, sides: Sides) -> Change:
    """It stood when both signed, or whoever says it has said it since."""
    if sides.stood is None:
        return Change.UNKNOWN
    if kind in sides.stood:
        return Change.LONG
    if kind is Kind.TWICE:
        return Change.THEY
    if kind is Kind.PROBATION:
        # Time has passed, for both.
        return Change.BOTH
    # Who a row is was perhaps said last time, and is asked anew.
    if kind is Kind.UNCLEAR or sides.stood & NOT_COMPARED:
        return Change.UNKNOWN
    return Change.BOTH if sides.listed and sides.record else Change.THEY if sides.listed else Change.WE


def _of_presence(kind: Kind, sides: Sides) -> Change:
    """Whether each side has the person, now and when both signed. Nobody is said to have changed the list where it was
    not kept whether the list had the person."""
    had = _was_listed(kind, sides)
    if kind is Kind.TWO_LISTS:
        # Only what the one list says of it; the other one is another committee's.
        return Change.UNKNOWN if had is None else Change.LONG if had else Change.THEY
    we = bool(sides.agreed) is not (kind is Kind.ONLY_OURS)
    if had is None:
        return Change.WE if we else Change.UNKNOWN
    they = had is not (kind in LISTED_ONLY)
    if they or we:
        return Change.BOTH if they and we else Change.THEY if they else Change.WE
    # The list has the name as before; our records may say something else by now of where the person is.
    return Change.WE if kind in GONE and kind not in (sides.stood or ()) else Change.LONG


def _was_listed(kind: Kind, sides: Sides) -> bool | None:
    """Whether the list had the person when both signed: where no difference stood, as the roster has it. Whom it had as
    a guest it did not have as its own."""
    if sides.stood is None or Kind.UNCLEAR in sides.stood:
        return None
    if Kind.ONLY_OURS in sides.stood:
        return False
    if sides.agreed or sides.stood & LISTED:
        return True
    return False if kind in (Kind.GUEST, Kind.TWO_LISTS) else sides.guest


def _same_day(one: str, other: str) -> bool:
    """Days known in part agree as far as both are known."""
    return one == other or bool(one and other and (one.startswith(other) or other.startswith(one)))


def _same_numbers(one: str, other: str) -> bool:
    mine, theirs = ({padded(number) for number in numbers(said)} for said in (one, other))
    return bool(mine & theirs) or mine == theirs


def numbers(said: str) -> set[str]:
    return {part.strip() for part in said.split(",")} - {""}


def _same_cell(one: str, other: str) -> bool:
    return cell_key(one) == cell_key(other)


def _same_status(one: str, other: str) -> bool:
    """The day behind it may be corrected."""
    return apart(one)[0] == apart(other)[0]


def _same_spelling(one: str, other: str) -> bool:
    return spelled(one) == spelled(other)


def spelled(name: str) -> str:
    """A name as far as its spelling goes: capitals and blanks are no spelling."""
    return names.clean(name).casefold()


SAME: dict[str, Callable[[str, str], bool]] = {
    "full_name": names.same_writing, "birth_date": _same_day, "admitted_on": _same_day, "official_on": _same_day,
    "card_number": _same_numbers, "unit": _same_cell, **dict.fromkeys(OF_STATUS.values(), _same_status),
}  # fmt: skip


# --- who answers, and what is proposed ---

OF_OFFICER = frozenset({Kind.ELSEWHERE, Kind.TWO_LISTS, Kind.UNCLEAR})


def answers(kind: Kind, change: Change) -> Answers:
    """Who knows: the committee about its own people, the officer about everybody else and about what we changed."""
    if kind in OF_OFFICER:
        return Answers.OFFICER
    if kind in VALUES and change is Change.WE:
        return Answers.OFFICER
    if kind is Kind.ONLY_THEIRS and change is Change.WE:
        return Answers.OFFICER
    return Answers.COMMITTEE


# What stands however it came about.
ALWAYS = {
    Kind.ELSEWHERE: Proposal.WAIT, Kind.TWO_LISTS: Proposal.WAIT, Kind.MOVED: Proposal.FIX_LIST,
    Kind.LEFT: Proposal.FIX_LIST, Kind.GUEST: Proposal.FIX_LIST, Kind.SPELLING: Proposal.FIX_LIST,
    Kind.PROBATION: Proposal.WAIT, Kind.IMPLAUSIBLE: Proposal.WAIT, Kind.TWICE: Proposal.FIX_LIST,
    Kind.UNCLEAR: Proposal.WHO,
}  # fmt: skip
# A person's birth, sex and past days do not change: who says something new has slipped, or has found a paper.
NEVER_CHANGES = frozenset({Kind.DATE, Kind.SEX})


def proposal(kind: Kind, field: str, change: Change, sides: Sides) -> Proposal:
    """What the program would do; it is shown, never done by itself."""
    if kind is Kind.MOVED and field in (GUEST_HERE, GUEST_OUTSIDE) and change is not Change.WE:
        return Proposal.WAIT
    if kind in ALWAYS:
        return ALWAYS[kind]
    if kind is Kind.ONLY_OURS:
        # A missing person is a question, never a deletion.
        return Proposal.FIX_LIST if change is Change.WE else Proposal.WAIT
    if kind is Kind.ONLY_THEIRS:
        return Proposal.WAIT
    if change is Change.WE:
        return Proposal.FIX_LIST
    if kind is Kind.NUMBER and slipped(sides.listed, sides.record):
        return Proposal.FIX_LIST
    if change is Change.THEY:
        if kind is Kind.CELL:
            return Proposal.FIX_RECORD
        # What was empty in our records, and in what was signed, is only now known.
        if not sides.record:
            return Proposal.FIX_RECORD
        return Proposal.FIX_LIST if kind in NEVER_CHANGES else Proposal.WAIT
    return Proposal.WAIT


def slipped(one: str, other: str) -> bool:
    """A number with two neighbouring digits exchanged, or one of them wrong, lost or too many."""
    return any(_one_slip(a, b) for a in numbers(one) for b in numbers(other))


def _one_slip(a: str, b: str) -> bool:
    if len(a) == len(b):
        wrong = [place for place in range(len(a)) if a[place] != b[place]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
