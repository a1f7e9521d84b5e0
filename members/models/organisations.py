"""The tree with terms: an organisation keeps its identity, everything else about it is dated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q

from members import scope

from .decisions import Decision, Place
from .periods import Dated, DatedQuerySet


class Kind(models.Model):
    """What an organisation may be. Rows, not code: a level can vanish or appear without a programmer."""

    code = models.SlugField("mã", max_length=30, unique=True)
    name = models.CharField("tên loại", max_length=80)
    rank = models.PositiveSmallIntegerField("thứ tự từ trên xuống")
    holds_members = models.BooleanField("đảng viên sinh hoạt trực tiếp", default=False)
    is_grass_roots = models.BooleanField("là tổ chức cơ sở đảng", default=False)
    may_be_root = models.BooleanField("có thể đứng đầu sổ", default=False)
    may_stand_under = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="may_stand_over", verbose_name="đứng dưới"
    )
    retired_on = models.DateField("thôi dùng từ ngày", null=True, blank=True)

    # Marks of the program, which say nothing to a reader of the history.
    SILENT = frozenset({"code", "rank"})

    objects = models.Manager()

    class Meta:
        verbose_name = "loại tổ chức"
        verbose_name_plural = "loại tổ chức"
        ordering = ["rank", "code"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="kind_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="kind_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Sector(models.TextChoices):
    """Loại hình: where its members live or work together."""

    RESIDENTIAL = "residential", "thôn, tổ dân phố"
    SCHOOL = "school", "trường học"
    OFFICE = "office", "cơ quan"
    HEALTH = "health", "y tế"
    ENTERPRISE = "enterprise", "doanh nghiệp"
    FORCES = "forces", "quân đội, công an"
    OTHER = "other", "loại hình khác"


def all_above(one: int, parents: Mapping[int, Iterable[int]]) -> set[int]:
    """What stands above it at any distance, by what stands directly above each; also where they stand in a circle."""
    found, waiting = set[int](), {one}
    while waiting:
        waiting = {parent for at in waiting for parent in parents.get(at, ())} - found
        found |= waiting
    return found


class Organisation(models.Model):
    """Only identity; `changed_by` is the number of the newest act that touched it (what a page was made from)."""

    changed_by = models.BigIntegerField("lần sửa gần nhất", default=0)

    objects = scope.organisation_rows("")
    unscoped = models.Manager()

    class Meta:
        verbose_name = "tổ chức đảng"
        verbose_name_plural = "tổ chức đảng"

    def __str__(self) -> str:
        return f"tổ chức {self.pk}"


class Term(Dated):
    """What an organisation is between two changes: name, kind, parent, code; and the decision that began it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="terms", verbose_name="tổ chức", db_index=False
    )
    parent = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="child_terms",
        verbose_name="trực thuộc",
        db_index=False,
    )
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="terms", verbose_name="loại")
    sector = models.CharField("loại hình", max_length=20, choices=Sector.choices, default=Sector.OTHER)
    name = models.CharField("tên", max_length=160)
    short_name = models.CharField("tên gọi tắt", max_length=80)
    code = models.CharField("mã tổ chức", max_length=30, blank=True)
    in_private_enterprise = models.BooleanField("trong doanh nghiệp tư nhân", default=False)
    places = models.ManyToManyField(Place, blank=True, related_name="terms", verbose_name="địa bàn")
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="terms", verbose_name="quyết định"
    )

    objects = scope.organisation_rows("organisation", words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "giai đoạn của tổ chức"
        verbose_name_plural = "giai đoạn của tổ chức"
        indexes = [
            models.Index(fields=["organisation", "since"], name="term_of_organisation"),
            models.Index(fields=["parent", "since"], name="term_children"),
            models.Index(fields=["code"], name="term_code"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(organisation=models.F("parent")), name="term_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(name=""), name="term_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Closure(models.Model):
    """An organisation ended on this day; its roles and past go to the successor, else to its last parent."""

    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="closure", verbose_name="tổ chức")
    day = models.DateField("kết thúc từ ngày")
    successor = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="succeeded", verbose_name="nơi kế tục"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="closures", verbose_name="quyết định"
    )

    objects = scope.organisation_rows("organisation")
    unscoped = models.Manager()

    # Beside the columns, where closing has just made it: the roles that follow to the successor.
    followed: list[Any]

    class Meta:
        verbose_name = "kết thúc hoạt động"
        verbose_name_plural = "kết thúc hoạt động"
        constraints = [
            models.CheckConstraint(
                condition=~Q(organisation=models.F("successor")), name="closure_not_its_own_successor"
            )
        ]

    def __str__(self) -> str:
        return f"kết thúc {self.day}"


class Office(models.TextChoices):
    SECRETARY = "secretary", "bí thư"
    DEPUTY = "deputy", "phó bí thư"
    STANDING = "standing", "ủy viên ban thường vụ"
    COMMITTEE = "committee", "cấp ủy viên"
    CELL_COMMITTEE = "cell_committee", "chi ủy viên"


class OfficeHolding(Dated):
    """Who holds which office of an organisation, with the decision approving it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="holdings", verbose_name="tổ chức")
    member = models.ForeignKey("members.Member", models.PROTECT, related_name="holdings", verbose_name="đảng viên")
    office = models.CharField("chức vụ", max_length=20, choices=Office.choices)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="holdings", verbose_name="quyết định"
    )

    objects = scope.organisation_rows("organisation", scope.LISTS, words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "chức vụ trong Đảng"
        verbose_name_plural = "chức vụ trong Đảng"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="officeholding_has_a_start"),
        ]

    def __str__(self) -> str:
        return self.get_office_display()


class TreeVersion(models.Model):
    """One shape of the tree: derived, can be thrown away at any time (see `members/tree.py`)."""

    generation = models.BigIntegerField("đời của cây")
    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày", null=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "mục lục cây"
        verbose_name_plural = "mục lục cây"
        constraints = [models.UniqueConstraint(fields=["generation", "since"], name="treeversion_once")]

    def __str__(self) -> str:
        return f"{self.since}"


class TreePlace(models.Model):
    """Where an organisation stands in one version: everything under it has lo in [lo, hi)."""

    # Found by the indexes below.
    version = models.ForeignKey(
        TreeVersion, models.CASCADE, db_index=False, related_name="places", verbose_name="mục lục"
    )
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tree_places", verbose_name="tổ chức")
    lo = models.PositiveIntegerField("số đầu")
    hi = models.PositiveIntegerField("số cuối")
    depth = models.PositiveSmallIntegerField("bậc")

    objects = models.Manager()

    class Meta:
        verbose_name = "chỗ trong cây"
        verbose_name_plural = "chỗ trong cây"
        constraints = [models.UniqueConstraint(fields=["version", "organisation"], name="treeplace_once")]
        indexes = [models.Index(fields=["version", "lo"], name="treeplace_range")]

    def __str__(self) -> str:
        return f"{self.lo}–{self.hi}"


class TreeState(models.Model):
    """One row: the number of the newest act that changed the tree. Indexes of an older generation are not used.

    `mark` is drawn anew whenever the tree or the office's own words change: what a process has kept under another mark
    is not used any more.
    """

    generation = models.BigIntegerField("đời của cây", default=0)
    mark = models.CharField("dấu của đời", max_length=32, default="", blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "đời của cây"
        verbose_name_plural = "đời của cây"

    def __str__(self) -> str:
        return str(self.generation)


__all__ = [
    "Closure", "Kind", "Office", "OfficeHolding", "Organisation", "Sector", "Term", "TreePlace", "TreeState",
    "TreeVersion",
]  # fmt: skip
