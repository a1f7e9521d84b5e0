"""Build the screen font from its wheel: one woff2 a weight with Latin and Vietnamese letters, and a second
one with the ten digits set to one width, because Be Vietnam Pro has no tabular figures."""

import hashlib
import importlib.util
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

OUT = Path(__file__).resolve().parent.parent / "build" / "static" / "fonts"
WEIGHTS = ("Regular", "SemiBold")
DIGIT_WIDTH = 670
UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    0x1A0,
    0x1A1,
    0x1AF,
    0x1B0,
    *range(0x300, 0x324),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    0x2030,
    0x20AB,
    0x2212,
    0x2260,
    0x2264,
    0x2265,
]


def source(weight: str) -> Path:
    """The whole face inside the installed font package."""
    spec = importlib.util.find_spec("fontpkg_be_vietnam_pro")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("Thiếu gói fontpkg-be-vietnam-pro")
    found = sorted(Path(spec.submodule_search_locations[0]).rglob(f"*-{weight}.ttf"))
    if not found:
        sys.exit(f"Không thấy mặt chữ {weight} trong gói phông")
    return found[0]


def cut(path: Path, unicodes: list[int]) -> TTFont:
    options = subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True)
    font = TTFont(path, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=unicodes)
    cutter.subset(font)
    return font


def set_to_one_width(font: TTFont) -> None:
    """Every digit gets the same advance and stands in its middle."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    for code in range(0x30, 0x3A):
        name = font.getBestCmap()[code]
        advance, _ = metrics[name]
        shift = round((DIGIT_WIDTH - advance) / 2)
        glyph = glyphs[name]
        if glyph.isComposite():
            for part in glyph.components:
                part.x += shift
        else:
            glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (DIGIT_WIDTH, glyph.xMin)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for weight in WEIGHTS:
        whole = cut(source(weight), UNICODES)
        whole.flavor = "woff2"
        whole.save(OUT / f"BeVietnamPro-{weight}.woff2")
        digits = cut(source(weight), list(range(0x30, 0x3A)))
        set_to_one_width(digits)
        digits.flavor = "woff2"
        digits.save(OUT / f"BeVietnamPro-{weight}-figures.woff2")
    stamp = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    (OUT / f".stamp-{stamp}").write_text("")


if __name__ == "__main__":
    main()
