"""What a row says of its person's standing, in the words that an import knows; anything else says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kit import names
from kit.calendar import PartialDate
from kit.reading import days, values
from kit.reading.heads import Head
from kit.reading.people import Person as Row
from members.importing.facts import ACTIVE, DAY_COLUMNS, EXEMPT, STATUS, status_of
from members.models import DepartureKind

OFFICIAL, PROBATIONARY = "official", "probationary"
# Where somebody takes part for a while: elsewhere, counted here; or here, counted elsewhere.
AWAY, GUEST = "away", "guest"
BETWEEN = ", "
WORDS = {
    **{str(kind): words for kind, words in STATUS.items()}, OFFICIAL: "chính thức", PROBATIONARY: "dự bị",
    AWAY: "tạm thời nơi khác", GUEST: "tạm thời ở đây",
}  # fmt: skip
RANKS = {"chinh thuc": OFFICIAL, "du bi": PROBATIONARY}
_RANK = re.compile(r"(?:(?:la )?(?:dang vien|dv) )?(chinh thuc|du bi)")
# "x" and "đảng viên" are how a list ticks everybody: nothing is said of one.
_ACTIVE = re.compile(r"(dang )?(sinh hoat|hoat dong|shd)( dang| binh thuong)?|binh thuong")
# A remark is free text: a status is only what is a status alone, with its day.
REMARK = frozenset({"ghi chu", "chu thich", "ghi chu khac"})
COLUMNS = frozenset({"status", *(name for name, _ in DAY_COLUMNS)})
_DAY = r"(?: (?:tu|vao|ngay|thang|nam|\d{1,2}|\d{4}))*"
_TAIL = r"((ngày|tháng|năm)\s*)?\d.*"
_LEFT = (
    r"(?:da )?(?:mat|tu tran|qua doi|chet|hy sinh)|(?:duoc )?mien (?:cong tac(?: va)? )?(?:sinh hoat|sh|shd)(?: dang)?"
    r"|(?:da )?(?:chuyen (?:sinh hoat|sh|shd)(?: dang)?(?: chinh thuc)?(?: di)?|chuyen di)"
    r"|(?:da )?(?:ra khoi dang|xin ra khoi dang|xoa ten|bi xoa ten|khai tru|bi khai tru)"
)
_REMARKED = re.compile(rf"(?:{_LEFT}){_DAY}")
# Only what says whether it is away or here: “Sinh hoạt tạm thời” may be either, who works far away may be none.
_PART = r"(?:sinh hoat|sh|shd)(?: dang)?"
_STAYS = (
    (AWAY, re.compile(
        rf"(?:da |dang )?(?:(?:chuyen )?(?:{_PART} )?tam thoi (?:chuyen )?(?:di(?: noi khac)?|(?:o |tai )?noi khac)"
        rf"|(?:chuyen )?di {_PART} tam thoi(?: (?:o |tai )?noi khac)?){_DAY}"
    )),
    # “Sinh hoạt tạm thời đến 30/9” ends on a day, and is somewhere.
    (GUEST, re.compile(
        rf"(?:da |dang )?(?:(?:chuyen )?(?:{_PART} )?tam thoi den"
        rf"|(?:(?:chuyen )?(?:{_PART} )?tam thoi (?:chuyen den|tu noi khac den|(?:o|tai) day)"
        rf"|(?:chuyen |tu noi khac |noi khac )?den {_PART} tam thoi){_DAY})"
    )),
)  # fmt: skip
# What is said of one person at two places: the one that says most counts.
_STRENGTH = (ACTIVE, PROBATIONARY, OFFICIAL, EXEMPT)
# Of these the day beside them is not the first one.
AT_ANY_TIME = frozenset({ACTIVE, PROBATIONARY, OFFICIAL})
DEPARTURES = frozenset(DepartureKind.values)


@dataclass(frozen=True, slots=True)
class Said:
    """`kind`: "" for nothing, ACTIVE (in so many words), EXEMPT, OFFICIAL, PROBATIONARY or a `DepartureKind`; `on`:
    since when, as far as it is said."""

    kind: str = ""
    on: PartialDate | None = None

    @property
    def has_left(self) -> bool:
        return self.kind in DEPARTURES

    @property
    def told(self) -> str:
        """ "từ trần, 2026-02-03": the day is ISO as far as known."""
        return BETWEEN.join([WORDS[self.kind], *([self.on.iso()] if self.on else [])])


NOTHING = Said()


def apart(told: str) -> tuple[str, PartialDate | None]:
    """The word and the day of what `Said.told` put together; a word alone has no day."""
    word, _, since = told.partition(BETWEEN)
    return word, PartialDate.parse(since) if since else None


def in_words(told: str) -> str:
    """The same as people read it: "từ trần, 03/02/2026"."""
    word, since = apart(told)
    return f"{word}{BETWEEN}{since}" if since else word


def is_said(head: Head) -> bool:
    """Whether lists under this head say anything of the standing; nearly all say nothing."""
    return not COLUMNS.isdisjoint(head.sources) or any(names.fold(said) in REMARK for _, said in head.unknown)


def status_of_row(row: Row, day: date) -> Said:
    """What counts on `day`."""
    found = [one for one in _said(row) if one.on is None or one.on.earliest() <= day]
    return max(found, key=_strength, default=NOTHING)


def _strength(one: Said) -> int:
    return _STRENGTH.index(one.kind) if one.kind in _STRENGTH else len(_STRENGTH)


def stay_of_row(row: Row, day: date) -> str:
    """AWAY or GUEST where the row says so of `day` in its column of statuses or a remark; "" for neither, and both."""
    column = values.text(row.value("status")).value
    beside = row.day("status_on").value
    kind, since = _stay(column) if column else ("", None)
    said = [(kind, since or beside), *map(_stay, _remarks(row))]
    found = {kind for kind, since in said if kind and (since is None or since.earliest() <= day)}
    return found.pop() if len(found) == 1 else ""


@lru_cache(1000)
def _stay(said: str) -> tuple[str, PartialDate | None]:
    """(kind, since when), ("", None) for words that say neither. People write the same words over and over."""
    folded = names.fold(said)
    kind = next((kind for kind, words in _STAYS if words.fullmatch(folded)), "")
    tail = re.search(_TAIL, said, re.IGNORECASE | re.DOTALL) if kind else None
    return kind, days.day(tail[0].strip(" ().;")).value if tail else None


def _remarks(row: Row) -> Iterator[str]:
    for at, head in row.head.unknown:
        if names.fold(head) in REMARK and (remark := values.text(row.cell(at)).value):
            yield remark


def _said(row: Row) -> Iterator[Said]:
    """Days of leaving in columns of their own, the column of statuses, the remark."""
    for name, way in DAY_COLUMNS:
        if (left := row.day(name).value) is not None:
            yield Said(str(way), left)
    column = values.text(row.value("status")).value
    if column and (kind := _of_column(column)):
        yield Said(kind, (row.day("status_on").value or _day_in(column)) if kind not in AT_ANY_TIME else None)
    for remark in _remarks(row):
        yield from _of_remark(remark)


def _of_column(said: str) -> str:
    """The kind, "" where it says nothing of one person."""
    folded = names.fold(said)
    if rank := _RANK.fullmatch(folded):
        return RANKS[rank[1]]
    kind = status_of(said)
    return kind if kind and (kind != ACTIVE or _ACTIVE.fullmatch(folded)) else ""


def _of_remark(said: str) -> Iterator[Said]:
    folded = names.fold(said)
    if rank := _RANK.fullmatch(folded):
        yield Said(RANKS[rank[1]])
    elif _REMARKED.fullmatch(folded) and (kind := status_of(re.sub(r"^bi ", "", folded))):
        yield Said(kind, _day_in(said))


def _day_in(said: str) -> PartialDate | None:
    """The day behind the words, where nothing else stands there."""
    tail = re.search(_TAIL, said, re.IGNORECASE | re.DOTALL)
    alone = tail is not None and _REMARKED.fullmatch(names.fold(said))
    return days.day(tail[0].strip(" ().;")).value if tail is not None and alone else None
