"""Lists linked to records: right partners, time and memory, beside the joins of today, Splink and recordlinkage."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import linkage_sets as sets
from bench.databases import district, empty, scratch
from bench.running import Clock, Measured, ratio, step
from bench.table import Line, line

SETS, STEPS, OTHERS, ECM, WHOLE, DOUBLES = (
    "bench.linkage_sets", "bench.linkage_steps", "bench.linkage_baselines", "bench.linkage_ecm", "bench.linkage_whole",
    "bench.doubles_steps",
)  # fmt: skip
SIZE, FEW, MANY = 10_000, 3_000, 30_000
DISTRICTS = ("district-600", "district-3000")


def lines(clock: Clock, large: bool) -> Iterator[Line]:
    normal = [made(clock, SIZE, seed, "normal") for seed in sets.NORMAL]
    hard = [made(clock, SIZE, sets.HARD, "hard")]
    years = [made(clock, FEW, sets.YEARS, "hard", years=True)]
    for name, some in (("normal", normal), ("hard", hard), ("years only, no cards", years)):
        for file, _ in some:
            yield Line("linkage", f"mistakes, {name}", note=sets.realised(Path(file).parent))
        for _, reading in some:
            note = "rows {rows}, found {found}, wrong {wrong}".format(**reading.said) if reading.said else ""
            yield line("linkage", f"reading sheets, {name}", SIZE, reading, note=note)
    for name, size, some in (("normal", SIZE, normal), ("hard", SIZE, hard), ("years only, no cards", FEW, years)):
        yield from _beside(clock, name, size, [file for file, _ in some])
    yield from _febrl(clock)
    yield from _growth(clock, normal[0][0])
    yield from _whole(clock, normal[0][0])
    yield _doubles(clock)


def made(clock: Clock, members: int, seed: str, level: str, *, years: bool = False) -> tuple[str, Measured]:
    """(the set's file, how its sheets were read)."""
    folder = scratch() / f"lists-{level}-{members}-{seed}"
    database = empty("sqlite")
    if not folder.exists():
        step(
            clock, SETS, "make", database=database, runs=1, folder=str(folder), members=members, seed=seed, level=level
        )
    reading = step(clock, SETS, "read", database=database, runs=1, folder=str(folder), years=years)
    return str(folder / ("years.json" if years else "set.json")), reading


def _beside(clock: Clock, name: str, size: int, files: Sequence[str]) -> Iterator[Line]:
    ours = [step(clock, STEPS, "ours", set=file) for file in files]
    yield line("linkage", f"{name}: ours", size, ours[0], note=_told(ours))
    yield line("linkage", f"{name}: candidates", size, Measured(runs=len(files)), note=_candidates(ours))
    yield line("linkage", f"{name}: sure", size, Measured(runs=len(files)), note=_sure(ours))
    others = [
        (OTHERS, "typed_join", "join as typed", {}), (OTHERS, "cleaned_join", "join, cleaned", {}),
        (OTHERS, "splink", "Splink, names as in the sheets", {"raw": True}),
        (OTHERS, "splink", "Splink, names as we read them", {"raw": False}),
    ]  # fmt: skip
    if name.startswith("years"):
        others = [*others[:2], (ECM, "ecm", "recordlinkage ECM", {})]
    for module, function, label, more in others:
        theirs = [step(clock, module, function, runs=3 if file == files[0] else 1, set=file, **more) for file in files]
        sure = f"; at 0.99: {_sure(theirs)}" if function == "splink" and theirs[0].said else ""
        note = f"{_told(theirs)}; our error {_errors(ours, theirs)} of it{sure}"
        yield line("linkage", name, size, ours[0], label, theirs[0], note)


def _pooled(some: Sequence[Measured], key: str) -> float:
    return sum(float(one.said.get(key, 0)) for one in some)


def _error(some: Sequence[Measured]) -> float | None:
    """1 − F1 over all sets together."""
    if any(one.seconds is None for one in some):
        return None
    if not all("right" in one.said for one in some):
        return float(some[0].said["error"])
    right, whole = _pooled(some, "right"), _pooled(some, "answered") + _pooled(some, "true")
    return 1 - 2 * right / whole if whole else 0.0


def _told(some: Sequence[Measured]) -> str:
    error = _error(some)
    if error is None:
        return ""
    wrong, missed = int(_pooled(some, "wrong")), int(_pooled(some, "missed"))
    each = ", ".join(f"{one.said['f1']:.5f}" for one in some)
    right, answered, true = (_pooled(some, key) for key in ("right", "answered", "true"))
    shares = f"precision {right / max(answered, 1):.5f}, recall {right / max(true, 1):.5f}"
    processor = some[0].said.get("processor", math.nan)
    return f"F1 {1 - error:.5f} ({each}), {shares}, wrong {wrong}, missed {missed}; processor {processor:.1f} s"


def _errors(ours: Sequence[Measured], theirs: Sequence[Measured]) -> str:
    mine, other = _error(ours), _error(theirs)
    if mine is None or not other:
        return "–"
    return ratio(mine, other) or f"1/{other / mine:.0f}"


def _candidates(some: Sequence[Measured]) -> str:
    true, lost = _pooled(some, "true"), _pooled(some, "lost")
    recall = 1 - lost / true if true else math.nan
    return f"{_pooled(some, 'candidates'):,.0f} pairs, recall {recall:.5f}, lost {lost:.0f}"


def _sure(some: Sequence[Measured]) -> str:
    sure, wrong, true = (_pooled(some, key) for key in ("sure", "sure_wrong", "true"))
    precision = 1 - wrong / sure if sure else math.nan
    return (
        f"{sure:,.0f} sure, wrong {wrong:.0f}, precision {precision:.5f}, covering {(sure - wrong) / max(true, 1):.4f}"
    )


def _febrl(clock: Clock) -> Iterator[Line]:
    for which, mine, theirs in ((4, "ours_febrl4", "splink_febrl4"), (3, "ours_febrl3", "splink_febrl3")):
        file = str(scratch() / f"febrl{which}.json")
        prepared = step(clock, SETS, "febrl", runs=1, to=file, which=which)
        if prepared.seconds is None:
            yield line("linkage", f"FEBRL{which}", 5_000, prepared)
            continue
        ours = step(clock, STEPS, mine, set=file)
        yield line("linkage", f"FEBRL{which}: ours", 5_000, ours, note=_told([ours]))
        yield line("linkage", f"FEBRL{which}: candidates", 5_000, Measured(runs=1), note=_candidates([ours]))
        if "sure" in ours.said:
            yield line("linkage", f"FEBRL{which}: sure", 5_000, Measured(runs=1), note=_sure([ours]))
        for module, function, label in ((OTHERS, theirs, "Splink"), (ECM, "ecm_febrl", "recordlinkage ECM")):
            other = step(clock, module, function, set=file)
            note = f"{_told([other])}; our error {_errors([ours], [other])} of it"
            yield line("linkage", f"FEBRL{which}", 5_000, ours, label, other, note)


def _growth(clock: Clock, middle: str) -> Iterator[Line]:
    files = {FEW: made(clock, FEW, sets.GROWTH, "normal")[0], SIZE: middle,
             MANY: made(clock, MANY, sets.GROWTH, "normal")[0]}  # fmt: skip
    taken = {size: step(clock, STEPS, "ours", set=file) for size, file in files.items()}
    for size, one in taken.items():
        yield line("linkage", "growth", size, one, note=_told([one]))
    for low, high in ((FEW, SIZE), (SIZE, MANY)):
        less, more = taken[low].seconds, taken[high].seconds
        power = f"n^{math.log(more / less) / math.log(high / low):.2f}" if less and more else "–"
        yield Line("linkage", f"growth {low:,} → {high:,}", note=power)


def _whole(clock: Clock, set: str) -> Iterator[Line]:
    """The command, start to end, beside plain reading of the same workbook; and on the sample districts."""
    folder = Path(set).parent
    database = empty("sqlite").copy()
    # Two people with one card number are planted in every district.
    database.manage("import_members", str(folder / "national.xlsx"), "--create-organisations", "--leave-rejected")
    ours = step(clock, WHOLE, "reconcile", database=database, folder=str(folder))
    plain = step(clock, WHOLE, "openpyxl_values", folder=str(folder))
    yield line("linkage", "reconcile", SIZE, ours, "openpyxl, all sheets, values", plain, _said(ours))
    shell = step(clock, WHOLE, "command", database=database, folder=str(folder))
    yield line("linkage", "reconcile, from the shell", SIZE, shell, "openpyxl, all sheets, values", plain)
    for name in DISTRICTS:
        place = Path("tests/data") / name
        yield from _sample(clock, place)
        database = empty("sqlite").copy()
        database.manage("import_members", str(place / "national.xlsx"), "--create-organisations")
        one = step(clock, WHOLE, "reconcile", database=database, folder=str(place))
        yield line("linkage", f"reconcile, {name}", name.partition("-")[2], one, note=_said(one))


def _sample(clock: Clock, place: Path) -> Iterator[Line]:
    """One of the two sample districts as the others are measured: its sheets read, then linked beside the baselines."""
    folder = scratch() / place.name
    shutil.copytree(place, folder)
    reading = step(clock, SETS, "read", database=empty("sqlite"), runs=1, folder=str(folder))
    if reading.seconds is None:
        yield line("linkage", place.name, place.name.partition("-")[2], reading)
        return
    yield from _beside(clock, place.name, int(place.name.partition("-")[2]), [str(folder / "set.json")])


def _said(one: Measured) -> str:
    words = "rows {rows}, found {found}, wrong rows {phantom}; F1 {f1:.5f}, wrong {wrong}, missed {missed}; " \
            "{sure} sure, wrong {sure_wrong}"  # fmt: skip
    return words.format(**one.said) if one.said else ""


def _doubles(clock: Clock) -> Line:
    """Everybody of a district held against everybody, some of them entered twice."""
    database, file = district("postgresql", SIZE).copy(), str(scratch() / "planted.json")
    planted = step(clock, DOUBLES, "plant", database=database, runs=1, to=file)
    if planted.seconds is None:
        return line("linkage", "doubles of the register", SIZE, planted)
    database.vacuum()
    found = step(clock, DOUBLES, "search", database=database, fresh=True, planted=file)
    note = "{people} people, {pairs} pairs, {found} of {planted} planted".format(**found.said) if found.said else ""
    return line("linkage", "doubles of the register", SIZE, found, note=note)
