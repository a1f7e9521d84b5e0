"""How many a committee is to admit in a year, by which decision (directive, D2)."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Decision, Organisation


class TargetWords(models.QuerySet["Target"]):
    def counting(self, year: int, day: date) -> Self:
        """Those of that year set by that day, the one that counts first for each committee: the newest."""
        return self.filter(year=year, day__lte=day).order_by("organisation", "-day")


class Target(models.Model):
    """Set on that day; a later one for the same year takes its place from its own day on, and both stay."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="admission_targets", verbose_name="nơi được giao", db_index=False
    )
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveSmallIntegerField("số người")
    day = models.DateField("ngày giao")
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="admission_targets", verbose_name="văn bản giao chỉ tiêu"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="admission_targets", verbose_name="người ghi"
    )

    objects = scope.organisation_rows("organisation", scope.TREE, words=TargetWords)
    unscoped = TargetWords.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu kết nạp"
        verbose_name_plural = "chỉ tiêu kết nạp"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "year", "day"], name="target_once_a_day"),
            models.CheckConstraint(condition=Q(day__year__lte=models.F("year")), name="target_before_its_year_is_over"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.year} {self.number}"
