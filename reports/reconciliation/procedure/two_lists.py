"""Who stands in the lists of two committees of one round: said on both sides, and to neither which the other is."""

from __future__ import annotations

from django.db.models import Count

from reports.reconciliation.models import (
    Difference,
    Elsewhere,
    Kind,
    ListedAs,
    ListedPerson,
    Round,
    SentList,
    Signing,
)
from reports.reconciliation.procedure.agreed import Agreed, last_signed
from reports.reconciliation.procedure.agreement import dissolve_unsaid
from reports.reconciliation.procedure.marks import digest, subject_of
from reports.reconciliation.rules import sides
from reports.reconciliation.rules.sides import Sides


def note_two_lists(one: Round) -> None:
    """Make these differences fit the lists that count now, and end what a committee has agreed on where one of them
    comes or goes. Called while the round is locked. What is signed stays as it was signed."""
    listed = _in_two(one)
    signed = set(Signing.unscoped.filter(reconciliation__round=one).values_list("reconciliation", flat=True))
    wanted = {
        (row.list_id, row.member_id): row for row in reversed(_seen(listed)) if row.list.reconciliation_id not in signed
    }
    there = (
        Difference.unscoped.counted()
        .filter(list__reconciliation__round=one, kind=Kind.TWO_LISTS)
        .exclude(list__reconciliation__in=signed)
    )
    known = {(row.list_id, row.member_id): row for row in there}
    gone = [row for at, row in known.items() if at not in wanted]
    Difference.unscoped.filter(pk__in=[row.pk for row in gone]).delete()
    dissolve_unsaid({list_ for list_, _ in wanted.keys() - known.keys()} | {row.list_id for row in gone})
    agreed: dict[int, Agreed] = {}
    rows_of: dict[int, list[ListedPerson]] = {}
    for row in listed:
        rows_of.setdefault(row.member_id, []).append(row)
    for at, row in wanted.items():
        if at not in known:
            if row.list_id not in agreed:
                agreed[row.list_id] = last_signed(row.list.reconciliation)
            other = next(each for each in rows_of[row.member_id] if each.list_id != row.list_id)
            _note(row, agreed[row.list_id], other)


def _in_two(one: Round) -> list[ListedPerson]:
    """Rows of people whom two committees list as their own, in the order of the files. That one has somebody as a
    guest, or as gone, and the other one as its own is what both agree on."""
    newest = SentList.unscoped.newest().filter(reconciliation__round=one)
    rows = ListedPerson.unscoped.filter(list__in=newest, listed_as=ListedAs.OWN)
    lists = Count("list", distinct=True)
    twice = rows.values("member").annotate(lists=lists).filter(lists__gt=1).values("member")
    return list(rows.filter(member__in=twice).select_related("list__reconciliation__round", "member").order_by("pk"))


def _seen(rows: list[ListedPerson]) -> list[ListedPerson]:
    """Those of lists whose committee sees the person; the other one has been told already that there may be a record
    elsewhere."""
    hidden = Elsewhere.unscoped.filter(
        difference__kind=Kind.ELSEWHERE, difference__list__in={row.list_id for row in rows}
    )
    unseen = set(hidden.values_list("difference__list", "member"))
    return [row for row in rows if (row.list_id, row.member_id) not in unseen]


def _note(row: ListedPerson, agreed: Agreed, other: ListedPerson) -> None:
    before, member = agreed.people.get(row.member_id), row.member
    third = (before.unit if before else "") if agreed.is_known else None
    said = Sides("có tên", "có tên", third, stood=agreed.stood([subject_of(member.pk)]))
    told = sides.verdict(Kind.TWO_LISTS, "", said)
    made = Difference.unscoped.create(
        list=row.list, key=digest([Kind.TWO_LISTS, member.pk]), subject=subject_of(member.pk), member=member,
        name=member.full_name, sort_key=member.sort_key, sheet=row.sheet, row=row.row, kind=Kind.TWO_LISTS,
        list_value=said.listed, record_value=said.record, agreed_value=said.agreed, change=told.change,
        answers=told.answers, proposal=told.proposal, seen=member.changed_by,
    )  # fmt: skip
    Elsewhere.unscoped.create(
        difference=made, member=member, organisation_id=other.list.reconciliation.organisation_id,
        seen=member.changed_by,
    )  # fmt: skip
