"""A row without a number in front, by the words in it.

Beside somebody's name what stands in the columns of facts and of remarks is said of that person ("Năm 2024 chuyển
đến", "Bí thư", a cross): it makes the row no title, total or signature. Where it may be one all the same the row is
unread, never left out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kit.names import fold
from kit.reading.heads import NAME, ORDINAL, UNIT, Head
from kit.reading.rows import (
    Kind,
    Why,
    is_foot,
    is_group,
    is_motto,
    is_section,
    is_signed,
    is_title,
    is_total,
    may_be_called,
    tells,
)

Texts = list[tuple[int, str]]
# Whether people of the list above have this text in that column.
Above = Callable[[int, str], bool]
_WORDS = (is_total, is_title, is_foot)


@dataclass(frozen=True)
class Unnumbered:
    """`name` is what stands in the column of names; `telling`: how many cells say what only a person's row says;
    `wide`: whether a range merged over several columns begins here."""

    name: str
    texts: Texts
    head: Head
    telling: int
    in_foot: bool
    wide: bool

    @cached_property
    def is_named(self) -> bool:
        """Whether the name may be somebody's and is no word of a list."""
        return may_be_called(self.name) and not any(are(self.name) for are in (*_WORDS, is_section, is_group))

    def by_words(self) -> Kind | Why | None:
        """What its words make of the row; None where they say nothing."""
        if all(not fold(text) for _, text in self.texts):
            return Kind.TITLE
        if self.is_named and self._beside:
            return self._beside_a_name()
        front = in_front(self.head, self.texts)
        asked = front if self.telling else self.texts
        return self._of([text for _, text in asked], [text for column, text in front if not self._is_unit(column)])

    @property
    def has_a_signature(self) -> bool:
        """Whether the place of one stands in a column of facts."""
        return any(_is_word(text) and is_foot(text) for text in self._facts)

    def below_the_end(self, above: Above) -> Kind | Why:
        """Below the end of a list a name alone, and names side by side, are signed; of anybody else it is said."""
        signed = all(is_signed(text) and not above(column, text) for column, text in self._beside)
        return Kind.FOOT if signed or not self.is_named else Why.AFTER_THE_END

    @cached_property
    def _beside(self) -> Texts:
        """What is said of the person: in columns of facts, and of remarks behind the name."""
        own = self.head.facts | self.head.remarks
        return [(column, text) for column, text in self.texts if column in own]

    @cached_property
    def _facts(self) -> list[str]:
        return [text for column, text in self._beside if column in self.head.facts]

    def _beside_a_name(self) -> Kind | Why | None:
        if any(is_motto(text) for _, text in self._beside):
            return Kind.TITLE
        said = self.head.facts.union(self.head.remarks, self.head.sources[NAME].columns)
        before = [text for column, text in self.texts if column not in said and fold(text)]
        if before and (kind := self._of(before, before)):
            return kind
        if self.in_foot and not self.telling:
            return None
        if any(map(_is_word, self._facts)):
            return Why.WORDS_BESIDE
        return Why.NAME_ALONE if not self._facts and any(_is_word(text) for _, text in self._beside) else None

    def _of(self, texts: Sequence[str], front: Sequence[str]) -> Kind | None:
        """By these texts, of which those in front of the remarks may name what follows."""
        said = [text for text in texts if fold(text) and not text.isdigit()]
        front = [text for text in front if fold(text) and not text.isdigit()]
        if not said:
            return None
        if any(map(is_total, said)):
            return Kind.TOTAL
        if any(map(is_section, front)):
            return Kind.SECTION
        if any(map(is_title, said)):
            return Kind.TITLE
        if any(map(is_foot, said)):
            return Kind.FOOT
        if len(self.texts) > 2:
            return None
        if any(map(is_group, front)):
            return Kind.GROUP
        # A text alone, merged across the list or in the column of numbers, names what follows.
        first = self.head.sources.get(ORDINAL)
        alone = front and len(self.texts) == 1 and (self.wide or (first and self.texts[0][0] == first.columns[0]))
        return Kind.SECTION if alone and not self.in_foot else None

    def _is_unit(self, column: int) -> bool:
        """Whether a column says the cell of the person named beside it."""
        source = self.head.sources.get(UNIT)
        return bool(self.name) and not is_section(self.name) and source is not None and column in source.columns


def in_front(head: Head, texts: Texts) -> Texts:
    """Without what stands behind the name in columns nobody knows: remarks name no cell and are not handed on."""
    return [one for one in texts if one[0] not in head.remarks]


def _is_word(text: str) -> bool:
    """Of a title, a total or a signature; not a cross, not the name of a committee, and no day that is written out."""
    return bool(fold(text)) and any(are(text) for are in _WORDS) and not is_section(text) and not tells((text,))
