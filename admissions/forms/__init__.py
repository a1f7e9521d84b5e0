"""Forms of an admission: who it is about, and each step."""

from .authority import AuthoriseForm, EndAuthorisationForm, TakeBackAuthorisationForm
from .files import CorrectFileForm, OpenFileForm, StopForm, TakeUpForm
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
    "AuthoriseForm", "CeremonyForm", "CommitteeVoteForm", "CorrectFileForm", "CorrectStepForm", "DayForm",
    "DecisionForm", "EndAuthorisationForm", "OpenFileForm", "PaperStepForm", "ReceivedForm",
    "RecognitionVoteForm", "SmallCellForm", "StopForm", "TakeBackAuthorisationForm", "TakeBackForm",
    "TakeUpForm", "VoteForm",
]  # fmt: skip
