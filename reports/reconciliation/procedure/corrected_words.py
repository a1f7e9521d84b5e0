"""A correction after the signing in words: what was done and from which day, with which paper, when it was entered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from kit.calendar import print_day
from members import history_wording, kept, wording
from members.history import NEW, SET
from members.models import Act, Decision, Departure, DepartureKind, Reorganisation
from reports.reconciliation.procedure.corrected import ENDS, PLACES, TERMS, Written

UNKNOWN = "sổ không còn ghi việc nào"


def told(acts: Iterable[Written | None], day: date) -> dict[Written | None, str]:
    """{act: "kết thúc hoạt động của tổ chức: Chi bộ Thôn 2 từ ngày 01/6/2026, Số 12-QĐ/HU, 30/7/2026, ghi vào sổ ngày
    …"}; an organisation is called as on `day`. None stands for an act that no line tells of any more. Reads without a
    scope, of all of them at once."""
    some = {*acts}
    words = _Words([one for one in some if one is not None], day)
    return {one: words.said(one) if one is not None else UNKNOWN for one in some}


class _Words:
    """What the acts speak of: plans, departures, papers, organisations, acts that were taken back."""

    def __init__(self, acts: Sequence[Written], day: date) -> None:
        plans = {pk for one in acts for pk in _rows_of(one, "reorganisation")}
        self.plans = Reorganisation.objects.select_related("decision").in_bulk(plans)
        left = {pk for one in acts for pk in _departures(one)}
        self.left = {row.pk: row for row in Departure.unscoped.filter(pk__in=left)}
        self.papers = Decision.objects.in_bulk({pk for one in acts for pk in _papers(one)})
        self.reverted = {act.number: act for act in Act.objects.filter(number__in=[_reverts(one) for one in acts])}
        self.names = kept.full_names({one.act.organisation_id for one in acts if one.act.organisation_id}, day)

    def said(self, one: Written) -> str:
        plan = next((self.plans[pk] for pk in _rows_of(one, "reorganisation") if pk in self.plans), None)
        what = _planned(one, plan) if plan is not None else self._left(one) or self._done(one)
        rows = [plan.decision] if plan is not None else [self.papers.get(pk) for pk in _papers(one)]
        on = f"ghi vào sổ ngày {print_day(timezone.localtime(one.act.at).date())}"
        said = (what, *map(wording.paper, rows), on, one.body.get("why", ""))
        return ", ".join(part for part in said if part)

    def _left(self, one: Written) -> str:
        """ "từ trần ngày 20/6/2026"; "" for what is no departure, and for one that was taken back since."""
        found = next((self.left[pk] for pk in _departures(one) if pk in self.left), None)
        if found is None:
            return ""
        return DepartureKind(found.kind).label + (f" ngày {print_day(found.since)}" if found.since else "")

    def _done(self, one: Written) -> str:
        """The act by its name, of which organisation, what it took back, and from which day it holds."""
        what, reverted = history_wording.line(one.act).what, self.reverted.get(_reverts(one))
        of = self.names.get(one.act.organisation_id or 0, "") if one.act.member_id is None else ""
        of = of or (history_wording.line(reverted).what if reverted is not None else "")
        since = next(_begun(one), None)
        return (f"{what}: {of}" if of else what) + (f" từ ngày {print_day(since)}" if since else "")


def _rows_of(one: Written, table: str) -> list[int]:
    return [change["id"] for change in one.changes(table)]


def _departures(one: Written) -> list[int]:
    return [change["id"] for change in one.changes("departure") if change["op"] == NEW]


def _reverts(one: Written) -> int:
    return int(one.body.get("notes", {}).get("reverted", 0))


def _planned(one: Written, plan: Reorganisation) -> str:
    return f"{history_wording.line(one.act).what} “{plan.name}” ngày {print_day(plan.day)}"


def _begun(one: Written) -> Iterator[date]:
    """Days from which what was written holds, the first one that is known."""
    for table, column in ((PLACES, "since"), (TERMS, "since"), (ENDS, "day")):
        for change in one.changes(table):
            after = change["f"].get(column, (None, None))[1]
            if change["op"] in (NEW, SET) and after:
                yield date.fromisoformat(after)


def _papers(one: Written) -> list[int]:
    """Papers that the act wrote down, or that what it wrote rests on."""
    changes: list[dict[str, Any]] = one.body.get("changes", [])
    pks = {change["id"] for change in changes if change["m"] == "decision"}
    pks |= {values[1] for change in changes for name, values in change["f"].items() if name.endswith("decision_id")}
    return sorted(pks - {None})
