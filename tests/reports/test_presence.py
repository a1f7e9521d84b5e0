"""Who stands on one side alone, or in two lists: each class of each kind that can occur, reached by the verbs, with
what is proposed and what is told."""

from datetime import date

import pytest

from kit.calendar import PartialDate
from reports.reconciliation.models import Answers, Change, Kind, Proposal, SignedDifferences
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.sides import Sides
from tests.ground import laid
from tests.reports import play
from tests.reports.test_sides import BIRTH, NAMED, number, spell
from tests.reports.third_side import BEFORE, SINCE, STRANGER, World, died, went, went_and_is_a_guest

pytestmark = pytest.mark.django_db
THEY, WE, BOTH, LONG, UNKNOWN = Change
FIX_LIST, FIX_RECORD, WAIT, WHO = Proposal
COMMITTEE, OFFICER = Answers
GONE = {Kind.MOVED: went, Kind.LEFT: died, Kind.GUEST: went_and_is_a_guest}
CHU = play.row("Hạng Thị Chu", **STRANGER)
SAID = {
    (Kind.MOVED, THEY): "Danh sách ghi lại người mà sổ đã ghi chuyển đi.",
    (Kind.MOVED, WE): "Từ lần trước ký, sổ đã ghi chuyển đi; danh sách còn giữ tên.",
    (Kind.MOVED, BOTH): "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ đã ghi chuyển đi.",
    (Kind.MOVED, LONG): "Lần trước ký, sổ đã ghi chuyển đi mà danh sách còn giữ tên; nay vẫn vậy.",
    (Kind.MOVED, UNKNOWN): "Sổ ghi đã chuyển đi; danh sách còn giữ tên.",
    (Kind.LEFT, THEY): "Danh sách ghi lại người mà sổ đã đưa ra khỏi danh sách.",
    (Kind.LEFT, WE): "Từ lần trước ký, sổ đã đưa ra khỏi danh sách; danh sách còn giữ tên.",
    (Kind.LEFT, BOTH): "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ đã đưa ra.",
    (Kind.LEFT, LONG): "Lần trước ký, sổ đã đưa ra khỏi danh sách mà danh sách còn giữ tên; nay vẫn vậy.",
    (Kind.LEFT, UNKNOWN): "Sổ đã đưa ra khỏi danh sách; danh sách còn giữ tên.",
    (Kind.GUEST, THEY): "Danh sách mới ghi người đến sinh hoạt tạm thời như đảng viên của mình.",
    (Kind.GUEST, WE): "Từ lần trước ký, người này chỉ còn sinh hoạt tạm thời ở đây; danh sách tính như của mình.",
    (Kind.GUEST, BOTH):
        "Lần trước ký, sổ tính ở đây mà danh sách không ghi; nay danh sách ghi, sổ chỉ ghi tạm thời.",
    (Kind.GUEST, LONG): "Lần trước ký, danh sách đã tính người sinh hoạt tạm thời này như của mình; nay vẫn vậy.",
    (Kind.GUEST, UNKNOWN):
        "Người này sinh hoạt tạm thời ở đây, được tính ở nơi chính thức; danh sách tính như của mình.",
    (Kind.ONLY_OURS, THEY): "Lần trước hai bên đã ký có người này; danh sách nay không ghi.",
    (Kind.ONLY_OURS, WE): "Sổ mới ghi thêm người này từ lần trước ký; danh sách chưa có.",
    (Kind.ONLY_OURS, BOTH): "Lần trước ký, danh sách ghi người này mà sổ không có; nay sổ có, danh sách không ghi.",
    (Kind.ONLY_OURS, LONG): "Lần trước ký, sổ đã có người này mà danh sách không ghi; nay vẫn vậy.",
    (Kind.ONLY_OURS, UNKNOWN): "Sổ có người này, danh sách không ghi; chưa rõ từ khi nào.",
    (Kind.ONLY_THEIRS, THEY): "Danh sách mới ghi thêm người này; sổ chưa có.",
    (Kind.ONLY_THEIRS, WE): "Lần trước hai bên đã ký có người này; sổ nay không còn.",
    (Kind.ONLY_THEIRS, BOTH): "Lần trước ký, sổ có người này mà danh sách không ghi; nay danh sách ghi, sổ không còn.",
    (Kind.ONLY_THEIRS, LONG): "Lần trước ký, danh sách đã ghi người này mà sổ không có; nay vẫn vậy.",
    (Kind.ONLY_THEIRS, UNKNOWN): "Danh sách có người này, sổ không có; chưa rõ từ khi nào.",
    (Kind.TWO_LISTS, THEY): "Danh sách mới ghi thêm; đảng ủy khác trong đợt này cũng ghi người này.",
    (Kind.TWO_LISTS, LONG): "Lần trước ký, danh sách đã ghi người này; đảng ủy khác trong đợt này cũng ghi.",
    (Kind.TWO_LISTS, UNKNOWN): "Đảng ủy khác trong đợt này cũng ghi người này; chưa rõ từ khi nào.",
    **dict.fromkeys([(Kind.ELSEWHERE, one) for one in Change], "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời."),
}  # fmt: skip


