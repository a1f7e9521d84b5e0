"""Every page of the program as an officer sees it, on a telephone and at a desk."""

import pytest
from django.urls import reverse

from tests import builders
from tests.browser.every_page import open_each, sign_in
from tests.browser.keyboard import out_of_reach
from tests.browser.looking import grave_findings, runs_over
from tests.browser.paper import PAPER, wrong_on_paper

LARGEST = 200_000


WIDTHS = (360, 1366)
# So many walk at a time, where so many tests run.
SHARES = 3
# In a short run colours are measured of one page in so many.
COLOURS = 3


def unusable(page, name, width, *, graves, contrast):
    """What keeps somebody from using the page at this width; `graves`: what the checker finds, `contrast`: in colours,
    too."""
    page.set_viewport_size({"width": width, "height": 800})
    if (points := runs_over(page)) > 0:
        yield f"{name} at {width}: {points} points too wide"
    if graves:
        yield from (f"{name} at {width}: {said}" for said in grave_findings(page, contrast=contrast))


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_long_path_leaves_search_and_name_on_the_first_line(page, noon, live_server, medium):
    cast = builders.make_cast()
    part = builders.organisation("Đảng bộ bộ phận Khu chợ trung tâm Vân Sơn", "part", cast.tree.committee)
    cell = builders.organisation("Chi bộ Trường Trung học phổ thông số 1 Vân Sơn", "cell", part)
    sign_in(page)
    page.goto(reverse("organisation", args=[cell.pk]))
    page.emulate_media(media=medium)
    office, who = (page.locator(f".top .{name}").bounding_box() for name in ("office", "who"))
    assert who["y"] < office["y"] + office["height"] / 2
    assert who["x"] > office["x"] + office["width"]


def unclear(page, name, answer):
    """What is wrong with the document itself: its weight, language, title, headings, ids."""
    if len(answer.body()) >= LARGEST:
        yield f"{name}: {len(answer.body())} bytes"
    if page.get_attribute("html", "lang") != "vi":
        yield f"{name}: language"
    words, _, after = page.title().rpartition(" – ")
    if not words.strip() or not after or words.startswith("Sổ đảng viên"):
        yield f"{name}: title {page.title()!r}"
    if page.locator("h1").count() != 1 and name != "gallery":
        yield f"{name}: {page.locator('h1').count()} headings of the first order"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(one => one.id)")
    if len(ids) != len(set(ids)):
        yield f"{name}: ids repeated {sorted({one for one in ids if ids.count(one) > 1})}"


def cut_on_paper(page, name):
    """What is wrong with the page printed on A4."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    page.emulate_media(media="print")
    yield from (f"{name} printed: {said}" for said in wrong_on_paper(page))
    page.emulate_media(media="screen")


@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_small_says_what_it_is_serves_everybody_at_both_widths_and_prints_clean(
    page, addresses, share, request
):
    """One walk for all that is asked of a page. The checker looks at it at one width, of one page on the telephone and
    of the next at the desk, and measures the colours, two thirds of its time, of every third page: all have the same
    ones. With `--long` it looks at everything of each page at both."""
    whole = request.config.getoption("--long")
    complaints, wrong = [], []
    some = dict(list(addresses.items())[share::SHARES])
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    for at, (name, answer) in enumerate(open_each(page, some)):
        wrong += unclear(page, name, answer)
        for width in WIDTHS:
            here = width == WIDTHS[at % 2]
            wrong += unusable(page, name, width, graves=whole or here, contrast=whole or at % COLOURS == 0)
        wrong += (f"{name}: {said}" for said in out_of_reach(page))
        if name != "gallery":
            wrong += cut_on_paper(page, name)
    assert not wrong, "\n".join(wrong)
    assert not complaints, "\n".join(complaints)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_login_can_be_used_by_everybody(page, noon, live_server, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(reverse("login"))
    assert grave_findings(page) == []
    assert runs_over(page) == 0
    with page.expect_navigation():
        page.click("button.main")
    assert page.title().startswith("Lỗi: ")
    assert grave_findings(page) == []
