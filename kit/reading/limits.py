"""How much of a file the opener accepts, and how it refuses."""

from dataclasses import dataclass


class Refused(Exception):
    """The file can't be read; `sentence` is one Vietnamese sentence for whoever sent it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one upload; every count is checked while reading, never taken from what the file says of itself."""

    # Of one file, and of all that are sent at once.
    file_bytes: int = 10 * 1024 * 1024
    files: int = 60
    members: int = 200
    unpacked_bytes: int = 100 * 1024 * 1024
    ratio: int = 100
    # openpyxl builds an object for each style and name, so those parts get a narrow bound of their own.
    part_bytes: int = 3 * 1024 * 1024
    sheets: int = 150
    rows: int = 120_000
    columns: int = 100
    cells: int = 3_000_000
    cell_characters: int = 4_000
    merges: int = 200_000


DEFAULT_LIMITS = Limits()


def too_large(limits: Limits = DEFAULT_LIMITS) -> str:
    """In one sentence, as its sender reads it."""
    return f"Tệp lớn hơn {limits.file_bytes // 1024**2} MB nên không được nhận."


def together_too_large(limits: Limits = DEFAULT_LIMITS) -> str:
    """The same of several that are sent at once."""
    return f"Các tệp gộp lại lớn hơn {limits.file_bytes // 1024**2} MB nên không được nhận."
