"""The head of a list: which column holds what. What heads are called is given by the caller as a `Vocabulary`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from kit.names import fold
from kit.reading import given_names
from kit.reading.grid import Grid
from kit.reading.rows import LONG_NUMBER, ordinal_in, tells
from kit.reading.values import written
from kit.reading.workbook import letter

NAME, FAMILY, GIVEN, OTHER = "full_name", "family_name", "given_name", "other_names"
BIRTH, SEX, UNIT, ORDINAL = "birth_date", "sex", "organisation", "ordinal"
CARD, CARD12, CARD8, PROFILE = "card", "card12", "card8", "profile_number"
DEPTH, LOOKED_AT = 3, 60
# A head in the middle of a sheet has at least so many known columns.
MET = 3
_BRACKETS = re.compile(r"\([^()]*\)")
# A slash joins what belongs together ("Nam/nữ") wherever something else parts the heads.
_PARTS = re.compile(r"[\n,;]+"), re.compile(r"[\n,;/]+")
MAN, WOMAN = "nam", "nu"


@dataclass(frozen=True)
class Field:
    """A fact and the heads under which people write it. The names at the top of this file mean something here.

    `own`: no two people share it, so that "như trên" says nothing there."""

    name: str
    heads: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """All facts a list may hold, in order of preference where two share a head."""

    fields: tuple[Field, ...]

    @cached_property
    def _by_head(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for one in self.fields:
            for head in one.heads:
                found.setdefault(fold(head), one.name)
        return found

    @cached_property
    def own(self) -> frozenset[str]:
        return frozenset(one.name for one in self.fields if one.own)

    def whole(self, head: str) -> str | None:
        """The fact a head names as a whole: as it stands, then without what is in brackets."""
        found, bare = self._by_head.get(fold(head)), _BRACKETS.sub(" ", head)
        return found if found or bare == head else self._by_head.get(fold(bare))

    def parts(self, head: str) -> tuple[str | None, ...]:
        """The facts named by the parts of a head of several ("Ngày vào Đảng, ngày chính thức"); () when none is."""
        bare = _BRACKETS.sub(" ", head)
        for sign in _PARTS:
            pieces = _one_sex([piece for piece in sign.split(bare) if fold(piece)])
            found = [self._by_head.get(fold(piece)) for piece in pieces]
            if len(found) > 1 and any(found):
                return tuple(_told_apart(found))
        return ()


def _one_sex(pieces: list[str]) -> list[str]:
    """ "Nam, nữ, dân tộc, tôn giáo": the first two ask for one fact."""
    if [fold(piece) for piece in pieces[:2]] == [MAN, WOMAN]:
        return [" ".join(pieces[:2]), *pieces[2:]]
    return pieces


def _told_apart(found: list[str | None]) -> list[str | None]:
    """ "Họ và tên, họ tên khai sinh": of two names the second is another name of the same person."""
    named = [place for place, one in enumerate(found) if one == NAME]
    return [OTHER if place in named[1:] else one for place, one in enumerate(found)]


class How(Enum):
    """How a fact is taken from its columns."""

    CELL = "the cell"
    PART = "one of several values in the cell"
    JOINED = "the columns one after the other"
    PAIR = "whichever of the two columns holds something"
    CROSS = "which of the two columns holds a mark"


@dataclass(frozen=True)
class Source:
    columns: tuple[int, ...]
    how: How = How.CELL
    part: int = 0


@dataclass(frozen=True)
class Head:
    """A head of rows [top, bottom]: where each fact stands, the texts by column, the columns nobody knows.

    `beside`: columns of names that belong to another list, which stands to the right of this one."""

    top: int
    bottom: int
    sources: Mapping[str, Source]
    texts: Mapping[int, str]
    unknown: tuple[tuple[int, str], ...] = ()
    folded: Mapping[int, frozenset[str]] = field(default_factory=dict)
    month_first: bool = False
    beside: tuple[int, ...] = ()

    @property
    def composite(self) -> bool:
        """Whether a cell holds several values: then a person may take several rows."""
        return any(one.how is How.PART for one in self.sources.values())

    @cached_property
    def parts(self) -> dict[int, dict[str, int]]:
        """Of each column that holds several facts: at which place each stands."""
        found: dict[int, dict[str, int]] = {}
        for name, source in self.sources.items():
            if source.how is How.PART:
                found.setdefault(source.columns[0], {})[name] = source.part
        return found

    @cached_property
    def facts(self) -> frozenset[int]:
        """The columns of all facts besides the name and the number in front."""
        sources = (source for name, source in self.sources.items() if name not in (NAME, ORDINAL))
        return frozenset(column for source in sources for column in source.columns)

    @cached_property
    def remarks(self) -> frozenset[int]:
        """The columns behind the name that nobody knows."""
        last = max(self.sources[NAME].columns) if NAME in self.sources else 0
        return frozenset(column for column, _ in self.unknown if column > last)

    @cached_property
    def cells(self) -> dict[str, int]:
        """Fact → column, where every fact but the number in front is a cell of its own; else empty."""
        sources = {name: source for name, source in self.sources.items() if name != ORDINAL}
        plain = all(source.how is How.CELL for source in sources.values())
        return {name: source.columns[0] for name, source in sources.items()} if plain else {}

    @cached_property
    def letters(self) -> dict[str, str]:
        """`cells` as a spreadsheet names its columns."""
        return {name: letter(column) for name, column in self.cells.items()}

    @property
    def known(self) -> int:
        """How much it says: facts, and columns that hold them."""
        return len(self.sources) + len({column for one in self.sources.values() for column in one.columns})

    def says(self, column: int, text: str) -> bool:
        """Whether a text is what this head says over that column, in one of its rows or in all."""
        return fold(text) in self.folded.get(column, ())


def find(grid: Grid, vocabulary: Vocabulary) -> Head | None:
    """The best head among the first rows: most columns known, then fewest rows, then the first. A poorer one above it
    that has a list of its own comes first: the better one is met on the way down.

    None without a name column beside at least one other fact.
    """
    rows = [number for number in grid.numbers[:LOOKED_AT] if grid.mostly_texts(number)]
    found = [head for number in rows if (head := at(grid, vocabulary, number)) is not None]
    if not found:
        return None
    best = max(found, key=_rank)
    above = [head for head in found if head.bottom < best.top and len(head.sources) >= MET]
    above = [head for head in above if _has_people(grid, head, best.top)]
    # Of heads that begin one row apart, a title taken along, again the best.
    return max((head for head in above if head.top <= above[0].bottom), key=_rank, default=best)


def _rank(head: Head) -> tuple[int, int, int]:
    return head.known, head.top - head.bottom, -head.top


def _has_people(grid: Grid, head: Head, until: int) -> bool:
    """Whether rows with a name, and a number in front or a day, stand between a head and the row `until`."""
    name = head.sources.get(NAME)
    if name is None:
        return False
    ordinal = head.sources.get(ORDINAL)
    for number in range(head.bottom + 1, until):
        called = written(grid.cell(number, name.columns[0]))
        if not called or called.isdigit() or head.says(name.columns[0], called):
            continue
        is_numbered = ordinal is not None and ordinal_in(written(grid.cell(number, ordinal.columns[0])))
        if is_numbered or tells(grid.cell(number, column) for column in head.facts):
            return True
    return False


def at(grid: Grid, vocabulary: Vocabulary, top: int, *, named: bool = True) -> Head | None:
    """The head that begins at this row, as deep as it makes sense; one without a name too where not `named`."""
    best: Head | None = None
    for depth in range(1, DEPTH + 1):
        row = top + depth - 1
        if depth > 1 and (not grid.only_texts(row) or tells(grid.rows[row])):
            break
        head = _read(grid, vocabulary, top, row, named=named)
        if head is None:
            continue
        if best is None or head.known > best.known or (head.known == best.known and _parts_the_name(grid, head)):
            best = head
    return best


def _parts_the_name(grid: Grid, head: Head) -> bool:
    """Whether the last row of a head says nothing but which column holds which part of the name: nobody is called
    that."""
    name = head.sources.get(NAME)
    said = [column for column, cell in enumerate(grid.rows[head.bottom], 1) if cell is not None]
    return name is not None and len(said) > 1 and set(said) <= set(name.columns)


def nameless(grid: Grid, vocabulary: Vocabulary, top: int | None = None) -> Head | None:
    """The best head without a name, at `top` or among the first rows: only a person can say where the names stand.
    None where nothing stands below it."""
    rows = [top] if top else [number for number in grid.numbers[:LOOKED_AT] if grid.mostly_texts(number)]
    found = [head for number in rows if (head := at(grid, vocabulary, number, named=False)) is not None]
    best = max(found, key=_rank, default=None)
    if best is None or NAME in best.sources or best.bottom >= max(grid.numbers, default=0):
        return None
    return best


def _read(grid: Grid, vocabulary: Vocabulary, top: int, bottom: int, *, named: bool) -> Head | None:
    paths = {column: grid.path(top, bottom, column) for column in range(1, grid.width(top, bottom) + 1)}
    paths = {column: path for column, path in paths.items() if path}
    sources, unknown = _sources(vocabulary, paths)
    _half_names(grid, sources, paths, bottom)
    known = set(sources) - {ORDINAL}
    if len(known) < 2 or (named and not known & {NAME, GIVEN}):
        return None
    if FAMILY in sources and GIVEN in sources:
        joined = Source(sources.pop(FAMILY).columns + sources.pop(GIVEN).columns, How.JOINED)
        sources.setdefault(NAME, joined)
    texts = {column: " ".join(path) for column, path in paths.items()}
    folded = {column: frozenset(map(fold, [*path, texts[column]])) for column, path in paths.items()}
    if _is_half_a_head(grid, sources.get(NAME), texts, bottom):
        if named:
            return None
        column = sources.pop(NAME).columns[0]
        unknown.append((column, " ".join(texts[column].split())))
    beside = _beside(vocabulary, texts, sources)
    return Head(top, bottom, sources, texts, tuple(unknown), folded, beside=beside)


def _half_names(grid: Grid, sources: dict[str, Source], paths: Mapping[int, Sequence[str]], bottom: int) -> None:
    """A head "Họ và" with no word for the given names: it is merged over both columns, or nothing stands over the
    second, in which the names below it go on."""
    family = sources.get(FAMILY)
    if family is None or {NAME, GIVEN} & set(sources):
        return
    first, last = family.columns[0], family.columns[-1]
    if last == first and last + 1 not in paths and given_names.stand_beside(grid, first, bottom):
        last += 1
    if last > first:
        sources[NAME] = Source((*range(first, last + 1),), How.JOINED)
        del sources[FAMILY]


def _is_half_a_head(grid: Grid, name: Source | None, texts: Mapping[int, str], bottom: int) -> bool:
    """Whether long numbers stand where a head says people, and says no word for a name: "Số thẻ" over "đảng viên", of
    which the lower half alone was understood."""
    if name is None or any("ten" in fold(texts.get(column, "")).split() for column in name.columns):
        return False
    below = [number for number in grid.numbers if number > bottom][:LOOKED_AT]
    said = [text for number in below if (text := written(grid.cell(number, name.columns[0])).strip(" ."))]
    return 2 * sum(text.isdigit() and len(text) >= LONG_NUMBER for text in said) > len(said)


def _beside(vocabulary: Vocabulary, texts: Mapping[int, str], sources: Mapping[str, Source]) -> tuple[int, ...]:
    """Columns of names behind the list's own, each with another fact said once more: a second list to the right."""
    used = {column for source in sources.values() for column in source.columns}
    again = {column: vocabulary.whole(text) for column, text in texts.items() if column not in used}
    names = [column for column, name in again.items() if name == NAME]
    facts = [column for column, name in again.items() if name in sources and name not in (NAME, ORDINAL)]
    return tuple(column for column in names if any(fact > column for fact in facts))


