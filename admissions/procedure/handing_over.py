"""The file of who applies is handed over to another cell, or out of the district; it came in from outside (0148)."""

from __future__ import annotations

from datetime import date

from admissions.models import Applicant, HandOver, Helper, Stop, StopKind
from admissions.procedure import recorded
from admissions.procedure.reading import File, lock
from admissions.rules import handing_over as rules
from admissions.rules import steps
from members import history, tree
from members.models import Decision, Organisation
from members.procedure import Paper, undoing
from members.procedure.acting import lock_places, paper, says_which, terms_of, verb
from members.rights import Actor
from members.rules import organisations as tree_rules


@verb("chuyển hồ sơ kết nạp sang nơi khác", about="applicant")
def hand_over_file(
    applicant: Applicant, *, by: Actor, day: date, organisation: Organisation | None = None, outside: str = "",
    decision: Paper | Decision | None = None, seen: int | None = None,
) -> HandOver | Stop:  # fmt: skip
    """From `day` on the cell `organisation` leads the file, with everything that was done; or it goes on `outside` the
    district, and is under way here no more.

    Raises RuleBroken for who was admitted, a file that is stopped, without a paper, for a day on which something was
    still recorded here, and a cell that takes no members that day."""
    tree.lock()
    # Before organisations, as everybody locks; `lock` asks once more and has it.
    undoing.stand()
    if organisation is not None:
        lock_places([organisation.pk])
    file = lock(applicant, by=by, seen=seen)
    rules.check_may_go(file.way)
    rules.check_goes_to(organisation.pk if organisation else None, outside, cell=file.cell)
    rules.check_goes_on(file.way, day, by.day)
    rules.check_has_paper(says_which(decision))
    if organisation is None:
        return history.create(
            Stop, applicant=file.applicant, kind=StopKind.HANDED, day=day, outside=outside, decision=paper(decision)
        )
    tree_rules.check_takes_members(organisation, terms_of(organisation), day, None)
    return history.create(
        HandOver, applicant=file.applicant, organisation=organisation, day=day, decision=paper(decision),
        account=by.account,
    )  # fmt: skip


@verb("ghi hồ sơ kết nạp từ nơi khác chuyển đến", about="applicant")
def note_came_in(
    applicant: Applicant, *, by: Actor, day: date, outside: str, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> HandOver:  # fmt: skip
    """The file came on `day` from a place outside the district, by that paper: what was done before was done there.

    Raises RuleBroken as `hand_over_file` does, the second time, and where the cell here considered before."""
    file = lock(applicant, by=by, seen=seen)
    rules.check_may_have_come(file.way)
    rules.check_came_in(file.way, day, by.day)
    rules.check_has_paper(says_which(decision))
    return history.create(
        HandOver, applicant=file.applicant, outside=outside, day=day, decision=paper(decision), account=by.account
    )


@verb("sửa giấy tờ của lần chuyển hồ sơ", about="applicant", needs_reason=True)
def correct_hand_over(
    hand_over: HandOver, *, by: Actor, decision: Paper | Decision | None, seen: int | None = None
) -> HandOver:  # fmt: skip
    """The paper by which it went, or came, was typed wrongly: its number, its day or who issued it. Where it went and
    from which day stays: that goes and is recorded anew. Raises RuleBroken without number and day, and for a file that
    is stopped."""
    file, own = _of(hand_over, by, seen)
    check_corrected(file, own, by)
    rules.check_has_paper(says_which(decision))
    return history.change(own, decision=paper(decision, instead_of=own.decision))


@verb("bỏ lần chuyển hồ sơ ghi nhầm", about="applicant", needs_reason=True)
def take_back_hand_over(hand_over: HandOver, *, by: Actor, seen: int | None = None) -> None:
    """It never went, or never came: the cell of before leads the file again, and who helped there goes on. Raises
    RuleBroken once something was recorded of that day or later."""
    file, own = _of(hand_over, by, seen)
    check_goes_back(file, own, by)
    for row in _ended_by(own):
        history.change(row, until=None)
    history.remove(own)


def _of(hand_over: HandOver, by: Actor, seen: int | None) -> tuple[File, HandOver]:
    """The file, locked, and the row as it is now."""
    file = lock(hand_over.applicant, by=by, seen=seen)
    return file, steps.check_there(next((one for one in file.handed if one.pk == hand_over.pk), None))


def check_corrected(file: File, own: HandOver, by: Actor) -> None:
    """Asked by the verb and by the page. Raises RuleBroken."""
    steps.check_not_stopped(file.way)
    recorded.check_own(file, own, own.day, by)


def check_goes_back(file: File, own: HandOver, by: Actor) -> None:
    """Asked by the verb and by the page. Raises RuleBroken."""
    rules.check_taken_back(file.way, own, file.handed, ended=len(_ended_by(own)))
    recorded.check_own(file, own, own.day, by)


def _ended_by(own: HandOver) -> list[Helper]:
    """Whose help was written down as ended on that day once the new cell had assigned another: by nothing else, for it
    went after everything that was recorded before."""
    if own.organisation_id is None:
        return []
    return list(Helper.unscoped.filter(applicant=own.applicant_id, since__lt=own.day, until=own.day).order_by("pk"))
