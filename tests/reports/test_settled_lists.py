"""Lists that come again, spelling alone answered together, who is meant chosen, a committee taken in by another: what
is settled stays, only what changed is asked anew."""

from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from kit.calendar import PartialDate
from members import procedure as members
from members import rights, scope, uploads
from members.errors import NotAllowed, RuleBroken
from members.models import Member, Upload
from members.registry import Reorganised
from reports.reconciliation import attention, procedure
from reports.reconciliation.models import Answer, Candidate, Choice, ChosenPerson, Difference, Kind, Round, Side
from reports.reconciliation.procedure.cases import ASKED_ANEW, GONE, cases_of, told
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.ground import laid
from tests.reports import play, settling
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
LATER = date(2026, 8, 15)


ground = laid(settling.AnKhe)


@pytest.fixture
def world(ground, db):
    return ground.found()


# --- files that come again ---


def test_a_corrected_file_keeps_what_was_settled_and_asks_only_what_changed(world):
    sent = world.sent(play.row(birth="6/4/1965", card="11111112"), play.row(**settling.UN | {"card": "22222223"}))
    for one in play.differences(sent):
        settling.answered(one, Choice.FIX_LIST, by=world.secretary)
    second = world.sent(play.row(birth="6/4/1965"), play.row(**settling.UN | {"card": "22222224"}))
    said = {one.key: one.is_open for one in Answer.unscoped.told()}
    asked = {one.key: (one.name, one.kind) for one in play.differences(second)}
    unanswered = [asked[key] for key in asked if key not in said]
    assert unanswered == [("Lò Văn Ún", Kind.NUMBER)]
    assert sorted(said.values()) == [False, False, True], "two are done, one is answered and still open"


@pytest.mark.parametrize(("card", "said"), [("11111111", GONE), ("11111113", ASKED_ANEW)])
def test_what_waited_and_is_listed_otherwise_is_said_to_be_asked_anew(world, card, said):
    sent = world.sent(play.row(card="11111112"), play.row(**settling.UN))
    settling.answered(settling.point(sent, Kind.NUMBER), Choice.WAIT, by=world.secretary, due_on=LATER)
    world.sent(play.row(card=card), play.row(**settling.UN))
    assert next(case.settled for case in cases_of(world.own, told(world.own))) == said
    page = signed_in(world.cast.committee_secretary).get(reverse("answers", args=[world.own.pk])).content.decode()
    assert (ASKED_ANEW in page) == (said == ASKED_ANEW)


def test_the_whole_play_ends_with_exactly_what_both_sides_left_open(world):
    """Everything answered, compared again: what stays are the differences settled as correct-their-list, both-stay and
    wait, each with its answer, and no other."""
    play.person("Hà Thị Mỉ", world.tree.cell, "44444444", PartialDate(1990, 1, 2), sex="f")
    play.person("Vàng Mí Sính", world.tree.cell, "55555555", PartialDate(1971, 1, 2))
    members.people.correct_member(world.neighbour, by=MACHINE, why="nhầm", full_name="Lò Văn Lý")
    world.neighbour.refresh_from_db()
    sent = world.sent(
        play.row(birth="6/4/1965", card="11111112", status="Miễn sinh hoạt"),
        play.row(**settling.UN | {"name": "Lò Văn Lí", "note": "Đã mất 3/2/2026"}),
        play.row("Hà Thị Mỉ", birth="2/1/1990", sex="Nữ", card="44444444", cell="Chi bộ Thôn 2", admitted="1/5/2010"),
        play.row("Hạng Thị Chu", birth="9/9/1990", card="99999999", admitted="1/1/2020", official="1/1/2021"),
    )
    choose = {
        Kind.DATE: (Choice.FIX_RECORD, {"paper": PAPER}),
        Kind.NUMBER: (Choice.FIX_LIST, {}),
        Kind.SPELLING: (Choice.BOTH, {"reason": "thẻ in hai cách"}),
        Kind.CELL: (Choice.WAIT, {"due_on": LATER}),
        (Kind.STATUS, "status_exempt"): (
            Choice.FIX_RECORD, {"paper": PAPER, "given": {"exemption": "age", "day": date(2026, 3, 1)}},
        ),
        (Kind.STATUS, "status_left"): (Choice.WAIT, {"due_on": LATER}),
        Kind.ONLY_THEIRS: (Choice.FIX_RECORD, {"paper": PAPER, "given": {"organisation": world.tree.cell}}),
        Kind.ONLY_OURS: (Choice.WAIT, {"due_on": LATER}),
    }  # fmt: skip
    first = play.differences(sent)
    asked = {one.key: (one.kind, one.field) if one.kind == Kind.STATUS else one.kind for one in first}
    assert set(asked.values()) == set(choose)
    for one in first:
        choice, given = choose[asked[one.key]]
        settling.answered(one, choice, by=world.officer, **given)
    after = settling.again(sent)
    left = {one.key for one in first if choose[asked[one.key]][0] != Choice.FIX_RECORD}
    assert {one.key for one in after} == left
    assert {one.key for one in Answer.unscoped.told() if one.is_open} == left
    assert Answer.unscoped.settled().count() == len(first)
    with pytest.raises(RuleBroken, match="không có gì đổi"), transaction.atomic():
        play.sent(world.own, uploads.content_of(Upload.objects.get(pk=sent.upload_id)), who=world.cast.officer)

    for said in Answer.unscoped.order_by("-act"):
        procedure.answering.take_back_answer(said, by=world.officer)
    assert {one.key for one in settling.again(sent)} == {one.key for one in first}


