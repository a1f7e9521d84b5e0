"""Papers of a reconciliation: the minutes of one committee, and the report of a round for the standing committee."""

from .minutes import Whole, draw, draw_whole, file_name

__all__ = ["Whole", "draw", "draw_whole", "file_name"]
