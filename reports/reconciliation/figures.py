"""Counts of a reconciliation: differences by pile, numbers of both sides by kind, a round beside those before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import CharField, Count, Min, Q, Value
from django.db.models.functions import Cast, Concat

from members import figures, kept, rights
from reports.reconciliation.models import (
    Answer,
    Answers,
    Choice,
    CommitteeNumbers,
    Difference,
    Kind,
    Reconciliation,
    Round,
    SentList,
)
from reports.reconciliation.procedure.rounds import dates_of
from reports.reconciliation.rules.overview import Counts, Line, Overview
from reports.reconciliation.rules.rounds import days_late, state


@dataclass(frozen=True)
class Pile:
    """Kinds that are looked at together; `word` names it in an address, `first` heads the title where it is there."""

    word: str
    title: str
    kinds: tuple[Kind, ...]
    first: tuple[Kind, str] | None = None

    def titled(self, kinds: Container[str]) -> str:
        """The title where these kinds are there."""
        return self.first[1] if self.first and self.first[0] in kinds else self.title


PILES = (
    Pile("mot-ben", "Chỉ một bên có", (Kind.ONLY_THEIRS, Kind.ONLY_OURS)),
    Pile("noi-khac", "Nơi khác, đã đi, đã ra",
         (Kind.ELSEWHERE, Kind.TWO_LISTS, Kind.MOVED, Kind.LEFT, Kind.GUEST)),
    Pile("gia-tri", "Khác ngày, số, chi bộ, họ tên",
         (Kind.STATUS, Kind.CELL, Kind.DATE, Kind.NUMBER, Kind.NAME, Kind.SEX),
         (Kind.STATUS, "Khác trạng thái, ngày, số, chi bộ, họ tên")),
    Pile("cach-viet", "Chỉ khác cách viết", (Kind.SPELLING,)),
    Pile("xem-lai", "Chưa rõ, cần xem lại", (Kind.UNCLEAR, Kind.TWICE, Kind.PROBATION, Kind.IMPLAUSIBLE)),
)  # fmt: skip
EVERY = Pile("", "Tất cả", tuple(Kind))


def pile_of(word: str) -> Pile:
    """The pile an address names; all of them for nonsense."""
    return next((one for one in PILES if one.word == word), EVERY)


def by_pile(sent: SentList) -> dict[Pile, tuple[str, int]]:
    """{pile: (its title, how many points of a list stand in it)}, all of them first."""
    kinds = Counter(dict(Difference.objects.filter(list=sent).values_list("kind").annotate(Count("pk"))))
    return {one: (one.titled(kinds), sum(kinds[kind] for kind in one.kinds)) for one in (EVERY, *PILES)}


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
    found = _waiting(list(reconciliations)).filter(due_on__lt=day)
    rows = found.values_list("reconciliation").annotate(Count("pk"), Min("due_on"))
    return {pk: (number, first) for pk, number, first in rows}


def _waiting(reconciliations: Sequence[int]) -> Any:
    """Answers that wait for papers, of differences that are there still."""
    return Answer.objects.filter(reconciliation__in=reconciliations, choice=Choice.WAIT).still_open().order_by()


@dataclass(frozen=True)
class Differing:
    """What came of a list, settled or not: rows that nothing is said of, people of whom something is, and of how many
    of them it is not clear who they are."""

    agree: int
    people: int
    unclear: int


def differing(sent: SentList) -> Differing:
    """The same on both sides, and not."""
    row = Concat("sheet", Value("\n"), Cast("row", CharField()), output_field=CharField())
    found = Difference.objects.filter(list=sent).aggregate(
        listed=Count(row, filter=Q(row__isnull=False), distinct=True), people=Count("subject", distinct=True),
        unclear=Count("subject", filter=Q(kind=Kind.UNCLEAR), distinct=True),
    )  # fmt: skip
    return Differing(sent.rows - found.pop("listed"), **found)


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


def numbers(one: Reconciliation, said: CommitteeNumbers | None) -> list[Compared]:
    """Both sides of a light round on the closing day, by kind: what the committee has `said`, if anything, and ours."""
    ours = figures.figures(one.organisation_id, one.round.closing_day)
    return [
        Compared(kind, figures.FIGURES[kind].title, getattr(said, kind) if said else None, ours[kind])
        for kind in CommitteeNumbers.KINDS
    ]


# --- a round as a whole ---

# Rounds of a trend, the one that is looked at among them: three years of half-years.
SHOWN = 6


def overviews(one: Round, day: date, *, shown: int = SHOWN, organisation: int | None = None) -> list[Overview]:
    """The rounds of the same kind up to this one, the oldest first, as they stand on `day`; always with this one. Rows
    of one's own part alone, or of one organisation; the same number of questions whatever the number of committees."""
    rounds = _up_to(one, shown + 1)
    before = {later.pk: earlier.pk for earlier, later in pairwise(rounds)}
    rounds = rounds[-shown:]
    rows = Reconciliation.objects.dated(day).filter(round__in=rounds).select_related("round")
    rows = list(rows if organisation is None else rows.filter(organisation=organisation))
    here = {row.organisation_id for row in rows if row.round_id == one.pk}
    names, short = kept.full_names(here, one.closing_day), kept.short_names(here, one.closing_day)
    counts, numbers = _counts([row.pk for row in rows], before, day), _numbers(rows, one)
    lines = [
        Line(row, names.get(row.organisation_id, ""), state(dates_of(row)), dates_of(row).due,
             days_late(dates_of(row), day), counts.get(row.pk, Counts()), numbers.get(row.pk),
             short.get(row.organisation_id, ""))
        for row in rows
    ]  # fmt: skip
    lines.sort(key=lambda line: line.name)
    found = [
        Overview(each, day, [line for line in lines if line.row.round_id == each.pk], before.get(each.pk))
        for each in rounds
    ]
    return [each for each in found if each.lines or each.round == one]


