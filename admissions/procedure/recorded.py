"""What the former cell of a file recorded is put right by who recorded it, or by a committee above (0146)."""

from __future__ import annotations

from datetime import date
from typing import Any

from admissions.procedure.reading import File
from admissions.rules import authority, handing_over
from members import kept, rights, successors
from members.rights import Actor


def check_own(file: File, row: Any, day: date, by: Actor) -> None:
    """Asked by every verb that puts a row of a file right or takes it away, and by the page: `row` tells of `day` and
    keeps by whose account it was recorded; None: the head of the file, which keeps none. Raises RuleBroken."""
    if file.came_on is None or day >= file.came_on:
        return
    mine = row is not None and by.account is not None and row.account_id == by.account.pk
    over = rights.may(by, "record_committee_vote", rights.case_of_organisation(file.cell))
    authority.check_recorded(file.came_on, day, mine=mine, over=over)


def check_led(file: File, day: date, by: Actor) -> None:
    """Asked by every verb that records a step of that day: the cell that led the file then did it. Raises RuleBroken
    for who stands above the cell that leads it now alone."""
    later = next((one for one in file.stays if not one.begun_on(day)), None)
    if later is None or later.handed is None:
        return
    former = [one for one in file.stays if one.begun_on(day)][-1].organisation
    if successors.carriers_of({former}, file.day)[former] == file.cell:
        return
    over = rights.may(by, "record_committee_vote", rights.case_of_organisation(former))
    assert later.since is not None  # noqa: S101  (it has not begun by that day)
    called = kept.called({former}, day).get(former, "chi bộ cũ")
    handing_over.check_led_that_day(called, later.since, day, over=over)
