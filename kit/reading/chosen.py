"""How a person said that a sheet is to be read, in place of what would be recognised."""

from collections.abc import Mapping
from dataclasses import replace

from kit.names import fold
from kit.reading.grid import Grid
from kit.reading.heads import BIRTH, ORDINAL, SEX, Head, How, Source
from kit.reading.rows import Kind
from kit.reading.values import written
from kit.reading.workbook import column_number

# What a row may be said to be, by the word that is kept for it.
ROWS = {"person": Kind.PERSON, "section": Kind.SECTION, "nobody": Kind.NOBODY}


def head_of(grid: Grid, head: Head | None, header_row: int | None, columns: Mapping[str, str]) -> Head:
    """The head with the columns that were said (fact → letters). Raises ValueError for letters that are none."""
    top = head.top if head else header_row or 1
    known = head.sources if head else {}
    sources = {name: _source(name, said, known) for name, said in columns.items()}
    _keep_companions(sources, known)
    width = grid.width(top, head.bottom if head else top)
    texts = head.texts if head else {c: written(grid.cell(top, c)) for c in range(1, width + 1) if grid.cell(top, c)}
    used = {column for one in sources.values() for column in one.columns}
    unknown = tuple((column, " ".join(text.split())) for column, text in texts.items() if column not in used)
    if head:
        return replace(head, sources=sources, unknown=unknown, beside=())
    return Head(top, top, sources, texts, unknown, {column: frozenset({fold(text)}) for column, text in texts.items()})


def _source(name: str, said: str, known: Mapping[str, Source]) -> Source:
    letters, _, part = said.partition("/")
    numbers = tuple(column_number(one) for one in letters.split("+"))
    if not all(numbers) or not all(one.isascii() and one.isalpha() for one in letters.split("+")):
        raise ValueError(said)
    if part:
        return Source(numbers, How.PART, int(part) - 1) if int(part) else Source(numbers)
    same = known.get(name)
    if same and same.columns == numbers:
        return same
    if len(numbers) == 1:
        return Source(numbers)
    return Source(numbers, How.CROSS if name == SEX else How.PAIR if name == BIRTH else How.JOINED)


def _keep_companions(sources: dict[str, Source], known: Mapping[str, Source]) -> None:
    """A column that says several facts (a birth under Nam or Nữ, two days in a cell) says them still when one of
    them is named; and the numbers in front are no fact that a person would name."""
    whole = {sources[name].columns for name in sources if sources[name] is known.get(name)}
    used = {column for one in sources.values() for column in one.columns}
    for name, source in known.items():
        free = name == ORDINAL and not used & set(source.columns)
        if name not in sources and (source.columns in whole or free):
            sources[name] = source
