"""All tables of this app; Django finds them here."""

from reports.reconciliation.models import (
    AgreedPerson,
    Answer,
    Candidate,
    ChosenPerson,
    CommitteeNumbers,
    Difference,
    Elsewhere,
    ListedPerson,
    Postponement,
    Reconciliation,
    Round,
    SentList,
    Signing,
)

__all__ = [
    "AgreedPerson", "Answer", "Candidate", "ChosenPerson", "CommitteeNumbers", "Difference", "Elsewhere",
    "ListedPerson", "Postponement", "Reconciliation", "Round", "SentList", "Signing",
]  # fmt: skip
