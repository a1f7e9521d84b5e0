"""A list that was sent by mistake: taken back it counts for nothing, and everybody reads who, when and why."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from members.errors import NotAllowed, RuleBroken
from members.models import Act
from members.procedure import Paper
from reports.reconciliation import procedure
from reports.reconciliation.models import (
    Answer,
    Choice,
    ChosenPerson,
    Confirmation,
    Kind,
    ListTotals,
    MistakenList,
    Reconciliation,
    SentList,
)
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.play import BOTH
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NAMES = ("Hạng Thị Chu", "Hầu Thị Xuân", "Lý Thị Dín")
STRANGERS = [play.row(name, birth="9/9/1990", card="", cell="") for name in NAMES]
WHY = "danh sách của kỳ trước"
PAPER = Paper("5-CV/ĐU", date(2026, 6, 12), "Đảng ủy xã An Khê")


@pytest.fixture
def wrong(cast, own):
    """The first file that came is another one's; the second is the committee's own."""
    who = cast.committee_secretary
    first = play.sent(own, play.file(*STRANGERS), by=builders.actor(who), who=who, anyway=True)
    play.sent(own, play.file(*BOTH))
    return first


def counted(one):
    """(theirs, ours) of everybody, as the minutes have them."""
    totals = procedure.gathering.gather(one, by=MACHINE).minutes.totals
    return next((each.theirs, each.ours) for each in totals if each.label.startswith("Tổng số"))


def test_the_first_list_taken_back_the_minutes_speak_of_it_no_more(cast, own, wrong):
    def sent():
        return " ".join(procedure.gathering.gather(own, by=MACHINE).minutes.sent)

    assert counted(own) == (2, 2)
    assert "Lần gửi đầu, nhận ngày 30/6/2026: danh sách 3 đảng viên" in sent()
    procedure.lists.take_back_list(wrong, by=builders.actor(cast.committee_secretary), why=WHY)
    assert counted(own) == (2, 2)
    assert "Lần gửi đầu" not in sent()
    assert play.differences(SentList.unscoped.get()) == []


def test_the_last_list_taken_back_both_sides_are_counted_by_the_one_before(cast, own, wrong):
    procedure.lists.take_back_list(SentList.unscoped.get(number=2), by=MACHINE, why=WHY)
    assert counted(own) == (3, 2)


def test_who_when_and_why_stays(cast, own, wrong):
    by = builders.actor(cast.committee_secretary)
    procedure.lists.take_back_list(wrong, by=by, why=WHY)
    kept = MistakenList.unscoped.get()
    assert (kept.rows, kept.file_name, kept.sent_on, kept.taken_back_on) == (3, "an-khe.xlsx", TODAY, TODAY)
    assert (kept.account, kept.sender, kept.reason) == (cast.committee_secretary, wrong.account, WHY)
    line = Act.objects.order_by("-number").first()
    assert (line.verb, line.organisation_id) == ("take_back_list", cast.tree.committee.pk)
    assert WHY in line.values_row.body


def test_since_when_a_list_is_there_is_told_by_the_one_that_counts(own):
    play.sent(own, play.file(*STRANGERS), anyway=True)
    assert Reconciliation.unscoped.dated(TODAY).get(pk=own.pk).received_on == TODAY
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE, why=WHY)
    assert Reconciliation.unscoped.dated(TODAY).get(pk=own.pk).received_on is None


def test_without_a_reason_nothing_is_taken_back(own, wrong):
    with pytest.raises(RuleBroken) as refused:
        procedure.lists.take_back_list(wrong, by=MACHINE)
    assert refused.value.field == "why"
    assert SentList.unscoped.count() == 2


def test_what_was_confirmed_with_it_is_confirmed_no_more(own, wrong):
    shown = procedure.gathering.gather(own, by=MACHINE).digest
    procedure.signing.confirm_minutes(own, by=MACHINE, digest=shown)
    procedure.lists.take_back_list(wrong, by=MACHINE, why=WHY)
    assert not Confirmation.unscoped.exists()


def test_a_signed_list_is_taken_back_no_more(own, wrong):
    play.signed(own, TODAY)
    with pytest.raises(RuleBroken, match="đã khóa"):
        procedure.lists.take_back_list(wrong, by=MACHINE, why=WHY)


def test_what_was_said_of_points_that_it_alone_has_is_gone_and_every_other_answer_holds(own):
    """Of the wrong file a stranger and a wrong card; the right one has the card, too."""
    first = play.sent(own, play.file(play.row(card="11111112"), STRANGERS[0]), anyway=True)
    for point in play.differences(first):
        settling.answered(point, Choice.FIX_LIST, by=MACHINE)
    assert Answer.unscoped.count() == 3
    with pytest.raises(RuleBroken, match="gửi danh sách đúng rồi rút danh sách này"):
        procedure.lists.take_back_list(first, by=MACHINE, why=WHY)
    play.sent(own, play.file(play.row(card="11111112"), BOTH[1]))
    procedure.lists.take_back_list(first, by=MACHINE, why=WHY)
    assert [one.kind for one in Answer.unscoped.all()] == [Kind.NUMBER]
    cases = procedure.gathering.gather(own, by=MACHINE).minutes.cases
    assert [one.name for one in cases] == ["Sùng A Páo"], "nobody of the wrong file stands in the minutes"


def test_what_was_entered_by_its_paper_stays_in_our_record_and_in_the_minutes(own):
    first = play.sent(own, play.file(play.row(birth="6/4/1965"), BOTH[1]))
    settling.answered(play.differences(first)[0], Choice.FIX_RECORD, by=MACHINE, paper=PAPER)
    play.sent(own, play.file(play.row(birth="6/4/1965"), BOTH[1], titles=()))
    procedure.lists.take_back_list(first, by=MACHINE, why=WHY)
    assert [one.name for one in procedure.gathering.gather(own, by=MACHINE).minutes.cases] == ["Sùng A Páo"]


# --- what the officer has said of it ---

CARD = play.row(card="11111112")
OFFICE = "đề nghị cán bộ tổ chức rút danh sách này"


def answered_by(who, own):
    """A wrong file whose points are answered, then the right one."""
    first = play.sent(own, play.file(CARD, STRANGERS[0]), anyway=True)
    for point in play.differences(first)[:2]:
        settling.answered(point, Choice.FIX_LIST, by=builders.actor(who))
    play.sent(own, play.file(*BOTH))
    return first


def test_what_the_officer_has_answered_no_committee_erases_by_calling_the_list_mistaken(cast, own):
    first = answered_by(cast.officer, own)
    secretary = builders.actor(cast.committee_secretary)
    with pytest.raises(RuleBroken, match=f"Cán bộ tổ chức đã trả lời 2 điểm lệch mà chỉ danh sách này có; {OFFICE}"):
        procedure.lists.take_back_list(first, by=secretary, why=WHY)
    assert (Answer.unscoped.count(), SentList.unscoped.count()) == (2, 2)
    answer = signed_in(cast.committee_secretary).post(page_of(own), {"sending": first.pk, "why": WHY})
    assert answer.status_code == 422
    assert OFFICE in text(answer)
    procedure.lists.take_back_list(first, by=builders.actor(cast.officer), why=WHY)
    assert not Answer.unscoped.exists()


def test_what_a_committee_has_answered_itself_it_takes_back_with_its_list(cast, own):
    first = answered_by(cast.committee_secretary, own)
    procedure.lists.take_back_list(first, by=builders.actor(cast.committee_secretary), why=WHY)
    assert not Answer.unscoped.exists()


def chosen_in(one, member):
    stranger = next(each for each in play.differences(one) if each.name == NAMES[0])
    procedure.choosing.choose_person(stranger, by=MACHINE, member=member)


def test_who_the_rows_of_the_wrong_file_are_is_forgotten_with_it(cast, own):
    """Else the list that is there alone could be taken back no more, by what nobody sees in it."""
    first = play.sent(own, play.file(*STRANGERS), anyway=True)
    chosen_in(first, None)
    play.sent(own, play.file(*BOTH))
    with pytest.raises(RuleBroken, match=f"Cán bộ tổ chức đã chọn 1 dòng là ai mà chỉ danh sách này có; {OFFICE}"):
        procedure.lists.take_back_list(first, by=builders.actor(cast.committee_secretary), why=WHY)
    procedure.lists.take_back_list(first, by=MACHINE, why=WHY)
    assert not ChosenPerson.unscoped.exists()
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE, why=WHY)
    assert not SentList.unscoped.exists()


@pytest.mark.parametrize("is_known", [True, False])
def test_who_a_row_is_that_the_right_file_has_too_stays_said(cast, own, is_known):
    known = play.person("Vàng Thị Dợ", cast.tree.cell, "44444444") if is_known else None
    row = play.row(
        NAMES[0], birth="9/9/1990", card="99999999", cell="Chi bộ Thôn 2", admitted="3/2/2015", official="3/2/2016"
    )
    first = play.sent(own, play.file(*BOTH, row, *STRANGERS[1:]), anyway=True)
    chosen_in(first, known)
    second = play.sent(own, play.file(*BOTH, row))
    procedure.lists.take_back_list(first, by=builders.actor(cast.committee_secretary), why=WHY)
    assert ChosenPerson.unscoped.get().member == known
    assert (Kind.ONLY_THEIRS in play.kinds(second)) is not is_known


def test_nothing_is_forgotten_where_nobody_knows_which_rows_the_other_list_has(own):
    """It was compared before that was kept."""
    first = play.sent(own, play.file(*STRANGERS), anyway=True)
    chosen_in(first, None)
    play.sent(own, play.file(*BOTH))
    ListTotals.unscoped.update(chosen=None)
    procedure.lists.take_back_list(first, by=MACHINE, why=WHY)
    assert ChosenPerson.unscoped.exists()


# --- a page that was open meanwhile ---


def test_who_had_the_mistaken_list_before_them_is_told_that_another_one_counts_by_now(cast, own):
    """A colleague took it back and sent the right one while the page was open."""
    wrong = play.sent(own, play.file(*STRANGERS), anyway=True)
    procedure.lists.take_back_list(wrong, by=MACHINE, why=WHY)
    right = play.sent(own, play.file(*BOTH))
    upload = procedure.receiving.keep(own, "an-khe.xlsx", play.file(CARD), account=cast.officer, at=play.AT)
    with pytest.raises(RuleBroken, match="Người khác vừa gửi một danh sách khác ngày 30/6/2026"):
        procedure.receiving.receive(own, upload, by=MACHINE, seen=wrong.number)
    assert SentList.unscoped.get() == right


def test_who_had_the_mistaken_list_before_them_is_told_that_it_was_taken_back(cast, own):
    """The one before counts again."""
    play.sent(own, play.file(*BOTH))
    second = play.sent(own, play.file(CARD))
    procedure.lists.take_back_list(second, by=MACHINE, why=WHY)
    upload = procedure.receiving.keep(own, "an-khe.xlsx", play.file(BOTH[0]), account=cast.officer, at=play.AT)
    with pytest.raises(RuleBroken, match="Danh sách vừa được rút"):
        procedure.receiving.receive(own, upload, by=MACHINE, seen=second.number)


@pytest.mark.parametrize("who", ["cell_secretary", "outsider", "reader", "administrator"])
def test_nobody_else_takes_a_list_back(cast, own, wrong, who):
    with pytest.raises(NotAllowed):
        procedure.lists.take_back_list(wrong, by=builders.actor(getattr(cast, who)), why=WHY)


def test_a_round_opened_by_mistake_goes_with_what_was_sent_for_it_by_mistake(own):
    procedure.lists.take_back_list(play.sent(own, play.file(*BOTH)), by=MACHINE, why=WHY)
    procedure.rounds.take_back_round(own.round, by=MACHINE)
    assert not MistakenList.unscoped.exists()


@pytest.mark.parametrize("wrong_", [{"reason": ""}, {"taken_back_on": date(2026, 6, 1)}])
def test_the_database_itself_wants_the_reason_and_the_order_of_days(own, wrong_):
    procedure.lists.take_back_list(play.sent(own, play.file(*BOTH)), by=MACHINE, why=WHY)
    with pytest.raises(IntegrityError), transaction.atomic():
        MistakenList.unscoped.update(**wrong_)


# --- the page ---


def page_of(one):
    return reverse("take-back-list", args=[one.pk])


def test_the_page_takes_back_the_list_that_is_chosen_and_the_committee_reads_it(cast, own, wrong):
    client = signed_in(cast.committee_secretary)
    shown = text(client.get(page_of(own)))
    assert "Lần 1, gửi 30/6/2026: an-khe.xlsx, 3 người" in shown
    assert "2 người (đang so với sổ)" in shown
    answer = client.post(page_of(own), {"sending": wrong.pk, "why": WHY})
    assert answer.status_code == 302
    said = "Gửi nhầm, không tính: an-khe.xlsx, 3 người, gửi 30/6/2026 (Nguyễn Thị Hòa)"
    for name in ("reconciliation", "minutes"):
        assert said in text(client.get(reverse(name, args=[own.pk])))
        assert f"rút 30/6/2026 (Nguyễn Thị Hòa): {WHY}" in text(client.get(reverse(name, args=[own.pk])))


def test_the_officer_may_take_it_back_for_the_committee(cast, own, wrong):
    assert signed_in(cast.officer).post(page_of(own), {"sending": wrong.pk, "why": WHY}).status_code == 302


@pytest.mark.parametrize("said", [{}, {"why": WHY}, {"sending": "9999", "why": WHY}, {"sending": "x", "why": WHY}])
def test_bad_input_is_told_at_its_field_and_nothing_is_taken_back(cast, own, wrong, said):
    answer = signed_in(cast.officer).post(page_of(own), said)
    assert answer.status_code == 422
    assert "sending" in answer.context["form"].errors
    assert SentList.unscoped.count() == 2


def test_the_only_list_is_the_one_that_is_meant_and_without_a_list_there_is_no_page(cast, own):
    client = signed_in(cast.officer)
    assert client.get(page_of(own)).status_code == 404
    sent = play.sent(own, play.file(*BOTH))
    assert client.get(page_of(own)).context["form"].fields["sending"].initial == sent.pk
