"""Ugly workbooks, each with the people that stand in it: one table, drawn by writers the reader does not use."""

from tests.kit.reading.ugly import heads, letters, mixtures, rows, values
from tests.kit.reading.ugly.drawing import Ugly

ALL: list[Ugly] = [*heads.BOOKS, *rows.BOOKS, *values.BOOKS, *letters.BOOKS, *mixtures.BOOKS]
_BY_TRAIT = {book.trait: book for book in ALL}
# Kept as .xls and .ods in tests/data/reading, by the name of the file.
OTHER_KINDS = {
    "titles": _BY_TRAIT["titles, the motto of the state and a row of column numbers"],
    "three-rows": _BY_TRAIT["three merged rows of heads"],
    "two-lists": _BY_TRAIT["two lists with titles, motto and signature between them"],
    "cell-merged": _BY_TRAIT["the cell merged over its rows"],
    "hidden": _BY_TRAIT["rows hidden by a filter are people like others"],
    "real-dates": _BY_TRAIT["real dates"],
    "serials": _BY_TRAIT["days as the numbers Excel counts them by, and years"],
    "cards": _BY_TRAIT["numbers of cards with .0, dots, blanks, an apostrophe, lost zeros"],
    "two-values": _BY_TRAIT["two values in one cell, on two lines"],
    "tcvn3": _BY_TRAIT["a font of TCVN3, heads and all"],
    "vni": _BY_TRAIT["a font of VNI, heads and all"],
    "whole-committee": _BY_TRAIT["a committee's whole list, with nearly everything"],
    "two-cells": _BY_TRAIT["a file of two cells, each another kind of list"],
}
