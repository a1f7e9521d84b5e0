"""What the last search over the whole register found takes the place of what an earlier one did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from members import history, rights
from members.models import PossibleDouble, RegisterTaught
from members.procedure.acting import verb
from members.rights import Actor

# (one person, another one, bits for one person, rows that say why).
Pair = tuple[int, int, float, list[Any]]
AT_ONCE = 500


@verb("tìm hồ sơ trùng trong toàn sổ", about="register")
def look_for_doubles(
    *, by: Actor, pairs: Iterable[Pair], people: int, taught: Mapping[str, Any] | None = None,
    before_commit: Callable[[], None] | None = None,
) -> int:  # fmt: skip
    """Keep these pairs of `people` that were looked through; answers how many. Derived: the line names the numbers
    alone. `taught`: what the matcher learnt meanwhile, without anybody in it. `before_commit` is called last. Raises
    NotAllowed unless `by` sees the whole register."""
    rights.check_sees_whole(by)
    rows = [
        PossibleDouble(first_id=min(one, other), second_id=max(one, other), bits=bits, why=why, found_on=by.day)
        for one, other, bits, why in pairs
    ]
    PossibleDouble.unscoped.all().delete()
    PossibleDouble.unscoped.bulk_create(rows, batch_size=AT_ONCE)
    if taught is not None:
        RegisterTaught.unscoped.all().delete()
        RegisterTaught.unscoped.create(people=people, found_on=by.day, kept=taught)
    history.note(people=people, pairs=len(rows))
    if before_commit is not None:
        before_commit()
    return len(rows)
