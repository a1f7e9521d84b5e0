"""One paper behind the other in one file: minutes and their annex."""

from __future__ import annotations

import io


def pages_of(pdf: bytes) -> int:
    """How many pages a paper has."""
    from pypdf import PdfReader  # here, not above: it brings its cryptography, 18 MB

    return len(PdfReader(io.BytesIO(pdf)).pages)


def joined(first: bytes, *others: bytes) -> bytes:
    """The pages of all in one file that keeps what the first says of itself (title, tags, bookmarks); the same papers
    give the same bytes."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(first))
    for other in others:
        for page in PdfReader(io.BytesIO(other)).pages:
            writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
