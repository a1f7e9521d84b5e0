"""One's own password and look of the tables, and the tries to sign in that failed."""

import datetime

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import Count, QuerySet

from members import history, lockout, rights
from members.errors import NotAllowed, RuleBroken
from members.models import Account, LoginFailure
from members.procedure.acting import verb
from members.rights import Actor

# Failures older than this say nothing about an attack going on now.
KEPT = datetime.timedelta(days=1)


@verb("đổi mật khẩu của mình", about="account")
def change_password(account: Account, *, by: Actor, new: str) -> Account:
    """Writes the new password; every other session of `account` ends by it. The line holds no word of either.

    Raises ValidationError with Vietnamese sentences.
    """
    own = by.account_id == account.pk
    if not own and not by.machine:
        raise NotAllowed("Mỗi người chỉ đổi mật khẩu của mình; mật khẩu của người khác thì cấp lại.")
    rights.check_may(by, "change_password", rights.Case(own_account=own))
    validate_password(new, account)
    locked = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if locked.check_password(new):
        raise RuleBroken("arithmetic.same", "Mật khẩu mới phải khác mật khẩu đang dùng", field="new")
    locked.set_password(new)
    locked.must_change_password = not own
    locked.save(update_fields=["password", "must_change_password"])
    history.note(account=locked.pk)
    account.password, account.must_change_password = locked.password, locked.must_change_password
    return account


def keep_rows(account: Account, *, dense: bool) -> None:
    """How high the rows of tables are for this account: how a page looks, no fact and no act."""
    Account.objects.filter(pk=account.pk).update(dense_rows=dense)


def note_login_failure(*, username: str, address: str, at: datetime.datetime, day: datetime.date) -> LoginFailure:
    """One wrong try from `address` (IP address) at `at` (aware); forgets what is older than a day.

    The history gets a line for the first of them in a while, and one for a lock-out: a flood of tries writes rows
    here and leaves the end of the chain alone.
    """
    with transaction.atomic():
        LoginFailure.objects.filter(at__lt=at - KEPT).delete()
        account = Account.objects.filter(username=username).first()
        since = at - lockout.window()
        # Whatever names nobody has are one: what was typed there may have been a password.
        before = _about(account).filter(at__gt=since)
        is_first, was_locked = not before.exists(), _is_locked(account, address, since)
        failure = LoginFailure.objects.create(username=username[:60], address=address, at=at)
        by = rights.machine("đăng nhập", day)
        if is_first:
            _leave_line("fail_sign_in", account, address, by)
        if not was_locked and _is_locked(account, address, since):
            _leave_line("lock_out", account, address, by)
        return failure


def _about(account: Account | None) -> QuerySet[LoginFailure]:
    if account is not None:
        return LoginFailure.objects.filter(username=account.username)
    return LoginFailure.objects.exclude(username__in=Account.objects.values("username"))


def _is_locked(account: Account | None, address: str, since: datetime.datetime) -> bool:
    """Whether some address is locked for this account; for a name nobody has, whether this address is for all."""
    recent = LoginFailure.objects.filter(at__gt=since)
    if account is None:
        return lockout.is_full_of_address(recent.filter(address=address).count())
    tries = recent.filter(username=account.username).values("address").annotate(tries=Count("pk"))
    return any(lockout.is_full(row["tries"]) for row in tries.order_by("-tries")[:1])


def _leave_line(name: str, account: Account | None, address: str, by: Actor) -> None:
    with history.act(name, by=by):
        history.note(address=address)
        if account is not None:
            history.note(account=account.pk, username=account.username)


def forget_login_failures(*, username: str, address: str) -> None:
    """After the right password the count of this account at this address begins anew."""
    LoginFailure.objects.filter(username=username, address=address).delete()
