"""A grass-roots committee may be authorised to decide on admissions itself: from a day, by a paper, until it ends."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from admissions import procedure
from admissions.models import Authorisation, Step, StepKind
from admissions.procedure.reading import read
from admissions.rules.authority import committee_decides, who
from admissions.rules.way import Way
from members.errors import RuleBroken
from members.models import Membership
from tests.admissions import play
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = StepKind
FROM = date(2025, 3, 1)
PAPER = play.paper("12-QĐ/HU", date(2025, 2, 20), "Ban Thường vụ Huyện ủy")
DECISION = {"day": "1/9/2025", "number": "03-QĐ/ĐU", "body": "Đảng ủy", "received_on": "5/9/2025"}


def authorise(where, **given):
    said = {"day": FROM, "decision": PAPER} | given
    return procedure.authorise(where, by=MACHINE, **said)


def decide(client, one):
    return client.post(reverse("step-decision", args=[one.pk]), DECISION)


@pytest.fixture
def one(cast):
    return play.until(play.found(cast.tree.cell), S.COMMITTEE)


class TestWhoDecides:
    def test_without_a_paper_the_level_above_does(self, one):
        way = read(one, date(2025, 9, 1)).way
        assert not committee_decides(way, date(2025, 9, 1))
        assert who(S.DECISION, way, date(2025, 9, 1)) == "ban thường vụ cấp ủy cấp trên trực tiếp"

    def test_an_authorised_committee_does_from_its_day_on_until_it_ends(self, cast, one):
        given = authorise(cast.tree.committee)
        procedure.end_authorisation(given, by=MACHINE, day=date(2025, 10, 1))
        way = read(one, date(2025, 9, 1)).way
        days = (FROM - timedelta(1), FROM, date(2025, 9, 30), date(2025, 10, 1))
        assert [committee_decides(way, day) for day in days] == [False, True, True, False]
        assert who(S.DECISION, way, FROM) == "đảng ủy cơ sở, được ủy quyền"

    def test_by_the_rule_of_2026_every_grass_roots_committee_does(self, one):
        """208-QĐ/TW; Med."""
        way = read(one, date(2026, 8, 1)).way
        assert committee_decides(way, date(2026, 8, 1))
        assert who(S.DECISION, way, date(2026, 8, 1)) == "ban thường vụ đảng ủy cơ sở"

    def test_above_a_grass_roots_cell_there_is_none_that_could(self):
        assert not committee_decides(Way(has_committee=False), date(2026, 8, 1))


class TestOverAge:
    """Only the committee of the province decides on who is over sixty (294-QĐ/TW, 1; 06-HD/TW, 1)."""

    BORN = play.PartialDate(1964, 1, 18)

    @pytest.fixture
    def old(self, cast):
        agreed = play.paper("15-CV/TU", date(2025, 1, 2), "Ban Thường vụ Tỉnh ủy")
        one = play.found(cast.tree.cell, birth=self.BORN)
        procedure.correct_applicant(one, by=MACHINE, exception=agreed, why="văn bản đồng ý")
        return play.until(one, S.COMMITTEE)

    def test_neither_a_paper_nor_the_rule_of_2026_lets_the_committee_decide(self, cast, old):
        authorise(cast.tree.committee)
        for day in (date(2025, 9, 1), date(2026, 8, 1)):
            way = read(old, day).way
            assert not committee_decides(way, day)
            assert who(S.DECISION, way, day) == "cấp ủy trực thuộc Trung ương"

    def test_the_committee_is_told_who_decides_and_the_office_records_it(self, cast, old):
        authorise(cast.tree.committee)
        client = signed_in(cast.committee_secretary)
        page = client.get(reverse("applicant", args=[old.pk]))
        assert "cấp ủy trực thuộc Trung ương" in text(page)
        answer = decide(client, old)
        assert answer.status_code == 422
        assert "đã quá 60 tuổi: quyết định do cấp ủy trực thuộc Trung ương" in text(answer)
        assert not Step.unscoped.filter(applicant=old, kind=S.DECISION).exists()
        assert decide(signed_in(cast.officer), old).status_code == 302

    def test_the_ceremony_asks_no_second_paper_for_the_age(self, cast, old):
        """Found by holding one: the page asked again for what the file had since before the cell considered."""
        play.do(old, S.DECISION)
        held = play.day_of(S.CEREMONY)
        answer = signed_in(cast.officer).post(reverse("step-ceremony", args=[old.pk]), {"day": f"{held:%d/%m/%Y}"})
        assert answer.status_code == 302
        assert Membership.unscoped.get(member__full_name=old.full_name).admitted_on == held

    def test_nor_for_who_turns_sixty_between_the_meeting_of_the_cell_and_the_ceremony(self, cast):
        one = play.until(play.found(cast.tree.cell, birth=play.PartialDate(1965, 8, 18)), S.DECISION)
        held = date(2025, 9, 25)
        answer = signed_in(cast.officer).post(reverse("step-ceremony", args=[one.pk]), {"day": f"{held:%d/%m/%Y}"})
        assert answer.status_code == 302

    def test_who_turns_sixty_after_the_cell_considered_is_decided_on_as_anybody(self, cast):
        one = play.until(play.found(cast.tree.cell, birth=play.PartialDate(1965, 8, 18)), S.COMMITTEE)
        assert committee_decides(read(one, date(2026, 8, 1)).way, date(2026, 8, 1))


class TestTheFile:
    def test_the_committee_records_the_decision_where_it_is_authorised(self, cast, one):
        authorise(cast.tree.committee)
        client = signed_in(cast.committee_secretary)
        assert "đảng ủy cơ sở, được ủy quyền" in text(client.get(reverse("applicant", args=[one.pk])))
        assert decide(client, one).status_code == 302
        assert Step.unscoped.get(applicant=one, kind=S.DECISION).day == date(2025, 9, 1)

    def test_without_it_the_committee_is_told_who_decides_and_nothing_is_written(self, cast, one):
        client = signed_in(cast.committee_secretary)
        page = client.get(reverse("applicant", args=[one.pk])).content.decode()
        assert reverse("step-decision", args=[one.pk]) not in page
        answer = decide(client, one)
        assert answer.status_code == 422
        assert "Ngày 01/9/2025 đảng ủy cơ sở chưa được ủy quyền: quyết định do ban thường vụ" in text(answer)
        assert not Step.unscoped.filter(applicant=one, kind=S.DECISION).exists()

    def test_a_committee_changes_no_decision_of_the_level_above(self, cast, one):
        made = play.do(one, S.DECISION)
        client = signed_in(cast.committee_secretary)
        page = client.get(reverse("applicant", args=[one.pk])).content.decode()
        assert reverse("correct-step", args=[made.pk]) not in page
        for name, given in (("correct-step", {"day": "2/9/2025"}), ("take-back-step", {})):
            answer = client.post(reverse(name, args=[made.pk]), {**given, "why": "gõ nhầm"})
            assert answer.status_code == 422, name
        assert Step.unscoped.get(pk=made.pk).day == made.day

    def test_an_officer_records_any(self, cast, one, officer):
        assert decide(officer, one).status_code == 302


class TestThePaper:
    def test_the_officer_writes_it_down_and_ends_it_from_the_page(self, cast, officer):
        where = reverse("authorise-committee", args=[cast.tree.committee.pk])
        assert where in officer.get(reverse("authorisations")).content.decode()
        paper = {"day": "1/3/2025", "number": "12-QĐ/HU", "signed_on": "20/2/2025", "body": "Ban Thường vụ Huyện ủy"}
        assert officer.post(where, paper).status_code == 302
        said = text(officer.get(reverse("authorisations")))
        assert "Cấp quyết định kết nạp theo quy định hôm nay: ban thường vụ cấp ủy cấp trên trực tiếp" in said
        assert "đang được ủy quyền từ 01/3/2025, Số 12-QĐ/HU, 20/02/2025, Ban Thường vụ Huyện ủy" in said
        given = Authorisation.unscoped.get()
        assert officer.post(reverse("end-authorisation", args=[given.pk]), {"day": "1/6/2026"}).status_code == 302
        assert "từ 01/3/2025 đến trước 01/6/2026" in text(officer.get(reverse("authorisations")))

    def test_a_committee_reads_its_own_and_writes_none(self, cast):
        authorise(cast.tree.committee)
        client = signed_in(cast.committee_secretary)
        said = client.get(reverse("authorisations")).content.decode()
        assert "đang được ủy quyền" in said
        assert "Ghi ủy quyền" not in said
        assert client.post(reverse("authorise-committee", args=[cast.tree.committee.pk]), {}).status_code == 403

    def test_only_a_grass_roots_committee_is_authorised(self, cast):
        for where in (cast.tree.cell, cast.tree.district, cast.tree.grass_cell):
            with pytest.raises(RuleBroken, match="không phải đảng ủy cơ sở"):
                authorise(where)

    def test_there_is_none_without_a_paper(self, cast):
        with pytest.raises(RuleBroken, match="Ghi số hoặc ngày của văn bản ủy quyền"):
            authorise(cast.tree.committee, decision=None)

    @pytest.mark.parametrize(
        ("day", "until", "is_free"),
        [
            (date(2024, 1, 1), FROM, True), (date(2024, 1, 1), FROM + timedelta(1), False),
            (date(2025, 6, 1), None, True), (date(2025, 5, 31), None, False), (date(2024, 1, 1), None, False),
        ],
    )  # fmt: skip
    def test_two_never_hold_on_one_day(self, cast, day, until, is_free):
        authorise(cast.tree.committee, until=date(2025, 6, 1))
        if is_free:
            authorise(cast.tree.committee, day=day, until=until)
        else:
            with pytest.raises(RuleBroken, match="Đã ghi ủy quyền từ ngày 01/3/2025, đến trước ngày 01/6/2025"):
                authorise(cast.tree.committee, day=day, until=until)

    def test_the_database_refuses_two_on_one_day(self, cast):
        one = authorise(cast.tree.committee)
        with pytest.raises(IntegrityError), transaction.atomic():
            Authorisation.unscoped.create(organisation=one.organisation, since=FROM, decision=one.decision)

    def test_it_ends_after_it_began_and_once(self, cast):
        one = authorise(cast.tree.committee)
        with pytest.raises(RuleBroken, match="Phải sau ngày bắt đầu 01/3/2025"):
            procedure.end_authorisation(one, by=MACHINE, day=FROM)
        procedure.end_authorisation(one, by=MACHINE, day=date(2025, 10, 1))
        with pytest.raises(RuleBroken, match="đã ghi thôi từ ngày 01/10/2025"):
            procedure.end_authorisation(one, by=MACHINE, day=date(2025, 11, 1))

    def test_what_was_never_given_goes_with_a_reason_and_once(self, cast):
        one = authorise(cast.tree.committee)
        procedure.take_back_authorisation(one, by=MACHINE, why="ghi nhầm nơi")
        assert not Authorisation.unscoped.exists()
        with pytest.raises(RuleBroken, match="vừa được bỏ"):
            procedure.take_back_authorisation(one, by=MACHINE, why="ghi nhầm nơi")
