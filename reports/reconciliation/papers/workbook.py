"""A round as a workbook: each committee, every kind, what is left by name, the rounds beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from kit.calendar import print_day
from kit.drawing import Cell, Column, Head, Section, SheetOf, write_book
from kit.names import sort_key
from members import issuing, wording
from members.rights import Actor
from reports.reconciliation import figures
from reports.reconciliation.models import Answer, Difference, Kind, Standing
from reports.reconciliation.papers import trend
from reports.reconciliation.papers.overview import beside, state_words
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.overview import OPEN, Counts, Line, Overview

PLACE, NUMBER = Column("Nơi đối khớp", 60), 22
PLACES = (
    PLACE, Column("Đến đâu", 32), Column("Hạn gửi", 24, "right"),
    *(Column(words, NUMBER, "right") for words in (
        "Danh sách", "Hồ sơ", "Trường hợp lệch", "Trên 100 đảng viên",
        *(str(way.label).capitalize() for way in Standing), "Hạn giấy tờ gần nhất", "Giấy tờ quá hạn",
        "Lặp lại từ đợt trước",
    )),
)  # fmt: skip
LIGHT = (*PLACES[:3], *(Column(words, NUMBER, "right") for words in ("Đảng viên", "Chính thức", "Dự bị")))
KINDS = (PLACE, *(Column(str(kind.label).capitalize(), NUMBER, "right") for kind in Kind),
         Column("Cộng", NUMBER, "right"))  # fmt: skip
LEFT = (
    Column("Họ và tên", 50), Column("Chi bộ", 50), PLACE, Column("Loại lệch", 50), Column("Mục", 30),
    Column("Còn chờ", 40), Column("Hạn", 24, "right"),
)  # fmt: skip


def write(to: BinaryIO, past: Sequence[Overview], *, by: Actor, about: Sequence[tuple[str, str]]) -> list[int]:
    """The workbook about the last of these rounds; answers the ids of everybody named. Names stand in it for who opens
    the committee's pages."""
    now = past[-1]
    sheets = [SheetOf("Từng nơi", _head(now, ""), PLACES if now.round.is_full else LIGHT, [Section("", _places(now))])]
    people: list[int] = []
    if now.round.is_full:
        sheets.append(SheetOf("Theo loại", _head(now, "theo loại lệch"), KINDS, [Section("", _kinds(now))]))
        opened = figures.opened_by(by, [line.row for line in now.lines])
        if opened:
            rows = _left(now, [line for line in now.lines if line.row.pk in opened], people)
            sheets.append(SheetOf("Việc còn lại", _head(now, "việc còn lại"), LEFT, [Section("", rows)]))
    columns = (Column("Chỉ tiêu", 60), *(Column(trend.name(one), 40, "right") for one in past))
    rows = [[one.name, *one.cells] for one in beside(list(past), every_kind=True)]
    sheets.append(SheetOf("Qua các đợt", _head(now, "qua các đợt"), columns, [Section("", rows)]))
    write_book(to, sheets, about=about)
    return sorted(set(people))


def _head(now: Overview, what: str) -> Head:
    issued = issuing.of_office(now.day)
    return Head(
        parent=issued.parent.upper() or issuing.OPEN, issuer=issued.body.upper() or issuing.OPEN,
        place_and_day=f"Tính đến ngày {print_day(now.day)}",
        title=f"KẾT QUẢ ĐỐI KHỚP {now.round.subject.upper()} ĐẢNG VIÊN",
        subject="\n".join(part for part in (f"{trend.name(now)}, so vào ngày {print_day(now.round.closing_day)}", what)
                          if part),
    )  # fmt: skip


def _places(now: Overview) -> Iterator[list[Cell]]:
    for line in now.lines:
        state = f"quá hạn {line.late} ngày" if line.late else state_words(line.state)
        yield [line.name, state, line.due, *_numbers(now, line.counts, line)]
    yield ["Cộng", f"{now.received}/{len(now.lines)} đã gửi", "", *_numbers(now, now.whole, None)]


def _numbers(now: Overview, counts: Counts, line: Line | None) -> list[Cell]:
    if not now.round.is_full:
        return ["" if one is None else one for one in now.noted(line)]
    return [
        counts.listed, counts.records, counts.total, wording.decimal(counts.per_hundred()),
        *(counts.of(standings=[way]) for way in Standing), counts.next_due or "", counts.overdue, counts.come_back,
    ]  # fmt: skip


def _kinds(now: Overview) -> Iterator[list[Cell]]:
    for name, counts in [*((line.name, line.counts) for line in now.lines), ("Cộng", now.whole)]:
        yield [name, *(counts.of([kind]) for kind in Kind), counts.total]


def _left(now: Overview, lines: Sequence[Line], people: list[int]) -> list[list[Cell]]:
    """Whatever is open, committee by committee, in the order of names; `people` gets the ids of who has a record."""
    names = {line.row.pk: line.name for line in lines}
    answered, rest = figures.points_of(sorted(names), figures.Wish(standings=tuple(OPEN)))
    found = [(one.reconciliation_id, one) for one in answered]
    found += [(one.list.reconciliation_id, one) for one in rest.select_related("list").defer("list__upload")]
    order = {line.row.pk: at for at, line in enumerate(lines)}
    found.sort(key=lambda each: (order[each[0]], sort_key(each[1].name), each[1].pk))
    people.extend(one.member_id for _, one in found if one.member_id)
    return [_open(names[place], one) for place, one in found]


def _open(place: str, one: Answer | Difference) -> list[Cell]:
    standing = Standing(one.standing)  # type: ignore[union-attr]
    due = getattr(one, "due_on", None) if standing is Standing.WAIT else None
    kind, head = str(Kind(one.kind).label).capitalize(), sentences.FIELDS.get(one.field, "")
    return [one.name, one.cell, place, kind, head, str(standing.label).capitalize(), due or ""]
