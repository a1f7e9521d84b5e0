"""The minutes of a reconciliation on paper: the Party's form of documents (domain: 05-HD/VPTW of 27/5/2026), with the
roster both sides agreed on as an annex numbered through. Without number and day they are a draft."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from kit.drawing import Closing, draw_paper, draw_table
from kit.drawing.fonts import FontMissing
from kit.drawing.joining import joined, pages_of
from kit.drawing.listing import PARTY
from members import issuing, papers, rosters, scope
from members.errors import Refusal
from members.rights import Actor
from reports.reconciliation.models import Reconciliation
from reports.reconciliation.rules.minutes import Minutes

ANNEX = "roster-short"


def draw(minutes: Minutes) -> bytes:
    """The PDF without its annex; the same minutes give the same bytes. Raises Refusal where the document font is
    missing."""
    html = render_to_string("reports/papers/minutes.html", {"m": minutes, "party": PARTY})
    try:
        return draw_paper(
            unicodedata.normalize("NFC", html), fonts=Path(settings.DOCUMENT_FONT_DIR), title=minutes.title
        )
    except FontMissing as error:
        raise Refusal(str(error)) from error


def draw_whole(minutes: Minutes, one: Reconciliation, *, by: Actor) -> bytes:
    """The minutes with the roster of the closing day behind them. Raises Refusal as `draw` does."""
    first = draw(minutes)
    return joined(first, _annex(one, first_page=pages_of(first) + 1, by=by))


def _annex(one: Reconciliation, *, first_page: int, by: Actor) -> bytes:
    out, day, form = io.BytesIO(), one.round.closing_day, papers.FORMS[ANNEX]
    with scope.opened(scope.whole_register(by.day)):
        issued = issuing.of_body(one.organisation_id, day)
        head = papers.head(form, issued, one.organisation, day)
        totals = papers.closing(issued, one.organisation, day).totals
        rows = papers.sections(form, one.organisation, day, None, [])
        draw_table(out, head, form.columns, rows, Closing(totals), fonts=Path(settings.DOCUMENT_FONT_DIR),
                   first_page=first_page, lines=form.lines)  # fmt: skip
    return out.getvalue()


def seen_on(one: Reconciliation, *, by: Actor) -> list[int]:
    """Ids of everybody on the annex: whom a look at the paper shows."""
    with scope.opened(scope.whole_register(by.day)):
        cells = rosters.cells(one.organisation, one.round.closing_day)
        return [entry.member for cell in cells for entry in cell.entries]


def file_name(one: Reconciliation, name: str) -> str:
    """bien-ban-doi-khop-dang-bo-xa-an-khe-2026-06-30.pdf"""
    return papers.file_called(f"Biên bản đối khớp {name}", one.round.closing_day, "pdf")
