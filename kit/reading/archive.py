"""The zip around an .xlsx or .ods: what is looked at before anything inside is parsed."""

import zipfile
from io import BytesIO

from kit.reading.limits import Limits, Refused

CHUNK = 1 << 16
MACROS = Refused("Tệp có chứa macro (mã lệnh) nên không được nhận; hãy lưu lại thành .xlsx không có macro.")
LINKS = Refused("Tệp có liên kết tới tệp khác nên không được nhận; hãy ngắt các liên kết rồi lưu lại.")
BROKEN = "Tệp bị hỏng, không đọc được; hãy mở bằng Excel, lưu lại rồi gửi lại."
TOO_BIG = "Tệp quá lớn sau khi giải nén nên không được nhận."


def opened(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive of an .xlsx or .ods after all checks that need no parsing.

    `Refused`: broken, too many members, names that leave the folder, locked members, macros, links to other
    files, more bytes than allowed (as declared and as they really come out), packed too tightly.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members = archive.infolist()
        _refuse_by_directory(members, limits)
        _refuse_by_unpacking(archive, members, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise Refused(BROKEN) from error
    except Exception as error:
        # zlib.error and its kin share no base class; none may reach the sender as it is.
        if isinstance(error, Refused):
            raise
        raise Refused(BROKEN) from error
    return archive


def _refuse_by_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refused(f"Tệp có quá nhiều thành phần bên trong (nhiều hơn {limits.members}) nên không được nhận.")
    names = [member.filename.replace("\\", "/") for member in members]
    if any(".." in name.split("/") or name.startswith("/") or ":" in name for name in names):
        raise Refused("Tệp có thành phần mang tên không hợp lệ nên không được nhận.")
    if len({name.lower() for name in names}) != len(names):
        raise Refused("Tệp có hai thành phần trùng tên nên không được nhận.")
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
    lowered = [name.lower() for name in names]
    if any("vbaproject" in name or "/macrosheets/" in name for name in lowered):
        raise MACROS
    if any("/externallinks/" in name for name in lowered):
        raise LINKS
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise Refused(TOO_BIG)


def _refuse_by_unpacking(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> None:
    # The directory may lie, so every member is unpacked once, in pieces that are thrown away.
    total = 0
    for member in members:
        size = 0
        with archive.open(member) as stream:
            while piece := stream.read(CHUNK):
                size += len(piece)
                total += len(piece)
                if total > limits.unpacked_bytes:
                    raise Refused(TOO_BIG)
        # Small parts pack well by nature: a ratio says something from a megabyte on.
        if size > (1 << 20) and size > limits.ratio * max(member.compress_size, 1):
            raise Refused("Tệp được nén quá mức bình thường nên không được nhận.")
        if size > limits.part_bytes and not _holds_cells(member.filename):
            raise Refused(TOO_BIG)


def _holds_cells(name: str) -> bool:
    folder = name.lower()
    # Pictures and the like are never parsed; shared texts and sheets are bounded by the total.
    return (
        "/worksheets/" in folder or "sharedstrings" in folder or "/media/" in folder
        or folder == "content.xml" or folder.startswith("pictures/")
    )  # fmt: skip
