"""Ceremony record, and sheets on which opinions are gathered with a pen (5, 12-KNĐ): heads from the facts, no word of
what anybody thinks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from admissions.models import Helper, StepKind
from admissions.papers import bodies
from admissions.papers.resolutions import again
from admissions.papers.written import (
    DAY_OPEN,
    DOTS,
    Part,
    Written,
    born,
    by_hand,
    dated,
    held_on,
    paper,
    speaks_of,
    top,
)
from admissions.procedure.helping import rows_of
from admissions.procedure.reading import File
from admissions.rules.papers import BY_CODE, number_of
from kit.calendar import print_day, spell_day
from kit.drawing import Signature
from members import called
from members.regulations import rules_on
from members.rules.people import probation_end

S = StepKind
LINE = DOTS * 3


def ceremony(file: File) -> Written:
    """What is known beforehand stands there, what happens is written with a pen."""
    kind, held = BY_CODE["ceremony"], held_on(file) if S.CEREMONY in file.way.days else None
    day = held or file.day
    issued, row, one = bodies.cell(file, day), _helping(file, day), speaks_of(file, day)
    helps = f"đồng chí {called.name_on(row.member, day)}" if row else f"đồng chí {DOTS}{DOTS}"
    read = paper(file.steps[S.DECISION].decision, "Quyết định")
    months = rules_on(day).probation.months.value
    begins = f", từ ngày {print_day(held)} đến ngày {print_day(probation_end(held))}" if held else ", từ ngày làm lễ"
    head = top(issued, symbol="BB", day=day)
    return Written(
        replace(head, place_and_day=dated(issued, day=held, today=day).place_and_day), "BIÊN BẢN",
        f"lễ kết nạp{again(file)} đảng viên",
        [
            Part(lines=[f"Hồi …… giờ ……, {spell_day(held) if held else DAY_OPEN}, tại {LINE}, {issued.body} tổ chức lễ "
                        f"kết nạp{again(file)} quần chúng {one.full_name}, {born(one)}, vào Đảng Cộng sản Việt Nam."]),
            Part("I- THÀNH PHẦN", items=[
                f"Đại diện cấp ủy cấp trên: {DOTS * 2};",
                "Chi bộ: có mặt …… đồng chí; vắng mặt …… đồng chí, lý do: ……………;",
                f"Đại biểu khác: {LINE};", f"Điều hành buổi lễ: đồng chí {DOTS}……, chức vụ ……………;",
                f"Ghi biên bản: đồng chí {DOTS}{DOTS}.",
            ]),
            Part("II- NỘI DUNG", lines=[
                f"1. Đồng chí {DOTS}{DOTS} đọc {read} kết nạp{again(file)} {one.full_name} vào Đảng.",
                f"2. Đồng chí {one.full_name} đọc lời tuyên thệ.",
                f"3. Đồng chí {DOTS}{DOTS}, thay mặt chi ủy, nói rõ nhiệm vụ, quyền hạn của đảng viên, nhiệm vụ của "
                f"chi bộ và phân công {helps} giúp đỡ đảng viên dự bị.",
                "4. Ý kiến phát biểu:",
            ], pen=5),
            Part(lines=[f"Thời gian dự bị của đồng chí {one.full_name} là {months} tháng{begins}.",
                        "Lễ kết nạp kết thúc hồi …… giờ …… cùng ngày. Biên bản đã được đọc lại và thông qua."]),
        ],
        Signature("NGƯỜI ĐIỀU HÀNH"), left=Signature("NGƯỜI GHI BIÊN BẢN"), note=by_hand(kind),
        people=(row.member_id,) if row else (),
    )  # fmt: skip


def _helping(file: File, day: date) -> Helper | None:
    """Who helps on the day of the ceremony, as far as it is known."""
    return next((one for one in rows_of(file.applicant)[::-1] if one.holds_on(day)), None)


def opinions(file: File) -> Written:
    """5-KNĐ."""
    day = file.way.days.get(S.GATHERED)
    one = speaks_of(file, day or file.day)
    work = one.get_occupation_display() if one.occupation else DOTS
    asked = file.way.days[S.APPLICATION]
    return _gathered(file, "opinions", day, [
        f"Họ và tên người vào Đảng: {one.full_name}, {born(one)}.",
        f"Quê quán: {LINE}.", f"Nghề nghiệp: {work}; đơn vị công tác: {DOTS}…….", f"Nơi cư trú: {LINE}.",
        f"Đơn xin vào Đảng ngày {print_day(asked)}.",
    ], "giới thiệu vào Đảng", "người vào Đảng")  # fmt: skip


def probation_opinions(file: File) -> Written:
    """12-KNĐ."""
    one, held = speaks_of(file, file.day), held_on(file)
    # Of a file that was opened for a probationer it may not be known.
    decided = file.steps.get(S.DECISION)
    by_paper = paper(decided.decision if decided else None, "Quyết định")
    return _gathered(file, "probation-opinions", None, [
        f"Họ và tên đảng viên dự bị: {one.full_name}, {born(one)}.",
        f"Quê quán: {LINE}.", f"Nơi cư trú: {LINE}.",
        f"Kết nạp ngày {print_day(held)}, theo {by_paper}; hết thời gian "
        f"dự bị ngày {print_day(probation_end(held))}.",
    ], "đề nghị công nhận chính thức", "đảng viên dự bị")  # fmt: skip


def _gathered(file: File, code: str, day: date | None, who: list[str], what: str, whom: str) -> Written:
    kind, issued = BY_CODE[code], bodies.cell(file, day or file.day)
    count = f"Tổng số: …… ý kiến, trong đó tán thành {what}: ……; không tán thành: ……, lý do: {DOTS}{DOTS}."
    return Written(
        dated(issued, form=number_of(kind.numbers, day or file.day), day=day, today=file.day),
        "TỔNG HỢP Ý KIẾN NHẬN XÉT",
        f"của tổ chức chính trị - xã hội nơi làm việc và chi ủy nơi cư trú đối với {whom}",
        [
            Part(lines=who),
            Part("I- Ý KIẾN CỦA TỔ CHỨC CHÍNH TRỊ - XÃ HỘI", lines=[
                f"Tổ chức, ngày họp: {DOTS * 2}."], pen=17),
            Part(lines=[count]),
            Part("II- Ý KIẾN CỦA CHI ỦY (CHI BỘ) NƠI CƯ TRÚ", lines=[f"Nơi cư trú, ngày họp: {DOTS * 2}."], pen=17),
            Part(lines=[count]),
        ],
        Signature("T/M CHI ỦY", issued.signature.post, issued.signature.name), copies=("Lưu hồ sơ.",),
        note=by_hand(kind),
    )  # fmt: skip
