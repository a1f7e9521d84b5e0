"""One made-up life while it is planned: who, since when, in which cell, busy until when, and what has happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from kit.calendar import PartialDate
from members.rules.people import probation_end
from members.sample import namesakes, words
from members.sample.days import office_day, open_day, signed, some_day
from members.sample.plan import NEW_CARDS, REFORM, Event, OrganisationPlan, Person, PlacePlan

OPEN = date.max
# Older people than these have gone home from the office, the school or the works to the cell of their village.
LAST_WORKING = {"m": 61, "f": 56}


# What a body's decisions are numbered with; a commune's committee has numbers of its own.
SUFFIXES = {
    "Ban Thường vụ Huyện ủy": "QĐ/HU", "Ủy ban Kiểm tra Huyện ủy": "QĐ/UBKT", "Ban Tổ chức Tỉnh ủy": "QĐ/BTC",
    "Ủy ban Kiểm tra Tỉnh ủy": "QĐ/UBKTTU", "Ủy ban Kiểm tra Đảng ủy": "QĐ/UBKT",
}  # fmt: skip
AFTER_REFORM = {"Ban Thường vụ Huyện ủy": "Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Huyện ủy": "Ủy ban Kiểm tra Tỉnh ủy"}


@dataclass
class Life:
    """`free_from` is the first day on which something new may begin; OPEN while something goes on without an end.

    `rooted`: one of those who stay in their cell and lead it.
    """

    key: int
    plain: dict[str, Any]
    born: date
    admitted: date
    official: date | None
    cell: str
    cell_since: date
    free_from: date
    events: list[Event] = field(default_factory=list)
    gone: date | None = None
    planted: str = ""
    card: date | None = None
    rooted: bool = False

    def add(self, verb: str, **values: Any) -> None:
        self.events.append(Event(verb, values))

    def free(self, day: date) -> bool:
        return self.gone is None and self.free_from <= day

    def official_by(self, day: date) -> bool:
        return self.official is not None and self.official <= day

    def person(self) -> Person:
        return Person(self.key, self.plain, tuple(self.events), self.planted)


@dataclass
class Numbers:
    """Card numbers, each given once."""

    old: list[int]
    new: list[int]

    @classmethod
    def draw(cls, random: Random, count: int) -> Numbers:
        return cls(random.sample(range(10_000_000, 100_000_000), count),
                   random.sample(range(71_000_000_000, 72_000_000_000), count))  # fmt: skip

    def next_old(self) -> str:
        return str(self.old.pop())

    def next_new(self) -> str:
        return f"0{self.new.pop()}"


class Maker:
    """Makes lives: names, birth dates, cells by weight, papers with running numbers.

    `alike`: names, births and admissions heaped as in a real district, so that people are taken for each other there.
    """

    def __init__(
        self, random: Random, places: list[PlacePlan], organisations: list[OrganisationPlan], started: date,
        today: date, *, alike: bool = False,
    ) -> None:  # fmt: skip
        self.random, self.started, self.today, self.alike = random, started, today, alike
        self.name = namesakes.person_name if alike else words.person_name
        self.organisations = {one.key: one for one in organisations}
        self.cells = [one for one in organisations if one.terms[0].kind in ("cell", "grass_cell")]
        self.old_cells = [one for one in self.cells if one.since is None]
        names = {place.key: place.name for place in places}
        self.villages = {p.key: f"{p.name}, {names[p.within]}" for p in places if p.within is not None}
        # Here more and more are admitted.
        self.growing = {"new-0", "new-1"}
        self.made = 0

    def paper(self, day: date, body: str = "Ban Thường vụ Huyện ủy") -> tuple[str, date, str]:
        """A decision that was there on that day."""
        day = signed(day)
        if day >= REFORM:
            body = AFTER_REFORM.get(body, body)
        most = 180 if body.endswith("Đảng ủy") else 1900
        return (f"{self.random.randint(1, most)}-{SUFFIXES.get(body, 'QĐ/ĐU')}", day, body)

    def resolution(self, day: date) -> tuple[str, date, str]:
        return (f"{self.random.randint(1, 40)}-NQ/CB", signed(day), "Chi bộ")

    def cell_on(self, day: date, but: str = "") -> str:
        """A cell that stands on that day."""
        while True:
            cell = self.random.choice(self.cells)
            if cell.key != but and (cell.since is None or cell.since <= day):
                return cell.key

    def at_home(self, cell: str) -> bool:
        """A cell of a village, in which people of any age are."""
        return self.organisations[cell].terms[0].sector == "residential"

    def suits(self, born: int, sex: str, cell: str) -> bool:
        """Whether somebody of that year can still be in this cell on the last day of the register."""
        return self.at_home(cell) or self.today.year - born <= LAST_WORKING[sex]

    def cell_for(self, life: Life, day: date) -> str:
        """Another cell that stands on that day, for somebody of this age."""
        while True:
            cell = self.cell_on(day, but=life.cell)
            if self.suits(life.born.year, life.plain["sex"], cell):
                return cell

    def lately(self, number: int) -> str:
        """One of the old cells of the organisations that grow."""
        cells = [one.key for one in self.old_cells if one.term_on(self.today).parent in self.growing]
        return cells[number % len(cells)]

    def plain(self, born: date, cell: str) -> dict[str, Any]:
        """Plain facts of a new person."""
        random = self.random
        self.made += 1
        sex = "f" if random.random() < 0.39 and self.suits(born.year, "f", cell) else "m"
        rough = random.random()
        parts = (born.year,) if rough < 0.03 else (born.year, born.month) if rough < 0.04 else None
        return {
            "full_name": self.name(random, sex), "sex": sex,
            "birth": PartialDate(*(parts or (born.year, born.month, born.day))),
            "source_id": f"MK{self.made:07}", "profile_number": f"{self.made:06}",
        }  # fmt: skip

    def life(self, born: date, admitted: date, cell: str) -> Life:
        official = probation_end(admitted)
        return Life(self.made, self.plain(born, cell), born, admitted, official, cell, admitted, admitted)

    def of_old(self, numbers: Numbers, cell: str = "", oldest: int = 64) -> Life:
        """Somebody who was a member when the register began, in that cell or in any."""
        random = self.random
        if cell and not self.at_home(cell):
            oldest = min(oldest, self._oldest(self.started.year))
        age = int(random.triangular(23, oldest, min(36, oldest - 12)))
        born = self._born(self.started.year - age - 1)
        cell = cell or self._any_old_cell(born.year)
        youngest, latest = date(born.year + 19, 1, 1), date(self.started.year - 2, 12, 1)
        latest = max(youngest + timedelta(days=30), latest)
        admitted = self._admitted(office_day(random, youngest, latest), youngest, latest)
        life = self.life(born, admitted, cell)
        official = probation_end(admitted)
        given = self._old_card(life, official, numbers)
        known = random.random() < 0.8
        life.add(
            "enter", organisation=life.cell, admitted_on=admitted, official_on=official,
            recognition="decided" if known else "imported",
            recognition_decision=self.paper(official + timedelta(days=20)) if known else None,
            admission_decision=self.paper(admitted - timedelta(days=9)) if known else None, numbers=given,
        )  # fmt: skip
        self.lives_somewhere(life, admitted)
        life.free_from = self.started
        return life

    def _born(self, year: int) -> date:
        day = some_day(self.random, date(year, 1, 1), date(year + 1, 1, 1))
        return namesakes.born(self.random, day) if self.alike else day

    def _admitted(self, day: date, since: date | None, until: date) -> date:
        return namesakes.admitted(self.random, day, since or date.min, until) if self.alike else day

    def _oldest(self, year: int) -> int:
        """How old somebody may have been in that year who works on the last day; a long register has to overlook it."""
        return max(30, LAST_WORKING["m"] - (self.today.year - year) - 1)

    def _any_old_cell(self, born: int) -> str:
        cell = self.random.choice(self.old_cells).key
        while not self.suits(born, "m", cell):
            cell = self.random.choice(self.old_cells).key
        return cell

    def _old_card(self, life: Life, official: date, numbers: Numbers) -> tuple[tuple[str, str, date, str], ...]:
        day = life.card = open_day(official + timedelta(days=self.random.randint(40, 200)))
        return (("card8", numbers.next_old(), day, "danh sách đảng viên"),)

    def newcomer(self, admitted: date, cell: str) -> Life:
        """Somebody admitted on that day, on probation first, recognised and given a card in time."""
        random, year = self.random, admitted.year
        admitted = self._admitted(admitted, self.organisations[cell].since, self.today - timedelta(days=3))
        age = int(random.triangular(19, 52 if self.at_home(cell) else min(52, self._oldest(year)), 27))
        born = self._born(year - age - 1)
        life = self.life(born, admitted, cell)
        life.add(
            "enter", organisation=life.cell, admitted_on=admitted, since=admitted,
            admission_decision=self.paper(admitted - timedelta(days=random.randint(3, 25))),
        )  # fmt: skip
        self.lives_somewhere(life, admitted)
        life.free_from = admitted + timedelta(days=60)
        return life

    def recognise(self, life: Life, numbers: Numbers) -> None:
        """The probation is over: recognised by a decision signed some weeks later, then a card."""
        assert life.official is not None  # noqa: S101  (who was made by `newcomer` has one)
        decided = open_day(life.official + timedelta(days=self.random.randint(4, 28)))
        if decided > self.today:
            life.official, life.free_from = None, OPEN
            return
        life.add("recognise", official_on=life.official, decision=self.paper(decided))
        card = open_day(decided + timedelta(days=self.random.randint(30, 150)))
        if card <= self.today and card < NEW_CARDS:
            life.card = card
            life.add("note_number", kind="card8", value=numbers.next_old(), day=card, source="quyết định phát thẻ")
        elif card <= self.today:
            life.card = card
            life.add("note_number", kind="card12", value=numbers.next_new(), day=card, source="quyết định phát thẻ")
        life.free_from = max(life.free_from, decided + timedelta(days=1))

    def lives_somewhere(self, life: Life, day: date) -> None:
        """A residence inside the cell's area; for a cell without an area anywhere."""
        places = self.organisations[life.cell].terms[0].places
        place = places[0] if places else self.random.choice(list(self.villages))
        life.add("note_residence", address=self.villages[place], day=day, place=place)
