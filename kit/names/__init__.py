"""Vietnamese names: cleaned, folded, compared, taken apart and put in order. Text in, text out."""

from kit.names.finding import Typed, spellings, typed
from kit.names.keys import composed
from kit.names.order import ALPHABET, SORT_KEY_MAX, jump_key, sort_key, word_key
from kit.names.parts import Name, split
from kit.names.writing import capitalised, cased, clean, fold, is_of_a_person, is_of_a_unit, loose, same_writing

__all__ = [
    "ALPHABET",
    "SORT_KEY_MAX",
    "Name",
    "Typed",
    "capitalised",
    "cased",
    "clean",
    "composed",
    "fold",
    "is_of_a_person",
    "is_of_a_unit",
    "jump_key",
    "loose",
    "same_writing",
    "sort_key",
    "spellings",
    "split",
    "typed",
    "word_key",
]
