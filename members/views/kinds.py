"""The kinds of organisations: which there are, what stands under what, how many of each stand today."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from members import door, history, lines, rights, wording
from members.forms import kinds as forms
from members.models import Kind, Term
from members.procedure import kinds as procedure
from members.tables import Cell, Head, rows
from members.views.acts import ActPage, refused_in, view
from members.views.drafts import keeps, typed_before

REGISTER = rights.case_of_organisation(None)
VERBS = ("add_kind", "correct_kind", "retire_kind", "take_kind_back")
HEADS = [
    Head("Loại"), Head("Đứng dưới"), Head("Đảng viên"), Head("Tổ chức hôm nay", number=True), Head("Dùng"),
    Head("Việc", hidden=True),
]  # fmt: skip


def _may_or_403(request: HttpRequest) -> None:
    if not rights.may(request.actor, "add_kind", REGISTER):
        raise PermissionDenied


@keeps("thêm loại tổ chức", _may_or_403)
@require_http_methods(["GET", "HEAD", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    _may_or_403(request)
    form = forms.KindForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        with refused_in(form):
            procedure.add_kind(by=request.actor, **form.act())
            messages.success(request, "Đã thêm loại tổ chức.")
            return redirect("kinds")
    standing = Counter(Term.objects.on(request.actor.day).values_list("kind", flat=True))
    known = list(Kind.objects.prefetch_related("may_stand_under"))
    found = lines.part(history.lines().filter(verb__in=VERBS), "number", **door.beside(request))
    context = {
        "form": form, "heads": HEADS, "rows": rows(HEADS, (_row(one, standing[one.pk]) for one in known)),
        "part": found, "lines": lines.told(found.rows, request.actor, subjects=False),
    }  # fmt: skip
    return render(request, "members/kinds.html", context, status=422 if form.errors else 200)


def _row(one: Kind, standing: int) -> list[Cell]:
    under = [above.name for above in one.may_stand_under.all()]
    if one.may_be_root:
        under.append("có thể đứng đầu sổ")
    more = "tổ chức cơ sở đảng" if one.is_grass_roots else ""
    page, words = ("take-kind-back", "Dùng lại") if one.retired_on else ("retire-kind", "Thôi dùng")
    return [
        Cell(one.name, reverse("correct-kind", args=[one.pk]), label=f"Sửa {one.name}", more=more),
        Cell("; ".join(under)), Cell("sinh hoạt trực tiếp" if one.holds_members else "ở tổ chức bên dưới"),
        Cell(wording.number(standing), none=not standing),
        Cell(f"thôi dùng từ {wording.day(one.retired_on)}" if one.retired_on else "đang dùng"),
        Cell(words, reverse(page, args=[one.pk]), label=f"{words} {one.name}"),
    ]  # fmt: skip


def _page(verb: str, form: Any, *, hint: str = "") -> Any:
    return view(
        ActPage(
            verb=verb, form=form, find=lambda request, pk: get_object_or_404(Kind, pk=pk),
            call=lambda target, by, given: getattr(procedure, verb)(target, by=by, **given),
            back=lambda target: reverse("kinds"), heading=lambda target: target.name,
            case=lambda target, actor: REGISTER, subject=lambda target: None, hint=hint,
        )
    )  # fmt: skip


correct = _page(
    "correct_kind", forms.CorrectKindForm,
    hint="Tổ chức đang đứng dưới loại nào thì vẫn đứng như thế; chỉ những gì lập mới, chuyển hay đổi loại về sau theo "
         "điều sửa ở đây. Đã có tổ chức thuộc loại này thì chỉ sửa được tên và các loại cấp trên.",
)  # fmt: skip
retire = _page(
    "retire_kind", forms.RetireForm,
    hint="Từ ngày ấy không lập tổ chức mới thuộc loại này và không đổi sang loại này. Tổ chức đang có giữ nguyên, vẫn "
         "đổi tên, chuyển cấp trên, kết thúc được.",
)  # fmt: skip
take_back = _page("take_kind_back", forms.TakeBackForm)
