"""A file for whom the register held as a probationer before it held a file: opened, several at once, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from admissions.models import Applicant, Step, StepKind
from admissions.procedure import bases, entering, spells
from admissions.procedure.helping import assign_helper
from admissions.procedure.opening import open_files
from admissions.procedure.reading import File, lock
from admissions.rules import recognition
from admissions.rules import taking_over as rules
from admissions.rules.classes import RowsBroken
from admissions.rules.steps import check_there
from members import history, rights, tree, wording
from members.errors import NotAllowed, Refusal, RuleBroken
from members.models import Decision, Member, Membership, Placement
from members.procedure import Paper, undoing
from members.procedure.acting import as_typed, lock_person, lock_places, paper, verb
from members.rights import Actor

# What such a file begins with.
BEGUN = (StepKind.DECISION, StepKind.CEREMONY)


def without_file(day: date, rows: QuerySet[Placement] | None = None) -> QuerySet[Placement]:
    """Where each probationer of one's part stands that day whose admission no file tells of: a file of an earlier spell
    in the Party tells of that one. `rows`: other places than those of one's part."""
    not_yet = Q(membership__official_on__isnull=True) | Q(membership__official_on__gt=day)
    places = Placement.objects.all() if rows is None else rows
    return places.on(day).official().filter(not_yet, ~spells.is_told(), organisation__isnull=False)  # type: ignore[attr-defined]


def spell_on(member: Member, day: date) -> Membership | None:
    """The spell in the Party on that day: the newest that had begun, or whose beginning nobody knows."""
    begun = Q(admitted_on__isnull=True) | Q(admitted_on__lte=day)
    rows = Membership.unscoped.filter(begun, member=member).select_related("admission_decision")
    return rows.in_order().last()


@verb("lập hồ sơ cho đảng viên dự bị", about="applicant")
def take_over(
    member: Member, *, by: Actor, decision: Paper | Decision | None = None, helper: Member | None = None,
    helped_since: date | None = None,
) -> Applicant:  # fmt: skip
    """The file of who is on probation today without one: the ceremony on the day of the admission in the register, the
    decision as the register has it, else as it is typed; everything before was done without the machine.

    `helper`: who helps the probationer, since the admission or a later day. Raises RuleBroken for who is official, in
    no cell, admitted on an unknown day or has a file; for a second decision, or one signed after the admission."""
    # Two at one moment, and the file of another cell: nobody opens any other meanwhile.
    tree.lock()
    undoing.stand()
    facts = lock_person(member, by=by, everywhere=True)
    own = Member.unscoped.get(pk=member.pk)
    spell = facts.membership_on(by.day)
    admitted_on, cell = rules.check_probationer(spell, bases.place_of(Applicant(member=own), by.day), by.day)
    rights.check_may(by, history.current().verb, rights.case_of_organisation(cell))
    mine = without_file(by.day, Placement.unscoped.filter(member=own))
    rules.check_no_file(not mine.exists())
    made = Applicant(
        full_name=own.full_name, fold=own.fold, sort_key=own.sort_key, sex=own.sex, birth_on=own.birth_on,
        birth_precision=own.birth_precision, schooling=own.schooling, occupation=own.occupation,
    )  # fmt: skip
    rules.check_none_under_way(any(_same_birth(one, made) for one in open_files(made)))
    known = spell.admission_decision if spell else None
    rules.check_one_decision(typed=bool(decision), known=known is not None)
    resting = known or paper(decision)
    rules.check_signed(resting.signed_on if resting else None, admitted_on, typed=bool(decision))
    said = {name: getattr(made, name) for name in PLAIN}
    file = history.create(Applicant, **said, organisation_id=cell, backing="", member=own)
    if resting is not None and resting.signed_on is not None:
        _step(file, StepKind.DECISION, resting.signed_on, by, resting)
        # What decides on a date of the register is no cell's: its word stays in the file until it is entered above.
        if rights.may(by, "record_decision", rights.case_of_organisation(cell)):
            entering.enter_decision(spell, resting, by)
    _step(file, StepKind.CEREMONY, admitted_on, by)
    history.concerns(organisation=cell)
    if helper is not None:
        assign_helper(file, by=by, member=helper, day=helped_since or admitted_on)
    return file


def is_same(one: Decision | None, other: Paper | Decision | None) -> bool:
    """Whether both say the same, or none of them is there."""
    return (as_typed(one) if one else None) == (as_typed(other) if other else None)


