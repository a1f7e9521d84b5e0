"""Hostile, broken and disguised files: each refused with one sentence, in bounded memory."""

import io
import tracemalloc
import zipfile

import openpyxl
import pytest

from kit.reading import Limits, Refused, open_workbook
from tests.kit.reading.books import CELL_XML, changed, plain, with_sheet, written

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def sentence(name: str, data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Refused) as refused:
        open_workbook(name, data, limits or Limits())
    said = refused.value.sentence
    assert said.endswith(".") and "\n" not in said
    return said


def lying_about_its_size() -> bytes:
    data = bytearray(with_sheet(f"<row>{CELL_XML}</row>" * 500))
    name = data.rindex(b"xl/worksheets/sheet1.xml")
    data[name - 46 + 24 : name - 46 + 28] = (10).to_bytes(4, "little")
    return bytes(data)


def many_sheets() -> bytes:
    return written(lambda book: [book.add_worksheet() for _ in range(300)])


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(with_sheet("&b;", BOMB), "thực thể", id="entity bomb in a sheet"),
        pytest.param(with_sheet("&a;", OUTSIDE), "thực thể", id="outside entity in a sheet"),
        pytest.param(
            changed(plain(), {"xl/sharedStrings.xml": f"{BOMB}<sst>&b;</sst>"}), "thực thể", id="in the texts"
        ),
        pytest.param(
            changed(plain(), {"xl/workbook.xml": f"{BOMB}<workbook>&b;</workbook>"}), "thực thể", id="in the book"
        ),
        pytest.param(changed(plain(), {"xl/vbaProject.bin": b"x"}), "macro", id="macros"),
        pytest.param(changed(plain(), {"xl/externalLinks/externalLink1.xml": "<x/>"}), "liên kết", id="external links"),
        pytest.param(changed(plain(), {"../../evil.xml": "<x/>"}), "tên không hợp lệ", id="names that climb"),
        pytest.param(changed(plain(), {"xl/media/a.bin": b"0" * 5_000_000}), "nén quá mức", id="packed too tightly"),
        pytest.param(changed(plain(), {"xl/styles.xml": " " * 4_000_000}), "không được nhận", id="huge styles"),
        pytest.param(changed(plain(), {f"xl/x{i}.xml": "x" for i in range(300)}), "thành phần", id="too many members"),
        pytest.param(many_sheets(), "thành phần", id="too many sheets"),
        pytest.param(lying_about_its_size(), "bị hỏng", id="a false size"),
        pytest.param(plain()[:-200], "bị hỏng", id="cut off"),
        pytest.param(with_sheet("<row><c"), "bị hỏng", id="broken XML"),
        pytest.param(with_sheet('<row><c t="s"><v>99</v></c></row>'), "bị hỏng", id="a text that isn't there"),
        pytest.param(b"PK\x03\x04" + b"x" * 500, "bị hỏng", id="only the sign of a zip"),
        pytest.param(b"%PDF-1.7", "không phải", id="wrong magic"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu", id="password or old .xls"),
        pytest.param(b"", "rỗng", id="empty"),
        pytest.param(with_sheet(f'<row>{CELL_XML}<c r="XFD1"><v>1</v></c></row>'), "cột", id="far column"),
        pytest.param(with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "dòng", id="far row"),
        pytest.param(with_sheet(f'<row r="1"><c t="str"><v>{"x" * 4001}</v></c></row>'), "ký tự", id="long cell"),
        pytest.param(with_sheet("<row><c><f>1</f></c></row>" * 300_001), "công thức", id="formula flood"),
        pytest.param(
            with_sheet(
                "",
                after='<mergeCells><mergeCell ref="A1:XFD9"/>' + '<mergeCell ref="A1:B2"/>' * 200_001 + "</mergeCells>",
            ),
            "ô gộp",
            id="merge flood",
        ),
    ],
)
def test_a_hostile_workbook_is_refused(data: bytes, word: str) -> None:
    # The ratio of made-up floods is not what these look at, except the one that says so.
    limits = Limits() if word == "nén quá mức" else Limits(ratio=100_000)
    assert word in sentence("ds.xlsx", data, limits)


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    assert "lớn hơn 10 MB" in sentence("ds.xlsx", b"PK\x03\x04" + b"0" * (10 * 1024 * 1024))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(150):
            part.write(b"0" * (1 << 20))
    data = stream.getvalue()
    tracemalloc.start()
    try:
        assert "giải nén" in sentence("ds.xlsx", data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_elements_outside_the_rows_cost_no_memory() -> None:
    flood = with_sheet(f"<row>{CELL_XML}</row>", ahead="<x/>" * 500_000, after="<x/>" * 500_000)
    tracemalloc.start()
    try:
        assert len(open_workbook("ds.xlsx", flood, Limits(ratio=100_000)).sheets[0].rows) == 1
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_absurd_row_number_does_not_keep_the_reader_busy() -> None:
    sheet = open_workbook("ds.xlsx", with_sheet(f'<row r="99999999999999999999">{CELL_XML}</row>')).sheets[0]
    assert [row.number for row in sheet.rows] == [1]


def test_a_false_dimension_is_not_believed() -> None:
    data = with_sheet(f'<row r="3">{CELL_XML}</row>', ahead='<dimension ref="A1:XFD1048576"/>')
    [sheet] = open_workbook("ds.xlsx", data).sheets
    assert [row.number for row in sheet.rows] == [3]


def test_too_many_rows_and_cells_are_refused_by_the_callers_limit() -> None:
    data = written(lambda book: book.add_worksheet().write_column(0, 0, list(range(20))))
    assert "dòng" in sentence("ds.xlsx", data, Limits(rows=10))
    assert "ô có nội dung" in sentence("ds.xlsx", data, Limits(cells=10))


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("ds.csv", b"a,b\0c", "NUL"),
        ("ds.csv", plain(), "không phải"),
        ("ds.csv", b"x" * 5000, "ký tự"),
        ("ds.csv", b'"' + b"x" * 200_000, "ký tự"),
        ("ds.csv", b"x," * 200 + b"x", "cột"),
        ("ds.xlsb", plain(), "macro"),
        ("ds.docx", plain(), "Chỉ nhận"),
        ("ds.xlsm", plain(), "macro"),
        ("../../etc/passwd", b"root", "Chỉ nhận"),
    ],
)
def test_other_files_are_refused(name: str, data: bytes, word: str) -> None:
    assert word in sentence(name, data)


def test_openpyxl_parses_with_defusedxml() -> None:
    assert openpyxl.DEFUSEDXML
