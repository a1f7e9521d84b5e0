"""One named act in one transaction: a verb opens it, and it leaves its line or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from members import kept

from .chained import write_lines
from .opened import Actor, OpenAct, opened


@contextmanager
def act(verb: str, *, by: Actor, why: str = "") -> Iterator[OpenAct]:
    """One named act in one transaction; an act inside an act gets a line of its own that says so."""
    outer = opened.get()
    mine = OpenAct(verb=verb, by=by, why=why, inside=outer)
    begun = mine.root.begun
    before = len(begun)
    begun.append(mine)
    token = opened.set(mine)
    try:
        with transaction.atomic():
            yield mine
            if outer is None:
                write_lines(mine)
    except BaseException:
        del begun[before:]
        # An index of a day's tree that was laid in this transaction is gone with it: no page may go by it.
        kept.forget()
        raise
    finally:
        opened.reset(token)
