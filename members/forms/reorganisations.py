"""Forms of a plan of reorganisation: its head, and one form for each kind of step, for many organisations at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget

from members import tree
from members.errors import Refusal
from members.models import (
    Organisation,
    Place,
    Placement,
    Reorganisation,
    ReorganisationStep,
    Residence,
    Sector,
    StepKind,
    Term,
)
from members.procedure.reorganisation import StepGiven, steps_of

from . import pasted
from .acts import PaperForm, ReasonForm
from .base import Drafted
from .fields import DayField, WordsField
from .organisations import KindField

# More organisations than one page takes: a committee is chosen first.
PAGEFUL = 500
MADE = "moi-"
# So many wrong lines are told at once.
SAID = 5
# Of lines that are refused for one reason.
LINES_SAID = 20


class HeadForm(PaperForm):
    name = WordsField(
        label="Tên phương án", max_length=160, help_text="Ví dụ Sắp xếp chi bộ thôn theo Nghị quyết số 05"
    )
    day = DayField(label="Có hiệu lực từ ngày", help_text="Có thể là ngày sắp tới; đến ngày đó mới ghi vào sổ được")
    field_order = ["name", "day"]

    def offer(self, actor: Any, target: Any) -> None:
        if isinstance(target, Reorganisation):
            self.begin_with(target, "name", "day")


class TakeBackForm(ReasonForm):
    why = WordsField(
        label="Lý do hoàn lại", max_length=300, help_text="Ví dụ quyết định bị thu hồi. Không ghi nhận xét về con người"
    )


class Terms:
    """Organisations as they stand on the day of the plan, in the order of the tree: committees with what is directly
    under them."""

    def __init__(self, day: date) -> None:
        self.rows = list(Term.objects.on(day).select_related("kind"))
        self.names = {one.organisation_id: one.name for one in self.rows}
        self.short = {one.organisation_id: one.short_name for one in self.rows}
        self.rows.sort(key=lambda one: (self._above(one), one.kind.rank, tree.order_key(one.name)))

    def _above(self, term: Term) -> tuple[int, str]:
        return (0, "") if term.parent_id is None else (1, tree.order_key(self.names.get(term.parent_id, "")))

    def told(self, term: Term) -> str:
        above = self.short.get(term.parent_id or 0)
        return f"{term.name} ({above})" if above else term.name

    def groups(self, within: int | None, wanted: Any) -> list[tuple[str, list[tuple[str, str]]]]:
        """[(name of the parent, [(id, name)])] of those under `within` (all of them: None) that `wanted(term)`."""
        found: dict[int, list[tuple[str, str]]] = {}
        for one in self.rows:
            if one.parent_id is not None and within in (None, one.parent_id) and wanted(one):
                found.setdefault(one.parent_id, []).append((str(one.organisation_id), one.name))
        return [(self.names.get(parent, "Cấp trên đã kết thúc"), some) for parent, some in found.items()]

    def committees(self) -> list[tuple[int, str]]:
        """Those with something under them."""
        above = {one.parent_id for one in self.rows}
        return [(one.organisation_id, one.name) for one in self.rows if one.organisation_id in above]


class StepForm(Drafted):
    """One kind of step for one or many organisations. `steps` answers them as the verb takes them."""

    what = StepKind.MERGE
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def offer(self, plan: Reorganisation, terms: Terms, within: int | None = None) -> None:
        self.plan, self.terms = plan, terms
        self.fields["seen"].initial = plan.version
        self.made = {one.pk: one for one in steps_of(plan) if one.what == StepKind.MAKE}
        if "organisations" in self.fields:
            self.fields["organisations"].choices = self._ticks(within)
        for name in ("into", "new_parent"):
            if name in self.fields:
                self.fields[name].choices = self._targets(name)

    def _ticks(self, within: int | None) -> list[tuple[str, list[tuple[str, str]]]]:
        """What is not done to yet, and may be."""
        taken = set(ReorganisationStep.objects.filter(plan=self.plan, what=self.what)
                    .values_list("organisation", flat=True))  # fmt: skip
        return self.terms.groups(within, lambda term: term.organisation_id not in taken and self.fits(term))

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        """A step is added to the plan as it is now, whatever was added since its form was begun."""
        if field_name == "seen":
            return field.initial
        return super().get_initial_for_field(field, field_name)

    def fits(self, term: Term) -> bool:
        return True

    def _targets(self, name: str) -> list[Any]:
        made = [(f"{MADE}{pk}", one.name) for pk, one in self.made.items()]
        standing = [(str(one.organisation_id), self.terms.told(one)) for one in self.terms.rows]
        groups = [("Lập mới trong phương án này", made)] if made else []
        return [("", self.nobody(name)), *groups, ("Đang hoạt động", standing)]

    def nobody(self, name: str) -> str:
        return "chọn tổ chức"

    def groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The ticks under the names of their parents, for the page."""
        widgets = {one.data["value"]: one for one in self["organisations"].subwidgets}
        return [(name, [widgets[value] for value, _ in some]) for name, some in self.fields["organisations"].choices]

    def chosen(self) -> list[Organisation]:
        rows = Organisation.objects.in_bulk([int(pk) for pk in self.cleaned_data.get("organisations", ())])
        return [rows[int(pk)] for pk in self.cleaned_data.get("organisations", ()) if int(pk) in rows]

    def target(self, name: str = "into") -> Organisation | ReorganisationStep | None:
        said = self.cleaned_data.get(name) or ""
        if said.startswith(MADE):
            return self.made.get(int(said.removeprefix(MADE)))
        return Organisation.objects.filter(pk=said).first() if said else None

    def steps(self) -> list[StepGiven]:
        raise NotImplementedError

    def refuse(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def _ticked(label: str, hint: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, help_text=hint)


class NewFields(StepForm):
    """A target that stands, or a new one that the plan makes."""

    into = forms.ChoiceField(label="Nơi nhận", required=False)
    new_name = WordsField(label="Tên đầy đủ của tổ chức mới", max_length=160, required=False)
    new_kind = KindField(label="Loại của tổ chức mới", required=False)
    new_parent = forms.ChoiceField(label="Tổ chức mới trực thuộc", required=False)
    new_sector = forms.ChoiceField(label="Loại hình của tổ chức mới", choices=Sector.choices, required=False)
    new_code = WordsField(
        label="Mã của tổ chức mới", max_length=30, required=False,
        help_text="Dùng được mã của tổ chức kết thúc trong phương án này",
    )  # fmt: skip

    def nobody(self, name: str) -> str:
        return "lập tổ chức mới ở dưới" if name == "into" else "chọn tổ chức"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        named, chosen = cleaned.get("new_name"), cleaned.get("into")
        if named and chosen:
            self.add_error("into", "Chọn nơi nhận đang hoạt động, hoặc lập tổ chức mới; không cả hai")
        elif not named and not chosen and "into" not in self.errors:
            self.add_error("into", "Chọn nơi nhận, hoặc ghi tên tổ chức mới ở dưới")
        for name in ("new_kind", "new_parent") if named else ():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def goal(self) -> tuple[list[StepGiven], Any]:
        """(the step that makes it, if any; what the other steps name)."""
        said = self.cleaned_data
        if not said["new_name"]:
            return [], self.target()
        made = StepGiven(
            StepKind.MAKE, into=self.target("new_parent"), name=said["new_name"], kind=said["new_kind"],
            sector=said["new_sector"] or Sector.OTHER, code=said["new_code"],
        )  # fmt: skip
        return [made], made


class MergeForm(NewFields):
    what = StepKind.MERGE
    organisations = _ticked(
        "Những tổ chức được nhập", "Đảng viên và tổ chức ở dưới sang nơi nhận, rồi tổ chức kết thúc"
    )
    field_order = ["organisations", "into"]

    def steps(self) -> list[StepGiven]:
        first, into = self.goal()
        return [*first, *(StepGiven(self.what, one, into) for one in self.chosen())]


class SplitForm(NewFields):
    """Some of the people of one cell; the cell itself is chosen before."""

    what = StepKind.SPLIT
    people = _ticked("Những người chuyển sang nơi nhận")
    residents = forms.MultipleChoiceField(
        label="Hoặc mọi người cư trú ở", widget=forms.CheckboxSelectMultiple, required=False,
        help_text="Theo nơi cư trú ghi trong sổ vào ngày có hiệu lực",
    )  # fmt: skip
    field_order = ["people", "residents", "into"]

    def offer_source(self, source: Organisation) -> None:
        self.source = source
        taken = {pk for one in steps_of(self.plan) for pk in one.people}
        rows = Placement.objects.on(self.plan.day).filter(organisation=source).exclude(member__in=taken)
        there = list(rows.select_related("member").order_by("member__sort_key", "member"))
        homes = Residence.objects.on(self.plan.day).filter(member__in=[one.member_id for one in there])
        self.homes = dict(homes.exclude(place=None).values_list("member", "place"))
        living = Place.objects.in_bulk(self.homes.values())
        self.shown = [one.member_id for one in there]
        self.fields["people"].required = False
        self.fields["people"].choices = [
            (str(one.member_id), self._told(one, living.get(self.homes.get(one.member_id, 0)))) for one in there
        ]
        self.fields["residents"].choices = [(str(pk), place.name) for pk, place in living.items()]
        if not living:
            del self.fields["residents"]

    @staticmethod
    def _told(one: Placement, place: Place | None) -> str:
        guest = "" if one.kind == "official" else " (sinh hoạt tạm thời)"
        return f"{one.member.full_name}{guest}, ở {place.name}" if place else f"{one.member.full_name}{guest}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.going() and "people" not in self.errors:
            self.add_error("people", "Chọn ít nhất một người, hoặc một nơi cư trú")
        return cleaned

    def going(self) -> list[int]:
        living = {int(pk) for pk in self.cleaned_data.get("residents", ())}
        homes = getattr(self, "homes", {})
        ticked = {int(pk) for pk in self.cleaned_data.get("people", ())}
        return sorted(ticked | {pk for pk, place in homes.items() if place in living})

    def steps(self) -> list[StepGiven]:
        first, into = self.goal()
        return [*first, StepGiven(self.what, self.source, into, people=self.going())]


class MoveForm(StepForm):
    what = StepKind.MOVE
    organisations = _ticked("Những tổ chức chuyển đi", "Cả những gì ở dưới đi theo")
    into = forms.ChoiceField(label="Trực thuộc")

    def steps(self) -> list[StepGiven]:
        return [StepGiven(self.what, one, self.target()) for one in self.chosen()]


class KindForm(StepForm):
    what = StepKind.KIND
    organisations = _ticked("Những tổ chức đổi loại")
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=[("", "giữ như cũ"), *Sector.choices], required=False)

    def steps(self) -> list[StepGiven]:
        said = self.cleaned_data
        return [StepGiven(self.what, one, kind=said["kind"], sector=said["sector"]) for one in self.chosen()]


