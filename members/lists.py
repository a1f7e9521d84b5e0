"""A list of people of one organisation on a day: fifty at a time, paged by key, jump to a letter of the given name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet, Subquery

from kit import names
from members import checks, figures, kept, tree, wording
from members.models import Member, Organisation, Placement
from members.scope import LISTS, PEOPLE, current

PAGE = 50
# Organisations of the largest committee whose people are gathered before names are walked.
FEW = 200
# Only what a row shows: the rest of three tables is not fetched.
SHOWN = (
    "organisation", "member__full_name", "member__birth_on", "member__birth_precision", "membership__admitted_on",
    "membership__official_on", "membership__recognition",
)  # fmt: skip
LETTERS = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY"


@dataclass(frozen=True)
class Asked:
    """What a list is asked for: a figure or a check, on a day, and from which place in the order."""

    organisation: Organisation
    day: date
    figure: str = "total"
    check: str = ""
    after: str = ""
    before: str = ""
    letter: str = ""

    def title(self) -> str:
        return checks.BY_KEY[self.check].title_on(self.day) if self.check else figures.FIGURES[self.figure].title


@dataclass(frozen=True)
class Person:
    """One row of the list. `opens`: whether this viewer may open the person's page today."""

    placement: int
    member: int
    full_name: str
    cell: str
    birth: str
    admitted_on: date | None
    official_on: date | None
    recognised: bool
    opens: bool
    has_left: bool


@dataclass(frozen=True)
class Page:
    people: list[Person]
    previous: str
    next: str
    total: int


def rows(asked: Asked) -> QuerySet[Placement]:
    """The placements meant, in no order. Raises KeyError for an unknown figure or check."""
    meant = figures.people(asked.figure, asked.organisation, asked.day)
    return checks.behind(asked.check, asked.day, meant) if asked.check else meant


def page(asked: Asked) -> Page:
    """Fifty people in the order of given names, from the place asked for."""
    meant = rows(asked)
    backwards = bool(asked.before)
    if _of_a_committee(asked):
        # Nobody has two official places on one day: by their names these are the rows meant.
        rows_of = Placement.unscoped.on(asked.day).official().filter(member__in=_names(meant, asked))
        found = _piece(_ordered(rows_of, backwards).only(*SHOWN), asked)
    else:
        found = _piece(_ordered(_cut(meant, asked), backwards).only(*SHOWN), asked)
    return Page(_people(found.placements, asked), found.previous, found.next, total=meant.count())


@dataclass(frozen=True)
class Piece:
    """Fifty placements in order, and the places in the order from which the pages beside them begin."""

    placements: list[Placement]
    previous: str
    next: str


def piece(meant: QuerySet[Placement], asked: Asked) -> Piece:
    """Of these placements the fifty from the place asked for, with their people."""
    return _piece(_ordered(_cut(meant, asked), bool(asked.before)), asked)


def _piece(found: QuerySet[Placement], asked: Asked) -> Piece:
    people, backwards = list(found.select_related("member", "membership")), bool(asked.before)
    more = len(people) > PAGE
    people = people[:PAGE]
    if backwards:
        people.reverse()
    has_next = bool(people) and (more if not backwards else True)
    has_previous = bool(people) and (more if backwards else bool(asked.after or asked.letter))
    return Piece(
        people,
        previous=place_of(people[0]) if has_previous else "",
        next=place_of(people[-1]) if has_next else "",
    )


def _ordered(found: QuerySet[Any], backwards: bool, key: str = "member__sort_key", pk: str = "member") -> QuerySet[Any]:
    """As many as a page has, and one more that says whether there is another page."""
    return found.order_by(f"-{key}", f"-{pk}")[: PAGE + 1] if backwards else found.order_by(key, pk)[: PAGE + 1]


def _of_a_committee(asked: Asked) -> bool:
    """Some cells of many, all their people: a small part of a large register, met seldom on a walk over all names."""
    place = tree.place_on(asked.organisation.pk, asked.day)
    few = not place.everything and 1 < place.range.hi - place.range.lo <= FEW
    return few and asked.figure == "total" and not asked.check


def _names(meant: QuerySet[Placement], asked: Asked) -> QuerySet[Member]:
    """The people of the page. Who is meant is gathered first and the names are walked past them: both from an index
    alone, where looking up the place of every name touches six times the pages. The second condition is never true and
    keeps PostgreSQL from making a join of the first, which has no order."""
    here = Q(pk__in=meant.values("member")) | Q(pk__isnull=True)
    names_of = _cut(Member.unscoped.filter(here), asked, "sort_key", "pk")
    return _ordered(names_of, bool(asked.before), "sort_key", "pk").values("pk")


def _cut(found: QuerySet[Any], asked: Asked, key: str = "member__sort_key", pk: str = "member") -> QuerySet[Any]:
    """What stands behind (or before) a place in the order. The plain condition on the key comes first: it is where the
    index of names is entered; the other settles namesakes."""
    if asked.before:
        at, place = _place(asked.before)
        return found.filter(Q(**{f"{key}__lt": place}) | Q(**{f"{pk}__lt": at}), **{f"{key}__lte": place})
    if asked.after:
        at, place = _place(asked.after)
        return found.filter(Q(**{f"{key}__gt": place}) | Q(**{f"{pk}__gt": at}), **{f"{key}__gte": place})
    if asked.letter:
        return found.filter(**{f"{key}__gte": names.jump_key(asked.letter)})
    return found


def place_of(placement: Placement) -> str:
    """A place in the order, signed and without a name that could be read in an address."""
    return signing.dumps(placement.member_id, salt="list", compress=True)


def _place(written: str) -> tuple[int, Subquery]:
    """(id, sort key) of a place. Raises signing.BadSignature for one that is not ours."""
    pk = signing.loads(written, salt="list")
    return pk, Subquery(Member.unscoped.filter(pk=pk).values("sort_key"))


def _cells(organisations: set[int], here: int, day: date) -> dict[int, str]:
    """What each is called in a list of `here`: many cells of a district bear one name, so that the committee above
    stands beside it, unless the list is the committee's own."""
    parents = kept.parents(organisations, day)
    above = kept.short_names({pk for pk in parents.values() if pk not in (None, here)}, day)
    return {
        pk: f"{name} ({above[parents[pk]]})" if pk != here and parents.get(pk) in above else name
        for pk, name in kept.short_names(organisations, day).items()
    }


def _people(placements: list[Placement], asked: Asked) -> list[Person]:
    day = asked.day
    cells = _cells({p.organisation_id for p in placements}, asked.organisation.pk, day)
    opens, gone = opened([p.member_id for p in placements], day)
    return [
        Person(
            placement=one.pk, member=one.member_id, full_name=one.member.full_name,
            cell=cells.get(one.organisation_id, ""), birth=wording.birth(one.member),
            admitted_on=one.membership.admitted_on, official_on=one.membership.official_on,
            recognised=bool(one.membership.recognition), opens=one.member_id in opens,
            has_left=one.member_id in gone,
        )
        for one in placements
    ]  # fmt: skip


def opened(members: list[int], day: date) -> tuple[set[int], set[int]]:
    """(whose page this viewer may open today, who of the others is out of the register today)."""
    scope = current()
    if scope.shuts(PEOPLE):
        return set(), set()
    if day == scope.day and scope.as_wide(PEOPLE, LISTS):
        # Who stands here today is mine today: the two conditions are one.
        return set(members), set()
    return Member.objects.opened_and_gone(members)
