"""Forms of an admission: who it is about, and each step."""

from .authority import AuthoriseForm, EndAuthorisationForm, TakeBackAuthorisationForm
from .files import CorrectFileForm, OpenFileForm, StopForm, TakeUpForm
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
    VerifiedForm,
)
from .verifying import AnswerForm, CorrectSendingForm, SendForm
from .votes import CommitteeVoteForm, RecognitionVoteForm, VoteForm

__all__ = [
    "AnswerForm", "ApplicationForm", "AuthoriseForm", "CameForm", "CeremonyForm", "CommitteeVoteForm",
    "CorrectFileForm", "CorrectHandlingForm", "CorrectHelperForm", "CorrectSendingForm", "CorrectStepForm", "DayForm",
    "DecisionForm", "EndAuthorisationForm", "EndHelperForm", "HelperForm", "IntroductionForm", "LongerForm",
    "OpenFileForm", "PaperStepForm", "ReceivedForm", "RecognitionVoteForm", "RemarkForm", "SendForm", "SmallCellForm",
    "StopForm", "TakeBackAuthorisationForm", "TakeBackForm", "TakeUpForm", "VerifiedForm", "VoteForm",
]  # fmt: skip
