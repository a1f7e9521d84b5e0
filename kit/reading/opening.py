"""The one safe opener: every uploaded table comes in here."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath

from kit.reading import archive, commas
from kit.reading.limits import DEFAULT_LIMITS, Limits, Refused, too_large
from kit.reading.workbook import Sheet, Workbook

ZIP = b"PK\x03\x04"
# The container of .xls files, and of .xlsx files that were given a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF = b"%PDF-"
MACROS = frozenset({".xlsm", ".xlsb", ".xltm", ".xla", ".xlam"})


# Each reader is imported when a file of its kind comes: openpyxl brings numpy and pictures, 20 MB that a process which
# reads no list does not need.
def _xlsx(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    from kit.reading import excel

    return excel.sheets(data, limits)


def _xls(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    from kit.reading import oldexcel

    return oldexcel.sheets(data, limits)


def _ods(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    from kit.reading import opendocument

    return opendocument.sheets(data, limits)


# Ending → the reader of the content, and how it begins.
READERS: dict[str, tuple[Callable[[bytes, Limits], tuple[Sheet, ...]], bytes]] = {
    ".xlsx": (_xlsx, ZIP), ".xls": (_xls, COMPOUND), ".ods": (_ods, ZIP),
}  # fmt: skip


def open_workbook(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The workbook in `data`, a file that its sender called `name` (.xlsx, .xls, .ods or .csv).

    Raises `Refused` with one Vietnamese sentence for anything that can't or must not be read.
    """
    ending = _looked_at(name, data, limits)
    checksum = hashlib.sha256(data).hexdigest()
    if ending in READERS:
        read, _ = READERS[ending]
        return Workbook(name, checksum, read(data, limits))
    return Workbook(name, checksum, (commas.sheet(PurePath(name).stem, data, limits),))


def refuse_unread(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse what can be told from outside, before anything in the file is read as a table: who sends a long file,
    which is read later, hears it at once. Never more than unpacking, a fraction of a second. Raises `Refused`."""
    ending = _looked_at(name, data, limits)
    if data.startswith(ZIP):
        archive.opened(data, limits).close()
    elif ending == ".xls":
        from kit.reading import oldexcel

        oldexcel.book_in(data)


def _looked_at(name: str, data: bytes, limits: Limits) -> str:
    """The ending of a file of which size, ending and first bytes let it be read."""
    if len(data) > limits.file_bytes:
        raise Refused(too_large(limits))
    if not data:
        raise Refused("Tệp rỗng.")
    ending = PurePath(name).suffix.lower()
    if ending in READERS:
        _refuse_disguise(ending, READERS[ending][1], data)
    elif ending == ".csv":
        if data.startswith((ZIP, COMPOUND, PDF)):
            raise Refused("Tệp mang đuôi .csv nhưng không phải tệp .csv.")
    elif ending in MACROS:
        raise Refused(f"Tệp {ending} có thể chứa macro nên không được nhận; hãy lưu lại thành .xlsx.")
    else:
        raise Refused("Chỉ nhận tệp .xlsx, .xls, .ods và .csv; hãy mở tệp bằng Excel rồi lưu lại thành .xlsx.")
    return ending


def _refuse_disguise(ending: str, beginning: bytes, data: bytes) -> None:
    if data.startswith(beginning):
        return
    if ending == ".xlsx" and data.startswith(COMPOUND):
        raise Refused("Tệp được đặt mật khẩu hoặc là tệp .xls đổi đuôi; hãy bỏ mật khẩu và lưu lại thành .xlsx.")
    if ending == ".xls" and data.startswith(ZIP):
        raise Refused("Tệp mang đuôi .xls nhưng không phải tệp .xls; nếu là tệp .xlsx thì đổi đuôi lại rồi gửi.")
    raise Refused(f"Tệp mang đuôi {ending} nhưng không phải bảng tính; hãy lưu lại bằng Excel rồi gửi lại.")
