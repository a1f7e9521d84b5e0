"""Two records of one person: that they are one (a merge), that they are not, and who may be one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q, Subquery

from members import scope

from .accounts import Account
from .decisions import Decision
from .people import Member


class LeadingTo(Subquery):
    """The records that were merged, over however many merges, into those of the query, and these themselves."""

    template = (
        "(WITH RECURSIVE way (start, at) AS (SELECT kept_id, kept_id FROM members_merge UNION "
        "SELECT way.start, one.kept_id FROM way JOIN members_merge one ON one.absorbed_id = way.at) "
        "SELECT start FROM way WHERE at IN (%(subquery)s))"
    )


class MergeRows(scope.OpenedFactRows):
    """Merges whose record is part of one that one may open: whoever sees the last record of a chain sees each merge of
    it, and nobody else does."""

    def get_queryset(self) -> models.QuerySet[Any]:
        rows = models.Manager.get_queryset(self)
        return rows.filter(kept__in=LeadingTo(Member.objects.values("pk")))

    def leading_to(self, member: Member) -> models.QuerySet[Any]:
        """The merges that this record is made of, the newest first."""
        one = Member.objects.filter(pk=member.pk).values("pk")
        return self.filter(kept__in=LeadingTo(one)).select_related("kept", "absorbed").order_by("-act")


class Merge(models.Model):
    """The absorbed record is part of the kept one since `act`, the number of the line that merged them and says what
    was taken along. The absorbed person stays known, so that old links and lines find the kept one; every fact that
    counted has gone over, or stands in that line. Taking the merge back removes the row."""

    SILENT = frozenset({"act"})

    kept = models.ForeignKey(Member, models.PROTECT, related_name="merges", verbose_name="hồ sơ giữ lại")
    absorbed = models.OneToOneField(Member, models.PROTECT, related_name="merged", verbose_name="hồ sơ được gộp")
    merged_on = models.DateField("ngày gộp")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="merges", verbose_name="giấy tờ"
    )
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="merges", verbose_name="người gộp")
    act = models.BigIntegerField("gộp bằng việc số", unique=True)

    objects = MergeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "gộp hồ sơ"
        verbose_name_plural = "gộp hồ sơ"
        constraints = [models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_is_of_two")]

    def __str__(self) -> str:
        return f"{self.absorbed_id} → {self.kept_id}"


class NotSame(models.Model):
    """Somebody has looked: these two are two people. `first` is the one with the lower id, so that a pair stands
    once."""

    first = models.ForeignKey(
        Member, models.PROTECT, related_name="not_same_first", verbose_name="hồ sơ thứ nhất", db_index=False
    )
    second = models.ForeignKey(Member, models.PROTECT, related_name="not_same_second", verbose_name="hồ sơ thứ hai")
    noted_on = models.DateField("ngày ghi")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="not_same", verbose_name="người ghi")
    reason = models.CharField("căn cứ không phải một người", max_length=300)

    objects = scope.PairRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "hai hồ sơ không phải một người"
        verbose_name_plural = "các hồ sơ không phải một người"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="notsame_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="notsame_in_order"),
            models.CheckConstraint(condition=~Q(reason=""), name="notsame_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ≠ {self.second_id}"


class PossibleDouble(models.Model):
    """Derived: who may stand in the register twice, as the last search over the whole of it found. `bits` is the
    evidence, `why` its rows (field, what was seen, tenths of points) as `comparing.reasons` tells them."""

    first = models.ForeignKey(
        Member, models.CASCADE, related_name="doubles_first", verbose_name="hồ sơ thứ nhất", db_index=False
    )
    second = models.ForeignKey(Member, models.CASCADE, related_name="doubles_second", verbose_name="hồ sơ thứ hai")
    bits = models.FloatField("điểm giống nhau")
    why = models.JSONField("vì sao")
    found_on = models.DateField("ngày tìm")

    objects = scope.EitherRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "hai hồ sơ có thể trùng"
        verbose_name_plural = "các hồ sơ có thể trùng"
        indexes = [models.Index(fields=["-bits", "id"], name="possibledouble_by_evidence")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="possibledouble_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="possibledouble_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ? {self.second_id}"


class RegisterTaught(models.Model):
    """Derived: what the last search over the whole register taught the matcher (`kit.matching.taught`): weights, and
    how many bear a value that several bear. Nobody is in it. By it whoever is about to be entered is held against the
    few people who may be meant."""

    people = models.PositiveIntegerField("số hồ sơ đã xem")
    found_on = models.DateField("ngày tìm")
    kept = models.JSONField("điều đã học")

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "điều học được khi tìm hồ sơ trùng"
        verbose_name_plural = "điều học được khi tìm hồ sơ trùng"

    def __str__(self) -> str:
        return f"{self.people} {self.found_on}"
