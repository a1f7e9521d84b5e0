"""Where the profile of an applicant was sent to be verified, and the answer: never what it says, nor of whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members import scope
from members.models import Account, Decision

from .applicants import Applicant
from .leading import file_rows


class Conclusion(models.TextChoices):
    PASSED = "passed", "đạt"
    FAILED = "failed", "không đạt"
    MORE = "more", "bổ sung"


class Verification(models.Model):
    """One sending: to which place, on which day; when it was answered, by which paper, with which conclusion. Contents,
    and whom of the family it is about, have no column here (06-HD/TW 8.3 keeps them in the file on paper)."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="verifications", verbose_name="hồ sơ kết nạp", db_index=False
    )
    place = models.CharField("nơi thẩm tra", max_length=120)
    sent_on = models.DateField("ngày gửi")
    answered_on = models.DateField("ngày trả lời", null=True, blank=True)
    conclusion = models.CharField("kết luận", max_length=6, choices=Conclusion.choices, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="verifications", verbose_name="văn bản trả lời"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="verifications", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "nơi thẩm tra"
        verbose_name_plural = "nơi thẩm tra"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "place", "sent_on"], name="verification_once_a_day"),
            models.CheckConstraint(condition=~Q(place=""), name="verification_has_a_place"),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, conclusion="") | Q(answered_on__isnull=False) & ~Q(conclusion=""),
                name="verification_answered_with_conclusion",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("sent_on")),
                name="verification_answered_after_sent",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | Q(answered_on__isnull=False), name="verification_paper_of_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.place} {self.sent_on}"
