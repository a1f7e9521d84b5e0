"""How a committee's file is read: its sheets as they are shown, whose list its titles say it is, and of when."""

from __future__ import annotations

from collections.abc import Iterator

from kit.reading import Workbook
from kit.reading.table import Table
from members.importing import Choices, Plan, SheetPlan
from members.importing.organisations import Node, Places
from members.uploads.parts import HEAD, Piece
from members.uploads.sheets import drawn
from reports.reconciliation.models import Reconciliation
from reports.reconciliation.procedure.rounds import called
from reports.reconciliation.rules import lists as rules


def check_titles(tables: list[Table], one: Reconciliation, *, anyway: bool) -> None:
    """Raises RuleBroken for the list of another committee, Asked where the titles speak of another period."""
    places = Places(one.round.closing_day, None, may_create=False)
    named = [(table.file, places.of_titles(table.titles)) for table in tables]
    others = [(file, node.name) for file, node in named
              if node is not None and not _is_theirs(node, places, one.organisation_id)]  # fmt: skip
    rules.check_theirs([name for _, name in others], called(one, one.round.closing_day), [file for file, _ in others])
    rules.check_of_period([title for table in tables for title in table.titles], one.round, anyway=anyway)


def _is_theirs(node: Node, places: Places, committee: int) -> bool:
    """The committee itself, something under it, or what stands above it."""
    own = places.nodes.get(committee)
    above = own.path() if own is not None else ()
    return any(one.pk == committee for one in node.path()) or any(one is node for one in above)


def pieces(book: Workbook, tables: list[Table], choices: Choices, one: Reconciliation) -> Iterator[Piece]:
    """The sheets as the page of reading shows them: nothing is held against the register here."""
    said = [SheetPlan.of(table) for table in tables]
    plan = Plan(book.name, book.checksum, one.round.closing_day, None, said, [], [], 0, tables=tables)
    sheets = drawn(book, plan, choices)
    yield HEAD, 0, {"sheets": [sheet.head for sheet in sheets]}
    for sheet in sheets:
        yield from sheet.pieces()
