"""The one safe opener: every uploaded table comes in here."""

import hashlib
from pathlib import PurePath

from kit.reading import commas, excel
from kit.reading.limits import DEFAULT_LIMITS, Limits, Refused
from kit.reading.workbook import Workbook

ZIP = b"PK\x03\x04"
# The container of old .xls files, and of .xlsx files that were given a password.
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def open_workbook(name: str, data: bytes, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The workbook in `data`, a file that its sender called `name` (.xlsx or .csv).

    Raises `Refused` with one Vietnamese sentence for anything that can't or must not be read.
    """
    if len(data) > limits.file_bytes:
        raise Refused(f"Tệp lớn hơn {limits.file_bytes // (1024 * 1024)} MB nên không được nhận.")
    if not data:
        raise Refused("Tệp rỗng.")
    ending = PurePath(name).suffix.lower()
    checksum = hashlib.sha256(data).hexdigest()
    if ending == ".xlsx":
        _refuse_disguise(data)
        return Workbook(name, checksum, excel.sheets(data, limits))
    if ending == ".csv":
        if data.startswith((ZIP, COMPOUND)):
            raise Refused("Tệp mang đuôi .csv nhưng không phải tệp .csv.")
        return Workbook(name, checksum, (commas.sheet(PurePath(name).stem, data, limits),))
    if ending == ".xlsm":
        raise Refused("Tệp .xlsm có thể chứa macro nên không được nhận; hãy lưu lại thành .xlsx.")
    raise Refused("Chỉ nhận tệp .xlsx và .csv; hãy mở tệp bằng Excel rồi lưu lại thành .xlsx.")


def _refuse_disguise(data: bytes) -> None:
    if data.startswith(COMPOUND):
        raise Refused("Tệp được đặt mật khẩu hoặc là tệp .xls cũ; hãy bỏ mật khẩu và lưu lại thành .xlsx.")
    if not data.startswith(ZIP):
        raise Refused("Tệp mang đuôi .xlsx nhưng không phải tệp Excel; hãy lưu lại bằng Excel rồi gửi lại.")
