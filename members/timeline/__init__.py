"""One person's facts in the order of days and in groups, as the page shows them, for any day."""

from members.timeline.edits import NO_EDIT, Edit, Offices
from members.timeline.groups import Group, findings, groups
from members.timeline.known import Names, as_known_on, called_on, facts_of, latest_known, names_in
from members.timeline.mends import mend
from members.timeline.moments import Moment, moments
from members.timeline.states import (
    Elsewhere,
    State,
    card_on,
    elsewhere_on,
    lacks_card_on,
    place_words,
    state_on,
    what_fits,
)

__all__ = [
    "NO_EDIT", "Edit", "Elsewhere", "Group", "Moment", "Names", "Offices", "State", "as_known_on", "called_on",
    "card_on", "elsewhere_on", "facts_of", "findings", "groups", "lacks_card_on", "latest_known", "mend", "moments",
    "names_in", "place_words", "state_on", "what_fits",
]  # fmt: skip
