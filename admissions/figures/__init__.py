"""The year of admissions: counts for a period and a day, each with the names behind it."""

from .behind import files_behind, people_behind, step_of
from .files import Taken, Wait
from .places import NOWHERE, Line, Places, places_on
from .year import ADMITTED, AWAITED, DONE, FLOWS, OPEN, RECOGNISED, Numbers, Stage, Year, year_of

__all__ = [
    "ADMITTED", "AWAITED", "DONE", "FLOWS", "NOWHERE", "OPEN", "RECOGNISED", "Line", "Numbers", "Places", "Stage",
    "Taken", "Wait", "Year", "files_behind", "people_behind", "places_on", "step_of", "year_of",
]  # fmt: skip
