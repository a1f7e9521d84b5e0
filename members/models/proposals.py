"""What a cell or committee asks the officer to correct: the values, and what became of it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from members import scope

from .accounts import Account
from .decisions import Decision
from .organisations import Organisation, Term
from .people import Member


class Proposal(models.Model):
    """One correction that waits until it is closed: entered (by which act), refused (why) or withdrawn (neither).

    `verb` would be called about `row`; `values` is {keyword: [as it stood, as it is proposed]} as JSON keeps it.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="proposals", verbose_name="đảng viên")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="proposals", verbose_name="tổ chức đề nghị"
    )
    account = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="proposals", verbose_name="người đề nghị"
    )
    sent_on = models.DateField("ngày đề nghị")
    verb = models.CharField("việc", max_length=40)
    row = models.BigIntegerField("mục được sửa")
    values = models.JSONField("trước và sau")
    reason = models.CharField("lý do đề nghị", max_length=300)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, related_name="proposals", verbose_name="giấy tờ làm căn cứ"
    )
    closed_on = models.DateField("ngày trả lời hoặc rút", null=True)
    closed_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="closed_proposals", verbose_name="người trả lời hoặc rút"
    )
    act = models.BigIntegerField("ghi bằng việc số", null=True, unique=True)
    refused_because = models.CharField("lý do không ghi", max_length=300, blank=True)

    # About people whose page one may open; and what organisations of mine have sent, wherever the person is now.
    objects = scope.OpenedFactRows()
    sent = scope.organisation_rows("organisation", scope.PEOPLE)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "đề nghị sửa"
        verbose_name_plural = "đề nghị sửa"
        indexes = [models.Index(fields=["closed_on", "sent_on"], name="proposal_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=False) | Q(closed_by__isnull=True, act__isnull=True, refused_because=""),
                name="proposal_waits_or_is_closed",
            ),
            models.CheckConstraint(condition=Q(act__isnull=True) | Q(refused_because=""), name="proposal_one_outcome"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("sent_on")), name="proposal_closed_after_sent"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="proposal_says_why"),
            models.UniqueConstraint(
                fields=["verb", "row", "organisation"],
                condition=Q(closed_on__isnull=True),
                name="proposal_waits_once",
            ),
        ]

    # Beside the columns, where `told` has read it: how the unit that asked is called.
    unit: str

    def __str__(self) -> str:
        return f"{self.verb} {self.sent_on}"

    @property
    def waits(self) -> bool:
        return self.closed_on is None

    @property
    def entered(self) -> bool:
        return self.act is not None

    @property
    def withdrawn(self) -> bool:
        return self.closed_on is not None and self.act is None and not self.refused_because


def told(rows: Any, day: date) -> models.QuerySet[Proposal]:
    """Proposals with the name of the unit that has sent them, as it is called that day or was last."""
    begun = Term.unscoped.filter(Q(since__isnull=True) | Q(since__lte=day), organisation=OuterRef("organisation"))
    names = begun.order_by(F("since").desc(nulls_last=True)).values("name")
    return rows.select_related("member", "account", "decision").annotate(unit=Subquery(names[:1]))
