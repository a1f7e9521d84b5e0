"""Which role somebody holds on which organisation, from when to when, and who confirmed it."""

from django.db import models
from django.db.models import F, Q

from members import scope

from .accounts import Account
from .organisations import Organisation
from .periods import Dated, DatedQuerySet


class RoleKind(models.TextChoices):
    OFFICER = "officer", "cán bộ tổ chức"
    COMMITTEE = "committee", "bí thư, văn phòng đảng ủy"
    CELL = "cell", "bí thư chi bộ"
    READER = "reader", "thường trực, ban thường vụ"
    ADMINISTRATOR = "administrator", "quản trị hệ thống"


class RoleQuerySet(DatedQuerySet):
    def valid_on(self, day):  # type: ignore[no-untyped-def]
        """Those that hold that day and that a district officer has confirmed."""
        return self.on(day).filter(confirmed_on__isnull=False)

    def waiting(self, day):  # type: ignore[no-untyped-def]
        """Those that nobody has confirmed yet and that count that day or later once somebody does."""
        return self.after(day).filter(confirmed_on__isnull=True)

    def waiting_for(self, account, day):  # type: ignore[no-untyped-def]
        """Of these, the ones that this account may confirm: neither its own nor given by it."""
        return self.waiting(day).exclude(account=account).exclude(granted_by=account)


class Role(Dated):
    """Counts only after a second person confirmed it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="roles", verbose_name="tài khoản")
    kind = models.CharField("vai trò", max_length=14, choices=RoleKind.choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="roles", verbose_name="tại")
    granted_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="granted", verbose_name="người giao"
    )
    confirmed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="confirmed", verbose_name="người xác nhận"
    )
    confirmed_on = models.DateField("ngày xác nhận", null=True, blank=True)

    objects = scope.organisation_rows("organisation", words=RoleQuerySet)
    unscoped = RoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(since__isnull=False), name="role_has_a_start"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("account")),
                name="role_not_confirmed_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(confirmed_by=F("granted_by")),
                name="role_not_confirmed_by_its_granter",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_on__isnull=False),
                name="role_confirmed_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
