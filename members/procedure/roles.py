"""Accounts and the roles they hold: made by one person, confirmed by a second."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from kit import names
from kit.calendar import print_day
from members import drafts, history, rights, sessions
from members.errors import RuleBroken
from members.models import Account, Closure, LoginFailure, Organisation, Role, SignIn
from members.procedure import renewing
from members.procedure.acting import terms_of, verb
from members.rights import Actor
from members.rules import organisations as tree_rules
from members.rules import people as rules

PLAIN_NAME = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")


def _permit(by: Actor, organisation: Organisation | None = None) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(organisation))


def _locked(role: Role) -> Role:
    row = Role.unscoped.select_for_update().filter(pk=role.pk).first()
    if row is None:
        raise RuleBroken("arithmetic.once", "Vai trò này đã được thôi.", field="role")
    return row


def _name(account: int, kind: str) -> None:
    """The line of a role says whose and which: the row alone would say no more than its number."""
    history.note(account=account, role=kind)


@verb("lập tài khoản", about="account")
def create_account(*, by: Actor, username: str, full_name: str, password: str | None) -> Account:
    """An account with a first password that has to be changed at the first sign-in; no role yet. `password` None: it
    can't sign in until a slip with a first password is made (`renewing`)."""
    _permit(by)
    username = username.strip().lower()
    if not username or not names.clean(full_name):
        raise RuleBroken("arithmetic.name", "Ghi tên đăng nhập và họ tên.", field="username")
    check_username(username)
    if Account.objects.filter(username=username).exists():
        raise RuleBroken("arithmetic.once", "Tên đăng nhập này đã có.", field="username")
    account = Account(username=username, full_name=names.clean(full_name))
    account.set_password(password)
    account.save(force_insert=True)
    history.note(account=account.pk, username=username)
    return account


@verb("giao vai trò", about="account")
def grant_role(
    account: Account, *, by: Actor, kind: str, organisation: Organisation, day: date, until: date | None = None
) -> Role:
    """A role from `day` on; it counts once a district officer who is somebody else has confirmed it. Where it reads
    widely, a first password that nobody has used yet opens nothing any more: two people give another one."""
    _permit(by, organisation)
    tree_rules.check_open(organisation, terms_of(organisation), day, field="organisation")
    rules.check_period(day, until)
    held = Role.unscoped.filter(account=account, kind=kind, organisation=organisation).after(day)
    if held.exists():
        raise RuleBroken("arithmetic.once", "Tài khoản này đã có vai trò đó.", field="kind")
    history.concerns(organisation=organisation.pk)
    _name(account.pk, kind)
    given = history.create(
        Role, account=account, kind=kind, organisation=organisation, since=day, until=until, granted_by=by.account
    )
    given.withheld = renewing.withhold(account, by=by)
    return given


def check_username(said: str, *, field: str = "username") -> None:
    """A name that any keyboard types, with the Vietnamese typing on or off: plain letters and figures, parted by a
    hyphen, a dot or a low line. Raises RuleBroken at `field`, with the name that could be meant."""
    if PLAIN_NAME.fullmatch(said.strip().lower()):
        return
    meant = "-".join(names.fold(said).split())
    example = meant if PLAIN_NAME.fullmatch(meant) else "bi-thu-thon-3"
    sentence = f"Tên đăng nhập chỉ gồm chữ không dấu, số, dấu gạch nối; không có dấu cách. Ví dụ {example}."
    raise RuleBroken("arithmetic.name", sentence, field=field)


