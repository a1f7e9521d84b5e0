"""The year of admissions as somebody counts it with the files in his lap: one file after another, one person after
another, by the days that stand in them. It shares no code with what the program counts by."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta

from admissions.models import Applicant, Backing, Readmission, Step, Stop, Vote
from members.models import Closure, Departure, Membership, Placement, Term
from tests.admissions.watching import BEFORE

WAITS = {
    "sympathiser": "nguon", "class_proposed": "nguon", "certificate": "lop", "cell": "chi-bo", "appraisal": "bo-phan",
    "committee": "dang-uy", "consent": "cap-quyet-dinh", "decision": "cap-quyet-dinh", "ceremony": "cho-le",
}  # fmt: skip
Number = Counter[tuple[str, int]]


def holds(row: Term | Placement, day: date) -> bool:
    return (row.since is None or row.since <= day) and (row.until is None or day < row.until)


def climb(cell: int, day: date) -> list[Term]:
    """The cell, or what carries it on by that day, and what stands above it up to the grass roots."""
    while gone := Closure.unscoped.filter(organisation=cell, day__lte=day).first():
        assert gone.successor_id
        cell = gone.successor_id
    terms = list(Term.unscoped.select_related("kind"))
    found = [next(one for one in terms if one.organisation_id == cell and holds(one, day))]
    while not found[-1].kind.is_grass_roots:
        found.append(next(one for one in terms if one.organisation_id == found[-1].parent_id and holds(one, day)))
    return found


def line_of(cell: int, day: date) -> int:
    return climb(cell, day)[-1].organisation_id


def done_by(one: Applicant, day: date) -> dict[str, date]:
    found = {step.kind: step.day for step in Step.unscoped.filter(applicant=one) if step.day <= day}
    for vote in Vote.unscoped.filter(applicant=one, kind__in=["cell", "committee"]).order_by("-day"):
        if vote.day <= day and 3 * vote.in_favour >= 2 * vote.base:
            found[vote.kind] = vote.day
    return found


def left_out(one: Applicant, day: date) -> set[str]:
    out = {"union"} if one.backing == Backing.MEMBERS else set()
    if not Readmission.unscoped.filter(applicant=one).exists():
        out |= {"checked", "consent"}
    return out | {1: {"appraisal", "committee"}, 2: {"appraisal"}}.get(len(climb(one.organisation_id, day)), set())


def stands_on(kind: str, out: set[str]) -> set[str]:
    """What is left out hands on to what it stood on."""
    found = set()
    for one in BEFORE[kind]:
        found |= stands_on(one, out) if one in out else {one}
    return found


def since_when(kind: str, done: dict[str, date], out: set[str]) -> date:
    return max(done[one] for one in stands_on(kind, out) if one in done)


def next_step(one: Applicant, day: date) -> str | None:
    """What an open file waits for; None where it is none."""
    stop, done = Stop.unscoped.filter(applicant=one).first(), done_by(one, day)
    if "source" not in done or "ceremony" in done or (stop and stop.day <= day):
        return None
    out = left_out(one, day)
    return next(kind for kind in BEFORE if kind not in done and kind not in out)


def is_mistaken(spell: Membership) -> bool:
    """The record is of nobody who was in the Party."""
    return any(gone.kind == "wrong_record" and gone.until is None
               for gone in Departure.unscoped.filter(membership=spell))  # fmt: skip


def numbers(since: date, day: date, tree: date) -> Number:
    """{(figure, line in the tree of that day): number}."""
    found: Number = Counter()
    for one in Applicant.unscoped.all():
        kind = next_step(one, day)
        if kind is not None:
            line = line_of(one.organisation_id, tree)
            found["dang-xet", line] += 1
            found[WAITS.get(kind, "ho-so"), line] += 1
    for spell in Membership.unscoped.all():
        if is_mistaken(spell):
            continue
        for key, on in (("ket-nap", spell.admitted_on), ("cong-nhan", spell.official_on)):
            if on is not None and since <= on <= day:
                places = Placement.unscoped.filter(membership=spell, kind="official")
                for place in places:
                    if holds(place, on):
                        found[key, line_of(place.organisation_id, tree)] += 1
    return found


def stages(since: date, day: date) -> dict[str, tuple[list[int], list[int]]]:
    """{step: (days of each file that did it in the period, days that each waits for it by then)}."""
    found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for one in Applicant.unscoped.all():
        done, out = done_by(one, day), left_out(one, day)
        for kind, on in done.items():
            if kind != "source" and on >= since:
                found[kind][0].append((on - since_when(kind, done, out)).days)
        kind = next_step(one, day)
        if kind is not None:
            found[kind][1].append((day - since_when(kind, done, out)).days)
    return {kind: (sorted(took), sorted(waited)) for kind, (took, waited) in found.items()}


def left(day: date) -> Counter[str]:
    found = Counter[str]()
    for spell in Membership.unscoped.all():
        here = any(holds(place, day) for place in Placement.unscoped.filter(membership=spell, kind="official"))
        if here and not is_mistaken(spell) and (spell.official_on is None or day < spell.official_on):
            found[_group(spell.admitted_on, day)] += 1
    return found


def _group(admitted_on: date | None, day: date) -> str:
    if admitted_on is None:
        return "chua-ro"
    last = admitted_on.replace(year=admitted_on.year + 1)
    for more, group in ((0, "qua-han"), (31, "den-30"), (91, "den-90"), (181, "den-180")):
        if last < day + timedelta(days=more):
            return group
    return "tren-180"
