"""Several traits in one book, as they come."""

import unicodedata
from datetime import date

from tests.kit.reading.ugly.coded import as_western, tcvn3
from tests.kit.reading.ugly.drawing import P, Page, Ugly, one
from tests.kit.reading.ugly.heads import FREEDOM, PARTY, STATE

N = (None,)


def _nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _old(*cells):
    return tuple(as_western(tcvn3(cell)) if isinstance(cell, str) else cell for cell in cells)


WHOLE_COMMITTEE = [
    ("ĐẢNG BỘ HUYỆN VÂN SƠN", *N * 4, PARTY),
    ("ĐẢNG BỘ XÃ AN KHÊ", *N * 4, "An Khê, ngày 30 tháng 6 năm 2026"),
    (),
    ("DANH SÁCH ĐẢNG VIÊN",),
    ("(Tính đến ngày 30/6/2026)",),
    ("Số TT", "Họ và tên", "Năm sinh", None, "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV", "Ghi chú"),
    (None, None, "Nam", "Nữ"),
    (1, 2, 3, 4, 5, 6, 7, 8),
    ("I", "CHI BỘ THÔN 1", None, None, None, None, "2 đ/c"),
    (1, "MA VĂN THƯỢNG", "3/2/1970", None, date(1995, 5, 19), 35204, 37512204.0, "Bí thư"),
    (2, _nfd("Lục Thị Yên"), None, 1982, "nt", "nt", "37.512.871", "nghỉ thai sản"),
    (None, "Cộng: 2", 1, 1),
    ("II", "CHI BỘ THÔN 2", None, None, None, None, "2 đ/c"),
    ("Số TT", "Họ và tên", "Năm sinh", None, "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV", "Ghi chú"),
    (None, None, "Nam", "Nữ"),
    (1, "Vi  Văn Thái", "--/--/1966", None, "3/1990", "-", "…", None),
    (2,),
    (),
    (2, "Sùng Thị Mỷ", None, "ngày 5 tháng 6 năm 1979", "30/2/1999", "3/2/00", "00123456", "x"),
    (None, "Tổng cộng", 2, 2, None, None, 4),
    (None, "Danh sách này có 4 đảng viên"),
    (),
    (None, "NGƯỜI LẬP", *N * 3, "T/M BAN CHẤP HÀNH"),
    (*N * 5, "BÍ THƯ"),
    (),
    (None, "Lục Thị Yên", *N * 3, "Vi Văn Thái"),
]
MERGES = [
    (1, 1, 1, 4),
    (1, 6, 1, 8),
    (4, 1, 4, 8),
    (5, 1, 5, 8),
    (6, 1, 7, 1),
    (6, 2, 7, 2),
    (6, 3, 6, 4),
    (6, 5, 7, 5),
    (6, 6, 7, 6),
    (6, 7, 7, 7),
    (6, 8, 7, 8),
]
OF_IT = [
    P(10, "MA VĂN THƯỢNG", "1970-02-03", "1995-05-19", "1996-05-19", "37512204", "m", "CHI BỘ THÔN 1"),
    P(11, "Lục Thị Yên", "1982", "1995-05-19", "1996-05-19", "37512871", "f", "CHI BỘ THÔN 1"),
    P(16, "Vi Văn Thái", "1966", "1990-03", "", "", "m", "CHI BỘ THÔN 2"),
    P(19, "Sùng Thị Mỷ", "1979-06-05", "", "", "00123456", "f", "CHI BỘ THÔN 2"),
]
OLD = [
    _old("ĐẢNG BỘ XÃ YÊN THƯỢNG"),
    _old("DANH SÁCH ĐẢNG VIÊN"),
    _old("STT", "Họ đệm", "Tên", "Nam/Nữ", "Năm sinh", "Ngày vào Đảng", "Chi bộ"),
    _old("Chi bộ Xóm Giữa"),
    _old(1, "Nguyễn Đức", "Hạnh", "Nam", 1960, "3/2/1985"),
    _old(2, "Trần Thị", "Ngọc", "Nữ", "5/1971", "nt"),
    _old("Chi bộ Xóm Đồng"),
    _old(1, "Lê Quý", "Đôn", "Nam", "-", "19/5/1990"),
    _old(None, "Cộng: 3 đồng chí"),
]
CELLWISE = [
    (STATE,),
    (FREEDOM,),
    ("CHI BỘ TRƯỜNG MẦM NON HOA SEN",),
    ("DANH SÁCH ĐẢNG VIÊN NĂM 2026",),
    ("TT", "Họ và tên,\nhọ tên khai sinh", "Ngày sinh, nam/nữ", "Ngày vào Đảng, ngày chính thức", "Số thẻ"),
    (1, "Lục Thị Yên", "14/8/1982\nNữ", "3/2/2005\n3/2/2006", "'00012345"),
    (2, "Ma Văn Thượng\n(Ma Seo Thượng)", "1970; Nam", "19/5/1995", 123456.0),
    (None, "Cộng: 02 đ/c"),
]

BOOKS: list[Ugly] = [
    one("a committee's whole list, with nearly everything", WHOLE_COMMITTEE, OF_IT, merges=MERGES, hidden=[11, 16]),
    one("the same without one merged range", WHOLE_COMMITTEE, OF_IT),
    one(
        "an old font, a name in two columns, sections, as above",
        OLD,
        [
            P(5, "Nguyễn Đức Hạnh", "1960", "1985-02-03", sex="m", cell="Chi bộ Xóm Giữa"),
            P(6, "Trần Thị Ngọc", "1971-05", "1985-02-03", sex="f", cell="Chi bộ Xóm Giữa"),
            P(8, "Lê Quý Đôn", "", "1990-05-19", sex="m", cell="Chi bộ Xóm Đồng"),
        ],
    ),
    one(
        "one cell under the motto, two values a cell, numbers that lost their zeros",
        CELLWISE,
        [
            P(
                6,
                "Lục Thị Yên",
                "1982-08-14",
                "2005-02-03",
                "2006-02-03",
                "00012345",
                "f",
                "CHI BỘ TRƯỜNG MẦM NON HOA SEN",
            ),
            P(7, "Ma Văn Thượng", "1970", "1995-05-19", "", "123456", "m", "CHI BỘ TRƯỜNG MẦM NON HOA SEN"),
        ],
        merges=[(1, 1, 1, 5), (2, 1, 2, 5), (3, 1, 3, 5), (4, 1, 4, 5)],
    ),
    Ugly(
        "a file of two cells, each another kind of list",
        [
            Page(
                CELLWISE,
                [
                    P(
                        6,
                        "Lục Thị Yên",
                        "1982-08-14",
                        "2005-02-03",
                        "2006-02-03",
                        "00012345",
                        "f",
                        "CHI BỘ TRƯỜNG MẦM NON HOA SEN",
                    ),
                    P(7, "Ma Văn Thượng", "1970", "1995-05-19", "", "123456", "m", "CHI BỘ TRƯỜNG MẦM NON HOA SEN"),
                ],
                name="1",
            ),
            Page(WHOLE_COMMITTEE, OF_IT, MERGES, name="2"),
            Page([("",)], [], name="3"),
        ],
    ),
]
