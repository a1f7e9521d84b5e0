"""Forms of an admission: who it is about, and each step."""

from .authority import AuthoriseForm, EndAuthorisationForm, TakeBackAuthorisationForm
from .classes import CertificatesForm, CorrectCertificateForm, CorrectCourseForm, EnrolForm, OpenCourseForm
from .enterprises import (
    CorrectEnterpriseForm,
    EndEnterpriseForm,
    EndLinkForm,
    EnterEnterpriseForm,
    LinkForm,
    WorkerForm,
)
from .files import CameInForm, CorrectFileForm, CorrectHandOverForm, HandOverForm, OpenFileForm, StopForm, TakeUpForm
from .handling import CameForm, CorrectHandlingForm, LongerForm
from .helping import CorrectHelperForm, EndHelperForm, HelperForm, RemarkForm
from .introducers import IntroductionForm
from .steps import (
    ApplicationForm,
    CeremonyForm,
    CorrectStepForm,
    DayForm,
    DecisionForm,
    PaperStepForm,
    ReceivedForm,
    SmallCellForm,
    TakeBackForm,
    TakeBackStepForm,
    VerifiedForm,
)
from .taking_over import TakeOverForm, TakeOverSeveralForm
from .targets import TargetForm
from .verifying import AnswerForm, CorrectSendingForm, SendForm
from .visits import CorrectVisitForm, VisitForm, VisitsAskedForm
from .votes import CommitteeVoteForm, RecognitionVoteForm, VoteForm
from .year import YearAskedForm

__all__ = [
    "AnswerForm", "ApplicationForm", "AuthoriseForm", "CameForm", "CameInForm", "CeremonyForm", "CertificatesForm",
    "CommitteeVoteForm", "CorrectCertificateForm", "CorrectCourseForm", "CorrectEnterpriseForm", "CorrectFileForm",
    "CorrectHandOverForm", "CorrectHandlingForm", "CorrectHelperForm", "CorrectSendingForm", "CorrectStepForm",
    "CorrectVisitForm", "DayForm", "DecisionForm", "EndAuthorisationForm", "EndEnterpriseForm", "EndHelperForm",
    "EndLinkForm", "EnrolForm", "EnterEnterpriseForm", "HandOverForm", "HelperForm", "IntroductionForm", "LinkForm",
    "LongerForm", "OpenCourseForm", "OpenFileForm", "PaperStepForm", "ReceivedForm", "RecognitionVoteForm",
    "RemarkForm", "SendForm", "SmallCellForm", "StopForm", "TakeBackAuthorisationForm", "TakeBackForm",
    "TakeBackStepForm", "TakeOverForm", "TakeOverSeveralForm", "TakeUpForm", "TargetForm",
    "VerifiedForm", "VisitForm", "VisitsAskedForm", "VoteForm", "WorkerForm", "YearAskedForm",
]  # fmt: skip
