"""What the rules of the Party and the law say, as data with source, days and confidence. No clock, no tables.

Code asks `rules_on(day).admission.age_min.value`. Only a rule of Confidence.HIGH may refuse; any other one warns.
"""

from .asking import RULES, Change, Changes, Shown, all_rules, changes, group_title, rules_on, shown, version_on, written
from .holidays import KNOWN_HOLIDAYS, missing_festivals
from .later import HELD_BY_TEST, USED_LATER
from .parts import Confidence, Rule, Version

__all__ = [
    "HELD_BY_TEST", "KNOWN_HOLIDAYS", "RULES", "USED_LATER", "Change", "Changes", "Confidence", "Rule", "Shown",
    "Version", "all_rules", "changes", "group_title", "missing_festivals", "rules_on", "shown", "version_on", "written",
]  # fmt: skip
