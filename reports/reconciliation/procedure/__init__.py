"""The verbs of a reconciliation, in the order in which they come.

Rounds: open_round, add_committees, take_out_committee, take_back_round, postpone.
Lists: receive_list, compare_again, take_back_list. Light rounds: note_numbers.
`receiving` reads a file and holds it against the register before `receive_list` writes what came of it; `agreed.freeze`
is what the signing will call.
"""

from . import agreed, lists, numbers, receiving, rounds

__all__ = ["agreed", "lists", "numbers", "receiving", "rounds"]
