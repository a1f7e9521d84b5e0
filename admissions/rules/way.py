"""The way of one applicant as data: the steps in their order, what each stands on, which are left out and why.

Sources of the order: Charter art. 4-5; 12-HD/BTCTW 2022, II.1; 06-HD/TW 2025, 8.3. High for the order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import NamedTuple

from admissions.models import Backing, StepKind
from kit.calendar import PartialDate, by_month
from members.regulations import rules_on

from .order import Order

S = StepKind


@dataclass(frozen=True)
class Stage:
    """One step as the rules know it: who does it; `after`: what is done before it, on no later day; `paper`: what its
    paper is called, "" where there is none; `needs_paper`: it is nothing without; `rules`: keys of the regulations by
    which it goes."""

    kind: StepKind
    who: str
    after: tuple[StepKind, ...]
    paper: str = ""
    needs_paper: bool = False
    rules: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage(S.SOURCE, "chi bộ, đoàn thể", ()),
    Stage(S.SYMPATHISER, "chi bộ", (S.SOURCE,), "nghị quyết", needs_paper=True),
    Stage(S.CLASS_PROPOSED, "chi bộ, đảng ủy cơ sở", (S.SYMPATHISER,), "văn bản đề nghị"),
    Stage(S.CERTIFICATE, "trung tâm chính trị", (S.CLASS_PROPOSED,), "giấy chứng nhận", needs_paper=True,
          rules=("admission.certificate_months",)),
    Stage(S.APPLICATION, "người xin vào Đảng", (S.CERTIFICATE,)),
    Stage(S.PROFILE, "người xin vào Đảng, đảng ủy cơ sở", (S.APPLICATION,)),
    Stage(S.VERIFIED, "chi bộ, đảng ủy cơ sở", (S.PROFILE,), "văn bản thẩm tra",
          rules=("admission.verification", "admission.dossier_months")),
    Stage(S.CERTIFIED, "chi ủy, đảng ủy cơ sở", (S.VERIFIED,)),
    Stage(S.INTRODUCED, "đảng viên chính thức", (S.APPLICATION,), "giấy giới thiệu",
          rules=("admission.introducers", "admission.introducer_min_months")),
    Stage(S.UNION, "Đoàn hoặc công đoàn cơ sở", (S.APPLICATION,), "nghị quyết", needs_paper=True,
          rules=("admission.introducers",)),
    Stage(S.GATHERED, "chi ủy", (S.APPLICATION,)),
    Stage(S.CHECKED, "chi ủy, đảng ủy cơ sở", (S.APPLICATION,), "văn bản kết luận", needs_paper=True),
    Stage(S.CELL, "chi bộ", (S.CERTIFIED, S.INTRODUCED, S.UNION, S.GATHERED, S.CHECKED), "nghị quyết",
          rules=("admission.age_min", "admission.age_max", "admission.education_min", "admission.cell_quorum",
                 "admission.ballot")),
    Stage(S.APPRAISAL, "đảng ủy bộ phận", (S.CELL,), "báo cáo thẩm định"),
    Stage(S.COMMITTEE, "đảng ủy cơ sở", (S.APPRAISAL,), "nghị quyết", rules=("admission.committee_quorum",)),
    Stage(S.CONSENT, "ban thường vụ tỉnh ủy", (S.COMMITTEE,), "văn bản đồng ý", needs_paper=True),
    Stage(S.DECISION, "cấp có thẩm quyền", (S.CONSENT,), "quyết định", needs_paper=True,
          rules=("admission.deciding_body", "admission.decision_wd")),
    Stage(S.CEREMONY, "chi bộ", (S.DECISION,), "văn bản đồng ý tổ chức lễ quá hạn",
          rules=("admission.ceremony_wd", "admission.ceremony_from")),
    Stage(S.RECORDS, "đảng viên mới, đảng ủy cơ sở", (S.CEREMONY,), rules=("member.file_wd",)),
)  # fmt: skip
STAGE: dict[StepKind, Stage] = {one.kind: one for one in STAGES}
ORDER = Order({one.kind: one.after for one in STAGES})
# Only of who is admitted again. The steps of everybody keep their numbers; these stand beside the one before them.
AGAIN = frozenset({S.CHECKED, S.CONSENT})
NUMBER: dict[StepKind, int] = {
    one.kind: number
    for number, one in zip(accumulate(int(one.kind not in AGAIN) for one in STAGES), STAGES, strict=True)
}
LABEL: dict[StepKind, str] = {kind: f"{number}a" if kind in AGAIN else str(number) for kind, number in NUMBER.items()}
LAST = NUMBER[S.RECORDS]
# Of a file that was opened for a probationer: what led to the ceremony.
TAKEN_OVER = "Làm trước khi có hồ sơ trên máy."
ABOVE_IS_THE_LEVEL = "Chi bộ cơ sở: trên chi bộ là cấp có thẩm quyền."
TOO_SMALL = "chi bộ không đủ đảng viên chính thức, không biểu quyết"
NO_CELL = "Chi bộ đã kết thúc, không có chi bộ kế tục."


@dataclass(frozen=True)
class Ballot:
    """One vote as its numbers say it. `stands`: what it resolved goes on in the cell that leads the file."""

    kind: StepKind
    day: date
    base: int
    in_favour: int
    stands: bool = True

    @property
    def passes(self) -> bool:
        return self.stands and self.in_favour >= needed(self.kind, self.base, self.day)


class Sending(NamedTuple):
    """One place the profile was sent to for verification: `answered_on` None while it waits."""

    place: str
    sent_on: date
    answered_on: date | None = None
    conclusion: str = ""


class Handled(NamedTuple):
    """What the deciding level noted of a resolution: when it came there, by how many working days the term of the
    decision was made longer, and on which day."""

    came_on: date | None = None
    longer: int = 0
    longer_on: date | None = None


UNHANDLED = Handled()
# What stands on a resolution of the cell, and on a ceremony, in words.
NOTED_ABOVE, VOTED_ON = "ngày cấp có thẩm quyền nhận nghị quyết, gia hạn", "biểu quyết công nhận"


@dataclass(frozen=True)
class Way:
    """What a file says: who it is about, how the cell stands in the tree, and what was done when. `days` are those of
    the steps that are no vote; `received_on`: when the cell got the decision; `exception_on`: when the province agreed;
    `has_cell`: one that stands considers it, else it goes no further; `together`: since when each introducer who is
    named has been together with the person; `helped`: the days on which helpers began, ended and remarked; `sendings`:
    what was sent to be verified; `handled`: what the deciding level noted of the resolution on the admission;
    `probation`: in words, what the file says of the recognition that follows."""

    birth: PartialDate | None = None
    schooling: str = ""
    backing: str = Backing.YOUTH
    has_exception: bool = False
    exception_on: date | None = None
    has_cell: bool = True
    has_part: bool = False
    has_committee: bool = True
    days: Mapping[StepKind, date] = field(default_factory=dict)
    received_on: date | None = None
    ballots: tuple[Ballot, ...] = ()
    sendings: tuple[Sending, ...] = ()
    handled: Handled = UNHANDLED
    probation: tuple[str, ...] = ()
    stopped_on: date | None = None
    is_member: bool = False
    together: tuple[date, ...] = ()
    helped: tuple[date, ...] = ()
    # On which days the file was handed over to another cell, and when it came in from outside the district.
    handed: tuple[date, ...] = ()
    arrived_on: date | None = None
    # Days [since, until) on which the committee above the cell is authorised to decide.
    authorised: tuple[tuple[date | None, date | None], ...] = ()
    # Of somebody who was a member: since when no more, how often admitted again before, when a sentence was expunged.
    again: bool = False
    left_on: date | None = None
    earlier: int = 0
    cleared_on: date | None = None

    @property
    def taken_over(self) -> bool:
        """The register held the probationer before it held a file: the ceremony is known, not how it came to that."""
        return S.CEREMONY in self.days and S.SOURCE not in self.days

    @property
    def is_considered(self) -> bool:
        """By a cell that stands; whom the file admitted is followed in whatever cell he is."""
        return self.has_cell or self.is_member

    def done(self) -> dict[StepKind, date]:
        """Each step that is done, with its day: a vote by the first that reached what it needs."""
        found = dict(self.days)
        for one in sorted(self.ballots, key=lambda one: one.day):
            if one.passes:
                found.setdefault(one.kind, one.day)
        return found

    def recorded(self) -> dict[StepKind, date]:
        """Each step of which something is recorded, with its first day: a vote that fell short was held, too."""
        found = dict(self.days)
        for one in sorted(self.ballots, key=lambda one: one.day):
            found.setdefault(one.kind, one.day)
        return found


def is_over_age(way: Way, day: date) -> bool:
    """Whether the person is older than the rule has it, counted by month, when the cell considers: on the day it did,
    on `day` while it has not. Of a birth known by its month or year alone only what is so on each of its days. Of who
    was admitted before there was a file the paper of the province alone says it."""
    if way.birth is None or (way.taken_over and not way.has_exception):
        return False
    on = way.done().get(S.CELL, day)
    return by_month(way.birth.latest(), on) > 12 * rules_on(on).admission.age_max.value


def share(kind: StepKind, day: date) -> Fraction:
    """What part of the base has to be for it. Charter art. 4.3: two thirds of all official members of the cell, of all
    members of the committee."""
    rule = rules_on(day).admission
    value: Fraction = (rule.cell_quorum if kind == S.CELL else rule.committee_quorum).value
    return value


def needed(kind: StepKind, base: int, day: date) -> int:
    """How many have to be for it: the share of the base, rounded up."""
    part = share(kind, day)
    return -(-base * part.numerator // part.denominator)


def left_out(way: Way) -> dict[StepKind, str]:
    """Steps that the rules leave out for this file, and why. What stood above the cell when it went on counts: a
    part-committee that is founded later asks nothing of what was resolved before, and what was done while one stood is
    not left out when it is gone."""
    found, done = {}, way.done()
    last = max((NUMBER[kind] for kind in done), default=0)
    for kind in (S.APPRAISAL, S.COMMITTEE):
        if NUMBER[kind] < last:
            found[kind] = "Khi sang bước sau, trên chi bộ chưa có."
    if not way.again:
        found |= dict.fromkeys(AGAIN, "Chỉ hồ sơ kết nạp lại mới có.")
    if way.backing == Backing.MEMBERS:
        found[S.UNION] = "Nơi không có Đoàn, công đoàn: hai đảng viên chính thức giới thiệu."
    if not way.has_part:
        found[S.APPRAISAL] = "Trên chi bộ không có đảng ủy bộ phận."
    if not way.has_committee:
        found[S.COMMITTEE] = ABOVE_IS_THE_LEVEL
    if not way.is_considered:
        # What stands above a cell that is none any more nobody knows: no step is said to be left out by that.
        found |= dict.fromkeys(found.keys() & {S.APPRAISAL, S.COMMITTEE}, NO_CELL)
    if way.taken_over:
        found |= dict.fromkeys((kind for kind in STAGE if NUMBER[kind] < NUMBER[S.CEREMONY]), TAKEN_OVER)
    return {kind: why for kind, why in found.items() if kind not in done}


def before(kind: StepKind, way: Way) -> Iterator[StepKind]:
    """The steps it stands on: those left out hand on to what they stood on."""
    return ORDER.before(kind, left_out(way))


def behind(kind: StepKind, way: Way) -> list[StepKind]:
    """The steps that stand on it, in their order; of those left out only a vote that was held and fell short."""
    return ORDER.behind(kind, left_out(way), way.recorded())


def gaps(way: Way) -> set[tuple[StepKind, StepKind]]:
    """(step of which something is recorded, what it stands on and is not done)."""
    done = way.done()
    return {(kind, one) for kind in way.recorded() for one in before(kind, way) if one not in done}


def upcoming(way: Way) -> StepKind | None:
    """The first step that is not done; None when everything is."""
    return ORDER.upcoming(way.done(), left_out(way))
