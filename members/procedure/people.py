"""The plain verbs of a person: enter, correct, recognise, number, residence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from django.db import IntegrityError, transaction

from kit import names
from kit.calendar import PartialDate
from members import history
from members.errors import RuleBroken
from members.models import (
    Decision,
    Finding,
    Member,
    Membership,
    Number,
    Organisation,
    Place,
    Placement,
    PlacementKind,
    Recognition,
    Residence,
)
from members.procedure import periods
from members.procedure.acting import (
    Paper,
    check_still_fits,
    lock_person,
    lock_places,
    may_reach,
    paper,
    still,
    terms_of,
    verb,
    weigh,
)
from members.rights import Actor
from members.rules import facts as facts_rules
from members.rules import organisations as tree_rules
from members.rules import people as rules
from members.rules.cards import given_in

PLAIN = (
    "full_name", "other_names", "sex", "birth", "profile_number", "source_id", "schooling", "theory", "occupation",
)  # fmt: skip
FOLD, OTHER_FOLD = 140, 190
DATES = ("admitted_on", "official_on")


@dataclass(frozen=True)
class NumberGiven:
    """A card number as it is entered: kind, digits, where it was read."""

    kind: str
    value: str
    since: date | None = None
    source: str = ""


def columns(plain: dict[str, Any]) -> dict[str, Any]:
    """Plain facts as columns: names cleaned, with what is made from them; a birth date with its precision."""
    values = dict(plain)
    if "full_name" in values:
        full_name = names.clean(values["full_name"])
        if not full_name:
            raise RuleBroken("arithmetic.name", "Ghi họ và tên.", field="full_name")
        # Folding may lengthen ("ß" → "ss"); what is beyond the column is not searched for.
        values.update(full_name=full_name, fold=names.fold(full_name)[:FOLD], sort_key=names.sort_key(full_name))
    if "other_names" in values:
        values["other_names"] = names.clean(values["other_names"])
        values["other_fold"] = names.fold(values["other_names"])[:OTHER_FOLD]
    if "birth" in values:
        values.update(birth_columns(values.pop("birth")))
    return values


def birth_columns(birth: PartialDate | None) -> dict[str, Any]:
    if birth is None:
        return {"birth_on": None, "birth_precision": ""}
    precision = "d" if birth.day else "m" if birth.month else "y"
    return {"birth_on": birth.earliest(), "birth_precision": precision}


class Born(Protocol):
    """A member, or as much of one."""

    @property
    def birth_on(self) -> date | None: ...

    @property
    def birth_precision(self) -> str: ...


def birth_of(member: Born) -> PartialDate | None:
    if member.birth_on is None:
        return None
    known = {"d": 3, "m": 2, "y": 1}[member.birth_precision]
    return PartialDate(*(member.birth_on.year, member.birth_on.month, member.birth_on.day)[:known])


@verb("ghi tên vào sổ", about="person")
def enter(
    *,
    by: Actor,
    full_name: str,
    organisation: Organisation,
    admitted_on: date | None,
    since: date | None = None,
    admission_decision: Paper | Decision | None = None,
    official_on: date | None = None,
    recognition: str = Recognition.UNKNOWN,
    recognition_decision: Paper | Decision | None = None,
    numbers: Iterable[NumberGiven] = (),
    considered: bool = False,
    **plain: Any,
) -> Member:
    """A person becomes known to the register: plain facts, membership, first official place, card numbers.

    Without `since` the place begins on the day of admission and is marked as assumed. `recognition` says how an
    official day is known that has no decision; `considered`: the age was asked where the rule asks it, on the day the
    cell considered, with the paper where one is needed. Raises RuleBroken when a day has not come yet, days contradict
    each other, the organisation is not open or takes no members.
    """
    may_reach(organisation, by=by)
    rules.check_full_name(full_name)
    for field, day in (("admitted_on", admitted_on), ("official_on", official_on), ("since", since)):
        rules.check_not_after(day, by.day, field=field)
    rules.check_birth(plain.get("birth"), by.day)
    starts = since or admitted_on
    lock_places([organisation.pk])
    tree_rules.check_takes_members(organisation, terms_of(organisation), starts, None)
    with _one_source_id(plain.get("source_id", "")):
        member = history.create(Member, **columns({"full_name": full_name, **plain}))
    rules.check_born_before(member.birth_on, admitted_on, field="birth")
    rules.check_probation(admitted_on, official_on)
    weigh(*(() if considered else rules.doubts_admission(birth_of(member), admitted_on)))
    weigh(*rules.doubts_official(admitted_on, official_on))
    history.concerns(member=member.pk)
    admitted_by = paper(admission_decision, born_on=member.birth_on, field="admission_signed_on")
    recognised_by = None
    if official_on:
        recognised_by = paper(recognition_decision, begun_on=admitted_on, field="recognition_signed_on")
    membership = history.create(
        Membership, member=member, admitted_on=admitted_on, admission_decision=admitted_by,
        official_on=official_on, recognition=Recognition.of(official_on, recognised_by, recognition),
        recognition_decision=recognised_by,
    )  # fmt: skip
    history.create(
        Placement, member=member, membership=membership, kind=PlacementKind.OFFICIAL, organisation=organisation,
        since=starts, assumed=since is None,
    )  # fmt: skip
    numbers = list(numbers)
    if len({number.kind for number in numbers}) < len(numbers):
        raise RuleBroken("arithmetic.once", "Mỗi loại số thẻ chỉ ghi một số.", field="numbers")
    for number in numbers:
        _create_number(member, number, by.day)
    check_still_fits(member, facts_rules.Facts(), field="admitted_on")
    return member


@contextmanager
def _one_source_id(source_id: str, but: Member | None = None) -> Iterator[None]:
    """Nobody else has this id; two who give it at one moment are told apart by the database."""
    refused = RuleBroken("arithmetic.once", f"Mã {source_id} đã có ở một người khác.", field="source_id")
    if source_id and Member.unscoped.filter(source_id=source_id).exclude(pk=but.pk if but else 0).exists():
        raise refused
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "source_id" not in str(error):
            raise
        raise refused from error


@verb("sửa nhân thân", about="person", needs_reason=True)
def correct_member(member: Member, *, by: Actor, seen: int | None = None, **plain: Any) -> Member:
    """Correct plain facts (names of `PLAIN`; `birth` a PartialDate or None)."""
    facts = lock_person(member, by=by, seen=seen)
    _only(plain, PLAIN)
    row = Member.unscoped.get(pk=member.pk)
    values = columns(plain)
    if values.get("full_name", row.full_name) != row.full_name:
        rules.check_full_name(values["full_name"])
        rules.check_name_corrected(values["full_name"], facts.name_changes)
    if values.get("birth_on", row.birth_on) != row.birth_on:
        rules.check_birth(plain["birth"], by.day)
        rules.check_named_after_birth(values["birth_on"], facts.name_changes)
        for spell in facts.memberships:
            rules.check_born_before(values["birth_on"], spell.admitted_on, field="birth")
            weigh(*rules.doubts_admission(plain["birth"], spell.admitted_on))
    with _one_source_id(plain.get("source_id", ""), member):
        return history.change(row, **values)


@verb("sửa ngày vào Đảng, ngày chính thức", about="person", needs_reason=True)
def correct_membership(
    membership: Membership,
    *,
    by: Actor,
    seen: int | None = None,
    admission_decision: Any = ...,
    recognition_decision: Any = ...,
    **dates: Any,
) -> Membership:
    """Correct the day of admission, the official day, or the papers of both. A place that was assumed to begin with
    the admission moves along with it; of who was admitted again also the end of the days away."""
    facts = lock_person(membership.member, by=by, seen=seen, everywhere=True)
    _only(dates, DATES)
    for name, day in dates.items():
        rules.check_not_after(day, by.day, field=name)
    row = still(facts.memberships, membership)
    former = row.admitted_on
    rules.check_another_spell(facts, row, dates.get("admitted_on", former))
    _weigh_dates(row, dates.get("admitted_on", former), dates.get("official_on", row.official_on))
    dates |= _papers(row, dates, admission_decision, recognition_decision)
    before = facts.as_they_are()
    # What no longer fits is said at the day that is another one.
    anew = periods.changed(row, {name: dates[name] for name in DATES if name in dates}, "admitted_on")
    history.change(row, **dates)
    if "admitted_on" in dates and row.admitted_on != former:
        _move_assumed(facts, row, former, again=_move_return(facts, row, former))
    check_still_fits(membership.member, before, field=anew)
    return row


def _papers(row: Membership, dates: dict[str, Any], admission: Any, recognition: Any) -> dict[str, Any]:
    """Columns of the two decisions, and whether the recognition is known by one."""
    values: dict[str, Any] = {}
    begun_on = dates.get("admitted_on", row.admitted_on)
    if admission is not ...:
        values["admission_decision"] = paper(
            admission, born_on=row.member.birth_on, instead_of=row.admission_decision, field="admission_signed_on"
        )
    if recognition is not ...:
        values["recognition_decision"] = paper(
            recognition, begun_on=begun_on, instead_of=row.recognition_decision, field="recognition_signed_on"
        )
    official_on = dates.get("official_on", row.official_on)
    known = values.get("recognition_decision", row.recognition_decision)
    if official_on is None and known is not None:
        if known != row.recognition_decision:
            raise RuleBroken("arithmetic.order", "Ghi ngày chính thức.", field="official_on")
        # A paper of a recognition that did not happen.
        values["recognition_decision"] = None
    values["recognition"] = Recognition.of(official_on, known, row.recognition)
    return values


def _weigh_dates(row: Membership, admitted_on: date | None, official_on: date | None) -> None:
    """Only what is about to change is refused or doubted: a day that stood so already was somebody else's."""
    birth_on = row.member.birth_on
    if admitted_on != row.admitted_on:
        rules.check_born_before(birth_on, admitted_on, field="admitted_on")
        weigh(*rules.doubts_admission(birth_of(row.member), admitted_on))
    if (admitted_on, official_on) != (row.admitted_on, row.official_on):
        rules.check_probation(admitted_on, official_on)
        weigh(*rules.doubts_official(admitted_on, official_on))


