"""Whose account is missing: the secretary of a day beside the accounts of his organisation, and whom he follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from kit import names
from members.filling.row import PERSON
from members.filling.standing import organisations
from members.models import Account, Office, OfficeHolding, Role, RoleKind, Term

# What a secretary holds on his own organisation, and what the office of his committee holds.
KINDS = (RoleKind.COMMITTEE, RoleKind.CELL)
# Of a name that the program makes: typed from a slip by two fingers.
LONGEST = 24


@dataclass
class Known:
    """One organisation: its roles that go on or are to come, who holds an office there, and who was secretary."""

    roles: list[Role] = field(default_factory=list)
    holders: list[OfficeHolding] = field(default_factory=list)
    former: list[OfficeHolding] = field(default_factory=list)

    @property
    def secretary(self) -> OfficeHolding | None:
        return next((one for one in self.holders if one.office == Office.SECRETARY), None)

    def own(self) -> Role | None:
        """The secretary's own role, by the name of its account."""
        called = _called(self.secretary) if self.secretary else None
        return next((one for one in self.roles if _named(one) == called and not self._of_namesake(one)), None)

    def leaving(self, kind: str) -> list[Role]:
        """Roles of former secretaries who hold no office here any more; of a cell, whose role is the secretary's
        alone, the only one there is."""
        if self.secretary is None:
            return []
        went, stay = {_called(one) for one in self.former}, {_called(one) for one in self.holders}
        found = [one for one in self.roles if self._of_namesake(one) or _named(one) in went - stay]
        if found or self.own() or kind != RoleKind.CELL or len(self.roles) != 1:
            return found
        return [one for one in self.roles if _named(one) not in stay]

    def _of_namesake(self, role: Role) -> bool:
        """Whether it is of a former secretary who has the name of the present one: begun before his time."""
        now = self.secretary
        if now is None or now.since is None or role.since >= now.since or _named(role) != _called(now):
            return False
        return any(one.member_id != now.member_id and _called(one) == _called(now) for one in self.former)


def _called(holding: OfficeHolding) -> str:
    return names.loose(holding.member.full_name)


def _named(role: Role) -> str:
    return names.loose(role.account.full_name)


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """Every organisation without an account, or whose secretary has none, or where a former secretary still has one."""
    known = _known(day)
    standing = [(term, above) for term, above in organisations(day) if term.parent_id is not None]
    usernames = _usernames(standing, known)
    for term, above in standing:
        here = known.get(term.organisation_id, Known())
        kind = kind_of(term)
        own, leaving, now = here.own(), here.leaving(kind), here.secretary
        if here.roles and not leaving and (now is None or own is not None):
            continue
        yield {
            "code": term.code, "name": term.name, "above": above, "role": kind.label,
            "full_name": now.member.full_name if now else "",
            "username": usernames.get(now.member_id, "") if now else "",
            "instead": "; ".join(one.account.username for one in leaving),
            PERSON: str(now.member_id) if now else "",
        }  # fmt: skip


def kind_of(term: Term) -> RoleKind:
    return RoleKind.CELL if term.kind.holds_members else RoleKind.COMMITTEE


def still_signing_in(organisation: int, day: date) -> list[Role]:
    """Roles on it, counting that day or to come, of former secretaries who hold no office of it any more, by the name
    of the account."""
    here = _known(day, organisation=organisation).get(organisation, Known())
    went, stay = {_called(one) for one in here.former}, {_called(one) for one in here.holders}
    return [one for one in here.roles if _named(one) in went - stay]


def signing_in_later(organisation: int, day: date) -> dict[date, list[Role]]:
    """{the day on which an office of it ends, after `day`: the same from then on}, without whoever is among those of
    that day already; a day on which nobody would be left out."""
    ends = OfficeHolding.objects.filter(organisation=organisation, office=Office.SECRETARY, until__gt=day)
    told = {one.pk for one in still_signing_in(organisation, day)}
    found = {}
    for until in sorted(set(ends.values_list("until", flat=True))):
        if roles := [one for one in still_signing_in(organisation, until) if one.pk not in told]:
            found[until] = roles
            told |= {one.pk for one in roles}
    return found


def _known(day: date, **where: int) -> dict[int, Known]:
    known: dict[int, Known] = {}
    roles = Role.objects.after(day).filter(kind__in=KINDS, **where).select_related("account").order_by("-since", "pk")
    for role in roles:
        known.setdefault(role.organisation_id, Known()).roles.append(role)
    held = OfficeHolding.objects.filter(**where).select_related("member").order_by("-since", "pk")
    for one in held.on(day):
        known.setdefault(one.organisation_id, Known()).holders.append(one)
    for one in held.filter(office=Office.SECRETARY, until__lte=day):
        known.setdefault(one.organisation_id, Known()).former.append(one)
    return known


def _usernames(standing: list[tuple[Term, str]], known: dict[int, Known]) -> dict[int, str]:
    """{person: user name} of secretaries who have an account already, and of those who get one for several places."""
    found: dict[int, str] = {}
    places: dict[int, tuple[Term, str]] = {}
    count: Counter[int] = Counter()
    for term, above in standing:
        here = known.get(term.organisation_id, Known())
        if here.secretary is None:
            continue
        person, own = here.secretary.member_id, here.own()
        count[person] += 1
        places.setdefault(person, (term, above))
        if own is not None:
            found.setdefault(person, own.account.username)
    for person, (term, above) in places.items():
        if person not in found and count[person] > 1:
            found[person] = free_name(term.name, above, is_cell=kind_of(term) == RoleKind.CELL)
    return found


def _words_of(name: str) -> list[str]:
    """The words of an organisation's name, without what nearly all begin with."""
    folded = names.fold(name)
    for word in ("chi bo ", "dang bo ", "dang uy "):
        folded = folded.removeprefix(word)
    return folded.split()


def free_name(name: str, above: str, *, is_cell: bool) -> str:
    """ "thon-1-xa-an-khe", of a committee "xa-an-khe", with a number behind where that is taken: whole words, as many
    as somebody types from a slip without a mistake."""
    own, over = _words_of(name), _words_of(above) if is_cell else []
    # A court of the area bears the name of the area itself.
    said = own if set(over) <= set(own) else own + over
    stem = ""
    for word in said:
        if stem and len(stem) + 1 + len(word) > LONGEST:
            break
        stem = f"{stem}-{word}" if stem else word[:LONGEST]
    stem = stem or "tai-khoan"
    taken = set(Account.objects.filter(username__startswith=stem).values_list("username", flat=True))
    return next(name for name in [stem, *(f"{stem}-{n}" for n in range(2, 1000))] if name not in taken)
