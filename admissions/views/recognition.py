"""Every verb about a recognition has its page here: one for each step, and for striking off."""

from __future__ import annotations

from typing import Any

from admissions import procedure
from admissions.forms import recognition as forms
from admissions.forms.steps import PaperStepForm, TakeBackForm
from admissions.forms.votes import RecognitionVoteForm
from admissions.models import RecognitionKind, RecognitionStep
from admissions.rules.probation import NUMBER
from admissions.views.acts import OFF, StepPage, act_page
from members.views.acts import view

R = RecognitionKind

SLUGS = {
    R.CERTIFICATE: "cong-nhan-chung-nhan", R.SELF_REVIEW: "cong-nhan-tu-kiem-diem", R.HELPER: "cong-nhan-nhan-xet",
    R.SYNTHESIS: "cong-nhan-tong-hop", R.CELL: "bieu-quyet-cong-nhan", R.APPRAISAL: "cong-nhan-tham-dinh",
    R.COMMITTEE: "dang-uy-cong-nhan", R.DECISION: "quyet-dinh-cong-nhan",
}  # fmt: skip
NAMES = {R.CELL: "recognition-vote", R.COMMITTEE: "committee-on-recognition", R.DECISION: "record-recognition"}
OWN: dict[RecognitionKind, tuple[str, Any, Any]] = {
    R.CELL: ("record_recognition_vote", RecognitionVoteForm, procedure.record_recognition_vote),
    R.COMMITTEE: (
        "record_committee_on_recognition", forms.CommitteeOnRecognitionForm, procedure.record_committee_on_recognition,
    ),
    R.DECISION: ("record_recognition", forms.RecognisedForm, procedure.record_recognition),
}  # fmt: skip
FORMS: dict[RecognitionKind, Any] = {
    R.SELF_REVIEW: forms.OfTheMonthsForm, R.HELPER: forms.RemarksForm, R.SYNTHESIS: forms.OfTheMonthsForm,
}  # fmt: skip


def verb_of(kind: RecognitionKind) -> str:
    """By which verb a step is done."""
    return OWN[kind][0] if kind in OWN else "record_recognition_step"


def _step(kind: RecognitionKind) -> StepPage:
    title = f"bước công nhận {NUMBER[kind]}: {kind.label[0].lower()}{kind.label[1:]}"
    if kind in OWN:
        verb, form, function = OWN[kind]
    else:
        verb, form = "record_recognition_step", FORMS.get(kind, PaperStepForm)

        def function(target: Any, **given: Any) -> Any:
            return procedure.record_recognition_step(target, kind=kind, **given)

    page = act_page(verb, form, function, title=title)
    return StepPage(SLUGS[kind], NAMES.get(kind, f"recognition-{kind.value.replace('_', '-')}"), page, view(page))


STEPS: dict[RecognitionKind, StepPage] = {kind: _step(kind) for kind in NUMBER}

correct_step = view(
    act_page(
        "correct_recognition_step", forms.CorrectRecognitionStepForm, procedure.correct_recognition_step,
        RecognitionStep,
    )
)  # fmt: skip
take_back_step = view(
    act_page("take_back_recognition_step", TakeBackForm, procedure.take_back_recognition_step, RecognitionStep, **OFF)
)
take_back = view(act_page("take_back_recognition", TakeBackForm, procedure.take_back_recognition, **OFF))
striking_off_vote = view(
    act_page(
        "record_striking_off_vote", forms.StrikingOffVoteForm, procedure.record_striking_off_vote,
        hint="Chi bộ xét đảng viên dự bị không đủ tư cách. Chỉ ghi số phiếu và nghị quyết; không ghi lý do.",
    )
)  # fmt: skip
striking_off = view(
    act_page(
        "record_striking_off", forms.StruckOffForm, procedure.record_striking_off,
        hint="Chỉ ghi số, ngày, cơ quan của quyết định; không ghi lý do.",
    )
)  # fmt: skip
take_back_striking_off = view(act_page("take_back_striking_off", TakeBackForm, procedure.take_back_striking_off, **OFF))
