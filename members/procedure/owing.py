"""To whom a role is owed because what he had it on has ended: with each successor in turn, up to the one that stands.

Asked before a closing changes (its successor, its day, or that it was at all) and once more afterwards: what followed
and is owed to nobody any more ends, and what has come to be owed is made. Which closing a role was once written in does
not matter: one entered late leads past those that were there before it, and two may lead to one place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from members import history
from members.models import Act, Closure, Organisation, Role
from members.procedure import roles as verbs
from members.rights import Actor

# Inside these a role follows; one that somebody has given stays whatever becomes of a closing.
INSIDE = ("close_organisation", "correct_closing", "revert", "take_back_reorganisation")
# Account, kind of role, organisation.
Key = tuple[int, str, int]
Closings = dict[int, tuple[int | None, date]]


@dataclass(frozen=True)
class Owed:
    """`roots`: the roles on what has ended from which others follow. `keys`: what is owed by them, wherever it led.
    `heirs`: {root: the organisation at the end of its way, which stands}. `held`: what goes on at those."""

    ended: frozenset[int]
    roots: dict[int, Role]
    keys: frozenset[Key]
    heirs: dict[int, int]
    held: frozenset[Key]


def owed(today: date, *, before: Owed | None = None, ends: Iterable[int] = (), without: int | None = None) -> Owed:
    """What is owed by the closings as they are; `without` that of one organisation. Compared with `before` the roots
    stay those of then but for `ends`, and those on what has ended since are added."""
    closings = _closings(without)
    rows = Role.unscoped.filter(organisation__in=closings).after(today).select_related("account").order_by("pk")
    ways = {pk: _way(pk, closings, today) for pk in closings}
    if before is None:
        roots = _roots(list(rows), ways)
    else:
        fresh = [one for one in rows if one.organisation_id not in before.ended]
        roots = [one for one in rows if one.pk in before.roots or one in fresh]
    gone = set(ends)
    known = {one.pk: one for one in roots if one.pk not in gone}
    heirs = {pk: ways[one.organisation_id][0][-1] for pk, one in known.items() if ways[one.organisation_id][1]}
    keys = {(one.account_id, one.kind, at) for one in known.values() for at in ways[one.organisation_id][0]}
    return Owed(frozenset(closings), known, frozenset(keys), heirs, _held(set(heirs.values()), today))


def settle(before: Owed, *, by: Actor, ends: Iterable[int] = (), anew: int | None = None) -> list[Role]:
    """Inside the act that has changed a closing, each with a line: end what followed and is owed no more, of `ends`
    what is not where another way ends; make what is owed now and was not, once more to all on `anew`. Whoever had lost
    it where it was owed before is not given it again. Answers what was made."""
    now = owed(by.day, before=before, ends=ends)
    verbs.fall_back([one.pk for one in _going(before, now, ends, by.day)], by=by)
    held = set(_held(set(now.heirs.values()), by.day))
    made = []
    for pk, heir in now.heirs.items():
        root, key = now.roots[pk], _key(now.roots[pk], heir)
        if key in held or not _comes(root, before, heir, anew):
            continue
        held.add(key)
        made.append(verbs.pass_on(root, Organisation.unscoped.get(pk=heir), by=by))
    return made


def ending_without(closure: Closure, today: date, ends: Iterable[int]) -> list[Role]:
    """What would end if it went into nothing, as the page says it beforehand; `ends` as in `settle`."""
    before = owed(today)
    now = owed(today, before=before, ends=ends, without=closure.organisation_id)
    return _going(before, now, ends, today)


def _going(before: Owed, now: Owed, ends: Iterable[int], today: date) -> list[Role]:
    lost = before.keys - now.keys
    rows = Role.unscoped.filter(organisation__in={at for _, _, at in lost}, account__in={who for who, _, _ in lost})
    losing = [one for one in rows.after(today) if _key(one) in lost]
    followed = _followed(losing)
    going = {one.pk: one for one in losing if one.pk in followed}
    stays = {_key(now.roots[pk], heir) for pk, heir in now.heirs.items()}
    named = Role.unscoped.filter(pk__in=list(ends))
    going |= {one.pk: one for one in named if _key(one) not in stays}
    shown = Role.unscoped.filter(pk__in=going).select_related("account", "organisation")
    return list(shown.order_by("pk"))


def _comes(root: Role, before: Owed, heir: int, anew: int | None) -> bool:
    was = before.heirs.get(root.pk)
    if root.organisation_id == anew or root.organisation_id not in before.ended or was is None:
        return True
    return was != heir and _key(root, was) in before.held


def _key(role: Role, at: int | None = None) -> Key:
    return role.account_id, role.kind, at or role.organisation_id


def _held(places: set[int], today: date) -> frozenset[Key]:
    rows = Role.unscoped.filter(organisation__in=places).after(today)
    return frozenset(rows.values_list("account", "kind", "organisation"))


def _closings(without: int | None) -> Closings:
    rows = Closure.unscoped.values_list("organisation", "successor", "day")
    return {pk: (successor, day) for pk, successor, day in rows if pk != without}


def _way(start: int, closings: Closings, today: date) -> tuple[list[int], bool]:
    """What it went into, one after the other until today, and whether the last of them stands (as `roles.heirs`)."""
    found: list[int] = []
    at = closings[start][0]
    while at is not None and at not in (start, *found):
        found.append(at)
        after, day = closings.get(at, (None, date.max))
        if day > today:
            return found, True
        at = after
    return found, False


def _roots(rows: list[Role], ways: dict[int, tuple[list[int], bool]]) -> list[Role]:
    """Those that do not themselves follow from another one."""
    led = {_key(one, at) for one in rows for at in ways[one.organisation_id][0]}
    followed = _followed([one for one in rows if _key(one) in led])
    return [one for one in rows if one.pk not in followed]


def _followed(rows: list[Role]) -> set[int]:
    """Which of them an act about closings has written. Nothing else tells a role that followed from one that was
    given."""
    if not rows:
        return set()
    outer = Act.objects.filter(verb__in=INSIDE).values("number")
    places = {one.organisation_id for one in rows}
    inner = Act.objects.filter(organisation__in=places, verb="grant_role", inside__in=outer)
    said = (one.values_row.said() for one in inner.select_related("values_row"))
    changes = (change for values in said for change in values.get("changes", ()))
    name = history.table_name(Role)
    return {one.pk for one in rows} & {one["id"] for one in changes if (one["m"], one["op"]) == (name, history.NEW)}
