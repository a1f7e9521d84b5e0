"""What the register says of everybody on the last day of a plan, worked out from the plan alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kit.calendar import PartialDate
from members.sample.mistakes import Row
from members.sample.plan import District, Person


@dataclass
class Record:
    """One member on that day; `cell` and `committee` by name, the same for a chi bộ cơ sở."""

    member: str
    full_name: str
    sex: str
    birth: PartialDate | None
    cell: str = ""
    committee: str = ""
    admitted: date | None = None
    official: date | None = None
    card8: str = ""
    card12: str = ""
    exempt_since: date | None = None

    def row(self) -> Row:
        """As a list would say it before anybody makes a mistake."""
        known = self.birth
        return Row(
            self.member, self.full_name, self.sex, known.earliest() if known else None, self.committee, self.cell,
            self.admitted, self.official, self.card8 or self.card12,
            note="Miễn sinh hoạt" if self.exempt_since else "", year_only=known is not None and known.month is None,
        )  # fmt: skip


def records(plan: District) -> list[Record]:
    """Everybody who stands in a cell on the last day, in the order of the plan."""
    organisations = {one.key: one for one in plan.organisations}
    answer = []
    for person in plan.people:
        record, cell = _record(person, plan.today)
        if cell is None:
            continue
        term = organisations[cell].term_on(plan.today)
        record.cell = record.committee = term.name
        above = term.parent
        while term.kind != "grass_cell" and above is not None:
            over = organisations[above].term_on(plan.today)
            record.committee, above = over.name, over.parent if over.kind == "part" else None
        answer.append(record)
    return answer


def _record(person: Person, day: date) -> tuple[Record, str | None]:
    plain = person.plain
    record = Record(plain["source_id"], plain["full_name"], plain["sex"], plain["birth"])
    cell: str | None = None
    for event in person.events:
        values = event.values
        if event.verb in ("enter", "import_members", "move", "restore", "place"):
            cell = values["organisation"]
        if event.verb in ("enter", "import_members"):
            record.admitted, record.official = values["admitted_on"], values.get("official_on")
            for kind, value, _, _ in values.get("numbers", ()):
                setattr(record, kind, value)
        elif event.verb in ("recognise", "correct_membership"):
            record.official = values["official_on"]
        elif event.verb == "note_number":
            setattr(record, values["kind"], values["value"])
        elif event.verb == "correct_member":
            record.birth = values["birth"]
        elif event.verb == "depart":
            cell = None
        elif event.verb == "exempt":
            until = values["until"]
            record.exempt_since = values["day"] if until is None or until > day else None
        elif event.verb == "end_exemption":
            record.exempt_since = None
    return record, cell
