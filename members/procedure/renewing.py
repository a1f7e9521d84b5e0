"""First passwords: of an account whose roles read widely two people give one, of every other the administrator alone.

Who makes a password could sign in by it. An administrator reads no person, and reads none through an account either
(docs/decisions/0114-two-people-renew-a-wide-password.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.contrib.auth.hashers import make_password

from members import history, rights
from members.errors import RuleBroken
from members.models import Account, PasswordRenewal, Role, RoleKind, Term
from members.procedure.acting import verb
from members.rights import Actor

# Acts that make a password which its owner has to change.
GIVEN = ("create_account", "reset_password", "confirm_renewal")
SERVER = "manage.py renew_password"
BLOCKED = "Tài khoản đang khóa; mở khóa trước."
REGISTER = rights.case_of_organisation(None)


def _permit(by: Actor) -> None:
    rights.check_may(by, history.current().verb, REGISTER)


def wide(accounts: Iterable[Account | int], day: date) -> set[int]:
    """Of these accounts, those that have or wait for a role that reads beyond one grass-roots organisation."""
    return set(Role.unscoped.wide(day).filter(account__in=accounts).values_list("account", flat=True))


def waiting(account: Account) -> PasswordRenewal | None:
    """What is asked for this account and not confirmed yet."""
    rows = PasswordRenewal.objects.filter(account=account, confirmed_on=None)
    return rows.select_related("account", "asked_by").first()


def others(account: Account, asker: Account | None, day: date) -> bool:
    """Whether some officer of the whole register could be the second person."""
    head = Term.unscoped.on(day).filter(parent=None).values("organisation")
    held = Role.unscoped.valid_on(day).filter(kind=RoleKind.OFFICER, organisation__in=head, account__is_active=True)
    held = held.exclude(account=account)
    return (held.exclude(account=asker) if asker else held).exists()


def check_alone(account: Account, by: Actor) -> None:
    """Raises RuleBroken where one person does not renew this password alone; the machine does."""
    if not by.machine and wide([account], by.day):
        raise RuleBroken("role.second_person", "Tài khoản này xem được đảng viên của nhiều tổ chức cơ sở; cấp lại mật "
                         "khẩu phải có cán bộ tổ chức khác xác nhận.", field="account")  # fmt: skip


def check_ask(account: Account, by: Actor) -> None:
    """Raises RuleBroken where it is not needed, is asked already, or nobody could confirm it."""
    if not account.is_active:
        raise RuleBroken("arithmetic.order", BLOCKED, field="account")
    if not wide([account], by.day):
        raise RuleBroken("arithmetic.order", "Tài khoản này cấp lại được ngay, không cần người thứ hai xác nhận.",
                         field="account")  # fmt: skip
    if waiting(account):
        raise RuleBroken("arithmetic.once", "Đã đề nghị cấp lại mật khẩu cho tài khoản này; chờ cán bộ tổ chức xác "
                         "nhận.", field="account")  # fmt: skip
    if not by.machine and not others(account, by.account, by.day):
        raise RuleBroken("role.second_person", "Không có cán bộ tổ chức nào khác để xác nhận. Cấp lại mật khẩu tại máy "
                         f"chủ bằng lệnh {SERVER} {account.username}", field="account")  # fmt: skip


def check_confirm(renewal: PasswordRenewal, by: Actor) -> None:
    """Nobody confirms the renewal of his own password, nor one he has asked for, nor a second time, nor of an account
    that is blocked."""
    if not renewal.account.is_active:
        raise RuleBroken("arithmetic.order", BLOCKED, field="account")
    if renewal.confirmed_on is not None:
        raise RuleBroken("arithmetic.once", "Đề nghị này đã được xác nhận.", field="account")
    if by.account_id is not None and by.account_id == renewal.account_id:
        raise RuleBroken("role.second_person", "Người khác phải xác nhận việc cấp lại mật khẩu của đồng chí.",
                         field="account")  # fmt: skip
    if by.account_id is not None and by.account_id == renewal.asked_by_id:
        raise RuleBroken("role.second_person", "Đồng chí đã đề nghị cấp lại mật khẩu này; người khác phải xác nhận.",
                         field="account")  # fmt: skip


@verb("cấp lại mật khẩu", about="account")
def reset_password(account: Account, *, by: Actor, password: str) -> Account:
    """A new first password; its owner has to change it. The line never holds the password."""
    _permit(by)
    locked = _locked_account(account.pk)
    check_alone(locked, by)
    if (asked := waiting(locked)) is not None:
        # Made at the server instead: nothing is left to confirm.
        history.change(asked, confirmed_on=by.day)
    return _give(locked, password)


@verb("đề nghị cấp lại mật khẩu", about="account")
def ask_renewal(account: Account, *, by: Actor) -> PasswordRenewal:
    """The first of two people; the password in use stays until the second has confirmed."""
    _permit(by)
    check_ask(_locked_account(account.pk), by)
    return _ask(account, by)


@verb("xác nhận cấp lại mật khẩu", about="account")
def confirm_renewal(renewal: PasswordRenewal, *, by: Actor, password: str) -> Account:
    """The second person, an officer of the whole register, makes the first password and hands it over: who has asked
    for it never sees it."""
    account = _locked_account(renewal.account_id)
    locked = _locked(renewal)
    locked.account = account
    _permit(by)
    check_confirm(locked, by)
    history.change(locked, confirmed_by=by.account, confirmed_on=by.day)
    return _give(account, password)


@verb("bỏ đề nghị cấp lại mật khẩu", about="account")
def drop_renewal(renewal: PasswordRenewal, *, by: Actor) -> None:
    """Asked by mistake, or the owner says that he has not asked for it."""
    locked = _locked(renewal)
    _permit(by)
    if locked.confirmed_on is not None:
        raise RuleBroken("arithmetic.once", "Đề nghị này đã được xác nhận.", field="account")
    history.note(account=locked.account_id)
    history.remove(locked)


def drop_waiting(account: Account, *, by: Actor) -> None:
    """Inside the blocking of an account, with a line: what was asked for it is asked anew once it is in use again."""
    if (asked := waiting(account)) is not None:
        with history.act("drop_renewal", by=by):
            history.note(account=account.pk)
            history.remove(asked)


def withhold(account: Account, *, by: Actor) -> bool:
    """Inside the giving of a role: a first password that one person alone has made opens no wide account. It ends, and
    the second person who confirms the role is asked to make another one; one that a second person has handed over, or
    the server, stays. Answers whether it ended."""
    waits = Account.objects.filter(pk=account.pk, must_change_password=True)
    if by.machine or not waits.exists() or not wide([account], by.day):
        # Most roles: no account is locked for them, so that many are given and confirmed at once in any order.
        return False
    locked = _locked_account(account.pk)
    was_known = locked.has_usable_password()
    if not locked.must_change_password or (was_known and _by_two(locked)):
        return False
    locked.set_unusable_password()
    locked.save(update_fields=["password"])
    if waiting(locked) is None:
        with history.act("ask_renewal", by=by):
            _ask(locked, by)
    return was_known


def _by_two(account: Account) -> bool:
    """Whether whoever made the password last was the second person, or the server."""
    rows = history.lines_about_account(account).filter(verb__in=GIVEN).order_by("-number")
    newest = rows.first()
    return newest is not None and (newest.verb == "confirm_renewal" or newest.account_id is None)


def hashes(made: Mapping[int, str], *, progress: Callable[[int], None]) -> dict[int, str]:
    """{account: hash of its new password}, made before anything is locked: each takes its time on purpose."""
    answer = {}
    for done, (account, password) in enumerate(made.items(), start=1):
        answer[account] = make_password(password)
        progress(done)
    return answer


@verb("cấp mật khẩu đầu theo phiếu", about="account")
def give_first_passwords(
    *, by: Actor, hashes: Mapping[int, str], before_commit: Callable[[], None] | None = None
) -> None:
    """New first passwords, {account: hash}, for accounts whose owner has not chosen one yet; a line for each.
    `before_commit` is called last.

    Raises RuleBroken when one of them has chosen a password since the slips were asked for, or reads widely by now:
    then none is written.
    """
    _permit(by)
    rows = {row.pk: row for row in Account.objects.select_for_update(no_key=True).filter(pk__in=hashes).order_by("pk")}
    if any(not row.must_change_password or not row.is_active for row in rows.values()) or len(rows) != len(hashes):
        raise RuleBroken("arithmetic.changed", "Có người vừa đổi mật khẩu; mở lại danh sách rồi in lại.")
    for found in wide(rows, by.day) if not by.machine else ():
        check_alone(rows[found], by)
    for account, row in rows.items():
        with history.act("reset_password", by=by):
            row.password = hashes[account]
            row.save(update_fields=["password"])
            history.note(account=account)
    if before_commit is not None:
        before_commit()


def _ask(account: Account, by: Actor) -> PasswordRenewal:
    history.note(account=account.pk)
    return history.create(PasswordRenewal, account=account, asked_by=by.account, asked_on=by.day)


def _locked_account(pk: int) -> Account:
    """Everybody locks the account, then what is asked for it: nobody waits in a circle."""
    return Account.objects.select_for_update(no_key=True).get(pk=pk)


def _locked(renewal: PasswordRenewal) -> PasswordRenewal:
    row = PasswordRenewal.objects.select_for_update().filter(pk=renewal.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.once", "Đề nghị này đã được bỏ.", field="account")
    return row


def _give(locked: Account, password: str) -> Account:
    locked.set_password(password)
    locked.must_change_password = True
    locked.save(update_fields=["password", "must_change_password"])
    history.note(account=locked.pk)
    return locked