def test_the_only_list_stays_while_something_of_it_is_answered(world):
    point = world.one()
    said = settling.answered(point, Choice.FIX_LIST, by=world.secretary)
    with pytest.raises(RuleBroken, match="rút những trả lời ấy trước"):
        procedure.lists.take_back_list(point.list, by=world.secretary, why="gửi nhầm")
    procedure.answering.take_back_answer(said, by=world.secretary)
    procedure.lists.take_back_list(point.list, by=world.secretary, why="gửi nhầm")
    procedure.rounds.take_out_committee(world.own, by=world.officer)


# --- spelling alone, together ---


def spelt(world, *more):
    for person, name in ((world.person, "Sùng A Lý"), (world.neighbour, "Lò Văn Mỹ")):
        members.people.correct_member(person, by=MACHINE, why="nhầm", full_name=name)
    return world.sent(play.row("Sùng A Lí"), play.row(**settling.UN | {"name": "Lò Văn Mĩ"}), *more)


def test_what_is_only_written_differently_is_answered_together(world):
    spelt(world)
    plan = procedure.spelling.planned(world.own)
    assert [one.name for one in plan.points] == ["Sùng A Lý", "Lò Văn Mỹ"]
    said = procedure.spelling.answer_spelling(world.own, by=world.secretary, choice=Choice.FIX_LIST, mark=plan.mark)
    assert [one.choice for one in said] == [Choice.FIX_LIST] * 2
    assert procedure.spelling.planned(world.own).points == ()


def test_our_records_follow_the_spelling_of_the_list_together(world):
    sent = spelt(world)
    plan = procedure.spelling.planned(world.own)
    procedure.spelling.answer_spelling(world.own, by=world.officer, choice=Choice.FIX_RECORD, mark=plan.mark)
    assert sorted(Member.unscoped.values_list("full_name", flat=True)) == ["Lò Văn Mĩ", "Sùng A Lí"]
    assert settling.again(sent) == []
    for one in Answer.unscoped.all():
        procedure.answering.take_back_answer(one, by=world.officer)
    assert sorted(Member.unscoped.values_list("full_name", flat=True)) == ["Lò Văn Mỹ", "Sùng A Lý"]


def test_a_plan_that_is_not_what_was_shown_is_refused_as_a_whole(world):
    sent = spelt(world)
    plan = procedure.spelling.planned(world.own)
    settling.answered(plan.points[0], Choice.FIX_LIST, by=world.officer)
    with pytest.raises(RuleBroken, match="vừa đổi từ lúc xem"):
        procedure.spelling.answer_spelling(world.own, by=world.secretary, choice=Choice.FIX_LIST, mark=plan.mark)
    assert Answer.unscoped.count() == 1
    assert Difference.unscoped.filter(list=sent).count() == 2


# --- who it is ---


def unclear(world):
    """Two of one name and year; the list says no more than that."""
    both = [
        play.person("Giàng Seo Lử", world.tree.cell, card, born)
        for card, born in (("55555555", PartialDate(1979, 9, 2)), ("66666666", PartialDate(1979, 3, 17)))
    ]
    row = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="")
    return both, world.sent(play.row(), play.row(**settling.UN), row)


def test_who_is_not_clear_is_chosen_by_the_officer_and_remembered(world):
    (father, son), sent = unclear(world)
    point = settling.point(sent, Kind.UNCLEAR)
    with pytest.raises(NotAllowed):
        procedure.choosing.choose_person(point, by=world.secretary, member=son)
    assert {one.member_id for one in point.candidates(manager="unscoped").all()} == {father.pk, son.pk}
    procedure.choosing.choose_person(point, by=world.officer, member=son)
    assert {one.kind: one.member_id for one in settling.again(sent)} == {Kind.ONLY_OURS: father.pk}
    again = play.row("Giàng Seo Lử", birth="1979", card="", admitted="", official="")
    moved = world.sent(again, play.row(**settling.UN), play.row())
    assert play.kinds(moved) == [Kind.ONLY_OURS], "the next file, in another order, is not asked again"


