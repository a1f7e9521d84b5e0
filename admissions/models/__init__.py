"""Tables of an admission: the file of one applicant, who stands around it, what was done, verified, voted, noted
by the deciding level, how it ended."""

from .applicants import Applicant, Backing
from .around import Helper, Introducer, Remark
from .authority import Authorisation
from .handlings import Handling, Matter, Noted
from .readmissions import Readmission
from .steps import VOTED, Step, StepKind, Stop, StopKind, Vote, VoteKind
from .verifications import Conclusion, Verification
from .voters import Voter

__all__ = [
    "VOTED", "Applicant", "Authorisation", "Backing", "Conclusion", "Handling", "Helper", "Introducer", "Matter",
    "Noted", "Readmission", "Remark", "Step", "StepKind", "Stop", "StopKind", "Verification", "Vote", "VoteKind",
    "Voter",
]  # fmt: skip
