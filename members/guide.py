"""The guide for the office, `docs/huong-dan.md`, as a page: its text, its anchors, its pictures.

It is read from the installation and rendered once for each state of the file; raw HTML in it is shown as text.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

FILE = Path(settings.ROOT) / "docs" / "huong-dan.md"
PICTURES = FILE.parent / "pictures"
OUTSIDE = ("#", "http:", "https:", "mailto:")


@dataclass(frozen=True)
class Guide:
    """`html`: safe to put on a page; `anchors`: of all its headings, in order; `pictures`: names without ending."""

    html: SafeString
    anchors: tuple[str, ...]
    pictures: frozenset[str]


def read(address: Callable[[str], str]) -> Guide:
    """The guide as the file stands now. `address` answers where the picture of a name is found."""
    stat = FILE.stat()
    return _rendered(stat.st_mtime_ns, stat.st_size, address)


@lru_cache(maxsize=2)
def _rendered(changed: int, size: int, address: Callable[[str], str]) -> Guide:
    return render(FILE.read_text(encoding="utf-8"), address)


def render(text: str, address: Callable[[str], str]) -> Guide:
    """Markdown of the guide as HTML without style, script or address of another place."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = reader.parse(text)
    anchors, pictures = _name_headings(tokens), set()
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                pictures.add(_show_picture(child, address))
        if token.children:
            token.children = _without_ways_out(token.children)
    _wrap_tables(tokens)
    html = reader.renderer.render(tokens, reader.options, {})
    # Every text of the file has been escaped by the renderer; raw HTML is off.
    return Guide(mark_safe(html), tuple(anchors), frozenset(pictures))


def slug(heading: str) -> str:
    """The anchor of a heading, as it is also made where the file is read on the web."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _name_headings(tokens: Sequence[Token]) -> list[str]:
    anchors: list[str] = []
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            anchor = slug(inside.content)
            opening.attrSet("id", anchor)
            anchors.append(anchor)
    return anchors


def _show_picture(image: Token, address: Callable[[str], str]) -> str:
    """Its place in the program, and its size, so that the page does not jump."""
    path = PICTURES / Path(str(image.attrGet("src"))).name
    with path.open("rb") as file:
        width, height = struct.unpack(">II", file.read(24)[16:])
    image.attrs |= {"src": address(path.stem), "width": width, "height": height, "loading": "lazy"}
    return path.stem


def _without_ways_out(tokens: list[Token]) -> list[Token]:
    """Other documents of the installation are no pages: their names stay, the links to them go."""
    kept, dropped = [], 0
    for token in tokens:
        if token.type == "link_open" and not str(token.attrGet("href")).startswith(OUTSIDE):
            dropped += 1
        elif token.type == "link_close" and dropped:
            dropped -= 1
        else:
            kept.append(token)
    return kept


def _wrap_tables(tokens: list[Token]) -> None:
    """A table wider than a telephone scrolls inside its own place, which the keyboard reaches."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if token.type == "th_open":
            token.attrSet("scope", "col")
        elif token.type == "table_close":
            tokens.insert(at + 1, Token("wide_close", "div", -1, block=True))
        elif token.type == "table_open":
            wide = Token("wide_open", "div", 1, block=True)
            wide.attrs = {"class": "wide", "role": "region", "aria-label": "Bảng", "tabindex": 0}
            tokens.insert(at, wide)
