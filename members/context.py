"""What every page shows around its content."""

import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from members.entries import Link, links

FALLBACK_NAME = "Sổ đảng viên"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def office_name(day: datetime.date) -> str:
    """The name of the office on `day`."""
    return FALLBACK_NAME


def day_words(day: datetime.date) -> str:
    """`thứ Ba 30/6/2026`: as offices write, a nought only before days below ten and the months 1 and 2."""
    return f"{WEEKDAYS[day.weekday()]} {day_figures(day)}"


def day_figures(day: datetime.date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


class Frame:
    """Asked only for what a page shows: error pages touch no table."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def day(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def office(self) -> str:
        return office_name(self.day)

    @property
    def day_words(self) -> str:
        return day_words(self.day)

    @property
    def who(self) -> str:
        return str(self._request.user)

    @property
    def capacity(self) -> str:
        return ""

    @property
    def sample(self) -> bool:
        return settings.SAMPLE_DATA

    @property
    def number(self) -> str:
        return getattr(self._request, "number", "")

    @cached_property
    def entries(self) -> list[Link]:
        return self._links(foot=False)

    @cached_property
    def foot(self) -> list[Link]:
        return self._links(foot=True)

    def _links(self, *, foot: bool) -> list[Link]:
        match = self._request.resolver_match
        name = (match.url_name or "") if match else ""
        return links(self._request.user, self.day, url_name=name, foot=foot)


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request)}
