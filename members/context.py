"""What every page shows around its content."""

import datetime
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from kit.calendar import print_day
from members import drafts, repeats, rights, wording
from members import help as help_of
from members import office as words_of
from members.entries import Link, links
from members.models import RoleKind

# What stands behind the address of a page that is asked for as a form for the pen.
BY_HAND = "in=mau"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def day_words(day: datetime.date) -> str:
    """`thứ Ba 30/6/2026`."""
    return f"{WEEKDAYS[day.weekday()]} {print_day(day)}"


class Frame:
    """Asked only for what a page shows: error pages touch no table."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def day(self) -> datetime.date:
        return timezone.localdate()

    @cached_property
    def office(self) -> str:
        return words_of.setting("office_name", self.day)

    @property
    def day_words(self) -> str:
        return day_words(self.day)

    @property
    def who(self) -> str:
        return str(self._request.user)

    @property
    def capacity(self) -> str:
        """In which capacity: the words of the first role."""
        actor = getattr(self._request, "actor", None)
        return RoleKind(actor.roles[0].kind).label if actor and actor.roles else ""

    @property
    def dense(self) -> bool:
        """Whether this person wants low rows in tables."""
        return getattr(self._request.user, "dense_rows", False)

    @property
    def here(self) -> str:
        """Where to come back to: only an address that can be asked again."""
        return self._request.get_full_path() if self._request.method in ("GET", "HEAD") else ""

    @property
    def finds(self) -> bool:
        """Whether the top line has a search: for who may open what it finds."""
        actor = getattr(self._request, "actor", None)
        return actor is not None and rights.opens_people(actor)

    @property
    def sample(self) -> bool:
        return settings.SAMPLE_DATA

    @property
    def number(self) -> str:
        return getattr(self._request, "number", "")

    @property
    def keeps_drafts(self) -> bool:
        """Whether the form of this page is kept as it is filled in."""
        return drafts.form_at(self._request.resolver_match) is not None

    @property
    def draft(self) -> str:
        """When the half-filled form that this page goes on with was kept; "" where it begins anew."""
        kept = getattr(self._request, "draft", None)
        return wording.moment(kept.at) if kept else ""

    @property
    def page(self) -> str:
        return drafts.page_of(self._request.resolver_match, self._request.GET)

    @property
    def once(self) -> str:
        """The one-time mark of a form, another one for each."""
        return format_html('<input type="hidden" name="{}" value="{}">', repeats.FIELD, repeats.new_mark())

    @cached_property
    def help(self) -> help_of.Help | None:
        """What this page is for."""
        return help_of.of(self._url_name)

    @property
    def guide(self) -> str:
        """Address of the guide, at the section about this page."""
        return reverse("guide") + (f"#{self.help.anchor}" if self.help else "")

    @property
    def by_hand(self) -> str:
        """Address of this page as a form for the pen; "" where that makes no sense, and where the page asks nothing
        this time (its view says `asks_nothing`)."""
        asks = bool(self.help and self.help.by_hand) and not getattr(self._request, "asks_nothing", False)
        return f"{self._request.path}?{BY_HAND}" if asks else ""

    @cached_property
    def is_by_hand(self) -> bool:
        """This page is asked for as a form for the pen."""
        return bool(self.by_hand) and self._request.GET.get("in") == "mau"

    @property
    def _url_name(self) -> str:
        match = self._request.resolver_match
        return (match.url_name or "") if match else ""

    @cached_property
    def entries(self) -> list[Link]:
        return self._links(foot=False)

    @cached_property
    def foot(self) -> list[Link]:
        return self._links(foot=True)

    def _links(self, *, foot: bool) -> list[Link]:
        return links(getattr(self._request, "actor", None), self.day, url_name=self._url_name, foot=foot)


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": Frame(request)}
