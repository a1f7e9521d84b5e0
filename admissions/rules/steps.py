"""Whether a step may be done, on that day: each `check_…` raises RuleBroken with what stands in the way."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from admissions.models import Step, StepKind
from kit.calendar import by_month, print_day, same_day_later
from members import wording
from members.errors import Doubt, RuleBroken
from members.models import Schooling
from members.regulations import Confidence, rules_on
from members.regulations.admission import RECEIVED
from members.rules.people import check_not_after

from .way import LABEL, NOTED_ABOVE, NUMBER, STAGE, TAKEN_OVER, UNHANDLED, Way, before, behind, left_out

S = StepKind
Row = TypeVar("Row", bound=Any)
# Enough for everybody, and enough where the rule of remote areas allows it with a paper.
ENOUGH = frozenset({Schooling.LOWER, Schooling.UPPER})


def called(kind: StepKind) -> str:
    """Bước 12 (Chi bộ xét, biểu quyết)."""
    return f"bước {LABEL[kind]} ({kind.label})"


def check_not_stopped(way: Way) -> None:
    """What was recorded may be put right, taken back or brought to its end."""
    if way.stopped_on is not None:
        raise RuleBroken("admission.stopped", f"Hồ sơ này thôi xét từ ngày {print_day(way.stopped_on)}.")


def check_goes_on(way: Way) -> None:
    """A further step may be done: a cell stands that considers, or the person is a member by now."""
    check_not_stopped(way)
    if not way.is_considered:
        raise RuleBroken(
            "admission.no_cell",
            "Chi bộ xét hồ sơ này đã kết thúc hoạt động, không có chi bộ kế tục: chuyển hồ sơ "
            "sang chi bộ khác, hoặc ghi thôi xét.",
        )


def check_applies(way: Way, kind: StepKind) -> None:
    """The step is one of this file. What the rules leave out is not recorded."""
    if (why := left_out(way).get(kind)) is not None:
        raise RuleBroken("admission.left_out", f"Hồ sơ này không có {called(kind)}. {why}")


def check_order(way: Way, kind: StepKind) -> None:
    """What the step stands on is done, and the step itself is not (06-HD/TW, 8.3; Charter art. 4)."""
    check_goes_on(way)
    check_applies(way, kind)
    done = way.done()
    if kind in done:
        raise RuleBroken("arithmetic.once", f"Đã ghi {called(kind)} ngày {print_day(done[kind])}.", field="day")
    missing = [one for one in sorted(set(before(kind, way)), key=NUMBER.__getitem__) if one not in done]
    if missing:
        named = "; ".join(called(one) for one in missing)
        raise RuleBroken("admission.order", f"Chưa ghi {named}.")


def check_day(way: Way, kind: StepKind, day: date, today: date, *, field: str = "day") -> None:
    """Not before what it stands on, not after what stands on it (a vote that fell short, too), and it has happened."""
    check_not_after(day, today, field=field)
    _check_before_sent(way, kind, day, field)
    _check_with_handled(way, kind, day, field)
    _check_with_handed(way, kind, day, field)
    done, recorded = way.done(), way.recorded()
    for one in before(kind, way):
        if one in done and day < done[one]:
            sentence = f"Ngày {print_day(day)} trước ngày {print_day(done[one])} của {called(one)}."
            raise RuleBroken("arithmetic.order", sentence, field=field)
    for one in behind(kind, way):
        if one in recorded and day > recorded[one]:
            sentence = f"Ngày {print_day(day)} sau ngày {print_day(recorded[one])} của {called(one)}."
            raise RuleBroken("arithmetic.order", sentence, field=field)


def _check_before_sent(way: Way, kind: StepKind, day: date, field: str) -> None:
    """The profile was closed before any of it was sent to be verified."""
    first = min((one.sent_on for one in way.sendings), default=None) if kind == S.PROFILE else None
    if first is not None and day > first:
        sentence = f"Ngày {print_day(day)} sau ngày {print_day(first)} đã gửi thẩm tra."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def _check_with_handled(way: Way, kind: StepKind, day: date, field: str) -> None:
    """The resolution was made before it came to the deciding level and before its term was made longer; the decision
    on it was made after."""
    noted = (way.handled.came_on, "cấp có thẩm quyền nhận nghị quyết"), (way.handled.longer_on, "gia hạn quyết định")
    for on, what in noted:
        if on is not None and kind == S.CELL and day > on:
            sentence = f"Ngày {print_day(day)} sau ngày {print_day(on)} {what}."
            raise RuleBroken("arithmetic.order", sentence, field=field)
        if on is not None and kind == S.DECISION and day < on:
            sentence = f"Ngày {print_day(day)} trước ngày {print_day(on)} {what}."
            raise RuleBroken("arithmetic.order", sentence, field=field)


def _check_with_handed(way: Way, kind: StepKind, day: date, field: str) -> None:
    """Found before the file went on anywhere, admitted where it came to; the cell considers once it is here."""
    went = [*way.handed, *([way.arrived_on] if way.arrived_on else [])]
    if kind == S.SOURCE and went and day > (first := min(went)):
        sentence = f"Ngày {print_day(day)} sau ngày {print_day(first)} chuyển hồ sơ."
        raise RuleBroken("arithmetic.order", sentence, field=field)
    last = max(way.handed, default=None) if kind == S.CEREMONY else way.arrived_on if kind == S.CELL else None
    if last is not None and day < last:
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(last)} hồ sơ chuyển đến chi bộ này."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_paper(kind: StepKind, has_paper: bool) -> None:
    """Steps that are nothing without their paper."""
    stage = STAGE[kind]
    if stage.needs_paper and not has_paper:
        raise RuleBroken("admission.paper", f"Ghi số hoặc ngày của {stage.paper}.", field="number")


def check_nothing_behind(way: Way, kind: StepKind) -> None:
    """A step goes only while nothing stands on it. Raises RuleBroken with the list of what does."""
    recorded = way.recorded()
    later = [called(one) for one in behind(kind, way) if one in recorded]
    if kind == S.PROFILE and way.sendings:
        later.insert(0, "các nơi đã gửi thẩm tra")
    if kind == S.CELL and way.handled != UNHANDLED:
        later.insert(0, NOTED_ABOVE)
    if kind == S.CEREMONY:
        later[:0] = way.probation
    if later:
        raise RuleBroken("arithmetic.fits", f"Bỏ trước: {'; '.join(later)}.", field="why", others=later)


def check_put_right(way: Way, kind: StepKind) -> None:
    """Whether a step that was recorded may be corrected at all."""
    check_not_stopped(way)
    if not way.taken_over:
        check_not_ceremony(kind)


def check_taken_back(way: Way, kind: StepKind) -> None:
    """Whether a step that was recorded by mistake may go."""
    check_not_stopped(way)
    # Who was entered stays known to the register; a second spell of somebody known is taken off again.
    if not way.again:
        check_not_ceremony(kind)
    check_not_first(kind)
    if not (way.taken_over and kind == S.DECISION):
        # The earlier decision of a probationer is nobody's ground: the day of admission is the register's.
        check_nothing_behind(way, kind)


def check_vote_taken_back(way: Way, kind: StepKind, *, has_resolution: bool) -> None:
    """Whether a vote may go: what stands on its resolution goes first."""
    check_not_stopped(way)
    if has_resolution:
        check_nothing_behind(way, kind)


def check_considered(way: Way, day: date) -> None:
    """Age and schooling of who is considered, on the day of the cell's meeting. Charter art. 1.2; 294-QĐ/TW, 1."""
    check_age(way, day)
    check_schooling(way, day)


