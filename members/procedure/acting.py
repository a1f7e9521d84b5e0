"""How every verb begins and ends: named, in one transaction, rows locked, rights checked, one line left."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models

from members import history, rights, tree
from members.errors import Doubt, Doubted, Outdated, RuleBroken
from members.models import (
    Decision,
    Departure,
    Discipline,
    Exemption,
    Member,
    Membership,
    NameChange,
    Number,
    OfficeHolding,
    Organisation,
    Placement,
    Residence,
    ResidenceIntroduction,
    RoleKind,
    Suspension,
    Term,
)
from members.procedure import signed
from members.rights import Actor
from members.rules import facts as rules
from members.rules import people as people_rules

Row = TypeVar("Row", bound=models.Model)
Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Verb:
    """What the house knows of a verb: its Vietnamese name, what it is about, whether it asks for a reason, whether it
    names its ground by itself."""

    name: str
    title: str
    about: str
    needs_reason: bool
    says_ground: bool
    function: Callable[..., Any]


VERBS: dict[str, Verb] = {}
# Lines that the machine leaves without anybody having asked for them: no verb, nobody has a right to them.
BY_ITSELF = {
    "fail_sign_in": "đăng nhập sai", "lock_out": "khóa đăng nhập vì gõ sai nhiều lần",
    "begin_backup": "bắt đầu sao lưu", "fail_backup": "sao lưu không xong",
}  # fmt: skip


def verbs_about(*about: str) -> frozenset[str]:
    """Verbs that are about one of these."""
    return frozenset(name for name, verb in VERBS.items() if verb.about in about)


def verb(
    title: str, *, about: str, needs_reason: bool = False, says_ground: bool = False
) -> Callable[[Function], Function]:
    """Make a function a verb. It is called with its case, then keywords only, among them `by` and `why`.

    A reason is asked of whoever corrects something (`needs_reason`), and of every act that changes what was signed for
    a day, but of the machine and of an act that names its ground by itself (`says_ground`: a list with its file).

    A form also gives `passed`: what its reader answers to the doubts of rules that do not refuse. Without it (a
    command, an import) nobody can be asked, and the line keeps the doubts.
    """

    def make(function: Function) -> Function:
        name = function.__name__

        @functools.wraps(function)
        def call(*case: Any, by: Actor, why: str = "", passed: Passed | None = None, **given: Any) -> Any:
            if needs_reason and not why.strip():
                raise RuleBroken("history.reason", "Ghi lý do sửa.", field="why")
            with history.act(name, by=by, why=why.strip()) as mine:
                answer = function(*case, by=by, **given)
                acts = [mine, *history.acts_inside(mine)]
                if not any(one.says_something for one in acts):
                    raise RuleBroken("history.same", "Không có gì khác với những gì đã ghi.")
                if mine.inside is None and not (by.machine or says_ground):
                    signed.check_reason(acts)
                _settle_doubts(acts, passed)
                return answer

        VERBS[name] = Verb(name, title, about, needs_reason, says_ground, call)
        return call  # type: ignore[return-value]

    return make


@dataclass(frozen=True)
class Paper:
    """A decision as it is typed in: number, day it was signed, body that issued it."""

    number: str = ""
    signed_on: date | None = None
    body: str = ""

    def __bool__(self) -> bool:
        return bool(self.number or self.signed_on or self.body)


def says_which(given: Paper | Decision | None) -> bool:
    """Whether it says which paper it is, by its number or its day: who issued it alone does not."""
    return given is not None and bool(given.number.strip() or given.signed_on)


@dataclass(frozen=True)
class Passed:
    """What a form answers to doubts: the marks of those it showed, whether they were ticked, with which paper."""

    marks: frozenset[str] = frozenset()
    ticked: bool = False
    paper: Paper = Paper()

    def covers(self, doubts: Iterable[Doubt]) -> bool:
        whole = self.paper.number and self.paper.signed_on and self.paper.body
        return bool(self.ticked and whole and self.marks.issuperset(one.mark for one in doubts))


def weigh(*doubts: Doubt) -> None:
    """Say what rules that do not refuse find odd in the open act. Asked once everything else has been checked."""
    history.current().doubts.extend(doubts)


def _settle_doubts(acts: Sequence[history.OpenAct], passed: Passed | None) -> None:
    """Raises Doubted where a form has no answer yet; else the line keeps the doubts, and the paper they were
    passed with."""
    doubts = [one for act in acts for one in act.doubts]
    if not doubts:
        return
    if passed is not None:
        if not passed.covers(doubts):
            raise Doubted(doubts)
        people_rules.check_not_after(passed.paper.signed_on, acts[0].by.day, field="passed_signed_on")
        acts[0].notes["passed"] = {key: history.plain(value) for key, value in asdict(passed.paper).items()}
    for act in acts:
        if act.doubts:
            act.notes["doubts"] = [{"rule": one.rule, "said": one.sentence} for one in act.doubts]


def paper(
    given: Paper | Decision | None,
    *,
    begun_on: date | None = None,
    born_on: date | None = None,
    instead_of: Decision | None = None,
    field: str = "signed_on",
) -> Decision | None:
    """The row of a paper; the same paper for a second fact is the same row when the row itself is given.

    `instead_of` is the paper the fact rests on so far: typed again as it is, it stays the same row. Raises RuleBroken
    when the paper would have been signed after the day of entry, or before `begun_on`, the day of the admission;
    the paper of an admission, not after `born_on`.
    """
    if isinstance(given, Decision) or not given:
        return given if isinstance(given, Decision) else None
    if instead_of is not None and as_typed(instead_of) == as_typed(given):
        return instead_of
    people_rules.check_not_after(given.signed_on, history.current().by.day, field=field)
    people_rules.check_signed(given.signed_on, begun_on, field=field)
    people_rules.check_alive(born_on, given.signed_on, field=field)
    number, signed_on, body = as_typed(given)
    return history.create(Decision, number=number, signed_on=signed_on, body=body)


def as_typed(given: Paper | Decision) -> tuple[str, date | None, str]:
    """Number, day and body of a paper, without stray blanks."""
    return given.number.strip(), given.signed_on, given.body.strip()


def lock_person(
    member: Member,
    *,
    by: Actor,
    seen: int | None = None,
    places: Iterable[Organisation | None] = (),
    everywhere: bool = False,
    right_of: Organisation | None = None,
) -> rules.Facts:
    """Lock a person, check the right to the open verb, and read all facts about them.

    `right_of`: the organisation whose right it is, where that is not the person's: an office is held in one that its
    holder may have left.

    `seen` is the number of the act the page was made from. `places` are organisations the act reaches,
    `everywhere` adds those in which the person stands or stood; they are locked before the person: everybody locks
    tree, organisations, people, chain in this order, so nobody waits in a circle. Their keys stay what they are: a row
    that only points at them (the look that a page leaves) goes in meanwhile.
    Raises Outdated when another act came since, NotAllowed when the role does not reach this person.
    """
    held = lock_places([one.pk for one in places if one] + (places_of(member) if everywhere else []))
    locked = Member.unscoped.select_for_update(no_key=True).get(pk=member.pk)
    case = rights.case_of_organisation(right_of) if right_of else rights.case_of_person(locked.pk, by.day)
    rights.check_may(by, _asked_for(history.current()), case)
    if seen is not None and locked.changed_by != seen:
        raise Outdated(seen, own=history.is_all_own(by, seen, locked.changed_by, history.lines_about(locked)))
    if everywhere and not held.issuperset(places_of(member)):
        raise Outdated(seen or 0)
    _say_for_whom(locked, by, case)
    return facts_of(locked)


def _asked_for(act: history.OpenAct) -> str:
    """Which verb's right is asked: that of the open one, but of the case that it ends where it is the end of one."""
    ends = act.inside is not None and act.inside.verb in rights.END_OF.get(act.verb, ())
    return act.inside.verb if act.inside is not None and ends else act.verb


