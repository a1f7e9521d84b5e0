"""A person's row as facts the register takes, and what was odd about it. Nothing is looked up here."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from kit import names
from kit.calendar import PartialDate, by_month
from kit.reading import days, numbers, values
from kit.reading.people import Person
from members.importing.problems import Problem
from members.importing.vocabulary import LABELS
from members.models import DepartureKind, NumberKind
from members.regulations import rules_on

ACTIVE, EXEMPT = "active", "exempt"
STATUS = {
    ACTIVE: "đang sinh hoạt", EXEMPT: "miễn sinh hoạt", DepartureKind.DEATH: "từ trần",
    DepartureKind.MOVED_OUT: "đã chuyển sinh hoạt", DepartureKind.NOT_STATED: "đã ra khỏi Đảng",
}  # fmt: skip
# In this order: "đã mất" before anything that speaks of leaving. Who is "mất sức" lives, "miễn nhiệm" is about an
# office, who is away for a while or has come from elsewhere is no leaver.
STATUS_WORDS = (
    (r"(da )?(mat(?! (suc|the|lien lac|tich|giay|ho so)\b)|tu tran|qua doi|chet|hy sinh)\b.*", DepartureKind.DEATH),
    (r"(duoc )?mien\b(?! (nhiem|phi|giam)\b).*", EXEMPT),
    (
        r"(da )?(chuyen(?! (sinh hoat |sh |shd )?den\b| (dang )?chinh thuc\b|.* tam thoi\b)|di noi khac)\b.*",
        DepartureKind.MOVED_OUT,
    ),
    (r"(da )?(ra khoi dang|roi khoi|xoa ten|khai tru|xin ra|ra dang|cho ra)\b.*", DepartureKind.NOT_STATED),
    (r"(dang )?(sinh hoat|hoat dong|shd|binh thuong)\b.*|dang vien.*|chinh thuc|du bi|x", ACTIVE),
)
DAY_COLUMNS = (("died_on", DepartureKind.DEATH), ("left_on", DepartureKind.NOT_STATED),
               ("moved_on", DepartureKind.MOVED_OUT))  # fmt: skip
EARLIEST_ADMISSION = 1930
# As many letters as the register keeps of the cells of a row.
CELLS, OWN_ROW, DIGITS = 600, "#", "0123456789"
# As they are kept: an enum is asked for its value with every row.
CARD_8, CARD_12 = NumberKind.CARD_8.value, NumberKind.CARD_12.value
WIDTHS = {CARD_8: 8, CARD_12: 12}
LONGEST = {"full_name": 120, "other_names": 160, "source_id": 40, "profile_number": 40}


@dataclass(slots=True)
class Given:
    """What a list says of one person. None and "" mean that it says nothing."""

    sheet: str
    row: int
    full_name: str = ""
    other_names: str = ""
    sex: str = ""
    birth: PartialDate | None = None
    source_id: str = ""
    profile_number: str = ""
    card12: str = ""
    card8: str = ""
    admitted_on: date | None = None
    official_on: date | None = None
    unit: str = ""
    committee: str = ""
    section: str = ""
    status: str = ACTIVE
    says_status: bool = False
    status_on: date | None = None
    # Which fact stood in which cell, for all rows that are filled alike: OWN_ROW stands for the number of the row.
    filled: str = ""
    unit_column: str = ""
    name_column: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def cards(self) -> dict[str, str]:
        """{kind of number: value} of those the list says."""
        return {kind: value for kind, value in ((CARD_12, self.card12), (CARD_8, self.card8)) if value}

    @property
    def cells(self) -> str:
        """Where each fact stood: "full_name:B12 birth_date:E12"."""
        return self.filled.replace(OWN_ROW, str(self.row))[:CELLS]

    def has_left(self) -> bool:
        return self.status not in (ACTIVE, EXEMPT)


def status_of(said: str) -> str | None:
    """ACTIVE, EXEMPT or how somebody left, as a text says it; None for words that nobody knows."""
    folded = names.fold(said)
    return next((str(kind) for words, kind in STATUS_WORDS if re.fullmatch(words, folded)), None)


def given(person: Person, sheet: str, day: date) -> Given:
    """The facts of a row as known on `day` (what lies after it has not happened)."""
    return _RowReader(person, sheet, day).read()


class _RowReader:
    def __init__(self, person: Person, sheet: str, day: date) -> None:
        self.person, self.day = person, day
        self.said = person.values
        self.given = Given(sheet, person.number)

    def read(self) -> Given:
        given, person = self.given, self.person
        for name, longest in LONGEST.items():
            setattr(given, name, (values.text(self.said.get(name)).value or "")[:longest])
        given.source_id = given.source_id.removesuffix(".0")
        if given.profile_number and not given.profile_number.isdigit():
            given.profile_number = numbers.without_label(given.profile_number)
        given.sex = self._sex()
        given.birth = self._birth()
        given.admitted_on = self._day("admitted_on")
        given.official_on = self._day("official_on")
        given.unit = values.text(self.said.get("organisation")).value or ""
        given.committee = values.text(self.said.get("committee")).value or ""
        given.section = person.section or ""
        given.unit_column = person.column("organisation")
        given.name_column = person.column("full_name")
        for column in ("card12", "card8", "card"):
            self._card(column)
        self._status()
        self._hold_together()
        given.filled = sys.intern(" ".join(self._filled()))
        return given

    def _filled(self) -> Iterator[str]:
        letters = self.person.letters
        for name in LABELS:
            if (cell := self.said.get(name)) is not None and not values.is_absent(cell):
                yield f"{name}:{letters[name]}{OWN_ROW}" if letters else self._place(name)

    def _place(self, name: str) -> str:
        place = self.person.place(name)
        column = place.rstrip(DIGITS)
        return f"{name}:{column}{OWN_ROW}" if place[len(column) :] == str(self.person.number) else f"{name}:{place}"

    def _tell(self, kind: str, name: str, written: str = "", other: str = "") -> None:
        person = self.person
        self.given.problems.append(
            Problem(self.given.sheet, person.number, person.column(name), kind, name, written, person.place(name),
                    other, LABELS.get(name, ""))
        )  # fmt: skip

    def _formula(self, name: str, written: str) -> None:
        if written and self.person.is_formula(name):
            self._tell("formula", name, written)

    def _sex(self) -> str:
        reading = values.sex(self.said.get("sex"))
        if reading.problem:
            self._tell("unreadable", "sex", reading.written)
        return reading.value or ""

    def _birth(self) -> PartialDate | None:
        if "birth_date" not in self.person.head.sources:
            return None
        reading = days.day(self.said.get("birth_date"), self.person.head.month_first)
        self._formula("birth_date", reading.written)
        found = reading.value
        if reading.problem:
            self._tell("unreadable", "birth_date", reading.written)
        elif found is None:
            self._tell("missing", "birth_date")
        elif found.earliest() > self.day:
            self._tell("future", "birth_date", reading.written)
        else:
            return found
        return None

    def _day(self, name: str) -> date | None:
        if name not in self.person.head.sources:
            return None
        reading = days.day(self.said.get(name), self.person.head.month_first)
        self._formula(name, reading.written)
        found = reading.value
        if reading.problem:
            self._tell("unreadable", name, reading.written)
        elif found is None:
            if name == "admitted_on":
                self._tell("missing", name)
        elif found.earliest() > self.day:
            self._tell("future", name, reading.written)
        elif found.year < EARLIEST_ADMISSION:
            self._tell("implausible", name, reading.written)
        elif found.day is None:
            self._tell("incomplete", name, reading.written)
        else:
            return found.earliest()
        return None

    def _card(self, column: str) -> None:
        if column not in self.person.head.sources:
            return
        cell = self.said.get(column)
        self._formula(column, values.written(cell))
        found = numbers.cards(cell)
        taken: set[str] = set()
        for reading in found:
            kind = self._kind_of_card(column, reading, alone=len(found) == 1)
            if kind in taken:
                # Two numbers of one kind in a cell: the second is nobody's to choose.
                self._tell("unreadable", column, reading.written)
            elif kind is not None:
                taken.add(kind)
                self._take_card(column, kind, reading)

    def _kind_of_card(self, column: str, reading: values.Reading[str], *, alone: bool) -> str | None:
        digits = reading.value or ""
        kind = CARD_12 if column == "card12" or len(digits) > WIDTHS[CARD_8] else CARD_8
        if column == "card12" and (len(digits) == WIDTHS[CARD_8] or (len(digits) < WIDTHS[CARD_8] and not alone)):
            # An old number in the column of the new ones is an old number.
            kind = CARD_8
        if reading.problem or len(digits) > WIDTHS[kind] or (alone and column == "card8" and kind == CARD_12):
            self._tell("unreadable", column, reading.written)
            return None
        return kind if digits else None

    def _take_card(self, column: str, kind: str, reading: values.Reading[str]) -> None:
        digits, width = reading.value or "", WIDTHS[kind]
        if len(digits) < width:
            self._tell("card_short", column, reading.written)
        if not getattr(self.given, kind):
            setattr(self.given, kind, digits if len(digits) == width else digits.zfill(width))

    def _status(self) -> None:
        given = self.given
        said = values.text(self.said.get("status")).value
        if said:
            given.says_status = True
            kind = status_of(said)
            if kind is None:
                self._tell("status_unknown", "status", said)
            given.status = kind or ACTIVE
            given.status_on = self._day("status_on") if given.status != ACTIVE else None
        for name, kind in DAY_COLUMNS:
            if not values.is_absent(self.said.get(name)):
                given.says_status, given.status = True, str(kind)
                given.status_on = self._day(name)
                break
        if given.has_left() and given.status_on is None:
            self._tell("status_day_missing", "status", said or STATUS[given.status])

    def _hold_together(self) -> None:
        """Days of one person against each other."""
        given = self.given
        admitted = given.admitted_on
        if admitted is None:
            return
        if given.official_on is not None and given.official_on < admitted:
            self._tell("dates_out_of_order", "official_on", self.person.written("official_on"))
        if given.birth is not None and by_month(given.birth.earliest(), admitted) < 12 * _age_on(admitted):
            self._tell("age_at_admission", "birth_date", self.person.written("birth_date"))
        if given.status_on is not None and given.status_on < admitted:
            name = "status_on" if "status_on" in self.person.head.sources else "status"
            self._tell("implausible", name, self.person.written(name))
            given.status_on = None


@lru_cache(1 << 12)
def _age_on(day: date) -> int:
    return rules_on(day).admission.age_min.value
