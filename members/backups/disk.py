"""Why a disk does not take or give something, as one sentence says it."""

from __future__ import annotations

import errno
from pathlib import Path

from members.errors import Refusal

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
NO_RIGHT = (errno.EACCES, errno.EPERM, errno.EROFS)
MISSING = (errno.ENOENT, errno.ENOTDIR)


def refusal(error: OSError, where: Path, *, what: str = "") -> Refusal:
    """`where` it was being worked; the file itself is named where the system does. `what` was to be done there."""
    said = what or f"Không ghi được vào {where}"
    at = f" ({error.filename})" if error.filename and str(error.filename) != str(where) else ""
    if error.errno in NO_ROOM:
        return Refusal(f"{said}: ổ đĩa đầy.")
    if error.errno in NO_RIGHT:
        return Refusal(f"{said}: không có quyền{at}.")
    if error.errno in MISSING:
        return Refusal(f"{said}: không có thư mục hoặc tệp ấy{at}.")
    return Refusal(f"{said}: ổ đĩa báo lỗi {error.errno}{at}.")