def check_confirm(role: Role, by: Actor) -> None:
    """Nobody confirms his own role, nor one he has given himself, nor a second time, nor one that is over."""
    if role.confirmed_on is not None:
        raise RuleBroken("arithmetic.once", "Vai trò này đã được xác nhận.", field="role")
    if role.until is not None and role.until <= by.day:
        last = print_day(role.until - timedelta(days=1))
        raise RuleBroken("arithmetic.order", f"Vai trò này đã hết hạn ngày {last}; còn cần thì giao lại.", field="role")
    if by.account_id is not None and by.account_id == role.account_id:
        raise RuleBroken("role.second_person", "Người khác phải xác nhận vai trò của đồng chí.", field="role")
    if by.account_id is not None and by.account_id == role.granted_by_id:
        raise RuleBroken("role.second_person", "Đồng chí đã giao vai trò này; người khác phải xác nhận.", field="role")


@verb("xác nhận vai trò", about="account")
def confirm_role(role: Role, *, by: Actor) -> Role:
    """The second person: a district officer; for the first officer the machine itself."""
    locked = _locked(role)
    _permit(by, locked.organisation)
    check_confirm(locked, by)
    history.concerns(organisation=locked.organisation_id)
    _name(locked.account_id, locked.kind)
    confirmed = history.change(locked, confirmed_by=by.account, confirmed_on=by.day)
    # What it is on may have become wide since it was given.
    confirmed.withheld = renewing.withhold(locked.account, by=by)
    return confirmed


@verb("xác nhận nhiều vai trò", about="account")
def confirm_roles(chosen: Sequence[Role], *, by: Actor) -> None:
    """Confirm all of them, a line for each, or none.

    Raises RuleBroken, naming whose role it is, when one of them can no longer be confirmed, or when none was chosen.
    """
    rights.check_may(by, history.current().verb, rights.Case(frozenset(role.organisation_id for role in chosen)))
    if not chosen:
        raise RuleBroken("arithmetic.once", "Chọn ít nhất một vai trò.", field="role")
    for role in sorted(chosen, key=lambda one: one.pk):
        try:
            confirm_role(role, by=by)
        except RuleBroken as error:
            whose = f"{role.account.full_name}: {error.sentence} Chưa xác nhận vai trò nào."
            raise RuleBroken(error.rule, whose, field="role") from error
    history.note(roles=len(chosen))


@verb("thôi vai trò", about="account")
def end_role(role: Role, *, by: Actor, day: date) -> Role:
    """The role ends on `day`, also one that was to end later. One that has not begun by then is taken away, and one
    that nobody has confirmed until today: neither has ever counted."""
    locked = _locked(role)
    _permit(by, locked.organisation)
    history.concerns(organisation=locked.organisation_id)
    _name(locked.account_id, locked.kind)
    if locked.since is None or locked.since < day:
        rules.check_ends(locked, day)
    _end(locked, day, by.day)
    return locked


def follow(ended: Organisation, successor: Organisation, *, by: Actor) -> list[Role]:
    """Inside the closing, each with a line: whoever has a role on what ends has it on the successor, given by who
    closes and chose the successor, once a second person confirms it; the old one shows the old lists as before. A first
    password opens no more by it than by a role that is given (`grant_role`). Where the successor has ended, too, since,
    on what stands of those after it; nowhere where nothing does. Answers what was made."""
    (*_, heir), stands = heirs(successor, by.day)
    if not stands:
        return []
    followed = []
    has = set(Role.unscoped.filter(organisation=heir).after(by.day).values_list("account", "kind"))
    roles = Role.unscoped.filter(organisation=ended).after(by.day).select_related("account")
    for role in roles.order_by("pk"):
        if (role.account_id, role.kind) in has:
            continue
        has.add((role.account_id, role.kind))
        followed.append(pass_on(role, heir, by=by))
    return followed


def pass_on(role: Role, heir: Organisation, *, by: Actor) -> Role:
    """Inside the closing, with a line: the same role on what has followed, waiting for its second person."""
    with history.act("grant_role", by=by):
        history.concerns(organisation=heir.pk)
        _name(role.account_id, role.kind)
        followed = history.create(
            Role, account=role.account, kind=role.kind, organisation=heir, since=max(by.day, role.since or by.day),
            until=role.until, granted_by=by.account,
        )  # fmt: skip
        followed.withheld = renewing.withhold(role.account, by=by)
    return followed


