"""The rows of one made-up person, worked out in memory: what each verb would leave, with the line that says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model

from members import history
from members.models import (
    Decision,
    Departure,
    Discipline,
    Exemption,
    Finding,
    Member,
    Membership,
    Number,
    OfficeHolding,
    Placement,
    PlacementKind,
    Recognition,
    Residence,
    ResidenceIntroduction,
    Suspension,
)
from members.procedure import people
from members.procedure.acting import Paper

FILE = {"file": "danh-sach-mau.xlsx", "sheet": "DS đảng viên", "cell": "F12"}
ENDED_BY_LEAVING = (Placement, Exemption, Suspension, ResidenceIntroduction, OfficeHolding)


@dataclass
class Rows:
    """New rows by table, each with the act it was made in; and what was changed in them later."""

    made: dict[type[Model], list[tuple[Model, history.OpenAct]]] = field(default_factory=dict)
    changes: list[tuple[Model, history.OpenAct, dict[str, tuple[Any, Any]]]] = field(default_factory=list)

    def add(self, act: history.OpenAct, model: type[Model], **values: Any) -> Any:
        row = model(**values)
        self.made.setdefault(model, []).append((row, act))
        return row

    def change(self, act: history.OpenAct, row: Model, **values: Any) -> None:
        different = {}
        for name, value in values.items():
            attname = history.attname_of(row, name)
            if getattr(row, name) != value and name not in history.DERIVED:
                different[attname] = (getattr(row, name), value)
            setattr(row, name, value)
        different |= {name: (getattr(row, name),) * 2 for name in history.beside(different)}
        if different:
            self.changes.append((row, act, different))

    def paper(self, act: history.OpenAct, given: Paper | None) -> Decision | None:
        if not given:
            return None
        return self.add(act, Decision, number=given.number, signed_on=given.signed_on, body=given.body)


class Life:
    """Applies the events of one person to rows that are not yet written."""

    def __init__(self, rows: Rows, plain: dict[str, Any]) -> None:
        self.rows, self.plain = rows, plain
        self.member: Any = None
        self.membership: Any = None
        self.own: dict[type[Model], list[Any]] = {}

    def play(self, act: history.OpenAct, verb: str, values: dict[str, Any]) -> None:
        act.why = values.pop("why", "")
        VERBS[verb](self, act, **values)

    def add(self, act: history.OpenAct, model: type[Model], **values: Any) -> Any:
        row = self.rows.add(act, model, **values)
        self.own.setdefault(model, []).append(row)
        return row

    def _holding(self, model: type[Model], day: date, **wanted: Any) -> list[Any]:
        rows = self.own.get(model, [])
        same = [row for row in rows if all(getattr(row, name) == value for name, value in wanted.items())]
        return [row for row in same if row.holds_on(day)]

    def begin(self, act: history.OpenAct, organisation: Any, admitted_on: date | None, *, since: date | None,
              assumed: bool, **dates: Any) -> None:  # fmt: skip
        self.member = self.add(act, Member, **people.columns(dict(self.plain)))
        self.membership = self.add(act, Membership, member=self.member, admitted_on=admitted_on, **dates)
        if organisation is not None:
            self.place_row(act, PlacementKind.OFFICIAL, organisation=organisation, since=since, assumed=assumed)

    def place_row(self, act: history.OpenAct, kind: str, **values: Any) -> None:
        self.add(act, Placement, member=self.member, membership=self.membership, kind=kind, **values)

    def enter(self, act: history.OpenAct, *, organisation: Any, admitted_on: date, since: date | None = None,
              admission_decision: Paper | None = None, official_on: date | None = None,
              recognition: str = Recognition.UNKNOWN, recognition_decision: Paper | None = None,
              numbers: Any = ()) -> None:  # fmt: skip
        admitted_by, recognised_by = (self.rows.paper(act, one) for one in (admission_decision, recognition_decision))
        self.begin(
            act, organisation, admitted_on, since=since or admitted_on, assumed=since is None,
            admission_decision=admitted_by, official_on=official_on, recognition_decision=recognised_by,
            recognition=Recognition.of(official_on, recognised_by, recognition),
        )  # fmt: skip
        self._numbers(act, numbers)

    def import_members(self, act: history.OpenAct, *, organisation: Any, admitted_on: date | None, official_on: date,
                       recognition: str, recognition_decision: Paper | None, numbers: Any, since: date | None = None,
                       away: Any = None, finding: Any = None, admission_decision: None = None) -> None:  # fmt: skip
        self.begin(
            act, organisation, admitted_on, since=since or admitted_on, assumed=True, official_on=official_on,
            recognition=recognition, recognition_decision=self.rows.paper(act, recognition_decision),
        )  # fmt: skip
        if away:
            self.place_row(act, PlacementKind.TEMPORARY, outside=away[0], since=away[1], until=away[2])
        self._numbers(act, numbers)
        if finding:
            code, name, written = finding
            self.add(act, Finding, member=self.member, code=code, field=name, written=written, **FILE)

    def _numbers(self, act: history.OpenAct, numbers: Any) -> None:
        for kind, value, since, source in numbers:
            self.add(act, Number, member=self.member, kind=kind, value=value, since=since, source=source)

    def recognise(self, act: history.OpenAct, *, official_on: date, decision: Paper) -> None:
        paper = self.rows.paper(act, decision)
        self.rows.change(
            act, self.membership, official_on=official_on, recognition=Recognition.DECIDED, recognition_decision=paper
        )

    def note_number(self, act: history.OpenAct, *, kind: str, value: str, day: date, source: str) -> None:
        for former in self._holding(Number, day, kind=kind):
            self.rows.change(act, former, until=day)
        self.add(act, Number, member=self.member, kind=kind, value=value, since=day, source=source)

    def note_residence(self, act: history.OpenAct, *, address: str, day: date, place: Any) -> None:
        for former in self._holding(Residence, day):
            self.rows.change(act, former, until=day)
        self.add(act, Residence, member=self.member, address=address, place=place, since=day)

    def correct_member(self, act: history.OpenAct, *, birth: Any) -> None:
        self.rows.change(act, self.member, **people.birth_columns(birth))

    def correct_membership(self, act: history.OpenAct, *, official_on: date) -> None:
        self.rows.change(act, self.membership, official_on=official_on)

    def place(self, act: history.OpenAct, *, organisation: Any, day: date, decision: Paper) -> None:
        for gone in self._holding(Departure, day):
            self.rows.change(act, gone, until=day)
        self._stands(act, organisation, day, self.rows.paper(act, decision))

    def restore(self, act: history.OpenAct, *, organisation: Any, day: date, decision: Paper) -> None:
        paper = self.rows.paper(act, decision)
        for gone in self._holding(Departure, day):
            self.rows.change(act, gone, until=day, return_decision=paper)
        self._stands(act, organisation, day, paper)

    def _stands(self, act: history.OpenAct, organisation: Any, day: date, paper: Decision | None, **way: Any) -> None:
        self.place_row(act, PlacementKind.OFFICIAL, organisation=organisation, since=day, decision=paper, **way)

    def move(self, act: history.OpenAct, *, organisation: Any, day: date, decision: Paper, **way: Any) -> None:
        for here in self._holding(Placement, day, kind=PlacementKind.OFFICIAL):
            self.rows.change(act, here, until=day)
        self._stands(act, organisation, day, self.rows.paper(act, decision), **way)

    def place_temporarily(self, act: history.OpenAct, *, day: date, until: date | None, decision: Paper,
                          organisation: Any = None, outside: str = "") -> None:  # fmt: skip
        self.place_row(
            act, PlacementKind.TEMPORARY, organisation=organisation, outside=outside, since=day, until=until,
            decision=self.rows.paper(act, decision),
        )  # fmt: skip

    def end_temporary(self, act: history.OpenAct, *, day: date) -> None:
        newest = [row for row in self.own[Placement] if row.kind == PlacementKind.TEMPORARY][-1]
        self.rows.change(act, newest, until=day)

    def exempt(self, act: history.OpenAct, *, day: date, decision: Paper | None = None, **values: Any) -> None:
        paper = self.rows.paper(act, decision)
        self.add(act, Exemption, membership=self.membership, since=day, decision=paper, **values)

    def end_exemption(self, act: history.OpenAct, *, day: date) -> None:
        self.rows.change(act, self.own[Exemption][-1], until=day)

    def suspend(self, act: history.OpenAct, *, day: date, until: date, decision: Paper) -> None:
        paper = self.rows.paper(act, decision)
        self.add(act, Suspension, membership=self.membership, since=day, until=until, decision=paper)

    def discipline(self, act: history.OpenAct, *, form: str, day: date, decision: Paper) -> None:
        paper = self.rows.paper(act, decision)
        self.add(act, Discipline, membership=self.membership, form=form, day=day, decision=paper)

    def depart(self, act: history.OpenAct, *, kind: str, day: date, decision: Paper | None) -> None:
        for model in ENDED_BY_LEAVING:
            for row in self._holding(model, day):
                if row.since != day:
                    self.rows.change(act, row, until=day)
        paper = self.rows.paper(act, decision)
        self.add(act, Departure, membership=self.membership, kind=kind, since=day, decision=paper)

    def introduce_to_residence(self, act: history.OpenAct, *, day: date, to: str, decision: Paper) -> None:
        paper = self.rows.paper(act, decision)
        self.add(act, ResidenceIntroduction, membership=self.membership, since=day, to=to, decision=paper)

    def hold_office(self, act: history.OpenAct, *, organisation: Any, office: str, day: date, until: date | None,
                    decision: Paper) -> None:  # fmt: skip
        act.organisation = organisation.pk
        self.add(
            act, OfficeHolding, organisation=organisation, member=self.member, office=office, since=day, until=until,
            decision=self.rows.paper(act, decision),
        )  # fmt: skip


VERBS: dict[str, Callable[..., None]] = {
    name: getattr(Life, name)
    for name in (
        "enter", "import_members", "recognise", "note_number", "note_residence", "correct_member", "correct_membership",
        "place", "restore", "move", "place_temporarily", "end_temporary", "exempt", "end_exemption", "suspend",
        "discipline", "depart", "introduce_to_residence", "hold_office",
    )
}  # fmt: skip
