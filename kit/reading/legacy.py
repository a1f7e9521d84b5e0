"""Texts typed in the fonts from before Unicode (TCVN3, "ABC" fonts): a Latin-1 sign stands for each letter."""

import re
from collections.abc import Iterable

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
_SHARE = 0.2


def is_legacy(texts: Iterable[str]) -> bool:
    """Whether a sheet was typed in such a font: a fifth of its texts hold a sign that no Vietnamese word holds."""
    seen = telling = 0
    for text in texts:
        # Dates and numbers tell nothing.
        if any(sign.isdigit() for sign in text):
            continue
        seen += 1
        telling += _TELLS.search(text) is not None and _UNICODE_ONLY.search(text) is None
    return telling > seen * _SHARE


def to_unicode(text: str) -> str:
    """The text in Unicode; left alone when it holds a letter that only Unicode has. Capitals of the capital fonts
    come out small: those fonts only draw small letters tall."""
    return text if _UNICODE_ONLY.search(text) else text.translate(_TRANSLATION)
