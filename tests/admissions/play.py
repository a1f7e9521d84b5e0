"""A file brought as far as one likes, through the verbs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from admissions import procedure
from admissions.models import (
    Applicant,
    Attendance,
    Authorisation,
    Backing,
    Course,
    Enterprise,
    EnterpriseLink,
    Handling,
    HandOver,
    Helper,
    RecognitionKind,
    RecognitionStep,
    Step,
    StepKind,
    SupportVisit,
    Target,
    Worker,
)
from admissions.procedure import Introduces, Named, bases, probation
from admissions.procedure.reading import read
from admissions.rules.introducers import wanted
from admissions.rules.way import NUMBER, STAGES, left_out
from kit.calendar import PartialDate
from members.models import Decision, Member
from members.procedure import Paper
from tests import builders
from tests.builders import MACHINE

FOUND = date(2025, 2, 14)
# A few weeks lie between two steps.
BETWEEN = timedelta(days=14)
SIZE = Paper("3-QĐ/HU", date(2025, 1, 15), "Ban Thường vụ Huyện ủy")
# By so much earlier a probation is over today.
EARLIER = timedelta(days=140)
TOGETHER = date(2021, 1, 5)
# After the months of such a probationer.
CONSIDERED = date(2026, 5, 12)
BORN = PartialDate(2001, 9, 18)


def paper(number: str, day: date, body: str = "Chi bộ") -> Paper:
    return Paper(number, day, body)


def found(cell: Any, name: str = "Giàng Thị Mỷ", *, day: date = FOUND, **given: Any) -> Applicant:
    said = {"birth": BORN, "sex": "f", "schooling": "upper", "occupation": "farmer", "backing": Backing.YOUTH} | given
    return procedure.open_file(cell, by=MACHINE, full_name=name, day=day, **said)


def day_of(kind: StepKind) -> date:
    return FOUND + BETWEEN * (NUMBER[kind] - 1)


def do(one: Applicant, kind: StepKind, *, by: Any = MACHINE, day: date | None = None, **given: Any) -> Any:
    """One step, on its usual day, with a paper."""
    day = day or day_of(kind)
    said: dict[str, Any] = {"decision": paper(f"{NUMBER[kind]:02}-NQ/CB", day)} | given
    if kind in (StepKind.CELL, StepKind.COMMITTEE):
        return vote(one, kind, by=by, day=day, **said)
    if kind == StepKind.DECISION:
        return procedure.record_decision(one, by=by, day=day, received_on=day + timedelta(days=3), **said)
    if kind == StepKind.CEREMONY:
        return procedure.hold_ceremony(one, by=by, day=day, **({"decision": None} | given))
    if kind == StepKind.INTRODUCED:
        return procedure.record_introduction(one, by=by, day=day, **({"introducers": introducers(one)} | said))
    return procedure.record_step(one, by=by, kind=kind, day=day, **said)


def introducers(one: Applicant, *, since: date = TOGETHER) -> list[Introduces]:
    """As many as the way of the file wants, of another cell."""
    return [Introduces(since, name=f"Chảo Láo Tả {number}") for number in range(1, wanted(one.backing) + 1)]


def vote(one: Applicant, kind: StepKind, *, by: Any = MACHINE, day: date, **given: Any) -> Any:
    """A vote of nine, who are named where the register knows fewer."""
    said = {"base": 9, "present": 8, "in_favour": 8, "against": 0} | given
    if kind == StepKind.COMMITTEE:
        said = said if "named" in given else {"size": SIZE} | said
        return procedure.record_committee_vote(one, by=by, day=day, **said)
    if not {"named", "attending"} & set(given):
        known = bases.base_of(kind, bases.body_of(kind, one, day), day).counted
        said["named"] = unknown(said["base"] - len(known))
    return procedure.record_cell_vote(one, by=by, day=day, **said)


def ask(one: Applicant, place: str = "Chi bộ Bản Díu", *, by: Any = MACHINE, day: date | None = None) -> Any:
    """The profile goes to one place to be verified, the day after it was closed."""
    day = day or day_of(StepKind.PROFILE) + timedelta(days=1)
    return procedure.send_verification(one, by=by, place=place, sent_on=day)


def answer(sent: Any, conclusion: str = "passed", *, by: Any = MACHINE, day: date | None = None, **given: Any) -> Any:
    """It answers ten days later."""
    day = day or sent.sent_on + timedelta(days=10)
    return procedure.note_verification_answer(sent, by=by, answered_on=day, conclusion=conclusion, **given)


def came(one: Applicant, day: date, *, by: Any = MACHINE) -> Any:
    """The resolution of the cell came to the deciding level."""
    return procedure.note_resolution_came(one, by=by, day=day)


def longer(one: Applicant, day: date, wd: int = 20, *, by: Any = MACHINE, **given: Any) -> Any:
    """Its decision takes longer, by a paper."""
    said = {"decision": paper("12-CV/HU", day, "Ban Thường vụ Huyện ủy")} | given
    return procedure.extend_decision(one, by=by, day=day, wd=wd, **said)


def unknown(many: int) -> list[Named]:
    """Official members whom the register does not know yet."""
    return [Named("come", name=f"Ma Seo Lềnh {number}") for number in range(1, min(many, 60) + 1)]


def until(one: Applicant, last: StepKind, *, earlier: timedelta = timedelta()) -> Applicant:
    """Every step up to and with this one, those that the rules leave out excepted; so long before the usual days."""
    for stage in STAGES[1:]:
        if stage.kind in left_out(read(one, MACHINE.day).way):
            continue
        do(one, stage.kind, day=day_of(stage.kind) - earlier)
        if stage.kind == last:
            break
    one.refresh_from_db()
    return one


def probationer(cell: Any, name: str = "Giàng Thị Mỷ", **given: Any) -> Applicant:
    """Somebody whose twelve months are over: admitted in April of last year."""
    return until(found(cell, name, day=FOUND - EARLIER, **given), StepKind.RECORDS, earlier=EARLIER)


ADMITTED = date(2025, 4, 25)


def on_probation(cell: Any, name: str = "Vàng Thị Pà", **given: Any) -> Member:
    """Somebody whom the register holds as a probationer since April of last year, and no file tells of."""
    said = {"admitted_on": ADMITTED, "official_on": None, "recognition_decision": None,
            "admission_decision": paper("27-QĐ/HU", date(2025, 4, 10), "Ban Thường vụ Huyện ủy")} | given  # fmt: skip
    return builders.member(name, cell, **said)


def taken_over(cell: Any, name: str = "Vàng Thị Pà", **given: Any) -> Applicant:
    """The file of such a one."""
    return procedure.take_over(on_probation(cell, name), by=MACHINE, **given)


def gathered(one: Applicant) -> Applicant:
    """With every paper that the cell considers, on the day the months are over; the certificate half-way."""
    ends = probation.of_file(read(one, MACHINE.day)).path.ends
    assert ends is not None
    gather(one, RecognitionKind.CERTIFICATE, day=ends - timedelta(days=180))
    for kind in (RecognitionKind.SELF_REVIEW, RecognitionKind.HELPER, RecognitionKind.SYNTHESIS):
        gather(one, kind, day=ends)
    return one


def gather(one: Applicant, kind: RecognitionKind, *, day: date, by: Any = MACHINE, **given: Any) -> Any:
    """One paper of the recognition."""
    said = {"decision": paper("3/CN", day, "Trung tâm")} if kind == RecognitionKind.CERTIFICATE else {}
    return procedure.record_recognition_step(one, by=by, kind=kind, day=day, **(said | given))


def considered(one: Applicant, day: date, *, what: str = "recognition", **given: Any) -> Any:
    """The cell resolves to propose the recognition, or to strike off."""
    verb = procedure.record_recognition_vote if what == "recognition" else procedure.record_striking_off_vote
    body = bases.body_of(StepKind.CELL, one, day)
    named = unknown(9 - len(bases.base_of(StepKind.CELL, body, day).counted))
    said = {"base": 9, "present": 8, "in_favour": 8, "against": 0, "named": named}
    return verb(one, by=MACHINE, day=day, **(said | {"decision": paper("40-NQ/CB", day)} | given))


def resolved(one: Applicant, *, above: bool = False) -> Applicant:
    """The cell has resolved on a recognition, the committee as well."""
    considered(one, CONSIDERED)
    if above:
        by_committee(one, CONSIDERED)
    return one


def by_committee(one: Applicant, day: date) -> Any:
    """The committee resolves to propose the recognition."""
    return procedure.record_committee_on_recognition(
        one, by=MACHINE, day=day, base=15, present=13, in_favour=12, against=1, size=SIZE,
        decision=paper("31-NQ/ĐU", day, "Đảng ủy"),
    )  # fmt: skip


def recognised(one: Applicant) -> Applicant:
    given = paper("230-QĐ/HU", CONSIDERED, "Ban Thường vụ")
    procedure.record_recognition(resolved(one, above=True), by=MACHINE, day=CONSIDERED, decision=given)
    return one


def proposed(one: Applicant) -> Applicant:
    considered(one, CONSIDERED, what="striking off")
    return one


def struck_off(one: Applicant) -> Applicant:
    given = paper("231-QĐ/HU", CONSIDERED, "Ban Thường vụ")
    procedure.record_striking_off(proposed(one), by=MACHINE, day=CONSIDERED, decision=given)
    return one


def things(cell: Any, name: str) -> dict[str, int]:
    """A file before the vote, with one vote that fell short and one place asked: what pages are about, by kind."""
    one = until(found(cell, name), StepKind.GATHERED)
    vote = do(one, StepKind.CELL, base=9, present=8, in_favour=3, against=5, decision=None)
    step = Step.unscoped.get(applicant=one, kind=StepKind.GATHERED)
    remark = procedure.note_remark(helped(one, cell), by=MACHINE, day=FOUND + BETWEEN)
    sent = ask(one)
    noted = Handling.unscoped.create(applicant=one, matter="admission", noted="came", day=vote.day)
    seat, visit = _seat(cell, one), _stray_visit(cell)
    gathered = RecognitionStep.unscoped.create(applicant=one, kind=RecognitionKind.SELF_REVIEW, day=vote.day)
    return {
        "applicant": one.pk, "admission_step": step.pk, "admission_vote": vote.pk, "authorisation": _stray(cell).pk,
        "admission_helper": remark.helper_id, "admission_remark": remark.pk, "verification": sent.pk,
        "handling": noted.pk, "course": seat.course_id, "attendance": seat.pk, "visit": visit.pk,
        "recognition_step": gathered.pk, "hand_over": _came_in(one).pk,
        "target": _stray_target(cell).pk, **_stray_enterprise(cell, one),
    }  # fmt: skip


def _came_in(one: Applicant) -> HandOver:
    """From outside, after it was found; the door of its page is that of the cell."""
    said = {"outside": "Đảng ủy phường Tân Lập", "decision": paper("7-GCN/ĐU", FOUND, "Đảng ủy phường Tân Lập")}
    return procedure.note_came_in(one, by=MACHINE, day=FOUND, **said)


def _stray(cell: Any) -> Authorisation:
    """One that stands where none is given, for the doors of its pages: in a cell, as every other thing of theirs."""
    given = Decision.objects.create(number="4-QĐ/HU", signed_on=date(2024, 1, 1), body="Huyện ủy")
    return Authorisation.unscoped.create(organisation=cell, since=date(2024, 1, 1), decision=given)


def _stray_target(cell: Any) -> Target:
    """As above: given to a cell, which is given none."""
    given = Decision.objects.create(number="9-NQ/HU", signed_on=date(2026, 1, 5), body="Huyện ủy")
    return Target.unscoped.create(organisation=cell, year=2026, number=3, day=date(2026, 1, 5), decision=given)


def _stray_enterprise(cell: Any, one: Applicant) -> dict[str, int]:
    """As above: in the area of a cell, with an organisation and with an applicant at once."""
    made = Enterprise.unscoped.create(area=cell, name="Công ty TNHH May", since=FOUND)
    link = EnterpriseLink.unscoped.create(enterprise=made, organisation=cell, since=FOUND)
    worker = Worker.unscoped.create(enterprise=made, applicant=one, since=FOUND)
    return {"enterprise": made.pk, "enterprise_link": link.pk, "worker": worker.pk}


def enterprise(area: Any, name: str = "Công ty TNHH Gỗ ván", *, day: date = FOUND) -> Enterprise:
    return procedure.enter_enterprise(area, by=MACHINE, name=name, day=day)


def target(where: Any, many: int = 12, *, year: int = 2026, day: date = date(2026, 1, 12), **given: Any) -> Target:
    said = {"decision": paper("9-NQ/HU", day, "Ban Thường vụ Huyện ủy"), "by": MACHINE} | given
    return procedure.set_target(where, year=year, many=many, day=day, **said)


def visited(member: Member, *, by: Any = MACHINE, **given: Any) -> Any:
    said = {"kind": "young", "day": date(2026, 3, 8), "name": "Lù Seo Páo"} | given
    return procedure.record_visit(member, by=by, **said)


def _stray_visit(cell: Any) -> SupportVisit:
    """To somebody who stands in the cell, however short a time."""
    standing = Member.unscoped.filter(placements__organisation=cell, placements__until=None).order_by("pk")
    return SupportVisit.unscoped.create(member=standing.last(), kind="young", day=MACHINE.day, name="Lù Seo Páo")


def _seat(cell: Any, one: Applicant) -> Attendance:
    """A class of a cell, where none is opened: as above."""
    days = {"first_day": date(2025, 10, 6), "last_day": date(2025, 10, 10)}
    course = Course.unscoped.create(organisation=cell, kind="new_members", name="Khóa 1", place="Trung tâm", **days)
    return Attendance.unscoped.create(course=course, applicant=one)


def helped(one: Applicant, cell: Any, *, day: date = FOUND) -> Helper:
    """By the first of the cell's members."""
    member = Member.unscoped.filter(placements__organisation=cell).order_by("pk").first()
    return procedure.assign_helper(one, by=MACHINE, member=member, day=day)