def check_age(way: Way, day: date) -> None:
    """Counted by month; of a birth known by its month or year alone only what is so on each of its days."""
    if way.birth is None:
        raise RuleBroken("admission.birth", "Ghi ngày sinh của người xin vào Đảng trước khi chi bộ xét.")
    rule = rules_on(day).admission
    on = f"vào ngày chi bộ xét {print_day(day)}"
    if by_month(way.birth.earliest(), day) < 12 * rule.age_min.value:
        raise RuleBroken("admission.age_min", f"Chưa đủ {rule.age_min.value} tuổi {on}.", field="day")
    if by_month(way.birth.latest(), day) > 12 * rule.age_max.value and not way.has_exception:
        sentence = (
            f"Quá {rule.age_max.value} tuổi {on}. {wording.begun(rule.over_age_authority.value)}: ghi văn bản đó "
            "vào hồ sơ trước."
        )
        raise RuleBroken("admission.age_max", sentence, field="day")


def check_schooling(way: Way, day: date) -> None:
    """At least lower secondary school; less where a paper of the province lets it be."""
    if not way.schooling:
        raise RuleBroken("admission.education_min", "Ghi học vấn của người xin vào Đảng trước khi chi bộ xét.")
    if way.schooling not in ENOUGH and not way.has_exception:
        rule = rules_on(day).admission
        sentence = (
            f"Cần {rule.education_min.value}. Vùng khó khăn, dân tộc thiểu số, ngư dân: {rule.education_remote.value}; "
            "ghi văn bản đó vào hồ sơ trước."
        )
        raise RuleBroken("admission.education_min", sentence)


