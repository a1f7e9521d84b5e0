"""Who may see what and do what: five roles, each on an organisation, from a day to a day, once confirmed.

What each role reads and does stands in `tables`; here it is asked for an actor, a verb and a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Subquery

from members import kept, scope, tree
from members.errors import NotAllowed
from members.models import Account, Closure, Organisation, Placement, PlacementKind, Role, TreeState

from .tables import (
    ADMINISTRATOR,
    AT_HOME,
    BY_WHO_WAITS,
    CELL,
    COMMITTEE,
    END_OF,
    EVERY_ROLE,
    FIELDS,
    OFFICER,
    PROPOSES,
    READER,
    READS,
    VERBS,
    Field,
    proposed_fields,
    roles_of,
)

__all__ = [
    "ADMINISTRATOR", "CELL", "COMMITTEE", "END_OF", "EVERY_ROLE", "FIELDS", "OFFICER", "PROPOSES", "READER", "READS",
    "VERBS", "Field", "proposed_fields", "roles_of",
]  # fmt: skip


@dataclass(frozen=True)
class Held:
    """One valid role: what it is, on which organisation, and that organisation's range in today's tree."""

    kind: str
    organisation: int
    place: scope.Range


@dataclass(frozen=True)
class Actor:
    """Who acts today: an account with its valid roles, or the machine itself under a system user's name."""

    name: str
    day: date
    account: Account | None = None
    roles: tuple[Held, ...] = ()
    version: int | None = None
    mark: str = ""
    machine: bool = False

    @property
    def account_id(self) -> int | None:
        return self.account.pk if self.account else None

    def kinds(self) -> set[str]:
        return {held.kind for held in self.roles}

    def kinds_over_all(self) -> set[str]:
        """Of the roles given on the head of the tree: what concerns the register as a whole is theirs alone."""
        return {held.kind for held in self.roles if held.place.lo == 0}


@dataclass(frozen=True)
class Case:
    """What a verb is about, as organisations: where a person counts today, or the organisation itself.

    Of a person `home` are the official ones among them (the place left until another has received, too), and `waiting`
    those that have not received the person yet; None where no person is meant, and all of them answer alike."""

    organisations: frozenset[int] = frozenset()
    own_account: bool = False
    whole_register: bool = field(default=False)
    home: frozenset[int] | None = None
    waiting: frozenset[int] = frozenset()

    def answering(self, verb: str) -> frozenset[int]:
        """Those of the organisations that this verb is a matter of."""
        if self.home is None:
            return self.organisations
        if verb in BY_WHO_WAITS:
            return self.waiting or self.home
        return self.home if verb in AT_HOME else self.organisations


def machine(name: str, day: date) -> Actor:
    """The machine, acting in the whole tree for the system user of that name; the history says so."""
    return Actor(name=f"máy chủ ({name})", day=day, machine=True)


def actor_for(account: Account, day: date) -> Actor:
    """The account with the roles that are valid that day, their places in that day's tree, and the tree's mark.

    Asked for by every request: one short statement, and the places as the process has them at hand under that mark."""
    rows = list(_held_on(day).filter(account=account))
    if not rows:
        return Actor(account.full_name, day, account)
    _, _, read = rows[0]
    version, ranges = _places({organisation for _, organisation, _ in rows}, day, read)
    roles = tuple(Held(kind, pk, ranges[pk]) for kind, pk, _ in rows if pk in ranges)
    return Actor(account.full_name, day, account, roles, version, read)


@lru_cache(maxsize=2)
def _held_on(day: date) -> Any:
    """The question for the roles of one account that day, which each request asks: put together once a day."""
    mark = Subquery(TreeState.objects.values("mark")[:1])
    return Role.unscoped.valid_on(day).values_list("kind", "organisation", mark)


def _places(organisations: set[int], day: date, mark: str) -> tuple[int, dict[int, scope.Range]]:
    """(the index of that day's tree, {organisation: its range there}). An index nobody has asked for since the tree
    changed is made now."""
    with scope.opened(scope.Scope(day, mark=mark)):
        version = tree.version_for(day)
        places = kept.places_on(day)
    if not places or next(iter(places.values())).version != version:
        return version, tree.ranges_of(organisations, version)
    return version, {pk: places[pk].range for pk in organisations if pk in places}


