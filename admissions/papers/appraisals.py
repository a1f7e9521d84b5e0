"""What the part-committee reports of a resolution of the cell, on an admission (7-KNĐ) and on a recognition (14-KNĐ):
the day and the votes by the register, what it finds left to the pen."""

from __future__ import annotations

from datetime import date

from admissions.models import RecognitionKind, StepKind, Vote, VoteKind
from admissions.papers import bodies
from admissions.papers.resolutions import again, called, passed, settled, small
from admissions.papers.written import Part, Written, by_hand, held_on, percent, person, speaks_of, top
from admissions.procedure import probation
from admissions.procedure.reading import File
from admissions.rules.papers import BY_CODE, number_of
from kit.calendar import print_day
from members.models import Decision
from members.rules.people import probation_end

# Lines for what the part-committee finds.
ROOM = 5


def of_admission(file: File) -> Written:
    """7-KNĐ."""
    step = file.steps.get(StepKind.APPRAISAL)
    day = step.day if step else file.day
    one, said = speaks_of(file, day), small(file)
    vote = None if said else passed(file, StepKind.CELL)
    return _written(
        file, "appraisal", step.decision if step else None, day, f"kết nạp{again(file)} đảng viên", vote,
        f"kết nạp{again(file)} {person(one)} vào Đảng",
        f"xét, kết nạp{again(file)} quần chúng {one.full_name} vào Đảng Cộng sản Việt Nam.", instead=said,
    )  # fmt: skip


def of_recognition(file: File) -> Written:
    """14-KNĐ."""
    found = probation.of_file(file)
    step = found.papers.get(RecognitionKind.APPRAISAL)
    day, held = step.day if step else file.day, held_on(file, found)
    one, ends = speaks_of(file, day), print_day(probation_end(held))
    return _written(
        file, "recognition-appraisal", step.decision if step else None, day, "công nhận đảng viên chính thức",
        settled(file, VoteKind.RECOGNITION),
        f"công nhận {person(one, 'đảng viên dự bị')}, kết nạp ngày {print_day(held)}, là đảng viên chính thức",
        f"xét, công nhận đồng chí {one.full_name} là đảng viên chính thức kể từ ngày {ends}.",
    )  # fmt: skip


def _written(
    file: File, code: str, report: Decision | None, day: date, subject: str, vote: Vote | None, what: str, asks: str,
    instead: str = "",
) -> Written:  # fmt: skip
    """`vote` None of a cell too small to vote: `instead` is the paper by which it handed the file on."""
    kind, issued, one = BY_CODE[code], bodies.part(file, day), file.applicant
    above = bodies.committee(file, day).body
    return Written(
        top(issued, form=number_of(kind.numbers, day), symbol="BC", paper=report, day=day), "BÁO CÁO THẨM ĐỊNH",
        f"{'nghị quyết của chi bộ về' if vote else 'hồ sơ'} đề nghị {subject}",
        [
            Part(lines=[
                f"Kính gửi: {above}",
                f"{issued.body} đã thẩm định {called(file, vote) if vote else 'hồ sơ'} đề nghị {what}.",
                f"Chi bộ họp ngày {print_day(vote.day)}: {vote.in_favour}/{vote.base} đảng viên chính thức tán thành, "
                f"đạt {percent(vote.in_favour, vote.base)}." if vote else
                f"Chi bộ không đủ đảng viên chính thức nên không biểu quyết, theo {instead}.",
            ]),
            Part(lines=["Kết quả thẩm định (hồ sơ, điều kiện, thủ tục chi bộ đã làm):"], pen=ROOM),
            Part(lines=[f"{issued.body} đề nghị {above} {asks}"]),
        ],
        issued.signature, copies=("Như trên,", "Lưu."), note=by_hand(kind),
        people=(one.member_id,) if one.member_id else (),
    )  # fmt: skip
