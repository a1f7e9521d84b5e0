"""A change of an organisation entered on any day: by a plain loop over the days, what it says holds from there until
that itself was changed, and nothing else has moved."""

from __future__ import annotations

from datetime import date

from members.models import Term
from tests.properties.plain import Row, holds

CARRYING = ("rename_organisation", "change_kind", "set_area", "move_organisation")
SAID = ("parent_id", "kind_id", "sector", "name", "short_name", "code", "in_private_enterprise", "places")
Said = dict[int, list[Row]]


def said() -> Said:
    """The terms of every organisation, each with its area."""
    area: dict[int, set[int]] = {}
    for link in Term.places.through._base_manager.values():
        area.setdefault(link["term_id"], set()).add(link["place_id"])
    answer: Said = {}
    for row in Term.unscoped.order_by("pk").values():
        answer.setdefault(row["organisation_id"], []).append({**row, "places": area.get(row["id"], set())})
    return answer


def check_carried(before: Said, after: Said) -> None:
    for organisation, rows in before.items():
        then = after[organisation]
        days = sorted({row[edge] for row in [*rows, *then] for edge in ("since", "until") if row[edge]} | {date.min})
        for name in SAID:
            _check(name, [(_at(rows, day), _at(then, day)) for day in days])


def _at(rows: list[Row], day: date) -> Row | None:
    return next((row for row in rows if holds(row, day)), None)


def _check(name: str, both: list[tuple[Row | None, Row | None]]) -> None:
    assert all((old is None) == (new is None) for old, new in both), "it begins or ends on another day"
    stood = [(old, new) for old, new in both if old is not None and new is not None]
    changed = [number for number, (old, new) in enumerate(stood) if old[name] != new[name]]
    if not changed:
        return
    first, last = changed[0], changed[-1]
    here, fresh = stood[first]
    assert changed == list(range(first, last + 1)), f"{name}: it was changed, left as it was, and changed again"
    run = {(str(old[name]), str(new[name])) for old, new in stood[first : last + 1]}
    assert run == {(str(here[name]), str(fresh[name]))}, f"{name}: a later change is lost"
    if last + 1 < len(stood):
        old, _ = stood[last + 1]
        ended = old[name] != here[name] or (name == "short_name" and old["name"] != here["name"])
        assert ended, f"{name}: it ends where nobody changed it"
