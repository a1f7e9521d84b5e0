"""How a name is written: cleaned for keeping, folded for finding, loosened for comparing."""

import re
import unicodedata
from functools import lru_cache

# Level tone has no mark; the order is the one of the Vietnamese alphabet: huyền, hỏi, ngã, sắc, nặng.
TONES = "\u0300\u0309\u0303\u0301\u0323"
VOWELS = frozenset("aeiouy")

# ’ ʼ ` ´ and their kin all stand for the one apostrophe of H'Linh.
_APOSTROPHES = re.compile(r"\s*['\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\u2032\uff07]\s*")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212\uff0d]\s*")
# Eth and the African D look like Đ in capitals and come from other keyboards and old fonts.
_BARRED_D = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn"})
_JOINERS = re.compile("[\u034f\ufe00-\ufe0f]")
# i and y sound alike where they are the only vowel (Lý/Lí); the u of "qu" belongs to the consonant.
_LONE_Y = re.compile(r"(?<![aeiou])y(?![aeiou])|(?<=qu)y(?![aeiou])")

_LONE_EITHER = re.compile(r"(?<![aeiouy])[iy](?![aeiouy])|(?<=qu)[iy](?![aeiouy])")


def clean(text: str) -> str:
    """The name as it should be kept: NFC, no control or zero-width characters, single plain spaces, trimmed.

    Of a text that is clean already no copy is made: a list of a hundred thousand would be in memory twice.
    """
    if text.isascii() and text.isprintable():
        cleaned = " ".join(text.split())
        return text if cleaned == text else cleaned
    # Of blanks only the plain one is printable: most texts are clean, and that is soon seen.
    if (
        text.isprintable() and unicodedata.is_normalized("NFC", text) and "  " not in text
        and text[0] != " " != text[-1] and _JOINERS.search(text) is None
    ):  # fmt: skip
        return text
    composed = unicodedata.normalize("NFC", text)
    visible = composed if composed.isprintable() else _visible(composed)
    # What stood between a letter and its mark is gone only now: compose once more.
    cleaned = unicodedata.normalize("NFC", " ".join(_JOINERS.sub("", visible).split()))
    return text if cleaned == text else cleaned


# What may stand between the letters of a name, beside blanks and digits.
_OF_PEOPLE = frozenset("'’.,-–()/")
_OF_UNITS = _OF_PEOPLE | frozenset('"“”‘&:+')
_LETTERS, _MARKS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo"}), frozenset({"Mn", "Mc", "Nd", "Zs"})


def is_of_a_person(name: str) -> bool:
    """Whether it can be somebody's name: two letters at least, and no sign that no list of people has. Digits may
    stand in it: lists tell namesakes apart by them."""
    return _written(name, _OF_PEOPLE, letters=2)


def is_of_a_unit(name: str) -> bool:
    """Whether it can be the name of an organisation: a letter at least, and no sign that no paper has in one."""
    return _written(name, _OF_UNITS, letters=1)


def _written(name: str, between: frozenset[str], *, letters: int) -> bool:
    kinds = [unicodedata.category(sign) for sign in name]
    known = all(kind in _LETTERS | _MARKS or sign in between for sign, kind in zip(name, kinds, strict=True))
    return known and sum(kind in _LETTERS for kind in kinds) >= letters


def _visible(text: str) -> str:
    spaced = "".join(" " if ch.isspace() else ch for ch in text)
    return "".join(ch for ch in spaced if unicodedata.category(ch) not in _INVISIBLE)


class _Folding(dict[int, str]):
    """What each sign folds to, worked out when it is first met: the signs of a word fold each by itself."""

    def __missing__(self, code: int) -> str:
        plain = _without_marks(_without_marks(chr(code)).casefold())
        plain = plain.translate(_BARRED_D).replace("đ", "d").replace("ƀ", "b")
        self[code] = "".join(ch if ch.isalnum() else " " for ch in plain)
        return self[code]


_FOLDING = _Folding()


