"""What is written for people is true: files and pictures exist, decisions are short, the guide names every role."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from members.importing import apply  # noqa: F401  (it makes its verb known)
from members.models import RoleKind
from members.procedure import acting
from members.rights import VERBS
from tests.house.source import ROOT, product_files, relative

WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text(encoding="utf-8")
TAKEN_BY = (ROOT / "tests" / "browser" / "test_pictures.py").read_text(encoding="utf-8")
# Rights that are no verbs about facts.
OTHER_RIGHTS = {
    "open_leaver": "mở hồ sơ người đã ra khỏi danh sách",
}
# Strong words of the guide that are no words of a page.
EMPHASIS = {"chưa ghi gì", "không ghi gì vào sổ", "một lần", "?"}
OUTSIDE = ("http://", "https://", "mailto:", "#")


def links_of(path: Path) -> list[str]:
    """Addresses inside the project that a text points at, without the place inside the page."""
    found = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    return [unquote(one.split("#")[0]) for one in found if not one.startswith(OUTSIDE)]


@pytest.mark.parametrize("path", WRITTEN, ids=relative)
def test_a_text_points_only_at_files_that_exist(path):
    assert [one for one in links_of(path) if not (path.parent / one).exists()] == []


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_read_in_a_minute(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 30
    assert max(map(len, lines)) <= 122
    assert lines[0].startswith("# ")


def test_decisions_have_numbers_of_their_own():
    numbers = [path.name[:4] for path in DECISIONS]
    assert sorted(set(numbers)) == numbers


@pytest.mark.parametrize("kind", RoleKind, ids=lambda kind: kind.name)
def test_the_guide_says_what_each_role_may_do(kind):
    assert kind.label in GUIDE.lower()


def table_of_rights() -> dict[str, tuple[str, ...]]:
    """{verb's words: the five columns} as the guide prints them."""
    rows = re.findall(r"^\| (\S[^|]*?) \| ([x ]) \| ([x ]) \| ([x ]) \| ([x ]) \| ([x ]) \|$", GUIDE, re.M)
    return {words: tuple(said) for words, *said in rows}


def test_the_guides_table_of_rights_is_the_one_the_program_holds():
    titles = {verb: acting.VERBS[verb].title if verb in acting.VERBS else OTHER_RIGHTS[verb] for verb in VERBS}
    wanted = {
        titles[verb].capitalize(): tuple("x" if kind in kinds else " " for kind in RoleKind)
        for verb, kinds in VERBS.items()
    }
    assert {words.capitalize(): said for words, said in table_of_rights().items()} == wanted


def said_by_the_program() -> str:
    """Everything that templates and code of the product say, without signs of emphasis."""
    files = [*product_files("members", "admissions", "reports"), *(ROOT / "templates").rglob("*.html")]
    return re.sub(r"<[^>]+>|\s+", " ", " ".join(path.read_text(encoding="utf-8") for path in files)).lower()


def test_what_the_guide_tells_to_press_stands_on_a_page():
    pressed = {" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", GUIDE.split("## 12.")[0])}
    said = said_by_the_program()
    assert {words for words in pressed - EMPHASIS if words.lower() not in said} == set()


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.stem)
def test_a_picture_is_small_shown_and_taken_by_a_test(path):
    assert path.stat().st_size < 150_000
    assert f'"{path.name}"' in TAKEN_BY
    assert any(path.name in text.read_text(encoding="utf-8") for text in WRITTEN)


def test_every_picture_that_a_test_takes_stands_beside_the_guide():
    assert set(re.findall(r'folder / "([\w-]+\.png)"', TAKEN_BY)) == {path.name for path in PICTURES}
