"""The page of one organisation, and the lists of names behind its numbers."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from members import checks, door, figures, kept, lists, looks, papers, rights, successors, tree, wording
from members.models import Closure, Organisation, Term
from members.rules import organisations as rules
from members.tables import Cell, Head
from members.tables import rows as table_rows
from members.timeline.terms import changes, terms_of
from members.views import holders
from members.views.paging import by_name
from members.views.roles import without_role

# Verb, URL name and words of every act that the page of an organisation offers.
ACTS = (
    ("enter", "enter", "Ghi tên đảng viên"),
    ("create_organisation", "create-organisation", "Lập tổ chức trực thuộc"),
    ("record_congress", "congress", "Ghi kết quả đại hội"),
    ("hold_office", "hold-office", "Ghi người giữ chức vụ"),
    ("rename_organisation", "rename-organisation", "Đổi tên"),
    ("change_kind", "change-kind", "Đổi loại"),
    ("set_area", "set-area", "Ghi địa bàn"),
    ("move_organisation", "move-organisation", "Chuyển cấp trên"),
    ("close_organisation", "close-organisation", "Kết thúc hoạt động"),
)


def with_day(address: str, day: date, today: date, **more: str) -> str:
    """An address that keeps the day one is looking at."""
    query = {"ngay": day.strftime("%d/%m/%Y")} if day != today else {}
    query |= {key: value for key, value in more.items() if value}
    return f"{address}?{urlencode(query)}" if query else address


def path_of(request: HttpRequest, organisation: Organisation, day: date) -> list[dict[str, str]]:
    """What stands above, topmost first; a link where it is mine."""
    above = tree.named_above(organisation.pk, day)
    mine = door.mine(request, [pk for pk, _ in above])
    return [{"label": name, "href": reverse("organisation", args=[pk]) if pk in mine else ""} for pk, name in above]


def term_on(organisation: Organisation, day: date) -> Term | None:
    """What the organisation was on that day; before its beginning or after its end, nothing."""
    return Term.objects.on(day).filter(organisation=organisation).select_related("kind", "decision").first()


def absence(request: HttpRequest, here: Organisation, day: date) -> dict[str, Any]:
    """Why an organisation does not stand on a day, what it is called, and where its people are or were: its successor,
    or those it follows. Asked only for one that does not stand."""
    terms = list(Term.objects.filter(organisation=here).order_by("since"))
    closure = Closure.objects.filter(organisation=here).select_related("decision").first()
    if closure is not None and closure.day <= day:
        others = [closure.successor_id] if closure.successor_id else []
        linked = list(kept.called(others, day).items())
        words, lead, name = f"đã kết thúc từ {wording.day(closure.day)}", "kế tục", kept.called([here.pk], day)[here.pk]
    else:
        linked = successors.before(here.pk)
        words, lead, name = f"chưa có: lập từ {wording.day(terms[0].since)}", "trước đó là", terms[0].name
    mine = door.mine(request, [pk for pk, _ in linked])
    links = [
        {"label": label, "href": with_day(reverse("organisation", args=[pk]), day, request.actor.day) if pk in mine
         else ""}
        for pk, label in sorted(linked, key=lambda one: tree.order_key(one[1]))
    ]  # fmt: skip
    return {"name": name, "words": words, "lead": lead, "links": links}


def _closing(here: Organisation, may: AbstractSet[str]) -> dict[str, str] | None:
    """The last moment of an organisation, as its line of days shows it, and the page that puts it right."""
    closure = Closure.objects.filter(organisation=here).select_related("decision").first()
    if closure is None:
        return None
    words = "Kết thúc hoạt động"
    if closure.successor_id:
        words += f", kế tục: {tree.name_on(closure.successor_id, closure.day)}"
    return {"when": wording.day(closure.day), "words": words, "paper": wording.paper(closure.decision),
            "edit": reverse("correct-closing", args=[closure.pk]) if "correct_closing" in may else ""}  # fmt: skip


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    here = door.organisation_or_404(request, pk)
    day, sentence = door.day_asked(request)
    today = request.actor.day
    term = term_on(here, day)
    terms = terms_of(here)
    nearest = rules.nearest(terms, day) if terms else None
    # One look at the tree for all verbs; nothing is changed on a past day.
    may = rights.allowed(request.actor, rights.case_of_organisation(here)) if day == today else set()
    context: dict[str, Any] = {
        "roster": with_day(reverse("roster", args=[pk]), day, today),
        "findings": with_day(reverse("findings", args=[pk]), day, today),
        "organisation": here, "term": term or nearest, "day": day, "today": today,
        "absence": absence(request, here, day) if term is None else None,
        "day_words": wording.day(day), "sentence": sentence, "path": path_of(request, here, day),
        "closing": _closing(here, may),
        "history": changes(here, terms),
        "acts": _acts(here, may, term) if term is not None else [], "may_correct": "correct_term" in may,
        "all_lines": reverse("organisation-history", args=[pk]) if door.opens_people_of(here) else "",
    }  # fmt: skip
    if door.sees_people(request):
        context |= people_of(request, here, day, may=may)
        context["doubles"] = reverse("doubles") if day == today and rights.opens_people(request.actor) else ""
    else:
        context["children"] = _children_without_numbers(here, day, today)
    return render(request, "members/organisation.html", context)


def _acts(here: Organisation, may: set[str], term: Term) -> list[dict[str, str]]:
    acts = [{"href": reverse(url, args=[here.pk]), "label": label} for verb, url, label in ACTS if verb in may]
    # Of the whole register: at its head.
    if "draw_reorganisation" in may and term.parent_id is None:
        acts.append({"href": reverse("reorganisations"), "label": "Sắp xếp nhiều tổ chức theo một quyết định"})
    return acts


def people_of(
    request: HttpRequest,
    here: Organisation,
    day: date,
    by_cell: checks.Counts | None = None,
    may: AbstractSet[str] = frozenset(),
) -> dict[str, Any]:
    """Figures, what is wrong in the records, the cells with their numbers, and who holds which office.

    `by_cell`: the counts of the checks, where the page has asked for them already; `may`: the verbs it may offer here.
    """
    today = request.actor.day
    address = reverse("people", args=[here.pk])
    found = figures.figures(here, day)
    if by_cell is None:
        by_cell = checks.counts(day, figures.counted(here, day))
    faults = {check.key: sum(row[check.key] for row in by_cell.values()) for check in checks.CHECKS}
    return {
        "figures": [
            {"name": figures.FIGURES[key].title, "value": wording.number(value),
             "href": with_day(address, day, today, muc=key) if value else ""}
            for key, value in found.items() if value or key in ("total", "official", "probationary")
        ],
        "faults": [
            {"title": check.title_on(day), "rule": check.rule_on(day), "value": wording.number(faults[check.key]),
             "share": share(faults[check.key], found["total"]), "href": with_day(address, day, today, loi=check.key)}
            for check in checks.CHECKS if faults[check.key]
        ],
        "children": _children(here, day, today, by_cell),
        "holders": holders.of(here, day, may, today=today),
    }  # fmt: skip


def share(part: int, whole: int) -> str:
    return f"{wording.decimal(100 * part / whole)}%" if whole else ""


def children_of(here: Organisation, day: date, today: date) -> dict[str, Any]:
    """The table of what stands directly under it, counted now."""
    return _children(here, day, today, checks.counts(day, figures.counted(here, day)))


def _children(here: Organisation, day: date, today: date, by_cell: dict[int, dict[str, int]]) -> dict[str, Any]:
    """A table of what stands directly under it, each with the sums of everything below."""
    heads = [
        Head("Tổ chức"), Head("Đảng viên", number=True), Head("Hồ sơ thiếu", number=True), Head("Tỷ lệ", number=True),
    ]  # fmt: skip
    sums = tree.sums_under(here.pk, day, {pk: (row["total"], row["faulty"]) for pk, row in by_cell.items()})
    named = kept.short_names([pk for pk, _ in sums], day)
    values = []
    for pk, (total, faulty) in sums:
        if pk not in named:
            continue
        address = reverse("people", args=[pk])
        values.append([
            Cell(named[pk], href=with_day(reverse("organisation", args=[pk]), day, today)),
            Cell(wording.number(total), href=with_day(address, day, today) if total else "", none=not total,
                 label=f"{named[pk]}, đảng viên: {total}"),
            Cell(wording.number(faulty), href=with_day(address, day, today, loi="any") if faulty else "",
                 none=not faulty, label=f"{named[pk]}, hồ sơ thiếu: {faulty}"),
            Cell(share(faulty, total), none=not faulty),
        ])  # fmt: skip
    return {"heads": heads, "rows": table_rows(heads, values), "count": len(values)}


def _children_without_numbers(here: Organisation, day: date, today: date) -> dict[str, Any]:
    heads = [Head("Tổ chức"), Head("Loại")]
    rows = Term.objects.on(day).filter(parent=here).select_related("kind")
    values = [
        [
            Cell(one.name, href=with_day(reverse("organisation", args=[one.organisation_id]), day, today)),
            Cell(one.kind.name),
        ]
        for one in sorted(rows, key=lambda one: (one.kind.rank, tree.order_key(one.name), one.pk))
    ]
    return {"heads": heads, "rows": table_rows(heads, values), "count": len(values)}


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The entry "Tổ chức": the organisation of my role, or the one of the highest of my roles."""
    roles = sorted(request.actor.roles, key=lambda held: held.place.lo)
    if not roles:
        return render(request, "members/no_role.html", {"without_role": without_role(request)})
    return redirect("organisation", pk=roles[0].organisation)


