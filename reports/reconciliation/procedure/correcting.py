"""Where the committee is right: what our record says is corrected by the plain verb of that fact, with day and paper.

A case of a later app (a transfer, an admission) stands in the place of the verb whose name it has in the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from members import history, registry, rights, uploads
from members.comparing import known, person_of_row
from members.errors import RuleBroken
from members.importing import tables_of
from members.models import Act, Departure, Member, Membership, Number, NumberKind, Placement
from members.procedure import VERBS, Paper, revert
from members.procedure.people import NumberGiven
from members.procedure.proposals import Rests
from members.rights import Actor
from members.rules.cards import given_in
from reports.reconciliation.models import Difference, Elsewhere, Kind
from reports.reconciliation.procedure import status_corrections
from reports.reconciliation.procedure.rounds import called
from reports.reconciliation.rules import corrections as rules
from reports.reconciliation.rules.rounds import period_name
from reports.reconciliation.rules.sides import GUEST_HERE, numbers

Given = Mapping[str, Any]
# Our record has these on a day, never in a month or a year.
WHOLE_DAYS = frozenset({"admitted_on", "official_on"})
DIGITS = {8: NumberKind.CARD_8, 12: NumberKind.CARD_12}


def may_enter(point: Difference, *, by: Actor) -> bool:
    """Whether this actor enters the correction himself; else it waits on the officer."""
    found = rules.correction(point.kind, point.field)
    if found is None:
        return False
    member = member_of(point)
    case = rights.case_of_person(member.pk, by.day) if member else _of_list(point)
    # Of two ways the one that needs more decides: who may not depart somebody asks the officer.
    return all(rights.may(by, name, case) for name in found.verbs)


def _of_list(point: Difference) -> rights.Case:
    return rights.case_of_organisation(point.list.reconciliation.organisation_id)


def member_of(point: Difference) -> Member | None:
    """Whom the difference is about, wherever that person is; read without a scope, for verbs alone."""
    if point.kind != Kind.ELSEWHERE:
        return point.member
    return Member.unscoped.filter(pk__in=Elsewhere.unscoped.filter(difference=point).values("member")).first()


def check_asked(point: Difference, *, by: Actor, paper: Paper, given: Given) -> None:
    """What is asked of a correction whoever enters it: a proposal that waits on the officer can be entered as it
    stands. Raises RuleBroken at the field."""
    found = rules.correction(point.kind, point.field)
    if found is None:
        return
    rules.check_paper(found, paper.number, paper.signed_on, today=by.day)
    rules.check_days(found, given, closing_day=point.list.reconciliation.round.closing_day, today=by.day)
    if point.field in WHOLE_DAYS:
        _whole(point.list_value, "choice")


def correct(point: Difference, *, by: Actor, paper: Paper, given: Given) -> tuple[Member, list[int]]:
    """Correct our record inside the open act. Answers the person and the numbers of the lines it leaves.

    Raises RuleBroken, Doubted where a rule doubts it and the paper is not whole, Outdated where the record has changed
    since it was compared.
    """
    found = rules.correction(point.kind, point.field)
    assert found is not None  # noqa: S101  (only offered where there is one)
    rules.check_given(found, given)
    outer, member = history.current(), member_of(point)
    before = len(history.acts_inside(outer))
    case = _Case(point, member, by, paper, given)
    HOW[Kind(point.kind), point.field](case)
    inner = [one for one in history.acts_inside(outer)[before:] if one.inside is outer]
    entered = member or Member.unscoped.get(pk=inner[0].member or 0)
    return entered, [history.number_of(one) for one in inner]


@dataclass
class _Case:
    """One correction under way; `seen` is held against the record once, for the first verb."""

    point: Difference
    person: Member | None
    by: Actor
    paper: Paper
    given: Given
    first: bool = True

    @property
    def member(self) -> Member:
        assert self.person is not None  # noqa: S101  (only who is listed alone has no record)
        return self.person

    @property
    def day(self) -> date | None:
        return self.given.get("day")

    @property
    def closing_day(self) -> date:
        day: date = self.point.list.reconciliation.round.closing_day
        return day

    def seen(self) -> int | None:
        """The version that was compared, asked once: what this correction itself writes is no change by others."""
        if not self.first or self.person is None:
            return None
        self.first = False
        if self.point.kind == Kind.ELSEWHERE:
            return Elsewhere.unscoped.get(difference=self.point).seen
        return self.point.seen

    def call(self, name: str, *about: Any, **values: Any) -> Any:
        settled = registry.entry("settlements", name)
        act = settled.settle if settled is not None else VERBS[name].function
        if (seen := self.seen()) is not None:
            values["seen"] = seen
        return act(*about, by=self.by, why=self.why(), passed=Rests(paper=self.paper), **values)

    def why(self) -> str:
        """The ground of a correction, as the history reads it."""
        one = self.point.list.reconciliation
        of = f"danh sách của {called(one, one.round.closing_day)}"
        said = f"Đối khớp {period_name(one.round.since, one.round.until)}, theo {of}"
        number = f"; giấy tờ số {self.paper.number}" if self.paper.number else ""
        return f"{said}{number}"[:300]


def _name(case: _Case) -> None:
    if case.day is not None:
        case.call("change_name", case.member, full_name=case.point.list_value, day=case.day, decision=case.paper)
    else:
        case.call("correct_member", case.member, full_name=case.point.list_value)


def _sex(case: _Case) -> None:
    case.call("correct_member", case.member, sex=case.point.list_value)


def _birth(case: _Case) -> None:
    case.call("correct_member", case.member, birth=rules.day_of_list(case.point.list_value))


def _whole(said: str, field: str) -> date:
    day = rules.day_of_list(said)
    rules.check_whole_day(bool(day.day), field)
    return day.earliest()


def _admitted(case: _Case) -> None:
    day = _whole(case.point.list_value, "choice")
    case.call(
        "correct_membership",
        status_corrections.spell_of(case),
        admitted_on=day,
        **_decision(case, "admission_decision"),
    )


def _official(case: _Case) -> None:
    day, spell = _whole(case.point.list_value, "choice"), status_corrections.spell_of(case)
    if spell.official_on is None:
        case.call("recognise", case.member, official_on=day, decision=case.paper)
    else:
        case.call("correct_membership", spell, official_on=day, **_decision(case, "recognition_decision"))


def _decision(case: _Case, name: str) -> dict[str, Any]:
    """The paper of the fact itself; what is only a ground of the correction (no number) stays in the answer."""
    return {name: case.paper} if case.paper.number else {}


def _recognised(case: _Case) -> None:
    case.call("recognise", case.member, official_on=case.day, decision=case.paper)


def _numbers(case: _Case) -> None:
    known = list(Number.unscoped.on(case.closing_day).filter(member=case.member))
    spell, spells = status_corrections.spell_of(case), Membership.unscoped.filter(member=case.member)
    # A card of a former spell stays as it is written: it is none that the list could say otherwise.
    own = given_in(spell, spells, known, case.closing_day)
    fresh = sorted(numbers(case.point.list_value) - {one.value for one in known})
    for value in fresh:
        kind = DIGITS.get(len(value), NumberKind.CARD_8)
        here = next((one for one in own if one.kind == kind), None)
        if here is not None and case.day is None:
            case.call("correct_number", here, value=value)
            continue
        former = any(one.kind == kind for one in known if one not in own)
        rules.check_number(here is not None, case.day, spell.admitted_on if former else None)
        case.call("note_number", case.member, kind=kind, value=value, day=case.day, source="đối khớp")


def _moved_here(case: _Case) -> None:
    """Official here from a day on: moved from another place of the register, or come back from outside it."""
    away = Departure.unscoped.on(case.closing_day).filter(membership__member=case.member).exists()
    placed = Placement.unscoped.official().on(case.closing_day).filter(member=case.member).exists()
    name = "place" if away or not placed else "move"
    case.call(name, case.member, organisation=case.given["organisation"], day=case.day, decision=case.paper)


def _no_guest_any_more(case: _Case) -> None:
    """Who is here for a while becomes one of ours: the temporary stay ends where the official one begins."""
    where = case.given["organisation"]
    stays = Placement.unscoped.temporary().filter(member=case.member, organisation=where)
    for stay in stays.on(case.day) if case.day else ():
        case.call("end_temporary", stay, day=case.day)
    case.call("move", case.member, organisation=where, day=case.day, decision=case.paper)


def _restored(case: _Case) -> None:
    where = case.given["organisation"]
    case.call("restore", case.member, organisation=where, day=case.day, decision=case.paper)


def _gone(case: _Case) -> None:
    rules.check_one_way(case.given)
    if kind := case.given.get("departure"):
        case.call("depart", case.member, kind=kind, day=case.day, decision=case.paper)
    else:
        where = case.given["organisation"]
        case.call("move", case.member, organisation=where, day=case.day, decision=case.paper)


def _dates(case: _Case) -> None:
    rules.check_something(case.given)
    if birth := case.given.get("birth"):
        case.call("correct_member", case.member, birth=birth)
    days = {name: case.given[name] for name in ("admitted_on", "official_on") if case.given.get(name)}
    if days:
        case.call("correct_membership", status_corrections.spell_of(case), **days)


def _entered(case: _Case) -> None:
    """Everything that the register keeps of what the row says."""
    said = person_of_row(row_of(case.point))
    birth, admitted, official = map(known, (said.birth, said.admitted, said.official))
    for day in (admitted, official):
        if day is not None:
            rules.check_whole_day(bool(day.day), "choice")
    cards = [NumberGiven(DIGITS[len(one)], one) for one in sorted(said.numbers) if len(one) in DIGITS]
    case.call(
        "enter", full_name=case.point.name, organisation=case.given["organisation"], sex=said.sex, birth=birth,
        admitted_on=admitted.earliest() if admitted else None, since=case.day, admission_decision=case.paper,
        official_on=official.earliest() if official else None, numbers=cards,
    )  # fmt: skip


def row_of(point: Difference) -> Any:
    """The row of the file, read again: its values are kept nowhere else. Raises RuleBroken where it is gone."""
    upload = point.list.upload
    choices = uploads.choices_of(upload)
    for table in tables_of(uploads.book_of(upload).sheets, choices):
        if table.sheet[:80] == point.sheet:
            for row in table.rows:
                if row.number == point.row:
                    return row
    raise RuleBroken("arithmetic.gone", "Không đọc lại được dòng này trong danh sách.")


HOW: dict[tuple[Kind, str], Callable[[_Case], None]] = {
    (Kind.NAME, "full_name"): _name, (Kind.SPELLING, "full_name"): _name, (Kind.SEX, "sex"): _sex,
    (Kind.DATE, "birth_date"): _birth, (Kind.DATE, "admitted_on"): _admitted, (Kind.DATE, "official_on"): _official,
    (Kind.NUMBER, "card_number"): _numbers, (Kind.CELL, "unit"): _moved_here, (Kind.ONLY_THEIRS, ""): _entered,
    (Kind.ELSEWHERE, ""): _moved_here, (Kind.MOVED, ""): _moved_here, (Kind.GUEST, ""): _no_guest_any_more,
    (Kind.ELSEWHERE, GUEST_HERE): status_corrections.stays_here,
    (Kind.MOVED, GUEST_HERE): status_corrections.stays_here,
    (Kind.LEFT, ""): _restored, (Kind.ONLY_OURS, ""): _gone, (Kind.PROBATION, ""): _recognised,
    (Kind.IMPLAUSIBLE, ""): _dates, (Kind.STATUS, "status_left"): _gone,
    **{(Kind.STATUS, field): how for field, how in status_corrections.CORRECTED.items()},
}  # fmt: skip


# --- and back ---

# A person stays known once entered: lines point at the record, which is then nobody's in any list.
STAYS = frozenset({"member"})


def take_back(lines: list[int], *, by: Actor) -> None:
    """Write the opposite of these lines inside the open act, the newest first. Raises RuleBroken where something later
    stands on them."""
    cases = {one.verb: one for one in registry.entries("settlements").values()}
    for act in acts_of(lines):
        settled = cases.get(act.verb)
        if settled is not None:
            settled.take_back(act.number, by=by)
        else:
            revert.write_opposite(act, by=by, but=STAYS if act.verb == "enter" else frozenset())
    history.note(lines=lines)


def acts_of(lines: Iterable[int]) -> Iterator[Act]:
    """These lines as acts, the newest first."""
    return iter(Act.objects.filter(number__in=lines).select_related("values_row").order_by("-number"))
