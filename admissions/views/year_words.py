"""What the numbers of the year are called, on the page and above the names behind them."""

from __future__ import annotations

from admissions.figures import AWAITED, DONE, OPEN, step_of
from admissions.models import RecognitionKind, StepKind
from admissions.rules.probation import NUMBER
from admissions.rules.way import LABEL
from admissions.rules.year import Left, Waits

NOWHERE = "Nơi đã kết thúc hoạt động"
WAITS = {
    Waits.SOURCE: "Trong nguồn", Waits.CLASS: "Học lớp", Waits.PAPERS: "Làm hồ sơ", Waits.CELL: "Chờ chi bộ",
    Waits.PART: "Chờ đảng ủy bộ phận", Waits.COMMITTEE: "Chờ đảng ủy cơ sở", Waits.LEVEL: "Chờ cấp quyết định",
    Waits.CEREMONY: "Đã quyết định, chờ lễ",
}  # fmt: skip
FIGURES = {**{str(key): words for key, words in WAITS.items()}, OPEN: "Đang xét", "ket-nap": "Đã kết nạp",
           "cong-nhan": "Đã công nhận chính thức"}  # fmt: skip
LEFT = {
    Left.OVER: "đã quá ngày hết 12 tháng", Left.DAYS_30: "còn đến 30 ngày", Left.DAYS_90: "còn 31 đến 90 ngày",
    Left.DAYS_180: "còn 91 đến 180 ngày", Left.MORE: "còn hơn 180 ngày", Left.UNKNOWN: "chưa rõ ngày vào Đảng",
}  # fmt: skip

STEPS = {AWAITED: "Đang chờ bước", DONE: "Đã làm bước"}


def step(kind: StepKind | RecognitionKind) -> str:
    if isinstance(kind, RecognitionKind):
        return f"Công nhận {NUMBER[kind]}. {kind.label}"
    return f"{LABEL[kind]}. {kind.label}"


def named(key: str) -> str:
    """What the number with that key counts. Raises KeyError and ValueError for a key that is none."""
    if key.startswith("du-bi-"):
        return f"Đảng viên dự bị, {LEFT[Left(key.removeprefix('du-bi-'))]}"
    if (found := step_of(key)) is not None:
        how, kind = found
        return f"{STEPS[how]} {step(kind)}"
    return FIGURES[key]
