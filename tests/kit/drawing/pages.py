"""Reading back what was drawn, and made-up lists to draw."""

import html
import io
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from pypdf import PdfReader

from kit.drawing import Closing, Column, Head, Section, Signature, Total, draw_table

FONTS = Path("/usr/share/fonts/truetype/liberation2")
MM = 72 / 25.4
MARKS = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LOWER = [unicodedata.normalize("NFC", base + mark) for base in "aăâeêioôơuưy" for mark in MARKS] + ["đ"]
LETTERS = [letter for low in LOWER if low not in "aeiouy" for letter in (low, low.upper())]
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')

HEAD = Head(
    parent="ĐẢNG BỘ TỈNH VÂN GIANG",
    issuer="ĐẢNG ỦY XÃ KHE TRÚC",
    place_and_day="Khe Trúc, ngày       tháng 7 năm 2026",
    title="DANH SÁCH ĐẢNG VIÊN",
    subject="của Đảng bộ xã Khe Trúc đến ngày 30/6/2026",
    running="Danh sách đảng viên – Đảng bộ xã Khe Trúc",
    as_of="Đến ngày 30/6/2026",
)
COLUMNS = (
    Column("TT", 8, "right"),
    Column("Họ và tên", 40),
    Column("Ngày sinh", 20, "right"),
    Column("Nam, nữ", 11, "center"),
    Column("Số thẻ", 26, "center"),
    Column("Bộ đội, công an, hưu trí", 25),
    Column("Ghi chú", 30),
)
END = Closing(
    totals=(Total("Đảng viên chính thức", 3041), Total("Tổng số", 3100, strong=True)),
    right=Signature("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Phan Thị Hồng Loan"),
    copies=("Ban Tổ chức Tỉnh ủy,", "Lưu Văn phòng Đảng ủy."),
)


def member(number: int) -> tuple[str | date, ...]:
    born = date(1950, 1, 1) + timedelta(days=37 * number)
    return (str(number), f"Lò Thị Ửng {number:05d}", born, "Nữ", f"0412{number:08d}", "", "Được miễn")


def sections(members: int, per: int = 20) -> Iterator[Section]:
    for start in range(0, members, per):
        rows = (member(number) for number in range(start + 1, min(start + per, members) + 1))
        yield Section(f"Chi bộ thôn số {start // per + 1}", rows)


def table(rows: int = 60, *, head: Head = HEAD, closing: Closing = END, **options: object) -> bytes:
    out = io.BytesIO()
    draw_table(out, head, COLUMNS, sections(rows), closing, fonts=FONTS, **options)
    return out.getvalue()


def table_of(
    *given: Section, columns: tuple[Column, ...] = COLUMNS, closing: Closing = END, **options: object
) -> bytes:
    out = io.BytesIO()
    draw_table(out, HEAD, columns, given, closing, fonts=FONTS, **options)
    return out.getvalue()


def texts(pdf: bytes) -> list[str]:
    """The text of each page, lines joined by single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def poppler(pdf: bytes, *options: str) -> str:
    """What pdftotext reads (package poppler-utils, which the set-up installs)."""
    program = shutil.which("pdftotext")
    assert program, "hãy cài gói poppler-utils"
    return subprocess.run([program, *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def words(pdf: bytes) -> list[list[tuple[str, float, float, float, float]]]:
    """For each page its words: text, left, top, right, foot, in points from the upper left corner."""
    pages = poppler(pdf, "-bbox").split("<page ")[1:]
    found = [WORD.findall(page) for page in pages]
    return [[(html.unescape(w), float(a), float(b), float(c), float(d)) for a, b, c, d, w in page] for page in found]


def faces(pdf: bytes) -> set[str]:
    """Names of the fonts in the file, without the mark of the subset; fails for one that is not embedded."""
    names = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"].get_object()
            assert any(key in descriptor for key in ("/FontFile2", "/FontFile3")), inner
            names.add(re.sub(r"^/[A-Z]{6}\+", "", inner["/BaseFont"]))
    return names


def strong_words(pdf: bytes) -> set[str]:
    """Every word that is drawn bold."""
    found: set[str] = set()

    def look(text: str, _cm: object, _tm: object, font: object, _size: object) -> None:
        if isinstance(font, dict) and "Bold" in str(font.get("/BaseFont")):
            found.update(text.split())

    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=look)
    return found


def drawn_elsewhere(code: str) -> bytes:
    """Bytes that a fresh Python process writes to its standard output."""
    import sys

    root = Path(__file__).parents[3]
    return subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=True).stdout
