"""Long work that somebody asked for, and the file it left."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models

from .accounts import Account
from .organisations import Organisation

# A worker says every few seconds that it lives; silent for so long, it was killed.
SILENT = timedelta(minutes=2)
KEPT = timedelta(days=30)


class Job(models.Model):
    """One piece of long work. Its state is read from its days and hours, so that nothing stays "running" for ever."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="jobs", verbose_name="người yêu cầu")
    kind = models.CharField("loại việc", max_length=40)
    title = models.CharField("tên việc", max_length=200)
    asked = models.JSONField("yêu cầu")
    asked_at = models.DateTimeField("yêu cầu lúc")
    started_at = models.DateTimeField("bắt đầu lúc", null=True)
    heard_at = models.DateTimeField("tín hiệu cuối", null=True)
    finished_at = models.DateTimeField("xong lúc", null=True)
    cancelled_at = models.DateTimeField("hủy lúc", null=True)
    done = models.PositiveIntegerField("đã làm", default=0)
    total = models.PositiveIntegerField("phải làm", default=0)
    refusal = models.CharField("vì sao không xong", max_length=300, blank=True)
    file_name = models.CharField("tên tệp", max_length=160, blank=True)
    file_path = models.CharField("nơi giữ tệp", max_length=160, blank=True)
    checksum = models.CharField("mã kiểm tra", max_length=64, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "việc đang chạy"
        verbose_name_plural = "việc đang chạy"
        indexes = [models.Index(fields=["finished_at", "asked_at"], name="job_waiting")]

    def __str__(self) -> str:
        return self.title

    def state(self, now: datetime) -> str:
        """waiting, running, done, failed or cancelled, as it is at that moment."""
        if self.cancelled_at is not None:
            return "cancelled"
        if self.finished_at is not None:
            return "failed" if self.refusal else "done"
        if self.started_at is None:
            return "waiting"
        return "failed" if self.heard_at is None or now - self.heard_at > SILENT else "running"


class Upload(models.Model):
    """A workbook while it is being settled: encrypted, for its uploader; after that only its checksum remains."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="uploads", verbose_name="người gửi")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="uploads", verbose_name="của tổ chức"
    )
    purpose = models.CharField(
        "để làm gì", max_length=12,
        choices=[("import", "nhập"), ("compare", "đối chiếu"), ("sheet", "bảng đã điền"), ("reconcile", "đối khớp")],
    )  # fmt: skip
    file_name = models.CharField("tên tệp", max_length=160)
    checksum = models.CharField("mã kiểm tra", max_length=64)
    sealed = models.BinaryField("nội dung đã mã hóa", blank=True)
    # Where several files were sent as one list: [[name, bytes]], one behind the other in `sealed`.
    files = models.JSONField("các tệp", default=list)
    choices = models.JSONField("cách đọc đã chọn", default=dict)
    create_organisations = models.BooleanField("lập tổ chức chưa có", default=False)
    at = models.DateTimeField("gửi lúc")
    settled_at = models.DateTimeField("xong lúc", null=True)
    result = models.JSONField("kết quả", default=dict)

    objects = models.Manager()

    class Meta:
        verbose_name = "tệp đang xử lý"
        verbose_name_plural = "tệp đang xử lý"

    def __str__(self) -> str:
        return self.file_name


class UploadPart(models.Model):
    """What was read of a workbook and what would be done with it, in pieces of a page, each encrypted as the workbook
    is. Goes when the workbook goes, and can be made again from it. A workbook of a reconciliation without parts holds
    no list (`uploads.sweep`)."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="parts", verbose_name="của tệp", db_index=False)
    name = models.CharField("phần", max_length=40)
    number = models.PositiveIntegerField("thứ tự")
    sealed = models.BinaryField("nội dung đã mã hóa")

    objects = models.Manager()

    class Meta:
        verbose_name = "phần của tệp đang xử lý"
        verbose_name_plural = "phần của tệp đang xử lý"
        constraints = [models.UniqueConstraint(fields=["upload", "name", "number"], name="uploadpart_once")]

    def __str__(self) -> str:
        return f"{self.name} {self.number}"


class ReadingChoice(models.Model):
    """How the sheets of one committee are read, as a person corrected it; offered again the next time."""

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="reading_choices",
        verbose_name="của tổ chức",
        db_index=False,
    )
    sheet = models.CharField("trang tính", max_length=80)
    header_row = models.PositiveIntegerField("dòng tiêu đề")
    columns = models.JSONField("các cột")
    # What single rows are, by a digest of what they say: nobody's name is kept for it.
    rows = models.JSONField("các dòng", default=dict)
    # What stood over each of the columns, by digests too: under other heads it does not count.
    heads = models.JSONField("tiêu đề", default=dict)

    objects = models.Manager()

    class Meta:
        verbose_name = "cách đọc bảng tính"
        verbose_name_plural = "cách đọc bảng tính"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sheet"], name="readingchoice_once"),
            models.UniqueConstraint(
                fields=["sheet"], condition=models.Q(organisation__isnull=True), name="readingchoice_of_all_once"
            ),
        ]

    def __str__(self) -> str:
        return self.sheet
