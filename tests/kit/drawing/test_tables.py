"""Long tables: nothing is lost, nothing stands where it should not, and memory does not grow with the rows."""

import io
import unicodedata
import weakref
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kit.drawing import Closing, Column, Head, Section, Signature, Total, draw_table, lettering
from tests.kit.drawing.pages import (
    COLUMNS,
    END,
    FONTS,
    HEAD,
    LETTERS,
    MM,
    drawn_elsewhere,
    faces,
    member,
    poppler,
    sections,
    strong_words,
    table,
    table_of,
    texts,
    words,
)

WIDE = (Column("TT", 10), Column("Chữ", 240))


def test_every_accented_letter_is_read_back_in_both_cases():
    assert len(set(LETTERS)) == 134
    decomposed = unicodedata.normalize("NFD", " ".join(LETTERS))
    pdf = table_of(Section("Chi bộ Ỷ", [("1", decomposed)]), columns=WIDE)
    for read in (" ".join(texts(pdf)), poppler(pdf)):
        assert set(LETTERS) <= set(read)
        assert unicodedata.is_normalized("NFC", read)


@pytest.mark.parametrize("landscape", [True, False])
def test_every_name_number_and_day_is_on_the_paper(landscape):
    text = " ".join(texts(table(130, landscape=landscape)))
    for number in range(1, 131):
        assert f"Lò Thị Ửng {number:05d}" in text
        assert f"0412{number:08d}" in text
    assert "07/02/1950" in text  # 37 days after New Year, written as offices write days


def test_a_name_is_bold_to_its_end_however_it_is_broken_and_the_name_below_it_is_not():
    columns = (Column("TT", 10), Column("Họ và tên", 26, bold_first=True))
    strong = strong_words(table_of(Section("", [("1", "Phùng Quách Ngọc Hương\nPhẩm Thoa")]), columns=columns))
    assert {"Phùng", "Quách", "Ngọc", "Hương"} <= strong
    assert strong.isdisjoint({"Phẩm", "Thoa"})


def test_heads_stand_on_each_page_also_over_empty_columns():
    pages = texts(table(200))
    assert len(pages) > 5
    for page in pages:
        for head in ("Họ và tên", "Bộ đội, công an, hưu trí", "Ghi chú"):
            assert head in page
        assert "1 2 3 4 5 6 7" in page


def test_a_section_that_goes_on_says_so():
    pages = texts(table(200, landscape=False))
    drawn = [page for page in pages[1:] if "(tiếp)" in page]
    assert drawn
    for page in drawn:
        assert page.index("(tiếp)") < page.index("Lò Thị Ửng")


def test_pages_are_numbered_from_the_second_and_the_last_says_y_of_y():
    pages = texts(table(200))
    total = len(pages)
    assert f"1/{total}" not in pages[0]
    for number, page in enumerate(pages[1:], 2):
        assert f"{number}/{total}" in page


def test_an_annex_is_numbered_through_with_plain_numbers():
    numbers = [w[0] for page in words(table(60, first_page=4)) for w in page if w[4] < 50 and w[0].isdigit()]
    assert numbers == [str(4 + i) for i in range(len(numbers))]
    assert len(numbers) > 1


def test_the_name_and_the_day_of_the_list_stand_on_each_later_page():
    for page in texts(table(200))[1:]:
        assert HEAD.running in page
        assert HEAD.as_of in page


def test_fonts_are_ours_and_embedded():
    assert faces(table()) == {"LiberationSerif", "LiberationSerif-Bold", "LiberationSerif-Italic"}


def test_the_same_data_gives_the_same_bytes_in_another_process():
    code = "import sys; from tests.kit.drawing.pages import table; sys.stdout.buffer.write(table(50))"
    first, second = table(50), drawn_elsewhere(code)
    assert first == second
    assert table(50) == first


def test_the_file_tells_its_title_and_neither_author_nor_program():
    told = PdfReader(io.BytesIO(table())).metadata
    assert told.title == "Danh sách đảng viên của Đảng bộ xã Khe Trúc đến ngày 30/6/2026"
    assert not (told.author or told.creator or told.producer or told.subject)


