"""The plain verbs of the tree: create, rename, change kind, set the area, move, correct a day, close."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from kit import names
from members import history, rights, tree
from members.errors import RuleBroken
from members.models import Closure, Decision, Kind, Organisation, Place, Sector, Term
from members.procedure.acting import Paper, lock_organisation, may_reach, paper, still, terms_of, verb
from members.procedure.carrying import asks_why, carry, corrects, overwritten, reach, says, split, write
from members.procedure.fitting import check_elsewhere, fits
from members.procedure.offices import end_offices_of
from members.procedure.roles import follow
from members.rights import Actor
from members.rules import kinds as kind_rules
from members.rules import organisations as rules

# As long as the column: a name without a typed short name may be twice as long.
SHORT = 80


@verb("lập tổ chức", about="organisation")
def create_organisation(
    *,
    by: Actor,
    day: date | None,
    name: str,
    kind: Kind,
    parent: Organisation | None,
    short_name: str = "",
    sector: str = Sector.OTHER,
    code: str = "",
    in_private_enterprise: bool = False,
    places: Iterable[Place] = (),
    decision: Paper | Decision | None = None,
) -> Organisation:
    """Begin an organisation on `day`; None where its start is not known (an open start, from an import).

    Raises RuleBroken when the parent does not stand on that day or may not have this kind under it.
    """
    tree.lock()
    rights.check_may(by, "create_organisation", rights.case_of_organisation(parent))
    rules.check_foreseeable(day, by.day)
    rules.check_name(name)
    rules.check_root(parent, kind, has_root=Term.unscoped.filter(parent=None).exists())
    if day is None:
        # Nobody knows since when: then it is asked as if it began now.
        kind_rules.check_in_use(Kind.objects.get(pk=kind.pk), by.day)
    rules.check_code(code, day, None)
    organisation = history.create(Organisation)
    term = begin(
        organisation, parent=parent, kind=kind, sector=sector, name=name.strip(),
        short_name=short_name.strip() or short_of(name), code=code.strip(), since=day,
        in_private_enterprise=in_private_enterprise, decision=paper(decision),
    )  # fmt: skip
    if places:
        history.set_links(term, "places", places)
    return organisation


def begin(organisation: Organisation, **values: Any) -> Term:
    """The first term of an organisation, inside the act that makes it."""
    history.concerns(organisation=organisation.pk)
    term = history.create(Term, organisation=organisation, **values)
    fits(organisation)
    return term


def short_of(name: str) -> str:
    """ "Chi bộ thôn 2" is called "Thôn 2" inside its committee."""
    for beginning in ("Chi bộ ", "Đảng bộ bộ phận ", "Đảng bộ "):
        if name.startswith(beginning) and len(name) > len(beginning) + 1:
            rest = name[len(beginning) :].strip()
            return (rest[0].upper() + rest[1:])[:SHORT].rstrip()
    return name.strip()[:SHORT].rstrip()


@verb("đổi tên tổ chức", about="organisation")
def rename_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    name: str | None = None,
    short_name: str | None = None,
    code: str | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Term:
    """Another name, short name or code from `day` on, until the day on which it was already changed again.

    None stays as it is on that day; a short name that was taken from the name goes with it. An empty short name is
    taken from the name.
    """
    if name is not None:
        rules.check_name(name)

    def values(here: Term) -> dict[str, Any]:
        said = _called(here, name, short_name)
        return said if code is None else {**said, "code": code.strip()}

    return _change_from(organisation, by=by, seen=seen, day=day, values=values, decision=decision)


def _called(here: Term, name: str | None, short_name: str | None) -> dict[str, Any]:
    full = here.name if name is None else name.strip()
    said: dict[str, Any] = {} if name is None else {"name": full}
    taken = name is not None and here.short_name == short_of(here.name)
    if short_name is not None or taken:
        said["short_name"] = (short_name or "").strip() or short_of(full)
    return said


@verb("đổi loại tổ chức", about="organisation")
def change_kind(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    kind: Kind | None = None,
    sector: str | None = None,
    in_private_enterprise: bool | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Term:
    """Another kind (a chi bộ becomes a đảng bộ cơ sở …), sector or setting from `day` on; None stays as it is."""
    given = {"kind": kind, "sector": sector, "in_private_enterprise": in_private_enterprise}
    values = {name: value for name, value in given.items() if value is not None}
    term = _change_from(organisation, by=by, seen=seen, day=day, values=lambda here: values, decision=decision)
    if in_private_enterprise is not None:
        check_elsewhere([organisation.pk], by.day, field="in_private_enterprise")
    return term


@verb("ghi tên thôn, tổ, xã", about="register")
def name_place(*, by: Actor, name: str, within: Place | None = None) -> Place:
    """A place by its name, in the one it lies in: for areas of cells and residences. Raises RuleBroken."""
    rights.check_may(by, "name_place", rights.case_of_organisation(None))
    name = names.clean(name)
    if not name:
        raise RuleBroken("arithmetic.name", "Ghi tên thôn, tổ, xã.", field="name")
    # Two at one moment: the unique constraints would refuse the second without a sentence.
    tree.lock()
    if Place.objects.filter(name=name, within=within).exists():
        raise RuleBroken("arithmetic.once", "Nơi này đã có trong sổ.", field="name")
    return history.create(Place, name=name, within=within)


@verb("ghi địa bàn của chi bộ", about="organisation")
def set_area(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    places: Iterable[Place],
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Term:
    """The places whose residents a residential cell answers for, from `day` on."""
    said = {"places": list(places)}
    return _change_from(organisation, by=by, seen=seen, day=day, values=lambda here: said, decision=decision)


@verb("chuyển tổ chức sang cấp trên khác", about="organisation")
def move_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    parent: Organisation,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Term:
    """Under another parent from `day` on. Its members, offices and past stay with it."""
    may_reach(parent, by=by)
    if parent.pk == organisation.pk:
        raise RuleBroken("tree.no_circle", "Tổ chức không thể trực thuộc chính mình.", field="parent")
    values = {"parent": parent}
    return _change_from(organisation, by=by, seen=seen, day=day, values=lambda here: values, decision=decision)


@verb("kết thúc hoạt động của tổ chức", about="organisation")
def close_organisation(
    organisation: Organisation,
    *,
    by: Actor,
    day: date,
    successor: Organisation | None = None,
    decision: Paper | Decision | None = None,
    seen: int | None = None,
) -> Closure:
    """End an organisation on `day`. Refused, with the list, while cells or members stand in it that day or later.

    Offices held in it end the same day, roles on it follow to the successor, each with a line of its own.
    """
    locked = lock_organisation(organisation, by=by, seen=seen)
    terms = terms_of(locked)
    rules.check_foreseeable(day, by.day)
    last = rules.check_close(locked, terms, day, successor)
    rules.check_empty(locked, day)
    row = paper(decision)
    end_offices_of(locked, by=by, day=day)
    history.change(last, until=day)
    closure = history.create(Closure, organisation=locked, day=day, successor=successor, decision=row)
    closure.followed = follow(locked, successor, by=by) if successor is not None else []
    fits(locked)
    return closure


@verb("sửa ngày thay đổi của tổ chức", about="organisation", needs_reason=True)
def correct_term(term: Term, *, by: Actor, since: date | None, seen: int | None = None) -> Term:
    """The change that began this term took place on another day. The term before it ends on that day too."""
    locked = lock_organisation(term.organisation, by=by, seen=seen)
    terms = terms_of(locked)
    term = still(terms, term)
    before = terms[terms.index(term) - 1] if terms.index(term) else None
    rules.check_foreseeable(since, by.day, field="since")
    rules.check_term_day(term, before, since)
    rules.check_code(term.code, since, term.until, but=locked)
    if before is not None:
        rules.check_code(before.code, before.since, since, but=locked)
    moved_later = term.since is None or (since is not None and since > term.since)
    steps = [(term, {"since": since})]
    if before is not None:
        steps.append((before, {"until": since}))
    # Shrink first: the database never sees two terms on one day.
    for row, values in steps if moved_later else reversed(steps):
        history.change(row, **values)
    rules.check_members_inside(locked, terms_of(locked))
    fits(locked)
    check_elsewhere([locked.pk], by.day, field="since")
    return term


def _change_from(
    organisation: Organisation,
    *,
    by: Actor,
    seen: int | None,
    day: date,
    values: Callable[[Term], dict[str, Any]],
    decision: Paper | Decision | None,
) -> Term:
    """New values from `day` on, as they are called once the term that holds that day is known: it is split there, and
    later terms follow as `carry` says."""
    locked = lock_organisation(organisation, by=by, seen=seen)
    terms = terms_of(locked)
    rules.check_foreseeable(day, by.day)
    here = rules.check_open(locked, terms, day, field="day")
    said, later = values(here), terms[terms.index(here) + 1 :]
    rules.check_says_something(said, here, day, with_paper=bool(decision))
    if "code" in said and said["code"] != here.code:
        rules.check_code(said["code"], day, reach(here, later, "code"), but=locked)
    former = says(here, said) if later else {}
    row = paper(decision, instead_of=here.decision if decision and here.since == day else None)
    if here.since == day:
        otherwise = overwritten(terms, here, said, row)
        corrects(here, otherwise)
        if asks_why(by):
            rules.check_why(otherwise, day)
    fresh = here if here.since == day else split(here, day, row)
    if fresh is here and row is not None:
        history.change(here, decision=row)
    write(fresh, said)
    carry(later, former, said)
    if "kind" in said:
        rules.check_holds_members(locked, terms_of(locked))
    fits(locked)
    return fresh
