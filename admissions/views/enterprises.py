"""Private enterprises of each area on a day: with or without a Party organisation, who is there; the page of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from admissions.figures.enterprises import Person, Sum, There, member_of, sums, there, who_of
from admissions.models import Enterprise, EnterpriseLink, Worker
from admissions.procedure.enterprises import standing_in
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, looks, rights, scope, successors, tree, wording
from members.models import Member
from members.tables import Cell, Head, rows
from members.views.paging import beside, by_row

AREAS = [
    Head("Địa bàn"), Head("Doanh nghiệp", number=True), Head("Có tổ chức đảng", number=True),
    Head("Chưa có", number=True), Head("Đảng viên", number=True), Head("Người xin vào Đảng", number=True),
    Head("Kết nạp trong năm", number=True),
]  # fmt: skip
EACH = [
    Head("Doanh nghiệp"), Head("Địa bàn"), Head("Tổ chức đảng"), Head("Đảng viên", number=True),
    Head("Người xin vào Đảng", number=True), Head("Kết nạp trong năm", number=True),
]  # fmt: skip
# {word in the address: (tab, whether a Party organisation is asked for)}
OUTSIDE = "ngoài phần mình"
GROUPS: dict[str, tuple[str, bool | None]] = {
    "": ("Tất cả", None), "co": ("Có tổ chức đảng", True), "chua": ("Chưa có", False),
}  # fmt: skip


@require_safe
def enterprises(request: HttpRequest) -> HttpResponse:
    """Those that stand on the day: the sums of each area, then one by one; of one area where it is asked for."""
    opening(request)
    with scope.opened(own_part()):
        return _enterprises(request)


def own_part() -> scope.Scope:
    """Who leads a cell and reads the lists of the whole sees of the enterprises what the cell does: each number has its
    names."""
    return scope.current().all_as(scope.PEOPLE)


def _enterprises(request: HttpRequest) -> HttpResponse:
    day, sentence = door.day_asked(request)
    standing = Enterprise.objects.on(day)
    every = list(standing)
    here = there(every, date(day.year, 1, 1), day)
    areas = successors.carriers_of({one.area_id for one in every}, day)
    added = sums(every, here, areas)
    area = door.number(request.GET.get("noi"))
    group = request.GET.get("co", "")
    group = group if group in GROUPS else ""
    meant = _meant(every, here, areas, area, GROUPS[group][1])
    page = by_row(request, Enterprise.objects.filter(pk__in=meant), "sort_key", "pk")
    named = kept.called({*added, *(pk for one in here.values() for pk in _named_of(one))}, day)
    query = {"ngay": print_day(day)} | ({"noi": str(area)} if area else {})
    context = {
        "day": print_day(day), "year": day.year, "sentence": sentence, "area": named.get(area or 0, ""),
        "all": f"?{urlencode({'ngay': print_day(day)})}", "area_heads": AREAS,
        "areas": rows(AREAS, (_area(one, named, added[one], day) for one in _in_order(added, named))),
        "tabs": [{"label": label, "href": f"?{urlencode({**query, 'co': key})}", "current": key == group}
                 for key, (label, _) in GROUPS.items()],
        "heads": EACH, "rows": rows(
            EACH, (_each(one, named, areas[one.area_id], here[one.pk], day) for one in page.rows)),
        "may_enter": bool(request.actor.kinds() & {rights.OFFICER, rights.COMMITTEE}),
        "years": f"{reverse('enterprise-years')}?{urlencode(query)}",
        "pages": beside(page, urlencode({**query, "co": group})),
    }  # fmt: skip
    return render(request, "admissions/enterprises.html", context, status=422 if sentence else 200)


def _in_order(areas: Iterable[int], named: dict[int, str]) -> list[int]:
    return sorted(areas, key=lambda pk: (tree.order_key(named[pk]), pk))


def _named_of(found: There) -> list[int]:
    """The organisations that a line names: the linked one, what carries it on or did so at last."""
    return [pk for pk in (found.organisation, found.last, found.link and found.link.organisation_id) if pk]


def _meant(
    every: Sequence[Enterprise], here: dict[int, There], areas: dict[int, int], area: int | None, linked: bool | None
) -> list[int]:
    return [
        one.pk for one in every
        if area in (None, areas[one.area_id]) and linked in (None, here[one.pk].organisation is not None)
    ]  # fmt: skip


def _area(pk: int, named: dict[int, str], found: Sum, day: date) -> list[Cell]:
    def to(number: int, label: str, **more: str) -> Cell:
        href = f"?{urlencode({'ngay': print_day(day), 'noi': str(pk), **more})}#tung-noi"
        return Cell(wording.number(number), href if number else "", none=not number,
                    label=f"{number}: {label}, {named[pk]}")  # fmt: skip

    return [
        Cell(named[pk]), to(found.enterprises, "doanh nghiệp"), to(found.with_link, "có tổ chức đảng", co="co"),
        to(found.enterprises - found.with_link, "chưa có tổ chức đảng", co="chua"), to(found.members, "đảng viên"),
        to(found.applicants, "người xin vào Đảng"), to(found.admitted, "kết nạp trong năm"),
    ]  # fmt: skip


def _stands(found: There, named: dict[int, str]) -> str:
    """Which organisation stands there that day, since when that is one which carries another on, or since when it has
    ended or is in no enterprise any more; "" where none was recorded."""
    if found.link is None:
        return ""
    first = named.get(found.link.organisation_id, "")
    now = found.organisation or found.last
    said = first if now == found.link.organisation_id else f"{named.get(now or 0, '')}, kế tục {first}"
    if found.ended is None:
        return said
    how = "không còn ghi là trong doanh nghiệp tư nhân" if found.left else "đã kết thúc hoạt động"
    return f"{said}, {how} từ ngày {print_day(found.ended)}"


def _each(one: Enterprise, named: dict[int, str], area: int, found: There, day: date) -> list[Cell]:
    page = f"{reverse('enterprise', args=[one.pk])}?{urlencode({'ngay': print_day(day)})}"

    def to(number: int, label: str, at: str) -> Cell:
        return Cell(wording.number(number), f"{page}#{at}" if number else "", none=not number,
                    label=f"{number}: {label}, {one.name}")  # fmt: skip

    stands = _stands(found, named)
    link = Cell(stands) if stands else Cell("chưa có", none=True)
    if found.is_outside:
        return [Cell(one.name, page), Cell(named.get(area, "")), link, *[Cell(OUTSIDE, none=True)] * 3]
    return [
        Cell(one.name, page), Cell(named.get(area, "")), link, to(found.members, "đảng viên", "dang-vien"),
        to(len(found.applicants), "người xin vào Đảng", "xin-vao"), to(len(found.admitted), "kết nạp", "ket-nap"),
    ]  # fmt: skip


@require_safe
def enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """One of my area: which Party organisation stood there when, who is there on the day, who was admitted in its
    year."""
    opening(request)
    with scope.opened(own_part()):
        return _enterprise(request, pk)


def _enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    day, sentence = door.day_asked(request)
    one: Enterprise = door.row_or_404(Enterprise.objects.all(), pk)
    found = there([one], date(day.year, 1, 1), day)[one.pk]
    links = list(EnterpriseLink.objects.filter(enterprise=one).order_by("-since", "-pk"))
    workers = list(
        Worker.objects.filter(enterprise=one).select_related("member", "applicant").order_by("-since", "-pk")
    )
    may = rights.allowed(request.actor, rights.case_of_organisation(one.area_id))
    stands = any(row.until is None for row in standing_in(one, request.actor.day))
    area = successors.carriers_of([one.area_id], day)[one.area_id]
    named = kept.called({area, *(link.organisation_id for link in links), *_named_of(found)}, day)
    seen = {pk for row in workers if (pk := member_of(row))} | {who.pk for who in found.admitted}
    opened = Member.objects.opened_and_gone(sorted(seen))[0] if seen else set()
    if seen:
        looks.looked(request.actor, "enterprise", sorted(seen), at=timezone.now())
    context = {
        "one": one, "area": named.get(area, ""), "day": print_day(day), "year": day.year, "sentence": sentence,
        "days": _days(one), "acts": _acts(one, may, [*links, *workers], stands=stands),
        "links": [_link(link, named, may, day) for link in links],
        "link": _stands(found, named), "stands": found.organisation is not None, "is_outside": found.is_outside,
        "now": named.get(found.organisation or 0, ""),
        "members": _members(found, day, opened),
        "count": wording.number(found.members),
        "applicants": [(who.name, reverse("applicant", args=[who.pk])) for who in found.applicants],
        "admitted": [(*_named(who, opened), print_day(who.day)) for who in found.admitted if who.day],
        "workers": [_worker(row, may, opened) for row in workers],
    }  # fmt: skip
    return render(request, "admissions/enterprise.html", context, status=422 if sentence else 200)


def _days(one: Any) -> str:
    to = f" đến trước {print_day(one.until)}" if one.until else ""
    return f"từ {print_day(one.since)}{to}"


def _acts(
    one: Enterprise, may: Any, parts: Sequence[EnterpriseLink | Worker], *, stands: bool
) -> list[tuple[str, str]]:  # fmt: skip
    """What may be recorded of it: no organisation while one stands there or people are noted, and nobody while an
    organisation stands there."""
    said = [("link_enterprise", "Ghi tổ chức đảng ở đây", "link-enterprise"),
            ("note_worker", "Ghi người làm ở đây", "note-worker"),
            ("correct_enterprise", "Sửa", "correct-enterprise"),
            ("end_enterprise", "Ghi thôi hoạt động", "end-enterprise"),
            ("take_back_enterprise", "Bỏ, ghi nhầm", "take-back-enterprise")]  # fmt: skip
    ended = {"link_enterprise", "note_worker", "end_enterprise"} if one.until else set()
    if any(part.until is None for part in parts):
        ended.add("link_enterprise")
    if stands:
        ended.add("note_worker")
    return [(words, reverse(name, args=[one.pk])) for verb, words, name in said if verb in may and verb not in ended]


def _link(link: EnterpriseLink, named: dict[int, str], may: Any, day: date) -> dict[str, Any]:
    return {
        "name": named.get(link.organisation_id, ""), "days": _days(link), "holds": link.holds_on(day),
        "acts": _of_row(link, may, "end_enterprise_link", "end-enterprise-link", "take-back-enterprise-link"),
    }  # fmt: skip


def _worker(row: Worker, may: Any, opened: set[int]) -> dict[str, Any]:
    pk = member_of(row)
    href = reverse("person", args=[pk]) if pk in opened else ""
    if not pk and row.applicant_id:
        href = reverse("applicant", args=[row.applicant_id])
    return {
        "name": who_of(row).full_name, "href": href, "days": _days(row),
        "acts": _of_row(row, may, "end_worker", "end-worker", "take-back-worker"),
    }  # fmt: skip


def _of_row(row: Any, may: Any, verb: str, end: str, off: str) -> list[tuple[str, str]]:
    if verb not in may:
        return []
    acts = [] if row.until else [("Ghi thôi", reverse(end, args=[row.pk]))]
    return [*acts, ("Bỏ", reverse(off, args=[row.pk]))]


def _named(who: Person, opened: set[int]) -> tuple[str, str]:
    return who.name, reverse("person", args=[who.pk]) if who.pk in opened else ""


def _members(found: There, day: date, opened: set[int]) -> dict[str, Any]:
    """Of an organisation its own list; of who was noted one by one the names."""
    where = ""
    if found.organisation is not None and not found.is_outside:
        where = f"{reverse('people', args=[found.organisation])}?{urlencode({'ngay': print_day(day)})}"
    return {"list": where, "names": [_named(who, opened) for who in found.noted]}
