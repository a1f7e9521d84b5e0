"""All dated facts of one person, as lists of rows (saved or proposed), and what can't be true of them together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import pairwise
from typing import Any

from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import (
    Departure,
    DepartureKind,
    Discipline,
    DisciplineForm,
    Exemption,
    Membership,
    NameChange,
    Number,
    OfficeHolding,
    Placement,
    PlacementKind,
    Residence,
    ResidenceIntroduction,
    Suspension,
)
from members.regulations import Confidence, rules_on

START, END = date.min, date.max
# So many of what no longer fits are named; more is no list that somebody reads at a field.
LONGEST_LIST = 8


@dataclass(frozen=True)
class Facts:
    """Rows of one person. Proposed rows take the place of those with the same id."""

    memberships: Sequence[Membership] = ()
    placements: Sequence[Placement] = ()
    numbers: Sequence[Number] = ()
    residences: Sequence[Residence] = ()
    exemptions: Sequence[Exemption] = ()
    suspensions: Sequence[Suspension] = ()
    disciplines: Sequence[Discipline] = ()
    departures: Sequence[Departure] = ()
    introductions: Sequence[ResidenceIntroduction] = ()
    holdings: Sequence[OfficeHolding] = ()
    name_changes: Sequence[NameChange] = ()

    def with_rows(self, name: str, *rows: Any) -> Facts:
        """The same facts with these rows of one kind added, or put in place of the row with the same id."""
        known = {row.pk for row in rows if row.pk is not None}
        kept = [row for row in getattr(self, name) if row.pk not in known]
        changed: dict[str, Any] = {name: [*kept, *rows]}
        return replace(self, **changed)

    def as_they_are(self) -> Facts:
        """Copies of all rows: the rows themselves are about to be changed in place."""
        changed: dict[str, Any] = {one.name: [copy(row) for row in getattr(self, one.name)] for one in fields(self)}
        return replace(self, **changed)

    def membership_on(self, day: date) -> Membership | None:
        """The spell that had begun by that day; the newest one where there are several."""
        begun = [one for one in self.memberships if one.admitted_on is None or one.admitted_on <= day]
        return max(begun, key=lambda one: one.admitted_on or START, default=None)

    def is_official_on(self, day: date) -> bool:
        spell = self.membership_on(day)
        return spell is not None and spell.official_on is not None and spell.official_on <= day

    def official_place_on(self, day: date) -> Placement | None:
        return next((p for p in self.placements if p.kind == PlacementKind.OFFICIAL and p.holds_on(day)), None)

    def spell_after(self, gone: Departure) -> Membership | None:
        """The spell whose beginning ended this departure: the person was admitted again."""
        return next(
            (
                one
                for one in self.memberships
                if gone.until is not None and one.admitted_on == gone.until and one.pk != gone.membership_id
            ),
            None,
        )

    def departure_on(self, day: date) -> Departure | None:
        return next((one for one in self.departures if one.holds_on(day)), None)


def said(row: Any) -> str:
    """A period in words, as an office says it."""
    since = f"từ {print_day(row.since)}" if row.since else "từ trước"
    return f"{since} đến trước {print_day(row.until)}" if row.until else since


def overlap(one: Any, other: Any) -> bool:
    return (one.since or START) < (other.until or END) and (other.since or START) < (one.until or END)


def contradictions(facts: Facts) -> set[str]:
    """Sentences for everything in these facts that can't be true together. Empty for most people.

    What a list brought in may already contradict itself; a verb is refused only for what it would add.
    """
    found: set[str] = set()
    for kind in PlacementKind.values:
        found |= _overlaps(f"Hai nơi sinh hoạt {PlacementKind(kind).label} trùng ngày",
                           [p for p in facts.placements if p.kind == kind])  # fmt: skip
    for label, rows in _periods(facts):
        found |= _overlaps(f"Hai lần {label} trùng ngày", rows)
    found |= _outside_of_membership(facts)
    found |= _spells(facts)
    found |= _before_official(facts)
    found |= _nowhere(facts)
    for number in {n.kind for n in facts.numbers}:
        found |= _overlaps("Hai số thẻ cùng loại trùng ngày", [n for n in facts.numbers if n.kind == number])
    found |= _overlaps("Hai nơi cư trú trùng ngày", facts.residences)
    for one in facts.placements:
        if one.received_on and one.until and one.received_on >= one.until:
            found.add(f"Nơi sinh hoạt {said(one)} tiếp nhận ngày {print_day(one.received_on)}, sau khi đã kết thúc")
        if one.let_go_on and one.since and one.since < one.let_go_on:
            found.add(f"Nơi sinh hoạt {said(one)}, trước ngày giới thiệu {print_day(one.let_go_on)}")
        if one.received_on and one.let_go_on is None and one.since and one.received_on < one.since:
            found.add(f"Nơi sinh hoạt {said(one)}, sau ngày tiếp nhận {print_day(one.received_on)}")
        if one.kind == PlacementKind.TEMPORARY:
            found |= {
                f"Nơi sinh hoạt tạm thời ({said(one)}) cũng là nơi sinh hoạt chính thức"
                for home in facts.placements
                if home.kind == PlacementKind.OFFICIAL
                and home.organisation_id == one.organisation_id is not None
                and overlap(home, one)
            }
    return found


def _periods(facts: Facts) -> Iterable[tuple[str, list[Any]]]:
    for label, rows in (
        ("miễn sinh hoạt", facts.exemptions),
        ("đình chỉ sinh hoạt", facts.suspensions),
        ("ra khỏi danh sách", facts.departures),
        ("giới thiệu về nơi cư trú", facts.introductions),
    ):
        for membership in {row.membership_id for row in rows}:
            yield label, [row for row in rows if row.membership_id == membership]
    for key in {(row.organisation_id, row.office) for row in facts.holdings}:
        yield "giữ chức vụ", [row for row in facts.holdings if (row.organisation_id, row.office) == key]


def _overlaps(label: str, rows: Sequence[Any]) -> set[str]:
    ordered = sorted(rows, key=lambda row: (row.since or START, row.until or END))
    return {f"{label}: {said(one)}; {said(other)}" for one, other in pairwise(ordered) if overlap(one, other)}


def _outside_of_membership(facts: Facts) -> set[str]:
    """Nothing holds before the admission of its spell, nor while the person is out of the register."""
    found = set()
    spells = {one.pk: one for one in facts.memberships}
    groups = (
        ("Nơi sinh hoạt", facts.placements),
        ("Miễn sinh hoạt", facts.exemptions),
        ("Đình chỉ sinh hoạt", facts.suspensions),
        ("Giới thiệu về nơi cư trú", facts.introductions),
    )
    for label, rows in groups:
        for row in rows:
            spell = spells.get(row.membership_id)
            if spell is not None and spell.admitted_on and row.since and row.since < spell.admitted_on:
                found.add(f"{label} {said(row)} trước ngày vào Đảng {print_day(spell.admitted_on)}")
            for gone in facts.departures:
                if gone.membership_id == row.membership_id and overlap(gone, row):
                    found.add(f"{label} {said(row)} khi đã ra khỏi danh sách {said(gone)}")
    found |= _steps_before(facts, spells)
    for one in facts.disciplines:
        spell = spells.get(one.membership_id)
        if spell is not None and spell.admitted_on and one.day < spell.admitted_on:
            found.add(f"Kỷ luật {print_day(one.day)} trước ngày vào Đảng {print_day(spell.admitted_on)}")
        if any(gone.membership_id == one.membership_id and gone.holds_on(one.day) and gone.since != one.day
               for gone in facts.departures):  # fmt: skip
            found.add(f"Kỷ luật {print_day(one.day)} khi đã ra khỏi danh sách")
    for held in facts.holdings:
        found |= {f"Giữ chức vụ {said(held)} khi đã ra khỏi danh sách {said(gone)}"
                  for gone in facts.departures if overlap(gone, held)}  # fmt: skip
    return found


def _steps_before(facts: Facts, spells: dict[int, Membership]) -> set[str]:
    """Nobody is introduced, received, asks for an exemption as a member before the admission of that spell."""
    steps = [("Giới thiệu đi", one.membership_id, one.let_go_on) for one in facts.placements]
    steps += [("Tiếp nhận", one.membership_id, one.received_on) for one in facts.placements]
    steps += [("Đề nghị miễn sinh hoạt", one.membership_id, one.requested_on) for one in facts.exemptions]
    steps += [("Báo cáo miễn sinh hoạt", one.membership_id, one.reported_on) for one in facts.exemptions]
    found = set()
    for label, of, day in steps:
        begun_on = spells[of].admitted_on if of in spells else None
        if day is not None and begun_on is not None and day < begun_on:
            found.add(f"{label} {print_day(day)} trước ngày vào Đảng {print_day(begun_on)}")
    return found


def _spells(facts: Facts) -> set[str]:
    """Dates inside one spell in order; a later spell begins only while an earlier one is ended."""
    found = set()
    for one in facts.memberships:
        if one.admitted_on and one.official_on and one.official_on < one.admitted_on:
            found.add(f"Ngày chính thức {print_day(one.official_on)} trước ngày vào Đảng {print_day(one.admitted_on)}")
        for gone in facts.departures:
            if gone.membership_id == one.pk and gone.since and one.admitted_on and gone.since < one.admitted_on:
                found.add(f"Ra khỏi danh sách {said(gone)} trước ngày vào Đảng {print_day(one.admitted_on)}")
    for gone in facts.departures:
        if gone.kind == DepartureKind.DEATH and gone.until is not None:
            found.add(f"Từ trần {said(gone)} mà lại có trong danh sách sau đó")
    ordered = sorted(facts.memberships, key=lambda one: one.admitted_on or START)
    for earlier, later in pairwise(ordered):
        begins = later.admitted_on or START
        # Ended by this admission; where two records were joined it may still stand open.
        if not any(gone.membership_id == earlier.pk and (gone.since or START) < begins
                   and gone.until in (None, later.admitted_on) for gone in facts.departures):  # fmt: skip
            found.add(f"Kết nạp lại {print_day(begins)} khi chưa ra khỏi Đảng")
    return found


def _nowhere(facts: Facts) -> set[str]:
    """What happens to a member happens in a cell: nothing begins before the first place of its spell that is known."""
    found = set()
    begins: dict[int, date] = {}
    for place in facts.placements:
        if place.kind == PlacementKind.OFFICIAL:
            first = place.since or START
            begins[place.membership_id] = min(begins.get(place.membership_id, first), first)
    groups = (
        ("Miễn sinh hoạt", facts.exemptions),
        ("Đình chỉ sinh hoạt", facts.suspensions),
        ("Giới thiệu về nơi cư trú", facts.introductions),
        ("Sinh hoạt tạm thời", [one for one in facts.placements if one.kind == PlacementKind.TEMPORARY]),
    )
    for label, rows in groups:
        for row in rows:
            first = begins.get(row.membership_id, START)
            if row.since is not None and row.since < first:
                found.add(f"{label} {said(row)}, trước nơi sinh hoạt đầu tiên từ {print_day(first)}")
    return found


def _before_official(facts: Facts) -> set[str]:
    """What only an official member has: a card (24-QĐ/TW, 6.1), an office (Điều lệ Đảng, điều 3), and a discipline
    beyond those for probationers (điều 35) on days on which that rule is sure."""
    found = set()
    found |= _cards_before(facts)
    for held in facts.holdings:
        if facts.memberships and held.since is not None and not facts.is_official_on(held.since):
            found.add(f"Giữ chức vụ {said(held)} khi chưa là đảng viên chính thức")
    for one in facts.disciplines:
        rule = rules_on(one.day).discipline.forms_probationary
        form = str(DisciplineForm(one.form).label)
        sure = rule.confidence == Confidence.HIGH and form not in rule.value
        if sure and facts.membership_on(one.day) is not None and not facts.is_official_on(one.day):
            found.add(f"Kỷ luật {form} ngày {print_day(one.day)} khi còn là đảng viên dự bị")
    return found


def _cards_before(facts: Facts) -> set[str]:
    """A card is an official member's (24-QĐ/TW, 6.1). Where nobody knows since when somebody is official, it is no
    earlier than the admission."""
    found = set()
    for number in facts.numbers if facts.memberships else ():
        if number.since is None:
            continue
        spell = facts.membership_on(number.since)
        if spell is None or (spell.official_on is not None and number.since < spell.official_on):
            found.add(f"Số thẻ {number.value} {said(number)} khi chưa là đảng viên chính thức")
    return found


def check_fits(*facts: Facts, field: str = "day", opening: str = "Không khớp với những gì đã ghi.") -> None:
    """`facts`: all that was, and last what would be. Raises RuleBroken with the list of what would no longer fit; what
    did not fit before is not held against it."""
    *before, after = facts
    new = sorted(contradictions(after).difference(*(contradictions(one) for one in before)))
    if new:
        shown = "; ".join(new[:LONGEST_LIST])
        more = f" (và {len(new) - LONGEST_LIST} chỗ khác)" if len(new) > LONGEST_LIST else ""
        raise RuleBroken("arithmetic.fits", f"{opening} {shown}{more}.", field=field, others=new)
