"""A plan becomes facts: one act, one transaction, a line for each person, a few set-wise statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kit import names
from members import history, rights, tree
from members.errors import Refusal
from members.history import OpenAct
from members.importing.compare import new_findings
from members.importing.facts import EXEMPT
from members.importing.known import batches
from members.importing.organisations import Node
from members.importing.plan import Plan
from members.importing.problems import ERROR
from members.importing.staged import Outcome, PlannedRow
from members.models import (
    Departure,
    Evidence,
    Exemption,
    ExemptionReason,
    Finding,
    Kind,
    Member,
    Membership,
    Number,
    Organisation,
    Placement,
    PlacementKind,
    Recognition,
    Sector,
    Term,
    TreeState,
)
from members.procedure.acting import verb
from members.procedure.people import birth_columns
from members.procedure.tree import short_of
from members.rights import Actor

SOURCE = "nhập từ danh sách"
CHANGED_BETWEEN = "Sổ đã được sửa sau khi đọc tệp ({what}). Hãy đọc lại tệp rồi nhập."
REJECTED = "Có {count} dòng không nhận được ({first}) Sửa tệp, hoặc chọn nhập các dòng còn lại."


@dataclass(frozen=True)
class Applied:
    """How many of each; `organisations` are code and name of those that were made."""

    created: int
    changed: int
    unchanged: int
    rejected: int
    organisations: tuple[tuple[str, str], ...] = ()


def apply(plan: Plan, *, by: Actor, leave_rejected: bool = False) -> Applied:
    """Write the plan. Nothing to write leaves no line.

    Raises Refusal when rows are rejected (unless they are left) or the register changed since the plan was made,
    NotAllowed when the actor may not.
    """
    rights.check_may(by, "import_members", rights.case_of_organisation(plan.under))
    rejected = check_rejected(plan, leave_rejected=leave_rejected)
    new, changed = plan.of(Outcome.NEW), plan.of(Outcome.CHANGED)
    if new or changed:
        import_members(plan, by=by)
    made = tuple((node.code, node.name) for node in plan.organisations) if new else ()
    return Applied(len(new), len(changed), len(plan.of(Outcome.SAME)), rejected, made)


def check_rejected(plan: Plan, *, leave_rejected: bool) -> int:
    """How many rows are left out. Raises Refusal when there are any and nobody said that they may be."""
    rejected = plan.of(Outcome.REJECTED)
    if rejected and not leave_rejected:
        first = next(problem for problem in rejected[0].problems if problem.level == ERROR)
        where = f"{first.sheet} dòng {first.row}: {first.message}"
        raise Refusal(REJECTED.format(count=len(rejected), first=where))
    return len(rejected)


@verb("nhập danh sách đảng viên", about="register")
def import_members(plan: Plan, *, by: Actor) -> None:
    """All rows of a plan that are new or changed. Raises Refusal when the register is not as the plan saw it."""
    rights.check_may(by, "import_members", rights.case_of_organisation(plan.under))
    new, changed = plan.of(Outcome.NEW), plan.of(Outcome.CHANGED)
    tree.lock()
    _check_as_seen(plan, new, changed)
    history.note(
        file=plan.file, checksum=plan.checksum, created=len(new), changed=len(changed),
        rejected=len(plan.of(Outcome.REJECTED)), sheets=[sheet.name for sheet in plan.sheets],
    )  # fmt: skip
    _make_organisations(plan.organisations)
    _write_new(plan, new)
    _write_changed(plan, changed)


def _check_as_seen(plan: Plan, new: Sequence[PlannedRow], changed: Sequence[PlannedRow]) -> None:
    """The tree, the people to be changed and the numbers of the new ones are as the plan saw them."""
    if TreeState.objects.values_list("generation", flat=True).get() != plan.tree:
        raise Refusal(CHANGED_BETWEEN.format(what="cây tổ chức"))
    seen = {row.record.member.pk: row.seen for row in changed if row.record}
    for some in batches(sorted(seen)):
        rows = Member.unscoped.select_for_update().filter(pk__in=some).order_by("pk")
        for pk, changed_by, name in rows.values_list("pk", "changed_by", "full_name"):
            if changed_by != seen.pop(pk):
                raise Refusal(CHANGED_BETWEEN.format(what=name))
    if seen:
        raise Refusal(CHANGED_BETWEEN.format(what="có người không còn trong sổ"))
    for ids in batches(row.given.source_id for row in new if row.given.source_id):
        if Member.unscoped.filter(source_id__in=ids).exists():
            raise Refusal(CHANGED_BETWEEN.format(what="có mã vừa được ghi"))
    for values in batches(value for row in new for value in row.given.cards.values()):
        if Number.unscoped.filter(value__in=values).exists():
            raise Refusal(CHANGED_BETWEEN.format(what="có số thẻ vừa được ghi"))


def _make_organisations(nodes: Sequence[Node]) -> None:
    """With an open start: nobody said when they began."""
    if not nodes:
        return
    kinds = {kind.code: kind for kind in Kind.objects.all()}
    acts = history.begin_many("create_organisation", len(nodes))
    rows = [Organisation() for _ in nodes]
    history.create_many(rows, acts)
    for node, row, mine in zip(nodes, rows, acts, strict=True):
        node.pk = mine.organisation = row.pk
    made = dict(zip(map(id, nodes), rows, strict=True))
    terms = [
        Term(
            organisation=made[id(node)], parent_id=node.parent.pk if node.parent else None, kind=kinds[node.kind],
            sector=Sector.OTHER, name=node.name[:160], short_name=short_of(node.name)[:80], code=node.code, since=None,
        )
        for node in nodes
    ]  # fmt: skip
    history.create_many(terms, acts)
    tree.changed()


def _write_new(plan: Plan, rows: Sequence[PlannedRow]) -> None:
    acts = history.begin_many("enter", len(rows))
    members = [_member(row) for row in rows]
    history.create_many(members, acts)
    for member, mine in zip(members, acts, strict=True):
        mine.member = member.pk
    spells = [
        Membership(
            member=member, admitted_on=row.given.admitted_on, official_on=row.given.official_on,
            recognition=Recognition.IMPORTED if row.given.official_on else "",
        )
        for member, row in zip(members, rows, strict=True)
    ]  # fmt: skip
    history.create_many(spells, acts)
    some: dict[type, tuple[list[Any], list[OpenAct]]] = {}

    def keep(fact: Any, mine: OpenAct) -> None:
        facts, lines = some.setdefault(type(fact), ([], []))
        facts.append(fact)
        lines.append(mine)

    for row, member, spell, mine in zip(rows, members, spells, acts, strict=True):
        for fact in _facts(plan, row, member, spell):
            keep(fact, mine)
    for facts, lines in some.values():
        history.create_many(facts, lines)


def _member(row: PlannedRow) -> Member:
    one = row.given
    return Member(
        full_name=one.full_name, fold=names.fold(one.full_name)[:140], sort_key=names.sort_key(one.full_name),
        other_fold=names.fold(one.other_names)[:190],
        other_names=one.other_names, sex=one.sex, profile_number=one.profile_number, source_id=one.source_id,
        **birth_columns(one.birth),
    )  # fmt: skip


def _facts(plan: Plan, row: PlannedRow, member: Member, spell: Membership) -> list[Any]:
    """Everything beside the person and the spell: place, numbers, status, where it came from, what stayed open."""
    one = row.given
    facts: list[Any] = [
        Number(member=member, kind=kind, value=value, source=SOURCE) for kind, value in one.cards.items()
    ]
    if one.has_left():
        facts.append(Departure(membership=spell, kind=one.status, since=one.status_on))
    elif one.status == EXEMPT:
        facts.append(Exemption(membership=spell, reason=ExemptionReason.IMPORTED, since=one.status_on))
    place = _placement(plan, row, member, spell)
    if place is not None:
        facts.append(place)
    facts.append(_evidence(plan, row, member))
    facts.extend(_findings(plan, row, member))
    return facts


def _placement(plan: Plan, row: PlannedRow, member: Member, spell: Membership) -> Placement | None:
    """In the cell from the day of admission, else from the register's first day, never before the cell's own start.

    A leaver stands there until the day of leaving; one without a day stands nowhere.
    """
    node, one = row.node, row.given
    if node is None or (one.has_left() and one.status_on is None):
        return None
    since = one.admitted_on or plan.first_day
    if node.since is not None and (since is None or since < node.since):
        since = node.since
    until = one.status_on if one.has_left() else None
    if until is not None and since is not None and since >= until:
        return None
    return Placement(
        member=member, membership=spell, kind=PlacementKind.OFFICIAL, organisation_id=node.pk, since=since,
        until=until, assumed=True,
    )  # fmt: skip


def _evidence(plan: Plan, row: PlannedRow, member: Member) -> Evidence:
    return Evidence(
        member=member, file=plan.file[:120], checksum=plan.checksum, sheet=row.given.sheet[:80], row=row.given.row,
        cells=row.given.cells,
    )  # fmt: skip


def _findings(plan: Plan, row: PlannedRow, member: Member) -> list[Finding]:
    found = {(problem.code, problem.field, problem.written[:200]): problem for problem in new_findings(row)}
    return [
        Finding(
            member=member, code=code, field=name, written=written, file=plan.file[:120],
            sheet=row.given.sheet[:80], cell=problem.place[:12],
        )
        for (code, name, written), problem in found.items()
    ]  # fmt: skip


def _write_changed(plan: Plan, rows: Sequence[PlannedRow]) -> None:
    acts = history.begin_many("correct_member", len(rows))
    people: list[tuple[Any, dict[str, Any], OpenAct]] = []
    spells, numbers, places = list(people), list(people), list(people)
    fresh: dict[type, tuple[list[Any], list[OpenAct]]] = {}
    known = _evidence_known(plan, rows)
    for row, mine in zip(rows, acts, strict=True):
        record = row.record
        if record is None:
            continue
        mine.member = record.member.pk
        mine.touched[Member].add(record.member.pk)
        if row.member_values:
            people.append((record.member, row.member_values, mine))
        if row.membership_values and record.membership is not None:
            moved = _moved_place(row, record.placement, record.membership.admitted_on)
            if moved:
                places.append((record.placement, moved, mine))
            spells.append((record.membership, row.membership_values, mine))
        facts: list[Any] = _findings(plan, row, record.member)
        if (record.member.pk, row.given.sheet[:80], row.given.row) not in known:
            facts.append(_evidence(plan, row, record.member))
        for kind, value in row.numbers.items():
            if kind in record.numbers:
                numbers.append((record.numbers[kind], {"value": value}, mine))
            else:
                facts.append(Number(member=record.member, kind=kind, value=value, source=SOURCE))
        for fact in facts:
            made, lines = fresh.setdefault(type(fact), ([], []))
            made.append(fact)
            lines.append(mine)
    for changes in (people, spells, numbers, places):
        history.change_many(changes)
    for made, lines in fresh.values():
        history.create_many(made, lines)


def _moved_place(row: PlannedRow, place: Placement | None, former: date | None) -> dict[str, Any]:
    """A place that was assumed to begin with the admission moves along with it."""
    day = row.membership_values.get("admitted_on")
    if day is None or place is None or not place.assumed or place.since != former:
        return {}
    if (place.until is not None and day >= place.until) or (row.node and row.node.since and day < row.node.since):
        return {}
    return {"since": day}


def _evidence_known(plan: Plan, rows: Sequence[PlannedRow]) -> set[tuple[int, str, int]]:
    known: set[tuple[int, str, int]] = set()
    for some in batches(row.record.member.pk for row in rows if row.record):
        found = Evidence.unscoped.filter(checksum=plan.checksum, member__in=some)
        known.update(found.values_list("member", "sheet", "row"))
    return known
