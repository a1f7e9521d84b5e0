"""Papers of some pages (decisions, minutes, summaries): finished HTML in, tagged PDF out, by WeasyPrint."""

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .fonts import FACES, check_fonts, face_file
from .measures import CSS

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

LINK = '<link rel="stylesheet" href="paper:paper.css">'
# Relative addresses must become absolute ones, or WeasyPrint drops them without a word instead of asking the fetcher.
NOWHERE = "https://paper.invalid/"


class PaperRefused(ValueError):
    """The text of a paper breaks a rule of drawing: not NFC, another style sheet, an address outside the allow-list."""


def draw_paper(html: str, *, fonts: Path, title: str, variant: str = "pdf/ua-1") -> bytes:
    """The bytes of one paper; the same text gives the same bytes (no clock, no account, no host in it).

    `html`: a whole document in NFC that links `paper:paper.css` (`LINK`) and nothing else. `fonts`: the directory of
    Liberation Serif. `title`: what the PDF calls itself. Headings h1 to h3 become bookmarks.
    Raises PaperRefused, FontMissing.
    """
    if not unicodedata.is_normalized("NFC", html + title):
        raise PaperRefused("Văn bản chưa ở dạng Unicode dựng sẵn (NFC).")
    if LINK not in html:
        raise PaperRefused("Văn bản không dùng mẫu trình bày chung (paper.css).")
    check_fonts(fonts)
    # Imported here: it loads Pango, which a machine that only lists and searches need not have.
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError

    refused: list[str] = []
    try:
        html_document = HTML(string=html, base_url=NOWHERE, url_fetcher=_fetcher(fonts, refused))
        document = html_document.render(font_config=FontConfiguration(), pdf_variant=variant)
        document.metadata.title = title
        pdf = document.write_pdf(pdf_variant=variant)
    except FatalURLFetchingError as error:
        raise PaperRefused(str(error)) from error
    if refused:
        raise PaperRefused(refused[0])
    return pdf


def _fetcher(fonts: Path, refused: list[str]) -> "URLFetcher":
    """Two kinds of address exist: font:<one of four files> and paper:paper.css.

    Any other is fatal, since WeasyPrint swallows every other error and goes on without the file; and it is noted in
    `refused`, since inside SVG it swallows even the fatal one.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    files = {f"font:{face_file(face)}": (fonts / face_file(face), "font/ttf") for face in FACES}
    files["paper:paper.css"] = (CSS, "text/css; charset=utf-8")

    class PaperFetcher(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if url not in files:
                refused.append(f"Không được phép đọc địa chỉ {url}.")
                raise FatalURLFetchingError(refused[-1])
            path, kind = files[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})

    return PaperFetcher()
