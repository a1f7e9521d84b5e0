"""Who stood in the base of a vote when it was recorded: kept as it was, whatever the register says later."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from members import scope
from members.models import Member
from members.standing import COUNTED, VoterReason

from .steps import Vote


class VoterWords(models.QuerySet[Any]):
    def counted(self) -> Self:
        """Those who make up the base; the others are told beside it, each with why not."""
        return self.filter(reason__in=COUNTED)


class Voter(models.Model):
    """One person of the base of one vote, or left out of it: who, by which class of reason. `name` is what was typed of
    somebody of whom the register holds no record there."""

    vote = models.ForeignKey(Vote, models.PROTECT, related_name="voters", verbose_name="biểu quyết", db_index=False)
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="voted_in", verbose_name="đảng viên"
    )
    name = models.CharField("họ và tên", max_length=120, blank=True)
    reason = models.CharField("căn cứ tính hoặc không tính", max_length=10, choices=VoterReason.choices)

    objects = scope.organisation_rows("vote__organisation", scope.LISTS, words=VoterWords)
    unscoped = VoterWords.as_manager()

    # Told once by the page of the file, person by person; the line of a vote would say it as often as people count.
    SILENT = frozenset({"reason"})

    class Meta:
        verbose_name = "người trong tổng số biểu quyết"
        verbose_name_plural = "người trong tổng số biểu quyết"
        constraints = [
            models.UniqueConstraint(fields=["vote", "member"], name="voter_once"),
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | Q(member__isnull=True) & ~Q(name=""),
                name="voter_known_or_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vote_id} {self.member_id or self.name} {self.reason}"
