"""Whose files one reads: those of one's cells, and of whom a file admitted, wherever the person stood since."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from members import scope
from members.models import Departure, Membership, Placement


def tells(member: Any, held: Any, spell: Any, admitted: Any) -> list[Any]:
    """Conditions under which a file whose ceremony was `held` that day tells of this `spell` of the member, who was
    `admitted` then: `procedure.spells.told_by`, asked of many."""
    other = Membership.unscoped.filter(member=member, admitted_on=held).exclude(pk=spell)
    # The member had not left yet, and came again by that spell, or before.
    ended = Departure.unscoped.filter(membership__member=member, since__gte=held, until__lte=admitted)
    return [~Exists(other), ~Exists(ended)]


def stood(places: Any) -> models.QuerySet[Any]:
    """The numbers of the files of whom one of these `places` tells, in the spell that the file began."""
    own = places.filter(
        Q(until__isnull=True) | Q(until__gt=OuterRef("day")),
        *tells(
            OuterRef("membership__member"), OuterRef(OuterRef("day")), OuterRef("membership"),
            OuterRef("membership__admitted_on"),
        ),
        member=OuterRef("applicant__member"),
    )  # fmt: skip
    steps = apps.get_model("admissions", "Step").unscoped.filter(Exists(own), kind="ceremony")
    rows: models.QuerySet[Any] = steps.order_by().values("applicant")
    return rows


class FileRows(scope.OrganisationRows):
    """Rows of files, the cell of each at `path`. A file goes along with the person (0142, 0148): whoever is at the new
    place reads it, and whoever was at a former one, what was done there."""

    def get_queryset(self) -> models.QuerySet[Any]:
        now = scope.current()
        own = now.mine(self.width, self.path)
        rows = models.Manager.get_queryset(self)
        if own is None:
            return rows
        return rows.filter(own | self._followed(now))

    def _followed(self, now: scope.Scope) -> Q:
        file = self.path.rpartition("__")[0] or "pk"
        begun = Q(since__isnull=True) | Q(since__lte=now.day)
        here = now.mine(self.width, "organisation") or Q()
        handed = apps.get_model("admissions", "HandOver").unscoped.filter(here, day__lte=now.day)
        found: Q = now.once(
            (FileRows, self.width, self.path),
            lambda: (
                Q(**{f"{file}__in": stood(Placement.unscoped.official().filter(begun, here))})
                | Q(**{f"{file}__in": handed.order_by().values("applicant")})
            ),
        )
        return found


def file_rows(path: str, width: str = scope.PEOPLE, words: type[models.QuerySet[Any]] | None = None) -> FileRows:
    """A scoped manager of rows whose file has its cell at `path`, with the queryset's own words."""
    base = FileRows.from_queryset(words) if words else FileRows
    return type("ScopedFiles", (base,), {"path": path, "width": width})()
