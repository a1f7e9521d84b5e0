"""Files in groups by how far they came: those under way, of whom was admitted, those that were stopped."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from admissions.models import Applicant

OPEN, ADMITTED, STOPPED = "", "da-ket-nap", "thoi-xet"
GROUPS = {OPEN: "Đang xét", ADMITTED: "Đã kết nạp", STOPPED: "Thôi xét"}


def asked(request: HttpRequest) -> str:
    """Which group is asked for; the files under way for what is none."""
    group = request.GET.get("nhom", OPEN)
    return group if group in GROUPS else OPEN


def in_group(found: Any, group: str) -> QuerySet[Applicant]:
    """The files of that group among those found."""
    chosen: dict[str, QuerySet[Applicant]] = {
        OPEN: found.open(), ADMITTED: found.filter(member__isnull=False), STOPPED: found.stopped(),
    }  # fmt: skip
    return chosen[group]


def tabs(group: str) -> list[dict[str, Any]]:
    return [{"label": label, "href": f"?nhom={key}" if key else "?", "current": key == group}
            for key, label in GROUPS.items()]  # fmt: skip


def query(group: str) -> str:
    """What the addresses of the pages beside say."""
    return f"nhom={group}" if group else ""


def members_of(files: Iterable[Applicant]) -> list[int]:
    """Whom these files admitted: those of the register that a list of files shows."""
    return [one.member_id for one in files if one.member_id]
