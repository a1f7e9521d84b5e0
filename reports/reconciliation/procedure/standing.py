"""Where people of a list stand by our records on the closing day, and whom of them the committee sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from members import scope, tree
from members.comparing import Record
from members.comparing.status import Said
from members.models import Departure, DepartureKind, Placement, TreePlace
from reports.reconciliation.models import Kind, Reconciliation
from reports.reconciliation.rules.sentences import gone_since

AT_ONCE = 500


@dataclass(frozen=True)
class Gone:
    """Why somebody listed does not count here."""

    kind: Kind
    said: str


@dataclass
class Standing:
    """`inside`: organisations of the committee on `day`; `seen`: people whom the committee's own lists show, now or on
    some day; of those `guests` are here for a while, `left` {person: (out of the register's lists since, how)},
    `until` {person: last day of the last place in the committee}, `stayed` {person: since when no guest any more}."""

    day: date
    today: date
    inside: set[int]
    seen: set[int] = field(default_factory=set)
    guests: set[int] = field(default_factory=set)
    left: dict[int, tuple[date | None, str]] = field(default_factory=dict)
    until: dict[int, date | None] = field(default_factory=dict)
    stayed: dict[int, date] = field(default_factory=dict)

    def left_as(self, record: Record, said: Said) -> bool:
        """Whether somebody is gone by our records as the list says: then both say the same."""
        pk = record.member.pk
        if not said.has_left or (record.present and record.organisation in self.inside) or pk in self.guests:
            return False
        how = self.left[pk][1] if pk in self.left else DepartureKind.MOVED_OUT
        # A list seldom says how somebody has left the Party.
        alone = {DepartureKind.DEATH, DepartureKind.MOVED_OUT}
        return how == said.kind or (said.kind == DepartureKind.NOT_STATED and how not in alone)

    def gone(self, record: Record) -> Gone | None:
        """None for who counts in the committee on the day."""
        pk = record.member.pk
        if record.present and record.organisation in self.inside:
            return None
        if pk in self.guests:
            return Gone(Kind.GUEST, "sinh hoạt tạm thời, tính ở nơi chính thức")
        if pk in self.left:
            since, how = self.left[pk]
            if how == DepartureKind.MOVED_OUT:
                return Gone(Kind.MOVED, gone_since("đã chuyển đi", since))
            return Gone(Kind.LEFT, gone_since("đã ra khỏi danh sách", since))
        if pk in self.stayed and pk not in self.until:
            return Gone(Kind.MOVED, gone_since("đã hết sinh hoạt tạm thời", self.stayed[pk]))
        return Gone(Kind.MOVED, gone_since("đã chuyển đi", self.until.get(pk)))


def standing(members: Iterable[int], reconciliation: Reconciliation, *, today: date) -> Standing:
    """Read for these people. Called with sight of the whole register; whom the committee sees is asked of the door
    with the committee's own sight of `today`."""
    pk, day = reconciliation.organisation_id, reconciliation.round.closing_day
    place = tree.place_on(pk, day)
    below = TreePlace.objects.filter(version=place.version, lo__gte=place.range.lo, lo__lt=place.range.hi)
    found = Standing(day, today, set(below.values_list("organisation", flat=True)))
    wanted, sight = sorted(set(members)), _sight(pk, today)
    for start in range(0, len(wanted), AT_ONCE):
        _read(found, wanted[start : start + AT_ONCE], sight)
    return found


def _sight(organisation: int, today: date) -> scope.Scope:
    """What whoever acts for the committee reads; for one that has ended, who has taken it in."""
    acting = tree.named_above(organisation, today)
    here = tree.place_on(acting[-1][0] if acting else organisation, today)
    return scope.Scope(today, here.version, ranges=dict.fromkeys(scope.WIDTHS, (here.range,)))


def _read(found: Standing, members: list[int], sight: scope.Scope) -> None:
    with scope.opened(sight):
        found.seen |= set(Placement.objects.filter(member__in=members).values_list("member", flat=True))
    places = Placement.unscoped.filter(member__in=members, organisation__in=found.inside)
    found.guests |= set(places.temporary().on(found.day).values_list("member", flat=True))
    found.stayed |= dict(
        places.temporary().filter(until__lte=found.day).order_by("until").values_list("member", "until")
    )
    # What begins later says nothing of the closing day.
    begun = places.official().filter(Q(since__isnull=True) | Q(since__lte=found.day))
    for pk, until in begun.in_order().values_list("member", "until"):
        found.until[pk] = until
    left = Departure.unscoped.on(found.day).filter(membership__member__in=members)
    for pk, since, how in left.values_list("membership__member", "since", "kind"):
        found.left[pk] = (since, how)
