"""Who may stand in the register twice: everybody held against everybody by `kit/matching`, as a job, and what of its
pairs is still a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from members import jobs
from members.comparing import reasons
from members.comparing.records import records
from members.importing.organisations import Places
from members.models import Account, Job, Merge, NotSame, PossibleDouble
from members.procedure.doubles import Pair, look_for_doubles

KIND, TITLE = "find-doubles", "Tìm hồ sơ trùng trong toàn sổ"
PAGE = 50
Told = Callable[[int, int], None]


class Found(NamedTuple):
    """What a search over the whole register comes to, as its verb keeps it."""

    pairs: list[Pair]
    people: int
    taught: dict[str, Any]


def pairs(day: date, told: Told | None = None) -> Found:
    """Those of the whole register that are rather one person than two, and what looking through it has taught."""
    from kit.matching import linkage  # here, not above: it brings numpy, and only this job asks

    everybody = records(day, Places(day, None, may_create=False))
    found = linkage.doubles([one.person for one in everybody], told=told)
    evidence = found.evidence([(one.left, one.right) for one in found.found])
    made = [
        (everybody[one.left].member.pk, everybody[one.right].member.pk, one.bits, reasons.tenths(why, found.prior))
        for one, why in zip(found.found, evidence, strict=True)
    ]
    apart = told_apart()
    left = [one for one in made if frozenset(one[:2]) not in apart]
    return Found(left, len(everybody), found.taught().plain())


def told_apart() -> set[frozenset[int]]:
    """Pairs of whom somebody has said that they are two people. Such a record is kept, never absorbed."""
    return {frozenset(row) for row in NotSame.unscoped.values_list("first", "second")}


def open_pairs() -> QuerySet[PossibleDouble]:
    """Those in which somebody may open at least one person, and that nobody has settled since they were found."""
    apart = NotSame.unscoped.filter(first=OuterRef("first"), second=OuterRef("second"))
    rows = PossibleDouble.objects.filter(~Exists(apart))
    for side in ("first", "second"):
        rows = rows.filter(~Exists(Merge.unscoped.filter(absorbed=OuterRef(side))))
    return rows.order_by("-bits", "pk")


@dataclass(frozen=True)
class Page:
    """`previous`, `next`: the pair that the page beside this one is asked from; None where there is none."""

    pairs: list[PossibleDouble]
    previous: int | None
    next: int | None


def page(*, after: int | None = None, before: int | None = None) -> Page:
    """Fifty open pairs in the order of their evidence, behind that pair or before it. From the beginning where none is
    named, where another search has put that pair away, and where nothing is left on that side."""
    rows = open_pairs().select_related("first", "second")
    if mark := _pair(after):
        some = list(rows.filter(Q(bits__lt=mark.bits) | Q(bits=mark.bits, pk__gt=mark.pk))[: PAGE + 1])
        if some:
            return Page(some[:PAGE], some[0].pk, some[PAGE - 1].pk if len(some) > PAGE else None)
    elif mark := _pair(before):
        back = rows.filter(Q(bits__gt=mark.bits) | Q(bits=mark.bits, pk__lt=mark.pk)).order_by("bits", "-pk")
        some = list(back[: PAGE + 1])
        if some:
            return Page(some[:PAGE][::-1], some[PAGE - 1].pk if len(some) > PAGE else None, some[0].pk)
    some = list(rows[: PAGE + 1])
    return Page(some[:PAGE], None, some[PAGE - 1].pk if len(some) > PAGE else None)


def _pair(pk: int | None) -> PossibleDouble | None:
    found: PossibleDouble | None = PossibleDouble.objects.filter(pk=pk).first() if pk is not None else None
    return found


def ask(account: Account, *, at: datetime) -> Job:
    return jobs.ask(account, KIND, TITLE, {}, at=at)


def under_way(account: Account, at: datetime) -> Job | None:
    """The newest search of this account, while it waits or runs."""
    for job in jobs.mine(account).filter(kind=KIND)[:1]:
        return job if job.state(at) in ("waiting", "running") else None
    return None


def job(work: jobs.Work) -> str:
    """Look through the whole register; cancelled it has written nothing."""
    found = pairs(work.actor.day, work.progress)
    look_for_doubles(by=work.actor, **found._asdict(), before_commit=work.finish)
    return ""
