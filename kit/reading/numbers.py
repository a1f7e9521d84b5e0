"""Several numbers of a person in one cell: told apart by what each looks like, since any of them may be missing."""

import re
from collections.abc import Container, Mapping, Sequence
from itertools import pairwise

from kit.reading.heads import CARD, CARD8, CARD12, PROFILE
from kit.reading.values import Reading, number, sex, written
from kit.reading.workbook import CellValue

LONG, SHORT = 12, 8
WIDTHS = {CARD12: LONG, CARD8: SHORT}
NUMBERS = frozenset({CARD, CARD12, CARD8, PROFILE})
# A card's number whose zeros in front are lost still has so many digits.
SHORTEST = 7
_LABEL = re.compile(r"(?:số\s*)?(?:S?LL|lý\s*lịch|lí\s*lịch)\s*[:.]*\s*(?:số\s*)?[:.]*\s*(?=\S*\d)", re.IGNORECASE)
_BADGE = re.compile(r"(?:số\s*)?(?:HH|huy\s*hiệu)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[\n;,|/()]+\s*|\s+[-–]\s+")
_BLANK = re.compile(r"\s+")
_GROUPS = re.compile(r"[\s.,-]+")


def without_label(said: str) -> str:
    """ "LL 000047", "Số LL: 000047" is 000047."""
    return _LABEL.sub("", said, count=1) if _LABEL.match(said) else said


def cards(cell: CellValue) -> list[Reading[str]]:
    """The numbers of cards in a cell: both kinds one under the other, or on one line; else the cell as one number."""
    whole = number(cell)
    if not isinstance(cell, str) or 0 < len(whole.value or "") <= LONG:
        return [whole]
    for sign in (_BETWEEN, _BLANK):
        pieces = [piece.strip() for piece in sign.split(cell) if any(map(str.isdigit, piece))]
        if len(pieces) > 1 and all(map(_kind, pieces)):
            return [number(piece) for piece in pieces]
    return [whole]


def piece_of(name: str, pieces: Sequence[CellValue], places: Mapping[str, int]) -> CellValue:
    """What a cell of several numbers says of one of them; `places`: at which place its head names each.

    A place counts only where a piece looks like nothing."""
    pieces = [one for piece in pieces for one in _apart(piece)]
    shaped = _shaped(pieces)
    named = [one for one in (CARD, CARD12, CARD8) if one in places]
    taken = {places[one] for one in named} if not shaped else set[int]()
    if name == PROFILE:
        return _profile(pieces, {*shaped.values(), *taken})
    if not shaped:
        own = pieces[places[name]] if places[name] < len(pieces) else None
        return None if _is_other(own) else own
    if len(named) > 1 and name in WIDTHS:
        return pieces[shaped[WIDTHS[name]]] if WIDTHS[name] in shaped else None
    return "\n".join(written(pieces[place]) for place in shaped.values())


def _shaped(pieces: Sequence[CellValue]) -> dict[int, int]:
    """{width of the number: place} of the first piece that looks like a card's number of either kind."""
    found: dict[int, int] = {}
    for place, piece in enumerate(pieces):
        if kind := _kind(piece):
            found.setdefault(kind, place)
    return found


def _profile(pieces: Sequence[CellValue], cards: Container[int]) -> CellValue:
    """The piece that says so, else the first that is no card's and no badge's."""
    said = next((written(piece) for piece in pieces if _LABEL.match(written(piece))), None)
    if said is not None:
        return without_label(said)
    rest = (piece for place, piece in enumerate(pieces) if place not in cards and not _is_other(piece))
    return next(rest, None)


def _is_other(piece: CellValue) -> bool:
    """Whether a piece says itself that it is no card's number."""
    said = written(piece)
    return bool(_LABEL.match(said) or _BADGE.match(said))


def said_sex(pieces: Sequence[CellValue]) -> CellValue:
    """Of a cell of sex, people and religion nothing is taken but Nam or Nữ."""
    parts = (part for piece in pieces if isinstance(piece, str) for part in _BETWEEN.split(piece))
    return next((part for part in parts if sex(part).value), None)


def _apart(piece: CellValue) -> list[CellValue]:
    """Two numbers on one line are two pieces; a number with blanks, dots or a slash in it is one."""
    if not isinstance(piece, str) or len(piece) <= SHORT or _kind(piece):
        return [piece]
    for sign in (_BETWEEN, _BLANK):
        parts = [part for part in sign.split(piece) if part]
        if len(parts) > 1 and any(map(_kind, parts)):
            return [*parts] if sign is _BETWEEN else _joined(parts)
    return [piece]


def _joined(parts: Sequence[str]) -> list[CellValue]:
    """ "LL" and the number behind it are one piece again."""
    found: list[CellValue] = []
    for before, part in pairwise(["", *parts]):
        if before and not any(map(str.isdigit, before)):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return found


def _kind(piece: CellValue) -> int:
    """The width of the number of a card that a piece looks like; 0 for any other."""
    digits = number(piece).value or ""
    if not SHORTEST <= len(digits) <= LONG:
        return 0
    groups = _GROUPS.split(written(piece).removesuffix(".0")) if isinstance(piece, str) else ()
    if len(groups) > 1 and any(len(group) >= SHORTEST for group in groups):
        return 0
    return LONG if len(digits) > SHORT else SHORT
