"""What a person without a mouse does."""

from playwright.sync_api import Page

# Nobody should need more stops than this to reach anything on a page.
STOPS = 120


STOPPING = """() => {
  // Of the choices of one question the browser stops at one alone.
  const taken = new Set();
  const alone = (one) => {
    if (one.type !== "radio") return true;
    const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
    return one === (group.find((other) => other.checked) || group[0]);
  };
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  window.stops = [...document.querySelectorAll(all)].filter(
    (one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && alone(one),
  );
  window.reached = new Map();
  document.addEventListener("focusin", (event) => {
    const look = getComputedStyle(event.target);
    const around = event.target.closest("label") ? getComputedStyle(event.target.closest("label")) : look;
    const shown = [look, around].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none");
    reached.set(event.target, shown);
  });
  if (document.activeElement !== document.body) document.activeElement.blur();
  return stops.length;
}"""
MISSED = """() => {
  const called = (one) => `<${one.tagName.toLowerCase()}> ` + (one.innerText || one.name || one.id).trim().slice(0, 60);
  const numbered = [...document.querySelectorAll("[tabindex]")].filter((one) => one.tabIndex > 0);
  return [
    ...stops.filter((one) => !reached.has(one)).map((one) => `no way with the keyboard to ${called(one)}`),
    ...[...reached].filter(([, shown]) => !shown).map(([one]) => `nobody sees the focus on ${called(one)}`),
    ...numbered.map((one) => `out of order: ${called(one)}`),
  ];
}"""


def out_of_reach(page: Page) -> list[str]:
    """What a person without a mouse can't come to, or comes to without seeing it. Walks once around the page, the key
    held down: each repetition goes one stop further."""
    for _ in range(page.evaluate(STOPPING) + 2):
        page.keyboard.down("Tab")
    page.keyboard.up("Tab")
    return page.evaluate(MISSED)


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


def choose(page: Page, label: str, words: str) -> None:
    """Go to a list of choices with Tab and press the arrow until what begins with `words` is taken."""
    tab_to(page, label)
    for _ in range(STOPS):
        taken = "document.activeElement.selectedOptions[0].label.trim()"
        if page.evaluate(taken).startswith(words):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no choice {words!r} at {label!r} on {page.url}")


def tick(page: Page, words: str) -> None:
    """Go to a tick with Tab and press the space bar."""
    tab_to(page, words)
    page.keyboard.press("Space")


def decide(page: Page, words: str) -> None:
    """Go to a question with several answers with Tab and press the arrow until the answer that begins with `words` is
    marked."""
    for _ in range(STOPS):
        if page.evaluate("document.activeElement.type") == "radio":
            break
        page.keyboard.press("Tab")
    for _ in range(STOPS):
        page.keyboard.press("ArrowDown")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"no answer {words!r} on {page.url}")
