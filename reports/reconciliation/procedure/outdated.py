"""Which sides have confirmed what the minutes say no more, and of which minutes that may be so: known before anybody
prints and signs them. Asked on the start page, so no minutes are read here."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Max

from members import tree
from members.models import Organisation, Placement
from reports.reconciliation.models import Confirmation, Reconciliation, Side
from reports.reconciliation.procedure.agreement import counted, said


def outdated(
    confirmations: Iterable[Confirmation], rows: Sequence[Reconciliation], *, today: date
) -> tuple[set[int], set[int]]:
    """Ids of those of these, all of `rows`, since which our records count otherwise; and ids of the rows that both have
    confirmed alike and of which our figures stand, though something was written about their people since: there the
    minutes may say something else."""
    confirmations = list(confirmations)
    found = _counted_otherwise(confirmations, rows, today=today)
    both: dict[int, list[Confirmation]] = {}
    for one in confirmations:
        if one.pk not in found:
            both.setdefault(one.reconciliation_id, []).append(one)
    agreed = {pk: some for pk, some in both.items() if _confirm_alike(some)}
    return found, {row.pk for row in _written_about([row for row in rows if row.pk in agreed], agreed)}


def _confirm_alike(some: Sequence[Confirmation]) -> bool:
    return len(some) == len(Side) and len({one.digest for one in some}) == 1


def _counted_otherwise(
    confirmations: Sequence[Confirmation], rows: Sequence[Reconciliation], *, today: date
) -> set[int]:
    kept = [one for one in confirmations if one.figures]
    confirmed = {one.reconciliation_id for one in kept}
    now = counted([row for row in rows if row.pk in confirmed], today=today) if kept else {}
    return {one.pk for one in kept if said(one.figures) != now[one.reconciliation_id]}


def _written_about(
    rows: Sequence[Reconciliation], confirmed: Mapping[int, Sequence[Confirmation]]
) -> list[Reconciliation]:
    """Those about whose people, or organisations, something was written since they were confirmed: whoever has, had or
    will have a place there. In as many questions for many as for one."""
    if not rows:
        return []
    since = {row.pk: min(one.line or 0 for one in confirmed[row.pk]) for row in rows}
    newest = _newest_by_place(min(since.values()))
    versions = {row.pk: tree.version_for(row.round.closing_day) for row in rows}
    spans = tree.ranges_in({*newest, *(row.organisation_id for row in rows)}, {*versions.values()})
    written: dict[int, list[tuple[int, int]]] = {version: [] for version in versions.values()}
    for (organisation, version), place in spans.items():
        if organisation in newest:
            written[version].append((place.lo, newest[organisation]))
    for places in written.values():
        places.sort()
    return [
        row for row in rows if (span := spans.get((row.organisation_id, versions[row.pk])))
        and any(line > since[row.pk] for line in _under(written[versions[row.pk]], span.lo, span.hi))
    ]  # fmt: skip


def _under(places: Sequence[tuple[int, int]], first: int, end: int) -> list[int]:
    at, until = bisect_left(places, (first, 0)), bisect_left(places, (end, 0))
    return [line for _, line in places[at:until]]


def _newest_by_place(line: int) -> dict[int, int]:
    """{organisation: newest line after that one about itself, or about somebody with a place in it}."""
    own = Organisation.objects.filter(changed_by__gt=line).values_list("pk", "changed_by")
    people = Placement.unscoped.filter(organisation__isnull=False, member__changed_by__gt=line).order_by()
    found = dict(people.values_list("organisation").annotate(Max("member__changed_by")))
    for pk, number in own:
        found[pk] = max(number, found.get(pk, 0))
    return found
