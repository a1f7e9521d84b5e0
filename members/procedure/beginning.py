"""The first day of a real office: head of the tree, its words, first day of the register, two accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from members import history, rights, tree
from members.errors import RuleBroken
from members.models import Account, Kind, Organisation, RoleKind
from members.procedure import office, roles
from members.procedure import tree as tree_verbs
from members.procedure.acting import verb
from members.regulations import KNOWN_HOLIDAYS
from members.rights import Actor


@dataclass(frozen=True)
class Person:
    """Who gets one of the first two accounts. The password counts until the first sign-in."""

    username: str
    full_name: str
    password: str


@dataclass(frozen=True)
class Head:
    """The organisation at the head of the register; `since` None: it has always been there."""

    name: str
    kind: Kind
    since: date | None = None


def check_not_begun() -> None:
    """A register begins once: before it there is neither an organisation nor an account. Raises RuleBroken."""
    if Account.objects.exists() or Organisation.unscoped.exists():
        raise RuleBroken("office.begun", "Sổ này đã bắt đầu rồi. Đăng nhập để làm tiếp.")


@verb("bắt đầu sổ", about="register")
def first_start(
    *, by: Actor, head: Head, words: Sequence[tuple[str, str, date | None]], first_day: date,
    officer: Person, administrator: Person,
) -> Organisation:  # fmt: skip
    """Everything without which nobody can sign in, in one act: it is whole or it is not.

    `words` are settings of the office as (key, value, from which day; None: from the beginning). The machine confirms
    the role of the first officer, as nobody else is there to be the second person (contracts.md, first_start).
    Answers the head of the tree. Raises RuleBroken when the register has begun, or for what the verbs inside refuse.
    """
    tree.lock()
    rights.check_may(by, history.current().verb, rights.case_of_organisation(None))
    check_not_begun()
    roles.check_username(officer.username, field="officer_username")
    roles.check_username(administrator.username, field="administrator_username")
    if officer.username.strip().lower() == administrator.username.strip().lower():
        sentence = "Cán bộ tổ chức và quản trị phải là hai tài khoản khác nhau."
        raise RuleBroken("role.second_person", sentence, field="administrator_username")
    root = tree_verbs.create_organisation(by=by, day=head.since, name=head.name, kind=head.kind, parent=None)
    for key, value, day in words:
        office.set_office(by=by, key=key, value=value, day=day)
    office.set_office(by=by, key="first_day", value=first_day.isoformat(), day=None)
    # The office keeps its own table from here on: it adds and takes away.
    for day, name, is_worked in KNOWN_HOLIDAYS:
        office.note_holiday(by=by, day=day, name=name, is_worked=is_worked)
    for person, kind in ((officer, RoleKind.OFFICER), (administrator, RoleKind.ADMINISTRATOR)):
        _with_role(person, kind, root, by)
    history.note(begun=root.pk)
    return root


def _with_role(person: Person, kind: str, root: Organisation, by: Actor) -> None:
    account = roles.create_account(
        by=by, username=person.username, full_name=person.full_name, password=person.password
    )
    role = roles.grant_role(account, by=by, kind=kind, organisation=root, day=by.day)
    roles.confirm_role(role, by=by)
