"""Days for which minutes of a reconciliation were signed: what changes them later gives its reason."""

from __future__ import annotations

from datetime import date, timedelta

from members.registry import SignedDay
from reports.reconciliation.models import Signing

DAY = timedelta(days=1)


def since(day: date) -> list[SignedDay]:
    """What was signed for this day or a later one, each with its closing day. Read without a scope: a verb asks."""
    rows = Signing.unscoped.filter(reconciliation__round__until__gt=day).values_list(
        "reconciliation__round__until", "reconciliation__organisation", "number", "signed_on"
    )
    return [
        SignedDay(until - DAY, organisation, f"biên bản đối khớp{f' số {number}' if number else ''}", signed_on)
        for until, organisation, number, signed_on in rows
    ]
