"""Keys of Telex or VNI that no input method has composed: "nguyeenx" and "nguye64n" are nguyễn."""

import re
import unicodedata
from itertools import pairwise

from kit.names.writing import TONES, VOWELS, clean

_TELEX = re.compile(r"[a-z'’]+")
# Of digits never three at once; a code such as m0000543 holds no keys.
_VNI = re.compile(r"(?=.*\d)(?=.*[aeiouy]|d9)(?!.*\d{3})(?!.*0)[a-z][a-z1-9'’]*")
_HAT, _HORN, _BREVE, _BAR = "\u0302", "\u031b", "\u0306", "đ"
_HUYEN, _HOI, _NGA, _SAC, _NANG = tuple(TONES)
_TELEX_TONES = {"s": _SAC, "f": _HUYEN, "r": _HOI, "x": _NGA, "j": _NANG}
_VNI_TONES = {"1": _SAC, "2": _HUYEN, "3": _HOI, "4": _NGA, "5": _NANG}
_VNI_MARKS = {"6": (_HAT, "aeo"), "7": (_HORN, "ou"), "8": (_BREVE, "a"), "9": (_BAR, "d")}


def composed(text: str) -> str:
    """The text as an input method would have written its words, in small letters; "" when no word holds such keys.

    "nguyeenx vawn ddoong" and "nguye64n va8n d9o6ng" → "nguyễn văn đông". A word that has marks already or is a code
    stays as typed.
    """
    words = clean(text).casefold().split()
    meant = [_word(word) for word in words]
    return "" if meant == words else " ".join(meant)


def _word(word: str) -> str:
    if _VNI.fullmatch(word):
        return _written(*_vni(word))
    return _written(*_telex(word)) if _TELEX.fullmatch(word) else word


def _telex(word: str) -> tuple[list[str], str]:
    """Letters, each with its mark behind it, and the tone. Behind a vowel s, f, r, x, j are no letters of a word."""
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _TELEX_TONES and any(letter[0] in VOWELS for letter in letters):
            tone = _TELEX_TONES[key]
        elif not (
            (key in "aeo" and _marked(letters, _HAT, key))
            or (key == "d" and _marked(letters, _BAR, key))
            or (key == "w" and _marked_by_w(letters))
        ):
            letters.append(key)
    return letters, tone


def _vni(word: str) -> tuple[list[str], str]:
    letters: list[str] = []
    tone = ""
    for key in word:
        if key in _VNI_MARKS:
            _marked(letters, *_VNI_MARKS[key])
        elif key.isdigit():
            tone = _VNI_TONES.get(key, tone)
        else:
            letters.append(key)
    return letters, tone


def _marked(letters: list[str], mark: str, among: str) -> bool:
    """Whether one of the letters before takes the mark: the nearest that may; it does so here."""
    for place in reversed(range(len(letters))):
        if letters[place] in among:
            letters[place] = _BAR if mark == _BAR else letters[place] + mark
            return True
    return False


def _marked_by_w(letters: list[str]) -> bool:
    """w makes ơ, ư or ă; of "ua" at the end of what is typed it makes ưa, but behind q."""
    if letters[-2:] == ["u", "a"] and letters[-3:-2] != ["q"]:
        letters[-2] += _HORN
        return True
    for place in reversed(range(len(letters))):
        if letters[place] in ("a", "o", "u"):
            letters[place] += _BREVE if letters[place] == "a" else _HORN
            return True
    return False


def _written(letters: list[str], tone: str) -> str:
    _both_horns(letters)
    if tone and (vowels := _vowels(letters)):
        letters[_toned(letters, vowels)] += tone
    return unicodedata.normalize("NFC", "".join(letters))


def _both_horns(letters: list[str]) -> None:
    """ươ before another letter has both its horns, whichever was typed; huơ and thuở end with one."""
    for place, pair in enumerate(pairwise(tuple(letters))):
        bare = pair[0][0] + pair[1][0] == "uo" and letters[place - 1 : place] != ["q"]
        if bare and _HORN in pair[0] + pair[1] and place + 2 < len(letters):
            letters[place : place + 2] = ["u" + _HORN, "o" + _HORN]


def _vowels(letters: list[str]) -> list[int]:
    """Places of the vowels that sound: the u of "qu" and the i of "gia" belong to the consonant."""
    places = [place for place, letter in enumerate(letters) if letter[0] in VOWELS]
    head = "".join(letters[:2])
    return [place for place in places if place != 1] if head in ("qu", "gi") and len(places) > 1 else places


def _toned(letters: list[str], vowels: list[int]) -> int:
    """Which vowel bears the tone: one with a mark, the last before a consonant, else the last but one."""
    marked = [place for place in vowels if len(letters[place]) > 1]
    if marked:
        return marked[-1]
    closed = vowels[-1] < len(letters) - 1
    return vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
