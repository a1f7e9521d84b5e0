"""Forms of a reconciliation, by topic."""

from .answers import AnswerForm, Shown, Way
from .lists import ColumnsForm, ListForm, MistakenForm
from .minutes import OffPaperForm, OnPaperForm, SignForm
from .numbers import NumbersForm
from .rounds import AddForm, OpenForm, PostponeForm
from .spelling import SpellingForm

__all__ = [
    "AddForm", "AnswerForm", "ColumnsForm", "ListForm", "MistakenForm", "NumbersForm", "OffPaperForm", "OnPaperForm",
    "OpenForm", "PostponeForm", "Shown", "SignForm", "SpellingForm", "Way",
]  # fmt: skip
