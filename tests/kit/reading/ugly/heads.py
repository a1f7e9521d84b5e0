"""Titles, mottos and heads: where the list begins and what its columns are."""

import unicodedata
from datetime import date

from tests.kit.reading.ugly.drawing import P, Page, Ugly, one

H = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV", "Chi bộ")
MA = (1, "Ma Văn Thượng", "3/2/1970", "Nam", "19/5/1995", "19/5/1996", "37512204", "Chi bộ Thôn 1")
YEN = (2, "Lục Thị Yên", "14/8/1982", "Nữ", "3/2/2005", "3/2/2006", "37512871", "Chi bộ Thôn 2")
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
FREEDOM = "Độc lập - Tự do - Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"


def ma(row, **other):
    return P(row, "Ma Văn Thượng", "1970-02-03", "1995-05-19", "1996-05-19", "37512204", "m", "Chi bộ Thôn 1")._replace(
        **other
    )


def yen(row, **other):
    return P(row, "Lục Thị Yên", "1982-08-14", "2005-02-03", "2006-02-03", "37512871", "f", "Chi bộ Thôn 2")._replace(
        **other
    )


def _decomposed(cells):
    return tuple(unicodedata.normalize("NFD", cell) if isinstance(cell, str) else cell for cell in cells)


TITLED = [
    ("ĐẢNG BỘ XÃ AN KHÊ", None, None, None, STATE),
    ("CHI BỘ", None, None, None, FREEDOM),
    ("*",),
    (),
    ("DANH SÁCH ĐẢNG VIÊN",),
    ("Tính đến ngày 30 tháng 6 năm 2026",),
    (),
    H,
    tuple(range(1, 9)),
    MA,
    YEN,
]
TWO_ROWS = [
    ("TT", "Họ và tên", "Năm sinh", None, "Ngày vào Đảng", "Ngày chính thức", "Số thẻ"),
    (None, None, "Nam", "Nữ", None, None, None),
    (1, "Ma Văn Thượng", "3/2/1970", None, "19/5/1995", "19/5/1996", "37512204"),
    (2, "Lục Thị Yên", None, "14/8/1982", "3/2/2005", "3/2/2006", "37512871"),
]
MERGED_TWO = [(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5), (1, 6, 2, 6), (1, 7, 2, 7)]
POOR = ("TT", "Họ tên", "Năm sinh", "Chi bộ")
LATER = [
    (PARTY,),
    ("ĐẢNG BỘ XÃ AN KHÊ", None, None, None, "An Khê, ngày 30 tháng 6 năm 2026"),
    ("CHI BỘ THÔN 2",),
    ("DANH SÁCH ĐẢNG VIÊN DỰ BỊ",),
]

