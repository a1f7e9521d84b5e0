"""What each column of a sheet was taken for, as a person chooses it: one word a column, several facts in a cell too.

A word is the name of a fact, "ordinal", facts of one cell in their order joined by ";" ("admitted_on;official_on"), or
`BORN_AND_SEX` for the two columns Nam and Nữ under a birth. A name in two columns is family and given name, a sex in
two columns is Nam beside Nữ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kit.reading.heads import BIRTH, NAME, ORDINAL, SEX
from members.importing.vocabulary import LABELS, TOGETHER

BORN_AND_SEX = f"{BIRTH}+{SEX}"
NOT_KEPT = "không lưu"
IN_TWO = frozenset({NAME, SEX, BIRTH, BORN_AND_SEX})
OF_TWO = {ORDINAL: "Số thứ tự", BORN_AND_SEX: "Ngày sinh, ở cột Nam hoặc Nữ"}


def label(word: str) -> str:
    """The words of an office for what a column was taken for."""
    if ";" in word:
        return "; ".join(LABELS.get(part, "…") for part in word.split(";")) + " (chung một ô)"
    return OF_TWO.get(word) or LABELS.get(word) or NOT_KEPT


def offered() -> list[tuple[str, str]]:
    """Everything a column may be taken for, in the order of the list."""
    words = [*LABELS, ORDINAL, *(";".join(facts) for facts in TOGETHER), BORN_AND_SEX]
    return [("", NOT_KEPT), *((word, label(word)) for word in words)]


def words_of(said: Mapping[str, str]) -> dict[str, str]:
    """Letter → word, from fact → letters as a table says them ("C", "B+C", "G/2")."""
    whole: dict[str, str] = {}
    parts: dict[str, dict[int, str]] = {}
    for fact, place in said.items():
        letters, _, part = place.partition("/")
        if part and part != "0":
            parts.setdefault(letters, {})[int(part)] = fact
            continue
        for one in letters.split("+"):
            whole[one] = BORN_AND_SEX if {whole.get(one), fact} == {BIRTH, SEX} else fact
    for one, facts in parts.items():
        last = max(2, *facts)
        whole[one] = ";".join(facts.get(place, "") for place in range(1, last + 1))
    return whole


def said_of(words: Mapping[str, str]) -> dict[str, str]:
    """The way back: fact → letters, for `SheetChoice`. Columns stand in the order of the sheet."""
    said: dict[str, str] = {}
    for letter, word in words.items():
        if ";" in word:
            said |= {fact: f"{letter}/{place}" for place, fact in enumerate(word.split(";"), 1) if fact}
            continue
        for fact in word.split("+") if word else ():
            before = said.get(fact, "").removesuffix("/0")
            said[fact] = f"{before}+{letter}" if before else f"{letter}/0"
    return said


def twice(words: Mapping[str, str]) -> list[str]:
    """Facts that more columns were taken for than can hold them."""
    columns: dict[str, list[str]] = {}
    for word in words.values():
        for fact in _facts(word):
            columns.setdefault(fact, []).append(word)
    return [fact for fact, by in columns.items() if len(by) > 1 and not _may_share(by)]


def columns_of(fact: str, words: Mapping[str, str]) -> list[str]:
    """The letters of the columns that were taken for it."""
    return [letter for letter, word in words.items() if fact in _facts(word)]


def _facts(word: str) -> list[str]:
    return [fact for fact in word.replace("+", ";").split(";") if fact]


def _may_share(by: Iterable[str]) -> bool:
    """Columns of one and the same word, and of those that stand in two columns; a name may stand in more."""
    words = list(by)
    return len(set(words)) == 1 and words[0] in IN_TWO and (len(words) == 2 or words[0] == NAME)
