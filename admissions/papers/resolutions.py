"""Resolutions of the cell and of the committee on an admission, of both on a recognition (6, 8, 13, 15-KNĐ)."""

from __future__ import annotations

from datetime import date

from admissions.models import RecognitionKind, RecognitionStep, Step, StepKind, Vote, VoteKind
from admissions.papers import bodies
from admissions.papers.known import resolved
from admissions.papers.written import (
    DOTS,
    Part,
    Written,
    by_hand,
    held_on,
    paper,
    percent,
    person,
    speaks_of,
    spelled,
    top,
)
from admissions.procedure import probation
from admissions.procedure.reading import File
from admissions.rules import authority
from admissions.rules.papers import BY_CODE, Kind, number_of
from kit.calendar import print_day
from members.issuing import Issuer
from members.rules.people import probation_end

S = StepKind
LED = f"Chủ trì hội nghị: đồng chí {DOTS}{DOTS}; thư ký hội nghị: đồng chí {DOTS}{DOTS}."
# Lines for what a meeting concludes about a person.
ROOM = 6


def passed(file: File, kind: StepKind) -> Vote:
    """The vote that was enough, with its resolution."""
    return next(one for one in file.votes if one.kind == kind and one.decision_id)


def called(file: File, vote: Vote) -> str:
    """ "Nghị quyết số 12-NQ/CB, ngày 05/7/2026 của Chi bộ Nà Mạ": by its own words, else of whoever voted."""
    return paper(vote.decision, "Nghị quyết", bodies.of_vote(file, vote, signed(vote)).body)


def small(file: File) -> str:
    """The paper by which a cell too small to vote handed the file on; "" where it voted."""
    step = file.steps.get(S.CELL)
    return paper(step.decision, "văn bản", bodies.cell(file, step.day).body) if step else ""


def again(file: File) -> str:
    return " lại" if file.way.again else ""


def of_cell(file: File) -> Written:
    """6-KNĐ."""
    vote = passed(file, S.CELL)
    day = signed(vote)
    issued, one = bodies.of_vote(file, vote, day), speaks_of(file, day)
    return _written("cell-resolution", issued, vote, day, f"đề nghị kết nạp{again(file)} đảng viên", [
        Part(lines=[f"{spelled(vote.day)}, {issued.body} họp xét, đề nghị kết nạp{again(file)} {person(one)} vào Đảng.",
                    *_present_in_cell(vote), LED]),
        _concluded("Chi bộ", "người xin vào Đảng"),
        Part(lines=[_voted(vote, "tổng số đảng viên chính thức"),
                    f"Chi bộ đề nghị {bodies.above_cell(file, day)} xét, kết nạp{again(file)} quần chúng "
                    f"{one.full_name} vào Đảng Cộng sản Việt Nam."]),
    ])  # fmt: skip


def of_committee(file: File) -> Written:
    """8-KNĐ."""
    vote = passed(file, S.COMMITTEE)
    day = signed(vote)
    issued, one = bodies.of_vote(file, vote, day), speaks_of(file, day)
    of_cell = next((each for each in file.votes if each.kind == S.CELL and each.decision_id), None)
    return _written("committee-resolution", issued, vote, day, f"đề nghị kết nạp{again(file)} đảng viên", [
        Part(lines=[f"{spelled(vote.day)}, {issued.body} họp xét đề nghị kết nạp{again(file)} {person(one)} vào Đảng"
                    f"{_by_cell(file, of_cell)}{_and_report(file, file.steps.get(S.APPRAISAL))}.",
                    f"Tổng số cấp ủy viên: {vote.base} đồng chí. Có mặt: {vote.present} đồng chí{_absent(vote)}.",
                    LED]),
        _concluded(issued.body, "người xin vào Đảng"),
        Part(lines=[_voted(vote, "tổng số cấp ủy viên"), _asks(file, issued, vote.day)]),
    ])  # fmt: skip


def on_recognition(file: File) -> Written:
    """13-KNĐ."""
    vote = settled(file, VoteKind.RECOGNITION)
    day, held = signed(vote), held_on(file)
    issued, one = bodies.of_vote(file, vote, day), speaks_of(file, day)
    return _written("cell-recognition", issued, vote, day, "đề nghị công nhận đảng viên chính thức", [
        Part(lines=[f"{spelled(vote.day)}, {issued.body} họp xét, đề nghị công nhận "
                    f"{person(one, 'đảng viên dự bị')}, kết nạp ngày {print_day(held)}, hết thời gian dự bị ngày "
                    f"{print_day(probation_end(held))}, là đảng viên chính thức.", *_present_in_cell(vote), LED]),
        _concluded("Chi bộ", "đảng viên dự bị"),
        Part(lines=[_voted(vote, "tổng số đảng viên chính thức"),
                    f"Chi bộ đề nghị {bodies.above_cell(file, day)} xét, công nhận đồng chí {one.full_name} là đảng "
                    f"viên chính thức kể từ ngày {print_day(probation_end(held))}."]),
    ])  # fmt: skip


