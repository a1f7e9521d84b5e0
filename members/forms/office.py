"""Forms of the office itself: its words, its holidays, accounts and roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from kit.calendar import parse_day
from members import office
from members.models import RoleKind, Setting

from . import opened
from .acts import ActForm, ReasonForm, reason
from .fields import DayField, OrganisationField, WordsField


class SettingForm(ActForm):
    key = forms.ChoiceField(label="Mục", choices=[(key, words) for key, (words, _) in office.KEYS.items()])
    value = WordsField(label="Nội dung", max_length=200, required=False)
    day = DayField(label="Từ ngày", required=False, help_text="Để trống nếu đúng từ trước đến nay")

    def open_at(self, standing: Iterable[Setting]) -> None:
        """Note what the page shows of each key, whether it is opened or comes back with a sentence."""
        rows = list(standing)
        shown = {key: office.shown(one for one in rows if one.key == key) for key in office.KEYS}
        if not self.is_bound:
            self.initial = {opened.NAME: opened.written(shown)}
            return
        self.data = self.data.copy()
        self.data[opened.NAME] = opened.written(shown)

    def clean(self) -> dict[str, Any]:
        """A key that is a day is typed like any other day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("key") in office.DAYS and cleaned.get("value"):
            try:
                cleaned["value"] = parse_day(cleaned["value"]).isoformat()
            except ValueError as error:
                self.add_error("value", str(error))
        return cleaned

    def act(self) -> dict[str, Any]:
        """A page that carries nothing readable is not held against the register."""
        seen = opened.read(self.cleaned_data.get(opened.NAME, "")).get(self.cleaned_data["key"])
        return {name: self.cleaned_data[name] for name in ("key", "value", "day")} | {"seen": seen}


class HolidayForm(ActForm):
    day = DayField(label="Ngày")
    until = DayField(label="Đến hết ngày", required=False, help_text="Nghỉ nhiều ngày liền thì ghi ngày cuối")
    name = WordsField(label="Tên ngày", max_length=80, help_text="Ví dụ Giỗ Tổ Hùng Vương")
    is_worked = forms.BooleanField(
        label="Làm bù vào thứ Bảy, Chủ nhật", required=False,
        help_text="Không đánh dấu: ngày nghỉ. Thứ Bảy, Chủ nhật vốn là ngày nghỉ, chỉ cần ghi khi làm bù",
    )  # fmt: skip

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "until", "name", "is_worked")}


class AccountForm(ActForm):
    username = WordsField(label="Tên đăng nhập", max_length=60, help_text="Chữ không dấu, ví dụ bi-thu-thon-3")
    full_name = WordsField(label="Họ và tên", max_length=120)

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("username", "full_name")}


class RoleForm(ActForm):
    kind = forms.ChoiceField(label="Vai trò", choices=RoleKind.choices, widget=forms.RadioSelect)
    organisation = OrganisationField(label="Tại")
    day = DayField(label="Từ ngày")
    until = DayField(label="Đến trước ngày", required=False)

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["organisation"].offer(actor.day)

    def act(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("kind", "organisation", "day", "until")}


class EndForm(ActForm):
    day = DayField(label="Thôi vai trò từ ngày")

    def act(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"]}


class WhyForm(ReasonForm):
    """Why an entry is taken away; the page says which."""

    why = reason("bỏ")
