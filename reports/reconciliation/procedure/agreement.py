"""What both sides had confirmed ends with whatever changes it."""

from __future__ import annotations

from members import history
from reports.reconciliation.models import Confirmation, Reconciliation


def dissolve(one: Reconciliation) -> None:
    """Nobody has confirmed what stands there from now on: inside the act that changes it."""
    for known in Confirmation.unscoped.filter(reconciliation=one):
        history.remove(known)
