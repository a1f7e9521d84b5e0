"""Own lists: criteria, columns and a day, on the screen; taken out as a file; kept by name and shared in one's unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import door, kept, lists, looks, rights, wording
from members.errors import Refusal
from members.forms.selecting import COLUMNS, DAY, KeepForm, PrintForm, WishForm
from members.models import Organisation, OwnList
from members.procedure import own_lists as procedure
from members.selecting import columns as shown
from members.selecting import printed, wish
from members.tables import Cell, Head
from members.tables import rows as table_rows
from members.views.acts import by_button, refused_in
from members.views.organisations import absence, path_of
from members.views.paging import by_name

KEPT, WHOLE = "ds", "loc"


def _here_or_404(request: HttpRequest, pk: int) -> Organisation:
    here = door.organisation_or_404(request, pk)
    if not door.sees_people(request):
        raise Http404
    return here


def _form(request: HttpRequest, given: QueryDict) -> WishForm:
    """An address that names no column shows the usual ones."""
    if COLUMNS not in given and WHOLE not in given:
        given = given.copy()
        given.setlist(COLUMNS, list(shown.USUAL))
    form = WishForm(given)
    form.offer(request.actor)
    return form


def _address(pk: int, query: list[tuple[str, str]], day: date | None, **more: str) -> str:
    said = [*query, *([(DAY, day.strftime("%d/%m/%Y"))] if day else []), *((k, v) for k, v in more.items() if v)]
    return f"{reverse('own-list', args=[pk])}?{urlencode(said)}"


@require_safe
def own_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as it is asked for in the address, fifty at a time, with what can be done with it."""
    here = _here_or_404(request, pk)
    return _show(request, here, _form(request, request.GET), PrintForm(), KeepForm())


def _show(
    request: HttpRequest, here: Organisation, form: WishForm, printing: PrintForm, keeping: KeepForm
) -> HttpResponse:
    today = request.actor.day
    day = form.day() if form.is_valid() else today
    name = kept.full_names([here.pk], day).get(here.pk, "")
    gone = absence(request, here, day) if not name else {}
    wrong = bool(form.errors or printing.errors or keeping.errors)
    context: dict[str, Any] = {
        "form": form, "printing": printing, "keeping": keeping, "organisation": here, "title": "Danh sách riêng",
        "path": path_of(request, here, day), "name": name or gone["name"], "absence": gone,
        "day_words": wording.day(day), "is_past": day != today,
    }  # fmt: skip
    if form.is_valid() and not gone:
        context |= _listed(request, here, form, day)
    return render(request, "members/own_list.html", context, status=422 if wrong else 200)


def _listed(request: HttpRequest, here: Organisation, form: WishForm, day: date) -> dict[str, Any]:
    asked, get, today = form.wish(), request.GET, request.actor.day
    letter = get.get("chu", "")
    letter = letter if letter in lists.LETTERS else ""
    place = lists.Asked(here, day, after=get.get("sau", ""), before=get.get("truoc", ""), letter=letter)
    meant = wish.placements(here, day, asked)
    try:
        piece = lists.piece(meant, place)
    except BadSignature as error:
        raise Http404 from error
    people = [one.member_id for one in piece.placements]
    looks.looked(
        request.actor, "own-list", people, organisation=here, asked={**asked.plain(), "ngay": day.isoformat()},
        at=timezone.now(),
    )  # fmt: skip
    heads, rows = _table(piece.placements, asked, day)
    total = piece.total
    said = None if day == today else day
    query = asked.query()
    own = get.get(KEPT, "")
    return {
        "heads": heads, "rows": rows, "count": f"{wording.number(total)} người", "query": urlencode(query),
        "chips": [{"words": words, "off": _address(here.pk, asked.without(key).query(), said, ds=own)}
                  for key, words in asked.words(day)],
        "clear": _address(here.pk, wish.Wish(columns=asked.columns).query(), said),
        "hidden": [*query, (DAY, wording.day(day))], "kept": _named(request, own),
        **by_name(piece, total, letter, partial(_address, here.pk, query, said, ds=own)),
    }  # fmt: skip


