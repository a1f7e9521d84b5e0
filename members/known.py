"""Is this person known already? Asked before somebody is entered, of the whole register, also of those who have left.

The database names the few who may be meant: who has a card number of theirs, the name or a former one, the day of birth
whichever way round, or the day of admission and the given name. `kit/matching` holds each against what was typed, by
what the last search over the whole register taught it. Asked about is who is likely enough; whatever the weights, too,
who has the number, who has the name and no birth date that speaks against it, and whose name is near and birth date
the same. A wholly other birth date is another person's, as long as no number speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q

from kit import names
from kit.calendar import PartialDate
from kit.matching import Description, slips
from members import kept, rights, wording
from members.comparing import reasons
from members.models import Departure, Member, Membership, NameChange, Number, Placement, RegisterTaught
from members.procedure.people import birth_of
from members.rights import Actor

if TYPE_CHECKING:
    from kit.matching.asking import Weighed
    from kit.matching.taught import Taught

# More than that are shown to nobody: the name is too common to tell anything by itself. Those in sight come first.
MOST = 8
CARD, NAME, NEAR, LIKELY = range(4)
# A field is named in the sentence that speaks for one person four to one.
TOLD = 2
# What a birth date says: it may be the same one; it is a wholly other one.
MAY_BE_BORN = frozenset({"", "same", "swapped", "year_off", "one_part", "as_far"})
BORN_OTHERWISE = frozenset({"other", "near_year", "other_year"})


@dataclass(frozen=True)
class Known:
    """Somebody whom the person about to be entered may be: why in a sentence, and field by field with points (`rows`).
    `has_left`: out of the register that day."""

    member: int
    full_name: str
    birth: str
    cell: str
    why: str
    has_left: bool
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True)
class _Found:
    """`ground`: how plainly it is said, the plainest first: of several names of one person that one is told."""

    member: Member
    ground: int
    why: str
    weighed: Weighed


def doubles(
    full_name: str, birth: PartialDate | None, cards: Sequence[str], day: date, *, sex: str = "",
    admitted: date | None = None, official: date | None = None, besides: int | None = None,
) -> list[Known]:  # fmt: skip
    """Whom the register knows already, those with the same card number first: everybody who may be meant, the one of
    whom it is asked (`besides`) left out. A page shows `MOST` of those in sight."""
    from kit.matching.asking import weigh  # here, not above: it brings numpy, and only who enters somebody asks

    asked = Description(
        "", full_name, sex=sex, birth=birth, admitted=_whole(admitted), official=_whole(official),
        numbers=frozenset(one for one in cards if one),
    )  # fmt: skip
    meant = Member.unscoped.filter(_may_be_meant(asked, admitted), merged=None)
    people = [one for one in meant.order_by("sort_key", "pk") if one.pk != besides]
    described = list(_described(people))
    weighed = weigh(asked, [one for _, _, one in described], _taught())
    found: dict[int, _Found] = {}
    for (member, former, other), each in zip(described, weighed, strict=True):
        ground, why = _why(asked, other, each)
        if why and (member.pk not in found or ground < found[member.pk].ground):
            why = f"{why} (tên cũ: {former})" if former else why
            found[member.pk] = _Found(member, ground, why, each)
    nearest = sorted(found.values(), key=lambda one: (one.ground > CARD, -one.weighed.bits))
    return _told(nearest, day)


def in_sight(found: Sequence[Known], actor: Actor) -> list[Known]:
    """Those of whom this reader may be told more than that there is one."""
    if rights.sees_whole(actor):
        return list(found)
    opened = set(Member.objects.filter(pk__in=[one.member for one in found]).values_list("pk", flat=True))
    return [one for one in found if one.member in opened]


def _taught() -> Taught:
    """By the last search over the whole register; nothing yet before the first one. The register may have grown
    since."""
    from kit.matching.taught import Taught

    last = RegisterTaught.unscoped.order_by("-pk").values_list("kept", flat=True).first()
    return Taught.of(last).among(Member.unscoped.count()) if last else Taught()


def _may_be_meant(asked: Description, admitted: date | None) -> Q:
    """The keys by which the few are found; each is answered by itself, none is a walk over everybody's facts."""
    fold = names.fold(asked.name)
    wanted = Q(pk__in=Number.unscoped.filter(value__in=sorted(asked.numbers)).values("member"))
    wanted |= Q(fold=fold) | Q(pk__in=NameChange.unscoped.filter(fold=fold).values("member"))
    if isinstance(asked.birth, PartialDate) and asked.birth.day:
        wanted |= Q(birth_on__in=list(_both_ways(asked.birth)), birth_precision="d")
    if admitted is not None:
        joined = Membership.unscoped.filter(admitted_on=admitted).values("member")
        wanted |= Q(pk__in=joined, fold__endswith=f" {fold.rpartition(' ')[2]}")
    return wanted