def lock_places(places: Iterable[int]) -> set[int]:
    """Lock organisations in the order of their ids, so that none closes while somebody is put into it."""
    rows = Organisation.unscoped.select_for_update(no_key=True).filter(pk__in=set(places)).order_by("pk")
    return {row.pk for row in rows}


def places_of(member: Member) -> list[int]:
    """Organisations in which somebody stands or stood: for acts that may stretch any of these places."""
    stood = Placement.unscoped.filter(member=member, organisation__isnull=False)
    return list(stood.values_list("organisation", flat=True))


def still(rows: Sequence[Row], row: Row) -> Row:
    """The row as it is now among the facts just read. Raises RuleBroken when it was taken back meanwhile."""
    for one in rows:
        if one.pk == row.pk:
            return one
    raise RuleBroken("arithmetic.gone", "Mục này vừa được hoàn lại, không còn trong sổ.")


def _say_for_whom(member: Member, by: Actor, case: rights.Case) -> None:
    """A cell's own secretary writes for the cell; everybody else writes in its place, and the line says so. What no
    cell may do is done in nobody's place."""
    own = {held.organisation for held in by.roles if held.kind == RoleKind.CELL}
    answering = case.answering(history.current().verb)
    instead = RoleKind.CELL in rights.VERBS[history.current().verb] and not by.machine
    acting_for = min(answering) if answering and instead and not own & answering else None
    history.concerns(member=member.pk, acting_for=acting_for)


