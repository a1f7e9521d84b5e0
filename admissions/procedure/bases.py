"""The base of a vote: asked of the register for a day, written down with the vote, read back with its names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from admissions.models import Applicant, StepKind, Vote, Voter
from admissions.procedure.reading import leader_of
from admissions.rules import bases as rules
from admissions.rules.bases import Entry
from members import history, tree
from members.models import Membership, Organisation, Placement
from members.standing import VoteBase, committee_base, vote_base


def body_of(kind: StepKind, applicant: Applicant, day: date) -> int | None:
    """Who votes that day: the cell that led the file then, or the committee of its grass-roots organisation; None
    where there was none."""
    cell = leader_of(applicant, day)
    if kind == StepKind.CELL:
        return cell
    grass = [one.organisation_id for one in tree.terms_above(cell, day) if one.kind.is_grass_roots]
    return grass[-1] if grass else None


def part_of(applicant: Applicant, day: date) -> int | None:
    """The part-committee that stands over the cell that day, below the committee of its grass-roots organisation; None
    where there is none."""
    over: list[int] = []
    for one in tree.terms_above(leader_of(applicant, day), day):
        if not one.kind.holds_members:
            over = [] if one.kind.is_grass_roots else [*over, one.organisation_id]
    return over[-1] if over else None


def base_of(kind: StepKind, body: int | None, day: date, attending: Collection[int] = ()) -> VoteBase:
    """Whom the register counts there that day."""
    if body is None:
        return VoteBase(())
    return vote_base(body, day, attending) if kind == StepKind.CELL else committee_base(body, day)


def check_small_on(applicant: Applicant, day: date) -> None:
    """Asked by the verb, by its correction and by the page. Raises RuleBroken where the cell could vote that day."""
    body = body_of(StepKind.CELL, applicant, day)
    rules.check_small(base_of(StepKind.CELL, body, day).official, day)


def small_words(applicant: Applicant, day: date) -> str:
    """That the cell has too few official members to vote that day, and what is done instead; "" where it can vote."""
    body = body_of(StepKind.CELL, applicant, day)
    doubts = rules.doubts_small(base_of(StepKind.CELL, body, day).official, day)
    return doubts[0].sentence if doubts else ""


def write(vote: Vote, rows: Sequence[Entry]) -> None:
    """The names behind a vote, for good."""
    made = [Voter(vote=vote, member_id=one.member, name=one.name, reason=one.reason) for one in rows]
    history.create_many(made, [history.current()] * len(made))


def take_away(vote: Vote) -> None:
    """With the vote goes its base; the line keeps all of it."""
    mine = history.current()
    history.remove_many([(one, mine) for one in Voter.unscoped.filter(vote=vote)])


def names_behind(votes: Iterable[Vote]) -> dict[int, list[Voter]]:
    """{vote: everybody of its base and those left out of it, by name}, as far as the viewer may see lists of who
    voted."""
    found: dict[int, list[Voter]] = {one.pk: [] for one in votes}
    rows = Voter.objects.filter(vote__in=found).select_related("member").order_by("member__sort_key", "name", "pk")
    for row in rows:
        found[row.vote_id].append(row)
    return found


def organisation(pk: int | None) -> Organisation | None:
    return None if pk is None else Organisation(pk=pk)


def is_second(spell: Membership) -> bool:
    """Whether the person had been in the Party before that spell, by whatever way the register came to know."""
    rows = Membership.unscoped.filter(member=spell.member_id).in_order().values_list("pk", flat=True)
    return rows.first() != spell.pk


def place_of(applicant: Applicant, day: date) -> int | None:
    """The cell in which the person stood that day."""
    here = Placement.unscoped.on(day).official().filter(member=applicant.member_id)
    return here.values_list("organisation", flat=True).first()
