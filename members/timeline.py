"""One person's facts in the order of days and in groups, as the page shows them, for any day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from members import checks, rights, scope, wording
from members.importing.grounds import of_code
from members.models import (
    Departure,
    DepartureKind,
    Discipline,
    Exemption,
    Finding,
    Member,
    Membership,
    NameChange,
    Number,
    OfficeHolding,
    Placement,
    PlacementKind,
    Residence,
    ResidenceIntroduction,
    Suspension,
    Term,
)
from members.rules.facts import Facts

# The verbs one has on each organisation of which the person holds an office: its own part decides, not the person's.
Offices = Mapping[int, frozenset[str]]
JOINED = ("decision", "admission_decision", "recognition_decision", "place", "membership", "organisation")


@dataclass(frozen=True)
class Edit:
    """Where a fact is corrected, or its correction proposed, and the words that say which."""

    href: str = ""
    words: str = "Sửa"


NO_EDIT = Edit()


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


@dataclass(frozen=True)
class Group:
    """Facts of one kind with the address of the form that changes them."""

    title: str
    facts: tuple[tuple[str, str, Edit], ...]


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


def latest_known(day: date) -> date:
    """A past day knows nothing later than itself; today shows also what is planned."""
    return day if day < scope.current().day else date.max


def as_known_on(facts: Facts, day: date) -> Facts:
    """The facts without ends that came after that day. The end of a temporary place is settled when it begins."""
    known = latest_known(day)
    answer = facts.as_they_are()
    rows = [*answer.exemptions, *answer.suspensions, *answer.introductions, *answer.holdings]
    for row in rows:
        if row.until is not None and row.until > known:
            row.until = None
    return answer


def facts_of(member: Member) -> Facts:
    """All dated facts through the viewer's scope (the door has opened this person)."""
    related = {"membership__member": member}

    def of(model: Any, **by: Any) -> list[Any]:
        rows = getattr(model, "of_people", model.objects).filter(**by)
        names = {field.name for field in model._meta.fields}
        joins = [name for name in JOINED if name in names]
        return list(rows.select_related(*joins) if joins else rows)

    return Facts(
        memberships=of(Membership, member=member),
        placements=of(Placement, member=member),
        numbers=of(Number, member=member),
        residences=of(Residence, member=member),
        exemptions=of(Exemption, **related),
        suspensions=of(Suspension, **related),
        disciplines=of(Discipline, **related),
        departures=of(Departure, **related),
        introductions=of(ResidenceIntroduction, **related),
        holdings=of(OfficeHolding, member=member),
        name_changes=of(NameChange, member=member),
    )


def called_on(member: Member, facts: Facts, day: date) -> str:
    """The name the person bore that day."""
    later = [one for one in facts.name_changes if one.day > day]
    return min(later, key=lambda one: one.day).former if later else member.full_name


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


class Names:
    """What organisations were called, for any day, read at once for some rows."""

    def __init__(self, rows: Iterable[Placement | OfficeHolding]) -> None:
        wanted = {row.organisation_id for row in rows if row.organisation_id}
        self._terms: dict[int, list[Term]] = {}
        for term in Term.unscoped.filter(organisation__in=wanted):
            self._terms.setdefault(term.organisation_id, []).append(term)
        for own in self._terms.values():
            own.sort(key=lambda term: term.since or date.min)

    def on(self, organisation: int | None, day: date | None) -> str:
        """Its name that day; before its beginning the first, after its end the last; "" for one outside."""
        own = self._terms.get(organisation or 0, [])
        begun = [term.name for term in own if day is not None and (term.since or date.min) <= day]
        return begun[-1] if begun else own[0].name if own else ""


def names_in(facts: Facts) -> Names:
    return Names([*facts.placements, *facts.holdings])


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
            words, days = "Sinh hoạt tạm thời tại", f"từ {wording.day(one.since, 'trước')}{_until(one)}"
        where = names.on(one.organisation_id, day) or one.outside
        answer.append(Elsewhere(words, where, _link(one, mine), days))
    return answer


def _link(placement: Placement, mine: set[int]) -> str:
    pk = placement.organisation_id
    return reverse("organisation", args=[pk]) if pk in mine else ""


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


def _edit(may: frozenset[str], verb: str, url: str, pk: int, field: str = "") -> Edit:
    """The form of a correction, or of its proposal, with the field it should begin at."""
    at = f"#id_{field}" if field else ""
    if verb in may:
        return Edit(reverse(url, args=[pk]) + at)
    if rights.asking(verb) in may:
        return Edit(reverse(url.replace("correct-", "propose-"), args=[pk]) + at, "Đề nghị sửa")
    return NO_EDIT


