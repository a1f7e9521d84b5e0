"""Steps about what the office keeps of kinds and places, drawn by chance among those of tree and people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Kind, Place
from tests.properties.drawing import Case, Draw
from tests.properties.shapes import fact

KIND_NAMES = ["Đảng bộ đặc khu", "Chi bộ ghép", "Tổ đảng", "đảng bộ cơ sở", " "]
PLACE_NAMES = ["Thôn 1", "Thôn 5", "Thôn 6", "Tổ dân phố 6", "Tổ dân phố 7", "Bản Lùng", ""]


def _above(draw: Draw) -> list[Kind]:
    """Mostly one under which something may stand."""
    return [draw.row(Kind, holds_members=False) for _ in range(draw.among([1, 1, 2]))]


def _flags(draw: Draw) -> dict[str, Any]:
    return draw.some(holds_members=draw.sometimes, is_grass_roots=draw.sometimes, may_be_root=draw.sometimes)


def _add(draw: Draw) -> Case:
    return (), {"name": draw.text(KIND_NAMES), "under": _above(draw), **_flags(draw)}


def _correct(draw: Draw) -> dict[str, Any]:
    """Mostly its name or what it stands under: what it is may be said anew only while nothing is of it."""
    said = draw.something(name=lambda: draw.text(KIND_NAMES), under=lambda: _above(draw))
    return said if draw.aimed() else {**said, **_flags(draw)}


STEPS: dict[str, Callable[[Draw], Case]] = {
    "add_kind": _add,
    "correct_kind": fact(Kind, _correct, terms=None),
    # Mostly one of which nothing is: of a level that is in use something is made after most days.
    "retire_kind": fact(Kind, lambda d: {"day": d.day()}, retired_on=None, terms=None),
    "take_kind_back": fact(Kind, lambda d: {}, retired_on__isnull=False),
    "name_place": lambda d: ((), {"name": d.text(PLACE_NAMES), "within": d.among([None, d.row(Place)])}),
}
