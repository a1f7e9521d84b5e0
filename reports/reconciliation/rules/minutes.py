"""What the minutes of a reconciliation say, in words and numbers: pure, so that both sides can be shown to confirm the
same thing.

What must stand in them: sides, totals, balance (Biểu số 1-BTCTW), differences and how each was settled, what is open.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import count
from typing import Any

from kit.drawing import Signature
from members.movements import Balance

ROW, PART, SUM = "", "sub", "sum"
# The figure that counts everybody of the committee.
TOTAL = "total"


@dataclass(frozen=True)
class Delegation:
    """One of the two: whose side, the body, and who was there ("Đồng chí Phan Thị Loan, Phó Bí thư")."""

    title: str
    body: str
    people: Sequence[str] = ()


@dataclass(frozen=True)
class Total:
    """A line of totals on the closing day; None where a side does not count it. `kind`: ROW, PART of a total, SUM."""

    label: str
    theirs: int | None
    ours: int | None
    agreed: int | None
    kind: str = ROW
    mark: str = ""

    @property
    def apart(self) -> str:
        """The difference with its sign, as a paper writes it."""
        if self.theirs is None or self.ours is None:
            return "–"
        return signed(self.theirs - self.ours)


@dataclass(frozen=True)
class Named:
    """Somebody behind a number: the name, and the day or paper that says why."""

    name: str
    said: str = ""


@dataclass(frozen=True)
class BalanceLine:
    """One line between the opening and the closing."""

    mark: str
    label: str
    number: int
    named: Sequence[Named] = ()
    kind: str = ROW
    shows_sign: bool = False
    remark: str = ""

    @property
    def said(self) -> str:
        return signed(self.number) if self.shows_sign else str(self.number)


# What became of a difference that the list has no more, or has otherwise.
GONE, ASKED_ANEW = "Không còn lệch khi so lại", "Nay lệch khác đi, đã hỏi lại"
CORRECTED = "Cơ sở sửa danh sách; không còn lệch khi so lại"


@dataclass(frozen=True)
class Case:
    """A difference and how it was settled."""

    name: str
    cell: str
    theirs: str
    ours: str
    settled: str
    answered: bool = True

    @property
    def counts(self) -> bool:
        """What was asked anew is counted where it was asked last."""
        return self.settled != ASKED_ANEW


@dataclass(frozen=True)
class Open:
    """What is still to be done, by whom, until when (dd/mm/yyyy)."""

    what: str
    who: str
    due: str


@dataclass(frozen=True)
class Minutes:
    """Everything the paper says. Days are words. `agreed`: people on the roster both sides agreed on."""

    parent: str
    issuer: str
    number: str
    place: str
    place_and_day: str
    committee: str
    period: str
    first_day: str
    closing_day: str
    their: Delegation
    our: Delegation
    cells: int
    totals: Sequence[Total]
    balance: Sequence[BalanceLine]
    cases: Sequence[Case]
    open: Sequence[Open]
    agreed: int
    their_signature: Signature
    our_signature: Signature
    # Files of members that the office keeps, as counted for the signing.
    files: int | None = None
    draft: bool = True
    # Lists were compared person by person; else both sides compared their numbers alone.
    is_full: bool = True
    notes: Sequence[str] = field(default_factory=tuple)
    # What of the totals the list does not say.
    unsaid: Sequence[str] = field(default_factory=tuple)
    # Which list the totals are of, where lists were compared.
    sent: Sequence[str] = field(default_factory=tuple)

    @property
    def sides(self) -> tuple[Delegation, Delegation]:
        return self.their, self.our

    @property
    def unanswered(self) -> int:
        return sum(not case.answered for case in self.cases)

    @property
    def counted(self) -> int:
        """How many cases there are: each thing about a person once."""
        return sum(case.counts for case in self.cases)

    @property
    def settled(self) -> int:
        return self.counted - len(self.open) - self.unanswered

    @property
    def numbered(self) -> list[tuple[int | None, Case]]:
        """Cases with their numbers; None for what is counted further down."""
        number = count(1)
        return [(next(number) if case.counts else None, case) for case in self.cases]

    @property
    def subject(self) -> str:
        return f"đối khớp {'danh sách' if self.is_full else 'số lượng'} đảng viên {self.period}"

    @property
    def title(self) -> str:
        return f"Biên bản {self.subject}"

    @property
    def have_numbers(self) -> bool:
        """The other side has said how many it counts."""
        return any(one.theirs is not None for one in self.totals)

    @property
    def differing(self) -> Sequence[str]:
        """Labels of the totals in which both sides count otherwise."""
        return [one.label for one in self.totals if one.theirs is not None and one.theirs != one.ours]


def signed(number: int) -> str:
    """With its sign, the minus as printed: 3 → "+3", -2 → "−2", 0 → "0"."""
    return f"+{number}" if number > 0 else f"\u2212{-number}" if number else "0"


# The ways of `members.movements` in the words and order of Biểu số 1-BTCTW; what the form has no line for stands last.
COMING = (
    ("1", "Kết nạp", "admitted"), ("2", "Chuyển đến từ đảng bộ ngoài {whole}", "arrived"),
    ("", "Chuyển đến từ đảng bộ khác trong {whole}", "within"), ("3", "Phục hồi đảng tịch", "restored"),
    ("4", "Do sắp xếp tổ chức đảng", "reorganised"), ("5", "Lập hồ sơ nhầm", "wrong_record"),
    ("6", "Chưa rõ lý do", "unclear"),
)  # fmt: skip
GOING = (
    ("1", "Từ trần", "death"), ("2", "Khai trừ", "expulsion"), ("3", "Xóa tên", "striking_off"),
    ("4", "Xin ra khỏi Đảng", "own_wish"), ("5", "Chuyển đi đảng bộ ngoài {whole}", "moved_out"),
    ("", "Chuyển đi đảng bộ khác trong {whole}", "within"), ("6", "Do sắp xếp tổ chức đảng", "reorganised"),
    ("7", "Lập hồ sơ nhầm", "wrong_record"), ("8", "Chưa rõ hình thức", "not_stated"),
    ("9", "Chưa rõ lý do", "unclear"),
)  # fmt: skip
# Lines that stand on the paper only where somebody went that way.
ONLY_IF_ANY = frozenset({"reorganised", "unclear", "wrong_record", "not_stated"})
PROBATIONER = "đảng viên dự bị"


def movement_lines(found: Balance, named: Mapping[int, str], said: Sequence[str], *, whole: str) -> list[BalanceLine]:
    """Increases and decreases with the people behind each number.

    `named`: {person: name}; `said`: for each of `found.movements` the day and paper in words; `whole`: what the
    register as a whole is called in running text.
    """
    words = {id(one): text for one, text in zip(found.movements, said, strict=True)}
    lines: list[BalanceLine] = []
    for mark, title, table, increase in (("B", "Tăng trong kỳ", COMING, True), ("C", "Giảm trong kỳ", GOING, False)):
        ways = found.ways(increase=increase)
        total = sum(map(len, ways.values()))
        lines.append(BalanceLine(mark, title, total if increase else -total, kind=SUM, shows_sign=True))
        for own, label, way in table:
            people = [
                Named(named[one.member], _why(words[id(one)], one.is_probationary and not increase))
                for one in ways[way]
            ]
            if people or way not in ONLY_IF_ANY:
                lines.append(BalanceLine(own, label.format(whole=whole), len(people), people, kind=PART))
    return lines


def _why(said: str, probationary: bool) -> str:
    return ", ".join(part for part in (PROBATIONER if probationary else "", said) if part)


def closing_said(opening: int, increase: int, decrease: int, closing: int) -> str:
    """The sum as it is read out: "608 + 7 \u2212 6 = 609"."""
    return f"{opening} + {increase} \u2212 {decrease} = {closing}"


# Who signs, when and under which number is said at the signing; what both confirm is everything else.
AT_SIGNING = ("number", "place_and_day", "draft", "their", "our", "their_signature", "our_signature", "files")


def digest(minutes: Minutes, roster: Iterable[Sequence[Any]] = ()) -> str:
    """The mark of what both sides confirm: equal while nothing of it has changed. `roster`: what is kept, and what
    stands in the annex, of everybody there, one row each."""
    said = {name: value for name, value in asdict(minutes).items() if name not in AT_SIGNING}
    said["roster"] = list(roster)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def at_signing(
    minutes: Minutes, *, number: str, place_and_day: str, their_people: Sequence[str], our_people: Sequence[str],
    files: int | None,
) -> Minutes:  # fmt: skip
    """The same minutes as they are signed: with number, day, who took part, and the files that were counted."""
    return replace(
        minutes, number=number, place_and_day=place_and_day, draft=False, files=files,
        their=replace(minutes.their, people=tuple(their_people)), our=replace(minutes.our, people=tuple(our_people)),
    )  # fmt: skip


def figures_of(said: Mapping[str, Any]) -> tuple[list[Total], list[BalanceLine]]:
    """Totals and balance of minutes that were kept as data."""
    lines = [BalanceLine(**{**row, "named": [Named(**one) for one in row["named"]]}) for row in said["balance"]]
    return [Total(**row) for row in said["totals"]], lines