def _both_ways(birth: PartialDate) -> Iterator[date]:
    """The day, and with day and month swapped where that is a day."""
    assert birth.month and birth.day  # noqa: S101  (asked by the caller)
    yield birth.earliest()
    if birth.day <= 12:
        yield date(birth.year, birth.day, birth.month)


def _described(people: Sequence[Member]) -> Iterator[tuple[Member, str, Description]]:
    """(person, former name or "", all that is known of the person under that name), the present name first."""
    numbers: dict[int, set[str]] = {}
    for pk, value in Number.unscoped.filter(member__in=people).values_list("member", "value"):
        numbers.setdefault(pk, set()).add(value)
    spells = Membership.unscoped.filter(member__in=people).in_order()
    days = {pk: (first, then) for pk, first, then in spells.values_list("member", "admitted_on", "official_on")}
    formers: dict[int, list[str]] = {}
    for pk, former in NameChange.unscoped.filter(member__in=people).order_by("day").values_list("member", "former"):
        formers.setdefault(pk, []).append(former)
    for one in people:
        admitted, official = days.get(one.pk, (None, None))
        now = Description(
            str(one.pk), one.full_name, sex=one.sex, birth=birth_of(one), admitted=_whole(admitted),
            official=_whole(official), numbers=frozenset(numbers.get(one.pk, ())),
        )  # fmt: skip
        yield one, "", now
        for former in formers.get(one.pk, ()):
            yield one, former, replace(now, id=f"{one.pk} {former}", name=former)


def _whole(day: date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def _why(asked: Description, other: Description, weighed: Weighed) -> tuple[int, str]:
    """(the ground, its sentence); no sentence for somebody who is another person."""
    born = _level(weighed, "birth")
    mine, theirs = names.fold(asked.name), names.fold(other.name)
    if _level(weighed, "number") == "same":
        return CARD, "cùng số thẻ"
    if mine == theirs and born in MAY_BE_BORN:
        return NAME, "cùng họ tên, ngày sinh có thể là một" if born else "cùng họ tên, chưa đủ ngày sinh để phân biệt"
    if born == "same" and _near(mine, theirs):
        return NEAR, "cùng ngày sinh, tên gần giống"
    if not weighed.may_be or born in BORN_OTHERWISE:
        return LIKELY, ""
    alike = [reasons.FIELDS[one.field].lower() for one in weighed.evidence if one.bits >= TOLD and one.field != "order"]
    return LIKELY, f"giống nhiều điểm: {', '.join(alike)}".replace("đảng", "Đảng") if alike else ""


def _level(weighed: Weighed, field: str) -> str:
    """What was seen of a field, "" where one of both says nothing."""
    return next((one.level for one in weighed.evidence if one.field == field), "")


def _near(one: str, other: str) -> bool:
    """One slip of the hand, or another order of the words, makes them the same."""
    return sorted(one.split()) == sorted(other.split()) or slips(one, other, 1) <= 1


def _told(found: list[_Found], day: date) -> list[Known]:
    members = [one.member.pk for one in found]
    here = Placement.unscoped.on(day).official().filter(member__in=members, organisation__isnull=False)
    where = dict(here.values_list("member", "organisation"))
    cells = kept.full_names(where.values(), day)
    left = Departure.unscoped.on(day).filter(membership__member__in=members)
    gone = set(left.values_list("membership__member", flat=True))
    return [
        Known(
            one.member.pk, one.member.full_name, wording.birth(one.member),
            cells.get(where.get(one.member.pk, 0), ""), one.why, one.member.pk in gone,
            reasons.told(reasons.tenths(one.weighed.evidence, one.weighed.prior)),
        )
        for one in found
    ]  # fmt: skip
