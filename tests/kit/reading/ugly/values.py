"""What cells say: days in every form, numbers, "như trên", dashes, two values in one cell."""

from datetime import date, datetime

from tests.kit.reading.ugly.drawing import Formula, P, Ugly, one
from tests.kit.reading.ugly.heads import MA, YEN, H, ma, yen

DAYS = {
    "03/02/1970": "1970-02-03",
    "3.2.1970": "1970-02-03",
    "3-2-1970": "1970-02-03",
    " 3 / 2 / 1970 ": "1970-02-03",
    "3 2 1970": "1970-02-03",
    "03021970": "1970-02-03",
    "1970-02-03": "1970-02-03",
    "1970/2/3": "1970-02-03",
    "1970-02-03 00:00:00": "1970-02-03",
    "ngày 3 tháng 2 năm 1970": "1970-02-03",
    "3 tháng 2 năm 1970": "1970-02-03",
    "'03/02/1970": "1970-02-03",
    "3/2/1970.": "1970-02-03",
    "3\\2\\1970": "1970-02-03",
    "3,2,1970": "1970-02-03",
    "03-Feb-1970": "1970-02-03",
    "2/1970": "1970-02",
    "tháng 2/1970": "1970-02",
    "tháng 2 năm 1970": "1970-02",
    "../2/1970": "1970-02",
    "00/02/1970": "1970-02",
    "1970": "1970",
    "năm 1970": "1970",
    "sinh năm 1970": "1970",
    "--/--/1970": "1970",
    "__/__/1970": "1970",
    "SN 1970": "1970",
    "(1970)": "1970",
    "25602": "1970-02-03",
}
# A century, a day or a month that is not there is not made up; what can't be stays as it is written.
NOT_DAYS = ("3/2/70", "30/2/1970", "31/13/1970", "sau Tết", "1970?", "1970-1971", "3/2/19700", "1121998", "?")
FORM_7 = (
    "Số TT",
    "Họ và tên,\nhọ tên khai sinh",
    "Nam/nữ,\ndân tộc, tôn giáo",
    "Ngày vào Đảng,\nngày chính thức",
    "Số thẻ đảng viên,\nsố lý lịch",
    "Ngày sinh",
)

