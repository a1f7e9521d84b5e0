"""All components with all their states, for those who build pages."""

from pathlib import Path
from types import SimpleNamespace

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kit.drawing import charts
from members.forms import Form
from members.forms.imports import BOUNDS
from members.tables import Cell, Head, rows

FOLDER = Path(settings.ROOT) / "templates" / "components"


class ExampleForm(Form):
    """One field of each kind."""

    prefix = "vi-du"
    name = forms.CharField(label="Tên thường gọi", required=False, max_length=40)
    day = forms.DateField(
        label="Ngày vào Đảng",
        help_text="Ví dụ 03/02/1998",
        widget=forms.DateInput(attrs={"class": "day", "inputmode": "numeric", "autocomplete": "off"}),
    )
    count = forms.IntegerField(
        label="Tán thành", min_value=0, widget=forms.TextInput(attrs={"class": "count", "inputmode": "numeric"})
    )
    cell = forms.ChoiceField(label="Chi bộ", choices=[("", "chọn chi bộ"), ("1", "Thôn 1"), ("2", "Thôn 2")])
    kind = forms.ChoiceField(
        label="Loại chuyển sinh hoạt",
        choices=[("official", "Chính thức"), ("temporary", "Tạm thời, từ 3 tháng đến dưới 12 tháng")],
        widget=forms.RadioSelect,
    )
    duties = forms.MultipleChoiceField(
        label="Nhiệm vụ",
        choices=[("a", "Vận động quần chúng"), ("b", "Giúp đỡ người vào Đảng")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    sure = forms.BooleanField(label="Tôi đã xem lại danh sách")
    reason = forms.CharField(label="Lý do sửa", widget=forms.Textarea(attrs={"rows": 3}))
    secret = forms.CharField(label="Mật khẩu", widget=forms.PasswordInput)
    sheet = forms.FileField(
        label="Bảng tính", help_text="Tệp XLSX, nhiều nhất 10 MB", widget=forms.ClearableFileInput(attrs=BOUNDS)
    )
    number = forms.CharField(
        label="Số thẻ đảng viên", disabled=True, initial="•• ••• 417", help_text="Số thẻ do cấp ủy cấp trên ghi"
    )


class WrongForm(ExampleForm):
    prefix = "sai"


BARS = [
    charts.Amount("6 tháng đầu năm 2025", "–", None), charts.Amount("6 tháng cuối năm 2025", "12,5", 12.5),
    charts.Amount("6 tháng đầu năm 2026", "4,2", 4.2, 1.1),
]  # fmt: skip


def names() -> list[str]:
    """Names of all components, `task_list` for `<c-task-list>`."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def head_comment(name: str) -> str:
    """What the head of a component says of it; "" when it has none."""
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    start, end = "{% comment %}", "{% endcomment %}"
    return text.partition(end)[0].removeprefix(start).strip() if text.startswith(start) else ""


def example_context() -> dict[str, object]:
    heads = [
        Head("Họ và tên", sort="ascending", href="#main"),
        Head("Chi bộ", href="#main"),
        Head("Ngày vào Đảng", number=True),
        Head("Trạng thái"),
    ]
    values = [
        [Cell("Sùng Thị Dợ", href="#main"), Cell("Thôn 6"), Cell("19/5/2026"), Cell("còn 11 tháng", state="now")],
        [Cell("Lò Văn Thức", href="#main"), Cell("Thôn 2"), Cell("12/7/2025"), Cell("còn 12 ngày", state="soon")],
        [
            Cell("Đinh Thị Sen", more="ngoài phạm vi của đồng chí"),
            Cell("Trường THCS"),
            Cell("12/7/2025"),
            Cell("không xem được", none=True),
        ],
    ]
    link = SimpleNamespace
    return {
        "form": ExampleForm(),
        "wrong": WrongForm({"sai-day": "31/02/1998", "sai-name": "Páo", "sai-count": "mười"}),
        "heads": heads,
        "rows": rows(heads, values),
        "foot": rows(heads, [[Cell("Cộng"), Cell(""), Cell(""), Cell("3 người")]])[0],
        "letters": [link(label=letter, href="#main", current=letter == "B") for letter in "AĂÂBC"],
        "tabs": [link(label=label, href="#main", current=label == "Hồ sơ") for label in ("Hồ sơ", "Xếp loại", "Thẻ")],
        "bars": charts.bars(BARS),
        "one_bar": charts.bars(BARS[-1:]),
        "path": [link(label="Tỉnh ủy Vân Sơn", href=""), link(label="Đảng bộ xã An Khê", href="#main")],
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    parts = [
        {"name": name, "about": head_comment(name), "example": f"components/examples/{name}.html"} for name in names()
    ]
    return render(request, "members/gallery.html", {"parts": parts, "example": example_context()})
