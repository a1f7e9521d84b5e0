"""Somebody who is on the way into the Party: who it is, which cell considers, who recommends beside the members."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members import scope
from members.models import Decision, Member, Occupation, Organisation, Precision, Schooling, Sex

from .leading import file_rows


class Backing(models.TextChoices):
    """Who recommends beside the members (Charter art. 4.1)."""

    YOUTH = "youth", "ban chấp hành Đoàn cơ sở và một đảng viên chính thức"
    UNION = "union", "ban chấp hành công đoàn cơ sở và một đảng viên chính thức"
    MEMBERS = "members", "hai đảng viên chính thức"


def _rows(name: str) -> Any:
    return apps.get_model("admissions", name).unscoped.filter(applicant=OuterRef("pk"))


class ApplicantWords(models.QuerySet[Any]):
    def open(self) -> Self:
        """Neither stopped nor a member by now."""
        return self.filter(~Exists(_rows("Stop")), member=None)

    def stopped(self) -> Self:
        return self.filter(Exists(_rows("Stop")))

    def with_cell(self, day: date) -> Self:
        """Each with its `cell`: that which led it that day on the way up to the ceremony, or leads it since: where it
        was handed over last, else where it was opened."""
        went = apps.get_model("admissions", "HandOver").unscoped.filter(applicant=OuterRef("pk"), day__lte=day)
        last = went.filter(organisation__isnull=False).order_by("-day").values("organisation")[:1]
        return self.annotate(cell=Coalesce(Subquery(last), F("organisation"), output_field=models.BigIntegerField()))

    def led_in(self, place: scope.Place, day: date) -> Self:
        """Of the cells of that place, by that `cell`."""
        return self.with_cell(day).filter(place.holds("cell"))

    def begun_here(self, width: str, day: date) -> Self:
        """Of cells of mine alone, by that `cell`: without those that came along with whom they admitted, or were handed
        over to another one by that day."""
        mine = scope.current().mine(width, "cell")
        return self.with_cell(day) if mine is None else self.with_cell(day).filter(mine)


class Applicant(models.Model):
    """One file. `organisation`: the cell that opened it; which one leads it by now, see `procedure.leading`.
    `exception`: the paper of the province that lets somebody of that age or schooling be considered; `member`: who came
    of it, from the ceremony on. Who recommended, nobody may know of whom the register held as a probationer before it
    held a file."""

    full_name = models.CharField("họ và tên", max_length=120)
    fold = models.CharField("tên không dấu", max_length=140, editable=False)
    sort_key = models.CharField("khóa sắp xếp", max_length=400, editable=False)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, blank=True)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_precision = models.CharField("mức rõ của ngày sinh", max_length=1, choices=Precision.choices, blank=True)
    schooling = models.CharField("học vấn phổ thông", max_length=12, choices=Schooling.choices, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=12, choices=Occupation.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="applicants", verbose_name="chi bộ xét", db_index=False
    )
    backing = models.CharField("nơi giới thiệu", max_length=8, choices=Backing.choices, blank=True)
    exception = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="applicants_excepted",
        verbose_name="văn bản đồng ý xét trường hợp riêng",
    )  # fmt: skip
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="admission_files", verbose_name="đảng viên"
    )
    changed_by = models.BigIntegerField("lần sửa gần nhất", default=0)
    # Of those that were asked for `with_cell`.
    cell: int

    objects = file_rows("organisation", scope.PEOPLE, words=ApplicantWords)
    # What stands on a list of who reads lists alone: names and steps, no file behind them.
    listed = file_rows("organisation", scope.LISTS, words=ApplicantWords)
    unscoped = ApplicantWords.as_manager()

    class Meta:
        verbose_name = "hồ sơ kết nạp"
        verbose_name_plural = "hồ sơ kết nạp"
        indexes = [models.Index(fields=["organisation", "sort_key", "id"], name="applicant_by_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="applicant_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True, birth_precision="")
                | Q(birth_on__isnull=False) & ~Q(birth_precision=""),
                name="applicant_birth_with_precision",
            ),
            models.CheckConstraint(condition=~Q(backing="") | Q(member__isnull=False), name="applicant_has_a_backing"),
        ]

    def __str__(self) -> str:
        return self.full_name
