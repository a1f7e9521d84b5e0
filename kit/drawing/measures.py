"""The measures of :root in paper.css, in points: one source for both engines."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

CSS = Path(__file__).with_name("paper.css")
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
# (ascent 0.891 - descent 0.216) / 2 of Liberation Serif: from the middle of a CSS line to its baseline, per point.
MIDDLE = 0.3375


@cache
def read_measures() -> Mapping[str, float]:
    """Name of each measure → points, e.g. {"page-left": 85.04, "hair": 0.5, …}."""
    css = CSS.read_text(encoding="utf-8")
    start = css.index(":root {")
    found = re.findall(r"--([\w-]+):\s*([\d.]+)(mm|pt);", css[start : css.index("}", start)])
    return {name: float(number) * (MM if unit == "mm" else 1) for name, number, unit in found}
