"""The steps of a reorganisation, each carried out by the plain verbs; what all of them together need afterwards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from members import history, tree
from members.errors import Doubt, Refusal
from members.models import (
    Membership,
    OfficeHolding,
    Organisation,
    Placement,
    Reorganisation,
    ReorganisationStep,
    Role,
    StepKind,
    Term,
)
from members.procedure import groups
from members.procedure import tree as tree_verbs
from members.procedure.acting import terms_of, weigh
from members.procedure.offices import end_offices_of
from members.rights import Actor
from members.rules import organisations as rules

NOT_MADE = "Tổ chức lập mới của phương án chưa lập được, xem việc lập mới."


@dataclass
class Done:
    """What carrying out did, or would do: by step the people who went, the offices and roles; what refused."""

    gone: dict[int, groups.Gone] = field(default_factory=dict)
    ended: dict[int, list[OfficeHolding]] = field(default_factory=dict)
    followed: dict[int, list[Role]] = field(default_factory=dict)
    moved: dict[int, list[int]] = field(default_factory=dict)
    made: dict[int, Organisation] = field(default_factory=dict)
    problems: dict[int, list[str]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    # Why a reason is asked for: something of it was signed.
    asks_why: str = ""
    seen: Any = None

    def refuse(self, step: int, sentence: str) -> None:
        said = self.problems.setdefault(step, [])
        if sentence not in said:
            said.append(sentence)


def _target(step: ReorganisationStep) -> Organisation:
    target: Organisation | None = step.target
    if target is None:
        raise Refusal(NOT_MADE)
    return target


def _own(step: ReorganisationStep) -> Organisation:
    """What the step is done to: the database says that every one but MAKE has it."""
    assert step.organisation is not None  # noqa: S101
    return step.organisation


def _make(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    """A new organisation; one that this plan has made before and that was taken back is the same one again."""
    values: dict[str, Any] = {
        "parent": _target(step), "kind": step.kind, "sector": step.sector, "name": step.name,
        "short_name": step.short_name, "decision": plan.decision, "code": step.code if _free(step, plan.day) else "",
    }  # fmt: skip
    if step.made is None:
        step.made = tree_verbs.create_organisation(by=by, day=plan.day, **values)
        step.save(update_fields=["made"])
    else:
        with history.act("create_organisation", by=by):
            values["short_name"] = step.short_name or tree_verbs.short_of(step.name)
            tree_verbs.begin(step.made, since=plan.day, **values)
    done.made[step.pk] = step.made


def _free(step: ReorganisationStep, day: date) -> bool:
    """Nobody carries its code from that day on; else it is given once those that end in this plan have ended."""
    return not step.code or not Term.unscoped.filter(code=step.code).after(day).exists()


def _move(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    tree_verbs.move_organisation(_own(step), by=by, day=plan.day, parent=_target(step), decision=plan.decision)
    done.moved[step.pk] = [step.organisation_id or 0]


def _people_go(plan: Reorganisation, step: ReorganisationStep, done: Done, only: Sequence[int] | None) -> groups.Gone:
    rules.check_open(_own(step), terms_of(_own(step)), plan.day, field="organisations")
    gone = groups.go(_own(step), _target(step), day=plan.day, decision=plan.decision, only=only, why=f"{plan.name}")
    done.gone[step.pk] = gone
    return gone


def _split(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    """Some of the people go; offices they hold in what they leave end."""
    gone = _people_go(plan, step, done, step.people)
    if missing := set(step.people) - gone.everybody():
        raise Refusal(f"{len(missing)} người được chọn không còn sinh hoạt ở đó từ ngày ấy; bỏ việc này rồi chọn lại.")
    done.ended[step.pk] = end_offices_of(_own(step), by=by, day=plan.day, holders=gone.counted)


def _merge(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    """Everybody goes, and everything under it; then it ends. Roles follow to the successor."""
    _people_go(plan, step, done, None)
    moved = done.moved.setdefault(step.pk, [])
    below = Term.unscoped.filter(parent=step.organisation).order_by("since", "pk")
    while (term := below.after(plan.day).first()) is not None:
        day = max(plan.day, term.since) if term.since else plan.day
        tree_verbs.move_organisation(term.organisation, by=by, day=day, parent=_target(step), decision=plan.decision)
        moved.append(term.organisation_id)
    _end(plan, step, by, done)


def _end(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    held = OfficeHolding.unscoped.filter(organisation=step.organisation).after(plan.day)
    done.ended[step.pk] = list(held.select_related("member").order_by("pk"))
    if step.into_made_id and step.target is None:
        raise Refusal(NOT_MADE)
    closure = tree_verbs.close_organisation(
        _own(step), by=by, day=plan.day, successor=step.target, decision=plan.decision
    )
    done.followed[step.pk] = closure.followed


def _kind(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    kind = step.kind
    assert kind is not None  # noqa: S101  (the form and `change_reorganisation` ask for it)
    tree_verbs.change_kind(
        _own(step), by=by, day=plan.day, kind=kind, sector=step.sector or None, decision=plan.decision
    )


def _rename(plan: Reorganisation, step: ReorganisationStep, by: Actor, done: Done) -> None:
    tree_verbs.rename_organisation(
        _own(step), by=by, day=plan.day, name=step.name, short_name=step.short_name, code=step.code or None,
        decision=plan.decision,
    )  # fmt: skip


DO: dict[str, Callable[[Reorganisation, ReorganisationStep, Actor, Done], None]] = {
    StepKind.MAKE: _make, StepKind.MOVE: _move, StepKind.SPLIT: _split, StepKind.MERGE: _merge, StepKind.KIND: _kind,
    StepKind.CLOSE: _end, StepKind.RENAME: _rename,
}  # fmt: skip


# --- what all steps together need ---


def finish(
    plan: Reorganisation, steps: Sequence[ReorganisationStep], by: Actor, done: Done, collecting: Callable[..., Any]
) -> None:
    """Codes that became free, areas of what was merged, and whether what receives people is one that takes them."""
    for step in steps:
        made = done.made.get(step.pk)
        if made is not None and step.code:
            with collecting(done, step.pk):
                _give_code(plan, made, step.code, by)
    for target, merged in _merged(steps).items():
        with collecting(done, merged[0].pk):
            _join_areas(plan, target, merged, by)
    for step in steps:
        gone = done.gone.get(step.pk)
        if gone is not None and gone.everybody() and step.target is not None:
            with collecting(done, step.pk):
                rules.check_takes_members(step.target, terms_of(step.target), plan.day, None)


def _give_code(plan: Reorganisation, made: Organisation, code: str, by: Actor) -> None:
    term = terms_of(made)[0]
    if term.code != code:
        tree_verbs.rename_organisation(made, by=by, day=plan.day, name=term.name, short_name=term.short_name, code=code)


def _merged(steps: Sequence[ReorganisationStep]) -> dict[Organisation, list[ReorganisationStep]]:
    answer: dict[Organisation, list[ReorganisationStep]] = {}
    for step in steps:
        if step.what == StepKind.MERGE and step.target is not None:
            answer.setdefault(step.target, []).append(step)
    return answer


def _join_areas(plan: Reorganisation, target: Organisation, merged: Sequence[ReorganisationStep], by: Actor) -> None:
    """What several cells answered for, the one into which they were merged answers for."""
    here = next((term for term in terms_of(target) if term.holds_on(plan.day)), None)
    if here is None or not here.kind.holds_members:
        return
    last = Term.unscoped.filter(organisation__in=[one.organisation_id for one in merged], until=plan.day)
    places = {place.pk: place for term in (here, *last.prefetch_related("places")) for place in term.places.all()}
    if len(places) > here.places.count():
        tree_verbs.set_area(target, by=by, day=plan.day, places=places.values(), decision=plan.decision)


def weigh_sizes(plan: Reorganisation, steps: Sequence[ReorganisationStep], done: Done) -> None:
    """How many official members the cells that were touched have, against what a cell needs and may have."""
    made = {step.made_id for step in steps if step.what == StepKind.MAKE}
    touched = {step.target.pk: step for step in steps if step.pk in done.gone and step.target is not None}
    left = {step.organisation_id: step for step in steps if step.what == StepKind.SPLIT}
    changed = {step.organisation_id: step for step in steps if step.what == StepKind.KIND}
    cells = {**changed, **left, **touched}
    here = Placement.unscoped.on(plan.day).official().filter(organisation__in=cells)
    official = here.filter(membership__in=Membership.unscoped.official_on(plan.day))
    counted, entitled = _counts(here), _counts(official)
    standing = Term.unscoped.on(plan.day).filter(organisation__in=cells, kind__holds_members=True)
    for term in sorted(standing.select_related("kind"), key=lambda one: (tree.order_key(one.name), one.pk)):
        pk = term.organisation_id
        if pk in made and counted.get(pk):
            try:
                rules.check_smallest(term.name, entitled.get(pk, 0), plan.day)
            except Refusal as refusal:
                done.refuse(cells[pk].pk, refusal.sentence)
        elif counted.get(pk):
            weigh(*rules.doubts_smallest(term.name, entitled.get(pk, 0), plan.day))
        doubts = rules.doubts_base_cell if term.kind.is_grass_roots else rules.doubts_subordinate_cell
        weigh(*doubts(term.name, counted.get(pk, 0), plan.day))


def _counts(rows: Any) -> dict[int, int]:
    answer: dict[int, int] = {}
    for pk in rows.values_list("organisation", flat=True):
        answer[pk] = answer.get(pk, 0) + 1
    return answer
