"""Whether two descriptions are of one person, in numbers that can be explained. Knows nothing of tables or screens.

found = linkage.link(left, right)
found.links[0].right, found.links[0].score, found.evidence([(0, 7)])

Here stands what needs no numpy. What weighs (`linkage`, `asking`, `taught`) is imported by who asks it, inside the
function that does: most processes never compare anybody, and numpy takes a tenth of a second and 12 MB.
"""

from kit.matching.description import Description, same_day
from kit.matching.slips import slips

__all__ = ["Description", "same_day", "slips"]