def test_each_section_has_a_bookmark_that_leads_to_its_page():
    pdf = table(100)
    reader, pages = PdfReader(io.BytesIO(pdf)), texts(pdf)
    titles = [entry.title for entry in reader.outline]
    assert titles == [f"Chi bộ thôn số {n}" for n in range(1, 6)]
    for entry in reader.outline:
        assert entry.title in pages[reader.get_destination_page_number(entry)]


LONG = "ghi chú dài " * 400 + "Nghiêng" * 60 + " hết"


@pytest.mark.parametrize("landscape", [True, False])
def test_nothing_is_outside_the_margins(landscape):
    row = (*member(1)[:6], LONG)
    pdf = table_of(Section("Chi bộ " + "thôn Nà Mạ " * 40, [row] * 3), landscape=landscape)
    wide, high = (297, 210) if landscape else (210, 297)
    for page in words(pdf):
        for word, left, _, right, foot in page:
            assert left > 30 * MM - 0.5, word
            assert right < (wide - 15) * MM + 0.5, word
            assert foot < (high - 20) * MM + 3, word


def test_a_very_long_word_is_torn_and_a_very_long_cell_goes_on():
    pdf = table_of(Section("Chi bộ", [(*member(1)[:6], LONG), member(2)]))
    column = [w for page in words(pdf) for w in page if w[1] > 160 * MM]
    text = "".join(texts(pdf)).replace(" ", "")
    assert text.count("ghichúdài") >= 380  # some stand on both sides of a page's end
    assert sum(w[0].count("g") for w in column) >= 400 + 2 * 60
    assert "hết" in text
    assert "LòThịỬng00002" in text


def test_a_cell_keeps_its_own_lines():
    pdf = table_of(Section("Chi bộ", [(*member(1)[:6], "Sơ cấp\nĐại học")]))
    top = {w[0]: w[2] for w in words(pdf)[0] if w[0] in ("Sơ", "Đại")}
    assert top["Đại"] > top["Sơ"] + 5


def test_unseen_marks_and_odd_spaces_leave_no_trace():
    pdf = table_of(Section("Chi bộ", [(*member(1)[:6], "Bàn\u200b \u202eDiệu\u00a0Ánh\t-\u2011\x07")]))
    assert "Bàn Diệu Ánh --" in texts(pdf)[0]


def test_figures_stand_right_and_marks_in_the_middle():
    wide = (Column("Trái", 40), Column("Giữa", 40, "center"), Column("Phải", 40, "right"))
    found = {w[0]: w for w in words(table_of(Section("", [("aaa", "bbb", "ccc")]), columns=wide))[0]}
    left = 30 * MM
    assert abs(found["aaa"][1] - left - 3) < 0.5
    assert abs((found["bbb"][1] + found["bbb"][3]) / 2 - left - 60 * MM) < 0.5
    assert abs(found["ccc"][3] - left - 120 * MM + 3) < 0.5


@pytest.mark.parametrize("landscape", [True, False])
def test_the_signature_is_never_alone_on_its_page(landscape):
    """With rows on its page, however many there are, with totals and without."""
    for closing in (END, Closing(right=END.right), Closing(left=END.right, right=END.right)):
        for rows in range(1, 46):
            pages = texts(table(rows, closing=closing, landscape=landscape))
            page = next(page for page in pages if "T/M BAN THƯỜNG VỤ" in page)
            assert "Phan Thị Hồng Loan" in page
            assert "Lò Thị Ửng" in page, rows


EIGHT = Closing([Total(f"Dòng số {n}", n) for n in range(8)], right=END.right)


@pytest.mark.parametrize("lines", [1, 4])
@pytest.mark.parametrize("landscape", [True, False])
def test_totals_stand_together_however_many_rows_there_are(landscape, lines):
    for rows in range(1, 30):
        pages = texts(table(rows, closing=EIGHT, landscape=landscape, lines=lines))
        page = next(page for page in pages if "Dòng số 0" in page)
        assert all(f"Dòng số {n}" in page for n in range(8)), rows
        assert "T/M BAN THƯỜNG VỤ" in page, rows


