"""What somebody does as a member. So far: the introduction to the cell of one's residence."""

from django.db import models
from django.db.models import Q

from members import scope

from .decisions import Decision
from .people import Membership
from .periods import Dated, DatedQuerySet


class ResidenceIntroduction(Dated):
    """Introduced to the cell where one lives (Regulation 213): where and when, never the comment's text."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="residence_introductions", verbose_name="đảng tịch"
    )
    to = models.CharField("nơi giới thiệu đến", max_length=160)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="residence_introductions",
        verbose_name="giấy giới thiệu",
    )  # fmt: skip

    objects = scope.fact_rows("membership__member", words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "giới thiệu sinh hoạt nơi cư trú"
        verbose_name_plural = "giới thiệu sinh hoạt nơi cư trú"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="residenceintroduction_has_a_start"),
        ]

    def __str__(self) -> str:
        return self.to