class CloseForm(StepForm):
    what = StepKind.CLOSE
    organisations = _ticked(
        "Những tổ chức kết thúc", "Chỉ tổ chức không còn đảng viên và tổ chức trực thuộc vào ngày ấy"
    )
    into = forms.ChoiceField(label="Nơi kế tục", required=False)

    def nobody(self, name: str) -> str:
        return "không có"

    def steps(self) -> list[StepGiven]:
        return [StepGiven(self.what, one, self.target()) for one in self.chosen()]


class MakeForm(StepForm):
    what = StepKind.MAKE
    name = WordsField(label="Tên đầy đủ", max_length=160, help_text="Ví dụ Đảng bộ xã Tân An")
    short_name = WordsField(label="Tên gọi tắt", max_length=80, required=False, help_text="Để trống thì lấy từ tên")
    kind = KindField(label="Loại tổ chức")
    sector = forms.ChoiceField(label="Loại hình", choices=Sector.choices)
    code = WordsField(
        label="Mã tổ chức", max_length=30, required=False,
        help_text="Dùng được mã của tổ chức kết thúc trong phương án này",
    )  # fmt: skip
    into = forms.ChoiceField(label="Trực thuộc")

    def steps(self) -> list[StepGiven]:
        said = {name: self.cleaned_data[name] for name in ("name", "short_name", "kind", "sector", "code")}
        return [StepGiven(self.what, into=self.target(), **said)]


