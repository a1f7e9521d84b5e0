"""Sheets that the program makes, an office fills in, and the program reads back: office holders, areas, accounts.

Each kind says its columns, what is prefilled for a day, and how one row becomes one call of a verb. The plan is those
calls carried out and taken back; applying carries them out again, all of them or none.
"""

from members.filling.kinds import KINDS, Kind, kinds
from members.filling.sheets import Line, Plan, check, enter_sheet, make, plan

__all__ = ["KINDS", "Kind", "Line", "Plan", "check", "enter_sheet", "kinds", "make", "plan"]
