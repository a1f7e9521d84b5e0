"""Lines as they are read; the door decides who reads which."""

from __future__ import annotations

from django.db import models

from members.models import Account, Act, Member, Organisation


def lines_about(subject: Member | Organisation, after: int = 0) -> models.QuerySet[Act]:
    """Lines about one person or one organisation, newest first."""
    about = {"member": subject} if isinstance(subject, Member) else {"organisation": subject}
    return (
        Act.objects.filter(number__gt=after, **about)
        .select_related("values_row", "account", "for_organisation")
        .order_by("-number")
    )


def lines_about_account(account: Account) -> models.QuerySet[Act]:
    """Lines that name one account as what they are about, whoever did it."""
    said = models.Q(values_row__body__contains=f'"id":{account.pk},"m":"account"')
    for ending in (",", "}"):
        said |= models.Q(values_row__body__contains=f'"account":{account.pk}{ending}')
    return lines().filter(said)


def lines() -> models.QuerySet[Act]:
    """All lines with what they say; the door decides who reads which."""
    return Act.objects.select_related("values_row", "account", "member")
