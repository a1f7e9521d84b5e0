"""Reading the tables that people send."""

from kit.reading.limits import Limits, Refused
from kit.reading.opening import open_workbook, refuse_unread
from kit.reading.workbook import Merge, Sheet, SheetRow, Workbook

__all__ = ["Limits", "Merge", "Refused", "Sheet", "SheetRow", "Workbook", "open_workbook", "refuse_unread"]
