"""The order of people in a list: given name, then family, then middle, by the Vietnamese alphabet.

Within each word letters come first (a ă â b c d đ e ê …), then its tone (level, huyền, hỏi, ngã, sắc, nặng), and only
then the next word: all Hoa stand before all Hòa, whatever their families. The reasons are in
docs/decisions/0011-sort-key.md.
"""

import unicodedata
from functools import lru_cache

from kit.names.parts import split
from kit.names.writing import TONES, fold, without_tones

ALPHABET = tuple("AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ")
"""The letters a list may be entered at, in order: the 29 of Vietnamese and F, J, W, Z of highland names."""

SORT_KEY_MAX = 160
"""The longest key, in characters (all ASCII); longer names are cut, and then ordered by what stands before the cut."""

# Ascending bytes under the "C" collation: the gap < tones < digits < letters < letters of other scripts.
_GAP = " "
_TONE_CODES = "012345"
_OTHER_MARK = "6"
_CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CODE_OF = {letter: _CODES[place] for place, letter in enumerate("0123456789" + "".join(ALPHABET).lower())}
_OTHER_LETTER = "z"


def sort_key(full_name: str) -> str:
    """A plain ASCII text of at most SORT_KEY_MAX characters that orders names bytewise ("C" collation, SQLite BINARY).

    Names that differ in writing alone (capitals, spaces, composition, place of the tone) have the same key.
    """
    name = split(full_name)
    parts = (name.given, name.family, name.middle)
    return _GAP.join(_part_key(part) for part in parts)[:SORT_KEY_MAX].rstrip(_GAP)


def jump_key(letter: str) -> str:
    """The least key of a given name that begins with this letter of ALPHABET; raises KeyError for another letter."""
    return _CODE_OF[letter.lower()]


def _part_key(part: str) -> str:
    return "".join(word_key(word) for word in part.split())


@lru_cache(maxsize=65_536)
def word_key(word: str) -> str:
    """One word as it stands within a sort key: its letters, then one sign for the tone; "" for a word without any."""
    letters, tones = without_tones(word)
    codes = ""
    other_mark = False
    for letter in letters:
        code = _CODE_OF.get(unicodedata.normalize("NFC", letter))
        if code is None:
            # Highland ŭ, č, ñ … stand behind their plain letter as if they carried a tone of their own.
            code = "".join(_CODE_OF.get(plain, _OTHER_LETTER) for plain in fold(letter) if plain != " ")
            other_mark = other_mark or bool(code)
        codes += code
    if not codes:
        return ""
    if tones:
        return codes + _TONE_CODES[TONES.index(tones[0]) + 1]
    return codes + (_OTHER_MARK if other_mark else _TONE_CODES[0])
