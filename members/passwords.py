"""What a password may not be. Each rule says its own Vietnamese sentence."""

import re
import secrets
import unicodedata

from django.contrib.auth import password_validation as django_rules
from django.core.exceptions import ValidationError

MINIMUM = 12
# Words anybody would try first here; they may be part of a password, but not nearly all of it.
CONTEXT = (
    "dangvien", "dangbo", "danguy", "dangcongsan", "chibo", "huyenuy", "huyen", "tinhuy", "vanphong",
    "bantochuc", "sodangvien", "matkhau", "password", "admin", "vietnam", "hochiminh", "xa", "phuong",
)  # fmt: skip
LEFT_OVER = 6
# Syllables that can be read aloud and typed with two fingers.
CONSONANTS, VOWELS = ("b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"), ("a", "e", "i", "o")


def first_password() -> str:
    """A first password for a slip of paper: four groups that can be read aloud."""
    groups = ["".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(2)) for _ in range(4)]
    return "-".join(groups) + f"-{secrets.randbelow(90) + 10}"


def _plain(text: str) -> str:
    """Small letters and digits only, without tones: "Đảng viên-2026" → "dangvien2026"."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", bare)


class _Rule:
    sentence = ""

    def get_help_text(self) -> str:
        return self.sentence

    def refuse(self, code: str) -> None:
        raise ValidationError(self.sentence, code=code)


class LongEnough(_Rule):
    sentence = f"Chọn mật khẩu có ít nhất {MINIMUM} chữ"

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < MINIMUM:
            self.refuse("password_too_short")


class NotCommon(_Rule):
    """Django's list of 20,000, also with digits and signs behind."""

    sentence = "Mật khẩu này nhiều người dùng, rất dễ đoán; chọn mật khẩu khác"

    def __init__(self) -> None:
        self._common = django_rules.CommonPasswordValidator().passwords

    def validate(self, password: str, user: object = None) -> None:
        low = password.lower().strip()
        if low in self._common or re.sub(r"[\W\d_]+$", "", low) in self._common:
            self.refuse("password_too_common")


class NotOneself(_Rule):
    sentence = "Mật khẩu giống tên đăng nhập hoặc họ tên của đồng chí; chọn mật khẩu khác"

    def validate(self, password: str, user: object = None) -> None:
        plain = _plain(password)
        for name in (getattr(user, "username", ""), getattr(user, "full_name", "")):
            own = _plain(name or "")
            # A name written twice is still only a name.
            if len(own) > 3 and own in plain and len(plain.replace(own, "")) < LEFT_OVER:
                self.refuse("password_too_similar")


class NotOfThePlace(_Rule):
    """Without the words of the office, years and digits too little is left to guess."""

    sentence = "Mật khẩu chỉ gồm chữ số, năm hoặc những chữ quen dùng trong cơ quan; thêm chữ khác vào"

    def validate(self, password: str, user: object = None) -> None:
        left = _plain(password)
        for word in sorted(CONTEXT, key=len, reverse=True):
            left = left.replace(word, "")
        if len(re.sub(r"\d", "", left)) < LEFT_OVER:
            self.refuse("password_of_the_place")


class NotOneLetter(_Rule):
    sentence = "Mật khẩu lặp đi lặp lại vài chữ; chọn mật khẩu khác"

    def validate(self, password: str, user: object = None) -> None:
        if len(set(password.lower())) < 5:
            self.refuse("password_repeats")
