"""Changes of a person's name by decision. A slip in a name is corrected; who is called otherwise from a day on has
changed it, and the lists of the days before go on saying the former name."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from members import scope

from .decisions import Decision
from .people import Member


class NameChangeQuerySet(models.QuerySet["NameChange"]):
    def after(self, day: date) -> Self:
        """Those that had not come on that day: until the first of them the person bears its former name."""
        return self.filter(day__gt=day)


class NameChange(models.Model):
    """From `day` on somebody is called otherwise. Only the former name is kept: the new one is the former name of the
    next change, after the last one the member's own, so that each name stands once and no two can overlap. `fold` and
    `sort_key` are made from it by the writer.

    Luật Hộ tịch, điều 26 and 28: a change is entered by decision of the civil registry, with its day.
    """

    # Found by the index of `name_change_once_a_day`.
    member = models.ForeignKey(
        Member, models.PROTECT, db_index=False, related_name="name_changes", verbose_name="đảng viên"
    )
    day = models.DateField("mang tên mới từ ngày")
    former = models.CharField("tên trước đó", max_length=120)
    fold = models.CharField("tên trước đó không dấu", max_length=140, editable=False)
    sort_key = models.CharField("khóa sắp xếp của tên trước đó", max_length=400, editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="name_changes", verbose_name="quyết định đổi tên"
    )

    objects = scope.fact_rows(words=NameChangeQuerySet)
    unscoped = NameChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "đổi tên"
        verbose_name_plural = "đổi tên"
        indexes = [
            models.Index(fields=["day", "member"], name="name_change_by_day"),
            models.Index(fields=["fold"], name="name_change_by_fold", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["member", "day"], name="name_change_once_a_day"),
            models.CheckConstraint(condition=~Q(former=""), name="name_change_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"trước là {self.former}"
