"""A list that somebody keeps by name: what it asks for, not who stands on it."""

from django.db import models
from django.db.models import Q

from members import scope

from .accounts import Account
from .organisations import Organisation


class OwnList(models.Model):
    """`asked` are codes, years, days and columns (`selecting.wish`); who stands on it is read anew for its day.

    `unit` is the organisation in whose name its owner acts here: a shared list is seen by whoever acts for the same.
    """

    account = models.ForeignKey(
        Account, models.PROTECT, related_name="own_lists", verbose_name="người giữ", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="own_lists", verbose_name="danh sách của tổ chức"
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, related_name="lists_of_unit", verbose_name="đơn vị của người giữ"
    )
    name = models.CharField("tên danh sách", max_length=80)
    asked = models.JSONField("điều kiện và cột")
    shared = models.BooleanField("dùng chung trong đơn vị", default=False)
    kept_on = models.DateField("ngày giữ")

    objects = scope.organisation_rows("organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "danh sách riêng"
        verbose_name_plural = "danh sách riêng"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="ownlist_has_a_name"),
            models.UniqueConstraint(fields=["account", "organisation", "name"], name="ownlist_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
