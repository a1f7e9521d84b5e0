"""All tables of this app; Django finds them here."""

from reports.reconciliation.models import (
    AgreedPerson,
    Answer,
    Candidate,
    ChosenPerson,
    CommitteeNumbers,
    Confirmation,
    Difference,
    Elsewhere,
    ListedPerson,
    ListTotals,
    MistakenList,
    Postponement,
    Reconciliation,
    Round,
    SentList,
    SignedDifferences,
    SignedMinutes,
    SignedMovement,
    Signing,
)

__all__ = [
    "AgreedPerson", "Answer", "Candidate", "ChosenPerson", "CommitteeNumbers", "Confirmation", "Difference",
    "Elsewhere", "ListTotals", "ListedPerson", "MistakenList", "Postponement", "Reconciliation", "Round", "SentList",
    "SignedDifferences", "SignedMinutes", "SignedMovement", "Signing",
]  # fmt: skip
