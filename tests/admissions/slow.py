"""Working days as somebody counts them who turns the leaves of a calendar: the rule's own words, and nothing clever."""

from datetime import date, timedelta


def is_worked(day: date, off: frozenset[date], worked: frozenset[date]) -> bool:
    if day in worked:
        return True
    return day.isoweekday() <= 5 and day not in off


def working_days_on(day: date, count: int, off: frozenset[date], worked: frozenset[date]) -> date:
    """The day that is the `count`th working day after `day`."""
    leaves = [day + timedelta(days=number) for number in range(1, 4 * count + 30)]
    return [leaf for leaf in leaves if is_worked(leaf, off, worked)][count - 1]
