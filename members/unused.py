"""Accounts that nobody uses: warned of, then blocked, after as many days as the office has settled.

An account counts as used when it was made, when somebody signed in, and when it was opened again. Who keeps the
accounts is warned of and never blocked by the clock: there has to be somebody who opens the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from members import office
from members.models import Account, Role, RoleKind


def last_used(account: Account) -> date:
    """The day on which the account was last used, made or opened again."""
    known = [one for one in (account.created_at, account.last_login, account.opened_at) if one is not None]
    return timezone.localtime(max(known)).date()


@dataclass(frozen=True)
class Limits:
    """After how many days an account is warned of, and blocked."""

    warned: int
    blocked: int

    def blocks_on(self, account: Account) -> date:
        """From which day on it is blocked if nobody uses it before."""
        return last_used(account) + timedelta(days=self.blocked)

    def is_idle(self, account: Account, day: date) -> bool:
        """Left alone for so long that those who keep accounts are told."""
        return account.is_active and (day - last_used(account)).days >= self.warned


def limits(day: date) -> Limits:
    """As the office has settled them for that day."""
    return Limits(office.number("unused_warned_days", day), office.number("unused_blocked_days", day))


def keepers(day: date) -> set[int]:
    """Accounts that hold a valid role of an administrator that day."""
    return set(_kept(day))


def _kept(day: date) -> QuerySet[Any]:
    return Role.objects.valid_on(day).filter(kind=RoleKind.ADMINISTRATOR).values_list("account", flat=True)


def idle(day: date) -> list[Account]:
    """Accounts that the clock will block, the one whose turn comes first at the head."""
    settled = limits(day)
    # No account made since then is idle: most of those in use need not be read.
    since = timezone.make_aware(datetime.combine(day - timedelta(days=settled.warned - 1), time.min))
    rows = Account.objects.filter(is_active=True, created_at__lt=since).exclude(pk__in=_kept(day))
    rows = rows.filter(Q(last_login=None) | Q(last_login__lt=since), Q(opened_at=None) | Q(opened_at__lt=since))
    return sorted(rows, key=lambda one: (last_used(one), one.username))


def due(day: date) -> list[Account]:
    """Accounts that are to be blocked that day."""
    kept, settled = keepers(day), limits(day)
    return [one for one in Account.objects.filter(is_active=True).order_by("pk")
            if one.pk not in kept and settled.blocks_on(one) <= day]  # fmt: skip


def sentence(account: Account, day: date) -> str:
    """Why the clock blocks it."""
    return f"Không đăng nhập {(day - last_used(account)).days} ngày."
