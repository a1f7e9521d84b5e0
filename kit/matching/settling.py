"""Who is whom over the whole list: each row its best, a record that is taken only again for somebody listed twice."""

from __future__ import annotations

import heapq

import numpy as np

from kit.matching.values import NONE, Flags, Floats, Ints

# What speaks against a row being a second listing of somebody, before it is looked at: one of a hundred is.
DOUBLE_BITS = 6.6
TURNS = 5


def settle(li: Ints, rj: Ints, bits: Floats, rows: int, *, one_to_one: bool, strange: Flags) -> Ints:
    """For each row of the left list its row of the right, NONE for nobody. Pairs come in order; bits below nought
    link nobody. `strange` pairs have neither a name nor a number in common: whoever has written one row of somebody
    has not written a second one like that."""
    once = set(zip(li[strange].tolist(), rj[strange].tolist(), strict=True))
    keep = np.flatnonzero(bits >= 0)
    offers: list[list[tuple[float, int]]] = [[] for _ in range(rows)]
    for pair in keep.tolist():
        offers[li[pair]].append((float(bits[pair]), int(rj[pair])))
    for own in offers:
        own.sort(key=lambda offer: (-offer[0], offer[1]))
    price = np.inf if one_to_one else DOUBLE_BITS
    taken, holder = _best_first(offers, price, once)
    for _ in range(TURNS):
        if not _exchanged(offers, taken, holder, price):
            break
    return np.array([NONE if one is None else one for one in taken], np.int64)


def _best_first(
    offers: list[list[tuple[float, int]]], price: float, once: set[tuple[int, int]]
) -> tuple[list[int | None], dict[int, int]]:
    """(what each row took, who took each record first)."""
    taken: list[int | None] = [None] * len(offers)
    holder: dict[int, int] = {}
    heap = [(-bits, row, record, False) for row, own in enumerate(offers) for bits, record in own]
    heapq.heapify(heap)
    while heap:
        less, row, record, again = heapq.heappop(heap)
        if taken[row] is not None:
            continue
        if record not in holder:
            taken[row], holder[record] = record, row
        elif again:
            taken[row] = record
        elif -less - price >= 0 and (row, record) not in once:
            heapq.heappush(heap, (less + price, row, record, True))
    return taken, holder


def _exchanged(
    offers: list[list[tuple[float, int]]], taken: list[int | None], holder: dict[int, int], price: float
) -> bool:
    """Where a row did not get its best: whether both do better when the holder takes its next. Answers whether
    anything changed."""
    changed = False
    for row, own in enumerate(offers):
        if not own or taken[row] == own[0][1]:
            continue
        bits, record = own[0]
        first = holder.get(record)
        if first is None or first == row:
            continue
        now = _worth(offers, row, taken[row], holder, price) + _worth(offers, first, record, holder, price)
        free = next(((b, r) for b, r in offers[first] if r != record and r not in holder), (0.0, None))
        if bits + free[0] > now + 1e-9:
            if taken[row] is not None and holder.get(taken[row]) == row:  # type: ignore[arg-type]
                del holder[taken[row]]  # type: ignore[arg-type]
            taken[row], holder[record] = record, row
            taken[first] = free[1]
            if free[1] is not None:
                holder[free[1]] = first
            changed = True
    return changed


def _worth(
    offers: list[list[tuple[float, int]]], row: int, record: int | None, holder: dict[int, int], price: float
) -> float:
    if record is None:
        return 0.0
    bits = next(bits for bits, one in offers[row] if one == record)
    return bits if holder.get(record) == row else bits - price
