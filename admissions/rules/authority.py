"""Who decides on an admission: the level above the grass roots, or a grass-roots committee. Charter art. 4.3."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from admissions.models import RecognitionKind, StepKind
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Term
from members.models.periods import holds
from members.regulations import rules_on
from members.regulations.admission import BY_COMMITTEE

from .probation import STAGE as STAGE_AFTER
from .way import STAGE, Way, is_over_age

ABOVE = "ban thường vụ cấp ủy cấp trên trực tiếp"
PROVINCE = "cấp ủy trực thuộc Trung ương"


class Recorder(NamedTuple):
    """As whom somebody records: of the level `above` the committee, who records any; of a `committee` over the cell."""

    above: bool
    committee: bool


class Period(NamedTuple):
    """[since, until) of one authorisation."""

    since: date | None
    until: date | None


def committee_decides(way: Way, day: date) -> bool:
    """The grass-roots committee above the cell decides that day: authorised, or by the rule itself (208-QĐ/TW, Med);
    never on somebody over age, on whom the province decides (294-QĐ/TW, 1)."""
    if not way.has_committee or is_over_age(way, day):
        return False
    if is_standing(day):
        return True
    return any(holds(*one, day) for one in way.authorised)


def is_standing(day: date) -> bool:
    """What a grass-roots committee decides that day, authorised or not, its standing committee decides (208-QĐ/TW,
    Med)."""
    return rules_on(day).admission.deciding_body.value == BY_COMMITTEE


def who(kind: StepKind, way: Way, day: date) -> str:
    """Who does the step, as the tree and the papers stand that day."""
    return decider(way, day) if kind == StepKind.DECISION else STAGE[kind].who


def decider(way: Way, day: date) -> str:
    """Who decides on the admission and on what follows it."""
    if is_over_age(way, day):
        return PROVINCE
    if not committee_decides(way, day):
        return ABOVE
    whose = BY_COMMITTEE if is_standing(day) else "đảng ủy cơ sở"
    return f"{whose}, được ủy quyền" if any(holds(*one, day) for one in way.authorised) else whose


def who_after(kind: RecognitionKind, way: Way, day: date) -> str:
    """Who does the step of the recognition."""
    return decider(way, day) if kind == RecognitionKind.DECISION else STAGE_AFTER[kind].who


def check_own_decision(way: Way, day: date, *, above: bool) -> None:
    """Who leads a committee's files records the decision only where the committee decides; `above`: somebody of the
    level above, who records any."""
    if not above and is_over_age(way, day):
        most = rules_on(day).admission.age_max.value
        sentence = f"Khi chi bộ xét đã quá {most} tuổi: quyết định do {PROVINCE}, cán bộ tổ chức ghi."
        raise RuleBroken("admission.over_age_authority", sentence, field="day")
    if not above and not committee_decides(way, day):
        sentence = f"Ngày {print_day(day)} đảng ủy cơ sở chưa được ủy quyền: quyết định do {ABOVE}, cán bộ tổ chức ghi."
        raise RuleBroken("admission.deciding_body", sentence, field="day")


def check_own_step(way: Way, kind: StepKind, day: date, who: Recorder) -> None:
    """What the level above decides or obtains is recorded there: its decision, and the consent of the province to a
    re-admission (24-QĐ/TW, 3.5); what the part-committee reports of the cell is not the cell's to record."""
    if kind == StepKind.DECISION:
        check_own_decision(way, day, above=who.above)
    if kind == StepKind.APPRAISAL:
        check_appraisal(who)
    if kind == StepKind.CONSENT and not who.above:
        sentence = "Văn bản đồng ý của ban thường vụ tỉnh ủy gửi về cấp trên của đảng ủy cơ sở: cán bộ tổ chức ghi."
        raise RuleBroken("admission.deciding_body", sentence, field="day")


def check_appraisal(who: Recorder) -> None:
    """The part-committee holds the resolution of the cell against the rules (12-HD/BTCTW 2022, II.1.1): its report is
    recorded by a committee over the cell, or by the office."""
    if not (who.committee or who.above):
        sentence = "Báo cáo thẩm định là của đảng ủy bộ phận: đảng ủy hoặc cán bộ tổ chức ghi, chi bộ không ghi."
        raise RuleBroken("admission.appraisal", sentence, field="day")


def check_recorded(came_on: date | None, day: date, *, mine: bool, over: bool) -> None:
    """Of a file that followed whom it admitted to this cell on `came_on`: what tells of a `day` before that is put
    right by who recorded it (`mine`), or from above the cell (`over`). The new cell adds, and doesn't rewrite."""
    if came_on is not None and day < came_on and not (mine or over):
        sentence = (
            f"Việc của ngày {print_day(day)}, khi hồ sơ còn ở chi bộ cũ (theo sang ngày {print_day(came_on)}): đảng "
            "ủy hoặc cán bộ tổ chức sửa, bỏ, chi bộ cũ báo đảng ủy; chi bộ nay ghi tiếp."
        )
        raise RuleBroken("admission.recorded", sentence, field="why")


def check_committee(terms: Iterable[Term], day: date) -> None:
    """It is a committee of the grass roots that day, no cell and none above."""
    term = next((one for one in terms if one.holds_on(day)), None)
    if term is None or not term.kind.is_grass_roots or term.kind.holds_members:
        sentence = f"Ngày {print_day(day)} nơi này không phải đảng ủy cơ sở: chỉ đảng ủy cơ sở được ủy quyền."
        raise RuleBroken("admission.deciding_body", sentence, field="day")


def check_paper(has_paper: bool) -> None:
    if not has_paper:
        raise RuleBroken("admission.paper", "Ghi số hoặc ngày của văn bản ủy quyền.", field="number")


def check_period(others: Sequence[Period], since: date, until: date | None) -> None:
    """It ends after it begins, and no other holds on any of its days."""
    if until is not None and until <= since:
        raise RuleBroken("arithmetic.order", f"Phải sau ngày bắt đầu {print_day(since)}.", field="until")
    for one in others:
        ends_before = one.until is not None and one.until <= since
        begins_after = until is not None and one.since is not None and until <= one.since
        if not (ends_before or begins_after):
            to = f"đến trước ngày {print_day(one.until)}" if one.until else "chưa thôi"
            sentence = f"Đã ghi ủy quyền từ ngày {print_day(one.since) if one.since else 'không rõ'}, {to}."
            raise RuleBroken("arithmetic.once", sentence, field="day")


def check_ends(one: Period, day: date) -> None:
    """It goes on, and began before the day from which it does not hold any more."""
    if one.until is not None:
        sentence = f"Ủy quyền này đã ghi thôi từ ngày {print_day(one.until)}; ghi sai thì bỏ rồi ghi lại."
        raise RuleBroken("arithmetic.once", sentence, field="day")
    if one.since is not None and day <= one.since:
        raise RuleBroken("arithmetic.order", f"Phải sau ngày bắt đầu {print_day(one.since)}.", field="day")
