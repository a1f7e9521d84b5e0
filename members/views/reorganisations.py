"""Plans of reorganisation: the list, a plan with everything it touches, its steps, carrying out and taking back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit.calendar import print_day
from members import door, looks, repeats, rights, wording
from members.errors import Doubted, NotAllowed, Refusal
from members.forms.reorganisations import FORMS, PAGEFUL, HeadForm, NewFields, SplitForm, TakeBackForm, Terms
from members.models import Organisation, Reorganisation, ReorganisationStep, StepKind
from members.procedure import Paper, Passed, reorganisation
from members.views import reorganisation_names
from members.views import reorganisation_parts as parts
from members.views.acts import refused_in
from members.views.drafts import keeps, typed_before
from members.views.paging import by_row

# Address, what it adds, and its words on the plan's page.
ADDING = (
    ("nhap", StepKind.MERGE, "Nhập tổ chức"),
    ("tach", StepKind.SPLIT, "Tách chi bộ"),
    ("cap-tren", StepKind.MOVE, "Chuyển cấp trên"),
    ("ten", StepKind.RENAME, "Đổi tên"),
    ("loai", StepKind.KIND, "Đổi loại"),
    ("ket-thuc", StepKind.CLOSE, "Kết thúc hoạt động"),
    ("lap", StepKind.MAKE, "Lập tổ chức"),
    ("bang", "paste", "Dán từ bảng tính"),
)
HINTS: dict[str, str] = {
    "paste": "Chép các dòng trong Excel rồi dán vào ô; dòng nào chưa đọc được thì chương trình nêu số dòng.",
    StepKind.SPLIT: "Chi bộ cũ vẫn hoạt động. Muốn chi bộ cũ kết thúc: tách từng phần, rồi nhập phần còn lại.",
    StepKind.RENAME: "Ô nào để trống thì giữ như cũ.",
}


def _may_or_403(request: HttpRequest) -> None:
    if not rights.sees_whole(request.actor):
        raise PermissionDenied


def _plan_or_404(request: HttpRequest, pk: int) -> Reorganisation:
    _may_or_403(request)
    plan: Reorganisation = door.row_or_404(
        Reorganisation.objects.select_related("decision", "drawn_by", "applied_by"), pk
    )
    return plan


def _written(request: HttpRequest, one: Reorganisation) -> HttpResponse | None:
    """Where somebody goes who would change a plan that was written meanwhile."""
    if not one.is_applied:
        return None
    messages.warning(request, f"Phương án này đã ghi vào sổ ngày {print_day(one.applied_on)}, không sửa được nữa.")
    return repeats.undone(redirect("reorganisation", pk=one.pk))


def _seen(request: HttpRequest) -> int | None:
    return door.number(request.POST.get("seen"))


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Drafts, what was carried out, what was taken back."""
    _may_or_403(request)
    rows = Reorganisation.objects.select_related("drawn_by", "applied_by", "decision")
    found = by_row(request, rows, "-day", "-pk")
    context = {"plans": [parts.told(one) for one in found.rows], "part": found}
    return render(request, "members/reorganisations.html", context)


@keeps("lập phương án sắp xếp", lambda request: _may_or_403(request))
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest) -> HttpResponse:
    _may_or_403(request)
    return _head(request, None)


@keeps("sửa phương án sắp xếp", _plan_or_404)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, day or paper of the plan."""
    one = _plan_or_404(request, pk)
    return _written(request, one) or _head(request, one)


def _head(request: HttpRequest, plan: Reorganisation | None) -> HttpResponse:
    form = HeadForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    form.offer(request.actor, plan)
    if form.is_valid():
        given = form.act()
        head = {key: given[key] for key in ("name", "day", "decision")}
        with refused_in(form):
            if plan is None:
                plan = reorganisation.draw_reorganisation(by=request.actor, **head)
            else:
                reorganisation.change_reorganisation(plan, by=request.actor, seen=given.get("seen"), **head)
            return redirect("reorganisation", pk=plan.pk)
    elif not form.is_bound:
        form.open(plan.version if plan else 0)
        if plan is None:
            form.fields["seen"].initial = None
    context = {"form": form, "plan": plan}
    return render(request, "members/reorganisation_head.html", context, status=422 if form.errors else 200)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that the plan does and touches, as it would be."""
    return _show(request, _plan_or_404(request, pk))


