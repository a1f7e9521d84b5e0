"""The font of the papers is there, whole, or the sentence says which package to install."""

import shutil

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from kit.drawing import FontMissing, check_fonts
from kit.drawing.fonts import FACES, face_file
from kit.drawing.measures import CSS, read_measures
from tests.kit.drawing.pages import FONTS


def test_the_installed_font_passes():
    check_fonts(FONTS)


@pytest.mark.parametrize("missing", FACES)
def test_a_missing_file_is_named_with_its_package(tmp_path, missing):
    for face in FACES:
        if face != missing:
            shutil.copy(FONTS / face_file(face), tmp_path)
    with pytest.raises(FontMissing, match=rf"Thiếu tệp phông chữ {face_file(missing)} .*fonts-liberation2"):
        check_fonts(tmp_path)


def test_an_old_font_without_vietnamese_letters_is_refused(tmp_path):
    for face in FACES:
        shutil.copy(FONTS / face_file(face), tmp_path)
    with TTFont(FONTS / face_file("Italic")) as font:
        poor = subset.Subsetter()
        poor.populate(text="abc ăâđêô")
        poor.subset(font)
        font.save(tmp_path / face_file("Italic"))
    with pytest.raises(FontMissing, match=r"không đủ chữ tiếng Việt.*fonts-liberation2"):
        check_fonts(tmp_path)


def test_margins_are_those_of_the_rule():
    measures = read_measures()
    asked = {"page-top": 20, "page-bottom": 20, "page-left": 30, "page-right": 15}
    assert {name: round(measures[name] * 25.4 / 72, 6) for name in asked} == asked
    assert measures["body-size"] == 14


def test_every_measure_of_the_look_can_be_read():
    css = CSS.read_text(encoding="utf-8")
    root = css[css.index(":root {") : css.index("}", css.index(":root {"))]
    assert root.count("  --") == len(read_measures())
