"""A committee's own list held against the records: the file, then who is who and what differs. Writes no facts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.calendar import PartialDate
from members import looks, rights, uploads, wording
from members.comparing import reasons, status
from members.forms.imports import CompareForm
from members.uploads import comparisons as piles
from members.uploads import parts
from members.views import sending

FIELDS = {
    "full_name": "Họ và tên", "sex": "Giới tính", "birth_date": "Ngày sinh", "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức", "card_number": "Số thẻ", "unit": "Chi bộ", "status": "Trạng thái",
}  # fmt: skip
SEXES, NOT_SAID = {"m": "Nam", "f": "Nữ"}, "không ghi"
DAYS = frozenset({"birth_date", "admitted_on", "official_on"})
PILES = {piles.DIFFER: ("lech", "Cần xem"), piles.THEIRS: ("danh-sach", "Chỉ có trong danh sách"),
         piles.OURS: ("so", "Chỉ có trong sổ")}  # fmt: skip


def _may_or_403(request: HttpRequest) -> None:
    if not rights.sees_whole(request.actor):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def comparisons(request: HttpRequest) -> HttpResponse:
    """The file and the day, and the lists sent before."""
    _may_or_403(request)
    form = CompareForm(request.POST or None, request.FILES or None)
    form.offer(request.actor)
    if request.method == "POST" and form.is_valid():
        answer = sending.received(request, form, "compare")
        if answer is not None:
            return answer
    context = {"form": form, "uploads": uploads.sent(request.user, "compare")[:20]}
    return render(request, "members/comparisons.html", context, status=422 if form.errors else 200)


@require_safe
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What the list and the records say of each other on that day, one pile after the other."""
    _may_or_403(request)
    one = sending.mine_or_404(request, "compare", pk)
    head = sending.shown(request, one)
    if isinstance(head, HttpResponse):
        return head
    day = uploads.day_of(one)
    counts, address = head["counts"], reverse("comparison", args=[pk])
    asked = request.GET.get("xem", "")
    pile = next((name for name, (word, _) in PILES.items() if word == asked), piles.DIFFER)
    count = -(-counts[pile] // piles.ROWS_A_PAGE)
    number = sending.piece_asked(request, count)
    rows = parts.piece(one, pile, number) or []
    people = [row.get("person") or row for row in rows]
    seen = [person["member"] for person in people if person.get("member")]
    looks.looked(request.actor, "comparison", seen, asked={"tep": one.checksum, "ngay": day.isoformat()},
                 at=timezone.now())  # fmt: skip
    first = number * piles.ROWS_A_PAGE + 1
    words = f"Người thứ {first} đến {first + len(rows) - 1} trên {counts[pile]}"
    context = {
        "upload": one, "head": head, "day_words": wording.day(day), "pile": pile, "title": PILES[pile][1],
        "is_explained": pile == piles.DIFFER,
        "count": counts[pile], "rows": [SAID[pile](row) for row in rows],
        "tabs": [{"label": f"{title} ({counts[name]})", "href": f"{address}?xem={word}", "current": name == pile}
                 for name, (word, title) in PILES.items()],
        "pages": sending.pages_about(address, number, count, words, more=f"xem={PILES[pile][0]}&"),
    }  # fmt: skip
    return render(request, "members/comparison.html", context)


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold the list against the records as they stand now."""
    _may_or_403(request)
    return sending.again(request, sending.mine_or_404(request, "compare", pk))


def _record(record: dict[str, Any]) -> dict[str, Any]:
    return record | {"href": reverse("person", args=[record["member"]])}


def _differing(row: dict[str, Any]) -> dict[str, Any]:
    double = row["double"]
    if double and row["double_sheet"] != row["sheet"]:
        double = f"{double} trang {row['double_sheet']}"
    return row | {
        "person": _record(row["person"]), "double": double,
        "differences": [(FIELDS[field], _said(field, theirs), _said(field, ours))
                        for field, theirs, ours in row["differences"]],
        # Comparisons that were kept before reasons were have none.
        "why": reasons.told(row.get("why", ())),
    }  # fmt: skip


def _said(field: str, written: str) -> str:
    """Days and sexes in words; everything else as it stands."""
    if field == "sex":
        return SEXES.get(written, NOT_SAID)
    if field == "status":
        return status.in_words(written)
    if field in DAYS and written:
        try:
            return str(PartialDate.parse(written))
        except ValueError:
            return written
    return written or NOT_SAID


SAID = {piles.DIFFER: _differing, piles.THEIRS: dict, piles.OURS: _record}
