"""Who comes to which page: rounds that one's part is in, and a committee's reconciliation for who acts for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from members import door, rights
from reports.reconciliation.models import Reconciliation, Round, RoundKind, SentList

# The district's own roles see a round in which no committee of theirs stands yet.
OF_ALL = frozenset({rights.OFFICER, rights.READER})


def reads_rounds(actor: rights.Actor) -> bool:
    """The officer and the reader, committees, and a cell that answers for itself in some round."""
    if actor.kinds() & {*OF_ALL, rights.COMMITTEE}:
        return True
    return rights.CELL in actor.kinds() and Reconciliation.objects.exists()


def opens_rounds(actor: rights.Actor) -> bool:
    return rights.may(actor, "open_round", rights.case_of_organisation(None))


def round_or_404(request: HttpRequest, pk: int) -> Round:
    """A round in which somebody of mine stands; every round for the district's own roles."""
    if not reads_rounds(request.actor):
        raise PermissionDenied
    one: Round = door.row_or_404(Round.objects.all(), pk)
    if not request.actor.kinds_over_all() & OF_ALL and not Reconciliation.objects.filter(round=one).exists():
        raise Http404
    return one


def opening_round(request: HttpRequest, *_: Any) -> None:
    """Only who opens rounds. Raises PermissionDenied."""
    if not opens_rounds(request.actor):
        raise PermissionDenied


def officers_round(request: HttpRequest, pk: int) -> Round:
    opening_round(request)
    return round_or_404(request, pk)


def reconciliation_or_404(request: HttpRequest, pk: int) -> Reconciliation:
    """One of mine with its dated facts of today, for who acts for its committee: a reader sees numbers alone."""
    rows = Reconciliation.objects.dated(request.actor.day).select_related("round", "organisation")
    one: Reconciliation = door.row_or_404(rows, pk)
    if not rights.may(request.actor, "receive_list", rights.case_of_organisation(one.organisation_id)):
        raise PermissionDenied
    return one


def full_or_404(request: HttpRequest, pk: int) -> Reconciliation:
    """One of mine in a round that compares lists."""
    one = reconciliation_or_404(request, pk)
    check_round(one, RoundKind.FULL)
    return one


def list_or_404(request: HttpRequest, pk: int) -> tuple[Reconciliation, SentList]:
    """The same with the list that counts."""
    one = full_or_404(request, pk)
    sent = newest_list(one)
    if sent is None:
        raise Http404
    return one, sent


def newest_list(one: Reconciliation) -> SentList | None:
    """The list that counts, without the content of its file."""
    rows = SentList.objects.filter(reconciliation=one).select_related("upload", "account").defer("upload__sealed")
    found: SentList | None = rows.order_by("-number").first()
    return found


def check_round(one: Reconciliation, kind: str) -> None:
    """Raises Http404 where the round is of the other kind: it has no such page."""
    if one.round.kind != kind:
        raise Http404