def _show(
    request: HttpRequest, one: Reorganisation, *, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    steps = reorganisation.steps_of(one)
    context: dict[str, Any] = {"plan": parts.told(one), "row": one, "adding": [], "refused": refusal}
    if one.is_applied:
        context |= parts.applied(one, steps)
    else:
        shown = parts.preview(one, steps, request.actor)
        context |= shown.context
        context["adding"] = [(reverse(f"reorganisation-{slug}", args=[one.pk]), words) for slug, _, words in ADDING]
        if shown.people:
            looks.looked(request.actor, "reorganisation", shown.people, asked={"plan": one.pk}, at=timezone.now())
    return render(request, "members/reorganisation.html", context, status=status)


@require_safe
def step(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """Who goes, and the rosters before and after, by name."""
    one = _plan_or_404(request, pk)
    row = door.row_or_404(ReorganisationStep.objects.filter(plan=one), step)
    context = reorganisation_names.rosters(one, row, request.actor)
    looks.looked(request.actor, "reorganisation", context["seen"], asked={"plan": pk, "step": step}, at=timezone.now())
    return render(request, "members/reorganisation_step.html", {"plan": parts.told(one), **context})


def add(what: str) -> Callable[..., HttpResponse]:
    """The page that adds one kind of step; another one for each committee shown, for each cell that is split."""
    words = _words(what)

    @keeps(f"{words[0].lower()}{words[1:]} trong phương án sắp xếp", _plan_or_404, asks=("trong", "tu"))
    @require_http_methods(["GET", "HEAD", "POST"])
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        one = _plan_or_404(request, pk)
        return _written(request, one) or _add(request, one, what)

    return answer


def _words(what: str) -> str:
    return next(words for _, kind, words in ADDING if kind == what)


def _add(request: HttpRequest, one: Reorganisation, what: str) -> HttpResponse:
    terms = Terms(one.day)
    within = _within(request, terms, narrow=what == StepKind.RENAME)
    form = FORMS[what](request.POST if request.method == "POST" else None, draft=typed_before(request))
    form.offer(one, terms, within)
    source = _source(request, one, form) if isinstance(form, SplitForm) else None
    if request.method == "POST" and form.is_valid() and (source or not isinstance(form, SplitForm)):
        with refused_in(form):
            reorganisation.change_reorganisation(
                one, by=request.actor, add=form.steps(), seen=form.cleaned_data.get("seen")
            )
            return redirect("reorganisation", pk=one.pk)
    context = {
        "form": form, "row": one, "plan": parts.told(one), "title": _words(what), "hint": HINTS.get(what, ""),
        "within": within, "committees": terms.committees(), "source": source, "what": what,
        "cells": terms.groups(None, lambda term: term.kind.holds_members) if what == StepKind.SPLIT else [],
        "plain": [form[name] for name in form.fields
                  if name not in ("organisations", "seen", "people", "residents") and "-" not in name
                  and not (isinstance(form, NewFields) and name.startswith("new_"))],
        "new": [form[name] for name in form.fields if name.startswith("new_")],
    }  # fmt: skip
    return render(request, "members/reorganisation_add.html", context, status=422 if form.errors else 200)


def _within(request: HttpRequest, terms: Terms, *, narrow: bool) -> int | None:
    """The committee whose organisations are shown; of a large district, or for renaming, always one."""
    known = [pk for pk, _ in terms.committees()]
    if (said := door.number(request.GET.get("trong"))) in known:
        return said
    return known[-1] if known and (narrow or len(terms.rows) > PAGEFUL) else None


def _source(request: HttpRequest, one: Reorganisation, form: SplitForm) -> Organisation | None:
    """The cell of which a part goes: chosen before its people are shown, which is a look."""
    said = door.number(request.GET.get("tu"))
    if said is None:
        return None
    source = door.organisation_or_404(request, said)
    form.offer_source(source)
    looks.looked(
        request.actor, "reorganisation", form.shown, organisation=source, asked={"plan": one.pk}, at=timezone.now()
    )
    return source


def _done(request: HttpRequest, one: Reorganisation, call: Callable[[], Any], said: str) -> HttpResponse:
    try:
        call()
    except NotAllowed as error:
        raise PermissionDenied from error
    except Doubted as doubted:
        one.refresh_from_db()
        return _show(request, one, refusal=doubted, status=422)
    except Refusal as refusal:
        one.refresh_from_db()
        return _show(request, one, refusal=refusal, status=422)
    messages.success(request, f"{said} lúc {timezone.localtime():%H:%M}.")
    return redirect("reorganisation", pk=one.pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the ticked steps out of the plan."""
    one = _plan_or_404(request, pk)
    chosen = [pk for pk in map(door.number, request.POST.getlist("viec")) if pk is not None]
    if not chosen:
        return _show(request, one, refusal=Refusal("Đánh dấu những việc cần bỏ."), status=422)
    return _done(request, one, lambda: reorganisation.change_reorganisation(
        one, by=request.actor, drop=chosen, seen=_seen(request)), "Đã bỏ việc đã chọn khỏi phương án")  # fmt: skip


@require_POST
def look_over(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan counts as looked at with the register as it stands now."""
    one = _plan_or_404(request, pk)
    return _done(request, one, lambda: reorganisation.change_reorganisation(
        one, by=request.actor, seen=_seen(request)), "Phương án đã theo sổ hiện nay")  # fmt: skip


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Carry the plan out as it was shown; a second press is told that it is done."""
    one = _plan_or_404(request, pk)
    marks = frozenset(request.POST.get("dau", "").split())
    rests = one.decision
    passed = Passed(marks, request.POST.get("van-lam") == "1",
                    Paper(rests.number, rests.signed_on, rests.body) if rests else Paper())  # fmt: skip
    why = request.POST.get("ly-do", "").strip()[:300]
    return _done(request, one, lambda: reorganisation.apply_reorganisation(
        one, by=request.actor, why=why, seen=_seen(request), passed=passed), "Đã ghi cả phương án vào sổ")  # fmt: skip


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    one = _plan_or_404(request, pk)
    try:
        reorganisation.discard_reorganisation(one, by=request.actor, seen=_seen(request))
    except Refusal as refusal:
        return _show(request, one, refusal=refusal, status=422)
    messages.success(request, f"Đã bỏ phương án {one.name}.")
    return redirect("reorganisations")


@keeps("hoàn lại cả đợt sắp xếp", _plan_or_404)
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """All of it goes back, with a reason; or the list of what stands on it."""
    one = _plan_or_404(request, pk)
    if not one.is_applied and request.method != "POST":
        return redirect("reorganisation", pk=pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None, draft=typed_before(request))
    if not form.is_bound:
        form.open(one.version)
    if form.is_valid():
        given = form.act()
        with refused_in(form):
            reorganisation.take_back_reorganisation(one, by=request.actor, why=given["why"], seen=given.get("seen"))
            messages.success(request, f"Đã hoàn lại cả đợt lúc {timezone.localtime():%H:%M}. Sổ như trước khi sắp xếp.")
            return redirect("reorganisation", pk=pk)
    acts = reorganisation.what_stands_on(one, request.actor.day)
    later = parts.later(acts[: parts.SHOWN])
    if people := sorted(parts.named(later)):
        looks.looked(request.actor, "reorganisation", people, asked={"plan": one.pk}, at=timezone.now())
    used = reorganisation.what_uses(one, request.actor.day)
    context = {"form": form, "plan": parts.told(one), "row": one, "later": later, "used": used,
               "many": wording.number(len(acts)), "more": max(len(acts) - parts.SHOWN, 0)}  # fmt: skip
    return render(request, "members/reorganisation_back.html", context, status=422 if form.errors else 200)
