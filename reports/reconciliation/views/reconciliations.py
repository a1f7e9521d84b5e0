"""One committee in a round: where it stands, and every difference with its three sides, pile by pile."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kit.calendar import print_day
from members import door, looks, successors, tree, wording
from members.errors import why_not_yet
from members.models import Placement
from members.rights import Actor
from members.tables import Head
from members.views.acts import by_button, view
from members.views.organisations import with_day
from reports.reconciliation import figures
from reports.reconciliation.forms import NumbersForm
from reports.reconciliation.models import CommitteeNumbers, Postponement, Reconciliation, RoundKind, SentList
from reports.reconciliation.procedure import numbers as procedure
from reports.reconciliation.procedure.rounds import dates_of
from reports.reconciliation.rules import rounds as rules
from reports.reconciliation.views import doors, people
from reports.reconciliation.views.parts import CommitteePage, about, mistaken, of_committee, unread

HEADS = [Head("Loại"), Head("Cơ sở", number=True), Head("Sổ", number=True), Head("Lệch")]


@require_safe
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """The state of one committee; its list pile by pile, or its numbers beside ours."""
    one = doors.reconciliation_or_404(request, pk)
    day = request.actor.day
    context = about(one, day) | {
        "is_officer": doors.opens_rounds(request.actor), "later": _later(one), "ended": _ended(one, day),
    }  # fmt: skip
    if not one.round.is_full:
        return render(request, "reports/numbers.html", context | _light(one, day))
    sent, context["mistaken"] = doors.newest_list(one), mistaken(one)
    if sent is None:
        return render(request, "reports/reconciliation.html", context | {"sent": None})
    return render(request, "reports/reconciliation.html", context | _list(request, one, sent))


def _list(request: HttpRequest, one: Reconciliation, sent: SentList) -> dict[str, Any]:
    pile, counts = figures.pile_of(request.GET.get("nhom", "")), figures.by_pile(sent)
    found = people.page(sent, pile, request.GET, request.actor)
    asked = {"tep": sent.upload.checksum, "nhom": pile.word}
    looks.looked(request.actor, "reconciliation", found.seen, asked=asked, at=timezone.now())
    address = reverse("reconciliation", args=[one.pk])
    tabs = [
        {"label": f"{label} ({wording.number(number)})", "current": each is pile,
         "href": f"{address}?nhom={each.word}" if each.word else address}
        for each, (label, number) in counts.items()
    ]  # fmt: skip
    return {
        "sent": sent, "sent_on": print_day(sent.sent_on), "rows": wording.number(sent.rows), "tabs": tabs,
        "pile": counts[pile][0], "count": wording.number(counts[pile][1]), "people": found.people, "pages": found,
        "points": (points := counts[figures.EVERY][1]), "counted": _counted(sent, points), "unread": unread(one, sent),
        "signed": people.last_signed(one), "is_old": is_old(one, sent),
    }  # fmt: skip


def _counted(sent: SentList, points: int) -> list[tuple[str, str]]:
    """The figures of the list in a line, with what each counts."""
    line = {
        "trong danh sách": sent.rows, "trong sổ": sent.records, "nhận ra người": sent.matched,
        "người lệch": figures.differing(sent).people, "điểm lệch": points,
    }  # fmt: skip
    return [(label, wording.number(number)) for label, number in line.items()]


def _ended(one: Reconciliation, day: date) -> dict[str, str] | None:
    """Since when the committee is no more, and who answers in its place; None for one that stands."""
    ended = successors.closures_of([one.organisation_id], day)
    if (own := ended.get(one.organisation_id)) is None:
        return None
    name = tree.name_on(successors.last_of(one.organisation_id, ended), day)
    return {"since": wording.day(own.day), "by": name, "closing": wording.day(one.round.closing_day)}


def _later(one: Reconciliation) -> dict[str, Any] | None:
    """Until when more time was given, when and why, and what keeps it from being taken back; None where it was not."""
    # Most keep the day of the round: nothing is asked about them.
    was_given = dates_of(one).due != one.round.due_on
    found = Postponement.objects.filter(reconciliation=one).order_by("-pk").first() if was_given else None
    if found is None:
        return None
    why_not = why_not_yet(lambda: rules.check_postponement_back(found, found.pk, dates_of(one)))
    return {"given": found, "due": print_day(found.due_on), "on": print_day(found.decided_on), "why_not": why_not}


def _light(one: Reconciliation, day: date) -> dict[str, Any]:
    """Both sides in numbers, and what keeps theirs from being noted again or taken back."""
    known = CommitteeNumbers.objects.filter(reconciliation=one).first()
    why_not = why_not_yet(lambda: rules.check_not_agreed(dates_of(one)))
    return {
        "numbers": _numbers(one, known, day),
        "heads": HEADS,
        "why_not": why_not,
        "version": known.version if known else 0,
    }


def _numbers(one: Reconciliation, known: CommitteeNumbers | None, today: date) -> list[dict[str, Any]]:
    """Both sides by kind; behind each of ours stand its names."""
    people_of, closing = reverse("people", args=[one.organisation_id]), one.round.closing_day
    return [
        {"row": row, "href": with_day(people_of, closing, today, muc=row.kind)} for row in figures.numbers(one, known)
    ]  # fmt: skip


def is_old(one: Reconciliation, sent: SentList) -> bool:
    """Somebody of the committee was written about since the list was compared; what is signed is not compared again."""
    if why_not_yet(lambda: rules.check_not_signed(dates_of(one).signed_on)):
        return False
    place = tree.place_on(one.organisation_id, one.round.closing_day)
    here = Placement.objects.within(place).on(one.round.closing_day)
    return bool(here.filter(member__changed_by__gt=sent.line).exists())


class NumbersPage(CommitteePage):
    """Only in a light round."""

    def opens(self, request: HttpRequest, pk: int) -> Any:
        one = super().opens(request, pk)
        doors.check_round(one, RoundKind.NUMBERS)
        return one


def _note(target: Reconciliation, by: Actor, given: dict[str, Any]) -> CommitteeNumbers:
    """The verb is told which numbers the page showed."""
    return procedure.note_numbers(target, by=by, seen=given.pop("version"), **given)


note_numbers = view(
    of_committee(
        "note_numbers", NumbersForm, _note,
        kind=NumbersPage, act="Ghi số lượng",
        hint="Số của cơ sở vào ngày cuối kỳ. Chương trình đặt cạnh số của cấp trên, không sửa số nào.",
    )
)  # fmt: skip


@require_POST
def take_back_numbers(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers that the page showed, noted by mistake."""
    one = doors.reconciliation_or_404(request, pk)
    doors.check_round(one, RoundKind.NUMBERS)
    known = CommitteeNumbers.objects.filter(reconciliation=one).first()

    def take() -> None:
        given = rules.check_numbers_back(known, dates_of(one))
        procedure.take_back_numbers(given, by=request.actor, seen=door.number(request.POST.get("thay")) or 0)

    return by_button(request, take, said="Đã rút số lượng.", back="reconciliation", pk=pk)
