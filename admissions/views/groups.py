"""Files in groups by how far they came: those under way, of whom was admitted, those that were stopped; and those that
went on out of what the viewer reads, of which nothing later is told here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from admissions.models import Applicant
from admissions.procedure.leading import gone_on
from members import scope

OPEN, ADMITTED, STOPPED, GONE = "", "da-ket-nap", "thoi-xet", "da-chuyen"
GROUPS = {OPEN: "Đang xét", ADMITTED: "Đã kết nạp", STOPPED: "Thôi xét", GONE: "Đã chuyển nơi khác"}


def asked(request: HttpRequest) -> str:
    """Which group is asked for; the files under way for what is none."""
    group = request.GET.get("nhom", OPEN)
    return group if group in GROUPS else OPEN


def in_group(found: Any, group: str, day: date, width: str = scope.PEOPLE) -> QuerySet[Applicant]:
    """The files of that group among those `found`, which the viewer reads in that width."""
    gone = gone_on(found, day, width)
    if group == GONE:
        return found.filter(pk__in=gone)  # type: ignore[no-any-return]
    here = found.exclude(pk__in=gone) if gone else found
    chosen: dict[str, QuerySet[Applicant]] = {
        OPEN: here.open(), ADMITTED: here.filter(member__isnull=False), STOPPED: here.stopped(),
    }  # fmt: skip
    return chosen[group]


def tabs(group: str, width: str = scope.PEOPLE) -> list[dict[str, Any]]:
    """Out of the whole register nothing goes on."""
    whole = scope.current().mine(width, "") is None
    return [{"label": label, "href": f"?nhom={key}" if key else "?", "current": key == group}
            for key, label in GROUPS.items() if not (whole and key == GONE)]  # fmt: skip


def query(group: str) -> str:
    """What the addresses of the pages beside say."""
    return f"nhom={group}" if group else ""


def members_of(files: Iterable[Applicant]) -> list[int]:
    """Whom these files admitted: those of the register that a list of files shows."""
    return [one.member_id for one in files if one.member_id]