def opened_by(actor: rights.Actor, some: Sequence[Reconciliation]) -> frozenset[int]:
    """Of these the reconciliations whose people the actor reads: who acts for the committee; with one look at the
    tree."""
    if actor.machine:
        return frozenset(row.pk for row in some)
    may = rights.allowed_at(actor, {row.organisation_id for row in some})
    return frozenset(row.pk for row in some if "receive_list" in may.get(row.organisation_id, ()))


def _up_to(one: Round, count: int) -> list[Round]:
    """This round and those of its kind before it, by the end of their periods."""
    earlier = Q(until__lt=one.until) | Q(until=one.until, pk__lte=one.pk)
    rows = Round.objects.filter(earlier, kind=one.kind).order_by("-until", "-pk")
    return list(rows[:count])[::-1]


def before(one: Round) -> dict[int, int]:
    """{this round: the one of its kind before it}; empty for the first."""
    earlier, *later = _up_to(one, 2)
    return {one.pk: earlier.pk} if later else {}


def _counts(reconciliations: Sequence[int], before: Mapping[int, int], day: date) -> dict[int, Counts]:
    """{reconciliation: what was counted of it}, in four questions."""
    cases: dict[int, Counter[tuple[str, str]]] = {}
    for pk, kind, standing, number in _grouped(*points_of(reconciliations), "kind", "standing"):
        cases.setdefault(pk, Counter())[kind, standing] += number
    again: Counter[int] = Counter()
    for pk, number in _grouped(*points_of(reconciliations, Wish(before=before))) if before else ():
        again[pk] += number
    lists = SentList.objects.newest().filter(reconciliation__in=reconciliations)
    sent = {pk: (rows, records) for pk, rows, records in lists.values_list("reconciliation", "rows", "records")}
    waits = _waiting(reconciliations).values_list("reconciliation")
    late = Count("pk", filter=Q(due_on__lt=day))
    due = {pk: (number, first) for pk, number, first in waits.annotate(late=late, first=Min("due_on"))}
    return {
        pk: Counts(cases.get(pk, Counter()), *sent.get(pk, (0, 0)), again[pk], *due.get(pk, (0, None)))
        for pk in reconciliations
    }


@dataclass(frozen=True)
class Wish:
    """Which differences are asked for; None: all. `before`: those that stood in the round before, {round: the round
    before it}; `overdue_on`: those whose papers should have come by then."""

    kinds: Sequence[str] | None = None
    standings: Sequence[str] | None = None
    before: Mapping[int, int] | None = None
    overdue_on: date | None = None


def points_of(reconciliations: Sequence[int], wish: Wish | None = None) -> tuple[Any, Any]:
    """What was answered, and what nobody has answered yet, each with its `standing`: together what the minutes count as
    cases."""
    wish = wish or Wish()
    answered = Answer.objects.filter(reconciliation__in=reconciliations).once().stood()
    rest = Difference.objects.counted().unanswered().filter(list__reconciliation__in=reconciliations).stood()
    if wish.overdue_on is not None:
        late = _waiting(reconciliations).filter(due_on__lt=wish.overdue_on)
        answered, rest = answered.filter(pk__in=late.values("pk")), rest.none()
    return _narrowed(answered, wish), _narrowed(rest, wish)


def _narrowed(rows: Any, wish: Wish) -> Any:
    if wish.kinds is not None:
        rows = rows.filter(kind__in=wish.kinds)
    if wish.standings is not None:
        rows = rows.filter(standing__in=wish.standings)
    return rows if wish.before is None else rows.come_back(wish.before)


def _grouped(answered: Any, rest: Any, *columns: str) -> Any:
    """(reconciliation, *columns, how many) of both together; a reconciliation may stand in two rows."""
    one = answered.order_by().values_list("reconciliation", *columns).annotate(Count("pk"))
    return one.union(rest.order_by().values_list("list__reconciliation", *columns).annotate(Count("pk")), all=True)


def _numbers(rows: Sequence[Any], one: Round) -> dict[int, dict[str, int]]:
    """{reconciliation: what its committee counts by kind} of a light round."""
    if one.is_full:
        return {}
    noted = CommitteeNumbers.objects.filter(reconciliation__in=[row.pk for row in rows])
    return {each.reconciliation_id: {kind: getattr(each, kind) for kind in CommitteeNumbers.KINDS} for each in noted}
