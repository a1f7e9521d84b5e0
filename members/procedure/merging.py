"""Two records of one person become one, and go apart again.

What the absorbed record says goes over by the registry (store merge), each row by one change of what it points at; what
does not go over is taken away, and the line keeps it: taking the merge back is the opposite of all that, row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from members import history, registry, rights
from members.errors import Outdated, RuleBroken
from members.models import Act, Decision, Member, Merge, NotSame
from members.procedure import effects, revert
from members.procedure.acting import VERBS, Paper, facts_of, lock_places, paper, places_of, verb
from members.registry import Joined
from members.rights import Actor
from members.rules import merging as rules
from members.rules.facts import START, Facts


@dataclass(frozen=True)
class Both:
    """Two records as they stand, held against each other."""

    kept: Member
    absorbed: Member
    ours: Facts
    theirs: Facts
    joining: rules.Joining


@verb("gộp hai hồ sơ", about="doubles", needs_reason=True)
def merge_members(
    kept: Member,
    *,
    by: Actor,
    absorbed: Member,
    choices: Mapping[str, str] | None = None,
    decision: Paper | Decision | None = None,
    seen: tuple[int, int] | None = None,
) -> Merge:
    """The absorbed record becomes part of the kept one. `choices` says, for each point of `joining`, which side
    stands; `seen` are the newest acts about (kept, absorbed) when the page was made.

    Raises Outdated when one of both was changed since, NotAllowed unless the right reaches both, RuleBroken with
    `field` the key of a point that nobody has chosen in, or where both together would contradict each other.
    """
    kept, absorbed = _lock(kept, absorbed, by, seen)
    both = check_merge(kept, absorbed)
    # Copies: the rows themselves are about to be changed in place.
    before = both.ours.as_they_are(), both.theirs.as_they_are()
    made = rules.outcome(both.joining, rules.chosen(both.joining, choices or {}))
    why = history.current().why
    history.concerns(member=kept.pk)
    papers = paper(decision)
    _write_kept(kept, made)
    with history.act("merge_members", by=by, why=why):
        history.concerns(member=absorbed.pk)
        _hand_over(both, made)
        _take_along(kept, absorbed)
    _end_days_away(facts_of(kept))
    rules.check_joined(before, facts_of(kept))
    return history.create(
        Merge, kept=kept, absorbed=absorbed, merged_on=by.day, decision=papers, account=getattr(by, "account", None),
        act=history.number_of(history.current()),
    )  # fmt: skip


def check_merge(kept: Member, absorbed: Member) -> Both:
    """Whether these two may be merged at all; answers what both say. The page asks it too. Raises RuleBroken."""
    rules.check_two(kept, absorbed)
    two = (kept.pk, absorbed.pk)
    rules.check_not_merged(Merge.unscoped.filter(absorbed__in=two).values_list("absorbed", flat=True), kept, absorbed)
    first, second = sorted(two)
    rules.check_not_told_apart(NotSame.unscoped.filter(first=first, second=second).exists())
    apart = NotSame.unscoped.filter(models.Q(first=absorbed) | models.Q(second=absorbed))
    rules.check_no_note_is_lost(apart.exists(), absorbed)
    ours, theirs = facts_of(kept), facts_of(absorbed)
    rules.check_in_register(ours, theirs)
    rules.check_nothing_waits(_waiting(kept, absorbed), field="absorbed")
    joining = rules.joining(kept, absorbed, ours, theirs)
    asked = (one.clash(kept, absorbed, joining.spells) for one in registry.entries("merge").values() if one.clash)
    rules.check_nothing_waits([said for said in asked if said], field="absorbed")
    return Both(kept, absorbed, ours, theirs, joining)


def _waiting(*members: Member) -> list[str]:
    """What refuses a merge while it is open, each sentence once."""
    said = (entry.said for one in members for _, entry, rows in pointing(one, registry.REFUSES) if rows.exists())
    return list(dict.fromkeys(said))


def pointing(member: Member, fate: str) -> Iterator[tuple[str, Joined, models.QuerySet[Any]]]:
    """(column, entry, rows) of everything with that fate that points at a person."""
    for label, entry in registry.entries("merge").items():
        if entry.fate == fate:
            table, _, column = label.rpartition(".")
            rows = apps.get_model(table)._base_manager.filter(**{column: member.pk}).order_by("pk")
            yield column, entry, entry.some(rows) if entry.some else rows


def _is_all_own(by: Actor, seen: tuple[int, int], *people: Member) -> bool:
    changed = [(one, since) for one, since in zip(people, seen, strict=True) if one.changed_by != since]
    return all(history.is_all_own(by, since, one.changed_by, history.lines_about(one)) for one, since in changed)


def _lock(
    kept: Member, absorbed: Member, by: Actor, seen: tuple[int, int] | None, verb: str = "merge_members"
) -> tuple[Member, Member]:
    """Organisations, then both people in the order of their ids: of two who merge at one moment the second waits, and
    finds what the first has written."""
    held = lock_places([*places_of(kept), *places_of(absorbed)])
    people = Member.unscoped.select_for_update(no_key=True).filter(pk__in={kept.pk, absorbed.pk}).order_by("pk")
    locked = {one.pk: one for one in people}
    for pk in locked:
        rights.check_may(by, verb, rights.case_of_person(pk, by.day))
    mine, other = locked[kept.pk], locked[absorbed.pk]
    if seen is not None and seen != (mine.changed_by, other.changed_by):
        raise Outdated(max(seen), own=_is_all_own(by, seen, mine, other))
    if not held.issuperset([*places_of(mine), *places_of(other)]):
        raise Outdated(max(seen or (0, 0)))
    return mine, other


def _write_kept(kept: Member, made: rules.Outcome) -> None:
    """The kept record makes room, and says what was chosen. The ID of the source waits until the other gave it up."""
    for row in made.falls:
        history.remove(row)
    for row, until in made.ends:
        history.change(row, until=until)
    history.change(kept, **{name: value for name, value in made.plain.items() if name != "source_id"})
    for spell, values in made.dates:
        history.change(spell, **values)


def _hand_over(both: Both, made: rules.Outcome) -> None:
    kept, absorbed = both.kept, both.absorbed
    for row in made.stays:
        history.remove(row)
    for spell in both.theirs.memberships:
        if both.joining.spells[spell.pk].pk == spell.pk:
            history.change(spell, member=kept)
    for row, values in made.goes:
        history.change(row, **values, **({"member": kept} if hasattr(row, "member_id") else {}))
    for spell in both.theirs.memberships:
        if both.joining.spells[spell.pk].pk != spell.pk:
            history.remove(spell)
    if "source_id" in made.plain:
        # Each bears the other's afterwards: a list that still bears the one not chosen finds the kept record, too.
        own = kept.source_id
        history.change(absorbed, source_id="")
        history.change(kept, source_id=made.plain["source_id"])
        history.change(absorbed, source_id=own)


def _end_days_away(facts: Facts) -> None:
    """A departure that a later spell follows ended where that one began, as by `readmit`: else who is here would count
    as gone."""
    for later in sorted(facts.memberships, key=lambda one: one.admitted_on or START):
        begins = later.admitted_on
        if begins is None:
            continue
        for gone in facts.departures:
            apart = gone.until is None and gone.membership_id != later.pk
            if apart and (gone.since or START) < begins:
                history.change(gone, until=begins)


def _take_along(kept: Member, absorbed: Member) -> None:
    """Rows that go over whole; those of which the kept record has the same stay with the absorbed one."""
    for column, _, rows in pointing(absorbed, registry.TAKEN):
        for row in rows:
            try:
                with transaction.atomic():
                    history.change(row, **{column: kept})
            except IntegrityError:
                continue


@verb("hoàn lại việc gộp hồ sơ", about="doubles", needs_reason=True)
def undo_merge(merge: Merge, *, by: Actor, seen: tuple[int, int] | None = None) -> Member:
    """Both records as they were before the merge; answers the one that was absorbed.

    Raises RuleBroken, with the list in `others`, while later acts stand on the merge; NotAllowed unless the right
    reaches the kept one, and the other where it stands again.
    """
    kept, absorbed = _lock(merge.kept, merge.absorbed, by, seen, "undo_merge")
    act = _act_of(check_undo(merge))
    with history.act("undo_merge", by=by, why=history.current().why):
        history.concerns(member=absorbed.pk)
        history.note(reverted=act.number)
    _write_opposite(merge, act, by)
    history.concerns(member=kept.pk)
    rights.check_may(by, "undo_merge", rights.case_of_person(absorbed.pk, by.day))
    _check_apart(kept, absorbed)
    return absorbed


def _write_opposite(merge: Merge, act: Act, by: Actor) -> None:
    """Where what comes back does not fit with what was written since, that is named."""
    try:
        revert.write_opposite(act, by=by)
    except RuleBroken as broken:
        tables = frozenset(change["m"] for change in effects.changes_of(act)) - {"member", "merge", "decision"}
        rules.check_stands_alone(_later(merge, tables))
        raise broken from None


def check_undo(merge: Merge) -> Merge:
    """Whether a merge goes back now. Raises RuleBroken with what stands on it."""
    row = Merge.unscoped.select_related("kept", "absorbed").filter(pk=merge.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.gone", "Việc gộp này đã được hoàn lại.", field="why")
    onward = Merge.unscoped.select_related("kept", "absorbed").filter(absorbed=row.kept_id)
    # Alone: what else came later is then about another record, which says so itself.
    rules.check_stands_alone([f"gộp {one.absorbed} vào {one.kept}" for one in onward])
    rules.check_nothing_waits(_waiting(row.kept), field="why")
    rules.check_stands_alone(_later(row))
    return row


def _later(merge: Merge, tables: frozenset[str] = frozenset()) -> list[str]:
    """What was done since, and still holds, to rows that the merge wrote (or to any row of `tables`), newest first."""
    act = _act_of(merge)
    written: dict[tuple[str, int], set[str]] = {}
    for change in effects.changes_of(act):
        written.setdefault((change["m"], change["id"]), set()).update(change["f"])
    about = models.Q(member__in=(merge.kept_id, merge.absorbed_id))
    since = Act.objects.filter(about, number__gt=act.number).exclude(inside=act.number)
    undone: set[int] = set()
    found: dict[str, None] = {}
    for one in since.select_related("values_row").order_by("-number"):
        said = one.values_row.said()
        if one.number in undone or one.inside in undone:
            continue
        if reverted := said.get("notes", {}).get("reverted"):
            undone.add(reverted)
        elif any(change["m"] in tables or _touches(change, written) for change in said.get("changes", ())):
            found[f"{one.actor}: {VERBS[one.verb].title}"] = None
    return list(found)


def _touches(change: dict[str, Any], written: dict[tuple[str, int], set[str]]) -> bool:
    """A fact is one thing, with all its columns; a person's plain facts are one each."""
    columns = written.get((change["m"], change["id"]))
    return columns is not None and (change["m"] != "member" or bool(columns & change["f"].keys()))


