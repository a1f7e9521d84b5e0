"""A committee's list: received once, of the right committee and period; what it stores tells nothing of others."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from kit.calendar import PartialDate
from members import history, rights, scope, sealing, uploads
from members import procedure as members
from members.errors import NotAllowed, Refusal, RuleBroken
from members.jobs import Cancelled
from members.models import Act, Member, Upload, UploadPart
from reports.reconciliation import procedure
from reports.reconciliation.models import (
    AgreedPerson,
    Difference,
    Elsewhere,
    Kind,
    ListedPerson,
    SentList,
    Signing,
)
from reports.reconciliation.rules import lists as rules
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.reports import play
from tests.reports.pages import text
from tests.reports.play import BOTH, FOREIGN
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def sight_of(who):
    return scope.opened(rights.scope_of(builders.actor(who)))


# --- received ---


def test_the_committee_s_secretary_sends_the_list_of_her_committee(cast, own):
    sent = play.sent(own, play.file(*BOTH), by=builders.actor(cast.committee_secretary), who=cast.committee_secretary)
    assert (sent.number, sent.rows, sent.matched, sent.records) == (1, 2, 2, 2)
    assert play.differences(sent) == []
    line = Act.objects.order_by("-number").first()
    assert (line.verb, line.actor, line.organisation_id) == ("receive_list", "Nguyễn Thị Hòa", cast.tree.committee.pk)


@pytest.mark.parametrize("who", ["cell_secretary", "outsider", "reader", "administrator"])
def test_nobody_else_sends_it(cast, own, who):
    with pytest.raises(NotAllowed):
        play.sent(own, play.file(*BOTH), by=builders.actor(getattr(cast, who)))


def test_the_secretary_of_a_grass_roots_cell_answers_for_it(cast):
    secretary = builders.role(builders.account("kho-bac", "Lý Thị Dín"), "cell", cast.tree.grass_cell)
    play.person("Hà Thị Mỉ", cast.tree.grass_cell, "44444444", PartialDate(1990, 1, 2))
    one = play.of(play.opened(), cast.tree.grass_cell)
    listed = play.row("Hà Thị Mỉ", birth="2/1/1990", cell="Chi bộ Kho bạc", card="44444444")
    sent = play.sent(one, play.file(listed, titles=("CHI BỘ KHO BẠC",)), by=builders.actor(secretary), who=secretary)
    assert play.differences(sent) == []


def test_the_same_file_twice_changes_nothing_and_says_so(cast, own):
    data = play.file(*BOTH)
    play.sent(own, data)
    lines = Act.objects.count()
    with transaction.atomic(), pytest.raises(RuleBroken, match="đã gửi ngày 30/6/2026, không có gì đổi"):
        play.sent(own, data)
    assert (SentList.unscoped.count(), Act.objects.count()) == (1, lines)


def test_a_corrected_file_takes_the_place_of_the_first_and_unchanged_points_keep_their_mark(cast, own):
    wrong = play.row(card="11111112"), play.row("Lò Văn Ún", birth="2/9/1970", cell="Chi bộ Thôn 2", card="22222222")
    first = play.sent(own, play.file(*wrong))
    second = play.sent(own, play.file(play.row(card="11111112"), BOTH[1]))
    assert play.kinds(first) == [Kind.DATE, Kind.NUMBER]
    assert play.kinds(second) == [Kind.NUMBER]
    assert second.number == 2
    before = {one.kind: one.key for one in play.differences(first)}
    assert play.differences(second)[0].key == before[Kind.NUMBER]
    assert list(SentList.unscoped.newest()) == [second]


def test_a_mark_does_not_change_with_the_order_of_rows_and_changes_with_what_the_list_says(own):
    data = play.file(play.row(card="11111112"), BOTH[1])
    first = play.sent(own, data)
    moved = play.sent(own, play.file(BOTH[1], play.row(card="11.111112")))
    other = play.sent(own, play.file(BOTH[1], play.row(card="11111113")))
    keys = [play.differences(one)[0].key for one in (first, moved, other)]
    assert keys[0] == keys[1] != keys[2]


def test_a_list_taken_back_gives_way_to_the_one_before(cast, own):
    first = play.sent(own, play.file(*BOTH))
    second = play.sent(own, play.file(BOTH[0]))
    procedure.lists.take_back_list(second, by=builders.actor(cast.committee_secretary), why="gửi nhầm")
    assert list(SentList.unscoped.all()) == [first]
    assert Upload.objects.count() == 1
    assert Difference.unscoped.count() == 0
    with pytest.raises(RuleBroken):
        procedure.lists.take_back_list(second, by=MACHINE, why="gửi nhầm")


def test_a_list_is_never_reverted_by_the_page_of_the_history(own):
    play.sent(own, play.file(*BOTH))
    with pytest.raises(RuleBroken, match="không hoàn lại được bằng cách này"):
        members.revert.revert(Act.objects.get(verb="receive_list"), by=MACHINE, why="nhầm")


# --- whose it is, and of when ---


@pytest.mark.parametrize("title", ["ĐẢNG BỘ XÃ TÂN LẬP", "CHI BỘ KHO BẠC"])
def test_the_list_of_another_committee_is_refused(own, title):
    with pytest.raises(RuleBroken, match="không phải của Đảng bộ xã An Khê"):
        play.sent(own, play.file(*BOTH, titles=(title,)))


@pytest.mark.parametrize("title", ["ĐẢNG BỘ HUYỆN VÂN SƠN", "DANH SÁCH ĐẢNG VIÊN", "ĐẢNG BỘ XÃ AN KHÊ"])
def test_a_title_that_names_what_stands_above_or_nobody_is_no_other_committee_s(own, title):
    assert play.sent(own, play.file(*BOTH, titles=(title,))).rows == 2


@pytest.mark.parametrize("title", ["DANH SÁCH ĐẢNG VIÊN ĐẾN NGÀY 31/12/2025", "DANH SÁCH ĐẢNG VIÊN NĂM 2025"])
def test_a_list_of_another_period_is_asked_about(own, title):
    with pytest.raises(rules.Asked, match="đợt này là 6 tháng đầu năm 2026, đến ngày 30/6/2026") as asked:
        play.sent(own, play.file(*BOTH, titles=(play.TITLE, title)))
    assert asked.value.field == "anyway"
    assert play.sent(own, play.file(*BOTH, titles=(play.TITLE, title)), anyway=True).rows == 2


@pytest.mark.parametrize("title", ["DANH SÁCH ĐẢNG VIÊN ĐẾN 30/6/2026", "An Khê, ngày 22 tháng 6 năm 2026"])
def test_the_right_period_and_the_day_of_a_signature_are_not_asked_about(own, title):
    assert play.sent(own, play.file(*BOTH, titles=(play.TITLE, title))).rows == 2


def test_a_file_in_which_hardly_anybody_is_known_here_is_asked_about_without_saying_who_is(own):
    strangers = [FOREIGN, play.row("Hạng Thị Chu", birth="9/9/1990", card="99999999"), BOTH[0]]
    with pytest.raises(rules.Asked, match="Chỉ nhận ra 1 trong 3 người") as asked:
        play.sent(own, play.file(*strangers))
    assert "Vừ Mí Kẻ" not in asked.value.sentence
    assert not SentList.unscoped.exists()


def test_what_is_no_list_is_refused_and_not_kept(own):
    with pytest.raises(Refusal, match="không có danh sách"), transaction.atomic():
        play.sent(own, play.sheet([("Kính gửi",)]))
    assert not Upload.objects.exists()


# --- what it stores ---


def test_a_person_elsewhere_is_stored_as_nothing_but_that_there_may_be_a_record(cast, own):
    sent = play.sent(own, play.file(*BOTH, FOREIGN | {"sex": "Nữ"}))
    (one,) = play.differences(sent)
    assert (one.kind, one.member_id, one.record_value, one.seen) == (Kind.ELSEWHERE, None, "", None)
    assert one.name == "Vừ Mí Kẻ", "as the committee itself has typed it"
    foreign = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    with sight_of(cast.committee_secretary):
        assert list(Difference.objects.all()) == [one]
        assert not Elsewhere.objects.exists()
        assert not ListedPerson.objects.exists()
    with sight_of(cast.officer):
        assert [(each.member_id, each.organisation_id) for each in Elsewhere.objects.all()] == [
            (foreign.pk, cast.tree.other_cell.pk)
        ]


def test_the_database_itself_refuses_to_keep_the_other_s_record_beside_the_list(own):
    sent = play.sent(own, play.file(*BOTH, FOREIGN))
    one = Difference.unscoped.get(list=sent)
    for wrong in ({"record_value": "Chi bộ Thôn Đồng"}, {"member_id": Member.unscoped.first().pk}, {"seen": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Difference.unscoped.filter(pk=one.pk).update(**wrong)


@pytest.mark.parametrize("who", ["cell_secretary", "outsider", "administrator"])
def test_nobody_outside_reads_lists_and_differences(cast, own, who):
    play.sent(own, play.file(play.row(card="11111112")))
    with sight_of(getattr(cast, who)):
        for model in (SentList, Difference, Elsewhere, ListedPerson, type(own)):
            mine = model.objects.all()
            if who == "outsider" and model is type(own):
                mine = mine.exclude(organisation=cast.tree.other_committee)
            assert not mine.exists(), model


def test_who_moved_out_of_the_committee_is_seen_by_it_and_where_to_is_not_said(cast, own):
    person = Member.unscoped.get(full_name="Sùng A Páo")
    members.places.move(person, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 3, 1))
    (one,) = play.differences(play.sent(own, play.file(*BOTH)))
    assert (one.kind, one.record_value) == (Kind.MOVED, "đã chuyển đi từ 01/3/2026")


def test_remarks_of_a_list_are_never_stored(own):
    data = play.sheet([(play.TITLE,), (*play.HEAD, "Ghi chú"), (1, *list(BOTH[0].values()), "hay vắng họp vì rượu")])
    sent = play.sent(own, data)
    kept = [*Difference.unscoped.values_list(), *ListedPerson.unscoped.values_list(), *SentList.unscoped.values_list()]
    assert "rượu" not in str(kept)
    assert "rượu" not in Act.objects.select_related("values_row").order_by("-number").first().values_row.body
    shown = [sealing.opened(bytes(part.sealed)) for part in UploadPart.objects.filter(upload=sent.upload)]
    assert "Ghi chú" in str(shown)
    assert "rượu" not in str(shown)


def test_the_file_is_kept_encrypted_beyond_thirty_days(own):
    sent = play.sent(own, play.file(*BOTH))
    assert b"PK" not in bytes(sent.upload.sealed)[:8]
    uploads.sweep(timezone.now() + timedelta(days=200))
    assert uploads.book_of(Upload.objects.get(pk=sent.upload_id)).sheets
    assert UploadPart.objects.filter(upload=sent.upload).exists()


# --- compared again ---


def test_a_correction_of_ours_is_seen_when_it_is_compared_again(cast, own):
    sent = play.sent(own, play.file(play.row(birth="6/4/1965"), play.row("Lò Văn Ún", birth="9/2/1970",
                     cell="Chi bộ Thôn 2", card="22222223")))  # fmt: skip
    before = {one.kind: one.pk for one in play.differences(sent)}
    person = Member.unscoped.get(full_name="Sùng A Páo")
    members.people.correct_member(person, by=MACHINE, why="theo giấy khai sinh", birth=PartialDate(1965, 4, 6))
    procedure.receiving.again(sent, by=builders.actor(cast.committee_secretary))
    assert [(one.kind, one.pk) for one in play.differences(sent)] == [(Kind.NUMBER, before[Kind.NUMBER])]


def test_comparing_again_when_nothing_changed_is_refused(own):
    sent = play.sent(own, play.file(*BOTH))
    held = procedure.receiving.hold(play.tables_of(sent), own, by=MACHINE)
    procedure.lists.compare_again(sent, by=MACHINE, held=held)
    with pytest.raises(RuleBroken, match="Không có gì khác"):
        procedure.lists.compare_again(sent, by=MACHINE, held=held)


def test_a_difference_says_from_which_version_of_the_record_it_was_made(own):
    sent = play.sent(own, play.file(play.row(birth="6/4/1965"), BOTH[1]))
    (one,) = play.differences(sent)
    person = Member.unscoped.get(full_name="Sùng A Páo")
    assert one.seen == person.changed_by
    members.people.correct_member(person, by=MACHINE, why="nhầm", sex="f")
    assert Member.unscoped.get(pk=person.pk).changed_by > one.seen


def test_who_cancels_the_job_finds_nothing_written(own):
    def cancel():
        raise Cancelled

    with pytest.raises(Cancelled):
        play.sent(own, play.file(*BOTH), before_commit=cancel)
    assert not SentList.unscoped.exists()


# --- two lists of one round ---


def test_taking_the_other_list_back_takes_the_double_away(cast):
    one = play.opened()
    mine, theirs = play.of(one, cast.tree.committee), play.of(one, cast.tree.other_committee)
    first = play.sent(mine, play.file(*BOTH))
    second = play.sent(theirs, play.file(FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, BOTH[0], titles=("XÃ TÂN LẬP",)))
    assert play.kinds(first) == [Kind.TWO_LISTS]
    with sight_of(cast.officer):
        where = Elsewhere.objects.get(difference__list=first)
        assert where.organisation_id == cast.tree.other_committee.pk
    procedure.lists.take_back_list(second, by=MACHINE, why="gửi nhầm")
    assert play.kinds(first) == []


def test_what_is_signed_keeps_its_double_whatever_the_other_list_becomes(cast):
    one = play.opened()
    mine, theirs = play.of(one, cast.tree.committee), play.of(one, cast.tree.other_committee)
    first = play.sent(mine, play.file(*BOTH))
    second = play.sent(theirs, play.file(FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, BOTH[0], titles=("XÃ TÂN LẬP",)))
    play.signed(mine, TODAY)
    procedure.lists.take_back_list(second, by=MACHINE, why="gửi nhầm")
    assert play.kinds(first) == [Kind.TWO_LISTS]
    play.sent(theirs, play.file(FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, *BOTH, titles=("XÃ TÂN LẬP",)),
              anyway=True)  # fmt: skip
    assert play.kinds(first) == [Kind.TWO_LISTS], "the other double is not noted upon what is signed"


# --- what was signed ---


def test_what_was_signed_can_not_be_changed_or_taken_away(own):
    play.sent(own, play.file(*BOTH))
    play.signed(own, TODAY)
    assert sorted(AgreedPerson.unscoped.values_list("full_name", flat=True)) == ["Lò Văn Ún", "Sùng A Páo"]
    for model, change in ((Signing, {"number": "1"}), (AgreedPerson, {"unit": "?"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.unscoped.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.unscoped.all().delete()


def test_a_signed_round_is_locked(own):
    sent = play.sent(own, play.file(*BOTH))
    play.signed(own, TODAY)
    for call in (lambda: play.sent(own, play.file(BOTH[0])),
                 lambda: procedure.lists.take_back_list(sent, by=MACHINE, why="gửi nhầm")):  # fmt: skip
        with pytest.raises(RuleBroken, match="đã khóa"):
            call()


def test_both_values_are_frozen_where_the_list_said_something_else(own):
    play.sent(own, play.file(play.row(card="11111112"), BOTH[1]))
    play.signed(own, TODAY)
    frozen = AgreedPerson.unscoped.get(full_name="Sùng A Páo")
    assert (frozen.card_number, frozen.listed) == ("11111111", {"card_number": "11111112"})
    assert (frozen.birth_date, frozen.admitted_on, frozen.unit) == ("1965-06-04", "2010-05-18", "Chi bộ Thôn 1")


def test_a_merged_committee_goes_on_from_what_its_predecessor_signed(cast):
    last = play.of(play.opened(date(2025, 7, 1), date(2026, 1, 1)), cast.tree.other_committee)
    play.signed(last, date(2026, 1, 12))
    foreign = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    members.places.move(foreign, by=MACHINE, organisation=cast.tree.cell, day=date(2026, 3, 1))
    members.tree.close_organisation(cast.tree.other_cell, by=MACHINE, day=date(2026, 4, 1), successor=cast.tree.cell)
    members.tree.close_organisation(
        cast.tree.other_committee, by=MACHINE, day=date(2026, 4, 1), successor=cast.tree.committee
    )
    sent = play.sent(play.of(play.opened(), cast.tree.committee), play.file(*BOTH, FOREIGN | {"birth": "7/12/1982"}))
    (one,) = play.differences(sent)
    assert (one.kind, one.agreed_value, one.change) == (Kind.DATE, "1982-07-21", "they")
    page = signed_in(cast.officer).get(reverse("reconciliation", args=[sent.reconciliation_id]))
    assert "Lần trước, ký 12/01/2026" in text(page)


def test_history_names_tables_of_other_apps_with_their_app(own):
    play.sent(own, play.file(*BOTH))
    line = Act.objects.select_related("values_row").get(verb="receive_list")
    assert '"m":"reports.sentlist"' in line.values_row.body
    assert history.table_of("reports.sentlist") is SentList
    assert history.table_of("member") is Member
