"""Days of a person that cannot all be right, and a probation that is over."""

from __future__ import annotations

from datetime import date

from kit.calendar import PartialDate, same_day_later
from members.regulations import rules_on


def implausible(
    birth: PartialDate | None, admitted: PartialDate | None, official: PartialDate | None, day: date
) -> str:
    """What cannot be, as known on `day`; "" where nothing is odd. Only what is sure of days known in part."""
    for word, one in (("ngày sinh", birth), ("ngày vào Đảng", admitted), ("ngày chính thức", official)):
        if one is not None and one.earliest() > day:
            return f"{word} {one} chưa đến"
    if admitted and official and official.latest() < admitted.earliest():
        return f"chính thức {official}, trước ngày vào Đảng {admitted}"
    if birth and admitted and _too_young(birth, admitted):
        return f"sinh {birth}, vào Đảng {admitted}: chưa đủ tuổi"
    return ""


def _too_young(birth: PartialDate, admitted: PartialDate) -> bool:
    """By the months of the rule, at the latest admission and the earliest birth that are possible."""
    age = rules_on(admitted.latest()).admission.age_min.value
    last, born = admitted.latest(), birth.earliest()
    return (last.year - born.year) * 12 + last.month - born.month < age * 12


def probation_over(admitted: PartialDate | None, day: date) -> bool:
    """The months of probation are over on `day`, counted from the last day that the admission can have been."""
    if admitted is None:
        return False
    last = admitted.latest()
    return last <= day and same_day_later(last, rules_on(last).probation.months.value) <= day
