"""What somebody types to find a person: half a name, in any order, with or without accents, or a number."""

import re
from functools import lru_cache
from typing import NamedTuple

from kit.names.order import word_key
from kit.names.writing import clean, fold, lone_spellings

_PUNCTUATION = re.compile(r"[.\s\-–/]+")
_MIXED = re.compile(r"(?=.*[^\W\d])(?=.*\d)")
# A day or a month of birth as it stands in lists, with or without the word for it.
_BORN = re.compile(r"(?<![\d./-])(?:(\d{1,2})[./-])?(\d{1,2})[./-]((?:19|20)\d\d)(?!\d)")
# Many are called Sinh: the bare word means a birth behind a mark alone.
_BORN_WORDS = re.compile(
    r"(?:\bsinh\s+(?:ngày|năm|tháng)|(?<=[,;:(–-])\s*sinh|\b(?:s\.?n|n\.?s))[\s:.]+"
    r"(?=(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A code read aloud: "MK 000 0001". Fewer digits beside letters are a name with a year or a number of its own.
_SPACED_CODE = re.compile(r"[A-Za-z]{1,4}[.\s\-–/]+\d(?:[.\s\-–/]*\d){4,}")
# What stands before a number in a list, folded: số thẻ, mã đảng viên, số lý lịch, TĐV …
_NUMBER_WORDS = frozenset(["so", "the", "ma", "ly", "lich", "ho", "dang", "vien", "dv", "tdv", "stdv", "id"])
_FIRST_WORD = re.compile(r"([^\W\d]+)[\s:.]+")
_NUMBER = re.compile(r"(?:[A-Za-z]{1,4}[.\s\-–/]*)?\d[\d.\s\-–/]+")
WORDS_MAX, LETTERS_MAX = 8, 60


class Typed(NamedTuple):
    """`words` folded, in the order typed; `keys` of the words typed with marks (a part of the sort key of a name that
    has the word so); `digits` when the whole is a number; `code` when it is letters and digits in one word; `year`
    when a year of birth stands beside the words, with `month` and `day` as far as they are typed."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    digits: str
    code: str
    year: int | None
    month: int | None = None
    day: int | None = None


def typed(text: str) -> Typed:
    """Never raises; an empty or unreadable text has no words. Longer texts are cut: nobody is called so."""
    text, month, day = _without_birth(clean(text)[:LETTERS_MAX])
    text = _without_number_words(text)
    digits = _PUNCTUATION.sub("", text)
    is_code = (" " not in text and _MIXED.match(digits)) or _SPACED_CODE.fullmatch(text)
    code = digits.upper() if is_code and digits.isascii() else ""
    pairs = [(fold(word), word) for word in text.split()][:WORDS_MAX]
    years = [folded for folded, _ in pairs if _YEAR.fullmatch(folded)]
    year = int(years[0]) if len(years) == 1 and len(pairs) > 1 and not digits.isdigit() else None
    pairs = [pair for pair in pairs if year is None or pair[0] != str(year)]
    words = tuple(piece for folded, _ in pairs for piece in folded.split())
    keys = tuple(word_key(word) for folded, word in pairs if folded and folded != word.casefold())
    return Typed(words, keys, digits if digits.isdigit() and digits.isascii() else "", code, year, month, day)


def _without_birth(text: str) -> tuple[str, int | None, int | None]:
    """The text with its only day of birth beside words reduced to the year; month and day of it."""
    found = _BORN.findall(text)
    if not fold(_BORN.sub("", text)) or len(found) > 1:
        return text, None, None
    left = _BORN_WORDS.sub(" ", text)
    text = left if any(character.isalpha() for character in left) else text
    if not found:
        return clean(text), None, None
    day, month, _ = found[0]
    return clean(_BORN.sub(r" \3", text)), int(month), int(day) if day else None


def _without_number_words(text: str) -> str:
    """The number alone where nothing but the words for it stands before: those are family names too, and a year
    behind one is a year of birth."""
    left = text
    while (first := _FIRST_WORD.match(left)) and fold(first[1]) in _NUMBER_WORDS:
        left = left[first.end() :]
    return left if _NUMBER.fullmatch(left) and not _YEAR.fullmatch(left) else text


@lru_cache(maxsize=4_096)
def spellings(word: str) -> tuple[str, ...]:
    """A folded word as it may stand in a folded name: ly is also li, mi also my."""
    return lone_spellings(word)
