"""Every verb about an organisation has its page here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kit.calendar import print_day
from members import door, kept, rights, scope
from members.filling.secretaries import signing_in_later, still_signing_in
from members.forms import offices as office_forms
from members.forms import organisations as forms
from members.models import Closure, OfficeHolding, Organisation, Role, Term
from members.procedure import closing, offices, tree
from members.procedure.congress import record_congress
from members.views.acts import ActPage, view


def _organisation_of(target: Any) -> Organisation:
    return target if isinstance(target, Organisation) else target.organisation


def _back(target: Any) -> str:
    return reverse("organisation", args=[_organisation_of(target).pk])


def _heading(target: Any) -> str:
    here = _organisation_of(target).pk
    return kept.called([here], scope.current().day).get(here, "")


def _page(verb: str, call: Callable[..., Any], form: Any, model: type = Organisation, **more: Any) -> Any:
    def find(request: HttpRequest, pk: int) -> Any:
        return door.organisation_or_404(request, pk) if model is Organisation else door.fact_of_tree_or_404(model, pk)

    return view(
        ActPage(
            verb=verb, form=form, find=find, call=call, back=_back, heading=_heading,
            case=lambda target, actor: rights.case_of_organisation(_organisation_of(target)),
            subject=more.pop("subject", _organisation_of), **more,
        )
    )  # fmt: skip


def _plain(function: Callable[..., Any]) -> Callable[..., Any]:
    return lambda target, by, given: function(target, by=by, **given)


def _create(target: Organisation, by: rights.Actor, given: dict[str, Any]) -> Organisation:
    return tree.create_organisation(by=by, parent=target, **given)


def _hold(target: Organisation, by: rights.Actor, given: dict[str, Any]) -> OfficeHolding:
    given.pop("seen", None)
    return offices.hold_office(given.pop("member"), by=by, organisation=target, **given)


def _end(target: OfficeHolding, by: rights.Actor, given: dict[str, Any]) -> OfficeHolding:
    return offices.end_office(target, by=by, **given)


def _accounts_left(target: Any, actor: rights.Actor) -> str:
    """Whose account still reads here although the office is another's now, or will be on a day to come: nothing ends a
    role by itself."""
    here, said = _organisation_of(target).pk, []
    if who := _names(still_signing_in(here, actor.day)):
        said.append(
            f"Tài khoản của {who} còn vai trò ở đây, vẫn mở được hồ sơ. Báo quản trị hệ thống thôi vai trò ấy, giao "
            "cho người mới; cán bộ tổ chức lấy Bảng tài khoản, có sẵn dòng của người mới."
        )
    for day, roles in signing_in_later(here, actor.day).items():
        said.append(
            f"Từ ngày {print_day(day)} tài khoản của {_names(roles)} vẫn còn vai trò ở đây, mở được hồ sơ. Báo quản "
            "trị hệ thống thôi vai trò ấy từ ngày đó, giao cho người mới."
        )
    return " ".join(said)


def _names(roles: Iterable[Role]) -> str:
    return ", ".join(sorted({one.account.full_name for one in roles}))


def _accounts_of_closed(target: Organisation, actor: rights.Actor) -> str:
    """The same of an organisation that ends: there is nobody new, and the successor has roles of its own."""
    later = signing_in_later(target.pk, actor.day).values()
    who = _names([*still_signing_in(target.pk, actor.day), *(one for some in later for one in some)])
    return who and f"Tài khoản của {who} còn vai trò ở đây: báo quản trị hệ thống thôi vai trò ấy từ ngày kết thúc."


LEFT = "Các ô có sẵn điều sổ ghi hôm nay. Chỉ ô đồng chí sửa mới được ghi từ ngày ấy; ô để nguyên thì vẫn như sổ đã có."
create = _page("create_organisation", _create, forms.NewForm, title="lập tổ chức trực thuộc", subject=lambda t: None)
rename = _page("rename_organisation", _plain(tree.rename_organisation), forms.NameForm, hint=LEFT)
change_kind = _page("change_kind", _plain(tree.change_kind), forms.KindForm, hint=LEFT)
set_area = _page("set_area", _plain(tree.set_area), forms.AreaForm)
move = _page("move_organisation", _plain(tree.move_organisation), forms.ParentForm)
close = _page("close_organisation", _plain(tree.close_organisation), forms.CloseForm, left=_accounts_of_closed)
correct_term = _page("correct_term", _plain(tree.correct_term), forms.TermDayForm, Term)
correct_closing = _page(
    "correct_closing", _plain(closing.correct_closing), forms.ClosingForm, Closure,
    hint="Người và tổ chức trực thuộc đã chuyển đi giữ nguyên ngày chuyển: ghi nhầm thì sửa ở từng nơi.",
)  # fmt: skip
hold_office = _page("hold_office", _hold, office_forms.HolderForm, left=_accounts_left)
congress = _page(
    "record_congress", _plain(record_congress), office_forms.CongressForm, subject=lambda target: target,
    left=_accounts_left,
    hint="Ghi đủ mọi người giữ chức vụ từ ngày đó: ai đang giữ mà không có tên thì thôi giữ, ai được bầu lại giữ tiếp.",
)  # fmt: skip
end_office = _page(
    "end_office", _end, office_forms.EndOfficeForm, OfficeHolding, subject=lambda target: target.member,
    left=_accounts_left,
)  # fmt: skip
correct_office = _page(
    "correct_office", _plain(offices.correct_office), office_forms.CorrectOfficeForm, OfficeHolding,
    subject=lambda target: target.member,
)  # fmt: skip
