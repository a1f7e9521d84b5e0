"""Forms of an admission: who it is about, and each step."""

from .authority import AuthoriseForm, EndAuthorisationForm, TakeBackAuthorisationForm
from .files import CorrectFileForm, OpenFileForm, StopForm, TakeUpForm
from .helping import CorrectHelperForm, EndHelperForm, HelperForm, RemarkForm
from .introducers import IntroductionForm
from .steps import (
    CeremonyForm,
    CorrectStepForm,
    DayForm,
    DecisionForm,
    PaperStepForm,
    ReceivedForm,
    SmallCellForm,
    TakeBackForm,
)
from .votes import CommitteeVoteForm, RecognitionVoteForm, VoteForm

__all__ = [
    "AuthoriseForm", "CeremonyForm", "CommitteeVoteForm", "CorrectFileForm", "CorrectHelperForm", "CorrectStepForm",
    "DayForm", "DecisionForm", "EndAuthorisationForm", "EndHelperForm", "HelperForm", "IntroductionForm",
    "OpenFileForm", "PaperStepForm", "ReceivedForm", "RecognitionVoteForm", "RemarkForm", "SmallCellForm",
    "StopForm", "TakeBackAuthorisationForm", "TakeBackForm", "TakeUpForm", "VoteForm",
]  # fmt: skip
