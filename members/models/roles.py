"""Which role somebody holds on which organisation, from when to when, and who confirmed it."""

from django.db import models
from django.db.models import F, OuterRef, Q

from members import scope

from .accounts import Account
from .organisations import Organisation, Term, all_above
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

    def going_on(self):  # type: ignore[no-untyped-def]
        """Of a role outside: the same right of the same account there, given already from the day on which it ends."""
        same = {name: OuterRef(name) for name in ("account", "kind", "organisation")}
        return self.filter(**same, since=OuterRef("until"))

    def waiting(self, day):  # type: ignore[no-untyped-def]
        """Those that nobody has confirmed yet and that count that day or later once somebody does."""
        return self.after(day).filter(confirmed_on__isnull=True)

    def waiting_for(self, account, day):  # type: ignore[no-untyped-def]
        """Of these, the ones that this account may confirm: neither its own nor given by it."""
        return self.waiting(day).exclude(account=account).exclude(granted_by=account)

    def wide(self, day):  # type: ignore[no-untyped-def]
        """Those of that day or later, confirmed or waiting, that read people beyond one grass-roots organisation: an
        officer's wherever it is, and every other with sight of people on what stands over the grass roots, that day or
        later."""
        over = _over_the_grass_roots(day)
        return self.after(day).filter(
            Q(kind=RoleKind.OFFICER) | ~Q(kind=RoleKind.ADMINISTRATOR) & Q(organisation__in=over)
        )


def _over_the_grass_roots(day):  # type: ignore[no-untyped-def]
    """Organisations that by the terms of that day or later have a grass-roots one below them, or none at or above them:
    which kinds may stand under which says nothing of what stands there."""
    parents, grass = {}, set()
    for organisation, parent, is_grass in Term.unscoped.after(day).values_list(
        "organisation", "parent", "kind__is_grass_roots"
    ):
        parents.setdefault(organisation, set()).update({parent} - {None})
        if is_grass:
            grass.add(organisation)
    above = {one: all_above(one, parents) for one in parents}
    over = {higher for one in grass for higher in above[one]}
    return over | {one for one in parents if one not in grass and grass.isdisjoint(above[one])}


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

    # Beside the columns, where it has just been given: whether a first password that was known ended by it.
    withheld: bool = False

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


class PasswordRenewal(models.Model):
    """A first password that two people give: an administrator asks for it, an officer who is somebody else makes it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="renewals", verbose_name="tài khoản")
    asked_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="renewals_asked", verbose_name="người đề nghị"
    )
    asked_on = models.DateField("ngày đề nghị")
    confirmed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, related_name="renewals_confirmed", verbose_name="người xác nhận"
    )
    confirmed_on = models.DateField("ngày xác nhận", null=True, blank=True)

    objects = models.Manager()

    class Meta:
        verbose_name = "đề nghị cấp lại mật khẩu"
        verbose_name_plural = "đề nghị cấp lại mật khẩu"
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(confirmed_on__isnull=True), name="renewal_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_on__isnull=False),
                name="renewal_confirmed_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("account")),
                name="renewal_not_confirmed_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(asked_by__isnull=True) | ~Q(confirmed_by=F("asked_by")),
                name="renewal_not_confirmed_by_its_asker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}, {self.asked_on}"
