"""Minutes and their annex in one file."""

import io

from pypdf import PdfReader

from kit.drawing.joining import joined, pages_of
from reports.reconciliation import papers
from tests.reports import minutes


def test_the_pages_of_both_stand_in_one_file_that_says_of_itself_what_the_first_says():
    first = papers.draw(minutes.made())
    second = papers.draw(minutes.made(cases=(), open=()))
    whole = joined(first, second)
    assert pages_of(whole) == pages_of(first) + pages_of(second)
    assert PdfReader(io.BytesIO(whole)).metadata.title == minutes.made().title
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(whole)).pages]
    assert "Ma Thị Hiểu" in " ".join(texts)
    assert "Không có trường hợp lệch." in " ".join(texts[pages_of(first) :])
    assert "/StructTreeRoot" in PdfReader(io.BytesIO(whole)).trailer["/Root"]


def test_the_same_papers_give_the_same_bytes():
    first = papers.draw(minutes.made())
    assert joined(first, first) == joined(first, first)
