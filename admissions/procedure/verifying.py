"""A profile is sent to be verified, place by place; the answer is noted; a line is put right or taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from admissions.models import Applicant, Verification
from admissions.procedure import recorded
from admissions.procedure.reading import File, lock
from admissions.rules import steps
from admissions.rules import verifying as rules
from members import history
from members.models import Decision
from members.procedure import Paper
from members.procedure.acting import paper, verb
from members.rights import Actor


@verb("ghi gửi thẩm tra lý lịch", about="applicant")
def send_verification(
    applicant: Applicant, *, by: Actor, place: str, sent_on: date, seen: int | None = None
) -> Verification:
    """One place was asked on that day. Never what is asked, nor about whom: the place alone.

    Raises RuleBroken before the profile is closed, and where that place was asked that day already."""
    file = lock(applicant, by=by, seen=seen)
    steps.check_goes_on(file.way)
    rules.check_may_send(file.way)
    rules.check_place(place)
    rules.check_sent(file.way, sent_on, by.day)
    rules.check_once(file.way.sendings, place, sent_on)
    return history.create(
        Verification, applicant=file.applicant, place=place.strip(), sent_on=sent_on, account=by.account
    )


@verb("ghi trả lời thẩm tra lý lịch", about="applicant")
def note_verification_answer(
    verification: Verification, *, by: Actor, answered_on: date, conclusion: str,
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> Verification:  # fmt: skip
    """The place answered on that day, by that paper, with one of three conclusions."""
    _, own = _of(verification, by, seen)
    rules.check_waits(own)
    rules.check_answer(own.sent_on, answered_on, conclusion, by.day)
    return history.change(own, answered_on=answered_on, conclusion=conclusion, decision=paper(decision))


@verb("sửa một lần thẩm tra lý lịch", about="applicant", needs_reason=True)
def correct_verification(
    verification: Verification, *, by: Actor, place: str | None = None, sent_on: date | None = None,
    answered_on: date | None = None, conclusion: str | None = None, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Verification:  # fmt: skip
    """What was typed wrongly; None stays. Of one that waits only the place and the day: its answer is noted."""
    file, own = _of(verification, by, seen)
    recorded.check_own(file, own, own.sent_on, by)
    said: dict[str, Any] = {"place": place, "sent_on": sent_on}
    if own.answered_on is not None:
        said |= {"answered_on": answered_on, "conclusion": conclusion or None}
        said["decision"] = None if decision is None else paper(decision, instead_of=own.decision)
    _check_corrected(file, own, said, by.day)
    return history.change(own, **{name: value for name, value in said.items() if value is not None})


def _check_corrected(file: File, own: Verification, said: dict[str, Any], today: date) -> None:
    """Raises RuleBroken where the line would not hold as it would then say."""
    place, sent_on = said["place"] or own.place, said["sent_on"] or own.sent_on
    rules.check_sent(file.way, sent_on, today)
    others = [one for one in file.sent if one.pk != own.pk]
    rules.check_once((rules.Sending(one.place, one.sent_on) for one in others), place, sent_on)
    if own.answered_on is not None:
        answered_on = said["answered_on"] or own.answered_on
        rules.check_answer(sent_on, answered_on, said["conclusion"] or own.conclusion, today)


@verb("bỏ một lần thẩm tra lý lịch", about="applicant", needs_reason=True)
def take_back_verification(verification: Verification, *, by: Actor, seen: int | None = None) -> None:
    """A sending that was written by mistake: nothing was sent there."""
    file, own = _of(verification, by, seen)
    recorded.check_own(file, own, own.sent_on, by)
    history.remove(own)


def _of(verification: Verification, by: Actor, seen: int | None) -> tuple[File, Verification]:
    """The file of a line, locked, and the line as it is now; the right is that of the open verb at its cell."""
    file = lock(verification.applicant, by=by, seen=seen)
    own = steps.check_there(next((one for one in file.sent if one.pk == verification.pk), None))
    steps.check_not_stopped(file.way)
    return file, own