def _move_return(facts: facts_rules.Facts, row: Membership, former: date | None) -> bool:
    """Whether this admission ended the days away of an earlier spell: they end on its corrected day."""
    gone = next(
        (one for one in facts.departures if former and one.until == former and one.membership_id != row.pk), None
    )
    if gone is None:
        return False
    if row.admitted_on is None:
        raise RuleBroken("arithmetic.order", "Ghi ngày kết nạp lại.", field="admitted_on")
    rules.check_returned(gone.since, row.admitted_on, field="admitted_on")
    history.change(gone, until=row.admitted_on)
    return True


def _move_assumed(
    facts: facts_rules.Facts, membership: Membership, former: date | None, *, again: bool = False
) -> None:
    for place in facts.placements:
        begun = place.membership_id == membership.pk and place.since == former
        if begun and (place.assumed or again) and place.organisation:
            if place.until is not None and membership.admitted_on and membership.admitted_on >= place.until:
                continue
            terms = terms_of(place.organisation)
            tree_rules.check_takes_members(place.organisation, terms, membership.admitted_on, place.until)
            history.change(place, since=membership.admitted_on)


def _only(given: dict[str, Any], known: Iterable[str]) -> None:
    if unknown := set(given) - set(known):
        raise TypeError(f"unknown facts: {sorted(unknown)}")


