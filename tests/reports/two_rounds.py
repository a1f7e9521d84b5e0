"""Two rounds of An Khê and Tân Lập: the first signed by one of them, in the second one has sent and one is late."""

from __future__ import annotations

from datetime import date

from kit.calendar import PartialDate
from reports.reconciliation.models import Choice, Kind, Reconciliation, Round
from tests import builders
from tests.reports import play, settling

DUE, PAPER_DUE = date(2026, 7, 2), date(2026, 7, 10)
STRANGER = play.row("Hầu Thị Xuân", birth="9/9/1990", card="99999999", cell="")
UN = play.row("Lò Văn Ún", birth="9/2/1970", cell="Chi bộ Thôn 2", card="22222222")


class TwoRounds:
    """In both rounds the card of one person differs. In the second also a date, which the committee wants entered as
    its list says; a stranger, whom nobody has answered; and somebody left out, whom the list is to take in."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        tree = self.cast.tree
        play.person("Sùng A Páo", tree.cell, "11111111")
        play.person("Lò Văn Ún", tree.sibling, "22222222", PartialDate(1970, 2, 9))
        play.person("Vừ Mí Kẻ", tree.other_cell, "33333333", PartialDate(1982, 7, 21))
        self.secretary = builders.actor(self.cast.committee_secretary)
        some = {"committees": [tree.committee, tree.other_committee], "due": DUE}
        self.before: Round = play.opened(since=date(2025, 7, 1), until=date(2026, 1, 1), **some)
        self.now: Round = play.opened(**some)
        self.first, self.own = play.of(self.before, tree.committee), play.of(self.now, tree.committee)
        self.other: Reconciliation = play.of(self.now, tree.other_committee)
        self._first()
        self._second()

    def _first(self) -> None:
        sent = play.sent(self.first, play.file(play.row(card="11111112"), UN))
        settling.answered(settling.point(sent, Kind.NUMBER), Choice.WAIT, due_on=PAPER_DUE)
        play.signed(self.first, builders.TODAY)

    def _second(self) -> None:
        rows = (play.row(card="11111112", birth="6/4/1965"), STRANGER)
        self.sent = play.sent(self.own, play.file(*rows))
        for kind, choice, given in (
            (Kind.NUMBER, Choice.WAIT, {"due_on": PAPER_DUE}), (Kind.ONLY_OURS, Choice.FIX_LIST, {}),
        ):  # fmt: skip
            settling.answered(settling.point(self.sent, kind), choice, by=self.secretary, **given)
        asked = settling.point(self.sent, Kind.DATE)
        settling.answered(asked, Choice.FIX_RECORD, by=self.secretary, paper=builders.PAPER)
