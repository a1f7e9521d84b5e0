"""Who introduced an applicant: held against the register, written with the step of that paper, read back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from admissions.models import Applicant, Introducer, Step, StepKind
from admissions.procedure import bases
from admissions.rules import introducers as rules
from admissions.rules.introducers import Introduces
from kit import names
from members import history, rights, scope
from members.models import Departure, Member, Membership
from members.procedure.acting import weigh
from members.rights import Actor


def cell_list(applicant: Applicant, *days: date) -> dict[int, str]:
    """{member: name}: the official members of the cell that led the file on one of these days, by given name."""
    found: dict[int, str] = {}
    for day in days:
        base = bases.base_of(StepKind.CELL, bases.body_of(StepKind.CELL, applicant, day), day)
        found |= {one.member: one.name for one in (*base.counted, *base.left_out)}
    return found


def names_of(people: Iterable[int]) -> dict[int, str]:
    return dict(Member.unscoped.filter(pk__in=people).values_list("pk", "full_name"))


def member_of(pk: int) -> Member:
    return Member.unscoped.get(pk=pk)


def official_of(people: Iterable[int], day: date) -> set[int]:
    """Which of them were official members that day."""
    gone = Departure.unscoped.on(day).filter(membership__member__in=people).values("membership")
    rows = Membership.unscoped.entitled_on(day).filter(member__in=people).exclude(pk__in=gone)
    return set(rows.values_list("member", flat=True))


def called(typed: Iterable[str]) -> dict[str, set[int]]:
    """{folded name: members so called} among those whom the open scope shows."""
    found: dict[str, set[int]] = {}
    folds = {names.fold(one) for one in typed}
    for fold, pk in Member.objects.filter(fold__in=folds).values_list("fold", "pk") if folds else ():
        found.setdefault(fold, set()).add(pk)
    return found


def check(
    applicant: Applicant, day: date, said: Sequence[Introduces], by: Actor, *, has_paper: bool
) -> None:  # fmt: skip
    """Asked by the step and by its correction. Raises RuleBroken; what is not sure warns."""
    rules.check_many(applicant.backing, said, day)
    people = [one.member for one in said if one.member is not None]
    here = {} if len(people) == len(said) else cell_list(applicant, day)
    with scope.opened(rights.scope_of(by)):
        known = called(one.name for one in said if one.member is None)
    doubts = rules.weigh_each(
        said, day, called=names_of(people), official=official_of({*people, *chain.from_iterable(known.values())}, day),
        own=applicant.member_id, known=known, here={names.fold(name): name for name in here.values()},
    )  # fmt: skip
    rules.check_unchecked(said, known, has_paper=has_paper)
    weigh(*doubts)


def write(step: Step, said: Sequence[Introduces]) -> None:
    made = [
        Introducer(step=step, member_id=one.member, name=names.clean(one.name), together=one.together) for one in said
    ]
    history.create_many(made, [history.current()] * len(made))


def said_of(step: Step) -> list[Introduces]:
    """As they stand; nobody of a step that was recorded before there were names."""
    rows = Introducer.unscoped.filter(step=step).order_by("pk")
    return [Introduces(one.together, one.member_id, one.name) for one in rows]


def put_right(
    applicant: Applicant, step: Step, day: date, given: Sequence[Introduces] | None, by: Actor, *, has_paper: bool
) -> None:  # fmt: skip
    """Another day, or other people, of the paper: those that stand then are held against the rules of that day. Of the
    same people no paper is asked that was not asked before."""
    before = said_of(step)
    after = before if given is None else list(given)
    if after or before:
        check(applicant, day, after, by, has_paper=has_paper or after == before)
    if after != before:
        take_away(step)
        write(step, after)


def take_away(step: Step) -> None:
    mine = history.current()
    history.remove_many([(one, mine) for one in Introducer.unscoped.filter(step=step)])


def introduced(step: Step | None) -> list[Introducer]:
    """Who stands on the paper, as far as the viewer may see files there."""
    if step is None:
        return []
    return list(Introducer.objects.filter(step=step).select_related("member").order_by("pk"))
