"""A round of reconciliation, the committees in it, and who was given more time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members import scope
from members.models import Organisation


class RoundKind(models.TextChoices):
    FULL = "full", "đối khớp từng người"
    NUMBERS = "numbers", "đối khớp số lượng"


class Round(models.Model):
    """A period [since, until); lists are as of its last day. Nothing says that a round is over: its reconciliations
    are signed one by one."""

    since = models.DateField("từ ngày")
    until = models.DateField("đến trước ngày")
    due_on = models.DateField("hạn gửi danh sách")
    kind = models.CharField("cách đối khớp", max_length=8, choices=RoundKind.choices)
    opened_on = models.DateField("ngày mở")

    objects = models.Manager()

    class Meta:
        verbose_name = "đợt đối khớp"
        verbose_name_plural = "đợt đối khớp"
        constraints = [
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="round_since_before_until"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opened_on")), name="round_due_after_opened"),
            models.UniqueConstraint(fields=["since", "until", "kind"], name="round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.until} {self.kind}"

    @property
    def closing_day(self) -> date:
        """The day as of which both sides are compared: the last one of the period."""
        return self.until - timedelta(days=1)

    @property
    def subject(self) -> str:
        """What is held against each other."""
        return "danh sách" if self.is_full else "số lượng"

    @property
    def is_full(self) -> bool:
        return self.kind == RoundKind.FULL


def _rows(name: str) -> Any:
    return apps.get_model("reports", name).unscoped.filter(reconciliation=OuterRef("pk"))


def _nothing_left(path: str) -> tuple[Any, ...]:
    """No difference of the list that counts waits for an answer, no correction for the officer. `path` leads to the
    reconciliation."""
    points, answers = (apps.get_model("reports", name).unscoped for name in ("Difference", "Answer"))
    here = points.filter(list__reconciliation=OuterRef(path))
    return ~Exists(here.counted().unanswered()), ~Exists(answers.filter(reconciliation=OuterRef(path)).asked())


def _agreed(day: date) -> Any:
    """Since when both sides have confirmed the same; two who have confirmed different minutes have agreed on nothing,
    nor is there an agreement while anything of it is asked anew."""
    given = _rows("Confirmation").filter(*_nothing_left("reconciliation"), confirmed_on__lte=day).order_by()
    sides = given.values("reconciliation").annotate(
        both=Count("pk"), said=Count("digest", distinct=True), last=Max("confirmed_on")
    )  # fmt: skip
    return sides.filter(both=2, said=1).values("last")[:1]


class ReconciliationWords(models.QuerySet[Any]):
    def dated(self, day: date) -> Self:
        """Each with the dated facts of which its state that day is derived (`rules.rounds.state`): `due` the day until
        which its list is asked, `received_on` since when there is a list or numbers, `settled_on` since when something
        of it is answered, `agreed_on` since when both have confirmed the same minutes, of which every difference has
        its answer, `signed_on`."""
        given = _rows("Postponement").filter(decided_on__lte=day).order_by("-pk").values("due_on")[:1]
        listed = _rows("SentList").filter(sent_on__lte=day).order_by("sent_on").values("sent_on")[:1]
        counted = _rows("CommitteeNumbers").filter(noted_on__lte=day).values("noted_on")[:1]
        answered = _rows("Answer").filter(answered_on__lte=day).order_by("answered_on").values("answered_on")[:1]
        signed = _rows("Signing").filter(signed_on__lte=day).values("signed_on")[:1]
        return self.annotate(
            due=Coalesce(Subquery(given), F("round__due_on")),
            received_on=Coalesce(Subquery(listed), Subquery(counted)),
            agreed_on=Subquery(_agreed(day)),
            settled_on=Subquery(answered),
            signed_on=Subquery(signed),
        )

    def late_on(self, day: date) -> Self:
        """Of whom nothing has come although the day until which it was asked is over."""
        return self.dated(day).filter(received_on__isnull=True, signed_on__isnull=True, due__lt=day)

    def open_on(self, day: date) -> Self:
        """Opened by that day and not signed."""
        return self.dated(day).filter(signed_on__isnull=True, round__opened_on__lte=day)

    def with_answered(self) -> Self:
        """Each with `is_answered`: of its list that counts nothing is left to answer, nor to be entered by the
        officer."""
        return self.annotate(is_answered=ExpressionWrapper(Q(*_nothing_left("pk")), BooleanField()))


class Reconciliation(models.Model):
    """One committee in a round. What state it is in is read from its lists and papers."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reconciliations", verbose_name="đợt", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reconciliations", verbose_name="của tổ chức"
    )

    objects = scope.organisation_rows("organisation", scope.LISTS, words=ReconciliationWords)
    unscoped = ReconciliationWords.as_manager()

    class Meta:
        verbose_name = "đối khớp của một đảng ủy"
        verbose_name_plural = "đối khớp của các đảng ủy"
        constraints = [models.UniqueConstraint(fields=["round", "organisation"], name="reconciliation_once")]

    def __str__(self) -> str:
        return f"{self.round_id} {self.organisation_id}"


class Postponement(models.Model):
    """One committee may send later. The newest one counts."""

    reconciliation = models.ForeignKey(
        Reconciliation, models.PROTECT, related_name="postponements", verbose_name="đối khớp", db_index=False
    )
    due_on = models.DateField("hạn mới")
    decided_on = models.DateField("ngày gia hạn")
    reason = models.CharField("lý do gia hạn", max_length=300)

    objects = scope.organisation_rows("reconciliation__organisation", scope.LISTS)
    unscoped = models.Manager()

    class Meta:
        verbose_name = "gia hạn"
        verbose_name_plural = "gia hạn"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_says_why"),
            models.CheckConstraint(condition=Q(due_on__gte=F("decided_on")), name="postponement_to_a_later_day"),
            models.UniqueConstraint(fields=["reconciliation", "due_on"], name="postponement_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reconciliation_id} {self.due_on}"