MORNING = datetime.fromisoformat("1995-05-19T07:00:00")
BOOKS: list[Ugly] = [
    one(
        "real dates",
        [
            H,
            (
                *MA[:2],
                date(1970, 2, 3),
                "Nam",
                MORNING,
                date(1996, 5, 19),
                *MA[6:],
            ),
        ],
        [ma(2)],
    ),
    one(
        "dates typed in every way",
        [H, *[(n, "Ma Văn Thượng", said) for n, said in enumerate(DAYS, 1)]],
        [P(n, "Ma Văn Thượng", iso) for n, iso in enumerate(DAYS.values(), 2)],
    ),
    one(
        "what is no date is not made one",
        [H, *[(n, "Ma Văn Thượng", said) for n, said in enumerate(NOT_DAYS, 1)]],
        [P(n, "Ma Văn Thượng") for n, _ in enumerate(NOT_DAYS, 2)],
    ),
    one(
        "days as the numbers Excel counts them by, and years",
        [H, (*MA[:2], 25602, "Nam", 34838.0, 35204, *MA[6:]), (2, "Lục Thị Yên", 1982)],
        [ma(2), P(3, "Lục Thị Yên", "1982")],
    ),
    one(
        "a month and year that became a number",
        [H, (1, "Ma Văn Thượng", 2.1970, None, 3021995)],
        [P(2, "Ma Văn Thượng", admitted="1995-02-03")],
    ),
    one(
        "numbers of cards with .0, dots, blanks, an apostrophe, lost zeros",
        [
            H,
            *[
                (n, "Ma Văn Thượng", 1970, None, None, None, card)
                for n, card in enumerate(
                    (37512204.0, "37512204.0", "37.512.204", "37 512 204", "'37512204", 1234567, "00123456"), 1
                )
            ],
        ],
        [
            P(n, "Ma Văn Thượng", "1970", card=card)
            for n, card in enumerate(("37512204",) * 5 + ("1234567", "00123456"), 2)
        ],
    ),
    one(
        "as above, in every column that can take it",
        [
            H,
            MA,
            (2, "Lục Thị Yên", "nt", "nt", "N.T", "như trên", "37512871", '"'),
            (3, "Vi Văn Thái", "''", "Nam", "n/t", "(nt)", "nt", "NT"),
        ],
        [ma(2), ma(3, name="Lục Thị Yên", card="37512871"), ma(4, name="Vi Văn Thái", card="")],
    ),
    one(
        "as above under Nam and Nữ",
        [
            ("TT", "Họ tên", "Năm sinh", None, "Ngày vào Đảng"),
            (None, None, "Nam", "Nữ", None),
            (1, "Ma Văn Thượng", 1970, None, "19/5/1995"),
            (2, "Lục Thị Yên", None, "nt", "nt"),
            (3, "Vi Văn Thái", "nt", None, "3/2/2001"),
        ],
        [
            P(3, "Ma Văn Thượng", "1970", "1995-05-19", sex="m"),
            P(4, "Lục Thị Yên", "1970", "1995-05-19", sex="f"),
            P(5, "Vi Văn Thái", "1970", "2001-02-03", sex="m"),
        ],
        merges=[(1, 3, 1, 4), (1, 1, 2, 1), (1, 2, 2, 2), (1, 5, 2, 5)],
    ),
    one(
        "as above in the first row, and for a name, says nothing",
        [H, (1, "Ma Văn Thượng", "nt", "nt", "nt"), (2, "nt", "1/1/1960", "Nam", "3/2/1990")],
        [P(2, "Ma Văn Thượng")],
        unread=[3],
    ),
    one(
        "what is above is blank, and so is what is as above",
        [H, (1, "Ma Văn Thượng", 1970), (2, "Lục Thị Yên", 1982, None, "nt")],
        [P(2, "Ma Văn Thượng", "1970"), P(3, "Lục Thị Yên", "1982")],
    ),
    one(
        "dashes, dots, nan",
        [H, (*MA[:2], "-", "…", "nan", "—", "N/A", "- -"), (2, "Lục Thị Yên", "./.", "", "None", "/", "_", "--")],
        [P(2, "Ma Văn Thượng"), P(3, "Lục Thị Yên")],
    ),
    one(
        "two values in one cell, on two lines",
        [
            FORM_7,
            (
                1,
                "Ma Văn Thượng\nMa Seo Thượng",
                "Nam\nTày\nKhông",
                "19/5/1995\n19/5/1996",
                "37512204\n0015",
                "3/2/1970",
            ),
            (2, "Lục Thị Yên", "Nữ, Tày", "3/2/2005; 3/2/2006", "37512871", "14/8/1982"),
        ],
        [ma(2, cell=""), yen(3, cell="")],
    ),
    one(
        "of two values in a cell the first is missing",
        [FORM_7, (1, "Ma Văn Thượng", "Nam", "\n19/5/1996", "-\n0015", "3/2/1970")],
        [ma(2, admitted="", card="", cell="")],
    ),
    one(
        "a person on four thin rows",
        [
            FORM_7,
            (1, "MA VĂN THƯỢNG", "Nam", "19/5/1995", "37512204", "3/2/1970"),
            (None, "Ma Seo Thượng", "Tày", "19/5/1996", "0015"),
            (None, None, "Không"),
            (),
            (2, "LỤC THỊ YÊN", "Nữ", "3/2/2005", "37512871", "14/8/1982"),
            (None, None, None, "3/2/2006"),
        ],
        [ma(2, name="MA VĂN THƯỢNG", cell=""), yen(6, name="LỤC THỊ YÊN", cell="")],
    ),
    one(
        "capitals, small letters, double blanks, zero-width signs",
        [H, (1, "MA  VĂN\u00a0THƯỢNG ", *MA[2:]), (2, "lục thị\u200b yên", *YEN[2:])],
        [ma(2, name="MA VĂN THƯỢNG"), yen(3, name="lục thị yên")],
    ),
    one(
        "a sheet that writes the month first",
        [
            H,
            *[(n, f"Phan Văn {word}", f"02/{n + 12}/1962") for n, word in enumerate(("An", "Ba", "Chín"), 1)],
            (4, "Lò Văn Ún", "04/06/1970"),
        ],
        [
            *[P(n + 1, f"Phan Văn {word}", f"1962-02-{n + 12}") for n, word in enumerate(("An", "Ba", "Chín"), 1)],
            P(5, "Lò Văn Ún", "1970-04-06"),
        ],
    ),
    one(
        "values that formulas left",
        [
            H,
            (
                Formula("=ROW()-1", 1),
                Formula('="Ma Văn "&"Thượng"', "Ma Văn Thượng"),
                Formula("=DATE(1970,2,3)", 25602),
                *MA[3:],
            ),
        ],
        [ma(2)],
    ),
    one(
        "sexes in every way",
        [
            H,
            *[
                (n, "Ma Văn Thượng", None, said)
                for n, said in enumerate(("nam", "NAM", "Nu", "NỮ", "m", "F", "Gái", "?"), 1)
            ],
        ],
        [P(n, "Ma Văn Thượng", sex=sex) for n, sex in enumerate(("m", "m", "f", "f", "m", "f", "f", ""), 2)],
    ),
]
