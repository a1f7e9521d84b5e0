"""A plan of reorganisation is drawn, changed, tried, carried out as one act, and taken back as one.

Trying is carrying out and taking back: what the page shows beforehand is what the verbs would do, with their refusals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError

from kit import names
from members import history, rights, tree
from members.errors import Refusal, RuleBroken
from members.models import (
    Act,
    Decision,
    Member,
    OfficeHolding,
    Organisation,
    Reorganisation,
    ReorganisationStep,
    StepKind,
    Term,
)
from members.procedure import effects, fitting, groups, reorganisation_steps, revert, signed
from members.procedure.acting import Paper, paper, verb
from members.procedure.reorganisation_steps import Done
from members.rights import Actor
from members.rules import organisations as tree_rules
from members.rules import reorganisations as rules

GIVE = (StepKind.SPLIT, StepKind.MERGE)
ORDER = list(StepKind.values)
CHANGED = "Sổ đã thay đổi từ khi phương án được xem. Chưa ghi gì; xem chỗ đã đổi rồi bấm lần nữa."
CLASH = "Trùng với điều đã ghi trong sổ của những ngày đó."


@dataclass(frozen=True)
class StepGiven:
    """A step as it is asked for. `into` is an organisation, or a MAKE: one of this plan's, or of the same call."""

    what: str
    organisation: Organisation | None = None
    into: Organisation | ReorganisationStep | StepGiven | None = None
    name: str = ""
    short_name: str = ""
    code: str = ""
    kind: Any = None
    sector: str = ""
    people: Sequence[int] = ()


# --- drawing ---


def _permit(by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))
    rights.check_sees_whole(by)


@verb("lập phương án sắp xếp tổ chức", about="register")
def draw_reorganisation(*, by: Actor, name: str, day: date, decision: Paper | Decision | None = None) -> Reorganisation:
    """An empty plan for one day, which may be one to come."""
    _permit(by)
    rules.check_name(names.clean(name))
    tree_rules.check_foreseeable(day, by.day)
    plan = history.create(
        Reorganisation, name=names.clean(name), day=day, decision=paper(decision), drawn_on=by.day,
        drawn_by=by.account,
    )  # fmt: skip
    plan.basis = _basis(plan, [])
    plan.save(update_fields=["basis"])
    return plan


@verb("sửa phương án sắp xếp tổ chức", about="register")
def change_reorganisation(
    plan: Reorganisation,
    *,
    by: Actor,
    name: str | None = None,
    day: date | None = None,
    decision: Any = ...,
    add: Sequence[StepGiven] = (),
    drop: Iterable[int] = (),
    seen: int | None = None,
) -> Reorganisation:
    """Another head, more steps, fewer steps; called with none of them, the plan is looked over as the register stands
    now. Raises RuleBroken for steps that contradict each other."""
    _permit(by)
    locked = _locked(plan)
    rules.check_draft(locked)
    rules.check_version(locked, seen)
    _drop(locked, set(drop))
    _add(locked, add)
    steps = steps_of(locked)
    rules.check_together(steps, _names(steps, locked.day))
    values: dict[str, Any] = {}
    if name is not None:
        rules.check_name(names.clean(name))
        values["name"] = names.clean(name)
    if day is not None:
        tree_rules.check_foreseeable(day, by.day)
        values["day"] = day
    if decision is not ...:
        values["decision"] = paper(decision, instead_of=locked.decision)
    locked.day = day or locked.day
    basis = _basis(locked, steps)
    if not values and not add and not drop and basis == locked.basis:
        raise RuleBroken("history.same", "Không có gì khác với những gì đã ghi.")
    return _renewed(locked, basis, **values)


def _renewed(plan: Reorganisation, basis: dict[str, Any], **values: Any) -> Reorganisation:
    """The plan as it was looked at now. What it was looked at with is no word of the history."""
    plan.basis = basis
    plan.save(update_fields=["basis"])
    return history.change(plan, version=plan.version + 1, **values)


