"""`python -m tests.kit.reading.ugly DIR` draws the books that are kept as .xls and .ods too (tests/data/reading)."""

import sys
from pathlib import Path

from tests.kit.reading.ugly import OTHER_KINDS

folder = Path(sys.argv[1])
for name, book in OTHER_KINDS.items():
    (folder / f"{name}.xlsx").write_bytes(book.data())
