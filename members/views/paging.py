"""The addresses around a list that is paged: by name with a jump to a letter, or by the row that stands at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from members import door, lists
from members.lines import PAGE, Part

AFTER, BEFORE = "sau", "truoc"
Row = TypeVar("Row", bound=Model)


def by_name(found: lists.Page | lists.Piece, total: int, letter: str, to: Callable[..., str]) -> dict[str, Any]:
    """For `c-pages`; `to(sau=…)`, `to(truoc=…)`, `to(chu=…)` is the address of that page. What stands on one page has
    no letters."""
    return {
        "first": to() if found.previous else "",
        "previous": to(truoc=found.previous) if found.previous else "",
        "next": to(sau=found.next) if found.next else "",
        "letters": [{"label": one, "href": to(chu=one), "current": one == letter} for one in lists.LETTERS]
        if total > lists.PAGE
        else [],
    }


def by_row(request: HttpRequest, rows: QuerySet[Row], *keys: str, seen: Any = None) -> Part[Row]:
    """A page of rows in the order of `keys`, the last of which is of one row alone ("-day", "-pk"). The pages beside it
    begin at the row that stands at an end of this one, which its number finds wherever it is by now; one that is gone
    leads to the first page. `seen`: the manager of who sees these rows, where that is not the model's first."""
    after, before = (
        _key_of(seen or rows.model.objects, keys, door.number(request.GET.get(name))) for name in (AFTER, BEFORE)
    )
    turned = [key.removeprefix("-") if key.startswith("-") else f"-{key}" for key in keys]
    if before is not None:
        some = list(rows.filter(_beyond(turned, before)).order_by(*turned)[: PAGE + 1])
        found, behind, ahead = some[:PAGE][::-1], len(some) > PAGE, True
    else:
        meant = rows if after is None else rows.filter(_beyond(keys, after))
        some = list(meant.order_by(*keys)[: PAGE + 1])
        found, behind, ahead = some[:PAGE], after is not None, len(some) > PAGE
    if not found:
        return Part([], first="?" if after or before else "")
    return Part(
        found, first="?" if behind else "", newer=f"?{BEFORE}={found[0].pk}" if behind else "",
        older=f"?{AFTER}={found[-1].pk}" if ahead else "",
    )  # fmt: skip


def beside(page: Part[Any], query: str = "") -> dict[str, str]:
    """For `c-pages`: the addresses of the pages beside this one, each with what the list was asked for."""
    hrefs = (("first", page.first), ("previous", page.newer), ("next", page.older))
    return {name: f"{href}{'&' if len(href) > 1 and query else ''}{query}" if href else "" for name, href in hrefs}


def _key_of(rows: Any, keys: tuple[str, ...], pk: int | None) -> tuple[Any, ...] | None:
    names = [key.removeprefix("-") for key in keys]
    return rows.filter(pk=pk).values_list(*names).first() if pk else None


def _beyond(keys: tuple[str, ...] | list[str], at: tuple[Any, ...]) -> Q:
    """What stands behind this place: behind it by the first key, or level with it there and behind it by the next."""
    key, value = keys[0], at[0]
    name, side = key.removeprefix("-"), "lt" if key.startswith("-") else "gt"
    here = Q(**{f"{name}__{side}": value})
    return here | Q(**{name: value}) & _beyond(keys[1:], at[1:]) if len(keys) > 1 else here