@verb("bỏ phương án sắp xếp tổ chức", about="register")
def discard_reorganisation(plan: Reorganisation, *, by: Actor, seen: int | None = None) -> None:
    """A plan that was never carried out goes, with its steps; the line keeps what it said."""
    _permit(by)
    locked = _locked(plan)
    rules.check_never_applied(locked)
    rules.check_version(locked, seen)
    _drop(locked, {one.pk for one in steps_of(locked)})
    history.remove(locked)


def _locked(plan: Reorganisation) -> Reorganisation:
    row = Reorganisation.unscoped.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.gone", "Phương án này đã bỏ.")
    return row


def steps_of(plan: Reorganisation) -> list[ReorganisationStep]:
    """Steps in the order in which they are carried out."""
    related = ("organisation", "into", "into_made", "into_made__made", "made", "kind")
    rows = ReorganisationStep.unscoped.filter(plan=plan).select_related(*related)
    steps = sorted(rows, key=lambda one: (ORDER.index(one.what), one.pk))
    made = {one.pk: one for one in steps}
    for one in steps:
        if one.into_made_id:
            one.into_made = made[one.into_made_id]
    return steps


def _drop(plan: Reorganisation, drop: set[int]) -> None:
    rows = [one for one in steps_of(plan) if one.pk in drop]
    if drop and not rows:
        raise RuleBroken("arithmetic.gone", "Việc này không còn trong phương án.")
    needed = [one for one in steps_of(plan) if one.into_made_id in drop and one.pk not in drop]
    if needed:
        raise RuleBroken("arithmetic.fits", "Còn việc khác dùng tổ chức lập mới này; bỏ những việc ấy trước.")
    # Whoever points at another one goes first.
    for one in sorted(rows, key=lambda row: -row.pk):
        history.remove(one)


def _add(plan: Reorganisation, add: Sequence[StepGiven]) -> None:
    made: dict[int, ReorganisationStep] = {}
    for one in add:
        into = made[id(one.into)] if isinstance(one.into, StepGiven) else one.into
        _check_given(one, into, plan)
        step = history.create(
            ReorganisationStep, plan=plan, what=one.what, organisation=one.organisation,
            into=into if isinstance(into, Organisation) else None,
            into_made=into if isinstance(into, ReorganisationStep) else None,
            name=names.clean(one.name), short_name=names.clean(one.short_name), code=names.clean(one.code),
            kind=one.kind, sector=one.sector, people=sorted(set(one.people)),
        )  # fmt: skip
        made[id(one)] = step


def _check_given(one: StepGiven, into: Any, plan: Reorganisation) -> None:
    if one.what in (StepKind.MAKE, StepKind.RENAME):
        tree_rules.check_name(names.clean(one.name))
    if one.what in (StepKind.MAKE, StepKind.MOVE, *GIVE) and into is None:
        raise RuleBroken("arithmetic.place", "Chọn nơi nhận, hoặc nơi trực thuộc.", field="into")
    if one.what in (StepKind.MAKE, StepKind.KIND) and one.kind is None:
        raise RuleBroken("arithmetic.kind", "Chọn loại tổ chức.", field="kind")
    if isinstance(into, ReorganisationStep) and into.plan_id != plan.pk:
        raise RuleBroken("arithmetic.place", "Tổ chức lập mới ấy thuộc phương án khác.", field="into")
    if one.organisation is not None and isinstance(into, Organisation) and into.pk == one.organisation.pk:
        raise RuleBroken("arithmetic.same", "Nơi nhận phải là tổ chức khác.", field="into")
    same = ReorganisationStep.unscoped.filter(plan=plan, organisation=one.organisation, what=one.what)
    if one.organisation is not None and one.what != StepKind.SPLIT and same.exists():
        label = StepKind(one.what).label
        raise RuleBroken("arithmetic.once", f"Đã có việc {label} tổ chức này trong phương án.", field="organisations")


def _names(steps: Sequence[ReorganisationStep], day: date) -> dict[int, str]:
    wanted = {pk for one in steps for pk in (one.organisation_id, one.into_id) if pk}
    rows = Term.unscoped.filter(organisation__in=wanted).order_by("since")
    return {term.organisation_id: term.name for term in rows if term.since is None or term.since <= day}


