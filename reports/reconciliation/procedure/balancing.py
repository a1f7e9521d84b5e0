"""The way from what was signed last time to the closing of this period, line by line, with names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kit.calendar import print_day
from members import called, kept, movements, office, wording
from members.merged import kept_of
from members.models import Decision, Member
from members.movements import Balance, Movement
from reports.reconciliation.models import AgreedPerson, Reconciliation, Signing
from reports.reconciliation.procedure import corrected_words
from reports.reconciliation.procedure.corrected import Corrected, Written
from reports.reconciliation.rules.minutes import SUM, BalanceLine, Named, closing_said, movement_lines

BEFORE = "Trước ngày {day}, ngày bắt đầu quản lý bằng sổ này, chưa có cân đối tăng, giảm."
UNSIGNED = (
    "Kỳ trước, đến hết ngày {before}, chưa ký biên bản; biên bản ký lần cuối: ngày {signed}, đến hết ngày {until}, "
    "{people} đảng viên."
)


@dataclass(frozen=True)
class Said:
    """Names of everybody who moved, and of each movement its day, place and paper in words."""

    named: dict[int, str]
    papers: list[str]


@dataclass(frozen=True)
class Correction:
    """Somebody who counts (`way` 1) or counts no more (-1) on a closing day that was signed; `act`: the line that did
    it, 0 where none is known, and what it did in words."""

    member: int
    name: str
    way: int
    act: int
    said: str


def signed_before(one: Reconciliation) -> Signing | None:
    """The minutes that this committee signed last for a period ending where this one begins, or earlier."""
    found: Signing | None = (
        Signing.unscoped.filter(
            reconciliation__organisation=one.organisation_id, reconciliation__round__until__lte=one.round.since
        ).select_related("reconciliation__round")
        .order_by("-reconciliation__round__until", "-signed_on", "-pk").first()
    )  # fmt: skip
    return found


def lines(
    one: Reconciliation, found: Balance | None, said: Said | None, *, whole: str, today: date
) -> tuple[list[BalanceLine], list[str]]:
    """(lines, notes beside them). `found` is None for a period that begins before the register does."""
    if found is None or said is None:
        first = office.first_day(today)
        return [], [BEFORE.format(day=print_day(first))] if first else []
    signing = signed_before(one)
    is_joined = signing is not None and signing.reconciliation.round.until == one.round.since
    made = _opening(signing, found) if signing is not None and is_joined else []
    made.append(BalanceLine("A", "Đầu kỳ", len(found.opening), kind=SUM))
    made += movement_lines(found, said.named, said.papers, whole=whole)
    came = sum(one.is_increase for one in found.movements)
    went = len(found.movements) - came
    made.append(
        BalanceLine(
            "D", "Cuối kỳ (D = A + B − C)", len(found.closing), kind=SUM,
            remark=closing_said(len(found.opening), came, went, len(found.closing)),
        )
    )  # fmt: skip
    return made, [_unsigned(one, signing)] if signing is not None and not is_joined else []


def balance_of(one: Reconciliation, *, today: date) -> Balance | None:
    """Read with sight of the whole register; None where the register begins only after the day of the opening."""
    first = office.first_day(today)
    if first is not None and one.round.since - timedelta(days=1) < first:
        return None
    return movements.balance(one.organisation, one.round.since, one.round.until)


def papers_of(found: Balance, day: date) -> Said:
    """In words: people called as on `day`, papers where one is known."""
    people = list(Member.unscoped.filter(pk__in={one.member for one in found.movements}))
    called.say(people, called.formers(day, [one.pk for one in people]))
    rows = Decision.objects.in_bulk({one.decision for one in found.movements if one.decision})
    words = [
        ", ".join(
            part for part in (print_day(one.day), _place(one), wording.paper(rows.get(one.decision or 0))) if part
        )
        for one in found.movements
    ]
    return Said({one.pk: one.full_name for one in people}, words)


def _place(one: Movement) -> str:
    if one.other is None:
        return ""
    day = one.day - timedelta(days=1) if one.is_increase else one.day
    return str(kept.full_names([one.other], day).get(one.other, ""))


# --- what was signed last time ---


def _unsigned(one: Reconciliation, signing: Signing) -> str:
    """That the opening is no closing that anybody signed, and which was the last one."""
    people = AgreedPerson.unscoped.own().filter(signing=signing).count()
    return UNSIGNED.format(
        before=print_day(one.round.since - timedelta(days=1)), signed=print_day(signing.signed_on),
        until=print_day(signing.reconciliation.round.closing_day), people=people,
    )  # fmt: skip


def _opening(signing: Signing, found: Balance) -> list[BalanceLine]:
    """The closing that was signed last time, and each later correction of it with who, paper and day."""
    then = dict(AgreedPerson.unscoped.own().filter(signing=signing).values_list("member", "full_name"))
    number = f"Biên bản số {signing.number}" if signing.number else ""
    made = [BalanceLine("", f"Cuối kỳ trước, đã ký ngày {print_day(signing.signed_on)}", len(then), remark=number)]
    changed = _told(signing, then, found.opening)
    for title, way in (("Sửa sau khi ký, thêm", 1), ("Sửa sau khi ký, bớt", -1)):
        made += _correction_lines(title, way, [each for each in changed if each.way == way])
    return made


def _correction_lines(title: str, way: int, corrected: Sequence[Correction]) -> Iterator[BalanceLine]:
    """A line for each correction: one act about one person, or one change of the tree with everybody it reached."""
    acts: dict[Any, list[Correction]] = {}
    for each in corrected:
        acts.setdefault(each.act or (each.member,), []).append(each)
    for some in acts.values():
        alone = len(some) == 1
        named = [Named(each.name, each.said if alone else "") for each in some]
        remark = "" if alone else some[0].said
        yield BalanceLine("", title, way * len(some), named, shows_sign=True, remark=remark)


class Presence:
    """Who is counted now and was not signed for, and the other way round. Who was signed for under a record that is
    part of another one by now is counted as that one; who was signed for twice, once less."""

    def __init__(self, then: Mapping[int, str], now: frozenset[int]) -> None:
        """`then`: {person: name} as signed; `now`: who is counted on that day by now."""
        into = kept_of(then.keys() - now)
        still: dict[int, int] = {}
        for absorbed, one in sorted(into.items()):
            if one in now and one not in then:
                still.setdefault(one, absorbed)
        added = Member.unscoped.filter(pk__in=now - then.keys() - still.keys()).values_list("pk", "full_name")
        rows = [(pk, name, 1) for pk, name in added]
        rows += [(pk, then[pk], -1) for pk in then.keys() - now - set(still.values())]
        self.rows = sorted(rows, key=lambda row: (row[1], row[0]))
        # Where the kept record stood for the person alone and does not count, what became of it says why, not the
        # merging.
        self.into: dict[int, int] = {}
        for absorbed, one in sorted(into.items()):
            if one not in now and one not in then and one not in self.into.values():
                self.into[absorbed] = one

    @property
    def members(self) -> list[int]:
        """Whose acts say why."""
        return [*(pk for pk, *_ in self.rows), *self.into.values()]

    def by(self, acts: Corrected) -> list[Written | None]:
        """The act that did it, for each row."""
        return [(acts.by(self.into[pk]) if pk in self.into else None) or acts.by(pk) for pk, *_ in self.rows]


def _told(signing: Signing, then: dict[int, str], now: frozenset[int]) -> list[Correction]:
    presence = Presence(then, now)
    by = presence.by(Corrected(signing, presence.members))
    words = corrected_words.told(by, signing.reconciliation.round.closing_day)
    return [
        Correction(member, name, way, one.number if one is not None else 0, words[one])
        for (member, name, way), one in zip(presence.rows, by, strict=True)
    ]
