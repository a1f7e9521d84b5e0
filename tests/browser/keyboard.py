"""What a person without a mouse does."""

from playwright.sync_api import Page

# Nobody should need more stops than this to reach anything on a page.
STOPS = 120


def focused(page: Page) -> str:
    """Label, text or name of what has the focus."""
    return page.evaluate(
        """() => {
            const here = document.activeElement;
            if (here === document.body) return "";
            const label = here.labels && here.labels[0];
            return (here.getAttribute("aria-label") || (label && label.innerText) || here.innerText || "").trim();
        }"""
    )


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what begins with `words`; it may be there already."""
    for _ in range(STOPS):
        if focused(page).startswith(words):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way with the keyboard to {words!r} on {page.url}")


def follow(page: Page, words: str) -> None:
    """Go to a link or a button with Tab and press Enter, and wait for the next page."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    """Go to a field with Tab and type over what stands there."""
    tab_to(page, label)
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
