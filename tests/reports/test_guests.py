"""Who takes part in one committee for a while and is counted in another one: what lists and records say of it, and how
our record follows a list that is right."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from kit.calendar import PartialDate
from members import procedure as members
from members.errors import Doubted, Outdated, RuleBroken
from members.models import Placement
from members.procedure import Paper
from reports.reconciliation.models import Change, Choice, Kind, ListTotals, Proposal
from reports.reconciliation.procedure import freezing, gathering
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.answers import offered
from reports.reconciliation.rules.sides import Sides
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling

pytestmark = pytest.mark.django_db
MARCH, LATER = date(2026, 3, 1), date(2026, 10, 1)
MI = {"birth": "2/1/1990", "sex": "Nữ", "card": "44444444"}
AS_GUEST = {"note": "Đến sinh hoạt tạm thời"}
UN = play.row(**settling.UN)


class World(settling.AnKhe):
    """An Khê as ever, and Hà Thị Mỉ, who belongs to Tân Lập."""

    def __init__(self):
        super().__init__()
        self.mi = play.person("Hà Thị Mỉ", self.tree.other_cell, "44444444", PartialDate(1990, 1, 2), sex="f")
        self.theirs = play.of(self.own.round, self.tree.other_committee)

    def sent(self, *rows):
        return super().sent(play.row(), UN, *rows)

    def sent_by_tan_lap(self, *rows):
        return play.sent(self.theirs, play.file(*rows, titles=("ĐẢNG BỘ XÃ TÂN LẬP",)))

    def stays(self, person, where, **more):
        return members.places.place_temporarily(person, by=MACHINE, organisation=where, day=MARCH, **more)


ground = laid(World)


@pytest.fixture
def world(ground, db):
    return ground.found()


def mi(**said):
    return play.row("Hà Thị Mỉ", **MI | {"cell": "Chi bộ Thôn 1"} | said)


def at_home(**said):
    """The same as Tân Lập lists her."""
    return mi(cell="", **said)


# --- in two lists ---


def test_a_guest_on_whom_both_committees_agree_stands_in_no_two_lists(world):
    world.stays(world.mi, world.tree.cell)
    theirs = world.sent_by_tan_lap(at_home(note="Tạm thời chuyển đi"))
    ours = world.sent(mi(**AS_GUEST))
    assert play.differences(theirs) == play.differences(ours) == []


def test_whom_the_old_committee_has_as_moved_stands_in_the_list_of_the_new_one_alone(world):
    members.places.move(world.person, by=MACHINE, organisation=world.tree.other_cell, day=MARCH)
    ours = play.sent(world.own, play.file(play.row(note="Chuyển sinh hoạt 1/3/2026"), UN))
    theirs = world.sent_by_tan_lap(play.row(cell=""), at_home())
    assert play.differences(ours) == play.differences(theirs) == []


def test_whom_two_committees_list_as_their_own_is_asked_about(world):
    world.stays(world.mi, world.tree.cell)
    theirs, ours = world.sent_by_tan_lap(at_home()), world.sent(mi())
    assert (play.kinds(theirs), play.kinds(ours)) == ([Kind.TWO_LISTS], [Kind.GUEST, Kind.TWO_LISTS])


def test_the_question_goes_when_the_list_says_that_she_is_a_guest(world):
    world.stays(world.mi, world.tree.cell)
    theirs = world.sent_by_tan_lap(at_home())
    world.sent(mi())
    assert play.kinds(theirs) == [Kind.TWO_LISTS]
    world.sent(mi(**AS_GUEST))
    assert play.differences(theirs) == []


# --- a guest whom our records do not have ---


def test_a_guest_by_the_list_is_entered_as_a_guest_and_stays_counted_at_home(world):
    sent = world.sent(mi(**AS_GUEST))
    point = settling.point(sent, Kind.ELSEWHERE)
    assert (point.field, point.list_value) == ("guest", "Chi bộ Thôn 1, tạm thời ở đây")
    given = {"organisation": world.tree.cell, "day": MARCH, "until": LATER}
    said = settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    (official,) = Placement.unscoped.official().filter(member=world.mi)
    (stay,) = Placement.unscoped.temporary().filter(member=world.mi)
    assert (official.organisation, official.until) == (world.tree.other_cell, None)
    assert (stay.organisation, stay.since, stay.until) == (world.tree.cell, MARCH, LATER)
    assert settling.again(sent) == [], "nothing is asked anew"
    assert said.given["until"] == LATER.isoformat()


def test_a_guest_whose_stay_is_over_by_our_records_gets_another_one(world):
    stay = world.stays(world.mi, world.tree.cell)
    members.places.end_temporary(stay, by=MACHINE, day=date(2026, 5, 1))
    sent = world.sent(mi(**AS_GUEST))
    point = settling.point(sent, Kind.MOVED)
    assert (point.field, point.record_value) == ("guest", "đã hết sinh hoạt tạm thời từ 01/5/2026")
    assert point.proposal == Proposal.WAIT
    given = {"organisation": world.tree.cell, "day": date(2026, 5, 1), "until": LATER}
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    assert settling.again(sent) == []


def test_a_stay_that_is_over_by_the_closing_day_is_none_of_this_period(world):
    point = settling.point(world.sent(mi(**AS_GUEST)), Kind.ELSEWHERE)
    given = {"organisation": world.tree.cell, "day": MARCH, "until": date(2026, 6, 30)}
    with pytest.raises(RuleBroken, match="trước ngày ấy đã hết") as refused:
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    assert refused.value.field == "until"


def test_a_guest_whom_our_records_have_nowhere_is_not_entered_as_one_of_ours(world):
    stranger = play.row("Hạng Thị Chu", birth="9/9/1990", sex="Nữ", card="99999999", **AS_GUEST)
    point = settling.point(world.sent(stranger), Kind.ONLY_THEIRS)
    assert Choice.FIX_RECORD not in offered(point.kind, point.field)
    assert point.list_value == "Chi bộ Thôn 1, tạm thời ở đây"
    with pytest.raises(RuleBroken, match="không trả lời như vậy được"):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER,
                          given={"organisation": world.tree.cell})  # fmt: skip


def test_whom_we_count_and_the_list_has_as_a_guest_belongs_elsewhere_and_stays_here(world):
    sent = play.sent(world.own, play.file(play.row(**AS_GUEST), UN))
    point = settling.point(sent, Kind.STATUS)
    given = {"organisation": world.tree.other_cell, "day": MARCH, "until": LATER}
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    places = Placement.unscoped.on(world.own.round.closing_day).filter(member=world.person)
    assert {(one.kind, one.organisation) for one in places} == {
        ("official", world.tree.other_cell), ("temporary", world.tree.cell),
    }  # fmt: skip
    assert settling.again(sent) == []


def test_who_has_died_meanwhile_belongs_nowhere_else(world):
    point = settling.point(play.sent(world.own, play.file(play.row(**AS_GUEST), UN)), Kind.STATUS)
    members.standing.depart(world.person, by=MACHINE, day=MARCH, kind="death", decision=PAPER)
    given = {"organisation": world.tree.other_cell, "day": MARCH, "until": LATER}
    with pytest.raises(Outdated):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)


def test_the_minutes_tell_a_guest_whom_our_records_do_not_have(world):
    settling.answered(settling.point(world.sent(mi(**AS_GUEST)), Kind.ELSEWHERE), Choice.WAIT, due_on=LATER)
    (case,) = gathering.gather(world.own, by=MACHINE).minutes.cases
    assert (case.theirs, case.ours) == (
        "Có tên, Chi bộ Thôn 1, tạm thời ở đây", "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời.",
    )  # fmt: skip


# --- at home in one cell of a committee, a guest in another ---


@pytest.fixture
def lodging(world):
    """Ún belongs to Thôn 2 and takes part in Thôn 1 for a while."""
    world.stays(world.neighbour, world.tree.cell)
    return world


UN_AS_GUEST = play.row(**settling.UN | {"cell": "Chi bộ Thôn 1"} | AS_GUEST)


@pytest.mark.parametrize("home", [{}, {"note": "Tạm thời chuyển đi"}])
@pytest.mark.parametrize("guest_first", [False, True])
def test_who_is_listed_by_the_cell_at_home_and_the_cell_where_he_is_a_guest_is_listed_once(lodging, home, guest_first):
    rows = [UN | home, UN_AS_GUEST]
    sent = play.sent(lodging.own, play.file(play.row(), *(rows[::-1] if guest_first else rows)))
    assert play.differences(sent) == []
    said = ListTotals.unscoped.get(list=sent)
    assert (said.theirs["total"], said.theirs["guests"]) == (said.ours["total"], said.ours["guests"]) == (2, 1)


def test_a_second_row_of_his_own_is_still_a_double(lodging):
    sent = play.sent(lodging.own, play.file(play.row(), UN_AS_GUEST, UN, UN))
    assert play.kinds(sent) == [Kind.TWICE]


def test_two_rows_of_whom_our_records_have_in_one_place_alone_are_a_double(world):
    sent = play.sent(world.own, play.file(play.row(), UN, UN_AS_GUEST))
    assert play.kinds(sent) == [Kind.TWICE]


# --- who changed what since both signed ---


def signed_with(world, *rows):
    last = play.of(play.opened(date(2025, 7, 1), date(2026, 1, 1)), world.tree.committee)
    play.sent(last, play.file(play.row(), UN, *rows))
    play.signed(last, date(2026, 1, 12))


def guest_until_may(world):
    return members.places.place_temporarily(
        world.mi, by=MACHINE, organisation=world.tree.cell, day=date(2025, 12, 1), until=date(2026, 5, 1)
    )


@pytest.mark.parametrize(
    ("then", "now", "kind", "change"),
    [
        (AS_GUEST, AS_GUEST, Kind.MOVED, Change.WE), (None, AS_GUEST, Kind.MOVED, Change.THEY),
        (AS_GUEST, {}, Kind.MOVED, Change.WE),
    ],
)  # fmt: skip
def test_a_guest_both_signed_for_whose_stay_is_over_is_what_we_have_recorded(world, then, now, kind, change):
    guest_until_may(world)
    signed_with(world, *([mi(**then)] if then is not None else []))
    point = settling.point(world.sent(mi(**now)), kind)
    assert point.change == change
    told = sentences.happened(kind, Change(point.change), Sides(), point.field)
    assert (
        told
        == {
            ("guest", Change.WE): "Từ lần trước ký, sổ không còn ghi người này ở đây; danh sách ghi tạm thời ở đây.",
            ("guest", Change.THEY): "Danh sách mới ghi người này tạm thời ở đây; sổ không ghi.",
            ("", Change.WE): "Từ lần trước ký, sổ đã ghi chuyển đi; danh sách còn giữ tên.",
        }[point.field, change]
    )


def test_a_guest_both_signed_for_whom_the_list_now_has_as_its_own_is_what_they_have_changed(world):
    members.places.place_temporarily(world.mi, by=MACHINE, organisation=world.tree.cell, day=date(2025, 12, 1))
    signed_with(world, mi(**AS_GUEST))
    assert settling.point(world.sent(mi()), Kind.GUEST).change == Change.THEY


def test_of_a_guest_signed_for_before_it_was_kept_nobody_is_accused(world, monkeypatch):
    monkeypatch.setattr(freezing._Here, "_listed", lambda here, member: here.otherwise.get(member, {}))
    guest_until_may(world)
    signed_with(world, mi(**AS_GUEST))
    assert settling.point(world.sent(mi(**AS_GUEST)), Kind.MOVED).change == Change.UNKNOWN


# --- the command ---


def test_the_command_finds_no_difference_in_a_guest_on_whom_both_agree(world, tmp_path):
    world.stays(world.mi, world.tree.cell)
    file, out = tmp_path / "an-khe.xlsx", tmp_path / "out.json"
    file.write_bytes(play.file(play.row(), UN, mi(**AS_GUEST)))
    call_command("reconcile", str(file), as_of="2026-06-30", organisation="38.168.053", json=str(out))
    assert [row["differences"] for row in json.loads(out.read_text())["rows"]] == [[], [], []]


# --- elsewhere for a while ---


OUTSIDE = "Đảng bộ thành phố Hà Nội"


def test_whom_the_list_has_as_away_and_our_record_at_home_is_asked_about_and_entered(world):
    sent = play.sent(world.own, play.file(play.row(note="Tạm thời chuyển đi"), UN))
    (point,) = play.differences(sent)
    assert (point.kind, point.field, point.list_value, point.record_value) == (
        Kind.STATUS, "status_away", "tạm thời nơi khác", "đang sinh hoạt",
    )  # fmt: skip
    point = settling.point(sent, Kind.STATUS)
    given = {"outside": OUTSIDE, "day": MARCH, "until": LATER}
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    (stay,) = Placement.unscoped.temporary().filter(member=world.person)
    assert (stay.outside, stay.since, stay.until) == (OUTSIDE, MARCH, LATER)
    assert settling.again(sent) == []


def test_who_is_away_somewhere_is_said_to_be_somewhere(world):
    point = settling.point(play.sent(world.own, play.file(play.row(note="Tạm thời chuyển đi"), UN)), Kind.STATUS)
    with pytest.raises(RuleBroken, match="Chọn chi bộ, hoặc ghi nơi ngoài đảng bộ"):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given={"day": MARCH})


def test_whom_the_list_has_at_home_beside_others_who_are_away_has_come_back(world):
    world.stays(world.person, world.tree.other_cell)
    members.places.place_temporarily(world.neighbour, by=MACHINE, outside=OUTSIDE, day=MARCH)
    away = UN | {"status": "Tạm thời chuyển đi"}
    sent = play.sent(world.own, play.file(play.row(status="Đang sinh hoạt"), away))
    point = settling.point(sent, Kind.STATUS)
    assert (point.field, point.list_value, point.record_value) == (
        "status_back", "đang sinh hoạt", "tạm thời nơi khác",
    )  # fmt: skip
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given={"day": date(2026, 6, 1)})
    assert Placement.unscoped.temporary().get(member=world.person).until == date(2026, 6, 1)
    assert settling.again(sent) == []


def test_a_list_that_speaks_of_nobody_away_does_not_call_anybody_back(world):
    world.stays(world.person, world.tree.other_cell)
    sent = play.sent(world.own, play.file(play.row(status="Đang sinh hoạt"), UN | {"status": "Đang sinh hoạt"}))
    assert play.differences(sent) == []


def test_a_rank_that_differs_is_asked_beside_a_stay(world):
    sent = play.sent(world.own, play.file(play.row(status="Dự bị", official="", note="Tạm thời chuyển đi"), UN))
    assert sorted(one.field for one in play.differences(sent)) == ["status_away", "status_probation"]


@pytest.mark.parametrize(("agreed", "change"), [(True, Change.WE), (False, Change.LONG)])
def test_a_stay_is_classed_by_who_changed_it_since_both_signed(world, agreed, change):
    away = play.row(note="Tạm thời chuyển đi")
    if agreed:
        stay = members.places.place_temporarily(world.person, by=MACHINE, outside=OUTSIDE, day=date(2025, 12, 1))
    last = play.of(play.opened(date(2025, 7, 1), date(2026, 1, 1)), world.tree.committee)
    play.sent(last, play.file(away, UN))
    play.signed(last, date(2026, 1, 12))
    if agreed:
        members.places.end_temporary(stay, by=MACHINE, day=date(2026, 5, 1))
    (point,) = play.differences(play.sent(world.own, play.file(away, UN)))
    assert (point.field, point.change) == ("status_away", change)


def test_a_list_that_names_a_few_as_away_counts_only_those_it_names_and_says_so(world):
    hang = play.person("Hạng Thị Chu", world.tree.cell, "99999999", PartialDate(1990, 9, 9), sex="f")
    for one in (world.person, hang):
        members.places.place_temporarily(one, by=MACHINE, outside=OUTSIDE, day=MARCH)
    chu = play.row("Hạng Thị Chu", birth="9/9/1990", sex="Nữ", card="99999999")
    play.sent(world.own, play.file(play.row(note="Tạm thời chuyển đi"), UN, chu))
    minutes = gathering.gather(world.own, by=MACHINE).minutes
    assert minutes.unsaid[0] == (
        "Người tạm thời chuyển đi, chuyển đến: bên danh sách chỉ đếm những người danh sách ghi rõ."
    )


def test_who_is_away_is_no_word_of_who_is_exempt(world):
    away = {"status": "Tạm thời chuyển đi"}
    sent = play.sent(world.own, play.file(play.row(**away), UN | away))
    said = ListTotals.unscoped.get(list=sent).theirs
    assert "exempt" not in said
    assert (said["away"], "named" in said) == (2, False)


def test_a_paper_without_an_end_is_doubted_and_a_whole_one_answers(world):
    point = settling.point(world.sent(mi(**AS_GUEST)), Kind.ELSEWHERE)
    given = {"organisation": world.tree.cell, "day": MARCH}
    with pytest.raises(Doubted):
        settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=Paper(number="5"), given=given)
    settling.answered(point, Choice.FIX_RECORD, by=world.officer, paper=PAPER, given=given)
    assert Placement.unscoped.temporary().filter(member=world.mi).exists()
