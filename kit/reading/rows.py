"""What a row of a list is: a person, a section, a total, a signature … By what it says, never by where it stands."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum
from itertools import pairwise

from kit.names import clean, fold
from kit.reading.days import day
from kit.reading.values import is_absent, number, written
from kit.reading.workbook import CellValue

_TOTAL = re.compile(
    r"(t )?(cong|tong)( cong| so| cong so)?"
    r"( \d.*| (chi bo|dang vien|danh sach|toan|dang bo|co|nguoi|d c|dong chi|dv).*)?"
    r"|(danh sach|danh sach nay|trong do|bang chu|an dinh)( nay)? ?(co|gom|la|danh sach)?( .*)?\d.*"
    r"|(trong do|bang chu|an dinh danh sach).*"
)
_NUMBERED = r"([ivxlc]+ |[a-d] |\d{1,2} )?"
_SECTION = re.compile(_NUMBERED + r"(chi bo|cb|dang bo|dang uy|chi uy|khoi)\b.*")
_COMMITTEE = re.compile(_NUMBERED + r"(dang bo|dang uy)\b.*")
_CELL = re.compile(r"(chi bo|cb)\b(?! (truc thuoc|va)\b).+")
# "II. Chi bộ Thôn 1: 12 đảng viên" is "Chi bộ Thôn 1".
_PLACE = re.compile(
    r"(?:[ivxlc]+|[a-d]|\d{1,2})(?:\s*[.):/-]*\s*(?=(?:chi|cb|đảng|dang|khối|khoi)\b)|\s*[.):-]+\s+(?=[^\W\d_]))",
    re.IGNORECASE,
)
_PLACE_NUMBER = re.compile(r"([IVXLC]+|\w)[.)/-]*")
_COUNT = re.compile(r"[\s:,;(–-]+(?:gồm |có )?\d+ *(?:đảng viên|đồng chí|đ/c|đv|người)\b.*", re.IGNORECASE)
_GROUP = re.compile(_NUMBERED + r"((dang vien|du bi|chinh thuc|mien sinh hoat|to dang)\b.*|(nam|nu)( \d.*)?)")
_FOOT = re.compile(
    r"(t m|tm|tl|t l|kt|k t|q|thay mat) (ban|dang|chi|bi|ban chap hanh).*|(pho )?bi thu.*|nguoi (lap|ghi|kiem|tong).*"
    r"|(ky|da ky).*(ten|dong dau).*|.*ngay( \d*)? thang( \d*)? nam( \d*)?|xac nhan.*|noi nhan.*|thu ky.*"
    r"|(t m )?(ban chap hanh|ban thuong vu|dang uy|cap uy|chi uy)( .*)?|(ghi chu|luu y|chu thich)( .*)?"
    r"|(pho )?(truong ban|chanh van phong|thu truong|chu tich|giam doc|hieu truong)( .*)?"
)
_MOTTO = re.compile(
    r"(cong hoa )?xa hoi chu nghia viet nam|cong hoa xa hoi.*|doc lap tu do hanh phuc|dang cong san viet nam"
)
_TITLE = re.compile(
    r"danh sach.*|(trich )?(so|bieu|bang) (danh sach|tong hop|thong ke|ke).*|(mau|bieu|phu luc)( so)? [\d.]+.*"
    r"|(tinh|co)( den)? (ngay|het|thoi diem).*|(nam|6 thang) \d+( .*)?|(quy|ky) (\d+|i{1,3}|iv)( .*)?|trang \d+.*"
    r"|so \d* ?(ds|bc|cv|kh|qd)\b.*"
)
_WORD = re.compile(r"[^\W\d_]{1,}")
# Families that fold to words of an office.
_FAMILIES = frozenset({"tống", "tòng", "tông", "công", "cống", "đặng", "mậu", "khôi", "thủ", "thụ"})
# With its marks: Bàn and Tô are families.
_PLACES = frozenset({"thôn", "bản", "xóm", "tổ", "khu", "làng", "buôn", "ấp", "trường", "trạm", "phòng", "ban"})
_NO_NAME = re.compile(r"(?:[\divxlc]+[.)]?\s+)?(?:chi b[ộo]|đảng b[ộo]|đảng [uủ]|dang bo|tổng|cộng)\b", re.IGNORECASE)
LONG_NUMBER = 5
# Also one that can't be read: 19/5/95, 30/2/1970.
_LIKE_A_DAY = re.compile(r"\D{0,3}\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{2,4}\D{0,3}")


class Kind(Enum):
    """Kinds of rows, with the words for the list of rows left out."""

    PERSON = "đảng viên"
    SECTION = "dòng tên chi bộ"
    GROUP = "dòng tiêu đề nhóm"
    TITLE = "tiêu đề, quốc hiệu"
    TOTAL = "dòng cộng"
    FOOT = "dòng cuối danh sách, chữ ký"
    HEAD = "đầu bảng lặp lại"
    NUMBERS = "dòng số cột"
    BLANK = "dòng chưa điền"
    MORE = "dòng tiếp của người ở trên"
    NOBODY = "không phải đảng viên"
    UNREAD = "không nhận ra"


class Why(Enum):
    """Why a row that may hold a person was not read as one."""

    NAME_ALONE = "chỉ có họ tên, không có số thứ tự hay cột nào khác"
    NO_NAME = "có nội dung nhưng không có họ và tên"
    NOT_A_NAME = "không giống họ tên người, không giống dòng tổng hay chữ ký"
    SAME_NAME = "cột họ và tên ghi “như trên”"
    WORDS_BESIDE = "có họ tên nhưng cột khác ghi như tiêu đề, dòng cộng hay chữ ký"
    AFTER_THE_END = "đứng sau chỗ ký hoặc ghi chú cuối danh sách, không có ngày hay số thẻ"
    BESIDE = "bên phải dòng này còn một danh sách nữa; hãy tách thành trang tính riêng"
    ABOVE = "đứng trên dòng tiêu đề mà chương trình nhận ra; hãy chọn lại dòng tiêu đề"


def _is_family(text: str) -> bool:
    """Whether the first word is a family's name by its marks, whatever it folds to."""
    return clean(text).split()[0].casefold().strip(":.,") in _FAMILIES


