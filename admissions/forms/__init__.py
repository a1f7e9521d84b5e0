"""Forms of an admission: who it is about, and each step."""

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
    "CeremonyForm", "CommitteeVoteForm", "CorrectFileForm", "CorrectStepForm", "DayForm", "DecisionForm",
    "OpenFileForm", "PaperStepForm", "ReceivedForm", "RecognitionVoteForm", "SmallCellForm", "StopForm", "TakeBackForm",
    "TakeUpForm", "VoteForm",
]  # fmt: skip