ground = laid(World)


@pytest.fixture
def world(ground, db):
    return ground.found()


def check(one, kind, change, proposal, answers):
    assert (one.kind, one.change, one.proposal, one.answers) == (kind, change, proposal, answers)
    assert sentences.happened(kind, Change(one.change), Sides()) == SAID[kind, change]


@pytest.fixture
def not_kept(monkeypatch):
    """Signed as it was before it was kept what stood."""
    monkeypatch.setattr(SignedDifferences.unscoped, "bulk_create", lambda rows: rows)


@pytest.mark.parametrize("kind", GONE)
@pytest.mark.parametrize("change", Change)
def test_who_counts_here_no_more_and_is_still_listed(world, kind, change):
    go = lambda day: GONE[kind](world.person, day, world.tree)  # noqa: E731
    if change in (WE, BOTH):
        world.sign(*[world.own] * (change is WE))
        go(SINCE)
    else:
        go(BEFORE)
        if change is not UNKNOWN:
            world.sign(*[world.own] * (change is LONG))
    (one,) = world.compared(world.own)
    check(one, kind, change, FIX_LIST, COMMITTEE)
    assert one.member_id == world.person.pk


def test_who_had_moved_away_and_has_died_since_is_what_we_have_recorded(world):
    went(world.person, BEFORE, world.tree)
    world.sign(world.own)
    died(world.person, SINCE, world.tree)
    (one,) = world.compared(world.own)
    check(one, Kind.LEFT, WE, FIX_LIST, COMMITTEE)


@pytest.mark.parametrize(
    ("change", "proposal"), [(THEY, WAIT), (WE, FIX_LIST), (BOTH, WAIT), (LONG, WAIT), (UNKNOWN, WAIT)]
)
def test_who_stands_in_our_records_alone_is_a_question_never_a_deletion(world, change, proposal):
    if change in (WE, BOTH):
        world.sign(world.own, *[CHU] * (change is BOTH))
        new = {"admitted_on": date(2020, 1, 1), "official_on": date(2021, 1, 1), "sex": "f"}
        person, rows = play.person("Hạng Thị Chu", world.tree.cell, "99999999", PartialDate(1990, 9, 9), **new), 1
    else:
        person, rows = world.person, 0
        if change is not UNKNOWN:
            world.sign(*[world.own] * (change is THEY))
    (one,) = world.compared(*[world.own] * rows)
    check(one, Kind.ONLY_OURS, change, proposal, COMMITTEE)
    assert one.member_id == person.pk


