"""Organisations of my part on a day, in the order of the tree: what every sheet begins with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from members.models import Term


def organisations(day: date) -> Iterator[tuple[Term, str]]:
    """(term, name of the parent) of all that stand that day, committees before their cells."""
    rows = Term.objects.on(day).select_related("kind", "organisation").order_by("code", "kind__rank", "name")
    terms = list(rows)
    names = {term.organisation_id: term.name for term in terms}
    for term in terms:
        yield term, names.get(term.parent_id or 0, "")
