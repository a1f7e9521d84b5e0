"""Lines as they are read; the door decides who reads which."""

from __future__ import annotations

from django.db import models

from members.models import Account, Act, Member, Organisation

from .opened import Actor
from .rows import table_name


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


def lines_about_account(account: Account) -> models.QuerySet[Act]:
    """Lines that name one account as what they are about, whoever did it."""
    said = models.Q(values_row__body__contains=f'"id":{account.pk},"m":"account"')
    for ending in (",", "}"):
        said |= models.Q(values_row__body__contains=f'"account":{account.pk}{ending}')
    return lines().filter(said)


def lines() -> models.QuerySet[Act]:
    """All lines with what they say; the door decides who reads which."""
    return Act.objects.select_related("values_row", "account", "member")
