"""Two records of one person: where they say different things, what may be chosen there, and what comes of it."""

from .beside import joining
from .outcome import Outcome, chosen, outcome
from .points import ABSORBED, FOLLOW, KEPT, LEFT, Joining, Point
from .whether import (
    check_in_register,
    check_joined,
    check_no_note_is_lost,
    check_not_merged,
    check_not_told_apart,
    check_nothing_waits,
    check_stands_alone,
    check_two,
)

__all__ = [
    "ABSORBED", "FOLLOW", "KEPT", "LEFT", "Joining", "Outcome", "Point", "check_in_register", "check_joined",
    "check_no_note_is_lost", "check_not_merged", "check_not_told_apart", "check_nothing_waits", "check_stands_alone",
    "check_two", "chosen", "joining", "outcome",
]  # fmt: skip
