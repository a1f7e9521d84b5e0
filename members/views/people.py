"""The page of one person: state, line of dated facts, what is open, details in groups, who changed what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members import checks, door, history, history_wording, looks, merged, registry, rights, timeline, wording
from members.attention import proposed
from members.forms.people import PurposeForm
from members.models import Departure, Member, Merge, Placement
from members.procedure import revert
from members.tables import Cell, Head, rows
from members.views.organisations import path_of
from members.views.paging import by_row

LINES = 5
# Verb, URL name, words: what can be done with a person; the first that fits stands first.
ACTS = (
    ("recognise", "recognise", "Công nhận chính thức"),
    ("receive", "receive", "Tiếp nhận"),
    ("move", "move", "Chuyển sinh hoạt chính thức"),
    ("place", "place", "Xếp vào chi bộ"),
    ("place_temporarily", "place-temporarily", "Chuyển sinh hoạt tạm thời"),
    ("exempt", "exempt", "Miễn sinh hoạt"),
    ("note_number", "note-number", "Ghi số thẻ"),
    ("note_residence", "note-residence", "Ghi nơi cư trú"),
    ("change_name", "change-name", "Đổi tên theo quyết định"),
    ("introduce_to_residence", "introduce", "Giới thiệu về nơi cư trú"),
    ("suspend", "suspend", "Đình chỉ sinh hoạt"),
    ("discipline", "discipline", "Ghi kỷ luật"),
    ("depart", "depart", "Ghi ra khỏi danh sách"),
    ("restore", "restore", "Phục hồi đảng tịch"),
)


@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        member = door.person_or_404(request, pk)
    except Http404:
        return _onward(request, pk)
    day, sentence = door.day_asked(request)
    looks.looked(request.actor, "person", [member.pk], asked={"ngay": day.isoformat()}, at=timezone.now())
    facts = timeline.facts_of(member)
    today = request.actor.day
    is_past = day != today
    # Nothing is changed on a past day.
    may = _rights(request, member) if not is_past else frozenset()
    offices = _of_offices(request, facts, is_past)
    home = facts.official_place_on(day)
    mine = door.mine(request, {one.organisation_id for one in facts.placements if one.organisation_id})
    names = timeline.names_in(facts)
    member.full_name = timeline.called_on(member, facts, day)
    context: dict[str, Any] = {
        "member": member, "day": day, "day_words": wording.day(day), "is_past": is_past, "sentence": sentence,
        "state": timeline.state_on(facts, day), "elsewhere": timeline.elsewhere_on(facts, names, day, mine),
        "home": timeline.place_words(home, names, day, mine) if home else None,
        "path": path_of(request, home.organisation, day) if home and home.organisation else [],
        "moments": _in_order(timeline.moments(facts, names, day, may, offices), member, day),
        "groups": timeline.groups(member, facts, day, may),
        "faults": _faults(member, facts, day, may, offices) if not is_past else [],
        "findings": timeline.findings(member, day) if "settle_finding" in may else [],
        "acts": _acts(member, facts, day, may),
        "merges": _merges(member) if not is_past else [],
        "merge_with": reverse("merge-with", args=[pk]) if "merge_members" in may else "",
        "asked": _asked(member, day) if not is_past else [],
        "card": timeline.card_on(facts, day), "no_card": timeline.lacks_card_on(facts, day),
        "lines": _lines(member, may) if not is_past else [],
        "all_lines": reverse("person-history", args=[pk]),
        "who_looked": reverse("viewed", args=[pk]) if rights.OFFICER in request.actor.kinds() else "",
    }  # fmt: skip
    return render(request, "members/person.html", context)


def _onward(request: HttpRequest, pk: int) -> HttpResponse:
    """An old link leads whoever may open it to the record that this one is part of by now. Raises Http404."""
    return redirect("person", pk=door.person_or_404(request, merged.last_of(pk)).pk)


@require_http_methods(["GET", "HEAD", "POST"])
def leaver(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has left is opened by the officer alone, with a purpose that stays in the list of looks."""
    if not rights.may(request.actor, "open_leaver", rights.case_of_organisation(None)):
        raise PermissionDenied
    gone = Departure.objects.on(request.actor.day).select_related("membership__member")
    departure = door.row_or_404(gone, membership__member=pk)
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = {"muc-dich": form.cleaned_data["why"]}
        looks.looked(request.actor, "leaver", [pk], asked=asked, at=timezone.now())
        door.open_leaver(request, pk)
        return redirect("person", pk=pk)
    context = {
        "form": form, "heading": departure.membership.member.full_name, "title": "mở hồ sơ người đã ra khỏi danh sách",
        "back": reverse("today"), "act": "Mở hồ sơ",
        "hint": f"{departure.get_kind_display().capitalize()}. Hồ sơ mở trong {door.LEAVER_MINUTES} phút; "
        "mục đích được giữ cùng lần xem.",
    }  # fmt: skip
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


