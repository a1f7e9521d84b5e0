"""A plan becomes facts: one act, one transaction, a line for each person, a few set-wise statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from members import history, loading, rights, tree
from members.errors import Refusal, RuleBroken
from members.history import OpenAct
from members.importing import signed
from members.importing.corrections import Corrections
from members.importing.known import batches
from members.importing.organisations import Node
from members.importing.plan import Plan
from members.importing.problems import ERROR
from members.importing.rows import (
    DEPARTURES,
    EVIDENCE,
    EXEMPTIONS,
    FINDINGS,
    NUMBERS,
    PEOPLE,
    PLACES,
    SPELLS,
    NewRows,
    more_of,
    person_of,
    spell_of,
)
from members.importing.seen import AsSeen, one_of_an_id
from members.importing.staged import Outcome, PlannedRow
from members.loading import uncollected
from members.models import Kind, Organisation, Sector, Term
from members.procedure.acting import VERBS, verb
from members.procedure.tree import short_of
from members.rights import Actor
from members.rules import around

# People written at a time.
AT_ONCE = 2000
REJECTED = "Có {count} dòng không nhận được ({first}) Sửa tệp, hoặc chọn nhập các dòng còn lại."


@dataclass(frozen=True)
class Applied:
    """How many of each; `organisations` are code and name of those that were made."""

    created: int
    changed: int
    unchanged: int
    rejected: int
    organisations: tuple[tuple[str, str], ...] = ()


@uncollected()
def apply(plan: Plan, *, by: Actor, leave_rejected: bool = False, why: str = "") -> Applied:
    """Write the plan, `why` in the line of everybody whom it corrects or of whom it changes what was signed. Nothing
    to write leaves no line.

    Raises Refusal when rows are rejected (unless they are left) or the register changed since the plan was made,
    RuleBroken where a reason is asked and none is given, NotAllowed when the actor may not.
    """
    rights.check_may(by, "import_members", rights.case_of_organisation(plan.under))
    rejected = check_rejected(plan, leave_rejected=leave_rejected)
    new, changed = plan.of(Outcome.NEW), plan.of(Outcome.CHANGED)
    if new or changed:
        with one_of_an_id():
            VERBS["import_members"].function(plan, by=by, why=why)
    made = tuple((node.code, node.name) for node in plan.organisations) if new else ()
    return Applied(len(new), len(changed), len(plan.of(Outcome.SAME)), rejected, made)


def check_why(plan: Plan, why: str) -> None:
    """Who corrects by a list gives the reason like who types it into a form: once, for the whole list. Asked of who
    sends it from a page; a command names its file, takes a reason (`--why`) and needs none, for scripts count on it.
    Raises RuleBroken."""
    if plan.corrected and not why.strip():
        sentence = f"Danh sách sửa điều đã ghi của {plan.corrected} người. Ghi lý do sửa."
        raise RuleBroken("history.reason", sentence, field="why")


def check_rejected(plan: Plan, *, leave_rejected: bool) -> int:
    """How many rows are left out. Raises Refusal when there are any and nobody said that they may be."""
    rejected = plan.of(Outcome.REJECTED)
    if rejected and not leave_rejected:
        first = next(problem for problem in rejected[0].problems if problem.level == ERROR)
        where = f"{first.sheet} dòng {first.row}: {first.message}"
        raise Refusal(REJECTED.format(count=len(rejected), first=where))
    return len(rejected)


@verb("nhập danh sách đảng viên", about="register", says_ground=True)
def import_members(plan: Plan, *, by: Actor) -> None:
    """All rows of a plan that are new or changed. Raises Refusal when the register is not as the plan saw it, and
    RuleBroken where rows change what was signed and nobody says why; the machine is not asked."""
    rights.check_may(by, "import_members", rights.case_of_organisation(plan.under))
    new, changed = plan.of(Outcome.NEW), plan.of(Outcome.CHANGED)
    tree.lock()
    seen = AsSeen(plan, new, changed)
    seen.check()
    late, why = signed.touched(plan), history.current().why
    if not by.machine:
        late.check_reason(why)
    history.note(
        file=plan.file, checksum=plan.checksum, created=len(new), changed=len(changed),
        rejected=len(plan.of(Outcome.REJECTED)), sheets=[sheet.name for sheet in plan.sheets],
    )  # fmt: skip
    _make_organisations(plan.organisations, by.day)
    # The line of whoever is corrected, or was signed for, says why.
    reasons = dict.fromkeys(late.rows | {id(row) for row in changed if row.corrects}, why)
    _write_new(plan, new, reasons)
    _write_changed(plan, changed, reasons)
    loading.counted_anew(len(new) + len(changed))
    seen.check_to_the_end()


def _make_organisations(nodes: Sequence[Node], day: date) -> None:
    """With an open start: nobody said when they began. Of kinds that the office uses on `day`, where they may stand."""
    if not nodes:
        return
    kinds, allowed = {kind.code: kind for kind in Kind.objects.all()}, around.pairs()
    for node in nodes:
        around.check_new(node.name, kinds[node.kind], kinds[node.parent.kind] if node.parent else None, day, allowed)
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


def _begun(verb: str, rows: Sequence[PlannedRow], reasons: Mapping[int, str]) -> list[OpenAct]:
    """A line for each; `reasons` by the identity of their rows."""
    acts = history.begin_many(verb, len(rows))
    if reasons:
        for row, mine in zip(rows, acts, strict=True):
            mine.why = reasons.get(id(row), "")
    return acts


def _write_new(plan: Plan, rows: Sequence[PlannedRow], reasons: Mapping[int, str]) -> None:
    """Table by table, some thousand people at a time: what is written is kept no longer."""
    for some in batches(rows, AT_ONCE):
        acts = _begun("enter", some, reasons)
        people = history.enter_many(PEOPLE, [person_of(row.given) for row in some], acts)
        for mine, member in zip(acts, people, strict=True):
            mine.member = member
        spells = [spell_of(row.given, member) for row, member in zip(some, people, strict=True)]
        more = NewRows(NUMBERS, DEPARTURES, EXEMPTIONS, PLACES, EVIDENCE, FINDINGS)
        for row, member, spell, mine in zip(some, people, history.enter_many(SPELLS, spells, acts), acts, strict=True):
            more.add(more_of(plan, row, member, spell), mine)
        more.write()
        history.keep_values(acts)


def _write_changed(plan: Plan, rows: Sequence[PlannedRow], reasons: Mapping[int, str]) -> None:
    """As many at a time, for the same reason."""
    for some in batches(rows, AT_ONCE):
        acts = _begun("correct_member", some, reasons)
        Corrections(plan).write(some, acts)
        history.keep_values(acts)