def of_committee_on_recognition(file: File) -> Written:
    """15-KNĐ."""
    vote = settled(file, VoteKind.RECOGNITION_ABOVE)
    day, held = signed(vote), held_on(file)
    issued, ends, one = bodies.of_vote(file, vote, day), print_day(probation_end(held)), speaks_of(file, day)
    of_cell = resolved(file, VoteKind.RECOGNITION)
    by_cell = f", theo {called(file, of_cell)}" if of_cell else ""
    by_cell += _and_report(file, probation.of_file(file).papers.get(RecognitionKind.APPRAISAL))
    return _written("committee-recognition", issued, vote, day, "đề nghị công nhận đảng viên chính thức", [
        Part(lines=[f"{spelled(vote.day)}, {issued.body} họp xét, đề nghị công nhận {person(one, 'đảng viên dự bị')}, "
                    f"kết nạp ngày {print_day(held)}, hết thời gian dự bị ngày {ends}, là đảng viên chính "
                    f"thức{by_cell}.",
                    f"Tổng số cấp ủy viên: {vote.base} đồng chí. Có mặt: {vote.present} đồng chí{_absent(vote)}.",
                    LED]),
        _concluded(issued.body, "đảng viên dự bị"),
        Part(lines=[_voted(vote, "tổng số cấp ủy viên"),
                    f"{_recognises(file, issued, vote.day)} công nhận đồng chí {one.full_name} là đảng viên chính thức "
                    f"kể từ ngày {ends}."]),
    ])  # fmt: skip


def _recognises(file: File, issued: Issuer, day: date) -> str:
    if authority.committee_decides(file.way, day) and bodies.acting(bodies.deciding(file, day)) == issued.body:
        return f"{issued.body} thống nhất và quyết định theo ủy quyền,"
    return f"{issued.body} đề nghị {bodies.asked(file, day)} xét,"


def settled(file: File, kind: VoteKind) -> Vote:
    """The vote that was enough: asked of a file that has it (`known.missing`)."""
    vote = resolved(file, kind)
    assert vote is not None  # noqa: S101  (said above)
    return vote


def signed(vote: Vote) -> date:
    """The day of the resolution, else of the meeting."""
    return vote.decision.signed_on if vote.decision and vote.decision.signed_on else vote.day


def _written(code: str, issued: Issuer, vote: Vote, day: date, subject: str, parts: list[Part]) -> Written:
    kind: Kind = BY_CODE[code]
    form = number_of(kind.numbers, day)
    return Written(
        top(issued, form=form, symbol="NQ", paper=vote.decision, day=day), "NGHỊ QUYẾT", subject, parts,
        issued.signature, copies=issued.copies, note=by_hand(kind),
    )  # fmt: skip


def _present_in_cell(vote: Vote) -> list[str]:
    return [
        f"Tổng số đảng viên chính thức được tính khi biểu quyết: {vote.base} đồng chí. Có mặt: {vote.present} đồng chí"
        f"{_absent(vote)}. Đảng viên dự bị dự họp: …… đồng chí."
    ]


def _absent(vote: Vote) -> str:
    away = vote.base - vote.present
    return f"; vắng mặt: {away} đồng chí, lý do: {DOTS}{DOTS}" if away else "; vắng mặt: không"


def _concluded(body: str, whom: str) -> Part:
    return Part(
        lines=[f"Sau khi xem xét hồ sơ và thảo luận, {body[0].lower()}{body[1:]} thống nhất kết luận về {whom} như sau "
               "(những ưu điểm, khuyết điểm chính):"],
        pen=ROOM,
    )  # fmt: skip


def _voted(vote: Vote, of: str) -> str:
    against = f"; số không tán thành: {vote.against} đồng chí"
    against += f", chiếm {percent(vote.against, vote.base)}, lý do: {DOTS}{DOTS}" if vote.against else ""
    invalid = f"; phiếu không hợp lệ: {vote.invalid}" if vote.invalid else ""
    return (
        f"Đối chiếu với Điều lệ Đảng và kết quả biểu quyết: {vote.in_favour} đồng chí tán thành, đạt "
        f"{percent(vote.in_favour, vote.base)} {of}{against}{invalid}."
    )


def _by_cell(file: File, vote: Vote | None) -> str:
    """On which paper of the cell: its resolution, or that it is too small to vote."""
    if vote is not None:
        return f", theo {called(file, vote)}"
    return f", theo {said}, chi bộ không đủ đảng viên chính thức" if (said := small(file)) else ""


def report(file: File, row: Step | RecognitionStep) -> str:
    """What the part-committee reported of it, by its paper."""
    return paper(row.decision, "Báo cáo thẩm định", bodies.part(file, row.day).body)


def _and_report(file: File, row: Step | RecognitionStep | None) -> str:
    return f" và {report(file, row)}" if row else ""


def _asks(file: File, issued: Issuer, day: date) -> str:
    who = f"quần chúng {speaks_of(file, day).full_name} vào Đảng Cộng sản Việt Nam"
    if authority.committee_decides(file.way, day) and bodies.acting(bodies.deciding(file, day)) == issued.body:
        return f"{issued.body} thống nhất kết nạp{again(file)} {who} và ban hành quyết định kết nạp theo ủy quyền."
    return f"{issued.body} đề nghị {bodies.asked(file, day)} xét, quyết định kết nạp{again(file)} {who}."
