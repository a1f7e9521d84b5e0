"""Tables of reconciliation: rounds and what is dated in them; lists; differences and answers; what both have signed."""

from .agreement import Confirmation, ListTotals, SignedMinutes, SignedMovement
from .answers import Answer, Candidate, Choice, ChosenPerson, Side, Standing
from .differences import Answers, Change, Difference, Elsewhere, Kind, Proposal, explained
from .lists import CommitteeNumbers, ListedAs, ListedPerson, SentList
from .mistaken import MistakenList
from .rounds import Postponement, Reconciliation, Round, RoundKind
from .signing import AS_GUEST, BEHIND, AgreedPerson, SignedDifferences, Signing

__all__ = [
    "AS_GUEST", "BEHIND", "AgreedPerson", "Answer", "Answers", "Candidate", "Change", "Choice", "ChosenPerson",
    "CommitteeNumbers", "Confirmation", "Difference", "Elsewhere", "Kind", "ListTotals", "ListedAs", "ListedPerson",
    "MistakenList", "Postponement", "Proposal", "Reconciliation", "Round", "RoundKind", "SentList", "Side",
    "SignedDifferences", "SignedMinutes", "SignedMovement", "Signing", "Standing", "explained",
]  # fmt: skip
