"""The kinds of organisations that this office keeps: add one, correct it, use it no more, use it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from kit import names
from members import history, rights, tree
from members.models import Kind
from members.procedure.acting import verb
from members.rights import Actor
from members.rules import around
from members.rules import kinds as rules

# A kind is listed below what it stands under, above what the program listed next there.
BELOW, TOP = 5, 10
CODE = Kind._meta.get_field("code").max_length or 30


def _begin(by: Actor) -> list[Kind]:
    """Right asked, acts on the tree waiting, all kinds locked: what is said of one is held against the others."""
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))
    tree.lock()
    # Their names stand on pages that are kept.
    tree.draw_mark()
    return list(Kind.objects.select_for_update(no_key=True).order_by("pk"))


@verb("thêm loại tổ chức", about="register")
def add_kind(
    *,
    by: Actor,
    name: str,
    under: Iterable[Kind] = (),
    holds_members: bool = False,
    is_grass_roots: bool = False,
    may_be_root: bool = False,
) -> Kind:
    """A level or a form that the Party did not have: its name, what it may stand under, what it is."""
    known, name, under = _begin(by), names.clean(name), list(under)
    rules.check_named(name, known)
    rules.check_stands(under, may_be_root=may_be_root)
    rules.check_one_grass_roots(None, is_grass_roots, under, known, around.pairs())
    kind = history.create(
        Kind, code=_code(name, known), name=name, rank=max((one.rank + BELOW for one in under), default=TOP),
        holds_members=holds_members, is_grass_roots=is_grass_roots, may_be_root=may_be_root,
    )  # fmt: skip
    _put_under(kind, under)
    _say_which(name)
    return kind


def _code(name: str, known: Sequence[Kind]) -> str:
    """How the program calls it: by its name, with a number where that is taken."""
    taken = {one.code for one in known}
    plain = re.sub(r"[^a-z0-9]+", "_", names.fold(name)).strip("_")[: CODE - 4] or "loai"
    free = (f"{plain}_{number}" for number in range(2, len(known) + 3))
    return plain if plain not in taken else next(code for code in free if code not in taken)


@verb("sửa loại tổ chức", about="register", needs_reason=True)
def correct_kind(
    kind: Kind,
    *,
    by: Actor,
    name: str | None = None,
    under: Iterable[Kind] | None = None,
    holds_members: bool | None = None,
    is_grass_roots: bool | None = None,
    may_be_root: bool | None = None,
    seen_name: str | None = None,
    seen_under: Iterable[int] | None = None,
) -> Kind:
    """Another name, other kinds above it; what it is, while no organisation is of it. None stays as it is.

    What stands already stays where it stands: only what is put there anew is asked. `seen_name`, `seen_under` (ids):
    what the page showed of what is given anew; refused where it says something else by now.
    """
    known = _begin(by)
    here = next(one for one in known if one.pk == kind.pk)
    rules.check_as_shown(here, list(here.may_stand_under.all()), seen_name, seen_under)
    said: dict[str, Any] = {} if name is None else {"name": names.clean(name)}
    flags = {"holds_members": holds_members, "is_grass_roots": is_grass_roots, "may_be_root": may_be_root}
    anew = {flag: value for flag, value in flags.items() if value is not None and value != getattr(here, flag)}
    if anew:
        rules.check_unused(here)
        rules.check_holds_nothing(here, holds_members=anew.get("holds_members", False))
    if name is not None:
        rules.check_named(said["name"], (one for one in known if one.pk != here.pk))
    above = list(here.may_stand_under.all()) if under is None else list(under)
    rules.check_stands(above, may_be_root=anew.get("may_be_root", here.may_be_root))
    rules.check_no_circle(here, above, around.pairs())
    rules.check_one_grass_roots(here, anew.get("is_grass_roots", here.is_grass_roots), above, known, around.pairs())
    called = here.name
    history.change(here, **said, **anew)
    _put_under(here, above)
    _say_which(called)
    return here


@verb("thôi dùng loại tổ chức", about="register")
def retire_kind(kind: Kind, *, by: Actor, day: date) -> Kind:
    """From `day` on no organisation becomes one of this kind; those that are go on, until they close or change."""
    here = next(one for one in _begin(by) if one.pk == kind.pk)
    rules.check_retire(here, day)
    history.change(here, retired_on=day)
    _say_which(here.name)
    return here


@verb("dùng lại loại tổ chức", about="register", needs_reason=True)
def take_kind_back(kind: Kind, *, by: Actor) -> Kind:
    """It is taken again as if it had never been out of use."""
    here = next(one for one in _begin(by) if one.pk == kind.pk)
    rules.check_retired(here)
    history.change(here, retired_on=None)
    _say_which(here.name)
    return here


def _put_under(kind: Kind, above: Sequence[Kind]) -> None:
    """The line keeps how those above were called: some may be called otherwise by the time it is read."""
    before = list(kind.may_stand_under.all())
    if {one.pk for one in before} != {one.pk for one in above}:
        history.set_links(kind, "may_stand_under", above)
        history.note(under=[[one.name for one in some] for some in (before, above)])


def _say_which(name: str) -> None:
    """A line that changes only what a kind says tells which kind it was."""
    if history.current().changes:
        history.note(kind=name)
