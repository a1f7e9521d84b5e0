"""Who counts where an organisation votes: one question for admissions, for the yearly rating, for departures."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import models

from members.models import Exemption, Membership, Office, OfficeHolding, Placement


class VoterReason(models.TextChoices):
    """Why somebody counts in the base of a vote or does not: a class, never the circumstances of the person."""

    OFFICIAL = "official", "đảng viên chính thức"
    HOLDER = "holder", "cấp ủy viên đương nhiệm"
    ATTENDED = "attended", "miễn sinh hoạt hoặc tạm thời nơi khác, có dự họp"
    KEPT = "kept", "vắng mặt, chi bộ vẫn tính"
    GUEST = "guest", "sinh hoạt tạm thời ở đây, chi bộ tính"
    COME = "come", "mới đến, mới công nhận, mới vào cấp ủy; sổ chưa ghi kịp"
    EXEMPT = "exempt", "miễn sinh hoạt, không dự họp"
    AWAY = "away", "sinh hoạt tạm thời nơi khác, không dự họp"
    LATER = "later", "quyết định công nhận ký sau ngày họp"
    GONE = "gone", "đã chuyển đi, ra khỏi Đảng, thôi cấp ủy; sổ chưa ghi kịp"
    NOT_YET = "not_yet", "chưa là đảng viên chính thức, sổ ghi sớm"
    FREED = "freed", "được miễn hoặc tạm đi, sổ chưa ghi kịp"
    SUSPENDED = "suspended", "bị đình chỉ sinh hoạt, chi bộ không tính"


R = VoterReason
COUNTED = frozenset({R.OFFICIAL, R.HOLDER, R.ATTENDED, R.KEPT, R.GUEST, R.COME})
# A seat on the committee is kept by who is away or exempt (Med), so these say nothing of it.
OF_COMMITTEE = frozenset({Office.SECRETARY, Office.DEPUTY, Office.STANDING, Office.COMMITTEE})


@dataclass(frozen=True)
class Voter:
    """One person of the register as a vote sees him that day."""

    member: int
    name: str
    reason: VoterReason


@dataclass(frozen=True)
class VoteBase:
    """Who counts, and who would but for being exempt, temporarily away or recognised later; both by given name."""

    counted: tuple[Voter, ...]
    left_out: tuple[Voter, ...] = ()

    @property
    def official(self) -> int:
        """All official members, also those who are exempt or away."""
        return sum(one.reason != R.LATER for one in (*self.counted, *self.left_out))


def vote_base(cell: int, day: date, attending: Collection[int]) -> VoteBase:
    """The official members of a cell that day whom a vote counts (Charter art. 4.3).

    Who is recognised by a decision signed later was a probationer then, who has no vote (art. 3). Who is exempt or
    temporarily away does not count (294-QĐ/TW, 9.3.2; Med) but for those who came: `attending`, by person. Somebody
    suspended counts: no rule seen leaves him out."""
    here = Placement.unscoped.on(day).official().filter(organisation=cell)
    official = here.filter(membership__in=Membership.unscoped.official_on(day)).order_by("member__sort_key", "member")
    rows = list(official.values_list("member", "member__full_name", "membership"))
    people, spells = {row[0] for row in rows}, {row[2] for row in rows}
    entitled = set(Membership.unscoped.entitled_on(day).filter(pk__in=spells).values_list("pk", flat=True))
    exempt = set(Exemption.unscoped.on(day).filter(membership__in=spells).values_list("membership", flat=True))
    away = set(Placement.unscoped.temporary().on(day).filter(member__in=people).values_list("member", flat=True))

    def reason(member: int, spell: int) -> VoterReason:
        if spell not in entitled:
            return R.LATER
        if spell not in exempt and member not in away:
            return R.OFFICIAL
        if member in attending:
            return R.ATTENDED
        return R.EXEMPT if spell in exempt else R.AWAY

    found = [Voter(member, name, reason(member, spell)) for member, name, spell in rows]
    counted, left_out = ([one for one in found if (one.reason in COUNTED) == counts] for counts in (True, False))
    return VoteBase(tuple(counted), tuple(left_out))


def committee_base(organisation: int, day: date) -> VoteBase:
    """Who sits on the committee of an organisation that day, by the terms of office that the register holds; nobody
    where it holds none."""
    held = OfficeHolding.unscoped.on(day).filter(organisation=organisation, office__in=OF_COMMITTEE)
    rows = held.order_by("member__sort_key", "member").values_list("member", "member__full_name").distinct()
    return VoteBase(tuple(Voter(member, name, R.HOLDER) for member, name in rows))
