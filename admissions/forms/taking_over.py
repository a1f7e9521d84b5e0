"""A file for a probationer who has none: of one, with the decision and the helper; of several, with ticks."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from admissions.models import Applicant
from admissions.procedure import introducing
from admissions.procedure.taking_over import spell_on
from admissions.rules.classes import RowsBroken
from kit.calendar import print_day
from members import rights, wording
from members.errors import Refusal
from members.forms.acts import PAPER, ActForm, PaperForm
from members.forms.fields import DayField
from members.models import Placement

from .person import MemberField
from .steps import INTO_REGISTER

INTO_FILE = "Quyết định ghi ở đây chỉ vào hồ sơ này; sổ đảng viên do đảng ủy hoặc cán bộ tổ chức ghi."


class TakeOverForm(PaperForm):
    """What the register says is shown and not asked; the decision only where the register has none."""

    # Before the form is offered to anybody: nobody.
    shown: ClassVar[dict[int, str]] = {}
    helper = MemberField(label="Đảng viên giúp đỡ, nếu đã phân công", required=False)
    helped_since = DayField(
        label="Giúp đỡ từ ngày", required=False, help_text="Để trống là từ ngày vào Đảng của đảng viên dự bị"
    )
    field_order = [*PAPER, "helper", "helped_since"]

    def offer(self, actor: Any, target: Any) -> None:
        spell = spell_on(target, actor.day)
        place = Placement.objects.on(actor.day).official().filter(member=target, organisation__isnull=False).first()
        of_cell = Applicant(organisation=place.organisation) if place and place.organisation else None
        listed = introducing.cell_list(of_cell, actor.day) if of_cell else {}
        self.shown = {pk: name for pk, name in listed.items() if pk != target.pk}  # type: ignore[misc]
        self.fields["helper"].offer(self.shown, "chưa phân công")  # type: ignore[attr-defined]
        said = [f"ngày vào Đảng {print_day(spell.admitted_on)}"] if spell and spell.admitted_on else []
        decided = spell.admission_decision if spell else None
        if decided is not None:
            paper = wording.paper(decided)
            said.append(f"quyết định kết nạp {paper[:1].lower()}{paper[1:]}")
            for name in PAPER:
                del self.fields[name]
        else:
            self.fields["number"].label = "Số quyết định kết nạp, nếu biết"
        self.says = [f"Theo sổ đảng viên: {'; '.join(said)}."] if said else []
        if decided is None:
            here = rights.case_of_person(target.pk, actor.day)
            self.says += [INTO_REGISTER if rights.may(actor, "record_decision", here) else INTO_FILE]
        self.says += ["Bước trước lễ kết nạp không phải ghi: đã làm trước khi có hồ sơ trên máy."]

    def shown_people(self) -> list[int] | None:
        return list(self.shown)

    def act(self) -> dict[str, Any]:
        given = super().act()
        given.pop("seen", None)
        return given


class TakeOverSeveralForm(ActForm):
    """Those without a file on one page of the list, each with a tick."""

    names: ClassVar[dict[int, str]] = {}
    papers: ClassVar[dict[str, str]] = {}
    members = forms.MultipleChoiceField(
        label="Đảng viên dự bị", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Đánh dấu ít nhất một người.",
                        "invalid_choice": "Có người trong danh sách vừa được lập hồ sơ hoặc không còn dự bị: xem lại."},
    )  # fmt: skip

    def offer_names(self, names: dict[int, str]) -> None:
        self.names = names  # type: ignore[misc]
        self.fields["members"].choices = list(names.items())  # type: ignore[attr-defined]

    def chosen(self) -> list[int]:
        """Whose ticks were set, as they were sent."""
        return [int(pk) for pk in self.typed.getlist("members") if pk.isdecimal()]

    def refuse(self, refusal: Refusal) -> None:
        if not isinstance(refusal, RowsBroken):
            super().refuse(refusal)
            return
        for pk, one in refusal.broken.items():
            self.add_error("members", f"{self.names[pk]}: {one.sentence}")
