"""The verbs of an admission in their legal order: into the source, step by step, the votes, the decision, the
ceremony; and what stops a file or puts it right."""

from .authorising import authorise, end_authorisation, take_back_authorisation
from .doing import correct_step, hold_ceremony, note_received, record_decision, record_step, take_back_step
from .opening import correct_applicant, open_file, stop_file, take_file_up
from .recognising import record_recognition_vote
from .voting import Named, record_cell_vote, record_committee_vote, refer_small_cell, take_back_vote

__all__ = [
    "Named", "authorise", "correct_applicant", "correct_step", "end_authorisation", "hold_ceremony",
    "note_received", "open_file", "record_cell_vote", "record_committee_vote", "record_decision",
    "record_recognition_vote", "record_step", "refer_small_cell", "stop_file", "take_back_authorisation",
    "take_back_step", "take_back_vote", "take_file_up",
]  # fmt: skip
