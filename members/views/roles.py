"""Roles: given by one person, confirmed by a second, ended; and what each of them may."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kit import names
from members import door, kept, rights, scope, wording
from members.errors import NotAllowed, Refusal, RuleBroken
from members.forms.office import EndForm, RoleForm
from members.models import Account, Role, RoleKind
from members.procedure import VERBS
from members.procedure import roles as procedure
from members.views import accounts
from members.views.acts import by_button
from members.views.drafts import keeps, typed_before

GRANTED = "Đã giao vai trò. Vai trò có hiệu lực khi cán bộ tổ chức xác nhận."
WITHHELD = (
    " Mật khẩu đầu đã cấp không dùng được nữa, vì tài khoản nay xem được nhiều tổ chức cơ sở: cán bộ tổ chức xác nhận "
    "thì cấp mật khẩu khác."
)


def without_role(request: HttpRequest) -> str:
    """Why nothing is to be seen today, of this account alone."""
    day = request.actor.day
    last = rights.last_role(request.user.pk, day)
    if last is None:
        return "Tài khoản của đồng chí chưa được giao vai trò nào."
    where = kept.called([last.organisation_id], day).get(last.organisation_id)
    said = f"{last.get_kind_display()}{f', {where},' if where else ''}"
    if last.until is not None and last.until <= day:
        return f"Vai trò {said} của đồng chí đã hết từ ngày {wording.day(last.until)}."
    if last.confirmed_on is None:
        return f"Vai trò {said} của đồng chí đang chờ cán bộ tổ chức xác nhận."
    return f"Vai trò {said} của đồng chí có hiệu lực từ ngày {wording.day(last.since)}."


def _to_grant(request: HttpRequest, pk: int) -> Account:
    accounts.may_or_403(request, "grant_role")
    return get_object_or_404(Account, pk=pk)


@keeps("giao vai trò", _to_grant)
@require_http_methods(["GET", "HEAD", "POST"])
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    who = _to_grant(request, pk)
    form = RoleForm(request.POST or None, draft=typed_before(request))
    form.offer(request.actor, who)
    if request.method == "POST" and form.is_valid():
        try:
            given = procedure.grant_role(who, by=request.actor, **form.act())
        except NotAllowed as error:
            raise PermissionDenied from error
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"{GRANTED}{WITHHELD if given.withheld else ''}")
            return redirect("account", pk=who.pk)
    context = {"form": form, "heading": who.full_name, "title": "giao vai trò", "back": f"/tai-khoan/{who.pk}/"}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


def _role_or_404(pk: int) -> Role:
    return door.get_or_404(Role, pk)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    role = _role_or_404(pk)
    return accounts.done(request, role.account_id, "Đã xác nhận vai trò.", procedure.confirm_role, role)


def _to_end(request: HttpRequest, pk: int) -> Role:
    role = _role_or_404(pk)
    if not rights.may(request.actor, "end_role", rights.case_of_organisation(role.organisation_id)):
        raise PermissionDenied
    return role


@keeps("thôi vai trò", _to_end)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, pk: int) -> HttpResponse:
    role = _to_end(request, pk)
    form = EndForm(request.POST or None, draft=typed_before(request))
    if request.method == "POST" and form.is_valid():
        try:
            procedure.end_role(role, by=request.actor, **form.act())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Đã ghi thôi vai trò.")
            return redirect("account", pk=role.account_id)
    heading = f"{role.account.full_name}, {role.get_kind_display()}"
    context = {"form": form, "heading": heading, "title": "thôi vai trò", "back": f"/tai-khoan/{role.account_id}/"}
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """Every role that waits for its second person, by committee; the ticked ones are confirmed in one act."""
    accounts.keeper_or_403(request)
    day = request.actor.day
    mine = Role.objects.waiting_for(request.actor.account, day).select_related("account")
    if request.method == "POST":
        return _confirmed(request, {one for one in map(door.number, request.POST.getlist("vai-tro")) if one})
    groups = _by_committee(list(mine), day)
    others = Role.objects.waiting(day).exclude(pk__in=[one.pk for one in mine]).count()
    return render(request, "members/waiting_roles.html", {
        "groups": groups, "count": len(mine), "others": others,
        "may": rights.OFFICER in request.actor.kinds(),
    })  # fmt: skip


def _confirmed(request: HttpRequest, ticked: set[int]) -> HttpResponse:
    chosen = list(Role.objects.filter(pk__in=ticked).select_related("account"))

    def confirm_all() -> None:
        if len(chosen) != len(ticked):
            raise RuleBroken("arithmetic.changed", "Có vai trò vừa được thôi. Chưa xác nhận vai trò nào; xem lại.")
        procedure.confirm_roles(chosen, by=request.actor)

    said = f"Đã xác nhận {wording.number(len(chosen))} vai trò."
    return by_button(request, confirm_all, said=said, back="waiting-roles")


def _by_committee(found: list[Role], day: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """The roles of a committee and of the cells under it stand together, the committee's own first."""
    heads = kept.committees((one.organisation_id for one in found), day)
    called = kept.called({*heads, *heads.values()}, day)
    groups: dict[int, list[tuple[bool, list[Any], dict[str, Any]]]] = {}
    for role in found:
        head, own = heads[role.organisation_id], called.get(role.organisation_id, "")
        row = {"pk": role.pk, "who": role.account.full_name, "username": role.account.username,
               "kind": role.get_kind_display(), "at": own, "since": wording.day(role.since),
               "until": wording.last_day(role.until) if role.until else ""}  # fmt: skip
        groups.setdefault(head, []).append((head != role.organisation_id, names.sort_key(own), row))
    ordered = sorted(groups.items(), key=lambda group: names.sort_key(called.get(group[0], "")))
    return [
        (called.get(head, ""), [row for *_, row in sorted(rows, key=lambda one: one[:2])]) for head, rows in ordered
    ]


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role reads and may do, as the program holds it: for everybody who is signed in."""
    kinds = list(RoleKind)
    rows = [
        {"title": verb.title, "may": [kind in rights.VERBS[name] for kind in kinds]}
        for name, verb in VERBS.items() if rights.VERBS.get(name)
    ]  # fmt: skip
    reads = [{"role": kind.label, "words": READS_IN_WORDS[rights.READS[kind]]} for kind in kinds]
    mine = request.actor.kinds()
    return render(request, "members/roles.html", {
        "kinds": [{"label": kind.label, "mine": kind in mine} for kind in kinds], "rows": rows, "reads": reads,
    })  # fmt: skip


# What a role reads, in words, by the widths of its sight.
READS_IN_WORDS = {
    scope.WIDTHS: "cây tổ chức, danh sách, hồ sơ trong phạm vi của mình",
    (scope.TREE, scope.LISTS): "cây tổ chức, danh sách, số liệu, bản in; không mở hồ sơ từng người",
    (scope.TREE,): "cây tổ chức, để giao vai trò; không xem đảng viên nào",
}
