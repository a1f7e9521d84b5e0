"""What waits on whom in a reconciliation: lists that are late, lists to send, differences to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse

from kit.calendar import print_day
from members import kept, rights, wording
from members.models import Member, Organisation
from members.registry import Attention, OpenCase, Reorganised
from members.regulations import rules_on
from members.rights import Actor
from reports.reconciliation import figures
from reports.reconciliation.models import Answer, Answers, Confirmation, Reconciliation, Round, Side
from reports.reconciliation.procedure import ready
from reports.reconciliation.procedure.ready import Ready
from reports.reconciliation.rules.agreement import Step
from reports.reconciliation.rules.rounds import period_name

# Before everything that is only a record to mend; what is late comes before what it is time for.
LATE, TIME = 5, 60
SOON_DAYS = 7
NAMED = 3
OF_COMMITTEE = frozenset({rights.COMMITTEE, rights.CELL})


def waiting(actor: Actor, here: Organisation, day: date) -> list[Attention]:
    """Everything of reconciliations that waits on this actor."""
    kinds = actor.kinds()
    if not kinds & {rights.OFFICER, *OF_COMMITTEE}:
        return []
    rows = Reconciliation.objects.open_on(day).with_answered().select_related("round").order_by("round__until", "pk")
    return [*_of_open(list(rows), actor, day), *_since_signed(day)]


def _of_open(rows: list[Reconciliation], actor: Actor, day: date) -> list[Attention]:
    """What waits in rounds that are not signed."""
    if not rows:
        return []
    if rights.OFFICER in actor.kinds():
        return [*_late(rows, day), *_overdue(rows, day), *_to_answer(rows, Answers.OFFICER, day),
                *_minutes_of_all(rows, day)]  # fmt: skip
    return [*_to_send(rows, day), *_overdue(rows, day), *_to_answer(rows, Answers.COMMITTEE, day),
            *_own_minutes(rows, day)]  # fmt: skip


def rule_words(day: date) -> str:
    """The rule that asks for it, as it was that day."""
    months = rules_on(day).reconcile.months
    return f"Đối khớp danh sách đảng viên {months.value} tháng một lần và hằng năm"


def _called(one: Round) -> str:
    return period_name(one.since, one.until)


def _late(rows: list[Reconciliation], day: date) -> list[Attention]:
    """Who has not sent although the day is over, one line for each round."""
    found: dict[Round, list[Any]] = {}
    for row in rows:
        if _is_late(row, day):
            found.setdefault(row.round, []).append(row)
    return [_late_line(one, late, day) for one, late in found.items()]


def _is_late(row: Any, day: date) -> bool:
    return row.received_on is None and row.due < day


def _late_line(one: Round, late: list[Any], day: date) -> Attention:
    named = kept.short_names([row.organisation_id for row in late], day)
    names = ", ".join(sorted(named.values())[:NAMED]) + (" …" if len(late) > NAMED else "")
    days = (day - min(row.due for row in late)).days
    return Attention(
        key=f"late-lists-{one.pk}", kind="late", when=f"Quá hạn {days} ngày",
        what=f"{wording.number(len(late))} nơi chưa gửi danh sách đối khớp {_called(one)}",
        why=f"{names}. Nhắc, hoặc gia hạn có lý do.", rule=rule_words(day), href=reverse("round", args=[one.pk]),
        act="Xem đợt", order=LATE, left=-days,
    )  # fmt: skip


def _to_send(rows: list[Reconciliation], day: date) -> list[Attention]:
    """What one's own committee has not sent yet."""
    return [_send_line(row, day) for row in rows if row.received_on is None]  # type: ignore[attr-defined]


def _send_line(row: Any, day: date) -> Attention:
    left = (row.due - day).days
    kind = "late" if left < 0 else "soon" if left <= SOON_DAYS else "now"
    when = f"Quá hạn {-left} ngày" if left < 0 else "Hạn hôm nay" if left == 0 else f"Còn {left} ngày"
    full = row.round.is_full
    what = "Gửi danh sách đảng viên để đối khớp" if full else "Ghi số lượng đảng viên để đối khớp"
    return Attention(
        key=f"send-list-{row.pk}", kind=kind, when=when, what=f"{what} {_called(row.round)}",
        why=f"Đến ngày {print_day(row.round.closing_day)}. Hạn {print_day(row.due)}.", rule=rule_words(day),
        href=reverse("send-list" if full else "committee-numbers", args=[row.pk]),
        act="Gửi danh sách" if full else "Ghi số", order=LATE if left < 0 else TIME, left=left,
    )  # fmt: skip


