"""A reorganisation before and after it is carried out: the plan, and one row for each thing done to an organisation."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from members import scope

from .accounts import Account
from .decisions import Decision
from .organisations import Kind, Organisation, Sector


class Reorganisation(models.Model):
    """What is to be done on one day by one decision.

    `basis` is what the plan was last looked at with: {"act": number of the newest act, "organisations" and "people":
    ids of all that it touches}; whatever was changed by a later act is not as it was seen. `version` counts the changes
    of the plan itself. Carried out: `applied_on`, by the act `act`; taken back: `taken_back_on`, and it may be carried
    out again.
    """

    name = models.CharField("tên phương án", max_length=160)
    day = models.DateField("ngày có hiệu lực")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="reorganisations", verbose_name="quyết định"
    )
    version = models.PositiveIntegerField("lần sửa", default=1)
    basis = models.JSONField("sổ lúc xem", default=dict)
    drawn_on = models.DateField("ngày lập")
    drawn_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="reorganisations", verbose_name="người lập"
    )
    act = models.BigIntegerField("ghi bằng việc số", null=True, unique=True)
    applied_on = models.DateField("ngày ghi vào sổ", null=True)
    applied_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="applied_reorganisations", verbose_name="người ghi vào sổ"
    )
    taken_back_on = models.DateField("ngày hoàn lại", null=True)

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "phương án sắp xếp"
        verbose_name_plural = "phương án sắp xếp"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="reorganisation_has_a_name"),
            models.CheckConstraint(
                condition=Q(act__isnull=True, applied_on__isnull=True, applied_by__isnull=True)
                | Q(act__isnull=False, applied_on__isnull=False, taken_back_on__isnull=True),
                name="reorganisation_applied_or_not",
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True) | Q(applied_on__gte=F("day")), name="reorganisation_not_ahead"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_applied(self) -> bool:
        return self.act is not None


class StepKind(models.TextChoices):
    """In the order in which they are carried out."""

    MAKE = "make", "lập mới"
    MOVE = "move", "chuyển cấp trên"
    SPLIT = "split", "tách"
    MERGE = "merge", "nhập"
    KIND = "kind", "đổi loại"
    CLOSE = "close", "kết thúc"
    RENAME = "rename", "đổi tên"


class ReorganisationStep(models.Model):
    """One thing done to one organisation. `into` (one that stands) or `into_made` (one that this plan makes) is the new
    parent, where the people go, or the successor; `people` who goes in a split; `made` what a MAKE has made.
    """

    plan = models.ForeignKey(Reorganisation, models.CASCADE, related_name="steps", verbose_name="phương án")
    what = models.CharField("việc", max_length=10, choices=StepKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="planned", verbose_name="tổ chức"
    )
    into = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="planned_into", verbose_name="vào, trực thuộc"
    )
    into_made = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="receives", verbose_name="vào tổ chức lập mới"
    )
    made = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="made_by_plan", verbose_name="tổ chức đã lập"
    )
    name = models.CharField("tên mới", max_length=160, blank=True)
    short_name = models.CharField("tên gọi tắt mới", max_length=80, blank=True)
    code = models.CharField("mã mới", max_length=30, blank=True)
    kind = models.ForeignKey(Kind, models.PROTECT, null=True, related_name="planned", verbose_name="loại mới")
    sector = models.CharField("loại hình mới", max_length=20, choices=Sector.choices, blank=True)
    people = models.JSONField("những người chuyển", default=list)

    objects = scope.WholeRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "việc của phương án sắp xếp"
        verbose_name_plural = "việc của phương án sắp xếp"
        constraints = [
            models.CheckConstraint(
                condition=Q(what="make", organisation__isnull=True, kind__isnull=False) & ~Q(name="")
                | Q(organisation__isnull=False, made__isnull=True) & ~Q(what="make"),
                name="reorganisationstep_makes_or_changes",
            ),
            models.CheckConstraint(
                condition=Q(into__isnull=True) | Q(into_made__isnull=True), name="reorganisationstep_one_target"
            ),
            models.CheckConstraint(
                condition=~Q(what__in=["make", "move", "split", "merge"])
                | Q(into__isnull=False)
                | Q(into_made__isnull=False),
                name="reorganisationstep_has_a_target",
            ),
            models.CheckConstraint(
                condition=Q(into__isnull=True) | ~Q(into=F("organisation")), name="reorganisationstep_not_into_itself"
            ),
            models.UniqueConstraint(
                fields=["plan", "organisation", "what"],
                condition=~Q(what="split"),
                name="reorganisationstep_once",
            ),
        ]

    def __str__(self) -> str:
        return self.get_what_display()

    @property
    def target(self) -> Any:
        """Into what: one that stands, or one that this plan has made; None before it has."""
        return self.into if self.into_id else self.into_made.made if self.into_made else None
