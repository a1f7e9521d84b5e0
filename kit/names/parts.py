"""A full name taken apart: family, middle, given. Derived, never asked first, and a person may correct it.

The rule, in this order:
1. One word is a given name.
2. A highland marker of sex in front (Y, H', H, K') is no name: it counts as middle. After it comes the given name
   and behind that the family, which begins at the first known highland family, else after one word:
   "Y Thuyên Ksor" → family Ksor, middle Y, given Thuyên. "Y Đai" has no family.
3. Otherwise the family comes first (two words for Tôn Thất and the like), the last word is given, the rest middle.
   A marker grown together with the given name is split off: "Nay H'Wil" → family Nay, middle H', given Wil.
"""

import re
from typing import NamedTuple

from kit.names.writing import clean, fold

# Each with the blank behind it.
_COMPOUND_FAMILIES = ("cong tang ton nu ", "ton that ", "ton nu ", "au duong ")
_HIGHLAND_FAMILIES = re.compile(
    r"adrong|ajrong|arul|alio|ayun|ban|buon|bya|eban|ecam|enuol|hdok|hmok|hra|hwing|kbuor|kdoh|kman|knul|"
    r"kpa|kpor|kpuih|krong|ksor|ktla|kuan|mlo|nay|nie|rahlan|rcam|rchom|rcom|rlan|rmah|ro|siu"
)
_GROWN_MARKER = re.compile(r"([HhKk]['\u2018\u2019\u02bc`])(?=\w)")
_MARKERS = frozenset({"Y", "H", "H'", "K'"})


class Name(NamedTuple):
    """The three parts as written; each may be empty but `given`, which is empty only for an empty name."""

    family: str
    middle: str
    given: str


def split(full_name: str) -> Name:
    """The parts of a full name by the rule at the head of this file. Never raises; an empty text gives three empty."""
    words = _GROWN_MARKER.sub(r"\1 ", clean(full_name)).split()
    if len(words) < 2:
        return Name("", "", "".join(words))
    if _is_marker(words[0]):
        return _family_last(words)
    return _family_first(words)


def _is_marker(word: str) -> bool:
    # Most names begin with a longer word.
    return len(word) <= 2 and re.sub(r"[\u2018\u2019\u02bc`]", "'", word).upper() in _MARKERS


def _family_last(words: list[str]) -> Name:
    # The word behind the marker is a given name even when it looks like a family.
    known = (place for place in range(2, len(words)) if _HIGHLAND_FAMILIES.fullmatch(fold(words[place])))
    start = next(known, 2)
    return Name(" ".join(words[start:]), " ".join(words[: start - 1]), words[start - 1])


def _family_first(words: list[str]) -> Name:
    folded = fold(" ".join(words)) + " "
    count = 1
    if folded.startswith(_COMPOUND_FAMILIES):
        compound = next(family for family in _COMPOUND_FAMILIES if folded.startswith(family))
        count = min(len(compound.split()), len(words) - 1)
    return Name(" ".join(words[:count]), " ".join(words[count:-1]), words[-1])
