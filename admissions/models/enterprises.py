"""Private enterprises of an area, whether a Party organisation stands in one, and who works where none does
(directive, D3)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from members import scope
from members.models import Account, Member, Organisation, TreePlace
from members.models.periods import Dated, DatedQuerySet

from .applicants import Applicant

# Each number inside a name takes five signs there.
SORT_KEY = 600


class _EnterpriseRows(scope.OrganisationRows):
    """Those of an area of mine, and those in which an organisation of mine stands today, or one that is over mine."""

    path = "area"

    def get_queryset(self) -> models.QuerySet[Any]:
        now = scope.current()
        area = now.mine(scope.TREE, "area")
        rows = models.Manager.get_queryset(self)
        if area is None or (here := _stands_there(now)) is None:
            return rows
        return rows.filter(area | Exists(here.filter(enterprise=OuterRef("pk"))))


def _stands_there(now: scope.Scope) -> models.QuerySet[Any] | None:
    """The links of today by which an organisation of mine, or one that is over mine, stands in an enterprise; None
    where there is no limit."""
    own = now.mine(scope.TREE, "organisation")
    if own is None:
        return None
    for one in now.ranges.get(scope.TREE, ()):
        over = TreePlace.objects.filter(version=now.version, lo__lte=one.lo, hi__gt=one.lo)
        own |= Q(organisation__in=over.values("organisation"))
    return EnterpriseLink.unscoped.on(now.day).filter(own)


class _LinkRows(scope.OrganisationRows):
    """Those of an enterprise in an area of mine, those of an organisation of mine, and of an enterprise in which mine
    stands today also those before: which organisation stood there is no secret."""

    path = "enterprise__area"

    def get_queryset(self) -> models.QuerySet[Any]:
        now = scope.current()
        area, own = (now.mine(scope.TREE, path) for path in (self.path, "organisation"))
        rows = models.Manager.get_queryset(self)
        if area is None or own is None or (here := _stands_there(now)) is None:
            return rows
        return rows.filter(area | own | Q(enterprise__in=here.values("enterprise")))


class Enterprise(Dated):
    """One enterprise, in the area of that organisation of the grass roots. Nothing of its business is kept."""

    area = models.ForeignKey(
        Organisation, models.PROTECT, related_name="enterprises", verbose_name="đảng ủy của địa bàn"
    )
    name = models.CharField("tên doanh nghiệp", max_length=120)
    sort_key = models.CharField("khóa sắp xếp", max_length=SORT_KEY, editable=False)
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="enterprises_entered", verbose_name="người ghi"
    )

    objects = _EnterpriseRows.from_queryset(DatedQuerySet)()
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "doanh nghiệp tư nhân"
        verbose_name_plural = "doanh nghiệp tư nhân"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="enterprise_has_a_first_day"),
            models.CheckConstraint(condition=~Q(name=""), name="enterprise_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class EnterpriseLink(Dated):
    """In the enterprise stands that Party organisation; one on each day."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="links", verbose_name="doanh nghiệp", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="enterprise_links", verbose_name="tổ chức đảng trong doanh nghiệp"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="enterprise_links", verbose_name="người ghi"
    )

    objects = _LinkRows.from_queryset(DatedQuerySet)()
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "tổ chức đảng trong doanh nghiệp tư nhân"
        verbose_name_plural = "tổ chức đảng trong doanh nghiệp tư nhân"
        indexes = [models.Index(fields=["enterprise", "since"], name="link_of_enterprise")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="enterpriselink_has_a_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.organisation_id} {self.since}"


class Worker(Dated):
    """A member or an applicant works in an enterprise without a Party organisation; in one on each day. That, and
    nothing else of the person. An applicant who is admitted goes on as a member by the same row."""

    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="workers", verbose_name="doanh nghiệp", db_index=False
    )
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="works_at", verbose_name="đảng viên"
    )
    applicant = models.ForeignKey(
        Applicant, models.PROTECT, null=True, blank=True, related_name="works_at", verbose_name="người xin vào Đảng"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="workers_noted", verbose_name="người ghi"
    )

    objects = scope.organisation_rows("enterprise__area", scope.PEOPLE, words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "người làm ở doanh nghiệp tư nhân"
        verbose_name_plural = "người làm ở doanh nghiệp tư nhân"
        indexes = [models.Index(fields=["enterprise", "since"], name="worker_of_enterprise")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="worker_has_a_first_day"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, applicant__isnull=True)
                | Q(member__isnull=True, applicant__isnull=False),
                name="worker_member_or_applicant",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.member_id or self.applicant_id} {self.since}"