@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The names behind a number of this organisation, fifty at a time."""
    if not door.sees_people(request):
        raise Http404
    here = door.standing_or_404(request, pk)
    day, sentence = door.day_asked(request)
    name, today = tree.name_on(here.pk, day), request.actor.day
    gone = absence(request, here, day) if not name else {}
    context = {
        "organisation": here, "name": name or gone["name"], "absence": gone, "day_words": wording.day(day),
        "is_past": day != today, "sentence": sentence, "path": path_of(request, here, day), "day": day,
        "title": figures.FIGURES["total"].title, "no_list": papers.no_list(day, today),
    }  # fmt: skip
    context |= {} if context["no_list"] else _listed(request, here, day)
    return render(request, "members/people.html", context)


def _listed(request: HttpRequest, here: Organisation, day: date) -> dict[str, Any]:
    asked, today, whole = _asked(request, here, day), request.actor.day, rights.sees_whole(request.actor)
    try:
        page = lists.page(asked)
    except (KeyError, BadSignature) as error:
        raise Http404 from error
    ids, said = [one.member for one in page.people], {"muc": asked.figure, "loi": asked.check, "ngay": day.isoformat()}
    looks.looked(request.actor, "people", ids, organisation=here, asked=said, at=timezone.now())
    rows = [_row(one, day, may_open_leavers=whole) for one in page.people]
    address = reverse("people", args=[here.pk])
    keep = {"muc": asked.figure if asked.figure != "total" else "", "loi": asked.check}
    return {
        "title": asked.title(), "count": f"{wording.number(page.total)} người", "heads": HEADS,
        "rows": table_rows(HEADS, rows),
        "filtered": any(keep.values()), "clear": with_day(address, day, today),
        "own": with_day(reverse("own-list", args=[here.pk]), day, today, **keep),
        **by_name(page, page.total, asked.letter, partial(with_day, address, day, today, **keep)),
    }  # fmt: skip


HEADS = [
    Head("Họ và tên", sort="ascending"), Head("Chi bộ"), Head("Ngày sinh", number=True),
    Head("Ngày vào Đảng", number=True), Head("Ngày chính thức", number=True),
]  # fmt: skip


def _asked(request: HttpRequest, here: Organisation, day: date) -> lists.Asked:
    get = request.GET
    return lists.Asked(
        here, day, figure=get.get("muc", "total"), check=get.get("loi", ""), after=get.get("sau", ""),
        before=get.get("truoc", ""), letter=get.get("chu", "") if get.get("chu", "") in lists.LETTERS else "",
    )  # fmt: skip


def _row(one: lists.Person, day: date, *, may_open_leavers: bool) -> list[Cell]:
    """A row opens the person where the viewer may; who has left since, only with a purpose. Who is to become official
    after the day one looks at, or was not recognised, is a probationer on it: as the figures and the own lists say."""
    official_on = one.official_on if one.recognised and one.official_on and one.official_on <= day else None
    href, more = (reverse("person", args=[one.member]), "") if one.opens else ("", "không mở được hồ sơ")
    if one.has_left and not one.opens:
        href, more = reverse("leaver", args=[one.member]) if may_open_leavers else "", "đã ra khỏi danh sách"
    return [
        Cell(one.full_name, href=href, more=more),
        Cell(one.cell),
        Cell(one.birth or "chưa có", none=not one.birth),
        Cell(wording.day(one.admitted_on, "chưa có"), none=one.admitted_on is None),
        Cell(wording.day(official_on, "dự bị")),
    ]
