"""What is asked of a file before one of its papers is printed: one sentence of what is missing, "" where nothing is."""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import date
from functools import partial

from admissions.models import RecognitionKind, StepKind, Vote, VoteKind
from admissions.procedure import probation
from admissions.procedure.reading import File
from admissions.procedure.recognising import reported
from admissions.rules import authority
from admissions.rules.papers import OF_A_FILE, Kind
from admissions.rules.recognition import reported_up
from admissions.rules.steps import check_goes_on
from admissions.rules.way import ABOVE_IS_THE_LEVEL, LABEL, NO_CELL, TAKEN_OVER, before, left_out
from members.errors import NotAllowed, Refusal, RuleBroken, why_not_yet
from members.models import Decision, Member

S = StepKind
NO_DECISION_HERE = "Quyết định do cấp trên ban hành, cán bộ tổ chức in."
# Papers for what is still to be done: of no file that goes no further.
AHEAD = frozenset({
    "proposal", "decision", "ceremony", "opinions", "probation-opinions", "recognition-decision", "striking-off",
})  # fmt: skip
# Papers of what a file that was opened for a probationer begins with.
BEFORE_THE_FILE = frozenset({
    "opinions", "cell-resolution", "committee-resolution", "proposal", "decision", "ceremony",
})  # fmt: skip
# Papers of the level that decides: a committee prints its own ones alone.
OF_THE_LEVEL = frozenset({"decision", "recognition-decision", "striking-off"})


def missing(kind: Kind, file: File) -> str:
    """What of the facts is not there yet."""
    if file.way.taken_over and kind.code in BEFORE_THE_FILE:
        return TAKEN_OVER
    if kind.code in AHEAD and (sentence := goes_no_further(file)):
        return sentence
    return FACTS[kind.code](file) if kind.code in FACTS else ""


def goes_no_further(file: File) -> str:
    """Why nothing more is done in the file; "" where it goes on."""
    return why_not_yet(partial(check_goes_on, file.way))


def may_print(kind: Kind, file: File, may: Set[str]) -> bool:
    """Who may record the fact prints its paper; a decision of the level above is not a committee's."""
    if kind.verb not in may:
        return False
    if kind.code not in OF_THE_LEVEL:
        return True
    if "hold_ceremony" in may:
        return True
    if kind.code != "decision" and not _is_mine(file):
        return False
    try:
        authority.check_own_decision(file.way, _decided_on(kind, file), above=False)
    except RuleBroken:
        return False
    return True


def _is_mine(file: File) -> bool:
    """Whom the file admitted stands in the part of the viewer by now, too."""
    return Member.objects.filter(pk=file.applicant.member_id or 0).exists()


def _decided_on(kind: Kind, file: File) -> date:
    return decided_on(file) if kind.code == "decision" else decision_on(kind.code, file, probation.of_file(file))[1]


def decision_on(code: str, file: File, found: probation.Probation) -> tuple[Decision | None, date]:
    """(the decision on a probationer, its day): of a striking off without a signed day that on which the person left;
    today while there is none."""
    left = found.struck_off
    if code == "striking-off":
        paper = left.decision if left else None
        return paper, (paper.signed_on if paper else None) or (found.path.left_on if left else None) or file.day
    paper = found.paper_of(RecognitionKind.DECISION)
    return paper, (paper.signed_on if paper else None) or file.day


def over(kind: Kind, file: File) -> str:
    """Why no decision on a probationer is printed any more: the person is out of the lists in another way."""
    if kind.code not in ("recognition-decision", "striking-off") or file.applicant.member_id is None:
        return ""
    found = probation.of_file(file)
    if not found.path.left_as or found.path.official_on or (kind.code == "striking-off" and found.struck_off):
        return ""
    return f"Người này đã ra khỏi danh sách: {found.path.left_as}."


def of_file(file: File, may: Set[str]) -> tuple[list[Kind], list[tuple[Kind, str]]]:
    """(what may be printed now, what not yet and why) for who has these rights."""
    mine = [kind for kind in OF_A_FILE if may_print(kind, file, may) and is_of(kind, file)]
    why = {kind.code: missing(kind, file) for kind in mine}
    return [one for one in mine if not why[one.code]], [(one, why[one.code]) for one in mine if why[one.code]]


def is_of(kind: Kind, file: File) -> bool:
    """Reports of a part-committee are papers of files that have one."""
    if kind.code == "appraisal":
        return S.APPRAISAL not in left_out(file.way)
    return kind.code != "recognition-appraisal" or file.way.has_part


def check(kind: Kind, file: File, may: Set[str]) -> None:
    """Raises NotAllowed, Refusal."""
    if not may_print(kind, file, may):
        raise NotAllowed(f"Tài khoản này không in {kind.title[0].lower()}{kind.title[1:]}.")
    if sentence := missing(kind, file) or over(kind, file):
        raise Refusal(sentence)


