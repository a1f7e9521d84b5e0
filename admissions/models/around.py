"""The people around an applicant: who introduced the person, who helps, and when the helper remarked."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Decision, Member
from members.models.periods import Dated, DatedQuerySet

from .applicants import Applicant
from .leading import file_rows
from .steps import Step


class Introducer(models.Model):
    """One official member who introduced the applicant (Charter art. 4.1), named with the step of that paper.

    `together`: since when both have worked, studied or lived in one place; `name`: what was typed of somebody of
    another cell."""

    step = models.ForeignKey(
        Step, models.PROTECT, related_name="introducers", verbose_name="bước kết nạp", db_index=False
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="introduced", verbose_name="đảng viên"
    )
    name = models.CharField("họ và tên", max_length=120, blank=True)
    together = models.DateField("cùng công tác, học tập, cư trú từ ngày")

    objects = file_rows("step__applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người giới thiệu vào Đảng"
        verbose_name_plural = "người giới thiệu vào Đảng"
        constraints = [
            models.UniqueConstraint(fields=["step", "member"], name="introducer_once"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | Q(member__isnull=True) & ~Q(name=""),
                name="introducer_known_or_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.member_id or self.name}"


class Helper(Dated):
    """An official member whom the cell assigned to help the applicant, later the probationer, for some days.

    Nobody else helps on the same day: another one begins where the one before ends."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="helpers", verbose_name="hồ sơ kết nạp", db_index=False
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="helps", verbose_name="đảng viên giúp đỡ")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="helpers", verbose_name="văn bản phân công"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="helpers_assigned", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE, words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "đảng viên giúp đỡ"
        verbose_name_plural = "đảng viên giúp đỡ"
        indexes = [models.Index(fields=["applicant", "since"], name="helper_by_file")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="helper_has_a_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.member_id} {self.since}"


class Remark(models.Model):
    """The helper has remarked on the person on that day. What was said is not kept."""

    helper = models.ForeignKey(
        Helper, models.PROTECT, related_name="remarks", verbose_name="đảng viên giúp đỡ", db_index=False
    )
    day = models.DateField("ngày nhận xét")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="helper_remarks", verbose_name="người ghi"
    )

    objects = file_rows("helper__applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "lần nhận xét của người giúp đỡ"
        verbose_name_plural = "lần nhận xét của người giúp đỡ"
        constraints = [models.UniqueConstraint(fields=["helper", "day"], name="remark_once_a_day")]

    def __str__(self) -> str:
        return f"{self.helper_id} {self.day}"
