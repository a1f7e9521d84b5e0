"""What happens to people in each year of the register: a small share of them, each kind its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count as numbers_from
from random import Random

from kit.calendar import PartialDate, print_day, same_day_later
from members.sample.balance import Balance
from members.sample.days import months, office_day, signed, some_day
from members.sample.lives import OPEN, Life, Maker, Numbers
from members.sample.plan import NEW_CARDS

# Share of the members to whom it happens in a year.
SHARES = {"move": 0.022, "away": 0.016, "exempt": 0.018, "discipline": 0.011, "correct": 0.02, "introduce": 0.012}
ADMITTED, LAST_ADMITTED, GONE = 0.024, 0.015, 0.016
# One in so many probations ends by striking-off.
FAILED = 20
# Of a hundred who leave; strikings-off and expulsions have risen lately.
LEAVING = {"death": 56, "moved_out": 20, "striking_off": 12, "own_wish": 7, "expulsion": 5}
LATELY = {"death": 40, "moved_out": 16, "striking_off": 24, "own_wish": 8, "expulsion": 12}
BODIES = {"own_wish": "Ban Thường vụ Huyện ủy", "expulsion": "Ủy ban Kiểm tra Huyện ủy"}


def happened(lives: list[Life]) -> Counter[tuple[str, int]]:
    """What is planted counts as part of its year."""
    found: Counter[tuple[str, int]] = Counter()
    names = {"exempt": "exempt", "place_temporarily": "away", "introduce_to_residence": "introduce"}
    for event in (event for life in lives for event in life.events):
        if event.verb in names:
            found[names[event.verb], event.values["day"].year] += 1
        elif "away" in event.values:
            found["away", event.values["away"][1].year] += 1
    return found


class Years:
    """Plays year after year over the lives of one district."""

    def __init__(self, random: Random, maker: Maker, numbers: Numbers, members: int) -> None:
        self.random, self.maker, self.numbers, self.members = random, maker, numbers, members
        self.started, self.today = maker.started, maker.today
        self.lives: list[Life] = []
        self.failed: dict[int, int] = {}
        self.owed: dict[str, float] = {}
        self.planted: Counter[tuple[str, int]] = Counter()
        self.leavers: dict[int, int] = {}
        self.month = 0
        self.balance = Balance(maker)

    def shares(self) -> dict[int, tuple[int, int]]:
        """For each year how many are admitted and how many leave; the year under way in proportion."""
        answer = {}
        for year in range(self.started.year, self.today.year + 1):
            part = 1.0 if year < self.today.year else max(0.1, self.today.timetuple().tm_yday / 365)
            admitted = LAST_ADMITTED if year >= self.today.year - 1 else ADMITTED
            answer[year] = (max(1, round(self.members * admitted * part)), max(1, round(self.members * GONE * part)))
        return answer

    def play(self, planted: list[Life]) -> list[Life]:
        """Everybody but the planted: together with them exactly `members` have not left at the end."""
        shares = self.shares()
        self.planted = happened(planted)
        self.leavers = {year: gone for year, (_, gone) in shares.items()}
        change = sum(admitted - gone for admitted, gone in shares.values())
        self.lives = self.balance.first(self.members - len(planted) - change, self.numbers, planted)
        for year, (admitted, gone) in shares.items():
            self.balance.begin(year, self.lives)
            self.month = self.random.randrange(12)
            self._admit(year, admitted)
            self._found(year)
            for name, share in SHARES.items():
                self._some(year, share, getattr(self, f"_{name}"))
            self._leave(year, max(0, gone - self.failed.get(year, 0)))
        self._come_back()
        self._new_cards()
        return self.lives

    def _window(self, year: int) -> tuple[date, date]:
        return date(year, 1, 1), min(date(year + 1, 1, 1), self.today)

    def _days(self, year: int, count: int, last: date | None = None) -> list[date]:
        """So many days of offices in that year, month after month and round again. What happens to fewer than twelve
        goes on where the kind before has ended: the months one kind leaves out are not those another leaves out."""
        since, until = self._window(year)
        known = months(since, min(until, last or until)) or [(since, until)]
        first, self.month = self.month, self.month + count
        return [office_day(self.random, *known[(first + at) % len(known)]) for at in range(count)]

    def _some(self, year: int, share: float, happens: Callable[[Life, date], bool]) -> None:
        """A share of the members who are free on a day of that year."""
        part = len(months(*self._window(year))) / 12
        planted = self.planted[happens.__name__.lstrip("_"), year]
        days = self._days(year, max(1, round(self.members * share * part) - planted))
        for life in self.random.sample(self.lives, len(self.lives)):
            if not days:
                break
            if life.free(days[-1]) and life.official_by(days[-1] - timedelta(days=60)) and happens(life, days[-1]):
                days.pop()

    def _found(self, year: int) -> None:
        """A cell founded in that year begins with people of its commune; one of them will lead it."""
        for cell in self.balance.founded(year):
            day = cell.terms[0].since
            assert day is not None  # noqa: S101  (`founded` asks for it)
            for at, life in enumerate(self.balance.founders(cell, day, self.lives)):
                self._move_to(life, day, cell.key)
                self.balance.gain(life)
                self.planted["move", year] += 1
                life.rooted = at == 0

    def _admit(self, year: int, count: int) -> None:
        for at, day in enumerate(self._days(year, count, last=self.today - timedelta(days=3)), len(self.lives)):
            life = self.maker.newcomer(day, self.balance.cell_for(day))
            late = life.admitted + timedelta(days=370)
            over = office_day(self.random, late, late + timedelta(days=120))
            still = self.leavers.get(over.year, 0) > self.failed.get(over.year, 0)
            if at % FAILED == 0 and over <= self.today and still:
                self._strike_off(life, over)
            else:
                self.maker.recognise(life, self.numbers)
            self.lives.append(life)

    def _strike_off(self, life: Life, day: date) -> None:
        """A probation that ended by striking-off."""
        life.official, life.gone = None, day
        life.add("depart", kind="striking_off", day=day, decision=self.maker.paper(day))
        self.failed[day.year] = self.failed.get(day.year, 0) + 1

    def _leave(self, year: int, count: int) -> None:
        kinds = self._kinds(LATELY if year >= self.today.year - 1 else LEAVING, count)
        for kind, within in zip(kinds, self._days(year, count), strict=True):
            life, day = self._leaver(kind, within)
            life.add(
                "depart", kind=kind, day=day,
                decision=None if kind == "death" else self.maker.paper(day, BODIES.get(kind, "Ban Thường vụ Huyện ủy")),
            )  # fmt: skip
            life.gone = day

    def _kinds(self, shares: dict[str, int], count: int) -> list[str]:
        """So many kinds of departure in these shares, what is left of a share carried over to the next year."""
        for kind, weight in shares.items():
            self.owed[kind] = self.owed.get(kind, 0.0) + count * weight / 100
        kinds = []
        for _ in range(count):
            kind = max(self.owed, key=lambda one: self.owed[one])
            self.owed[kind] -= 1
            kinds.append(kind)
        self.random.shuffle(kinds)
        return kinds

    def _leaver(self, kind: str, within: date) -> tuple[Life, date]:
        """Somebody whose cell can spare them, and the day; people die on any day of that month."""
        for tries in numbers_from(1):
            some = self.random.sample(self.lives, min(len(self.lives), 12 if kind == "death" else 3))
            day = self._dying(within) if kind == "death" else within
            if tries > 100:
                some, day = self.lives, office_day(self.random, *self._window(day.year))
            may = [one for one in some if self._may_leave(one, day, even=tries > 200)]
            if may:
                life = min(may, key=lambda one: one.born)
                self.balance.lose(life)
                return life, day
        raise AssertionError  # the numbers have no end

    def _may_leave(self, life: Life, day: date, *, even: bool) -> bool:
        return life.free(day) and life.official_by(day) and self.balance.spares(life, even=even)

    def _dying(self, within: date) -> date:
        since = within.replace(day=1)
        return some_day(self.random, since, min(same_day_later(since, 1), self.today))

    def _move(self, life: Life, day: date) -> bool:
        if not self.balance.spares(life):
            return False
        self.balance.lose(life)
        return self._move_to(life, day, self.maker.cell_for(life, day))

    def _move_to(self, life: Life, day: date, to: str) -> bool:
        received = office_day(self.random, day + timedelta(days=3), day + timedelta(days=28))
        life.add(
            "move", organisation=to, day=day, let_go_on=day, received_on=received if received <= self.today else None,
            decision=self.maker.paper(day),
        )  # fmt: skip
        life.cell, life.cell_since = to, day
        self.maker.lives_somewhere(life, day)
        life.free_from = received + timedelta(days=1)
        return True

    def _away(self, life: Life, day: date) -> bool:
        """A temporary transfer within the months the rule allows; one in five comes home earlier."""
        if life.rooted:
            return False
        until = same_day_later(day, self.random.randint(4, 11))
        inside = self.random.random() < 0.3
        cell = self.maker.cell_on(day, but=life.cell) if inside else ""
        place = {"organisation": cell} if inside else {"outside": outside(self.random)}
        life.add("place_temporarily", day=day, until=until, decision=self.maker.paper(day), **place)
        back = signed(same_day_later(day, 3))
        if self.random.random() < 0.2 and back <= self.today:
            life.add("end_temporary", day=back)
        life.free_from = until
        return True

    def _exempt(self, life: Life, day: date) -> bool:
        """Old age without an end, else some months; one in ten comes back before the end."""
        if life.rooted:
            return False
        old = day.year - life.born.year >= 68 and self.random.random() < 0.4
        female = life.plain["sex"] == "f" and day.year - life.born.year < 42
        reason = "age" if old else "maternity" if female else self.random.choice(("strength", "treatment", "away"))
        until = None if old else same_day_later(day, self.random.choice((3, 6, 6, 9, 12)))
        asked = signed(day - timedelta(days=self.random.randint(5, 20)))
        life.add(
            "exempt", day=day, reason=reason, until=until, requested_on=asked,
            reported_on=signed(min(self.today, day + timedelta(days=4))), decision=self.maker.resolution(day),
        )  # fmt: skip
        back = signed(same_day_later(day, 2))
        if until is not None and back < until and back <= self.today and self.random.random() < 0.1:
            life.add("end_exemption", day=back)
        life.free_from = until or OPEN
        return True

    def _discipline(self, life: Life, day: date) -> bool:
        if life.rooted:
            return False
        form = self.random.choices(("reprimand", "warning", "removal"), (70, 25, 5))[0]
        life.add("discipline", form=form, day=day, decision=self.maker.paper(day, "Ủy ban Kiểm tra Đảng ủy"))
        if self.random.random() < 0.08:
            life.add("suspend", day=day,
                     until=same_day_later(day, 3), decision=self.maker.paper(day))  # fmt: skip
            life.free_from = same_day_later(day, 3)
        else:
            life.free_from = day + timedelta(days=1)
        return True

    def _correct(self, life: Life, day: date) -> bool:
        """What was first entered wrongly and put right later: a birth date, or an official day.

        A correction is no fact with a day: the reason says when the paper was looked at.
        """
        if any(event.verb.startswith("correct") for event in life.events):
            return False
        if self.random.random() < 0.6:
            right = PartialDate(life.born.year, life.born.month, life.born.day)
            wrong = PartialDate(life.born.year, life.born.month, 1 + life.born.day % 28)
            life.plain = {**life.plain, "birth": wrong}
            life.add("correct_member", birth=right, why=f"Ngày {print_day(day)} đối chiếu với lý lịch gốc.")
            return True
        first = life.events[0]
        right_day = first.values.get("official_on")
        if right_day is None:
            return False
        life.events[0] = replace(first, values={**first.values, "official_on": right_day + timedelta(days=30)})
        life.add(
            "correct_membership",
            official_on=right_day,
            why=f"Ngày {print_day(day)} đối chiếu với quyết định công nhận.",
        )
        return True

    def _introduce(self, life: Life, day: date) -> bool:
        """Who works in an office or a school is introduced to the cell of the residence."""
        if self.maker.organisations[life.cell].terms[0].places:
            return False
        if any(event.verb == "introduce_to_residence" for event in life.events):
            return False
        life.add("introduce_to_residence", day=day, to=f"Chi ủy {outside(self.random)}",
                 decision=self.maker.paper(day, "Đảng ủy"))  # fmt: skip
        life.free_from = day + timedelta(days=1)
        return True

    def _come_back(self) -> None:
        """A few are restored, a few who moved out come back. They leave and return within the register's years."""
        for verb, kind in (("restore", "striking_off"), ("restore", "expulsion"), ("place", "moved_out")):
            wanted = max(1, self.members // 500)
            for life in self.random.sample(self.lives, len(self.lives)):
                day = office_day(self.random, date(self.today.year - 3, 1, 1), date(self.today.year - 1, 1, 1))
                back = office_day(self.random, day + timedelta(days=90), day + timedelta(days=300))
                if not life.free(day) or not life.official_by(day - timedelta(days=200)):
                    continue
                if not wanted or not self.balance.misses(life, day, back):
                    continue
                wanted -= 1
                life.add("depart", kind=kind, day=day, decision=self.maker.paper(day))
                life.add(verb, organisation=life.cell, day=back, decision=self.maker.paper(back))
                life.cell_since, life.free_from = back, back

    def _new_cards(self) -> None:
        """From 29/9/2025 cards with twelve digits replace the old ones; most have theirs by now."""
        for life in self.lives:
            has_old = life.card is not None and life.card < NEW_CARDS
            if life.gone is None and has_old and self.random.random() < 0.85 and self.today > NEW_CARDS:
                day = office_day(self.random, NEW_CARDS, self.today)
                life.add("note_number", kind="card12", value=self.numbers.next_new(), day=day, source="đổi thẻ")


def outside(random: Random) -> str:
    """A made-up place outside this register."""
    kind = random.choice(("xã", "phường", "khu công nghiệp"))
    return f"{kind} {random.choice(('Đồng Vọng', 'Thạch Lựu', 'Hòa Phong', 'Tân Ngọc', 'Kim Lũng', 'Phú Sầm'))}"