@verb("công nhận chính thức", about="person")
def recognise(
    member: Member,
    *,
    by: Actor,
    official_on: date,
    decision: Paper | Decision,
    seen: int | None = None,
) -> Membership:
    """A probationer becomes official from the day the probation ended, by a decision whenever it was issued."""
    facts = lock_person(member, by=by, seen=seen)
    rules.check_not_after(official_on, by.day, field="official_on")
    membership = rules.check_recognise(facts.membership_on(official_on), official_on)
    rules.check_present(facts, official_on, field="official_on")
    if not decision:
        raise RuleBroken("recognition.decision", "Ghi số hoặc ngày của quyết định công nhận.", field="number")
    values = {"official_on": official_on, "recognition": Recognition.DECIDED}
    official = periods.proposed([(membership, values)])
    facts_rules.check_fits(facts, facts.with_rows("memberships", *official), field="official_on")
    weigh(*rules.doubts_official(membership.admitted_on, official_on))
    row = paper(decision, begun_on=membership.admitted_on)
    return history.change(membership, **values, recognition_decision=row)


@verb("ghi số thẻ", about="person")
def note_number(
    member: Member, *, by: Actor, kind: str, value: str, day: date, source: str = "", seen: int | None = None
) -> Number:
    """A card number counts from `day`; the one before it, of the same kind, ends there."""
    facts = lock_person(member, by=by, seen=seen)
    value = digits(value)
    rules.check_number(value)
    rules.check_not_after(day, by.day, field="day")
    same = [one for one in facts.numbers if one.kind == kind]
    former = next((one for one in same if one.holds_on(day)), None)
    spell = facts.membership_on(day)
    current = spell is None or former is None or given_in(spell, facts.memberships, [former], day)
    if former is not None and (former.since == day or (former.value == value and current)):
        raise RuleBroken("arithmetic.once", "Số thẻ loại này đã ghi cho ngày đó.", field="value")
    until = min((one.since for one in same if one.since and one.since > day), default=None)
    values = {"member": member, "kind": kind, "value": value, "since": day, "until": until}
    ended = [] if former is None else [(former, {"since": former.since, "until": day})]
    proposed = [*periods.proposed(ended), Number(**values)]
    facts_rules.check_fits(facts, facts.with_rows("numbers", *proposed))
    weigh(*rules.doubts_number(kind, value, day))
    if former is not None:
        history.change(former, until=day)
    return history.create(Number, **values, source=source)


