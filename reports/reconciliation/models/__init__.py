"""Tables of reconciliation: rounds and what is dated in them; lists; differences; what both have signed."""

from .differences import Answers, Change, Difference, Elsewhere, Kind, Proposal
from .lists import CommitteeNumbers, ListedPerson, SentList
from .rounds import Postponement, Reconciliation, Round, RoundKind
from .signing import AgreedPerson, Signing

__all__ = [
    "AgreedPerson", "Answers", "Change", "CommitteeNumbers", "Difference", "Elsewhere", "Kind", "ListedPerson",
    "Postponement", "Proposal", "Reconciliation", "Round", "RoundKind", "SentList", "Signing",
]  # fmt: skip
