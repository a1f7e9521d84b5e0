"""What a change of the tree touches: files under way of the cells that end, come under another parent, give, receive
or are of another kind."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from admissions.models import Applicant
from admissions.procedure.reading import cells_of
from members.registry import OpenCase, Reorganised

GOES_ON = "theo sang chi bộ kế tục, các bước đã ghi giữ nguyên; không có chi bộ kế tục thì không xét tiếp được"
CARRIED = "ở lại chi bộ; bước sau theo cấp trên mới"
STAYS = "ở lại chi bộ; bước sau theo loại và cấp trên của chi bộ sau sắp xếp"


def open_cases(asked: Reorganised) -> list[OpenCase]:
    """Every open file that these cells lead, those of cells that had gone into them before among them, by name."""
    touched = asked.ends | asked.carried | asked.around
    rows = list(Applicant.objects.open().order_by("sort_key", "pk"))
    # As before that day: what the plan itself ends may stand ended while it is tried.
    leads = cells_of({one.organisation_id for one in rows}, asked.day - timedelta(days=1))
    return [_case(one, cell, asked) for one in rows if (cell := leads[one.organisation_id]) in touched]


def _case(one: Applicant, cell: int, asked: Reorganised) -> OpenCase:
    href = reverse("applicant", args=[one.pk])
    return OpenCase(cell, f"Hồ sơ kết nạp của {one.full_name}", _fate(cell, asked), href)


def _fate(cell: int, asked: Reorganised) -> str:
    if cell in asked.ends:
        return GOES_ON
    return CARRIED if cell in asked.carried else STAYS
