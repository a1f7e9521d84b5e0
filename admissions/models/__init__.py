"""Tables of an admission: the file of one applicant, who stands around it, what was done, verified, voted, noted
by the deciding level, how it ended."""

from .applicants import Applicant, Backing
from .around import Helper, Introducer, Remark
from .authority import Authorisation
from .classes import Attendance, Course, CourseKind
from .enterprises import Enterprise, EnterpriseLink, Worker
from .hand_overs import HandOver
from .handlings import Handling, Matter, Noted
from .readmissions import Readmission
from .recognition import RecognitionKind, RecognitionStep
from .steps import VOTED, Step, StepKind, Stop, StopKind, Vote, VoteKind
from .targets import Target
from .verifications import Conclusion, Verification
from .visits import SupportVisit, VisitKind
from .voters import Voter

__all__ = [
    "VOTED",
    "Applicant",
    "Attendance",
    "Authorisation",
    "Backing",
    "Conclusion",
    "Course",
    "CourseKind",
    "Enterprise",
    "EnterpriseLink",
    "HandOver",
    "Handling",
    "Helper",
    "Introducer",
    "Matter",
    "Noted",
    "Readmission",
    "RecognitionKind",
    "RecognitionStep",
    "Remark",
    "Step",
    "StepKind",
    "Stop",
    "StopKind",
    "SupportVisit",
    "Target",
    "Verification",
    "VisitKind",
    "Vote",
    "VoteKind",
    "Voter",
    "Worker",
]  # fmt: skip
