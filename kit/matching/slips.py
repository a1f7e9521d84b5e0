"""How many slips of the hand part two texts."""

from functools import lru_cache


@lru_cache(1 << 16)
def slips(one: str, other: str, limit: int) -> int:
    """Letters left out, put in, mistaken or swapped with their neighbour; limit + 1 for anything beyond `limit`.

    A swapped pair is not touched again (optimal string alignment).
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        here = [i]
        for j, yours in enumerate(other, 1):
            best = min(above[j] + 1, here[j - 1] + 1, above[j - 1] + (mine != yours))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == yours:
                best = min(best, before[j - 2] + 1)
            here.append(best)
        if min(here) > limit:
            return limit + 1
        before, above = above, here
    return min(above[-1], limit + 1)