def scope_of(actor: Actor, *, leavers: frozenset[int] = frozenset()) -> scope.Scope:
    """What this actor reads. `leavers`: people who have left, opened with a purpose, which only an officer may."""
    if actor.machine:
        return scope.whole_register(actor.day)
    ranges: dict[str, tuple[scope.Range, ...]] = {}
    for width in scope.WIDTHS:
        ranges[width] = tuple(held.place for held in actor.roles if width in READS[held.kind])
    # A range from the first number on is the root's: no condition is needed.
    whole = frozenset(width for width, some in ranges.items() if any(one.lo == 0 for one in some))
    may_open = leavers if OFFICER in actor.kinds_over_all() else frozenset()
    return scope.Scope(actor.day, actor.version, actor.mark, whole, ranges, may_open)


def sees_whole(actor: Actor) -> bool:
    """An officer of the whole register, or the machine."""
    return actor.machine or OFFICER in actor.kinds_over_all()


def reads_whole(actor: Actor) -> bool:
    """An officer or a reader of the whole register, or the machine: papers that speak of all of it are for them."""
    return actor.machine or bool(actor.kinds_over_all() & {OFFICER, READER})


def check_sees_whole(actor: Actor) -> None:
    """Raises NotAllowed: what reaches over the whole register is for an officer of the whole."""
    if not sees_whole(actor):
        raise NotAllowed("Việc này của cán bộ tổ chức toàn đảng bộ.")


def opens_people(actor: Actor) -> bool:
    """Some role of this actor opens persons' pages."""
    return any(scope.PEOPLE in READS[kind] for kind in actor.kinds())


def case_of_person(member: int, day: date) -> Case:
    """The organisations that answer for a person today: the official place, the one left for it until received, and
    the one where the person is a guest, as far as a guest is its matter."""
    claims = Placement.unscoped.with_claim(day).filter(member=member, organisation__isnull=False)
    return _case_of(list(claims.values_list("organisation", "kind", "let_go_on", "received_on")))


def _case_of(claims: Sequence[tuple[int, str, date | None, date | None]]) -> Case:
    return Case(
        frozenset(where for where, *_ in claims),
        home=frozenset(where for where, kind, *_ in claims if kind == PlacementKind.OFFICIAL),
        waiting=frozenset(where for where, _, sent, received in claims if sent is not None and received is None),
    )


def case_of_earlier_lists(member: int, day: date, first: date | None) -> Case:
    """Where a person stood before, a guest too: lists of those days go on showing the name. None are shown of days
    before `first`, the register's first day."""
    rows = Placement.unscoped.filter(member=member, organisation__isnull=False, until__lte=day)
    if first is not None:
        rows = rows.filter(until__gt=first)
    return Case(frozenset(rows.values_list("organisation", flat=True)))


def case_of_organisation(organisation: Organisation | int | None) -> Case:
    if organisation is None:
        return Case(whole_register=True)
    return Case(frozenset({organisation if isinstance(organisation, int) else organisation.pk}))


def may(actor: Actor, verb: str, case: Case) -> bool:
    try:
        check_may(actor, verb, case)
    except NotAllowed:
        return False
    return True


def allowed(actor: Actor, case: Case) -> set[str]:
    """All verbs this actor may carry out on this case, with one look at the tree."""
    ranges = tree.ranges_of(case.organisations, actor.version) if actor.version is not None else {}
    return _allowed_in(actor, case, ranges)


def _allowed_in(actor: Actor, case: Case, ranges: Mapping[int, scope.Range]) -> set[str]:
    """The same for a case whose organisations have these places in the tree."""
    reaching: dict[frozenset[int], set[str]] = {}
    for some in {case.organisations, *map(case.answering, AT_HOME | BY_WHO_WAITS)}:
        places = [ranges[pk] for pk in some if pk in ranges]
        near = {held.kind for held in actor.roles if any(held.place.lo <= one.lo < held.place.hi for one in places)}
        reaching[some] = near if some else actor.kinds_over_all() & {OFFICER}
    mine = {verb for verb, kinds in VERBS.items() if actor.machine or reaching[case.answering(verb)] & set(kinds)}
    asks = reaching[case.organisations]
    return mine | {asking(verb) for verb, kinds in PROPOSES.items() if verb not in mine and asks & set(kinds)}


