"""The paper a fact rests on: number, day, body. Never a scan, never its substance."""

from django.db import models


class Decision(models.Model):
    """Number and body are as printed; a paper without a number is known by its day and body."""

    number = models.CharField("số", max_length=60, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    body = models.CharField("cơ quan ban hành", max_length=160, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "quyết định"
        verbose_name_plural = "quyết định"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(number="", body="", signed_on__isnull=True), name="decision_says_something"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.body}".strip()


class Place(models.Model):
    """A village, block or commune by name, so that a residence can be held against the area of a cell."""

    name = models.CharField("tên nơi", max_length=120)
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="thuộc", related_name="parts"
    )

    objects = models.Manager()

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        constraints = [
            models.UniqueConstraint(fields=["name", "within"], name="place_once"),
            models.UniqueConstraint(fields=["name"], condition=models.Q(within__isnull=True), name="place_outer_once"),
        ]

    def __str__(self) -> str:
        return self.name
