"""Forms of this app, and the base that every form of the program derives from."""

from .base import Form

__all__ = ["Form"]
