"""A committee's list held against the whole register: every difference with its three sides, and nothing in it about
people whom the committee does not see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kit import names
from kit.reading.table import Table
from members import comparing, scope, wording
from members.comparing import Comparison, Listed, Record
from members.comparing.differences import is_later
from members.comparing.reasons import Why
from members.comparing.status import AWAY, GUEST, OFFICIAL, WORDS
from members.models import Act
from members.rights import Actor
from reports.reconciliation.models import AgreedPerson, ChosenPerson, Kind, Reconciliation
from reports.reconciliation.procedure import doubled, freezing, totals
from reports.reconciliation.procedure.agreed import Agreed, last_signed
from reports.reconciliation.procedure.compared import marks as marks_now
from reports.reconciliation.procedure.linked import Linked, as_guest, cut, linked_rows, where_listed
from reports.reconciliation.procedure.marks import digest, iso, marks_of, subject_of, who
from reports.reconciliation.procedure.standing import Standing, standing
from reports.reconciliation.procedure.statuses import signed_value
from reports.reconciliation.rules import days, sides
from reports.reconciliation.rules.answers import WHO
from reports.reconciliation.rules.sides import BACK, GUEST_HERE, OF_FIELD, OF_STATUS, Sides, Verdict

Told = Callable[[int, int], None]


@dataclass
class Found:
    """One difference before it is written; `columns` are those of `Difference` that say it."""

    kind: Kind
    columns: dict[str, Any]
    # Of somebody the committee does not see: whom, where, and the newest act about the person.
    elsewhere: tuple[int, int | None, int] | None = None
    # Whom a row that is asked about may mean, the likeliest first, each with why.
    candidates: tuple[tuple[int, Why], ...] = ()


@dataclass
class Held:
    """What came of it. `people`: every row that was linked; `known` of them are the committee's own. `line`: the newest
    line of the history when it was compared."""

    line: int
    rows: int
    records: int
    known: int
    found: list[Found] = field(default_factory=list)
    people: list[Linked] = field(default_factory=list)
    # What the list counts, by kind of figure.
    counted: dict[str, int] = field(default_factory=dict)
    # What our records said of the committee's people, by `compared.marks`.
    marks: dict[str, str] = field(default_factory=dict)
    # Marks of those of its rows of which it was said who they are.
    chosen: list[str] = field(default_factory=list)


def hold(tables: Sequence[Table], reconciliation: Reconciliation, *, by: Actor, told: Told | None = None) -> Held:
    """Compare the lists of a file with sight of the whole register, for `by`, whose own sight stays what it is."""
    day = reconciliation.round.closing_day
    chosen = ChosenPerson.unscoped.filter(reconciliation=reconciliation)
    said = dict(chosen.values_list("described", "member"))
    # Before the rest is read: what changes meanwhile counts as not compared.
    stood = marks_now(freezing.people(reconciliation, by=by))
    with scope.opened(scope.whole_register(by.day)):
        newest = Act.objects.order_by("-number").values_list("number", flat=True).first() or 0
        compared = comparing.compare(tables, day=day, organisation=reconciliation.organisation, told=told, chosen=said)
        linked = [row.record.member.pk for row in compared.rows if row.record is not None]
        where = standing(linked, reconciliation, today=by.day)
    doubled.settle(compared.rows)
    made = _Found(where, last_signed(reconciliation))
    made.doubles(compared.rows)
    made.describe(compared.rows)
    for row in compared.rows:
        made.row(row)
    for record in compared.only_in_records:
        made.only_ours(record)
    made.explain(compared)
    people = linked_rows(compared)
    known = len({one.member for one in people} & where.seen)
    return Held(newest, len(compared.rows), compared.records, known, made.found, people,
                totals.of_list(compared.rows, day), stood, made.described_in(said))  # fmt: skip


class _Found:
    """Gathers the differences of one list."""

    def __init__(self, where: Standing, agreed: Agreed) -> None:
        self.where, self.agreed = where, agreed
        self.found: list[Found] = []
        self._keys: Counter[str] = Counter()
        self._firsts: set[int] = set()
        self._described: dict[int, str] = {}
        self._asked: list[tuple[Found, Listed]] = []

    def row(self, row: Listed) -> None:
        record = row.record
        if record is None:
            # Gone by the list itself and nobody of ours: nothing differs, and neither side counts anybody.
            if not row.status.has_left:
                self._presence(Kind.ONLY_THEIRS, row, None)
            return
        own = record.member.pk in self.where.seen
        if row.double_of is not None:
            first = row.double_of
            place = f"dòng {row.row}, trước đó dòng {first.row}"
            place += f" trang {first.sheet}" if first.sheet != row.sheet else ""
            self._add(Kind.TWICE, "", row, record if own else None, self._since(row, record if own else None, place))
        elif not own:
            self._elsewhere(row, record)
        elif not row.sure and not self._is_only_doubled(row):
            self._add(Kind.UNCLEAR, "", row, record, self._since(row, record, _described(row), _known(record)))
        elif self.where.left_as(record, row.status) or row.is_guest:
            # That somebody has left, or is here for a while, is what both say.
            pass
        elif (gone := self.where.gone(record)) is not None:
            if row.stay != GUEST or gone.kind is not Kind.GUEST:
                self._presence(gone.kind, row, record, gone.said)
        else:
            self._values(row, record)

    def _is_only_doubled(self, row: Listed) -> bool:
        """Not sure only because the person stands in the list a second time; the second row says that, or both rows
        are right."""
        return id(row) in self._firsts or row.stands_twice

    def doubles(self, rows: list[Listed]) -> None:
        """Which rows are the first of two."""
        self._firsts = {id(row.double_of) for row in rows if row.double_of is not None}

    def describe(self, rows: list[Listed]) -> None:
        """By which mark each row is known again."""
        self._described = {id(row): said for row, said in zip(rows, comparing.described(rows), strict=True)}

    def described_in(self, marks: Collection[str]) -> list[str]:
        """Those of these marks by which a row is known."""
        return sorted(set(marks).intersection(self._described.values()))

    def explain(self, compared: Comparison) -> None:
        """Whom the rows that are asked about may mean, and why."""
        every = compared.why_candidates([row for _, row in self._asked])
        for (one, row), why in zip(self._asked, every, strict=True):
            people = (record.member.pk for _, record in row.candidates)
            one.candidates = tuple(zip(people, why, strict=True))

    def only_ours(self, record: Record) -> None:
        self._presence(Kind.ONLY_OURS, None, record, record.cell)

    def _presence(self, kind: Kind, row: Listed | None, record: Record | None, said: str = "") -> None:
        self._add(kind, as_guest(row, record), row, record, self._since(row, record, where_listed(row), said))

    def _since(self, row: Listed | None, record: Record | None, listed: str, said: str = "") -> Sides:
        """These two sides beside whether the person was on the roster that both signed, and what stood then."""
        if not self.agreed.is_known:
            return Sides(listed, said)
        agreed = self._agreed(row, record)
        name = row.person.name if row is not None and record is None else ""
        marks = [*marks_of(row, record), *([subject_of(agreed.member_id)] if agreed else [])]
        stood = self.agreed.stood(marks, name)
        guest = self.agreed.guests.get(record.member.pk, False) if record is not None else False
        return Sides(listed, said, agreed.unit if agreed else "", stood=stood, guest=guest)

    def _elsewhere(self, row: Listed, record: Record) -> None:
        """Nothing of the record itself: only that there may be one."""
        since = self._since(row, record, where_listed(row))
        said = replace(since, agreed=None if since.agreed is None else "")
        # Whether it can be entered is told by the record, and asked there.
        one = self._add(Kind.ELSEWHERE, GUEST_HERE if as_guest(row, record) else "", row, None, said)
        one.elsewhere = (record.member.pk, record.organisation, record.member.changed_by)

    def _values(self, row: Listed, record: Record) -> None:
        agreed = self._agreed(row, record)
        named = False
        for one in row.differences:
            named = named or one.field == "full_name"
            name = _of_status(row, one) if one.field == "status" else one.field
            self._value(OF_FIELD[one.field], name, row, record, one.list, one.record, agreed)
        mine, theirs = record.person.name, row.person.name
        same = names.same_writing(mine, theirs) and sides.spelled(mine) != sides.spelled(theirs)
        if same and not named and not row.plain:
            self._value(Kind.SPELLING, "full_name", row, record, theirs, mine, agreed)
        self._of_days(row, record, agreed)

    def _value(
        self, kind: Kind, name: str, row: Listed, record: Record, theirs: str, ours: str, agreed: AgreedPerson | None
    ) -> None:
        before, listed = signed_value(agreed, name) if agreed else (None, None)
        self._add(kind, name, row, record, Sides(theirs, ours, before, listed))

    def _of_days(self, row: Listed, record: Record, agreed: AgreedPerson | None) -> None:
        """Days that can't all be right, and a probation that is over on the closing day."""
        theirs, ours = row.person, record.person
        since = self._since(row, record, "") if agreed is not None else Sides()
        # Both sides are asked with what is known today: the list may name a day after the closing day.
        today = self.where.today
        known = comparing.known
        wrong = [
            days.implausible(known(one.birth), known(one.admitted), known(one.official), today)
            for one in (theirs, ours)
        ]
        if any(wrong):
            self._add(Kind.IMPLAUSIBLE, "", row, record, replace(since, listed=wrong[0], record=wrong[1]))
        later = is_later(known(theirs.official), self.where.day)
        unsaid = theirs.official is None and row.status.kind != OFFICIAL
        if (later or unsaid) and ours.official is None and days.probation_over(known(ours.admitted), self.where.day):
            said = f"vào Đảng {ours.admitted}, chưa có ngày chính thức"
            listed = f"vào Đảng {ours.admitted}, chính thức {theirs.official}" if later else said
            stood = frozenset({Kind.PROBATION} if agreed is not None and self.agreed.was_over(agreed) else ())
            since = replace(since, listed=listed, record=said, stood=stood)
            self._add(Kind.PROBATION, "", row, record, since)

    def _agreed(self, row: Listed | None, record: Record | None) -> AgreedPerson | None:
        if record is not None:
            return self.agreed.of(record.member.pk, "", "")
        if row is None:
            return None
        return self.agreed.of(None, row.person.name, iso(row.person.birth))

    def _add(self, kind: Kind, name: str, row: Listed | None, record: Record | None, said: Sides) -> Found:
        subject = who(row, record)
        told = sides.verdict(kind, name, said)
        columns = _columns(kind, name, row, record, said, told)
        key = digest([kind, name, subject, _plain(name, said.listed), _plain(name, said.record)])
        # Two rows that say the very same of people nobody knows are still two.
        self._keys[key] += 1
        columns["key"] = key if self._keys[key] == 1 else digest([key, self._keys[key]])
        columns["subject"] = digest(subject)
        columns["described"] = self._described[id(row)] if row is not None and kind in WHO else ""
        one = Found(kind, {name: cut(name, value) for name, value in columns.items()})
        if row is not None and kind in WHO:
            self._asked.append((one, row))
        self.found.append(one)
        return one


