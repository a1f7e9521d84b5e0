"""What stands between the people: sections, totals, signatures, groups, notes, blanks."""

from tests.kit.reading.ugly.drawing import P, Page, Ugly, one
from tests.kit.reading.ugly.heads import MA, YEN, H, ma, yen

# Without the column of the cell.
HB, MAB, YENB = H[:-1], MA[:-1], YEN[:-1]
N = (None,)
FAMILIES = ["Tống Thị Nga", "Tòng Văn Cộng", "Đặng Bộ Lĩnh", "Cống Văn Sửu", "Tông Văn Danh", "Khôi Văn Sơn"]

BOOKS: list[Ugly] = [
    one(
        "sections merged over the list give the cell",
        [HB, ("Chi bộ Thôn 1",), MAB, ("Chi bộ Thôn 2",), (1, *YENB[1:])],
        [ma(3), yen(5)],
        merges=[(2, 1, 2, 7), (4, 1, 4, 7)],
    ),
    one(
        "sections numbered in Roman, with how many they are",
        [HB, ("I", "Chi bộ Thôn 1", None, "1", "0", None, "1 đ/c"), MAB, ("II", "Chi bộ Thôn 2", 1, 1, 0), YENB],
        [ma(3), yen(5)],
    ),
    one(
        "sections numbered as people are",
        [HB, (1, "Chi bộ Thôn 1"), MAB, (2, "Chi bộ Thôn 2"), (1, *YENB[1:])],
        [ma(3), yen(5)],
    ),
    one(
        "sections without the word chi bộ, alone and merged",
        [HB, ("Trường Mầm non",), MAB, ("Trạm Y tế",), YENB],
        [ma(3, cell="Trường Mầm non"), yen(5, cell="Trạm Y tế")],
        merges=[(2, 1, 2, 7), (4, 1, 4, 7)],
    ),
    Ugly(
        "a cell on each sheet, named by its title",
        [
            Page([("ĐẢNG BỘ XÃ AN KHÊ",), ("CHI BỘ THÔN 1",), HB, MAB], [ma(4, cell="CHI BỘ THÔN 1")], name="A"),
            Page([("ĐẢNG BỘ XÃ AN KHÊ",), ("CHI BỘ THÔN 2",), HB, YENB], [yen(4, cell="CHI BỘ THÔN 2")], name="B"),
        ],
    ),
    Ugly(
        "a cell on each sheet, named by the sheet",
        [
            Page([("DANH SÁCH",), HB, MAB], [ma(3)], name="Chi bộ Thôn 1"),
            Page([("DANH SÁCH",), HB, YENB], [yen(3, cell="CB Thôn 2")], name="CB Thôn 2"),
        ],
    ),
    one(
        "the cell merged over its rows",
        [H, MA, (2, *YEN[1:-1], None), (3, "Vi Văn Thái", 1966, *N * 4, "Chi bộ Thôn 2")],
        [ma(2), yen(3, cell="Chi bộ Thôn 1"), P(4, "Vi Văn Thái", "1966", cell="Chi bộ Thôn 2")],
        merges=[(2, 8, 3, 8)],
    ),
    one(
        "the cell written once for all that follow",
        [H, MA, *[(n, f"Vi Văn {word}", 1960 + n) for n, word in enumerate(("Thái", "Bình", "Dương"), 2)], YEN],
        [
            ma(2),
            *[
                P(n + 1, f"Vi Văn {word}", str(1960 + n), cell="Chi bộ Thôn 1")
                for n, word in enumerate(("Thái", "Bình", "Dương"), 2)
            ],
            yen(6),
        ],
    ),
    one(
        "one blank among filled cells stays blank",
        [H, MA, YEN, (3, "Vi Văn Thái", 1966)],
        [ma(2), yen(3), P(4, "Vi Văn Thái", "1966")],
    ),
    one(
        "totals of every kind",
        [
            H,
            MA,
            (None, "Cộng: 1 đảng viên"),
            ("Tổng số: 1",),
            YEN,
            (None, "Tổng cộng", 2, 1, 1),
            ("T.Cộng", None, 2),
            (None, "Trong đó: nữ 1"),
            (None, "Danh sách này có 2 đồng chí"),
            (3, "Tổng cộng"),
            ("Cộng", None, 2, 1, 1, 0, 2),
        ],
        [ma(2), yen(5)],
    ),
    one(
        "counts alone in a last row are nobody", [H, MA, YEN, (None, None, 2, 1, 1, 0, 2)], [ma(2), yen(3)], unread=[4]
    ),
    one(
        "two signatures with names below, in columns of facts",
        [
            H,
            MA,
            YEN,
            (),
            (*N * 5, "An Khê, ngày 30 tháng 6 năm 2026"),
            (None, "NGƯỜI LẬP BIỂU", None, None, None, "T/M CHI BỘ"),
            (None, "(Ký, ghi rõ họ tên)", *N * 3, "BÍ THƯ"),
            (),
            (None, "Lục Thị Yên", *N * 3, "Ma Văn Thượng"),
        ],
        [ma(2), yen(3)],
    ),
    one(
        "a signature of the committee and the office",
        [
            H,
            MA,
            (*N * 4, "T/M BAN CHẤP HÀNH"),
            (*N * 4, "PHÓ BÍ THƯ THƯỜNG TRỰC"),
            (*N * 4, "(Đã ký)"),
            (*N * 4, "Vi Văn Thái"),
            ("Nơi nhận:",),
            ("- Ban Tổ chức Huyện ủy",),
        ],
        [ma(2)],
    ),
    one(
        "families that begin as totals and sections do",
        [HB, *[(n, name, 1960) for n, name in enumerate(FAMILIES, 1)]],
        [P(n, name, "1960") for n, name in enumerate(FAMILIES, 2)],
    ),
    one(
        "the same families in a list without numbers",
        [HB[1:], *[(name, 1960) for name in FAMILIES]],
        [P(n, name, "1960") for n, name in enumerate(FAMILIES, 2)],
    ),
    one("rows hidden by a filter are people like others", [H, MA, YEN], [ma(2), yen(3)], hidden=[3]),
    one(
        "blank rows, numbers without a name, prepared rows",
        [H, MA, (), (None, " ", "-"), (2,), (3, None, None, None, None, None, None, "Chi bộ Thôn 1"), YEN, (5,), (6,)],
        [ma(2), yen(7)],
    ),
    one(
        "a number and a day without a name are said",
        [H, MA, (2, None, "14/8/1982"), (3, None, "1/1/1960", "Nam", "3/2/1990")],
        [ma(2), P(4, "", "1960-01-01", "1990-02-03", sex="m")],
        unread=[3],
    ),
    one(
        "notes below the list",
        [
            H,
            MA,
            YEN,
            ("Ghi chú: danh sách lập theo sổ",),
            (None, "Lưu ý: đ/c Yên nghỉ thai sản"),
            (None, "* Đ/c Thượng: xem lại ngày sinh"),
        ],
        [ma(2), yen(3)],
    ),
    one(
        "numbered notes below the list",
        [H, MA, YEN, (None, "Ghi chú:"), (1, "Danh sách lập theo sổ gốc"), (2, "Đ/c Yên: nghỉ thai sản từ 1/1/2026")],
        [ma(2), yen(3)],
        unread=[5, 6],
    ),
    one(
        "a number and words that are no name",
        [H, MA, (2, "(Từ đây là đảng viên dự bị: 1)"), (3, *YEN[1:])],
        [ma(2), yen(4)],
        unread=[3],
    ),
    one("no column of numbers", [H[1:], MA[1:], YEN[1:], ("Cộng: 2",)], [ma(2), yen(3)]),
    one(
        "the cell stands before the name, without numbers",
        [
            ("Chi bộ", "Họ và tên", "Năm sinh"),
            ("Chi bộ Thôn 1", "Ma Văn Thượng", None),
            ("Chi bộ Thôn 2", "Lục Thị Yên", 1982),
        ],
        [P(2, "Ma Văn Thượng", cell="Chi bộ Thôn 1"), P(3, "Lục Thị Yên", "1982", cell="Chi bộ Thôn 2")],
    ),
    one(
        "a section of a whole committee names no cell, and a group inside a cell is none",
        [HB, ("A", "Đảng bộ bộ phận Nông trường"), MAB, ("Chi bộ Thôn 2",), ("Tổ đảng số 1",), (1, *YENB[1:])],
        [ma(3, cell=""), yen(6)],
    ),
    one(
        "groups between people",
        [HB, ("A", "Đảng viên chính thức"), MAB, ("B", "Đảng viên dự bị"), YENB, (None, "Nữ: 1")],
        [ma(3, cell=""), yen(5, cell="")],
    ),
    one(
        "a name alone where others have all: said, not read",
        [H, MA, YEN, (None, "Vi Văn Thái"), (None, "Sùng A Páo", *N * 6)],
        [ma(2), yen(3)],
        unread=[4, 5],
    ),
    one(
        "a post in the remarks is no signature",
        [(*HB, "Ghi chú"), (*MAB, "Bí thư"), (*YENB, "Phó bí thư"), (None, "Vi Văn Thái", *N * 5, "Bí thư chi đoàn")],
        [ma(2, cell=""), yen(3, cell="")],
        unread=[4],
    ),
    one(
        "a list of names and nothing else",
        [("Họ và tên", "Ngày sinh"), ("Ma Văn Thượng",), ("Lục Thị Yên",)],
        [P(2, "Ma Văn Thượng"), P(3, "Lục Thị Yên")],
    ),
]
