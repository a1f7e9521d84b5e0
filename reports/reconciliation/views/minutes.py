"""The minutes of one reconciliation: as they stand, confirmed by both sides, signed, given out again."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kit.calendar import print_day
from members import door, issuing, looks, office, rights, wording
from members.errors import broken_by, why_not_yet
from members.tables import Head
from members.views import sending
from members.views.acts import by_button, view
from members.views.organisations import with_day
from reports.reconciliation import papers
from reports.reconciliation.forms import OffPaperForm, OnPaperForm, SignForm
from reports.reconciliation.models import Confirmation, Reconciliation, Side, SignedMinutes, Signing
from reports.reconciliation.procedure import answering, gathering, signing, since_signed
from reports.reconciliation.procedure.gathering import LABELS
from reports.reconciliation.procedure.rounds import called
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.agreement import ANSWERED, COMPARED, SIDES, check_both
from reports.reconciliation.rules.minutes import Case, Total
from reports.reconciliation.views import doors, identities
from reports.reconciliation.views.parts import CommitteePage, about, mistaken, of_committee, unread
from reports.reconciliation.views.people import cards

HEADS = {
    "totals": [Head("Chỉ tiêu"), *(Head(label, number=True) for label in
               ("Danh sách", "Sổ khi nhận", "Chênh lệch", "Thống nhất"))],
    "balance": [Head("Chỉ tiêu"), Head("Số", number=True), Head("Đảng viên, giấy tờ")],
    "cases": [Head("Đảng viên"), Head("Danh sách"), Head("Sổ"), Head("Cách xử lý")],
    "corrections": [Head("Đảng viên"), Head("Nay"), Head("Việc, giấy tờ")],
}  # fmt: skip
CASES_A_PAGE = 100


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What the minutes say now, who has confirmed, what keeps them from being signed; once signed, what was signed
    and what has been corrected since."""
    one = doors.reconciliation_or_404(request, pk)
    day = request.actor.day
    context = about(one, day) | {"heads": HEADS, "mistaken": mistaken(one)}
    signed, asked = Signing.objects.filter(reconciliation=one).first(), None
    if signed is not None:
        shown, seen, behind = identities.figures(request, signed)
        context |= _signed(one, signed, day) | shown
        context["counted_now"] = _counted_now(one, shown["figures"], day) if context["corrections"] else []
        seen, asked = sorted({*seen, *(each.member for each in context["corrections"])}), {"muc": behind}
    else:
        found = gathering.gather(one, by=request.actor)
        context |= _open(request, one, found)
        seen = sorted({each.member for each in found.balance.movements}) if found.balance else []
    looks.looked(request.actor, "minutes", seen, organisation=one.organisation, asked=asked, at=timezone.now())
    return render(request, "reports/minutes.html", context)


def _open(request: HttpRequest, one: Reconciliation, found: gathering.Gathered) -> dict[str, Any]:
    confirmed = list(Confirmation.objects.filter(reconciliation=one).select_related("account"))
    own = answering.side_of(request.actor)
    refused, sent = broken_by(lambda: signing.check_may_confirm(one, found)), doors.newest_list(one)
    standing = {each.side for each in confirmed if each.digest == found.digest}
    return {
        "m": found.minutes, "figures": _figures(request, one, found.minutes.totals),
        "balance": found.minutes.balance, "unread": unread(one, sent) if sent else None,
        "digest": found.digest, "why_not": refused.sentence if refused else "",
        "is_old": refused is not None and refused.rule == COMPARED,
        "is_unanswered": refused is not None and refused.rule == ANSWERED,
        **_cases(request, found.minutes.cases),
        "sides": [_side(side, confirmed, found.digest) for side in SIDES],
        "own_on": next((print_day(each.confirmed_on) for each in confirmed if each.side == own), ""),
        "is_noted": own is Side.OFFICER and any(each.side != own and each.paper != "" for each in confirmed),
        "agrees": own in standing, "is_officer": own is Side.OFFICER, "speaks": Side.COMMITTEE not in standing,
        "blank": "; ".join(office.KEYS[key][0].split(",")[0] for key in issuing.of_office(request.actor.day).missing),
        "sets_office": rights.may(request.actor, "set_office", rights.case_of_organisation(None)),
        "may_sign": not refused and not why_not_yet(lambda: check_both(confirmed, found.digest))
        and rights.may(request.actor, "sign_minutes", rights.case_of_organisation(one.organisation_id)),
    }  # fmt: skip


