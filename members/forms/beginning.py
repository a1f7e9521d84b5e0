"""What is asked on the first day of a real office: one form for the page, the command and the file."""

from __future__ import annotations

from typing import Any

from django import forms

from kit.names import fold
from members.errors import Refusal
from members.models import Kind
from members.procedure import roles
from members.procedure.beginning import Head, Person

from .base import Form
from .fields import DayField, WordsField

# Words of the office that this form asks; each is a key of `members.office.KEYS`.
WORDS = (
    "office_name", "parent_body", "issuing_body", "committee_parent", "symbol", "place_name", "signer_authority",
    "signer_post", "signer_name",
)  # fmt: skip
# The key of each field in a file, kept as it is once offices have written files.
KEYS = {
    "head_name": "dang_bo", "head_kind": "loai", "head_since": "co_tu_ngay", "office_name": "co_quan_giu_so",
    "parent_body": "cap_tren", "issuing_body": "co_quan_ban_hanh",
    "committee_parent": "dang_bo_cap_tren", "symbol": "ky_hieu", "place_name": "dia_danh",
    "signer_authority": "quyen_han_ky", "signer_post": "chuc_vu_nguoi_ky", "signer_name": "nguoi_ky",
    "words_since": "cac_muc_tren_tu_ngay", "first_day": "ngay_bat_dau_so", "officer_name": "can_bo_ho_ten",
    "officer_username": "can_bo_ten_dang_nhap", "administrator_name": "quan_tri_ho_ten",
    "administrator_username": "quan_tri_ten_dang_nhap",
}  # fmt: skip


GROUPS = (
    ("Mã của máy chủ", ("code",)),
    ("Đảng bộ đứng đầu sổ", ("head_name", "head_kind", "head_since", "first_day")),
    ("Văn bản in ra", (*WORDS, "words_since")),
    ("Hai tài khoản đầu tiên",
     ("officer_name", "officer_username", "administrator_name", "administrator_username")),
)  # fmt: skip


class KindField(forms.ChoiceField):
    """Chosen by its code on the page; in a file the name of a kind is understood too, with or without accents."""

    def to_python(self, value: Any) -> str:
        said = str(value or "").strip()
        return next((code for code, name in self.choices if fold(name) == fold(said)), said)


class FirstStartForm(Form):
    """`act(passwords)` answers the keywords of the verb `first_start`."""

    head_name = WordsField(label="Tên đảng bộ đứng đầu sổ", max_length=160, help_text="Ví dụ Đảng bộ huyện Vân Sơn")
    head_kind = KindField(label="Loại", widget=forms.RadioSelect)
    head_since = DayField(label="Thành lập từ ngày", required=False, help_text="Để trống nếu có từ trước sổ này")
    office_name = WordsField(label="Tên cơ quan giữ sổ", max_length=200, help_text="Ví dụ Ban Tổ chức Tỉnh ủy")
    parent_body = WordsField(label="Cơ quan cấp trên, in ở đầu văn bản", max_length=200)
    issuing_body = WordsField(label="Cơ quan ban hành, in ở đầu văn bản", max_length=200)
    committee_parent = WordsField(
        label="Đảng bộ cấp trên của các đảng ủy, in ở đầu văn bản của đảng ủy", max_length=200, required=False,
        help_text="Chỉ ghi khi đứng đầu sổ là một khu vực, ví dụ Đảng bộ tỉnh Vân Giang",
    )  # fmt: skip
    symbol = WordsField(
        label="Ký hiệu văn bản", max_length=30, required=False,
        help_text="In ở dòng số của báo cáo, sau tên loại, ví dụ BTCTU",
    )  # fmt: skip
    place_name = WordsField(label="Địa danh, in trước ngày tháng", max_length=80)
    signer_authority = WordsField(
        label="Quyền hạn ký", max_length=80, required=False, help_text="Ví dụ T/L BAN THƯỜNG VỤ"
    )
    signer_post = WordsField(label="Chức vụ người ký", max_length=80, required=False, help_text="Ví dụ TRƯỞNG BAN")
    signer_name = WordsField(label="Họ tên người ký", max_length=120, required=False)
    words_since = DayField(
        label="Các mục trên đúng từ ngày", required=False, help_text="Để trống nếu đúng từ trước đến nay"
    )
    first_day = DayField(
        label="Ngày bắt đầu quản lý bằng sổ này", help_text="Biến động trước ngày này sổ không trả lời"
    )
    officer_name = WordsField(label="Họ tên cán bộ tổ chức đầu tiên", max_length=120)
    officer_username = WordsField(
        label="Tên đăng nhập của cán bộ đó", max_length=60, help_text="Chữ không dấu, ví dụ can-bo"
    )
    administrator_name = WordsField(label="Họ tên quản trị đầu tiên", max_length=120)
    administrator_username = WordsField(
        label="Tên đăng nhập của quản trị", max_length=60, help_text="Chữ không dấu, ví dụ quan-tri"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {kind.code: kind for kind in Kind.objects.filter(may_be_root=True)}
        self.fields["head_kind"].choices = [(code, kind.name) for code, kind in self.kinds.items()]

    def clean_officer_username(self) -> str:
        return self._plain("officer_username")

    def clean_administrator_username(self) -> str:
        return self._plain("administrator_username")

    def _plain(self, field: str) -> str:
        """Asked here, too, so that the command asks again at once and not when everything is typed."""
        try:
            roles.check_username(self.cleaned_data[field])
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from refusal
        return str(self.cleaned_data[field])

    def act(self, officer_password: str, administrator_password: str) -> dict[str, Any]:
        said = self.cleaned_data
        since = said["words_since"]
        return {
            "head": Head(said["head_name"], self.kinds[said["head_kind"]], said["head_since"]),
            "words": [(key, said[key], since) for key in WORDS if said[key]],
            "first_day": said["first_day"],
            "officer": Person(said["officer_username"], said["officer_name"], officer_password),
            "administrator": Person(said["administrator_username"], said["administrator_name"], administrator_password),
        }

    @staticmethod
    def own_field(refusal: Refusal) -> str:
        """What this form calls the field of a verb; "" where the refusal names none."""
        own = {"name": "head_name", "value": "first_day"}
        return own.get(refusal.field or "", refusal.field or "")

    def refuse(self, refusal: Refusal) -> None:
        """Put the sentence of a refusal at its field; where the form has no such field, on top."""
        named = self.own_field(refusal)
        self.add_error(named if named in self.fields else None, refusal.sentence)


class FirstStartPage(FirstStartForm):
    """On the page the word of the server is asked first."""

    code = WordsField(
        label="Mã bắt đầu", max_length=40,
        help_text="Người quản trị máy chủ in mã này bằng lệnh manage.py first_start --code",
    )  # fmt: skip

    field_order = ["code"]

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the words that say what they are about."""
        return [(title, [self[name] for name in named]) for title, named in GROUPS]