# --- what the plan was made from ---


def concerned(steps: Sequence[ReorganisationStep], day: date) -> tuple[set[int], set[int]]:
    """Ids of the organisations and of the persons that the plan touches, or shows."""
    named = {pk for one in steps for pk in (one.organisation_id, one.into_id) if pk}
    given = {one.organisation_id for one in steps if one.what in (*GIVE, StepKind.CLOSE) and one.organisation_id}
    below = Term.unscoped.filter(parent__in=given).after(day).values_list("organisation", flat=True)
    receiving = {one.into_id for one in steps if one.what in GIVE and one.into_id}
    there = groups.standing_in(given | receiving, day).values_list("member", flat=True)
    holders = OfficeHolding.unscoped.filter(organisation__in=given).after(day).values_list("member", flat=True)
    return named | set(below), set(there) | set(holders) | {pk for one in steps for pk in one.people}


def _basis(plan: Reorganisation, steps: Sequence[ReorganisationStep], number: int | None = None) -> dict[str, Any]:
    """What the plan is looked at with: as of the newest act, or of the one under way by its number."""
    organisations, people = concerned(steps, plan.day)
    newest = Act.objects.order_by("-number").values_list("number", flat=True).first() or 0
    return {"act": number or newest, "organisations": sorted(organisations), "people": sorted(people)}


def since_drawn(plan: Reorganisation, steps: Sequence[ReorganisationStep] | None = None) -> tuple[set[int], set[int]]:
    """Organisations and persons that were changed since the plan was looked at, came to it or left it."""
    organisations, people = concerned(steps_of(plan) if steps is None else steps, plan.day)
    return (
        _changed(Organisation, organisations, set(plan.basis.get("organisations", ())), plan.basis.get("act", 0)),
        _changed(Member, people, set(plan.basis.get("people", ())), plan.basis.get("act", 0)),
    )


def _changed(model: Any, now: set[int], before: set[int], act: int) -> set[int]:
    touched = model.unscoped.filter(pk__in=now & before, changed_by__gt=act)
    return (now ^ before) | set(touched.values_list("pk", flat=True))


# --- carrying out ---


class _TakeBack(Exception):
    """Everything was tried; nothing of it stays."""


def tried(plan: Reorganisation, *, by: Actor, look: Callable[[Done], Any]) -> Done:
    """What the plan would do, by doing it and taking it back. `look` is asked while it is done: rosters afterwards."""
    done = Done()
    try:
        with history.act("apply_reorganisation", by=by) as mine:
            _permit(by)
            tree.lock()
            done = _carry_out(plan, steps_of(plan), by=by)
            acts = [mine, *history.acts_inside(mine)]
            done.doubts = [doubt for act in acts for doubt in act.doubts]
            done.asks_why = _asks_why(acts)
            done.seen = look(done)
            raise _TakeBack
    except _TakeBack:
        pass
    return done


def _asks_why(acts: Sequence[history.OpenAct]) -> str:
    """The sentence with which a reason is asked for; "" where none is."""
    try:
        signed.check_reason(acts)
    except RuleBroken as asked:
        return asked.sentence
    return ""


@verb("sắp xếp tổ chức theo phương án", about="organisation")
def apply_reorganisation(plan: Reorganisation, *, by: Actor, seen: int | None = None) -> Reorganisation:
    """Everything of the plan, in one act, or nothing. Raises RuleBroken where one of its steps is refused, where the
    register is not as the plan was looked at, before its day, and for the second time."""
    _permit(by)
    tree.lock()
    locked = _locked(plan)
    rules.check_draft(locked)
    rules.check_version(locked, seen)
    rules.check_day_has_come(locked, by.day)
    steps = steps_of(locked)
    rules.check_has_steps(steps)
    organisations, people = concerned(steps, locked.day)
    # Everybody locks tree, organisations, people, chain in this order.
    list(Organisation.unscoped.select_for_update(no_key=True).filter(pk__in=organisations).order_by("pk"))
    list(Member.unscoped.select_for_update(no_key=True).filter(pk__in=people).order_by("pk"))
    if any(since_drawn(locked, steps)):
        raise RuleBroken("arithmetic.changed", CHANGED)
    done = _carry_out(locked, steps, by=by)
    if done.problems:
        by_step = {one.pk: one for one in steps}
        told = [f"{by_step[pk].get_what_display()}: {said}" for pk, some in done.problems.items() for said in some]
        raise RuleBroken("arithmetic.rejected", told[0], others=told)
    number = history.number_of(history.current())
    return history.change(
        locked, act=number, applied_on=by.day, applied_by=by.account, taken_back_on=None, version=locked.version + 1
    )