def allowed_at(actor: Actor, organisations: Iterable[int]) -> dict[int, frozenset[str]]:
    """For each organisation the verbs that this actor may carry out on it, with one look at the tree as it is kept."""
    return {
        pk: frozenset(
            verb for verb, kinds in VERBS.items()
            if any(held.kind in kinds and held.place.lo <= place.lo < held.place.hi for held in actor.roles)
        )
        for pk, place in _ranges_today(actor, organisations).items()
    }  # fmt: skip


def _ranges_today(actor: Actor, organisations: Iterable[int]) -> dict[int, scope.Range]:
    """Their places in today's tree, as it is kept at hand."""
    if actor.version is None:
        return {}
    places = kept.places_on(actor.day)
    if places is None:
        return tree.ranges_of(organisations, actor.version)
    return {pk: places[pk].range for pk in organisations if pk in places}


def allowed_of_people(actor: Actor, members: Iterable[int]) -> dict[int, frozenset[str]]:
    """{person: what `may` says yes to for the case of that person}, in as many questions for many as for one."""
    wanted = list(members)
    if actor.machine:
        return dict.fromkeys(wanted, frozenset(VERBS))
    claims = Placement.unscoped.with_claim(actor.day, among=wanted).filter(organisation__isnull=False)
    where: dict[int, list[tuple[int, str, date | None, date | None]]] = {member: [] for member in wanted}
    for member, *claim in claims.values_list("member", "organisation", "kind", "let_go_on", "received_on"):
        where[member].append(tuple(claim))
    cases = {member: _case_of(some) for member, some in where.items()}
    ranges = _ranges_today(actor, {pk for case in cases.values() for pk in case.organisations})
    return {member: frozenset(_allowed_in(actor, case, ranges)) & VERBS.keys() for member, case in cases.items()}


def asking(verb: str) -> str:
    """What `allowed` says where a correction is not this actor's to make, but to propose."""
    return f"propose {verb}"


def check_may(actor: Actor, verb: str, case: Case) -> None:
    """Raises NotAllowed unless one of the actor's roles has this verb and reaches one of the case's organisations.

    A person without any place (a leaver, a record just begun) and the register as a whole are for the roles given on
    the head of the tree: the officer's, and of the register what is the administrator's.
    """
    if actor.machine:
        return
    if case.own_account and verb == "change_password":
        return
    roles = [held for held in actor.roles if held.kind in VERBS[verb]]
    if not roles:
        raise NotAllowed("Vai trò của đồng chí không làm việc này. Đề nghị cán bộ tổ chức ghi giúp.")
    answering = case.answering(verb)
    if case.whole_register or not answering:
        if any(held.kind in (OFFICER, ADMINISTRATOR) and held.place.lo == 0 for held in roles):
            return
    elif _reaches(actor, roles, answering):
        return
    if case.home is not None and _reaches(actor, roles, case.organisations):
        whose = "nơi đang chờ tiếp nhận" if verb in BY_WHO_WAITS else "nơi sinh hoạt chính thức"
        raise NotAllowed(f"Việc này do {whose} ghi.")
    raise NotAllowed("Việc này ngoài phạm vi của đồng chí.")


def check_may_propose(actor: Actor, verb: str, case: Case) -> None:
    """Raises NotAllowed unless this correction is one that a role of this actor proposes here, and does not make."""
    check_may(actor, "propose", case)
    if verb not in PROPOSES or (not actor.machine and asking(verb) not in allowed(actor, case)):
        raise NotAllowed("Vai trò của đồng chí không đề nghị việc này.")


