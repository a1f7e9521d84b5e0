"""A correction after the signing in words: what was done and from which day, with which paper, when it was entered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone

from kit.calendar import print_day
from members import tree, wording
from members.history import NEW, SET
from members.models import Act, Decision, Departure, DepartureKind, Reorganisation
from reports.reconciliation.procedure.corrected import ENDS, PLACES, TERMS, Written

UNKNOWN = "sổ không còn ghi việc nào"


def said(one: Written | None, day: date) -> str:
    """ "kết thúc hoạt động của tổ chức: Chi bộ Thôn 2 từ ngày 01/6/2026, Số 12-QĐ/HU, 30/7/2026, ghi vào sổ ngày …"; an
    organisation is called as on `day`."""
    if one is None:
        return UNKNOWN
    plan = _plan(one)
    what = _planned(one, plan) if plan is not None else _left(one) or _done(one, day)
    papers = [wording.paper(plan.decision)] if plan is not None else _papers(one)
    on = f"ghi vào sổ ngày {print_day(timezone.localtime(one.act.at).date())}"
    return ", ".join(part for part in (what, *papers, on, one.body.get("why", "")) if part)


def _plan(one: Written) -> Reorganisation | None:
    pks = [change["id"] for change in one.changes("reorganisation")]
    return Reorganisation.objects.filter(pk__in=pks).select_related("decision").first()


def _planned(one: Written, plan: Reorganisation) -> str:
    return f"{wording.line(one.act).what} “{plan.name}” ngày {print_day(plan.day)}"


def _left(one: Written) -> str:
    """ "từ trần ngày 20/6/2026"; "" for what is no departure, and for one that was taken back since."""
    pks = [change["id"] for change in one.changes("departure") if change["op"] == NEW]
    found = Departure.unscoped.filter(pk__in=pks).first()
    if found is None:
        return ""
    return DepartureKind(found.kind).label + (f" ngày {print_day(found.since)}" if found.since else "")


def _done(one: Written, day: date) -> str:
    """The act by its name, of which organisation, what it took back, and from which day it holds."""
    what, organisation = wording.line(one.act).what, one.act.organisation_id
    of = tree.name_on(organisation, day) if organisation and one.act.member_id is None else ""
    reverted = Act.objects.filter(number=one.body.get("notes", {}).get("reverted", 0)).first()
    of = of or (wording.line(reverted).what if reverted is not None else "")
    since = next(_begun(one), None)
    return (f"{what}: {of}" if of else what) + (f" từ ngày {print_day(since)}" if since else "")


def _begun(one: Written) -> Iterator[date]:
    """Days from which what was written holds, the first one that is known."""
    for table, column in ((PLACES, "since"), (TERMS, "since"), (ENDS, "day")):
        for change in one.changes(table):
            after = change["f"].get(column, (None, None))[1]
            if change["op"] in (NEW, SET) and after:
                yield date.fromisoformat(after)


def _papers(one: Written) -> list[str]:
    """Papers that the act wrote down, or that what it wrote rests on."""
    changes: list[dict[str, Any]] = one.body.get("changes", [])
    pks = {change["id"] for change in changes if change["m"] == "decision"}
    pks |= {values[1] for change in changes for name, values in change["f"].items() if name.endswith("decision_id")}
    rows = Decision.objects.filter(pk__in=pks - {None}).order_by("pk")
    return [said for said in map(wording.paper, rows) if said]