def _figures(request: HttpRequest, one: Reconciliation, totals: Sequence[Total]) -> list[identities.Signed]:
    """Both sides, and what is agreed as the register has it now: behind each number the names of the closing day."""
    people_of, closing, today = reverse("people", args=[one.organisation_id]), one.round.closing_day, request.actor.day
    opens = door.sees_people(request)
    return [
        identities.Signed(total, with_day(people_of, closing, today, muc=key) if opens and total.agreed else "", False)
        for key, total in zip(LABELS, totals, strict=True)
    ]


def _cases(request: HttpRequest, every: Sequence[Case]) -> dict[str, Any]:
    """The page of them that was asked: a long list has ten thousand."""
    count = -(-len(every) // CASES_A_PAGE)
    number = sending.piece_asked(request, count)
    first = number * CASES_A_PAGE
    here = every[first : first + CASES_A_PAGE]
    words = f"Điểm lệch thứ {first + 1} đến {first + len(here)} trên {wording.number(len(every))}"
    return {
        "cases": [_on_screen(each) for each in here],
        "pages": sending.pages_about(request.path, number, count, words),
    }


def _on_screen(case: Case) -> Case:
    """Numbers of cards as every page shows them; the paper, which is signed and kept, has them whole."""
    head, nothing = f"{sentences.FIELDS['card_number']}: ", sentences.value("card_number", "")
    if not case.theirs.startswith(head):
        return case
    both = (said.removeprefix(head).removesuffix(nothing) for said in (case.theirs, case.ours))
    theirs, ours = (head + sentences.value("card_number", said) for said in cards(*both))
    return replace(case, theirs=theirs, ours=ours)


def _side(side: Side, confirmed: list[Confirmation], digest: str) -> dict[str, Any]:
    found, name = next((each for each in confirmed if each.side == side), None), SIDES[side].capitalize()
    if found is None:
        return {"name": name, "words": "chưa thống nhất", "kind": "waits"}
    words = f"đã thống nhất {print_day(found.confirmed_on)}"
    words += f", trên giấy: {found.paper}" if found.paper else ""
    if found.digest != digest:
        return {"name": name, "words": f"{words}; số liệu đã đổi sau đó", "kind": "late"}
    who = f" ({found.account.full_name})" if found.account else ""
    return {"name": name, "words": words + who, "kind": "done"}


def _signed(one: Reconciliation, signed: Signing, day: date) -> dict[str, Any]:
    return {
        "signed": signed, "signed_on": print_day(signed.signed_on),
        "corrections": since_signed.later(one, signed, today=day),
    }  # fmt: skip


def _counted_now(one: Reconciliation, figures: Sequence[identities.Signed], day: date) -> list[tuple[str, int, int]]:
    """(label, as signed, as the register counts that day by now) of the figures that have changed."""
    now = since_signed.figures_now(one, today=day)
    both = (
        (each.row.label.removeprefix("trong đó: "), each.row.agreed, now[key])
        for key, each in zip(LABELS, figures, strict=True)
    )
    return [(label, then, count) for label, then, count in both if then is not None and then != count]


@require_safe
def draft(request: HttpRequest, pk: int) -> FileResponse:
    """The draft as a PDF, with the roster behind it."""
    one = doors.reconciliation_or_404(request, pk)
    if Signing.objects.filter(reconciliation=one).exists():
        raise Http404
    found = gathering.draft(one, by=request.actor)
    drawn = papers.draw_whole(found.minutes, one, by=request.actor)
    looks.looked(request.actor, "minutes-draft", drawn.people, organisation=one.organisation, at=timezone.now())
    return _file(one, drawn.pdf)


@require_safe
def signed(request: HttpRequest, pk: int) -> FileResponse:
    """The paper as it was made for signing."""
    one = doors.reconciliation_or_404(request, pk)
    kept = SignedMinutes.objects.filter(signing__reconciliation=one).first()
    if kept is None:
        raise Http404
    seen = list(kept.signing.people.values_list("member", flat=True))
    looks.looked(request.actor, "minutes-signed", seen, organisation=one.organisation, at=timezone.now())
    return _file(one, bytes(kept.paper))


def _file(one: Reconciliation, pdf: bytes) -> FileResponse:
    name = papers.file_name(one, called(one, one.round.closing_day))
    return FileResponse(io.BytesIO(pdf), as_attachment=True, filename=name, content_type="application/pdf")


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own side agrees with what was shown."""
    one = doors.reconciliation_or_404(request, pk)
    shown = request.POST.get("dau", "")[:64]
    return by_button(
        request, lambda: signing.confirm_minutes(one, by=request.actor, digest=shown), said="Đã thống nhất biên bản.",
        back="minutes", pk=pk,
    )  # fmt: skip


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own side takes its word back."""
    one = doors.reconciliation_or_404(request, pk)
    return by_button(
        request, lambda: signing.withdraw_confirmation(one, by=request.actor), said="Đã thôi thống nhất.",
        back="minutes", pk=pk,
    )  # fmt: skip


def _on_paper(target: Reconciliation, by: rights.Actor, given: dict[str, Any]) -> Any:
    return signing.confirm_minutes(target, by=by, side=Side.COMMITTEE, **given)


class OfficePage(CommitteePage):
    """Only for who keeps the whole register."""

    def may(self, actor: rights.Actor, target: Any) -> bool:
        return super().may(actor, target) and answering.side_of(actor) is Side.OFFICER


confirm_on_paper = view(
    of_committee(
        "confirm_minutes", OnPaperForm, _on_paper, kind=OfficePage, back="minutes",
        title="thống nhất thay đảng ủy", act="Ghi là đảng ủy đã thống nhất", leave="Không ghi, quay lại",
        hint="Chỉ khi đảng ủy đã thống nhất trên giấy. Biên bản in ra vẫn cần hai bên ký.",
    )
)  # fmt: skip


def _off_paper(target: Reconciliation, by: rights.Actor, given: dict[str, Any]) -> None:
    signing.withdraw_confirmation(target, by=by, side=Side.COMMITTEE, **given)


withdraw_on_paper = view(
    of_committee(
        "withdraw_confirmation", OffPaperForm, _off_paper, kind=OfficePage, back="minutes",
        title="rút ghi nhận thống nhất trên giấy", act="Rút ghi nhận này", leave="Không rút, quay lại", done="Đã rút",
        hint="Điều cán bộ tổ chức đã ghi thay đảng ủy theo giấy tờ thôi tính; đảng ủy thống nhất lại, hoặc cán bộ ghi "
        "lại theo đúng giấy tờ.",
    )
)  # fmt: skip


def _sign(target: Reconciliation, by: rights.Actor, given: dict[str, Any]) -> Any:
    final, digest = signing.to_be_signed(target, by=by, **given)
    paper = papers.draw_whole(final, target, by=by).pdf
    return signing.sign_minutes(
        target, by=by, signed_on=given["signed_on"], number=given["number"], minutes=final, digest=digest, paper=paper
    )


sign = view(
    of_committee(
        "sign_minutes", SignForm, _sign, kind=OfficePage, back="minutes",
        act="Ghi đã ký, khóa đợt này", leave="Chưa ghi, quay lại", done="Đã khóa",
        hint="Ghi số, ngày và người ký như trên bản hai bên đã ký. Sau đó không sửa được nữa; điều sửa về sau đứng "
        "thành dòng riêng ở biên bản kỳ tới.",
    )
)  # fmt: skip
