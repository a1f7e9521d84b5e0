"""The head and title of a list, line for line the boxes of .head and .title in paper.css."""

from .frame import Frame
from .lettering import BOLD, ITALIC, PLAIN, Wrapper, width
from .listing import DRAFT, PARTY, Head
from .measures import MIDDLE, read_measures
from .pen import Pen


def draw_head(pen: Pen, head: Head, frame: Frame) -> float:
    """Draw the head at the top of the page; the height below it."""
    m, wrap = read_measures(), Wrapper()
    size, line = m["head-size"], m["head-line"]
    own, party = frame.left + m["head-left"] / 2, frame.right - m["head-right"] / 2
    lines = [(text, PLAIN) for text in wrap(head.parent, m["head-left"], PLAIN, size)]
    lines += [(text, BOLD) for text in wrap(head.issuer, m["head-left"], BOLD, size)]
    lines.append(("*", PLAIN))
    first = base = frame.top - line / 2 - size * MIDDLE
    for text, face in lines:
        pen.put(text, own, base, face, size, "center")
        base -= line
    _draw_party(pen, party, first)
    # the place stands level with the last line of the left head
    pen.put(head.place_and_day, party, base + line, ITALIC, size, "center")
    y = frame.top - len(lines) * line
    if head.draft:
        pen.put(DRAFT, own, y - line / 2 - m["draft-size"] * MIDDLE, BOLD, m["draft-size"], "center")
        y -= line
    return _draw_title(pen, head, frame.middle, y - m["title-before"])


def _draw_party(pen: Pen, middle: float, base: float) -> None:
    m = read_measures()
    pen.put(PARTY, middle, base, BOLD, m["party-size"], "center")
    half = width(PARTY, BOLD, m["party-size"]) / 2
    under = base - m["rule-drop"] - m["rule-weight"] / 2
    pen.rule(m["rule-weight"], middle - half, under, middle + half, under)


def _draw_title(pen: Pen, head: Head, middle: float, y: float) -> float:
    m, wrap = read_measures(), Wrapper()
    for name, text in (("title", head.title), ("subject", head.subject)):
        size, line = m[f"{name}-size"], m[f"{name}-line"]
        for words in wrap(text, m["subject-width"], BOLD, size):
            pen.put(words, middle, y - line / 2 - size * MIDDLE, BOLD, size, "center")
            y -= line
    pen.put("-----", middle, y - m["dash-line"] / 2 - m["body-size"] * MIDDLE, PLAIN, m["body-size"], "center")
    return y - m["dash-line"] - m["title-after"]


def draw_running(pen: Pen, head: Head, frame: Frame) -> None:
    """Name of the list left and its day right of the page number; a long name is set smaller, never cut off."""
    m = read_measures()
    room = (frame.right - frame.left) / 2 - m["running-clear"]
    for text, x, align in ((head.running, frame.left, "left"), (head.as_of, frame.right, "right")):
        if text:
            size = min(m["running-size"], room / width(text, ITALIC, 1))
            pen.put(text, x, frame.number_base, ITALIC, size, align)
