"""The competent level decides on a probationer: official, or struck off; what was recorded so by mistake goes back."""

from __future__ import annotations

from datetime import date

from admissions.models import Applicant
from admissions.procedure import probation
from admissions.procedure.doing import from_above
from admissions.procedure.reading import File, lock
from admissions.rules import authority, gathering, steps
from admissions.rules import deciding as rules
from members import tree
from members.models import Act, Decision, Departure, DepartureKind, Membership, Number
from members.procedure import Paper, revert
from members.procedure.acting import says_which, verb
from members.procedure.people import recognise
from members.procedure.standing import depart
from members.rights import Actor


@verb("ghi quyết định công nhận đảng viên chính thức", about="applicant")
def record_recognition(
    applicant: Applicant, *, by: Actor, day: date, decision: Paper | Decision, seen: int | None = None
) -> Membership:
    """The decision of the competent level, signed on that day: the person is official from the day the months of
    probation were over, however late it is (24-QĐ/TW, 4.2.2), by the plain verb `recognise`.

    Raises RuleBroken before what it stands on is there, and for a committee that does not decide that day."""
    file = lock(applicant, by=by, seen=seen)
    path = probation.of_file(file).path
    check_may_recognise(file, path_of=path, day=day, above=from_above(file, by))
    gathering.check_paper(rules.R.DECISION, says_which(decision))
    rules.check_recognised_on(path, day, by.day)
    assert path.ends is not None  # noqa: S101  (checked above: there is a probationer)
    return recognise(probation.member_of(file), by=by, official_on=path.ends, decision=decision)


def check_may_recognise(file: File, *, path_of: rules.Path, day: date, above: bool) -> None:
    """Asked by the verb and by the page: all is there, and who records it decides that day. Raises RuleBroken."""
    rules.check_recognises(path_of)
    authority.check_own_decision(file.way, day, above=above)


@verb("ghi quyết định xóa tên đảng viên dự bị", about="applicant")
def record_striking_off(
    applicant: Applicant, *, by: Actor, day: date, decision: Paper | Decision, seen: int | None = None
) -> Departure:
    """The competent level strikes a probationer off who is not fit (Charter art. 5.2): out of the lists from the day of
    the decision, by the plain verb `depart`; the file is closed by it."""
    file = lock(applicant, by=by, seen=seen)
    path = probation.of_file(file).path
    check_may_strike_off(file, path_of=path, day=day, above=from_above(file, by))
    gathering.check_paper(rules.R.DECISION, says_which(decision))
    rules.check_struck_off_on(path, day, by.day)
    return depart(
        probation.member_of(file), by=by, kind=DepartureKind.STRIKING_OFF, day=day, decision=decision
    )  # fmt: skip


def check_may_strike_off(file: File, *, path_of: rules.Path, day: date, above: bool) -> None:
    """Asked by the verb and by the page. Raises RuleBroken."""
    rules.check_strikes_off(path_of)
    authority.check_own_decision(file.way, day, above=above)


@verb("bỏ quyết định công nhận đảng viên chính thức", about="applicant", needs_reason=True)
def take_back_recognition(applicant: Applicant, *, by: Actor, seen: int | None = None) -> None:
    """Recorded by mistake: the person is on probation again. Raises RuleBroken where the recognition was recorded
    elsewhere, was put right since, or a card was noted after it."""
    tree.lock()
    file = lock(applicant, by=by, seen=seen, places=True)
    found = probation.of_file(file)
    check_recognition_goes(file, found, above=from_above(file, by))
    revert.write_opposite(_act(file, "recognise", "record_recognition"), by=by, led_at=file.cell)


def check_recognition_goes(file: File, found: probation.Probation, *, above: bool) -> None:
    """Asked by the verb and by the page."""
    spell = steps.check_there(found.spell)
    rules.check_stands_decided(spell.official_on, found.path.left_as)
    authority.check_own_decision(file.way, found.path.decided_on or file.day, above=above)
    later = Number.unscoped.filter(member=spell.member_id, since__gte=spell.official_on).order_by("since").first()
    rules.check_no_card(later.since if later else None)
    rules.check_by_file("recognise", _outer(last_act(file, "recognise")), "record_recognition")


@verb("bỏ quyết định xóa tên đảng viên dự bị", about="applicant", needs_reason=True)
def take_back_striking_off(applicant: Applicant, *, by: Actor, seen: int | None = None) -> None:
    """Recorded by mistake: the person stands in the cell again as before. Raises RuleBroken where it was recorded
    elsewhere or put right since."""
    tree.lock()
    file = lock(applicant, by=by, seen=seen, places=True)
    check_striking_off_goes(file, probation.of_file(file))
    revert.write_opposite(_act(file, "depart", "record_striking_off"), by=by, led_at=file.cell)


def check_striking_off_goes(file: File, found: probation.Probation) -> None:
    """Asked by the verb and by the page."""
    rules.check_struck_off(found.left.kind if found.left and found.left.until is None else None)
    rules.check_by_file("depart", _outer(last_act(file, "depart")), "record_striking_off")


def last_act(file: File, verb: str) -> Act | None:
    """The newest line by which the person became official, or left."""
    rows = Act.objects.filter(verb=verb, member=file.applicant.member_id).select_related("account")
    return rows.order_by("-number").first()


def _outer(act: Act | None) -> str | None:
    if act is None or act.inside is None:
        return None
    return Act.objects.filter(number=act.inside).values_list("verb", flat=True).first()


def _act(file: File, inner: str, outer: str) -> Act:
    """The line of the file's own decision, with all that it wrote."""
    act = steps.check_there(last_act(file, inner))
    own: Act = Act.objects.select_related("values_row").get(number=act.inside or 0, verb=outer)
    return own