@pytest.mark.parametrize("change", [THEY, LONG, UNKNOWN])
def test_who_stands_in_the_list_alone_waits_for_a_paper(world, change):
    if change is not UNKNOWN:
        world.sign(world.own, *[CHU] * (change is LONG))
    (one,) = world.compared(world.own, CHU)
    check(one, Kind.ONLY_THEIRS, change, WAIT, COMMITTEE)
    assert one.member_id is None
    assert sentences.proposed(Kind.ONLY_THEIRS, WAIT) == "chờ quyết định kết nạp hoặc giấy giới thiệu"


def test_a_stranger_described_otherwise_is_perhaps_another_one(world):
    """Nobody is said to have put on the list whose card number was added or whose birth was corrected."""
    world.sign(world.own, CHU | {"card": ""})
    (one,) = world.compared(world.own, CHU)
    check(one, Kind.ONLY_THEIRS, UNKNOWN, WAIT, COMMITTEE)


@pytest.mark.parametrize(("change", "answers"), [(WE, OFFICER), (BOTH, COMMITTEE)])
def test_whose_record_became_somebody_else_s_had_been_signed_for(world, change, answers):
    world.sign(*[world.own] * (change is WE))
    NAMED(world, "Hạng Thị Chu")
    BIRTH(world, "9/9/1990")
    number(world, "99999999")
    spell("official_on")(world, "1/1/2021")
    spell("admitted_on")(world, "1/1/2020")
    found = {one.kind: one for one in world.compared(world.own)}
    assert set(found) == {Kind.ONLY_THEIRS, Kind.ONLY_OURS}
    check(found[Kind.ONLY_THEIRS], Kind.ONLY_THEIRS, change, WAIT, answers)


@pytest.mark.parametrize("change", [THEY, LONG, UNKNOWN])
def test_who_has_a_record_elsewhere_is_answered_above(world, change):
    play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    if change is not UNKNOWN:
        world.sign(world.own, *[play.FOREIGN] * (change is LONG))
    (one,) = world.compared(world.own, play.FOREIGN)
    check(one, Kind.ELSEWHERE, change, WAIT, OFFICER)
    assert one.member_id is None


@pytest.mark.parametrize("change", [THEY, LONG, UNKNOWN])
def test_who_stands_in_two_lists_is_said_on_the_side_that_knows_the_person(world, change):
    """Newly listed: the list that was signed had left the person out."""
    if change is not UNKNOWN:
        world.sign(*[world.own] * (change is LONG))
    one = play.opened()
    play.person("Hà Thị Mỉ", world.tree.other_cell, "44444444", PartialDate(1990, 1, 2))
    mi = play.row("Hà Thị Mỉ", birth="2/1/1990", card="44444444")
    theirs = play.sent(
        play.of(one, world.tree.other_committee), play.file(world.own, mi, titles=("ĐẢNG BỘ XÃ TÂN LẬP",))
    )
    (point,) = world.compared(world.own)
    check(point, Kind.TWO_LISTS, change, WAIT, OFFICER)
    assert Kind.ELSEWHERE in play.kinds(theirs)
    assert Kind.TWO_LISTS not in play.kinds(theirs)


# --- what was signed before it was kept what stood ---


def test_what_was_not_kept_accuses_nobody(world, not_kept):
    """One left out, one unknown, one elsewhere, one gone since: of that alone something can be said."""
    play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    gone = play.person("Ma Văn Dìn", world.tree.cell, "77777777", PartialDate(1958, 10, 30))
    rows = [play.row("Ma Văn Dìn", birth="30/10/1958", card="77777777"), CHU, play.FOREIGN]
    world.sign(*rows)
    died(gone, SINCE, world.tree)
    found = {one.kind: one for one in world.compared(*rows)}
    assert {kind: one.change for kind, one in found.items()} == {
        Kind.ONLY_OURS: UNKNOWN, Kind.ONLY_THEIRS: UNKNOWN, Kind.ELSEWHERE: UNKNOWN, Kind.LEFT: WE,
    }  # fmt: skip
    check(found[Kind.ONLY_OURS], Kind.ONLY_OURS, UNKNOWN, WAIT, COMMITTEE)
    assert not SignedDifferences.unscoped.exists()
