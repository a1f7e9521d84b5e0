"""The table of contents of a file: its papers in their order (06-HD/TW 2025, 8.3), each there, missing, or not kept by
the register and looked up by hand. Never what a paper says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from admissions.models import Attendance, Backing, CourseKind, Remark, Step, StepKind, Vote
from admissions.papers import bodies
from admissions.papers.written import Part, Table, Written, born, dated
from admissions.procedure import bases
from admissions.procedure.certifying import number_of as certificate_number
from admissions.procedure.reading import File
from admissions.rules.papers import BY_CODE, OTHERS, number_of
from admissions.rules.way import left_out
from kit.calendar import print_day
from members import wording
from members.models import Decision

S = StepKind
DECISION = "Quyết định kết nạp đảng viên"
HAVE, LACKS, BY_HAND = "có", "thiếu", "…"


class Line(NamedTuple):
    """One paper: its name, the number of its form, its own number and day, whether it is there."""

    title: str
    form: str
    paper: str
    state: str


def contents(file: File) -> Written:
    day, one = file.day, file.applicant
    issued = bodies.cell(file, day)
    lines = [*admission(file)]
    rows: list[Sequence[str]] = [["I- Hồ sơ kết nạp"], *_numbered(lines, 1)]
    if one.member_id is not None:
        more = [*probation(file)]
        rows += [["II- Hồ sơ công nhận đảng viên chính thức"], *_numbered(more, len(lines) + 1)]
        lines += more
    have, lacks = (sum(each.state == state for each in lines) for state in (HAVE, LACKS))
    return Written(
        dated(issued, day=None, today=day), "MỤC LỤC", f"giấy tờ trong hồ sơ của {one.full_name}",
        [Part(lines=[f"Người {'được kết nạp' if one.member_id else 'xin vào Đảng'}: {one.full_name}, {born(one)}, chi "
                     f"bộ xét: {issued.body}. Tính đến {print_day(day)}: có {have}, thiếu {lacks} giấy tờ."])],
        issued.signature, copies=("Lưu hồ sơ.",), table=Table(
            [("TT", "w8"), ("Tên giấy tờ", ""), ("Mẫu", "w20"), ("Số, ngày, nơi ban hành", "w62"),
             ("Có, thiếu", "w13")],
            rows,
        ),
        note="Dấu … ở cột cuối: sổ không ghi giấy tờ ấy, kiểm tra trong hồ sơ rồi ghi bằng tay. “Có” nghĩa là sổ đã "
             "ghi ngày hoặc số giấy tờ.",
    )  # fmt: skip


def in_the_file(file: File) -> list[str]:
    """The papers that are there, in words: what goes up with a proposal."""
    before = takewhile(lambda one: one.title != DECISION, admission(file))
    return [f"{one.title}{f' ({one.paper})' if one.paper else ''}" for one in before if one.state == HAVE]


def _numbered(lines: Sequence[Line], first: int) -> list[list[str]]:
    return [[str(at), *one] for at, one in enumerate(lines, first)]


def admission(file: File) -> Iterator[Line]:
    """Papers of the admission; those that the rules leave out are left out."""
    out, two = left_out(file.way), file.applicant.backing == Backing.MEMBERS
    yield _of_step(file, S.CERTIFICATE, "Giấy chứng nhận học lớp bồi dưỡng nhận thức về Đảng", "certificate")
    yield _of_step(file, S.APPLICATION, "Đơn xin vào Đảng", "application")
    yield _of_step(file, S.PROFILE, "Lý lịch của người xin vào Đảng", "profile")
    yield _verified(file)
    yield _of_step(file, S.INTRODUCED, "Giấy giới thiệu người vào Đảng", "introductions" if two else "introduction")
    if S.UNION not in out:
        youth = file.applicant.backing == Backing.YOUTH
        title = "đoàn viên ưu tú vào Đảng" if youth else "đoàn viên công đoàn vào Đảng"
        yield _of_step(file, S.UNION, f"Nghị quyết giới thiệu {title}", "youth" if youth else "union")
    yield _of_step(file, S.GATHERED, "Tổng hợp ý kiến nhận xét", code="opinions")
    if file.way.again:
        yield _of_step(file, S.CHECKED, "Văn bản kết luận không thuộc trường hợp không kết nạp lại")
    yield _resolution(file, S.CELL, "Nghị quyết của chi bộ", "cell-resolution")
    if S.APPRAISAL not in out:
        yield _of_step(file, S.APPRAISAL, "Báo cáo thẩm định của đảng ủy bộ phận", "appraisal")
    if S.COMMITTEE not in out:
        yield _resolution(file, S.COMMITTEE, "Nghị quyết của đảng ủy cơ sở", "committee-resolution")
    if file.way.again:
        yield _of_step(file, S.CONSENT, "Văn bản ban thường vụ tỉnh ủy đồng ý kết nạp lại")
    yield _of_step(file, S.DECISION, DECISION, code="decision")
    for title, number in (("Lý lịch đảng viên", "1-HSĐV"), ("Phiếu đảng viên", "2-HSĐV")):
        yield _of_step(file, S.RECORDS, title)._replace(form=number)


def probation(file: File) -> Iterator[Line]:
    """Papers of the recognition."""
    yield _new_member_class(file)
    yield _not_kept(file, "Bản tự kiểm điểm của đảng viên dự bị", "self-review")
    yield _remarks(file)
    yield Line("Tổng hợp ý kiến nhận xét đối với đảng viên dự bị", _form(file, code="probation-opinions"), "", BY_HAND)
    vote = next((one for one in file.recognition if one.decision_id), None)
    yield _line("Nghị quyết của chi bộ", _form(file, code="cell-recognition"), vote)
    if file.way.has_part:
        yield _not_kept(file, "Báo cáo thẩm định của đảng ủy bộ phận", "recognition-appraisal")
    if file.way.has_committee:
        yield _not_kept(file, "Nghị quyết của đảng ủy cơ sở", "committee-recognition")
    spell = bases.spell_of(file.applicant)
    decision = spell.recognition_decision if spell else None
    yield Line("Quyết định công nhận đảng viên chính thức", _form(file, code="recognition-decision"),
               wording.paper(decision), HAVE if decision else LACKS)  # fmt: skip


def _form(file: File, other: str = "", code: str = "") -> str:
    return number_of(BY_CODE[code].numbers if code else OTHERS.get(other, ()), file.day)


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


def _not_kept(file: File, title: str, other: str) -> Line:
    return Line(title, _form(file, other), "", BY_HAND)


def _new_member_class(file: File) -> Line:
    row = (
        Attendance.objects.filter(applicant=file.applicant, course__kind=CourseKind.NEW_MEMBERS)
        .filter(certified_on__isnull=False)
        .select_related("decision", "step__decision", "course").first()
    )  # fmt: skip
    said = f"Số {certificate_number(row)}, {print_day(row.certified_on)}" if row and row.certified_on else ""
    return Line("Giấy chứng nhận học lớp đảng viên mới", "", said, HAVE if row else LACKS)


def _remarks(file: File) -> Line:
    """The helper's, in the months of probation: that he did, on which days."""
    held = file.way.days[S.CEREMONY]
    rows = Remark.objects.filter(helper__applicant=file.applicant, day__gte=held).order_by("day")
    days = [print_day(one.day) for one in rows]
    return Line("Bản nhận xét của đảng viên được phân công giúp đỡ", _form(file, "helper-remarks"),
                f"ngày {', '.join(days)}" if days else "", HAVE if days else LACKS)  # fmt: skip
