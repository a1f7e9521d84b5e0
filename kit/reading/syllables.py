"""Whether a word is spelt as Vietnamese is: by that a text decoded in the right way is told from one that is not."""

import re
import unicodedata
from functools import lru_cache

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
# Consonants in front, vowels, consonants behind, all without tones; highland names are spelt otherwise and count for
# none of the ways.
_SYLLABLE = re.compile(
    "(?:b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|q|r|s|t|th|tr|v|x)?"
    "(?:[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ơi|ơu|ua|uâ|uây|uai|uay|uao"
    "|uă|ue|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ưu|ươ|ươi|ươu|yê|yêu)"
    "(?:c|ch|m|n|ng|nh|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(1 << 14)
def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of Vietnamese with at most one tone: "Nguyễn" is, "NguyÔn" or "Nguyeãn" is not."""
    taken_apart = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONES.subn("", taken_apart)
    return tones <= 1 and _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def balance(text: str) -> int:
    """Of the words with a sign beyond plain letters: how many more are syllables than are none."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    return sum(1 if is_syllable(word) else -1 for word in words)
