"""The verbs of a reconciliation, in the order in which they come.

Rounds: open_round, add_committees, take_out_committee, take_back_round, postpone,
take_back_postponement.
Lists: receive_list, compare_again, take_back_list (sent by mistake). Light rounds: note_numbers, take_back_numbers.
Answers: answer, take_back_answer; answer_spelling for all that is only written differently; choose_person,
take_back_choice for who was not clear.
Agreement: confirm_minutes, withdraw_confirmation, sign_minutes; what changes the minutes dissolves it.
`receiving` reads a file and holds it against the register before `receive_list` writes what came of it;
`freezing.freeze` is what the signing calls.
"""

from . import (
    agreed,
    answering,
    choosing,
    correcting,
    freezing,
    gathering,
    lists,
    numbers,
    receiving,
    rounds,
    signing,
    spelling,
)

__all__ = [
    "agreed", "answering", "choosing", "correcting", "freezing", "gathering", "lists", "numbers", "receiving", "rounds",
    "signing", "spelling",
]  # fmt: skip