# A row of a list is folded several times over, for each question asked about it.
@lru_cache(maxsize=4_096)
def fold(text: str) -> str:
    """The name for searching: lower case, no marks, đ as d, apostrophes gone, other punctuation a space.

    "H'Linh  KPĂ" → "hlinh kpa". Folding twice changes nothing.
    """
    return " ".join(_APOSTROPHES.sub("", clean(text)).translate(_FOLDING).split())


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(ch for ch in decomposed if not unicodedata.category(ch).startswith("M"))


def loose(text: str) -> str:
    """A key that is equal for names that differ in writing alone.

    Writing alone is: capitals, surplus spaces, composed or decomposed letters, the place of the tone (hoà/hòa),
    i or y as the only vowel (Lý/Lí), the shape of an apostrophe or dash. Another letter or mark is another name.
    """
    joined = _DASHES.sub("-", _APOSTROPHES.sub("'", clean(text).translate(_BARRED_D)))
    return " ".join(_loose_word(word) for word in joined.split())


@lru_cache(maxsize=65_536)
def _loose_word(word: str) -> str:
    letters, tones = without_tones(word)
    letters = _lone_y_as_i(letters)
    # All tones go behind the first vowel, wherever they stood: a place for them that does not depend on taste.
    for place, letter in enumerate(letters):
        if letter[0] in VOWELS:
            letters[place] += tones
            break
    return unicodedata.normalize("NFC", "".join(letters))


def without_tones(word: str) -> tuple[list[str], str]:
    """One word as lower-case letters (each with its own marks, decomposed: "ê" is two code points) and its tones.

    Only vowels carry a tone: the tilde of a highland ñ stays with its letter.
    """
    letters: list[str] = []
    tones = ""
    for ch in unicodedata.normalize("NFD", unicodedata.normalize("NFD", word).casefold()):
        if ch in TONES and letters and letters[-1][0] in VOWELS:
            tones += ch
        elif unicodedata.combining(ch) and letters:
            letters[-1] += ch
        else:
            letters.append(ch)
    return letters, tones


def _lone_y_as_i(letters: list[str]) -> list[str]:
    bare = "".join(letter[0] for letter in letters)
    lone = {match.start() for match in _LONE_Y.finditer(bare)}
    return ["i" + letter[1:] if place in lone else letter for place, letter in enumerate(letters)]


def lone_spellings(word: str) -> tuple[str, ...]:
    """A folded word, and the same with the other of i and y where that is its only vowel: ly, li."""
    lone = {match.start() for match in _LONE_EITHER.finditer(word)}
    other = "".join({"i": "y", "y": "i"}[ch] if place in lone else ch for place, ch in enumerate(word))
    return (word,) if other == word else (word, other)


def same_writing(a: str, b: str) -> bool:
    """Whether two names are the same but for the way of writing (see `loose`)."""
    return loose(a) == loose(b)


def cased(text: str) -> str:
    """The name as papers write it, where it was typed all small or all in capitals: "giàng seo lử" → "Giàng Seo Lử".

    With an apostrophe or a dash in it nobody but its bearer can be sure (R'Ô, Y-Thuyên): then it stays as it is. So
    does a name with a letter that has no capital of its own (ß).
    """
    in_one = text.islower() or text.isupper()
    return capitalised(text) if in_one and all(_has_capital(ch) or ch.isspace() for ch in clean(text)) else text


def _has_capital(letter: str) -> bool:
    return letter.isalpha() and len(letter.upper()) == 1


def capitalised(text: str) -> str:
    """A suggestion for a name typed all in capitals or all small: "NGUYỄN VĂN A" → "Nguyễn Văn A".

    Words of mixed case are left as they are; so is everything of which the program can't be sure.
    """
    return re.sub(r"[^ \-]+", lambda match: _capitalised_word(match.group()), clean(text))


def _capitalised_word(word: str) -> str:
    if not (word.isupper() or word.islower()):
        return word
    marker = re.match(r"[hk]['\u2019\u02bc]", word, re.IGNORECASE)
    if marker:
        return marker.group().upper() + _first_capital(word[marker.end() :])
    return _first_capital(word)


def _first_capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()