@require_safe
def unplaced(request: HttpRequest) -> HttpResponse:
    """Who stands in the register and in no cell: the whole of it can only be known to who sees the whole."""
    if not rights.sees_whole(request.actor):
        raise PermissionDenied
    found = checks.without_place(request.actor.day)
    part = by_row(request, found, "sort_key", "pk")
    looks.looked(request.actor, "unplaced", [one.pk for one in part.rows], at=timezone.now())
    heads = [Head("Họ và tên", sort="ascending"), Head("Ngày sinh", number=True)]
    values = [
        [Cell(one.full_name, href=reverse("person", args=[one.pk])), Cell(wording.birth(one))] for one in part.rows
    ]
    count = f"{wording.number(found.count())} người"
    context = {"heads": heads, "rows": rows(heads, values), "count": count, "part": part}
    return render(request, "members/unplaced.html", context)


@require_http_methods(["POST"])
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole card number; asking for it leaves a line of its own."""
    member = door.person_or_404(request, pk)
    looks.looked(request.actor, "card", [member.pk], at=timezone.now())
    facts = timeline.facts_of(member)
    numbers = [one for one in facts.numbers if one.holds_on(request.actor.day)]
    return render(request, "members/card.html", {"member": member, "numbers": numbers})


def _rights(request: HttpRequest, member: Member) -> frozenset[str]:
    """The verbs this viewer may carry out on this person, asked once."""
    case = rights.case_of_person(member.pk, request.actor.day)
    return frozenset(rights.allowed(request.actor, case))


def _of_offices(request: HttpRequest, facts: Any, is_past: bool) -> dict[int, frozenset[str]]:
    """The verbs on each organisation of which the person holds an office, asked once."""
    held = set() if is_past else {one.organisation_id for one in facts.holdings}
    return rights.allowed_at(request.actor, held)


def _acts(member: Member, facts: Any, day: date, may: frozenset[str]) -> list[dict[str, str]]:
    fits = timeline.what_fits(facts, day)
    return [
        {"href": reverse(url, args=[member.pk]), "label": label}
        for verb, url, label in ACTS if verb in may and verb in fits
    ]  # fmt: skip


def _faults(
    member: Member, facts: Any, day: date, may: frozenset[str], offices: timeline.Offices
) -> list[dict[str, Any]]:
    """The checks that name this person today, asked in one query, each with where it is mended."""
    here = Placement.objects.on(day).official().filter(member=member)
    named = here.annotate(**{f"check_{one.key}": checks.as_flag(one, day) for one in checks.CHECKS}).first()
    if named is None:
        return []
    named_by = [one for one in checks.CHECKS if getattr(named, f"check_{one.key}")]
    return [
        {"title": one.title_on(day), "rule": one.rule_on(day),
         "mend": timeline.mend(one, member, facts, day, may, offices)}
        for one in named_by
    ]  # fmt: skip


def _lines(member: Member, may: frozenset[str]) -> list[history_wording.Line]:
    """Who changed what lately, newest first; each whole act with where it is taken back."""
    acts = list(history.lines_about(member)[:LINES])
    offered = revert.offered(acts) if "revert" in may else set()
    back = {one.number: reverse("revert", args=[one.pk]) for one in acts if one.number in offered}
    return [
        replace(history_wording.line(one), back=back.get(one.number, ""), href=reverse("line", args=[one.pk]))
        for one in acts
    ]


def _asked(member: Member, day: date) -> list[dict[str, Any]]:
    """Corrections of this person that units have asked for, without any value."""
    return [
        {"said": said, "what": said.what[:1].upper() + said.what[1:], "href": reverse("proposal", args=[one.pk])}
        for one in proposed.proposals_about(member, day)
        for said in [history_wording.proposal(one)]
    ]


def _merges(member: Member) -> list[dict[str, str]]:
    """Records that are part of this one, each with its page, on which it goes apart again or reads why not yet."""
    return [
        {"name": one.absorbed.full_name, "href": reverse("merged", args=[one.pk]),
         "how": f"gộp {'' if one.kept_id == member.pk else f'vào {one.kept} '}ngày {wording.day(one.merged_on)}"}
        for one in Merge.objects.leading_to(member)
    ]  # fmt: skip


def _in_order(own: list[timeline.Moment], member: Member, day: date) -> list[timeline.Moment]:
    """Those of other apps among our own."""
    others = [moment for entry in registry.entries("timeline").values() for moment in entry(member, day)]
    return sorted([*own, *others], key=lambda one: one.at or date.min) if others else own
