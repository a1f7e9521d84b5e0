"""What a committee sends: its list as a workbook, or in a light round its numbers."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from members import scope
from members.models import Account, Member, Upload

from .rounds import Reconciliation

# A column of the same name hides the type within its class.
_NONE = list


class SentListWords(models.QuerySet[Any]):
    def newest(self) -> Self:
        """The list of each reconciliation that counts: no later one was sent."""
        later = self.model.unscoped.filter(reconciliation=OuterRef("reconciliation"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class SentList(models.Model):
    """One workbook, kept encrypted until the signing. Later ones have higher numbers; the newest one counts.

    `rows` people were listed, `matched` of them linked to a record, `records` people were in the committee on the
    closing day by our records. `line` is the newest line of the history when both sides were compared.
    """

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="lists", verbose_name="đối khớp", db_index=False
    )
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="sent_list", verbose_name="tệp")
    number = models.PositiveIntegerField("lần gửi")
    sent_on = models.DateField("ngày gửi")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="sent_lists", verbose_name="người gửi")
    rows = models.PositiveIntegerField("số người trong danh sách")
    matched = models.PositiveIntegerField("số người nhận ra")
    records = models.PositiveIntegerField("số người trong sổ")
    line = models.BigIntegerField("so với sổ đến việc số")

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS, words=SentListWords)
    unscoped = SentListWords.as_manager()

    class Meta:
        verbose_name = "danh sách đã gửi"
        verbose_name_plural = "danh sách đã gửi"
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "number"], name="sentlist_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="sentlist_numbers_from_one"),
            models.CheckConstraint(condition=Q(matched__lte=F("rows")), name="sentlist_matched_are_listed"),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.number}"


class ListedAs(models.TextChoices):
    """As what a row has its person, by its own words."""

    OWN = "own", "của mình"
    GUEST = "guest", "sinh hoạt tạm thời ở đây"
    LEFT = "left", "đã đi, đã ra"


class ListedPerson(models.Model):
    """Whom a row of a list was linked to, wherever that person is: who stands in two lists of a round is found by it.
    Read only by who sees the whole register; what a committee may know of it stands in its differences. `listed_as`:
    who is somebody's guest by the list itself, or has left, is counted by none of its figures.

    `why`: what was seen of both when they were linked (field, level, tenths of points), as `comparing.reasons` tells
    it: a dozen short rows at the most. Empty in a list that was compared before they were kept.
    """

    list = models.ForeignKey(SentList, models.CASCADE, related_name="people", verbose_name="danh sách", db_index=False)
    sheet = models.CharField("trang tính", max_length=80)
    row = models.PositiveIntegerField("dòng")
    member = models.ForeignKey(Member, models.PROTECT, related_name="listed", verbose_name="đảng viên")
    sure = models.BooleanField("chắc chắn")
    listed_as = models.CharField("danh sách ghi là", max_length=5, choices=ListedAs.choices, default=ListedAs.OWN)
    why = models.JSONField("vì sao", default=_NONE)

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người trong danh sách"
        verbose_name_plural = "người trong danh sách"
        constraints = [
            models.UniqueConstraint(fields=["list", "sheet", "row"], name="listedperson_once"),
            models.CheckConstraint(condition=Q(listed_as__in=ListedAs.values), name="listedperson_listed_as"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.row}"


class CommitteeNumbers(models.Model):
    """What a committee counts on the closing day of a light round, by the kinds of our own figures."""

    KINDS = ("total", "official", "probationary", "women", "exempt", "away", "guests")

    reconciliation = models.OneToOneField(
        Reconciliation, models.PROTECT, related_name="numbers", verbose_name="đối khớp"
    )
    noted_on = models.DateField("ngày ghi")
    total = models.PositiveIntegerField("đảng viên")
    official = models.PositiveIntegerField("chính thức")
    probationary = models.PositiveIntegerField("dự bị")
    women = models.PositiveIntegerField("nữ")
    exempt = models.PositiveIntegerField("miễn sinh hoạt")
    away = models.PositiveIntegerField("sinh hoạt tạm thời nơi khác")
    guests = models.PositiveIntegerField("tạm thời ở đây (không tính)")

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "số lượng của đảng ủy"
        verbose_name_plural = "số lượng của đảng ủy"
        constraints = [
            models.CheckConstraint(
                condition=Q(total=F("official") + F("probationary")), name="committeenumbers_add_up"
            ),
            models.CheckConstraint(
                condition=Q(women__lte=F("total"), exempt__lte=F("total"), away__lte=F("total")),
                name="committeenumbers_are_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.total}"

    @property
    def version(self) -> int:
        """Of these numbers and no others: a page sends back which it showed."""
        said = " ".join(str(getattr(self, kind)) for kind in self.KINDS)
        return int(sha256(said.encode()).hexdigest()[:12], 16)
