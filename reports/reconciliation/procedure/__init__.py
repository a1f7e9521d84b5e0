"""The verbs of a reconciliation, in the order in which they come.

Rounds: open_round, add_committees, take_out_committee, take_back_round, postpone.
Lists: receive_list, compare_again, take_back_list. Light rounds: note_numbers.
Agreement: confirm_minutes, withdraw_confirmation, sign_minutes; what changes the minutes dissolves it.
`receiving` reads a file and holds it against the register before `receive_list` writes what came of it; `agreed.freeze`
is what the signing calls.
"""

from . import agreed, gathering, lists, numbers, receiving, rounds, signing

__all__ = ["agreed", "gathering", "lists", "numbers", "receiving", "rounds", "signing"]
