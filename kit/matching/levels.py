"""How far two values of a field agree, as levels: what each is called, and how often it comes.

`m` is how often the level is met between two descriptions of one person, `u` between those of two people: both within
its `group`, that is among pairs of which the same is known (a whole date on both sides; a year alone on one). The last
level of a group is plain disagreement. These are the defaults, from what clerks do wrong; the data at hand move them
(learning.py). A `valued` level weighs by how rare the value is. Level 0 of each field is ABSENT: what is not there
says nothing.
"""

from __future__ import annotations

from typing import NamedTuple


class Level(NamedTuple):
    code: str
    m: float = 0.0
    u: float = 0.0
    valued: bool = False
    group: int = 0


ABSENT = 0
NOTHING = Level("absent")

# A part of a name. PLAIN: equal where one side writes no marks at all. MARKS, SLIP: the rarer writing is hardly borne
# by anybody, as slips are; TONES, KIN: both are names in use. SHORT: an initial. DROPPED: words left out.
SAME, PLAIN, MARKS, TONES, SLIP, KIN, NEAR, SHORT, DROPPED, OTHER = range(1, 11)
PART = (
    NOTHING, Level("same", 0.8, 0.01, True), Level("plain", 0.08, 0.001, True), Level("marks", 0.03, 0.001),
    Level("tones", 0.005, 0.01), Level("slip", 0.04, 0.002), Level("kin", 0.005, 0.04), Level("near", 0.005, 0.05),
    Level("short", 0.005, 0.002), Level("dropped", 0.01, 0.03), Level("other", 0.02, 0.85),
)  # fmt: skip
# The words of two names that have the same words.
STRAIGHT, MOVED = 1, 2
ORDER = (NOTHING, Level("straight", 0.99, 0.95), Level("moved", 0.01, 0.05))

# A date: both whole; one of them known in part; one with two digits of its year; one of them no date; whole, where the
# date before agrees already or is as far off.
(WHOLE, SWAPPED, CROSSED, YEAR_OFF, ONE_PART, LUNAR, SAME_YEAR, OTHER_DAY, AS_FAR, NEAR_YEAR, OTHER_YEAR, WRITTEN,
 WRITTEN_NEAR, WRITTEN_OTHER, TOO, NOT_TOO, TAIL, TAIL_NEAR, TAIL_OTHER) = range(1, 20)  # fmt: skip
DAY = (
    NOTHING, Level("same", 0.91, 0.0002, True), Level("swapped", 0.015, 0.0001),
    Level("crossed", 0.005, 0.0001), Level("year_off", 0.012, 0.0005),
    Level("one_part", 0.02, 0.003), Level("lunar", 0.012, 0.004), Level("same_year", 0.006, 0.02),
    Level("other", 0.02, 0.97), Level("as_far", 0.96, 0.03, True, 1), Level("near_year", 0.02, 0.07, group=1),
    Level("other_year", 0.02, 0.9, group=1), Level("written_same", 0.6, 0.001, group=2),
    Level("written_near", 0.35, 0.01, group=2), Level("written_other", 0.05, 0.989, group=2),
    Level("too", 0.96, 0.9, group=3), Level("not_too", 0.04, 0.1, group=3),
    Level("tail_same", 0.93, 0.0002, True, 4), Level("tail_near", 0.04, 0.02, group=4),
    Level("tail_other", 0.03, 0.9798, group=4),
)  # fmt: skip

NUMBER_SAME, NUMBER_SLIP, NUMBER_OTHER = 1, 2, 3
NUMBER = (NOTHING, Level("same", 0.96, 0.0001, True), Level("slip", 0.02, 0.0001), Level("other", 0.02, 0.9998))

UNIT_SAME, HOME_SAME, PLACE_OTHER, HOME_ALONE, HOME_NOT = range(1, 6)
PLACE = (
    NOTHING, Level("same", 0.94, 0.01, True), Level("home", 0.04, 0.1), Level("other", 0.02, 0.89),
    Level("home_alone", 0.97, 0.1, True, 1), Level("home_not", 0.03, 0.9, group=1),
)  # fmt: skip

SEX_SAME, SEX_OTHER, SEX_TOO, SEX_NOT_TOO = range(1, 5)
SEX = (
    NOTHING, Level("same", 0.99, 0.55, True), Level("other", 0.01, 0.45), Level("too", 0.99, 0.9, group=1),
    Level("not_too", 0.01, 0.1, group=1),
)  # fmt: skip

TEXT_SAME, TEXT_SLIP, TEXT_NEAR, TEXT_OTHER = range(1, 5)
TEXT = (
    NOTHING, Level("same", 0.75, 0.01, True), Level("slip", 0.08, 0.005), Level("near", 0.05, 0.05),
    Level("other", 0.12, 0.935),
)  # fmt: skip
