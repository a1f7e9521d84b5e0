"""Who issues a paper: whose head, place and signer stand on it (docs/decisions/0065-who-issues-a-paper.md).

The office's own prints carry its dated settings. A committee or cell issues in its own name: its head, "T/M ĐẢNG ỦY" or
"T/M CHI BỘ", and its secretary of that day. What nobody has said stays open on the paper and is named before printing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kit.drawing import Signature
from members import called, office, rights, tree
from members.models import Office, OfficeHolding, Organisation, RoleKind, Term

OPEN = "…"
# What stands last under "Nơi nhận" on every list.
KEPT = "Lưu."
_STANDING = re.compile(r"^Ban Thường vụ\b", re.IGNORECASE)
# A commune lends its own name to the line of place and day.
COMMUNE = re.compile(r"^Đảng bộ (?:xã|phường|thị trấn|đặc khu) (?P<place>.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Issuer:
    """The words of whoever issues; "" for what is not known. `missing` are keys of the office's settings; `secretary`
    is the organisation whose secretary is not known; `copies` who gets a list of theirs, as "Nơi nhận" says it."""

    parent: str
    body: str
    place: str
    signature: Signature
    missing: tuple[str, ...] = ()
    secretary: int | None = None
    symbol: str = ""
    copies: tuple[str, ...] = (KEPT,)

    def open_number(self, kind: str) -> str:
        """ "      -BC/BTCHU": the symbol of the kind of paper and of the body; the number is room for a pen."""
        return f"      -{kind}/{self.symbol or OPEN}"

    def open_day(self, today: date) -> str:
        """Place and year; day and month are room for a pen."""
        return f"{self.place or OPEN}, ngày       tháng       năm {today.year}"


def issuer(actor: rights.Actor, organisation: Organisation, day: date) -> Issuer:
    """Who issues what this actor prints of an organisation for that day."""
    chain = tree.terms_above(organisation.pk, day)
    at = _own(actor, organisation, chain)
    return of_office(day) if at is None else _of_chain(chain[: at + 1], day)


def together(actor: rights.Actor, organisations: Sequence[Organisation], day: date) -> Issuer:
    """Who issues one paper about several parts: whoever issues for each of them. Where those are different bodies none
    of them answers for the others: head and signer stay open, for the pen."""
    found = [issuer(actor, one, day) for one in organisations]
    if all(one == found[0] for one in found):
        return found[0]
    places = {one.place for one in found}
    return Issuer("", "", places.pop() if len(places) == 1 else "", Signature(OPEN, "", ""))


def of_body(organisation: int, day: date) -> Issuer:
    """A committee or cell in its own name, whoever prints."""
    return _of_chain(tree.terms_above(organisation, day), day)


def _own(actor: rights.Actor, organisation: Organisation, chain: list[Term]) -> int | None:
    """Where in the chain (topmost first) the actor's own body stands; None where the office issues.

    On a day before the body of the role began, the one that stood in its place: a cell itself, a committee.
    """
    role = rights.widest_role(actor, organisation.pk)
    whole = role is not None and role.kind == RoleKind.READER and role.place.lo == 0
    if role is None or role.kind == RoleKind.OFFICER or whole or not chain:
        return None
    own = [at for at, term in enumerate(chain) if term.organisation_id == role.organisation]
    if role.kind != RoleKind.CELL:
        own += [at for at, term in enumerate(chain) if term.kind.is_grass_roots][-1:]
    return own[0] if own else len(chain) - 1


def of_office(day: date) -> Issuer:
    """The office itself, whoever prints."""
    said = office.settings_on(day)
    authority, post, name = said["signer_authority"], said["signer_post"], said["signer_name"]
    # Who signs in his own right has no line of authority: the post stands in its place.
    signature = Signature(authority, post, name) if authority else Signature(post or OPEN, "", name)
    asked = ("parent_body", "issuing_body", "place_name", "signer_post", "signer_name")
    missing = tuple(key for key in asked if not said[key])
    return Issuer(
        said["parent_body"], said["issuing_body"], said["place_name"], signature, missing, symbol=said["symbol"],
        copies=_office_copies(said["issuing_body"], said["list_copies"]),
    )  # fmt: skip


def _office_copies(body: str, said: str) -> tuple[str, ...]:
    """As the office has settled; who issues as the standing committee itself reports to nobody of that name."""
    copies = office.copies(said)
    if _STANDING.match(body):
        copies = [one for one in copies if not _STANDING.match(one)]
    return (*(f"{one}," for one in copies[:-1]), f"{copies[-1]}.") if copies else (KEPT,)


def _of_chain(chain: list[Term], day: date) -> Issuer:
    """The last of the chain, with the đảng bộ above it and its secretary."""
    own = chain[-1]
    cell = own.kind.holds_members
    parent, place, name = _parent(chain, day), _place(chain, day), _secretary(own.organisation_id, day)
    return Issuer(
        parent, own.name if cell else _committee(own.name), place,
        Signature("T/M CHI BỘ" if cell else "T/M ĐẢNG ỦY", "BÍ THƯ", name),
        tuple(key for key, said in (("committee_parent", parent), ("place_name", place)) if not said),
        None if name else own.organisation_id, "CB" if cell else "ĐU", _copies(chain, day),
    )  # fmt: skip


def _committee(name: str) -> str:
    """ "Đảng bộ xã An Khê" acts by "Đảng ủy xã An Khê"."""
    return re.sub(r"^Đảng bộ\b", "Đảng ủy", name)


def _copies(chain: list[Term], day: date) -> tuple[str, ...]:
    """Its list goes to the đảng ủy above it; directly under the whole register, to the office that keeps it."""
    above = _committee(chain[-2].name) if len(chain) > 2 else office.setting("issuing_body", day)
    return (f"{above},", KEPT) if above else (KEPT,)


def _parent(chain: list[Term], day: date) -> str:
    """Under a đảng bộ: its name. Directly under the whole register: as the office has settled, for an area that a
    board of the province keeps is no đảng bộ; else the name of the whole."""
    if len(chain) > 2:
        return chain[-2].name
    above = chain[-2] if len(chain) > 1 else None
    said = office.setting("committee_parent", day)
    return said or (above.name if above is not None and above.kind.code != "area" else "")


def _place(chain: list[Term], day: date) -> str:
    communes = [found["place"] for term in reversed(chain) if (found := COMMUNE.match(term.name))]
    return communes[0] if communes else office.setting("place_name", day)


def _secretary(organisation: int, day: date) -> str:
    """Who holds that office that day (one at a time: the verb sees to it); "" for nobody known."""
    rows = OfficeHolding.objects.on(day).filter(organisation=organisation, office=Office.SECRETARY)
    held = rows.select_related("member").first()
    return called.name_on(held.member, day) if held else ""
