"""Rounds: opened over every grass-roots committee, postponed with a reason, late when the day is over, never agreed by
silence."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from members import procedure as members
from members.errors import NotAllowed, RuleBroken
from members.models import Act
from reports.reconciliation import procedure
from reports.reconciliation.models import CommitteeNumbers, Reconciliation, Round, RoundKind
from reports.reconciliation.rules import rounds as rules
from reports.reconciliation.rules.rounds import Dates, State
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports import play

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2026, 7, 20)


ground = laid(builders.make_cast)


@pytest.fixture
def cast(ground, db):
    return ground.found()


def names_in(one):
    return sorted(
        play.procedure.rounds.called(row, one.closing_day) for row in Reconciliation.unscoped.filter(round=one)
    )


def test_a_round_takes_in_every_grass_roots_organisation_of_its_last_day(cast):
    members.tree.close_organisation(
        cast.tree.grass_cell, by=MACHINE, day=date(2026, 6, 1), successor=cast.tree.other_cell
    )
    one = play.opened()
    assert names_in(one) == ["Đảng bộ xã An Khê", "Đảng bộ xã Tân Lập"]
    assert one.closing_day == date(2026, 6, 30)


def test_a_round_may_be_of_some_committees_and_take_in_more_later(cast):
    one = play.opened(committees=[cast.tree.committee])
    assert names_in(one) == ["Đảng bộ xã An Khê"]
    procedure.rounds.add_committees(one, by=MACHINE, committees=[cast.tree.grass_cell])
    assert names_in(one) == ["Chi bộ Kho bạc", "Đảng bộ xã An Khê"]
    with pytest.raises(RuleBroken, match="đã ở trong đợt"):
        procedure.rounds.add_committees(one, by=MACHINE, committees=[cast.tree.grass_cell])


def test_a_cell_under_a_committee_is_no_partner_of_a_reconciliation(cast):
    with pytest.raises(RuleBroken, match="tổ chức cơ sở đảng"):
        play.opened(committees=[cast.tree.cell])
    assert not Round.objects.exists()


def test_one_period_is_opened_once_and_a_light_round_beside_it(cast):
    play.opened()
    with pytest.raises(RuleBroken, match="đã mở ngày 30/6/2026"):
        play.opened()
    play.opened(kind=RoundKind.NUMBERS)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"until": date(2025, 12, 1)}, "Ngày cuối kỳ"),
        ({"since": date(2026, 7, 2), "until": date(2026, 10, 1)}, "chưa bắt đầu"),
        ({"due": date(2026, 6, 1)}, "Hạn gửi đã qua"),
        ({"until": date(2026, 9, 1), "due": date(2026, 8, 30)}, "hạn gửi phải từ ngày 31/8/2026 trở đi"),
    ],
)
def test_a_period_has_days_has_begun_and_leaves_time_to_send(cast, given, said):
    with pytest.raises(RuleBroken, match=said):
        play.opened(**given)


def test_the_database_refuses_what_the_form_refuses(cast):
    wrong = {"since": play.UNTIL, "until": play.SINCE, "due_on": play.DUE, "kind": "full", "opened_on": play.SINCE}
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(**wrong)
    early = {"since": play.SINCE, "until": play.UNTIL, "due_on": date(2025, 1, 1), "kind": "full"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(**early, opened_on=play.SINCE)


def test_only_an_officer_opens_and_postpones(cast):
    for who in (cast.committee_secretary, cast.cell_secretary, cast.reader, cast.administrator):
        by = builders.actor(who)
        with pytest.raises(NotAllowed):
            procedure.rounds.open_round(by=by, since=play.SINCE, until=play.UNTIL, due_on=play.DUE)
        one = play.of(Round.objects.first() or play.opened(), cast.tree.committee)
        with pytest.raises(NotAllowed):
            procedure.rounds.postpone(one, by=by, due_on=date(2026, 8, 1), why="mưa lũ")
    by = builders.actor(cast.officer)
    procedure.rounds.postpone(one, by=by, due_on=date(2026, 8, 1), why="mưa lũ")
    assert Act.objects.order_by("-number").first().actor == "Ma Văn Thượng"


def late(day):
    return [row.organisation_id for row in Reconciliation.unscoped.late_on(day).order_by("organisation")]


def test_who_has_not_sent_is_late_from_the_day_after_and_a_postponement_is_one_committee_s(cast):
    one = play.opened(committees=[cast.tree.committee, cast.tree.other_committee])
    assert late(play.DUE) == []
    assert late(date(2026, 7, 16)) == [cast.tree.committee.pk, cast.tree.other_committee.pk]
    own = play.of(one, cast.tree.committee)
    procedure.rounds.postpone(own, by=MACHINE, due_on=date(2026, 7, 25), why="mưa lũ, chưa họp được")
    assert late(date(2026, 7, 16)) == [cast.tree.other_committee.pk]
    assert late(date(2026, 7, 26)) == [cast.tree.committee.pk, cast.tree.other_committee.pk]


@pytest.mark.parametrize("due", [play.DUE, date(2026, 7, 1)])
def test_a_postponement_is_to_a_later_day(cast, due):
    own = play.of(play.opened(), cast.tree.committee)
    with pytest.raises(RuleBroken, match="sau hạn đang có, 15/7/2026"):
        procedure.rounds.postpone(own, by=MACHINE, due_on=due, why="mưa lũ")


def test_who_has_sent_needs_no_more_time_and_is_late_no_more(cast):
    play.person("Sùng A Páo", cast.tree.cell, "11111111")
    own = play.of(play.opened(), cast.tree.committee)
    play.sent(own, play.file(play.row()))
    with pytest.raises(RuleBroken, match="đã gửi"):
        procedure.rounds.postpone(own, by=MACHINE, due_on=date(2026, 8, 1), why="mưa lũ")
    assert cast.tree.committee.pk not in late(date(2026, 8, 2))


STATES = [
    (Dates(play.DUE), State.NOT_RECEIVED),
    (Dates(play.DUE, received_on=DAY), State.RECEIVED),
    (Dates(play.DUE, received_on=DAY, settled_on=DAY), State.SETTLING),
    (Dates(play.DUE, received_on=DAY, settled_on=DAY, agreed_on=DAY), State.AGREED),
    (Dates(play.DUE, received_on=DAY, agreed_on=DAY), State.AGREED),
    (Dates(play.DUE, received_on=DAY, settled_on=DAY, agreed_on=DAY, signed_on=DAY), State.SIGNED),
]


@pytest.mark.parametrize(("dates", "state"), STATES)
def test_a_state_is_the_last_step_that_was_done(dates, state):
    assert rules.state(dates) is state


def test_silence_never_agrees():
    """However long nobody says anything."""
    received = Dates(date(2020, 1, 1), received_on=date(2020, 1, 1))
    assert rules.state(received) is State.RECEIVED
    assert rules.days_late(received, date(2030, 1, 1)) == 0
    assert rules.days_late(Dates(date(2026, 7, 15)), DAY) == 5


def test_states_are_those_of_the_day_that_is_asked(cast):
    play.person("Sùng A Páo", cast.tree.cell, "11111111")
    own = play.of(play.opened(), cast.tree.committee)
    play.sent(own, play.file(play.row()))
    read = {day: rules.state(procedure.rounds.dates_of(Reconciliation.unscoped.dated(day).get(pk=own.pk)))
            for day in (date(2026, 6, 29), date(2026, 6, 30))}  # fmt: skip
    assert list(read.values()) == [State.NOT_RECEIVED, State.RECEIVED]


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        (date(2026, 1, 1), date(2026, 7, 1), "6 tháng đầu năm 2026"),
        (date(2026, 7, 1), date(2027, 1, 1), "6 tháng cuối năm 2026"),
        (date(2026, 1, 1), date(2027, 1, 1), "năm 2026"),
        (date(2026, 1, 1), date(2026, 4, 1), "quý I năm 2026"),
        (date(2026, 10, 1), date(2027, 1, 1), "quý IV năm 2026"),
        (date(2026, 1, 1), date(2026, 10, 1), "9 tháng đầu năm 2026"),
        (date(2026, 2, 1), date(2026, 6, 16), "từ 01/02/2026 đến 15/6/2026"),
        (date(2026, 3, 1), date(2026, 9, 1), "từ 01/3/2026 đến 31/8/2026"),
    ],
)
def test_a_period_is_called_as_offices_call_it(since, until, said):
    assert rules.period_name(since, until) == said


def test_a_round_opened_by_mistake_is_taken_back_while_nothing_has_come(cast):
    play.person("Sùng A Páo", cast.tree.cell, "11111111")
    one = play.opened()
    own = play.of(one, cast.tree.committee)
    procedure.rounds.postpone(own, by=MACHINE, due_on=date(2026, 8, 1), why="mưa lũ")
    sent = play.sent(own, play.file(play.row()))
    for call in (lambda: procedure.rounds.take_back_round(one, by=MACHINE),
                 lambda: procedure.rounds.take_out_committee(own, by=MACHINE)):  # fmt: skip
        with pytest.raises(RuleBroken, match="rút lại những thứ ấy trước"):
            call()
    procedure.lists.take_back_list(sent, by=MACHINE, why="gửi nhầm")
    procedure.rounds.take_out_committee(own, by=MACHINE)
    assert cast.tree.committee.pk not in Reconciliation.unscoped.values_list("organisation", flat=True)
    procedure.rounds.take_back_round(one, by=MACHINE)
    assert not Round.objects.exists()
    assert Act.objects.filter(verb="open_round").exists()


# --- the light round ---

NUMBERS = {"total": 3, "official": 2, "probationary": 1, "women": 1, "exempt": 0, "away": 0, "guests": 0}


def test_a_light_round_takes_numbers_and_no_list(cast):
    play.person("Sùng A Páo", cast.tree.cell, "11111111")
    own = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
    with pytest.raises(RuleBroken, match="chỉ đối khớp số lượng"):
        play.sent(own, play.file(play.row()))
    procedure.numbers.note_numbers(own, by=builders.actor(cast.committee_secretary), numbers=NUMBERS)
    assert cast.tree.committee.pk not in late(date(2026, 8, 2))
    procedure.numbers.note_numbers(own, by=MACHINE, numbers=NUMBERS | {"women": 2})
    assert CommitteeNumbers.unscoped.get().women == 2


@pytest.mark.parametrize(
    ("wrong", "field"), [({"official": 3}, "total"), ({"women": 4}, "women"), ({"away": 9}, "away")]
)
def test_numbers_that_do_not_add_up_are_refused_at_their_field(cast, wrong, field):
    own = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
    with pytest.raises(RuleBroken) as refused:
        procedure.numbers.note_numbers(own, by=MACHINE, numbers=NUMBERS | wrong)
    assert refused.value.field == field
    with pytest.raises(IntegrityError), transaction.atomic():
        CommitteeNumbers.unscoped.create(reconciliation=own, noted_on=DAY, **NUMBERS | wrong)


def test_a_full_round_takes_no_numbers(cast):
    own = play.of(play.opened(), cast.tree.committee)
    with pytest.raises(RuleBroken, match="gửi danh sách"):
        procedure.numbers.note_numbers(own, by=MACHINE, numbers=NUMBERS)


def test_numbers_of_another_committee_are_nobody_s_business(cast):
    own = play.of(play.opened(kind=RoundKind.NUMBERS), cast.tree.committee)
    for who in (cast.outsider, cast.cell_secretary, cast.reader):
        with pytest.raises(NotAllowed):
            procedure.numbers.note_numbers(own, by=builders.actor(who), numbers=NUMBERS)
