"""Of which record another one is part by now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from members.models import Member, Merge


def kept_of(members: Iterable[int]) -> dict[int, int]:
    """{absorbed person: whom the record is part of now}, over several merges one after the other."""
    into = dict(Merge.unscoped.values_list("absorbed", "kept"))
    found = {}
    for member in members:
        last = member
        while last in into:
            last = into[last]
        if last != member:
            found[member] = last
    return found


def last_of(member: int) -> int:
    """The record that this one is part of now: itself where it was not merged into another."""
    return kept_of([member]).get(member, member)


def named(members: Collection[int]) -> tuple[dict[int, int], dict[int, str]]:
    """The same, and {whom: the name} of those of them whom the open scope reaches."""
    into = kept_of(members) if members else {}
    rows = Member.objects.filter(pk__in=set(into.values())).values_list("pk", "full_name") if into else ()
    return into, dict(rows)
