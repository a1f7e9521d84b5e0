"""What a change of the tree touches: files under way of the cells that end or come under another parent."""

from __future__ import annotations

from django.urls import reverse

from admissions.models import Applicant
from members.registry import OpenCase, Reorganised

GOES_ON = "theo sang chi bộ kế tục, các bước đã ghi giữ nguyên"
STAYS = "ở lại chi bộ; bước sau theo cấp trên mới"


def open_cases(asked: Reorganised) -> list[OpenCase]:
    """Every open file of these cells, by name."""
    rows = Applicant.objects.open().filter(organisation__in=asked.ends | asked.carried).order_by("sort_key", "pk")
    return [
        OpenCase(one.organisation_id, f"Hồ sơ kết nạp của {one.full_name}",
                 GOES_ON if one.organisation_id in asked.ends else STAYS, reverse("applicant", args=[one.pk]))
        for one in rows
    ]  # fmt: skip
