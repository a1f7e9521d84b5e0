"""The cell votes on whom it admitted: once the months are over, counted alike, and no fourth time."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from admissions import procedure
from admissions.models import Vote, Voter
from admissions.procedure.reading import read
from members.errors import Doubted, RuleBroken
from members.models import Membership
from members.procedure import Passed, people, places
from members.rights import machine
from tests import builders
from tests.admissions import play
from tests.admissions.test_bases import member
from tests.builders import MACHINE
from tests.ground import laid
from tests.reports.pages import text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 10)


class Ground:
    """Three official members, and a probationer whose twelve months were over on 25 April."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        for name in ("Cứ Seo Hòa", "Lồ Thị Dung", "Tải Thị Hoa"):
            member(name, self.tree.cell)
        self.one = play.gathered(play.probationer(self.tree.cell))


ground = laid(Ground)


@pytest.fixture
def made(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def vote(made, *, day=DAY, by=MACHINE, short=False, **given):
    said = {"present": 3, "in_favour": 1 if short else 2, "against": 1,
            "decision": None if short else play.paper("40-NQ/CB", day)} | given  # fmt: skip
    return procedure.record_recognition_vote(made.one, by=by, day=day, **said)


def short(made, many, first=DAY):
    for number in range(many):
        vote(made, day=first + timedelta(days=7 * number), short=True)


def test_it_counts_the_official_members_by_name_and_not_the_probationer(made):
    found = vote(made)
    assert (found.base, found.kind) == (3, "recognition")
    assert made.one.member_id not in set(Voter.unscoped.filter(vote=found).values_list("member", flat=True))
    file = read(made.one, MACHINE.day)
    assert (file.recognition, len(file.votes)) == ([found], 2)


def test_not_before_the_twelve_months_are_over(made):
    ends = Membership.unscoped.get(member=made.one.member).admitted_on.replace(year=2026)
    with pytest.raises(RuleBroken, match="chưa hết thời gian dự bị, hết ngày 25/4/2026"):
        vote(made, day=ends - timedelta(days=1))
    assert vote(made, day=ends).day == ends


def test_two_thirds_and_the_total_are_those_of_an_admission(made):
    with pytest.raises(RuleBroken, match="Cần 2 phiếu tán thành"):
        vote(made, in_favour=1)
    with pytest.raises(RuleBroken, match="sổ tính 3 người"):
        vote(made, base=5)


def test_who_has_a_resolution_or_voted_that_day_does_not_vote_again(made):
    vote(made, short=True)
    with pytest.raises(RuleBroken, match="Đã ghi biểu quyết ngày"):
        vote(made)
    with pytest.raises(RuleBroken, match="không thể trước ngày ấy"):
        vote(made, day=DAY - timedelta(days=1))
    vote(made, day=DAY + timedelta(days=7))
    with pytest.raises(RuleBroken, match="chi bộ đã có nghị quyết"):
        vote(made, day=DAY + timedelta(days=14))


def test_after_three_votes_short_of_two_thirds_the_level_above_decides(made):
    """Under 24 and 232 the rule is sure and refuses."""
    one = builders.organisation("Chi bộ Thôn 9", "cell", made.tree.committee)
    made.one = play.gathered(
        play.until(
            play.found(one, "Ma Thị Sen", day=date(2023, 1, 6)),
            play.StepKind.RECORDS,
            earlier=date(2025, 2, 14) - date(2023, 1, 6),
        )
    )
    given = {"named": play.unknown(3)}
    for day in (date(2024, 8, 10), date(2024, 8, 20), date(2024, 8, 30)):
        vote(made, day=day, short=True, **given)
    with pytest.raises(RuleBroken, match="Đã 3 lần biểu quyết không đủ 2/3: báo cáo cấp trên quyết định") as refused:
        vote(made, day=date(2024, 9, 10), **given)
    assert refused.value.rule == "recognition.max_votes"
    assert Vote.unscoped.filter(kind="recognition").count() == 3


def test_where_the_rule_was_not_seen_a_fourth_vote_is_doubted(made):
    """Since 26 July 2026 nobody has seen it: it asks for a paper."""
    by = machine("kiểm thử", date(2026, 9, 30))
    for day in (date(2026, 8, 1), date(2026, 8, 10), date(2026, 8, 20)):
        vote(made, day=day, by=by, short=True)
    with pytest.raises(Doubted, match="Đã 3 lần"):
        vote(made, day=date(2026, 9, 1), by=by, passed=Passed())


def test_who_stands_in_another_cell_is_considered_there(made):
    """By that cell from that day on, by the former one on a day before."""
    places.move(made.one.member, by=MACHINE, organisation=made.tree.sibling, day=date(2026, 5, 1))
    before = vote(made, day=date(2026, 4, 28), short=True)
    for name in ("Cư Seo Lử", "Cư Seo Páo"):
        builders.member(name, made.tree.sibling)
    since = vote(made, present=2, against=0)
    assert [(one.organisation_id, one.base) for one in (before, since)] == [
        (made.tree.cell.pk, 3), (made.tree.sibling.pk, 2),
    ]  # fmt: skip


def test_nobody_is_considered_who_is_no_probationer(made):
    other = play.found(made.tree.cell, "Ma Thị Sen")
    with pytest.raises(RuleBroken, match="Chưa ghi lễ kết nạp"):
        procedure.record_recognition_vote(other, by=MACHINE, day=DAY, present=3, in_favour=3, against=0)


def test_the_vote_is_taken_back_until_somebody_was_recognised_by_it(made):
    found, before = vote(made), vote
    people.recognise(made.one.member, by=MACHINE, official_on=date(2026, 4, 25), decision=builders.PAPER)
    with pytest.raises(RuleBroken, match="Đã công nhận chính thức"):
        procedure.take_back_vote(found, by=MACHINE, why="nhầm")
    with pytest.raises(RuleBroken, match="Đã là đảng viên chính thức từ ngày"):
        before(made, day=DAY + timedelta(days=7))


def test_a_vote_by_mistake_goes_with_its_names(made):
    found = vote(made, short=True)
    procedure.take_back_vote(found, by=MACHINE, why="nhầm")
    assert not Voter.unscoped.filter(vote__kind="recognition").exists()


def test_the_page_of_the_file_offers_it_and_says_when_three_fell_short(made):
    client, page = signed_in(made.cast.cell_secretary), reverse("applicant", args=[made.one.pk])
    where = reverse("recognition-vote", args=[made.one.pk])
    assert where in client.get(page).content.decode()
    assert "Lồ Thị Dung" in text(client.get(where))
    for day in ("10/5/2026", "20/5/2026", "30/5/2026"):
        sent = {"day": day, "present": "3", "in_favour": "1", "against": "2"}
        assert client.post(where, sent).status_code == 302
    said = text(client.get(page))
    assert "Đã 3 lần biểu quyết không đủ 2/3: báo cáo cấp trên quyết định" in said
    assert "30/5/2026, Chi bộ xét công nhận đảng viên chính thức" in said
    assert said.count("cần 2, không ra nghị quyết, vẫn báo cáo kết quả lên cấp trên") == 3
    assert said.count("Đã 3 lần không đủ 2/3: báo cáo cấp trên quyết định.") == 3, "steps 5 to 7"
    assert "Đã báo cáo" not in said, "nobody recorded that it was reported"


def test_another_part_and_the_reader_do_not_record_it(made):
    where = reverse("recognition-vote", args=[made.one.pk])
    assert signed_in(made.cast.reader).get(where).status_code in (403, 404)
    assert signed_in(made.cast.outsider).get(where).status_code == 404
