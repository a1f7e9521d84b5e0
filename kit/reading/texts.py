"""The table of shared texts of an .xlsx, read in one bounded pass."""

from collections.abc import Mapping
from typing import IO

from kit.reading.limits import Limits, Refused
from kit.reading.sheetxml import CHUNK, safe_parser


class _Texts:
    def __init__(self, limits: Limits) -> None:
        self.found: list[str] = []
        self._limits = limits
        self._pieces: list[str] = []
        self._length, self._inside, self._phonetic = 0, False, False

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        if tag == "si":
            self._pieces, self._length = [], 0
        elif tag == "rPh":
            self._phonetic = True
        elif tag == "t":
            self._inside = not self._phonetic

    def text(self, text: str) -> None:
        if self._inside:
            self._length += len(text)
            if self._length > self._limits.cell_characters:
                raise Refused(f"Tệp có ô dài hơn {self._limits.cell_characters} ký tự nên không được nhận.")
            self._pieces.append(text)

    def end(self, tag: str) -> None:
        if tag == "si":
            self.found.append("".join(self._pieces))
            if len(self.found) > self._limits.cells:
                raise Refused("Tệp có quá nhiều ô có nội dung nên không được nhận.")
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "t":
            self._inside = False


def shared_texts(stream: IO[bytes], limits: Limits) -> list[str]:
    """The shared texts in order; runs of formatting are joined, reading aids left out.

    Raises `Refused` past a limit and `expat.ExpatError` when the XML is broken.
    """
    texts = _Texts(limits)
    parser = safe_parser(texts.start, texts.end, texts.text)
    while piece := stream.read(CHUNK):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return texts.found
