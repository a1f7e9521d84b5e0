"""A class as it is typed in, who is put on its list, and all its certificates on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from admissions.models import Applicant, Attendance, Course, CourseKind
from admissions.procedure import Certificate, classes
from admissions.rules.classes import RowsBroken, is_certified
from kit.names import clean
from members.errors import Refusal
from members.forms.acts import ActForm, ReasonForm
from members.forms.fields import DayField, OrganisationField, WordsField, choice_of
from members.models import Term

COURSE = ("kind", "name", "place", "first_day", "last_day")
NUMBER, DAY = "number_", "day_"
PASTE_HINT = "Mỗi dòng một số, theo thứ tự danh sách bên dưới. Chỉ một dòng thì các số sau đếm tiếp từ số ấy"


class CourseFields(ActForm):
    kind = choice_of("Loại lớp", CourseKind, required=True, radio=True)
    name = WordsField(label="Tên, số lớp", max_length=80, help_text="Ví dụ Lớp nhận thức về Đảng khóa 3 năm 2026")
    place = WordsField(label="Nơi học", max_length=120, help_text="Ví dụ Trung tâm chính trị xã An Khê")
    first_day = DayField(label="Ngày khai giảng")
    last_day = DayField(label="Ngày bế giảng")


class OpenCourseForm(CourseFields):
    """Opened by a committee, not by a cell."""

    organisation = OrganisationField(label="Nơi mở lớp")
    field_order = ["organisation", *COURSE]

    def offer(self, actor: Any, target: Any) -> None:
        field = self.fields["organisation"]
        field.offer(actor.day, empty="chọn nơi mở lớp")
        cells = Term.objects.on(actor.day).filter(kind__holds_members=True)
        without = set(cells.values_list("organisation", flat=True))
        field.choices = [one for one in field.choices if one[0] not in without]
        if len(field.choices) == 2:
            field.initial = field.choices[1][0]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seen", None)
        return given


class CorrectCourseForm(ReasonForm, CourseFields):
    field_order = [*COURSE, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.begin_with(target, *COURSE)


class EnrolForm(ActForm):
    """Those whose next step is this class, each with a tick."""

    offered: ClassVar[dict[int, Applicant]] = {}
    applicants = forms.MultipleChoiceField(
        label="Người học", widget=forms.CheckboxSelectMultiple,
        help_text="Người đã được đề nghị học lớp này (lớp nhận thức) hoặc đang dự bị (lớp đảng viên mới)",
    )  # fmt: skip

    def offer(self, actor: Any, target: Any) -> None:
        found = classes.candidates(target, waiting(target, actor.day), actor.day)
        self.offered = {file.applicant.pk: file.applicant for file in found}  # type: ignore[misc]
        names = classes.cell_names(found, actor.day)
        self.fields["applicants"].choices = [  # type: ignore[attr-defined]
            (file.applicant.pk, f"{file.applicant.full_name} ({names.get(file.cell, '')})") for file in found
        ]

    def told(self) -> list[str]:
        return [] if self.offered else ["Chưa có ai đến lượt học lớp này."]

    def shown_people(self) -> list[int] | None:
        return [one.member_id for one in self.offered.values() if one.member_id]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["applicants"] = [self.offered[int(pk)] for pk in given["applicants"]]
        return given

    def refuse(self, refusal: Refusal) -> None:
        if not isinstance(refusal, RowsBroken):
            super().refuse(refusal)
            return
        for pk, one in refusal.broken.items():
            self.add_error("applicants", f"{self.offered[pk].full_name}: {one.sentence}")


def waiting(course: Course, day: date) -> list[Applicant]:
    """Files under the class that may be at that step, by name."""
    rows = classes.files_under(course, Applicant.objects.all(), day)
    return list(rows.order_by("sort_key", "pk"))


class CertificatesForm(ActForm):
    """A row for each person without a certificate: a number and a day; a row without a number is left as it is."""

    also = "admissions/parts/certificates.html"
    seats: ClassVar[list[Attendance]] = []
    common = DayField(label="Ngày cấp", help_text="Ngày chung; người nào cấp ngày khác thì ghi ở dòng của người ấy")
    pasted = forms.CharField(
        label="Dán cột số giấy chứng nhận từ Excel", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20000, help_text=PASTE_HINT,
    )  # fmt: skip

    def offer(self, actor: Any, target: Any) -> None:
        """Who was given one meanwhile stays as long as something was typed there: the verb says what happened."""
        self.fields["common"].initial = target.last_day
        self.seats = [  # type: ignore[misc]
            one for one in classes.seats(target) if not is_certified(one) or self.typed.get(f"{NUMBER}{one.pk}")
        ]
        for one in self.seats:
            said = f"của {one.applicant.full_name}"
            self.fields[f"{NUMBER}{one.pk}"] = WordsField(label=f"Số giấy {said}", max_length=60, required=False)
            self.fields[f"{DAY}{one.pk}"] = DayField(label=f"Ngày cấp {said}", required=False, help_text="")

    def own(self) -> list[BoundField]:
        return [self[name] for name in ("common", "pasted")]

    def lines(self) -> list[dict[str, Any]]:
        return [{"name": one.applicant.full_name, "number": self[f"{NUMBER}{one.pk}"], "day": self[f"{DAY}{one.pk}"]}
                for one in self.seats]  # fmt: skip

    def told(self) -> list[str]:
        return [] if self.seats else ["Mọi người trong danh sách đều đã có giấy chứng nhận, hoặc danh sách chưa có ai."]

    def clean(self) -> Any:
        """What is pasted is shown in its rows before anything is written."""
        pasted = [clean(one) for one in self.cleaned_data.get("pasted", "").splitlines()]
        while pasted and not pasted[-1]:
            pasted.pop()
        if pasted:
            self._fill(pasted)
        elif not self.errors and not any(self.cleaned_data.get(f"{NUMBER}{one.pk}") for one in self.seats):
            self.add_error("pasted", "Ghi ít nhất một số giấy chứng nhận.")
        return super().clean()

    def _fill(self, pasted: Sequence[str]) -> None:
        empty = [one for one in self.seats if not self.cleaned_data.get(f"{NUMBER}{one.pk}")]
        numbers = counted(pasted[0], len(empty)) if len(pasted) == 1 else list(pasted)
        if len(numbers) > len(empty):
            said = f"Dán {len(numbers)} số, chỉ có {len(empty)} người chưa ghi số."
            self.add_error("pasted", said)
            return
        self.data = self.data.copy()
        for one, number in zip(empty, numbers, strict=False):
            self.data[f"{NUMBER}{one.pk}"] = number
        self.data["pasted"] = ""
        self.add_error("pasted", f"Đã điền {len(numbers)} số vào bảng. Xem lại từng dòng rồi bấm ghi lần nữa.")

    def act(self) -> dict[str, Any]:
        said = self.cleaned_data
        rows = [
            Certificate(one.pk, said[f"{NUMBER}{one.pk}"], said[f"{DAY}{one.pk}"] or said["common"])
            for one in self.seats if said[f"{NUMBER}{one.pk}"]
        ]  # fmt: skip
        return {"certificates": rows, "passed": self.passed()}

    def refuse(self, refusal: Refusal) -> None:
        if not isinstance(refusal, RowsBroken):
            super().refuse(refusal)
            return
        self.add_error(None, refusal.sentence)
        for pk, one in refusal.broken.items():
            name = f"{DAY if one.field == 'day' else NUMBER}{pk}"
            self.add_error(name if name in self.fields else None, one.sentence)


def counted(first: str, many: int) -> list[str]:
    """12/CN counts on as 13/CN, 14/CN; a number without a figure stays for the first alone."""
    found = re.search(r"\d+", first)
    if found is None:
        return [first]
    head, tail, width = first[: found.start()], first[found.end() :], len(found.group())
    return [f"{head}{int(found.group()) + at:0{width}}{tail}" for at in range(many)]


class CorrectCertificateForm(ReasonForm):
    """Of the class of new members, whose certificate stands in its list."""

    number = WordsField(label="Số giấy chứng nhận", max_length=60)
    day = DayField(label="Ngày cấp")
    papers: ClassVar[dict[str, str]] = {}
    field_order = ["number", "day", "why"]

    def offer(self, actor: Any, target: Any) -> None:
        self.fields["number"].initial = target.decision.number if target.decision else ""
        self.fields["day"].initial = target.certified_on
