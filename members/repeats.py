"""A form that is sent twice acts once.

Each form carries a one-time mark. It is written in the transaction of what the form does, with where that led; whoever
sends the same form again (two presses, a browser that sends anew on a poor line) is led there and nothing is done.
Two at one moment: the second waits for the end of the first, which the unique constraint holds.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from members.models import Account, Sending
from members.models.sending import KEPT

FIELD = "lan-gui"
MARK = re.compile(r"[0-9a-f]{32}")
# Longer than any address of the house; a longer one is cut to its path.
LONGEST_ADDRESS = 500
Answer = TypeVar("Answer", bound=HttpResponse)


def new_mark() -> str:
    return secrets.token_hex(16)


def mark_in(sent: Mapping[str, str]) -> str:
    """The mark that a form carries; "" for none, and for what is no mark of ours."""
    mark = sent.get(FIELD, "")
    return mark if MARK.fullmatch(mark) else ""


def digest(mark: str, said: Iterable[tuple[str, list[str]]]) -> str:
    """What was sent, so that the same can be recognised and nothing can be read; another for each mark."""
    return salted_hmac(f"members.repeats:{mark}", repr(sorted(said)), algorithm="sha256").hexdigest()


def taken(account: Account, mark: str, said: str, *, at: datetime) -> tuple[Sending, bool]:
    """The row of this mark, and whether it is new, so that the form is to be carried out in this transaction."""
    try:
        with transaction.atomic():
            return Sending.objects.create(account=account, mark=mark, said=said, at=at), True
    except IntegrityError:
        return Sending.objects.get(account=account, mark=mark), False


def settle(row: Sending, led_to: str) -> None:
    """The form was carried out and led there; "": it was not, and may be sent again."""
    if not led_to:
        row.delete()
        return
    row.led_to = led_to if len(led_to) <= LONGEST_ADDRESS else led_to.partition("?")[0][:LONGEST_ADDRESS]
    row.save(update_fields=["led_to"])


def is_same(row: Sending, said: str) -> bool:
    return constant_time_compare(row.said, said)


def leads(answer: Answer, to: str) -> Answer:
    """An answer that is shown once and never again (a first password): who sends the form again is led there."""
    answer.led_to = to  # type: ignore[attr-defined]
    return answer


def undone(answer: Answer) -> Answer:
    """A redirect with a sentence why nothing was done."""
    return leads(answer, "")


def led_to(answer: HttpResponse) -> str:
    """Where what the form did led; "" where it did nothing."""
    if hasattr(answer, "led_to"):
        return str(answer.led_to)
    return str(answer["Location"]) if answer.status_code == 302 else ""


def sweep(now: datetime) -> int:
    """Marks older than their time go; answers how many."""
    return Sending.objects.filter(at__lt=now - KEPT).delete()[0]
