"""What tests of one page look for is what the page offers, not what its help tells of it."""

from dataclasses import replace

import pytest

from members import help as help_of


@pytest.fixture(autouse=True)
def without_words_of_help(monkeypatch):
    """A paragraph names the page's buttons: “the button is not there” would be asked of the paragraph too, and “it is
    there” would be answered by it. Its link to the guide stays; `tests/house/test_help.py` asks the paragraphs."""
    of = help_of.of
    monkeypatch.setattr(help_of, "of", lambda name: replace(found, words="") if (found := of(name)) else None)
