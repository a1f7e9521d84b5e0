"""Vietnamese text as other offices' machines write it: legacy encodings, other tone places, no accents."""

from __future__ import annotations

import re
import unicodedata

PLAIN = str.maketrans({"đ": "d", "Đ": "D"})
_TCVN3_LETTERS = (
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ",
)
TCVN3 = {**dict(zip(*_TCVN3_LETTERS, strict=True)), **dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))}
_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HATTED = {"\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä", "": "â"}
_SHORT = {"\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë", "": "ê"}
_I = {"í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "đ": "ñ"}
_LAST_Y = re.compile("(?<=[hklmstvHKLMSTV])[yỳỷỹýỵYỲỶỸÝỴ](?!\\w)|(?<=[qQ][uU])[yỳỷỹýỵYỲỶỸÝỴ](?!\\w)")
_I_FOR_Y = str.maketrans("yỳỷỹýỵYỲỶỸÝỴ", "iìỉĩíịIÌỈĨÍỊ")
HAT, BREVE, HORN = "\u0302", "\u0306", "\u031b"


def plain(text: str) -> str:
    """Without any accent: Trần → Tran."""
    marks = unicodedata.normalize("NFD", text.translate(PLAIN))
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def tcvn3(text: str) -> str:
    """The bytes of a .Vn font read as Latin. Capitals with a tone have no code of their own there."""
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


def vni(text: str) -> str:
    """Letter and mark as two signs, as a VNI font has them."""
    return "".join(_vni(letter) for letter in text)


def _vni(letter: str) -> str:
    low = letter.lower()
    if low in _I:
        return _I[low].upper() if letter != low else _I[low]
    base, *marks = list(unicodedata.normalize("NFD", low))
    tone = next((mark for mark in marks if mark in _TONES), "")
    if HAT in marks:
        answer = base + _HATTED[tone]
    elif BREVE in marks:
        answer = base + _SHORT[tone]
    else:
        answer = ({"o": "ô", "u": "ö"}[base] if HORN in marks else base) + _TONES.get(tone, "")
    return answer.upper() if letter != low else answer


def i_for_y(text: str) -> str:
    """The last letter of a syllable, behind a consonant: Lý → Lí, Quý → Quí, Kỳ → Kì."""
    return _LAST_Y.sub(lambda found: found[0].translate(_I_FOR_Y), text)


def other_tone(text: str) -> str:
    """The tone on the second vowel: Hòa → Hoà, Thúy → Thuý."""
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for mark in _TONES:
            one = unicodedata.normalize("NFC", first + mark) + second
            other = first + unicodedata.normalize("NFC", second + mark)
            text = " ".join(w[:-2] + other if w.lower().endswith(one) and w[-3:-2].lower() != "q" else w
                            for w in text.split(" "))  # fmt: skip
    return text
