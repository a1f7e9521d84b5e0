"""What the pages of a round and of one committee in it have in common: how it is called, how far it is, its forms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from kit.calendar import print_day
from members import rights, wording
from members.errors import why_not_yet
from members.forms.acts import ActForm
from members.models import Account
from members.uploads import parts
from members.views.acts import ActPage
from reports.reconciliation.models import MistakenList, Reconciliation, Round, SentList
from reports.reconciliation.procedure import rounds as procedure
from reports.reconciliation.rules import rounds as rules
from reports.reconciliation.rules.rounds import State
from reports.reconciliation.views import doors

SHAPES = {State.NOT_RECEIVED: "waits", State.RECEIVED: "now", State.SETTLING: "now", State.AGREED: "soon",
          State.SIGNED: "done"}  # fmt: skip
# What lasts since a day; everything else was done on one.
SINCE = {State.SETTLING: "{} từ {}"}


def title(one: Round) -> str:
    """ "Đối khớp 6 tháng đầu năm 2026"; a light round says so."""
    what = "Đối khớp" if one.is_full else "Đối khớp số lượng"
    return f"{what} {rules.period_name(one.since, one.until)}"


def stated(one: Reconciliation, day: date) -> dict[str, Any]:
    """A row read by `dated` in words: shape, words of its state, until when it is asked for, how late it is."""
    dates = procedure.dates_of(one)
    state, late = rules.state(dates), rules.days_late(dates, day)
    since = rules.reached_on(dates)
    said, words = state.value.capitalize(), SINCE.get(state, "{} {}")
    return {
        "state": state, "kind": "late" if late else SHAPES[state], "late": late, "due": print_day(dates.due),
        "words": f"Quá hạn {late} ngày" if late else words.format(said, print_day(since)) if since else said,
        "is_received": dates.received_on is not None, "is_signed": dates.signed_on is not None,
        "postponed": dates.due != one.round.due_on,
    }  # fmt: skip


def about(one: Reconciliation, day: date) -> dict[str, Any]:
    """What stands above every page of one committee: whose, of which round, and how far it is."""
    closing = one.round.closing_day
    return {
        "one": one, "title": title(one.round), "name": procedure.called(one, closing), "closing": print_day(closing),
        "now": stated(one, day),
    }  # fmt: skip


def mistaken(one: Reconciliation) -> list[str]:
    """What was sent by mistake and taken back, the first one first: who, when, why."""
    rows = MistakenList.objects.filter(reconciliation=one).select_related("sender", "account").order_by("pk")
    return [
        f"Gửi nhầm, không tính: {row.file_name}, {wording.number(row.rows)} người, gửi {_by(row.sent_on, row.sender)}; "
        f"rút {_by(row.taken_back_on, row.account)}: {row.reason}"
        for row in rows
    ]


def _by(day: date, who: Account | None) -> str:
    return f"{print_day(day)} ({who.full_name})" if who else print_day(day)


def unread(one: Reconciliation, sent: SentList) -> dict[str, Any]:
    """How many places of a list may be people that were not read, by what is kept of its reading, and the page that
    lists them; nothing of a list whose file is kept no more."""
    sheets = (parts.head(sent.upload) or {"sheets": []})["sheets"]
    first = next((place for place, sheet in enumerate(sheets) if sheet["unread"]), 0)
    address = reverse("list-reading", args=[one.pk, first])
    return {"count": sum(sheet["unread"] for sheet in sheets), "href": f"{address}#khong-doc"}


def locked_at(request: HttpRequest, one: Reconciliation, back: str) -> HttpResponse | None:
    """Instead of a form that is opened on what is signed: that it is, on the page one came from; None where it is not.
    What was typed before is refused by its verb, and stands in the form."""
    why_not = why_not_yet(lambda: rules.check_not_signed(one.signed_on))  # type: ignore[attr-defined]
    if request.method == "POST" or not why_not:
        return None
    messages.warning(request, why_not)
    return HttpResponseRedirect(back)


class CommitteePage(ActPage):
    """A form about one committee, until its minutes are signed."""

    def __call__(self, request: HttpRequest, pk: int) -> HttpResponse:
        target = self.opens(request, pk)
        return locked_at(request, target, self.back(target)) or super().__call__(request, pk)


def of_committee(
    verb: str, form: type[ActForm], call: Callable[[Reconciliation, rights.Actor, dict[str, Any]], Any], *,
    kind: type[CommitteePage] = CommitteePage, back: str = "reconciliation", **words: Any,
) -> ActPage:  # fmt: skip
    """A form about one committee, for who acts for it, that leads back to the page named `back`."""
    return kind(
        verb=verb, form=form, find=doors.reconciliation_or_404,
        case=lambda target, actor: rights.case_of_organisation(target.organisation_id), call=call,
        back=lambda target: reverse(back, args=[target.pk]),
        heading=lambda target: procedure.called(target, target.round.closing_day), subject=lambda target: None, **words,
    )  # fmt: skip
