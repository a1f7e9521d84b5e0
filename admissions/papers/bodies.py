"""Who issues a paper of a file: the cell, the committee above it, or the level above both, as they stood that day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from admissions.models import StepKind, Vote
from admissions.procedure import bases
from admissions.procedure.reading import File
from admissions.rules import authority
from kit.drawing import Signature
from members import issuing, scope
from members.issuing import Issuer

STANDING = "T/M BAN THƯỜNG VỤ"
ABOVE = authority.ABOVE[0].upper() + authority.ABOVE[1:]


def _of(body: int, day: date) -> Issuer:
    """Who signs for a body above the viewer's part is named like its own secretary: it stands on every paper."""
    with scope.opened(scope.whole_register(scope.current().day)):
        return issuing.of_body(body, day)


def cell(file: File, day: date) -> Issuer:
    """The cell that led the file that day."""
    return _of(bases.body_of(StepKind.CELL, file.applicant, day) or file.cell, day)


def committee(file: File, day: date) -> Issuer:
    """The committee of the grass-roots organisation; of a cell that is one itself, the cell."""
    body = bases.body_of(StepKind.COMMITTEE, file.applicant, day)
    return _of(body or file.cell, day)


def part(file: File, day: date) -> Issuer:
    """The part-committee over the cell that day."""
    body = bases.part_of(file.applicant, day)
    return _of(body or file.cell, day)


def of_vote(file: File, vote: Vote, day: date) -> Issuer:
    """Whoever voted."""
    if vote.organisation_id is not None:
        return _of(vote.organisation_id, day)
    return committee(file, day) if vote.kind == StepKind.COMMITTEE else cell(file, day)


def deciding(file: File, day: date) -> Issuer:
    """Whoever decides that day: the committee as authorised, its standing committee by the rule, or the office."""
    if not authority.committee_decides(file.way, day):
        return issuing.of_office(day)
    issued = committee(file, day)
    if authority.who(StepKind.DECISION, file.way, day) != authority.BY_COMMITTEE:
        return issued
    return replace(issued, signature=Signature(STANDING, issued.signature.post, issued.signature.name))


def asked(file: File, day: date) -> str:
    """Whom a resolution asks to decide, in words."""
    if not authority.committee_decides(file.way, day):
        return ABOVE
    return acting(deciding(file, day))


def acting(issued: Issuer) -> str:
    """In whose name it is written: "Ban Thường vụ Đảng ủy xã An Khê" of whoever signs "T/M BAN THƯỜNG VỤ"."""
    if issued.signature.authority == STANDING and not issued.body.lower().startswith("ban thường vụ"):
        return f"Ban Thường vụ {issued.body}"
    return issued.body or issuing.OPEN


def above_cell(file: File, day: date) -> str:
    """Whom the cell asks: the committee above it, else the level that decides."""
    return committee(file, day).body if file.way.has_committee else ABOVE
