"""The cell assigns who helps an applicant or a probationer, changes and ends it; his remarks, as days alone. Whoever
helps ends where the probationer goes on to another cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from admissions.models import Applicant, Helper, RecognitionStep, Remark
from admissions.procedure import introducing, probation, recorded, spells
from admissions.procedure.leading import Stay, moves, stays_of
from admissions.procedure.reading import File, lock
from admissions.rules import helping as rules
from admissions.rules import steps
from admissions.rules.helping import Help
from members import history
from members.models import Decision, Member, Placement
from members.procedure import Paper
from members.procedure.acting import paper, verb, weigh
from members.rights import Actor


def rows_of(applicant: Applicant) -> list[Helper]:
    """Everybody who helps or helped, in turn."""
    rows = Helper.unscoped.filter(applicant=applicant)
    rows = rows.select_related("applicant", "member", "decision", "account")
    return list(rows.order_by("since", "pk"))


def help_of(row: Helper) -> Help:
    return helps_of(row.applicant, [row])[row]


def helps_of(applicant: Applicant, rows: Sequence[Helper]) -> dict[Helper, Help]:
    ends = ends_of(applicant, rows)
    return {row: _help(row, ends[row.pk]) for row in rows}


def _help(row: Helper, until: date | None) -> Help:
    assert row.since is not None  # noqa: S101  (a constraint of the table)
    remarks = tuple(sorted({*_days(Remark, row), *_days(RecognitionStep, row)}))
    return Help(row.member_id, row.member.full_name, row.since, until, remarks)


def ends_of(applicant: Applicant, rows: Sequence[Helper]) -> dict[int, date | None]:
    """{assignment: until when}: as it was written, else until the probationer went on to a cell in which that helper
    does not stand on that day (0142)."""
    found = {row.pk: row.until for row in rows}
    running = [row for row in rows if row.until is None]
    went = moves(stays_of([applicant]).get(applicant.pk, ()), date.max) if running else []
    if went:
        helpers = [row.member_id for row in running]
        places = [*Placement.unscoped.official().filter(member__in=helpers).exclude(organisation=None)]
        found |= {row.pk: _left_behind(row, went, places) for row in running}
    return found


def _left_behind(row: Helper, went: Iterable[tuple[int, Stay]], places: Iterable[Placement]) -> date | None:
    """The first day on which the person went on to where the helper does not stand."""
    own = [one for one in places if one.member_id == row.member_id]
    for _, to in went:
        day = to.since
        if day is None or row.since is None or row.since >= day:
            continue
        if not any(one.organisation_id == to.organisation and one.holds_on(day) for one in own):
            return day
    return None


def _days(model: Any, row: Helper) -> list[date]:
    """When he remarked: on the way, and for the recognition."""
    return list(model.unscoped.filter(helper=row).values_list("day", flat=True))


@verb("phân công đảng viên giúp đỡ", about="applicant")
def assign_helper(
    applicant: Applicant, *, by: Actor, member: Member, day: date, decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Helper:  # fmt: skip
    """From `day` on this member helps the applicant, or the probationer; who helped so far ends on that day.

    Raises RuleBroken for a day before the person was found, and where the days are taken."""
    file = lock(applicant, by=by, seen=seen)
    steps.check_goes_on(file.way)
    rules.check_in_the_lists(probation.of_file(file).path.left_as)
    rules.check_period(file.way, day, None, by.day)
    before = helps_of(file.applicant, rows_of(file.applicant))
    ends = rules.ended_by(list(before.values()), member.pk, day)
    _check_person(file, member, day)
    for row, one in before.items():
        if row.until is None and one.until is not None and one.until <= day:
            history.change(row, until=one.until)
        if one is ends:
            rules.check_keeps_remarks(one.remarks, one.since, day)
            history.change(row, until=day)
    rules.check_apart([one for one in before.values() if one is not ends], day, None)
    return history.create(
        Helper, applicant=file.applicant, member=member, since=day, decision=paper(decision), account=by.account
    )


def _check_person(file: File, member: Member, since: date, *, field: str = "day") -> None:
    rules.check_another(member.pk, file.applicant.member_id)
    rules.check_not_official(spells.of_file(file.applicant), since, field=field)
    official = bool(introducing.official_of([member.pk], since))
    weigh(*rules.doubts_official(member.full_name, since, official=official))


@verb("ghi thôi giúp đỡ", about="applicant")
def end_helper(helper: Helper, *, by: Actor, day: date, seen: int | None = None) -> Helper:
    """From `day` on nobody helps, until another one is assigned."""
    file, own = _of(helper, by, seen)
    one = help_of(own)
    rules.check_running(one)
    rules.check_period(file.way, one.since, day, by.day)
    rules.check_keeps_remarks(one.remarks, one.since, day)
    return history.change(own, until=day)


@verb("sửa việc phân công giúp đỡ", about="applicant", needs_reason=True)
def correct_helper(
    helper: Helper, *, by: Actor, member: Any = ..., since: Any = ..., until: Any = ..., decision: Any = ...,
    seen: int | None = None,
) -> Helper:  # fmt: skip
    """What was recorded wrongly of an assignment; what is not given stays, `until=None` lets it go on."""
    file, own = _of(helper, by, seen)
    recorded.check_own(file, own, own.since or date.min, by)
    who: Member = own.member if member is ... else member
    first = rules.check_first_day(own.since if since is ... else since)
    last: date | None = own.until if until is ... else until
    rules.check_period(file.way, first, last, by.day, field="since")
    others = [one for row, one in helps_of(file.applicant, rows_of(file.applicant)).items() if row.pk != own.pk]
    rules.check_apart(others, first, last, field="since")
    rules.check_keeps_remarks(help_of(own).remarks, first, last, field="since")
    _check_person(file, who, first, field="since")
    changed = {} if decision is ... else {"decision": paper(decision, instead_of=own.decision)}
    return history.change(own, member=who, since=first, until=last, **changed)


@verb("bỏ việc phân công giúp đỡ", about="applicant", needs_reason=True)
def take_back_helper(helper: Helper, *, by: Actor, seen: int | None = None) -> None:
    """An assignment that was recorded by mistake. Raises RuleBroken while a remark stands on it."""
    file, own = _of(helper, by, seen)
    recorded.check_own(file, own, own.since or date.min, by)
    rules.check_bare(help_of(own))
    history.remove(own)


@verb("ghi người giúp đỡ đã nhận xét", about="applicant")
def note_remark(helper: Helper, *, by: Actor, day: date, seen: int | None = None) -> Remark:
    """The helper remarked on the person on that day: that he did, and nothing of what he said. Raises RuleBroken for a
    day on which he did not help, or on which the person was official already."""
    file, own = _of(helper, by, seen)
    rules.check_remark(help_of(own), day, by.day)
    rules.check_remark_before_official(spells.of_file(file.applicant), day)
    return history.create(Remark, helper=own, day=day, account=by.account)


@verb("bỏ một lần nhận xét của người giúp đỡ", about="applicant", needs_reason=True)
def take_back_remark(remark: Remark, *, by: Actor, seen: int | None = None) -> None:
    """A remark that was noted by mistake."""
    file = lock(remark.helper.applicant, by=by, seen=seen)
    steps.check_not_stopped(file.way)
    own = steps.check_there(Remark.unscoped.filter(pk=remark.pk).first())
    recorded.check_own(file, own, own.day, by)
    history.remove(own)


def _of(helper: Helper, by: Actor, seen: int | None) -> tuple[File, Helper]:
    """The file, locked and not stopped, and the assignment as it is now."""
    file = lock(helper.applicant, by=by, seen=seen)
    steps.check_not_stopped(file.way)
    row = Helper.unscoped.filter(pk=helper.pk).select_related("applicant", "member", "decision").first()
    return file, steps.check_there(row)
