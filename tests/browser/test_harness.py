"""The browser fixtures notice what they are there to notice."""

import pytest

WHOLE = """<!doctype html><html lang="vi"><head><title>Sổ đảng viên</title></head>
<body><main><h1>Hôm nay</h1><label>Ngày <input name="day"></label></main></body></html>"""
UNLABELLED = WHOLE.replace("<label>Ngày <input", "<label>Ngày</label><input").replace("></label>", ">")


def test_a_whole_page_passes_the_accessibility_check(page, axe):
    page.set_content(WHOLE)
    axe()


def test_a_field_without_its_label_is_named(page, axe):
    page.set_content(UNLABELLED)
    with pytest.raises(AssertionError, match=r"critical label: .*\n.*name=\"day\""):
        axe()


def test_a_picture_is_as_wide_as_the_telephone(page, viewport, picture, monkeypatch, tmp_path):
    monkeypatch.setenv("REGISTER_PICTURES", str(tmp_path))
    viewport("phone")
    page.set_content(WHOLE)
    assert picture("hom-nay") == tmp_path / "hom-nay-360.png"
    assert page.evaluate("document.documentElement.clientWidth") == 360


def test_chromium_reaches_the_running_program(page):
    answer = page.goto("/khong-co-trang-nay/")
    assert answer.status == 404
