"""Texts typed in the fonts from before Unicode: TCVN3 ("ABC" fonts), one Latin-1 sign for each letter, and VNI, a
letter and behind it a sign for its marks."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum

_TABLE = {
    "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư", "§": "Đ", "¨": "ă", "©": "â", "ª": "ê", "«": "ô",
    "¬": "ơ", "\u00ad": "ư", "®": "đ", "µ": "à", "¶": "ả", "·": "ã", "¸": "á", "¹": "ạ", "»": "ằ", "¼": "ẳ", "½": "ẵ",
    "¾": "ắ", "Æ": "ặ", "Ç": "ầ", "È": "ẩ", "É": "ẫ", "Ê": "ấ", "Ë": "ậ", "Ì": "è", "Î": "ẻ", "Ï": "ẽ", "Ð": "é",
    "Ñ": "ẹ", "Ò": "ề", "Ó": "ể", "Ô": "ễ", "Õ": "ế", "Ö": "ệ", "×": "ì", "Ø": "ỉ", "Ü": "ĩ", "Ý": "í", "Þ": "ị",
    "ß": "ò", "á": "ỏ", "â": "õ", "ã": "ó", "ä": "ọ", "å": "ồ", "æ": "ổ", "ç": "ỗ", "è": "ố", "é": "ộ", "ê": "ờ",
    "ë": "ở", "ì": "ỡ", "í": "ớ", "î": "ợ", "ï": "ù", "ñ": "ủ", "ò": "ũ", "ó": "ú", "ô": "ụ", "õ": "ừ", "ö": "ử",
    "÷": "ữ", "ø": "ứ", "ù": "ự", "ú": "ỳ", "û": "ỷ", "ü": "ỹ", "ý": "ý", "þ": "ỵ",
}  # fmt: skip
_TRANSLATION = str.maketrans(_TABLE)
# No Vietnamese text in Unicode holds any of these.
_TELLS = re.compile("[¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇËÎÏÑÖ×ØÜÞßäåæçëîïñöø÷ûþ]")
# And no text in such a font holds any of these.
_UNICODE_ONLY = re.compile("[ăĂđĐơƠưƯĩĨũŨ\u0300-\u036f\u1ea0-\u1eff]")
# Nor any in the one family: those places are blank there.
_NO_TCVN3 = re.compile("[àðÀÁÂÃÄÅÙÚÛ]")
_NUMBERED = re.compile("[\\d\u00b9\u00b2\u00b3]")
_SHARE = 0.2


_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT, _CIRCUMFLEX, _BREVE = "\u0300\u0301\u0309\u0303\u0323\u0302\u0306"
_MARKS = {"ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_ROOFS = {"â": "", "à": _GRAVE, "á": _ACUTE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BOWLS = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile("([aeouyôö])([øùûõï])|([aeo])([âàáåãä])|(a)([êèéúüë])|([ñôöæóòî])", re.IGNORECASE)
_VNI_TELLS = re.compile("[aeouyôö][øùûõï]|[aeo][âåä]|a[êëü]|ñ", re.IGNORECASE)


class Font(Enum):
    """The two families of fonts that lists were typed in."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


def font_of(texts: Iterable[str]) -> Font | None:
    """The font a sheet was typed in, None for Unicode: a fifth of its texts hold signs that no Vietnamese word holds.

    Dates and numbers tell nothing and are not counted.
    """
    seen, tcvn3, vni = 0, 0, 0
    for text in texts:
        if _NUMBERED.search(text) is not None:
            continue
        seen += 1
        if _UNICODE_ONLY.search(text) is None:
            tells_vni = _VNI_TELLS.search(text) is not None
            vni += tells_vni
            tcvn3 += not tells_vni and _TELLS.search(text) is not None
    if max(tcvn3, vni) <= seen * _SHARE:
        return None
    return Font.VNI if vni > tcvn3 else Font.TCVN3


def to_unicode(text: str, font: Font) -> str:
    """The text in Unicode; left alone when it holds a letter that only Unicode has. Capitals of the TCVN3 capital
    fonts come out small: those fonts only draw small letters tall."""
    if _UNICODE_ONLY.search(text):
        return text
    if font is Font.TCVN3:
        return text if _NO_TCVN3.search(text) else text.translate(_TRANSLATION)
    return unicodedata.normalize("NFC", _VNI.sub(_vni_letter, text))


def _vni_letter(found: re.Match[str]) -> str:
    letter, mark, roofed, roof, bowled, bowl, alone = found.groups()
    if alone:
        return _cased(_ALONE[alone.lower()], alone)
    if mark:
        return _cased(_ALONE.get(letter.lower(), letter), letter) + _MARKS[mark.lower()]
    if roof:
        return roofed + _CIRCUMFLEX + _ROOFS[roof.lower()]
    return bowled + _BREVE + _BOWLS[bowl.lower()]


def _cased(letter: str, like: str) -> str:
    return letter.upper() if like.isupper() else letter
