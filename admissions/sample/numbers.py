"""Papers of the made-up files: each with the symbol of its kind and of the body that issued it, as on its print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from admissions.models import Applicant, StepKind
from admissions.papers import bodies
from admissions.procedure.reading import File, read
from members import issuing, scope
from members.issuing import Issuer
from members.procedure import Paper

S = StepKind
# Whose register holds no office's words: the standing committee of the province, as the rule of today has it.
ABOVE, ABOVE_SYMBOL = "Ban Thường vụ Tỉnh ủy", "TU"
# The kind of paper of each step with one. Papers from outside the Party's tree have their own numbering.
SYMBOLS = {
    S.SYMPATHISER: "NQ", S.CLASS_PROPOSED: "CV", S.VERIFIED: "CV", S.CHECKED: "KL", S.CELL: "NQ", S.APPRAISAL: "BC",
    S.COMMITTEE: "NQ", S.DECISION: "QĐ",
}  # fmt: skip
OUTSIDE = {
    S.CERTIFICATE: ("CN", "Trung tâm chính trị"), S.UNION: ("NQ/ĐTN", "Ban Chấp hành Đoàn xã"),
    S.CONSENT: ("CV/TU", "Ban Thường vụ Tỉnh ủy"),
}  # fmt: skip
ISSUERS: dict[StepKind, Callable[[File, date], Issuer]] = {
    S.CHECKED: bodies.committee, S.APPRAISAL: bodies.part, S.COMMITTEE: bodies.committee, S.DECISION: bodies.deciding,
}  # fmt: skip


def of_step(one: Applicant, kind: StepKind, day: date, number: int) -> Paper | None:
    """The paper of a step, of whoever takes it; None for a step that asks for none. Who introduces gives no number."""
    if kind == S.INTRODUCED:
        return Paper("", day, "")
    if kind in OUTSIDE:
        symbol, body = OUTSIDE[kind]
        return Paper(f"{number:02}-{symbol}" if "/" in symbol else f"{number:02}/{symbol}", day, body)
    return issued(one, kind, SYMBOLS[kind], day, number) if kind in SYMBOLS else None


def issued(one: Applicant, kind: StepKind, symbol: str, day: date, number: int) -> Paper:
    """A paper of whoever takes that step, of another kind: "12-CV/CB"."""
    with scope.opened(scope.whole_register(day)):
        by = ISSUERS.get(kind, bodies.cell)(read(one, day), day)
    if by.body in ("", issuing.OPEN):
        return Paper(f"{number:02}-{symbol}/{ABOVE_SYMBOL}", day, ABOVE)
    return Paper(f"{number:02}-{symbol}/{by.symbol or ABOVE_SYMBOL}", day, bodies.acting(by))


def of_above(day: date, number: int) -> Paper:
    """A decision from above the grass roots."""
    return Paper(f"{number:02}-QĐ/{ABOVE_SYMBOL}", day, ABOVE)


def decided(one: Applicant, day: date, number: int, symbol: str = "QĐ") -> Paper:
    """A paper of the level that decides."""
    return issued(one, S.DECISION, symbol, day, number)
