"""What was gathered for the recognition of whom the file admitted: each paper with its day."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Decision

from .applicants import Applicant
from .around import Helper
from .leading import file_rows


class RecognitionKind(models.TextChoices):
    """The steps from the ceremony to the official member in their order (06-HD/TW, mục 8.3; Charter art. 5)."""

    CERTIFICATE = "certificate", "Giấy chứng nhận lớp bồi dưỡng đảng viên mới"
    SELF_REVIEW = "self_review", "Bản tự kiểm điểm của đảng viên dự bị"
    HELPER = "helper", "Nhận xét của đảng viên giúp đỡ"
    SYNTHESIS = "synthesis", "Tổng hợp nhận xét của đoàn thể và chi ủy nơi cư trú"
    CELL = "cell", "Chi bộ xét, biểu quyết công nhận"
    APPRAISAL = "appraisal", "Báo cáo thẩm định của đảng ủy bộ phận"
    COMMITTEE = "committee", "Đảng ủy cơ sở xét, biểu quyết công nhận"
    DECISION = "decision", "Quyết định công nhận đảng viên chính thức"


# The others are votes, and what the decision made of the member.
WRITTEN = (
    RecognitionKind.CERTIFICATE, RecognitionKind.SELF_REVIEW, RecognitionKind.HELPER, RecognitionKind.SYNTHESIS,
    RecognitionKind.APPRAISAL,
)  # fmt: skip


class RecognitionStep(models.Model):
    """One paper of the recognition that was there on that day. `helper`: of the remarks, whose they are, where the
    register knows who helped; what they say is not kept. A certificate that a class of the register gave stands in the
    list of that class."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="recognition_steps", verbose_name="hồ sơ kết nạp", db_index=False
    )
    kind = models.CharField(
        "bước công nhận", max_length=11, choices=[(one.value, one.label) for one in WRITTEN]
    )  # fmt: skip
    day = models.DateField("ngày")
    helper = models.ForeignKey(
        Helper, models.PROTECT, null=True, blank=True, related_name="recognition_steps", verbose_name="người nhận xét"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="recognition_steps", verbose_name="giấy tờ"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="recognition_steps", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "bước công nhận chính thức"
        verbose_name_plural = "bước công nhận chính thức"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "kind"], name="recognition_step_once"),
            models.CheckConstraint(
                condition=Q(helper__isnull=True) | Q(kind="helper"), name="recognition_step_whose_remarks"
            ),
            models.CheckConstraint(
                condition=Q(kind="certificate", decision__isnull=False)
                | Q(kind="helper", decision__isnull=True)
                | Q(kind__in=["self_review", "synthesis", "appraisal"]),
                name="recognition_step_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.kind}"
