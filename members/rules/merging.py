"""Two records of one person: where they say different things, what may be chosen there, and what comes of it.

Nothing is invented: of facts that can't stand together a person chooses a side; the days of a place change only where
one says that the earlier record ended where the later one began. No database; rows come as they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from members.errors import RuleBroken
from members.models import Member, Membership
from members.rules.facts import END, START, Facts, contradictions, overlap

KEPT, ABSORBED, FOLLOW, LEFT = "kept", "absorbed", "follow", "left"
Choices = Mapping[str, str]

# Plain facts of the person that are chosen one by one: name of the point, columns that go together, its label.
PLAIN: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("full_name", ("full_name", "fold", "sort_key"), "Họ và tên"),
    ("other_names", ("other_names", "other_fold"), "Tên gọi khác"),
    ("sex", ("sex",), "Giới tính"),
    ("birth", ("birth_on", "birth_precision"), "Ngày sinh"),
    ("profile_number", ("profile_number",), "Số lý lịch"),
    ("source_id", ("source_id",), "Mã trên cơ sở dữ liệu"),
    ("schooling", ("schooling",), "Học vấn phổ thông"),
    ("theory", ("theory",), "Lý luận chính trị"),
    ("occupation", ("occupation",), "Nghề nghiệp"),
    ("ethnic_code", ("ethnic_code",), "Dân tộc"),
)
SPELL: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("admitted", ("admitted_on", "admission_decision"), "Ngày vào Đảng"),
    ("official", ("official_on", "recognition", "recognition_decision"), "Ngày chính thức"),
)
# Dated facts: kind, label, by what two of them can't stand on one day (besides the spell, where they hang on one).
DATED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("placements", "Nơi sinh hoạt", ("kind",)),
    ("numbers", "Số thẻ", ("kind",)),
    ("residences", "Nơi cư trú", ()),
    ("exemptions", "Miễn công tác và sinh hoạt", ("spell",)),
    ("suspensions", "Đình chỉ sinh hoạt", ("spell",)),
    ("disciplines", "Kỷ luật", ("spell", "form", "day")),
    ("departures", "Ra khỏi danh sách", ("spell",)),
    ("introductions", "Giới thiệu về nơi cư trú", ("spell",)),
    ("holdings", "Chức vụ trong Đảng", ("organisation_id", "office")),
    ("name_changes", "Đổi tên", ("day",)),
)
MAY_FOLLOW = frozenset({"placements", "numbers", "residences"})
# What two rows may say differently and still say the same: whose they are, and where a number was read.
ASIDE = frozenset({"id", "member_id", "membership_id", "source", "fold", "sort_key"})
TWO_SPELLS = "Một trong hai hồ sơ ghi hai lần vào Đảng trùng với lần của hồ sơ kia; hãy sửa cho đúng rồi gộp."


@dataclass(frozen=True)
class Point:
    """One place in which a choice is open; `ours` and `theirs` are the values (a plain fact), the spells, or the rows
    of the kept and of the absorbed record. `proposed` is "" where only a person can say."""

    key: str
    kind: str
    label: str
    ours: tuple[Any, ...]
    theirs: tuple[Any, ...]
    ways: tuple[str, ...]
    proposed: str


@dataclass
class Joining:
    """What two records say: `points` to choose in, `same` labels of what both say alike, `spells` {spell of the
    absorbed record: the one of the kept record that it is, or itself}."""

    points: list[Point] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    alike: list[tuple[str, Any]] = field(default_factory=list)
    spells: dict[int, Membership] = field(default_factory=dict)


@dataclass
class Outcome:
    """What is written. Of the kept record: `plain`, `dates` {spell: columns}, rows that fall away or end earlier; of
    the absorbed one: rows that go over (with new ends) and rows that do not."""

    plain: dict[str, Any] = field(default_factory=dict)
    dates: list[tuple[Membership, dict[str, Any]]] = field(default_factory=list)
    falls: list[Any] = field(default_factory=list)
    ends: list[tuple[Any, date]] = field(default_factory=list)
    goes: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    stays: list[Any] = field(default_factory=list)


def joining(kept: Member, absorbed: Member, ours: Facts, theirs: Facts) -> Joining:
    """Hold two records against each other. Raises RuleBroken where it is not clear which spells are one."""
    found = Joining(spells=_spells(ours, theirs))
    for key, columns, label in PLAIN:
        _plain(found, key, "plain", label, kept, absorbed, columns)
    for spell in theirs.memberships:
        mine = found.spells[spell.pk]
        if mine.pk != spell.pk:
            for key, columns, label in SPELL:
                _plain(found, f"{key}-{spell.pk}", "spell", label, mine, spell, columns)
    for kind, label, by in DATED:
        _dated(found, kind, label, by, getattr(ours, kind), getattr(theirs, kind))
    return found


def _spells(ours: Facts, theirs: Facts) -> dict[int, Membership]:
    """Spells that share a day are one; each may be one with a single other."""
    known = {one.pk: one for one in theirs.memberships}
    for one in theirs.memberships:
        met = [each for each in ours.memberships if _meet(one, theirs, each, ours)]
        if len(met) > 1 or (met and any(known[pk] is met[0] for pk in known)):
            raise RuleBroken("arithmetic.fits", TWO_SPELLS, field="why")
        known[one.pk] = met[0] if met else one
    return known


def _meet(one: Membership, of_one: Facts, other: Membership, of_other: Facts) -> bool:
    begins, ends = _lasts(one, of_one)
    from_, until = _lasts(other, of_other)
    return begins < until and from_ < ends


def _lasts(spell: Membership, facts: Facts) -> tuple[date, date]:
    gone = [one.since for one in facts.departures if one.membership_id == spell.pk and one.until is None and one.since]
    begins = spell.admitted_on or START
    return begins, max(min(gone, default=END), begins)


def _plain(found: Joining, key: str, kind: str, label: str, mine: Any, other: Any, columns: Sequence[str]) -> None:
    if _said(mine, columns) == _said(other, columns):
        found.same.append(label)
        return
    proposed = KEPT if _says_less(other, mine, columns) else ABSORBED if _says_less(mine, other, columns) else ""
    found.points.append(Point(key, kind, label, (mine,), (other,), (KEPT, ABSORBED), proposed))


def _says_less(one: Any, other: Any, columns: Sequence[str]) -> bool:
    """Nothing at all, or the same without what the other has beside it (a paper)."""
    if not getattr(one, columns[0]):
        return True
    said, more = _said(one, columns), _said(other, columns)
    paper = columns[-1].endswith("decision")
    return paper and said[0] == more[0] and said[-1] is None and more[-1] is not None


def _said(row: Any, columns: Iterable[str]) -> list[Any]:
    """Values of these columns; a paper by what it says, for the same paper typed twice is two rows."""
    return [_paper(getattr(row, name)) if name.endswith("decision") else getattr(row, name) for name in columns]


def _paper(row: Any) -> Any:
    return (row.number, row.signed_on, row.body) if row is not None else None


def _dated(
    found: Joining, kind: str, label: str, by: Sequence[str], ours: Sequence[Any], theirs: Sequence[Any]
) -> None:
    for mine, others in _clusters(found, by, ours, theirs):
        if len(mine) == len(others) == 1 and _equal(mine[0], others[0]):
            found.same.append(label)
            found.alike.append((kind, others[0]))
            continue
        ways: tuple[str, ...] = (KEPT, ABSORBED) if mine else (ABSORBED, LEFT)
        if kind in MAY_FOLLOW and len(mine) == len(others) == 1 and _can_follow(mine[0], others[0]):
            ways = (*ways, FOLLOW)
        key = f"{kind}-{min(one.pk for one in others)}"
        found.points.append(Point(key, kind, label, tuple(mine), tuple(others), ways, "" if mine else ABSORBED))


def _clusters(
    found: Joining, by: Sequence[str], ours: Sequence[Any], theirs: Sequence[Any]
) -> list[tuple[list[Any], list[Any]]]:
    """Rows of both sides that can't all stand, together with those they touch; of the absorbed record also those that
    nothing stands against."""
    made: list[tuple[list[Any], list[Any]]] = []
    for other in theirs:
        mine = [one for one in ours if _clash(found, by, one, other)]
        met = [each for each in made if any(one in each[0] for one in mine)]
        for each in met:
            made.remove(each)
        joined = {one.pk: one for one in (*mine, *(one for each in met for one in each[0]))}
        made.append((list(joined.values()), [*(one for each in met for one in each[1]), other]))
    return made


def _clash(found: Joining, by: Sequence[str], mine: Any, other: Any) -> bool:
    for name in by:
        if name == "spell":
            if found.spells[other.membership_id].pk != mine.membership_id:
                return False
        elif getattr(mine, name) != getattr(other, name):
            return False
    return not hasattr(mine, "since") or overlap(mine, other)


def _equal(mine: Any, other: Any) -> bool:
    columns = [
        one.name if one.name.endswith("decision") else one.attname
        for one in mine._meta.concrete_fields
        if one.attname not in ASIDE
    ]
    return _said(mine, columns) == _said(other, columns)


def _can_follow(mine: Any, other: Any) -> bool:
    """The one that began earlier may end where the other begins, without a gap and without a lie about its end."""
    alike = getattr(mine, "value", None) is not None and mine.value == other.value
    if alike or (mine.since or START) == (other.since or START):
        return False
    earlier, later = sorted((mine, other), key=lambda one: one.since or START)
    received = getattr(earlier, "received_on", None)
    return (earlier.until or END) <= (later.until or END) and (received is None or received < later.since)


def chosen(found: Joining, choices: Choices) -> dict[str, str]:
    """What was said of each point, else what is proposed. Raises RuleBroken at the first one that nobody has said."""
    said = {}
    for point in found.points:
        way = choices.get(point.key) or point.proposed
        if way not in point.ways:
            raise RuleBroken("arithmetic.merge", f"Chọn bên đúng cho mục: {point.label}.", field=point.key)
        said[point.key] = way
    return said


def outcome(found: Joining, said: Choices) -> Outcome:
    """What is written when these choices are made."""
    made = Outcome(stays=[row for _, row in found.alike])
    for point in found.points:
        way = said[point.key]
        if point.kind in ("plain", "spell"):
            if way == ABSORBED:
                _other_value(made, point)
        elif way == FOLLOW:
            _one_after_the_other(made, found, point.ours[0], point.theirs[0])
        elif way == ABSORBED:
            made.falls += point.ours
            made.goes += [(row, _over(found, row)) for row in point.theirs]
        else:
            made.stays += point.theirs
    return made


def _other_value(made: Outcome, point: Point) -> None:
    table = PLAIN if point.kind == "plain" else SPELL
    columns = next(columns for key, columns, _ in table if key == point.key.partition("-")[0])
    values = {name: getattr(point.theirs[0], name) for name in columns}
    if point.kind == "plain":
        made.plain |= values
    else:
        made.dates.append((point.ours[0], values))


def _one_after_the_other(made: Outcome, found: Joining, mine: Any, other: Any) -> None:
    if (mine.since or START) < (other.since or START):
        made.ends.append((mine, other.since))
        made.goes.append((other, _over(found, other)))
    else:
        made.goes.append((other, {"until": mine.since, **_over(found, other)}))


def _over(found: Joining, row: Any) -> dict[str, Any]:
    """On which spell a row of the absorbed record hangs afterwards."""
    return {"membership": found.spells[row.membership_id]} if hasattr(row, "membership_id") else {}


def check_joined(before: Sequence[Facts], after: Facts) -> None:
    """Raises RuleBroken with what can't be true together in the joined record and was so in neither of both."""
    new = sorted(contradictions(after) - {one for facts in before for one in contradictions(facts)})
    if new:
        more = f" (và {len(new) - 1} chỗ khác)" if len(new) > 1 else ""
        sentence = f"Hai bên không khớp nhau như đã chọn. {new[0]}{more}."
        raise RuleBroken("arithmetic.fits", sentence, field="why", others=new)


