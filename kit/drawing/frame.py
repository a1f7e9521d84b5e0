"""Where things stand on a page, and how large the letters of a long table are, for both directions of the paper."""

from dataclasses import dataclass

from .measures import A4, MIDDLE, read_measures


@dataclass(frozen=True)
class Frame:
    """The margins of a page, in points from its lower left corner."""

    page: tuple[float, float]
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def number_base(self) -> float:
        """The baseline of the page number."""
        m = read_measures()
        return self.page[1] - m["folio-top"] - m["folio-line"] / 2 - m["folio-size"] * MIDDLE


def frame_of(landscape: bool) -> Frame:
    m = read_measures()
    wide, high = (A4[1], A4[0]) if landscape else A4
    return Frame((wide, high), m["page-left"], wide - m["page-right"], high - m["page-top"], m["page-bottom"])


@dataclass(frozen=True)
class Look:
    """Sizes of a table in points; `pad` stands above and below the lines of a row.

    `heavy`: rows are parted by thick rules and have dotted lines to write on (a register kept by hand).
    """

    size: float
    line: float
    pad: float
    head_size: float
    head_line: float
    head_pad: float
    section_size: float
    section_line: float
    section_pad: float
    numbers_size: float
    numbers_line: float
    heavy: bool


def look_of(landscape: bool, lines: int) -> Look:
    """Upright: as table.list of paper.css. Across: small letters. Heavy when rows have dotted lines."""
    m = read_measures()
    pad = m["table-pad"] + m["hair"] / 2  # collapsed borders: WeasyPrint counts the rule into the row
    if not landscape:
        size, line = m["list-size"], m["list-line"]
        return Look(
            size, line, pad, size, line, pad, size, line, pad, m["numbers-size"], m["numbers-line"], heavy=lines > 1
        )
    return Look(
        m["wide-size"],
        m["wide-line"],
        0 if lines > 1 else m["hair"],
        m["wide-head-size"],
        m["wide-head-line"],
        m["table-pad"],
        m["wide-section-size"],
        m["wide-section-line"],
        m["table-pad"] - m["hair"],
        m["wide-numbers-size"],
        m["wide-numbers-line"],
        heavy=lines > 1,
    )
