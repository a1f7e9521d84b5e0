"""Which minutes may be confirmed, who has, and what each side has to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.reconciliation.models import Confirmation, Side
from reports.reconciliation.procedure import numbers
from reports.reconciliation.procedure.outdated import outdated
from reports.reconciliation.rules import agreement as rules
from reports.reconciliation.rules.agreement import Step


@dataclass(frozen=True)
class Ready:
    """Reconciliations whose minutes may be confirmed, with who has; and those of light rounds whose numbers differ.
    `outdated`: confirmations of what our records count otherwise by now; `written`: both have confirmed the same, and
    something was written about their people since."""

    rows: list[Any]
    apart: list[Any]
    confirmed: dict[int, list[Confirmation]]
    outdated: set[int]
    written: set[int]

    def by_step(self, side: Side) -> Iterator[tuple[Any, Step]]:
        """Whatever this side has to do next. That numbers differ is told to the officer; to the committee only where
        it had confirmed them."""
        for row in self.rows:
            if (step := self._step(side, row)) is not None:
                yield row, step
        for row in self.apart:
            if side is Side.OFFICER:
                yield row, Step.APART
            elif self._step(side, row) is Step.AGAIN:
                yield row, Step.AGAIN

    def _step(self, side: Side, row: Any) -> Step | None:
        return rules.step(side, self.confirmed.get(row.pk, ()), self.outdated)

    def standing(self, row: Any, but: Side) -> list[Confirmation]:
        """What the other side has confirmed, as it stands now."""
        return [one for one in self.confirmed.get(row.pk, ()) if one.side != but and one.pk not in self.outdated]


def ready(rows: Sequence[Any], *, today: date) -> Ready:
    """Of these, read by `dated` and `with_answered`; as often for many as for one."""
    came = [row for row in rows if row.received_on is not None]
    light = [row for row in came if not row.round.is_full]
    found = {row.pk for row in came if row.round.is_full and row.is_answered}
    found |= numbers.equal(light, today=today) if light else set()
    agreed, apart = [row for row in came if row.pk in found], [row for row in light if row.pk not in found]
    every = list(Confirmation.objects.filter(reconciliation__in=[row.pk for row in (*agreed, *apart)]))
    confirmed: dict[int, list[Confirmation]] = {}
    for one in every:
        confirmed.setdefault(one.reconciliation_id, []).append(one)
    return Ready(agreed, apart, confirmed, *outdated(every, [*agreed, *apart], today=today))