def heirs(successor: Organisation, today: date) -> tuple[list[Organisation], bool]:
    """It and what has succeeded it until `today`, one after the other, and whether the last of them still stands. A
    closing that is about to be refused may have made a circle: the way ends where it would begin anew."""
    found = [successor]
    closures = Closure.unscoped.filter(day__lte=today).select_related("successor")
    while (closure := closures.filter(organisation=found[-1]).first()) is not None:
        if closure.successor is None or closure.successor in found:
            return found, False
        found.append(closure.successor)
    return found, True


def fall_back(roles: Iterable[int], *, by: Actor) -> None:
    """Inside the correction of a closing or its taking back, each with a line: what followed to a successor that is
    none ends today. One that nobody has confirmed never counted: it is taken away, like one that would begin today;
    one that is over stays as it was."""
    rows = Role.unscoped.select_for_update().filter(pk__in=list(roles))
    for role in rows.order_by("pk"):
        if role.confirmed_on is not None and role.until is not None and role.until <= by.day:
            continue
        with history.act("end_role", by=by):
            history.concerns(organisation=role.organisation_id)
            _name(role.account_id, role.kind)
            _end(role, by.day, by.day)


def _end(role: Role, day: date, today: date) -> None:
    """It ends on `day`; one that has never counted by then is taken away."""
    never = role.confirmed_on is None and day <= today
    if never or (role.since is not None and role.since >= day):
        history.remove(role)
    else:
        history.change(role, until=day)


@verb("khóa tài khoản", about="account")
def block_account(account: Account, *, by: Actor) -> Account:
    """Nobody signs in by it any more; what its owner has half typed goes at once, and a password that was asked for it
    is given by nobody."""
    _permit(by)
    if by.account_id == account.pk:
        raise RuleBroken("role.second_person", "Không tự khóa tài khoản của mình được.", field="account")
    drafts.forget(account)
    blocked = _set_active(account, active=False)
    renewing.drop_waiting(blocked, by=by)
    return blocked


@verb("mở khóa tài khoản", about="account")
def unblock_account(account: Account, *, by: Actor, at: datetime) -> Account:
    """In use again from `at` on: it is not idle before it has been left alone anew."""
    _permit(by)
    return _set_active(account, active=True, opened_at=at)


@verb("mở khóa đăng nhập", about="account")
def unlock_sign_in(account: Account, *, by: Actor) -> Account:
    """The wrong tries of this account are forgotten, wherever they were made. Refused where there are none."""
    _permit(by)
    gone, _ = LoginFailure.objects.filter(username=account.username).delete()
    if not gone:
        raise RuleBroken("arithmetic.once", "Tài khoản không bị khóa vì gõ sai.", field="account")
    history.note(account=account.pk, tries=gone)
    return account


@verb("kết thúc phiên đăng nhập", about="account")
def end_session(account: Account, *, by: Actor, mark: str) -> None:
    """Whoever sits there has to sign in again. Raises RuleBroken when that session is over already."""
    _permit(by)
    keys = SignIn.objects.filter(account=account).values_list("session_key", flat=True)
    key = next((one for one in keys if sessions.mark_of(one) == mark), None)
    gone, _ = SignIn.objects.filter(session_key=key).delete() if key else (0, {})
    if not gone:
        raise RuleBroken("arithmetic.once", "Phiên này đã kết thúc rồi.", field="account")
    history.note(account=account.pk, session=mark)


def _set_active(account: Account, *, active: bool, **more: Any) -> Account:
    locked = Account.objects.select_for_update(no_key=True).get(pk=account.pk)
    if locked.is_active == active:
        raise RuleBroken("arithmetic.once", "Tài khoản đã ở trạng thái này.", field="account")
    history.note(account=locked.pk)
    return history.change(locked, is_active=active, **more)
