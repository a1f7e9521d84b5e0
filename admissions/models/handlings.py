"""What the deciding level notes of a resolution that came to it: the day it came, by how much it takes longer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Decision

from .applicants import Applicant
from .leading import file_rows


class Matter(models.TextChoices):
    """What is to be decided."""

    ADMISSION = "admission", "kết nạp"
    RECOGNITION = "recognition", "công nhận chính thức"


class Noted(models.TextChoices):
    CAME = "came", "nhận nghị quyết của chi bộ"
    LONGER = "longer", "gia hạn quyết định"


class Handling(models.Model):
    """One note: that the resolution came on that day, from which the term of the decision counts; or that the term was
    made longer on that day, by how many working days, by which paper (24-QĐ/TW, 4.3.1)."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="handlings", verbose_name="hồ sơ kết nạp", db_index=False
    )
    matter = models.CharField("việc phải quyết định", max_length=11, choices=Matter.choices)
    noted = models.CharField("điều ghi", max_length=6, choices=Noted.choices)
    day = models.DateField("ngày")
    wd = models.PositiveSmallIntegerField("thêm số ngày làm việc", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="handlings", verbose_name="văn bản gia hạn"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="handlings", verbose_name="người ghi")

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "hạn quyết định"
        verbose_name_plural = "hạn quyết định"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "matter", "noted"], name="handling_once"),
            models.CheckConstraint(
                condition=Q(noted="longer", wd__isnull=False, wd__gte=1) | Q(noted="came", wd__isnull=True),
                name="handling_longer_by_days",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(noted="longer"), name="handling_paper_of_longer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.matter} {self.noted}"
