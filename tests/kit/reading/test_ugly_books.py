"""Every ugly workbook is read without hand work: exactly the people that stand in it, with exactly their values."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.reading import Sheet, open_workbook, values
from kit.reading.heads import Vocabulary
from kit.reading.layout import recognise
from kit.reading.people import Person
from tests.kit.reading import ugly
from tests.kit.reading.lists import WORDS
from tests.kit.reading.ugly.drawing import P, Page, Ugly

DATA = Path(__file__).parents[2] / "data" / "reading"


def day(row: Person, name: str) -> str:
    found = row.day(name).value
    return found.iso() if found else ""


def as_read(row: Person) -> P:
    number = values.number(row.value("card")).value or ""
    sex = values.sex(row.value("sex")).value or ""
    cell = row.text(row.value("organisation")) or row.section or ""
    name = values.text(row.value("full_name")).value or ""
    return P(
        row.number, name, day(row, "birth_date"), day(row, "admitted_on"), day(row, "official_on"), number, sex, cell
    )


def read(sheet: Sheet, words: Vocabulary) -> tuple[list[P], list[int], set[int]]:
    """(the people, the rows that are said to be unread, all rows that are accounted for)."""
    table = recognise(sheet, words)
    if table is None:
        return [], [], {row.number for row in sheet.rows}
    assert table.head is not None
    above = {row.number for row in sheet.rows if row.number <= table.head.bottom}
    named = {row.number for row in table.rows} | dict(table.skipped).keys() | {one.number for one in table.unread}
    return [as_read(row) for row in table.rows], [one.number for one in table.unread], above | named


def books() -> Iterator[Ugly]:
    yield from ugly.ALL


def test_there_are_forty_and_more_each_with_a_trait_of_its_own() -> None:
    assert len({book.trait for book in ugly.ALL}) == len(ugly.ALL) >= 40


@pytest.mark.parametrize("book", books(), ids=lambda book: book.trait)
def test_exactly_the_people_are_read(book: Ugly) -> None:
    check_book(book, book.file, book.data())


def check_book(book: Ugly, name: str, data: bytes, words: Vocabulary = WORDS) -> None:
    """Read by these words, each sheet holds the people of its page."""
    sheets = open_workbook(name, data).sheets
    assert [sheet.name for sheet in sheets] == [page.name for page in book.pages]
    for sheet, page in zip(sheets, book.pages, strict=True):
        check(sheet, page, words)


def check(sheet: Sheet, page: Page, words: Vocabulary) -> None:
    people, unread, accounted = read(sheet, words)
    assert people == list(page.people)
    assert unread == list(page.unread)
    assert accounted == {row.number for row in sheet.rows}


KEPT = sorted(path for path in DATA.iterdir() if path.suffix in (".xls", ".ods"))


def test_every_book_of_other_kinds_is_kept_as_both() -> None:
    assert {path.name for path in KEPT} == {f"{name}{end}" for name in ugly.OTHER_KINDS for end in (".xls", ".ods")}


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_the_same_people_are_read_from_what_libreoffice_wrote(path: Path) -> None:
    check_book(ugly.OTHER_KINDS[path.stem], path.name, path.read_bytes())
