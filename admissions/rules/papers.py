"""The printed papers of an admission as data: what each is called, its number as a form, whose paper it is.

Titles and numbers: 09-HD/BTCTW (2017), 12-HD/BTCTW (2022). Of 38-HD/BTCTW (29/9/2025), which put its annex in another
order, the numbers were not seen: they stand as they were, unverified, and the office sets its own from a day on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from members import office
from members.regulations import Confidence, Version

BEFORE, SINCE_38 = date(2017, 6, 5), date(2025, 9, 29)
NUMBERS = "admission_forms"


class Layout(StrEnum):
    """How a paper looks: paragraphs under a resolution or decision, minutes with two signatures, a table."""

    TEXT = "text"
    MINUTES = "minutes"
    LIST = "list"


@dataclass(frozen=True)
class Kind:
    """One paper. `verb`: who may record the fact that it says prints it; `by_pen`: what the register does not keep and
    the paper leaves open."""

    code: str
    title: str
    layout: Layout
    verb: str
    by_pen: tuple[str, ...] = ()
    numbers: tuple[Version, ...] = ()


def _form(number: str, sure: Confidence) -> tuple[Version, ...]:
    note = "Chưa thấy phụ lục của 38-HD/BTCTW; số mẫu có thể đã đổi."
    return (
        Version(number, BEFORE, SINCE_38, "09-HD/BTCTW (2017), 12-HD/BTCTW (2022)", sure),
        Version(number, SINCE_38, None, "38-HD/BTCTW (2025)", Confidence.UNVERIFIED, note),
    )


HIGH, MED = Confidence.HIGH, Confidence.MED
LED = ("chủ trì, thư ký hội nghị",)
# What a resolution says of the person beside the facts: never kept.
SAID = ("ưu điểm, khuyết điểm", "lý do không tán thành")
REPORTED = ("kết luận thẩm định",)
PERSON = ("quê quán, nơi cư trú",)

# Papers of one file, in the order in which they are made.
OF_A_FILE: tuple[Kind, ...] = (
    Kind("progress", "Phiếu theo dõi tiến độ hồ sơ kết nạp", Layout.LIST, "open_file"),
    Kind("helper", "Nghị quyết phân công đảng viên giúp đỡ", Layout.TEXT, "assign_helper", LED),
    Kind("opinions", "Tổng hợp ý kiến nhận xét đối với người vào Đảng", Layout.TEXT, "open_file",
         ("mọi ý kiến nhận xét", *PERSON), _form("5-KNĐ", HIGH)),
    Kind("cell-resolution", "Nghị quyết của chi bộ đề nghị kết nạp đảng viên", Layout.TEXT, "record_cell_vote",
         (*LED, "số đảng viên dự bị", *SAID, *PERSON), _form("6-KNĐ", HIGH)),
    Kind("appraisal", "Báo cáo thẩm định nghị quyết của chi bộ về đề nghị kết nạp đảng viên", Layout.TEXT,
         "record_committee_vote", (*PERSON, *REPORTED), _form("7-KNĐ", MED)),
    Kind("committee-resolution", "Nghị quyết của đảng ủy cơ sở đề nghị kết nạp đảng viên", Layout.TEXT,
         "record_committee_vote", (*LED, *SAID, *PERSON), _form("8-KNĐ", HIGH)),
    Kind("proposal", "Tờ trình đề nghị kết nạp đảng viên", Layout.TEXT, "record_committee_vote", PERSON),
    Kind("decision", "Quyết định kết nạp đảng viên", Layout.TEXT, "record_decision", PERSON, _form("9-KNĐ", HIGH)),
    Kind("ceremony", "Biên bản lễ kết nạp đảng viên", Layout.MINUTES, "open_file",
         ("giờ, nơi làm lễ", "người dự, người điều hành, người ghi biên bản", "ý kiến phát biểu")),
    Kind("contents", "Mục lục giấy tờ trong hồ sơ", Layout.LIST, "open_file"),
    Kind("probation-opinions", "Tổng hợp ý kiến nhận xét đối với đảng viên dự bị", Layout.TEXT, "open_file",
         ("mọi ý kiến nhận xét", *PERSON), _form("12-KNĐ", HIGH)),
    Kind("cell-recognition", "Nghị quyết của chi bộ đề nghị công nhận đảng viên chính thức", Layout.TEXT,
         "record_recognition_vote", (*LED, "số đảng viên dự bị", *SAID, *PERSON), _form("13-KNĐ", HIGH)),
    Kind("recognition-appraisal", "Báo cáo thẩm định nghị quyết của chi bộ về đề nghị công nhận đảng viên chính thức",
         Layout.TEXT, "record_committee_on_recognition", (*PERSON, *REPORTED), _form("14-KNĐ", MED)),
    Kind("committee-recognition", "Nghị quyết của đảng ủy cơ sở đề nghị công nhận đảng viên chính thức", Layout.TEXT,
         "record_committee_on_recognition", (*LED, *SAID, *PERSON), _form("15-KNĐ", HIGH)),
    Kind("recognition-decision", "Quyết định công nhận đảng viên chính thức", Layout.TEXT, "record_recognition",
         PERSON, _form("16-KNĐ", MED)),
    Kind("striking-off", "Quyết định xóa tên đảng viên dự bị", Layout.TEXT, "record_striking_off", PERSON),
)  # fmt: skip
# Papers over many files.
OF_MANY: tuple[Kind, ...] = (
    Kind("sources", "Danh sách nguồn kết nạp", Layout.LIST, "open_file"),
    Kind("register", "Sổ theo dõi kết nạp đảng viên", Layout.LIST, "open_file"),
    Kind("new-members", "Biểu số 2: đảng viên mới kết nạp", Layout.LIST, "open_file"),
)  # fmt: skip
BY_CODE: dict[str, Kind] = {one.code: one for one in (*OF_A_FILE, *OF_MANY)}
# Other papers of a file, whose numbers its table of contents says.
OTHERS: dict[str, tuple[Version, ...]] = {
    "certificate": _form("CN-NTVĐ", HIGH), "application": _form("1-KNĐ", HIGH), "profile": _form("2-KNĐ", HIGH),
    "introduction": _form("3-KNĐ", HIGH), "introductions": _form("3A-KNĐ", HIGH), "youth": _form("4-KNĐ", HIGH),
    "union": _form("4A-KNĐ", MED), "self-review": _form("10-KNĐ", HIGH),
    "helper-remarks": _form("11-KNĐ", HIGH),
}  # fmt: skip


def own_numbers(day: date) -> dict[str, str]:
    """{number by the guidance: what the office has settled in its place}."""
    return office.pairs(office.setting(NUMBERS, day))


def number_of(versions: tuple[Version, ...], day: date, own: Mapping[str, str] | None = None) -> str:
    """The number of the form on that day: as the office has settled, else as the guidance has it; "" for none."""
    known = next((str(one.value) for one in versions if one.holds_on(day)), "")
    return (own_numbers(day) if own is None else own).get(known, known) if known else ""


def sure_of(kind: Kind, day: date, own: Mapping[str, str]) -> str:
    """What a page says beside the number: as settled by the office, or how sure it is."""
    version = next((one for one in kind.numbers if one.holds_on(day)), None)
    if version is None:
        return ""
    if str(version.value) in own:
        return "cơ quan ghi"
    return f"mức chắc chắn: {version.confidence.label}"