BOOKS: list[Ugly] = [
    one("a plain list", [H, MA, YEN], [ma(2), yen(3)]),
    one(
        "titles, the motto of the state and a row of column numbers",
        TITLED,
        [ma(10), yen(11)],
        merges=[(1, 1, 1, 4), (1, 5, 1, 8), (2, 5, 2, 8), (5, 1, 5, 8), (6, 1, 6, 8)],
    ),
    one(
        "the motto of the Party, merged over the whole list",
        [(PARTY,), ("ĐẢNG BỘ HUYỆN VÂN SƠN - ĐẢNG BỘ XÃ AN KHÊ",), ("DANH SÁCH TRÍCH NGANG",), H, MA, YEN],
        [ma(5), yen(6)],
        merges=[(1, 1, 1, 8), (2, 1, 2, 8), (3, 1, 3, 8)],
    ),
    one("a birth under Nam and Nữ, two merged rows", TWO_ROWS, [ma(3, cell=""), yen(4, cell="")], merges=MERGED_TWO),
    one("the same without merges", TWO_ROWS, [ma(3, cell=""), yen(4, cell="")]),
    one(
        "three merged rows of heads",
        [
            ("Số TT", "Họ và tên", "Ngày tháng năm", None, None, "Số thẻ ĐV"),
            (None, None, "sinh", "Đảng", None, None),
            (None, None, None, "Vào Đảng", "Chính thức", None),
            (1, "Ma Văn Thượng", "3/2/1970", "19/5/1995", "19/5/1996", "37512204"),
        ],
        [ma(4, sex="", cell="")],
        merges=[(1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 5), (2, 3, 3, 3), (2, 4, 2, 5), (1, 6, 3, 6)],
    ),
    one(
        "a cross under Nam or Nữ",
        [
            ("TT", "Họ tên", "Giới tính", None, "Ngày sinh"),
            (None, None, "Nam", "Nữ", None),
            (1, "Ma Văn Thượng", "x", None, "1970"),
            (2, "Lục Thị Yên", None, "X", "1982"),
        ],
        [P(3, "Ma Văn Thượng", "1970", sex="m"), P(4, "Lục Thị Yên", "1982", sex="f")],
        merges=[(1, 1, 2, 1), (1, 2, 2, 2), (1, 3, 1, 4), (1, 5, 2, 5)],
    ),
    one(
        "the name in two columns with heads of their own",
        [("STT", "Họ đệm", "Tên", "Ngày sinh"), (1, "Ma Văn", "Thượng", "3/2/1970"), (2, "Lục Thị", "Yên", 1982)],
        [P(2, "Ma Văn Thượng", "1970-02-03"), P(3, "Lục Thị Yên", "1982")],
    ),
    one(
        "the name in two columns under one merged head",
        [("STT", "Họ và tên", None, "Ngày sinh"), (1, "Phan Thanh", "Nam", "1979"), (2, "Lục Thị", "Nữ", "1982")],
        [P(2, "Phan Thanh Nam", "1979"), P(3, "Lục Thị Nữ", "1982")],
        merges=[(1, 2, 1, 3)],
    ),
    one(
        "the name in two columns, the second without a head",
        [("STT", "Họ và tên", None, "Ngày sinh"), (1, "Phan Thanh", "Nam", "1979"), (2, "Lục Thị", "Yên", "1982")],
        [P(2, "Phan Thanh Nam", "1979"), P(3, "Lục Thị Yên", "1982")],
    ),
    one(
        "heads in capitals, with line breaks, blanks and brackets",
        [
            (
                "STT",
                "HỌ  VÀ\nTÊN",
                "NGÀY, THÁNG,\nNĂM SINH",
                "NAM/NỮ",
                "NGÀY VÀO\nĐẢNG (ghi đủ)",
                "NGÀY\nCHÍNH THỨC",
                "SỐ THẺ\nĐẢNG VIÊN",
                "CHI BỘ\nĐANG SINH HOẠT",
            ),
            MA,
            YEN,
        ],
        [ma(2), yen(3)],
    ),
    one("heads and names in decomposed letters", [_decomposed(H), _decomposed(MA), _decomposed(YEN)], [ma(2), yen(3)]),
    one(
        "heads again on each page, numbers begin again",
        [H, tuple(range(1, 9)), MA, H, tuple(f"({n})" for n in range(1, 9)), (1, *YEN[1:])],
        [ma(3), yen(6)],
    ),
    one(
        "a head of two rows again on the next page",
        [*TWO_ROWS[:3], *TWO_ROWS[:2], TWO_ROWS[3]],
        [ma(3, cell=""), yen(6, cell="")],
        merges=[*MERGED_TWO, (4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 4, 4)],
    ),
    one("the list begins in column D of row 9", [*[()] * 8, (None, None, None, *H), (None, None, None, *MA)], [ma(10)]),
    one(
        "a richer list under a poorer one",
        [POOR, (1, "Vi Văn Thái", 1966, "Chi bộ Thôn 9"), (), H, MA, YEN],
        [P(2, "Vi Văn Thái", "1966", cell="Chi bộ Thôn 9"), ma(5), yen(6)],
    ),
    one(
        "two lists with titles, motto and signature between them",
        [
            ("CHI BỘ THÔN 1",),
            H[:-1],
            MA[:-1],
            (None, "Cộng: 1"),
            (None, None, None, None, None, "T/M CHI ỦY"),
            (None, None, None, None, None, "BÍ THƯ"),
            (None, None, None, None, None, "Ma Văn Thượng"),
            *LATER,
            H[:-1],
            (1, *YEN[1:-1]),
        ],
        [ma(3, cell="CHI BỘ THÔN 1"), yen(13, cell="CHI BỘ THÔN 2")],
    ),
    one(
        "two lists side by side: the right one is not read, and every row of it is said",
        [(*H[:4], None, *H[:3]), (*MA[:4], None, 3, "Vi Văn Thái", 1966), (*YEN[:4], None, 4, "Sùng A Páo", 1967)],
        [ma(2, admitted="", official="", card="", cell=""), yen(3, admitted="", official="", card="", cell="")],
        unread=[2, 3],
    ),
    one(
        "years as heads of columns that are not read",
        [("TT", "Họ và tên", "Ngày sinh", 2023, 2024), (1, "Ma Văn Thượng", "3/2/1970", "HTTNV", "HTXSNV")],
        [P(2, "Ma Văn Thượng", "1970-02-03")],
    ),
    one(
        "texts and nothing else, a list of other columns right below",
        [
            ("Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Số thẻ ĐV"),
            ("Ma Văn Thượng", "3/2/1970", "Nam", "19/5/1995", "37.512.204"),
            ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Ngày vào Đảng", "Số thẻ ĐV"),
            (1, "Lục Thị Yên", "14/8/1982", "Nữ", "3/2/2005", "37512871"),
        ],
        [ma(2, official="", cell=""), yen(4, official="", cell="")],
    ),
    one(
        "a section of the first list is none of the second's, which has other columns",
        [
            H[:-1],
            ("Chi bộ Thôn 1",),
            MA[:-1],
            ("TT", "Họ tên", "Số thẻ ĐV", "Năm sinh"),
            (1, "Lục Thị Yên", "37512871", 1982),
        ],
        [ma(3), P(5, "Lục Thị Yên", "1982", card="37512871")],
    ),
    one(
        "columns that look alike",
        [
            (
                "TT",
                "Họ và tên",
                "Số thẻ đảng viên",
                "Ngày cấp thẻ Đảng",
                "Ngày sinh",
                "Chi bộ đang sinh hoạt",
                "Chi bộ nơi cư trú",
                "Ngày vào Đảng",
                "Ngày vào Đoàn",
            ),
            (
                1,
                "Ma Văn Thượng",
                "37512204",
                "1/1/2000",
                "3/2/1970",
                "Chi bộ Thôn 1",
                "Chi bộ 2",
                "19/5/1995",
                "1/1/1988",
            ),
        ],
        [ma(2, sex="", official="")],
    ),
    Ugly(
        "a list on each of two sheets, a third without one",
        [
            Page([H, MA], [ma(2)], name="Thôn 1"),
            Page([("Hướng dẫn",), ("Ghi chữ in hoa",)], [], name="HD"),
            Page([H, (1, *YEN[1:2], date(1982, 8, 14), *YEN[3:])], [yen(2)], name="Thôn 2"),
        ],
    ),
]
