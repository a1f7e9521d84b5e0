"""Each step as it is typed in: a day, a paper, the numbers of a vote."""

from __future__ import annotations

from typing import Any, ClassVar

from admissions.models import StepKind
from admissions.procedure import counted
from admissions.procedure.reading import read
from admissions.rules.votes import MOST
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm, reason
from members.forms.fields import CountField, DayField
from members.procedure import Paper


class DayForm(ActForm):
    """A step that has no paper of its own."""

    day = DayField(label="Ngày")


class PaperStepForm(PaperForm):
    """A step with its paper."""

    day = DayField(label="Ngày")
    field_order = ["day"]


class VoteForm(PaperForm):
    """A vote with its numbers. The resolution is left empty where too few were for it."""

    kind = StepKind.CELL
    day = DayField(label="Ngày họp")
    base = CountField("Tổng số đảng viên chính thức phải tính", most=MOST)
    present = CountField("Có mặt", most=MOST)
    in_favour = CountField("Tán thành", most=MOST)
    against = CountField("Không tán thành", most=MOST)
    invalid = CountField("Phiếu không hợp lệ", most=MOST, required=False)
    field_order = ["day", "base", "present", "in_favour", "against", "invalid"]

    def offer(self, actor: Any, target: Any) -> None:
        file = read(target, actor.day)
        known = counted.voters(self.kind, file.cell, actor.day)
        whose = "đảng viên chính thức" if self.kind == StepKind.CELL else "cấp ủy viên"
        self.fields["base"].help_text = f"Sổ hôm nay ghi {known} {whose}" if known else ""
        self.fields["number"].help_text = "Để trống nếu không đủ phiếu tán thành"

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["invalid"] = given.get("invalid") or 0
        return given


class CommitteeVoteForm(VoteForm):
    kind = StepKind.COMMITTEE
    base = CountField("Tổng số cấp ủy viên", most=MOST)


class DecisionForm(ActForm):
    """The decision: its day is the day it was signed."""

    papers: ClassVar[dict[str, str]] = {}
    number = PaperForm.base_fields["number"]
    day = DayField(label="Ngày quyết định")
    body = PaperForm.base_fields["body"]
    received_on = DayField(label="Ngày chi bộ nhận quyết định", required=False, help_text="Để trống nếu chưa nhận")

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


class CorrectStepForm(ReasonForm):
    """Another day or another paper."""

    day = DayField(label="Ngày")
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    received_on = DayField(label="Ngày chi bộ nhận quyết định", required=False)
    field_order = ["day", *PAPER, "received_on", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        if target.kind != StepKind.DECISION:
            del self.fields["received_on"]
        self.begin_with(target, "day", "received_on", "decision")

    def act(self) -> dict[str, Any]:
        given = super().act()
        if not given.get("decision"):
            given.pop("decision", None)
        return given


class TakeBackForm(ReasonForm):
    why = reason("bỏ")