def is_total(text: str) -> bool:
    """ "Cộng: 31 đảng viên", "Tổng số …"; not the families Tòng and Tống, who have a given name behind."""
    # Folded, "Tống Cộng" is a person's name: a total says cộng or tổng, or a number, or nothing more.
    return _TOTAL.fullmatch(fold(text)) is not None and not _is_family(text)


def counts(texts: Sequence[str]) -> bool:
    """A line of words and a small number behind it: below a total one of its parts ("được miễn sinh hoạt: 10"), unless
    it is a section with how many they are."""
    words, *numbers = texts
    if not numbers or words.isdigit() or is_section(words):
        return False
    return all(one.isdigit() and len(one) < LONG_NUMBER for one in numbers)


def is_section(text: str) -> bool:
    """ "Chi bộ Thôn 1", "II. Đảng bộ bộ phận …"; not Đặng Bộ."""
    return _SECTION.fullmatch(fold(text)) is not None and not _is_family(text)


def section_name(text: str) -> str:
    """What a section is called, without its number in front and the count of its people behind."""
    said = clean(text)
    return _COUNT.sub("", said[place.end() :] if (place := _PLACE.match(said)) else said) or said


def names_a_committee(text: str) -> bool:
    """A section that is of more than one cell: nobody stands in it."""
    return _COMMITTEE.fullmatch(fold(text)) is not None


def names_a_cell(text: str) -> bool:
    """Whether a title or the name of a sheet is that of one cell."""
    return _CELL.fullmatch(fold(text)) is not None


def is_group(text: str) -> bool:
    return _GROUP.fullmatch(fold(text)) is not None and not _is_family(text)


def is_foot(text: str) -> bool:
    return _FOOT.fullmatch(fold(text)) is not None and not _is_family(text)


def is_title(text: str) -> bool:
    """The motto of state or Party, "Danh sách …", "Tính đến ngày …", "Mẫu 7-HSĐV": what stands over a list."""
    return is_motto(text) or (_TITLE.fullmatch(fold(text)) is not None and not _is_family(text))


def is_motto(text: str) -> bool:
    """Of state or Party: it is nobody's name and no remark."""
    return _MOTTO.fullmatch(fold(text)) is not None


def is_no_name(text: str) -> bool:
    """What stands in the column of names and is nobody's, in a row that has a number and all: a section, a total."""
    return _NO_NAME.match(text) is not None and (is_section(text) or is_total(text))


def is_numbers(texts: Sequence[str]) -> bool:
    """The row 1 2 3 … under a head, also (1) (2), also A B 1 2."""
    digits: list[int] = []
    for text in texts:
        bare = text.strip("()[] .-")
        if bare.isascii() and bare.isdigit() and len(bare) < 4:
            digits.append(int(bare))
        elif not (len(bare) == 1 and bare.isalpha()):
            return False
    in_order = all(later == earlier + 1 for earlier, later in pairwise(digits))
    return len(digits) >= 3 and in_order and digits[0] < 4


def could_be_a_name(text: str) -> bool:
    """Two words or more, letters only: what a row without anything else must at least hold."""
    return may_be_called(text) and len(_WORD.findall(clean(text))) >= 2


def may_be_called(text: str) -> bool:
    """Letters only, be it one word and no number of a section: a name where more stands beside it."""
    said = clean(text)
    if re.search(r"[\d:;=%*]", said) or _PLACE_NUMBER.fullmatch(said):
        return False
    return _WORD.search(said) is not None and len(said) <= 60


def is_signed(text: str) -> bool:
    """What may be the name under a signature: capitals at every word, and no place and no cell."""
    words = clean(text).split()
    named = could_be_a_name(text) and words[0].casefold() not in _PLACES and not is_section(text)
    return named and all(one[0].isupper() for one in words)


def tells(cells: Iterable[CellValue]) -> int:
    """How many cells say what only a person's row says: a day, a year, a long number. Counts and titles do not."""
    return sum(_tells(cell) for cell in cells)


def tells_anything(cells: Iterable[CellValue]) -> bool:
    """Whether one of them does: of most rows the first or second."""
    return any(_tells(cell) for cell in cells)


def _tells(cell: CellValue) -> bool:
    if isinstance(cell, date):
        return True
    if is_absent(cell):
        return False
    if day(cell).value is not None or _LIKE_A_DAY.fullmatch(written(cell)):
        return True
    return len(number(cell).value or "") >= LONG_NUMBER


def ordinal_in(text: str) -> str | None:
    """The number that stands before a row: "(3)", "3."; None for anything else."""
    said = text.strip("(). ")
    return said if said.isdigit() else None


def mark_of(cells: Iterable[CellValue]) -> str:
    """By what a row is known again in the next list of the same committee: a digest of what it says, without small
    numbers (its own, or counts), so that nobody's name need be kept for it."""
    said = (written(cell).casefold() for cell in cells if not is_absent(cell))
    whole = "|".join(text for text in said if not (text.isdigit() and len(text) < LONG_NUMBER))
    return hashlib.blake2b(whole.encode(), digest_size=8).hexdigest()
