"""Whatever traits a list mixes and whatever kind of file it is: no row is a person who is none, nobody is lost, and
every value is the one that stands there."""

from typing import Any

from hypothesis import event, given
from hypothesis import strategies as st

from kit.reading import open_workbook
from kit.reading.layout import recognise
from kit.reading.rows import Kind, Why
from tests.kit.reading.lists import WORDS
from tests.kit.reading.test_ugly_books import read
from tests.kit.reading.ugly.heads import H
from tests.properties.mixing import CELLS, CROSSES, FEET, NAMES, REMARKS, TITLES, TOTALS, Mixed, mixed


@given(mixed())
def test_no_phantom_rows_no_lost_rows_exact_values(made: Mixed) -> None:
    event(made.kind)
    name, data = made.file()
    [sheet] = open_workbook(name, data).sheets
    people, unread, accounted = read(sheet, WORDS)
    assert people == made.people
    assert unread == []
    assert accounted == {row.number for row in sheet.rows}


WORDS_OF_LISTS = [
    *NAMES,
    *CELLS,
    *TITLES,
    *TOTALS,
    *FEET,
    "Nam",
    "Nữ",
    "nt",
    "x",
    "1",
    "3/2/1970",
    "19/5/95",
    "12345678",
]
ANY = st.one_of(
    st.none(), st.none(), st.sampled_from(WORDS_OF_LISTS), st.integers(0, 40_000), st.text(max_size=5),
    st.sampled_from(H),
)  # fmt: skip


@given(st.lists(st.lists(ANY, max_size=9), max_size=12), st.sampled_from(["xlsx", "ods"]))
def test_whatever_stands_under_a_head_each_row_is_one_thing(rows: list[list[Any]], kind: str) -> None:
    below = [["".join(filter(str.isprintable, c)) if isinstance(c, str) else c for c in row] for row in rows]
    made = Mixed(kind, {}, [H, *map(tuple, below)])
    name, data = made.file()
    [sheet] = open_workbook(name, data).sheets
    table = recognise(sheet, WORDS)
    assert table is not None and table.head is not None
    said = [*(row.number for row in table.rows), *(one for one, _ in table.skipped)]
    said += [one.number for one in table.unread if one.why is not Why.BESIDE]
    above = [row.number for row in sheet.rows if row.number < table.head.top]
    head = [row.number for row in sheet.rows if table.head.top <= row.number <= table.head.bottom]
    assert sorted([*above, *head, *said]) == [row.number for row in sheet.rows]


LIST = ("TT", "Họ và tên", "Ngày sinh", "Nam", "Nữ", "Trạng thái", "Chi bộ", "Ghi chú")
OF_PEOPLE: list[list[Any]] = [
    [None, 1970, "3/2/1970", "năm 1970"], [None, *CROSSES, "✓", "×"], [None, *CROSSES],
    [None, "dự bị", "Năm 2024 chuyển đến"],
    [None, *CELLS, "Thôn 2", "Đảng ủy xã"], [*REMARKS, *TOTALS, *FEET, "Mẫu 7-HSĐV"],
]  # fmt: skip
ABOVE = st.sampled_from(
    [(1, "Ma Văn Thượng", "3/2/1970"), (None, "BÍ THƯ"), (None, "Cộng: 1"), (None, *[None] * 5, "T/M CHI BỘ"),
     ("Chi bộ Thôn 1",), (None, "Ghi chú: theo sổ")]
)  # fmt: skip


@given(
    st.lists(ABOVE, max_size=4),
    st.lists(st.tuples(st.sampled_from([*NAMES, "Páo"]), *map(st.sampled_from, OF_PEOPLE)), min_size=1, max_size=4),
)
def test_nobody_of_whom_more_is_said_than_the_name_is_left_out(above: list[Any], people: list[Any]) -> None:
    """Wherever in the list the row stands, be it below the signature, and whatever is remarked."""
    rows: list[Any] = [LIST, *above, *((None, *one) for one in people)]
    [sheet] = open_workbook("ds.xlsx", Mixed("xlsx", {}, rows).file()[1]).sheets
    table = recognise(sheet, WORDS)
    assert table is not None
    left_out = {number for number, kind in table.skipped if kind is not Kind.BLANK}
    assert not [one for one in enumerate(rows, 1) if one[0] in left_out and one[0] > len(above) + 1 and any(one[1][2:])]
