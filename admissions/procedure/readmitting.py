"""Whether an applicant is somebody who left the Party, and what the register knows of that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from admissions.models import Applicant, Readmission
from admissions.rules import readmission as rules
from admissions.rules.people import may_be_one
from kit.calendar import PartialDate
from members import history
from members.models import Decision, Departure, DepartureKind, Member, Membership
from members.procedure import Paper
from members.procedure.acting import paper, says_which
from members.procedure.people import birth_of, columns
from members.rules.people import NOT_LEFT, check_not_after


@dataclass(frozen=True)
class Again:
    """The row, since when the person is out of the Party (None: nobody knows), how many times admitted again before."""

    row: Readmission
    left_on: date | None
    earlier: int


def former_of(who: Applicant, day: date) -> list[Member]:
    """Who left the Party, is not back on `day` and bears that name and, as far as the register knows it, that birth. A
    birth that the applicant does not tell to the day asks nobody: too many share a name."""
    if who.birth_on is None or who.birth_precision != "d":
        return []
    gone = Departure.unscoped.on(day).filter(until=None).exclude(kind__in=NOT_LEFT)
    same = Member.unscoped.filter(fold=who.fold, merged=None, pk__in=gone.values("membership__member"))
    return [one for one in same.order_by("pk") if one.birth_on and may_be_one(birth_of(who), birth_of(one))]


def is_elsewhere(who: Applicant, day: date) -> bool:
    """Whether somebody of that name and that very day of birth went out of the district as a member, and is not back:
    the register does not know that he left the Party."""
    if who.birth_on is None or who.birth_precision != "d":
        return False
    went = Departure.unscoped.on(day).filter(until=None, kind=DepartureKind.MOVED_OUT)
    same = Member.unscoped.filter(fold=who.fold, birth_on=who.birth_on, birth_precision="d", merged=None)
    return same.filter(pk__in=went.values("membership__member")).exists()


def may_be_elsewhere(full_name: str, birth: PartialDate | None, day: date) -> bool:
    """The same for the page, of what was typed."""
    return is_elsewhere(Applicant(**columns({"full_name": full_name, "birth": birth})), day)


def why_asked(full_name: str, birth: PartialDate | None, day: date) -> str:
    """Whether the page asks if it is somebody who left, in the words of the rule; "" where it does not."""
    who = Applicant(**columns({"full_name": full_name, "birth": birth}))
    return rules.asks(len(former_of(who, day)), None)


def row_of(applicant: Applicant) -> Readmission | None:
    return Readmission.unscoped.filter(applicant=applicant).select_related("clearing").first()


def tie(applicant: Applicant, again: bool | None, day: date) -> None:
    """Say of a new file whether it is the person who left. Raises RuleBroken where nobody said, or nobody fits."""
    found = former_of(applicant, day)
    rules.check_answered(len(found), again)
    if again:
        history.create(Readmission, applicant=applicant, former=found[0])


def tie_anew(applicant: Applicant, again: bool | None, day: date) -> None:
    """What a correction says of it: None leaves it, but the person of the file stays the person of the register."""
    row = row_of(applicant)
    found = former_of(applicant, day)
    if row is None and again:
        tie(applicant, again, day)
    elif row is not None and again is False:
        history.remove(row)
    elif row is not None and applicant.member_id is None:
        rules.check_same_person(row.former_id in {one.pk for one in found})


def say_cleared(applicant: Applicant, cleared_on: date | None, clearing: Paper | Decision | None, day: date) -> None:
    """That a sentence was expunged on that day, by that paper; None of both leaves what stands."""
    if cleared_on is None and not clearing:
        return
    row = row_of(applicant)
    check_not_after(cleared_on, day, field="cleared_on")
    day_said = cleared_on or (row.cleared_on if row else None)
    has_paper = says_which(clearing) if clearing else bool(row and row.clearing_id)
    rules.check_clearing(row is not None, day_said, has_paper)
    if row is not None:
        said: dict[str, Any] = {"cleared_on": day_said}
        if clearing:
            said["clearing"] = paper(clearing, instead_of=row.clearing, field="clearing_signed_on")
        history.change(row, **said)


def again_of(applicants: Sequence[Applicant], held: Mapping[int, date]) -> dict[int, Again]:
    """{file: what is known}, of those that are re-admissions. `held`: the day of the ceremony of each that had it."""
    rows = list(Readmission.unscoped.filter(applicant__in=[one.pk for one in applicants]).select_related("clearing"))
    people = {row.former_id for row in rows}
    gone = list(Departure.unscoped.filter(membership__member__in=people).exclude(kind__in=NOT_LEFT)
                .values_list("membership__member", "since", "until")) if rows else []  # fmt: skip
    begun = list(Membership.unscoped.filter(member__in=people).values_list("member", "admitted_on")) if rows else []
    return {row.applicant_id: _again(row, gone, begun, held.get(row.applicant_id)) for row in rows}


def _again(
    row: Readmission, gone: Sequence[tuple[int, date | None, date | None]],
    begun: Sequence[tuple[int, date | None]], held: date | None,
) -> Again:  # fmt: skip
    """Of the departure that holds, or, once the ceremony was held, of the last one before it; and spells till then."""
    left = [since for who, since, until in gone if who == row.former_id and (until is None or held is not None)]
    known = [day for day in left if day is not None and (held is None or day < held)]
    before = [day for who, day in begun if who == row.former_id and (held is None or day is None or day < held)]
    return Again(row, max(known, default=None), max(0, len(before) - 1))