class RenameForm(StepForm):
    """Two boxes for each organisation of one committee; what is left empty stays."""

    what = StepKind.RENAME

    def offer(self, plan: Reorganisation, terms: Terms, within: int | None = None) -> None:
        super().offer(plan, terms, within)
        self.pairs: list[tuple[int, str]] = []
        for _, some in self._ticks(within):
            for pk, name in some:
                self.pairs.append((int(pk), name))
                self.fields[f"ten-{pk}"] = WordsField(label=f"Tên mới của {name}", max_length=160, required=False)
                self.fields[f"ma-{pk}"] = WordsField(label=f"Mã mới của {name}", max_length=30, required=False)

    def lines(self) -> Iterable[tuple[str, Any, Any]]:
        return [(name, self[f"ten-{pk}"], self[f"ma-{pk}"]) for pk, name in self.pairs]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not any(cleaned.get(f"ten-{pk}") or cleaned.get(f"ma-{pk}") for pk, _ in getattr(self, "pairs", ())):
            self.add_error(None, "Ghi tên mới hoặc mã mới ở ít nhất một dòng")
        return cleaned

    def steps(self) -> list[StepGiven]:
        said = {pk: (self.cleaned_data[f"ten-{pk}"], self.cleaned_data[f"ma-{pk}"]) for pk, _ in self.pairs}
        names = dict(self.pairs)
        rows = Organisation.objects.in_bulk([pk for pk, some in said.items() if any(some)])
        return [StepGiven(self.what, row, name=said[pk][0] or names[pk], code=said[pk][1]) for pk, row in rows.items()]


