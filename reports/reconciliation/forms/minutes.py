"""The minutes are agreed on paper, and signed."""

from __future__ import annotations

from typing import Any

from django import forms

from members.forms.acts import ActForm, ReasonForm
from members.forms.fields import CountField, DayField, WordsField
from reports.reconciliation.forms.numbers import MOST
from reports.reconciliation.models import Signing
from reports.reconciliation.procedure import gathering


class OnPaperForm(ReasonForm):
    """The committee agreed on paper: the office says on which, and about which minutes (`digest`)."""

    why = WordsField(
        label="Theo giấy tờ nào của đảng ủy",
        max_length=200,
        help_text="Số và ngày của bản đảng ủy đã ký hoặc văn bản trả lời",
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["digest"].initial = gathering.gather(target, by=actor).digest

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("why", "digest")}


class OffPaperForm(ReasonForm):
    """The office takes back what it noted of the committee's paper."""

    why = WordsField(
        label="Vì sao rút", max_length=200, help_text="Ví dụ: ghi nhầm nơi. Không ghi nhận xét về con người"
    )


NOBODY = "Ghi ai dự ở bên {side}, mỗi người một dòng"


def _people(side: str, example: str = "") -> forms.Field:
    """Who was there on one side, one a line."""
    return forms.CharField(
        label=f"Bên {side}: ai dự, chức vụ gì",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=600,
        error_messages={"required": NOBODY.format(side=side)},
        help_text=f"Mỗi người một dòng{example}",
    )


class SignForm(ActForm):
    """Number, day, who took part, and how many files the office has counted."""

    number = WordsField(
        label="Số biên bản", max_length=Signing._meta.get_field("number").max_length, help_text="Ví dụ 02-BB/ĐU"
    )
    signed_on = DayField(label="Ngày ký")
    their_people = _people("danh sách", ", ví dụ: Đồng chí Lý Thị Sua, Phó Bí thư")
    our_people = _people("hồ sơ")
    files = CountField("Số hồ sơ đảng viên đang giữ", most=MOST, missing="Nhập số hồ sơ đảng viên đang giữ")

    def act(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[name] for name in ("number", "signed_on", "files")}
        lines = {name: self.cleaned_data[name].splitlines() for name in ("their_people", "our_people")}
        return given | lines
