"""A day that was entered wrongly is corrected on a page; what touches it moves along, what no longer fits is told."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Act, Departure, Membership, Number, OfficeHolding, Placement, Residence, Term
from members.procedure.acting import facts_of
from members.rules.facts import contradictions
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.members.test_two_editors import fields

pytestmark = pytest.mark.django_db


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.person = builders.member("Giàng Seo Lử", self.tree.cell)
        self.officer = Client()
        self.officer.post(reverse("login"), {"username": self.cast.officer.username, "password": PASSWORD})

    def correct(self, page, row, **typed):
        """Type these into the page of this row and send it; what it says of each field where it refuses."""
        address = reverse(page, args=[row.pk])
        sent = {**fields(self.officer.get(address).context["form"]), "why": "theo giấy tờ", **typed}
        answer = self.officer.post(address, sent)
        return {} if answer.status_code == 302 else answer.context["form"].errors

    def places(self):
        rows = Placement.unscoped.filter(member=self.person).order_by("since")
        return [(one.organisation or one.outside, one.since, one.until) for one in rows]

    def new_committee(self):
        term = Term.unscoped.get(organisation=self.tree.committee)
        return procedure.tree.create_organisation(
            by=MACHINE, parent=self.tree.district, name="Đảng bộ xã mới", kind=term.kind, day=date(2023, 1, 1)
        )

    def move(self, to, day, **way):
        return procedure.places.move(self.person, by=MACHINE, organisation=to, day=day, **way)


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


class TestAPlace:
    def test_a_stay_that_was_ended_too_early_ends_on_its_day(self, play):
        away = procedure.places.place_temporarily(
            play.person, by=MACHINE, outside="Hà Nội", day=date(2026, 1, 1), until=date(2026, 12, 1)
        )
        procedure.places.end_temporary(away, by=MACHINE, day=date(2026, 5, 1))
        assert play.correct("correct-placement", away, until="15/6/2026") == {}
        away.refresh_from_db()
        assert away.until == date(2026, 6, 15)

    def test_the_days_of_the_way_and_the_paper_are_corrected(self, play):
        here = play.move(play.tree.sibling, date(2020, 1, 1))
        typed = {"let_go_on": "20/12/2019", "received_on": "05/01/2020", "number": "7-GTSH", "signed_on": "20/12/2019"}
        assert play.correct("correct-placement", here, **typed) == {}
        here.refresh_from_db()
        assert (here.let_go_on, here.received_on, here.decision.number) == (
            date(2019, 12, 20), date(2020, 1, 5), "7-GTSH",
        )  # fmt: skip
        assert play.correct("correct-placement", here, let_go_on="") == {}
        here.refresh_from_db()
        assert here.let_go_on is None

    def test_the_last_day_of_a_place_is_the_first_of_the_next(self, play):
        play.move(play.tree.sibling, date(2020, 1, 1))
        former = Placement.unscoped.get(member=play.person, until=date(2020, 1, 1))
        for day, written in ((date(2020, 3, 1), "01/3/2020"), (date(2019, 11, 1), "01/11/2019")):
            assert play.correct("correct-placement", former, until=written) == {}
            assert [one[1:] for one in play.places()] == [(date(2010, 5, 18), day), (day, None)]

    def test_nobody_is_left_in_no_list(self, play):
        here = Placement.unscoped.get(member=play.person)
        sentence = "Nơi này chưa kết thúc; hãy ghi chuyển sinh hoạt hoặc ra khỏi danh sách."
        assert play.correct("correct-placement", here, until="01/6/2026") == {"until": [sentence]}
        procedure.standing.depart(play.person, by=MACHINE, kind="own_wish", day=date(2026, 2, 2))
        sentence = "Nơi này kết thúc vì ra khỏi danh sách ngày 02/02/2026; hãy sửa việc ra khỏi danh sách."
        with pytest.raises(RuleBroken, match=sentence):
            procedure.places.correct_placement(here, by=MACHINE, why="nhầm", until=date(2026, 1, 1))

    def test_nobody_falls_out_of_the_lists_of_years_by_a_corrected_day(self, play):
        """Whoever came from elsewhere then has a paper that says so, or the day of its introduction."""
        here = Placement.unscoped.get(member=play.person)
        lost = (
            "Từ ngày 18/5/2010 đến trước ngày 01/11/2025 đồng chí này sẽ không ở danh sách nào. Chuyển đến từ đảng bộ "
            "khác thì ghi ngày giới thiệu hoặc số, ngày giấy giới thiệu."
        )
        assert play.correct("correct-placement", here, since="01/11/2025") == {"since": [lost]}
        came = {"number": "7-GTSH", "signed_on": "20/10/2025", "body": "Đảng ủy xã Bản Máy"}
        assert play.correct("correct-placement", here, since="01/11/2025", **came) == {}
        assert play.places() == [(play.tree.cell, date(2025, 11, 1), None)]

    def test_what_happened_in_a_cell_keeps_it_there(self, play):
        here = Placement.unscoped.get(member=play.person)
        procedure.standing.exempt(
            play.person, by=MACHINE, day=date(2020, 1, 1), reason="strength", decision=builders.PAPER
        )
        refused = play.correct("correct-placement", here, since="01/11/2025", let_go_on="20/10/2025")
        said = "Miễn sinh hoạt từ 01/01/2020, trước nơi sinh hoạt đầu tiên từ 01/11/2025"
        assert said in str(refused["since"])

    def test_a_state_ends_on_no_day_that_nobody_decides_today(self, play):
        """A slip of the year; without an end known the field stays empty."""
        said = ["Ngày 01/6/2150 còn quá xa; ghi trước được đến hết ngày 30/6/2031."]
        exempt = {"by": MACHINE, "day": date(2020, 1, 1), "reason": "strength", "decision": builders.PAPER}
        for do, given in (
            (procedure.standing.exempt, exempt),
            (procedure.standing.suspend, {"by": MACHINE, "day": date(2020, 1, 1), "decision": builders.PAPER}),
        ):
            with pytest.raises(RuleBroken) as refused:
                do(play.person, until=date(2150, 6, 1), **given)
            assert (refused.value.field, [refused.value.sentence]) == ("until", said)
        row = procedure.standing.exempt(play.person, until=date(2031, 6, 30), **exempt)
        assert play.correct("correct-exemption", row, until="01/6/2150") == {"until": said}
        assert play.correct("correct-exemption", row, until="01/6/2021") == {}

    def test_all_that_no_longer_fits_is_named(self, play):
        here = Placement.unscoped.get(member=play.person)
        for year in (2018, 2020):
            procedure.standing.exempt(
                play.person, by=MACHINE, day=date(year, 1, 1), until=date(year, 6, 1), reason="strength",
                decision=builders.PAPER,
            )  # fmt: skip
        refused = play.correct("correct-placement", here, since="01/11/2025", let_go_on="20/10/2025")
        first = "trước nơi sinh hoạt đầu tiên từ 01/11/2025"
        said = "; ".join(f"Miễn sinh hoạt từ 01/01/{year} đến trước 01/6/{year}, {first}" for year in (2018, 2020))
        assert refused == {"since": [f"Không khớp với những gì đã ghi. {said}."]}

    def test_the_wrong_cell_is_corrected(self, play):
        here = Placement.unscoped.get(member=play.person)
        assert play.correct("correct-placement", here, organisation=play.tree.sibling.pk) == {}
        assert play.places() == [(play.tree.sibling, date(2010, 5, 18), None)]

    def test_a_stay_is_corrected_to_a_place_outside(self, play):
        away = procedure.places.place_temporarily(
            play.person, by=MACHINE, organisation=play.tree.sibling, day=date(2026, 1, 1), until=date(2026, 12, 1)
        )
        assert play.correct("correct-placement", away, outside="Hà Nội") == {}
        away.refresh_from_db()
        assert (away.organisation, away.outside) == (None, "Hà Nội")


class TestTheWay:
    def test_a_place_that_has_ended_receives_nobody(self, play):
        play.move(play.tree.sibling, date(2026, 5, 1), let_go_on=date(2026, 4, 20))
        play.move(play.tree.other_cell, date(2026, 6, 1))
        with pytest.raises(RuleBroken, match="đã kết thúc ngày 01/6/2026, không tiếp nhận sau đó"):
            procedure.places.receive(play.person, by=MACHINE, day=date(2026, 6, 30))
        page = play.officer.get(reverse("person", args=[play.person.pk])).content.decode()
        assert "chưa tiếp nhận" not in page
        assert "Tiếp nhận</a>" not in page
        procedure.places.receive(play.person, by=MACHINE, day=date(2026, 5, 20))
        assert Placement.unscoped.get(let_go_on=date(2026, 4, 20)).received_on == date(2026, 5, 20)

    def test_nor_is_it_corrected_so(self, play):
        former = play.move(play.tree.sibling, date(2026, 5, 1), let_go_on=date(2026, 4, 20))
        play.move(play.tree.other_cell, date(2026, 6, 1))
        sentence = "Nơi này đã kết thúc ngày 01/6/2026, không tiếp nhận sau đó."
        assert play.correct("correct-placement", former, received_on="30/6/2026") == {"received_on": [sentence]}

    def test_who_was_received_later_was_on_the_way_before(self, play):
        play.move(play.tree.sibling, date(2026, 5, 1), let_go_on=date(2026, 4, 20), received_on=date(2026, 5, 20))
        address = reverse("person", args=[play.person.pk])
        assert "chưa tiếp nhận" in play.officer.get(address, {"ngay": "10/5/2026"}).content.decode()
        assert "chưa tiếp nhận" not in play.officer.get(address, {"ngay": "20/5/2026"}).content.decode()

    @pytest.mark.parametrize(
        ("day", "waits"),
        [("2026-04-19", False), ("2026-04-20", True), ("2026-05-10", True), ("2026-05-20", False)],
    )
    def test_on_the_way_from_the_introduction_to_the_reception(self, play, day, waits):
        play.move(play.tree.sibling, date(2026, 5, 1), let_go_on=date(2026, 4, 20), received_on=date(2026, 5, 20))
        rows = Placement.unscoped.on_the_way_on(date.fromisoformat(day)).filter(member=play.person)
        assert rows.exists() is waits
        row = Placement.unscoped.get(organisation=play.tree.sibling)
        assert row.is_on_the_way_on(date.fromisoformat(day)) is waits

    def test_a_place_left_for_another_one_waits_no_more(self, play):
        play.move(play.tree.sibling, date(2026, 5, 1), let_go_on=date(2026, 4, 20))
        play.move(play.tree.other_cell, date(2026, 6, 1))
        assert Placement.unscoped.on_the_way_on(date(2026, 5, 31)).exists()
        assert not Placement.unscoped.on_the_way_on(date(2026, 6, 1)).exists()


class TestTheReturn:
    def back(self, play):
        gone = procedure.standing.depart(play.person, by=MACHINE, kind="expulsion", day=date(2022, 1, 1))
        place = procedure.standing.restore(play.person, by=MACHINE, organisation=play.tree.cell, day=date(2022, 6, 1))
        return gone, place

    def test_it_moves_with_the_place_in_which_he_stood_then(self, play):
        gone, place = self.back(play)
        assert play.correct("correct-departure", gone, since="01/02/2022") == {}
        assert play.correct("correct-placement", place, since="01/7/2022") == {}
        gone.refresh_from_db()
        assert (gone.since, gone.until) == (date(2022, 2, 1), date(2022, 7, 1))
        facts = facts_of(play.person)
        for day in (date(2022, 1, 31), date(2022, 2, 1), date(2022, 6, 15), date(2022, 7, 1)):
            assert (facts.departure_on(day) is None) is (facts.official_place_on(day) is not None), day

    def test_the_place_moves_with_the_day_of_the_return(self, play):
        gone, place = self.back(play)
        typed = {"until": "15/6/2022", "return_number": "3-QĐ/UBKT", "return_signed_on": "10/6/2022"}
        assert play.correct("correct-departure", gone, **typed) == {}
        gone.refresh_from_db()
        place.refresh_from_db()
        assert (gone.until, place.since) == (date(2022, 6, 15), date(2022, 6, 15))
        assert gone.return_decision.number == "3-QĐ/UBKT"

    def test_it_stays_after_the_day_of_leaving(self, play):
        gone, place = self.back(play)
        sentence = "Ngày về phải sau ngày đi 01/01/2022."
        assert play.correct("correct-departure", gone, until="01/01/2022") == {"until": [sentence]}
        assert Departure.unscoped.get().until == date(2022, 6, 1)
        assert list(play.correct("correct-placement", place, since="01/12/2021")) == ["since"]

    @pytest.mark.parametrize(
        ("left", "came"),
        [(date(2022, 7, 1), date(2022, 9, 1)), (date(2021, 3, 1), date(2021, 5, 1)),
         (date(2021, 3, 1), date(2022, 9, 1)), (date(2022, 2, 1), date(2022, 3, 1)),
         (date(2022, 6, 1), date(2022, 6, 15))],
    )  # fmt: skip
    def test_both_days_are_corrected_at_once_wherever_they_lie(self, play, left, came):
        """To days after the former return, before the former leaving, around them and between them."""
        gone, _ = self.back(play)
        assert play.correct("correct-departure", gone, since=f"{left:%d/%m/%Y}", until=f"{came:%d/%m/%Y}") == {}
        gone.refresh_from_db()
        assert (gone.since, gone.until) == (left, came)
        assert [one[1:] for one in play.places()] == [(date(2010, 5, 18), left), (came, None)]
        assert contradictions(facts_of(play.person)) == set()

    def test_all_that_stood_after_an_earlier_leaving_is_named(self, play):
        """What ended with the leaving, what had ended before it, and what each of them is."""
        exempt = {"by": MACHINE, "reason": "strength", "decision": builders.PAPER}
        procedure.standing.exempt(play.person, day=date(2020, 8, 1), until=date(2020, 9, 1), **exempt)
        procedure.standing.exempt(play.person, day=date(2021, 2, 1), **exempt)
        procedure.offices.hold_office(
            play.person, by=MACHINE, organisation=play.tree.cell, office="deputy", day=date(2021, 3, 1)
        )
        gone, _ = self.back(play)
        out = "khi đã ra khỏi danh sách từ 26/6/2020 đến trước 01/6/2022"
        sentence = (
            f"Không khớp với những gì đã ghi. Giữ chức vụ từ 01/3/2021 đến trước 01/01/2022 {out}; "
            f"Miễn sinh hoạt từ 01/02/2021 đến trước 01/01/2022 {out}; "
            f"Miễn sinh hoạt từ 01/8/2020 đến trước 01/9/2020 {out}."
        )
        assert play.correct("correct-departure", gone, since="26/6/2020") == {"since": [sentence]}
        # Together with another day of the return, too: it is the first day that is in the way.
        both = play.correct("correct-departure", gone, since="26/6/2020", until="15/6/2022")
        assert both == {"since": [sentence.replace("01/6/2022", "15/6/2022")]}
        assert Departure.unscoped.get().since == date(2022, 1, 1)

    def test_who_is_back_is_not_gone_again_by_a_correction(self, play):
        gone, _ = self.back(play)
        sentence = "Ghi ngày trở lại danh sách."
        assert play.correct("correct-departure", gone, since="01/7/2022", until="") == {"until": [sentence]}
        sentence = "Đã trở lại danh sách ngày 01/6/2022."
        assert play.correct("correct-departure", gone, since="01/7/2022") == {"since": [sentence]}
        assert [one[1:] for one in play.places()] == [(date(2010, 5, 18), date(2022, 1, 1)), (date(2022, 6, 1), None)]


class TestNumbersAndResidences:
    def numbered(self, play, value, day):
        return procedure.people.note_number(play.person, by=MACHINE, kind="card8", value=value, day=day)

    def test_the_days_of_a_number_move_its_neighbours(self, play):
        first = self.numbered(play, "12345678", date(2012, 1, 1))
        second = self.numbered(play, "12345679", date(2020, 1, 1))
        assert play.correct("correct-number", second, value="12345679", since="01/3/2020") == {}
        assert play.correct("correct-number", first, value="12345678", since="01/02/2012") == {}
        rows = Number.unscoped.filter(member=play.person).order_by("since")
        assert [(one.since, one.until) for one in rows] == [
            (date(2012, 2, 1), date(2020, 3, 1)), (date(2020, 3, 1), None),
        ]  # fmt: skip
        sentence = "Mục trước đó bắt đầu ngày 01/02/2012."
        assert play.correct("correct-number", second, value="12345679", since="01/02/2012") == {"since": [sentence]}

    @pytest.mark.parametrize("day", [date(1990, 1, 1), date(2010, 12, 1)])
    def test_who_is_not_official_yet_holds_no_card(self, play, day):
        with pytest.raises(RuleBroken, match="khi chưa là đảng viên chính thức"):
            self.numbered(play, "12345678", day)

    def test_nor_does_a_corrected_official_day_come_after_the_card(self, play):
        self.numbered(play, "12345678", date(2012, 1, 1))
        spell = Membership.unscoped.get(member=play.person)
        refused = play.correct("correct-membership", spell, admitted_on="18/5/2012", official_on="18/5/2013")
        assert "khi chưa là đảng viên chính thức" in str(refused)

    def test_a_number_that_somebody_else_bears_is_asked_about(self, play):
        """Once he bears it no more it is free; two people of one number there are, and a check names them."""
        other = builders.member("Sùng Thị Chấu", play.tree.cell)
        wrong = self.numbered(play, "12345678", date(2012, 1, 1))
        own = procedure.people.note_number(other, by=MACHINE, kind="card8", value="12345679", day=date(2012, 1, 1))
        (asked,) = play.correct("correct-number", own, value="12.345.678")["shared"]
        assert asked.startswith("Số thẻ này đang ghi cho người khác.")
        address = reverse("note-number", args=[other.pk])
        typed = {"kind": "card8", "value": "12345678", "day": "1/1/2020"}
        answer = play.officer.post(address, typed)
        assert answer.status_code == 422 and "shared" in answer.context["form"].errors
        assert play.officer.post(address, {**typed, "shared": "on"}).status_code == 302
        newest = Number.unscoped.get(member=other, until=None)
        assert play.correct("correct-number", newest, value="12345679", shared="") == {}
        assert play.correct("correct-number", wrong, value="12345670") == {}
        assert "shared" not in play.officer.get(address).context["form"].fields

    def test_a_number_that_counts_no_more_ends(self, play):
        row = self.numbered(play, "12345678", date(2012, 1, 1))
        assert play.correct("correct-number", row, value="12345678", until="01/6/2026") == {}
        assert Number.unscoped.get().until == date(2026, 6, 1)

    def test_the_start_of_a_residence_is_corrected(self, play):
        for day, address in ((date(2012, 1, 1), "Thôn 1"), (date(2020, 1, 1), "Thôn 2")):
            row = procedure.people.note_residence(play.person, by=MACHINE, address=address, day=day)
        assert play.correct("correct-residence", row, since="01/6/2019") == {}
        rows = Residence.unscoped.filter(member=play.person).order_by("since")
        assert [(one.since, one.until) for one in rows] == [
            (date(2012, 1, 1), date(2019, 6, 1)), (date(2019, 6, 1), None),
        ]  # fmt: skip
        assert play.correct("correct-residence", row, since="") == {"since": ["Ghi ngày bắt đầu."]}
        assert play.correct("correct-residence", row, since="01/7/2026") == {"since": ["Ngày 01/7/2026 chưa đến."]}


class TestAnOffice:
    def held(self, play, office="secretary", **more):
        return procedure.offices.hold_office(
            play.person, by=MACHINE, organisation=play.tree.cell, office=office, day=date(2020, 1, 1), **more
        )

    def test_its_days_its_paper_and_which_it_is_are_corrected(self, play):
        row = self.held(play)
        typed = {"office": "deputy", "since": "01/02/2020", "until": "01/02/2025", "number": "5-QĐ/ĐU"}
        assert play.correct("correct-office", row, **typed) == {}
        row.refresh_from_db()
        assert (row.office, row.since, row.until, row.decision.number) == (
            "deputy", date(2020, 2, 1), date(2025, 2, 1), "5-QĐ/ĐU",
        )  # fmt: skip

    def test_an_end_on_a_wrong_day_is_taken_off(self, play):
        row = self.held(play, until=date(2026, 1, 1))
        assert play.correct("correct-office", row, until="") == {}
        assert OfficeHolding.unscoped.get().until is None

    def test_one_secretary_at_a_time_here_too(self, play):
        self.held(play)
        other = builders.member("Vừ Thị Mỷ", play.tree.cell)
        row = procedure.offices.hold_office(
            other, by=MACHINE, organisation=play.tree.cell, office="deputy", day=date(2020, 1, 1)
        )
        assert list(play.correct("correct-office", row, office="secretary")) == ["office"]

    def test_the_page_of_the_person_leads_there(self, play):
        row = self.held(play)
        page = play.officer.get(reverse("person", args=[play.person.pk])).content.decode()
        assert reverse("correct-office", args=[row.pk]) in page


class TestWhatOtherActsRefuse:
    """What a verb would not have written, no correction of a day leaves behind."""

    def test_who_has_held_an_office_was_official_by_then(self, play):
        procedure.offices.hold_office(
            play.person, by=MACHINE, organisation=play.tree.cell, office="secretary", day=date(2012, 1, 1)
        )
        spell = Membership.unscoped.get(member=play.person)
        for day in (date(2013, 5, 18), None):
            with pytest.raises(RuleBroken, match="Giữ chức vụ từ 01/01/2012 khi chưa là đảng viên chính thức"):
                procedure.people.correct_membership(spell, by=MACHINE, why="theo quyết định", official_on=day)
        procedure.people.correct_membership(spell, by=MACHINE, why="theo quyết định", official_on=date(2011, 6, 18))

    def test_what_stands_in_the_way_is_said_at_the_day_that_was_changed(self, play):
        held = procedure.offices.hold_office(
            play.person, by=MACHINE, organisation=play.tree.cell, office="secretary", day=date(2012, 1, 1)
        )
        procedure.offices.end_office(held, by=MACHINE, day=date(2015, 1, 1))
        procedure.offices.hold_office(
            play.person, by=MACHINE, organisation=play.tree.cell, office="secretary", day=date(2016, 1, 1)
        )
        spell = Membership.unscoped.get(member=play.person)
        assert list(play.correct("correct-membership", spell, official_on="18/5/2013")) == ["official_on"]
        assert list(play.correct("correct-office", held, until="01/01/2017")) == ["until"]
        assert list(play.correct("correct-office", held, since="18/5/2010")) == ["since"]

    def test_a_change_of_the_tree_on_a_day_that_cannot_be_is_refused_at_its_day(self, play):
        procedure.tree.move_organisation(play.tree.cell, by=MACHINE, day=date(2024, 1, 1), parent=play.new_committee())
        term = Term.unscoped.get(organisation=play.tree.cell, since=date(2024, 1, 1))
        assert list(play.correct("correct-term", term, since="01/01/2020")) == ["since"]

    def test_nor_is_a_recognition_taken_back_that_an_office_rests_on(self, play):
        young = builders.member(
            "Sùng Thị Dợ", play.tree.cell, admitted_on=date(2024, 5, 18), official_on=None, recognition_decision=None
        )
        procedure.people.recognise(young, by=MACHINE, official_on=date(2025, 5, 18), decision=builders.PAPER)
        act = Act.objects.get(member=young, verb="recognise")
        procedure.offices.hold_office(
            young, by=MACHINE, organisation=play.tree.cell, office="deputy", day=date(2025, 7, 1)
        )
        with pytest.raises(RuleBroken, match="khi chưa là đảng viên chính thức"):
            procedure.revert.revert(act, by=MACHINE, why="nhầm người")

    def test_who_was_removed_from_office_was_no_probationer(self, play):
        procedure.standing.discipline(play.person, by=MACHINE, form="removal", day=date(2021, 6, 1))
        spell = Membership.unscoped.get(member=play.person)
        with pytest.raises(RuleBroken, match="Kỷ luật cách chức ngày 01/6/2021 khi còn là đảng viên dự bị"):
            procedure.people.correct_membership(spell, by=MACHINE, why="theo quyết định", official_on=date(2022, 1, 1))

    def test_who_came_back_had_not_died(self, play):
        gone = procedure.standing.depart(play.person, by=MACHINE, kind="moved_out", day=date(2020, 1, 1))
        procedure.places.place(play.person, by=MACHINE, organisation=play.tree.sibling, day=date(2022, 1, 1))
        said = play.correct("correct-departure", gone, kind="death")
        assert "Từ trần từ 01/01/2020 đến trước 01/01/2022 mà lại có trong danh sách sau đó." in str(said["kind"])
        gone.refresh_from_db()
        assert gone.kind == "moved_out"

    def test_a_place_that_moves_along_begins_after_its_introduction(self, play):
        play.move(play.tree.sibling, date(2020, 3, 1), let_go_on=date(2020, 2, 20), received_on=date(2020, 3, 5))
        former = Placement.unscoped.get(member=play.person, until=date(2020, 3, 1))
        said = play.correct("correct-placement", former, until="01/02/2020")
        assert "trước ngày giới thiệu 20/02/2020" in str(said)
        assert play.correct("correct-placement", former, until="25/02/2020") == {}

    def test_nor_after_it_was_received_there_without_one(self, play):
        play.move(play.tree.sibling, date(2020, 3, 1), received_on=date(2020, 3, 5))
        former = Placement.unscoped.get(member=play.person, until=date(2020, 3, 1))
        assert "sau ngày tiếp nhận 05/3/2020" in str(play.correct("correct-placement", former, until="10/3/2020"))
