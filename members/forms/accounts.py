"""Signing in and changing one's password."""

from django import forms
from django.contrib.auth import password_validation

from members.models import Account

from .base import Form


class LoginForm(Form):
    username = forms.CharField(
        label="Tên đăng nhập",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label="Mật khẩu",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()


class PasswordForm(Form):
    """Old password once, new one twice."""

    old = forms.CharField(
        label="Mật khẩu đang dùng",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label="Mật khẩu mới",
        max_length=256,
        strip=False,
        help_text="Ít nhất 12 chữ, dễ nhớ với đồng chí mà người khác khó đoán; có thể là một câu có dấu cách",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="Mật khẩu mới, gõ lại lần nữa",
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: object, account: Account, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_old(self) -> str:
        old: str = self.cleaned_data["old"]
        if not self.account.check_password(old):
            raise forms.ValidationError("Mật khẩu đang dùng chưa đúng, gõ lại", code="wrong")
        return old

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        if new == self.data.get(self.add_prefix("old")):
            raise forms.ValidationError("Mật khẩu mới phải khác mật khẩu đang dùng", code="same")
        password_validation.validate_password(new, self.account)
        return new

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", "Hai lần gõ mật khẩu mới không giống nhau, gõ lại")
        return cleaned
