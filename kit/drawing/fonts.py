"""The four faces of Liberation Serif, by file: a family name would find whatever the machine happens to have."""

from functools import cache
from pathlib import Path

FAMILY = "LiberationSerif"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
PACKAGE = "fonts-liberation2"
# One letter of each kind that Debian's older fonts-liberation (1.07) lacks.
PROBE = "ẠấẰẵỆỉỘơỢữỰỹ"


class FontMissing(RuntimeError):
    """A face of the papers' font is not there or has not all Vietnamese letters; the text names the package."""


def face_file(face: str) -> str:
    """The file name of a face: "LiberationSerif-Bold.ttf" for "Bold"."""
    return f"{FAMILY}-{face}.ttf"


def check_fonts(directory: Path) -> None:
    """Refuse a directory in which a face is missing or lacks Vietnamese letters.

    Meant for the start of the program, and asked again before each drawing (the answer is remembered).
    Raises FontMissing with a Vietnamese sentence that names the package to install.
    """
    for face in FACES:
        path = directory / face_file(face)
        if not path.is_file():
            raise FontMissing(f"Thiếu tệp phông chữ {path.name} trong thư mục {directory}: hãy cài gói {PACKAGE}.")
        if _lacks_letters(path):
            raise FontMissing(f"Tệp phông chữ {path} không đủ chữ tiếng Việt: hãy cài gói {PACKAGE}.")


@cache
def _lacks_letters(path: Path) -> bool:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        known = font.getBestCmap()
    return any(ord(letter) not in known for letter in PROBE)
