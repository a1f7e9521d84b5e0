"""Rows that hold for some days: [since, until), until empty while it goes on, since empty where the start is open."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q


def holds(since: date | None, until: date | None, day: date) -> bool:
    """Whether a period holds on the day: since is in, until is out."""
    return (since is None or since <= day) and (until is None or day < until)


def nearness(since: date | None, day: date) -> tuple[bool, int]:
    """Of the periods of one thing the greatest is the one that holds on the day; else the last before it; else the
    first after it."""
    begins = since or date.min
    return begins <= day, -abs((begins - day).days)


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Those that hold on that day: since is in, until is out."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day))

    def after(self, day: date) -> Self:
        """Those that hold on some day later than or equal to that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))

    def in_order(self) -> Self:
        """The newest last. What has held as long as anybody knows comes first, on whichever database."""
        return self.order_by(models.F("since").asc(nulls_first=True), "pk")


class Dated(models.Model):
    """Every dated table has this order check, and a no-overlap constraint made by its migration."""

    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến trước ngày", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(since__lt=models.F("until")),
                name="%(class)s_since_before_until",
            )
        ]

    def holds_on(self, day: date) -> bool:
        return holds(self.since, self.until, day)
