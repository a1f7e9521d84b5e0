"""Which spell in the Party a file tells of. Nothing ties the two but days: that of the ceremony, and that of the
admission, which the register may have put right since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef

from admissions.models import Applicant, Step, StepKind
from admissions.models.leading import tells
from members.models import Departure, Member, Membership


def told_by(spells: Sequence[Membership], ended: Mapping[int, date], held: date | None) -> Membership | None:
    """Of the `spells` of one person, in their order, the one of whose ceremony, `held` that day, a file tells: the one
    that began that day; where that was put right since, the one that had not ended by then, else the newest. `ended`:
    see `ended_on`."""
    same = next((one for one in spells if one.admitted_on == held), None)
    if same is not None or held is None:
        return same or (spells[-1] if spells else None)
    former = (one for one in spells[:-1] if one.pk in ended and held <= ended[one.pk])
    return next(former, spells[-1] if spells else None)


def ended_on(spells: Iterable[Membership]) -> dict[int, date]:
    """{spell: the day on which the person left}, of those after which another one began; asked for people who have more
    than one. A day that nobody knows is left out."""
    rows = Departure.unscoped.filter(membership__in=[one.pk for one in spells], since__isnull=False)
    return {row.membership_id: row.since for row in rows.in_order() if row.since is not None}


def by_member(rows: Iterable[Membership]) -> dict[int, list[Membership]]:
    """{member: the spells}, as they come."""
    found = defaultdict[int, list[Membership]](list)
    for row in rows:
        found[row.member_id].append(row)
    return found


def told_of(
    own: Mapping[int, Sequence[Membership]], files: Iterable[Applicant], held: Mapping[int, date]
) -> dict[int, Membership]:
    """{file: the spell it tells of}, of those whose person has one: `own` are the spells of each member, in their
    order; `held`: {file: the day of its ceremony}. Ends are asked for where somebody has more than one."""
    several = [spell for some in own.values() if len(some) > 1 for spell in some]
    ended = ended_on(several) if several else {}
    told = ((one.pk, told_by(own.get(one.member_id or 0, ()), ended, held.get(one.pk))) for one in files)
    return {pk: spell for pk, spell in told if spell is not None}


def of_file(applicant: Applicant) -> Membership | None:
    """The spell that the file began; None before the ceremony."""
    if applicant.member_id is None:
        return None
    spells = all_of(applicant.member_id)
    if len(spells) < 2:
        return spells[0] if spells else None
    held = Step.unscoped.filter(applicant=applicant.pk, kind=StepKind.CEREMONY).values_list("day", flat=True).first()
    return told_by(spells, ended_on(spells), held)


def all_of(member: int | None) -> list[Membership]:
    """Every spell of the member, the newest last."""
    return [*Membership.unscoped.filter(member=member).in_order()]


def file_of(member: Member, spell: Membership | None) -> Applicant | None:
    """The newest file that tells of that spell of the member, in whatever part it is led; None where none does."""
    steps = Step.unscoped.filter(kind=StepKind.CEREMONY, applicant__member=member).select_related("applicant")
    spells = all_of(member.pk)
    ended = ended_on(spells)
    told = (one.applicant for one in steps.order_by("-applicant") if told_by(spells, ended, one.day) == spell)
    return next(told, None)


def is_told() -> Exists:
    """Whether a file tells of the admission on which somebody stands at a place, in whatever part it is led."""
    place, admitted = OuterRef(OuterRef("membership")), OuterRef(OuterRef("membership__admitted_on"))
    rows = Step.unscoped.filter(*tells(OuterRef("applicant__member"), OuterRef("day"), place, admitted))
    return Exists(rows.filter(kind=StepKind.CEREMONY, applicant__member=OuterRef("member")))
