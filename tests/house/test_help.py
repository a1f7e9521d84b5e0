"""Every page says what it is for, and leads to a section of the guide that exists."""

import re

import pytest

from members import guide, registry
from members.help import Help
from tests.house.test_docs import said_by_the_program
from tests.security.pages import PAGES

# Answers with a file, with another address or with part of a page.
NO_PAGE = {
    "job-file": "một tệp", "empty-sheet": "một tệp", "guide-picture": "một tệp",
    "organisations": "sang trang tổ chức của mình", "kept-list": "sang danh sách đã giữ",
    "find-hints": "một phần của ô tìm", "list-sent": "sang trang đối khớp của tệp",
    "minutes-draft": "một tệp", "minutes-signed": "một tệp",
    "settling": "sang điểm lệch đầu tiên còn phải chọn",
}  # fmt: skip
WITHOUT = {
    "guide": "chính là bản hướng dẫn",
    "gallery": "chỉ có ở nơi làm chương trình",
}
# Sent from a page and answered by the next one; refused, most of them show the page they came from once more.
SENT = {name for name, page in PAGES.items() if page.method == "post"}
HELP: dict[str, Help] = registry.entries("help")


def sentences(words: str) -> list[str]:
    return re.findall(r"[^.!?]+[.!?]", re.sub(r"“[^”]*”", "x", words))


def test_every_page_has_a_paragraph_or_a_reason():
    pages = {name for name, page in PAGES.items() if page.method == "get"}
    assert pages - set(HELP) == {*NO_PAGE, *WITHOUT} - SENT
    assert set(HELP) <= set(PAGES)


@pytest.mark.parametrize("name", HELP)
def test_a_paragraph_is_short_and_speaks_to_somebody(name):
    words = HELP[name].words
    assert 2 <= len(sentences(words)) <= 4, words
    assert 90 <= len(words) <= 420, len(words)
    assert words == words.strip() and "  " not in words


@pytest.mark.parametrize("name", HELP)
def test_a_paragraph_leads_to_a_section_of_the_guide(name):
    assert HELP[name].anchor in guide.read(str).anchors


def test_no_paragraph_and_no_sentence_is_a_copy_of_another():
    assert len({one.words for one in HELP.values()}) == len(HELP)
    said = [sentence.strip() for one in HELP.values() for sentence in re.split(r"(?<=[.!?]) ", one.words)]
    assert {one for one in said if said.count(one) > 1} == {"Chỉ để đọc."}


def test_what_a_paragraph_tells_to_press_stands_in_the_program():
    program = said_by_the_program()
    quoted = {(name, words) for name, one in HELP.items() for words in re.findall(r"“([^”]+)”", one.words)}
    assert len(quoted) > 60
    without_help = re.sub(r"“[^”]*”", " ", program)
    assert {one for one in quoted if one[1].lower() not in without_help} == set()