def _end(may: frozenset[str], verb: str, url: str, row: Any) -> str:
    """Where something that goes on is ended."""
    return reverse(url, args=[row.pk]) if verb in may and row.until is None else ""


def _off(may: frozenset[str], verb: str, row: Any) -> str:
    """Where what was noted of the wrong person is taken off."""
    return reverse(verb.replace("_", "-"), args=[row.pk]) if verb in may else ""


def _spells(facts: Facts, may: frozenset[str]) -> Iterable[Moment]:
    for one in facts.memberships:
        edit = _edit(may, "correct_membership", "correct-membership", one.pk)
        if one.admitted_on:
            yield Moment(one.admitted_on, "Kết nạp Đảng", wording.paper(one.admission_decision), True, edit)
        if one.official_on:
            words = "Công nhận đảng viên chính thức"
            paper = wording.paper(one.recognition_decision)
            if one.recognition_decision is None:
                paper = "Quyết định chưa rõ"
            yield Moment(one.official_on, words, paper, True, edit)
    for one in facts.departures:
        words = DepartureKind(one.kind).label
        edit = _edit(may, "correct_departure", "correct-departure", one.pk)
        yield Moment(one.since, words[0].upper() + words[1:], wording.paper(one.decision), True, edit)
        if one.until:
            back = "Trở lại danh sách" if one.kind == DepartureKind.MOVED_OUT else "Phục hồi đảng tịch"
            returned = _edit(may, "correct_departure", "correct-departure", one.pk, "until")
            own = returned if "correct_departure" in may else NO_EDIT
            yield Moment(one.until, back, wording.paper(one.return_decision), True, own)


def _until(row: Any) -> str:
    return f", đến {wording.last_day(row.until)}" if row.until else ""


def _places(facts: Facts, names: Names, day: date, may: frozenset[str]) -> Iterable[Moment]:
    """Each place as it was called when the person came."""
    for one in facts.placements:
        where = names.on(one.organisation_id, one.since) or one.outside
        official = one.kind == PlacementKind.OFFICIAL
        words = f"Sinh hoạt tại {where}" if official else f"Sinh hoạt tạm thời tại {where}{_until(one)}"
        if one.is_on_the_way_on(day):
            words += f" (giới thiệu {wording.day(one.let_go_on)}, chưa tiếp nhận)"
        elif one.assumed:
            words += " (ngày suy từ ngày vào Đảng)"
        edit = _edit(may, "correct_placement", "correct-placement", one.pk)
        end = "" if official else _end(may, "end_temporary", "end-temporary", one)
        yield Moment(one.since, words, wording.paper(one.decision), edit=edit, end=end)


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
            end = _end(may, ending, f"end-{name}", one)
            edit = _edit(may, correct, f"correct-{name}", one.pk)
            off = _off(may, f"remove_{name}", one)
            yield Moment(one.since, said + _until(one), wording.paper(one.decision), edit=edit, end=end, off=off)
    for one in facts.disciplines:
        edit = _edit(may, "correct_discipline", "correct-discipline", one.pk)
        yield Moment(one.day, f"Kỷ luật: {one.get_form_display()}", wording.paper(one.decision), edit=edit)
    for one in facts.numbers:
        edit = _edit(may, "correct_number", "correct-number", one.pk)
        off = _off(may, "remove_number", one)
        yield Moment(one.since, wording.card(one), one.source, edit=edit, off=off)


def _name_changes(facts: Facts, may: frozenset[str]) -> Iterable[Moment]:
    for one in facts.name_changes:
        edit = _edit(may, "correct_name_change", "correct-name-change", one.pk)
        yield Moment(one.day, f"Đổi tên, trước là {one.former}", wording.paper(one.decision), edit=edit)


def _holdings(facts: Facts, names: Names, day: date, offices: Offices) -> Iterable[Moment]:
    """What has not begun is put right, not ended."""
    for one in facts.holdings:
        may = offices.get(one.organisation_id, frozenset())
        coming = one.since is not None and one.since > day
        said = f", sẽ giữ từ ngày {wording.day(one.since)}" if coming else ""
        words = f"{one.get_office_display().capitalize()} {names.on(one.organisation_id, one.since)}{said}{_until(one)}"
        edit = _edit(may, "correct_office", "correct-office", one.pk)
        end = "" if coming else _end(may, "end_office", "end-office", one)
        yield Moment(one.since, words, wording.paper(one.decision), edit=edit, end=end)