def _overdue(rows: list[Reconciliation], day: date) -> list[Attention]:
    """Points that wait for papers longer than was said, one line for each committee."""
    waits = figures.overdue([row.pk for row in rows], day)
    named = kept.short_names([row.organisation_id for row in rows if row.pk in waits], day) if waits else {}
    return [
        Attention(
            key=f"overdue-papers-{row.pk}", kind="late", when=f"Quá hạn {(day - waits[row.pk][1]).days} ngày",
            what=f"{wording.number(waits[row.pk][0])} điểm lệch chờ giấy tờ đã quá hạn, đối khớp {_called(row.round)}",
            why=f"{named.get(row.organisation_id, '')}. Có giấy tờ thì ghi, chưa có thì chọn lại.",
            rule=rule_words(day), href=reverse("answers", args=[row.pk]), act="Xem điểm đã chọn", order=LATE,
            left=(waits[row.pk][1] - day).days,
        )
        for row in rows if row.pk in waits
    ]  # fmt: skip


def _since_signed(day: date) -> list[Attention]:
    """The same of what is signed, one line for each committee: to the person, or to those there are. Nobody is named
    here."""
    opens = Exists(Member.objects.filter(pk=OuterRef("member")))
    rows = Answer.objects.outstanding(day).annotate(opens=opens).select_related("reconciliation__round")
    found: dict[Reconciliation, list[Any]] = {}
    for row in rows.order_by("due_on", "pk"):
        found.setdefault(row.reconciliation, []).append(row)
    named = kept.short_names([one.organisation_id for one in found], day) if found else {}
    return [_signed_line(one, some, named.get(one.organisation_id, ""), day) for one, some in found.items()]


def _signed_line(one: Reconciliation, some: list[Any], name: str, day: date) -> Attention:
    alone = some[0].opens and len({row.member_id for row in some}) == 1
    return Attention(
        key=f"outstanding-papers-{one.pk}", kind="late", when=f"Quá hạn {(day - some[0].due_on).days} ngày",
        what=f"{wording.number(len(some))} điểm lệch chờ giấy tờ đã quá hạn, đối khớp {_called(one.round)}, đã ký",
        why=f"{name}. Có giấy tờ thì ghi vào hồ sơ; danh sách kỳ sau gửi đến thì so lại.", rule=rule_words(day),
        href=reverse("person", args=[some[0].member_id]) if alone else reverse("answers", args=[one.pk]),
        act="Mở hồ sơ" if alone else "Xem từng người", order=LATE, left=(some[0].due_on - day).days,
    )  # fmt: skip


def _to_answer(rows: list[Reconciliation], who: Answers, day: date) -> list[Attention]:
    """Differences of which this side knows the answer; of the officer one line for each round."""
    waits = figures.waiting_on(who, [row.pk for row in rows])
    if who is Answers.COMMITTEE:
        return [_answer_line(row.round, waits[row.pk], day, reverse("reconciliation", args=[row.pk]))
                for row in rows if row.pk in waits]  # fmt: skip
    sums: dict[Round, int] = {}
    for row in rows:
        if row.pk in waits:
            sums[row.round] = sums.get(row.round, 0) + waits[row.pk]
    return [_answer_line(one, count, day, reverse("round", args=[one.pk])) for one, count in sums.items()]


def _answer_line(one: Round, count: int, day: date, href: str) -> Attention:
    return Attention(
        key=f"differences-{href}", kind="now", when="Đối khớp",
        what=f"{wording.number(count)} điểm lệch chờ đồng chí, đối khớp {_called(one)}",
        why="Xem từng người, ba bên cạnh nhau.", rule=rule_words(day), href=href, act="Xem điểm lệch", order=TIME,
    )  # fmt: skip


# --- minutes of which every difference has its answer ---


def _own_minutes(rows: list[Reconciliation], day: date) -> list[Attention]:
    """Minutes that the committee has not agreed to, or not as they stand now."""
    found = ready.ready(rows, today=day)
    answer = []
    for row, step in found.by_step(Side.COMMITTEE):
        again = "Thống nhất lại" if step is Step.AGAIN else "Thống nhất"
        said = f"{again} biên bản đối khớp {_called(row.round)}", _why(row, step, found.standing(row, Side.COMMITTEE))
        answer.append(_minutes_line(row, step, said, day, reverse("minutes", args=[row.pk])))
    return answer


def _why(row: Any, step: Step, other: Sequence[Confirmation]) -> str:
    """`other`: what the other side has confirmed."""
    if step is Step.AGAIN:
        return CHANGED if other else OUTDATED
    if other:
        return f"Bên hồ sơ đã thống nhất ngày {print_day(other[0].confirmed_on)}, chờ đồng chí."
    return "Không còn điểm lệch nào chưa trả lời." if row.round.is_full else "Số lượng của hai bên khớp nhau."


CHANGED = "Số liệu đã đổi từ lần trước, bên kia đã thống nhất theo số mới."
OUTDATED = "Số liệu đã đổi từ khi đồng chí thống nhất; xem lại biên bản."
OF_OFFICER = {
    Step.AGREE: "{} biên bản chờ đồng chí thống nhất", Step.AGAIN: "{} biên bản chờ đồng chí thống nhất lại",
    Step.SIGN: "{} biên bản hai bên đã thống nhất, chờ ký", Step.APART: "{} nơi số lượng còn lệch với sổ",
}  # fmt: skip


