"""A list of people of one organisation on a day: fifty at a time, paged by key, jump to a letter of the given name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core import signing
from django.db.models import Q, QuerySet, Subquery

from kit import names
from members import checks, figures, kept, wording
from members.models import Member, Organisation, Placement
from members.scope import LISTS, PEOPLE, current

PAGE = 50
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
    found, backwards = _cut(meant, asked)
    order = ("-member__sort_key", "-member") if backwards else ("member__sort_key", "member")
    found = found.order_by(*order).select_related("member", "membership").only(*SHOWN)[: PAGE + 1]
    people = list(found)
    more = len(people) > PAGE
    people = people[:PAGE]
    if backwards:
        people.reverse()
    has_next = bool(people) and (more if not backwards else True)
    has_previous = bool(people) and (more if backwards else bool(asked.after or asked.letter))
    return Page(
        _people(people, asked),
        previous=place_of(people[0]) if has_previous else "",
        next=place_of(people[-1]) if has_next else "",
        total=meant.count(),
    )


def _cut(found: QuerySet[Placement], asked: Asked) -> tuple[QuerySet[Placement], bool]:
    """What stands behind (or before: then True) a place in the order. The plain condition on the key comes first: it
    is where the index of names is entered; the other settles namesakes."""
    if asked.before:
        pk, key = _place(asked.before)
        earlier = Q(member__sort_key__lt=key) | Q(member__lt=pk)
        return found.filter(earlier, member__sort_key__lte=key), True
    if asked.after:
        pk, key = _place(asked.after)
        later = Q(member__sort_key__gt=key) | Q(member__gt=pk)
        return found.filter(later, member__sort_key__gte=key), False
    if asked.letter:
        return found.filter(member__sort_key__gte=names.jump_key(asked.letter)), False
    return found, False


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
    opens, gone = _opened([p.member_id for p in placements], day)
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


def _opened(members: list[int], day: date) -> tuple[set[int], set[int]]:
    """(whose page this viewer may open today, who of the others is out of the register today)."""
    scope = current()
    if scope.shuts(PEOPLE):
        return set(), set()
    if day == scope.day and scope.as_wide(PEOPLE, LISTS):
        # Who stands here today is mine today: the two conditions are one.
        return set(members), set()
    return Member.objects.opened_and_gone(members)
