"""Rows of a table are drawn in Python: what stands in them stays text."""

import pytest

from members.tables import Cell, Head, rows

NASTY = "<script>alert('x')</script>\" onclick=\"&"
SAFE = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot; onclick=&quot;&amp;"


@pytest.mark.parametrize("words", ["text", "href", "state", "label", "more"])
def test_whatever_a_cell_says_is_escaped(words):
    given = {"text": "Vừ A Sính", "href": "/dang-vien/1/", words: NASTY}
    (row,) = rows([Head("Tên"), Head(NASTY)], [[Cell(**given), Cell(**given)]])
    assert row.html.count(SAFE) == 3
    assert "<script" not in row.html
    assert '" onclick' not in row.html


def test_the_first_cell_names_the_row_and_numbers_stand_right():
    (row,) = rows([Head("Tên"), Head("Số", number=True)], [[Cell("Thôn 1"), Cell("không có", none=True)]])
    assert row.html == (
        '<tr role="row"><th scope="row" role="rowheader"><span>Thôn 1</span></th>'
        '<td role="cell" class="number" data-head="Số"><span><span class="none">không có</span></span></td></tr>'
    )
