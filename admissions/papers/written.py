"""A paper as its layout draws it: finished words, and dotted lines for what the register does not keep."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from admissions.models import StepKind
from admissions.procedure import probation
from admissions.procedure.reading import File
from admissions.rules.papers import Kind, Layout
from kit.calendar import PartialDate, print_day, spell_day
from kit.drawing import Signature, draw_paper
from kit.drawing.fonts import FontMissing
from kit.drawing.listing import PARTY
from members import called, issuing
from members.errors import Refusal
from members.issuing import Issuer
from members.models import Decision
from members.procedure.people import birth_of

# A dotted run breaks anywhere, a number of a paper nowhere.
RUN, NUMBER = re.compile("…{4,}"), re.compile(r"(?<=số )\d[\w./-]{2,17}(?=[, ])")
PROVINCE = re.compile(r"^(?:Tỉnh ủy|Thành ủy)\b", re.IGNORECASE)
DOTS = "…" * 8
SHORT = "…" * 3
DAY_OPEN = "ngày …… tháng …… năm ………"


@dataclass(frozen=True)
class Top:
    """The head: who issues, the number line ("" for none), place and day; `form`: the number of the form."""

    parent: str
    body: str
    number: str
    place_and_day: str
    form: str = ""


@dataclass(frozen=True)
class Part:
    """A heading with paragraphs or items, and lines for a pen below them."""

    title: str = ""
    lines: Sequence[str] = ()
    items: Sequence[str] = ()
    pen: int = 0

    @property
    def rows(self) -> range:
        return range(self.pen)


@dataclass(frozen=True)
class Table:
    """`heads`: (words, class of the column's width, "" for what is left); a row of one cell is a title."""

    heads: Sequence[tuple[str, str]]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Written:
    """`name`: QUYẾT ĐỊNH, and `subject` below it; `grounds` and `acting` stand before the text; `note` last, small.
    `people`: ids of members whom it names."""

    top: Top
    name: str
    subject: str
    parts: Sequence[Part]
    right: Signature
    left: Signature | None = None
    copies: Sequence[str] = ()
    grounds: Sequence[str] = ()
    acting: str = ""
    table: Table | None = None
    after: Sequence[Part] = ()
    note: str = ""
    people: tuple[int, ...] = ()


TEMPLATES = {
    Layout.TEXT: "admissions/papers/text.html", Layout.MINUTES: "admissions/papers/minutes.html",
    Layout.LIST: "admissions/papers/list.html",
}  # fmt: skip


def draw(kind: Kind, written: Written) -> bytes:
    """The PDF; the same words give the same bytes. Raises Refusal where the document font is missing."""
    title = f"{written.name.capitalize()} {written.subject}"
    html = render_to_string(TEMPLATES[kind.layout], {"w": written, "party": PARTY, "title": title})
    html = NUMBER.sub(r'<span class="nb">\g<0></span>', RUN.sub(r'<span class="dots">\g<0></span>', html))
    try:
        return draw_paper(unicodedata.normalize("NFC", html), fonts=Path(settings.DOCUMENT_FONT_DIR), title=title)
    except FontMissing as error:
        raise Refusal(str(error)) from error


def top(issued: Issuer, *, form: str = "", symbol: str = "", paper: Decision | None = None, day: date) -> Top:
    """The head of whoever issues. `symbol`: the kind of paper in its number line, "" for none; `paper`: number and day
    as they were signed, else both stay open and `day` says the year."""
    number = issued.open_number(symbol) if symbol else ""
    if paper is not None and paper.number:
        number = paper.number
    signed = paper.signed_on if paper is not None else None
    place_and_day = f"{issued.place or issuing.OPEN}, {spell_day(signed)}" if signed else issued.open_day(day)
    return Top(_parent(issued), issued.body.upper() or issuing.OPEN, number, place_and_day, form)


def _parent(issued: Issuer) -> str:
    """A provincial committee stands under nobody's head."""
    return issued.parent.upper() or ("" if PROVINCE.match(issued.body) else issuing.OPEN)


def dated(issued: Issuer, *, form: str = "", day: date | None, today: date) -> Top:
    """The head of a paper without a number: of that day, or with the day open."""
    head = top(issued, form=form, day=today)
    said = f"{issued.place or issuing.OPEN}, {spell_day(day)}" if day else head.place_and_day
    return Top(head.parent, head.body, "", said, form)


def paper(decision: Decision | None, called: str, by: str = "") -> str:
    """ "Nghị quyết số 12-NQ/CB, ngày 05/7/2026 của Chi bộ Nà Mạ", as far as it is known; dots for the rest. `by`: whose
    it is where nobody typed that."""
    if decision is None:
        return f"{called} số {SHORT}, ngày {SHORT}"
    day = print_day(decision.signed_on) if decision.signed_on else SHORT
    whose = decision.body or by
    body = f" của {whose}" if whose else ""
    return f"{called} số {decision.number or SHORT}, ngày {day}{body}"


def speaks_of(file: File, day: date) -> Any:
    """Of whom a paper of that day speaks: from the ceremony on who somebody is stands in the register, called as then;
    before, in the file."""
    one = file.applicant
    if one.member is None:
        return one
    found = copy(one.member)
    found.full_name = called.name_on(one.member, day)
    return found


def held_on(file: File, found: probation.Probation | None = None) -> date:
    """When the probation began, as the register has it by now; asked of a file that has its ceremony. `found`: what
    followed it, where that is known already."""
    return (found or probation.of_file(file)).path.admitted_on or file.way.days[StepKind.CEREMONY]


def born(one: Any) -> str:
    """ "sinh ngày 18/9/2001", "sinh tháng 9/2001", "sinh năm 2001"; dots where it is not known."""
    birth: PartialDate | None = birth_of(one)
    if birth is None:
        return f"sinh ngày {DOTS}"
    return f"sinh {'ngày' if birth.day else 'tháng' if birth.month else 'năm'} {birth}"


def person(one: Any, title: str = "quần chúng") -> str:
    """Who it is, as a resolution names it; where the person comes from and lives is left for the pen."""
    sex = f", {one.get_sex_display()}" if one.sex else ""
    return f"{title} {one.full_name}{sex}, {born(one)}, quê quán {DOTS}{DOTS}, nơi cư trú {DOTS}{DOTS}"


def spelled(day: date) -> str:
    """At the beginning of a sentence."""
    said = spell_day(day)
    return said[0].upper() + said[1:]


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}".replace(".", ",") + "%"


def by_hand(kind: Kind, *more: str) -> str:
    """The note below a paper: what is left for the pen."""
    said = (*kind.by_pen, *more)
    return f"Chỗ để chấm điền bằng tay, sổ không lưu: {'; '.join(said)}." if said else ""
