"""What somebody has learned and works at: as fits the cell in which he stands, his age and the years he grew up in."""

from __future__ import annotations

from random import Random
from typing import Any

from members.sample.lives import LAST_WORKING, Life, Maker

# The younger, the longer at school; who works in an office, a school or a barracks has finished it.
SCHOOLINGS = (
    (1955, ("primary", "primary", "lower", "lower", "lower", "upper")),
    (1975, ("primary", "lower", "lower", "lower", "upper", "upper", "upper")),
    (9999, ("lower", "upper", "upper", "upper", "upper")),
)
FINISHED = ("school", "health", "office", "forces", "other")
WORKS = {
    "residential": ("farmer", "farmer", "farmer", "farmer", "service", "other"), "school": ("teacher",),
    "health": ("health",), "office": ("official", "official", "staff"), "forces": ("forces",),
    "enterprise": ("worker", "worker", "worker", "owner"), "other": ("other",),
}  # fmt: skip
OLD = ("farmer", "retired", "retired", "retired")
# Courses in theory: of whom they are not asked, and of officials, who need them for their posts.
THEORIES = {"": ("", "", "", "elementary", "elementary"), "official": ("elementary", "intermediate", "intermediate")}
HIGH, HIGH_FROM = ("intermediate", "intermediate", "advanced"), 40


def settle(random: Random, maker: Maker, lives: list[Life]) -> None:
    """Say of everybody what is known of the work on the last day."""
    for life in lives:
        life.plain = {**life.plain, **_of(random, maker, life)}


def _of(random: Random, maker: Maker, life: Life) -> dict[str, Any]:
    sector = maker.organisations[life.cell].term_on(maker.today).sector
    age = (life.gone or maker.today).year - life.born.year
    at_home = sector == "residential"
    works = OLD if at_home and age > LAST_WORKING[life.plain["sex"]] else WORKS[sector]
    years = next(known for until, known in SCHOOLINGS if life.born.year < until)
    schooling = "upper" if sector in FINISHED else random.choice(years)
    return {
        "occupation": random.choice(works), "schooling": schooling,
        "theory": random.choice(_theories(sector, age, schooling, leads=life.rooted)),
    }  # fmt: skip


def _theories(sector: str, age: int, schooling: str, *, leads: bool) -> tuple[str, ...]:
    """The higher courses ask for twelve years of school; who leads a cell has been to one of them."""
    if schooling != "upper":
        return ("elementary",) if leads else THEORIES[""]
    if sector in ("office", "forces"):
        return HIGH if age >= HIGH_FROM else THEORIES["official"]
    return THEORIES["official"] if leads else (*THEORIES[""], "intermediate")
