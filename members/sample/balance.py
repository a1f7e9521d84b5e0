"""Who stands where: no cell falls below the three members it needs, and grass-roots organisations admit unevenly."""

from __future__ import annotations

from collections import Counter
from datetime import date

from members.sample.lives import Life, Maker, Numbers
from members.sample.plan import OrganisationPlan

# A cell has at least three official members (Điều lệ Đảng, điều 21).
FEWEST = 3
# So many grass-roots organisations admit fewer in the last full year than in the year before.
FEWER = 13


class Balance:
    """Keeps count of the cells year by year while the lives are played."""

    def __init__(self, maker: Maker) -> None:
        self.maker, self.random, self.today = maker, maker.random, maker.today
        self.fewest = FEWEST
        self.staying: Counter[str] = Counter()
        self.standing: Counter[str] = Counter()
        self.counted: set[int] = set()
        self.years: dict[int, Counter[str]] = {}
        self.admitted: dict[int, Counter[str]] = {}
        self.grass_roots = {cell.key: self._grass_roots(cell) for cell in maker.cells}

    def _grass_roots(self, cell: OrganisationPlan) -> str:
        """The grass-roots organisation over a cell today: itself, or the committee over it."""
        key, term = cell.key, cell.term_on(self.today)
        while term.kind not in ("grass_cell", "committee"):
            assert term.parent is not None  # noqa: S101  (a cell stands under a committee)
            key = term.parent
            term = self.maker.organisations[key].term_on(self.today)
        return key

    def first(self, number: int, numbers: Numbers, planted: list[Life]) -> list[Life]:
        """Who was there when the register began, beside the planted: one rooted in each cell, then the fewest."""
        begun = self.maker.started
        self.staying = Counter(
            one.cell for one in planted
            if one.planted not in ("no_place", "office_elsewhere") and one.admitted < begun and one.official_by(begun)
        )  # fmt: skip
        cells = [cell.key for cell in self.maker.old_cells]
        wanted = cells + [key for key in cells for _ in range(FEWEST - self.staying[key])]
        self.fewest = FEWEST if len(wanted) <= number else 1
        lives = []
        for at in range(number):
            rooted = at < len(cells)
            life = self.maker.of_old(numbers, wanted[at] if at < len(wanted) else "", oldest=42 if rooted else 64)
            life.rooted = rooted
            lives.append(life)
        return lives

    def begin(self, year: int, lives: list[Life]) -> None:
        """Count the official members of each cell on the first of January."""
        day = date(year, 1, 1)
        here = [one for one in lives if one.gone is None and one.cell_since <= day and one.official_by(day)]
        self.standing = self.staying + Counter(one.cell for one in here)
        self.counted = {one.key for one in here}
        self.years[year] = self.standing

    def spares(self, life: Life, even: bool = False) -> bool:
        """Whether the cell has enough others; `even` when nobody else can go."""
        if life.rooted:
            return False
        return even or life.key not in self.counted or self.standing[life.cell] > self.fewest

    def lose(self, life: Life) -> None:
        if life.key in self.counted:
            self.standing[life.cell] -= 1
            self.counted.discard(life.key)

    def gain(self, life: Life) -> None:
        """A founder of a cell that did not stand on the first of January."""
        self.standing[life.cell] += 1
        self.counted.add(life.key)

    def misses(self, life: Life, day: date, back: date) -> bool:
        """Whether the cell can do without somebody who comes back; then it is counted without."""
        years = [self.years[year] for year in range(day.year, back.year + 1)]
        if life.rooted or any(year[life.cell] <= self.fewest for year in years):
            return False
        for year in years:
            year[life.cell] -= 1
        return True

    def founded(self, year: int) -> list[OrganisationPlan]:
        return [cell for cell in self.maker.cells if cell.since is not None and cell.since.year == year]

    def founders(self, cell: OrganisationPlan, day: date, lives: list[Life]) -> list[Life]:
        """Those who go over to a new cell: of its own commune where they can be spared there."""
        commune = cell.key.rsplit("-", 1)[0]
        free = [one for one in lives if one.free(day) and one.official_by(day) and one.born.year > day.year - 50]
        free = [one for one in free if self.maker.suits(one.born.year, one.plain["sex"], cell.key)]
        self.random.shuffle(free)
        free.sort(key=lambda one: one.cell.rsplit("-", 1)[0] != commune)
        chosen: list[Life] = []
        for life in free:
            if len(chosen) <= self.fewest and self.spares(life):
                self.lose(life)
                chosen.append(life)
        return chosen

    def cell_for(self, day: date) -> str:
        """A cell for somebody admitted on that day. In the last full year most admit fewer than the year before; a
        small district has too few organisations for that, and then any cell will do."""
        taken = self.admitted.setdefault(day.year, Counter())
        may = {key for key in self.grass_roots if self._may_admit(key, day, taken)}
        cell = self.maker.cell_on(day)
        while may and cell not in may:
            cell = self.maker.cell_on(day)
        taken[self.grass_roots[cell]] += 1
        return cell

    def _may_admit(self, cell: str, day: date, taken: Counter[str]) -> bool:
        last, organisation = self.today.year - 1, self.grass_roots[cell]
        since = self.maker.organisations[cell].since
        if since is not None and since > day:
            return False
        if day.year == last - 1 and len(taken) < FEWER:
            return not taken[organisation]
        if day.year == last and organisation not in self.maker.growing:
            return taken[organisation] < max(0, self.admitted.get(last - 1, Counter())[organisation] - 1)
        return True
