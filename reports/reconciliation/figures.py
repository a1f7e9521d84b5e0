"""Counts of a reconciliation: differences by pile, numbers of both sides by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from members import figures
from reports.reconciliation.models import Answers, CommitteeNumbers, Difference, Kind, Reconciliation, SentList


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
    rows = Difference.objects.filter(list__in=counted, answers=answers).values_list("list__reconciliation")
    return dict(rows.annotate(Count("pk")))


def people(sent: SentList) -> int:
    """How many people the points of a list are about."""
    return Difference.objects.filter(list=sent).values("subject").distinct().count()


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
