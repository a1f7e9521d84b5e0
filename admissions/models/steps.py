"""What was done on the way of one applicant: a step with its day and paper, a vote with its numbers, an end before the
end."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from members import scope
from members.models import Account, Decision, Organisation

from .applicants import Applicant
from .leading import file_rows


class StepKind(models.TextChoices):
    """The steps of an admission in their order (06-HD/TW, mục 8.3; Charter art. 4-5). Two of them only of somebody who
    was a member before (24-QĐ/TW, 3.5)."""

    SOURCE = "source", "Phát hiện, đưa vào danh sách nguồn"
    SYMPATHISER = "sympathiser", "Nghị quyết đưa vào danh sách cảm tình Đảng"
    CLASS_PROPOSED = "class_proposed", "Đề nghị học lớp bồi dưỡng nhận thức về Đảng"
    CERTIFICATE = "certificate", "Học lớp nhận thức về Đảng, giấy chứng nhận"
    APPLICATION = "application", "Đơn xin vào Đảng"
    PROFILE = "profile", "Lý lịch tự khai, đóng dấu giáp lai"
    VERIFIED = "verified", "Thẩm tra, xác minh lý lịch"
    CERTIFIED = "certified", "Chi ủy nhận xét, cấp ủy cơ sở chứng nhận lý lịch"
    INTRODUCED = "introduced", "Giấy giới thiệu của đảng viên chính thức"
    UNION = "union", "Nghị quyết giới thiệu của Đoàn hoặc công đoàn"
    GATHERED = "gathered", "Tổng hợp nhận xét của đoàn thể và chi ủy nơi cư trú"
    CHECKED = "checked", "Kiểm tra không thuộc trường hợp không kết nạp lại"
    CELL = "cell", "Chi bộ xét, biểu quyết"
    APPRAISAL = "appraisal", "Báo cáo thẩm định của đảng ủy bộ phận"
    COMMITTEE = "committee", "Đảng ủy cơ sở xét, biểu quyết"
    CONSENT = "consent", "Ban thường vụ tỉnh ủy đồng ý kết nạp lại"
    DECISION = "decision", "Quyết định kết nạp"
    CEREMONY = "ceremony", "Lễ kết nạp"
    RECORDS = "records", "Lý lịch đảng viên, phiếu đảng viên"


# Steps that are a vote: done by the vote that reached what it needs; that of a cell too small to vote by its paper.
VOTED = (StepKind.CELL, StepKind.COMMITTEE)


class VoteKind(models.TextChoices):
    """Who votes, on what: the two steps that are votes; of whom the file admitted the cell and the committee on the
    recognition, the cell on proposing to strike off."""

    CELL = StepKind.CELL.value, StepKind.CELL.label
    COMMITTEE = StepKind.COMMITTEE.value, StepKind.COMMITTEE.label
    RECOGNITION = "recognition", "Chi bộ xét công nhận đảng viên chính thức"
    RECOGNITION_ABOVE = "recog_committee", "Đảng ủy cơ sở xét công nhận đảng viên chính thức"
    STRIKING_OFF = "striking_off", "Chi bộ xét đề nghị xóa tên đảng viên dự bị"


# Where a committee votes, a paper may say how many sit on it.
BY_COMMITTEE = (VoteKind.COMMITTEE, VoteKind.RECOGNITION_ABOVE)


class Step(models.Model):
    """One step that was done on that day, with the paper it rests on. `received_on`: of the decision, the day on which
    the cell got it."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="steps", verbose_name="hồ sơ kết nạp", db_index=False
    )
    kind = models.CharField(
        "bước", max_length=16, choices=[one for one in StepKind.choices if one[0] != StepKind.COMMITTEE]
    )
    day = models.DateField("ngày")
    received_on = models.DateField("ngày chi bộ nhận", null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="admission_steps", verbose_name="giấy tờ"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="admission_steps", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "bước kết nạp"
        verbose_name_plural = "bước kết nạp"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "kind"], name="step_once"),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(kind="decision", received_on__gte=F("day")),
                name="step_received_after_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.kind}"


class Vote(models.Model):
    """One vote on the admission, or on the recognition or striking off that follows. `base`: how many the rule counts,
    of whom at least its share has to be for it; who they are stands in `Voter`. `organisation`: who voted;
    `size_decision`: the paper that says how many sit on the committee, where the register holds no terms. Votes written
    before there were names have neither of them. `decision`: the resolution, where it was reached."""

    applicant = models.ForeignKey(
        Applicant, models.PROTECT, related_name="votes", verbose_name="hồ sơ kết nạp", db_index=False
    )
    kind = models.CharField("nơi biểu quyết", max_length=16, choices=VoteKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="admission_votes", verbose_name="tổ chức biểu quyết"
    )
    day = models.DateField("ngày họp")
    base = models.PositiveSmallIntegerField("tổng số phải tính")
    present = models.PositiveSmallIntegerField("có mặt")
    in_favour = models.PositiveSmallIntegerField("tán thành")
    against = models.PositiveSmallIntegerField("không tán thành")
    invalid = models.PositiveSmallIntegerField("phiếu không hợp lệ", default=0)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="admission_votes", verbose_name="nghị quyết"
    )
    size_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="committee_sizes",
        verbose_name="văn bản ghi số cấp ủy viên",
    )  # fmt: skip
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="admission_votes", verbose_name="người ghi"
    )

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "biểu quyết kết nạp"
        verbose_name_plural = "biểu quyết kết nạp"
        constraints = [
            models.UniqueConstraint(fields=["applicant", "kind", "day"], name="vote_once_a_day"),
            # With the next one: somebody counts.
            models.CheckConstraint(condition=Q(present__gte=1), name="vote_somebody_is_there"),
            models.CheckConstraint(condition=Q(present__lte=F("base")), name="vote_present_of_base"),
            models.CheckConstraint(
                condition=Q(present__gte=F("in_favour") + F("against") + F("invalid")), name="vote_counts_who_is_there"
            ),
            models.CheckConstraint(
                condition=Q(size_decision__isnull=True) | Q(kind__in=["committee", "recog_committee"]),
                name="vote_size_of_a_committee",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.kind} {self.day}"


class StopKind(models.TextChoices):
    STOPPED = "stopped", "dừng xét"
    REFUSED = "refused", "cấp có thẩm quyền không đồng ý"
    WITHDRAWN = "withdrawn", "người xin vào Đảng rút đơn"
    HANDED = "handed", "hồ sơ chuyển ra ngoài đảng bộ"


class Stop(models.Model):
    """The file goes no further: how, since when, by which paper; `outside`: where it goes on, outside the district."""

    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="stop", verbose_name="hồ sơ kết nạp")
    kind = models.CharField("vì sao thôi xét", max_length=10, choices=StopKind.choices)
    day = models.DateField("ngày")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="admission_stops", verbose_name="giấy tờ"
    )
    outside = models.CharField("nơi ngoài đảng bộ nhận hồ sơ", max_length=160, blank=True)

    objects = file_rows("applicant__organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "thôi xét kết nạp"
        verbose_name_plural = "thôi xét kết nạp"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="handed") & ~Q(outside="") | ~Q(kind="handed") & Q(outside=""),
                name="stop_handed_to_somewhere",
            )
        ]

    def __str__(self) -> str:
        return f"{self.applicant_id} {self.kind}"
