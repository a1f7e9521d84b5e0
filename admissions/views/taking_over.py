"""Probationers without a file: the list with the time that is left, a file for one or for several, taken back. The line
of the start page stands with those of the clocks (`deadlines`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from admissions import filling, forms, procedure
from admissions.models import Applicant
from admissions.procedure.taking_over import without_file
from admissions.views.acts import OFF, case_of
from admissions.views.clocks import state
from admissions.views.files import opening
from kit.calendar import print_day
from members import door, kept, looks, rights, wording
from members.models import Member
from members.rules.people import probation_end
from members.views.acts import ActPage, refused_in, view

PAGE = 50


class Without(NamedTuple):
    """A probationer without a file; `ends`: when the months are over, None where the register has no admission day."""

    member: int
    name: str
    cell: int
    admitted_on: date | None

    @property
    def ends(self) -> date | None:
        return probation_end(self.admitted_on) if self.admitted_on else None


def found_on(day: date) -> list[Without]:
    """Whose months end first, first; who is admitted on an unknown day before all."""
    rows = without_file(day).values_list("member", "member__full_name", "organisation", "membership__admitted_on")
    return sorted((Without(*row) for row in rows), key=lambda one: (one.ends or date.min, one.name, one.member))


@require_http_methods(["GET", "HEAD", "POST"])
def probationers(request: HttpRequest) -> HttpResponse:
    """Everybody on probation in my part without a file, with what is left of the twelve months; ticks open files."""
    opening(request)
    day, found = request.actor.day, found_on(request.actor.day)
    at = min(max(door.number(request.GET.get("trang")) or 1, 1), max(-(-len(found) // PAGE), 1))
    here = found[PAGE * (at - 1) : PAGE * at]
    may = rights.allowed_at(request.actor, [one.cell for one in here])
    mine = {one.member: one.name for one in here if "take_over" in may.get(one.cell, ())}
    sent = request.POST if request.method == "POST" else None
    form = forms.TakeOverSeveralForm(sent)
    form.offer_names(mine)
    if form.is_valid():
        with refused_in(form):
            made = procedure.take_over_several(
                [Member(pk=int(pk)) for pk in form.cleaned_data["members"]], by=request.actor
            )
            messages.success(request, f"Đã lập hồ sơ cho {wording.number(len(made))} đảng viên dự bị.")
            return redirect("probationers-without-file")
    looks.looked(request.actor, "probationers-without-file", sorted(one.member for one in here), at=timezone.now())
    context = {
        "form": form, "rows": _rows(here, mine, set(form.chosen()), day), "may": bool(mine),
        "total": wording.number(len(found)), "day_words": wording.day(day),
        "sheet": filling.PROBATIONERS.key if filling.PROBATIONERS.opens_for(request.actor) else "",
        "pages": {"first": "?" if at > 1 else "", "previous": f"?trang={at - 1}" if at > 1 else "",
                  "next": f"?trang={at + 1}" if PAGE * at < len(found) else ""},
    }  # fmt: skip
    if not form.is_bound:
        form.open(0)
    return render(request, "admissions/probationers.html", context, status=422 if form.is_bound else 200)


def _rows(here: Sequence[Without], mine: dict[int, str], ticked: set[int], day: date) -> list[dict[str, Any]]:
    named = kept.full_names({one.cell for one in here}, day)
    return [
        {
            "pk": one.member, "name": one.name, "cell": named.get(one.cell, ""),
            "href": reverse("person", args=[one.member]),
            "admitted": print_day(one.admitted_on) if one.admitted_on else "chưa rõ",
            "ends": print_day(one.ends) if one.ends else "", "may": one.member in mine and one.ends is not None,
            "kind": state((one.ends - day).days) if one.ends else "late", "ticked": one.member in ticked,
            "left": wording.left((one.ends - day).days) if one.ends else "chưa rõ ngày vào Đảng",
            "take": reverse("take-over", args=[one.member]),
        }
        for one in here
    ]  # fmt: skip


def _back(target: Member) -> str:
    """The file, once there is one."""
    made = Applicant.objects.filter(member=target).order_by("-pk").first()
    return reverse("applicant", args=[made.pk]) if made else reverse("probationers-without-file")


take_over = view(ActPage(
    verb="take_over", form=forms.TakeOverForm, find=door.person_or_404,
    case=lambda target, actor: rights.case_of_person(target.pk, actor.day),
    call=lambda target, by, given: procedure.take_over(target, by=by, **given), back=_back,
    heading=lambda target: target.full_name, subject=lambda target: None, act="Lập hồ sơ",
    leave="Không lập, quay lại",
))  # fmt: skip
take_back = view(ActPage(
    verb="take_back_taking_over", form=forms.TakeBackStepForm, find=lambda request, pk: door.get_or_404(Applicant, pk),
    case=case_of, call=lambda target, by, given: procedure.take_back_taking_over(target, by=by, **given),
    back=lambda target: reverse("applicant", args=[target.pk]) if Applicant.objects.filter(pk=target.pk).exists()
    else reverse("probationers-without-file"),
    heading=lambda target: target.full_name, subject=lambda target: target,
    hint="Hồ sơ trên máy mất đi; đảng viên dự bị và ngày vào Đảng trong sổ giữ nguyên.", **OFF,
))  # fmt: skip
