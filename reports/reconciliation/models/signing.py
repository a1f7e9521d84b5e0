"""What both sides have signed: frozen, one row for each person, and who stood on one side alone. The third side of
every later round."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Member

from .rounds import Reconciliation


class Signing(models.Model):
    """The day and number of signed minutes. Triggers refuse to change or remove it, or what it froze."""

    reconciliation = models.OneToOneField(
        Reconciliation, models.PROTECT, related_name="signing", verbose_name="đối khớp"
    )
    signed_on = models.DateField("ngày ký")
    number = models.CharField("số biên bản", max_length=60, blank=True)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "ký biên bản đối khớp"
        verbose_name_plural = "ký biên bản đối khớp"

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.signed_on}"


class SignedDifferences(models.Model):
    """What else stood when both signed: who was on one side alone, or what one side said by itself. `stood`: {mark of
    the person: [kinds]}. Written once by the signing; what was signed before it was kept has no such row."""

    signing = models.OneToOneField(Signing, models.PROTECT, related_name="differences", verbose_name="biên bản")
    stood = models.JSONField("điểm lệch còn lại khi ký", default=dict)

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "điểm lệch khi ký"
        verbose_name_plural = "điểm lệch khi ký"

    def __str__(self) -> str:
        return f"{self.signing_id}"


class AgreedPerson(models.Model):
    """Somebody on the roster that both signed, as our records had it on the closing day.

    Days are ISO as far as known; `numbers` are joined by commas. `listed` are the fields in which the list said
    something else when it was signed (`both stay`, `wait`): {field: the list's value}.
    """

    signing = models.ForeignKey(Signing, models.PROTECT, related_name="people", verbose_name="biên bản")
    member = models.ForeignKey(Member, models.PROTECT, related_name="agreed", verbose_name="đảng viên")
    full_name = models.CharField("họ và tên", max_length=160)
    sex = models.CharField("giới tính", max_length=1, blank=True)
    birth_date = models.CharField("ngày sinh", max_length=10, blank=True)
    admitted_on = models.CharField("ngày vào Đảng", max_length=10, blank=True)
    official_on = models.CharField("ngày chính thức", max_length=10, blank=True)
    card_number = models.CharField("số thẻ", max_length=60, blank=True)
    unit = models.CharField("chi bộ", max_length=160)
    status = models.CharField("trạng thái", max_length=60)
    listed = models.JSONField("danh sách ghi khác", default=dict)

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "người trong danh sách đã ký"
        verbose_name_plural = "người trong danh sách đã ký"
        constraints = [
            models.UniqueConstraint(fields=["signing", "member"], name="agreedperson_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="agreedperson_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.signing_id} {self.member_id}"
