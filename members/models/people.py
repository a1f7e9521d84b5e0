"""A person, the spells of membership, the places where one is active, the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from members import scope
from members.conditions import there_is

from .decisions import Decision, Place
from .organisations import Organisation
from .periods import Dated, DatedQuerySet


class Sex(models.TextChoices):
    MALE = "m", "nam"
    FEMALE = "f", "nữ"


class Precision(models.TextChoices):
    """How much of a birth date is known. What is not known is never invented."""

    DAY = "d", "đủ ngày, tháng, năm"
    MONTH = "m", "chỉ tháng và năm"
    YEAR = "y", "chỉ năm"


class Schooling(models.TextChoices):
    LITERATE = "literate", "biết đọc, viết"
    PRIMARY = "primary", "tiểu học"
    LOWER = "lower", "trung học cơ sở"
    UPPER = "upper", "trung học phổ thông"


class Theory(models.TextChoices):
    ELEMENTARY = "elementary", "sơ cấp"
    INTERMEDIATE = "intermediate", "trung cấp"
    ADVANCED = "advanced", "cao cấp, cử nhân"


class Occupation(models.TextChoices):
    """The twelve classes of the yearly tables."""

    WORKER = "worker", "công nhân"
    FARMER = "farmer", "nông dân"
    OFFICIAL = "official", "cán bộ, công chức"
    TEACHER = "teacher", "viên chức giáo dục"
    HEALTH = "health", "viên chức y tế"
    OTHER_STAFF = "staff", "viên chức khác"
    FORCES = "forces", "quân đội, công an"
    STUDENT = "student", "học sinh, sinh viên"
    OWNER = "owner", "chủ doanh nghiệp tư nhân"
    SERVICE = "service", "kinh doanh, dịch vụ"
    RETIRED = "retired", "nghỉ hưu"
    OTHER = "other", "nghề khác"


class Member(models.Model):
    """Plain facts of one person. `fold`, `other_fold` and `sort_key` are made from the names by the writer, for search
    and order."""

    full_name = models.CharField("họ và tên", max_length=120)
    other_names = models.CharField("tên gọi khác", max_length=160, blank=True)
    fold = models.CharField("tên không dấu", max_length=140, editable=False)
    other_fold = models.CharField("tên gọi khác không dấu", max_length=190, blank=True, default="", editable=False)
    sort_key = models.CharField("khóa sắp xếp", max_length=400, editable=False)
    sex = models.CharField("giới tính", max_length=1, choices=Sex.choices, blank=True)
    birth_on = models.DateField("ngày sinh", null=True, blank=True)
    birth_precision = models.CharField("mức rõ của ngày sinh", max_length=1, choices=Precision.choices, blank=True)
    profile_number = models.CharField("số lý lịch", max_length=40, blank=True)
    source_id = models.CharField("mã trên cơ sở dữ liệu", max_length=40, blank=True)
    schooling = models.CharField("học vấn phổ thông", max_length=12, choices=Schooling.choices, blank=True)
    theory = models.CharField("lý luận chính trị", max_length=12, choices=Theory.choices, blank=True)
    occupation = models.CharField("nghề nghiệp", max_length=12, choices=Occupation.choices, blank=True)
    ethnic_code = models.CharField("mã dân tộc", max_length=4, blank=True)
    changed_by = models.BigIntegerField("lần sửa gần nhất", default=0)

    objects = scope.PersonRows()
    unscoped = models.Manager()

    class Meta:
        verbose_name = "đảng viên"
        verbose_name_plural = "đảng viên"
        indexes = [
            models.Index(fields=["sort_key", "id"], name="member_by_name"),
            models.Index(fields=["profile_number"], name="member_by_profile"),
            # By letters, whatever the database's own order is: serves "begins so" as well as "is so".
            models.Index(fields=["fold"], name="member_by_fold", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="member_has_a_name"),
            models.CheckConstraint(
                condition=Q(birth_on__isnull=True, birth_precision="")
                | Q(birth_on__isnull=False) & ~Q(birth_precision=""),
                name="member_birth_with_precision",
            ),
            models.CheckConstraint(
                condition=~Q(birth_precision__in=["m", "y"]) | Q(birth_on__day=1), name="member_month_starts_it"
            ),
            models.CheckConstraint(
                condition=~Q(birth_precision="y") | Q(birth_on__month=1), name="member_year_starts_it"
            ),
            models.UniqueConstraint(fields=["source_id"], condition=~Q(source_id=""), name="member_source_id_once"),
        ]

    def __str__(self) -> str:
        return self.full_name


class Recognition(models.TextChoices):
    """How the official date is known."""

    DECIDED = "decided", "có quyết định"
    IMPORTED = "imported", "nhập từ danh sách, chưa rõ quyết định"
    UNKNOWN = "unknown", "chưa rõ quyết định"

    @classmethod
    def of(cls, official_on: date | None, decision: Decision | int | None, without: str = "") -> str:
        """The ground of an official day; `without` is how the day is known where no decision is."""
        if official_on is None:
            return ""
        if decision is not None:
            return cls.DECIDED
        return cls.IMPORTED if without == cls.IMPORTED else cls.UNKNOWN


class MembershipQuerySet(models.QuerySet["Membership"]):
    def official_on(self, day: date) -> Self:
        """Official date not after that day, and recognised: by a decision, or (found by a check) by one not known."""
        return self.filter(official_on__lte=day).exclude(recognition="")

    def entitled_on(self, day: date) -> Self:
        """Official, and where the decision is known it was signed by that day (for a vote base)."""
        known = Q(recognition_decision__signed_on__isnull=True) | Q(recognition_decision__signed_on__lte=day)
        return self.official_on(day).filter(known)

    def in_order(self) -> Self:
        """The newest last. A spell without a day says least: it comes first, on whichever database."""
        return self.order_by(F("admitted_on").asc(nulls_first=True), "pk")


class Membership(models.Model):
    """One spell in the Party, begun by an admission: its dates and decisions. Most people have one."""

    # Found by the index of `membership_once`.
    member = models.ForeignKey(
        Member, models.PROTECT, db_index=False, related_name="memberships", verbose_name="đảng viên"
    )
    admitted_on = models.DateField("ngày vào Đảng", null=True, blank=True)
    admission_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="admissions", verbose_name="quyết định kết nạp"
    )
    official_on = models.DateField("ngày chính thức", null=True, blank=True)
    recognition = models.CharField("căn cứ công nhận", max_length=10, choices=Recognition.choices, blank=True)
    recognition_decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="recognitions",
        verbose_name="quyết định công nhận",
    )  # fmt: skip

    objects = scope.fact_rows(words=MembershipQuerySet)
    unscoped = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "đảng tịch"
        verbose_name_plural = "đảng tịch"
        constraints = [
            models.UniqueConstraint(fields=["member", "admitted_on"], name="membership_once"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(admitted_on__isnull=True), name="membership_without_day_once"
            ),
            models.CheckConstraint(
                condition=Q(official_on__isnull=True, recognition="")
                | Q(official_on__isnull=False) & ~Q(recognition=""),
                name="membership_official_with_ground",
            ),
            models.CheckConstraint(
                condition=Q(recognition="decided", recognition_decision__isnull=False)
                | Q(recognition="")
                | ~Q(recognition="decided") & Q(recognition_decision__isnull=True),
                name="membership_decided_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"vào Đảng {self.admitted_on}"


class PlacementKind(models.TextChoices):
    OFFICIAL = "official", "chính thức"
    TEMPORARY = "temporary", "tạm thời"


class PlacementQuerySet(DatedQuerySet):
    def official(self) -> Self:
        return self.filter(kind=PlacementKind.OFFICIAL)

    def temporary(self) -> Self:
        return self.filter(kind=PlacementKind.TEMPORARY)

    def on_the_way_on(self, day: date) -> Self:
        """Introduced by the former cell, not yet received by this one, which may begin only later."""
        waits = Q(received_on__isnull=True) | Q(received_on__gt=day)
        return self.after(day).filter(waits, let_go_on__lte=day)

    def with_claim(self, day: date, among: Sequence[int] | None = None) -> Self:
        """Placements that let their organisation open the person's page that day: those that hold, and the one
        left for a place that has not received the person yet. `among`: of these persons only, who are few."""
        elsewhere = (
            type(self)(self.model, using=self.db)
            .on(day)
            .on_the_way_on(day)
            .filter(member=OuterRef("member"), since=OuterRef("until"))
        )
        holds = Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gt=day)
        if among is None:
            return self.filter(Q(*holds) | Q(Exists(elsewhere)))
        return self.filter(Q(*holds) | Q(there_is(elsewhere)), member__in=among)


class Placement(Dated):
    """A person's cell for some days. A temporary one goes on beside the official one at home.

    The person stands in the row too, so that the database can refuse two official places over all spells.
    """

    # Person and organisation are found by the indexes below: one more of each would only be written and thought about.
    member = models.ForeignKey(
        Member, models.PROTECT, db_index=False, related_name="placements", verbose_name="đảng viên"
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="placements", verbose_name="đảng tịch")
    kind = models.CharField("hình thức", max_length=10, choices=PlacementKind.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, db_index=False, related_name="placements",
        verbose_name="nơi sinh hoạt",
    )  # fmt: skip
    outside = models.CharField("nơi sinh hoạt ngoài sổ", max_length=160, blank=True)
    let_go_on = models.DateField("ngày nơi cũ giới thiệu", null=True, blank=True)
    received_on = models.DateField("ngày nơi mới tiếp nhận", null=True, blank=True)
    assumed = models.BooleanField("ngày bắt đầu suy từ ngày vào Đảng", default=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="placements", verbose_name="giấy tờ"
    )

    objects = scope.organisation_rows("organisation", scope.LISTS, words=PlacementQuerySet)
    # All places of people one may see, also those elsewhere and outside the register: for a person's page.
    of_people = scope.fact_rows(words=PlacementQuerySet)
    unscoped = PlacementQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "nơi sinh hoạt"
        verbose_name_plural = "nơi sinh hoạt"
        indexes = [
            # Both hold all that a list asks: who stands here, and where somebody stands, without looking up the row.
            # What is only held is no key: PostgreSQL would enter the index by it, once for each of fifty people.
            models.Index(
                fields=["organisation", "kind", "since", "until"], include=["member"], name="placement_of_organisation"
            ),
            models.Index(
                fields=["member", "kind", "since"],
                include=["until", "organisation", "membership", "id"],
                name="placement_of_member",
            ),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, outside="")
                | Q(organisation__isnull=True, kind="temporary") & ~Q(outside=""),
                name="placement_here_or_outside",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True)
                | Q(let_go_on__isnull=True)
                | Q(let_go_on__lte=models.F("received_on")),
                name="placement_received_after_let_go",
            ),
        ]

    def is_on_the_way_on(self, day: date) -> bool:
        """The same of one row as `on_the_way_on` of many."""
        introduced = self.let_go_on is not None and self.let_go_on <= day
        received = self.received_on is not None and self.received_on <= day
        return introduced and not received and (self.until is None or day < self.until)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} từ {self.since}"


class NumberKind(models.TextChoices):
    CARD_12 = "card12", "số thẻ 12 số"
    CARD_8 = "card8", "số thẻ theo Quyết định 85"


class Number(Dated):
    """A card number as text, with the days it counts and where it came from."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="numbers", verbose_name="đảng viên")
    kind = models.CharField("loại số", max_length=8, choices=NumberKind.choices)
    value = models.CharField("số thẻ", max_length=12)
    source = models.CharField("nguồn", max_length=80, blank=True)

    objects = scope.fact_rows(words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "số thẻ"
        verbose_name_plural = "số thẻ"
        indexes = [models.Index(fields=["value", "kind"], name="number_lookup")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(value__regex=r"^[0-9]{1,12}$"), name="number_is_digits"),
        ]

    def __str__(self) -> str:
        return self.value


class Residence(Dated):
    """Where somebody lives, as text, and as an area where it is known."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="residences", verbose_name="đảng viên")
    address = models.CharField("nơi cư trú", max_length=200)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="residents", verbose_name="địa bàn"
    )

    objects = scope.fact_rows(words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "nơi cư trú"
        verbose_name_plural = "nơi cư trú"

    def __str__(self) -> str:
        return self.address
