"""The tree index: for each shape of the tree two numbers per organisation, so that "under" is a range.

Derived from the terms and never the truth: made whole on first use for a day, kept with the generation of the tree
it was read from, thrown away by the next act that changes the tree. Every organisation stands in every version: one
that is closed under its successor, else its last parent; one that has not begun under its first parent.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from kit import names
from members import kept, scope
from members.models import Closure, Organisation, Term, TreePlace, TreeState, TreeVersion
from members.models.periods import holds
from members.scope import Place, Range

BEGINNING = date.min


@dataclass(frozen=True)
class TermRow:
    """What of a term decides where an organisation stands."""

    organisation: int
    parent: int | None
    since: date | None
    until: date | None
    rank: int
    name: str

    def holds_on(self, day: date) -> bool:
        return holds(self.since, self.until, day)


def version_for(day: date) -> int:
    """Id of the index of that day's tree; made now when nobody has asked for it since the tree last changed."""
    if kept_places := kept.places_on(day):
        return next(iter(kept_places.values())).version
    newest = TreeState.objects.values("generation")[:1]
    known = (
        TreeVersion.objects.filter(Q(until__isnull=True) | Q(until__gt=day), generation=Subquery(newest))
        .filter(since__lte=day)
        .values_list("pk", flat=True)
        .first()
    )
    return known if known is not None else _make(day)


def place_on(organisation: int, day: date) -> Place:
    """Where an organisation and what is under it stands that day. Raises TreePlace.DoesNotExist for an unknown one."""
    if (kept_places := kept.places_on(day)) is not None and organisation in kept_places:
        return kept_places[organisation]
    one = _place_row(organisation, day)
    return Place(one.version_id, Range(one.lo, one.hi), organisation, one.depth)


def _place_row(organisation: int, day: date) -> TreePlace:
    newest = TreeState.objects.values("generation")[:1]
    known = TreePlace.objects.filter(
        Q(version__until__isnull=True) | Q(version__until__gt=day),
        version__generation=Subquery(newest), version__since__lte=day, organisation=organisation,
    ).first()  # fmt: skip
    return known or TreePlace.objects.get(version=version_for(day), organisation=organisation)


def ranges_of(organisations: Iterable[int], version: int) -> dict[int, Range]:
    return {pk: span for (pk, _), span in ranges_in(organisations, [version]).items()}


def ranges_in(organisations: Iterable[int], versions: Iterable[int]) -> dict[tuple[int, int], Range]:
    """{(organisation, version): what stood under it}."""
    wanted = TreePlace.objects.filter(version__in=list(versions), organisation__in=list(organisations))
    return {(pk, version): Range(lo, hi) for pk, version, lo, hi in
            wanted.values_list("organisation", "version", "lo", "hi")}  # fmt: skip


def covered_by(organisations: Iterable[int], versions: Iterable[int]) -> dict[tuple[int, int], set[int]]:
    """{(whatever stood under one of these or is it, version): under which of them}: two questions."""
    some, trees = list(organisations), list(versions)
    spans = ranges_in(some, trees)
    over = TreePlace.objects.filter(
        version=OuterRef("version"), organisation__in=some, lo__lte=OuterRef("lo"), hi__gt=OuterRef("lo")
    )
    rows = TreePlace.objects.filter(Exists(over), version__in=trees)
    return {
        (pk, version): {one for one in some if (span := spans.get((one, version))) and span.lo <= lo < span.hi}
        for pk, version, lo in rows.values_list("organisation", "version", "lo")
    }


def under(organisation: int, day: date, path: str = "organisation") -> Q:
    """The condition that the organisation at `path` stood under this one (or is it) on that day."""
    place = place_on(organisation, day)
    return Q(
        **{
            f"{path}__tree_places__version": place.version,
            f"{path}__tree_places__lo__gte": place.range.lo,
            f"{path}__tree_places__lo__lt": place.range.hi,
        }
    )


def above(organisation: int, day: date) -> list[int]:
    """The organisation and what stands above it that day, topmost first."""
    here = place_on(organisation, day)
    lo = here.range.lo
    chain = TreePlace.objects.filter(version=here.version, lo__lte=lo, hi__gt=lo).order_by("lo")
    return list(chain.values_list("organisation", flat=True))


