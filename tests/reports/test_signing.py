"""Both sides confirm the same minutes, then they are signed: locked, with everybody behind each number."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from members import procedure as members
from members import rights, uploads
from members.errors import NotAllowed, Refusal, RuleBroken
from members.models import Act, Upload, UploadPart
from members.procedure import Paper
from reports.reconciliation import papers, procedure
from reports.reconciliation.models import (
    AgreedPerson,
    Confirmation,
    Reconciliation,
    RoundKind,
    SentList,
    Side,
    SignedDifferences,
    SignedMinutes,
    SignedMovement,
    Signing,
)
from reports.reconciliation.rules.rounds import State, state
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.reports import play
from tests.reports.play import BOTH

pytestmark = pytest.mark.django_db

SIGNED = date(2026, 7, 12)
AFTER = rights.machine("kiểm thử", date(2026, 7, 20))


def on(day: date, who=None):
    return rights.actor_for(who, day) if who is not None else rights.machine("kiểm thử", day)


def gathered(one, by=MACHINE):
    return procedure.gathering.gather(one, by=by)


def confirm(one, side, by=MACHINE, **given):
    shown = gathered(one, by).digest
    why = {"why": "bản giấy số 7, ngày 02/7/2026"} if side == Side.COMMITTEE else {}
    return procedure.signing.confirm_minutes(one, by=by, digest=shown, side=side, **(why | given))


def sign(one, by=AFTER, signed_on=SIGNED, number="02-BB/ĐU", **given):
    said = {"their_people": ["Đồng chí Lý Thị Sua, Bí thư"], "our_people": ["Đồng chí Ma Văn Dìn"], "files": 2} | given
    minutes, digest = procedure.signing.to_be_signed(one, by=by, signed_on=signed_on, number=number, **said)
    return procedure.signing.sign_minutes(
        one, by=by, signed_on=signed_on, number=number, minutes=minutes, digest=digest, paper=papers.draw(minutes)
    )


def state_of(one, day=TODAY):
    row = Reconciliation.unscoped.dated(day).get(pk=one.pk)
    return state(procedure.rounds.dates_of(row))


@pytest.fixture
def agreed(own):
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    return own


# --- confirmed ---


def test_both_sides_confirm_what_they_were_shown(own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.OFFICER)
    assert state_of(own) is State.RECEIVED
    confirm(own, Side.COMMITTEE)
    assert state_of(own) is State.AGREED


def test_the_committee_s_secretary_confirms_for_her_side_and_the_officer_for_his(cast, own):
    play.sent(own, play.file(*BOTH))
    for who in (cast.committee_secretary, cast.officer):
        by = builders.actor(who)
        procedure.signing.confirm_minutes(own, by=by, digest=gathered(own, by).digest)
    assert set(Confirmation.unscoped.values_list("side", "account")) == {
        (Side.COMMITTEE, cast.committee_secretary.pk), (Side.OFFICER, cast.officer.pk),
    }  # fmt: skip


def test_nobody_confirms_for_the_other_side_without_saying_by_which_paper(cast, own):
    play.sent(own, play.file(*BOTH))
    digest = gathered(own).digest
    secretary = builders.actor(cast.committee_secretary)
    with pytest.raises(NotAllowed):
        procedure.signing.confirm_minutes(own, by=secretary, digest=digest, side=Side.OFFICER, why="hộ")
    with pytest.raises(RuleBroken, match="giấy tờ nào"):
        confirm(own, Side.COMMITTEE, by=builders.actor(cast.officer), why=" ")


def test_another_committee_and_a_reader_confirm_nothing(cast, own):
    play.sent(own, play.file(*BOTH))
    digest = gathered(own).digest
    for who in (cast.outsider, cast.reader):
        with pytest.raises(NotAllowed):
            procedure.signing.confirm_minutes(own, by=builders.actor(who), digest=digest)


def test_nothing_is_confirmed_before_a_list_has_come(own):
    with pytest.raises(RuleBroken, match="Chưa có danh sách"):
        confirm(own, Side.OFFICER)


def test_what_changed_since_it_was_shown_is_shown_again(cast, own):
    play.sent(own, play.file(*BOTH))
    shown = gathered(own).digest
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    with pytest.raises(RuleBroken, match="vừa thay đổi"):
        procedure.signing.confirm_minutes(own, by=MACHINE, digest=shown)


def test_a_side_confirms_once_and_may_take_its_word_back(own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.OFFICER)
    with pytest.raises(RuleBroken, match="đã thống nhất"):
        confirm(own, Side.OFFICER)
    procedure.signing.withdraw_confirmation(own, by=MACHINE)
    assert not Confirmation.unscoped.exists()
    with pytest.raises(RuleBroken, match="chưa thống nhất"):
        procedure.signing.withdraw_confirmation(own, by=MACHINE)


def test_another_list_dissolves_what_was_confirmed(agreed):
    play.sent(agreed, play.file(*BOTH, play.row("Mới Tới", card="99999999")))
    assert not Confirmation.unscoped.exists()
    assert state_of(agreed) is not State.AGREED


def test_an_answer_dissolves_what_was_confirmed(cast, own):
    play.sent(own, play.file(play.row(card="11111112"), *BOTH[1:]))
    (point,) = play.differences(procedure.lists.newest_of(own))
    with pytest.raises(RuleBroken, match="Còn 1 điểm lệch chưa trả lời"):
        confirm(own, Side.OFFICER)
    said = procedure.answering.answer(point, by=MACHINE, choice="fix_list")
    confirm(own, Side.OFFICER)
    procedure.answering.take_back_answer(said, by=MACHINE)
    assert not Confirmation.unscoped.exists()


def test_the_minutes_tell_each_difference_and_what_waits(cast, own):
    play.sent(own, play.file(play.row(card="11111112"), *BOTH[1:]))
    (point,) = play.differences(procedure.lists.newest_of(own))
    procedure.answering.answer(point, by=MACHINE, choice="wait", due_on=date(2026, 8, 15))
    minutes = gathered(own).minutes
    (case,) = minutes.cases
    assert (case.name, case.theirs, case.ours) == ("Sùng A Páo", "Số thẻ: 11111112", "Số thẻ: 11111111")
    assert case.settled == "Chờ giấy tờ, đến 15/8/2026"
    (left,) = minutes.open
    assert (left.who, left.due) == ("Bên danh sách", "15/8/2026")


def test_nobody_waits_for_the_papers_of_what_a_corrected_list_has_settled(cast, own):
    play.sent(own, play.file(play.row(card="11111112"), *BOTH[1:]))
    (point,) = play.differences(procedure.lists.newest_of(own))
    procedure.answering.answer(point, by=MACHINE, choice="wait", due_on=date(2026, 8, 15))
    play.sent(own, play.file(*BOTH))
    minutes = gathered(own).minutes
    assert [case.settled for case in minutes.cases] == ["Không còn lệch khi so lại"]
    assert minutes.open == []


def test_the_minutes_tell_the_differences_in_the_order_of_given_names(cast, own):
    play.sent(own, play.file(play.row(card="11111112"), BOTH[1] | {"card": "22222223"}))
    for point in play.differences(procedure.lists.newest_of(own)):
        procedure.answering.answer(point, by=MACHINE, choice="wait", due_on=date(2026, 8, 15))
    minutes = gathered(own).minutes
    assert [case.name for case in minutes.cases] == ["Sùng A Páo", "Lò Văn Ún"]
    assert [one.what.partition(":")[0] for one in minutes.open] == ["Đồng chí Sùng A Páo", "Đồng chí Lò Văn Ún"]


# --- signed ---


@pytest.mark.postgres
def test_signing_locks_with_day_number_paper_and_everybody_behind_the_numbers(agreed):
    signing = sign(agreed)
    assert (signing.number, signing.signed_on) == ("02-BB/ĐU", SIGNED)
    assert set(AgreedPerson.unscoped.values_list("full_name", flat=True)) == {"Sùng A Páo", "Lò Văn Ún"}
    kept = SignedMinutes.unscoped.get()
    assert bytes(kept.paper).startswith(b"%PDF")
    assert kept.said["number"] == "02-BB/ĐU"
    assert Act.objects.get(verb="sign_minutes").values_row.body.count(kept.checksum) == 1
    assert state_of(agreed, SIGNED) is State.SIGNED
    assert state_of(agreed, date(2026, 7, 11)) is State.AGREED


def test_who_came_and_who_went_is_kept_with_the_paper(cast, own):
    gone = builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3), decision=builders.PAPER)
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    sign(own)
    (one,) = SignedMovement.unscoped.all()
    assert (one.member, one.way, one.is_increase, one.full_name) == (gone, "death", False, "Vừ A Chống")
    assert one.said.startswith("03/3/2026, Số 12-QĐ/HU")


def test_with_the_signing_the_file_that_was_sent_is_forgotten(agreed):
    sent = SentList.unscoped.select_related("upload").get()
    assert uploads.book_of(sent.upload).sheets
    sign(agreed)
    kept = Upload.objects.get(pk=sent.upload_id)
    assert (bytes(kept.sealed), kept.checksum) == (b"", sent.upload.checksum)
    assert not UploadPart.objects.exists()
    with pytest.raises(Refusal, match="không còn giữ"):
        uploads.book_of(kept)


def test_after_the_signing_nothing_is_received_confirmed_or_signed_again(agreed):
    sign(agreed)
    for call in (
        lambda: play.sent(agreed, play.file(*BOTH, play.row("Mới Tới", card="9")), by=AFTER),
        lambda: procedure.signing.withdraw_confirmation(agreed, by=AFTER), lambda: sign(agreed),
    ):  # fmt: skip
        with pytest.raises(RuleBroken, match="đã khóa"):
            call()


@pytest.mark.postgres
@pytest.mark.parametrize("model", [Signing, AgreedPerson, SignedDifferences, SignedMinutes, SignedMovement])
def test_no_row_of_what_was_signed_changes_or_goes(cast, own, model):
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    play.sent(own, play.file(*BOTH))
    for side in Side:
        confirm(own, side)
    sign(own)
    table = model._meta.db_table
    for sql in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 1000"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_what_changed_in_the_register_after_both_confirmed_is_not_signed(cast, agreed):
    builders.leaver("Vừ A Chống", cast.tree.cell, kind="death", day=date(2026, 3, 3))
    with pytest.raises(RuleBroken, match="Sổ đã thay đổi sau khi"):
        sign(agreed)


def test_one_side_alone_signs_nothing(own):
    play.sent(own, play.file(*BOTH))
    confirm(own, Side.OFFICER)
    with pytest.raises(RuleBroken, match="Bên danh sách chưa thống nhất"):
        sign(own)


@pytest.mark.parametrize(
    ("given", "field"),
    [({"number": "  "}, "number"), ({"signed_on": date(2026, 7, 21)}, "signed_on"),
     ({"signed_on": date(2026, 6, 29)}, "signed_on"), ({"their_people": [" "]}, "their_people"),
     ({"our_people": []}, "our_people"), ({"files": None}, "files")],
)  # fmt: skip
def test_a_signing_without_number_day_or_people_is_refused_at_its_field(agreed, given, field):
    with pytest.raises(RuleBroken) as refused:
        sign(agreed, **given)
    assert refused.value.field == field
    assert not Signing.unscoped.exists()


def test_only_the_office_enters_the_signing(cast, agreed):
    with pytest.raises(NotAllowed):
        sign(agreed, by=on(date(2026, 7, 20), cast.committee_secretary))


# --- the next period ---


@pytest.mark.postgres
def test_the_next_period_begins_with_what_was_signed_and_each_later_correction_by_name(cast, agreed):
    sign(agreed)
    late = on(date(2026, 8, 1))
    person = AgreedPerson.unscoped.get(full_name="Lò Văn Ún").member
    members.standing.depart(
        person, by=late, kind="death", day=date(2026, 6, 20),
        decision=Paper(number="5-GB", signed_on=date(2026, 7, 30), body="Chi bộ Thôn 2"),
    )  # fmt: skip
    following = play.of(
        procedure.rounds.open_round(by=late, since=date(2026, 7, 1), until=date(2027, 1, 1), due_on=date(2027, 1, 15)),
        cast.tree.committee,
    )
    lines = {one.label: one for one in gathered(following, late).minutes.balance}
    assert lines["Cuối kỳ trước, đã ký ngày 12/7/2026"].number == 2
    assert lines["Cuối kỳ trước, đã ký ngày 12/7/2026"].remark == "Biên bản số 02-BB/ĐU"
    corrected = lines["Sửa sau khi ký, bớt"]
    assert (corrected.number, [one.name for one in corrected.named]) == (-1, ["Lò Văn Ún"])
    assert corrected.named[0].said.startswith("từ trần ngày 20/6/2026, Số 5-GB, 30/7/2026")
    assert lines["Đầu kỳ"].number == 1
    assert lines["Cuối kỳ (D = A + B − C)"].remark == "1 + 0 − 0 = 1"


def test_a_period_before_the_register_began_has_no_balance(cast, own):
    members.office.set_office(by=MACHINE, key="first_day", value="2026-03-01", day=None)
    found = gathered(own)
    assert found.balance is None
    assert found.minutes.balance == []
    assert found.minutes.notes == [
        "Trước ngày 01/3/2026, ngày bắt đầu quản lý bằng sổ này, chưa có cân đối tăng, giảm."
    ]


# --- both sides' numbers ---


def test_the_totals_are_those_of_the_day_the_list_came_and_those_agreed_are_of_now(cast, own):
    fresh = {"admitted": "3/2/2026", "official": "", "card": "77777777"}
    play.sent(own, play.file(*BOTH, play.row("Lý Thị Mẩy", sex="Nữ", **fresh)))
    builders.member("Lý Thị Mẩy", cast.tree.cell, sex="f", admitted_on=date(2026, 2, 3), official_on=None)
    totals = {one.label: (one.theirs, one.ours, one.agreed) for one in gathered(own).minutes.totals}
    assert totals["Tổng số đảng viên (1 + 2)"] == (3, 2, 3)
    assert totals["Đảng viên dự bị"] == (1, 0, 1)
    assert totals["trong đó: nữ"] == (1, 0, 1)
    assert totals["được miễn công tác và sinh hoạt đảng"] == (None, 0, 0)


def test_a_round_on_numbers_is_confirmed_only_when_both_count_the_same(cast):
    one = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
    numbers = {"total": 3, "official": 3, "probationary": 0, "women": 0, "exempt": 0, "away": 0, "guests": 0}
    procedure.numbers.note_numbers(one, by=MACHINE, numbers=numbers)
    with pytest.raises(RuleBroken, match="còn lệch: Đảng viên chính thức"):
        confirm(one, Side.OFFICER)
    procedure.numbers.note_numbers(one, by=MACHINE, numbers=numbers | {"total": 2, "official": 2})
    for side in Side:
        confirm(one, side)
    assert sign(one).pk
