"""Private enterprises on a day: in which a Party organisation stands, who is there, who was admitted there since."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count

from admissions.models import Applicant, Enterprise, EnterpriseLink, Worker
from admissions.procedure.following import Stay, stays
from admissions.procedure.standing import open_on
from members import tree
from members.figures import joined
from members.models import Member, Membership, Organisation, Placement

from . import people
from .places import spans_on, versions_of


class Person(NamedTuple):
    """A member or a file, by its number; `day`: when the member was admitted, where that is asked."""

    pk: int
    name: str
    day: date | None = None


@dataclass
class There:
    """`link`: of the day, None where no Party organisation stands there; `organisation`: which one that is by then,
    what carries the linked one on counts as it; `ended`: since when none does any more, `last`: which one did until
    then, `left`: it goes on and is in no private enterprise any more; `is_outside`: it stands outside of the viewer's
    part, who is there is not told. `members`: how many; `noted`: those of them who were noted one by one;
    `of_cells`: {cell: how many}, of the organisations."""

    link: EnterpriseLink | None = None
    organisation: int | None = None
    ended: date | None = None
    last: int | None = None
    left: bool = False
    is_outside: bool = False
    members: int = 0
    of_cells: dict[int, int] = field(default_factory=dict)
    noted: list[Person] = field(default_factory=list)
    applicants: list[Person] = field(default_factory=list)
    admitted: list[Person] = field(default_factory=list)


class Inside(NamedTuple):
    """A link, and one after another what stands in it: from which day, which organisation."""

    link: EnterpriseLink
    stays: list[Stay]

    def on(self, day: date) -> Stay:
        return [one for one in self.stays if one.since is None or one.since <= day][-1]


def there(enterprises: Collection[Enterprise], since: date, day: date) -> dict[int, There]:
    """{enterprise: what is there on `day`, who was admitted there from `since` to `day`, both in}. Where an
    organisation stands, they are its people; where none does, those who were noted. As many questions for many as for
    one."""
    found = {one.pk: There() for one in enterprises}
    if found:
        inside = _inside(found, day)
        _add_of_links(found, inside, day)
        _add_admitted(found, inside, since, day)
        _add_workers(found, since, day)
    return found


def _inside(enterprises: Collection[int], day: date) -> list[Inside]:
    links = list(EnterpriseLink.objects.filter(enterprise__in=list(enterprises)).order_by("since", "pk"))
    carried = stays({one.organisation_id for one in links}, day)
    return [Inside(link, carried[link.organisation_id]) for link in links]


def _under(organisation: int | None, spans: dict[int, tuple[int, int]]) -> frozenset[int]:
    lo, hi = spans.get(organisation or 0, (0, 0))
    return frozenset(pk for pk, (at, _) in spans.items() if lo <= at < hi)


def _add_of_links(found: dict[int, There], inside: Sequence[Inside], day: date) -> None:
    """The people of the organisations."""
    spans, standing = spans_on(day), _standing(inside)
    under = {pk: _under(pk, spans) for pk in standing}
    cells = list(frozenset[int]().union(*under.values()))
    mine = set(Organisation.objects.filter(pk__in=standing).values_list("pk", flat=True))
    counted = Placement.objects.on(day).official().filter(organisation__in=cells).order_by().values("organisation")
    many = Counter(dict(counted.values_list("organisation").annotate(Count("pk"))))
    files = Applicant.objects.with_cell(day).filter(open_on(day), cell__in=cells).order_by("sort_key", "pk")
    open_files = list(files.values_list("cell", "pk", "full_name"))
    for one in inside:
        here = found[one.link.enterprise_id]
        if one.link.holds_on(day):
            stay = one.on(day)
            some = under.get(stay.organisation or 0, frozenset())
            here.link, here.organisation = one.link, stay.organisation
            if stay.organisation is None:
                before = one.stays[one.stays.index(stay) - 1]
                here.ended, here.last, here.left = stay.since, before.organisation, stay.left
            here.is_outside = stay.organisation is not None and stay.organisation not in mine
            here.members += sum(many[cell] for cell in some)
            here.of_cells |= {cell: many[cell] for cell in some}
            here.applicants += [Person(pk, name) for cell, pk, name in open_files if cell in some]


def _add_admitted(found: dict[int, There], inside: Sequence[Inside], since: date, day: date) -> None:
    """Who was admitted in the organisations, each as the tree was on the day of the admission: what merged, or moved
    elsewhere, had people of its own until then."""
    if not inside:
        return
    column = "membership__admitted_on"
    came = people.admitted(since, day)
    versions = versions_of(came.order_by().values_list(column, flat=True).distinct())
    under = tree.covered_by(_standing(inside), set(versions.values())) if versions else {}
    some = came.filter(organisation__in={cell for cell, _ in under}).order_by("member__sort_key", "pk")
    rows = list(some.values_list("organisation", "member", "member__full_name", column)) if under else []
    for one in inside:
        for cell, pk, name, on in rows:
            stood = one.on(on).organisation
            if one.link.holds_on(on) and stood in under.get((cell, versions[on]), ()):
                found[one.link.enterprise_id].admitted.append(Person(pk, name, on))


def _standing(inside: Sequence[Inside]) -> set[int]:
    """Every organisation that stands in an enterprise, or stood there."""
    return {stay.organisation for one in inside for stay in one.stays if stay.organisation}


def _add_workers(found: dict[int, There], since: date, day: date) -> None:
    """Who was noted one by one: an applicant who was admitted by then is a member."""
    rows = list(Worker.objects.filter(enterprise__in=list(found)).select_related("member", "applicant__member"))
    members = {pk for one in rows if (pk := member_of(one))}
    standing = set(Placement.objects.on(day).official().filter(member__in=members).values_list("member", flat=True))
    files = [one.applicant_id for one in rows if one.applicant_id]
    is_open = set(Applicant.objects.filter(open_on(day), pk__in=files).values_list("pk", flat=True))
    days = _admissions(members)
    for row in sorted(rows, key=lambda one: (who_of(one).sort_key, one.pk)):
        here, pk, name = found[row.enterprise_id], member_of(row), who_of(row).full_name
        here.admitted += [
            Person(pk, name, on) for on in days[pk or 0] if pk and since <= on <= day and row.holds_on(on)
        ]
        if row.holds_on(day) and row.applicant_id and row.applicant_id in is_open:
            here.applicants.append(Person(row.applicant_id, name))
        elif row.holds_on(day) and pk and pk in standing:
            here.members += 1
            here.noted.append(Person(pk, name))


def who_of(worker: Worker) -> Member | Applicant:
    """As the row names the person."""
    found: Member | Applicant | None = worker.member or worker.applicant
    assert found is not None  # noqa: S101  (a constraint of the table)
    return found


def member_of(worker: Worker) -> int | None:
    """The member that is meant: named, or who came of the file by now."""
    return worker.member_id or (worker.applicant.member_id if worker.applicant else None)


def _admissions(members: Collection[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    rows = Membership.objects.filter(joined("pk"), member__in=list(members), admitted_on__isnull=False)
    for pk, day in rows.values_list("member", "admitted_on"):
        if day is not None:
            found[pk].append(day)
    return found


class Sum(NamedTuple):
    """Of the enterprises of one area."""

    enterprises: int
    with_link: int
    members: int
    applicants: int
    admitted: int


def sums(enterprises: Sequence[Enterprise], here: dict[int, There], areas: dict[int, int]) -> dict[int, Sum]:
    """{area, as it goes on by then: the numbers of its enterprises}. Who is outside of the viewer's part is counted
    nowhere; where one organisation stands in several enterprises, each says all of its people and the sum counts them
    once."""
    found: dict[int, list[There]] = defaultdict(list)
    for one in enterprises:
        found[areas[one.area_id]].append(here[one.pk])
    return {
        area: Sum(
            len(some), sum(one.organisation is not None for one in some),
            sum(reduce(or_, (one.of_cells for one in some)).values()) + _many(one.noted for one in some),
            _many(one.applicants for one in some), _many(one.admitted for one in some),
        )
        for area, some in found.items()
    }  # fmt: skip


def _many(lists: Iterable[Sequence[Person]]) -> int:
    """How many they are, each once."""
    return len({one for some in lists for one in some})
