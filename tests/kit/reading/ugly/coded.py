"""Texts as machines wrote them before Unicode: TCVN 5712 and Windows 1258 by the C library's tables, VNI by its own
chart. Nothing here is shared with the reader or with the writer of the sample lists."""

import subprocess
import unicodedata

# VNI for Windows: the byte behind a vowel that carries a tone, then the same for vowels with a hat or a bowl; and the
# letters that are one byte. After "Bảng đối chiếu encoding các bộ chữ hiện hành với Unicode".
TONES = {"\u0301": 0xF9, "\u0300": 0xF8, "\u0309": 0xFB, "\u0303": 0xF5, "\u0323": 0xEF}
HAT = {"": 0xE2, "\u0301": 0xE1, "\u0300": 0xE0, "\u0309": 0xE5, "\u0303": 0xE3, "\u0323": 0xE4}
BOWL = {"": 0xEA, "\u0301": 0xE9, "\u0300": 0xE8, "\u0309": 0xFA, "\u0303": 0xFC, "\u0323": 0xEB}
HORNED = {"o": 0xF4, "u": 0xF6}
WHOLE = {"í": 0xED, "ì": 0xEC, "ỉ": 0xE6, "ĩ": 0xF3, "ị": 0xF2, "ỵ": 0xEE, "đ": 0xF1}
# Capitals stand 32 places before the small letters there, marks included.
CAPITAL = 0x20


def by_the_c_library(text: str, encoding: str) -> bytes:
    return subprocess.run(
        ["iconv", "-f", "UTF-8", "-t", encoding], input=text.encode(), capture_output=True, check=True
    ).stdout


def tcvn3(text: str) -> bytes:
    """TCVN 5712. The fonts in use (.VnTime) have no capitals with tones: a small letter was typed and drawn tall."""
    return by_the_c_library("".join(small_where_toned(letter) for letter in unicodedata.normalize("NFC", text)), "TCVN")


def small_where_toned(letter: str) -> str:
    toned = any(mark in TONES for mark in unicodedata.normalize("NFD", letter))
    return letter.lower() if toned else letter


def vni(text: str) -> bytes:
    return b"".join(_vni(letter) for letter in unicodedata.normalize("NFC", text))


def _vni(letter: str) -> bytes:
    small, shift = letter.lower(), 0 if letter.islower() else CAPITAL
    if small in WHOLE:
        return bytes([WHOLE[small] - shift])
    base, *marks = unicodedata.normalize("NFD", small)
    if not marks:
        return letter.encode("cp1252")
    tone = next((mark for mark in marks if mark in TONES), "")
    if "\u0302" in marks or "\u0306" in marks:
        mark = (HAT if "\u0302" in marks else BOWL)[tone]
        return bytes([ord(base) - shift, mark - shift])
    first = HORNED[base] if "\u031b" in marks else ord(base)
    return bytes([first - shift, *([TONES[tone] - shift] if tone else [])])


def as_western(data: bytes) -> str:
    """What a cell of Unicode holds when such a font was used in it."""
    return data.decode("cp1252")
