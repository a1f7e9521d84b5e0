"""The same for .xls, .ods and .csv: each hostile, broken or disguised file refused with one sentence, in bounded
memory and time."""

import random
import struct
import tracemalloc

import pytest

from kit.reading import Limits, Refused, open_workbook
from tests.kit.reading import old_books as old
from tests.kit.reading import open_books as open_
from tests.kit.reading.books import plain
from tests.kit.reading.test_attacks import BOMB, OUTSIDE, sentence

ONE = old.number(0, 0, 1.0)


def linked() -> bytes:
    path = "\x01C:\\khac.xls"
    return old.record(0x01AE, struct.pack("<HHB", 1, len(path), 1) + path.encode("utf-16-le"))


def names_that_name_each_other() -> bytes:
    """Each name is the one before it, twice: written out, the last is longer than any memory."""
    made = b""
    for place in range(40):
        said = b"\x17\x01\x00x" if not place else (b"\x23" + struct.pack("<HH", place, 0)) * 2 + b"\x08"
        made += old.record(0x0018, struct.pack("<HBBHHHBBBB", 0, 0, 1, len(said), 0, 0, 0, 0, 0, 0) + b"\0n" + said)
    return made


def spoiled(data: bytes, at: int, by: bytes) -> bytes:
    return data[:at] + by + data[at + len(by) :]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(old.book(ONE, old.record(0x002F, b"\0" * 6)), "mật khẩu", id="locked"),
        pytest.param(old.compound(b"x", "EncryptedPackage"), "mật khẩu", id="locked .xlsx with another ending"),
        pytest.param(old.book(ONE, old.record(0x00D3)), "macro", id="a project of macros in the records"),
        pytest.param(old.compound(old.stream(ONE), also=["_VBA_PROJECT_CUR"]), "macro", id="and in the container"),
        pytest.param(old.book(ONE, kind=1), "macro", id="a sheet of macros"),
        pytest.param(old.book(ONE, linked()), "liên kết", id="links to other files"),
        pytest.param(old.compound(b"x", "WordDocument"), "không phải tệp Excel", id="a Word document"),
        pytest.param(old.compound(b"\x09\x04\x06\x00" + b"\0" * 6), "quá cũ", id="older than Excel 95"),
        pytest.param(old.book(old.number(0, 200, 1.0)), "cột", id="far column"),
        pytest.param(old.book(ONE, sheets=200), "trang tính", id="too many sheets"),
        pytest.param(old.book(old.text(0, 0, "x" * 4001)), "ký tự", id="long cell"),
        pytest.param(old.book(ONE, start=3), "bị hỏng", id="a sheet that begins nowhere"),
        pytest.param(old.book(old.record(0x00FD, struct.pack("<HHHI", 0, 0, 0, 9))), "bị hỏng", id="no such text"),
        pytest.param(old.book(ONE)[:700], "bị hỏng", id="cut off"),
        pytest.param(spoiled(old.book(ONE), 30, b"\0\0"), "bị hỏng", id="sectors of one byte"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "bị hỏng", id="only the sign of a container"),
        pytest.param(plain(), "đổi đuôi", id="an .xlsx called .xls"),
        pytest.param(b"<html><table><tr><td>1</td></tr></table>", "không phải bảng tính", id="a web page"),
    ],
)
def test_a_hostile_xls_is_refused(data: bytes, word: str) -> None:
    assert word in sentence("ds.xls", data)


def test_many_merged_ranges_and_formulas_of_an_xls_are_refused_by_the_limits() -> None:
    merges = old.record(0x00E5, struct.pack("<H", 1000) + struct.pack("<HHHH", 0, 1, 0, 1) * 1000)
    formula = old.record(0x0006, struct.pack("<HHH", 0, 0, 0) + b"\0" * 16)
    assert "ô gộp" in sentence("ds.xls", old.book(merges * 3), Limits(merges=2_500))
    assert "công thức" in sentence("ds.xls", old.book(formula * 30), Limits(cells=200))
    assert "ô có nội dung" in sentence("ds.xls", old.book(ONE * 30), Limits(cells=20))


