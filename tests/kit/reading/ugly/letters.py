"""Letters from before Unicode, in workbooks and in .csv of every usual encoding."""

from collections.abc import Callable

from tests.kit.reading.ugly.coded import as_western, by_the_c_library, tcvn3, vni
from tests.kit.reading.ugly.drawing import P, Page, Ugly, as_csv, one
from tests.kit.reading.ugly.heads import H

NAMES = (
    "Nguyễn Đức Hạnh",
    "Trần Thị Ngọc Ánh",
    "Lò Văn Ỷ",
    "Giàng Seo Phừ",
    "Đỗ Hữu Ước",
    "Lê Thị Hường",
    "Phạm Kỳ Vĩ",
)
ROWS = [
    ("ĐẢNG BỘ XÃ YÊN THƯỢNG",),
    ("DANH SÁCH ĐẢNG VIÊN",),
    H,
    *[
        (n, name, f"{n}/2/1970", "Nữ", "19/5/1995", "nt", f"3751220{n}", "Chi bộ Xóm Giữa")
        for n, name in enumerate(NAMES, 1)
    ],
    (None, "Cộng: 7 đồng chí"),
    (None, None, None, None, None, "BÍ THƯ"),
]
# A capital with a tone comes out small where the font has none.
AS_TYPED = (
    "Nguyễn Đức Hạnh",
    "Trần Thị Ngọc ánh",
    "Lò Văn ỷ",
    "Giàng Seo Phừ",
    "Đỗ Hữu Ước",
    "Lê Thị Hường",
    "Phạm Kỳ Vĩ",
)


def _people(names=NAMES):
    # "nt" is a date in this column only where there is one above it in the same column.
    return [
        P(n + 3, name, f"1970-02-0{n}", "1995-05-19", "", f"3751220{n}", "f", "Chi bộ Xóm Giữa")
        for n, name in enumerate(names, 1)
    ]


def _in_font(way: Callable[[str], bytes]):
    return [tuple(as_western(way(cell)) if isinstance(cell, str) else cell for cell in row) for row in ROWS]


def _csv(trait: str, way: Callable[[str], bytes], names=NAMES, separator: str = ";") -> Ugly:
    page = Page(ROWS, _people(names), name="danh sach")
    return Ugly(trait, [page], "danh sach.csv", lambda _: way(as_csv(page, separator)))


def _windows(text: str) -> bytes:
    return by_the_c_library(text, "CP1258")


HALF = [ROWS[0], ROWS[1], H, *_in_font(tcvn3)[3:]]
LATE = (8, "Đinh Thị Hà", "8/2/1970", "Nữ", "19/5/1995", None, "37512208", as_western(tcvn3("Chi bộ Xóm Giữa")))
LATER = (9, "Hà Tú", *LATE[2:6], "37512209", LATE[7])
BOOKS: list[Ugly] = [
    one("a font of TCVN3, heads and all", _in_font(tcvn3), _people(AS_TYPED)),
    one("a font of VNI, heads and all", _in_font(vni), _people()),
    one("heads in Unicode, people in TCVN3", HALF, _people(AS_TYPED)),
    one(
        "people in TCVN3, two added in Unicode",
        [*_in_font(tcvn3)[:-2], LATE, LATER],
        [
            *_people(AS_TYPED),
            P(11, "Đinh Thị Hà", "1970-02-08", "1995-05-19", "", "37512208", "f", "Chi bộ Xóm Giữa"),
            P(12, "Hà Tú", "1970-02-08", "1995-05-19", "", "37512209", "f", "Chi bộ Xóm Giữa"),
        ],
    ),
    _csv("a .csv in UTF-8", lambda text: text.encode()),
    _csv("a .csv in UTF-8 with its mark, commas", lambda text: text.encode("utf-8-sig"), separator=","),
    _csv("a .csv in UTF-16, tabs", lambda text: text.encode("utf-16"), separator="\t"),
    _csv("a .csv in UTF-16 without its mark", lambda text: text.encode("utf-16-le")),
    _csv("a .csv in UTF-16, the other way round", lambda text: text.encode("utf-16-be")),
    _csv("a .csv in Windows 1258", _windows),
    _csv("a .csv in TCVN3", tcvn3, AS_TYPED),
    _csv("a .csv in VNI", vni),
]
