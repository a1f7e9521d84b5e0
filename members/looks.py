"""Who has seen whom: one line for a page, a list, a search answer, an export or a paper that shows people.

Looks are sealed into a chain of their own in blocks, within a minute, so that a list page does not wait for the end
of the chain.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from members import chain, witness
from members.models import Look, LookBlock, LookSeal, LookValues, Organisation
from members.rights import Actor

SEAL_AFTER = timedelta(seconds=30)


def looked(
    actor: Actor,
    page: str,
    members: Sequence[int],
    *,
    at: datetime,
    organisation: Organisation | None = None,
    asked: dict[str, Any] | None = None,
) -> Look:
    """One line: who saw which people where, and by which filter. Seals what has waited long enough."""
    salt = secrets.token_hex(16)
    ids = f",{','.join(str(pk) for pk in members)}," if members else ""
    said = json.dumps(asked or {}, ensure_ascii=False, sort_keys=True)
    with transaction.atomic():
        look = Look.objects.create(
            at=at, account_id=actor.account_id, actor=actor.name, page=page, organisation=organisation,
            count=len(members), digest=chain.digest_of(salt, f"{ids}\n{said}"),
        )  # fmt: skip
        LookValues.objects.create(look=look, salt=salt, members=ids, asked=said)
    if _is_due(at):
        seal(at)
    return look


# When, as far as this process knows, the oldest look that waits will have waited long enough: not asked before then.
_due: list[datetime] = []


def _is_due(at: datetime) -> bool:
    if _due and _due[0] - SEAL_AFTER <= at < _due[0]:
        return False
    oldest = Look.objects.filter(seal_row__isnull=True).order_by("at").values_list("at", flat=True).first()
    is_due = oldest is not None and at - oldest >= SEAL_AFTER
    _due[:] = [(at if is_due or oldest is None else oldest) + SEAL_AFTER]
    return is_due


def line_of(look: Look) -> list[Any]:
    """Everything a look says except its values, which are in it by their digest."""
    at = look.at.astimezone(UTC).isoformat(timespec="microseconds")
    return [look.pk, at, look.account_id, look.actor, look.page, look.organisation_id, look.count, look.digest]


def seal_of(previous: str, number: int, at: datetime, lines: list[list[Any]]) -> str:
    said = [previous, number, at.astimezone(UTC).isoformat(timespec="microseconds"), lines]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def seal(at: datetime) -> int:
    """Put every look that is not sealed yet into one block. Answers how many there were."""
    with transaction.atomic():
        chain.lock("looks")
        waiting = list(Look.objects.filter(seal_row__isnull=True).order_by("pk")[:5000])
        if not waiting:
            return 0
        newest = LookBlock.objects.order_by("-number").first()
        number, previous = (newest.number + 1, newest.seal) if newest else (1, chain.GENESIS)
        block = LookBlock.objects.create(
            number=number, at=at, count=len(waiting), previous=previous,
            seal=seal_of(previous, number, at, [line_of(look) for look in waiting]),
        )  # fmt: skip
        LookSeal.objects.bulk_create([LookSeal(look=look, block=block) for look in waiting], batch_size=500)
        witness.keep_after_commit("looks", number, block.seal)
    return len(waiting)
