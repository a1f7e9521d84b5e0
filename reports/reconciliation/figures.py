"""Counts of a reconciliation: differences by pile, numbers of both sides by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from members import figures
from reports.reconciliation.models import (
    Answer,
    Answers,
    Choice,
    CommitteeNumbers,
    Difference,
    Kind,
    Reconciliation,
    SentList,
)


@dataclass(frozen=True)
class Pile:
    """Kinds that are looked at together; `word` names it in an address."""

    word: str
    title: str
    kinds: tuple[Kind, ...]


PILES = (
    Pile("mot-ben", "Chỉ một bên có", (Kind.ONLY_THEIRS, Kind.ONLY_OURS)),
    Pile("noi-khac", "Nơi khác, đã đi, đã ra",
         (Kind.ELSEWHERE, Kind.TWO_LISTS, Kind.MOVED, Kind.LEFT, Kind.GUEST)),
    Pile("gia-tri", "Khác ngày, số, chi bộ, họ tên",
         (Kind.STATUS, Kind.CELL, Kind.DATE, Kind.NUMBER, Kind.NAME, Kind.SEX)),
    Pile("cach-viet", "Chỉ khác cách viết", (Kind.SPELLING,)),
    Pile("xem-lai", "Chưa rõ, cần xem lại", (Kind.UNCLEAR, Kind.TWICE, Kind.PROBATION, Kind.IMPLAUSIBLE)),
)  # fmt: skip
EVERY = Pile("", "Tất cả", tuple(Kind))


def pile_of(word: str) -> Pile:
    """The pile an address names; all of them for nonsense."""
    return next((one for one in PILES if one.word == word), EVERY)


def by_pile(sent: SentList) -> dict[Pile, int]:
    """How many points of a list stand in each pile, all of them first."""
    kinds = Counter(dict(Difference.objects.filter(list=sent).values_list("kind").annotate(Count("pk"))))
    return {EVERY: kinds.total(), **{one: sum(kinds[kind] for kind in one.kinds) for one in PILES}}


def points(reconciliations: Iterable[int]) -> dict[int, Counter[str]]:
    """{reconciliation: points of the list that counts, by kind}."""
    counted = SentList.objects.newest().filter(reconciliation__in=list(reconciliations))
    rows = Difference.objects.filter(list__in=counted).values_list("list__reconciliation", "kind")
    found: dict[int, Counter[str]] = {}
    for pk, kind, number in rows.annotate(Count("pk")):
        found.setdefault(pk, Counter())[kind] = number
    return found


def waiting_on(answers: Answers, reconciliations: Iterable[int]) -> dict[int, int]:
    """{reconciliation: points that this side has to answer}."""
    counted = SentList.objects.newest().filter(reconciliation__in=list(reconciliations))
    rows = Difference.objects.filter(list__in=counted).waiting_on(answers).values_list("list__reconciliation")
    return dict(rows.annotate(Count("pk")))


def overdue(reconciliations: Iterable[int], day: date) -> dict[int, tuple[int, date]]:
    """{reconciliation: (points that wait for papers that should have come by then, the first day of them)}."""
    rows = Answer.objects.filter(reconciliation__in=list(reconciliations), choice=Choice.WAIT, due_on__lt=day).told()
    found = rows.filter(is_open=True).order_by().values_list("reconciliation").annotate(Count("pk"), Min("due_on"))
    return {pk: (number, first) for pk, number, first in found}


def people(sent: SentList) -> int:
    """How many people the points of a list are about."""
    return Difference.objects.filter(list=sent).values("subject").distinct().count()


@dataclass(frozen=True)
class Settling:
    """How far the points of a list are settled: how many there are, how many are left, and of those how many are only
    written differently or stand on one side alone; `mine`: how many wait on who asks."""

    points: int
    left: int
    spelling: int
    one_sided: int
    mine: int

    @property
    def settled(self) -> int:
        return self.points - self.left


SPELT = (Kind.SPELLING,)
ONE_SIDED = (Kind.ONLY_THEIRS, Kind.ONLY_OURS)


def settling(sent: SentList, mine: Answers) -> Settling:
    """Where the settling of a list stands for who answers as `mine`."""
    rows = Difference.objects.filter(list=sent)
    kinds = Counter(dict(rows.unsettled().values_list("kind").annotate(Count("pk"))))
    return Settling(
        rows.count(), kinds.total(), kinds[Kind.SPELLING], sum(kinds[one] for one in ONE_SIDED),
        rows.waiting_on(mine).count(),
    )  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """One number of a light round on both sides."""

    kind: str
    title: str
    theirs: int | None
    ours: int

    @property
    def off(self) -> int:
        """How many more the committee counts than we do; negative for fewer."""
        return 0 if self.theirs is None else self.theirs - self.ours

    @property
    def fewer(self) -> int:
        return -self.off


def numbers(one: Reconciliation) -> list[Compared]:
    """Both sides of a light round on the closing day, by kind."""
    said = CommitteeNumbers.objects.filter(reconciliation=one).first()
    ours = figures.figures(one.organisation_id, one.round.closing_day)
    return [
        Compared(kind, figures.FIGURES[kind].title, getattr(said, kind) if said else None, ours[kind])
        for kind in CommitteeNumbers.KINDS
    ]
