"""The status that a list gives to its people: what is one, what is none, and what is asked of it once."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from kit.calendar import PartialDate
from kit.reading import open_workbook
from members import importing
from members import procedure as members
from members.comparing.status import _of_column, _of_remark, _stay, stay_of_row
from members.models import Membership, Placement
from reports.reconciliation import procedure
from reports.reconciliation.models import Kind, ListTotals
from reports.reconciliation.procedure import gathering
from reports.reconciliation.rules import sentences
from tests.builders import MACHINE, PAPER
from tests.members.importing.files import sheet
from tests.reports import play, settling

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def world():
    return settling.AnKhe()


@pytest.mark.parametrize(
    ("said", "kind", "since"),
    [
        ("Đã mất 3/2/2026", "death", PartialDate(2026, 2, 3)),
        ("Từ trần (ngày 3/2/2026)", "death", PartialDate(2026, 2, 3)),
        ("Chuyển đi tháng 5/2026", "moved_out", PartialDate(2026, 5)),
        ("Chuyển sinh hoạt đảng chính thức", "moved_out", None),
        ("Bị khai trừ ngày 1.2.2026", "not_stated", PartialDate(2026, 2, 1)),
        ("xoá tên", "not_stated", None),
        ("Được miễn công tác và sinh hoạt", "exempt", None),
        ("Đảng viên dự bị", "probationary", None),
        ("CHÍNH THỨC", "official", None),
    ],
)
def test_a_remark_that_is_a_status_alone_is_one(said, kind, since):
    (one,) = _of_remark(said)
    assert (one.kind, one.on) == (kind, since)


NO_STATUS = [
    "Mất sức", "Mất thẻ", "Mất liên lạc từ 2024", "Miễn nhiệm 3/2026", "Chuyển đến 3/2024", "Chuyển chính thức 2025",
    "Chuyển sinh hoạt tạm thời", "Hưu trí", "Đã mất vợ", "Chồng đã mất", "x", "Đảng viên 40 tuổi Đảng",
]  # fmt: skip


@pytest.mark.parametrize("said", [*NO_STATUS, "Chuyển sinh hoạt từ Tân Lập 5/2026", "Miễn sinh hoạt đến 12/2026"])
def test_a_remark_that_is_no_status_says_nothing(said):
    assert list(_of_remark(said)) == []


@pytest.mark.parametrize("said", [one for one in NO_STATUS if one != "Đã mất vợ"])
def test_a_word_of_the_column_that_nobody_knows_says_nothing(said):
    assert _of_column(said) == ""


def test_a_day_of_a_status_is_read_as_people_write_it():
    assert sentences.value("status_left", "từ trần, 2026-02-03") == "từ trần, 03/02/2026"
    assert sentences.value("status_left", "đã chuyển sinh hoạt, 2026-05") == "đã chuyển sinh hoạt, 5/2026"
    assert sentences.value("status_exempt", "miễn sinh hoạt") == "miễn sinh hoạt"


def test_statuses_that_differ_are_asked_and_remarks_are_not(world):
    """Two active people whom the list has as dead and as moved; the same list with other remarks differs in nothing."""
    sent = world.sent(play.row(note="Đã mất 3/2/2026"), play.row(**settling.UN | {"note": "Chuyển sinh hoạt"}))
    found = [(one.name, one.kind, one.field, one.list_value) for one in play.differences(sent)]
    assert found == [
        ("Sùng A Páo", Kind.STATUS, "status_left", "từ trần, 2026-02-03"),
        ("Lò Văn Ún", Kind.STATUS, "status_left", "đã chuyển sinh hoạt"),
    ]
    said = [play.row(note="Mất sức", status="x"), play.row(**settling.UN | {"note": "Chuyển đến 3/2024"})]
    assert play.differences(world.sent(*said)) == []


def test_what_the_list_says_to_happen_after_the_closing_day_has_not_happened(world):
    assert play.differences(world.sent(play.row(note="Đã mất 5/7/2026"), play.row(**settling.UN))) == []


def test_who_has_left_on_both_sides_is_no_question_and_is_not_counted(world):
    members.standing.depart(world.person, by=MACHINE, day=date(2026, 2, 3), kind="death", decision=PAPER)
    sent = world.sent(play.row(note="Đã mất 3/2/2026"), play.row(**settling.UN))
    assert play.differences(sent) == []
    assert ListTotals.unscoped.get(list=sent).theirs["total"] == 1


@pytest.mark.parametrize("said", ["Đã chuyển đi 2025", "Đã mất", "Bị khai trừ"])
def test_whom_the_list_has_as_gone_and_no_record_knows_is_no_question_and_is_not_counted(world, said):
    gone = play.row("Hầu Thị Dợ", birth="7/8/1991", sex="Nữ", card="99999998", note=said)
    sent = world.sent(play.row(), play.row(**settling.UN), gone)
    assert play.differences(sent) == []
    assert ListTotals.unscoped.get(list=sent).theirs["total"] == 2
    assert play.kinds(world.sent(play.row(), play.row(**settling.UN), gone | {"note": "Mất sức"})) == [Kind.ONLY_THEIRS]


def test_whom_the_list_has_as_gone_and_who_may_be_somebody_of_ours_is_asked_about_until_it_is_said(world):
    for card, born in (("55555555", PartialDate(1979, 9, 2)), ("66666666", PartialDate(1979, 3, 17))):
        play.person("Giàng Seo Lử", world.tree.cell, card, born)
    gone = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="", note="Đã chuyển đi 2025")
    sent = world.sent(play.row(), play.row(**settling.UN), gone)
    assert Kind.UNCLEAR in play.kinds(sent)
    procedure.choosing.choose_person(settling.point(sent, Kind.UNCLEAR), by=world.officer, member=None)
    assert settling.kinds(settling.again(sent)) == [Kind.ONLY_OURS, Kind.ONLY_OURS]


@pytest.mark.parametrize("said", ["Chuyển sinh hoạt", "Miễn sinh hoạt", "Đang sinh hoạt"])
def test_who_has_died_by_our_records_and_not_by_the_list_is_asked_as_before(world, said):
    members.standing.depart(world.person, by=MACHINE, day=date(2026, 2, 3), kind="death", decision=PAPER)
    sent = world.sent(play.row(status=said), play.row(**settling.UN))
    assert play.kinds(sent) == [Kind.LEFT]


def test_who_left_the_party_as_the_list_says_may_have_left_in_any_way_but_by_death(world):
    members.standing.depart(world.person, by=MACHINE, day=date(2026, 2, 3), kind="striking_off", decision=PAPER)
    assert play.differences(world.sent(play.row(status="Đã ra khỏi Đảng"), play.row(**settling.UN))) == []
    assert play.kinds(world.sent(play.row(status="Đã mất"), play.row(**settling.UN))) == [Kind.LEFT]


def test_who_moved_within_the_register_as_the_list_says_is_no_question(world):
    members.places.move(world.person, by=MACHINE, organisation=world.tree.other_cell, day=date(2026, 3, 1))
    assert play.differences(world.sent(play.row(note="Chuyển sinh hoạt 1/3/2026"), play.row(**settling.UN))) == []


def test_a_status_and_a_day_about_the_same_are_one_question(world):
    """The list has the official day, our record has none; and it calls official who is long past the probation."""
    row = Membership.unscoped.get(member=world.person)
    members.people.correct_membership(row, by=MACHINE, why="nhầm", official_on=None)
    dated = world.sent(play.row(status="Chính thức"), play.row(**settling.UN))
    assert [(one.kind, one.field) for one in play.differences(dated)] == [(Kind.DATE, "official_on")]
    undated = world.sent(play.row(status="Chính thức", official=""), play.row(**settling.UN))
    assert [(one.kind, one.field) for one in play.differences(undated)] == [(Kind.STATUS, "status_official")]


def test_the_command_names_it_as_a_status(world, tmp_path):
    file, out = tmp_path / "an-khe.xlsx", tmp_path / "out.json"
    file.write_bytes(
        play.file(play.row(note="Đã mất 3/2/2026"), play.row(**settling.UN | {"status": "Đang sinh hoạt"}))
    )
    call_command("reconcile", str(file), as_of="2026-06-30", organisation="38.168.053", json=str(out))
    said = [row["differences"] for row in json.loads(out.read_text())["rows"]]
    assert said == [[{"field": "status", "list": "từ trần, 2026-02-03", "record": "đang sinh hoạt"}], []]


def counted(world, *rows):
    return ListTotals.unscoped.get(list=world.sent(*rows)).theirs


def test_who_is_official_is_counted_as_the_list_says_it_in_words_before_it_says_it_in_dates(world):
    said = counted(world, play.row(status="Dự bị"), play.row(**settling.UN | {"official": "", "status": "Chính thức"}))
    assert (said["official"], said["probationary"]) == (1, 1)


def test_where_the_rank_of_somebody_is_not_said_ranks_are_not_counted(world):
    """Admitted sixteen years ago and no official date: it is missing, and no probationer."""
    said = counted(world, play.row(), play.row(**settling.UN | {"official": ""}))
    assert "official" not in said and "probationary" not in said
    assert (said["total"], said["unranked"]) == (2, 1)
    unsaid = gathering.gather(world.own, by=MACHINE).minutes.unsaid
    assert "không ghi rõ ngày chính thức của 1 đảng viên" in unsaid[0]


def test_a_probation_that_lasts_needs_no_official_date(world):
    said = counted(world, play.row(), play.row(**settling.UN | {"official": "", "admitted": "3/2/2026"}))
    assert (said["official"], said["probationary"]) == (1, 1)


def test_who_is_exempt_is_counted_where_the_list_speaks_of_it(world):
    said = counted(world, play.row(status="Miễn sinh hoạt"), play.row(**settling.UN | {"status": "Đang sinh hoạt"}))
    assert said["exempt"] == 1
    assert "exempt" not in counted(world, play.row(), play.row(**settling.UN | {"note": "Miễn sinh hoạt"}))
    assert "exempt" not in counted(world, play.row(), play.row(**settling.UN))


# --- who takes part elsewhere, or here, for a while ---


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Tạm thời chuyển đi", "away"), ("Chuyển sinh hoạt đảng tạm thời đi 3/2026", "away"),
        ("Đang sinh hoạt tạm thời ở nơi khác", "away"), ("Chuyển đi SHĐ tạm thời (từ ngày 1/3/2026)", "away"),
        ("TẠM THỜI ĐI", "away"), ("Tạm thời chuyển đến", "guest"), ("Sinh hoạt tạm thời đến", "guest"),
        ("Đến sinh hoạt tạm thời từ 3/2026", "guest"), ("Nơi khác đến sinh hoạt đảng tạm thời", "guest"),
    ],
)  # fmt: skip
def test_words_that_say_where_somebody_is_for_a_while_are_known(said, kind):
    assert _stay(said)[0] == kind


@pytest.mark.parametrize(
    "said",
    [
        "Sinh hoạt tạm thời", "Chuyển sinh hoạt tạm thời", "Sinh hoạt tạm thời đến 30/9/2026", "Đi làm ăn xa",
        "Sinh hoạt tạm thời tại Tân Lập", "Tạm thời vắng", "Tạm thời đi viện", "Tạm thời đi đến 30/9/2026", "Tạm trú",
        *NO_STATUS,
    ],
)  # fmt: skip
def test_words_that_may_mean_either_or_something_else_are_no_such_thing(said):
    assert _stay(said)[0] == ""


def totals_of(world):
    found = gathering.gather(world.own, by=MACHINE).minutes
    return {key: one.theirs for key, one in zip(gathering.LABELS, found.totals, strict=True)}, list(found.unsaid)


def test_whom_the_list_names_as_away_or_a_guest_is_counted_and_a_guest_is_no_part_of_the_total(world):
    guest = play.person("Hà Thị Mỉ", world.tree.other_cell, "44444444", PartialDate(1990, 1, 2), sex="f")
    members.places.place_temporarily(guest, by=MACHINE, organisation=world.tree.cell, day=date(2026, 3, 1))
    members.places.place_temporarily(world.neighbour, by=MACHINE, outside="Đảng bộ Hà Nội", day=date(2026, 3, 1))
    away = settling.UN | {"note": "Tạm thời chuyển đi 3/2026"}
    mi = play.row("Hà Thị Mỉ", birth="2/1/1990", sex="Nữ", card="44444444", note="Đến sinh hoạt tạm thời")
    sent = world.sent(play.row(), play.row(**away), mi)
    assert play.differences(sent) == [], "that she is a guest is what both say"
    theirs, notes = totals_of(world)
    assert (theirs["total"], theirs["official"], theirs["away"], theirs["guests"]) == (2, 2, 1, 1)
    assert notes == ["Danh sách không ghi đủ để đếm người được miễn; bên danh sách để “–”."]


def test_where_the_list_names_nobody_as_away_or_a_guest_it_is_said_and_nothing_is_guessed(world):
    world.sent(play.row(note="Sinh hoạt tạm thời"), play.row(**settling.UN))
    theirs, notes = totals_of(world)
    assert (theirs["total"], theirs["away"], theirs["guests"]) == (2, None, None)
    assert notes == [
        "Danh sách không ghi đủ để đếm người được miễn, người tạm thời chuyển đi, người tạm thời chuyển đến; bên danh "
        "sách để “–”."
    ]


def test_who_goes_away_for_a_while_after_the_closing_day_is_not_away_on_it(world):
    assert "away" not in counted(world, play.row(note="Tạm thời đi 5/7/2026"), play.row(**settling.UN))


def test_the_day_beside_a_stay_is_its_first_day():
    """The column of days that belongs to the statuses is read with them, after the closing day and before it."""
    head = ("TT", "Họ và tên", "Chi bộ", "Trạng thái hoạt động", "Ngày rời khỏi")
    people = [(1, "Sùng A Páo", "Chi bộ Thôn 1", "Tạm thời chuyển đi", "5/7/2026"),
              (2, "Lò Văn Ún", "Chi bộ Thôn 1", "Tạm thời chuyển đi", "5/3/2026")]  # fmt: skip
    (table,) = importing.tables_of(open_workbook("an-khe.xlsx", sheet([(play.TITLE,), head, *people])).sheets)
    assert [stay_of_row(row, date(2026, 6, 30)) for row in table.rows] == ["", "away"]


def test_whom_we_count_and_the_list_has_as_a_guest_is_asked_about(world):
    sent = world.sent(play.row(status="Tạm thời chuyển đến"), play.row(**settling.UN))
    (one,) = play.differences(sent)
    assert (one.kind, one.field, one.list_value, one.record_value) == (
        Kind.STATUS, "status_guest", "tạm thời ở đây", "đang sinh hoạt",
    )  # fmt: skip
    assert not Placement.unscoped.temporary().exists()
    theirs, _ = totals_of(world)
    assert (theirs["total"], theirs["guests"]) == (1, 1)
