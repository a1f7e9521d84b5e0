"""Forms of an admission: who it is about, and each step."""

from .files import CorrectFileForm, OpenFileForm, StopForm, TakeUpForm
from .steps import (
    CeremonyForm,
    CommitteeVoteForm,
    CorrectStepForm,
    DayForm,
    DecisionForm,
    PaperStepForm,
    ReceivedForm,
    TakeBackForm,
    VoteForm,
)

__all__ = [
    "CeremonyForm", "CommitteeVoteForm", "CorrectFileForm", "CorrectStepForm", "DayForm", "DecisionForm",
    "OpenFileForm", "PaperStepForm", "ReceivedForm", "StopForm", "TakeBackForm", "TakeUpForm", "VoteForm",
]  # fmt: skip
