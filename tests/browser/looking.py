"""What keeps somebody from using a page: asked of the page as it stands."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

GRAVE = ("serious", "critical")
# What passed is many times as much, and nobody reads it; a rule that says of itself that it finds nothing grave is not
# asked, nor are the style sheets fetched once more for rules that are not.
FIND = """([grave, left]) => axe.run(document, {
    resultTypes: ["violations"],
    preload: false,
    rules: Object.fromEntries(
        axe._audit.rules.filter(rule => !grave.includes(rule.impact) || left.includes(rule.id))
            .map(rule => [rule.id, {enabled: false}])
    ),
}).then(found => found.violations)"""
# Two thirds of the checker's time, for colours that are the same at each width.
CONTRAST = "color-contrast"


def grave_findings(page: Page, *, contrast: bool = True) -> list[str]:
    """The serious and the critical ones. The checker stays in the page for the next look at it."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [
        f"{finding['impact']} {finding['id']}: {finding['help']}\n    {node['html'][:200]}"
        for finding in page.evaluate(FIND, [GRAVE, [] if contrast else [CONTRAST]])
        if finding["impact"] in GRAVE
        for node in finding["nodes"]
    ]


def runs_over(page: Page) -> int:
    """How many points the document is wider than the window."""
    # A document that has just begun has no element to measure.
    page.wait_for_load_state()
    points: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return points
