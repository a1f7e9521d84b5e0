"""What an import would do: every row new, changed, the same or rejected, before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max

from kit.reading import Sheet, Workbook
from kit.reading.table import Table
from members import office, rights
from members.errors import Refusal
from members.importing.compare import compare
from members.importing.facts import Given, given
from members.importing.organisations import Node, Places
from members.importing.problems import Problem
from members.importing.sheets import Choices, Nameless, SheetPlan, tables_of
from members.importing.staged import Outcome, PlannedRow, reject
from members.loading import uncollected
from members.models import Act, Organisation, TreeState
from members.rights import Actor

TELL_EVERY = 200
Told = Callable[[int, int], None]


@dataclass
class Plan:
    """The staged import. Nothing is written yet; `tree`, `newest` (the newest line of the history) and the versions of
    the rows tell what it was made from."""

    file: str
    checksum: str
    day: date
    first_day: date | None
    sheets: list[SheetPlan]
    rows: list[PlannedRow]
    organisations: list[Node]
    tree: int
    under: Organisation | None = None
    # What the sheets were read as, for who asked to keep it: a preview draws them, writing needs nothing of it.
    tables: list[Table] = field(default_factory=list)
    newest: int = 0

    def of(self, outcome: Outcome) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def corrected(self) -> int:
        """How many people it corrects, as a form would: for which one reason is asked."""
        return sum(row.corrects for row in self.of(Outcome.CHANGED))

    @property
    def told_of(self) -> list[int]:
        """Ids of the people of the register of whom the problems say something."""
        met = {row.met for row in self.rows if row.met is not None}
        return sorted(met | {row.record.member.pk for row in self.rows if row.record is not None and row.problems})

    @property
    def problems(self) -> list[Problem]:
        return [problem for row in self.rows for problem in row.problems]


@uncollected()
def make_plan(
    book: Workbook,
    *,
    by: Actor,
    organisation: Organisation | None = None,
    create_organisations: bool = False,
    sheet: str | None = None,
    choices: Choices | None = None,
    keep_tables: bool = False,
    may_ask: bool = False,
    told: Told | None = None,
) -> Plan:
    """Read the lists of `book` as known on `by.day` and hold them against the register.

    Only cells under `organisation` are meant when it is given; only `sheet` is read when it is named; `choices` by
    sheet name overrule what is recognised; with `may_ask` a file whose heads name nobody comes to nothing, for a person
    to say where the names stand. `told(done, total)` hears how many rows are read. Raises NotAllowed, and Refusal for a
    file without a list.
    """
    rights.check_may(by, "import_members", rights.case_of_organisation(organisation))
    # Before anything else is read: what comes while it is read counts as come in between.
    newest = newest_line()
    try:
        tables = tables_of(_only(book.sheets, sheet), choices)
    except Nameless:
        if not may_ask:
            raise
        tables = []
    places = Places(by.day, organisation, may_create=create_organisations)
    sheets, rows = _staged(tables, places, by.day, told)
    if not keep_tables:
        # What was read is not kept beside what came of it.
        tables = []
    compare(rows, by, places.nodes, book.checksum)
    for row in rows:
        if row.outcome is Outcome.NEW and row.node is not None:
            row.node.wanted = True
    generation = TreeState.objects.values_list("generation", flat=True).get()
    return Plan(book.name, book.checksum, by.day, office.first_day(by.day), sheets, rows, places.wanted(), generation,
                organisation, tables, newest)  # fmt: skip


def newest_line() -> int:
    """Number of the newest line of the history: the state of the register."""
    return Act.objects.aggregate(newest=Max("number"))["newest"] or 0


def _staged(
    tables: Sequence[Table], places: Places, day: date, told: Told | None
) -> tuple[list[SheetPlan], list[PlannedRow]]:
    sheets: list[SheetPlan] = []
    rows: list[PlannedRow] = []
    total = sum(len(table.rows) for table in tables)
    for table in tables:
        plan = SheetPlan.of(table, places.of_titles(table.titles) or (places.top if places.under else None))
        sheets.append(plan)
        for person in table.rows:
            rows.append(_placed(given(person, table.sheet, day), places, plan.node))
            if told is not None and len(rows) % TELL_EVERY == 0:
                told(len(rows), total)
    return sheets, rows


def _only(sheets: Sequence[Sheet], wanted: str | None) -> Sequence[Sheet]:
    """The sheet that is named, else all of them."""
    if wanted is None:
        return sheets
    named = [one for one in sheets if one.name == wanted]
    if not named:
        raise Refusal(f"Tệp không có trang tính “{wanted}”.", field="sheet")
    return named


def _placed(one: Given, places: Places, sheet: Node | None) -> PlannedRow:
    row = PlannedRow(one, Outcome.NEW, one.problems)
    if not one.full_name:
        reject(row, "name_missing", "full_name")
        return row
    said = one.unit or one.section
    found = places.cell(said, one.committee, sheet)
    if isinstance(found, Node):
        row.node = found
    elif said or not one.has_left():
        reject(row, found, "organisation", said)
    return row
