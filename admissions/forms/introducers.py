"""The paper of introducers as it is typed in: each by name from the list of the cell, and since when together."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from admissions.models import Applicant
from admissions.procedure import Introduces, introducing
from admissions.rules.introducers import wanted, words
from members.forms.acts import ActForm, PaperForm
from members.forms.fields import DayField, WordsField

# The choice that says: a typed name.
OTHER = "khac"
ELSEWHERE = "Chỉ ghi khi ở chi bộ khác; không có trong sổ của đồng chí thì ghi số hoặc ngày giấy giới thiệu"
PARTS = ("introducer_", "name_", "since_")
SECOND = {1: "", 2: " thứ hai"}


def typed_day(typed: MultiValueDict[str, str], today: date, name: str = "day") -> date:
    """The day typed so far; today before one is typed, or for one that is none or has not come."""
    try:
        day = DayField(label="", required=False).clean(typed.get(name, ""))
    except forms.ValidationError:
        return today
    return min(day, today) if day else today


class IntroducerFields(ActForm):
    """As many introducers as the way of the file wants, in fields of their own."""

    # Before the form is offered to anybody: nobody.
    shown: ClassVar[dict[int, str]] = {}
    rows = 0

    def offer_introducers(self, file: Applicant, today: date, before: list[Introduces], *, required: bool) -> None:
        """The official members of the cell on the typed day or today; what stands is filled in."""
        stands = introducing.names_of([one.member for one in before if one.member is not None])
        self.shown = introducing.cell_list(file, typed_day(self.typed, today), today) | stands  # type: ignore[misc]
        self.rows = max(wanted(file.backing), len(before))
        for number in range(1, self.rows + 1):
            said = before[number - 1] if number <= len(before) else None
            self._offer(number, said, required=required)

    def _offer(self, number: int, said: Introduces | None, *, required: bool) -> None:
        which, people = SECOND[number], [("", "chọn người"), *self.shown.items(), (OTHER, "người ở chi bộ khác")]
        self.fields[f"introducer_{number}"] = forms.ChoiceField(
            label=f"Người giới thiệu{which}", choices=people, required=required,
            initial=said and (said.member or OTHER),
        )  # fmt: skip
        self.fields[f"name_{number}"] = WordsField(
            label=f"Họ tên người giới thiệu{which}", max_length=120, required=False,
            help_text=ELSEWHERE, initial=said.name if said else "",
        )  # fmt: skip
        self.fields[f"since_{number}"] = DayField(
            label=f"Người giới thiệu{which} cùng công tác, học tập, cư trú từ ngày", required=required,
            initial=said and said.together,
        )  # fmt: skip

    def clean(self) -> Any:
        for number in range(1, self.rows + 1):
            who, name, since = (self.cleaned_data.get(f"{of}_{number}") for of in ("introducer", "name", "since"))
            if name and who != OTHER:
                self.add_error(f"name_{number}", "Chọn “người ở chi bộ khác” ở ô trên, hoặc để trống ô này.")
            if who == OTHER and not name:
                self.add_error(f"name_{number}", "Ghi họ tên người giới thiệu ở chi bộ khác.")
            if who and not since and f"since_{number}" not in self.errors:
                self.add_error(f"since_{number}", "Ghi cùng công tác, học tập, cư trú từ ngày nào.")
        return super().clean()

    def shown_people(self) -> list[int] | None:
        return list(self.shown) if self.rows else None

    def introducers(self, given: dict[str, Any]) -> list[Introduces]:
        """Those who are named, taken out of what the form hands on."""
        found = []
        for number in range(1, self.rows + 1):
            who, name, since = (given.pop(f"{of}_{number}", None) for of in ("introducer", "name", "since"))
            if who:
                found.append(Introduces(since, name=name) if who == OTHER else Introduces(since, int(who)))
        return found


class IntroductionForm(IntroducerFields, PaperForm):
    """The step: its day, its paper, who introduces."""

    day = DayField(label="Ngày")
    field_order = ["day"]

    def offer(self, actor: Any, target: Any) -> None:
        self.needs = words(target.backing, typed_day(self.typed, actor.day))
        self.offer_introducers(target, actor.day, [], required=True)
        self.order_fields(["day", *(name for name in self.fields if name.startswith(PARTS))])

    def told(self) -> list[str]:
        return [self.needs]

    def act(self) -> dict[str, Any]:
        given = super().act()
        given["introducers"] = self.introducers(given)
        return given
