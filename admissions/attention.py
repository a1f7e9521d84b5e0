"""What a change of the tree touches: files under way of the cells that end, come under another parent, give, receive
or are of another kind; and what a committee that ends was authorised to."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from admissions.models import Applicant, Authorisation
from admissions.procedure.reading import cells_of
from members.registry import OpenCase, Reorganised

GOES_ON = "theo sang chi bộ kế tục, các bước đã ghi giữ nguyên; không có chi bộ kế tục thì không xét tiếp được"
CARRIED = "ở lại chi bộ; bước sau theo cấp trên mới"
STAYS = "ở lại chi bộ; bước sau theo loại và cấp trên của chi bộ sau sắp xếp"


ENDS_WITH = "hết cùng đảng ủy; nơi kế tục quyết định thì cần văn bản ủy quyền mới"


def authorisations(asked: Reorganised) -> list[OpenCase]:
    """What ends with its committee, or because that is none of the grass roots any more: nothing of it follows."""
    touched = asked.ends | asked.lesser
    if not touched:
        return []
    rows = Authorisation.objects.after(asked.day).filter(organisation__in=touched).order_by("since", "pk")
    return [
        OpenCase(
            one.organisation_id, f"Ủy quyền quyết định kết nạp của {asked.names.get(one.organisation_id, '')}",
            ENDS_WITH, reverse("authorisations"),
        )
        for one in rows
    ]  # fmt: skip


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