def test_who_is_nobody_of_the_register_stands_in_the_list_alone(world):
    _, sent = unclear(world)
    procedure.choosing.choose_person(settling.point(sent, Kind.UNCLEAR), by=world.officer, member=None)
    assert settling.kinds(settling.again(sent)) == [Kind.ONLY_OURS, Kind.ONLY_OURS, Kind.ONLY_THEIRS]
    procedure.choosing.take_back_choice(ChosenPerson.unscoped.get(), by=world.officer)
    assert Kind.UNCLEAR in settling.kinds(settling.again(sent))


def test_who_has_a_record_elsewhere_may_be_somebody_else(world):
    play.person("Vừ Mí Kẻ", world.tree.other_cell, "33333333", PartialDate(1982, 7, 21))
    sent = world.sent(play.row(), play.row(**settling.UN), play.row("Vừ Mí Kẻ", birth="21/7/1982", card=""))
    point = settling.point(sent, Kind.ELSEWHERE)
    procedure.choosing.choose_person(point, by=world.officer, member=None)
    assert settling.kinds(settling.again(sent)) == [Kind.ONLY_THEIRS]


def test_choosing_tells_the_committee_nothing(world):
    (_, son), sent = unclear(world)
    procedure.choosing.choose_person(settling.point(sent, Kind.UNCLEAR), by=world.officer, member=son)
    with scope.opened(rights.scope_of(world.secretary)):
        assert not Candidate.objects.exists()
        assert not ChosenPerson.objects.exists()
        assert Answer.objects.count() == 0


# --- the committee merged in the middle of a round ---


def merged(world, day, by):
    """An Khê becomes part of Tân Lập, with its cells."""
    tree = world.tree
    for cell in (tree.cell, tree.sibling):
        members.tree.move_organisation(cell, by=by, parent=tree.other_committee, day=day)
    members.tree.close_organisation(tree.committee, by=by, day=day, successor=tree.other_committee)


def test_who_takes_a_committee_in_answers_what_it_had_open(world):
    """The list is of the closing day, on which the committee still stood; its successor's secretary goes on."""
    point = world.one()
    later, day = date(2026, 7, 10), date(2026, 7, 5)
    with builders.whole():
        (case,) = attention.open_cases(Reorganised(day, ends=frozenset({world.tree.committee.pk})))
    assert case.fate == "vẫn đối khớp đến ngày cuối kỳ; nơi kế tục trả lời tiếp"
    merged(world, day, rights.machine("kiểm thử", later))
    successor = builders.actor(world.cast.outsider, later)
    said = settling.answered(point, Choice.FIX_LIST, by=successor)
    assert said.side == Side.COMMITTEE
    assert settling.again(point.list, by=successor)[0].key == point.key
    with pytest.raises(NotAllowed):
        settling.answered(point, Choice.WAIT, by=builders.actor(world.cast.reader, later), due_on=LATER)


def test_a_committee_that_ended_before_the_closing_day_sends_no_list(world):
    day = date(2026, 6, 15)
    with builders.whole():
        (case,) = attention.open_cases(Reorganised(day, ends=frozenset({world.tree.committee.pk})))
    assert case.fate.startswith("ngày cuối kỳ không còn nơi này: đưa ra khỏi đợt")
    merged(world, day, MACHINE)
    with pytest.raises(RuleBroken, match="có trong danh sách của Đảng bộ xã Tân Lập"):
        world.sent(play.row(), play.row(**settling.UN))
    procedure.rounds.take_out_committee(world.own, by=world.officer)
    theirs = play.of(Round.objects.get(), world.tree.other_committee)
    sent = play.sent(theirs, play.file(play.row(), play.row(**settling.UN), titles=("ĐẢNG BỘ XÃ TÂN LẬP",)))
    assert (sent.records, play.differences(sent)) == (2, [])


def test_who_takes_a_committee_in_confirms_what_it_had_sent(world):
    """Merged after the closing day: the list stays that of the committee which stood then, and is signed by who speaks
    for it now."""
    world.sent(play.row(), play.row(**settling.UN))
    later = date(2026, 7, 20)
    merged(world, date(2026, 7, 15), rights.machine("kiểm thử", later))
    for who in (world.cast.outsider, world.cast.officer):
        by = builders.actor(who, later)
        shown = procedure.gathering.gather(world.own, by=by)
        assert shown.minutes.committee == "Đảng bộ xã An Khê"
        procedure.signing.confirm_minutes(world.own, by=by, digest=shown.digest)
    assert shown.balance is not None
    assert shown.balance.holds
    with pytest.raises(NotAllowed):
        procedure.signing.withdraw_confirmation(world.own, by=builders.actor(world.cast.reader, later))