def named_above(organisation: int, day: date) -> list[tuple[int, str]]:
    """The same with their names, without those that have ended or not begun: [(organisation, name)]."""
    here = place_on(organisation, day)
    places, named = kept.places_on(day), kept.names_on(day)
    if places is not None and named is not None:
        above = sorted((one.range.lo, pk) for pk, one in places.items() if one.range.lo <= here.range.lo < one.range.hi)
        return [(pk, named[pk].name) for _, pk in above if pk in named]
    chain = Term.unscoped.on(day).filter(
        organisation__tree_places__version=here.version,
        organisation__tree_places__lo__lte=here.range.lo,
        organisation__tree_places__hi__gt=here.range.lo,
    )
    return list(chain.order_by("organisation__tree_places__lo").values_list("organisation", "name"))


def cells_called(written: str, day: date) -> list[Organisation]:
    """Cells of the whole register that bear exactly this code, or this name with or without what stands above it
    ("Chi bộ Thôn 1, Đảng bộ xã An Khê"). That a cell exists is told to who knows how it is called; nothing else is."""
    asked, code = names.fold(written), written.strip()
    rows = Term.unscoped.on(day).filter(kind__holds_members=True).select_related("organisation")
    above = dict(Term.unscoped.on(day).values_list("organisation", "name"))
    found = [
        one for one in rows
        if (code and one.code == code)
        or asked in (names.fold(one.name), names.fold(f"{one.name} {above.get(one.parent_id or 0, '')}"))
    ]  # fmt: skip
    return [one.organisation for one in found]


def terms_above(organisation: int, day: date) -> list[Term]:
    """The same as they were that day, with their kinds: the organisation itself is the last, where it stood."""
    here = place_on(organisation, day)
    chain = Term.unscoped.on(day).filter(
        organisation__tree_places__version=here.version,
        organisation__tree_places__lo__lte=here.range.lo,
        organisation__tree_places__hi__gt=here.range.lo,
    )
    return list(chain.order_by("organisation__tree_places__lo").select_related("kind"))


def has_head(day: date) -> bool:
    """Whether anything stands at the head of the register that day, whoever asks. Nothing else is told."""
    return Term.unscoped.on(day).filter(parent=None).exists()


def name_on(organisation: int, day: date) -> str:
    """What it was called that day; "" before its beginning and after its end."""
    if (named := kept.names_on(day)) is not None:
        return named[organisation].name if organisation in named else ""
    return Term.unscoped.on(day).filter(organisation=organisation).values_list("name", flat=True).first() or ""


def sums_under(organisation: int, day: date, values: dict[int, tuple[int, ...]]) -> list[tuple[int, tuple[int, ...]]]:
    """For each organisation directly under this one that day, in their order, the sums of `values` over it and
    everything below it. Answers [(organisation, sums)]."""
    here = place_on(organisation, day)
    answer: list[tuple[int, list[int]]] = []
    width = len(next(iter(values.values()), (0, 0)))
    for pk, depth in _below(here, day):
        if depth == here.depth + 1:
            answer.append((pk, [0] * width))
        for at, value in enumerate(values.get(pk, ())):
            answer[-1][1][at] += value
    return [(pk, tuple(sums)) for pk, sums in answer]


def _below(here: Place, day: date) -> list[tuple[int, int]]:
    """Whatever stood under that place, in the order of the tree: [(organisation, depth)]."""
    lo, hi = here.range.lo, here.range.hi
    places = kept.places_on(day)
    if places is not None and places.get(here.organisation) == here:
        return [(pk, one.depth) for pk, one in islice(places.items(), lo + 1, hi)]
    rows = TreePlace.objects.filter(version=here.version, lo__gt=lo, lo__lt=hi).order_by("lo")
    return list(rows.values_list("organisation", "depth"))


def changed() -> None:
    """Called by every verb of the tree: indexes made before are of an older generation from here on."""
    state = TreeState.objects.select_for_update().get()
    draw_mark()
    TreeState.objects.filter(pk=state.pk).update(generation=state.generation + 1)
    TreeVersion.objects.filter(generation__lt=state.generation).delete()


