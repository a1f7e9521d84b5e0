""" "Chương trình đọc như sau, có đúng không?": the sheets as they are, what their columns were taken for, errors."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from members import starting
from members.errors import NotAllowed, Refusal
from members.forms.imports import ReadingForm
from members.importing.columns import said_of
from members.models import Upload
from members.uploads import parts, plans, work
from members.views import sending
from members.views.imports import left_over, made, mine_or_404

SHOWN_PROBLEMS = 6
WIDE = 45


@require_safe
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet that asks to be looked at first (a row not taken, else one not read); or what was done, when it
    is written."""
    one = mine_or_404(request, pk)
    if one.settled_at is not None:
        context = {"upload": one, "result": one.result, "leads": starting.leads(request.actor)}
        context |= {"differs": left_over(request, one), "made": made(request, one)}
        return render(request, "members/import_done.html", context)
    head = sending.shown(request, one)
    if isinstance(head, HttpResponse):
        return head
    sheets = list(enumerate(head["sheets"]))
    asks = [at for what in ("errors", "unread", "is_list", "wants_name") for at, sheet in sheets if sheet.get(what)]
    return _sheet(request, one, head, asks[0])


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: HttpRequest, pk: int, sheet: int) -> HttpResponse:
    """One sheet; sent back, it is read again as a person said."""
    one = mine_or_404(request, pk)
    if one.settled_at is not None:
        return redirect("import", pk=pk)
    head = sending.shown(request, one)
    if isinstance(head, HttpResponse):
        return head
    if sheet >= len(head["sheets"]):
        raise Http404
    if request.method != "POST":
        return _sheet(request, one, head, sheet)
    here = head["sheets"][sheet]
    form = ReadingForm(request.POST, sheet=here)
    if form.is_valid():
        columns = said_of(form.words()) if form.keeps_row() else None
        choice = {"sheet": here["name"], "header_row": form.cleaned_data["header_row"], "columns": columns,
                  "rows": form.said_rows()}  # fmt: skip
        try:
            if work.is_long(one):
                job = work.ask(request.user, one, work.READ, at=timezone.now(), choice=choice)
                return redirect("job", pk=job.pk)
            work.read(one, request.actor, choice=choice)
            return redirect("import-reading", pk=pk, sheet=sheet)
        except NotAllowed as error:
            raise PermissionDenied from error
        except Refusal as refusal:
            form.refuse_reading(refusal)
    return _sheet(request, one, head, sheet, form)


def _sheet(
    request: HttpRequest, one: Upload, head: dict[str, Any], place: int, form: ReadingForm | None = None
) -> HttpResponse:
    here = head["sheets"][place]
    address = reverse("import-reading", args=[one.pk, place])
    number = sending.piece_asked(request, len(here["windows"]))
    rows = parts.piece(one, f"sheet{place}", number) or []
    words = ""
    if rows:
        words = f"Dòng {rows[0]['n']} đến {rows[-1]['n']}, trang tính có đến dòng {here['windows'][-1][1]}"
    problems = _problems(one, 0)
    form = form or ReadingForm(None, sheet=here)
    context = {
        "upload": one, "head": head, "sheet": here, "form": form, "address": address,
        "columns": [column | {"field": field} for column, field in fields_of(request, form, here["columns"])],
        "rows": [shown_row(row, here) for row in rows], "width": len(here["columns"]),
        "pages": sending.pages_about(address, number, len(here["windows"]), words),
        "problems": problems[:SHOWN_PROBLEMS], "more_problems": max(0, head["problems"] - SHOWN_PROBLEMS),
        "warnings": head["problems"] - head["errors"], "sheets": _sheets(one, head, place),
        "unread": unread_of(address, here),
    }  # fmt: skip
    return render(request, "members/import.html", context, status=422 if form.errors else 200)


def unread_of(address: str, here: dict[str, Any]) -> list[dict[str, Any]]:
    """Rows of a sheet that may be somebody's and were not read, each with why and the way to it. What stands `above`
    the head of the list is no row of it: only another head helps."""
    return [
        {"row": row, "why": why, "href": _to_row(address, here, row), "above": row < here["header_row"]}
        for row, why in here["unread_rows"]
    ]


def _to_row(address: str, here: dict[str, Any], row: int) -> str:
    """The way to a row of this sheet, in the window where it stands."""
    window = max(0, bisect_right([first for first, _ in here["windows"]], row) - 1)
    return f"{address}?tu={window}#d-{row}"


def fields_of(request: HttpRequest, form: ReadingForm, columns: list[dict[str, Any]]) -> Iterator[tuple[Any, Any]]:
    """Each column with its field. Of a very wide sheet a column that is not kept gets its own when it is asked for:
    a hundred lists of choices are heavier than a page may be."""
    for column in columns:
        field = form[f"cot_{column['letter']}"]
        is_asked = field.value() or column["letter"] == request.GET.get("doi")
        yield column, field if is_asked or len(columns) <= WIDE else None


def _sheets(one: Upload, head: dict[str, Any], place: int) -> list[dict[str, Any]]:
    return [
        said | {"href": reverse("import-reading", args=[one.pk, at]), "current": at == place}
        for at, said in enumerate(head["sheets"])
    ]  # fmt: skip


def shown_row(row: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    """A row for the template: each cell with its address, text, what was read and how doubtful that is."""
    if "c" not in row:
        return row
    cells: list[dict[str, Any]] = []
    for column, cell in zip(here["columns"], row["c"], strict=False):
        if cell is None and cells and not cells[-1]["is_kept"]:
            cells[-1]["span"] += 1
            continue
        text, beside, level = (cell, [], "") if not isinstance(cell, list) else cell
        cells.append({"place": f"{column['letter']}{row['n']}" if level else "", "text": text, "beside": beside,
                      "level": level, "is_kept": cell is not None, "span": 1})  # fmt: skip
    return row | {"c": cells}


@require_safe
def problems(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that should be looked at, errors first, each a jump to its cell."""
    one = mine_or_404(request, pk)
    if one.settled_at is not None:
        return redirect("import", pk=pk)
    head = sending.shown(request, one)
    if isinstance(head, HttpResponse):
        return head
    count = -(-head["problems"] // plans.PROBLEMS_A_PAGE)
    number = sending.piece_asked(request, count)
    found = _problems(one, number)
    first = number * plans.PROBLEMS_A_PAGE + 1
    words = f"Chỗ thứ {first} đến {first + len(found) - 1} trên {head['problems']}"
    address = reverse("import-problems", args=[pk])
    context = {"upload": one, "head": head, "problems": found, "warnings": head["problems"] - head["errors"],
               "pages": sending.pages_about(address, number, count, words)}  # fmt: skip
    return render(request, "members/import_problems.html", context)


def _problems(one: Upload, number: int) -> list[dict[str, Any]]:
    found = parts.piece(one, plans.PROBLEMS, number) or []
    return [problem | {"href": _jump(one, problem)} for problem in found]


def _jump(one: Upload, problem: dict[str, Any]) -> str:
    where = f"o-{problem['place']}" if problem["place"] else f"d-{problem['row']}"
    return f"{reverse('import-reading', args=[one.pk, problem['sheet']])}?tu={problem['window']}#{where}"
