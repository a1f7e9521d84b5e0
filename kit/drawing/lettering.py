"""Words on ReportLab's canvas: our faces, their widths, and how a cell breaks into lines."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from .fonts import check_fonts, face_file
from .listing import clean

PLAIN, BOLD, ITALIC = "PaperSerif", "PaperSerif-Bold", "PaperSerif-Italic"
LIMIT = 20_000  # entries of a cache before it starts anew: memory must not grow with the table
SPACE = 250  # width of the space in all faces, per mille of the size


class CachedFont(TTFont):
    """Remembers widths of words: names, places and dates come back all the time."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self.words: dict[str, float] = {}

    def stringWidth(self, text: str, size: float, encoding: str = "utf-8") -> float:
        total = 0.0
        words = text.split(" ")
        for word in words:
            width = self.words.get(word)
            if width is None:
                if len(self.words) > LIMIT:
                    self.words.clear()
                width = self.words[word] = super().stringWidth(word, 1000, encoding)
            total += width
        return (total + SPACE * (len(words) - 1)) * size / 1000


@cache
def load_faces(directory: Path) -> None:
    """Make the three faces of tables known to ReportLab; one directory a process. Raises FontMissing."""
    check_fonts(directory)
    for name, face in ((PLAIN, "Regular"), (BOLD, "Bold"), (ITALIC, "Italic")):
        pdfmetrics.registerFont(CachedFont(name, str(directory / face_file(face))))


def width(text: str, face: str, size: float) -> float:
    """Points that `text` takes."""
    return pdfmetrics.getFont(face).stringWidth(text, size)


class Wrapper:
    """Breaks the text of a cell into lines and remembers them: posts, places and dates repeat."""

    def __init__(self) -> None:
        self.cells: dict[tuple[str, float, str, float], tuple[str, ...]] = {}

    def __call__(self, text: str, room: float, face: str, size: float) -> tuple[str, ...]:
        """The lines of `text`, none wider than `room` points; () for nothing."""
        if not text:
            return ()
        key = (text, room, face, size)
        lines = self.cells.get(key)
        if lines is None:
            if len(self.cells) > LIMIT:
                self.cells.clear()
            lines = self.cells[key] = tuple(_lines(clean(text), room, face, size))
        return lines


def _lines(text: str, room: float, face: str, size: float) -> Iterator[str]:
    """A word is torn only when it alone is wider than the room; nothing is ever cut off."""
    for part in text.split("\n"):
        if width(part, face, size) <= room:
            yield part
            continue
        line = ""
        for word in part.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, face, size) <= room:
                line = longer
                continue
            if line:
                yield line
            while len(word) > 1 and width(word, face, size) > room:
                cut = _longest_start(word, room, face, size)
                yield word[:cut]
                word = word[cut:]
            line = word
        yield line


def _longest_start(word: str, room: float, face: str, size: float) -> int:
    face_font, taken = pdfmetrics.getFont(face), 0.0
    for place, letter in enumerate(word):
        taken += face_font.stringWidth(letter, size)
        if taken > room:
            return max(place, 1)
    return len(word)
