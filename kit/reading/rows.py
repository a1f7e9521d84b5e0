"""What a row of a list is: a person, a section, a total, a signature … By what it says, never by where it stands."""

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from kit.names import clean, fold

_TOTAL = re.compile(
    r"(t )?(cong|tong)( cong| so| cong so)?"
    r"( \d.*| (chi bo|dang vien|danh sach|toan|dang bo|co|nguoi|d c|dong chi|dv).*)?"
    r"|(danh sach|danh sach nay|trong do|bang chu|an dinh)( nay)? ?(co|gom|la|danh sach)?( .*)?\d.*"
    r"|(trong do|bang chu|an dinh danh sach).*"
)
_SECTION = re.compile(r"([ivxlc]+ |[a-d] |\d{1,2} )?(chi bo|cb|dang bo|dang uy|to dang|chi uy|khoi)\b.*")
_GROUP = re.compile(r"([ivxlc]+ |[a-d] |\d{1,2} )?((dang vien|du bi|chinh thuc|mien sinh hoat)\b.*|(nam|nu)( \d.*)?)")
_FOOT = re.compile(
    r"(t m|tm|tl|t l|kt|k t|q|thay mat) (ban|dang|chi|bi|ban chap hanh).*|(pho )?bi thu.*|nguoi (lap|ghi|kiem|tong).*"
    r"|(ky|da ky).*(ten|dong dau).*|.*ngay( \d*)? thang( \d*)? nam( \d*)?|xac nhan.*|noi nhan.*|thu ky.*"
    r"|(t m )?(ban chap hanh|ban thuong vu|dang uy|cap uy|chi uy)( .*)?|ghi chu .*|luu y.*|chu thich.*"
)
_WORD = re.compile(r"[^\W\d_]{1,}")


class Kind(Enum):
    """Kinds of rows, with the words for the list of rows left out."""

    PERSON = "đảng viên"
    SECTION = "dòng tên chi bộ"
    GROUP = "dòng tiêu đề nhóm"
    TOTAL = "dòng cộng"
    FOOT = "dòng cuối danh sách, chữ ký"
    HEAD = "đầu bảng lặp lại"
    NUMBERS = "dòng số cột"
    BLANK = "dòng chưa điền"
    MORE = "dòng tiếp của người ở trên"
    UNREAD = "không nhận ra"


def is_total(text: str) -> bool:
    """ "Cộng: 31 đảng viên", "Tổng số …"; not the families Tòng and Tống, who have a given name behind."""
    said = fold(text)
    if not _TOTAL.fullmatch(said):
        return False
    # Folded, "Tống Cộng" is a person's name: a total says cộng or tổng, or a number, or nothing more.
    first = clean(text).split()[0].casefold().strip(":.")
    return first not in ("tống", "tòng", "tông", "công", "cống")


def is_section(text: str) -> bool:
    return _SECTION.fullmatch(fold(text)) is not None


def is_group(text: str) -> bool:
    return _GROUP.fullmatch(fold(text)) is not None


def is_foot(text: str) -> bool:
    return _FOOT.fullmatch(fold(text)) is not None


def is_numbers(texts: Sequence[str]) -> bool:
    """The row 1 2 3 … under a head, also (1) (2), also A B 1 2."""
    digits: list[int] = []
    for text in texts:
        bare = text.strip("()[] .")
        if bare.isascii() and bare.isdigit() and len(bare) < 4:
            digits.append(int(bare))
        elif not (len(bare) == 1 and bare.isalpha()):
            return False
    in_order = all(later == earlier + 1 for earlier, later in pairwise(digits))
    return len(digits) >= 3 and in_order and digits[0] < 4


def could_be_a_name(text: str) -> bool:
    """Two words or more, letters only: what a row without anything else must at least hold."""
    said = clean(text)
    return len(_WORD.findall(said)) >= 2 and not re.search(r"[\d:;=%*]", said) and len(said) <= 60
