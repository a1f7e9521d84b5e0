"""What the play of a half-year stands on: the people of An Khê, their list as its secretary types it, two desks."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from kit.calendar import PartialDate
from members import procedure as members
from tests.browser.conftest import WIDTHS
from tests.browser.every_page import sign_in
from tests.browser.looking import runs_over
from tests.builders import MACHINE, Tree
from tests.kit.reading.books import written
from tests.reports import play

# Name, sex, day of birth, number of the card, as the district's records have them.
THON_1 = (
    ("Sùng A Páo", "m", (1965, 6, 4), "11111111"), ("Vừ Mí Kẻ", "m", (1982, 7, 21), "33333333"),
    ("Giàng Thị Dở", "f", (1988, 12, 12), "55555555"),
)  # fmt: skip
THON_2 = (
    ("Lò Văn Ún", "m", (1970, 2, 9), "22222222"), ("Hà Thị Mỉ", "f", (1990, 1, 2), "44444444"),
    ("Chảo Láo Tả", "m", (1948, 3, 15), "66666666"),
)  # fmt: skip
HEADS = (("STT", "Họ và tên", "Ngày sinh", None, "Vào Đảng", None, "Số thẻ", "Ghi chú"),
         (None, None, "Nam", "Nữ", "Dự bị", "Chính thức", None, None))  # fmt: skip
FIRST_HEAD, NAME, CARD = 6, 2, 7
FILE = "DS dang vien An Khe.xlsx"
ADMITTED, OFFICIAL = "18/5/2010", "18/5/2011"


OFFICE = {
    "parent_body": "Tỉnh ủy Vân Giang", "issuing_body": "Ban Tổ chức Huyện ủy Vân Sơn", "place_name": "Vân Sơn",
    "signer_post": "PHÓ TRƯỞNG BAN", "signer_name": "Ma Văn Thượng",
}  # fmt: skip


def enter(tree: Tree) -> None:
    """The office and the six people of An Khê."""
    for key, value in OFFICE.items():
        members.office.set_office(by=MACHINE, key=key, value=value, day=None)
    for cell, people in ((tree.cell, THON_1), (tree.sibling, THON_2)):
        for name, sex, born, card in people:
            play.person(name, cell, card, PartialDate(*born), sex=sex)


def listed(
    name: str, sex: str, born: str, card: str, official: str = OFFICIAL, admitted: str = ADMITTED
) -> tuple[str | None, ...]:
    """A row as it is typed: in capitals, the day of birth under Nam or Nữ."""
    return (name.upper(), *((born, None) if sex == "m" else (None, born)), admitted, official, card)


def workbook(day: str, **cells: list[tuple[str | None, ...]]) -> bytes:
    """A list as a committee keeps it: titles, heads in two rows, a row for each cell, a sum, a signature.

    `cells`: {"1": rows of Thôn 1, …}.
    """

    def draw(book: Any) -> None:
        page = book.add_worksheet("DS đảng viên")
        page.write(0, 0, "ĐẢNG BỘ HUYỆN VÂN SƠN")
        page.write(0, 5, "ĐẢNG CỘNG SẢN VIỆT NAM")
        page.write(1, 0, "ĐẢNG ỦY XÃ AN KHÊ")
        page.merge_range(2, 0, 2, 7, "DANH SÁCH ĐẢNG VIÊN")
        page.merge_range(3, 0, 3, 7, f"(Tính đến ngày {day})")
        for down, heads in enumerate(HEADS):
            page.write_row(FIRST_HEAD - 1 + down, 0, heads)
        for left in (2, 4):
            page.merge_range(FIRST_HEAD - 1, left, FIRST_HEAD - 1, left + 1, HEADS[0][left])
        at = FIRST_HEAD + 1
        for number, (mark, rows) in enumerate(sorted(cells.items()), 1):
            page.write(at, 0, f"{'I' * number}. Chi bộ Thôn {mark.removeprefix('thon_')}")
            for place, row in enumerate(rows, 1):
                page.write_row(at + place, 0, (place, *row))
            at += len(rows) + 1
        page.write(at, 1, f"Tổng cộng: {sum(map(len, cells.values()))} đảng viên")
        page.write(at + 2, 5, "T/M ĐẢNG ỦY")
        page.write(at + 5, 5, "Nguyễn Thị Hòa")

    return written(draw)


def row_of(sheet: Any, name: str) -> int:
    """The number of the row that names somebody."""
    return next(
        row
        for row in range(1, sheet.max_row + 1)
        if str(sheet.cell(row, NAME).value or "").casefold() == name.casefold()
    )


def mended(data: bytes, mend: Callable[[Any], None]) -> bytes:
    """The workbook that was given back, corrected in it as one does in Excel."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    mend(book["DS đảng viên"])
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def said_on(pdf: bytes) -> str:
    return " ".join(" ".join(each.extract_text() for each in PdfReader(io.BytesIO(pdf)).pages).split())


@dataclass
class Desk:
    """Somebody at a browser."""

    page: Page
    username: str

    def comes(self) -> None:
        """Signs in, on a day on which nobody was here yet."""
        self.page.context.clear_cookies()
        sign_in(self.page, self.username)
        expect(self.page.get_by_role("button", name="Đăng xuất")).to_be_attached()

    def reads(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each, use_inner_text=True)

    def follows(self, name: str) -> None:
        self.goes(self.page.locator("main").get_by_role("link", name=name))

    def presses(self, name: str) -> None:
        self.goes(self.page.locator("main").get_by_role("button", name=name))

    def goes(self, within: Locator) -> None:
        """On to the page that a click asks for: what is done next is done on that page, never on the one left."""
        with self.page.expect_navigation():
            within.first.click()

    def sends(self, *files: tuple[str, bytes]) -> None:
        """Files, (what it is called, what is in it), chosen all at once."""
        self.page.get_by_label("Danh sách của đảng ủy").set_input_files(
            [{"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files]
        )
        self.presses("Gửi danh sách")

    def takes(self, within: Locator) -> bytes:
        """The file that comes of a link or button."""
        with self.page.expect_download() as waiting:
            within.click()
        return Path(waiting.value.path()).read_bytes()

    def opens_point(self, name: str) -> None:
        """The person's point of a list of them."""
        heading = self.page.get_by_role("heading", name=name)
        expect(heading.first).to_be_visible()
        if not self.page.locator("li.person.open h2").filter(has_text=name).count():
            self.page.locator("li.person").filter(has=heading).get_by_role("link", name=name).first.click()
        expect(self.page.locator("li.person.open h2")).to_contain_text(name)

    def answers(self, choice: str, **typed: str) -> None:
        """One of the choices of the open point, with what its fields are given."""
        opened = self.page.locator("li.person.open")
        opened.get_by_label(choice).check()
        for label, words in typed.items():
            opened.get_by_label(label.replace("_", " "), exact=True).fill(words)
        self.presses("Ghi, sang người tiếp theo")

    def looks(self, name: str) -> None:
        """The page fits a telephone and a desk; where somebody wants to look, a picture of each."""
        for word, (width, height) in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            assert runs_over(self.page) <= 0, f"{name} at {word}"
            if "REGISTER_PICTURES" in os.environ:
                path = Path(os.environ["REGISTER_PICTURES"]) / f"nua-nam-{name}-{width}.png"
                self.page.screenshot(path=path, full_page=True, animations="disabled")
