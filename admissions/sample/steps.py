"""Made-up files, each carried on by the verbs to a step of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from admissions import procedure
from admissions.models import (
    Applicant,
    Backing,
    Conclusion,
    Helper,
    StepKind,
)  # fmt: skip
from admissions.procedure import Introduces, bases, introducing
from admissions.procedure.reading import read
from admissions.rules.bases import is_small
from admissions.rules.introducers import wanted
from admissions.rules.way import AGAIN, NUMBER, STAGE, STAGES, left_out, needed
from admissions.sample import numbers
from kit.calendar import PartialDate
from members.models import Departure, DepartureKind, Member, Sex, Term
from members.procedure import Paper
from members.procedure.people import birth_of
from members.rights import Actor
from members.sample import words
from members.sample.days import open_day
from members.standing import VoterReason

S = StepKind
# Files at each step; weeks between two of them; how far back the newest begins.
EACH, WEEKS, RECENT = 2, 3, timedelta(days=20)
# Who was struck off may apply again after 36 months; so old at most when the cell considers.
LONG_AGO, OLDEST = timedelta(days=1100 + 330), 58
# Members of a committee of which the register holds no terms.
COMMITTEE = 15
# Where a profile is sent to be verified, days after it was closed; the last of a file may still wait or ask for more.
ASKED = {"Chi bộ nơi cư trú": "CB", "Công an xã": "CAX", "Đảng ủy xã nguyên quán": "ĐU"}


def file_of(
    random: Random, cell: Term, end: StepKind, by: Actor, *, earlier: timedelta = timedelta()
) -> Applicant:  # fmt: skip
    """Somebody found so long ago that the last step of this file lies some weeks back, or so much earlier."""
    sex = random.choice(list(Sex.values))
    start = open_day(by.day - earlier - RECENT - timedelta(weeks=WEEKS * NUMBER[end], days=random.randrange(15)))
    one = procedure.open_file(
        cell.organisation, by=by, full_name=words.person_name(random, sex), day=start, sex=sex,
        birth=PartialDate(start.year - random.randint(21, 45), random.randint(1, 12), random.randint(1, 28)),
        schooling=random.choice(["lower", "upper", "upper"]),
        occupation=random.choice(["farmer", "teacher", "service", "official"]),
        backing=random.choice([Backing.YOUTH, Backing.YOUTH, Backing.UNION, Backing.MEMBERS]),
    )  # fmt: skip
    _go_on(random, one, end, by)
    one.refresh_from_db()
    return one


def admitted_again(random: Random, cells: Sequence[Term], by: Actor) -> list[Applicant]:
    """Files of people who were struck off years ago: one that the cell considers next, one that is decided next."""
    made, left = [], _struck_off(by.day)
    for end, former in zip((S.CHECKED, S.CONSENT), left, strict=False):
        day = open_day(by.day - RECENT - timedelta(weeks=WEEKS * NUMBER[end]))
        one = procedure.open_file(
            random.choice(cells).organisation, by=by, full_name=former.full_name, day=day, sex=former.sex, again=True,
            birth=birth_of(former), schooling="upper", occupation="farmer", backing=Backing.MEMBERS,
        )  # fmt: skip
        _go_on(random, one, end, by)
        made.append(one)
    return made


def _struck_off(day: date) -> list[Member]:
    """Who may apply again by now, is not too old for it and is the only one of that name who left."""
    gone = Departure.unscoped.on(day).filter(until=None, kind=DepartureKind.STRIKING_OFF, since__lt=day - LONG_AGO)
    born = date(day.year - OLDEST, 1, 1)
    rows = Member.unscoped.filter(
        pk__in=gone.values("membership__member"), birth_precision="d", birth_on__gt=born, merged=None
    ).order_by("pk")  # fmt: skip
    known = Departure.unscoped.values("membership__member")
    return [one for one in rows if Member.unscoped.filter(fold=one.fold, pk__in=known).count() == 1]


def _go_on(random: Random, one: Applicant, end: StepKind, by: Actor) -> None:
    """Every step up to the end, in turn; those that the rules leave out are left out."""
    out, day = left_out(read(one, by.day).way), read(one, by.day).way.done()[S.SOURCE]
    for stage in STAGES[1 : list(STAGE).index(end) + 1]:
        if stage.kind in out.keys() & AGAIN:
            continue
        day = min(by.day, open_day(day + timedelta(weeks=WEEKS) - timedelta(days=random.randrange(10))))
        if stage.kind not in out:
            _do(one, stage.kind, day, by)
            _help(one, stage.kind, day, by)
        if stage.kind == S.CELL:
            _handle(one, day, by, is_last=end == S.CELL)
        if stage.kind == S.PROFILE:
            _ask(random, one, day, by, is_last=end == S.PROFILE)


def _handle(one: Applicant, day: date, by: Actor, *, is_last: bool) -> None:
    """The resolution comes to the deciding level within days; of one of the files that wait there the term was made
    longer."""
    came = min(by.day, day + timedelta(days=5))
    procedure.note_resolution_came(one, by=by, day=came)
    if is_last and one.pk % 2:
        paper = numbers.decided(one, by.day, 12, "CV")
        procedure.extend_decision(one, by=by, day=by.day, wd=20, decision=paper)


def _do(one: Applicant, kind: StepKind, day: date, by: Actor) -> None:
    paper = numbers.of_step(one, kind, day, NUMBER[kind] + day.month)
    if kind in (S.CELL, S.COMMITTEE):
        _vote(one, kind, day, by, paper)
    elif kind == S.DECISION:
        procedure.record_decision(one, by=by, day=day, decision=paper, received_on=min(by.day, day + timedelta(days=4)))
    elif kind == S.CEREMONY:
        procedure.hold_ceremony(one, by=by, day=day)
    elif kind == S.INTRODUCED:
        procedure.record_introduction(one, by=by, day=day, decision=paper, introducers=_introducers(one, day))
    else:
        procedure.record_step(one, by=by, kind=kind, day=day, decision=paper)


def _ask(random: Random, one: Applicant, day: date, by: Actor, *, is_last: bool) -> None:
    """The profile goes to some places and all answer within days; of a file that waits here one has not answered, or
    asks for more."""
    places = random.sample(list(ASKED), random.randint(1, len(ASKED)))
    for at, place in enumerate(places):
        sent = procedure.send_verification(one, by=by, place=place, sent_on=day)
        waits = is_last and at == 0
        if waits and one.pk % 2:
            continue
        said = Conclusion.MORE if waits else Conclusion.PASSED
        back = min(by.day, day + timedelta(days=random.randint(4, 9)))
        paper = Paper(f"{at + 2:02}-CV/{ASKED[place]}", back, place)
        procedure.note_verification_answer(sent, by=by, answered_on=back, conclusion=said, decision=paper)


def _help(one: Applicant, kind: StepKind, day: date, by: Actor) -> None:
    """The cell assigns somebody with the resolution of step 2, another one for the probationer; they remark on the way.
    A cell of nobody official has no helper to assign."""
    here = sorted(introducing.official_of(introducing.cell_list(one, day), day))
    if kind in (S.SYMPATHISER, S.CEREMONY) and here:
        who = Member.unscoped.get(pk=here[-1] if kind == S.SYMPATHISER else here[len(here) // 2])
        running = Helper.unscoped.filter(applicant=one, until=None).first()
        if running is None or running.member_id != who.pk:
            procedure.assign_helper(one, by=by, member=who, day=day)
    for row in Helper.unscoped.filter(applicant=one, until=None) if kind in (S.CERTIFICATE, S.CERTIFIED) else ():
        procedure.note_remark(row, by=by, day=day)


def _introducers(one: Applicant, day: date) -> list[Introduces]:
    """Official members of the cell, some years together with the applicant; of another cell where it has too few."""
    here = list(introducing.official_of(introducing.cell_list(one, day), day))
    known = [Introduces(day - timedelta(days=900 + 40 * at), member) for at, member in enumerate(sorted(here))]
    others = [Introduces(day - timedelta(days=800), name=name) for name in ("Tẩn Láo Lở", "Phàn Thị Mẩy")]
    return [*known, *others][: wanted(one.backing)]


def _vote(one: Applicant, kind: StepKind, day: date, by: Actor, paper: Paper | None, *, short: int = 0) -> None:
    """As the register counts that day, one of those who are exempt or away among them; a cell of too few hands the
    file on; a committee of which it holds no terms has fifteen members by a paper."""
    body = bases.body_of(kind, one, day)
    base = bases.base_of(kind, body, day)
    came = {member.member for member in base.left_out[:1] if member.reason != VoterReason.LATER}
    if kind == S.CELL and is_small(base.official, day):
        procedure.refer_small_cell(one, by=by, day=day, decision=numbers.issued(one, S.CELL, "CV", day, 4))
        return
    many = len(base.counted) + len(came) or COMMITTEE
    favour = max(0, needed(kind, many, day) - 1) if short else many - many // 9
    given = {"present": many, "in_favour": favour, "against": many - favour, "decision": None if short else paper}
    if kind == S.CELL:
        procedure.record_cell_vote(one, by=by, day=day, attending=came, **given)
    else:
        size = None if base.counted else numbers.of_above(day - timedelta(days=200), 3)
        procedure.record_committee_vote(one, by=by, day=day, base=many, size=size, **given)


def fall_short(one: Applicant, by: Actor) -> None:
    """A vote in which too few were for it: the result is kept, there is no resolution."""
    day = min(by.day, open_day(max(read(one, by.day).way.done().values()) + timedelta(days=7)))
    _vote(one, S.CELL, day, by, None, short=1)
