"""Totals, signatures and copies at the end of a list, as .closing and table.narrow in paper.css."""

from dataclasses import dataclass

from .frame import Frame
from .lettering import BOLD, ITALIC, PLAIN, Wrapper, width
from .listing import COPIES, TOTALS, Closing, Signature, Total, cell_text
from .measures import MIDDLE, read_measures
from .pen import Pen


@dataclass(frozen=True)
class Side:
    """One signature, broken into lines: authority bold, post plain, name bold."""

    authority: tuple[str, ...]
    post: tuple[str, ...]
    name: str

    @property
    def lines(self) -> int:
        return len(self.authority) + len(self.post)


class Ending:
    """Measures the end of a list and draws it; the caller decides where a page turns."""

    def __init__(self, closing: Closing, frame: Frame) -> None:
        self.m, self.wrap, self.frame, self.closing = read_measures(), Wrapper(), frame, closing
        self.row = self.m["table-line"] + 2 * self.m["table-pad"] + self.m["hair"]
        self.pad = self.m["table-side"] + self.m["hair"]
        self.labels = [self._label(total) for total in closing.totals]
        self.left = self._side(closing.left, self.m["head-left"])
        self.right = self._side(closing.right, self.m["head-right"])
        copies_room = self.m["head-left"]
        self.copies = [
            line
            for copy in closing.copies
            for line in self.wrap(f"- {copy}", copies_room, PLAIN, self.m["copies-size"])
        ]

    def _label(self, total: Total) -> tuple[str, ...]:
        room = self.m["totals-width"] - self.m["totals-figures"] - 2 * self.pad
        return self.wrap(total.label, room, BOLD if total.strong else PLAIN, self.m["table-size"])

    def _side(self, signature: Signature | None, room: float) -> Side | None:
        if signature is None:
            return None
        size = self.m["body-size"]
        authority = self.wrap(signature.authority, room, BOLD, size)
        return Side(authority, self.wrap(signature.post, room, PLAIN, size), signature.name)

    def totals_height(self, first: int = 0) -> float:
        """Points that the totals from line `first` on take, with their caption."""
        if first >= len(self.labels):
            return 0
        return self._caption + sum(self._total_height(label) for label in self.labels[first:])

    @property
    def _caption(self) -> float:
        return self.m["totals-before"] + self.m["table-line"] + self.m["table-pad"] + self.m["hair"]

    def _total_height(self, label: tuple[str, ...]) -> float:
        return self.row + (max(len(label), 1) - 1) * self.m["table-line"]

    def signature_height(self) -> float:
        line, sides = self.m["head-line"], [s for s in (self.left, self.right) if s]
        signed = max((s.lines for s in sides), default=0) * line + self.m["sign-gap"] + line if sides else 0
        copied = line + len(self.copies) * self.m["copies-line"] if self.copies else 0
        return self.m["sign-before"] + max(signed, copied) if signed or copied else 0

    def lines_within(self, room: float, first: int) -> int:
        """How many lines of the totals from `first` on fit into `room` points."""
        room -= self._caption
        count = 0
        for label in self.labels[first:]:
            room -= self._total_height(label)
            if room < 0:
                break
            count += 1
        return count

    def draw_totals(self, pen: Pen, y: float, first: int, until: int) -> float:
        """Draw lines `first` to `until` of the totals as one small table; the height below it."""
        m, left = self.m, self.frame.left
        size, right = m["table-size"], left + m["totals-width"]
        pen.put(TOTALS, left, y - m["totals-before"] - m["table-line"] / 2 - size * MIDDLE, ITALIC, size)
        y -= self._caption
        start = y
        pen.rule(m["hair"], left, y, right, y)
        for label, total in zip(self.labels[first:until], self.closing.totals[first:until], strict=True):
            face = BOLD if total.strong else PLAIN
            base = y - m["table-pad"] - m["table-line"] / 2 - size * MIDDLE
            figure_base = base
            for line in label:
                pen.put(line, left + self.pad, base, face, size)
                base -= m["table-line"]
            pen.put(cell_text(total.value), right - self.pad, figure_base, face, size, "right")
            y -= self._total_height(label)
            pen.rule(m["hair"], left, y, right, y)
        for x in (left, right - m["totals-figures"], right):
            pen.rule(m["hair"], x, start, x, y)
        return y

    def draw_signature(self, pen: Pen, y: float) -> None:
        m, frame = self.m, self.frame
        base = y - m["sign-before"] - m["head-line"] / 2 - m["body-size"] * MIDDLE
        if self.copies:
            self._draw_copies(pen, base)
        most = max((side.lines for side in (self.left, self.right) if side), default=0)
        for side, middle in (
            (self.left, frame.left + m["head-left"] / 2),
            (self.right, frame.right - m["head-right"] / 2),
        ):
            if side:
                self._draw_side(pen, side, middle, base, most)

    def _draw_side(self, pen: Pen, side: Side, middle: float, base: float, most: int) -> None:
        line, size = self.m["head-line"], self.m["body-size"]
        for row, text in enumerate(side.authority + side.post):
            pen.put(text, middle, base - row * line, BOLD if row < len(side.authority) else PLAIN, size, "center")
        # names of both sides stand on one line, even when one head has more lines
        pen.put(side.name, middle, base - most * line - self.m["sign-gap"], BOLD, size, "center")

    def _draw_copies(self, pen: Pen, base: float) -> None:
        m, left, size = self.m, self.frame.left, self.m["body-size"]
        pen.put(COPIES, left, base, PLAIN, size)
        under = base - m["underline-drop"]
        pen.rule(m["rule-weight"], left, under, left + width(COPIES, PLAIN, size), under)
        y = base + size * MIDDLE - m["head-line"] / 2
        for row, text in enumerate(self.copies):
            at = y - (row + 0.5) * m["copies-line"] - m["copies-size"] * MIDDLE
            pen.put(text, left, at, PLAIN, m["copies-size"])
