"""A list of people of one organisation on a day: fifty at a time, paged by key, jump to a letter of the given name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core import signing
from django.db.models import BigIntegerField, DateField, F, Func, Q, QuerySet, Subquery, Value

from kit import names
from members import called, checks, figures, kept, tree, wording
from members.conditions import Among
from members.models import Member, NameChange, Organisation, Placement
from members.scope import LISTS, PEOPLE, Place, current

PAGE = 50
# Organisations of the largest committee whose people are gathered before names are walked.
FEW = 200
# Only what a row shows: the rest of three tables is not fetched.
SHOWN = (
    "organisation", "member__full_name", "member__birth_on", "member__birth_precision", "membership__admitted_on",
    "membership__official_on", "membership__recognition",
)  # fmt: skip
# Those of names of the highlands and of foreign ones among them: a letter that begins nobody's name leads to the next.
LETTERS = names.ALPHABET


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
    # The last page, whatever place was asked for.
    last: bool = False

    @property
    def backwards(self) -> bool:
        return bool(self.before) or self.last

    def at_the_end(self) -> Asked:
        """The page to show where nobody stands at the place asked for: before it the first one, behind it the last."""
        return replace(self, after="", before="", letter="", last=not self.before)

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
    meant, committee = rows(asked), _committee(asked)
    here = figures.counted_in(committee, asked.day) if committee else meant
    found = _found(meant, here, asked, gathered=committee is not None, shown=SHOWN)
    return Page(_people(found.placements, asked), found.previous, found.next, found.total)


@dataclass(frozen=True)
class Piece:
    """Fifty placements in order, the places in the order from which the pages beside them begin, and how many there
    are in all."""

    placements: list[Placement]
    previous: str
    next: str
    total: int


def piece(meant: QuerySet[Placement], asked: Asked) -> Piece:
    """Of these placements the fifty from the place asked for, with their people."""
    return _found(meant, meant, asked)


def _found(
    meant: QuerySet[Placement], here: QuerySet[Placement], asked: Asked, *, gathered: bool = False,
    shown: tuple[str, ...] = (),
) -> Piece:  # fmt: skip
    """The piece from the place asked for; where nobody stands there, the end of the list that lies that way. A letter
    may be the first of all: only then one asks whether somebody stands before."""
    first = _first(meant, asked)
    found = _piece(_walked(here, asked, first, gathered=gathered), asked, first, shown)
    if found.total and not found.placements and (asked.letter or asked.after or asked.before):
        return _found(meant, here, asked.at_the_end(), gathered=gathered, shown=shown)
    if asked.letter and found.placements:
        head = found.placements[0]
        before = replace(asked, letter="", before=found.previous)
        at = replace(first, key=head.member.sort_key) if first.former else first
        if not _walked(here, before, at, gathered=gathered).exists():
            return replace(found, previous="")
    return found


@dataclass(frozen=True)
class _First:
    """What is asked before the page: how many are meant, who of them was called otherwise that day, and the key of the
    place from which the page begins (only where somebody was)."""

    total: int
    former: dict[int, called.Former]
    key: str = ""


TOTAL, CALLED, PLACE = range(3)


def _first(meant: QuerySet[Placement], asked: Asked) -> _First:
    """In one statement, whatever the day: of a past one the changes of names that came after it are asked along."""
    if not called.is_past(asked.day):
        return _First(meant.count(), {})
    changes = NameChange.unscoped.after(asked.day).filter(member__in=meant.order_by().values("member"))
    nothing = Value(""), Value(""), Value(None, output_field=DateField())
    # No aggregate to Django, which would group by the constants beside it. Of the person, who stands in the index.
    many = Func(F("member"), function="COUNT", output_field=BigIntegerField())
    parts = [meant.order_by().values_list(Value(TOTAL), many, *nothing)]
    if asked.after or asked.before:
        at = Member.unscoped.filter(pk=_member_at(asked))
        parts.append(at.values_list(Value(PLACE), "pk", "sort_key", *nothing[1:]))
    found = list(changes.values_list(Value(CALLED), "member", "sort_key", "former", "day").union(*parts, all=True))
    former = called.earliest((pk, day, name, key) for what, pk, key, name, day in found if what == CALLED)
    key = next((key for what, _, key, *_ in found if what == PLACE), "")
    return _First(next(number for what, number, *_ in found if what == TOTAL), former, key)


def _walked(meant: QuerySet[Placement], asked: Asked, first: _First, *, gathered: bool = False) -> QuerySet[Placement]:
    """The walk over the names from the place asked for. Who was called otherwise that day is left out of it, and those
    of them who may stand on this page are added: their place is settled by `_piece`."""
    if not first.former:
        return _as_today(meant, asked, gathered=gathered)
    walk = _as_today(meant.exclude(member__in=first.former), asked, at=_key_at(asked, first), gathered=gathered)
    backwards = asked.backwards
    near = sorted(
        (one.sort_key, pk) for pk, one in first.former.items() if _is_behind((one.sort_key, pk), asked, first)
    )
    added = [pk for _, pk in (near[-PAGE - 1 :] if backwards else near[: PAGE + 1])]
    # Each part in brackets of its own: SQLite takes no order inside a union.
    both = Placement.unscoped.filter(pk__in=walk.values("pk")).values("pk")
    both = both.union(meant.order_by().filter(member__in=added).values("pk"), all=True)
    return Placement.unscoped.filter(pk__in=both)


def _as_today(
    meant: QuerySet[Placement], asked: Asked, *, at: str | None = None, gathered: bool
) -> QuerySet[Placement]:
    """The walk by the names of today. Of a committee who is meant is `gathered` first: nobody has two official places
    on one day, so that by their names these are the rows meant."""
    if gathered:
        rows_of = Placement.unscoped.on(asked.day).official().filter(Among("member", _names(meant, asked, at)))
        return _ordered(rows_of, asked.backwards)
    return _ordered(_cut(meant, asked, at=at), asked.backwards)


def _key_at(asked: Asked, first: _First) -> str:
    """The key of the place from which the page begins, by the name of that day."""
    if not (asked.after or asked.before):
        return names.jump_key(asked.letter) if asked.letter else ""
    own = first.former.get(_member_at(asked))
    return own.sort_key if own else first.key


def _is_behind(one: tuple[str, int], asked: Asked, first: _First) -> bool:
    """Whether a place in the order lies on the asked side of where the page begins."""
    if not (asked.after or asked.before):
        return one[0] >= _key_at(asked, first)
    at = _key_at(asked, first), _member_at(asked)
    return one < at if asked.before else one > at


def _piece(found: QuerySet[Placement], asked: Asked, first: _First, shown: tuple[str, ...] = ()) -> Piece:
    rows_of = found.select_related("member", "membership")
    people = list(rows_of.only(*shown, *(["member__sort_key"] if first.former else ())) if shown else rows_of)
    backwards = asked.backwards
    if first.former:
        called.say((one.member for one in people), first.former)
        people.sort(key=lambda one: (one.member.sort_key, one.member_id), reverse=backwards)
    more = len(people) > PAGE
    people = people[:PAGE]
    if backwards:
        people.reverse()
    has_next = bool(people) and (more if not backwards else not asked.last)
    has_previous = bool(people) and (more if backwards else bool(asked.after or asked.letter))
    return Piece(
        people,
        previous=place_of(people[0]) if has_previous else "",
        next=place_of(people[-1]) if has_next else "",
        total=first.total,
    )


def _ordered(found: QuerySet[Any], backwards: bool, key: str = "member__sort_key", pk: str = "member") -> QuerySet[Any]:
    """As many as a page has, and one more that says whether there is another page."""
    return found.order_by(f"-{key}", f"-{pk}")[: PAGE + 1] if backwards else found.order_by(key, pk)[: PAGE + 1]


def _committee(asked: Asked) -> Place | None:
    """Some cells of many, all their people: a small part of a large register, met seldom on a walk over all names."""
    place = tree.place_on(asked.organisation.pk, asked.day)
    few = not place.everything and 1 < place.range.hi - place.range.lo <= FEW
    return kept.named(place, asked.day) if few and asked.figure == "total" and not asked.check else None


def _names(meant: QuerySet[Placement], asked: Asked, at: str | None) -> QuerySet[Member]:
    """The people of the page. Who is meant is gathered first and the names are walked past them: both from an index
    alone, where looking up the place of every name touches six times the pages. The second condition is never true and
    keeps PostgreSQL from making a join of the first, which has no order."""
    here = Q(pk__in=meant.values("member")) | Q(pk__isnull=True)
    names_of = _cut(Member.unscoped.filter(here), asked, "sort_key", "pk", at)
    return _ordered(names_of, asked.backwards, "sort_key", "pk").values("pk")


def _cut(
    found: QuerySet[Any], asked: Asked, key: str = "member__sort_key", pk: str = "member", at: str | None = None
) -> QuerySet[Any]:
    """What stands behind (or before) a place in the order; `at`: its key, where that is known. The plain condition on
    the key comes first: it is where the index of names is entered; the other settles namesakes."""
    if asked.before or asked.after:
        member = _member_at(asked)
        place = Subquery(Member.unscoped.filter(pk=member).values("sort_key")) if at is None else at
        side = "lt" if asked.before else "gt"
        beyond = Q(**{f"{key}__{side}": place}) | Q(**{f"{pk}__{side}": member})
        return found.filter(beyond, **{f"{key}__{side}e": place})
    if asked.letter:
        return found.filter(**{f"{key}__gte": names.jump_key(asked.letter)})
    return found


def place_of(placement: Placement) -> str:
    """A place in the order, signed and without a name that could be read in an address."""
    return signing.dumps(placement.member_id, salt="list", compress=True)


def _member_at(asked: Asked) -> int:
    """Whose place the page begins behind or before. Raises signing.BadSignature for one that is not ours."""
    pk: int = signing.loads(asked.before or asked.after, salt="list")
    return pk


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
