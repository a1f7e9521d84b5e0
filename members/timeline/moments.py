"""One person's facts in the order of days, each with its paper and with where it is corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members import wording
from members.models import DepartureKind, Placement, PlacementKind
from members.rules.facts import Facts
from members.timeline.edits import NO_EDIT, Edit, Offices, edit_of, end_of, off_of
from members.timeline.known import Names, as_known_on, latest_known
from members.timeline.states import until_words


@dataclass(frozen=True)
class Moment:
    """One dated fact: when, what, its paper; `big` for a step of Party life; where it is corrected, ended, taken
    off."""

    at: date | None
    words: str
    paper: str = ""
    big: bool = False
    edit: Edit = NO_EDIT
    end: str = ""
    off: str = ""

    @property
    def when(self) -> str:
        return wording.day(self.at, "từ trước")


def moments(facts: Facts, names: Names, day: date, may: frozenset[str], offices: Offices) -> list[Moment]:
    """Everything that had begun by that day, oldest first; on a past day without how it ended later. Today also the
    offices to come."""
    known = as_known_on(facts, day)
    every = [
        *_spells(known, may), *_places(known, names, day, may), *_standing(known, may),
        *_name_changes(known, may),
    ]  # fmt: skip
    begun = [one for one in every if one.at is None or one.at <= day]
    # An office to come is known today: until it begins it keeps others out of it.
    ahead = latest_known(day)
    begun += [one for one in _holdings(known, names, day, offices) if one.at is None or one.at <= ahead]
    return sorted(begun, key=lambda one: one.at or date.min)


def _spells(facts: Facts, may: frozenset[str]) -> Iterable[Moment]:
    first = min((one.admitted_on or date.min for one in facts.memberships), default=date.min)
    for one in facts.memberships:
        edit = edit_of(may, "correct_membership", "correct-membership", one.pk)
        if one.admitted_on:
            words = "Kết nạp lại vào Đảng" if one.admitted_on > first else "Kết nạp Đảng"
            yield Moment(one.admitted_on, words, wording.paper(one.admission_decision), True, edit)
        if one.official_on:
            words = "Công nhận đảng viên chính thức"
            paper = wording.paper(one.recognition_decision)
            if one.recognition_decision is None:
                paper = "Quyết định chưa rõ"
            yield Moment(one.official_on, words, paper, True, edit)
    for one in facts.departures:
        words = DepartureKind(one.kind).label
        edit = edit_of(may, "correct_departure", "correct-departure", one.pk)
        yield Moment(one.since, words[0].upper() + words[1:], wording.paper(one.decision), True, edit)
        if one.until and facts.spell_after(one) is None:
            back = "Trở lại danh sách" if one.kind == DepartureKind.MOVED_OUT else "Phục hồi đảng tịch"
            returned = edit_of(may, "correct_departure", "correct-departure", one.pk, "until")
            own = returned if "correct_departure" in may else NO_EDIT
            yield Moment(one.until, back, wording.paper(one.return_decision), True, own)


def _places(facts: Facts, names: Names, day: date, may: frozenset[str]) -> Iterable[Moment]:
    """Each place as it was called when the person came."""
    admitted = {one.pk: one.admitted_on for one in facts.memberships}
    for one in facts.placements:
        where = names.on(one.organisation_id, one.since) or one.outside
        official = one.kind == PlacementKind.OFFICIAL
        words = f"Sinh hoạt tại {where}" if official else f"Sinh hoạt tạm thời tại {where}{until_words(one)}"
        if one.is_on_the_way_on(day):
            words += f" (giới thiệu {wording.day(one.let_go_on)}, chưa tiếp nhận)"
        elif one.assumed:
            words += _taken_from(one, admitted.get(one.membership_id), names.began(one.organisation_id))
        edit = edit_of(may, "correct_placement", "correct-placement", one.pk)
        end = "" if official else end_of(may, "end_temporary", "end-temporary", one)
        yield Moment(one.since, words, wording.paper(one.decision), edit=edit, end=end)


def _taken_from(one: Placement, admitted: date | None, began: date | None) -> str:
    """Where the day was taken from with which a place begins that nobody has said (`importing.rows.place_of`)."""
    if one.since is None:
        return ""
    if one.since == admitted:
        return " (ngày suy từ ngày vào Đảng)"
    return " (ghi từ ngày lập nơi này)" if one.since == began else " (chưa rõ ngày vào Đảng; ghi từ ngày đầu của sổ)"


def _standing(facts: Facts, may: frozenset[str]) -> Iterable[Moment]:
    for rows, words, name, correct, ending in (
        (facts.exemptions, "Miễn công tác và sinh hoạt", "exemption", "correct_exemption", "end_exemption"),
        (facts.suspensions, "Đình chỉ sinh hoạt", "suspension", "correct_suspension", "end_suspension"),
        (facts.introductions, "Giới thiệu về nơi cư trú", "introduction", "correct_residence_introduction",
         "end_residence_introduction"),
    ):  # fmt: skip
        for one in rows:
            said = f"{words}: {one.to}" if hasattr(one, "to") else words
            if hasattr(one, "reason"):
                said += f" ({one.get_reason_display()})"
            end = end_of(may, ending, f"end-{name}", one)
            edit = edit_of(may, correct, f"correct-{name}", one.pk)
            off = off_of(may, f"remove_{name}", one)
            yield Moment(one.since, said + until_words(one), wording.paper(one.decision), edit=edit, end=end, off=off)
    for one in facts.disciplines:
        edit = edit_of(may, "correct_discipline", "correct-discipline", one.pk)
        yield Moment(one.day, f"Kỷ luật: {one.get_form_display()}", wording.paper(one.decision), edit=edit)
    for one in facts.numbers:
        edit = edit_of(may, "correct_number", "correct-number", one.pk)
        off = off_of(may, "remove_number", one)
        yield Moment(one.since, wording.card(one), one.source, edit=edit, off=off)


def _name_changes(facts: Facts, may: frozenset[str]) -> Iterable[Moment]:
    for one in facts.name_changes:
        edit = edit_of(may, "correct_name_change", "correct-name-change", one.pk)
        yield Moment(one.day, f"Đổi tên, trước là {one.former}", wording.paper(one.decision), edit=edit)


def _holdings(facts: Facts, names: Names, day: date, offices: Offices) -> Iterable[Moment]:
    """What has not begun is put right, not ended."""
    for one in facts.holdings:
        may = offices.get(one.organisation_id, frozenset())
        coming = one.since is not None and one.since > day
        said = f", sẽ giữ từ ngày {wording.day(one.since)}" if coming else ""
        held = f"{one.get_office_display().capitalize()} {names.on(one.organisation_id, one.since)}"
        edit = edit_of(may, "correct_office", "correct-office", one.pk)
        end = "" if coming else end_of(may, "end_office", "end-office", one)
        yield Moment(one.since, held + said + until_words(one), wording.paper(one.decision), edit=edit, end=end)