# --- whether they may be merged at all ---


def check_two(kept: Member, absorbed: Member) -> None:
    if kept.pk == absorbed.pk:
        raise RuleBroken("arithmetic.merge", "Chọn hai hồ sơ khác nhau.", field="absorbed")


def check_not_merged(merged: Iterable[int], kept: Member, absorbed: Member) -> None:
    """Neither is part of another record already; `merged` are the absorbed ones among both."""
    for one in (kept, absorbed):
        if one.pk in set(merged):
            sentence = f"Hồ sơ {one.full_name} đã được gộp vào một hồ sơ khác."
            raise RuleBroken("arithmetic.once", sentence, field="absorbed")


def check_in_register(ours: Facts, theirs: Facts) -> None:
    """A record without a membership was entered by mistake and taken back: there is nothing to join."""
    if not ours.memberships or not theirs.memberships:
        raise RuleBroken("arithmetic.gone", "Một trong hai hồ sơ không còn ở trong sổ.", field="absorbed")


def check_not_told_apart(told: bool) -> None:
    if told:
        sentence = "Đã ghi hai hồ sơ này không phải một người. Nếu ghi nhầm, hãy bỏ ghi chú ấy rồi gộp."
        raise RuleBroken("arithmetic.merge", sentence, field="absorbed")


def check_no_note_is_lost(told: bool, absorbed: Member) -> None:
    """`told`: somebody has said of the record that would be absorbed that it and another are two people. The note
    would be read of nobody."""
    if told:
        sentence = (
            f"Đã ghi {absorbed.full_name} và một hồ sơ khác không phải một người. Hãy giữ hồ sơ ấy, hoặc bỏ ghi chú "
            "rồi gộp."
        )
        raise RuleBroken("arithmetic.merge", sentence, field="absorbed")


def check_nothing_waits(waiting: Sequence[str], *, field: str) -> None:
    """`waiting`: sentences of what refuses a merge, or taking it back, while it is open."""
    if waiting:
        raise RuleBroken("arithmetic.merge", " ".join(waiting), field=field, others=waiting)


def check_stands_alone(later: Sequence[str]) -> None:
    """Raises RuleBroken with the acts that stand on a merge: they are taken back first."""
    if later:
        sentence = f"Sau khi gộp đã có việc dựa vào việc gộp; hãy hoàn lại trước: {'; '.join(later)}."
        raise RuleBroken("history.revert", sentence, field="why", others=later)
