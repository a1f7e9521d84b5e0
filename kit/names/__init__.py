"""Vietnamese names: cleaned, folded, compared, taken apart and put in order. Text in, text out."""

from kit.names.order import ALPHABET, SORT_KEY_MAX, jump_key, sort_key
from kit.names.parts import Name, split
from kit.names.writing import capitalised, clean, fold, loose, same_writing

__all__ = [
    "ALPHABET",
    "SORT_KEY_MAX",
    "Name",
    "capitalised",
    "clean",
    "fold",
    "jump_key",
    "loose",
    "same_writing",
    "sort_key",
    "split",
]