def _by_reason(wrong: dict[str, list[int]]) -> str:
    """Each reason once, with the numbers of its lines: "Dòng 3, 7, 12: …"."""
    said = [f"Dòng {_numbers(lines)}: {reason}" for reason, lines in list(wrong.items())[:SAID]]
    rest = sum(map(len, list(wrong.values())[SAID:]))
    return " ".join([*said, *([f"Còn {rest} dòng khác."] if rest else [])])


def _numbers(lines: Sequence[int]) -> str:
    """ "3, 7, 12", as many as are read."""
    more = f" và {len(lines) - LINES_SAID} dòng khác" if len(lines) > LINES_SAID else ""
    return ", ".join(map(str, lines[:LINES_SAID])) + more


class PasteForm(StepForm):
    """Rows of a workbook, as they are pasted: an organisation, what is done to it, into what or to what."""

    what = "paste"  # type: ignore[assignment]  # steps of every kind
    rows = forms.CharField(
        label="Các dòng chép từ bảng tính", max_length=60_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Mỗi dòng một việc. Các cột: mã hoặc tên tổ chức; việc (nhập, chuyển cấp trên, đổi tên, đổi loại, "
        "kết thúc, lập mới); nơi nhận, nơi trực thuộc, tên mới hoặc loại mới; mã mới; loại nếu lập mới",
    )  # fmt: skip

    def clean_rows(self) -> list[StepGiven]:
        """Every line as a step; a line that can't be read is told by its number."""
        known = pasted.Known(self.terms, self.made.values()) if hasattr(self, "terms") else None
        steps, wrong = [], dict[str, list[int]]()
        for number, line in enumerate(self.cleaned_data["rows"].splitlines(), start=1):
            if not line.strip() or known is None:
                continue
            try:
                steps.append(known.step(line))
            except Refusal as refusal:
                wrong.setdefault(refusal.sentence, []).append(number)
        if wrong:
            raise forms.ValidationError(_by_reason(wrong))
        return steps

    def steps(self) -> list[StepGiven]:
        steps: list[StepGiven] = self.cleaned_data["rows"]
        return steps


FORMS: dict[str, type[StepForm]] = {
    form.what: form for form in (MergeForm, SplitForm, MoveForm, RenameForm, KindForm, CloseForm, MakeForm, PasteForm)
}
