"""Counts of one organisation with everything under it on a day; behind each number stands a list of names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from members import tree
from members.models import Departure, DepartureKind, Exemption, Organisation, Placement, Sex, Suspension
from members.scope import Place


@dataclass(frozen=True)
class Figure:
    """`key` names the list behind the number in an address."""

    key: str
    title: str


def _away(day: date) -> Exists:
    return Exists(Placement.unscoped.temporary().on(day).filter(member=OuterRef("member")))


def _exempt(day: date) -> Exists:
    return Exists(Exemption.unscoped.on(day).filter(membership=OuterRef("membership")))


def _suspended(day: date) -> Exists:
    return Exists(Suspension.unscoped.on(day).filter(membership=OuterRef("membership")))


def joined(spell: str) -> Q:
    """Rows of who was in the Party at all, whatever day is asked for: not of a record that was made by mistake and left
    the list as such. `spell`: the column of the row that names the spell, "pk" of a spell itself."""
    mistaken = Departure.unscoped.filter(kind=DepartureKind.WRONG_RECORD, until__isnull=True)
    return ~Q(Exists(mistaken.filter(membership=OuterRef(spell))))


def _official(day: date) -> Q:
    return Q(membership__official_on__lte=day) & ~Q(membership__recognition="")


FIGURES = {
    "total": Figure("total", "đảng viên"),
    "official": Figure("official", "chính thức"),
    "probationary": Figure("probationary", "dự bị"),
    "women": Figure("women", "nữ"),
    "exempt": Figure("exempt", "miễn sinh hoạt"),
    "suspended": Figure("suspended", "đình chỉ sinh hoạt"),
    "away": Figure("away", "sinh hoạt tạm thời nơi khác"),
    "on_the_way": Figure("on_the_way", "đang chuyển đến"),
    "guests": Figure("guests", "tạm thời ở đây (không tính)"),
}


# Made only for the figure that is asked for: each of them costs more to build than to run.
CONDITIONS: dict[str, Callable[[date], Q]] = {
    "total": lambda day: Q(),
    "official": _official,
    "probationary": lambda day: ~_official(day),
    "women": lambda day: Q(member__sex=Sex.FEMALE),
    "exempt": lambda day: Q(_exempt(day)),
    "suspended": lambda day: Q(_suspended(day)),
    "away": lambda day: Q(_away(day)),
    "on_the_way": lambda day: Q(let_go_on__lte=day) & (Q(received_on__isnull=True) | Q(received_on__gt=day)),
    "guests": lambda day: Q(),
}


BY_OTHER_FACTS = ("exempt", "suspended", "away")
# What the place itself and the person's spell say of those who are counted.
PLAIN = tuple(key for key in FIGURES if key not in (*BY_OTHER_FACTS, "guests"))


def condition(key: str, day: date) -> Q:
    """Who among those counted on that day is meant. Raises KeyError for an unknown figure."""
    return CONDITIONS[key](day)


def counted(organisation: Organisation | int, day: date) -> QuerySet[Placement]:
    """Official placements of the viewer's part under an organisation as the tree stood that day."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return counted_in(tree.place_on(pk, day), day)


def counted_in(place: Place, day: date) -> QuerySet[Placement]:
    return Placement.objects.within(place).on(day).official()


def guests(organisation: Organisation | int, day: date) -> QuerySet[Placement]:
    """Who is active here for a while; counted at home."""
    pk = organisation if isinstance(organisation, int) else organisation.pk
    return Placement.objects.within(tree.place_on(pk, day)).on(day).temporary()


def people(key: str, organisation: Organisation | int, day: date) -> QuerySet[Placement]:
    """The placements behind one figure."""
    rows = guests(organisation, day) if key == "guests" else counted(organisation, day)
    return rows.filter(condition(key, day))


def figures(organisation: Organisation | int, day: date) -> dict[str, int]:
    """All figures in two queries: {key: number of people}."""
    here = counted(organisation, day).order_by()
    answer = here.aggregate(**_sums(day))
    # Few people each, and found from the other fact's side: asked as filters, not once a person.
    some = {key: here.filter(condition(key, day)) for key in BY_OTHER_FACTS} | {"guests": guests(organisation, day)}
    found = _together([rows.order_by().values_list(Value(key)) for key, rows in some.items()])
    answer |= dict.fromkeys(some, 0) | Counter(key for (key,) in found)
    return {key: answer[key] for key in FIGURES}


def _sums(day: date) -> dict[str, Count]:
    return {key: Count("pk", filter=condition(key, day)) if key != "total" else Count("pk") for key in PLAIN}


def of_several(wanted: Mapping[date, Iterable[int]]) -> dict[tuple[int, date], dict[str, int]]:
    """All figures of several organisations, of each on its day ({day: organisations}), in as many queries for many of
    them and several days as for one, where the process knows the trees: {(organisation, day): {key: people}}."""
    versions = {day: tree.version_for(day) for day in wanted}
    spans = tree.ranges_in({pk for some in wanted.values() for pk in some}, {*versions.values()})
    found: dict[tuple[int, date], dict[str, int]] = {}
    for day, counts in _by_place(versions).items():
        places = sorted(counts)
        for pk in wanted[day]:
            if span := spans.get((pk, versions[day])):
                under = [counts[lo] for lo in places[bisect_left(places, span.lo) : bisect_left(places, span.hi)]]
                found[pk, day] = {key: sum(one[key] for one in under) for key in FIGURES}
    return found


def _by_place(versions: Mapping[date, int]) -> dict[date, dict[int, Counter[str]]]:
    """{day: {place in the tree of that day: people by figure}}, in two queries; `versions`: {day: that of its tree}."""
    at, sums, people_by_key = "organisation__tree_places__lo", [], []
    for number, (day, version) in enumerate(versions.items()):
        here = Placement.objects.on(day).filter(organisation__tree_places__version=version).order_by()
        own, said = here.official(), Value(number)
        sums.append(own.values_list(said, at).annotate(**_sums(day)))
        some = {key: own.filter(condition(key, day)) for key in BY_OTHER_FACTS} | {"guests": here.temporary()}
        people_by_key += [rows.values_list(said, at, Value(key)) for key, rows in some.items()]
    days = list(versions)
    found: dict[date, dict[int, Counter[str]]] = {day: defaultdict(Counter) for day in days}
    for number, lo, *counts in _together(sums):
        found[days[number]][lo].update(dict(zip(PLAIN, counts, strict=True)))
    for number, lo, key in _together(people_by_key):
        found[days[number]][lo][key] += 1
    return found


def _together(some: Sequence[Any]) -> Any:
    first, *others = some
    return first.union(*others, all=True)


def by_cell(organisation: Organisation | int, day: date) -> dict[int, int]:
    """People counted in each organisation under this one: {organisation: number}."""
    rows = counted(organisation, day).order_by().values_list("organisation").annotate(Count("pk"))
    return dict(rows)