def doubts_papers(way: Way, day: date) -> list[Doubt]:
    """Certificate and verification that are older than their validity when the cell considers: they warn."""
    rule = rules_on(day).admission
    done = way.done()
    kept = (
        (S.CERTIFICATE, "admission.certificate_months", rule.certificate_months.value,
         "Giấy chứng nhận lớp nhận thức về Đảng"),
        (S.VERIFIED, "admission.dossier_months", rule.dossier_months.value, "Kết quả thẩm tra lý lịch"),
    )  # fmt: skip
    found = []
    for kind, key, months, said in kept:
        if kind in done and day > (last := same_day_later(done[kind], months)):
            until = f"đến ngày {print_day(last)}, trước ngày họp {print_day(day)}"
            found.append(Doubt(key, f"{said} có giá trị {months} tháng, {until}.", day))
    return found


def weigh_ceremony(way: Way, day: date, last: date | None, *, has_paper: bool) -> list[Doubt]:
    """A ceremony after its last day is held with the consent of the committee above. Where the rule is sure it is
    refused without that paper, else doubted."""
    doubts = doubts_ceremony(day, last, has_paper=has_paper)
    if doubts and rules_on(day).admission.ceremony_late.confidence is Confidence.HIGH:
        raise RuleBroken("admission.ceremony_late", doubts[0].sentence, field="number")
    return doubts


def doubts_ceremony(day: date, last: date | None, *, has_paper: bool) -> list[Doubt]:
    """What is odd about a ceremony that was held after its last day without that consent."""
    if last is None or day <= last or has_paper:
        return []
    late = rules_on(day).admission.ceremony_late.value
    sentence = f"Lễ kết nạp quá hạn {print_day(last)}: {late}. Ghi văn bản đồng ý."
    return [Doubt("admission.ceremony_late", sentence, day)]


def check_ceremony(way: Way, day: date) -> None:
    """The cell has the decision before it holds the ceremony; where the days of the ceremony count from then, that day
    is known: else nobody could say whether it is late."""
    decided = way.done().get(S.DECISION)
    if decided is None:
        return
    if way.received_on is None and rules_on(decided).admission.ceremony_from.value == RECEIVED:
        sentence = "Ghi ngày chi bộ nhận quyết định trước: hạn tổ chức lễ tính từ ngày ấy."
        raise RuleBroken("admission.received", sentence)
    if way.received_on is not None and day < way.received_on:
        sentence = f"Ngày {print_day(day)} trước ngày {print_day(way.received_on)} chi bộ nhận quyết định."
        raise RuleBroken("arithmetic.order", sentence, field="day")


