"""What a lower app needs from a higher one, in named stores filled in `AppConfig.ready`. Unknown names are refused."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

STORES = (
    "attention",
    "timeline",
    "told",
    "papers",
    "figures",
    "reorganisation",
    "settlements",
    "signed",
    "dependants",
    "standing",
    "merge",
    "processing",
    "help",
    "versions",
    "sheets",
)
_stores: dict[str, dict[str, Any]] = {name: {} for name in STORES}


def add(store: str, key: str, entry: Any) -> None:
    """Put an entry into a store. Raises KeyError for an unknown store, ValueError for a key that is taken."""
    entries = _stores[store]
    if key in entries and entries[key] is not entry:
        raise ValueError(f"{store} đã có {key}")
    entries[key] = entry


def entries(store: str) -> dict[str, Any]:
    """All entries of a store in the order in which they came. Raises KeyError for an unknown store."""
    return dict(_stores[store])


def entry(store: str, key: str) -> Any:
    """The entry of that key, None where nobody has put one. Raises KeyError for an unknown store."""
    return _stores[store].get(key)


@dataclass(frozen=True)
class Attention:
    """One line of the start page: what, how many, since when or until when, who acts, by which rule, where. `left`:
    days left until its deadline, less than none when it is over; None for what has no deadline. `beside`: it is no
    line, but says of the one with that key, which another app draws, when it ends."""

    key: str
    kind: str
    when: str
    what: str
    why: str
    rule: str
    href: str
    act: str
    order: int = 0
    left: int | None = None
    beside: str = ""

    @property
    def place(self) -> tuple[int, int, int, str]:
        """Where it stands: what is over stands first, the longest at the top; of the rest, by its kind and deadline."""
        over = self.left is not None and self.left < 0
        return (0 if over else 1, 0 if over else self.order, self.left or 0, self.key)


@dataclass(frozen=True)
class Touched:
    """What the page of rules leads to: which open cases a new version of a rule touches, where, for whom."""

    title: str
    address: str
    shown: Callable[[Any], bool]


@dataclass(frozen=True)
class OpenCase:
    """Something under way that a reorganisation touches: what, of which organisation, and what becomes of it; which
    member is named by it."""

    organisation: int
    what: str
    fate: str
    href: str = ""
    member: int | None = None


@dataclass(frozen=True)
class Told:
    """{store told}, asked with lines, answers of each: what a changed row belongs to, as the reader may see it: what it
    is, its name, its page, and which member is named by it. `about`: the line is about it; else it is only named there,
    as a voter is in a vote on somebody else."""

    label: str
    words: str
    href: str
    member: int | None = None
    about: bool = False


@dataclass(frozen=True)
class Reorganised:
    """{store reorganisation} is asked with it: what changes on that day. `ends`: organisations that end; `carried`:
    those that come under another parent, with what is under them; `around`: everything that gives, receives or
    changes, with what stands above it before and after; `lesser`: those that are no grass-roots organisation
    afterwards; `empty`: those in which no members stand afterwards; `people`: who goes; `into`: {who is counted
    elsewhere then: where}; `goes`: {what ends: what carries it on; what is carried: what stands above it then};
    `names`, `called`: how organisations are called before and afterwards."""

    day: date
    ends: frozenset[int] = frozenset()
    carried: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()
    lesser: frozenset[int] = frozenset()
    empty: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    into: Mapping[int, int] = field(default_factory=dict)
    goes: Mapping[int, int] = field(default_factory=dict)
    names: Mapping[int, str] = field(default_factory=dict)
    called: Mapping[int, str] = field(default_factory=dict)

    def goes_to(self, organisation: int) -> str:
        """How the one is called to which it goes; "" where there is none."""
        return self.called.get(self.goes.get(organisation, 0), "")


@dataclass(frozen=True)
class Undone:
    """{store dependants} is asked with it, before an act goes back; answers the later lines that stand on it. `number`:
    of the last line of that act; `since`: the first day of which it says something; `ended`: organisations that ended
    by it; `changed`: those that came under another one, or are of another kind; `moved`: people who went elsewhere."""

    number: int
    since: date
    ended: frozenset[int] = frozenset()
    changed: frozenset[int] = frozenset()
    moved: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Settlement:
    """{store settlements}, by the name of a plain verb: the case that settles a difference in its place. `settle` is
    called as the verb is, inside an open act, and leaves a line named `verb`; `take_back(number, by=…)` is called with
    the number of that line."""

    verb: str
    settle: Callable[..., Any]
    take_back: Callable[..., None]


@dataclass(frozen=True)
class SignedDay:
    """A day for which an organisation signed what the register says of it and of everything under it then: `paper` in
    words ("biên bản đối khớp số 12"), signed on which day."""

    day: date
    organisation: int
    paper: str
    signed_on: date


@dataclass(frozen=True)
class PaperAsked:
    """What a command asks of a paper; None for what it does not say. `organisation`: None for the whole register;
    `period`: [from, until); `kind`: pdf or xlsx."""

    kind: str
    organisation: Any = None
    day: date | None = None
    period: tuple[date, date] | None = None
    round: int | None = None


@dataclass(frozen=True)
class PaperMade:
    """For which organisation and day a paper was made, and the ids of everybody whom it names."""

    day: date
    people: list[int]
    organisation: Any = None


@dataclass(frozen=True)
class Paper:
    """{store papers}, by the name under which the command prints it. `takes`: which of the options as_of, period and
    round say for when it is. `write(to, asked, by, about)`: writes the file in the scope that is open; `about(day)`
    answers the last sheet of a workbook. Raises Refusal."""

    title: str
    takes: frozenset[str]
    write: Callable[[BinaryIO, PaperAsked, Any, Callable[[date], Any]], PaperMade]


TAKEN, CHOSEN, STAYS, REFUSES = "taken", "chosen", "stays", "refuses"


@dataclass(frozen=True)
class Joined:
    """{store merge}, by "app.Table.field" of a column that points at a person (or at a spell of one): what merging
    two records does with the rows that point at the absorbed one.

    TAKEN: they point at the kept one afterwards, but those of which it has the same. CHOSEN: whoever merges says which
    of both sides stand. STAYS: they go on pointing at the absorbed one, for the stated reason. REFUSES: no merge while
    there are such rows, with `said`. `some` narrows the rows to those this is about; the others stay. `clash`, asked
    with (kept, absorbed, {spell of the absorbed: the one it becomes}), says why both sides' rows do not go together.
    """

    fate: str
    title: str
    said: str = ""
    some: Callable[[Any], Any] | None = None
    clash: Callable[[Any, Any, Mapping[int, Any]], str] | None = None


# {store reorganisation}: every open case that is touched, each with its fate.
OpenCases = Callable[[Reorganised], list[OpenCase]]
# {store standing}: asked with organisations, the day and a field, once an act has let them stand on other days. Raises
# RuleBroken where what another app holds does not go with that.
Standing = Callable[[Collection[int], date, str], None]
# {store signed}: asked with a day; what was signed for this day or a later one.
SignedDays = Callable[[date], list[SignedDay]]
ToldOf = Callable[[Sequence[Any]], list[list[Told]]]
AttentionQuery = Callable[[Any, Any], list[Attention]]
