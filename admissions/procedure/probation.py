"""What the register knows of whom a file admitted: the spell it began, the papers, the votes, how it ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from admissions.models import Attendance, Matter, RecognitionKind, RecognitionStep, StepKind, Vote, VoteKind
from admissions.procedure.reading import File
from admissions.procedure.spells import by_member, told_of
from admissions.rules.handling import handled
from admissions.rules.probation import Path
from admissions.rules.recognition import Try
from members.models import Decision, Departure, DepartureKind, Member, Membership, Number, Placement
from members.rules.cards import given_in

R = RecognitionKind


@dataclass(frozen=True)
class Probation:
    """`papers`: what was recorded of the steps; `certificate`: what a class of the register gave; `spell`: the one in
    the Party that the file began, None before; `left`: how the person is out of the lists; `path`: as the rules see
    it."""

    path: Path
    papers: Mapping[RecognitionKind, RecognitionStep]
    certificate: Attendance | None = None
    spell: Membership | None = None
    left: Departure | None = None

    @property
    def struck_off(self) -> Departure | None:
        """The departure by which the level above struck the probationer off; None for whoever left otherwise."""
        return self.left if self.left is not None and self.left.kind == DepartureKind.STRIKING_OFF else None

    @property
    def was_mistaken(self) -> bool:
        """The record was made by mistake: nobody was admitted."""
        return self.left is not None and self.left.kind == DepartureKind.WRONG_RECORD

    def paper_of(self, kind: RecognitionKind) -> Decision | None:
        """The paper a step rests on that is no vote."""
        if kind == R.DECISION:
            return self.spell.recognition_decision if self.spell else None
        if kind == R.CERTIFICATE and self.certificate is not None:
            return self.certificate.decision
        return self.papers[kind].decision if kind in self.papers else None


def of_file(file: File) -> Probation:
    return of_files([file])[file.applicant.pk]


def of_files(files: Collection[File]) -> dict[int, Probation]:
    """{file: what is known}, in as many questions for many as for one."""
    admitted = [one for one in files if one.applicant.member_id is not None]
    pks = [one.applicant.pk for one in admitted]
    spells, begun = _spells(admitted)
    papers = _by_file(RecognitionStep.unscoped, pks, "decision", "account", "helper__member")
    given = _by_file(Attendance.unscoped.exclude(certified_on=None), pks, "course", "decision", "account")
    for file in (one for one in admitted if one.left_on is not None):
        pk = file.applicant.pk
        papers[pk] = [row for row in papers[pk] if _is_told(file, row.day)]
        given[pk] = [row for row in given[pk] if _is_told(file, row.certified_on)]
    gone = _gone(spells.values(), begun)
    return {
        file.applicant.pk: _one(
            file, spells.get(file.applicant.pk), {R(row.kind): row for row in papers[file.applicant.pk]},
            next(iter(given[file.applicant.pk]), None), gone,
        )
        for file in files
    }  # fmt: skip


def _is_told(file: File, day: date | None) -> bool:
    """Whether what happened that day is told in the file: a former cell reads what was done up to then."""
    return file.left_on is None or (day is not None and day < file.left_on)


def _by_file(rows: Any, pks: Sequence[int], *related: str) -> defaultdict[int, list[Any]]:
    found = defaultdict[int, list[Any]](list)
    asked = rows.filter(applicant__in=pks).select_related(*related).order_by("pk")
    for row in asked if pks else ():
        found[row.applicant_id].append(row)
    return found


def _spells(files: Sequence[File]) -> tuple[dict[int, Membership], set[tuple[int, date | None]]]:
    """({file: its spell}, every beginning as (member, day))."""
    people = {file.applicant.member_id: file for file in files}
    rows = Membership.unscoped.filter(member__in=people).select_related("recognition_decision", "admission_decision")
    of_member = by_member(rows.in_order() if people else ())
    held = {file.applicant.pk: day for file in files if (day := file.way.days.get(StepKind.CEREMONY)) is not None}
    found = told_of(of_member, [file.applicant for file in files], held)
    return found, {(row.member_id, row.admitted_on) for some in of_member.values() for row in some}


def _gone(spells: Iterable[Membership], begun: Collection[tuple[int, date | None]]) -> dict[int, Departure]:
    """{spell: the departure that ended it}: one that was taken back by a restoration is none, one after which the
    person was admitted anew is."""
    members = {one.pk: one.member_id for one in spells}
    rows = Departure.unscoped.filter(membership__in=members).select_related("decision") if members else ()
    ended = (row for row in rows if row.until is None or (members[row.membership_id], row.until) in begun)
    return {row.membership_id: row for row in sorted(ended, key=lambda row: (row.since or date.min, row.pk))}


def _one(
    file: File, spell: Membership | None, papers: Mapping[RecognitionKind, RecognitionStep],
    certificate: Attendance | None, gone: Mapping[int, Departure],
) -> Probation:  # fmt: skip
    left = gone.get(spell.pk) if spell else None
    left = left if left is not None and _is_told(file, left.since) else None
    official_on = spell.official_on if spell and _is_told(file, spell.official_on) else None
    days = {kind: row.day for kind, row in papers.items()}
    if certificate is not None and certificate.certified_on is not None:
        days[R.CERTIFICATE] = certificate.certified_on
    decided = spell.recognition_decision if spell and official_on else None
    path = Path(
        admitted_on=spell.admitted_on if spell else None, has_part=file.way.has_part,
        has_committee=file.way.has_committee, days=days, tries=tries_of(file.recognition, VoteKind.RECOGNITION),
        above=tries_of(file.recognition, VoteKind.RECOGNITION_ABOVE),
        proposals=tries_of(file.recognition, VoteKind.STRIKING_OFF),
        handled=handled(file.handlings, Matter.RECOGNITION),
        official_on=official_on, decided_on=decided.signed_on if decided else None,
        left_on=left.since if left else None, left_as=DepartureKind(left.kind).label if left else "",
    )  # fmt: skip
    return Probation(path, papers, certificate, spell, left)


def tries_of(votes: Iterable[Vote], kind: VoteKind) -> tuple[Try, ...]:
    """The votes of that kind in the order of days."""
    own = sorted((one for one in votes if one.kind == kind), key=lambda one: (one.day, one.pk))
    return tuple(Try(one.day, one.decision_id is not None) for one in own)


def elsewhere(files: Collection[File]) -> set[int]:
    """Members whom these files admitted and whose last place lies outside of the part of the viewer: what became of
    them there is told by nobody here."""
    members = {one.applicant.member_id for one in files if one.applicant.member_id}
    if not members:
        return set()
    rows = Placement.unscoped.official().filter(membership__member__in=members).in_order()
    last = dict(rows.values_list("membership__member", "pk"))
    mine = set(Placement.objects.filter(pk__in=last.values()).values_list("pk", flat=True))
    return {member for member, pk in last.items() if pk not in mine}


def with_card(members: Iterable[int | None], day: date) -> set[int]:
    """Who has a card that day, given since the newest spell began."""
    wanted = {pk for pk in members if pk}
    numbers, spells = defaultdict[int, list[Number]](list), defaultdict[int, list[Membership]](list)
    for number in Number.unscoped.on(day).filter(member__in=wanted) if wanted else ():
        numbers[number.member_id].append(number)
    begun = Membership.unscoped.filter(Q(admitted_on__isnull=True) | Q(admitted_on__lte=day), member__in=numbers)
    for spell in begun.in_order() if numbers else ():
        spells[spell.member_id].append(spell)
    return {pk for pk, own in spells.items() if given_in(own[-1], own, numbers[pk], day)}


def member_of(file: File) -> Member:
    return Member.unscoped.get(pk=file.applicant.member_id or 0)
