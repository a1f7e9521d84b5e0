"""Whom a line of the history is about, as far as the open scope reaches: the person, else what the rows that it changed
belong to, where another app keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse

from members import registry
from members.models import Act, Member
from members.registry import Told


def told_of(acts: Sequence[Act]) -> list[list[Told]]:
    """Of each line whom and what the rows that it changed belong to, where another app keeps them; not again whom the
    line is about. As many questions for many lines as for one."""
    found = [entry(acts) for entry in registry.entries("told").values()] if acts else []
    return [
        [one for some in found for one in some[at] if one.member is None or one.member != act.member_id]
        for at, act in enumerate(acts)
    ]


def names(acts: Iterable[Act]) -> list[list[Told]]:
    """Of each line whom it is about; of one about a person no other app is asked, and who is only named in a line is
    not among them."""
    lines = list(acts)
    people = {one.member_id for one in lines if one.member_id}
    met = Member.objects.filter(pk__in=people).values_list("pk", "full_name") if people else ()
    known = {pk: Told("", name, reverse("person", args=[pk]), pk, about=True) for pk, name in met}
    others = [one for one in lines if one.member_id is None]
    belongs = dict(zip((one.pk for one in others), told_of(others), strict=True))
    return [
        [known[one.member_id]] if one.member_id in known else [each for each in belongs.get(one.pk, []) if each.about]
        for one in lines
    ]  # fmt: skip
