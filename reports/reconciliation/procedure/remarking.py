"""A committee's own workbook given back: beside each row what differs, how it was settled and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kit.calendar import print_day
from kit.reading.table import Table
from kit.reading.workbook import column_number
from members import uploads
from members.importing import tables_of
from members.importing.organisations import key as cell_key
from reports.reconciliation.models import Answer, Choice, Difference, Kind, SentList
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.sides import VALUES

if TYPE_CHECKING:
    from kit.drawing.remarks import Remark

# The columns of a list in which the value of a field stands.
COLUMNS = {
    "full_name": ("full_name", "family_name", "given_name"), "sex": ("sex", "birth_male", "birth_female"),
    "birth_date": ("birth_date", "birth_male", "birth_female"), "admitted_on": ("admitted_on",),
    "official_on": ("official_on",), "card_number": ("card", "card8", "card12"), "unit": ("organisation",),
    **dict.fromkeys(sentences.STATUSES, ("status", "died_on", "left_on", "moved_on")),
}  # fmt: skip
TO_DO = {
    Choice.FIX_LIST: "Đã thống nhất: cơ sở sửa danh sách.", Choice.FIX_RECORD: "Đã thống nhất: sổ ghi theo danh sách.",
    Choice.BOTH: "Đã thống nhất: để cả hai.",
}  # fmt: skip
MISSING_HEAD = "Sổ có mà danh sách không ghi. Còn sinh hoạt ở đây thì ghi thêm vào danh sách; đã đi thì gửi giấy tờ."
ASKED, NOT_YET = "Đã gửi cán bộ tổ chức ghi theo danh sách.", "Chưa trả lời."


@dataclass(frozen=True)
class Remarked:
    """A workbook that is given back, and the ids of everybody whom its remarks name."""

    data: bytes
    people: list[int]


def has_place(sent: SentList, place: int) -> bool:
    """Whether the list was sent in so many files; one alone is at 0."""
    return place < max(1, len(sent.upload.files))


def written(sent: SentList, points: Iterable[Difference], place: int = 0) -> Remarked:
    """An .xlsx: the list as it was sent, with remarks about `points`, which are those that its reader may see.
    `place`: which of several files, from 0. Raises Refusal when its content is gone."""
    from kit.drawing.remarks import remarked  # here, not above: it brings openpyxl and XlsxWriter

    name, data = uploads.files_of(sent.upload)[place]
    whole = uploads.book_of(sent.upload)
    own = uploads.opened(name, data) if sent.upload.files else whole
    every = tables_of(whole.sheets, uploads.choices_of(sent.upload))
    here = [sheet.name for sheet in whole.sheets if sheet.file in ("", name)]
    called = dict(zip(here, (sheet.name for sheet in own.sheets), strict=True))
    tables = {table.sheet: table for table in every if table.sheet in called}
    known = {one.key: one for one in Answer.unscoped.filter(reconciliation=sent.reconciliation_id)}
    told = list(points)
    by_row = _by_row(told, tables)
    missing = [one for one in told if one.kind == Kind.ONLY_OURS]
    if sent.upload.files:
        missing = _asked_here(missing, every, name)
    remarks = {(called[sheet], row): _remark(some, known, tables[sheet]) for (sheet, row), some in by_row.items()}
    heads = {called[at]: one.head.bottom if one.head else one.header_row for at, one in tables.items()}
    people = {one.member_id for some in (missing, *by_row.values()) for one in some if one.member_id}
    return Remarked(remarked(own, data, remarks, heads, [*_missing(missing, known)]), sorted(people))


def _asked_here(points: list[Difference], tables: list[Table], name: str) -> list[Difference]:
    """Who stands in no row is asked for in the file of the cell; of a cell that no file is of, in the first."""
    cells: dict[str, str] = {}
    for table in tables:
        for row in table.rows:
            cells.setdefault(cell_key(row.written("organisation") or row.section or ""), table.file)
    return [one for one in points if cells.get(cell_key(one.record_value), tables[0].file) in (name, "")]


def _by_row(points: list[Difference], tables: Mapping[str, Table]) -> dict[tuple[str, int], list[Difference]]:
    """{(sheet, row): what differs there} of these sheets."""
    full = {name[:80]: name for name in tables}
    by_row: dict[tuple[str, int], list[Difference]] = {}
    for one in points:
        if one.row is not None and one.sheet in full:
            by_row.setdefault((full[one.sheet], one.row), []).append(one)
    return by_row


def _remark(some: list[Difference], known: Mapping[str, Answer], table: Table) -> Remark:
    from kit.drawing.remarks import Remark

    columns = sorted({at for one in some for at in _columns(one, table)})
    return Remark(" ".join(said(one, known.get(one.key)) for one in some), tuple(columns))


def _missing(some: list[Difference], known: Mapping[str, Answer]) -> Iterator[str]:
    """Who stands in our records and in no row: a question, one sentence each."""
    if some:
        yield MISSING_HEAD
    for one in sorted(some, key=lambda each: (each.sort_key, each.pk)):
        yield f"{one.name}, {one.record_value}. {_settled(known.get(one.key))}"


def _columns(one: Difference, table: Table) -> Iterator[int]:
    """The cells of a row in which the value stands; none where the row as a whole is meant."""
    for name in COLUMNS.get(one.field, ()):
        if name in table.columns:
            yield from (column_number(letters) for letters in table.columns[name].split("+"))


def said(one: Difference, known: Answer | None) -> str:
    """A difference, what was settled and what is to be done, in sentences."""
    return f"{_differs(one)} {_settled(known)}"


def _differs(one: Difference) -> str:
    kind = Kind(one.kind)
    if kind in VALUES:
        head = sentences.FIELDS.get(one.field, kind.label.capitalize())
        theirs, ours = (sentences.value(one.field, value) for value in (one.list_value, one.record_value))
        return f"{head}: danh sách ghi {theirs}, sổ ghi {ours}."
    if one.record_value and kind is not Kind.UNCLEAR:
        return f"{kind.label.capitalize()}: {one.record_value}."
    return f"{kind.label.capitalize()}."


def _settled(known: Answer | None) -> str:
    if known is None:
        return NOT_YET
    if known.waits_on_officer:
        return ASKED
    if known.due_on is not None:
        return f"Chờ giấy tờ đến {print_day(known.due_on)}."
    if known.choice == Choice.BOTH:
        return f"{TO_DO[Choice.BOTH]} Lý do: {known.reason}."
    return TO_DO[Choice(known.choice)]


def file_name(sent: SentList, place: int = 0) -> str:
    """What the workbook is called: as it was sent, always an .xlsx."""
    name = sent.upload.files[place][0] if sent.upload.files else sent.upload.file_name
    stem: Any = name.rpartition(".")[0] or name
    return f"{stem} (đối khớp).xlsx"
