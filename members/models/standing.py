"""What somebody is on a day besides being placed: exempt, suspended, disciplined, gone, restored. Each is a row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope

from .decisions import Decision
from .people import Membership
from .periods import Dated, DatedQuerySet


class ExemptionReason(models.TextChoices):
    """The clause of the rule, never the circumstances of the person."""

    AGE = "age", "tuổi cao"
    STRENGTH = "strength", "sức yếu"
    AWAY = "away", "đi xa, việc làm lưu động"
    TREATMENT = "treatment", "điều trị dài ngày"
    MATERNITY = "maternity", "nghỉ thai sản"
    IMPORTED = "imported", "theo danh sách nguồn, chưa rõ"


class Exemption(Dated):
    """Exempt from work and meetings by resolution of the cell; without one it stands in the findings."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="exemptions", verbose_name="đảng tịch")
    reason = models.CharField("điều khoản miễn", max_length=12, choices=ExemptionReason.choices)
    requested_on = models.DateField("ngày đề nghị", null=True, blank=True)
    reported_on = models.DateField("ngày báo cáo cấp trên", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="exemptions", verbose_name="nghị quyết chi bộ"
    )

    objects = scope.fact_rows("membership__member", words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "miễn công tác và sinh hoạt"
        verbose_name_plural = "miễn công tác và sinh hoạt"

    def __str__(self) -> str:
        return f"miễn từ {self.since}"


class Suspension(Dated):
    """Suspended from party activity by the competent body."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="suspensions", verbose_name="đảng tịch")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="suspensions", verbose_name="quyết định"
    )

    objects = scope.fact_rows("membership__member", words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "đình chỉ sinh hoạt"
        verbose_name_plural = "đình chỉ sinh hoạt"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="suspension_has_a_start"),
        ]

    def __str__(self) -> str:
        return f"đình chỉ từ {self.since}"


class DisciplineForm(models.TextChoices):
    REPRIMAND = "reprimand", "khiển trách"
    WARNING = "warning", "cảnh cáo"
    REMOVAL = "removal", "cách chức"


class Discipline(models.Model):
    """Form, day, paper. Nothing of the substance."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="disciplines", verbose_name="đảng tịch", db_index=False
    )
    form = models.CharField("hình thức", max_length=10, choices=DisciplineForm.choices)
    day = models.DateField("ngày có hiệu lực")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="disciplines", verbose_name="quyết định"
    )

    objects = scope.fact_rows("membership__member")
    unscoped = models.Manager()

    class Meta:
        verbose_name = "kỷ luật"
        verbose_name_plural = "kỷ luật"
        constraints = [models.UniqueConstraint(fields=["membership", "form", "day"], name="discipline_once")]

    def __str__(self) -> str:
        return f"{self.get_form_display()} {self.day}"


class DepartureKind(models.TextChoices):
    DEATH = "death", "từ trần"
    EXPULSION = "expulsion", "khai trừ"
    STRIKING_OFF = "striking_off", "xóa tên"
    OWN_WISH = "own_wish", "xin ra khỏi Đảng"
    MOVED_OUT = "moved_out", "chuyển ra ngoài đảng bộ"
    WRONG_RECORD = "wrong_record", "lập hồ sơ nhầm"
    NOT_STATED = "not_stated", "chưa rõ hình thức"


class Departure(Dated):
    """Out of this register's lists from `since`; ended by a restoration or by coming back.

    An open start means a leaver whose day is not known: out of every list from the first day on, with a finding.
    """

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="departures", verbose_name="đảng tịch")
    kind = models.CharField("hình thức", max_length=12, choices=DepartureKind.choices)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="departures", verbose_name="quyết định"
    )
    return_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="returns", verbose_name="quyết định phục hồi"
    )

    objects = scope.fact_rows("membership__member", words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "ra khỏi danh sách"
        verbose_name_plural = "ra khỏi danh sách"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since}"
