"""The papers behind the rules and the days from which they are in force."""

from __future__ import annotations

from datetime import date
from typing import Any

from .parts import Confidence, Instrument, Wording

HIGH, MED, LOW, UNVERIFIED = Confidence.HIGH, Confidence.MED, Confidence.LOW, Confidence.UNVERIFIED

CHARTER = Instrument(
    "Điều lệ Đảng (Đại hội XI)", date(2011, 1, 19), "Chưa thấy văn bản sửa Điều lệ sau Đại hội XIV (01/2026)."
)
QD24 = Instrument("Quy định 24-QĐ/TW", date(2021, 7, 30))
QD232 = Instrument("Quy định 232-QĐ/TW", date(2025, 1, 20))
QD294 = Instrument(
    "Quy định 294-QĐ/TW",
    date(2025, 7, 1),
    "Quy định 20-QĐ/TW ngày 08/4/2026 chưa xem được; các con số năm 2025 dùng tiếp đến ngày 26/7/2026.",
)
QD208 = Instrument("Quy định 208-QĐ/TW", date(2026, 7, 26))

HD01_2021 = Instrument("Hướng dẫn 01-HD/TW (2021)", date(2021, 9, 28))
HD06 = Instrument("Hướng dẫn 06-HD/TW", date(2025, 6, 9))
HD01_2026 = Instrument("Hướng dẫn 01-HD/TW (2026)", date(2026, 5, 19))
HD12 = Instrument("Hướng dẫn 12-HD/BTCTW", date(2022, 1, 18))
HD38 = Instrument("Hướng dẫn 38-HD/BTCTW", date(2025, 9, 29), "Chưa xem được toàn văn.")
QD124 = Instrument("Quy định 124-QĐ/TW", date(2023, 10, 4))
QD366 = Instrument("Quy định 366-QĐ/TW", date(2025, 8, 30))
HD43 = Instrument("Hướng dẫn 43-HD/BTCTW", date(2025, 10, 31))
HD42 = Instrument("Hướng dẫn 42-HD/BTCTW", date(2025, 10, 28))
QD296 = Instrument("Quy định 296-QĐ/TW", date(2025, 5, 30))
QD21 = Instrument("Quy định 21-QĐ/TW", date(2026, 4, 11))
QD384 = Instrument("Quy định 384-QĐ/TW", date(2025, 11, 19))
LAW91 = Instrument("Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15", date(2026, 1, 1))
ND356 = Instrument("Nghị định 356/2025/NĐ-CP", date(2026, 1, 1))


def carried(value: Any, place: str, confidence: Confidence) -> Wording:
    """What 294 says at `place` goes on under 208, where it was not seen; the citation says so. Nobody is sure of what
    he has not seen: it is never HIGH there, so it warns and does not refuse."""
    confidence = MED if confidence is HIGH else confidence
    seen_in = ", ".join(part for part in (QD294.name, place) if part)
    note = "Chưa thấy nội dung này trong 208-QĐ/TW; dùng tiếp mức trước."
    return Wording(QD208, value, "", confidence, note, f"{seen_in} (chưa thấy trong 208-QĐ/TW)")


def guided(value: Any, place: str, confidence: Confidence = HIGH) -> tuple[Wording, Wording]:
    """What the guidance of 2025 says goes on under that of 2026, which nobody has seen: never HIGH there."""
    later = MED if confidence is HIGH else confidence
    seen_in, note = f"{HD06.name}, {place} (chưa xem được 01-HD/TW ngày 19/5/2026)", "Nội dung năm 2025 dùng tiếp."
    return Wording(HD06, value, place, confidence), Wording(HD01_2026, value, "", later, note, seen_in)


def sets(
    value: Any,
    place: str,
    confidence: Confidence = HIGH,
    *,
    in_294: str = "",
    in_208: bool = False,
    last: Confidence | None = None,
) -> tuple[Wording, ...]:
    """One value through the four sets, at `place` in each of the first three (`in_294` if it stands elsewhere there).

    `in_208`: seen in the last one too; otherwise it goes on there with a note, as sure as `last` or as before, but
    never HIGH.
    """
    places = ((QD24, place), (QD232, place), (QD294, in_294 or place))
    older = tuple(Wording(one, value, where, confidence) for one, where in places)
    final = Wording(QD208, value, "", confidence) if in_208 else carried(value, in_294 or place, last or confidence)
    return *older, final
