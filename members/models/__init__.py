"""All tables of this app, by topic."""

from .accounts import Account, LoginFailure

__all__ = ["Account", "LoginFailure"]
