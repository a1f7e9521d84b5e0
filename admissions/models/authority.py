"""Which grass-roots committee decides on admissions itself, from when to when, by which paper (Charter art. 4.3)."""

from __future__ import annotations

from django.db import models

from members import scope
from members.models import Decision, Organisation
from members.models.periods import Dated, DatedQuerySet


class Authorisation(Dated):
    """Given by the committee above; `until` stays empty while it goes on."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="admission_authorisations", verbose_name="đảng ủy cơ sở"
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, related_name="admission_authorisations", verbose_name="văn bản ủy quyền"
    )

    objects = scope.organisation_rows("organisation", scope.TREE, words=DatedQuerySet)
    unscoped = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "ủy quyền quyết định kết nạp"
        verbose_name_plural = "ủy quyền quyết định kết nạp"

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.since}"