def _columns(
    kind: Kind, name: str, row: Listed | None, record: Record | None, said: Sides, told: Verdict
) -> dict[str, Any]:
    called = record.person.name if record is not None else names.capitalised(row.person.name) if row else ""
    return {
        "kind": kind, "field": name, "name": called, "sort_key": names.sort_key(called),
        "cell": (row.cell if row else "") or (record.cell if record else ""),
        "sheet": row.sheet if row else "", "row": row.row if row else None,
        "member_id": record.member.pk if record else None, "seen": record.member.changed_by if record else None,
        "list_value": said.listed, "record_value": said.record,
        "agreed_value": said.agreed, "change": told.change, "answers": told.answers, "proposal": told.proposal,
    }  # fmt: skip


def _of_status(row: Listed, one: comparing.Difference) -> str:
    """What of the status differs, as it is kept: that the list has somebody of ours as a guest goes before all else."""
    if WORDS[AWAY] in (one.list, one.record):
        return OF_STATUS[AWAY if one.list == WORDS[AWAY] else BACK]
    return OF_STATUS[GUEST if row.stay == GUEST and not row.status.has_left else row.status.kind]


def _plain(name: str, said: str) -> str:
    """A value without what is only a way of writing it."""
    if name == "card_number":
        return ",".join(sorted(sides.numbers(said)))
    return sides.spelled(said)


def _described(row: Listed) -> str:
    return ", ".join(_parts(row.person.name, row.person.birth, row.cell))


def _known(record: Record) -> str:
    return ", ".join(_parts(record.person.name, wording.birth(record.member), record.cell))


def _parts(name: str, born: Any, cell: str) -> Iterator[str]:
    yield name
    if born:
        yield f"sinh {born}"
    if cell:
        yield cell
