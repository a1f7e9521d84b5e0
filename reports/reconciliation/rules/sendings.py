"""Which list the figures of the minutes are of, in words: a committee may send its list several times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kit.calendar import print_day

# When a list came, what it counts, what our records counted then; both by kind of figure.
Sending = tuple[date, Mapping[str, int], Mapping[str, int]]

ONLY = "Số của hai bên: theo danh sách nhận ngày {} và hồ sơ lúc nhận danh sách ấy; số thống nhất: theo {}."
LAST = (
    "Danh sách gửi {} lần. Số của hai bên: theo danh sách gửi lần cuối, nhận ngày {}, và hồ sơ lúc nhận danh sách ấy; "
    "số thống nhất: theo {}."
)
SETTLED = "hồ sơ sau khi xử lý"
FIRST = "Lần gửi đầu, nhận ngày {}: danh sách {}; hồ sơ khi đó {}."
KINDS = {
    "official": "chính thức", "probationary": "dự bị", "women": "nữ", "exempt": "miễn", "away": "tạm thời chuyển đi",
    "guests": "tạm thời chuyển đến",
}  # fmt: skip


def sendings(sent: Sequence[Sending]) -> list[str]:
    """Of which list the figures are, and what the first one counted where another came after it; the first one first.
    Nothing where none was sent."""
    if not sent:
        return []
    first, last = sent[0], print_day(sent[-1][0])
    if len(sent) == 1:
        return [ONLY.format(last, SETTLED)]
    newest = LAST.format(len(sent), last, SETTLED)
    return [newest, FIRST.format(print_day(first[0]), _said(first[1]), _said(first[2]))]


def _said(counted: Mapping[str, int]) -> str:
    """ "608 đảng viên (chính thức 600, dự bị 8)"; a kind that was not counted is left out."""
    kinds = ", ".join(f"{label} {counted[key]}" for key, label in KINDS.items() if key in counted)
    return f"{counted['total']} đảng viên" + (f" ({kinds})" if kinds else "")
