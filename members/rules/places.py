"""Rules about where somebody stands: places that follow each other, a stay elsewhere, the way from one to the next."""

from __future__ import annotations

from datetime import date

from kit.calendar import print_day, same_day_later
from members.errors import Doubt, RuleBroken
from members.models import Placement, PlacementKind
from members.regulations import Confidence, rules_on, version_on
from members.rules.facts import Facts
from members.rules.people import check_period


def check_temporary(since: date, until: date | None, *, study: bool = False) -> None:
    """Length of a temporary transfer. Only a rule of high confidence refuses."""
    check_period(since, until)
    for one in _too_long(since, until, study=study):
        if version_on(one.rule, since).confidence == Confidence.HIGH:
            raise RuleBroken(one.rule, one.sentence, field="until")


def doubts_temporary(since: date | None, until: date | None, *, study: bool = False) -> list[Doubt]:
    """A temporary transfer without an end, too long, or too short to be one."""
    if since is None:
        return []
    if until is None:
        return [Doubt("transfer.temp_max_months", "Chưa ghi ngày kết thúc sinh hoạt tạm thời.", since)]
    shortest = rules_on(since).transfer.temp_min_months.value
    doubts = _too_long(since, until, study=study)
    if until < same_day_later(since, shortest):
        sentence = f"Từ {print_day(since)} đến trước {print_day(until)} là dưới {shortest} tháng, chưa cần chuyển."
        doubts.append(Doubt("transfer.temp_min_months", sentence, since))
    return doubts


def _too_long(since: date, until: date | None, *, study: bool) -> list[Doubt]:
    rule = rules_on(since).transfer
    longest = rule.temp_study_max_months.value if study else rule.temp_max_months.value
    limit = same_day_later(since, longest)
    if until is None or not (until > limit if study else until >= limit):
        return []
    if study:
        sentence = f"Đi học sinh hoạt tạm thời không quá {longest} tháng; ngày kết thúc không sau {print_day(limit)}."
        return [Doubt("transfer.temp_study_max_months", sentence, since)]
    sentence = f"Sinh hoạt tạm thời dưới {longest} tháng; ngày kết thúc phải trước {print_day(limit)}."
    return [Doubt("transfer.temp_max_months", sentence, since)]


def check_one_place(facts: Facts, day: date) -> None:
    """`place` is for who has none; who has one is moved."""
    later = [p for p in facts.placements if p.kind == PlacementKind.OFFICIAL and (p.until is None or p.until > day)]
    if later:
        raise RuleBroken("arithmetic.placed", "Đã có nơi sinh hoạt; hãy dùng chuyển sinh hoạt.", field="organisation")


def check_move(here: Placement | None, to: int, day: date) -> Placement:
    """The place that is left. Refused for who has none, for the same cell, and on the very day one came there."""
    if here is None:
        raise RuleBroken("arithmetic.placed", "Chưa có nơi sinh hoạt vào ngày đó.", field="day")
    if here.organisation_id == to:
        raise RuleBroken("arithmetic.same", "Đang sinh hoạt ở chính nơi này.", field="organisation")
    if here.since == day:
        raise RuleBroken("arithmetic.order", f"Vừa về nơi cũ đúng ngày {print_day(day)}.", field="day")
    return here


def check_way(day: date | None, let_go_on: date | None, received_on: date | None) -> None:
    """Introduced first, received later."""
    if let_go_on is not None and day is not None and day < let_go_on:
        raise RuleBroken("arithmetic.order", "Ngày chuyển không thể trước ngày giới thiệu.", field="day")
    if received_on is not None and received_on < (let_go_on or day or received_on):
        raise RuleBroken("arithmetic.order", "Ngày tiếp nhận không thể trước ngày giới thiệu.", field="received_on")


def check_leaves_no_gap(facts: Facts, row: Placement, until: date | None) -> None:
    """An official place ends because of a move or a departure: its last day is theirs. Otherwise somebody who is in
    the Party would stand in no list."""
    if row.kind != PlacementKind.OFFICIAL or until == row.until:
        return
    if row.until is None:
        sentence = "Nơi này chưa kết thúc; hãy ghi chuyển sinh hoạt hoặc ra khỏi danh sách."
        raise RuleBroken("arithmetic.fits", sentence, field="until")
    if any(gone.since == row.until for gone in facts.departures):
        day = print_day(row.until)
        sentence = f"Nơi này kết thúc vì ra khỏi danh sách ngày {day}; hãy sửa việc ra khỏi danh sách."
        raise RuleBroken("arithmetic.fits", sentence, field="until")


def check_not_lost(facts: Facts, row: Placement, since: date | None, *, came_from: bool) -> None:
    """Nobody who is in the Party falls out of the lists of years by a corrected day: the first place of a spell begins
    later only by the paper that says where the person came from, or the day of its introduction (`came_from`)."""
    if row.kind != PlacementKind.OFFICIAL or since is None or came_from:
        return
    own = [one for one in facts.placements if one.kind == row.kind and one.membership_id == row.membership_id]
    spell = next(one for one in facts.memberships if one.pk == row.membership_id)
    former = row.since or spell.admitted_on
    if row != min(own, key=lambda one: one.since or date.min) or former is None or since <= former:
        return
    sentence = (
        f"Từ ngày {print_day(former)} đến trước ngày {print_day(since)} đồng chí này sẽ không ở danh sách nào. Chuyển "
        "đến từ đảng bộ khác thì ghi ngày giới thiệu hoặc số, ngày giấy giới thiệu."
    )
    raise RuleBroken("arithmetic.fits", sentence, field="since")


def check_received(day: date | None, until: date | None) -> None:
    """A place that has ended receives nobody."""
    if day is not None and until is not None and day >= until:
        sentence = f"Nơi này đã kết thúc ngày {print_day(until)}, không tiếp nhận sau đó."
        raise RuleBroken("arithmetic.order", sentence, field="received_on")


def check_waiting(facts: Facts, day: date) -> Placement:
    """The place that waits to receive the person on `day`."""
    waiting = [one for one in facts.placements if one.let_go_on is not None and one.received_on is None]
    if not waiting:
        raise RuleBroken("arithmetic.once", "Không có giấy giới thiệu nào đang chờ tiếp nhận.", field="day")
    row = max(waiting, key=lambda one: one.since or date.min)
    if row.until is not None and day >= row.until:
        sentence = f"Nơi chờ tiếp nhận đã kết thúc ngày {print_day(row.until)}, không tiếp nhận sau đó."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    return row
