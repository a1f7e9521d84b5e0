"""The file of who applies goes on elsewhere: from one cell to another, or in from outside the district (0148)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Decision, Organisation

from .applicants import Applicant
from .leading import file_rows


class HandOver(models.Model):
    """From that day on the cell `organisation` leads the file, by that paper; or, without one, the file came on that
    day from a place `outside` the district, to the cell in which it was opened."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="hand_overs", verbose_name="hồ sơ kết nạp", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="files_handed_over",
        verbose_name="chi bộ nhận hồ sơ",
    )  # fmt: skip
    outside = models.CharField("nơi ngoài đảng bộ chuyển đến", max_length=160, blank=True)
    day = models.DateField("ngày chuyển hồ sơ")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="hand_overs", verbose_name="giấy tờ"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="hand_overs", verbose_name="người ghi")

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "lần chuyển hồ sơ"
        verbose_name_plural = "lần chuyển hồ sơ"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "day"], name="hand_over_once_a_day"),
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(organisation__isnull=True), name="hand_over_came_in_once"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, outside="") | Q(organisation__isnull=True) & ~Q(outside=""),
                name="hand_over_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.day}"
