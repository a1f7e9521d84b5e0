"""A made-up round for a demonstration: what was signed last time, some lists with the slips that people make, some
committees late."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter

from kit.calendar import half_year, print_day
from members import figures, history, scope, tree
from members.models import (
    Account,
    Departure,
    DepartureKind,
    Membership,
    Number,
    Organisation,
    Placement,
    Role,
    RoleKind,
)
from members.procedure.people import birth_of
from members.rights import Actor
from reports.reconciliation import procedure
from reports.reconciliation.models import Choice, Difference, Kind, Reconciliation, Round

HEAD = ("TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ ĐV",
        "Ghi chú")  # fmt: skip
# Fewer before: each list that is sent and settled takes a second of the demonstration's making.
ASKED, SENT, BEFORE = 7, 3, 4
OPENED, DUE, LATER = timedelta(days=25), timedelta(days=3), timedelta(days=7)
STRANGER = ["Hầu Thị Xuân", "12/9/2001", "Nữ", "", "19/5/2026", "", "", ""]
Cells = list[str]


def make(*, by: Actor, at: datetime) -> list[str]:
    """The half year that ended last, and what was signed for the one before it. Answers what was made, in words."""
    since, until = half_year(half_year(by.day)[0] - timedelta(days=1))
    before = half_year(since - timedelta(days=1))
    chosen = _chosen(before[1] - timedelta(days=1), until - timedelta(days=1), by)
    last = procedure.rounds.open_round(
        by=replace(by, day=before[1]), since=before[0], until=before[1], due_on=before[1] + LATER,
        committees=chosen[:BEFORE],
    )  # fmt: skip
    _signed(last, by=by, at=at)
    opening, due = replace(by, day=by.day - OPENED), max(by.day - DUE, until - timedelta(days=1))
    one = procedure.rounds.open_round(by=opening, since=since, until=until, due_on=due, committees=chosen)
    rows = _asked_first(one, by)
    for number, row in enumerate(rows[:SENT]):
        _send(row, number, by=replace(by, day=by.day - LATER + timedelta(days=number)), at=at)
    if len(rows) > SENT:
        procedure.rounds.postpone(rows[SENT], by=opening, due_on=by.day + LATER, why="mưa lũ, chưa họp chi bộ được")
    return [f"Đợt đối khớp đến {print_day(one.closing_day)}: {min(SENT, len(rows))} trên {len(rows)} nơi đã gửi."]


def _chosen(earlier: date, later: date, by: Actor) -> list[Organisation]:
    """Committees of both closing days, as many as are asked."""
    days = [{pk for pk, _ in procedure.rounds.committees_on(day)} for day in (earlier, later)]
    there, led = Organisation.unscoped.filter(pk__in=set.intersection(*days)).order_by("pk"), _led(by)
    return sorted(there, key=lambda one: one.pk not in led)[:ASKED]


def _signed(last: Round, *, by: Actor, at: datetime) -> None:
    """Everybody sent, settled and signed the round before. The papers of it are not drawn: they would take as long as
    all the rest."""
    sent, day = replace(by, day=last.until + LATER), last.until + 2 * LATER
    rows = _asked_first(last, by)
    for number, row in enumerate(rows):
        _send(row, number, by=sent, at=at)
    # Only now is it known who stands in two of the lists.
    for row in rows:
        _settle(row, by=sent)
    with history.act("make_sample_district", by=replace(by, day=day)):
        for row in rows:
            procedure.freezing.freeze(row, by=by, signed_on=day)


def _settle(one: Reconciliation, *, by: Actor) -> None:
    """The committee corrects its list; who is on probation too long waits for papers."""
    for point in Difference.unscoped.filter(list__reconciliation=one).select_related("list__reconciliation__round"):
        if point.kind in (Kind.PROBATION, Kind.IMPLAUSIBLE):
            procedure.answering.answer(point, by=by, choice=Choice.WAIT, due_on=by.day + OPENED)
        else:
            procedure.answering.answer(point, by=by, choice=Choice.FIX_LIST)


def _led(by: Actor) -> set[int]:
    """Committees whose secretary has an account."""
    return set(Role.unscoped.valid_on(by.day).filter(kind=RoleKind.COMMITTEE).values_list("organisation", flat=True))


def _asked_first(one: Round, by: Actor) -> list[Reconciliation]:
    """Its reconciliations, the committee whose secretary has an account before the others."""
    led = _led(by)
    rows = Reconciliation.unscoped.filter(round=one).select_related("round", "organisation").order_by("pk")
    return sorted(rows, key=lambda row: row.organisation_id not in led)


def _send(one: Reconciliation, number: int, *, by: Actor, at: datetime) -> None:
    role = Role.unscoped.filter(organisation=one.organisation_id, kind=RoleKind.COMMITTEE).first()
    account = role.account if role else Account.objects.order_by("pk")[0]
    title = procedure.rounds.called(one, one.round.closing_day)
    rows = [*_spoiled(_listed(one, by), number), *_still_listed(one, by)]
    if not rows:
        return
    data = _book(title, rows, print_day(one.round.closing_day))
    upload = procedure.receiving.keep(one, "danh-sach-dang-vien.xlsx", data, account=account, at=at)
    procedure.receiving.receive(one, upload, by=by, seen=0, anyway=True)


def _listed(one: Reconciliation, by: Actor) -> list[Cells]:
    """Who is in the committee on the closing day, as it would list them: name, birth, sex, cell, days, card."""
    with scope.opened(scope.whole_register(by.day)):
        placed = figures.counted(one.organisation_id, one.round.closing_day).select_related("member", "membership")
        return _rows(list(placed.order_by("organisation", "member__sort_key")), one.round.closing_day)


def _still_listed(one: Reconciliation, by: Actor) -> list[Cells]:
    """Who died last and who moved away last before the closing day: nobody has struck them off the list."""
    day = one.round.closing_day
    with scope.opened(scope.whole_register(by.day)):
        here = Placement.objects.within(tree.place_on(one.organisation_id, day)).official().select_related("membership")
        counted = figures.counted(one.organisation_id, day).values("member")
        gone = list(here.filter(until__lte=day).exclude(member__in=counted).select_related("member").order_by("-until"))
    left = Departure.unscoped.on(day).filter(membership__in=[row.membership_id for row in gone])
    how = dict(left.values_list("membership", "kind"))
    ways = [how.get(row.membership_id, DepartureKind.MOVED_OUT) for row in gone]
    firsts = [ways.index(way) for way in (DepartureKind.DEATH, DepartureKind.MOVED_OUT) if way in ways]
    return _rows([gone[at] for at in firsts], day)


def _rows(placed: list[Placement], day: date) -> list[Cells]:
    cells = dict(procedure.rounds.names_of([row.organisation_id for row in placed], day))
    cards = dict(Number.unscoped.on(day).filter(member__in=[row.member_id for row in placed])
                 .order_by("kind").values_list("member", "value"))  # fmt: skip
    return [
        _row(row, row.membership, day, cells.get(row.organisation_id, ""), cards.get(row.member_id, ""))
        for row in placed
    ]


def _row(row: Placement, spell: Membership, day: date, cell: str, card: str) -> Cells:
    born = birth_of(row.member)
    days = [print_day(one) if one and one <= day else "" for one in (spell.admitted_on, spell.official_on)]
    sex = {"m": "Nam", "f": "Nữ"}.get(row.member.sex, "")
    return [row.member.full_name, str(born) if born else "", sex, cell, *days, card, ""]


def _spoiled(rows: list[Cells], number: int) -> list[Cells]:
    """The slips that people make, each at some row, other rows for each committee."""
    if not rows:
        return []
    for at, slip in enumerate(SLIPS):
        place = (7 * at + 3 + number) % len(rows)
        rows[place] = slip(list(rows[place]))
    left_out = (6 + number) % len(rows)
    twice = rows[(11 + number) % len(rows)]
    rows = rows[:left_out] + rows[left_out + 1 :]
    return [*rows, list(twice), [STRANGER[0], STRANGER[1], STRANGER[2], twice[3], *STRANGER[4:]]]


def _exchanged(row: Cells) -> Cells:
    """The last two digits of the card."""
    return [*row[:6], row[6][:-2] + row[6][:-3:-1], *row[7:]]


def _later(row: Cells) -> Cells:
    """Another month of admission."""
    day, _, rest = row[4].partition("/")
    month, _, year = rest.partition("/")
    return [*row[:4], f"{day}/{int(month) % 12 + 1}/{year}" if year else row[4], *row[5:]]


def _otherwise(row: Cells) -> Cells:
    """Lý for Lí, and the other way round."""
    name = row[0]
    other = name.replace("ý", "í") if "ý" in name else name.replace("í", "ý") if "í" in name else name
    return [other, *row[1:]]


def _other_sex(row: Cells) -> Cells:
    return [*row[:2], {"Nam": "Nữ", "Nữ": "Nam"}.get(row[2], ""), *row[3:]]


def _other_year(row: Cells) -> Cells:
    """The year of the official date."""
    day, _, year = row[5].rpartition("/")
    return [*row[:5], f"{day}/{int(year) + 1}" if year else "", *row[6:]]


def _remarked(said: str) -> Callable[[Cells], Cells]:
    """What the committee knows of the standing, or believes, stands among its remarks."""
    return lambda row: [*row[:-1], said]


def _on_probation(row: Cells) -> Cells:
    """Not yet noted that the person was recognised."""
    return [*row[:5], "", *row[6:-1], "Dự bị"]


SLIPS: tuple[Callable[[Cells], Cells], ...] = (
    _exchanged, _later, _otherwise, _other_sex, _other_year,
    _remarked("Đã mất"), _remarked("Chuyển sinh hoạt"), _remarked("Miễn sinh hoạt"), _on_probation,
)  # fmt: skip


def _book(title: str, rows: list[Cells], day: str) -> bytes:
    """One sheet as a committee types it: a title, the day, heads, people, a signature."""
    to = io.BytesIO()
    book = xlsxwriter.Workbook(to, {"in_memory": True})
    sheet: Any = book.add_worksheet("DS")
    sheet.write(0, 0, title.upper())
    sheet.write(1, 0, f"DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY {day}")
    sheet.write_row(3, 0, HEAD)
    for number, cells in enumerate(rows, 1):
        sheet.write_row(3 + number, 0, [number, *cells])
    sheet.write(6 + len(rows), 5, "T/M ĐẢNG ỦY")
    book.close()
    return to.getvalue()
