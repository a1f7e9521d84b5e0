"""Lists that were kept in Excel, taken over row by row: the source of a district, its probationers."""

from .probationers import KIND as PROBATIONERS
from .sources import KIND as SOURCES

__all__ = ["PROBATIONERS", "SOURCES"]