def facts_of(member: Member) -> rules.Facts:
    """All dated facts of one person, read without a scope: only for a verb that has checked its right."""
    return facts_of_many([member.pk])[member.pk]


# Each kind of facts besides the spells: its name, its table, and whether a row points at the spell or at the person.
_KINDS: tuple[tuple[str, Any, str], ...] = (
    ("placements", Placement, "member"), ("numbers", Number, "member"), ("residences", Residence, "member"),
    ("exemptions", Exemption, "membership"), ("suspensions", Suspension, "membership"),
    ("disciplines", Discipline, "membership"), ("departures", Departure, "membership"),
    ("introductions", ResidenceIntroduction, "membership"), ("holdings", OfficeHolding, "member"),
    ("name_changes", NameChange, "member"),
)  # fmt: skip
AT_ONCE = 500


def facts_of_many(members: Sequence[int]) -> dict[int, rules.Facts]:
    """{person: all dated facts}, in as many statements for five hundred as for one."""
    kinds = ("memberships", *(name for name, *_ in _KINDS))
    found: dict[int, dict[str, list[Any]]] = {pk: {name: [] for name in kinds} for pk in members}
    for start in range(0, len(members), AT_ONCE):
        some = members[start : start + AT_ONCE]
        of_spell = {}
        for spell in _in_turn(Membership.unscoped.filter(member__in=some)):
            found[spell.member_id]["memberships"].append(spell)
            of_spell[spell.pk] = spell.member_id
        for name, model, to in _KINDS:
            wanted = some if to == "member" else list(of_spell)
            for row in _in_turn(model.unscoped.filter(**{f"{to}__in": wanted})):
                found[row.member_id if to == "member" else of_spell[row.membership_id]][name].append(row)
    return {pk: rules.Facts(**facts) for pk, facts in found.items()}


def _in_turn(rows: Iterable[Any]) -> list[Any]:
    """As they were written. A few rows are sooner put in order here: Django compares an order with every column it
    selects, and that is a third of the asking."""
    return sorted(rows, key=lambda row: row.pk)


def check_still_fits(member: Member, before: rules.Facts, *, field: str = "day") -> None:
    """Read the facts again as they now stand in the open transaction and refuse what they contradict anew."""
    rules.check_fits(before, facts_of(member), field=field)


def terms_of(organisation: Organisation) -> list[Term]:
    """Its terms in the order of days."""
    rows = Term.unscoped.filter(organisation=organisation).select_related("kind", "parent")
    return sorted(rows, key=lambda term: term.since or date.min)


def lock_organisation(organisation: Organisation, *, by: Actor, seen: int | None = None) -> Organisation:
    """Lock the whole tree (acts on it come one after another), check right and that nobody changed it since."""
    tree.lock()
    locked = Organisation.unscoped.select_for_update(no_key=True).get(pk=organisation.pk)
    rights.check_may(by, history.current().verb, rights.case_of_organisation(locked))
    if seen is not None and locked.changed_by != seen:
        # Whoever writes about people of a cell names it, too.
        about = history.lines_about(locked).filter(verb__in=verbs_about("organisation"))
        raise Outdated(seen, own=history.is_all_own(by, seen, locked.changed_by, about))
    history.concerns(organisation=locked.pk)
    history.current().touched[Organisation].add(locked.pk)
    return locked


def may_reach(organisation: Organisation, *, by: Actor) -> None:
    """The open verb also reaches this other organisation (the place one is moved to)."""
    rights.check_may(by, history.current().verb, rights.case_of_organisation(organisation))
