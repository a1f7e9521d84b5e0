"""Every verb about a file has its page here: one for each step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from admissions import forms, procedure
from admissions.models import Applicant, Handling, HandOver, Helper, Remark, Step, StepKind, Verification, Vote
from admissions.procedure import recorded
from admissions.procedure.doing import verb_of
from admissions.procedure.reading import File, leader_of, read
from admissions.rules.handing_over import check_may_go, check_may_have_come
from admissions.rules.way import LABEL, STAGE, STAGES, Way
from members import door, repeats, rights
from members.errors import why_not_yet
from members.views.acts import ActPage, view

# Whether this reader puts a row right that tells of that day.
Own = Callable[[Any, date], bool]


def own_of(file: File, actor: rights.Actor) -> Own:
    """Asked for each row of a page; without a row, for the head of the file."""
    return lambda row, day: not why_not_yet(partial(recorded.check_own, file, row, day, actor))


def file_of(target: Any) -> Applicant:
    if isinstance(target, Remark):
        target = target.helper
    return target if isinstance(target, Applicant) else target.applicant


def case_of(target: Any, actor: rights.Actor) -> rights.Case:
    """The cell that considers today."""
    return rights.case_of_organisation(leader_of(file_of(target), actor.day))


@dataclass(frozen=True)
class HandedPage(ActPage):
    """A form about where a file goes, for one that may still go: else the sentence of the rule, at the file. What was
    typed before is refused by its verb, and stands in the form."""

    still: Callable[[Way], None] = check_may_go

    def __call__(self, request: HttpRequest, pk: int) -> HttpResponse:
        target = self.opens(request, pk)
        why_not = why_not_yet(lambda: self.still(read(target, request.actor.day).way))
        if request.method == "POST" or not why_not:
            return super().__call__(request, pk)
        messages.warning(request, why_not)
        return repeats.undone(redirect(self.back(target)))


def act_page(
    verb: str, form: Any, function: Callable[..., Any], model: type = Applicant, *,
    kind: type[ActPage] = ActPage, **more: Any,
) -> ActPage:  # fmt: skip
    """The page of one verb about a file, or about a row of one."""

    def find(request: HttpRequest, pk: int) -> Any:
        return door.get_or_404(model, pk)

    return kind(
        verb=verb, form=form, find=find, case=case_of, call=lambda target, by, given: function(target, by=by, **given),
        heading=lambda target: file_of(target).full_name,
        **({"subject": lambda target: None, "back": lambda target: _file(file_of(target))} | more),
    )  # fmt: skip


def _file(one: Applicant) -> str:
    return reverse("applicant", args=[one.pk])


def _file_or_list(target: Any) -> str:
    """The file, where it is read here still; else the list of files."""
    one = file_of(target)
    return _file(one) if Applicant.objects.filter(pk=one.pk).exists() else reverse("applicants")


@dataclass(frozen=True)
class StepPage:
    """The page of one step: its part of the address, the name of the address, the page itself."""

    slug: str
    name: str
    page: ActPage
    view: Callable[..., HttpResponse]


SLUGS = {
    StepKind.SYMPATHISER: "cam-tinh", StepKind.CLASS_PROPOSED: "de-nghi-hoc-lop", StepKind.CERTIFICATE: "chung-nhan",
    StepKind.APPLICATION: "don", StepKind.PROFILE: "ly-lich", StepKind.VERIFIED: "tham-tra",
    StepKind.CERTIFIED: "chung-nhan-ly-lich", StepKind.INTRODUCED: "gioi-thieu", StepKind.UNION: "doan-the",
    StepKind.GATHERED: "tong-hop", StepKind.CELL: "chi-bo-bieu-quyet", StepKind.CHECKED: "kiem-tra",
    StepKind.CONSENT: "dong-y", StepKind.APPRAISAL: "tham-dinh",
    StepKind.COMMITTEE: "dang-uy-bieu-quyet", StepKind.DECISION: "quyet-dinh", StepKind.CEREMONY: "le-ket-nap",
    StepKind.RECORDS: "ly-lich-dang-vien",
}  # fmt: skip
OWN: dict[StepKind, tuple[Any, Callable[..., Any]]] = {
    StepKind.CELL: (forms.VoteForm, procedure.record_cell_vote),
    StepKind.COMMITTEE: (forms.CommitteeVoteForm, procedure.record_committee_vote),
    StepKind.INTRODUCED: (forms.IntroductionForm, procedure.record_introduction),
    StepKind.DECISION: (forms.DecisionForm, procedure.record_decision),
    StepKind.CEREMONY: (forms.CeremonyForm, procedure.hold_ceremony),
}


# Forms of steps that say only a day and a paper, but weigh a rule.
FORMS: dict[StepKind, Any] = {
    StepKind.VERIFIED: forms.VerifiedForm, StepKind.APPLICATION: forms.ApplicationForm,
}  # fmt: skip


def _step(kind: StepKind) -> StepPage:
    title = f"bước {LABEL[kind]}: {kind.label[0].lower()}{kind.label[1:]}"
    if kind in OWN:
        form, function = OWN[kind]
    else:
        form = FORMS.get(kind) or (forms.PaperStepForm if STAGE[kind].paper else forms.DayForm)

        def function(target: Any, **given: Any) -> Any:
            return procedure.record_step(target, kind=kind, **given)

    page = act_page(verb_of(kind), form, function, title=title)
    return StepPage(SLUGS[kind], f"step-{kind.value.replace('_', '-')}", page, view(page))


STEPS: dict[StepKind, StepPage] = {one.kind: _step(one.kind) for one in STAGES if one.kind != StepKind.SOURCE}

correct_file = view(act_page("correct_applicant", forms.CorrectFileForm, procedure.correct_applicant, subject=file_of))
stop = view(
    act_page(
        "stop_file", forms.StopForm, procedure.stop_file, act="Thôi xét", leave="Không thôi, quay lại",
        hint="Hồ sơ giữ nguyên mọi bước đã ghi, không xét tiếp từ ngày ấy. Ghi nhầm thì bấm Xét tiếp ở hồ sơ.",
    )
)  # fmt: skip
take_up = view(
    act_page("take_file_up", forms.TakeUpForm, procedure.take_file_up, act="Xét tiếp", leave="Không xét tiếp, quay lại")
)
OFF: dict[str, Any] = {"act": "Bỏ mục này", "leave": "Không bỏ, quay lại", "done": "Đã bỏ"}
hand_over = view(
    act_page(
        "hand_over_file", forms.HandOverForm, procedure.hand_over_file, kind=HandedPage, act="Chuyển hồ sơ",
        leave="Không chuyển, quay lại",
        hint="Từ ngày ấy nơi nhận ghi tiếp; các bước, lần biểu quyết đã ghi giữ nguyên, hạn đang chạy tính tiếp. Ở đây "
        "còn xem những việc đã làm trước ngày ấy. Ra ngoài đảng bộ thì hồ sơ ở đây thôi xét. Ghi số hoặc ngày giấy "
        "chứng nhận người vào Đảng đang trong thời gian được xem xét kết nạp. Chuyển nhầm thì nơi nhận, đảng ủy của "
        "nơi nhận hoặc cán bộ tổ chức bỏ lần chuyển.",
    )
)  # fmt: skip
came_in = view(
    act_page(
        "note_came_in", forms.CameInForm, procedure.note_came_in, kind=HandedPage, still=check_may_have_come,
        hint="Các bước nơi cũ đã làm thì ghi ở từng bước, với ngày và giấy tờ của nơi ấy; chi bộ xét, biểu quyết sau "
        "ngày hồ sơ chuyển đến.",
    )
)  # fmt: skip
correct_hand_over = view(
    act_page(
        "correct_hand_over", forms.CorrectHandOverForm, procedure.correct_hand_over, HandOver, back=_file_or_list,
        hint="Chỉ sửa giấy tờ. Sai nơi, sai ngày chuyển thì bỏ lần chuyển rồi ghi lại.",
    )
)  # fmt: skip
take_back_hand_over = view(
    act_page(
        "take_back_hand_over", forms.TakeBackForm, procedure.take_back_hand_over, HandOver, back=_file_or_list, **OFF
    )
)
SMALL = act_page("refer_small_cell", forms.SmallCellForm, procedure.refer_small_cell)
small_cell = view(SMALL)
received = view(act_page("note_received", forms.ReceivedForm, procedure.note_received))
came = view(act_page("note_resolution_came", forms.CameForm, procedure.note_resolution_came))
extend = view(act_page("extend_decision", forms.LongerForm, procedure.extend_decision))
correct_handling = view(act_page("correct_handling", forms.CorrectHandlingForm, procedure.correct_handling, Handling))
correct_step = view(act_page("correct_step", forms.CorrectStepForm, procedure.correct_step, Step))
take_back_step = view(act_page("take_back_step", forms.TakeBackStepForm, procedure.take_back_step, Step, **OFF))
SEND = act_page("send_verification", forms.SendForm, procedure.send_verification)
ANSWER = act_page("note_verification_answer", forms.AnswerForm, procedure.note_verification_answer, Verification,
               title="ghi trả lời thẩm tra")  # fmt: skip
send, answer = view(SEND), view(ANSWER)
correct_sending = view(
    act_page("correct_verification", forms.CorrectSendingForm, procedure.correct_verification, Verification)
)
take_back_sending = view(
    act_page("take_back_verification", forms.TakeBackForm, procedure.take_back_verification, Verification, **OFF)
)
take_back_handling = view(
    act_page("take_back_handling", forms.TakeBackForm, procedure.take_back_handling, Handling, **OFF)
)
take_back_vote = view(act_page("take_back_vote", forms.TakeBackForm, procedure.take_back_vote, Vote, **OFF))
assign_helper = view(act_page("assign_helper", forms.HelperForm, procedure.assign_helper))
end_helper = view(act_page("end_helper", forms.EndHelperForm, procedure.end_helper, Helper))
correct_helper = view(act_page("correct_helper", forms.CorrectHelperForm, procedure.correct_helper, Helper))
take_back_helper = view(act_page("take_back_helper", forms.TakeBackForm, procedure.take_back_helper, Helper, **OFF))
note_remark = view(
    act_page(
        "note_remark", forms.RemarkForm, procedure.note_remark, Helper,
        hint="Chỉ ghi ngày người giúp đỡ đã nhận xét. Lời nhận xét nằm ở giấy, không ghi vào đây.",
    )
)  # fmt: skip
take_back_remark = view(act_page("take_back_remark", forms.TakeBackForm, procedure.take_back_remark, Remark, **OFF))
