"""Who was visited as a new, a young or a hard-pressed member, and by whom: never why, nor what was found."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members import scope
from members.models import Account, Member


class VisitKind(models.TextChoices):
    """For whom the cell looks after somebody (directive, D1)."""

    NEW = "new", "đảng viên mới"
    YOUNG = "young", "đảng viên trẻ"
    HARD = "hard", "đảng viên có hoàn cảnh khó khăn"


class SupportVisit(models.Model):
    """One visit: kind, day, who visited. No column could hold a cause. `name`: somebody whom the register of that cell
    does not offer. Open to who may open the member's page, and to nobody else."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="visits", verbose_name="đảng viên được thăm", db_index=False
    )
    kind = models.CharField("loại thăm hỏi", max_length=5, choices=VisitKind.choices)
    day = models.DateField("ngày thăm", db_index=True)
    visitor = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="visits_paid", verbose_name="người đến thăm"
    )
    name = models.CharField("họ và tên người đến thăm", max_length=120, blank=True)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="visits_recorded", verbose_name="người ghi"
    )

    objects = scope.OpenedFactRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "lần thăm hỏi"
        verbose_name_plural = "lần thăm hỏi"
        constraints = [
            models.UniqueConstraint(fields=["member", "kind", "day"], name="visit_once_a_day"),
            models.CheckConstraint(
                condition=Q(visitor__isnull=False, name="") | Q(visitor__isnull=True) & ~Q(name=""),
                name="visit_visitor_known_or_named",
            ),
            models.CheckConstraint(
                condition=Q(visitor__isnull=True) | ~Q(visitor=F("member")), name="visit_by_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.kind} {self.day}"
