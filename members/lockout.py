"""Whether an account is locked for an address. The key is both, so that nobody can lock a colleague out from
elsewhere; an address alone has a generous limit, because an office shares one."""

import datetime
from collections import Counter

from django.conf import settings
from django.db.models import QuerySet

from members.models import LoginFailure


def locked_until(*, username: str, address: str, at: datetime.datetime) -> datetime.datetime | None:
    """Until when `username` may not sign in from `address`; None when it may."""
    recent = LoginFailure.objects.filter(address=address, at__gt=at - window())
    ends = [
        _full(recent.filter(username=username), settings.LOGIN_TRIES),
        _full(recent, settings.LOGIN_TRIES_OF_ADDRESS),
    ]
    full = [end for end in ends if end]
    return max(full) + window() if full else None


def is_locked(username: str, at: datetime.datetime) -> bool:
    """Whether wrong tries keep this account out at some address."""
    recent = LoginFailure.objects.filter(username=username, at__gt=at - window())
    tries = Counter(recent.values_list("address", flat=True))
    return any(is_full(count) for count in tries.values())


def window() -> datetime.timedelta:
    """How long a wrong try counts."""
    return datetime.timedelta(minutes=settings.LOGIN_LOCK_MINUTES)


def is_full(tries: int) -> bool:
    """So many wrong tries of one account at one address lock it there."""
    return tries >= settings.LOGIN_TRIES


def is_full_of_address(tries: int) -> bool:
    """So many wrong tries from one address, of whatever names, lock that address."""
    return tries >= settings.LOGIN_TRIES_OF_ADDRESS


def _full(failures: QuerySet[LoginFailure], limit: int) -> datetime.datetime | None:
    """When the try was made that filled `limit`, or None: the window runs from the oldest that still counts."""
    times = list(failures.order_by("-at").values_list("at", flat=True)[:limit])
    return times[-1] if len(times) == limit else None