def _minutes_of_all(rows: list[Reconciliation], day: date) -> list[Attention]:
    """One line for each round and step: to agree to, to agree to again, to sign, numbers that differ."""
    every = ready.ready(rows, today=day)
    found: dict[tuple[Round, Step], list[Any]] = {}
    for row, step in every.by_step(Side.OFFICER):
        found.setdefault((row.round, step), []).append(row)
    named = kept.short_names({row.organisation_id for some in found.values() for row in some}, day) if found else {}
    return [_line_of_all(one, step, some, every, named, day) for (one, step), some in found.items()]


def _line_of_all(
    one: Round, step: Step, some: list[Any], every: Ready, named: Mapping[int, str], day: date
) -> Attention:
    names = sorted(named.get(row.organisation_id, "") for row in some)
    agreed = sum(bool(every.standing(row, Side.OFFICER)) for row in some)
    more = {
        Step.AGREE: f" {agreed} nơi đã thống nhất, chờ đồng chí." if agreed else "",
        Step.AGAIN: f" {CHANGED if agreed == len(some) else OUTDATED}",
        Step.SIGN: f" {_written(some, every, named)}In, hai bên ký, rồi ghi số và ngày ký.",
        Step.APART: " Ghi lại số, hoặc mở đợt đối khớp từng người.",
    }[step]  # fmt: skip
    what = f"{OF_OFFICER[step].format(wording.number(len(some)))}, đối khớp {_called(one)}"
    page = "reconciliation" if step is Step.APART else "minutes"
    href = reverse(page, args=[some[0].pk]) if len(some) == 1 else reverse("round", args=[one.pk])
    said = what, f"{', '.join(names[:NAMED])}{' …' if len(names) > NAMED else '.'}{more}"
    act = "Xem đợt" if len(some) > 1 else "Xem số lượng" if step is Step.APART else "Xem biên bản"
    return _minutes_line(one, step, said, day, href, act)


def _written(some: list[Any], every: Ready, named: Mapping[int, str]) -> str:
    """Of which of these more was written since both have agreed; the page of the minutes says whether they hold."""
    names = sorted(named.get(row.organisation_id, "") for row in some if row.pk in every.written)
    if not names:
        return ""
    where = f" của {', '.join(names[:NAMED])}{' …' if len(names) > NAMED else ''}" if len(some) > 1 else ""
    return f"Từ khi hai bên thống nhất, sổ có ghi thêm về đảng viên{where}: mở biên bản xem còn đúng không. "


def _minutes_line(
    about: Any, step: Step, said: tuple[str, str], day: date, href: str, act: str = "Xem biên bản"
) -> Attention:
    return Attention(
        key=f"minutes-{step.value}-{about.pk}", kind="now", when="Đối khớp", what=said[0], why=said[1],
        rule=rule_words(day), href=href, act=act, order=TIME,
    )  # fmt: skip


# --- what a reorganisation touches ---


GOES_ON = "vẫn đối khớp đến ngày cuối kỳ; nơi kế tục trả lời tiếp"
ENDS = "ngày cuối kỳ không còn nơi này: đưa ra khỏi đợt, người của nơi này đối khớp cùng nơi kế tục"
STAYS = "vẫn đối khớp theo ngày cuối kỳ, trước khi sắp xếp; số và danh sách không đổi"
LESSER = "ngày cuối kỳ không còn là tổ chức cơ sở: đưa ra khỏi đợt, người của nơi này đối khớp cùng cấp trên"
AFTER = "ngày cuối kỳ đã theo sắp xếp này: danh sách, số lượng so theo nơi mới của từng người, từng chi bộ"


def open_cases(asked: Reorganised) -> list[OpenCase]:
    """Reconciliations of whom the change touches and that nobody has signed: a list is of the closing day and stays
    what it is; who does not stand on that day any more has none."""
    touched = asked.ends | asked.around
    rows = Reconciliation.objects.filter(organisation__in=touched, signing__isnull=True).select_related("round")
    return [
        OpenCase(row.organisation_id, ", ".join(filter(None, [f"Đối khớp {_called(row.round)}",
                                                              asked.names.get(row.organisation_id, "")])),
                 _fate(row, asked), reverse("reconciliation", args=[row.pk]))
        for row in rows.order_by("round__until", "pk")
    ]  # fmt: skip


def _fate(row: Reconciliation, asked: Reorganised) -> str:
    is_before = row.round.closing_day < asked.day
    if row.organisation_id in asked.ends:
        return GOES_ON if is_before else ENDS
    if is_before:
        return STAYS
    return LESSER if row.organisation_id in asked.lesser else AFTER
