"""The files of one's part, a new one, and the page of one: its steps, who, until when."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from admissions import filling, procedure
from admissions.forms import OpenFileForm
from admissions.models import Applicant, StepKind
from admissions.papers.printing import reads
from admissions.procedure.reading import File, read_shown
from admissions.rules.way import LABEL
from admissions.views import acts, bases, classes, clocks, groups, people, printing, probation, told, verifying, went
from members import door, drafts, kept, looks, office, rights
from members.forms.acts import ActForm
from members.tables import Cell, Head, rows
from members.views.acts import ActPage, begin
from members.views.drafts import keeps, typed_before
from members.views.paging import beside, by_row

HEADS = [Head("Họ và tên"), Head("Chi bộ"), Head("Bước"), Head("Chờ việc"), Head("Hạn")]


def opening(request: HttpRequest, *_: Any) -> None:
    """Who puts somebody into the source. Raises PermissionDenied."""
    if not reads(request.actor):
        raise PermissionDenied


@require_safe
def applicants(request: HttpRequest) -> HttpResponse:
    """The files of one's part, by given name: what each waits for and until when."""
    opening(request)
    group = groups.asked(request)
    page = by_row(request, groups.in_group(Applicant.objects.all(), group, request.actor.day), "sort_key", "pk")
    files = read_shown(page.rows, request.actor.day)
    followed = probation.followed(files.values(), request.actor.day)
    named = kept.full_names({file.cell for file in files.values()}, request.actor.day)
    off = office.holidays()
    looks.looked(request.actor, "applicants", groups.members_of(page.rows), at=timezone.now())
    context = {
        "tabs": [*groups.tabs(group), {"label": "Dự bị chưa có hồ sơ", "href": reverse("probationers-without-file"),
                                       "current": False}],
        "heads": HEADS, "rows": rows(HEADS, (_row(files[one.pk], named, off, request.actor.day, followed)
                                             for one in page.rows)),
        "group": groups.GROUPS[group], "enters_sheets": filling.SOURCES.opens_for(request.actor),
        "opens_classes": bool(request.actor.kinds() & {rights.OFFICER, rights.COMMITTEE}),
        "pages": beside(page, groups.query(group)),
    }  # fmt: skip
    return render(request, "admissions/applicants.html", context)


def _row(file: File, named: dict[int, str], off: Any, day: date, followed: probation.Followed) -> list[Cell]:
    now = probation.now_of(file, off, day, followed)
    return [
        Cell(file.applicant.full_name, reverse("applicant", args=[file.applicant.pk])),
        Cell(named.get(file.cell, "")), Cell(now.step or "–"),
        Cell(now.words, state=now.kind), Cell(now.due or "–", state=now.due_kind, none=not now.due),
    ]  # fmt: skip


@keeps("đưa vào nguồn kết nạp", opening)
@require_http_methods(["GET", "HEAD", "POST"])
def open_(request: HttpRequest) -> HttpResponse:
    """Somebody comes into the source of a cell of mine."""
    opening(request)
    form = OpenFileForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    return begin(
        request, form, lambda given: procedure.open_file(given.pop("organisation"), by=request.actor, **given),
        said=lambda made: f"Đã đưa {made.full_name} vào nguồn kết nạp.", to="applicant", heading="Kết nạp",
        title="đưa vào nguồn kết nạp", back=reverse("applicants"), act="Đưa vào nguồn", leave="Không ghi, quay lại",
    )  # fmt: skip


@require_safe
def applicant(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what was done, what is next and by which rule, what comes later."""
    return _show(request, *_file(request, pk))


@require_POST
def print_(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for one of its papers; it is made by the worker and found under "Việc đang chạy"."""
    file, may = _file(request, pk)
    papers = printing.of_file(file, may, request.POST)
    if papers.taking is None or not papers.taking.is_valid():
        return _show(request, file, may, papers)
    return printing.ask_one(request, file.applicant, papers.taking)


def _file(request: HttpRequest, pk: int) -> tuple[File, set[str]]:
    """The file, and what may be done with it: a former cell reads what was done there. Raises Http404,
    PermissionDenied."""
    one: Applicant = door.row_or_404(Applicant.objects.select_related("exception", "member"), pk)
    file = read_shown([one], request.actor.day)[one.pk]
    may = rights.allowed(request.actor, rights.case_of_organisation(file.cell))
    if "open_file" not in may:
        raise PermissionDenied
    return file, may if file.left_on is None else set()


def _show(
    request: HttpRequest, file: File, may: set[str], papers: printing.Papers | None = None
) -> HttpResponse:  # fmt: skip
    one = file.applicant
    off, day = office.holidays(), request.actor.day
    own = acts.own_of(file, request.actor)
    small = told.small_cell(file)
    steps, followed = told.steps(file, may, off, own, small), probation.followed([file], day)
    after = probation.section(file, followed, may, day, own)
    first = next((step for step in (*steps, *(after.steps if after else ())) if step.href), None)
    form, behind = _in_place(request, one, first), bases.behind([*file.votes, *file.recognition])
    left = bool(after and after.end) or file.left_on is not None
    around = people.around(file, may, day, own, left=left)
    shown = {one.member_id, *around.people, *(pk for at in behind.values() for pk in at.people)}
    if named := sorted(shown.union((form and form.shown_people()) or ()) - {None}):
        looks.looked(request.actor, "applicant", named, at=timezone.now())
    context = {
        "file": file, "one": one, "first": first, "form": form,
        "facts": [*told.facts(file), *classes.of_file(file)], "after": after,
        "now": probation.now_of(file, off, day, followed),
        "steps": steps, "acts": [*told.acts(file, may, own, small), *went.hand_overs(file, may, request.actor)],
        "votes": told.votes(file, may, behind, own),
        "cell": kept.full_names({file.cell}, request.actor.day).get(file.cell, ""), "cell_pk": file.cell,
        "stop": told.stop(file), "reported_up": told.reported_up(file, request.actor.day),
        "sent": verifying.sent(file, may, day, partial(_form_in_place, request), own),
        "sent_at": LABEL[StepKind.VERIFIED],
        "around": around, "may": may, "clocks": clocks.of_file(file, may, off, day, left=left),
        "member": told.member(one, official=bool(after and after.is_official)),
        "moved": went.moved(file), "otherwise": probation.otherwise(file, followed),
        "standing": probation.standing(file, followed, day),
        "former": told.former(file, request.actor), "papers": papers or printing.of_file(file, may),
    }  # fmt: skip
    return render(request, "admissions/applicant.html", context, status=422 if papers else 200)


def _in_place(request: HttpRequest, one: Applicant, first: told.Told | None) -> ActForm | None:
    """The form of a step, filled with what was typed there and not sent."""
    if first is None or first.page is None:
        return None
    return _form_in_place(request, first.page, one, first.href)


def _form_in_place(request: HttpRequest, page: ActPage, target: Any, href: str, apart: str = "") -> ActForm:
    """The form of another page, with its draft; `apart` keeps its fields from those of others on this page."""
    kept_form = drafts.of(request.user, drafts.page_of(resolve(href), QueryDict()), now=timezone.now())
    ids = f"{apart}-%s" if apart else "id_%s"
    form = page.form(draft=kept_form.typed if kept_form else None, auto_id=ids)
    form.offer(request.actor, target)
    form.open(0)
    return form
