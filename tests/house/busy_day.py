"""A district in the middle of its year: what the start page is asked on, so that no question of it stays unasked."""

from __future__ import annotations

from datetime import date

from admissions.models import StepKind
from members.models import Organisation
from reports.reconciliation.models import Choice, Kind, Side
from tests import builders
from tests.admissions import play as admissions
from tests.reports import play, settling

S = StepKind
SINCE, UNTIL = date(2025, 7, 1), date(2026, 1, 1)
DUE, PAPER_DUE = date(2026, 7, 2), date(2026, 7, 10)
# When the page is looked at: lists and papers are late by then.
LATER = "2026-07-20 05:00:00+00:00"


def rounds(tree: builders.Tree) -> None:
    """One committee has signed, another has answered, a third has not sent, and papers of both should have come long
    ago by the day on which the page is looked at."""
    for name, where, card in (("Sùng A Páo", tree.cell, "11111111"), ("Vừ Mí Kẻ", tree.other_cell, "33333333")):
        play.person(name, where, card)
    one = play.opened(since=SINCE, until=UNTIL, due=DUE, committees=asked(tree))
    for where, row in (
        (tree.committee, play.row(card="11111112")),
        (tree.other_committee, play.row("Vừ Mí Kẻ", card="33333334", cell="Chi bộ Thôn Đồng")),
    ):
        sent = play.sent(play.of(one, where), play.file(row, titles=()), anyway=True)
        settling.answered(settling.point(sent, Kind.NUMBER), Choice.WAIT, due_on=PAPER_DUE)
    play.signed(play.of(one, tree.committee), builders.TODAY)


def asked(tree: builders.Tree) -> list[Organisation]:
    return [tree.committee, tree.other_committee, tree.grass_cell]


def numbers(tree: builders.Tree) -> None:
    """A round of numbers beside it: minutes on which both sides agree wait to be signed."""
    light = play.opened(since=date(2025, 1, 1), until=SINCE, due=DUE, committees=asked(tree), kind="numbers")
    play.agreed_light(play.of(light, tree.other_committee), Side.COMMITTEE, Side.OFFICER)


def files(tree: builders.Tree) -> None:
    """Before and after the vote of the cell, without the decision, without the ceremony, without the records, and of
    somebody whose probation is over; one is on probation without a file."""
    ends = (S.CERTIFICATE, S.VERIFIED, S.GATHERED, S.CELL, S.COMMITTEE, S.DECISION, S.CEREMONY)
    for letter, last, cell in zip("ABCDEFG", ends, (tree.sibling, tree.other_cell) * 4, strict=False):
        admissions.until(admissions.found(cell, f"Giàng Thị Mỷ {letter}"), last)
    admissions.probationer(tree.sibling, "Thào Thị Say")
    builders.member("Cư Seo Chẩn", tree.sibling, admitted_on=date(2025, 5, 2), official_on=None,
                    recognition_decision=None)  # fmt: skip
