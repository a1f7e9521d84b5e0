"""The recognition as it is typed in: each paper, whose remarks, the votes, what the competent level decided."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from admissions.models import Helper, RecognitionKind
from admissions.procedure import helping, probation
from admissions.procedure.reading import File, read
from admissions.rules import deciding as rules
from admissions.rules import gathering
from members.forms.acts import PAPER, ActForm, PaperForm, ReasonForm
from members.forms.fields import DayField
from members.procedure import Paper

from .steps import PaperStepForm
from .votes import CommitteeVoteForm, ProbationerVoteForm


class OfTheMonthsForm(PaperStepForm):
    """A paper about the months of probation: one written before they are over is doubted."""

    weighed = ("recognition.papers",)


class HelperField(forms.ChoiceField):
    """One of those who help or helped; which, is said when the form is made."""

    def offer(self, rows: list[Helper]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [("", "chọn người nhận xét"), *((pk, row.member.full_name) for pk, row in self.rows.items())]
        self.required = False

    def clean(self, value: Any) -> Helper | None:
        value = super().clean(value)
        return self.rows.get(value) if value else None


class RemarksForm(ActForm):
    """That the helper has handed in the remarks, and when; nothing of what they say."""

    weighed = ("recognition.papers",)
    papers: ClassVar[dict[str, str]] = {}
    # Before the form is offered to anybody: nobody.
    people: ClassVar[list[int]] = []
    helper = HelperField(label="Người nhận xét")
    day = DayField(label="Ngày nhận xét")

    def offer(self, actor: Any, target: Any) -> None:
        rows = helping.rows_of(target)
        self.people = [row.member_id for row in rows]  # type: ignore[misc]
        self.fields["helper"].offer(rows)  # type: ignore[attr-defined]
        ends = helping.ends_of(target, rows)
        running = next((row.pk for row in rows if ends[row.pk] is None), None)
        self.fields["helper"].initial = str(running or "")
        if not rows:
            del self.fields["helper"]

    def shown_people(self) -> list[int] | None:
        return list(self.people)


class CorrectRecognitionStepForm(ReasonForm):
    """Another day or another paper; of the remarks, another helper."""

    helper = HelperField(label="Người nhận xét")
    day = DayField(label="Ngày")
    number, signed_on, body = (PaperForm.base_fields[name] for name in PAPER)
    field_order = ["helper", "day", *PAPER, "why"]

    def offer(self, actor: Any, target: Any) -> None:
        rows = helping.rows_of(target.applicant) if target.kind == RecognitionKind.HELPER else []
        if rows:
            self.fields["helper"].offer(rows)  # type: ignore[attr-defined]
            self.fields["helper"].initial = str(target.helper_id or "")
        else:
            del self.fields["helper"]
        if target.kind == RecognitionKind.HELPER:
            for name in PAPER:
                del self.fields[name]
        self.begin_with(target, "day", "decision")

    def act(self) -> dict[str, Any]:
        given = super().act()
        return {name: value for name, value in given.items() if name not in ("decision", "helper") or value}


class DecidedForm(ActForm):
    """A decision: its day is the day it was signed."""

    papers: ClassVar[dict[str, str]] = {}
    number = PaperForm.base_fields["number"]
    day = DayField(label="Ngày quyết định")
    body = PaperForm.base_fields["body"]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["decision"] = Paper(given.pop("number"), given["day"], given.pop("body"))
        return given


class RecognisedForm(DecidedForm):
    """The recognition: from which day the person is official, and from when the age in the Party is counted."""

    def offer(self, actor: Any, target: Any) -> None:
        file = read(target, actor.day)
        found = probation.of_file(file)
        if found.path.ends is None or found.spell is None:
            return
        decided = found.spell.admission_decision
        age = rules.age_words(decided.signed_on if decided else None, actor.day)
        age = rules.AGE_AGAIN if file.way.again else age
        said = [rules.official_words(found.path, actor.day), age]
        self.says = [one for one in said if one]


class StruckOffForm(DecidedForm):
    """The striking off: out of the lists from the day of the decision."""

    says = ("Ra khỏi danh sách đảng viên từ ngày quyết định; hồ sơ khép lại.",)


class StrikingOffVoteForm(ProbationerVoteForm):
    """The cell's vote on proposing to strike a probationer off."""


class CommitteeOnRecognitionForm(CommitteeVoteForm):
    """The committee's vote on a probationer, counted as on an applicant."""

    def check_day(self, file: File, day: date, today: date) -> None:
        gathering.check_day(probation.of_file(file).path, RecognitionKind.COMMITTEE, day, today)
