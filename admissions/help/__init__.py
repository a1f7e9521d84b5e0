"""Help on the pages of an admission."""

from . import around, lists, recognition, steps

PAGES = {**lists.PAGES, **steps.PAGES, **recognition.PAGES, **around.PAGES}
