"""Given names in a column of their own, over which nothing is written."""

from kit.reading.grid import Grid
from kit.reading.rows import could_be_a_name
from kit.reading.values import written

# So many rows under a head are looked at for given names beside the column of names; nearly all must hold one.
LOOKED_AT, NEARLY_ALL = 20, 0.8


def stand_beside(grid: Grid, column: int, bottom: int) -> bool:
    """Whether the names that stand under a head of rows up to `bottom` go on in the next column: one word or two,
    letters alone."""
    below = [number for number in grid.numbers if number > bottom][:LOOKED_AT]
    named = [number for number in below if could_be_a_name(written(grid.cell(number, column)))]
    texts = [text for number in named if (text := written(grid.cell(number, column + 1)))]
    if not texts or len(texts) < NEARLY_ALL * len(named):
        return False
    return all(len(text.split()) <= 2 and text.replace(" ", "").isalpha() for text in texts)
