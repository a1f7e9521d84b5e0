"""Corrections that a unit asks for: sent from the person's page, answered by the officer, taken back by the unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from members import door, history_wording, looks, rights
from members.errors import NotAllowed, Refusal
from members.forms import proposals as forms
from members.forms.name_changes import NamedFromForm
from members.models import Proposal
from members.models.proposals import told
from members.procedure import VERBS, proposals
from members.views import person_acts
from members.views.acts import ActPage, view


class ProposePage(ActPage):
    """The page of a correction, where it is proposed in place of being made."""

    def may(self, actor: rights.Actor, target: Any) -> bool:
        return rights.asking(self.verb) in rights.allowed(actor, self.case(target, actor))


def propose(verb: str) -> Any:
    """The proposing page of a correction: same door, same fields."""
    page = person_acts.CORRECTIONS[verb]

    def call(target: Any, by: rights.Actor, given: dict[str, Any]) -> Any:
        return proposals.propose(target, by=by, verb=verb, **given)

    return view(
        ProposePage(
            verb=verb, form=forms.proposing(page.form, rights.proposed_fields(verb)), find=page.find, case=page.case,
            call=call, back=page.back,
            heading=page.heading, subject=page.subject, title=f"đề nghị {VERBS[verb].title}", act="Gửi đề nghị",
            leave="Không gửi, quay lại", done="Đã gửi",
            hint="Cán bộ tổ chức xem và ghi. Cho đến lúc đó, sổ vẫn như cũ.",
        )
    )  # fmt: skip


def _case(target: Proposal, actor: rights.Actor) -> rights.Case:
    return rights.case_of_person(target.member_id, actor.day)


def _find(request: HttpRequest, pk: int) -> Any:
    return door.row_or_404(told(Proposal.objects, request.actor.day), pk)


@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Before and after side by side, who asks and why, what became of it."""
    return _show(request, _find(request, pk))


def _show(
    request: HttpRequest, one: Proposal, refused: str = "", status: int = 200, naming: NamedFromForm | None = None
) -> HttpResponse:
    looks.looked(request.actor, "proposal", [one.member_id], at=timezone.now())
    may = rights.allowed(request.actor, _case(one, request.actor)) if one.waits else set()
    shown = {
        "one": history_wording.proposal(one), "proposal": one, "changes": history_wording.proposed(one),
        "since": history_wording.changed_since(one, proposals.changed_since(one)) if one.waits else [],
        "refused": refused,
        "may_answer": "accept_proposal" in may,
        "naming": (naming or NamedFromForm()) if "change_name" in may and proposals.is_a_name(one) else None,
        "may_withdraw": one.waits and one.organisation_id in rights.own_units(request.actor),
    }  # fmt: skip
    return render(request, "members/proposal.html", shown, status=status)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    one = _find(request, pk)
    if not rights.may(request.actor, "accept_proposal", _case(one, request.actor)):
        raise PermissionDenied
    naming = NamedFromForm(request.POST) if "doi-ten" in request.POST else None
    if naming is not None and not naming.is_valid():
        return _show(request, one, status=422, naming=naming)
    try:
        proposals.accept_proposal(one, by=request.actor, named_from=naming.cleaned_data["day"] if naming else None)
    except NotAllowed as error:
        raise PermissionDenied from error
    except Refusal as refusal:
        one.refresh_from_db()
        return _show(request, one, refusal.sentence, 422, naming)
    at = timezone.localtime().strftime("%H:%M")
    done = VERBS["change_name" if naming else one.verb].title
    messages.success(request, f"Đã ghi lúc {at}: {done}, theo đề nghị.")
    return HttpResponseRedirect(reverse("person", args=[one.member_id]))


_ANSWER = ActPage(
    verb="refuse_proposal", form=forms.RefuseForm, find=_find, case=_case,
    call=lambda target, by, given: proposals.refuse_proposal(target, by=by, **given),
    back=lambda target: reverse("proposal", args=[target.pk]), heading=lambda target: target.member.full_name,
    subject=lambda target: None, act="Không ghi", leave="Quay lại đề nghị", done="Đã trả lời",
    hint="Sổ giữ như cũ. Nơi đề nghị thấy câu trả lời này ở trang Hôm nay.",
)  # fmt: skip
refuse = view(_ANSWER)


class WithdrawPage(ActPage):
    def may(self, actor: rights.Actor, target: Proposal) -> bool:
        return target.organisation_id in rights.own_units(actor)


def _sent(request: HttpRequest, pk: int) -> Any:
    """What a unit of mine has sent, also about somebody who is elsewhere by now."""
    return door.row_or_404(told(Proposal.sent, request.actor.day), pk)


def _which(target: Proposal) -> str:
    """What a unit takes back, without naming the person: it may be one whom it opens no more."""
    said = history_wording.proposal(target)
    return f"Đề nghị {said.what}, gửi ngày {said.sent}"


withdraw = view(
    WithdrawPage(
        verb="withdraw_proposal", form=forms.WithdrawForm, find=_sent,
        case=lambda target, actor: rights.case_of_organisation(target.organisation_id),
        call=lambda target, by, given: proposals.withdraw_proposal(target, by=by), back=lambda target: reverse("today"),
        heading=_which, subject=lambda target: None,
        act="Rút đề nghị", leave="Không rút, quay lại", done="Đã rút", title="rút đề nghị",
        hint="Đề nghị không còn chờ trả lời; sổ giữ như cũ.",
    )
)  # fmt: skip
