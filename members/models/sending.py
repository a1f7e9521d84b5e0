"""What is kept of forms on a poor line: what was typed and not yet sent, and which sendings were carried out."""

from datetime import timedelta

from django.db import models
from django.db.models import Q

from .accounts import Account

# A draft, and the mark of a form that was sent, go after so long.
KEPT = timedelta(days=7)


class Draft(models.Model):
    """A half-filled form of one account. `page` is the address of the form, without a name in it; `mark` the one-time
    mark that the form carried: once it is sent, what was typed is no draft any more (see `Sending`)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="drafts", verbose_name="người gõ", db_index=False)
    page = models.CharField("trang", max_length=200)
    mark = models.CharField("dấu của lần mở trang", max_length=32)
    sealed = models.BinaryField("nội dung đã mã hóa")
    at = models.DateTimeField("giữ lúc", db_index=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "bản nhập dở"
        verbose_name_plural = "bản nhập dở"
        constraints = [
            models.CheckConstraint(condition=~Q(page=""), name="draft_has_a_page"),
            models.UniqueConstraint(fields=["account", "page"], name="draft_once"),
        ]

    def __str__(self) -> str:
        return self.page


class Sending(models.Model):
    """A form that was sent and carried out: where it led, for whoever sends it again. `said` is a keyed digest of what
    was sent, by which the same is told from something else."""

    account = models.ForeignKey(
        Account, models.CASCADE, related_name="sendings", verbose_name="người gửi", db_index=False
    )
    mark = models.CharField("dấu của lần mở trang", max_length=32)
    said = models.CharField("mã kiểm tra nội dung", max_length=64)
    led_to = models.CharField("trang đã dẫn đến", max_length=500, blank=True)
    at = models.DateTimeField("gửi lúc", db_index=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "lần gửi đã ghi"
        verbose_name_plural = "lần gửi đã ghi"
        constraints = [
            models.CheckConstraint(condition=~Q(mark=""), name="sending_has_a_mark"),
            models.UniqueConstraint(fields=["account", "mark"], name="sending_once"),
        ]

    def __str__(self) -> str:
        return self.mark