def groups(member: Member, facts: Facts, day: date, may: frozenset[str]) -> list[Group]:
    """Details as the register keeps them: name, words, address of the form."""

    def person(field: str) -> Edit:
        return _edit(may, "correct_member", "correct-member", member.pk, field)

    # One that is to begin only later, by a slip in its day, is corrected here too.
    spell = facts.membership_on(day) or (next(iter(facts.memberships), None) if may else None)
    official = spell if spell and (spell.official_on is None or spell.official_on <= latest_known(day)) else None

    def dates(field: str) -> Edit:
        return _edit(may, "correct_membership", "correct-membership", spell.pk, field) if spell else NO_EDIT

    def own_dates(field: str) -> Edit:
        """What the officer corrects and nobody proposes."""
        return dates(field) if "correct_membership" in may else NO_EDIT

    home = next((one for one in facts.residences if one.holds_on(day)), None)

    def residence(field: str) -> Edit:
        return _edit(may, "correct_residence", "correct-residence", home.pk, field) if home else NO_EDIT

    return [
        Group("Nhân thân", (
            ("Họ và tên", member.full_name, person("full_name")),
            ("Tên gọi khác", member.other_names, person("other_names")),
            ("Ngày sinh", wording.birth(member), person("birth")),
            ("Giới tính", member.get_sex_display(), person("sex")),
            ("Số lý lịch", member.profile_number, person("profile_number")),
            ("Học vấn", member.get_schooling_display(), person("schooling")),
            ("Lý luận chính trị", member.get_theory_display(), person("theory")),
            ("Nghề nghiệp", member.get_occupation_display(), person("occupation")),
        )),
        Group("Đảng tịch", (
            ("Ngày vào Đảng", wording.day(spell.admitted_on, "") if spell else "", dates("admitted_on")),
            ("Ngày chính thức", wording.day(official.official_on, "") if official else "", dates("official_on")),
            ("Quyết định kết nạp", wording.paper(spell.admission_decision) if spell else "",
             own_dates("admission_number")),
            ("Quyết định công nhận", wording.paper(official.recognition_decision) if official else "",
             own_dates("recognition_number")),
        )),
        Group("Cư trú", (("Nơi cư trú", home.address if home else "", residence("address")),
                         ("Địa bàn", str(home.place) if home and home.place else "", residence("place")))),
    ]  # fmt: skip


# By which form a check is mended, and whose row it is about: the person's, or of the spell or number of the day.
MENDS = {
    "correct_member": "correct-member", "correct_membership": "correct-membership", "recognise": "recognise",
    "correct_number": "correct-number", "note_number": "note-number", "introduce_to_residence": "introduce",
}  # fmt: skip


def mend(check: checks.Check, member: Member, facts: Facts, day: date, may: frozenset[str], offices: Offices) -> Edit:
    """Where what a check found is mended, by who may: at the row that it names somebody for. The list of dated facts
    shows the others."""
    verb = check.mend
    if verb in OF_OFFICES:
        return _mend_office(verb, member, day, offices)
    row = _faulty(check, member, facts, day)
    if verb not in MENDS or row is None:
        return NO_EDIT
    if verb.startswith("correct_"):
        return _edit(may, verb, MENDS[verb], row.pk)
    return Edit(reverse(MENDS[verb], args=[row.pk]), "Ghi") if verb in may else NO_EDIT


def _faulty(check: checks.Check, member: Member, facts: Facts, day: date) -> Any:
    """The spell of the place, the first of the wrong numbers, or the person."""
    if check.mend == "correct_membership":
        home = facts.official_place_on(day)
        return home.membership if home else None
    if check.key in checks.WRONG_NUMBERS:
        return checks.numbers_named(check.key, member, day).first()
    return member


# Of which offices a check speaks, on which page each is mended, and the words of the button.
OF_OFFICES = {
    "end_office": (checks.offices_left_by, "end-office", "Ghi thôi giữ"),
    "correct_office": (checks.offices_unapproved, "correct-office", "Ghi quyết định"),
}


def _mend_office(verb: str, member: Member, day: date, offices: Offices) -> Edit:
    """The first of these offices for which the verb is this viewer's."""
    found, page, words = OF_OFFICES[verb]
    for one in found(member, day):
        if verb in offices.get(one.organisation_id, ()):
            return Edit(reverse(page, args=[one.pk]), words)
    return NO_EDIT


# By which verb somebody comes back, where it is not by being restored.
BACK: dict[DepartureKind, set[str]] = {DepartureKind.MOVED_OUT: {"place"}, DepartureKind.DEATH: set()}


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


def findings(member: Member, day: date) -> list[dict[str, str]]:
    """What lists said that could not become facts, each with the rule that asks for the value."""
    return [
        {"words": wording.finding(one.code), "written": one.written, "rule": of_code(one.code, one.field, day),
         "from": f"{one.file}, {one.sheet}, ô {one.cell}", "href": reverse("settle-finding", args=[one.pk])}
        for one in Finding.objects.filter(member=member)
    ]  # fmt: skip
