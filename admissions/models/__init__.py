"""Tables of an admission: the file of one applicant, who stands around it, what was done, how it was voted, how it
ended."""

from .applicants import Applicant, Backing
from .around import Helper, Introducer, Remark
from .authority import Authorisation
from .steps import VOTED, Step, StepKind, Stop, StopKind, Vote, VoteKind
from .voters import Voter

__all__ = [
    "VOTED", "Applicant", "Authorisation", "Backing", "Helper", "Introducer", "Remark", "Step", "StepKind", "Stop",
    "StopKind", "Vote", "VoteKind", "Voter",
]  # fmt: skip
