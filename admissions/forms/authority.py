"""A grass-roots committee that decides on admissions itself: from when, by which paper, until when."""

from __future__ import annotations

from members.forms.acts import ActForm, PaperForm, ReasonForm, reason
from members.forms.fields import DayField


class AuthoriseForm(PaperForm):
    """The authorisation begins; its end only where the paper names it."""

    weighed = ("admission.deciding_body",)
    day = DayField(label="Được ủy quyền từ ngày")
    until = DayField(label="Đến trước ngày", required=False, help_text="Để trống nếu văn bản không ghi thời hạn")
    field_order = ["day", "until"]


class EndAuthorisationForm(ActForm):
    day = DayField(label="Thôi ủy quyền từ ngày")


class TakeBackAuthorisationForm(ReasonForm):
    why = reason("bỏ")
