"""A half year signed by the verb with one difference of each kind settled otherwise than by our record; the same lists
half a year later. Nobody has changed anything, and nobody is told so."""

from __future__ import annotations

from datetime import date

import pytest

from kit.calendar import PartialDate
from members.procedure.merging import check_merge, merge_members
from reports.reconciliation import procedure
from reports.reconciliation.models import Change, Choice, Difference, Kind, Side, SignedDifferences
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.sides import Sides
from tests.builders import MACHINE, PAPER
from tests.reports import play, settling
from tests.reports.third_side import BEFORE, LAST, SIGNED, STRANGER, World, died, went, went_and_is_a_guest

pytestmark = pytest.mark.django_db
LONG = Change.LONG
TOLD = {
    Kind.ONLY_OURS: "Lần trước ký, sổ đã có người này mà danh sách không ghi; nay vẫn vậy.",
    Kind.ONLY_THEIRS: "Lần trước ký, danh sách đã ghi người này mà sổ không có; nay vẫn vậy.",
    Kind.ELSEWHERE: "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời.",
    Kind.TWO_LISTS: "Lần trước ký, danh sách đã ghi người này; đảng ủy khác trong đợt này cũng ghi.",
    Kind.MOVED: "Lần trước ký, sổ đã ghi chuyển đi mà danh sách còn giữ tên; nay vẫn vậy.",
    Kind.LEFT: "Lần trước ký, sổ đã đưa ra khỏi danh sách mà danh sách còn giữ tên; nay vẫn vậy.",
    Kind.GUEST: "Lần trước ký, danh sách đã tính người sinh hoạt tạm thời này như của mình; nay vẫn vậy.",
    Kind.PROBATION: "Đã hết thời gian dự bị mà cả hai bên chưa có ngày chính thức. Đã có từ lần trước ký.",
    Kind.IMPLAUSIBLE: "Các ngày không thể cùng đúng. Đã có từ lần trước ký.",
    Kind.TWICE: "Người này đã có ở dòng khác của danh sách. Đã có từ lần trước ký.",
    Kind.UNCLEAR: "Chưa chắc là người nào trong sổ. Đã có từ lần trước ký.",
    Kind.NUMBER: "Chỉ lệch một chỗ trong dãy số. Lệch từ lần trước, hai bên chưa đổi gì.",
}
# In turn: corrected in the list, both stay, waited for. Who is not clear is waited for.
SETTLED = ((Choice.FIX_LIST, {}), (Choice.BOTH, {"reason": "chưa đủ giấy tờ"}),
           (Choice.WAIT, {"due_on": date(2026, 7, 10)}))  # fmt: skip


