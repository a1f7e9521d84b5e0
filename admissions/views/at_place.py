"""The pages on which something is recorded of one organisation, or of a row that belongs to one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.http import HttpResponse
from django.urls import reverse

from admissions import procedure
from members import kept, rights, scope
from members.models import Organisation
from members.views.acts import ActPage, view

Row = TypeVar("Row", bound=Any)


def place_of(target: Any) -> int:
    """The organisation that a row belongs to; of an organisation itself."""
    pk: int = target.pk if isinstance(target, Organisation) else target.organisation_id
    return pk


def by_place(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    """{organisation: its rows}, in their order."""
    found = defaultdict[int, list[Row]](list)
    for one in rows:
        found[place_of(one)].append(one)
    return found


def _heading(target: Any) -> str:
    return kept.called([place_of(target)], scope.current().day).get(place_of(target), "")


def page(verb: str, form: Any, find: Any, *, back: str, **more: Any) -> Callable[..., HttpResponse]:
    """The page of one verb about an organisation or a row of one; `back`: the name of the list it leads back to."""
    function = getattr(procedure, verb)
    made: Callable[..., HttpResponse] = view(ActPage(
        verb=verb, form=form, find=find, case=lambda target, actor: rights.case_of_organisation(place_of(target)),
        call=lambda target, by, given: function(target, by=by, **given), back=lambda target: reverse(back),
        heading=_heading, subject=lambda target: None, **more,
    ))  # fmt: skip
    return made