@verb("sửa số thẻ", about="person", needs_reason=True)
def correct_number(
    number: Number, *, by: Actor, value: Any = ..., since: Any = ..., until: Any = ..., seen: int | None = None
) -> Number:
    """The digits or the days were written wrongly. Numbers of one kind that touched still do."""
    facts = lock_person(number.member, by=by, seen=seen)
    before = facts.as_they_are()
    row = still(facts.numbers, number)
    value = digits(periods.given_or(value, row.value))
    rules.check_number(value)
    if value != row.value:
        weigh(*rules.doubts_number(row.kind, value, row.since or by.day))
    same = [one for one in facts.numbers if one.kind == row.kind]
    _shift(row, same, before, periods.given_or(since, row.since), periods.given_or(until, row.until), by.day)
    return history.change(row, value=value)


def _shift(
    row: Any, rows: Sequence[Any], before: facts_rules.Facts, since: date | None, until: date | None, today: date
) -> None:
    """Write corrected days of a number or a residence, and those of the ones it touches."""
    for name, day in (("since", since), ("until", until)):
        rules.check_not_after(day, today, field=name)
    steps = periods.steps(row, rows, since, until)
    table = "numbers" if isinstance(row, Number) else "residences"
    facts_rules.check_fits(before, before.with_rows(table, *periods.proposed(steps)), field="since")
    periods.write(steps)


def digits(written: str) -> str:
    """The digits of a number as people write it: dots and blanks are no part of it."""
    return names.clean(written).replace(".", "").replace(" ", "")


def borne_by_another(member: int, kind: str, written: str) -> bool:
    """Whether somebody else bears this number by now. Says not who: for who may ask about any number."""
    others = Number.unscoped.filter(kind=kind, value=digits(written), until=None).exclude(member=member)
    return others.exists()


def _create_number(member: Member, given: NumberGiven, day: date) -> Number:
    """`kind` is also the name of the field in which it was typed."""
    value = digits(given.value)
    rules.check_number(value, field=given.kind)
    weigh(*rules.doubts_number(given.kind, value, given.since or day))
    return history.create(Number, member=member, kind=given.kind, value=value, since=given.since, source=given.source)


@verb("ghi nơi cư trú", about="person")
def note_residence(
    member: Member, *, by: Actor, address: str, day: date, place: Place | None = None, seen: int | None = None
) -> Residence:
    """Lives there from `day` on; the residence before it ends that day."""
    facts = lock_person(member, by=by, seen=seen)
    address = names.clean(address)
    if not address:
        raise RuleBroken("arithmetic.name", "Ghi nơi cư trú.", field="address")
    rules.check_not_after(day, by.day, field="day")
    for former in facts.residences:
        if former.since == day:
            raise RuleBroken("arithmetic.once", "Ngày đó đã ghi một nơi cư trú; hãy sửa nơi đã ghi.", field="day")
        if former.holds_on(day):
            history.change(former, until=day)
    later = [one.since for one in facts.residences if one.since and one.since > day]
    return history.create(
        Residence, member=member, address=address, place=place, since=day, until=min(later, default=None)
    )


@verb("sửa nơi cư trú", about="person", needs_reason=True)
def correct_residence(
    residence: Residence,
    *,
    by: Actor,
    address: Any = ...,
    place: Any = ...,
    since: Any = ...,
    until: Any = ...,
    seen: int | None = None,
) -> Residence:
    """Another address, area or other days. Residences that touched still do."""
    facts = lock_person(residence.member, by=by, seen=seen)
    before = facts.as_they_are()
    row = still(facts.residences, residence)
    values = {"place": periods.given_or(place, row.place)}
    values["address"] = names.clean(periods.given_or(address, row.address))
    if not values["address"]:
        raise RuleBroken("arithmetic.name", "Ghi nơi cư trú.", field="address")
    first, last = periods.given_or(since, row.since), periods.given_or(until, row.until)
    _shift(row, facts.residences, before, first, last, by.day)
    return history.change(row, **values)


@verb("giải quyết vướng mắc khi nhập", about="person", needs_reason=True)
def settle_finding(finding: Finding, *, by: Actor, seen: int | None = None) -> None:
    """What a list said has been looked at; the line keeps what it was."""
    lock_person(finding.member, by=by, seen=seen)
    row = Finding.unscoped.filter(pk=finding.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.once", "Vướng mắc này đã được giải quyết.")
    history.remove(row)
