"""A form printed is one that is filled in with a pen; what is wrong on paper with any page is asked in `test_pages`."""

import io

from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from members import registry
from tests import builders
from tests.browser.every_page import open_each, sign_in
from tests.browser.paper import PAPER, SEEN, wrong_on_paper

BY_HAND = {name for name, one in registry.entries("help").items() if one.by_hand}


def printed(page, addresses):
    """(name, page as it goes on paper) of each."""
    page.set_viewport_size({"width": PAPER, "height": 1000})
    for name, _ in open_each(page, addresses):
        page.emulate_media(media="print")
        yield name, page
        page.emulate_media(media="screen")


CHOSEN = """() => [...document.querySelectorAll("main input:checked")].filter(one => one.checkVisibility())
    .filter(one => getComputedStyle(one).appearance !== "none").length"""


# In a short run so many of the forms: one frame draws them all, and each is a paper of the catalogue.
EACH = 12


def test_every_form_is_drawn_for_a_pen_with_room_and_without_what_the_register_says(page, addresses, request):
    forms = {name: f"{where}?in=mau" for name, where in addresses.items() if name in BY_HAND}
    assert len(forms) > 50
    # A plan that is not carried out is not taken back: the address leads to the plan.
    del forms["take-back-reorganisation"]
    if not request.config.getoption("--long"):
        forms = dict(list(forms.items())[::EACH])
    wrong = []
    for name, paper in printed(page, forms):
        wrong += [f"{name}: {one}" for one in wrong_on_paper(paper)]
        typed = "main :is(input:not([type=radio], [type=checkbox]), select, textarea)"
        if seen := paper.evaluate(SEEN, typed):
            wrong.append(f"{name}: {seen[:2]}")
        if chosen := paper.evaluate(CHOSEN):
            wrong.append(f"{name}: {chosen} chosen already")
        room = "main form :is(.by-hand, [type=radio], [type=checkbox], td:empty, td:has(input))"
        if not paper.evaluate(SEEN, room):
            wrong.append(f"{name}: no room for a pen")
        if "ký, ghi rõ họ tên" not in paper.inner_text("main"):
            wrong.append(f"{name}: nobody signs")
    assert not wrong, "\n".join(wrong)


def test_a_form_page_leads_to_its_paper_and_back_without_any_script(chromium, live_server, noon):
    cast = builders.make_cast()
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page)
    page.goto(reverse("enter", args=[cast.tree.cell.pk]))
    with page.expect_navigation():
        page.get_by_role("link", name="In mẫu để điền tay").click()
    expect(page.get_by_label("Họ và tên")).to_be_hidden()
    with page.expect_navigation():
        page.get_by_role("link", name="Về trang để gõ").click()
    expect(page.get_by_label("Họ và tên")).to_be_visible()
    page.goto(reverse("today"))
    expect(page.get_by_role("link", name="In mẫu để điền tay")).to_have_count(0)
    page.goto(reverse("today") + "?in=mau")
    expect(page.get_by_text("Mẫu để điền tay")).to_have_count(0)
    context.close()


def test_a_long_roster_keeps_its_heads_on_each_sheet(page, live_server, noon):
    cast = builders.make_cast()
    builders.crowd(120, cast.tree.cell)
    sign_in(page)
    page.goto(reverse("roster", args=[cast.tree.cell.pk]))
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(sheets) >= 3
    assert {(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets} == {(595, 842)}
    words = [" ".join(sheet.extract_text().split()) for sheet in sheets]
    assert all("Họ và tên" in said for said in words if "Hoàng Thị Người" in said)
    assert "Đảng ủy" in words[0] or "Sổ đảng viên" in words[0]
    assert "30/6/2026" in words[0]
    assert "Trang này để làm gì" not in " ".join(words)
