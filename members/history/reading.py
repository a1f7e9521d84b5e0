"""Lines as they are read; the door decides who reads which."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from members.models import Account, Act, Member, Organisation

from .opened import Actor
from .rows import GONE, table_name


def lines_about(subject: Member | Organisation, after: int = 0) -> models.QuerySet[Act]:
    """Lines about one person or one organisation, newest first."""
    about = {"member": subject} if isinstance(subject, Member) else {"organisation": subject}
    return (
        Act.objects.filter(number__gt=after, **about)
        .select_related("values_row", "account", "for_organisation")
        .order_by("-number")
    )


def is_all_own(by: Actor, since: int, newest: int, about: models.QuerySet[Act]) -> bool:
    """Whether this account wrote `newest`, the last line that touched something, and nobody else wrote one of those
    `about` it after the line `since`."""
    others = about.filter(number__gt=since).exclude(account=by.account_id)
    return is_own(by, Act.objects.filter(number=newest)) and not others.exists()


def is_own(by: Actor, lines: models.QuerySet[Act]) -> bool:
    """Whether this account wrote the newest of them."""
    newest = lines.order_by("-number").values_list("account", flat=True).first()
    return newest is not None and newest == by.account_id


def lines_about_row(row: models.Model, *verbs: str) -> models.QuerySet[Act]:
    """Lines of these verbs that wrote this row, as far as they still say which."""
    said = f'"id":{row.pk},"m":"{table_name(type(row))}"'
    return Act.objects.filter(verb__in=verbs, values_row__body__contains=said)


def taken_off(model: type[models.Model], pk: int, *, since: datetime) -> tuple[Act, dict[str, Any]] | None:
    """The newest line since then that took this row away, and {column: what the row said}; None where no line does.
    Whoever asks decides for whom it is: it is a row of anybody."""
    table = table_name(model)
    said = f'"id":{pk},"m":"{table}","op":"{GONE}"'
    act = lines().filter(at__gt=since, values_row__body__contains=said).order_by("-number").first()
    if act is None:
        return None
    for change in act.values_row.said()["changes"]:
        if (change["m"], change["id"], change["op"]) == (table, pk, GONE):
            return act, {name: before for name, (before, _) in change["f"].items()}
    return None


def lines_about_account(account: Account) -> models.QuerySet[Act]:
    """Lines that name one account as what they are about, whoever did it."""
    said = models.Q(values_row__body__contains=f'"id":{account.pk},"m":"account"')
    for ending in (",", "}"):
        said |= models.Q(values_row__body__contains=f'"account":{account.pk}{ending}')
    return lines().filter(said)


def lines() -> models.QuerySet[Act]:
    """All lines with what they say; the door decides who reads which."""
    return Act.objects.select_related("values_row", "account", "member")