def check_received(
    way: Way, day: date, received_on: date | None, today: date, *, field: str = "received_on"
) -> None:  # fmt: skip
    """The cell gets a decision of `day` once it is there, and before it holds the ceremony."""
    check_not_after(received_on, today, field=field)
    if received_on is None:
        return
    if received_on < day:
        sentence = f"Ngày nhận {print_day(received_on)} trước ngày quyết định {print_day(day)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)
    held = way.days.get(S.CEREMONY)
    if held is not None and received_on > held:
        sentence = f"Ngày nhận {print_day(received_on)} sau ngày {print_day(held)} của {called(S.CEREMONY)}."
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_not_received(way: Way, *, field: str = "day") -> None:
    """Noted once; another day is a correction, with its reason. Nothing waits for it after a ceremony that was held
    before there was a file."""
    if way.taken_over:
        sentence = f"Hồ sơ này không ghi ngày chi bộ nhận quyết định. {TAKEN_OVER}"
        raise RuleBroken("admission.left_out", sentence, field=field)
    if way.received_on is not None:
        on = print_day(way.received_on)
        sentence = f"Đã ghi ngày chi bộ nhận quyết định {on}; ghi sai thì sửa {called(S.DECISION)}."
        raise RuleBroken("arithmetic.once", sentence, field=field)


def check_signed_by(day: date, signed_on: date | None, *, paper: str, what: str) -> None:
    """`paper` is signed by the day on which it is used: for `what`. Both in words of the sentence."""
    if signed_on is not None and signed_on > day:
        sentence = f"{paper} ký ngày {print_day(signed_on)}, sau ngày {what} {print_day(day)}."
        raise RuleBroken("arithmetic.order", sentence, field="signed_on")


def check_exception_paper(has_paper: bool) -> None:
    if not has_paper:
        sentence = "Ghi số hoặc ngày của văn bản đồng ý xét trường hợp riêng."
        raise RuleBroken("admission.paper", sentence, field="exception_number")


def check_exception(way: Way, decided: date | None, *, field: str | None = None) -> None:
    """The province has agreed before the decision of that day (294-QĐ/TW, 1). `field`: where the day is typed that
    does not fit."""
    if decided is not None and way.exception_on is not None and way.exception_on > decided:
        sentence = (
            f"Văn bản đồng ý xét trường hợp riêng ký ngày {print_day(way.exception_on)}, sau ngày "
            f"{print_day(decided)} của quyết định kết nạp."
        )
        raise RuleBroken("arithmetic.order", sentence, field=field)


def check_own_verb(kind: StepKind, wanted: str, verb: str) -> None:
    """A step that says more than a day and a paper is done by its own verb alone."""
    if wanted != verb:
        raise RuleBroken("admission.own_verb", f"{wording.begun(called(kind))} ghi ở trang riêng của bước ấy.")


def check_decided(step: Step | None) -> Step:
    if step is None:
        raise RuleBroken("admission.order", f"Chưa ghi {called(S.DECISION)}.")
    return step


def check_there(row: Row | None) -> Row:
    """The row as it is now. Raises RuleBroken where somebody else has taken it back meanwhile."""
    if row is None:
        raise RuleBroken("arithmetic.gone", "Mục này vừa được bỏ, không còn trong sổ.")
    return row


def check_not_ceremony(kind: StepKind) -> None:
    """From the ceremony on the day is a fact of the member, corrected there."""
    if kind == S.CEREMONY:
        raise RuleBroken("admission.admitted", "Ngày vào Đảng sửa ở hồ sơ đảng viên.")


def check_not_first(kind: StepKind) -> None:
    if kind == S.SOURCE:
        raise RuleBroken("admission.first", "Bước đầu không bỏ riêng được; thôi xét hồ sơ nếu ghi nhầm người.")


def check_fits(way: Way) -> None:
    """Every step that is recorded lies within those around it, every vote as well. Raises RuleBroken with the first
    that does not."""
    for kind, day in [*way.days.items(), *((one.kind, one.day) for one in way.ballots)]:
        check_day(way, kind, day, day)
    check_exception(way, way.days.get(S.DECISION))