def unit_for(actor: Actor, verb: str, case: Case) -> int | None:
    """In the name of which organisation this actor proposes: the nearest one above the person. The machine writes for
    the person's own cell."""
    if actor.machine:
        return min(case.organisations, default=None)
    roles = [
        held for held in actor.roles if held.kind in PROPOSES[verb] and _reaches(actor, [held], case.organisations)
    ]
    nearest = min(roles, key=lambda held: (held.place.hi - held.place.lo, held.organisation), default=None)
    return nearest.organisation if nearest else None


def widest_role(actor: Actor, organisation: int) -> Held | None:
    """Of the roles that read lists of names here today, the one on the widest part; the officer's before others."""
    roles = [
        held for held in actor.roles if scope.LISTS in READS[held.kind] and _reaches(actor, [held], [organisation])
    ]
    return min(roles, key=lambda held: (held.kind != OFFICER, held.place.lo - held.place.hi), default=None)


def readers(case: Case, day: date) -> list[tuple[Role, bool]]:
    """Whose valid roles read somebody who stands in these organisations that day, and whether the role opens the
    person's page or only shows the name on lists. Who stands nowhere is the officer's."""
    roles = Role.unscoped.valid_on(day).filter(account__is_active=True).select_related("account").order_by("pk")
    held = [one for one in roles if scope.LISTS in READS[one.kind]]
    ranges = tree.ranges_of({one.organisation_id for one in held} | case.organisations, tree.version_for(day))
    places = [ranges[pk] for pk in case.organisations if pk in ranges]
    reach = [
        one for one in held
        if (own := ranges.get(one.organisation_id)) and any(own.lo <= place.lo < own.hi for place in places)
    ] if case.organisations else [
        one for one in held if one.kind == OFFICER and (own := ranges.get(one.organisation_id)) and own.lo == 0
    ]  # fmt: skip
    return [(one, scope.PEOPLE in READS[one.kind]) for one in reach]


def confirmed_roles(accounts: Iterable[int]) -> list[Role]:
    """Every role that counted at some time, of these accounts."""
    rows = Role.unscoped.filter(account__in=list(accounts), confirmed_on__isnull=False)
    return list(rows.order_by("-since", "pk"))


def last_role(account: int, day: date) -> Role | None:
    """Of an account that has no role today: the one that waits for a second person or has not begun; else the one
    that ended last."""
    own = Role.unscoped.filter(account=account)
    to_come = own.after(day).order_by("since", "pk").first()
    return to_come or own.filter(confirmed_on__isnull=False, until__lte=day).order_by("-until", "-pk").first()


def units(actor: Actor) -> frozenset[int]:
    """The organisations for which this actor reads lists of names."""
    return frozenset(held.organisation for held in actor.roles if scope.LISTS in READS[held.kind])


def units_and_ended(actor: Actor) -> frozenset[int]:
    """The same with what has ended by today and goes on in them, however many times over."""
    found = new = units(actor)
    while new:
        ended = Closure.unscoped.filter(successor__in=new, day__lte=actor.day)
        new = frozenset(ended.values_list("organisation", flat=True)) - found
        found |= new
    return found


def check_keeps(actor: Actor, account: int) -> None:
    """Raises NotAllowed unless it is the actor's own."""
    if not actor.machine and actor.account_id != account:
        raise NotAllowed("Chỉ người giữ danh sách mới bỏ được danh sách ấy.")


def own_units(actor: Actor) -> frozenset[int]:
    """The organisations in whose name this actor proposes."""
    return frozenset(held.organisation for held in actor.roles if held.kind in VERBS["propose"])


def check_is_own(actor: Actor, organisation: int) -> None:
    """Raises NotAllowed unless the actor writes for this very organisation."""
    if not actor.machine and organisation not in own_units(actor):
        raise NotAllowed("Chỉ nơi đã đề nghị mới rút được đề nghị.")


def _reaches(actor: Actor, roles: Iterable[Held], organisations: Iterable[int]) -> bool:
    assert actor.version is not None  # noqa: S101  (roles are never held without it)
    places = tree.ranges_of(organisations, actor.version).values()
    return any(held.place.lo <= place.lo < held.place.hi for held in roles for place in places)
