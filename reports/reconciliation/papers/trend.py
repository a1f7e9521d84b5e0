"""The rounds beside each other: what is said of each, for the page, the paper and the workbook alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kit.drawing import charts
from members import wording
from reports.reconciliation import figures
from reports.reconciliation.models import CommitteeNumbers, Kind
from reports.reconciliation.rules.overview import OPEN, Overview
from reports.reconciliation.rules.rounds import period_name


@dataclass(frozen=True)
class Measure:
    """One line of a trend. `number` answers None where nothing can be said; `beside`: the same for each hundred people;
    `asked`: the words of the address at which the names stand, None where there are none."""

    label: str
    number: Callable[[Overview], int | None]
    beside: Callable[[Overview], float | None] | None = None
    asked: Mapping[str, str] | None = None
    heads: bool = field(default=False)

    def small(self, one: Overview) -> str:
        """The paler piece beside the number."""
        return "" if self.beside is None or not self.number(one) else wording.decimal(self.beside(one))


def name(one: Overview) -> str:
    """ "6 tháng đầu năm 2026" """
    return period_name(one.round.since, one.round.until)


def measures(*, is_full: bool, every_kind: bool = False) -> list[Measure]:
    """What is said of each round; of kinds by pile, or each."""
    common = [
        Measure("Nơi trong đợt", lambda one: len(one.lines)),
        Measure("Đã gửi", lambda one: one.received, _share(lambda one: one.received)),
        Measure("Đã ký biên bản", lambda one: one.signed, _share(lambda one: one.signed)),
    ]
    if not is_full:
        return [*common, Measure("Đảng viên, cơ sở ghi", _noted)]
    return [
        *common,
        Measure("Đảng viên trong sổ, ở nơi đã gửi", _where_sent(lambda one: one.whole.records)),
        Measure("Trường hợp lệch", _where_sent(lambda one: one.whole.total), lambda one: one.whole.per_hundred(), {},
                heads=True),
        *(_kinds(str(kind.label).capitalize(), (kind,), {"loai": kind.value}) for kind in Kind if every_kind),
        *(_kinds(pile.title, pile.kinds, {"nhom": pile.word}) for pile in figures.PILES if not every_kind),
        Measure("Còn mở", _where_sent(lambda one: one.whole.of(standings=OPEN)), None, {"cach": "con-mo"}, heads=True),
        Measure("Lặp lại từ đợt trước", _come_back, None, {"cach": "lap-lai"}),
    ]  # fmt: skip


@dataclass(frozen=True)
class Chart:
    """The rounds as bars: what is shown, what the dark part means ("" for none), and a bar for each round."""

    title: str
    dark: str
    bars: list[charts.Bar]


def chart(past: Sequence[Overview]) -> Chart:
    """What can be held against each other although other committees were in each round: of lists the differences for a
    hundred people, of numbers the share of committees that have said theirs."""
    if past[-1].round.is_full:
        rates = [(one, one.whole.per_hundred()) for one in past]
        said = [charts.Amount(name(one), wording.decimal(rate), rate, _open(one) or 0) for one, rate in rates]
        return Chart("Trường hợp lệch trên 100 đảng viên, ở nơi đã gửi", "còn mở", charts.bars(said))
    sent = _share(lambda one: one.received)
    said = [charts.Amount(name(one), wording.decimal(sent(one)), sent(one)) for one in past]
    return Chart("Nơi đã ghi số lượng, phần trăm số nơi trong đợt", "", charts.bars(said))


def _open(one: Overview) -> float | None:
    return one.whole.per_hundred(standings=OPEN)


def _share(count: Callable[[Overview], int]) -> Callable[[Overview], float | None]:
    """Of a hundred committees."""
    return lambda one: 100 * count(one) / len(one.lines) if one.lines else None


def _kinds(label: str, kinds: Iterable[Kind], asked: Mapping[str, str]) -> Measure:
    some = tuple(kinds)
    number = _where_sent(lambda one: one.whole.of(some))
    return Measure(label, number, lambda one: one.whole.per_hundred(some), asked)


def _where_sent(count: Callable[[Overview], int]) -> Callable[[Overview], int | None]:
    """Nothing is known of a round in which no list has come: that is not nought."""
    return lambda one: count(one) if one.received else None


def come_back(one: Overview) -> str:
    """How many stood in the round before too, in a sentence; "" where there was none."""
    if not one.before:
        return ""
    many = one.whole.come_back
    return f"{many} trường hợp lặp lại từ đợt trước" if many else "không trường hợp nào lặp lại từ đợt trước"


def _come_back(one: Overview) -> int | None:
    return one.whole.come_back if one.before and one.received else None


def _noted(one: Overview) -> int | None:
    return one.numbers(CommitteeNumbers.KINDS[0]) if any(line.numbers for line in one.lines) else None
