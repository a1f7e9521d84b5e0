"""The base of every form: Vietnamese sentences that name the field, no browser bubbles in another language."""

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.http import QueryDict

_TEXT = "Nhập {label}"
_CHOOSE = "Chọn {label}"

# By field class, the most special first; `{label}` is the field's label with a small first letter.
MESSAGES: list[tuple[type[forms.Field], dict[str, str]]] = [
    (
        forms.FileField,
        {
            "required": "Chọn tệp: {label}",
            "missing": "Chọn tệp: {label}",
            "invalid": "Không nhận được tệp, chọn lại tệp: {label}",
            "empty": "Tệp vừa chọn không có gì bên trong, chọn tệp khác",
            "max_length": "Tên tệp dài quá %(max)d chữ, đổi tên tệp cho ngắn hơn",
            "contradiction": "Chọn một trong hai: gửi tệp mới hoặc bỏ tệp cũ",
            "invalid_image": "Tệp vừa chọn không phải là ảnh, chọn tệp khác",
            "invalid_extension": "Tệp loại này không nhận được, chọn tệp loại khác",
        },
    ),
    (
        forms.ChoiceField,
        {
            "required": _CHOOSE,
            "invalid_choice": "Chọn {label} trong danh sách",
            "invalid_list": "Chọn {label} trong danh sách",
            "invalid_pk_value": "Chọn {label} trong danh sách",
        },
    ),
    (
        forms.BooleanField,
        {"required": "Đánh dấu vào ô: {label}"},
    ),
    (
        forms.IntegerField,
        {
            "required": _TEXT,
            "invalid": "Nhập {label} bằng chữ số, ví dụ 12",
            "max_value": "Số ở {label} không được lớn hơn %(limit_value)s",
            "min_value": "Số ở {label} không được nhỏ hơn %(limit_value)s",
            "step_size": "Số ở {label} phải chia hết cho %(limit_value)s",
            "max_digits": "Số ở {label} có quá nhiều chữ số",
            "max_decimal_places": "Số ở {label} có quá nhiều chữ số sau dấu phẩy",
            "max_whole_digits": "Số ở {label} có quá nhiều chữ số",
        },
    ),
    (
        forms.DateField,
        {"required": _TEXT, "invalid": "Nhập {label} theo dạng ngày/tháng/năm, ví dụ 03/02/1998"},
    ),
    (
        forms.Field,
        {
            "required": _TEXT,
            "invalid": "Nhập lại {label}: chương trình chưa đọc được",
            "max_length": "Rút ngắn {label}: nhiều nhất %(limit_value)d chữ, đang có %(show_value)d chữ",
            "min_length": "Ghi đủ {label}: ít nhất %(limit_value)d chữ, đang có %(show_value)d chữ",
            "null_characters_not_allowed": "Nhập lại {label}: có ký tự không đọc được",
            "invalid_choice": "Chọn {label} trong danh sách",
            "incomplete": "Ghi đủ các phần của {label}",
        },
    ),
]


def lower_first(label: str) -> str:
    """ "Ngày vào Đảng" → "ngày vào Đảng"; abbreviations ("CCCD") stay."""
    return label[:1].lower() + label[1:] if not label[:2].isupper() else label


# Labels that begin so are no nouns: "Nhập từ ngày" would be no sentence.
NO_NOUNS = (
    "Từ ", "Đến ", "Tại", "Lập ", "Sinh hoạt ", "Kết thúc ", "Thôi ", "Trực thuộc", "Hoặc ", "Giới thiệu ", "Chuyển ",
)  # fmt: skip


def named(label: str) -> str:
    """How a sentence names a field: `ngày vào Đảng`, but `ô “Từ ngày”`."""
    return f"ô “{label}”" if label.startswith(NO_NOUNS) else lower_first(label)


class Form(forms.Form):
    """Labels without a colon, no `required` bubbles of the browser, errors that say what to do."""

    use_required_attribute = False

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._say_all()

    def full_clean(self) -> None:
        # Fields that a subclass added after our `__init__` have their sentences too.
        self._say_all()
        super().full_clean()

    def _say_all(self) -> None:
        for name, field in self.fields.items():
            if field.error_messages.get("said"):
                continue
            own = type(self).base_fields[name].error_messages if name in type(self).base_fields else {}
            self._say(field, str(field.label or name), own)

    @staticmethod
    def _say(field: forms.Field, label: str, own: dict[str, object]) -> None:
        """Gives `field` the sentences of `MESSAGES`; what the form's author wrote himself stays."""
        standard: dict[str, object] = {}
        for cls in reversed(type(field).__mro__):
            standard.update(getattr(cls, "default_error_messages", {}))
        written = {code: text for code, text in own.items() if standard.get(code) is not text}
        special = getattr(field, "sentences", {})
        said: dict[str, str] = {}
        for cls, sentences in MESSAGES:
            if isinstance(field, cls):
                for code, sentence in sentences.items():
                    said.setdefault(code, sentence)
        said.update(special)
        field.error_messages.update({code: text.replace("{label}", named(label)) for code, text in said.items()})
        field.error_messages.update(written, said="đã thay lời")
        if hasattr(field, "validate_no_null_characters"):
            # Fields over rows ask a validator of their own, with a sentence in English.
            field.validate_no_null_characters = ProhibitNullCharactersValidator(
                message=field.error_messages["invalid_choice"], code="invalid_choice"
            )


class Drafted(Form):
    """`draft` is what was typed on this page before and not sent: it stands in the fields again."""

    def __init__(self, *args: object, draft: QueryDict | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.draft = None if self.is_bound else draft

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A draft knows what was typed, and what the page had shown when it was begun."""
        if self.draft is None or field.widget.value_omitted_from_data(self.draft, {}, field_name):
            return super().get_initial_for_field(field, field_name)
        return field.widget.value_from_datadict(self.draft, {}, field_name)
