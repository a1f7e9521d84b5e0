"""One file as it stands: its facts read into the way that the rules know, locked where something is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from admissions.models import (
    VOTED,
    Applicant,
    Handling,
    HandOver,
    Helper,
    Introducer,
    Matter,
    Remark,
    Step,
    StepKind,
    Stop,
    Verification,
    Vote,
)
from admissions.procedure.above import Around, standing_of
from admissions.procedure.authorising import periods_of
from admissions.procedure.lapsing import lapsed_of, may_lapse
from admissions.procedure.leading import Stay, came_on, hand_overs_of, led_by, left_on, lock_admitted, stays_of
from admissions.procedure.readmitting import Again, again_of
from admissions.procedure.told import is_all_own
from admissions.rules.authority import Period
from admissions.rules.handling import handled
from admissions.rules.way import NOTED_ABOVE, VOTED_ON, Ballot, Sending, Way
from members import history, rights, scope, successors
from members.errors import Outdated
from members.models import Decision, Placement
from members.procedure import undoing
from members.procedure.acting import lock_places
from members.procedure.people import birth_of
from members.rights import Actor


@dataclass(frozen=True)
class File:
    """A file with all that was recorded of it. `cell`: which cell considers today; `recognition`: its votes on whom it
    admitted; `sent`: where the profile went to be verified; `handlings`: what the deciding level noted; `again`: of who
    was a member before; `way`: as the rules see it, on `day`; `stays`: the cells that led it, then where the person
    stood since the ceremony; `handed`: each time it was handed over, or came in from outside; `came_on`: since when the
    file is of that cell, None where it began there;
    `left_on`: of a file as a former cell reads it, the day on which it went on: of then nothing is told."""

    applicant: Applicant
    cell: int
    steps: dict[StepKind, Step]
    votes: list[Vote]
    recognition: list[Vote]
    sent: list[Verification]
    handlings: list[Handling]
    stop: Stop | None
    way: Way
    day: date
    again: Again | None = None
    stays: tuple[Stay, ...] = ()
    handed: tuple[HandOver, ...] = ()
    left_on: date | None = None
    came_on: date | None = None


def leading(applicants: Sequence[Applicant], day: date, *, handed_by: date | None = None) -> dict[int, int]:
    """{file: the cell that leads it that day}, or what carries that one on. `handed_by`: of who applies, the cell to
    which the file was handed over up to that day, though that one be carried on as of `day`."""
    stays = stays_of(applicants)
    own = {
        one.pk: led_by(one, stays, day if handed_by is None or one.member_id else max(handed_by, day))
        for one in applicants
    }
    cells = successors.carriers_of(set(own.values()), day)
    return {pk: cells[cell] for pk, cell in own.items()}


def leader_of(applicant: Applicant, day: date) -> int:
    return leading([applicant], day)[applicant.pk]


# Days on which a helper began, ended, remarked.
HELPED: tuple[tuple[Any, str, str], ...] = (
    (Helper, "applicant", "since"), (Helper, "applicant", "until"), (Remark, "helper__applicant", "day"),
)  # fmt: skip


def read(applicant: Applicant, day: date) -> File:
    """Everything recorded of one file, without a scope: for who came through its door."""
    return read_many([applicant], day)[applicant.pk]


def read_shown(applicants: Sequence[Applicant], day: date, width: str = scope.PEOPLE) -> dict[int, File]:
    """The same as a page shows it: of whom went on out of what the viewer reads in that width, what was done up to
    then."""
    files = read_many(applicants, day)
    gone = left_on({pk: file.stays for pk, file in files.items()}, day, width)
    some = [files[pk].applicant for pk in gone]
    return files | (read_many(some, day, until=gone) if some else {})


def read_many(
    applicants: Sequence[Applicant], day: date, *, for_clocks: bool = False, until: Mapping[int, date] | None = None
) -> dict[int, File]:
    """{file: everything recorded of it}, in as many questions for many as for one. `for_clocks`: of files that nobody
    has stopped, each with its `cell`, without what no clock runs by: who introduced, who helped, where the profile was
    verified, when it was handed over. `until`: {file: from which day on nothing is told}, with the cell of the day
    before."""
    pks = [one.pk for one in applicants]
    others = [] if for_clocks else pks
    steps, votes = (
        _by_file(model.unscoped.filter(applicant__in=pks).select_related("account", *papers), "day")
        for model, papers in ((Step, ["decision"]), (Vote, ["decision", "size_decision"]))
    )
    sent = _by_file(Verification.unscoped.filter(applicant__in=others).select_related("account", "decision"), "sent_on")
    noted = _by_file(Handling.unscoped.filter(applicant__in=pks).select_related("account", "decision"), "day")
    stops = _by_file(Stop.unscoped.filter(applicant__in=others).select_related("decision"), "day")
    ends = until or {}
    for some in (steps, votes, noted, stops):
        for pk, end in ends.items():
            some[pk] = [row for row in some[pk] if row.day < end]
    for pk, end in ends.items():
        sent[pk] = [_as_of(row, end) for row in sent[pk] if row.sent_on < end]
    agreed = _signed(one.exception_id for one in applicants)
    together = _days(Introducer, "step__applicant", "together", pks=others)
    helped = [_days(*at, pks=others) for at in HELPED]
    held = {one.pk: step.day for one in applicants for step in steps[one.pk] if step.kind == StepKind.CEREMONY}
    handed = {} if for_clocks else hand_overs_of(applicants)
    stays = stays_of(applicants, held, handed)
    own = {one.pk: led_by(one, stays, _eve(ends[one.pk]) if one.pk in ends else day) for one in applicants}
    if for_clocks:
        own |= {one.pk: one.cell for one in applicants if not stays.get(one.pk)}
    stood = {stay.organisation for some in stays.values() for stay in some}
    stood |= {
        vote.organisation_id for some in votes.values() for vote in some if vote.organisation_id and may_lapse(vote)
    }
    cells, around = standing_of({*own.values(), *stood}, day)
    authorised = periods_of({one.committee for one in around.values() if one.committee})
    under_one = {pk for pk, now in cells.items() if around[now].committee is not None}
    again = {} if for_clocks else again_of(applicants, held)
    found = {}
    for one in applicants:
        pk, cell, where = one.pk, cells[own[one.pk]], stays.get(one.pk, ())
        rows = _Rows(
            steps[pk], votes[pk], sent[pk], noted[pk], next(iter(stops[pk]), None), handed.get(pk, ()), together[pk],
            tuple(day for days in helped for day in days[pk] if day), again.get(pk),
        )  # fmt: skip
        decided = one.member_id is not None or any(step.kind == StepKind.DECISION for step in rows.steps)
        lapsed = lapsed_of(own[pk], under_one, rows.votes, is_decided=decided)
        periods, exception_on = authorised.get(around[cell].committee or 0, []), agreed.get(one.exception_id or 0)
        way = _way(one, around[cell], periods, exception_on, rows, lapsed)
        found[pk] = _filed(
            one, rows, cell=cell, way=way, day=day, stays=tuple(where), left_on=ends.get(pk),
            came_on=came_on(where, cells, cell, day),
        )  # fmt: skip
    return found


def _as_of(row: Verification, end: date) -> Verification:
    """As it stood before that day: an answer that came later is not told."""
    if row.answered_on is not None and row.answered_on >= end:
        row.answered_on, row.conclusion, row.decision = None, "", None
    return row


def _eve(day: date) -> date:
    return day - timedelta(days=1) if day > date.min else day


def _days(model: Any, file: str, column: str, *, pks: Sequence[int]) -> defaultdict[int, tuple[date, ...]]:
    """{file: the days in that column of its rows}."""
    found = defaultdict[int, tuple[date, ...]](tuple)
    rows = model.unscoped.filter(**{f"{file}__in": pks}).values_list("pk", file, column)
    for _, pk, day in sorted(rows, key=lambda row: row[0]):
        found[pk] = (*found[pk], day)
    return found


def _signed(papers: Iterable[int | None]) -> dict[int, date | None]:
    """{paper: the day it was signed}."""
    wanted = {pk for pk in papers if pk}
    return dict(Decision.objects.filter(pk__in=wanted).values_list("pk", "signed_on")) if wanted else {}


def _by_file(rows: Iterable[Any], day: str) -> defaultdict[int, list[Any]]:
    """{file: its rows in the order of that day}. They are few, and put in order here: Django would compare the order
    with every column it selects, a third of the asking."""
    found = defaultdict[int, list[Any]](list)
    for row in sorted(rows, key=lambda row: (getattr(row, day), row.pk)):
        found[row.applicant_id].append(row)
    return found


class _Rows(NamedTuple):
    """What was recorded of one file. `together`: since when each introducer was with the person; `helped`: days on
    which a helper began, ended, remarked."""

    steps: Sequence[Step]
    votes: Sequence[Vote]
    sent: list[Verification]
    noted: list[Handling]
    stop: Stop | None
    handed: Sequence[HandOver]
    together: tuple[date, ...]
    helped: tuple[date, ...]
    again: Again | None


def _filed(one: Applicant, rows: _Rows, **more: Any) -> File:
    """The rows of one file, each where it belongs; `more`: the other fields of `File`."""
    return File(
        applicant=one, steps={StepKind(step.kind): step for step in rows.steps},
        votes=[each for each in rows.votes if each.kind in VOTED],
        recognition=[each for each in rows.votes if each.kind not in VOTED],
        sent=rows.sent, handlings=rows.noted, stop=rows.stop, handed=tuple(rows.handed), again=rows.again, **more,
    )  # fmt: skip


def _way(
    one: Applicant, around: Around, authorised: Sequence[Period], agreed: date | None, rows: _Rows,
    lapsed: frozenset[int],
) -> Way:  # fmt: skip
    again = rows.again
    decided = next((step for step in rows.steps if step.kind == StepKind.DECISION), None)
    return Way(
        birth=birth_of(one), schooling=one.schooling, backing=one.backing, has_exception=one.exception_id is not None,
        exception_on=agreed, has_cell=around.has_cell, has_part=around.has_part,
        has_committee=around.committee is not None, authorised=tuple(authorised),
        days={StepKind(step.kind): step.day for step in rows.steps},
        received_on=decided.received_on if decided else None,
        ballots=tuple(
            Ballot(StepKind(each.kind), each.day, each.base, each.in_favour, each.pk not in lapsed)
            for each in rows.votes if each.kind in VOTED
        ),
        sendings=tuple(Sending(each.place, each.sent_on, each.answered_on, each.conclusion) for each in rows.sent),
        handled=handled(rows.noted, Matter.ADMISSION), probation=_of_probation(rows.votes, rows.noted),
        stopped_on=rows.stop.day if rows.stop else None, is_member=one.member_id is not None,
        together=rows.together, helped=rows.helped,
        handed=tuple(row.day for row in rows.handed if row.organisation_id is not None),
        arrived_on=next((row.day for row in rows.handed if row.organisation_id is None), None),
        again=again is not None, left_on=again.left_on if again else None,
        earlier=again.earlier if again else 0, cleared_on=again.row.cleared_on if again else None,
    )  # fmt: skip


def _of_probation(votes: Sequence[Vote], noted: Sequence[Handling]) -> tuple[str, ...]:
    """In words, what was recorded of the recognition."""
    said = [NOTED_ABOVE] if any(one.matter == Matter.RECOGNITION for one in noted) else []
    said += [VOTED_ON] if any(one.kind not in VOTED for one in votes) else []
    return tuple(said)


def lock(applicant: Applicant, *, by: Actor, seen: int | None = None, places: bool = False) -> File:
    """The file locked, after whom it admitted: nobody moves the person meanwhile, nor does what put the cell where it
    is go back. The right to the open verb is asked of its cell, and that nobody wrote since the page was made.

    `places`: for a verb that locks organisations besides, those in which the person stands or stood go first. Whoever
    locks the tree does so before this, whoever locks several files after `lock_admitted`: as everybody, organisations
    before people, people before files. Raises NotAllowed, Outdated."""
    undoing.stand()
    if places:
        stood = Placement.unscoped.filter(member__admission_files=applicant.pk, organisation__isnull=False)
        lock_places(stood.values_list("organisation", flat=True))
    held = lock_admitted([applicant])
    locked = Applicant.unscoped.select_for_update(no_key=True).get(pk=applicant.pk)
    if locked.member_id is not None and locked.member_id not in held:
        # Admitted, or joined with another record, just now.
        lock_admitted([locked])
    cell = leader_of(locked, by.day)
    rights.check_may(by, history.current().verb, rights.case_of_organisation(cell))
    if seen is not None and locked.changed_by != seen:
        raise Outdated(seen, own=is_all_own(by, seen, locked))
    history.concerns(organisation=cell)
    history.current().touched[Applicant].add(locked.pk)
    return read(locked, by.day)
