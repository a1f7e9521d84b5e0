"""A file of somebody who was a member before: whom the register knows, and what only such a file says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Decision, Member

from .applicants import Applicant
from .leading import file_rows


class Readmission(models.Model):
    """`former`: the member who left, whose second spell the ceremony begins. `cleared_on`: the day on which a sentence
    was expunged, with its paper, where the file says so; nothing of what it was for. Whether somebody is one of those
    who are never admitted again is a step of the file, with its paper, and no word of it stands here."""

    applicant = models.OneToOneField(
        Applicant, models.PROTECT, related_name="readmission", verbose_name="hồ sơ kết nạp"
    )
    former = models.ForeignKey(
        Member, models.PROTECT, related_name="readmission_files", verbose_name="người đã ra khỏi Đảng"
    )
    cleared_on = models.DateField("ngày được xóa án tích", null=True, blank=True)
    clearing = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="readmissions_cleared",
        verbose_name="giấy xóa án tích",
    )  # fmt: skip

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "kết nạp lại"
        verbose_name_plural = "kết nạp lại"
        constraints = [
            models.CheckConstraint(
                condition=Q(cleared_on__isnull=True, clearing__isnull=True)
                | Q(cleared_on__isnull=False, clearing__isnull=False),
                name="readmission_cleared_by_a_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.former_id}"