def _act_of(merge: Merge) -> Act:
    return Act.objects.select_related("values_row").get(number=merge.act)


def _check_apart(kept: Member, absorbed: Member) -> None:
    """Nothing that was written after the merge hangs between both records."""
    for one in (kept, absorbed):
        facts = facts_of(one)
        own = {spell.pk for spell in facts.memberships}
        if any(place.membership_id not in own for place in facts.placements):
            rules.check_stands_alone(["nơi sinh hoạt ghi sau khi gộp"])


# --- two people after all ---


@verb("ghi hai hồ sơ không phải một người", about="doubles", needs_reason=True)
def set_not_same(one: Member, *, by: Actor, other: Member) -> NotSame:
    """Two records are of two people; they are not asked about again. The reason is kept with the pair."""
    rules.check_two(one, other)
    one, other = _lock(one, other, by, None, "set_not_same")
    rules.check_not_merged(
        Merge.unscoped.filter(absorbed__in=(one.pk, other.pk)).values_list("absorbed", flat=True), one, other
    )
    first, second = sorted((one, other), key=lambda each: each.pk)
    if NotSame.unscoped.filter(first=first, second=second).exists():
        raise RuleBroken("arithmetic.once", "Đã ghi hai hồ sơ này không phải một người.", field="why")
    history.only_asks()
    history.concerns(member=first.pk)
    return history.create(
        NotSame, first=first, second=second, noted_on=by.day, account=getattr(by, "account", None),
        reason=history.current().why[: NotSame._meta.get_field("reason").max_length],
    )  # fmt: skip


@verb("bỏ ghi chú không phải một người", about="doubles", needs_reason=True)
def take_back_not_same(pair: NotSame, *, by: Actor) -> None:
    """Whether both are one person is open again."""
    first, _ = _lock(pair.first, pair.second, by, None, "take_back_not_same")
    row = NotSame.unscoped.filter(pk=pair.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.gone", "Ghi chú này vừa được bỏ.", field="why")
    history.only_asks()
    history.concerns(member=first.pk)
    history.remove(row)
