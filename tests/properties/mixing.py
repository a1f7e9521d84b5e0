"""Lists with traits mixed at random: what a committee may do to its list, and who stands in it all the same."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.kit.reading.ugly.coded import as_western, small_where_toned
from tests.kit.reading.ugly.drawing import P, Page, as_xlsx
from tests.properties.other_kinds import FIRST_DAY, FONTS, csv_bytes, ods, xls

NAMES = ["Giàng Seo Phừ", "Vừ Mí Kẻ", "Tống Thị Nga", "Nguyễn Đức Hạnh", "Lò Văn Hặc", "Đặng Bộ Lĩnh", "Sùng Thị Mỷ",
         "Trần Ngọc Sơn", "Phan Thanh Nam", "Lê Thị Hường", "Y Bloong", "Bế Văn Cộng"]  # fmt: skip
CELLS = ["Chi bộ Thôn 1", "CHI BỘ TRƯỜNG MẦM NON", "Chi bo Xom Giua"]
TITLES = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "*", "-----",
          "ĐẢNG BỘ XÃ AN KHÊ", "DANH SÁCH ĐẢNG VIÊN", "(Tính đến ngày 30/6/2026)", "Mẫu 7-HSĐV"]  # fmt: skip
TOTALS = ["Cộng: 3 đảng viên", "Tổng số: 12", "Tổng cộng", "Trong đó: nữ 2", "Danh sách này có 5 đồng chí"]
FEET = ["T/M BAN CHẤP HÀNH", "BÍ THƯ", "PHÓ BÍ THƯ", "(Ký, ghi rõ họ tên)", "NGƯỜI LẬP BIỂU", "Ghi chú: theo sổ gốc",
        "An Khê, ngày 30 tháng 6 năm 2026"]  # fmt: skip
# What is remarked of people, in words that titles, totals, sections and signatures have too.
REMARKS = [None, None, "nghỉ hưu", "Bí thư", "Năm 2024 chuyển đến", "Quý II mới về", "Kỳ 1 năm 2025", "Cộng 2 năm",
           "Tổng 3 năm công tác", "Chủ tịch UBND xã", "Chi bộ trường cũ", "Có đến ngày 1/6", "Chính thức từ 2020", "*",
           "+", "Trong đó 2 năm ở xã", "Danh sách cũ"]  # fmt: skip
CROSSES = ["x", "X", "1", "+", "*", "v"]
# Fonts and codes of one byte have no such signs.
MORE_CROSSES = {kind: ["✓", "✔", "×"] for kind in ("xlsx", "csv-utf8", "csv-utf16", "ods", "xls")}
NOTHING = [None, "-", "...", "--", " "]
FORMS: list[Callable[[date], tuple[Any, str]]] = [
    lambda day: (f"{day:%d/%m/%Y}", day.isoformat()),
    lambda day: (f"{day.day}.{day.month}.{day.year}", day.isoformat()),
    lambda day: (day, day.isoformat()),
    lambda day: ((day - FIRST_DAY).days, day.isoformat()),
    lambda day: (f"{day:%d%m%Y}", day.isoformat()),
    lambda day: (f"{day.month}/{day.year}", f"{day:%Y-%m}"),
    lambda day: (f"ngày {day.day} tháng {day.month} năm {day.year}", day.isoformat()),
    lambda day: (day.year, f"{day:%Y}"),
    lambda day: (f"{day.day}/{day.month}/{day:%y}", ""),
    lambda day: (f"--/--/{day.year}", f"{day:%Y}"),
]
KINDS = ["xlsx", "csv-utf8", "csv-utf16", "csv-1258", "csv-tcvn3", "csv-vni", "ods", "xls", "xlsx-tcvn3", "xlsx-vni"]
SHAPES: dict[str, list[Any]] = {
    "numbers": [True, False], "parts": [False, True], "birth": ["one", "pair", "cross"],
    "unit": ["column", "section", "once", "none"], "days": ["two", "one cell"],
}  # fmt: skip
BIRTHS: dict[str, list[str | None]] = {
    "one": ["Ngày, tháng, năm sinh", "Giới tính"], "pair": ["Năm sinh", None],
    "cross": ["Ngày sinh", "Giới tính", None],
}  # fmt: skip
# A separator that stands in no text: all texts of a file are coded by one call.
APART = "\x1f"


@dataclass
class Mixed:
    """A file and who stands in it; `shape` is how its columns are laid out."""

    kind: str
    shape: dict[str, Any]
    rows: list[tuple[Any, ...]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    people: list[P] = field(default_factory=list)
    # Where the people of the list begin that is being written.
    first: int = 0

    def put(self, *cells: Any) -> int:
        """The number of the row these cells are written into."""
        self.rows.append(cells)
        return len(self.rows)

    def file(self) -> tuple[str, bytes]:
        """(what it is called, its bytes)."""
        ending, _, way = self.kind.partition("-")
        page = Page(self._coded(way), self.people, self.merges)
        if ending == "csv":
            return "ds.csv", csv_bytes(page, way)
        makers = {"xlsx": lambda: as_xlsx([page]), "ods": lambda: ods(page), "xls": lambda: xls(page)}
        return f"ds.{ending}", makers[ending]()

    def _coded(self, way: str) -> list[tuple[Any, ...]]:
        if way not in FONTS or self.kind.startswith("csv"):
            return self.rows
        texts = sorted({cell for row in self.rows for cell in row if isinstance(cell, str)})
        coded = as_western(FONTS[way](APART.join(texts))).split(APART)
        known = dict(zip(texts, coded, strict=True))
        return [tuple(known.get(cell, cell) if isinstance(cell, str) else cell for cell in row) for row in self.rows]

    def typed(self, text: str) -> str:
        """A text as it comes out of the font it is typed in: TCVN3 has no capitals with tones."""
        return "".join(map(small_where_toned, text)) if self.kind.endswith("tcvn3") else text


@st.composite
def mixed(draw: st.DrawFn) -> Mixed:
    """A list, or two of other columns one under the other, of up to nine people each among all else that stands in
    lists."""
    made = Mixed(draw(st.sampled_from(KINDS)), {})
    for _ in range(draw(st.integers(1, 2))):
        shape = {name: draw(st.sampled_from(ways)) for name, ways in SHAPES.items()}
        # Under the same heads the second list would be one with the first.
        if made.shape and _heads(shape) == _heads(made.shape):
            break
        _list(draw, made, shape)
    return made


def _list(draw: st.DrawFn, made: Mixed, shape: dict[str, Any]) -> None:
    made.shape, made.first = shape, len(made.people)
    for _ in range(draw(st.integers(0, 4))):
        made.put(*draw(st.sampled_from([(), (None, None, None), ()])), draw(st.sampled_from(TITLES)))
    _head(made)
    if draw(st.booleans()) and shape["numbers"]:
        made.put(*range(1, len(made.rows[-1]) + 1))
    cell = ""
    count = draw(st.integers(3 if shape["unit"] == "once" else 1, 9))
    for number in range(1, count + 1):
        cell = _between(draw, made, cell, number)
        _person(draw, made, cell, number)
    _foot(draw, made)


def _heads(shape: dict[str, Any]) -> list[str | None]:
    named = ["Họ đệm", "Tên"] if shape["parts"] else ["Họ và tên"]
    days = ["Ngày vào Đảng,\nngày chính thức"] if shape["days"] == "one cell" else ["Ngày vào Đảng", "Ngày chính thức"]
    unit = ["Chi bộ"] if shape["unit"] in ("column", "once") else []
    return [
        *(["TT"] if shape["numbers"] else []),
        *named,
        *BIRTHS[shape["birth"]],
        *days,
        "Số thẻ ĐV",
        *unit,
        "Ghi chú",
    ]


def _head(made: Mixed) -> None:
    shape, top, heads = made.shape, len(made.rows) + 1, _heads(made.shape)
    made.put(*heads)
    if shape["birth"] != "one":
        at = heads.index(None) - 1
        made.put(*[None] * at, "Nam", "Nữ", *[None] * (len(heads) - at - 2))
        if not made.kind.startswith("csv"):
            made.merges.append((top, at + 1, top, at + 2))
            alone = (one for one in range(1, len(heads) + 1) if one not in (at + 1, at + 2))
            made.merges.extend((top, one, top + 1, one) for one in alone)


def _between(draw: st.DrawFn, made: Mixed, cell: str, number: int) -> str:
    """What stands before the next person; answers the cell that the last section names."""
    for kind in draw(st.lists(st.sampled_from(["blank", "total", "head", "title", "unfilled"]), max_size=2)):
        if kind == "blank":
            made.put()
        elif kind == "total" and number > 1:
            made.put(*([None] if made.shape["numbers"] else []), draw(st.sampled_from(TOTALS)))
        elif kind == "head" and number > 1:
            _head(made)
        elif kind == "title" and number > 1:
            made.put(None, None, None, draw(st.sampled_from(TITLES[:3])))
        elif kind == "unfilled" and made.shape["numbers"] and number > 1:
            made.put(number)
    if made.shape["unit"] == "once":
        return cell or draw(st.sampled_from(CELLS))
    if made.shape["unit"] == "section" and (number == 1 or draw(st.integers(0, 3)) == 0):
        cell = draw(st.sampled_from(CELLS))
        made.put(*draw(st.sampled_from([(), ("I",)])), cell, *([None] * 3 + [5] if draw(st.booleans()) else []))
    return cell


def _person(draw: st.DrawFn, made: Mixed, cell: str, number: int) -> None:
    shape = made.shape
    name = draw(st.sampled_from(NAMES))
    name = draw(st.sampled_from([name, name.upper()]))
    sex = draw(st.sampled_from(["m", "f"]))
    unit = draw(st.sampled_from(CELLS)) if shape["unit"] == "column" else cell
    birth, born = draw(st.sampled_from(FORMS))(draw(st.dates(date(1930, 1, 1), date(2007, 12, 31))))
    card = f"{draw(st.integers(1, 99_999_999)):08}"
    given = [*name.rsplit(" ", 1)] if shape["parts"] else [name]
    births = _births(draw, made, birth, sex)
    days, admitted, official = _days(draw, made)
    card = card if draw(st.integers(0, 3)) else ""
    # In a list of several values a cell a row without a number goes on with the person above.
    may_lack = shape["days"] != "one cell" and draw(st.integers(0, 4)) == 0
    cells = [*([None if may_lack else number] if shape["numbers"] else []), *given, *births, *days,
             draw(_card(card)) if card else None, *_unit(shape["unit"], unit, number),
             draw(st.sampled_from(REMARKS))]  # fmt: skip
    row = made.put(*cells)
    made.people.append(P(row, made.typed(name), born, admitted, official, card, sex, made.typed(unit)))


def _births(draw: st.DrawFn, made: Mixed, birth: Any, sex: str) -> list[Any]:
    shape = made.shape["birth"]
    if shape == "one":
        return [birth, "Nam" if sex == "m" else "Nữ"]
    cross = birth if shape == "pair" else draw(st.sampled_from([*CROSSES, *MORE_CROSSES.get(made.kind, [])]))
    return [*([birth] if shape == "cross" else []), *([cross, None] if sex == "m" else [None, cross])]


def _unit(shape: str, unit: str, number: int) -> list[str | None]:
    if shape == "column":
        return [unit]
    return [unit if number == 1 else None] if shape == "once" else []


def _card(card: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [card, f"{card}.0", f"'{card}", f"{card[:2]}.{card[2:5]}.{card[5:]}", f" {card[:4]} {card[4:]} "]
    )


def _days(draw: st.DrawFn, made: Mixed) -> tuple[list[Any], str, str]:
    """(the cells, the admission and the official day as they are to be read)."""
    first, second = (
        draw(st.dates(date(1960, 1, 1), date(2024, 1, 1))),
        draw(st.dates(date(1961, 1, 1), date(2025, 1, 1))),
    )
    if made.shape["days"] == "one cell":
        return [f"{first:%d/%m/%Y}\n{second:%d/%m/%Y}"], first.isoformat(), second.isoformat()
    above = made.people[-1] if len(made.people) > made.first else None
    cells, said = [], []
    for at, one in ((3, first), (4, second)):
        if above is not None and draw(st.integers(0, 3)) == 0:
            cells.append(draw(st.sampled_from(["nt", "N.T", "như trên", '"'])))
            said.append(str(above[at]))
        elif draw(st.integers(0, 5)) == 0:
            cells.append(draw(st.sampled_from(NOTHING)))
            said.append("")
        else:
            cell, iso = draw(st.sampled_from(FORMS))(one)
            cells.append(cell)
            said.append(iso)
    return cells, said[0], said[1]


def _foot(draw: st.DrawFn, made: Mixed) -> None:
    if draw(st.booleans()):
        made.put(*([None] if made.shape["numbers"] else []), draw(st.sampled_from(TOTALS)))
    right = draw(st.integers(1, 6))
    feet = draw(st.lists(st.sampled_from(FEET), max_size=4, unique=True))
    for one in feet:
        made.put(*[None] * right, one)
    if feet and draw(st.booleans()):
        made.put(*[None] * right, draw(st.sampled_from(NAMES)))
