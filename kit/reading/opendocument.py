"""An .ods: the archive looked through as that of an .xlsx, its cells read in one bounded pass of `contentxml`."""

import zipfile
from typing import IO
from xml.parsers import expat

from kit.reading import archive
from kit.reading.contentxml import BookReader
from kit.reading.limits import Limits, Refused
from kit.reading.sheetxml import CHUNK, safe_parser
from kit.reading.workbook import Sheet

CONTENT, MANIFEST, KIND = "content.xml", "META-INF/manifest.xml", "mimetype"
SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
NOT_ODS = "Tệp mang đuôi .ods nhưng không phải bảng tính; hãy lưu lại bằng LibreOffice rồi gửi lại."


def sheets(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """All sheets of the .ods in `data`, in the order of the book; `Refused` with one sentence otherwise."""
    packed = archive.opened(data, limits)
    try:
        with packed:
            return _read(packed, limits)
    except Refused:
        raise
    except (expat.ExpatError, zipfile.BadZipFile, ValueError) as error:
        raise Refused(archive.BROKEN) from error


def _read(packed: zipfile.ZipFile, limits: Limits) -> tuple[Sheet, ...]:
    names = set(packed.namelist())
    if any(name.startswith(("Basic/", "Scripts/")) for name in names):
        raise archive.MACROS
    if MANIFEST in names:
        with packed.open(MANIFEST) as stream:
            _refuse_locked(stream)
    if CONTENT not in names or KIND not in names:
        raise Refused(NOT_ODS)
    with packed.open(KIND) as stream:
        if stream.read(200).strip() not in (SPREADSHEET, SPREADSHEET + b"-template"):
            raise Refused(NOT_ODS)
    reader = BookReader(limits)
    with packed.open(CONTENT) as stream:
        return reader.read(stream)


def _refuse_locked(stream: IO[bytes]) -> None:
    """The list of parts says which are encrypted; the archive itself does not."""

    def start(tag: str, _attributes: object) -> None:
        if tag == "encryption-data":
            raise Refused("Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")

    def nothing(*_: object) -> None:
        pass

    parser = safe_parser(start, nothing, nothing)
    while piece := stream.read(CHUNK):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
