"""The history: acts and looks, each in a chain. Rows are only added; triggers refuse anything else."""

import json
from typing import Any

from django.db import models

from .accounts import Account
from .organisations import Organisation
from .people import Member


class Register(models.Model):
    """This register's own mark, made once; the witness outside the database is kept under it."""

    mark = models.CharField("dấu riêng của sổ", max_length=32, unique=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "sổ"
        verbose_name_plural = "sổ"

    def __str__(self) -> str:
        return self.mark


class Act(models.Model):
    """One act, one line. `digest` is the salted digest of the values, which stand in a row of their own."""

    number = models.BigIntegerField("số dòng", unique=True)
    at = models.DateTimeField("lúc")
    verb = models.CharField("việc", max_length=40)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="acts", verbose_name="người làm")
    actor = models.CharField("tên người làm lúc đó", max_length=160)
    for_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="acts_for", verbose_name="làm thay cho"
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="acts", verbose_name="về đảng viên", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="acts", verbose_name="về tổ chức"
    )
    inside = models.BigIntegerField("trong việc số", null=True)
    digest = models.CharField("mã giá trị", max_length=64)
    previous = models.CharField("mã dòng trước", max_length=64)
    seal = models.CharField("mã dòng", max_length=64)

    objects = models.Manager()

    class Meta:
        verbose_name = "việc đã làm"
        verbose_name_plural = "việc đã làm"
        ordering = ["number"]
        indexes = [
            models.Index(fields=["member", "number"], name="act_of_member"),
            # The start page asks for the newest of them: one a night among all lines, or none at all.
            models.Index(fields=["number"], condition=models.Q(verb="take_backup"), name="act_of_backup"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class ActValues(models.Model):
    """What the act wrote: reason, paper, before and after. Values and salt go together in a confirmed reduction."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="values_row", verbose_name="việc")
    salt = models.CharField("muối", max_length=32, blank=True)
    body = models.TextField("giá trị", blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "giá trị của việc"
        verbose_name_plural = "giá trị của việc"

    def __str__(self) -> str:
        return str(self.act_id)

    def said(self) -> dict[str, Any]:
        """What stands in it: "changes", "notes", "why"; nothing once it was reduced."""
        return json.loads(self.body) if self.body else {}


class Look(models.Model):
    """Somebody saw persons: a page, a list, a search answer, an export or a paper."""

    at = models.DateTimeField("lúc")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="looks", verbose_name="người xem")
    actor = models.CharField("tên người xem lúc đó", max_length=160)
    page = models.CharField("trang", max_length=60)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="looks", verbose_name="của tổ chức"
    )
    count = models.PositiveIntegerField("số người")
    digest = models.CharField("mã giá trị", max_length=64)

    objects = models.Manager()

    class Meta:
        verbose_name = "lần xem"
        verbose_name_plural = "lần xem"

    def __str__(self) -> str:
        return f"{self.page} {self.at}"


class LookValues(models.Model):
    """Who was seen (ids parted by commas, with one at both ends) and what was asked for."""

    look = models.OneToOneField(Look, models.PROTECT, related_name="values_row", verbose_name="lần xem")
    salt = models.CharField("muối", max_length=32, blank=True)
    members = models.TextField("những đảng viên", blank=True)
    asked = models.TextField("điều kiện xem", blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "giá trị của lần xem"
        verbose_name_plural = "giá trị của lần xem"

    def __str__(self) -> str:
        return str(self.look_id)


class LookBlock(models.Model):
    """Looks are sealed into a chain of their own, block by block, within a minute."""

    number = models.BigIntegerField("số khối", unique=True)
    at = models.DateTimeField("lúc")
    count = models.PositiveIntegerField("số lần xem")
    previous = models.CharField("mã khối trước", max_length=64)
    seal = models.CharField("mã khối", max_length=64)

    objects = models.Manager()

    class Meta:
        verbose_name = "khối lần xem"
        verbose_name_plural = "khối lần xem"

    def __str__(self) -> str:
        return str(self.number)


class LookSeal(models.Model):
    """Which block holds a look: a look that commits late goes into a later block instead of breaking an earlier one."""

    look = models.OneToOneField(Look, models.PROTECT, related_name="seal_row", verbose_name="lần xem")
    block = models.ForeignKey(LookBlock, models.PROTECT, related_name="seals", verbose_name="khối")

    objects = models.Manager()

    class Meta:
        verbose_name = "niêm của lần xem"
        verbose_name_plural = "niêm của lần xem"

    def __str__(self) -> str:
        return str(self.look_id)
