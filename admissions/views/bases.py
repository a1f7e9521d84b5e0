"""The people behind a vote, as the page of a file names them: by reason, with their pages where they are open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse

from admissions.models import Vote, Voter
from admissions.procedure import bases
from members import wording
from members.models import Member
from members.standing import COUNTED, VoterReason

ORDER = list(VoterReason)


@dataclass(frozen=True)
class Group:
    """People of one reason: (name, address of the page or "")."""

    title: str
    counts: bool
    people: list[tuple[str, str]]


@dataclass(frozen=True)
class Behind:
    """`head`: what the list is called, "" where there is none; `said`: why there is none."""

    head: str = ""
    said: str = ""
    groups: list[Group] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


def behind(votes: Sequence[Vote]) -> dict[int, Behind]:
    """{vote: who stands behind its base}, as far as the viewer may see lists of who voted."""
    found = bases.names_behind(votes)
    wanted = {row.member_id for rows in found.values() for row in rows if row.member_id}
    opened, _ = Member.objects.opened_and_gone(wanted) if wanted else (set(), set())
    return {one.pk: _behind(one, found[one.pk], opened) for one in votes}


def _behind(vote: Vote, rows: Iterable[Voter], opened: set[int]) -> Behind:
    if vote.size_decision is not None:
        return Behind(said=f"số cấp ủy viên theo {wording.paper(vote.size_decision)}")
    if vote.organisation_id is None:
        return Behind(said="ghi khi chưa kê tên: chỉ có tổng số")
    ordered = sorted(rows, key=lambda row: ORDER.index(VoterReason(row.reason)))
    if not ordered:
        return Behind(said="tên do nơi biểu quyết giữ")
    by_reason = groupby(ordered, lambda row: row.reason)
    groups = [_group(VoterReason(reason), list(some), opened) for reason, some in by_reason]
    people = [row.member_id for row in ordered if row.member_id]
    return Behind(f"Tên {vote.base} đồng chí được tính", groups=groups, people=people)


def _group(reason: VoterReason, rows: Iterable[Voter], opened: set[int]) -> Group:
    people = [
        (row.name or row.member.full_name, reverse("person", args=[row.member_id]) if row.member_id in opened else "")
        for row in rows
    ]
    return Group(f"{reason.label[0].upper()}{reason.label[1:]} ({len(people)})", reason in COUNTED, people)
