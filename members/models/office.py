"""What this office has settled for itself, each with the days it counts: names, first day, holidays."""

from django.db import models

from .periods import Dated, DatedQuerySet


class Setting(Dated):
    """A dated word or number of the office; the keys and their meaning stand in `members/office.py`."""

    key = models.CharField("mục", max_length=40)
    value = models.CharField("nội dung", max_length=200)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "cài đặt của cơ quan"
        verbose_name_plural = "cài đặt của cơ quan"

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class Holiday(models.Model):
    """A day off, or a Saturday or Sunday that is worked in exchange."""

    day = models.DateField("ngày", unique=True)
    name = models.CharField("tên ngày", max_length=80)
    is_worked = models.BooleanField("làm bù", default=False)

    objects = models.Manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name
