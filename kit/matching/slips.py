"""How many slips of the hand part two texts."""


def slips(one: str, other: str, limit: int) -> int:
    """Letters left out, put in, mistaken or swapped with their neighbour; limit + 1 for anything beyond `limit`.

    A swapped pair is not touched again (optimal string alignment).
    """
    from rapidfuzz.distance import OSA  # here, not above: most processes never ask

    return OSA.distance(one, other, score_cutoff=limit)