def _sources(
    vocabulary: Vocabulary, paths: Mapping[int, Sequence[str]]
) -> tuple[dict[str, Source], list[tuple[int, str]]]:
    sources: dict[str, Source] = {}
    unknown: list[tuple[int, str]] = []
    pairs = _pairs(paths)
    for column, path in paths.items():
        text = " ".join(path)
        if column in pairs:
            sources.update(_pair(vocabulary, column, path[:-1], sources))
            continue
        if column - 1 in pairs:
            continue
        name = vocabulary.whole(text) or vocabulary.whole(path[-1])
        if name == NAME and FAMILY in sources and vocabulary.whole(path[-1]) == GIVEN:
            # "Họ và" over "đệm" and "tên": together with what stands above it the second column says a whole name.
            name = GIVEN
        if name in (NAME, FAMILY) and _goes_on(sources.get(name), paths, column):
            sources[name] = Source((*sources[name].columns, column), How.JOINED)
            continue
        if name is not None and name not in sources:
            sources[name] = Source((column,))
            continue
        parts = () if name else max(vocabulary.parts(text), vocabulary.parts(path[-1]), key=_count_known)
        fresh = {one: place for place, one in enumerate(parts) if one and one not in sources}
        sources.update({one: Source((column,), How.PART, place) for one, place in fresh.items()})
        if not fresh:
            unknown.append((column, " ".join(text.split())))
    return sources, unknown


def _count_known(parts: Sequence[str | None]) -> int:
    return sum(part is not None for part in parts)


def _goes_on(name: Source | None, paths: Mapping[int, Sequence[str]], column: int) -> bool:
    """One head "Họ và tên", or "Họ và", merged over the columns of family and given name."""
    return name is not None and name.columns[-1] == column - 1 and paths[column] == paths.get(column - 1)


def _pairs(paths: Mapping[int, Sequence[str]]) -> set[int]:
    """Columns under "Nam" whose right neighbour stands under "Nữ"."""
    last = {column: fold(path[-1]) for column, path in paths.items()}
    return {column for column, text in last.items() if text == MAN and last.get(column + 1) == WOMAN}


def _pair(vocabulary: Vocabulary, column: int, above: Iterable[str], known: Mapping[str, Source]) -> dict[str, Source]:
    """Two columns Nam | Nữ: under a head of the birth they hold dates and say the sex too, else marks."""
    both = (column, column + 1)
    if vocabulary.whole(" ".join(above)) == BIRTH:
        found = {BIRTH: Source(both, How.PAIR), SEX: Source(both, How.CROSS)}
    else:
        found = {SEX: Source(both, How.CROSS)}
    return {name: source for name, source in found.items() if name not in known}
