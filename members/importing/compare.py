"""The rows of a list held against the register: new, changed, the same, or in contradiction with somebody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from kit import names
from kit.calendar import PartialDate
from members import rights, scope
from members.importing import fitting, namesakes, spells
from members.importing.facts import CARD_8, CARD_12, STATUS, Given
from members.importing.known import Known, batches, same_person
from members.importing.organisations import Node
from members.importing.problems import Problem
from members.importing.records import Record
from members.importing.staged import Outcome, PlannedRow, reject, tell
from members.models import DepartureKind, Member, Recognition
from members.models.findings import cells_by_field
from members.procedure.people import birth_columns, birth_of
from members.rights import Actor


def compare(rows: list[PlannedRow], by: Actor, nodes: Mapping[int, Node], checksum: str) -> None:
    """`nodes` by organisation, `checksum` of the file. Who keeps a part meets nobody outside it: such a row is
    rejected, and nobody is named."""
    day = by.day
    staged = [row for row in rows if row.outcome is not Outcome.REJECTED]
    organisations = {row.node.pk for row in staged if row.node is not None and row.node.pk is not None}
    known = Known([row.given for row in staged], organisations, day)
    elsewhere = _elsewhere(known, by)
    ids: dict[str, int] = {}
    cards: dict[str, Given] = {}
    staged = [row for row in staged if not _twice_in_file(row, ids, cards, known)]
    # Numbers first: a name alone must not take a person whose number stands further down.
    for row in staged:
        _meet_by_number(row, known, elsewhere)
    open_rows = (row for row in staged if row.record is None and row.outcome is not Outcome.REJECTED)
    namesakes.meet((row for row in open_rows if row.node is None or row.node.pk), known)
    corrected = []
    for row in staged:
        _check_in_part(row, elsewhere)
        if row.outcome is Outcome.REJECTED:
            continue
        if row.record is None:
            if not _may_stand(row, day):
                reject(row, "organisation_closed", "organisation", row.given.unit or row.given.section)
        elif row.given.source_id in row.record.absorbed:
            tell(row, "merged_record", "source_id", row.given.source_id, row.record.member.full_name)
            row.outcome = Outcome.SAME
        else:
            _changes(row, row.record, nodes)
            corrected.append(row)
    fitting.hold_back(corrected, nodes, checksum)
    for row in corrected:
        changed = row.member_values or row.membership_values or row.numbers or new_findings(row)
        row.outcome = Outcome.CHANGED if changed else Outcome.SAME


def _elsewhere(known: Known, by: Actor) -> set[int]:
    """Those of the known people whom this actor does not open."""
    if rights.sees_whole(by):
        return set()
    with scope.opened(rights.scope_of(by)):
        opened = [Member.objects.filter(pk__in=some).values_list("pk", flat=True) for some in batches(known.records)]
        return known.records.keys() - {pk for some in opened for pk in some}


def _twice_in_file(row: PlannedRow, ids: dict[str, int], cards: dict[str, Given], known: Known) -> bool:
    """Rejects the later of two rows with one number. Whoever bears a card in the register stands wherever the row is:
    the earlier one is then met as what it is, a row with the number of another."""
    one = row.given
    if one.source_id:
        if one.source_id in ids:
            reject(row, "id_twice", "source_id", one.source_id, str(ids[one.source_id]))
            return True
        ids[one.source_id] = one.row
    mine = one.cards.values()
    for value in mine:
        first = cards.get(value)
        if first is not None and (known.bears(first, value) or not known.bears(one, value)):
            reject(row, "card_twice", _column(one, [value]), value, str(first.row))
            return True
    cards.update(dict.fromkeys(mine, one))
    return False


def _column(one: Given, values: Collection[str]) -> str:
    """In which column these numbers stand: that of their kind, else the one that holds either kind, else the other."""
    filled = cells_by_field(one.cells)
    kinds = [kind for kind, value in one.cards.items() if value in values]
    return next((name for name in (*kinds, "card", *one.cards, CARD_12, CARD_8) if name in filled), "card")


def _meet_by_number(row: PlannedRow, known: Known, elsewhere: set[int]) -> None:
    """Find the person whose ID or card number the row bears; reject what contradicts another one."""
    one = row.given
    of_cards = known.of_cards(one)
    record = known.by_source.get(one.source_id) if one.source_id else None
    if record is not None and record.member.pk in elsewhere:
        reject(row, "id_elsewhere", "source_id", one.source_id)
        return
    hidden = next((found for found in of_cards if found.member.pk in elsewhere), None)
    if hidden is not None:
        _reject_card(row, "card_elsewhere", hidden)
        return
    if record is not None:
        other = next((found for found in of_cards if found is not record), None)
        if other is not None:
            _of_another(row, other)
            return
    elif of_cards:
        record, *others = of_cards
        ids_differ = bool(one.source_id and record.member.source_id)
        if others or ids_differ or not same_person(record, one):
            _of_another(row, (others or [record])[0])
            return
    _is_record(row, record)


def _of_another(row: PlannedRow, other: Record) -> None:
    row.met = other.member.pk
    _reject_card(row, "card_of_another", other, other.member.full_name)


def _reject_card(row: PlannedRow, kind: str, whose: Record, named: str = "") -> None:
    """At the cell of the number, and with no number but those of that person."""
    own = {number.value for number in whose.numbers.values()}
    values = [value for value in row.given.cards.values() if value in own]
    reject(row, kind, _column(row.given, values), ", ".join(values), named)


def _check_in_part(row: PlannedRow, elsewhere: set[int]) -> None:
    """Whom a name means and who stands elsewhere by now is not corrected from here, nor shown."""
    if row.record is not None and row.record.member.pk in elsewhere:
        row.record = None
        reject(row, "known_elsewhere", "full_name", row.given.full_name)


def _is_record(row: PlannedRow, record: Record | None) -> None:
    if record is not None and row.given.source_id in record.absorbed:
        # The source still has two records where we have one: who was merged is corrected by no list.
        row.record = record
    elif record is not None and record.row is not None:
        reject(row, "listed_twice", "full_name", row.given.full_name, str(record.row))
    elif record is not None:
        record.row, row.record = row.given.row, record


def _may_stand(row: PlannedRow, day: date) -> bool:
    node = row.node
    return node is None or node.pk is None or node.until is None or node.until > day


def _changes(row: PlannedRow, record: Record, nodes: Mapping[int, Node]) -> None:
    """Plain facts that the list says otherwise; blank wipes nothing. Another place or status is only told."""
    one, member = row.given, record.member
    person: dict[str, Any] = {}
    spell_values: dict[str, Any] = {}
    for name in ("full_name", "other_names", "sex", "profile_number", "source_id"):
        said = getattr(one, name)
        if said and said != getattr(member, name):
            person[name] = said
    if "full_name" in person and record.was_called(one.full_name):
        # A list that has not heard of the decision takes no name back.
        del person["full_name"]
        tell(row, "former_name", "full_name", one.full_name, member.full_name)
    if "full_name" in person:
        person.update(fold=names.fold(one.full_name), sort_key=names.sort_key(one.full_name))
    if "other_names" in person:
        person["other_fold"] = names.fold(one.other_names)[:190]
    if one.birth is not None and not _says_less(one.birth, birth_of(member)):
        person.update(birth_columns(one.birth))
    days = spells.take(row, record)
    spell = record.membership
    for name, said in days.items():
        if spell is not None and said != getattr(spell, name):
            spell_values[name] = said
    if "official_on" in spell_values and spell is not None and not spell.recognition:
        spell_values["recognition"] = Recognition.IMPORTED
    row.member_values, row.membership_values, row.numbers = person, spell_values, spells.cards_of(row, record)
    _differences(row, record, nodes)


def _says_less(said: PartialDate, known: PartialDate | None) -> bool:
    """The same date, or less of it: a list that gives the year only corrects no day."""
    if known is None:
        return False
    return known.iso().startswith(said.iso())


def _differences(row: PlannedRow, record: Record, nodes: Mapping[int, Node]) -> None:
    one, place = row.given, record.placement
    differs = one.status != record.status and (one.says_status or record.departure is not None)
    if differs:
        tell(row, "status_differs", "status", STATUS[one.status], _status_of(record))
    if row.node is None or record.departure is not None or one.has_left():
        return
    if place is None or place.organisation_id != row.node.pk:
        tell(row, "placement_differs", "organisation", row.node.name, _place_of(record, nodes))


def _status_of(record: Record) -> str:
    if record.departure is not None:
        return DepartureKind(record.departure).label
    return STATUS[record.status]


def _place_of(record: Record, nodes: Mapping[int, Node]) -> str:
    if record.placement is None or record.placement.organisation_id is None:
        return "chưa có chi bộ"
    return nodes[record.placement.organisation_id].name


def new_findings(row: PlannedRow) -> list[Problem]:
    """What is to be kept of this row: for a known person only where the register has nothing better by now."""
    kept = [problem for problem in row.problems if problem.is_kept]
    if row.record is None:
        return kept
    known = row.record.findings
    return [problem for problem in kept if problem.key not in known and not _answered(row.record, problem)]


def _answered(record: Record, problem: Problem) -> bool:
    """The register already knows what the list could not say. What the list says and the register contradicts is for
    a person to settle."""
    if problem.kind == fitting.UNFIT:
        return False
    rows = (record.member, record.membership)
    name = {"birth_date": "birth_on"}.get(problem.field, problem.field)
    if problem.field.startswith("card"):
        return any(record.card(kind) for kind in record.numbers)
    if problem.field.startswith("status"):
        return record.departure is not None or record.exempt
    return any(bool(getattr(one, name, None)) for one in rows if one is not None)
