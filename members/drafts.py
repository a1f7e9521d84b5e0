"""Half-filled forms, kept encrypted for who types them: one for each account and page, seven days.

No act and no look: nothing of it stands in the history, nobody else ever reads it. What cannot be read (another key)
is no draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict
from django.urls import ResolverMatch, reverse

from members import repeats, sealing
from members.errors import Refusal
from members.models import Account, Draft, Sending
from members.models.sending import KEPT

# Letters and signs of one form (a table that is pasted has 60,000), drafts of one account.
LARGEST, MOST = 65_536, 40
# Never kept: what proves that a form is ours.
TOKENS = ("csrfmiddlewaretoken", repeats.FIELD)
TOO_LARGE = "Chưa giữ được bản nháp: trang này dài quá mức giữ được."
NUMBER = re.compile(r"[0-9]{1,18}")
UNREAD = "Chưa giữ được bản nháp: chương trình chưa đọc được."


@dataclass(frozen=True)
class Form:
    """A page whose form keeps drafts: what is done there, and its door, which raises when the page is not open. `asks`:
    the numbers in its address that make it another page (what was chosen before the form)."""

    title: str
    opens: Callable[..., object]
    asks: tuple[str, ...] = ()


def form_at(match: ResolverMatch | None) -> Form | None:
    """The form of the page that was resolved; None where no draft is kept."""
    return getattr(match.func, "drafts", None) if match else None


def page_of(match: ResolverMatch, query: QueryDict) -> str:
    """The address of a page, however it was typed, with those numbers of its query that make it another page."""
    address, form = reverse(match.view_name, args=match.args, kwargs=match.kwargs), form_at(match)
    asked = {name: query.get(name, "") for name in (form.asks if form else ())}
    said = {name: value for name, value in asked.items() if NUMBER.fullmatch(value)}
    return f"{address}?{urlencode(said)}" if said else address


@dataclass(frozen=True)
class Kept:
    """What was typed, as a browser would send it, and when it was kept."""

    typed: QueryDict
    at: datetime


def keep(account: Account, page: str, typed: dict[str, list[str]], *, mark: str, at: datetime) -> None:
    """What stands in the form of this page now, in the place of what stood there. Raises Refusal when it is no form,
    or too much. What comes late, behind the form that was sent meanwhile, is never shown: its mark is used up."""
    if not repeats.MARK.fullmatch(mark) or not all(isinstance(one, str) for values in typed.values() for one in values):
        raise Refusal(UNREAD)
    said = {name: values for name, values in typed.items() if name not in TOKENS}
    if sum(len(name) + sum(map(len, values)) for name, values in said.items()) > LARGEST:
        raise Refusal(TOO_LARGE)
    values = {"sealed": sealing.sealed(said), "mark": mark, "at": at}
    Draft.objects.update_or_create(account=account, page=page, defaults=values)
    rows = Draft.objects.filter(account=account).order_by("-at")
    if old := list(rows.values_list("pk", flat=True)[MOST:]):
        Draft.objects.filter(pk__in=old).delete()


def _of(account: Account, now: datetime) -> QuerySet[Draft]:
    """Those that count: not older than their time, and not sent."""
    sent = Sending.objects.filter(account=OuterRef("account"), mark=OuterRef("mark"))
    return Draft.objects.filter(~Exists(sent), account=account, at__gt=now - KEPT)


def of(account: Account, page: str, *, now: datetime) -> Kept | None:
    """The draft of this page; None where there is none."""
    row = _of(account, now).filter(page=page).first()
    if row is None:
        return None
    try:
        said = sealing.opened(bytes(row.sealed))
    except sealing.Unreadable:
        return None
    typed = QueryDict(mutable=True)
    for name, values in said.items():
        typed.setlist(name, values)
    return Kept(typed, row.at)


def waiting(account: Account, count: int, *, now: datetime) -> list[tuple[str, datetime]]:
    """(page, when it was kept) of the newest drafts: one question, nothing is opened."""
    return list(_of(account, now).order_by("-at").values_list("page", "at")[:count])


def drop(account: Account, page: str) -> None:
    """The form was carried out, or is begun anew."""
    Draft.objects.filter(account=account, page=page).delete()


def forget(account: Account) -> None:
    """Everything that this account has begun: it is blocked."""
    Draft.objects.filter(account=account).delete()


def sweep(now: datetime) -> int:
    """Drafts older than their time go; answers how many."""
    return Draft.objects.filter(at__lt=now - KEPT).delete()[0]
