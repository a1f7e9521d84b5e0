"""Somebody who stands in a list in two cells: which of the rows is the one that is held against our record."""

from __future__ import annotations

from collections.abc import Iterable

from members.comparing import Listed


def settle(rows: Iterable[Listed]) -> None:
    """The first row stands for the person, unless another one has the cell of our record and it has not: the row too
    many is the one in the other cell."""
    of_first: dict[int, list[Listed]] = {}
    for row in rows:
        if row.double_of is not None:
            of_first.setdefault(id(row.double_of), [row.double_of]).append(row)
    for group in of_first.values():
        agreeing = next((row for row in group if _may_stand(row)), group[0])
        if agreeing is not group[0] and _elsewhere(group[0]):
            _stand(agreeing, group)


def _may_stand(row: Listed) -> bool:
    return not (_elsewhere(row) or row.stay or row.status.has_left)


def _elsewhere(row: Listed) -> bool:
    """Whether the list has the person in another cell than our record."""
    return any(one.field == "unit" for one in row.differences)


def _stand(row: Listed, group: Iterable[Listed]) -> None:
    for one in group:
        row.stands_twice = row.stands_twice or one.stands_twice
        one.double_of = row if one is not row else None
