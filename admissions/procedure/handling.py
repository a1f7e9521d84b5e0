"""The deciding level notes when the cell's resolution came to it, and that its decision takes longer."""

from __future__ import annotations

from datetime import date
from typing import Any

from admissions.models import Applicant, Handling, Matter, Noted, StepKind
from admissions.procedure import spells
from admissions.procedure.doing import from_above
from admissions.procedure.reading import File, lock
from admissions.procedure.recognising import passed_on
from admissions.rules import authority, steps, terms
from admissions.rules import handling as rules
from admissions.rules.handling import Resolved
from admissions.rules.way import Handled
from members import history, office
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, says_which, verb, weigh
from members.rights import Actor


def matter_of(file: File) -> Matter:
    """What is to be decided next: the recognition of whom the file made a member, before that the admission."""
    return Matter.ADMISSION if file.applicant.member_id is None else Matter.RECOGNITION


def resolved_of(file: File, matter: Matter) -> Resolved | None:
    """The resolution of the cell on that matter with the decision on it; None where there is none."""
    came = Handled(rules.handled(file.handlings, matter).came_on)
    if matter == Matter.ADMISSION:
        done = file.way.done()
        day, decided = done.get(StepKind.CELL), done.get(StepKind.DECISION)
    else:
        day, decided = passed_on(file), _recognised_on(file)
    if day is None:
        return None
    return Resolved(day, decided, terms.decision_due(matter, day, came, *office.holidays()))


def _recognised_on(file: File) -> date | None:
    """When it was decided that the person is official, as far as that decision says."""
    spell = spells.of_file(file.applicant)
    if spell is None or spell.recognition_decision is None:
        return None
    signed: date | None = spell.recognition_decision.signed_on
    return signed


@verb("ghi ngày cấp có thẩm quyền nhận nghị quyết", about="applicant")
def note_resolution_came(applicant: Applicant, *, by: Actor, day: date, seen: int | None = None) -> Handling:
    """The resolution of the cell came to the deciding level: the term of the decision counts from that day.

    Raises RuleBroken where there is no resolution, for a day before it or after the decision, and the second time."""
    file = lock(applicant, by=by, seen=seen)
    matter = matter_of(file)
    resolved = check_may_note(file, matter, day, above=from_above(file, by))
    rules.check_not_noted(file.handlings, matter, Noted.CAME)
    rules.check_day(resolved, day, by.day)
    return history.create(
        Handling, applicant=file.applicant, matter=matter, noted=Noted.CAME, day=day, account=by.account
    )


@verb("gia hạn quyết định", about="applicant")
def extend_decision(
    applicant: Applicant, *, by: Actor, day: date, wd: int, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Handling:  # fmt: skip
    """The decision takes longer than the rule gives, by `wd` working days, by that paper. Raises RuleBroken without a
    paper, for more days than the rule lets be where it is sure, and the second time."""
    file = lock(applicant, by=by, seen=seen)
    matter = matter_of(file)
    resolved = check_may_note(file, matter, day, above=from_above(file, by))
    rules.check_not_noted(file.handlings, matter, Noted.LONGER)
    rules.check_day(resolved, day, by.day)
    rules.check_paper(says_which(decision))
    rules.check_signed(day, decision.signed_on if decision else None)
    weigh(*rules.weigh_longer(matter, resolved, day, wd))
    return history.create(
        Handling, applicant=file.applicant, matter=matter, noted=Noted.LONGER, day=day, wd=wd,
        decision=paper(decision), account=by.account,
    )  # fmt: skip


@verb("sửa hạn quyết định", about="applicant", needs_reason=True)
def correct_handling(
    handling: Handling, *, by: Actor, day: date | None = None, wd: int | None = None,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Handling:  # fmt: skip
    """What was typed wrongly; None stays. Raises RuleBroken as the verb that wrote it does."""
    file, own = _of(handling, by, seen)
    matter = Matter(own.matter)
    resolved = check_may_note(file, matter, day or own.day, above=from_above(file, by))
    rules.check_day(resolved, day or own.day, by.day)
    said: dict[str, Any] = {"day": day}
    if own.noted == Noted.LONGER:
        weigh(*rules.weigh_longer(matter, resolved, day or own.day, own.wd if wd is None else wd))
        said |= {"wd": wd}
        stays = own.decision if decision is None else decision
        rules.check_signed(day or own.day, stays.signed_on if stays else None)
        if decision is not None:
            rules.check_paper(says_which(decision))
            said["decision"] = paper(decision, instead_of=own.decision)
    return history.change(own, **{name: value for name, value in said.items() if value is not None})


@verb("bỏ hạn quyết định ghi nhầm", about="applicant", needs_reason=True)
def take_back_handling(handling: Handling, *, by: Actor, seen: int | None = None) -> None:
    """It never came on that day, it was never made longer: the term counts as if nothing had been noted."""
    file, own = _of(handling, by, seen)
    authority.check_own_decision(file.way, own.day, above=from_above(file, by))
    history.remove(own)


def check_may_note(file: File, matter: Matter, day: date, *, above: bool) -> Resolved:
    """Asked by the verb and by the page: there is a resolution, which this answers, and who notes decides on it that
    day. Raises RuleBroken."""
    steps.check_goes_on(file.way)
    resolved = rules.check_resolved(resolved_of(file, matter))
    authority.check_own_decision(file.way, day, above=above)
    return resolved


def _of(handling: Handling, by: Actor, seen: int | None) -> tuple[File, Handling]:
    """The file, locked, and the note as it is now."""
    file = lock(handling.applicant, by=by, seen=seen)
    own = steps.check_there(next((one for one in file.handlings if one.pk == handling.pk), None))
    steps.check_not_stopped(file.way)
    return file, own
