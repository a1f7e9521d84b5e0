"""The table of contents of a file: its papers in their order (06-HD/TW 2025, 8.3), each there, missing, or not kept by
the register and looked up by hand. Never what a paper says."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from admissions.models import Backing, RecognitionKind, Step, StepKind, Vote, VoteKind
from admissions.papers import bodies
from admissions.papers.known import resolved, short_of
from admissions.papers.written import Part, Table, Written, born, dated, speaks_of
from admissions.procedure import probation
from admissions.procedure.certifying import number_of as certificate_number
from admissions.procedure.reading import File
from admissions.procedure.recognising import reported
from admissions.rules import way
from admissions.rules.papers import BY_CODE, OTHERS, number_of
from admissions.rules.people import stop_words
from admissions.rules.probation import left_out
from admissions.rules.steps import ENOUGH
from admissions.rules.way import is_over_age
from kit.calendar import print_day
from members import kept, wording
from members.models import Decision
from members.regulations import rules_on

S, R = StepKind, RecognitionKind
DECISION = "Quyết định kết nạp đảng viên"
HAVE, LACKS, BY_HAND, NONE = "có", "thiếu", "…", "–"


class Line(NamedTuple):
    """One paper: its name, the number of its form, its own number and day, whether it is there."""

    title: str
    form: str
    paper: str
    state: str


def contents(file: File) -> Written:
    day, one = file.day, file.applicant
    told = speaks_of(file, day)
    # Signed by the committee that keeps the file (06-HD/TW, 8.3).
    issued = bodies.committee(file, day)
    lines = [*admission(file)]
    rows: list[Sequence[str]] = [["I- Hồ sơ kết nạp"], *_numbered(lines, 1)]
    if one.member_id is not None:
        more = [*after_ceremony(file)]
        rows += [["II- Hồ sơ công nhận đảng viên chính thức"], *_numbered(more, len(lines) + 1)]
        lines += more
    cell = kept.called({file.cell}, day).get(file.cell, "")
    have, lacks = (sum(each.state == state for each in lines) for state in (HAVE, LACKS))
    count = f"có {have} giấy tờ. {stop_words(file.stop)}" if file.stop else f"có {have}, thiếu {lacks} giấy tờ."
    return Written(
        dated(issued, day=None, today=day), "MỤC LỤC", f"giấy tờ trong hồ sơ của {told.full_name}",
        [Part(lines=[f"Người {'được kết nạp' if one.member_id else 'xin vào Đảng'}: {told.full_name}, {born(told)}, "
                     f"chi bộ xét: {cell}. Tính đến {print_day(day)}: {count}"])],
        issued.signature, copies=("Lưu hồ sơ.",), table=Table(
            [("TT", "w8"), ("Tên giấy tờ", ""), ("Mẫu", "w20"), ("Số, ngày, nơi ban hành", "w62"),
             ("Có, thiếu", "w13")],
            rows,
        ),
        note=_legend({each.state for each in lines}),
    )  # fmt: skip


def _legend(states: Collection[str]) -> str:
    """What the last column says, of the signs that stand there."""
    said = {
        BY_HAND: "Dấu … ở cột cuối: sổ không ghi giấy tờ ấy, kiểm tra trong hồ sơ rồi ghi bằng tay.",
        HAVE: "“Có” nghĩa là sổ đã ghi ngày hoặc số giấy tờ.",
        NONE: "Dấu –: hồ sơ thôi xét, giấy tờ ấy không làm nữa.",
    }
    return " ".join(words for state, words in said.items() if state in states)


def in_the_file(file: File) -> list[str]:
    """The papers that are there, in words: what goes up with a proposal."""
    before = takewhile(lambda one: one.title != DECISION, admission(file))
    return [f"{one.title}{f' ({one.paper})' if one.paper else ''}" for one in before if one.state == HAVE]


def _numbered(lines: Sequence[Line], first: int) -> list[list[str]]:
    return [[str(at), *one] for at, one in enumerate(lines, first)]


def admission(file: File) -> Iterator[Line]:
    """Papers of the admission; those that the rules leave out are left out. Of a file that was opened for a probationer
    the papers before the ceremony were made without the machine: nobody says that one is missing."""
    for line in _before_records(file):
        yield line._replace(state=BY_HAND) if file.way.taken_over and line.state == LACKS else _as_stopped(file, line)
    for title, number in (("Lý lịch đảng viên", "1-HSĐV"), ("Phiếu đảng viên", "2-HSĐV")):
        yield _as_stopped(file, _of_step(file, S.RECORDS, title)._replace(form=number))


def _as_stopped(file: File, line: Line) -> Line:
    """A file that goes no further lacks nothing: what is not there is not made any more."""
    return line._replace(state=NONE) if file.stop and line.state == LACKS else line


def _before_records(file: File) -> Iterator[Line]:
    above = {S.APPRAISAL: file.way.has_part, S.COMMITTEE: file.way.has_committee}
    out = {kind for kind, stands in above.items() if not stands} if file.way.taken_over else {*way.left_out(file.way)}
    two = file.applicant.backing == Backing.MEMBERS
    yield _of_step(file, S.CERTIFICATE, "Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng", "certificate")
    yield _of_step(file, S.APPLICATION, "Đơn xin vào Đảng", "application")
    yield _of_step(file, S.PROFILE, "Lý lịch của người xin vào Đảng", "profile")
    yield _verified(file)
    yield _of_step(file, S.INTRODUCED, "Giấy giới thiệu người vào Đảng", "introductions" if two else "introduction")
    if S.UNION not in out:
        yield _of_union(file)
    yield _of_step(file, S.GATHERED, "Tổng hợp ý kiến nhận xét", code="opinions")
    if file.way.again:
        yield _of_step(file, S.CHECKED, "Văn bản kết luận không thuộc trường hợp không kết nạp lại")
    if agreed := exception_words(file, file.day):
        given = wording.paper(file.applicant.exception)
        yield Line(f"Văn bản ban thường vụ tỉnh ủy {agreed}", "", given, HAVE if given else LACKS)
    yield _resolution(file, S.CELL, "Nghị quyết của chi bộ", "cell-resolution")
    if S.APPRAISAL not in out:
        yield _of_step(file, S.APPRAISAL, "Báo cáo thẩm định của đảng ủy bộ phận", code="appraisal")
    if S.COMMITTEE not in out:
        yield _resolution(file, S.COMMITTEE, "Nghị quyết của đảng ủy cơ sở", "committee-resolution")
    if file.way.again:
        yield _of_step(file, S.CONSENT, "Văn bản ban thường vụ tỉnh ủy đồng ý kết nạp lại")
    yield _of_step(file, S.DECISION, DECISION, code="decision")


def exception_words(file: File, day: date) -> str:
    """To what the province agrees for this person, by the age and schooling that the cell considers; "" where no rule
    asks it (294-QĐ/TW, 1; 06-HD/TW, 1)."""
    if is_over_age(file.way, day):
        return f"đồng ý xét kết nạp người trên {rules_on(day).admission.age_max.value} tuổi"
    little = file.way.schooling and file.way.schooling not in ENOUGH
    return "đồng ý xét kết nạp trường hợp riêng về học vấn" if little else ""


# By who recommends: what the paper says and its form; of who recommended without the machine nobody knows.
OF_UNION = {
    Backing.YOUTH: ("Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng", "youth"),
    Backing.UNION: ("Nghị quyết giới thiệu đoàn viên công đoàn vào Đảng", "union"),
}


def _of_union(file: File) -> Line:
    return _of_step(file, S.UNION, *OF_UNION.get(
        Backing(file.applicant.backing) if file.applicant.backing else Backing.MEMBERS,
        ("Nghị quyết giới thiệu đoàn viên ưu tú hoặc đoàn viên công đoàn vào Đảng (nếu có)", "")))  # fmt: skip


def after_ceremony(file: File) -> Iterator[Line]:
    """Papers of the recognition, or of a striking off that came instead: that one is asked for none of the papers of a
    recognition which will never be, what was made of them is there."""
    found = probation.of_file(file)
    proposal = resolved(file, VoteKind.STRIKING_OFF)
    ends = proposal is not None or found.struck_off is not None
    for kind in GATHERED:
        if kind != R.APPRAISAL:
            yield from _of_kind(file, found, kind, ends=ends)
    # The part-committee appraises what the cell has resolved (06-HD/TW, 8.3).
    yield from _of_vote(file, found, VoteKind.RECOGNITION, ends=ends)
    yield from _of_kind(file, found, R.APPRAISAL, ends=ends)
    yield from _of_vote(file, found, VoteKind.RECOGNITION_ABOVE, ends=ends)
    yield from _reported(file)
    if ends:
        yield from _of_striking_off(file, found, proposal)
        return
    decision = found.paper_of(R.DECISION)
    yield Line(R.DECISION.label, _form(file, code="recognition-decision"), wording.paper(decision),
               HAVE if decision else LACKS)  # fmt: skip


def _of_kind(file: File, found: probation.Probation, kind: RecognitionKind, *, ends: bool) -> Iterator[Line]:
    """What was gathered of one kind, or that it is missing. `ends`: a striking off comes instead."""
    title, form = GATHERED[kind]
    if kind in found.path.days:
        yield _gathered(file, found, kind, title, form)
    elif not ends and kind not in left_out(found.path):
        yield Line(title, _form(file, form) if form else "", "", LACKS)
    elif ends and kind == R.SELF_REVIEW:
        # Read out before the cell; of who was called and did not come there is none (24-QĐ/TW, 8.1).
        yield Line(title, _form(file, form), "", BY_HAND)


def _of_vote(file: File, found: probation.Probation, kind: VoteKind, *, ends: bool) -> Iterator[Line]:
    """The resolution of such a vote, or that it is missing."""
    row, (step, title, code) = resolved(file, kind), RESOLVED[kind]
    if row is not None or not (ends or step in left_out(found.path)):
        yield _line(title, _form(file, code=code), row)


def _of_striking_off(file: File, found: probation.Probation, proposal: Vote | None) -> Iterator[Line]:
    """The resolution of the cell, then what goes up with it (24-QĐ/TW, 8.1): of what the committees above the cell
    resolved on it the register keeps nothing."""
    if proposal is not None:
        yield _line("Nghị quyết của chi bộ đề nghị xóa tên", "", proposal)
    if file.way.has_part and R.APPRAISAL not in found.path.days:
        yield Line("Báo cáo thẩm định của đảng ủy bộ phận về đề nghị xóa tên", "", "", BY_HAND)
    if file.way.has_committee:
        yield Line("Nghị quyết của đảng ủy cơ sở đề nghị xóa tên", "", "", BY_HAND)
    left = found.struck_off
    yield Line("Quyết định xóa tên đảng viên dự bị", "", wording.paper(left.decision if left else None),
               HAVE if left else LACKS)  # fmt: skip


# Of each vote on a recognition: the step, how its resolution is called, and the code of its paper.
RESOLVED = {
    VoteKind.RECOGNITION: (R.CELL, "Nghị quyết của chi bộ", "cell-recognition"),
    VoteKind.RECOGNITION_ABOVE: (R.COMMITTEE, "Nghị quyết của đảng ủy cơ sở", "committee-recognition"),
}


def _reported(file: File) -> Iterator[Line]:
    """Where so many votes fell short there is no resolution: the cell reported the result (24-QĐ/TW, 4.2.3). The
    register holds the votes, not that paper."""
    for kind, day in reported(file).items():
        what = "công nhận" if kind == VoteKind.RECOGNITION else "đề nghị xóa tên"
        said = f"{short_of(file, kind)} lần không đủ 2/3, lần cuối {print_day(day)}"
        yield Line(f"Báo cáo của chi bộ về kết quả biểu quyết {what}", "", said, BY_HAND)


# Papers that are gathered: what each is called, and the number of its form.
GATHERED: dict[RecognitionKind, tuple[str, str]] = {
    R.CERTIFICATE: ("Giấy chứng nhận học lớp đảng viên mới", ""),
    R.SELF_REVIEW: ("Bản tự kiểm điểm của đảng viên dự bị", "self-review"),
    R.HELPER: ("Bản nhận xét của đảng viên được phân công giúp đỡ", "helper-remarks"),
    R.SYNTHESIS: ("Tổng hợp ý kiến nhận xét đối với đảng viên dự bị", "probation-opinions"),
    R.APPRAISAL: ("Báo cáo thẩm định của đảng ủy bộ phận", "recognition-appraisal"),
}


def _gathered(file: File, found: probation.Probation, kind: RecognitionKind, title: str, form: str) -> Line:
    said = wording.paper(found.paper_of(kind)) or f"ngày {print_day(found.path.days[kind])}"
    if kind == R.CERTIFICATE and found.certificate is not None and (number := certificate_number(found.certificate)):
        said = f"Số {number}, {print_day(found.path.days[kind])}"
    return Line(title, _form(file, form) if form else "", said, HAVE)


def _form(file: File, other: str = "", code: str = "") -> str:
    name = code or other
    return number_of(BY_CODE[name].numbers if name in BY_CODE else OTHERS.get(name, ()), file.day)


def _line(title: str, form: str, row: Step | Vote | None) -> Line:
    return Line(title, form, _paper(row.decision, row) if row else "", HAVE if row else LACKS)


def _paper(decision: Decision | None, row: Step | Vote) -> str:
    return wording.paper(decision) or f"ngày {print_day(row.day)}"


def _of_step(file: File, kind: StepKind, title: str, other: str = "", code: str = "") -> Line:
    return _line(title, _form(file, other, code), file.steps.get(kind))


def _resolution(file: File, kind: StepKind, title: str, code: str) -> Line:
    """The vote that was enough; of a cell too small to vote the paper that says so."""
    vote = next((one for one in file.votes if one.kind == kind and one.decision_id), None)
    small = file.steps.get(kind)
    if vote is None and small is not None:
        return _line("Văn bản chi bộ không đủ đảng viên chính thức để biểu quyết", "", small)
    return _line(title, _form(file, code=code), vote)


def _verified(file: File) -> Line:
    """That it was asked and answered, and how many of the answers are there."""
    sent, back = len(file.sent), sum(one.answered_on is not None for one in file.sent)
    line = _of_step(file, S.VERIFIED, "Văn bản thẩm tra, xác minh lý lịch")
    if not sent:
        return line
    said = f"{back}/{sent} nơi đã trả lời"
    return line._replace(paper=f"{line.paper}; {said}" if line.paper else said)
