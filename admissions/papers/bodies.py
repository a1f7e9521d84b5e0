"""Who issues a paper of a file: the cell, the committee above it, or the level above both, as they stood that day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from admissions.models import StepKind, Vote
from admissions.procedure import bases
from admissions.procedure.reading import File
from admissions.rules import authority
from admissions.rules.way import is_over_age
from kit.drawing import Signature
from members import issuing, scope
from members.issuing import Issuer
from members.models import Decision

STANDING = "T/M BAN THƯỜNG VỤ"
ABOVE = authority.ABOVE[0].upper() + authority.ABOVE[1:]
# What else keeps the register (Ban Tổ chức, Văn phòng, Cơ quan Tổ chức - Nội vụ) decides on nobody: its committee does.
COMMITTEE = re.compile(
    r"^(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy|Đảng bộ|Ban (?:Thường vụ|Chấp hành))\b", re.IGNORECASE
)
OF_PROVINCE = re.compile(r"^(?:Ban Thường vụ )?(?:Tỉnh ủy|Thành ủy)", re.IGNORECASE)
OF_STANDING = re.compile(r"^Ban Thường vụ\s*", re.IGNORECASE)
SYMBOLS = (("huyện ủy", "HU"), ("tỉnh ủy", "TU"), ("thành ủy", "TU"), ("đảng ủy", "ĐU"))


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
    """Whoever decides that day: the committee as authorised, its standing committee where the rule of the day names
    that one, or the office."""
    if is_over_age(file.way, day):
        return _province(day)
    if not authority.committee_decides(file.way, day):
        return _above(day)
    issued = committee(file, day)
    if not authority.is_standing(day):
        return issued
    return replace(issued, signature=Signature(STANDING, issued.signature.post, issued.signature.name))


def decided(file: File, decision: Decision | None, day: date) -> Issuer:
    """Whoever decides that day; of a decision that was signed the body that was typed with it, where that names another
    one. A short form of a name that is known is that name."""
    issued, said = deciding(file, day), decision.body if decision else ""
    if not COMMITTEE.match(said):
        return issued
    standing = OF_STANDING.match(said)
    name = said[standing.end() :] if standing else said
    own = Signature(STANDING if standing else f"T/M {' '.join(name.split()[:2]).upper()}", issuing.OPEN, "")
    known = next((one for one in (issued, _above(day)) if _is_short_of(name, one)), None)
    if known is None:
        return replace(issued, parent="", body=name, signature=own, symbol="")
    signed = known.signature
    if standing and signed.authority.startswith("T/M"):
        return replace(known, signature=Signature(STANDING, signed.post, signed.name))
    return known


def _is_short_of(name: str, issued: Issuer) -> bool:
    return OF_STANDING.sub("", issued.body).casefold().startswith(name.casefold())


def _above(day: date) -> Issuer:
    """The level above the grass roots, as the office's settings name it: of a board its committee, whose standing
    committee signs. Who signs for that one no setting tells, but where the office signs for it itself."""
    issued = issuing.of_office(day)
    if COMMITTEE.match(issued.body) or not issued.parent:
        return issued
    signed = issued.signature
    if signed.authority.upper() != STANDING:
        signed = Signature(STANDING, issuing.OPEN, "")
    symbol = next((one for name, one in SYMBOLS if issued.parent.lower().startswith(name)), "")
    return replace(issued, parent="", body=issued.parent, signature=signed, symbol=symbol)


def _province(day: date) -> Issuer:
    """The committee of the province, by name where the office is its own."""
    issued = _above(day)
    if OF_PROVINCE.match(issued.body):
        return issued
    return replace(issued, parent="", body=f"Tỉnh ủy {issuing.OPEN}", signature=Signature(STANDING, issuing.OPEN, ""),
                   symbol="TU")  # fmt: skip


def unsigned(issued: Issuer) -> tuple[str, ...]:
    """What is left for the pen where nobody is known to sign."""
    return () if issued.signature.name else ("chức vụ, họ tên người ký",)


def asked(file: File, day: date) -> str:
    """Whom a resolution asks to decide, by name as far as it is known."""
    issued = deciding(file, day)
    return acting(issued) if issued.body else ABOVE


def acting(issued: Issuer) -> str:
    """In whose name it is written: "Ban Thường vụ Đảng ủy xã An Khê" of whoever signs "T/M BAN THƯỜNG VỤ"."""
    if issued.signature.authority == STANDING and not OF_STANDING.match(issued.body):
        return f"Ban Thường vụ {issued.body}"
    return issued.body or issuing.OPEN


def above_cell(file: File, day: date) -> str:
    """Whom the cell asks: the committee above it, else the level that decides."""
    return committee(file, day).body if file.way.has_committee else asked(file, day)
