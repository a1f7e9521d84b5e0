"""Whether the tree holds around an organisation: who stands under whom, of which kinds, on every day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import combinations, product

from members.errors import RuleBroken
from members.models import Kind, Organisation, Term
from members.rules import kinds
from members.rules.facts import END, START, overlap


def pairs() -> set[tuple[int, int]]:
    """(kind, kind of its parent) that may stand so."""
    return set(Kind.may_stand_under.through.objects.values_list("from_kind_id", "to_kind_id"))


def check_new(name: str, kind: Kind, above: Kind | None, day: date, allowed: set[tuple[int, int]]) -> None:
    """An organisation that a list names: of a kind in use on that day, under one under which it may stand."""
    kinds.check_in_use(kind, day)
    if above is not None and (kind.pk, above.pk) not in allowed:
        sentence = f"{name} ({kind.name}) không đứng dưới {above.name} được; xem trang Loại tổ chức."
        raise RuleBroken("tree.may_stand_under", sentence, field="parent")


def check_around(
    organisation: Organisation,
    terms: Sequence[Term],
    allowed: set[tuple[int, int]],
    before: Callable[[], Sequence[Term]],
) -> None:
    """This organisation and what stands directly under it: parents open, kinds allowed, no circle, on every day
    on which a term of theirs begins. Raises RuleBroken with the first that is not so.

    What may stand under what is asked of what was put there now: who stood so before goes on, whatever the office has
    said of these kinds since. `before`: the terms as they were before the open act; called where it matters.
    """
    by_organisation: dict[int, list[Term]] = {}
    for term in terms:
        by_organisation.setdefault(term.organisation_id, []).append(term)
    near = [t for t in terms if organisation.pk in (t.organisation_id, t.parent_id) and t.parent_id is not None]
    _check_kinds(by_organisation.get(organisation.pk, []))
    for term in near:
        _check_parent(term, by_organisation.get(term.parent_id or 0, []), allowed, before)
    for day in sorted({(term.since or START) for term in terms}):
        _check_no_circle(organisation.pk, day, by_organisation)


def _check_kinds(terms: list[Term]) -> None:
    """No term begins with a kind that was used no more by then, but where it only goes on."""
    for term in terms:
        if term.since is not None and not _goes_on(term, terms, "kind_id"):
            kinds.check_in_use(term.kind, term.since)


def _goes_on(term: Term, own: Sequence[Term], *columns: str) -> bool:
    """Whether it only says what the term said that ended on its first day."""
    before = next((one for one in own if one.until is not None and one.until == term.since), None)
    return before is not None and all(getattr(before, name) == getattr(term, name) for name in columns)


def _stood(term: Term, parent: Term, before: Sequence[Term]) -> bool:
    """Whether, on one of these days, the one stood under the other before the open act, as the kinds they are."""
    own = [one for one in before if (one.organisation_id, one.kind_id, one.parent_id)
           == (term.organisation_id, term.kind_id, term.parent_id)]  # fmt: skip
    above = [one for one in before if (one.organisation_id, one.kind_id) == (parent.organisation_id, parent.kind_id)]
    return any(
        all(overlap(*two) for two in combinations((term, parent, one, over), 2)) for one, over in product(own, above)
    )


def _check_parent(
    term: Term, parents: Sequence[Term], allowed: set[tuple[int, int]], before: Callable[[], Sequence[Term]]
) -> None:
    """The parent's terms cover this one without a gap, each of a kind that may stand above it."""
    covered = term.since or START
    for parent in sorted(parents, key=lambda one: one.since or START):
        if not overlap(parent, term):
            continue
        if (parent.since or START) > covered:
            break
        if (term.kind_id, parent.kind_id) not in allowed and not _stood(term, parent, before()):
            sentence = f"{term.name} ({term.kind.name}) không đứng dưới {parent.name} ({parent.kind.name}) được."
            raise RuleBroken("tree.may_stand_under", sentence, field="parent")
        covered = parent.until or END
    if covered < (term.until or END):
        sentence = f"Cấp trên của {term.name} không có suốt thời gian đó."
        raise RuleBroken("tree.open", sentence, field="parent")


def _check_no_circle(start: int, day: date, by_organisation: dict[int, list[Term]]) -> None:
    seen, at = {start}, start
    while True:
        term = next((one for one in by_organisation.get(at, []) if one.holds_on(day)), None)
        if term is None or term.parent_id is None:
            return
        at = term.parent_id
        if at in seen:
            raise RuleBroken("tree.no_circle", "Tổ chức không thể trực thuộc cấp dưới của mình.", field="parent")
        seen.add(at)
