"""Somebody comes into the source of a cell; what is said of the person is put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from admissions.models import Applicant, Backing, Step, StepKind, Stop
from admissions.procedure import readmitting, recorded
from admissions.procedure.reading import lock, read
from admissions.rules import people as rules
from admissions.rules import readmission
from admissions.rules import steps as step_rules
from kit.calendar import PartialDate
from members import history, rights, tree
from members.models import Decision, Departure, Member, Membership, Organisation
from members.procedure import Paper
from members.procedure.acting import lock_places, paper, says_which, terms_of, verb, weigh
from members.procedure.people import birth_of, columns
from members.rights import Actor
from members.rules import organisations as tree_rules
from members.rules.people import check_birth, check_full_name, check_not_after


@verb("đưa vào nguồn kết nạp", about="applicant")
def open_file(
    organisation: Organisation,
    *,
    by: Actor,
    full_name: str,
    day: date,
    backing: str = Backing.YOUTH,
    decision: Paper | Decision | None = None,
    again: bool | None = None,
    **plain: Any,
) -> Applicant:
    """The first step: a cell has found somebody and puts the name on its list of the source on `day`.

    `plain`: sex, birth, schooling, occupation. `again`: whether it is who left the Party under that name and birth;
    asked where there is such a one. Raises RuleBroken for a day to come, an organisation that takes no members that
    day, or a person whose file is open in the register already; doubts a second re-admission.
    """
    rights.check_may(by, "open_file", rights.case_of_organisation(organisation))
    check_full_name(full_name)
    check_not_after(day, by.day, field="day")
    check_birth(plain.get("birth"), by.day)
    # Two cells at one moment: neither would see the file of the other.
    tree.lock()
    lock_places([organisation.pk])
    tree_rules.check_takes_members(organisation, terms_of(organisation), day, None)
    values = columns({"full_name": full_name, **plain})
    rules.check_found_after_birth(values.get("birth_on"), day)
    rules.check_no_member(is_member(Applicant(**values), by.day))
    rules.check_one_file(open_files(Applicant(**values)))
    history.concerns(organisation=organisation.pk)
    made = history.create(Applicant, **values, organisation=organisation, backing=backing)
    history.create(Step, applicant=made, kind=StepKind.SOURCE, day=day, decision=paper(decision), account=by.account)
    readmitting.tie(made, again, by.day)
    if again:
        _weigh_again(made, day, by.day)
    else:
        weigh(*readmission.weigh_elsewhere(readmitting.is_elsewhere(made, by.day), day))
    return made


def _weigh_again(applicant: Applicant, day: date, today: date) -> None:
    """Of who was a member: in the source after leaving, and not admitted again too often."""
    way = read(applicant, today).way
    readmission.check_found_after_left(way, day)
    weigh(*readmission.weigh_times(way, day))


def open_files(who: Applicant) -> list[Applicant]:
    """Other files under way of somebody of that name and, as far as both are known, of that birth."""
    return _of_one(who, Applicant.unscoped.open().exclude(pk=who.pk or 0))


def same_person(full_name: str, birth: PartialDate | None) -> list[Applicant]:
    """Files, under way or not, of somebody of that name and, as far as both are known, of that birth; each with its
    `stop`."""
    who = Applicant(**columns({"full_name": full_name, "birth": birth}))
    return _of_one(who, Applicant.unscoped.select_related("stop").order_by("pk"))


def _of_one(who: Applicant, among: Any) -> list[Applicant]:
    return [one for one in among.filter(fold=who.fold) if rules.may_be_one(birth_of(who), birth_of(one))]


def is_member(who: Applicant, day: date) -> bool:
    """Whether somebody of that name and that very day of birth is in the register on `day`, in a cell or in none that
    is known. A birth that either of both does not tell to the day is no ground to refuse: too many share a name."""
    if who.birth_on is None or who.birth_precision != "d":
        return False
    same = Member.unscoped.filter(fold=who.fold, birth_on=who.birth_on, birth_precision="d", merged=None)
    left = Departure.unscoped.on(day).filter(membership__member__in=same).values("membership__member")
    return Membership.unscoped.filter(member__in=same).exclude(member__in=left).exists()


@verb("sửa hồ sơ kết nạp", about="applicant", needs_reason=True)
def correct_applicant(
    applicant: Applicant, *, by: Actor, backing: str | None = None, exception: Paper | Decision | None = None,
    again: bool | None = None, cleared_on: date | None = None, clearing: Paper | Decision | None = None,
    seen: int | None = None, **plain: Any,
) -> Applicant:  # fmt: skip
    """What is said of the person, who recommends, the paper that lets an exception be; whether it is who left the
    Party, and when a sentence of theirs was expunged. None of what is not given changes. Raises RuleBroken where what
    was voted would not have stood so, and for another name or birth, where a file of such a person is open already."""
    tree.lock()
    file = lock(applicant, by=by, seen=seen)
    step_rules.check_not_stopped(file.way)
    recorded.check_own(file, None, min(file.way.days.values()), by)
    if "full_name" in plain:
        check_full_name(plain["full_name"])
    check_birth(plain.get("birth"), by.day)
    said: dict[str, Any] = columns(plain)
    differs = {name for name, value in said.items() if value != getattr(file.applicant, name)}
    rules.check_own_facts(file.way, bool(differs))
    if backing is not None:
        rules.check_backing(file.way, backing)
        said["backing"] = backing
    if exception is not None:
        step_rules.check_exception_paper(says_which(exception))
        said["exception"] = paper(exception, instead_of=file.applicant.exception, field="exception_signed_on")
    readmission.check_tied_anew(file.way, again)
    changed = history.change(file.applicant, **said)
    readmitting.tie_anew(changed, again, by.day)
    readmitting.say_cleared(changed, cleared_on, clearing, by.day)
    if (found := file.way.days.get(StepKind.SOURCE)) is not None:
        if again:
            _weigh_again(changed, found, by.day)
        rules.check_found_after_birth(changed.birth_on, found, field="birth")
    after = read(changed, by.day).way
    rules.check_still_stands(file.way, after)
    weigh(*readmission.weigh_said_anew(file.way, after))
    if differs & {"fold", "birth_on", "birth_precision"}:
        rules.check_no_member(is_member(changed, by.day))
        rules.check_one_file(open_files(changed))
    return changed


@verb("thôi xét kết nạp", about="applicant")
def stop_file(
    applicant: Applicant, *, by: Actor, kind: str, day: date, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Stop:  # fmt: skip
    """The file goes no further from `day` on. Raises RuleBroken where it is stopped, or the person admitted."""
    file = lock(applicant, by=by, seen=seen)
    step_rules.check_not_stopped(file.way)
    rules.check_stop_kind(file.way, kind)
    rules.check_stop(file.way, day, by.day)
    return history.create(Stop, applicant=file.applicant, kind=kind, day=day, decision=paper(decision))


@verb("xét tiếp hồ sơ kết nạp", about="applicant", needs_reason=True)
def take_file_up(applicant: Applicant, *, by: Actor, seen: int | None = None) -> Applicant:
    """A file that was stopped goes on. Raises RuleBroken where it was not stopped, or another is open meanwhile."""
    tree.lock()
    file = lock(applicant, by=by, seen=seen)
    stop = rules.check_stopped(file.stop)
    own = file.applicant
    rules.check_no_member(is_member(own, by.day))
    rules.check_none_meanwhile(open_files(own))
    history.remove(stop)
    return own
