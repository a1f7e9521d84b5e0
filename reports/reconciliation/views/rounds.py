"""Rounds: the list, one of them with its committees, opening one, more committees, more time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.calendar import print_day
from members import door, kept, rights
from members.tables import Head
from members.views.acts import ActPage, begin, by_button, view
from members.views.drafts import keeps, typed_before
from reports.reconciliation import figures
from reports.reconciliation.forms import AddForm, OpenForm, PostponeForm
from reports.reconciliation.models import Postponement, Reconciliation, Round
from reports.reconciliation.procedure import rounds as procedure
from reports.reconciliation.rules import rounds as rules
from reports.reconciliation.views import doors
from reports.reconciliation.views.parts import CommitteePage, of_committee, stated, title

SHOWN = 40
HEADS = [Head("Nơi đối khớp"), Head("Đến đâu"), Head("Hạn gửi"), Head("Điểm lệch")]


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that one's part is in, the newest first, with how far it is."""
    if not doors.reads_rounds(request.actor):
        raise PermissionDenied
    day = request.actor.day
    rows = Reconciliation.objects.dated(day).select_related("round").order_by("-round__until", "-round__pk", "pk")
    found: dict[Round, list[dict[str, Any]]] = {}
    for one in rows:
        found.setdefault(one.round, []).append(stated(one, day) | {"pk": one.pk})
    context = {
        "rounds": [_summed(one, some, request.actor) for one, some in list(found.items())[:SHOWN]],
        "may_open": doors.opens_rounds(request.actor), "may_compare": rights.sees_whole(request.actor),
    }  # fmt: skip
    return render(request, "reports/rounds.html", context)


def _summed(one: Round, some: list[dict[str, Any]], actor: rights.Actor) -> dict[str, Any]:
    """How many of a round have sent and are late. Whose part is one committee goes straight to it."""
    late = sum(1 for each in some if each["late"])
    received = sum(1 for each in some if each["is_received"])
    alone = len(some) == 1 and not actor.kinds_over_all() & doors.OF_ALL
    where = reverse("reconciliation", args=[some[0]["pk"]]) if alone else reverse("round", args=[one.pk])
    shape = "late" if late else "done" if received == len(some) else "waits"
    return {
        "title": title(one), "href": where, "closing": print_day(one.closing_day), "due": print_day(one.due_on),
        "kind": some[0]["kind"] if alone else shape,
        "state": some[0]["words"] if alone else f"{late} nơi quá hạn" if late else f"{received}/{len(some)} đã gửi",
        "received": received, "count": len(some), "alone": alone,
    }  # fmt: skip


@require_safe
def round_(request: HttpRequest, pk: int) -> HttpResponse:
    """The committees of a round, who is late first, each with what differs."""
    one, day = doors.round_or_404(request, pk), request.actor.day
    rows = list(Reconciliation.objects.dated(day).filter(round=one).select_related("round"))
    named = kept.full_names({row.organisation_id for row in rows}, one.closing_day)
    points = figures.points(row.pk for row in rows) if one.is_full else {}
    opens = bool(request.actor.kinds() - {rights.READER, rights.ADMINISTRATOR})
    told = [
        stated(row, day) | {
            "name": named.get(row.organisation_id, ""), "pk": row.pk, "points": _points(points.get(row.pk)),
            "href": reverse("reconciliation", args=[row.pk]) if opens else "",
        }
        for row in rows
    ]  # fmt: skip
    told.sort(key=lambda each: (-each["late"], each["is_received"], each["name"]))
    late, opens_rounds = sum(1 for each in told if each["late"]), doors.opens_rounds(request.actor)
    context = {
        "round": one, "title": title(one), "closing": print_day(one.closing_day), "due": print_day(one.due_on),
        "committees": told, "late": late, "heads": HEADS if one.is_full else HEADS[:-1],
        "received": sum(1 for each in told if each["is_received"]),
        "may_add": opens_rounds and bool(procedure.left_out(one)),
        "may_take_back": opens_rounds and not any(each["is_received"] for each in told),
    }  # fmt: skip
    return render(request, "reports/round.html", context)


def _points(kinds: Any) -> list[tuple[str, int]]:
    """Points by pile, those that there are."""
    if kinds is None:
        return []
    counted = [(pile.titled(kinds), sum(kinds[kind] for kind in pile.kinds)) for pile in figures.PILES]
    return [(words, number) for words, number in counted if number]


@keeps("mở đợt đối khớp", doors.opening_round)
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """Period, day, with whom; then the round with all its committees."""
    doors.opening_round(request)
    form = OpenForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    return begin(
        request, form, lambda given: procedure.open_round(by=request.actor, **given),
        said=lambda made: f"Đã mở: {title(made)}.", to="round", heading="Đối khớp", title="mở đợt đối khớp",
        back=reverse("rounds"), act="Mở đợt", leave="Không mở, quay lại",
        hint="Mỗi tổ chức cơ sở đảng có vào ngày cuối kỳ được hỏi danh sách; trang Hôm nay của nơi ấy nhắc.",
    )  # fmt: skip


class RoundsPage(ActPage):
    """What is done to a round is for who opens rounds."""

    def may(self, actor: rights.Actor, target: Any) -> bool:
        return doors.opens_rounds(actor)


class PostponePage(RoundsPage, CommitteePage):
    """The same about one committee of it."""


add = view(
    RoundsPage(
        verb="add_committees", form=AddForm, find=doors.officers_round,
        case=lambda target, actor: rights.case_of_organisation(None),
        call=lambda target, by, given: procedure.add_committees(target, by=by, **given),
        back=lambda target: reverse("round", args=[target.pk]), heading=title, subject=lambda target: None,
        act="Thêm vào đợt", leave="Không thêm, quay lại", done="Đã thêm",
    )
)  # fmt: skip
postpone = view(
    of_committee(
        "postpone", PostponeForm, lambda target, by, given: procedure.postpone(target, by=by, **given),
        kind=PostponePage,
        act="Gia hạn", leave="Không gia hạn, quay lại", done="Đã gia hạn",
        hint="Chỉ cho một nơi; những nơi khác giữ hạn của đợt.",
    )
)  # fmt: skip


@require_POST
def take_back_postponement(request: HttpRequest, pk: int) -> HttpResponse:
    """More time that was given by mistake: the postponement that the page showed."""
    one = doors.reconciliation_or_404(request, pk)
    if not doors.opens_rounds(request.actor):
        raise PermissionDenied
    asked = door.number(request.POST.get("lan"))

    def take() -> None:
        newest = Postponement.objects.filter(reconciliation=one).order_by("-pk").first()
        given = rules.check_postponement_back(newest, asked, procedure.dates_of(one))
        procedure.take_back_postponement(given, by=request.actor)

    return by_button(request, take, said="Đã rút gia hạn.", back="reconciliation", pk=pk)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """A round that was opened by mistake."""
    one = doors.officers_round(request, pk)
    said = f"Đã rút: {title(one)}."
    return by_button(request, lambda: procedure.take_back_round(one, by=request.actor), said=said, back="rounds")


@require_POST
def take_out(request: HttpRequest, pk: int) -> HttpResponse:
    """A committee that was taken in by mistake."""
    one = doors.reconciliation_or_404(request, pk)
    if not doors.opens_rounds(request.actor):
        raise PermissionDenied
    where = one.round_id
    name = procedure.called(one, one.round.closing_day)
    return by_button(
        request, lambda: procedure.take_out_committee(one, by=request.actor), said=f"Đã đưa ra khỏi đợt: {name}.",
        back="round", pk=where,
    )  # fmt: skip
