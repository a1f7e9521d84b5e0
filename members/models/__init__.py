"""All tables of this app, by topic."""

from .accounts import Account, LoginFailure, SignIn
from .activity import ResidenceIntroduction
from .decisions import Decision, Place
from .files import Job, ReadingChoice, Upload, UploadPart
from .findings import Evidence, Finding
from .lines import Act, ActValues, Look, LookBlock, LookSeal, LookValues, Register
from .merging import Merge, NotSame, PossibleDouble, RegisterTaught
from .name_changes import NameChange
from .office import Holiday, Setting
from .organisations import (
    Closure,
    Kind,
    Office,
    OfficeHolding,
    Organisation,
    Sector,
    Term,
    TreePlace,
    TreeState,
    TreeVersion,
)
from .own_lists import OwnList
from .people import (
    Member,
    Membership,
    Number,
    NumberKind,
    Occupation,
    Placement,
    PlacementKind,
    Precision,
    Recognition,
    Residence,
    Schooling,
    Sex,
    Theory,
)
from .proposals import Proposal
from .reorganisations import Reorganisation, ReorganisationStep, StepKind
from .roles import PasswordRenewal, Role, RoleKind
from .sending import Draft, Sending
from .standing import (
    Departure,
    DepartureKind,
    Discipline,
    DisciplineForm,
    Exemption,
    ExemptionReason,
    Suspension,
)

__all__ = [
    "Account",
    "Act",
    "ActValues",
    "Closure",
    "Decision",
    "Departure",
    "DepartureKind",
    "Discipline",
    "DisciplineForm",
    "Draft",
    "Evidence",
    "Exemption",
    "ExemptionReason",
    "Finding",
    "Holiday",
    "Job",
    "Kind",
    "LoginFailure",
    "Look",
    "LookBlock",
    "LookSeal",
    "LookValues",
    "Member",
    "Membership",
    "Merge",
    "NameChange",
    "NotSame",
    "Number",
    "NumberKind",
    "Occupation",
    "Office",
    "OfficeHolding",
    "Organisation",
    "OwnList",
    "PasswordRenewal",
    "Place",
    "Placement",
    "PlacementKind",
    "PossibleDouble",
    "Precision",
    "Proposal",
    "ReadingChoice",
    "Recognition",
    "Register",
    "RegisterTaught",
    "Reorganisation",
    "ReorganisationStep",
    "Residence",
    "ResidenceIntroduction",
    "Role",
    "RoleKind",
    "Schooling",
    "Sector",
    "Sending",
    "Setting",
    "Sex",
    "SignIn",
    "StepKind",
    "Suspension",
    "Term",
    "Theory",
    "TreePlace",
    "TreeState",
    "TreeVersion",
    "Upload",
    "UploadPart",
]  # fmt: skip
