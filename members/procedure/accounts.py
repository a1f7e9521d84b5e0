"""Verbs of accounts: passwords, and the tries that failed."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from members.models import Account, LoginFailure

# Failures older than this say nothing about an attack going on now.
KEPT = datetime.timedelta(days=1)


def change_password(account: Account, *, new: str, by: Account) -> Account:
    """Writes the new password; every other session of `account` ends by it. What `by` sets for somebody else
    has to be changed at the first sign-in. Raises ValidationError with Vietnamese sentences."""
    validate_password(new, account)
    with transaction.atomic():
        locked = Account.objects.select_for_update().get(pk=account.pk)
        locked.set_password(new)
        locked.must_change_password = by.pk != account.pk
        locked.save(update_fields=["password", "must_change_password"])
    account.password, account.must_change_password = locked.password, locked.must_change_password
    return account


def note_login_failure(*, username: str, address: str, at: datetime.datetime) -> LoginFailure:
    """One wrong try from `address` (IP address) at `at` (aware); forgets what is older than a day."""
    with transaction.atomic():
        LoginFailure.objects.filter(at__lt=at - KEPT).delete()
        return LoginFailure.objects.create(username=username[:60], address=address, at=at)


def forget_login_failures(*, username: str, address: str) -> None:
    """After the right password the count of this account at this address begins anew."""
    LoginFailure.objects.filter(username=username, address=address).delete()