def record_earlier(file: File, by: Actor, decision: Paper | Decision | None) -> Step:
    """The decision that nobody knew when the file was opened, inside the open act; where the register knows it by now,
    that one. Raises RuleBroken for another one, and for one signed after the admission."""
    spell = spells.of_file(file.applicant)
    known = spell.admission_decision if spell else None
    same = known is not None and bool(decision) and is_same(known, decision)
    rules.check_same_decision(wording.paper(known), typed=bool(decision), same=same)
    resting = known or paper(decision)
    signed_on = resting.signed_on if resting else None
    rules.check_signed(signed_on, file.way.days[StepKind.CEREMONY], typed=True)
    assert resting is not None and signed_on is not None  # noqa: S101  (checked above)
    made = _step(file.applicant, StepKind.DECISION, signed_on, by, resting)
    entering.enter_decision(spell, resting, by)
    return made


PLAIN = ("full_name", "fold", "sort_key", "sex", "birth_on", "birth_precision", "schooling", "occupation")


def _same_birth(one: Applicant, other: Applicant) -> bool:
    """Too many share a name: only a birth known to the day says that it is the same person."""
    exact = one.birth_precision == other.birth_precision == "d"
    return exact and one.birth_on == other.birth_on


def _step(file: Applicant, kind: StepKind, day: date, by: Actor, decision: Decision | None = None) -> Step:
    return history.create(Step, applicant=file, kind=kind, day=day, decision=decision, account=by.account)


@verb("lập hồ sơ cho nhiều đảng viên dự bị", about="applicant")
def take_over_several(members: Sequence[Member], *, by: Actor) -> list[Applicant]:
    """All of them or none, each as `take_over` does it, in the order of their numbers: as everybody who locks several.

    Raises RowsBroken with the sentence of each who may not be taken over."""
    # Tree and organisations before people, as everybody: nobody waits in a circle.
    tree.lock()
    undoing.stand()
    stood = Placement.unscoped.filter(member__in=[one.pk for one in members], organisation__isnull=False)
    lock_places(stood.values_list("organisation", flat=True))
    made, broken = [], dict[int, Refusal]()
    for one in sorted(members, key=lambda one: one.pk):
        try:
            with history.tried():
                made.append(take_over(one, by=by))
        except NotAllowed:
            broken[one.pk] = Refusal("nay không thuộc nơi đồng chí phụ trách.")
        except RuleBroken as refusal:
            broken[one.pk] = refusal
    if broken:
        raise RowsBroken(broken)
    return made


@verb("bỏ hồ sơ lập cho đảng viên dự bị", about="applicant", needs_reason=True)
def take_back_taking_over(applicant: Applicant, *, by: Actor, seen: int | None = None) -> None:
    """Opened by mistake: the file goes, the probationer stays, and so does what the register says, but for a decision
    that it has from this file. Raises RuleBroken while anything but the ceremony and the decision is recorded, for who
    is official by now, and for a cell where that decision would go."""
    check_there(Applicant.unscoped.filter(pk=applicant.pk).first())
    file = lock(applicant, by=by, seen=seen, places=True)
    check_gone(file, decides=rights.may(by, "record_decision", rights.case_of_organisation(file.cell)))
    entering.take_out(entering.entered_by(file.applicant), by)
    for step in file.steps.values():
        history.remove(step)
    history.remove(file.applicant)


def check_gone(file: File, *, decides: bool) -> None:
    """Asked by the verb and by the page; `decides`: may record the decision of an admission. Raises RuleBroken."""
    rules.check_taken_over(file.way)
    found = entering.entered_by(file.applicant)
    rules.check_own_register(goes=found is not None and found.stands, decides=decides)
    recognition.check_stands(spells.of_file(file.applicant))
    rules.check_nothing_on_it(standing_on(file.applicant))


def standing_on(applicant: Applicant) -> list[str]:
    """In words, of which tables rows say something of the file beside what it began with; a new table is asked, too."""
    found = []
    for relation in Applicant._meta.related_objects:
        model: Any = relation.related_model
        rows = model.unscoped.filter(**{relation.field.name: applicant.pk})
        if model is Step:
            rows = rows.exclude(kind__in=BEGUN)
        if rows.exists():
            found.append(str(model._meta.verbose_name))
    return found
