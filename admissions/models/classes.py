"""Classes of the political centre: who sits in one, and which certificate came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members import scope
from members.models import Account, Decision, Organisation

from .applicants import Applicant
from .leading import file_rows
from .steps import Step


class CourseKind(models.TextChoices):
    """Before the application (06-HD/TW, 5.4), and in the twelve months of probation."""

    AWARENESS = "awareness", "lớp bồi dưỡng nhận thức về Đảng"
    NEW_MEMBERS = "new_members", "lớp bồi dưỡng đảng viên mới"


class Course(models.Model):
    """One class, opened by a committee for the cells below it; `first_day` and `last_day` are both days of it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="courses", verbose_name="nơi mở lớp", db_index=False
    )
    kind = models.CharField("loại lớp", max_length=12, choices=CourseKind.choices)
    name = models.CharField("tên, số lớp", max_length=80)
    place = models.CharField("nơi học", max_length=120)
    first_day = models.DateField("ngày khai giảng")
    last_day = models.DateField("ngày bế giảng")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="courses", verbose_name="người ghi")

    objects = scope.organisation_rows("organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "lớp bồi dưỡng"
        verbose_name_plural = "lớp bồi dưỡng"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "name", "first_day"], name="course_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(place=""), name="course_has_a_name_and_a_place"),
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="course_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """One person on the list of a class. `step`: what its certificate did in the file, of a class before the
    application; of a class of new members the certificate stands here, its day and its paper. Neither: without one."""

    course = models.ForeignKey(
        Course, models.PROTECT, related_name="attendances", verbose_name="lớp bồi dưỡng", db_index=False
    )
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="attendances", verbose_name="hồ sơ kết nạp")
    step = models.ForeignKey(
        Step, models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name="bước giấy chứng nhận",
        db_index=False,
    )  # fmt: skip
    certified_on = models.DateField("ngày cấp giấy chứng nhận", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="attendances", verbose_name="giấy chứng nhận"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="attendances", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người học lớp bồi dưỡng"
        verbose_name_plural = "người học lớp bồi dưỡng"
        constraints = [
            models.UniqueConstraint(fields=["course", "applicant"], name="attendance_once"),
            models.UniqueConstraint(fields=["step"], name="attendance_of_one_step"),
            models.UniqueConstraint(
                fields=["applicant"], condition=Q(certified_on__isnull=False), name="attendance_certified_once"
            ),
            models.CheckConstraint(
                condition=Q(certified_on__isnull=True, decision__isnull=True)
                | Q(certified_on__isnull=False, decision__isnull=False, step__isnull=True),
                name="attendance_certificate_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course_id} {self.applicant_id}"
