"""Made-up files of admission for a demonstration: some at every step, some that fell short, some that were stopped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from admissions import procedure
from admissions.models import (
    Applicant,
    Backing,
    Conclusion,
    CourseKind,
    Helper,
    RecognitionKind,
    StepKind,
    StopKind,
    VisitKind,
)  # fmt: skip
from admissions.procedure import Certificate, Introduces, bases, classes, enterprises, introducing, probation, visiting
from admissions.procedure.reading import read
from admissions.rules.bases import is_small
from admissions.rules.introducers import wanted
from admissions.rules.way import AGAIN, LAST, NUMBER, STAGE, STAGES, left_out, needed
from kit.calendar import PartialDate
from members import tree
from members.models import Departure, DepartureKind, Member, Organisation, Sex, Term
from members.procedure import Paper
from members.procedure.people import birth_of
from members.rights import Actor
from members.sample import words
from members.sample.days import open_day
from members.standing import VoterReason

S, R = StepKind, RecognitionKind
# Files at each step; weeks between two of them; how far back the newest begins.
EACH, WEEKS, RECENT = 2, 3, timedelta(days=20)
# Who was struck off may apply again after 36 months; so old at most when the cell considers.
LONG_AGO, OLDEST = timedelta(days=1100 + 330), 58
# By so much earlier somebody was admitted whose months are over; how far each of these has come.
BEFORE = timedelta(days=400)
FOLLOWED = ("papers", "cell", "above", "official", "proposed", "struck off")
# Members of a committee of which the register holds no terms.
COMMITTEE = 15
# Where a profile is sent to be verified, days after it was closed; the last of a file may still wait or ask for more.
ASKED = ("Chi bộ nơi cư trú", "Công an xã", "Đảng ủy xã nguyên quán")
BODIES = {S.COMMITTEE: "Đảng ủy", S.DECISION: "Ban Thường vụ", S.CERTIFICATE: "Trung tâm chính trị",
          S.UNION: "Ban Chấp hành Đoàn xã", S.CHECKED: "Đảng ủy", S.CONSENT: "Ban Thường vụ Tỉnh ủy"}  # fmt: skip


def make(*, by: Actor) -> str:
    """Files in the cells of today's tree, each carried on by the verbs to a step of its own. Answers how many, in
    words."""
    random = Random("kết nạp mẫu")  # noqa: S311  (nothing secret)
    cells = _cells(by.day)
    # Nobody has found anybody yet who stands at the first step: it is done as soon as there is a file.
    ends = [stage.kind for stage in STAGES if stage.kind not in AGAIN for _ in range(EACH)]
    made = [_file(random, cells[at % len(cells)], end, by) for at, end in enumerate(ends)]
    _fall_short(made[ends.index(S.GATHERED)], by)
    for one, kind in zip(made[2:8:2], StopKind, strict=True):
        procedure.stop_file(one, by=by, kind=kind, day=by.day)
    again = _admitted_again(random, cells, by)
    followed = _followed(random, cells, by)
    _hold_classes(made, by)
    _visit(random, cells, by)
    _give_targets(random, by)
    _enter_enterprises(made, by)
    return f"Hồ sơ kết nạp mẫu: {len(made)}, ở cả {LAST} bước; kết nạp lại: {len(again)}; hết dự bị: {len(followed)}."


def _hold_classes(made: Sequence[Applicant], by: Actor) -> None:
    """A class for whoever was proposed, still going on; one of new members, where not all got their certificate."""
    cell = Term.unscoped.on(by.day).filter(kind__holds_members=True).order_by("organisation").first()
    if cell is None:
        return
    head = Organisation(pk=tree.above(cell.organisation_id, by.day)[0])
    week = timedelta(days=7)
    for kind, begins in (
        (CourseKind.AWARENESS, by.day - timedelta(days=3)),
        (CourseKind.NEW_MEMBERS, by.day - 2 * week),
    ):
        course = procedure.open_course(
            head, by=by, kind=kind, name=f"{kind.label[0].upper()}{kind.label[1:]} khóa 1 năm {begins.year}",
            place="Trung tâm chính trị khu vực", first_day=begins, last_day=begins + timedelta(days=4),
        )  # fmt: skip
        sit = [file.applicant for file in classes.candidates(course, made, by.day)]
        seats = procedure.enrol(course, by=by, applicants=sit) if sit else []
        given = [Certificate(one.pk, f"{at:02}/CN", by.day) for at, one in enumerate(seats[:-1], 1)]
        if kind == CourseKind.NEW_MEMBERS and given:
            procedure.enter_certificates(course, by=by, certificates=given)


def _enter_enterprises(made: Sequence[Applicant], by: Actor) -> None:
    """Two in each of some areas: in the first stands a Party organisation, as far as there are any; in the other works
    somebody of the area who is on the way into the Party."""
    day = date(by.day.year - 1, 3, 2)
    rows = Term.unscoped.on(by.day).exclude(since__gt=day).select_related("organisation", "kind")
    terms = list(rows.order_by("organisation"))
    private = [term for term in terms if term.in_private_enterprise]
    areas = [term for term in terms if term.kind.is_grass_roots and not term.kind.holds_members]
    there = {area: set(enterprises.people_of_area(area.organisation_id, by.day)[1]) for area in areas}
    with_files = [area for area in areas if any(file.pk in there[area] for file in made)]
    for at, area in enumerate(with_files[:4]):
        one, other = (
            procedure.enter_enterprise(area.organisation, by=by, name=f"{kind} {area.short_name}", day=day)
            for kind in ("Công ty TNHH May", "Hợp tác xã Chè")
        )
        if at < len(private):
            procedure.link_enterprise(one, by=by, organisation=private[at].organisation, day=day)
        works = next(file for file in made if file.pk in there[area])
        procedure.note_worker(other, by=by, applicant=works, day=by.day)


def _give_targets(random: Random, by: Actor) -> None:
    """Each organisation of the grass roots for this year, a committee more than a cell; one is given more later."""
    new_year = date(by.day.year, 1, 1)
    rows = Term.unscoped.on(by.day).filter(kind__is_grass_roots=True).exclude(since__gt=new_year)
    for at, term in enumerate(rows.select_related("organisation", "kind").order_by("organisation")):
        many = random.randint(0, 2) if term.kind.holds_members else random.randint(3, 12)
        for more, day in ((0, new_year), (2, by.day)) if at == 0 and by.day > new_year else ((0, new_year),):
            paper = Paper(f"{1 + more:02}-NQ/TU", day, "Ban Thường vụ")
            procedure.set_target(
                term.organisation, by=by, year=day.year, many=many + more, day=day, decision=paper
            )  # fmt: skip


def _visit(random: Random, cells: Sequence[Term], by: Actor) -> None:
    """In some cells the youngest in the Party was visited, by somebody of the cell or of a mass organisation."""
    for at, cell in enumerate(cells[: EACH * len(VisitKind)]):
        day = open_day(by.day - timedelta(days=random.randrange(10, 120)))
        here = list(visiting.cell_people(cell.organisation_id, day))
        if len(here) > 1:
            who = introducing.member_of(here[0]) if at % 3 else None
            procedure.record_visit(
                introducing.member_of(here[-1]), by=by, kind=list(VisitKind)[at % len(VisitKind)], day=day, visitor=who,
                name="" if who else "Lù Seo Páo",
            )  # fmt: skip


def _cells(day: date) -> Sequence[Term]:
    """Cells with people, spread over the tree, in an order that a seed keeps."""
    rows = Term.unscoped.on(day).filter(kind__holds_members=True).order_by("parent", "organisation")
    found = list(rows.select_related("organisation", "parent"))
    return found[:: max(1, len(found) // 24)]


def _file(
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


def _admitted_again(random: Random, cells: Sequence[Term], by: Actor) -> list[Applicant]:
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


def _followed(random: Random, cells: Sequence[Term], by: Actor) -> list[Applicant]:
    """Files of people whose months of probation are over, each brought as far as its end says."""
    earlier = BEFORE + timedelta(weeks=WEEKS * NUMBER[S.CEREMONY])
    stood = [one for one in cells if one.since is None or one.since < by.day - earlier - RECENT - timedelta(days=20)]
    big = [one for one in stood if len(bases.base_of(S.CELL, one.organisation_id, by.day).counted) >= 4]
    made = []
    for at, end in enumerate(FOLLOWED if big else ()):
        one = _file(random, big[at % len(big)], S.RECORDS, by, earlier=BEFORE)
        day = probation.of_file(read(one, by.day)).path.ends
        # Somebody who was moved meanwhile, or a cell that was too small then, goes no further here.
        if day is not None and day <= by.day:
            _follow(one, day, end, by)
        made.append(one)
    return made


def _follow(one: Applicant, ends: date, end: str, by: Actor) -> None:
    """The papers on the day the months are over, a vote a few days later, what comes of it in the days after that."""
    day, above, decided = (min(by.day, open_day(ends + timedelta(days=number))) for number in (6, 14, 25))
    order = Paper("25-QĐ/HU", decided, "Ban Thường vụ")
    if end in ("proposed", "struck off"):
        _resolve(one, S.CELL, day, by, procedure.record_striking_off_vote)
        if end == "struck off":
            procedure.record_striking_off(one, by=by, day=decided, decision=order)
        return
    helper = Helper.unscoped.filter(applicant=one, until=None).first()
    for kind in (R.CERTIFICATE, R.SELF_REVIEW, R.HELPER, R.SYNTHESIS):
        given = Paper("17/CN", ends, "Trung tâm chính trị") if kind == R.CERTIFICATE else None
        who = helper if kind == R.HELPER else None
        procedure.record_recognition_step(one, by=by, kind=kind, day=ends, helper=who, decision=given)
    if end != "papers":
        _resolve(one, S.CELL, day, by, procedure.record_recognition_vote)
    if end in ("above", "official"):
        path = probation.of_file(read(one, by.day)).path
        if path.has_part:
            procedure.record_recognition_step(one, by=by, kind=R.APPRAISAL, day=above)
        if path.has_committee:
            _resolve(one, S.COMMITTEE, above, by, procedure.record_committee_on_recognition)
    if end == "official":
        procedure.record_recognition(one, by=by, day=decided, decision=order)


def _resolve(one: Applicant, kind: StepKind, day: date, by: Actor, verb: Callable[..., Any]) -> None:
    """Everybody who counts is for it; a committee of which the register holds no terms has fifteen members."""
    base = bases.base_of(kind, bases.body_of(kind, one.organisation_id, day), day)
    many = len(base.counted) or COMMITTEE
    given: dict[str, Any] = {"present": many, "in_favour": many, "against": 0}
    if kind == S.COMMITTEE:
        size = None if base.counted else Paper("03-QĐ/HU", day - timedelta(days=200), "Ban Thường vụ")
        given |= {"base": many, "size": size}
    verb(one, by=by, day=day, decision=Paper("41-NQ/CB", day, BODIES.get(kind, "Chi bộ")), **given)


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
        paper = Paper("12-CV/HU", by.day, "Ban Thường vụ")
        procedure.extend_decision(one, by=by, day=by.day, wd=20, decision=paper)


def _do(one: Applicant, kind: StepKind, day: date, by: Actor) -> None:
    paper = (
        Paper(f"{NUMBER[kind] + day.month:02}-NQ/CB", day, BODIES.get(kind, "Chi bộ")) if STAGE[kind].paper else None
    )
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
    places = random.sample(ASKED, random.randint(1, len(ASKED)))
    for at, place in enumerate(places):
        sent = procedure.send_verification(one, by=by, place=place, sent_on=day)
        waits = is_last and at == 0
        if waits and one.pk % 2:
            continue
        said = Conclusion.MORE if waits else Conclusion.PASSED
        back = min(by.day, day + timedelta(days=random.randint(4, 9)))
        paper = Paper(f"{at + 2:02}-CV/CB", back, place)
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
    body = bases.body_of(kind, one.organisation_id, day)
    base = bases.base_of(kind, body, day)
    came = {member.member for member in base.left_out[:1] if member.reason != VoterReason.LATER}
    if kind == S.CELL and is_small(base.official, day):
        procedure.refer_small_cell(one, by=by, day=day, decision=Paper("04-CV/CB", day, "Chi bộ"))
        return
    many = len(base.counted) + len(came) or COMMITTEE
    favour = max(0, needed(kind, many, day) - 1) if short else many - many // 9
    numbers = {"present": many, "in_favour": favour, "against": many - favour, "decision": None if short else paper}
    if kind == S.CELL:
        procedure.record_cell_vote(one, by=by, day=day, attending=came, **numbers)
    else:
        size = None if base.counted else Paper("03-QĐ/HU", day - timedelta(days=200), "Ban Thường vụ")
        procedure.record_committee_vote(one, by=by, day=day, base=many, size=size, **numbers)


def _fall_short(one: Applicant, by: Actor) -> None:
    """A vote in which too few were for it: the result is kept, there is no resolution."""
    day = min(by.day, open_day(max(read(one, by.day).way.done().values()) + timedelta(days=7)))
    _vote(one, S.CELL, day, by, None, short=1)