def lock() -> None:
    """Acts on the tree come one after another: what they check is about more than one organisation."""
    TreeState.objects.select_for_update().get()


def read_terms() -> list[TermRow]:
    rows = Term.unscoped.values_list("organisation", "parent", "since", "until", "kind__rank", "short_name")
    return [TermRow(*row) for row in rows]


def parent_on(day: date, terms: list[TermRow], successors: dict[int, int | None]) -> dict[int, int | None]:
    """Where every organisation stands on that day (see the head of this file). Root and orphans stand under None."""
    by_organisation: dict[int, list[TermRow]] = {}
    for term in terms:
        by_organisation.setdefault(term.organisation, []).append(term)
    answer: dict[int, int | None] = {}
    for organisation, own in by_organisation.items():
        own.sort(key=lambda term: term.since or BEGINNING)
        now = next((term for term in own if term.holds_on(day)), None)
        if now is not None:
            answer[organisation] = now.parent
        elif own[0].since is not None and day < own[0].since:
            answer[organisation] = own[0].parent
        else:
            ended = [term for term in own if term.until is not None and term.until <= day]
            answer[organisation] = successors.get(organisation) or (ended or own)[-1].parent
    return answer


def numbered(parents: dict[int, int | None], order: dict[int, tuple[int, str]]) -> list[tuple[int, int, int, int]]:
    """(organisation, lo, hi, depth) of every organisation, siblings by `order`. Walks without recursion."""
    children: dict[int | None, list[int]] = {}
    for organisation, parent in parents.items():
        children.setdefault(parent if parent in parents else None, []).append(organisation)
    for siblings in children.values():
        siblings.sort(key=lambda pk: (order.get(pk, (99, "")), pk), reverse=True)
    answer: list[tuple[int, int, int, int]] = []
    lo, begun = 0, dict[int, int]()
    waiting = [(pk, 0, False) for pk in children.get(None, [])]
    while waiting:
        organisation, depth, leaving = waiting.pop()
        if leaving:
            answer.append((organisation, begun[organisation], lo, depth))
            continue
        begun[organisation] = lo
        lo += 1
        waiting.append((organisation, depth, True))
        waiting.extend((child, depth + 1, False) for child in children.get(organisation, []))
    return answer


def order_key(name: str) -> str:
    """Thôn 2 before Thôn 10: numbers inside a name count as numbers."""
    return re.sub(r"\d+", lambda found: found.group().zfill(5), names.fold(name))


def _make(day: date) -> int:
    generation = TreeState.objects.values_list("generation", flat=True).get()
    terms = read_terms()
    successors: dict[int, int | None] = dict(Closure.unscoped.values_list("organisation", "successor"))
    edges = sorted({edge for term in terms for edge in (term.since, term.until) if edge is not None})
    since = max((edge for edge in edges if edge <= day), default=BEGINNING)
    until = min((edge for edge in edges if edge > day), default=None)
    order = {
        term.organisation: (term.rank, order_key(term.name))
        for term in sorted(terms, key=lambda term: (term.holds_on(day), term.since or BEGINNING))
    }
    places = numbered(parent_on(day, terms, successors), order)
    try:
        with transaction.atomic():
            version = TreeVersion.objects.create(generation=generation, since=since, until=until)
            TreePlace.objects.bulk_create(
                [
                    TreePlace(version=version, organisation_id=pk, lo=lo, hi=hi, depth=depth)
                    for pk, lo, hi, depth in places
                ],
                batch_size=1000,
            )
    except IntegrityError:
        # Somebody else made the same one at the same moment.
        return TreeVersion.objects.values_list("pk", flat=True).get(generation=generation, since=since)
    return version.pk


def draw_mark() -> None:
    """Called in the transaction of a change of what pages say around their content: what a process has kept under the
    old mark (see `members/kept.py`) is not used once this one is committed, nor by this request from here on."""
    TreeState.objects.update(mark=secrets.token_hex(16))
    scope.forget_mark()
