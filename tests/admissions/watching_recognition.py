"""What somebody who knows the rules by heart holds against a recognition after each call: written down a second time,
and sharing no code with the program's."""

from __future__ import annotations

from datetime import date

from admissions.models import Applicant, Attendance, Handling, Helper, RecognitionStep, Vote
from members.models import Departure, Membership
from tests.builders import MACHINE

PAPERS = ("certificate", "self_review", "helper", "synthesis")


def year_later(day: date) -> date:
    return day.replace(year=day.year + 1)


def enough(vote: Vote) -> bool:
    return 3 * vote.in_favour >= 2 * vote.base


def votes_of(one: Applicant, kind: str) -> list[Vote]:
    return list(Vote.unscoped.filter(applicant=one, kind=kind).order_by("day"))


def passed(votes: list[Vote]) -> date | None:
    found = [vote.day for vote in votes if enough(vote)]
    return found[0] if found else None


def papers_of(one: Applicant) -> dict[str, date]:
    """Each with its day; the certificate stands in the file or in the list of a class, never in both."""
    rows = {row.kind: row.day for row in RecognitionStep.unscoped.filter(applicant=one)}
    given = list(Attendance.unscoped.filter(applicant=one).exclude(certified_on=None))
    assert not (given and "certificate" in rows)
    return rows | ({"certificate": given[0].certified_on} if given else {})


def check_recognition(one: Applicant) -> None:
    papers, cell, above, off = papers_of(one), *(
        votes_of(one, kind) for kind in ("recognition", "recog_committee", "striking_off")
    )  # fmt: skip
    spell = Membership.unscoped.filter(member=one.member_id).order_by("admitted_on").last() if one.member_id else None
    if spell is None:
        assert not (papers or cell or above or off)
        return
    ends = year_later(spell.admitted_on)
    assert all(spell.admitted_on <= day <= MACHINE.day for day in papers.values())
    check_helper(one)
    check_votes_on_it(papers, cell, above, off, ends)
    check_decided(spell, cell, above, off, ends)
    check_gone(spell, cell, off)
    check_noted(one, spell, passed(cell))


def check_helper(one: Applicant) -> None:
    """Remarks are of somebody who helped that day."""
    for row in RecognitionStep.unscoped.filter(applicant=one, kind="helper"):
        helped = [
            helper for helper in Helper.unscoped.filter(applicant=one)
            if helper.since <= row.day <= (helper.until or MACHINE.day)
        ]  # fmt: skip
        assert row.helper is None or row.helper in helped


def check_votes_on_it(
    papers: dict[str, date], cell: list[Vote], above: list[Vote], off: list[Vote], ends: date
) -> None:  # fmt: skip
    """After the months and after every paper; the committee after the cell; three times at most; not both ways."""
    for vote in (*cell, *off):
        assert ends <= vote.day <= MACHINE.day
    for vote in cell:
        assert all(kind in papers and papers[kind] <= vote.day for kind in PAPERS)
    for vote in above:
        resolved = passed(cell)
        assert resolved is not None and resolved <= vote.day
        assert papers.get("appraisal", resolved) <= vote.day
    if "appraisal" in papers:
        resolved = passed(cell)
        assert resolved is not None and resolved <= papers["appraisal"]
    for votes in (cell, off):
        assert sum(not enough(vote) for vote in votes) <= 3
    assert passed(cell) is None or passed(off) is None


def reported(votes: list[Vote]) -> date | None:
    """Since the third that fell short, where none was enough."""
    short = [vote.day for vote in votes if not enough(vote)]
    return short[2] if len(short) >= 3 and passed(votes) is None else None


def check_decided(spell: Membership, cell: list[Vote], above: list[Vote], off: list[Vote], ends: date) -> None:
    """Official from the day the months were over, by a decision after what it stands on."""
    if spell.official_on is None:
        return
    signed = spell.recognition_decision.signed_on
    assert spell.official_on == ends
    assert passed(off) is None
    grounds = [day for day in (passed(above), passed(cell), reported(cell)) if day is not None]
    assert grounds and max(grounds[:1]) <= signed <= MACHINE.day
    # A vote of a committee that fell short is none to decide on.
    assert not above or passed(above) is not None


def check_gone(spell: Membership, cell: list[Vote], off: list[Vote]) -> None:
    """Struck off by a decision after the cell's proposal, or after three votes that fell short."""
    for gone in Departure.unscoped.filter(membership=spell, until=None):
        grounds = [day for day in (passed(off), reported(off), reported(cell)) if day is not None]
        assert spell.official_on is None and grounds and min(grounds) <= gone.since <= MACHINE.day


def check_noted(one: Applicant, spell: Membership, resolved: date | None) -> None:
    rows = list(Handling.unscoped.filter(applicant=one, matter="recognition"))
    assert len({row.noted for row in rows}) == len(rows)
    decided = spell.recognition_decision.signed_on if spell.recognition_decision else MACHINE.day
    for row in rows:
        assert resolved is not None and resolved <= row.day <= decided
