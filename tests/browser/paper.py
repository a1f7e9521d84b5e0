"""What is wrong with a page as it goes on paper."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

# A4 less the margins of print.css, in points of the screen.
PAPER = round((210 - 20 - 14) / 25.4 * 96)
FRAME = ".skip, .side, .search, .foot, .help, .pages, .tabs, .acts, button, progress, [type=file]"
SEEN = """(choice) => [...document.querySelectorAll(choice)].filter(one => one.checkVisibility())
    .map(one => one.outerHTML.slice(0, 90))"""
# A part that only those who listen meet is one point wide; what scrolls on the screen does not on paper.
TOO_WIDE = """() => [...document.body.querySelectorAll("*")]
    .filter(one => one.checkVisibility() && !one.closest(".hidden"))
    .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(one => one.outerHTML.slice(0, 90))"""
LOST_HEADS = """() => [...document.querySelectorAll("thead")].filter(one => one.closest("table").checkVisibility())
    .filter(one => getComputedStyle(one).display !== "table-header-group" || one.getBoundingClientRect().height < 5)
    .length"""


def wrong_on_paper(page: Page) -> Iterator[str]:
    if seen := page.evaluate(SEEN, FRAME):
        yield f"frame: {seen[:3]}"
    if wide := page.evaluate(TOO_WIDE):
        yield f"cut at the right: {wide[:2]}"
    if lost := page.evaluate(LOST_HEADS):
        yield f"{lost} tables without heads"
    for part in (".top .office > b", ".top time", "h1"):
        if not page.locator(part).first.is_visible():
            yield f"no {part}"