def decided_on(file: File) -> date:
    """The day of the decision; today while there is none."""
    return file.way.done().get(S.DECISION, file.day)


def last_resolution(file: File) -> StepKind:
    """Which resolution the decision stands on: the committee's, the cell's where nothing stands between."""
    return S.CELL if S.COMMITTEE in left_out(file.way) else S.COMMITTEE


def _done(kind: StepKind, sentence: str, file: File) -> str:
    return "" if kind in file.way.done() else f"{sentence} (bước {LABEL[kind]})."


def _cell(file: File) -> str:
    if S.CELL in file.steps:
        return "Chi bộ không đủ đảng viên chính thức nên không biểu quyết: không có nghị quyết này."
    return _considered(file)


def _considered(file: File) -> str:
    """The cell has resolved, or handed the file on because it is too small to vote."""
    return _done(S.CELL, "Chưa ghi lần chi bộ biểu quyết đủ phiếu", file)


def _committee(file: File) -> str:
    if S.COMMITTEE in (out := left_out(file.way)):
        return out[S.COMMITTEE]
    return _done(S.COMMITTEE, "Chưa ghi lần đảng ủy cơ sở biểu quyết đủ phiếu", file)


def _ready(file: File) -> str:
    lacks = [one for one in dict.fromkeys(before(S.DECISION, file.way)) if one not in file.way.done()]
    return f"Cần {'; '.join(f'bước {LABEL[one]}' for one in lacks)} trước." if lacks else ""


def _proposal(file: File) -> str:
    if authority.committee_decides(file.way, decided_on(file)):
        who = authority.decider(file.way, decided_on(file))
        return f"Không trình cấp trên: quyết định kết nạp do {who}."
    return _considered(file) if last_resolution(file) == S.CELL else _committee(file)


def resolved(file: File, kind: VoteKind) -> Vote | None:
    """The vote of that kind that was enough, with its resolution."""
    return next((one for one in file.recognition if one.kind == kind and one.decision_id), None)


def went_up(file: File, kind: VoteKind) -> str:
    """That so many votes of that kind fell short that there is no resolution: the level above decides (24-QĐ/TW,
    4.2.3); "" where it is not so."""
    tries = probation.tries_of(file.recognition, kind)
    return reported_up(tries, tries[-1].day) if tries else ""


def short_of(file: File, kind: VoteKind) -> int:
    """How many votes of that kind fell short."""
    return sum(one.kind == kind and not one.decision_id for one in file.recognition)


def _recognised(file: File) -> str:
    if resolved(file, VoteKind.RECOGNITION):
        return ""
    return went_up(file, VoteKind.RECOGNITION) or "Chưa ghi lần chi bộ biểu quyết đủ phiếu để công nhận chính thức."


def _recognised_above(file: File) -> str:
    if not file.way.has_committee:
        return ABOVE_IS_THE_LEVEL if file.way.is_considered else NO_CELL
    if resolved(file, VoteKind.RECOGNITION_ABOVE):
        return ""
    sentence = "Chưa ghi lần đảng ủy cơ sở biểu quyết đủ phiếu để công nhận chính thức."
    return went_up(file, VoteKind.RECOGNITION) or sentence


def _decides(file: File) -> str:
    """The decision stands on the resolution of the cell, or on what it reported of votes that fell short."""
    up = went_up(file, VoteKind.RECOGNITION) and not resolved(file, VoteKind.STRIKING_OFF)
    return "" if up else _recognised(file)


def _struck_off(file: File) -> str:
    if resolved(file, VoteKind.STRIKING_OFF) or (reported(file) and not resolved(file, VoteKind.RECOGNITION)):
        return ""
    return "Chi bộ không biểu quyết đề nghị xóa tên."


def _appraised(kind: StepKind, file: File) -> str:
    """There is a part-committee, and what the cell handed on for it to hold against the rules."""
    return left_out(file.way).get(kind) or _considered(file)


def _appraised_on_recognition(file: File) -> str:
    if not file.way.has_part:
        return "Trên chi bộ không có đảng ủy bộ phận."
    return _recognised(file)


FACTS: dict[str, Callable[[File], str]] = {
    "helper": lambda file: "" if file.way.helped else "Chưa phân công người giúp đỡ.",
    "opinions": partial(_done, S.APPLICATION, "Chưa ghi đơn xin vào Đảng"),
    "cell-resolution": _cell, "committee-resolution": _committee, "proposal": _proposal, "decision": _ready,
    "ceremony": partial(_done, S.DECISION, "Chưa ghi quyết định kết nạp"),
    "probation-opinions": partial(_done, S.CEREMONY, "Chưa ghi lễ kết nạp"),
    "cell-recognition": _recognised, "committee-recognition": _recognised_above,
    "recognition-decision": _decides, "striking-off": _struck_off,
    "appraisal": partial(_appraised, S.APPRAISAL), "recognition-appraisal": _appraised_on_recognition,
}  # fmt: skip
