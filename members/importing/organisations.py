"""Which organisation a list means: "Chi bộ X, Đảng bộ xã Y", a section, a title; and which are to be made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from kit import names
from members import office, tree
from members.importing.kinds import Kinds
from members.models import Kind, Organisation, Term

# How the head of a register is called of which nobody has said a name: a district until there were none.
DEFAULT_ROOTS = {"above": "Đảng bộ huyện", "area": "Đảng bộ khu vực"}
_BEGINNING = re.compile(r"^(chi bo|cb|chi uy|dang bo|dang uy|dbo?)\s+")
_CELL = re.compile(r"^(chi bo|cb|chi uy)\b")
_COMMITTEE = re.compile(r"^(dang bo|dang uy)\b")
_ABOVE = re.compile(r"^(dang bo|dang uy) (huyen|tinh|quan|thi xa|thanh pho|khoi)\b")
_OURS = re.compile(r"^của (.+?) đến ngày .*$", re.IGNORECASE)
_PART = re.compile(r"^dang bo bo phan\b")
NO_KIND = "organisation_no_kind"
_SHORT_CELL = re.compile(r"^(CB|Cb|cb)\.?\s+")


@dataclass(eq=False, slots=True)
class Node:
    """An organisation of the register, or one that the import would make (`pk` None until it is made)."""

    name: str
    kind: str
    holds: bool
    is_grass: bool = False
    parent: Node | None = None
    pk: int | None = None
    code: str = ""
    since: date | None = None
    until: date | None = None
    wanted: bool = False
    children: list[Node] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        for child in self.children:
            yield child
            yield from child.below()

    def path(self) -> Iterator[Node]:
        """The node and what stands above it, from below."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


def key(name: str) -> str:
    """What tells organisations of one kind apart, however they are written: "CB thôn 1" is "Chi bộ Thôn 1"."""
    return _BEGINNING.sub("", names.fold(re.sub(r"\([^()]*\)", " ", name)))


def is_cell(name: str) -> bool:
    return _COMMITTEE.match(names.fold(name)) is None


class Places:
    """The tree as it stands on `day`, searched by names; grows by what may be made."""

    def __init__(self, day: date, under: Organisation | None, *, may_create: bool) -> None:
        self.under, self.may_create, self.made = under, may_create, list[Node]()
        self.nodes: dict[int, Node] = {}
        self.kinds = Kinds(day) if may_create else None
        self.root = self._read(day)
        head = self.kinds.of_root() if self.root is None and self.kinds is not None else None
        if head is not None:
            self.root = self._make(_root_name(head, day), head, None)
        self.top = self.nodes[under.pk] if under is not None else self.root
        self._index: dict[tuple[int, bool, str], list[Node]] = {}
        self._answers: dict[tuple[str, str, int], Node | str] = {}
        if self.top is not None:
            for node in [self.top, *self.top.below()]:
                self._enter(node)

    def _read(self, day: date) -> Node | None:
        terms: dict[int, list[Term]] = {}
        for term in Term.unscoped.select_related("kind").order_by("pk"):
            terms.setdefault(term.organisation_id, []).append(term)
        parents: dict[int, int | None] = {}
        for pk, own in terms.items():
            own.sort(key=lambda term: term.since or date.min)
            now = next((term for term in reversed(own) if term.holds_on(day)), own[0])
            self.nodes[pk] = Node(
                now.name, now.kind.code, now.kind.holds_members, now.kind.is_grass_roots, pk=pk, code=now.code,
                since=_taking_since(own, day), until=now.until,
            )  # fmt: skip
            parents[pk] = now.parent_id
        root = None
        for pk, parent in parents.items():
            node = self.nodes[pk]
            if parent is None:
                root = node
            else:
                node.parent = self.nodes[parent]
                self.nodes[parent].children.append(node)
        return root

    def _enter(self, node: Node) -> None:
        """Found under its parent and under everything above it."""
        for above in node.path():
            self._index.setdefault((id(above), is_cell(node.name), key(node.name)), []).append(node)

    def _make(self, name: str, kind: Kind, parent: Node | None) -> Node:
        node = Node(name, kind.code, kind.holds_members, kind.is_grass_roots, parent)
        if parent is not None:
            parent.children.append(node)
        self.made.append(node)
        return node

    def find(self, name: str, within: Node) -> list[Node]:
        return self._index.get((id(within), is_cell(name), key(name)), [])

    def of_titles(self, titles: Iterable[str]) -> Node | None:
        """The committee (or cell) whose list this is: the last title that names one below the head of the tree."""
        if self.top is None:
            return None
        found = None
        for written in titles:
            # Our own lists: "của Đảng bộ xã An Khê đến ngày 30/6/2026". What others print so makes no committee.
            title, is_ours = _OURS.subn(r"\1", names.clean(written))
            said = names.fold(title)
            if not (_COMMITTEE.match(said) or _CELL.match(said)) or _ABOVE.match(said):
                continue
            known = self.find(title, self.top)
            if len(known) == 1:
                found = known[0]
            elif not known and not is_ours and self.may_create and self.top is self.root and _COMMITTEE.match(said):
                made = self._new(title, self.top)
                found = made if isinstance(made, Node) else found
        return found

    def of_sections(self, sections: Iterable[str]) -> list[Node]:
        """The committees that the sections of one list name ("Chi bộ Thôn 1, Đảng bộ xã An Khê"), and the cells that
        stand beside committees; a cell alone, of which there may be many, names none."""
        found: dict[int, Node] = {}
        for said in sections:
            node = self.cell(said, "", None)
            if isinstance(node, Node):
                grass = next((one for one in node.path() if one.parent is self.top), None)
                if grass is not None and (grass is node or len(_pieces(said)) > 1):
                    found[id(grass)] = grass
        return list(found.values())

    def cell(self, said: str, committee: str, sheet: Node | None) -> Node | str:
        """The cell meant by a text, in the committee it names, else in that of the sheet. Answers the code of the
        problem when there is none."""
        asked = (said, committee, id(sheet))
        if asked not in self._answers:
            self._answers[asked] = self._cell(said, committee, sheet)
        return self._answers[asked]

    def _cell(self, said: str, committee: str, sheet: Node | None) -> Node | str:
        home = sheet or self.top
        if home is None:
            return "organisation_not_found"
        lowest, *above = [*_pieces(said), *_pieces(committee)] or [""]
        for name in reversed(above):
            next_home = self._committee(name, home)
            if isinstance(next_home, str):
                return next_home
            home = next_home
        if not lowest:
            return home if home.holds else "organisation_missing"
        if home.holds:
            return home if key(lowest) == key(home.name) else "organisation_not_found"
        return self._lowest(lowest, home)

    def _lowest(self, name: str, home: Node) -> Node | str:
        found = self.find(name, home)
        direct = [node for node in found if node.parent is home] or found
        exact = [node for node in direct if names.loose(node.name) == names.loose(name)] or direct
        if len(exact) == 1:
            return exact[0] if exact[0].holds else "organisation_takes_no_members"
        if exact or not self.may_create:
            return "organisation_not_found"
        made = self._new(name, home)
        return made if isinstance(made, str) or made.holds else "organisation_takes_no_members"

    def _committee(self, name: str, home: Node) -> Node | str:
        if self.root is not None and key(name) == key(self.root.name):
            return home
        if key(name) == key(home.name) and not is_cell(home.name):
            return home
        found = self.find(name, home) or (self.find(name, self.top) if self.top else [])
        if len(found) == 1:
            return found[0]
        return "organisation_not_found" if found or not self.may_create or home.holds else self._new(name, home)

    def _new(self, said: str, home: Node) -> Node | str:
        """One that is to be made, of the kind that fits; the code of the problem where the office uses none."""
        name = _proper(said)
        grass = not any(above.is_grass for above in home.path())
        if self.kinds is None or (grass and _PART.match(names.fold(name))):
            return NO_KIND
        kind = self.kinds.of_new(home.kind, cell=is_cell(name), grass=grass)
        if kind is None:
            return NO_KIND
        node = self._make(name, kind, home)
        self._enter(node)
        return node

    def wanted(self) -> list[Node]:
        """What is really to be made: where somebody new stands, and what stands above; parents first, with codes."""
        needed = {id(above) for node in self.made if node.wanted for above in node.path()}
        found = [node for node in self.made if id(node) in needed]
        found.sort(key=lambda node: (sum(1 for _ in node.path()), node.kind, tree.order_key(node.name)))
        _give_codes(found, {node.code for node in self.nodes.values()})
        return found


