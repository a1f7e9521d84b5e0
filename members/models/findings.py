"""What a list said that could not become a fact, and which cell of which sheet a fact came from."""

from django.db import models

from members import scope

from .people import Member


class Finding(models.Model):
    """A value as it was written, kept for a person to settle. It goes when it is settled (its act keeps it)."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="findings", verbose_name="đảng viên", db_index=False
    )
    code = models.CharField("loại vướng mắc", max_length=40)
    field = models.CharField("mục", max_length=40)
    written = models.CharField("nguyên văn", max_length=200, blank=True)
    file = models.CharField("tệp", max_length=120)
    sheet = models.CharField("trang tính", max_length=80)
    cell = models.CharField("ô", max_length=12)

    objects = scope.fact_rows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "vướng mắc khi nhập"
        verbose_name_plural = "vướng mắc khi nhập"
        constraints = [models.UniqueConstraint(fields=["member", "code", "field", "written"], name="finding_once")]

    def __str__(self) -> str:
        return self.code


def cells_by_field(kept: str) -> dict[str, str]:
    """The cell of each field, as `Evidence.cells` keeps them."""
    return dict(part.split(":", 1) for part in kept.split())


class Evidence(models.Model):
    """Row of a sheet from which fields of a person came; `cells` is "field:cell" for each, parted by spaces."""

    member = models.ForeignKey(
        Member, models.PROTECT, related_name="evidence", verbose_name="đảng viên", db_index=False
    )
    file = models.CharField("tệp", max_length=120)
    checksum = models.CharField("mã kiểm tra của tệp", max_length=64)
    sheet = models.CharField("trang tính", max_length=80)
    row = models.PositiveIntegerField("dòng")
    cells = models.CharField("các ô", max_length=600)

    objects = scope.fact_rows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "nguồn của số liệu"
        verbose_name_plural = "nguồn của số liệu"
        constraints = [models.UniqueConstraint(fields=["member", "checksum", "sheet", "row"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.sheet} dòng {self.row}"