def _table(placements: list[Any], asked: wish.Wish, day: date) -> tuple[list[Head], list[Any]]:
    """Names first, each a link where the viewer may open the person; then the columns asked for."""
    columns = [shown.BY_KEY[key] for key in asked.columns]
    heads = [Head("Họ và tên", sort="ascending"), *(Head(one.head, number=one.right) for one in columns)]
    texts = [(one, one.texts(placements, day)) for one in columns]
    opens, _ = lists.opened([one.member_id for one in placements], day)
    rows = [
        [
            Cell(one.member.full_name, href=reverse("person", args=[one.member_id]) if one.member_id in opens else ""),
            *(Cell(said[index] or column.gap, none=not said[index]) for column, said in texts),
        ]
        for index, one in enumerate(placements)
    ]
    return heads, table_rows(heads, rows)


def _visible(request: HttpRequest) -> QuerySet[OwnList]:
    """What I keep, and what others of my unit share, or of one that has ended and goes on in it."""
    shared = Q(shared=True, unit__in=rights.units_and_ended(request.actor))
    rows: QuerySet[OwnList] = OwnList.objects.filter(Q(account=request.user) | shared)
    return rows.select_related("account")


def _named(request: HttpRequest, given: str) -> OwnList | None:
    known = door.number(given)
    return _visible(request).filter(pk=known).first() if known is not None else None


@require_safe
def own_lists(request: HttpRequest) -> HttpResponse:
    """The lists I keep, and those shared in my unit."""
    if not door.sees_people(request):
        raise PermissionDenied
    rows = sorted(_visible(request), key=lambda one: (one.account_id != request.user.pk, one.name.casefold(), one.pk))
    today = request.actor.day
    names = kept.called({one.organisation_id for one in rows}, today)
    told = [
        {
            "kept": one, "of": names.get(one.organisation_id, ""), "own": one.account_id == request.user.pk,
            "words": "; ".join(words for _, words in wish.of(one.asked).words(today)) or "mọi đảng viên",
            "since": wording.day(one.kept_on),
        }
        for one in rows
    ]  # fmt: skip
    start = min(request.actor.roles, key=lambda held: held.place.lo, default=None)
    return render(request, "members/own_lists.html", {"lists": told, "start": start.organisation if start else None})


@require_safe
def kept_list(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept list as it is today, with those of its columns that are this viewer's."""
    one = door.row_or_404(_visible(request), pk)
    asked = wish.of(one.asked)
    offered = {column.key for column in shown.offered(opens=rights.opens_people(request.actor))}
    asked = replace(asked, columns=tuple(key for key in asked.columns if key in offered))
    query = asked.query() if asked.columns else [*asked.query(), (WHOLE, "1")]
    return redirect(_address(one.organisation_id, query, None, ds=str(one.pk)))


@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    here = _here_or_404(request, pk)
    form, keeping = _form(request, request.POST), KeepForm(request.POST)
    if form.is_valid() and keeping.is_valid():
        given = keeping.cleaned_data
        known = set(OwnList.objects.filter(account=request.user, organisation=here).values_list("pk", flat=True))
        with refused_in(keeping):
            made = procedure.keep_list(
                here, by=request.actor, account=request.user, asked=form.wish().plain(),
                name=given["name"], shared=given["shared"],
            )  # fmt: skip
            instead = ", thay danh sách cùng tên giữ trước đó" if made.pk in known else ""
            messages.success(request, f"Đã giữ danh sách “{made.name}”{instead}.")
            return redirect("kept-list", pk=made.pk)
    return _show(request, here, form, PrintForm(), keeping)


@require_POST
def print_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the file; it is made by the worker and found under "Việc đang chạy"."""
    here = _here_or_404(request, pk)
    form, printing = _form(request, request.POST), PrintForm(request.POST)
    if form.is_valid() and printing.is_valid():
        given = printing.cleaned_data
        own = _named(request, request.POST.get(KEPT, ""))
        asked = printed.Asked(here, form.day(), form.wish(), given["title"], given["order"] == "chi-bo", given["kind"],
                              given["why"], own.name if own else "")  # fmt: skip
        try:
            job = printed.ask(request.user, asked, request.actor.day, at=timezone.now())
        except Refusal as refusal:
            printing.add_error(None, refusal.sentence)
        else:
            return redirect("job", pk=job.pk)
    return _show(request, here, form, printing, KeepForm())


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    one = door.row_or_404(_visible(request), pk)
    dropped = partial(procedure.drop_list, one, by=request.actor)
    return by_button(request, dropped, said=f"Đã bỏ danh sách “{one.name}”.", back="own-lists")
