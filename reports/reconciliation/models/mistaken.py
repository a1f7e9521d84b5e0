"""What was sent by mistake and taken back: the list itself is gone, that it was sent stays."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members import scope
from members.models import Account

from .rounds import Reconciliation


class MistakenList(models.Model):
    """A sending that counts for nothing: who sent which file when, who took it back when, and why it was a mistake."""

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="mistaken_lists", verbose_name="đối khớp"
    )
    file_name = models.CharField("tên tệp", max_length=160)
    rows = models.PositiveIntegerField("số người trong danh sách")
    sent_on = models.DateField("ngày gửi")
    sender = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="mistaken_lists_sent", verbose_name="người gửi"
    )
    taken_back_on = models.DateField("ngày rút")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="mistaken_lists", verbose_name="người rút"
    )
    reason = models.CharField("vì sao là gửi nhầm", max_length=300)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "danh sách gửi nhầm"
        verbose_name_plural = "danh sách gửi nhầm"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="mistakenlist_says_why"),
            models.CheckConstraint(
                condition=Q(taken_back_on__gte=F("sent_on")), name="mistakenlist_taken_back_after_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.file_name}"
