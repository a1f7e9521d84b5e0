"""Lists of people become facts: read, compared with the register, shown, written in one act.

`make_plan` reads and compares, `apply` writes, `report` is the public JSON.
"""

from members.importing.apply import Applied, apply, check_rejected, check_why
from members.importing.plan import Plan, make_plan
from members.importing.report import report
from members.importing.sheets import Choices, SheetChoice, SheetPlan, tables_of
from members.importing.staged import Outcome, PlannedRow

__all__ = [
    "Applied", "Choices", "Outcome", "Plan", "PlannedRow", "SheetChoice", "SheetPlan", "apply", "check_rejected",
    "check_why", "make_plan", "report", "tables_of",
]  # fmt: skip
