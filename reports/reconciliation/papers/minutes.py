"""The minutes of a reconciliation on paper: the Party's form of documents (domain: 05-HD/VPTW of 27/5/2026), with the
roster both sides agreed on as an annex numbered through. Without number and day they are a draft."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from kit.drawing import Closing, draw_paper, draw_table
from kit.drawing.fonts import FontMissing
from kit.drawing.joining import joined, pages_of
from kit.drawing.listing import PARTY
from members import issuing, papers, scope
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


@dataclass(frozen=True)
class Whole:
    """A PDF, and the ids of everybody whom its annex names."""

    pdf: bytes
    people: list[int]


def draw_whole(minutes: Minutes, one: Reconciliation, *, by: Actor) -> Whole:
    """The minutes with the roster of the closing day behind them. Raises Refusal as `draw` does."""
    first = draw(minutes)
    annex, people = _annex(one, minutes.place_and_day, first_page=pages_of(first) + 1, by=by)
    return Whole(joined(first, annex), people)


def _annex(one: Reconciliation, place_and_day: str, *, first_page: int, by: Actor) -> tuple[bytes, list[int]]:
    out, day, form, people = io.BytesIO(), one.round.closing_day, papers.FORMS[ANNEX], list[int]()
    with scope.opened(scope.whole_register(by.day)):
        issued = issuing.of_body(one.organisation_id, day)
        head = replace(papers.head(form, issued, one.organisation, day), place_and_day=place_and_day)
        totals = papers.closing(issued, one.organisation, day).totals
        rows = papers.sections(form, one.organisation, day, None, people)
        draw_table(out, head, form.columns, rows, Closing(totals), fonts=Path(settings.DOCUMENT_FONT_DIR),
                   first_page=first_page, lines=form.lines)  # fmt: skip
    return out.getvalue(), people


def file_name(one: Reconciliation, name: str) -> str:
    """bien-ban-doi-khop-dang-bo-xa-an-khe-2026-06-30.pdf"""
    return papers.file_called(f"Biên bản đối khớp {name}", one.round.closing_day, "pdf")
