"""What a committee proposes for our record is asked as it is entered: it waits on the officer only where he can."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members.errors import RuleBroken
from members.procedure import Paper
from reports.reconciliation.models import Answer, Choice, Kind
from tests import builders
from tests.builders import PAPER
from tests.reports import play, settling
from tests.reports.pages import text
from tests.reports.settling import UN
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
# The round is closed on 30/6/2026.
TODAY, AFTER_CLOSING = date(2026, 7, 10), date(2026, 7, 5)
NOT_OF_THE_PERIOD = "Hai bên so vào ngày 30/6/2026; việc từ ngày sau đó không thuộc kỳ này."


@pytest.fixture
def secretary(cast):
    return builders.actor(cast.committee_secretary, TODAY)


def of(own, kind, **listed):
    return settling.point(play.sent(own, play.file(play.row(**listed), play.row(**UN))), kind)


def proposed(point, by, **given):
    return settling.answered(point, Choice.FIX_RECORD, by=by, **{"paper": PAPER, **given})


@pytest.mark.parametrize(
    ("kind", "listed", "given"),
    [
        (Kind.CELL, {"cell": "Chi bộ Thôn 2"}, {}),
        (Kind.STATUS, {"note": "Đã mất"}, {"departure": "death"}),
        (Kind.STATUS, {"status": "Miễn sinh hoạt"}, {"exemption": "age"}),
        (Kind.NAME, {"name": "Sùng A Pao"}, {}),
    ],
)
@pytest.mark.parametrize("side", ["officer", "committee_secretary"])
def test_what_begins_after_the_closing_day_is_no_answer_of_either_side(cast, own, side, kind, listed, given):
    point = of(own, kind, **listed)
    with pytest.raises(RuleBroken, match="không thuộc kỳ này") as refused:
        proposed(point, builders.actor(getattr(cast, side), TODAY), given=given | {"day": AFTER_CLOSING})
    assert refused.value.field == "day"
    assert not Answer.unscoped.exists()


def test_of_the_closing_day_it_waits_on_the_officer(own, secretary):
    said = proposed(of(own, Kind.NAME, name="Sùng A Pao"), secretary, given={"day": date(2026, 6, 30)})
    assert said.waits_on_officer and said.given == {"day": "2026-06-30"}


def test_a_new_card_may_be_given_out_after_the_closing_day(own, secretary):
    assert proposed(of(own, Kind.NUMBER, card="11111112"), secretary, given={"day": AFTER_CLOSING}).waits_on_officer


def test_who_is_away_for_a_while_is_not_back_by_the_closing_day(own, secretary):
    point, away = of(own, Kind.STATUS, note="Tạm thời chuyển đi"), {"day": date(2026, 3, 1), "outside": "Hà Nội"}
    with pytest.raises(RuleBroken, match="không còn là tạm thời") as refused:
        proposed(point, secretary, given=away | {"until": date(2026, 6, 1)})
    assert refused.value.field == "until"
    assert proposed(point, secretary, given=away | {"until": date(2026, 12, 1)}).pk


def test_a_day_that_has_not_come_is_no_answer(own, cast):
    point = of(own, Kind.NAME, name="Sùng A Pao")
    early = builders.actor(cast.committee_secretary, date(2026, 6, 20))
    with pytest.raises(RuleBroken, match="Ngày 25/6/2026 chưa đến") as refused:
        proposed(point, early, given={"day": date(2026, 6, 25)})
    assert refused.value.field == "day"


def test_a_paper_that_is_signed_later_is_none_yet(own, cast):
    """Neither for what waits nor for what the officer enters, be it kept with the answer alone."""
    point, unsigned = of(own, Kind.DATE, birth="6/4/1965"), Paper("5", date(2026, 8, 1), "Đảng ủy xã")
    for one in (cast.committee_secretary, cast.officer):
        with pytest.raises(RuleBroken, match="Ngày 01/8/2026 chưa đến") as refused:
            proposed(point, builders.actor(one, TODAY), paper=unsigned)
        assert refused.value.field == "signed_on"
    assert not Answer.unscoped.exists()


def test_a_day_known_in_part_is_not_proposed_as_if_it_were_known(own, secretary):
    point = of(own, Kind.DATE, admitted="2012")
    with pytest.raises(RuleBroken, match="không ghi đủ ngày") as refused:
        proposed(point, secretary)
    assert refused.value.field == "choice"
    assert settling.answered(point, Choice.WAIT, by=secretary, due_on=date(2026, 8, 1)).pk


@time_machine.travel("2026-07-10 09:00+07:00")
def test_the_page_says_it_at_the_day_and_keeps_what_was_typed(cast, own):
    point = of(own, Kind.NAME, name="Sùng A Pao")
    page = reverse("difference", args=[own.pk, point.pk])
    typed = {"choice": "fix_record", "day": "5/7/2026", "number": "12-QĐ/ĐU", "signed_on": "4/7/2026",
             "body": "Đảng ủy xã", "answered": "0"}  # fmt: skip
    answer = signed_in(cast.committee_secretary).post(page, typed)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"day": [NOT_OF_THE_PERIOD]}
    assert NOT_OF_THE_PERIOD in text(answer)
    assert all(f'value="{typed[name]}"' in answer.content.decode() for name in ("day", "number", "signed_on", "body"))
    assert not Answer.unscoped.exists()
