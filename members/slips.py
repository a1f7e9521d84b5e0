"""Slips of paper with first passwords, committee by committee: made by a job, drawn once, kept for a day.

The passwords stand on the paper and nowhere else; each has to be changed at the first sign-in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string

from kit import names
from kit.drawing import draw_paper
from members import jobs, kept, office, passwords, rights
from members.errors import Refusal
from members.models import Account, Role, RoleKind
from members.procedure import renewing as procedure

TITLE = "Phiếu mật khẩu đầu"


@dataclass(frozen=True)
class Slip:
    """What one slip says; `password` None before it is made."""

    account: int
    full_name: str
    username: str
    role: str
    organisation: str
    committee: str
    password: str = ""


def without_password(day: date) -> QuerySet[Account]:
    """Accounts in use whose owner has not chosen a password yet, and who have a role on that day or later; not those
    whose first password two people give."""
    held = Role.objects.after(day).values("account")
    return _unopened().filter(pk__in=held).exclude(pk__in=Role.objects.wide(day).values("account"))


def by_two_people(day: date) -> QuerySet[Account]:
    """The others: no slip is printed for them, an officer hands the first password over."""
    return _unopened().filter(pk__in=Role.objects.wide(day).values("account"))


def _unopened() -> QuerySet[Account]:
    return Account.objects.filter(is_active=True, must_change_password=True).order_by("username")


def slips(accounts: Iterable[Account], day: date) -> list[Slip]:
    """One slip an account, by committee and name; the role that begins first names its place."""
    held: dict[int, Role] = {}
    for role in Role.objects.after(day).filter(account__in=accounts).order_by("since", "pk"):
        held.setdefault(role.account_id, role)
    heads = kept.committees((role.organisation_id for role in held.values()), day)
    called = kept.called({*heads, *heads.values()}, day)
    found = [_slip(one, held[one.pk], called, heads) for one in accounts if one.pk in held]
    return sorted(
        found, key=lambda one: (names.sort_key(one.committee), names.sort_key(one.organisation), one.username)
    )


def _slip(account: Account, role: Role, called: dict[int, str], heads: dict[int, int]) -> Slip:
    own, committee = (called.get(pk, "") for pk in (role.organisation_id, heads[role.organisation_id]))
    return Slip(account.pk, account.full_name, account.username, str(RoleKind(role.kind).label), own, committee)


def draw(work: jobs.Work) -> str:
    """The job: new first passwords for the accounts asked for, in one act, and the slips that say them. Cancelled
    until the last moment, every password stays: nobody would have the paper that says the new one."""
    day = work.actor.day
    wanted = list(without_password(day).filter(pk__in=work.job.asked["accounts"]))
    if not wanted:
        raise Refusal("Không còn tài khoản nào chờ mật khẩu đầu.")
    made = {account.pk: passwords.first_password() for account in wanted}
    # Hashing passwords is slow on purpose, drawing is quick: the slips are counted by it.
    hashed = procedure.hashes(made, progress=lambda done: work.progress(done, len(wanted)))
    found = [Slip(**{**vars(one), "password": made[one.account]}) for one in slips(wanted, day)]
    address = work.job.asked.get("address", "")
    pdf = draw_paper(_html(found, day, address), fonts=Path(settings.DOCUMENT_FONT_DIR), title=TITLE)
    work.to.write(pdf)
    procedure.give_first_passwords(by=work.actor, hashes=hashed, before_commit=work.finish)
    return f"phieu-mat-khau-{day.isoformat()}.pdf"


def may_take(actor: rights.Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """The file says passwords: it is for who may still give them."""
    return [rights.may(actor, "give_first_passwords", rights.case_of_organisation(None))] * len(asked)


def _html(found: list[Slip], day: date, address: str) -> str:
    groups: dict[str, list[Slip]] = {}
    for one in found:
        groups.setdefault(one.committee, []).append(one)
    context = {
        "title": TITLE, "groups": groups.items(), "office": office.setting("office_name", day), "address": address,
    }  # fmt: skip
    return render_to_string("members/papers/slips.html", context)