def _carry_out(plan: Reorganisation, steps: Sequence[ReorganisationStep], *, by: Actor) -> Done:
    """The steps by their plain verbs. The right to all of it was asked of the plan; the verbs ask no more, for what is
    made here stands in no role's part yet."""
    done, office = Done(), replace(by, machine=True)
    with fitting.together() as touched:
        for step in steps:
            with _collecting(done, step.pk):
                reorganisation_steps.DO[step.what](plan, step, office, done)
        reorganisation_steps.finish(plan, steps, office, done, _collecting)
        step_of = {pk: one.pk for one in steps for pk in (one.into_id, one.made_id, one.organisation_id) if pk}
        for organisation, broken in fitting.misfits(touched):
            done.refuse(step_of.get(organisation, steps[0].pk), broken.sentence)
        reorganisation_steps.weigh_sizes(plan, steps, done)
    return done


@contextmanager
def _collecting(done: Done, step: int) -> Iterator[None]:
    """What a step is refused for is kept, and the others are looked at all the same: one sees all at once."""
    try:
        with history.tried():
            yield
    except Refusal as refusal:
        done.refuse(step, refusal.sentence)
    except IntegrityError:
        done.refuse(step, CLASH)


# --- taking back ---


@verb("hoàn lại đợt sắp xếp tổ chức", about="organisation", needs_reason=True)
def take_back_reorganisation(plan: Reorganisation, *, by: Actor, seen: int | None = None) -> Reorganisation:
    """The opposite of all that the plan wrote, as one act; it may be carried out again afterwards.

    Refused, with the list in `others`, while later acts stand on it.
    """
    _permit(by)
    tree.lock()
    locked = _locked(plan)
    rules.check_applied(locked)
    rules.check_version(locked, seen)
    act = Act.objects.select_related("values_row").get(number=locked.act or 0)
    later, used = effects.standing_on(act, by.day), effects.in_use(act, by.day)
    if later or used:
        told = revert.later_words(later, by) + used
        raise RuleBroken("history.revert", revert.LATER, field="why", others=told)
    _tell_everybody(act, revert.write_opposite(act, by=by, but=effects.PLANS))
    basis = _basis(locked, steps_of(locked), history.number_of(history.current()))
    return _renewed(locked, basis, act=None, applied_on=None, applied_by=None, taken_back_on=by.day)


def _tell_everybody(act: Act, done: Iterable[Act]) -> None:
    """A line for every person and organisation of whom the plan wrote one of those `done`: else their history would end
    with what it did, and not say that it was taken back. They are touched by the open act itself."""
    mine = history.current()
    people = {(one.member_id, None) for one in done if one.member_id}
    places = {(None, one.organisation_id) for one in done if one.organisation_id and not one.member_id}
    subjects = [*sorted(people), *sorted(places)]
    for line, (member, organisation) in zip(history.begin_many(mine.verb, len(subjects)), subjects, strict=True):
        line.member, line.organisation = member, organisation
        line.why, line.notes = mine.why, {"reverted": act.number}


def what_stands_on(plan: Reorganisation, day: date) -> list[Act]:
    """Later acts that keep the plan from being taken back on `day`, newest first."""
    return effects.standing_on(Act.objects.select_related("values_row").get(number=plan.act), day) if plan.act else []


def what_uses(plan: Reorganisation, day: date) -> list[str]:
    """In words, the cases that point at what the plan made and keep it from being taken back."""
    return effects.in_use(Act.objects.select_related("values_row").get(number=plan.act), day) if plan.act else []