def test_totals_longer_than_a_page_go_on_and_the_last_stand_with_the_signature():
    closing = Closing(totals=[Total(f"Dòng số {n:03d}", n) for n in range(90)], right=END.right)
    pages = texts(table(5, closing=closing))
    text = " ".join(pages)
    assert all(f"Dòng số {n:03d} {n}" in text for n in range(90))
    assert "Dòng số 089" in pages[-1]
    assert "T/M BAN THƯỜNG VỤ" in pages[-1]


def test_figures_of_the_totals_have_dots():
    assert "Đảng viên chính thức 3.041" in texts(table())[-1]


def test_two_sides_sign_on_one_line():
    closing = Closing(
        left=Signature("NGƯỜI LẬP", "", "Lê Lập"), right=Signature("T/M BAN CHẤP HÀNH ĐẢNG BỘ", "BÍ THƯ", "Hà Duyệt")
    )
    tops = {w[0]: w[2] for w in words(table(3, closing=closing))[-1]}
    assert abs(tops["Lập"] - tops["Duyệt"]) < 0.1


def test_a_side_holds_a_signature_or_the_copies():
    with pytest.raises(ValueError, match="không có cả hai"):
        Closing(left=Signature("T/M CHI BỘ"), copies=["Lưu."])


def test_a_list_of_nobody_still_has_its_heads_and_its_signature():
    for given_sections in ((), (Section("Chi bộ thôn Nà Mạ – không có đảng viên", ()),)):
        text = texts(table_of(*given_sections))[0]
        assert "Họ và tên" in text
        assert "T/M BAN THƯỜNG VỤ" in text
    assert "không có đảng viên" in text


def test_a_register_has_lines_to_write_on():
    plain, register = len(texts(table(40))), len(texts(table(40, lines=4)))
    assert register > 2 * plain


def test_a_draft_says_so():
    draft = Head(**{**HEAD.__dict__, "draft": True})
    assert "Dự thảo" in texts(table(1, head=draft))[0]
    assert "Dự thảo" not in texts(table(1))[0]


def test_a_wrong_number_of_cells_is_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        table_of(Section("Chi bộ", [("1", "Lò Thị Ửng")]))


def test_columns_wider_than_the_paper_are_refused():
    with pytest.raises(ValueError, match="trang không đủ chỗ"):
        table_of(columns=(Column("A", 300),))


class Watched(list):
    """A row whose life can be seen."""

    __hash__ = object.__hash__


def test_rows_are_taken_as_they_are_drawn_and_let_go():
    """At no time are more than a few rows alive, however long the list is."""
    alive: weakref.WeakSet[Watched] = weakref.WeakSet()
    most = 0

    def rows():
        nonlocal most
        for number in range(1, 401):
            row = Watched(member(number))
            alive.add(row)
            most = max(most, len(alive))
            yield row

    assert draw_table(io.BytesIO(), HEAD, COLUMNS, [Section("Chi bộ", rows())], END, fonts=FONTS) > 5
    assert most <= 5


def test_what_is_remembered_of_words_is_bounded_and_changes_nothing(monkeypatch):
    whole = table(200)
    monkeypatch.setattr(lettering, "LIMIT", 7)
    assert table(200) == whole


def test_a_section_is_asked_for_only_when_the_one_before_is_drawn():
    asked: list[int] = []

    def watched():
        for number, section in enumerate(sections(200)):
            asked.append(number)
            taken = iter(section.rows)

            def rows(taken=taken, number=number):
                for row in taken:
                    assert asked[-1] == number
                    yield row

            yield Section(section.title, rows())

    assert draw_table(io.BytesIO(), HEAD, COLUMNS, watched(), END, fonts=FONTS) > 1
    assert asked == list(range(10))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="aăđêơ Ỵ\n", max_size=300), max_size=12), st.integers(1, 4), st.booleans())
def test_whatever_the_cells_hold_no_letter_is_lost(cells, lines, landscape):
    rows = [(str(n), "Tên", date(2000, 1, 1), "Nữ", "", "", cell) for n, cell in enumerate(cells)]
    bare = (*COLUMNS[:6], Column("X", 30))
    pdf = table_of(Section("", rows), columns=bare, closing=Closing(), landscape=landscape, lines=lines)
    read = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert read.count("Ỵ") == sum(cell.count("Ỵ") for cell in cells)
