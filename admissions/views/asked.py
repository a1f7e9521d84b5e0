"""The period for which the pages of the year are asked, and their addresses."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from admissions.forms import YearAskedForm
from admissions.rules.visits import check_period
from admissions.views.files import reads
from kit.calendar import parse_day, print_day
from members import scope
from members.errors import RuleBroken


class Asked(NamedTuple):
    """From `since` to `day`, both in; the form as it was filled in. `tree`: the day of whose tree it is asked where
    everybody belongs, in place of the last of the period; `leads`: the viewer reads the targets beside the numbers."""

    since: date
    day: date
    form: YearAskedForm
    tree: date | None = None
    leads: bool = True

    @property
    def words(self) -> dict[str, str]:
        return {"tu": print_day(self.since), "den": print_day(self.day)}

    def page(self) -> str:
        return f"{reverse('year')}?{urlencode(self.words)}"

    def names(self, key: str, line: int | None = None) -> str:
        """The page of the names behind a number, of one line or of all."""
        said = {"gi": key, **self.words}
        if line is not None:
            said |= {"noi": str(line)} | ({"cay": print_day(self.tree)} if self.tree else {})
        return f"{reverse('year-names')}?{urlencode(said)}"


def asked(request: HttpRequest, today: date) -> Asked:
    """As the address says it; what it does not say is this year up to today. A period that is none says why in the
    form, and this year is shown."""
    form = YearAskedForm(request.GET if {"tu", "den"} & set(request.GET) else None)
    # Of whose lists are wider than the files (a reader of the whole who leads a cell) the targets are the cell's.
    leads = reads(request.actor) and scope.current().as_wide(scope.PEOPLE, scope.LISTS)
    usual = Asked(date(today.year, 1, 1), today, form, leads=leads)
    if not form.is_bound:
        form.initial = usual.words
        return usual
    if not form.is_valid():
        return usual
    day = form.cleaned_data["den"] or today
    since = form.cleaned_data["tu"] or date(day.year, 1, 1)
    if day > today:
        form.add_error("den", "Ngày này chưa đến.")
        return usual
    try:
        check_period(since, day)
    except RuleBroken as broken:
        form.add_error("den", broken.sentence)
        return usual
    return usual._replace(since=since, day=day)


def tree_day(request: HttpRequest, at: Asked, today: date) -> date:
    """Of which day the tree says where everybody belongs."""
    try:
        day = parse_day(request.GET.get("cay", ""))
    except ValueError:
        return at.day
    return min(day, today)
