"""Whether two descriptions are of one person, in numbers that can be explained. Knows nothing of tables or screens.

found = link(left, right)
found.links[0].right, found.links[0].score, found.evidence([(0, 7)])
"""

from kit.matching.asking import Weighed, weigh
from kit.matching.description import Description, same_day
from kit.matching.linkage import Doubles, Evidence, Link, Linkage, doubles, link, score
from kit.matching.slips import slips
from kit.matching.taught import Taught

__all__ = [
    "Description", "Doubles", "Evidence", "Link", "Linkage", "Taught", "Weighed", "doubles", "link", "same_day",
    "score", "slips", "weigh",
]  # fmt: skip
