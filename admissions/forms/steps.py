"""Each step as it is typed in: a day, a paper."""

from __future__ import annotations

from typing import Any, ClassVar

from admissions.models import Applicant, StepKind
from admissions.procedure import entering, introducing, readmitting
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm, reason
from members.forms.fields import DayField
from members.procedure import Paper

from .introducers import PARTS, IntroducerFields

INTO_REGISTER = (
    "Sổ đảng viên chưa ghi quyết định kết nạp thì quyết định ghi ở đây vào cả sổ, tuổi đảng tính theo đó; sửa, bỏ ở hồ "
    "sơ này thì sổ theo."
)


class DayForm(ActForm):
    """A step that has no paper of its own."""

    day = DayField(label="Ngày")


class PaperStepForm(PaperForm):
    """A step with its paper."""

    day = DayField(label="Ngày")
    field_order = ["day"]


class VerifiedForm(PaperStepForm):
    """That the verification is done; the places it was sent to stand beside it."""

    weighed = ("admission.verification",)


class ApplicationForm(DayForm):
    """The application; of who was a member before so many months after leaving."""

    def offer(self, actor: Any, target: Any) -> None:
        if readmitting.row_of(target) is not None:
            self.weighed = ("readmission.after_sentence_months",)


class SmallCellForm(PaperForm):
    """A cell too small to vote: the paper that says so."""

    weighed = ("admission.certificate_months", "admission.dossier_months")
    day = DayField(label="Ngày chuyển hồ sơ")
    field_order = ["day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["number"].label = "Số văn bản nêu rõ chi bộ không đủ đảng viên chính thức"


class DecisionForm(ActForm):
    """The decision: its day is the day it was signed."""

    papers: ClassVar[dict[str, str]] = {}
    number = PaperForm.base_fields["number"]
    day = DayField(label="Ngày quyết định")
    body = PaperForm.base_fields["body"]
    received_on = DayField(label="Ngày chi bộ nhận quyết định", required=False, help_text="Để trống nếu chưa nhận")

    def offer(self, actor: Any, target: Any) -> None:
        if not target.backing:
            # Opened for a probationer, whose ceremony is held: nothing waits for that day.
            del self.fields["received_on"]
            self.says = [INTO_REGISTER]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["decision"] = Paper(given.pop("number"), given["day"], given.pop("body"))
        return given


class ReceivedForm(ActForm):
    day = DayField(label="Ngày chi bộ nhận quyết định")


class CeremonyForm(PaperForm):
    """The ceremony; a paper only where it is held after its last day."""

    day = DayField(label="Ngày tổ chức lễ")
    field_order = ["day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["number"].label = "Số văn bản đồng ý tổ chức lễ quá hạn"
        self.fields["number"].help_text = "Chỉ ghi khi lễ quá hạn"


class CorrectStepForm(IntroducerFields, ReasonForm):
    """Another day or another paper; of the introduction, other people."""

    had_names = False
    day = DayField(label="Ngày")
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    received_on = DayField(label="Ngày chi bộ nhận quyết định", required=False)
    field_order = ["day", *PAPER, "received_on", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.kind != StepKind.DECISION:
            del self.fields["received_on"]
        self.begin_with(target, "day", "received_on", "decision")
        self.says = entering.told(target.applicant, target.kind, goes=False)
        if target.kind == StepKind.INTRODUCED:
            before = introducing.said_of(target)
            self.had_names = bool(before)
            self.offer_introducers(target.applicant, actor.day, before, required=False)
            self.order_fields(["day", *(name for name in self.fields if name not in self.base_fields)])

    def act(self) -> dict[str, Any]:
        given = super().act()
        if not given.get("decision"):
            given.pop("decision", None)
        sent = any(name.startswith(PARTS) for name in given)
        said = self.introducers(given)
        # Nobody typed for a step that was recorded before there were names leaves it as it is.
        if sent and (said or self.had_names):
            given["introducers"] = said
        return given


class TakeBackForm(ReasonForm):
    why = reason("bỏ")


class TakeBackStepForm(TakeBackForm):
    """A step of a file, or a file that was opened by mistake: with what the register has from it."""

    def offer(self, actor: Any, target: Any) -> None:
        file, kind = (target, StepKind.DECISION) if isinstance(target, Applicant) else (target.applicant, target.kind)
        self.says = entering.told(file, kind, goes=True)
