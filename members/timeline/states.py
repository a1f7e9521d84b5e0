"""What somebody is on a day and where, in words; which verbs make sense for somebody who is that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from members import wording
from members.models import DepartureKind, Placement, PlacementKind
from members.rules.cards import given_in
from members.rules.facts import Facts
from members.timeline.known import Names

# By which verb somebody comes back, where it is not by being restored.
BACK: dict[DepartureKind, set[str]] = {DepartureKind.MOVED_OUT: {"place"}, DepartureKind.DEATH: set()}


@dataclass(frozen=True)
class State:
    """What somebody is on a day, in words, with its day; `kind` as the component `state` draws it."""

    words: str
    kind: str
    since: str = ""


@dataclass(frozen=True)
class Elsewhere:
    """Why somebody is not simply at home that day: on the way, or active at another place for a while."""

    words: str
    name: str
    href: str
    days: str


def state_on(facts: Facts, day: date) -> State:
    """The one state that counts most on that day."""
    spell = facts.membership_on(day)
    if spell is None:
        return State("Chưa vào Đảng", "locked")
    if (gone := facts.departure_on(day)) is not None:
        return State(DepartureKind(gone.kind).label.capitalize(), "locked", wording.day(gone.since, ""))
    for rows, words in ((facts.suspensions, "Đình chỉ sinh hoạt"), (facts.exemptions, "Miễn công tác và sinh hoạt")):
        here = next((row for row in rows if row.holds_on(day)), None)
        if here is not None:
            return State(words, "soon", wording.day(here.since, ""))
    if spell.official_on and spell.official_on <= day and spell.recognition:
        return State("Đảng viên chính thức", "done", wording.day(spell.official_on))
    return State("Đảng viên dự bị", "now", wording.day(spell.admitted_on, ""))


def place_words(placement: Placement, names: Names, day: date, mine: set[int]) -> dict[str, str]:
    name = names.on(placement.organisation_id, day) or placement.outside
    return {"name": name, "href": _link(placement, mine)}


def card_on(facts: Facts, day: date) -> str:
    """The newest card number of the day, masked."""
    here = [one for one in facts.numbers if one.holds_on(day)]
    return wording.masked(max(here, key=lambda one: (len(one.value), one.pk)).value) if here else ""


def lacks_card_on(facts: Facts, day: date) -> bool:
    """Official that day, still in the lists, and no number of a card of this spell is known: only official members hold
    one."""
    spell = facts.membership_on(day)
    if spell is None or spell.official_on is None or spell.official_on > day or facts.departure_on(day) is not None:
        return False
    return not given_in(spell, facts.memberships, facts.numbers, day)


def elsewhere_on(facts: Facts, names: Names, day: date, mine: set[int]) -> list[Elsewhere]:
    """Where somebody is on the way to that day, and where he is active for a while; a link where it is mine."""
    answer = []
    for one in facts.placements:
        official = one.kind == PlacementKind.OFFICIAL
        if not (one.is_on_the_way_on(day) if official else one.holds_on(day)):
            continue
        if official:
            words, days = "Đang chuyển đến", f"giới thiệu {wording.day(one.let_go_on)}, chưa tiếp nhận"
        else:
            words, days = "Sinh hoạt tạm thời tại", f"từ {wording.day(one.since, 'trước')}{until_words(one)}"
        where = names.on(one.organisation_id, day) or one.outside
        answer.append(Elsewhere(words, where, _link(one, mine), days))
    return answer


def _link(placement: Placement, mine: set[int]) -> str:
    pk = placement.organisation_id
    return reverse("organisation", args=[pk]) if pk in mine else ""


def until_words(row: Any) -> str:
    return f", đến {wording.last_day(row.until)}" if row.until else ""


def what_fits(facts: Facts, day: date) -> frozenset[str]:
    """Verbs that make sense for somebody in this state; the rules still have the last word."""
    gone = facts.departure_on(day)
    home = facts.official_place_on(day)
    if gone is not None:
        return frozenset(BACK.get(DepartureKind(gone.kind), {"restore"}))
    fits = {"note_number", "note_residence", "introduce_to_residence", "discipline", "depart", "place_temporarily",
            "exempt", "suspend", "change_name"}  # fmt: skip
    fits.add("move" if home else "place")
    spell = facts.membership_on(day)
    if spell and spell.official_on is None:
        fits.add("recognise")
    if any(one.is_on_the_way_on(day) and one.received_on is None for one in facts.placements):
        fits.add("receive")
    for rows, verb in ((facts.exemptions, "exempt"), (facts.suspensions, "suspend")):
        if any(row.holds_on(day) for row in rows):
            fits.discard(verb)
    return frozenset(fits)