def test_names_and_sizes_of_an_xls_are_not_believed() -> None:
    """Records that xlrd would work out or believe never reach it."""
    far = old.number(60_000, 0, 1.0)
    size = old.record(0x0200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    data = old.book((size + far) * 50, names_that_name_each_other())
    tracemalloc.start()
    try:
        [sheet] = open_workbook("ds.xls", data).sheets
        assert [row.number for row in sheet.rows] == [60_001]
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_a_chain_of_sectors_that_bites_its_tail_is_not_followed_for_ever() -> None:
    data = old.compound(old.stream(ONE), chain={3: 2})
    tracemalloc.start()
    try:
        assert "bị hỏng" in sentence("ds.xls", data)
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_two_sheets_that_are_one_cost_no_more_than_the_limit() -> None:
    data = old.book(b"".join(old.number(row, 0, 1.0) for row in range(500)), sheets=100)
    assert "ô có nội dung" in sentence("ds.xls", data, Limits(cells=3_000))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(open_.ods("&b;", BOMB), "thực thể", id="entity bomb"),
        pytest.param(open_.ods("&a;", OUTSIDE), "thực thể", id="outside entity"),
        pytest.param(open_.ods(parts={"Basic/script-lc.xml": "<x/>"}), "macro", id="macros"),
        pytest.param(open_.ods(parts={"Scripts/python/a.py": "x"}), "macro", id="scripts"),
        pytest.param(open_.ods('<table:table-source xlink:href="file:///a.ods"/>'), "liên kết", id="external links"),
        pytest.param(open_.ods(parts={"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "mật khẩu", id="locked"),
        pytest.param(
            open_.ods(parts={"mimetype": "application/vnd.oasis.opendocument.text"}), "bảng tính", id="a text"
        ),
        pytest.param(open_.ods(parts={"content.xml": "<a"}), "bị hỏng", id="broken XML"),
        pytest.param(open_.ods(parts={"content.xml": "<a/>"}), "bị hỏng", id="no sheet"),
        pytest.param(open_.ods()[:-100], "bị hỏng", id="cut off"),
        pytest.param(open_.ods(open_.row(open_.cell("x", times=1000))), "cột", id="a cell a thousand times"),
        pytest.param(open_.ods(open_.row(open_.cell("x"), times=10**9)), "dòng", id="a row a thousand million times"),
        pytest.param(open_.ods(open_.row(open_.cell("x", times=99), times=100_000)), "ô có nội dung", id="both"),
        pytest.param(open_.ods(open_.row(open_.cell("x" * 4001))), "ký tự", id="long cell"),
        pytest.param(open_.ods(open_.row(open_.cell('<text:s text:c="9"/>x') * 1) * 3, "<!-- -->"), "", id="honest"),
        pytest.param(plain(), "không phải bảng tính", id="an .xlsx called .ods"),
        pytest.param(b"%PDF-1.7", "không phải bảng tính", id="wrong magic"),
    ],
)
def test_a_hostile_ods_is_refused(data: bytes, word: str) -> None:
    if word:
        assert word in sentence("ds.ods", data)
    else:
        assert open_workbook("ds.ods", data).sheets[0].rows


def test_blanks_of_an_ods_cost_nothing_however_often_they_stand() -> None:
    blanks = open_.cell(f'x<text:s text:c="{10**9}"/>y')
    far = f'<table:table-cell table:number-columns-repeated="{10**9}"/>'
    data = open_.ods(open_.row(blanks, far) + open_.row(far, times=10**6) + open_.row(far, times=10**6))
    tracemalloc.start()
    try:
        [sheet] = open_workbook("ds.ods", data).sheets
        assert [(row.number, row.cells) for row in sheet.rows] == [(1, ("x y",))]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_limits_of_an_ods() -> None:
    merged = open_.row(open_.cell("", more='table:number-rows-spanned="2"') * 30)
    formulas = open_.row(open_.cell("1", more='table:formula="of:=1"') * 30)
    assert "ô gộp" in sentence("ds.ods", open_.ods(merged), Limits(merges=20))
    assert "công thức" in sentence("ds.ods", open_.ods(formulas), Limits(cells=200))
    many = '<table:table table:name="A"/>' * 200
    assert "trang tính" in sentence("ds.ods", open_.ods(beside=many))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"H\xe4 v\xe0 t\xean;\x81\x9d\xff" * 5, "bảng mã", id="no way of reading it"),
        pytest.param(b"H\xf4\0 t\xean\0\0", "NUL", id="NUL in one byte each"),
        pytest.param("a,b\n".encode("utf-16-le") + b"\0", "NUL", id="half a sign"),
    ],
)
def test_a_csv_that_can_be_read_in_no_way_is_refused(data: bytes, word: str) -> None:
    assert word in sentence("ds.csv", data)


def test_a_csv_that_could_be_two_things_is_not_guessed() -> None:
    # One byte, two names: Lộc in the font, Lôc in Windows' code; nothing else in the file tells which.
    assert "bảng mã" in sentence("ds.csv", b"L\xf4c")


@pytest.mark.parametrize("ending", ["xls", "ods", "csv", "xlsx"])
def test_spoiled_bytes_are_read_or_refused_and_nothing_else(ending: str, files: dict[str, bytes]) -> None:
    _spoil(ending, files[ending], 60)


@pytest.mark.long
@pytest.mark.parametrize("ending", ["xls", "ods", "csv", "xlsx"])
def test_many_spoiled_bytes(ending: str, files: dict[str, bytes]) -> None:
    _spoil(ending, files[ending], 5_000)


def _spoil(ending: str, data: bytes, times: int) -> None:
    chance = random.Random(ending)
    for _ in range(times):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 1, 2, 8))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        if chance.random() < 0.2:
            del changed[chance.randrange(len(changed)) :]
        try:
            open_workbook(f"ds.{ending}", bytes(changed))
        except Refused as refused:
            assert refused.sentence.endswith(".")


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Small honest files of each kind."""
    texts = b"".join(old.text(row, column, f"Nông Văn {row}") for row in range(8) for column in range(4))
    rows = "".join(open_.row(*[open_.cell(f"Nông Văn {row}")] * 4) for row in range(8))
    return {
        "xls": old.book(texts + old.record(0x00E5, struct.pack("<HHHHH", 1, 0, 1, 0, 1))), "ods": open_.ods(rows),
        "csv": b"STT;Ho\xf2 v\xe0 t\xean\n1;N\xf4ng Thi\xf2 M\xe2\xf2n\n", "xlsx": plain(),
    }  # fmt: skip
