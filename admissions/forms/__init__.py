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
from .votes import CommitteeVoteForm, VoteForm

__all__ = [
    "CeremonyForm", "CommitteeVoteForm", "CorrectFileForm", "CorrectStepForm", "DayForm", "DecisionForm",
    "OpenFileForm", "PaperStepForm", "ReceivedForm", "SmallCellForm", "StopForm", "TakeBackForm", "TakeUpForm",
    "VoteForm",
]  # fmt: skip
