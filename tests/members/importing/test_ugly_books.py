"""The words of the register read every ugly workbook as the words of the reader's own tests do."""

import pytest

from members.importing.vocabulary import VOCABULARY
from tests.kit.reading import ugly
from tests.kit.reading.test_ugly_books import check_book
from tests.kit.reading.ugly.drawing import Ugly


@pytest.mark.parametrize("book", ugly.ALL, ids=lambda book: book.trait)
def test_exactly_the_people_are_read_by_the_words_of_the_register(book: Ugly) -> None:
    check_book(book, book.file, book.data(), VOCABULARY)
