"""How both sides come to sign: what each confirmed, what a list counted when it came, and what the signing froze."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Account, Member

from .answers import Side
from .lists import SentList
from .rounds import Reconciliation
from .signing import Signing


class Confirmation(models.Model):
    """One side says that it agrees with the minutes as they were shown (`digest`). Gone as soon as something of them
    changes by a verb of the reconciliation; held against the minutes once more when they are signed. `figures`: what
    our records counted then (`agreement.counted`), by which the start page knows that they count otherwise by now;
    `line`: the newest line of the history then, by which it knows whether anything was written about the people of
    the minutes. None of both where it was confirmed before they were kept.
    `paper`: by which paper the office noted that the committee had agreed; "" for who confirmed by itself, None where
    that was not kept."""

    # Marks of the program, of which a reader of the history has nothing.
    SILENT = frozenset({"digest", "figures", "line"})

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="confirmations", verbose_name="đối khớp", db_index=False
    )
    side = models.CharField("bên", max_length=10, choices=Side.choices)
    confirmed_on = models.DateField("ngày thống nhất")
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="confirmations", verbose_name="người xác nhận"
    )
    digest = models.CharField("dấu của biên bản", max_length=64)
    figures = models.JSONField("số khi thống nhất", default=list)
    line = models.BigIntegerField("dòng nhật ký mới nhất khi thống nhất", null=True)
    paper = models.CharField("theo giấy tờ", max_length=300, null=True)  # noqa: DJ001  (unknown is not empty)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "thống nhất biên bản"
        verbose_name_plural = "thống nhất biên bản"
        constraints = [
            models.UniqueConstraint(fields=["reconciliation", "side"], name="confirmation_once"),
            models.CheckConstraint(
                condition=Q(paper__isnull=True) | Q(paper="") | Q(side=Side.COMMITTEE),
                name="confirmation_on_paper_is_the_committee_s",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.side}"


class ListTotals(models.Model):
    """What a list (as it is read now) and our records counted when the list came: {kind of figure: number}; a kind
    that the list has no column for is left out. `marks`: {person: mark of what our record said} of everybody
    counted in the committee, as the list was compared last; none where it was compared before they were kept.
    `chosen`: marks of those of its rows of which the officer had said who they are; None where that was not kept."""

    list = models.OneToOneField(SentList, models.CASCADE, related_name="totals", verbose_name="danh sách")
    theirs = models.JSONField("danh sách đếm được")
    ours = models.JSONField("sổ đếm được")
    marks = models.JSONField("dấu của sổ khi so", default=dict)
    chosen = models.JSONField("dòng đã chọn là ai", null=True)

    objects = scope.organisation_rows("list__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "số liệu khi nhận danh sách"
        verbose_name_plural = "số liệu khi nhận danh sách"

    def __str__(self) -> str:
        return f"{self.list_id}"


class SignedMinutes(models.Model):
    """The paper as it was made for signing, given out again as it was, and everything it says as data. `line`: the
    newest line of the history then; what changes later is a correction after the signing."""

    signing = models.OneToOneField(Signing, models.PROTECT, related_name="minutes", verbose_name="biên bản")
    paper = models.BinaryField("tệp PDF")
    checksum = models.CharField("mã kiểm của tệp", max_length=64)
    said = models.JSONField("nội dung biên bản")
    digest = models.CharField("dấu của biên bản", max_length=64)
    line = models.BigIntegerField("dòng nhật ký mới nhất khi ký")

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "biên bản đã ký"
        verbose_name_plural = "biên bản đã ký"
        constraints = [models.CheckConstraint(condition=~Q(checksum=""), name="signedminutes_have_a_checksum")]

    def __str__(self) -> str:
        return f"{self.signing_id}"


class SignedMovement(models.Model):
    """Whom a number between opening and closing stood for when it was signed."""

    signing = models.ForeignKey(
        Signing, models.PROTECT, related_name="movements", verbose_name="biên bản", db_index=False
    )
    member = models.ForeignKey(Member, models.PROTECT, related_name="signed_movements", verbose_name="đảng viên")
    full_name = models.CharField("họ và tên", max_length=160)
    day = models.DateField("ngày")
    way = models.CharField("cách tăng, giảm", max_length=16)
    is_increase = models.BooleanField("tăng")
    said = models.CharField("giấy tờ", max_length=300, blank=True)

    objects = scope.organisation_rows("signing__reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "tăng, giảm đã ký"
        verbose_name_plural = "tăng, giảm đã ký"
        constraints = [
            models.UniqueConstraint(fields=["signing", "member", "day", "is_increase"], name="signedmovement_once"),
            models.CheckConstraint(condition=~Q(full_name=""), name="signedmovement_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} {self.day}"
