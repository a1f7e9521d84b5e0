"""The report of a round to the standing committee (order and words as the directive's point 4 asks: what was compared,
what differed, what is left, what is missing). It names committees and no person: names are on the screen and in the
workbook, for who may read them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from kit.calendar import print_day
from kit.drawing import draw_paper
from kit.drawing.fonts import FontMissing
from kit.drawing.listing import PARTY, cell_text
from members import issuing, wording
from members.errors import Refusal
from reports.reconciliation.models import Standing
from reports.reconciliation.papers import trend
from reports.reconciliation.rules.overview import OPEN, Counts, Line, Overview
from reports.reconciliation.rules.rounds import State

# Rounds that stand beside each other on a portrait page.
BESIDE = 4
# Two states in the few words of a narrow column.
SHORT = {State.AGREED: "đã thống nhất", State.SIGNED: "đã ký"}


@dataclass(frozen=True)
class Row:
    """One line of a table: its name, what else it says, and whether it is the sum."""

    name: str
    cells: list[str]
    kind: str = ""


def draw(past: list[Overview]) -> bytes:
    """The PDF about the last of these rounds; the same figures give the same bytes. Raises Refusal where the document
    font is missing."""
    context = said(past)
    html = unicodedata.normalize("NFC", render_to_string("reports/papers/overview.html", {"r": context}))
    try:
        return draw_paper(html, fonts=Path(settings.DOCUMENT_FONT_DIR), title=context["title"])
    except FontMissing as error:
        raise Refusal(str(error)) from error


def said(past: list[Overview]) -> dict[str, Any]:
    """Everything that stands on the paper, in words."""
    now = past[-1]
    one, whole, issued = now.round, now.whole, issuing.of_office(now.day)
    return {
        "title": f"Báo cáo kết quả đối khớp {one.subject} đảng viên {trend.name(now)}", "party": PARTY,
        "parent": issued.parent.upper() or issuing.OPEN, "issuer": issued.body.upper() or issuing.OPEN,
        "body": issued.body or issuing.OPEN, "sign": issued.signature, "is_full": one.is_full, "subject": one.subject,
        "place_and_day": issued.open_day(now.day), "number": issued.open_number("BC"),
        "period": trend.name(now), "first_day": print_day(one.since), "closing_day": print_day(one.closing_day),
        "due": print_day(one.due_on), "today": print_day(now.day), "count": number(len(now.lines)),
        "received": number(now.received), "signed": number(now.signed), "late": now.late,
        "whole": whole, "total": number(whole.total), "open": number(whole.open), "records": number(whole.records),
        "settled": number(whole.total - whole.open), "per_hundred": wording.decimal(whole.per_hundred()),
        "places": places(now), "kinds": kinds(now), "ways": ways(now), "left": left(now),
        "unsigned": [line for line in now.lines if line.is_received and line.state is not State.SIGNED],
        "come_back": trend.come_back(now),
        "rounds": [trend.name(each) for each in past[-BESIDE:]], "trend": beside(past[-BESIDE:]),
        "has_past": len(past) > 1, "chart": trend.chart(past[-BESIDE:]),
        "copies": (*issued.copies[:-1], "Các nơi trong đợt,", *issued.copies[-1:]),
    }  # fmt: skip


def number(value: int | None) -> str:
    return "–" if value is None else cell_text(value)


def places(now: Overview) -> list[Row]:
    """Table 1: how far each committee is."""
    rows = [Row(line.name, [_state(line), *_people(now, line.counts, line)]) for line in now.lines]
    sums = [f"{now.received}/{len(now.lines)} đã gửi", *_people(now, now.whole, None)]
    return [*rows, Row("Cộng", sums, "sum first")]


def state_words(state: State) -> str:
    return SHORT.get(state, str(state.value))


def _state(line: Line) -> str:
    if line.is_received:
        return state_words(line.state)
    return f"quá hạn {line.late} ngày" if line.late else f"chưa gửi, hạn {print_day(line.due)}"


def _people(now: Overview, counts: Counts, line: Line | None) -> list[str]:
    if not now.round.is_full:
        return [number(one) for one in now.noted(line)]
    if line is not None and not line.is_received:
        return ["–"] * 4
    return [number(counts.listed), number(counts.records), number(counts.total), wording.decimal(counts.per_hundred())]


def kinds(now: Overview) -> list[Row]:
    """Table 2: kinds that occur, the most first."""
    rows = [
        Row(str(kind.label).capitalize(), [
            number(count), number(now.whole.of([kind], OPEN)),
            ", ".join(f"{line.short or line.name} {number(many)}" for line, many in now.most(kind)),
        ])
        for kind, count in now.whole.by_kind()
    ]  # fmt: skip
    return [*rows, Row("Cộng", [number(now.whole.total), number(now.whole.open), ""], "sum first")]


def ways(now: Overview) -> list[Row]:
    """Table 3: how the differences of each committee stand; the columns add up to the first."""
    some = [(line.name, line.counts, "") for line in now.lines if line.counts.total]
    return [
        Row(name, [number(counts.total), *(number(counts.of(standings=[way])) for way in Standing)], kind)
        for name, counts, kind in [*some, ("Cộng", now.whole, "sum first")]
    ]


def left(now: Overview) -> list[Row]:
    """Table 4: committees with something open: who must answer, what waits for papers, until when."""
    return [
        Row(line.name, [
            *(number(line.counts.of(standings=[way])) for way in (Standing.COMMITTEE, Standing.OFFICER, Standing.WAIT)),
            print_day(line.counts.next_due) if line.counts.next_due else "", number(line.counts.overdue),
        ])
        for line in now.lines if line.counts.open
    ]  # fmt: skip


def beside(past: list[Overview], *, every_kind: bool = False) -> list[Row]:
    """Table 5: the rounds beside each other."""
    rows = []
    for measure in trend.measures(is_full=past[-1].round.is_full, every_kind=every_kind):
        cells = [number(measure.number(one)) + (f" ({small})" if (small := measure.small(one)) else "") for one in past]
        rows.append(Row(measure.label, cells, "sum" if measure.heads else ""))
    return rows
