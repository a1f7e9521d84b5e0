"""Days off and days worked in exchange that are known, for the office to start from; it keeps its own table.

Source: the yearly notices of the days off of public servants. Those of 2021–2023 are written from memory (as sure as
Confidence.MED: the lunar days and the days off in lieu were reckoned again, the notices not looked up); no weekend was
worked in exchange in those years as far as is known.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

NEW_YEAR, TET, HUNG = "Tết Dương lịch", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương"
REUNIFICATION, LABOUR, NATIONAL = "Ngày Chiến thắng 30/4", "Quốc tế Lao động 01/5", "Quốc khánh 02/9"
Known = tuple[date, str, bool]
FESTIVALS = (TET, HUNG, "dịp 30/4 và 01/5", NATIONAL)


def _days(first: date, last: date, name: str) -> list[Known]:
    """Every day from `first` to `last`, both off."""
    return [(first + timedelta(days=count), name, False) for count in range((last - first).days + 1)]


# Each is the day, its name, and whether it is a day worked in exchange for another.
KNOWN_HOLIDAYS: list[Known] = [
    (date(2021, 1, 1), NEW_YEAR, False),
    *_days(date(2021, 2, 10), date(2021, 2, 16), TET),
    (date(2021, 4, 21), HUNG, False),
    (date(2021, 4, 30), REUNIFICATION, False),
    (date(2021, 5, 3), "Nghỉ bù Quốc tế Lao động 01/5", False),
    (date(2021, 9, 2), NATIONAL, False),
    (date(2021, 9, 3), NATIONAL, False),
    (date(2022, 1, 3), "Nghỉ bù Tết Dương lịch", False),
    *_days(date(2022, 1, 31), date(2022, 2, 4), TET),
    (date(2022, 4, 11), "Nghỉ bù Giỗ Tổ Hùng Vương", False),
    (date(2022, 5, 2), "Nghỉ bù Chiến thắng 30/4", False),
    (date(2022, 5, 3), "Nghỉ bù Quốc tế Lao động 01/5", False),
    (date(2022, 9, 1), NATIONAL, False),
    (date(2022, 9, 2), NATIONAL, False),
    (date(2023, 1, 2), "Nghỉ bù Tết Dương lịch", False),
    *_days(date(2023, 1, 20), date(2023, 1, 26), TET),
    (date(2023, 5, 1), LABOUR, False),
    (date(2023, 5, 2), "Nghỉ bù Giỗ Tổ Hùng Vương", False),
    (date(2023, 5, 3), "Nghỉ bù Chiến thắng 30/4", False),
    (date(2023, 9, 1), NATIONAL, False),
    (date(2023, 9, 4), "Nghỉ bù Quốc khánh 02/9", False),
    (date(2024, 1, 1), NEW_YEAR, False),
    *_days(date(2024, 2, 8), date(2024, 2, 14), TET),
    (date(2024, 4, 18), HUNG, False),
    (date(2024, 4, 29), "Nghỉ hoán đổi dịp 30/4", False),
    (date(2024, 4, 30), REUNIFICATION, False),
    (date(2024, 5, 1), LABOUR, False),
    (date(2024, 5, 4), "Làm bù cho ngày 29/4", True),
    (date(2024, 9, 2), NATIONAL, False),
    (date(2024, 9, 3), NATIONAL, False),
    (date(2025, 1, 1), NEW_YEAR, False),
    *_days(date(2025, 1, 27), date(2025, 1, 31), TET),
    (date(2025, 4, 7), HUNG, False),
    (date(2025, 4, 26), "Làm bù cho ngày 02/5", True),
    (date(2025, 4, 30), REUNIFICATION, False),
    (date(2025, 5, 1), LABOUR, False),
    (date(2025, 5, 2), "Nghỉ hoán đổi dịp 30/4", False),
    (date(2025, 9, 1), NATIONAL, False),
    (date(2025, 9, 2), NATIONAL, False),
    (date(2026, 1, 1), NEW_YEAR, False),
    (date(2026, 1, 2), "Nghỉ hoán đổi dịp Tết Dương lịch", False),
    (date(2026, 1, 10), "Làm bù cho ngày 02/01", True),
    *_days(date(2026, 2, 16), date(2026, 2, 20), TET),
    (date(2026, 4, 27), "Nghỉ bù Giỗ Tổ Hùng Vương", False),
    (date(2026, 4, 30), REUNIFICATION, False),
    (date(2026, 5, 1), LABOUR, False),
    (date(2026, 8, 22), "Làm bù cho ngày 31/8", True),
    (date(2026, 8, 31), "Nghỉ hoán đổi dịp 02/9", False),
    (date(2026, 9, 1), NATIONAL, False),
    (date(2026, 9, 2), NATIONAL, False),
]


def missing_festivals(year: int, off: Collection[date], worked: Collection[date]) -> list[str]:
    """Which of the days off of every year this table does not have yet; a day off in lieu stands for its own.

    Their number is that of the Labour Code of 2019, art. 112 (Tết 5, Hùng Kings 1, 30/4 and 01/5 2, Quốc khánh 2). The
    lunar ones lie in windows: Tết begins from 21/01 to 20/02, the 10th of the third month from 29/3 to 29/4. Where that
    falls on the weekend of 30/4, it is off beside it: what is left there without the days worked in exchange.
    """

    def count(days: Collection[date], first: tuple[int, int], last: tuple[int, int]) -> int:
        return sum(date(year, *first) <= day <= date(year, *last) for day in days)

    spring = count(off, (4, 29), (5, 9))
    is_hung = count(off, (3, 28), (4, 28)) > 0 or spring - count(worked, (4, 25), (5, 9)) > 2
    there = (count(off, (1, 18), (2, 28)) >= 5, is_hung, spring >= 2, count(off, (8, 30), (9, 6)) >= 2)
    return [name for name, known in zip(FESTIVALS, there, strict=True) if not known]
