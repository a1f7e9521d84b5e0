"""The minutes of the next period: what was entered since the signing stands as a line of its own for each act, with the
act that changed who counts on the closing day, its paper and its day."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from members import procedure as members
from members import rights
from members.models import Act, Placement
from members.procedure import Paper
from reports.reconciliation import procedure
from reports.reconciliation.models import AgreedPerson, Round, RoundKind, Signing
from reports.reconciliation.procedure.corrected import Corrected
from tests.ground import laid
from tests.members import plans
from tests.reports import play
from tests.reports.conftest import NOON, make

pytestmark = pytest.mark.django_db
PAPER = Paper(number="31-QĐ/HU", signed_on=date(2026, 7, 8), body="Ban Thường vụ Huyện ủy")


def an_khe():
    """An Khê has signed for three people: Páo of Thôn 1, Ún and Mỉ of Thôn 2."""
    cast = make()
    play.person("Hà Thị Mỉ", cast.tree.sibling, "44444444", sex="f")
    play.signed_light(play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee))
    return cast


ground = laid(an_khe, NOON)


@pytest.fixture
def cast(ground, db):
    return ground.found()


def on(day):
    """At a desk on that day."""
    return time_machine.travel(f"{day} 05:00:00+00:00", tick=True)


def by(day):
    return rights.machine("kiểm thử", day)


def signed(name):
    return AgreedPerson.unscoped.select_related("member").get(full_name=name).member


def lines(cast):
    """What stands between what was signed and the opening, as the next minutes say it."""
    late, period = by(date(2026, 12, 31)), {"since": date(2026, 7, 1), "until": date(2027, 1, 1), "kind": "numbers"}
    one = Round.objects.filter(**period).first()
    one = one or procedure.rounds.open_round(by=late, due_on=date(2027, 1, 15), **period)
    told = procedure.gathering.gather(play.of(one, cast.tree.committee), by=late).minutes.balance
    assert told[0].number + sum(each.number for each in told[1:] if each.label.startswith("Sửa")) == next(
        each.number for each in told if each.label == "Đầu kỳ"
    )
    return [
        (each.label.removeprefix("Sửa sau khi ký, "), each.said,
         "; ".join(f"{one.name} ({one.said})" if one.said else one.name for one in each.named)
         + (f": {each.remark}" if each.remark else ""))
        for each in told if each.label.startswith("Sửa")
    ]  # fmt: skip


ENTERED = "ghi vào sổ ngày"
BY_PAPER = "Số 31-QĐ/HU, 08/7/2026, Ban Thường vụ Huyện ủy"


def test_who_was_entered_late_by_a_paper_and_moved_later_was_added_by_that_paper(cast):
    with on("2026-07-10"):
        late = members.people.enter(
            by=by(date(2026, 7, 10)), full_name="Giàng Thị Mai", sex="f", organisation=cast.tree.cell,
            admitted_on=date(2026, 5, 18), admission_decision=PAPER,
        )  # fmt: skip
    with on("2026-09-01"):
        september = by(date(2026, 9, 1))
        members.places.move(late, by=september, organisation=cast.tree.sibling, day=date(2026, 9, 1))
        members.people.correct_member(late, by=september, why="khai sinh", birth=play.BORN)
    assert lines(cast) == [
        ("thêm", "+1", f"Giàng Thị Mai (ghi tên vào sổ từ ngày 18/5/2026, {BY_PAPER}, {ENTERED} 10/7/2026)")
    ]


def test_each_addition_and_each_removal_is_a_line_of_its_own(cast):
    with on("2026-07-10"):
        july = by(date(2026, 7, 10))
        members.standing.depart(signed("Lò Văn Ún"), by=july, kind="death", day=date(2026, 6, 20), decision=PAPER)
        members.places.move(signed("Hà Thị Mỉ"), by=july, organisation=cast.tree.other_cell, day=date(2026, 6, 1))
        elsewhere = Placement.unscoped.get(organisation=cast.tree.other_cell, member__full_name="Vừ Mí Kẻ")
        members.places.move(
            elsewhere.member, by=july, organisation=cast.tree.cell, day=date(2026, 6, 2), decision=PAPER
        )
    assert lines(cast) == [
        ("thêm", "+1", f"Vừ Mí Kẻ (chuyển sinh hoạt chính thức từ ngày 02/6/2026, {BY_PAPER}, {ENTERED} 10/7/2026)"),
        ("bớt", "\u22121", f"Hà Thị Mỉ (chuyển sinh hoạt chính thức từ ngày 01/6/2026, {ENTERED} 10/7/2026)"),
        ("bớt", "\u22121", f"Lò Văn Ún (từ trần ngày 20/6/2026, {BY_PAPER}, {ENTERED} 10/7/2026)"),
    ]  # fmt: skip


def test_of_several_acts_the_one_that_holds_is_named_and_what_went_back_is_no_line(cast):
    """Ún left, it was taken back; he left once more by another paper. Mỉ left, and that was taken back for good."""
    for name, day in (("Lò Văn Ún", "2026-07-10"), ("Hà Thị Mỉ", "2026-07-11")):
        with on(day):
            members.standing.depart(signed(name), by=by(date.fromisoformat(day)), kind="expelled", day=date(2026, 6, 5))
            members.revert.revert(Act.objects.latest("number"), by=by(date.fromisoformat(day)), why="ghi nhầm người")
    assert lines(cast) == []
    with on("2026-08-03"):
        members.standing.depart(
            signed("Lò Văn Ún"), by=by(date(2026, 8, 3)), kind="death", day=date(2026, 6, 20), decision=PAPER
        )
    with on("2026-08-04"):
        members.people.correct_member(signed("Lò Văn Ún"), by=by(date(2026, 8, 4)), why="khai sinh", birth=play.BORN)
    assert lines(cast) == [("bớt", "\u22121", f"Lò Văn Ún (từ trần ngày 20/6/2026, {BY_PAPER}, {ENTERED} 03/8/2026)")]


def test_a_departure_taken_back_says_what_was_taken_back(cast):
    with on("2026-07-10"):
        left = members.people.enter(
            by=by(date(2026, 7, 10)), full_name="Giàng Thị Mai", sex="f", organisation=cast.tree.cell,
            admitted_on=date(2026, 5, 18),
        )  # fmt: skip
        members.standing.depart(left, by=by(date(2026, 7, 10)), kind="death", day=date(2026, 6, 20))
        departed = Act.objects.latest("number")
    with on("2026-07-12"):
        members.revert.revert(departed, by=by(date(2026, 7, 12)), why="ghi nhầm người")
    assert lines(cast) == [
        ("thêm", "+1",
         f"Giàng Thị Mai (hoàn lại việc đã ghi: ghi ra khỏi danh sách, {ENTERED} 12/7/2026, ghi nhầm người)"),
    ]  # fmt: skip


def test_a_cell_put_under_another_committee_is_one_line_with_all_its_people(cast):
    with on("2026-07-10"):
        july = by(date(2026, 7, 10))
        members.tree.move_organisation(
            cast.tree.sibling, by=july, day=date(2026, 6, 1), parent=cast.tree.other_committee, decision=PAPER
        )
        members.people.correct_member(signed("Lò Văn Ún"), by=july, why="khai sinh", birth=play.BORN)
    what = "chuyển tổ chức sang cấp trên khác: Chi bộ Thôn 2 từ ngày 01/6/2026"
    assert lines(cast) == [
        ("bớt", "\u22122", f"Hà Thị Mỉ; Lò Văn Ún: {what}, {BY_PAPER}, {ENTERED} 10/7/2026"),
    ]  # fmt: skip


def test_a_reorganisation_is_named_with_its_paper_and_its_day(cast):
    """Cells are merged into one of another committee: the people go by acts inside the plan's."""
    with on("2026-07-10"):
        plan = plans.drawn(plans.step(plans.MERGE, cast.tree.sibling, cast.tree.other_cell), by=by(date(2026, 7, 10)))
        members.reorganisation.apply_reorganisation(plan, by=by(date(2026, 7, 10)))
    what = "sắp xếp tổ chức theo phương án “Sắp xếp chi bộ thôn” ngày 01/6/2026"
    paper = "Số 12-QĐ/HU, 01/3/2026, Ban Thường vụ Huyện ủy"
    assert lines(cast) == [
        ("bớt", "\u22122", f"Hà Thị Mỉ; Lò Văn Ún: {what}, {paper}, {ENTERED} 10/7/2026"),
    ]  # fmt: skip
    with on("2026-07-12"):
        plan.refresh_from_db()
        members.reorganisation.take_back_reorganisation(plan, by=by(date(2026, 7, 12)), why="quyết định bị thu hồi")
    assert lines(cast) == []


def test_for_many_people_no_more_is_asked_than_for_one(cast, django_assert_num_queries):
    with on("2026-07-10"):
        july = by(date(2026, 7, 10))
        for name in ("Lò Văn Ún", "Hà Thị Mỉ", "Sùng A Páo"):
            members.places.move(signed(name), by=july, organisation=cast.tree.other_cell, day=date(2026, 6, 1))
    signing = Signing.unscoped.select_related("reconciliation__round").get()
    moved = dict(Act.objects.filter(verb="move").values_list("member", "number"))
    assert len(moved) == 3
    for some in (list(moved)[:1], list(moved)):
        with django_assert_num_queries(7):
            acts = Corrected(signing, some)
            assert {pk: acts.by(pk).number for pk in some} == {pk: moved[pk] for pk in some}