def _taking_since(terms: Sequence[Term], day: date) -> date | None:
    """From when on it has taken members without a break, as it stands on `day`; None for as long as is known. Before
    that nobody can have stood in it. `terms` in the order of days."""
    runs: list[Term] = []
    last: Term | None = None
    for term in terms:
        if term.kind.holds_members and (last is None or last.until != term.since):
            runs.append(term)
        last = term if term.kind.holds_members else None
    begun = [one for one in runs if one.since is None or one.since <= day]
    return (begun[-1] if begun else (runs or terms)[0]).since


def _root_name(head: Kind, day: date) -> str:
    said = office.setting("office_name", day)
    if said != office.KEYS["office_name"][1]:
        return said
    return DEFAULT_ROOTS.get(head.code, "Đảng bộ cấp trên")


def _pieces(said: str) -> list[str]:
    """ "Chi bộ X, Đảng bộ xã Y" → both; a comma inside a name parts nothing."""
    pieces: list[str] = []
    for piece in said.split(","):
        piece = piece.strip()
        folded = names.fold(piece)
        if pieces and not (_CELL.match(folded) or _COMMITTEE.match(folded)):
            pieces[-1] = f"{pieces[-1]}, {piece}"
        elif piece:
            pieces.append(piece)
    return pieces


def _proper(said: str) -> str:
    """The name of an organisation to be made, from how a list writes it."""
    name = names.clean(re.sub(r"\([^()]*\)", " ", said))
    if name.isupper():
        name = names.capitalised(name)
        name = re.sub(r"^(Chi|Đảng) (Bộ|Ủy)", lambda found: found[0].capitalize(), name)
        name = re.sub(r"^(Đảng bộ) (Xã|Phường|Thị Trấn|Công An|Công Ty)", _lower_type, name)
    name = re.sub(r"^Đảng ủy ", "Đảng bộ ", _SHORT_CELL.sub("Chi bộ ", name))
    folded = names.fold(name)
    return name if _CELL.match(folded) or _COMMITTEE.match(folded) else f"Chi bộ {name}"


def _lower_type(found: re.Match[str]) -> str:
    """Units of the state are written small behind "Đảng bộ", institutions begin with one capital."""
    said = found[2].capitalize()
    return f"{found[1]} {said if said in ('Công an', 'Công ty') else said.lower()}"


def _give_codes(nodes: Iterable[Node], taken: set[str]) -> None:
    """Under a parent three digits more: 001 → 001.001, 001.002 … after the highest already given there."""
    last: dict[int, int] = {}
    for node in nodes:
        parent = node.parent
        prefix = f"{parent.code}." if parent is not None and parent.code else ""
        here = last.get(id(parent), 0) + 1
        while f"{prefix}{here:03}" in taken:
            here += 1
        last[id(parent)] = here
        node.code = f"{prefix}{here:03}"
        taken.add(node.code)