class Commune(World):
    """Beside the two whom both know: one of each who may be told of wrongly."""

    def __init__(self) -> None:
        super().__init__()
        cell, born = self.tree.cell, PartialDate
        play.person("Chảo Thị Mỷ", cell, "10000001", born(1971, 2, 3), sex="f")
        play.person("Vừ Mí Kẻ", self.tree.other_cell, "33333333", born(1982, 7, 21))
        for name, card, birth, goes in (
            ("Vàng Mí Sính", "20000002", born(1961, 3, 4), went), ("Ma Văn Dìn", "30000003", born(1958, 10, 30), died),
            ("Thào Seo Chứ", "40000004", born(1977, 12, 1), went_and_is_a_guest),
        ):  # fmt: skip
            goes(play.person(name, cell, card, birth), BEFORE, self.tree)
        play.person("Hà Thị Mỉ", cell, "50000005", born(1990, 1, 2), sex="f", admitted_on=BEFORE.replace(year=2024),
                    official_on=None)  # fmt: skip
        play.person("Đèo Văn Lả", cell, "60000006", born(1999, 5, 6))
        for card, birth in (("70000007", born(1979, 9, 2)), ("80000008", born(1979, 3, 17))):
            play.person("Giàng Seo Lử", cell, card, birth)

    def list(self) -> bytes:
        return play.file(
            self.own | {"card": "11111112"}, self.own | {"cell": "Chi bộ Thôn 2"}, self.neighbour, play.FOREIGN,
            play.row("Hạng Thị Chu", **STRANGER), play.row("Vàng Mí Sính", birth="4/3/1961", card="20000002"),
            play.row("Ma Văn Dìn", birth="30/10/1958", card="30000003"),
            play.row("Thào Seo Chứ", birth="1/12/1977", card="40000004"),
            play.row("Hà Thị Mỉ", birth="2/1/1990", card="50000005", sex="Nữ", admitted="1/12/2024", official=""),
            play.row("Đèo Văn Lả", birth="6/5/1999", card="60000006"),
            play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official=""),
        )  # fmt: skip

    def half_year(self, *when):
        """(the committee's reconciliation, its list), the neighbour in the list of Tân Lập too."""
        one = play.opened(*when)
        theirs = play.file(self.neighbour, play.FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
        play.sent(play.of(one, self.tree.other_committee), theirs)
        own = play.of(one, self.tree.committee)
        return own, play.sent(own, self.list(), anyway=True)


def settle(sent):
    for place, point in enumerate(Difference.unscoped.filter(list=sent).order_by("kind", "pk")):
        choice, given = SETTLED[2 if point.kind == Kind.UNCLEAR else place % 3]
        settling.answered(point, choice, **given)


def sign(one):
    for side in Side:
        shown = procedure.gathering.gather(one, by=MACHINE).digest
        procedure.signing.confirm_minutes(one, by=MACHINE, digest=shown, side=side, why="bản giấy số 7")
    return procedure.signing.sign_minutes(one, by=MACHINE, **play.ready_to_sign(one))


def by_kind(sent):
    return {Kind(one.kind): one for one in play.differences(sent)}


def test_what_stood_when_both_signed_is_long_standing_half_a_year_later():
    commune = Commune()
    own, first = commune.half_year(*LAST)
    settle(first)
    sign(own)
    before = by_kind(first)
    assert {one.change for one in before.values()} == {Change.UNKNOWN}
    _, second = commune.half_year()
    found = by_kind(second)
    assert len(play.differences(second)) == len(play.differences(first))
    assert {kind: Change(one.change) for kind, one in found.items()} == dict.fromkeys(TOLD, LONG)
    for kind, one in found.items():
        said = Sides(one.list_value, one.record_value, one.agreed_value)
        assert sentences.happened(kind, LONG, said) == TOLD[kind]
        assert (one.proposal, one.answers) == (before[kind].proposal, before[kind].answers), kind


def test_a_round_on_numbers_in_between_says_nothing_of_anybody():
    world = World()
    world.sign()
    light = play.opened(date(2026, 1, 1), date(2026, 4, 1), kind="numbers")
    play.signed_light(play.of(light, world.tree.committee))
    (one,) = world.compared()
    assert (one.kind, one.change) == (Kind.ONLY_OURS, LONG)


@pytest.mark.parametrize("kind", [Kind.ONLY_OURS, Kind.MOVED])
def test_whose_record_has_become_part_of_another_one_is_still_the_same_person(kind):
    world = World()
    listed = [world.own] * (kind is Kind.MOVED)
    if kind is Kind.MOVED:
        went(world.person, BEFORE, world.tree)
    world.sign(*listed)
    kept = play.person("Sùng A Páo", world.tree.sibling, "11111112")
    choices = {one.key: "absorbed" for one in check_merge(kept, world.person).joining.points}
    merge_members(kept, by=MACHINE, absorbed=world.person, choices=choices, why="một người hai hồ sơ")
    (one,) = [one for one in world.compared(*listed) if one.kind == kind]
    assert (one.member_id, one.change) == (kept.pk, LONG)


def test_what_our_record_was_corrected_for_does_not_stand_when_both_sign():
    """Recorded as moved out, and not compared again; then it turns out to be wrong."""
    world = World()
    own = play.of(play.opened(*LAST), world.tree.committee)
    point = settling.point(play.sent(own, play.file(world.neighbour)), Kind.ONLY_OURS)
    given = {"departure": "moved_out", "day": BEFORE}
    settling.answered(point, Choice.FIX_RECORD, paper=PAPER, given=given)
    play.signed(own, SIGNED)
    assert SignedDifferences.unscoped.get().stood == {}
