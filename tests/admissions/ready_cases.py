"""One ready case for each verb of an admission; the world is that of `tests/members/ready_cases.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from admissions.models import (
    Authorisation,
    Enterprise,
    EnterpriseLink,
    Helper,
    RecognitionKind,
    RecognitionStep,
    Remark,
    Step,
    StepKind,
    Vote,
    Worker,
)
from admissions.procedure import EarlyStep
from tests import builders
from tests.admissions import classroom, play
from tests.builders import MACHINE

S, R = StepKind, RecognitionKind
Case = tuple[tuple[Any, ...], dict[str, Any]]
VOTE = {"base": 9, "present": 8, "in_favour": 8, "against": 0}
LATER = date(2025, 3, 3)
RECOGNISED = date(2026, 6, 1)
# The one member of that cell is recognised by a paper of a later day.
NAMED = {"named": play.unknown(9)}


def _at(world: Any, last: StepKind | None = None) -> Any:
    """A file that has gone so far."""
    one = play.found(world.tree.cell)
    return play.until(one, last) if last else one


def _paper(kind: StepKind) -> dict[str, Any]:
    day = play.day_of(kind)
    return {"day": day, "decision": play.paper("5-NQ/CB", day)}


def _step(world: Any) -> Step:
    one = _at(world, S.APPLICATION)
    return Step.unscoped.get(applicant=one, kind=S.APPLICATION)


def _vote(world: Any) -> Vote:
    return Vote.unscoped.get(applicant=_at(world, S.CELL))


def _sent(world: Any) -> Any:
    return play.ask(_at(world, S.PROFILE))


def _came(world: Any) -> Any:
    return play.came(_at(world, S.CELL), play.day_of(S.CELL))


def _unreceived(world: Any) -> Any:
    one = _at(world, S.COMMITTEE)
    play.procedure.record_decision(one, by=MACHINE, **_paper(S.DECISION))
    return one


def _stopped(world: Any) -> Any:
    one = _at(world)
    play.procedure.stop_file(one, by=MACHINE, kind="stopped", day=date(2025, 3, 1))
    return one


def _handed(world: Any) -> Any:
    said = {"outside": "Đảng ủy phường Tân Lập", "decision": play.paper("7-GCN/ĐU", LATER)}
    return play.procedure.note_came_in(_at(world), by=MACHINE, day=LATER, **said)


def _authorised(world: Any) -> Authorisation:
    given = play.paper("4-QĐ/HU", date(2024, 1, 1), "Huyện ủy")
    return play.procedure.authorise(world.tree.committee, by=MACHINE, day=date(2024, 1, 1), decision=given)


def _helper(world: Any) -> Helper:
    return play.helped(_at(world), world.tree.cell)


def _remark(world: Any) -> Remark:
    return play.procedure.note_remark(_helper(world), by=MACHINE, day=LATER)


def _course(world: Any) -> Any:
    return classroom.course(world.tree.committee)


def _seat(world: Any) -> Any:
    (seat,) = classroom.seated(_course(world), [_at(world, S.CLASS_PROPOSED)])
    return seat


def _new_seat(world: Any) -> Any:
    (seat,) = classroom.seated(classroom.new_course(world.tree.committee), [play.probationer(world.tree.cell)])
    return seat


def _certified(world: Any) -> Any:
    seat = _new_seat(world)
    classroom.certified(seat.course, [seat], day=classroom.NEW_GIVEN)
    return seat


def _gathered(world: Any) -> Any:
    """With every paper that the cell considers."""
    return play.gathered(play.probationer(world.tree.cell))


def _gathered_step(world: Any) -> Any:
    return RecognitionStep.unscoped.get(applicant=_gathered(world), kind=R.SELF_REVIEW)


def _decided(number: str) -> dict[str, Any]:
    return {"day": RECOGNISED, "decision": play.paper(number, RECOGNISED, "Ban Thường vụ")}


def _certificates(world: Any) -> Case:
    seat = _seat(world)
    return (seat.course,), {"certificates": [play.procedure.Certificate(seat.pk, "1/CN", classroom.GIVEN)]}


def _enterprise(world: Any) -> Enterprise:
    return play.enterprise(world.tree.committee)


def _private(world: Any) -> Any:
    """A cell in a private enterprise."""
    return builders.organisation("Chi bộ Gỗ ván", "cell", world.tree.committee, in_private_enterprise=True)


def _link(world: Any) -> EnterpriseLink:
    made = _enterprise(world)
    return play.procedure.link_enterprise(made, by=MACHINE, organisation=_private(world), day=LATER)


def _worker(world: Any) -> Worker:
    return play.procedure.note_worker(_enterprise(world), by=MACHINE, applicant=_at(world), day=LATER)


CASES: dict[str, Callable[[Any], Case]] = {
    "open_file": lambda w: ((w.tree.cell,), {"full_name": "Giàng Thị Mỷ", "day": play.FOUND, "birth": play.BORN}),
    "correct_applicant": lambda w: ((_at(w),), {"schooling": "lower"}),
    "record_steps": lambda w: (
        (_at(w),),
        {"steps": [EarlyStep(kind, **_paper(kind)) for kind in (S.SYMPATHISER, S.CLASS_PROPOSED)]},
    ),
    "take_over": lambda w: ((play.on_probation(w.tree.cell),), {}),
    "take_over_several": lambda w: (
        ([play.on_probation(w.tree.cell), play.on_probation(w.tree.cell, "Lù Thị Mẩy")],),
        {},
    ),
    "take_back_taking_over": lambda w: ((play.taken_over(w.tree.cell),), {}),
    "record_step": lambda w: ((_at(w),), {"kind": S.SYMPATHISER, **_paper(S.SYMPATHISER)}),
    "record_introduction": lambda w: (
        (_at(w, S.CERTIFIED),),
        {**_paper(S.INTRODUCED), "introducers": [play.Introduces(play.TOGETHER, name="Chảo Láo Tả")]},
    ),
    "record_cell_vote": lambda w: ((_at(w, S.GATHERED),), {**VOTE, **NAMED, **_paper(S.CELL)}),
    "record_committee_vote": lambda w: ((_at(w, S.CELL),), {**VOTE, "size": play.SIZE, **_paper(S.COMMITTEE)}),
    "refer_small_cell": lambda w: ((_at(w, S.GATHERED),), _paper(S.CELL)),
    "record_recognition_vote": lambda w: (
        (_gathered(w),),
        {**VOTE, "named": play.unknown(8), "day": RECOGNISED, "decision": play.paper("40-NQ/CB", RECOGNISED)},
    ),
    "record_recognition_step": lambda w: (
        (play.probationer(w.tree.cell),),
        {"kind": R.SELF_REVIEW, "day": RECOGNISED},
    ),
    "correct_recognition_step": lambda w: ((_gathered_step(w),), {"day": RECOGNISED}),
    "take_back_recognition_step": lambda w: ((_gathered_step(w),), {}),
    "record_committee_on_recognition": lambda w: (
        (play.resolved(_gathered(w)),),
        {**VOTE, "size": play.SIZE, "day": RECOGNISED, "decision": play.paper("31-NQ/ĐU", RECOGNISED)},
    ),
    "record_recognition": lambda w: ((play.resolved(_gathered(w), above=True),), _decided("230-QĐ/HU")),
    "take_back_recognition": lambda w: ((play.recognised(_gathered(w)),), {}),
    "record_striking_off_vote": lambda w: (
        (play.probationer(w.tree.cell),),
        {**VOTE, "named": play.unknown(8), "day": RECOGNISED, "decision": play.paper("40-NQ/CB", RECOGNISED)},
    ),
    "record_striking_off": lambda w: ((play.proposed(play.probationer(w.tree.cell)),), _decided("231-QĐ/HU")),
    "take_back_striking_off": lambda w: ((play.struck_off(play.probationer(w.tree.cell)),), {}),
    "record_decision": lambda w: ((_at(w, S.COMMITTEE),), _paper(S.DECISION)),
    "authorise": lambda w: (
        (w.tree.committee,),
        {"day": date(2024, 1, 1), "decision": play.paper("4-QĐ/HU", date(2024, 1, 1), "Huyện ủy")},
    ),
    "end_authorisation": lambda w: ((_authorised(w),), {"day": date(2025, 1, 1)}),
    "take_back_authorisation": lambda w: ((_authorised(w),), {}),
    "set_target": lambda w: (
        (w.tree.committee,),
        {"year": 2026, "many": 12, "day": date(2026, 1, 12), "decision": play.paper("9-NQ/HU", date(2026, 1, 12))},
    ),
    "take_back_target": lambda w: ((play.target(w.tree.committee),), {}),
    "enter_enterprise": lambda w: ((w.tree.committee,), {"name": "Công ty TNHH May", "day": LATER}),
    "correct_enterprise": lambda w: ((_enterprise(w),), {"name": "Công ty TNHH Chè"}),
    "end_enterprise": lambda w: ((_enterprise(w),), {"day": LATER}),
    "take_back_enterprise": lambda w: ((_enterprise(w),), {}),
    "link_enterprise": lambda w: ((_enterprise(w),), {"organisation": _private(w), "day": LATER}),
    "end_enterprise_link": lambda w: ((_link(w),), {"day": RECOGNISED}),
    "take_back_enterprise_link": lambda w: ((_link(w),), {}),
    "note_worker": lambda w: ((_enterprise(w),), {"applicant": _at(w), "day": LATER}),
    "end_worker": lambda w: ((_worker(w),), {"day": RECOGNISED}),
    "take_back_worker": lambda w: ((_worker(w),), {}),
    "note_received": lambda w: ((_unreceived(w),), {"day": date(2025, 10, 1)}),
    "hold_ceremony": lambda w: ((_at(w, S.DECISION),), {"day": play.day_of(S.CEREMONY)}),
    "correct_step": lambda w: ((_step(w),), {"day": date(2025, 4, 20)}),
    "take_back_step": lambda w: ((_step(w),), {}),
    "take_back_vote": lambda w: ((_vote(w),), {}),
    "assign_helper": lambda w: ((_at(w),), {"member": w.person, "day": LATER}),
    "end_helper": lambda w: ((_helper(w),), {"day": LATER}),
    "correct_helper": lambda w: ((_helper(w),), {"since": LATER}),
    "take_back_helper": lambda w: ((_helper(w),), {}),
    "note_remark": lambda w: ((_helper(w),), {"day": LATER}),
    "take_back_remark": lambda w: ((_remark(w),), {}),
    "send_verification": lambda w: (
        (_at(w, S.PROFILE),),
        {"place": "Chi bộ Bản Díu", "sent_on": play.day_of(S.VERIFIED)},
    ),
    "note_verification_answer": lambda w: (
        (_sent(w),),
        {"answered_on": date(2025, 6, 1), "conclusion": "passed", "decision": play.paper("3-CV/CB", date(2025, 6, 1))},
    ),
    "correct_verification": lambda w: ((_sent(w),), {"place": "Chi bộ Bản Máy"}),
    "take_back_verification": lambda w: ((_sent(w),), {}),
    "note_resolution_came": lambda w: ((_at(w, S.CELL),), {"day": play.day_of(S.CELL)}),
    "extend_decision": lambda w: (
        (_at(w, S.CELL),),
        {"day": play.day_of(S.CELL), "wd": 20, "decision": play.paper("12-CV/HU", play.day_of(S.CELL))},
    ),
    "correct_handling": lambda w: ((_came(w),), {"day": play.day_of(S.COMMITTEE)}),
    "take_back_handling": lambda w: ((_came(w),), {}),
    "open_course": lambda w: (
        (w.tree.committee,),
        {"kind": "awareness", "name": "Khóa 1", "place": "Trung tâm", "first_day": LATER, "last_day": LATER},
    ),
    "correct_course": lambda w: ((_course(w),), {"name": "Khóa 2"}),
    "take_back_course": lambda w: ((_course(w),), {}),
    "enrol": lambda w: ((_course(w),), {"applicants": [_at(w, S.CLASS_PROPOSED)]}),
    "take_off_course": lambda w: ((_seat(w),), {}),
    "enter_certificates": _certificates,
    "certify_new_member": lambda w: (
        (_new_seat(w),),
        {"day": classroom.NEW_GIVEN, "decision": play.paper("1/CN", classroom.NEW_GIVEN)},
    ),
    "correct_certificate": lambda w: ((_certified(w),), {"number": "2/CN"}),
    "take_back_certificate": lambda w: ((_certified(w),), {}),
    "record_visit": lambda w: ((w.person,), {"kind": "new", "day": date(2026, 3, 8), "name": "Lù Seo Páo"}),
    "correct_visit": lambda w: ((play.visited(w.person),), {"kind": "hard"}),
    "take_back_visit": lambda w: ((play.visited(w.person),), {}),
    "stop_file": lambda w: ((_at(w),), {"kind": "withdrawn", "day": date(2025, 3, 1)}),
    "hand_over_file": lambda w: (
        (_at(w),),
        {"organisation": w.tree.sibling, "day": LATER, "decision": play.paper("7-GCN/ĐU", LATER)},
    ),
    "note_came_in": lambda w: (
        (_at(w),),
        {"outside": "Đảng ủy phường Tân Lập", "day": LATER, "decision": play.paper("7-GCN/ĐU", LATER)},
    ),
    "correct_hand_over": lambda w: ((_handed(w),), {"decision": play.paper("8-GCN/ĐU", LATER)}),
    "take_back_hand_over": lambda w: ((_handed(w),), {}),
    "take_file_up": lambda w: ((_stopped(w),), {}),
}
