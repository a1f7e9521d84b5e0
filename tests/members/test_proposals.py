"""A cell or committee proposes a correction that only the officer makes; he enters it or says why not."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from members import history, procedure
from members.errors import NotAllowed, RuleBroken
from members.models import Act, Look, Member, Membership, Number, Proposal
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid
from tests.properties.plain import dump

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BIRTH = {"full_name": "Giàng Seo Lử", "sex": "m", "birth": "12/4/1987", "why": "theo giấy khai sinh"}
SPELL = {"admitted_on": "18/5/2010", "official_on": "18/5/2011"}


class Play:
    """The cast, a member of Thôn 1 without a birth date, and a browser for each who comes to the office."""

    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.tree = self.cast.tree
        self.person = builders.member("Giàng Seo Lử", self.tree.cell)
        self.membership = Membership.unscoped.get(member=self.person)
        self.number = procedure.people.note_number(
            self.person, by=MACHINE, kind="card8", value="12345678", day=date(2014, 1, 1)
        )
        self.secretary = self.signed_in(self.cast.cell_secretary)
        self.officer = self.signed_in(self.cast.officer)

    def signed_in(self, account) -> Client:
        client = Client()
        assert client.post(reverse("login"), {"username": account.username, "password": PASSWORD}).status_code == 302
        return client

    def send(self, client=None, name="propose-member", row=None, **given):
        said = given or BIRTH
        return (client or self.secretary).post(reverse(name, args=[(row or self.person).pk]), said)

    def sent(self) -> Proposal:
        assert self.send().status_code == 302
        return Proposal.unscoped.get()

    def now(self) -> Member:
        return Member.unscoped.get(pk=self.person.pk)


ground = laid(Play, "2026-06-30 05:00:00+00:00")


@pytest.fixture
def play(ground, db):
    with time_machine.travel("2026-06-30 05:00:00+00:00", tick=True):
        yield ground.found()


def said(answer) -> str:
    return " ".join(answer.content.decode().split())


def shown(form) -> list[str]:
    return [field.name for field in form.visible_fields()]


def at(name, row):
    return reverse(name, args=[row.pk])


class TestTheUnit:
    def test_the_secretary_proposes_where_the_officer_corrects(self, play):
        page = said(play.secretary.get(at("person", play.person)))
        assert f'{at("propose-member", play.person)}#id_birth" aria-label="Đề nghị sửa: Ngày sinh">Đề nghị sửa<' in page
        assert at("propose-membership", play.membership) in page
        assert at("propose-number", play.number) in page
        assert at("correct-member", play.person) + "#" not in page
        page = said(play.officer.get(at("person", play.person)))
        assert f'{at("correct-member", play.person)}#id_birth" aria-label="Sửa: Ngày sinh">Sửa<' in page
        assert "Đề nghị sửa" not in page

    def test_it_types_into_the_officers_own_fields_and_says_why(self, play):
        form = play.secretary.get(at("propose-member", play.person)).context["form"]
        own = play.officer.get(at("correct-member", play.person)).context["form"]
        assert shown(form) == [*shown(own), "number", "signed_on", "body"]
        assert form["full_name"].value() == "Giàng Seo Lử"
        assert "Không ghi nhận xét về con người" in form.fields["why"].help_text
        answer = play.send(**{**BIRTH, "why": ""})
        assert answer.status_code == 422
        assert answer.context["form"].errors["why"] == ["Nhập lý do đề nghị"]
        assert not Proposal.unscoped.exists()

    def test_nothing_changes_in_the_register_and_only_what_differs_is_kept(self, play):
        before = play.now().changed_by
        answer = play.secretary.post(
            at("propose-member", play.person),
            {**BIRTH, "number": "15-GKS", "signed_on": "3/2/1988", "body": "UBND xã An Khê"},
            follow=True,
        )
        assert "Đã gửi lúc 12:00: đề nghị sửa nhân thân." in said(answer)
        assert play.now().birth_on is None
        one = Proposal.unscoped.get()
        assert one.values == {"birth": [None, "1987-04-12"]}
        assert (one.member, one.organisation, one.account) == (play.person, play.tree.cell, play.cast.cell_secretary)
        assert (one.sent_on, one.reason, one.decision.number) == (TODAY, "theo giấy khai sinh", "15-GKS")
        line = Act.objects.last()
        assert (line.verb, line.member, line.for_organisation) == ("propose", play.person, None)
        assert play.now().changed_by == before

    def test_a_form_that_the_officer_has_open_stays_good(self, play):
        page = play.officer.get(at("correct-member", play.person)).context["form"]
        play.sent()
        given = {"full_name": "Giàng Seo Lừ", "sex": "m", "why": "dấu", "seen": page.initial["seen"]}
        assert play.officer.post(at("correct-member", play.person), given).status_code == 302

    @pytest.mark.parametrize(
        ("name", "given", "field", "sentence"),
        [
            ("membership", {**SPELL, "official_on": "1/1/2009"}, "official_on", "Ngày chính thức 01/01/2009 trước"),
            ("membership", {**SPELL, "official_on": "1/1/2030"}, "official_on", "Ngày 01/01/2030 chưa đến."),
            ("number", {"value": "1234567890123"}, "value", "nhiều nhất 12 chữ số"),
            ("number", {"value": "12.345.678"}, None, "Không có gì khác với những gì đã ghi."),
        ],
    )  # fmt: skip
    def test_what_the_officers_form_would_refuse_is_refused_with_the_same_sentence(
        self, play, name, given, field, sentence
    ):
        row = getattr(play, name)
        said_to_unit = play.send(name=f"propose-{name}", row=row, why="theo thẻ", **given)
        said_to_officer = play.officer.post(at(f"correct-{name}", row), {**given, "why": "theo thẻ"})
        for answer in (said_to_unit, said_to_officer):
            assert answer.status_code == 422
            errors = answer.context["form"].errors.get(field or "__all__", [""])
            assert errors[0].startswith(sentence) or sentence in errors[0]
        assert said_to_unit.context["form"].errors == said_to_officer.context["form"].errors
        assert not Proposal.unscoped.exists()

    def test_what_was_tried_leaves_no_line_and_no_fact(self, play):
        before = dump()
        play.sent()
        after = dump()
        assert {name for name in after if after[name] != before[name]} == {"proposal", "act", "actvalues"}
        assert len(after["act"]) == len(before["act"]) + 1

    def test_one_unit_asks_once_about_one_fact_while_it_waits(self, play):
        play.sent()
        answer = play.send(**{**BIRTH, "birth": "1987"})
        assert answer.status_code == 422
        assert "Đã có đề nghị về mục này đang chờ cán bộ tổ chức." in said(answer)
        # The committee is another unit, and the membership another fact.
        committee = play.signed_in(play.cast.committee_secretary)
        assert play.send(committee, **{**BIRTH, "birth": "1987"}).status_code == 302
        dates = {"admitted_on": "17/5/2010", "official_on": "17/5/2011", "why": "theo quyết định"}
        assert play.send(name="propose-membership", row=play.membership, **dates).status_code == 302
        units = set(Proposal.unscoped.values_list("organisation", "verb"))
        assert units == {
            (play.tree.cell.pk, "correct_member"),
            (play.tree.committee.pk, "correct_member"),
            (play.tree.cell.pk, "correct_membership"),
        }

    def test_the_committee_corrects_an_exemption_itself_and_the_cell_proposes_it(self, play):
        row = procedure.standing.exempt(play.person, by=MACHINE, day=date(2024, 1, 1), reason="age")
        committee = play.signed_in(play.cast.committee_secretary)
        assert committee.get(at("propose-exemption", row)).status_code == 403
        assert play.send(name="propose-exemption", row=row, since="1/2/2024", why="theo nghị quyết").status_code == 302
        assert Proposal.unscoped.get().values == {"since": ["2024-01-01", "2024-02-01"]}

    def test_a_second_change_in_between_is_shown_before_it_is_sent(self, play):
        seen = play.secretary.get(at("propose-member", play.person)).context["form"].initial["seen"]
        procedure.people.correct_member(play.person, by=MACHINE, why="dấu", full_name="Giàng Seo Lừ")
        answer = play.send(**BIRTH, seen=seen)
        assert answer.status_code == 422
        assert "Giàng Seo Lử → Giàng Seo Lừ" in said(answer)

    def test_it_takes_its_own_back_and_may_ask_again(self, play):
        one = play.sent()
        assert "Rút đề nghị" in said(play.secretary.get(at("proposal", one)))
        assert play.secretary.post(at("withdraw-proposal", one)).status_code == 302
        assert Proposal.unscoped.get().withdrawn
        assert "Đề nghị đã gửi" not in said(play.secretary.get(reverse("today")))
        assert play.send().status_code == 302
        answer = play.officer.post(at("accept-proposal", one))
        assert answer.status_code == 422
        assert "Nơi đề nghị đã rút đề nghị này ngày 30/6/2026." in said(answer)

    def test_nobody_else_takes_it_back(self, play):
        one = play.sent()
        committee = play.signed_in(play.cast.committee_secretary)
        assert committee.post(at("withdraw-proposal", one)).status_code == 403
        with pytest.raises(NotAllowed):
            procedure.proposals.withdraw_proposal(one, by=builders.actor(play.cast.committee_secretary))
        assert Proposal.unscoped.get().waits


class TestTheOfficer:
    def test_it_waits_on_the_start_page_with_who_and_since_when_and_names_nobody(self, play):
        one = play.sent()
        page = said(play.officer.get(reverse("today")))
        assert "Đề nghị sửa nhân thân: ngày sinh" in page
        assert "Chi bộ Thôn 1 gửi ngày 30/6/2026. Chờ cán bộ tổ chức." in page
        assert at("proposal", one) in page
        assert "Giàng Seo Lử" not in page
        own = said(play.secretary.get(reverse("today")))
        assert "Đề nghị đã gửi (1)" in own
        assert "Chờ cán bộ tổ chức" in own

    def test_before_and_after_stand_side_by_side_and_the_look_leaves_a_line(self, play):
        one = play.sent()
        page = said(play.officer.get(at("proposal", one)))
        for words in ("Ngày sinh", "chưa có", "12/4/1987", "Chi bộ Thôn 1", "Hoàng Seo Phừ", "theo giấy khai sinh"):
            assert words in page
        assert "Ghi theo đề nghị" in page
        assert Look.objects.filter(page="proposal", account=play.cast.officer).count() == 1
        assert "Ghi theo đề nghị" not in said(play.secretary.get(at("proposal", one)))
        assert play.secretary.post(at("accept-proposal", one)).status_code == 403

    def test_he_enters_it_and_the_line_says_for_whom(self, play):
        one = play.sent()
        answer = play.officer.post(at("accept-proposal", one), follow=True)
        assert "Đã ghi lúc 12:00: sửa nhân thân, theo đề nghị." in said(answer)
        assert str(play.now().birth_on) == "1987-04-12"
        one.refresh_from_db()
        outer, inner = reversed(Act.objects.order_by("-number")[:2])
        assert (outer.verb, inner.verb, inner.inside) == ("accept_proposal", "correct_member", outer.number)
        assert (one.act, one.closed_by, one.closed_on) == (inner.number, play.cast.officer, TODAY)
        assert (inner.account, inner.for_organisation) == (play.cast.officer, play.tree.cell)
        assert "Theo đề nghị của Chi bộ Thôn 1" in inner.values_row.body
        assert "Đã ghi 30/6/2026" in said(play.secretary.get(reverse("today")))
        page = said(play.secretary.get(at("person", play.person)))
        assert "12/4/1987" in page
        assert "Đã ghi 30/6/2026" in page
        assert "Đề nghị sửa nhân thân: ngày sinh" not in said(play.officer.get(reverse("today")))

    def test_only_what_was_proposed_is_entered(self, play):
        """What the office has corrected beside it stays."""
        one = play.sent()
        procedure.people.correct_member(play.person, by=MACHINE, why="theo bằng", theory="advanced")
        assert play.officer.post(at("accept-proposal", one)).status_code == 302
        assert (play.now().theory, str(play.now().birth_on)) == ("advanced", "1987-04-12")

    def test_what_has_changed_since_is_shown_and_no_longer_entered(self, play):
        one = play.sent()
        birth = procedure.people.PartialDate(1986)
        procedure.people.correct_member(play.person, by=MACHINE, why="theo hồ sơ", birth=birth)
        answer = play.officer.post(at("accept-proposal", one))
        assert answer.status_code == 422
        page = said(answer)
        assert "Chỗ đề nghị sửa đã khác với lúc gửi." in page
        assert "Nay ghi ngày sinh: <b>1986</b>" in page
        assert "Ghi theo đề nghị" not in page
        assert play.now().birth_on.year == 1986
        assert play.officer.post(at("refuse-proposal", one), {"why": "đã sửa theo hồ sơ"}).status_code == 302

    def test_what_no_longer_fits_is_refused_by_the_verb_itself(self, play):
        dates = {"admitted_on": "18/5/2012", "official_on": "18/5/2013", "why": "theo quyết định"}
        assert play.send(name="propose-membership", row=play.membership, **dates).status_code == 302
        one = Proposal.unscoped.get()
        procedure.standing.discipline(play.person, by=MACHINE, form="warning", day=date(2011, 6, 1))
        before = dump()["membership"]
        answer = play.officer.post(at("accept-proposal", one))
        assert answer.status_code == 422
        assert "Kỷ luật 01/6/2011 trước ngày vào Đảng 18/5/2012" in said(answer)
        assert dump()["membership"] == before
        assert Proposal.unscoped.get().waits

    def test_he_does_not_enter_it_and_says_why(self, play):
        one = play.sent()
        answer = play.officer.post(at("refuse-proposal", one), {"why": ""})
        assert answer.status_code == 422
        assert answer.context["form"].errors["why"] == ["Nhập lý do không ghi"]
        assert play.officer.post(at("refuse-proposal", one), {"why": "thẻ ghi như sổ"}).status_code == 302
        page = said(play.secretary.get(reverse("today")))
        assert "Không ghi 30/6/2026" in page
        assert "Lý do: thẻ ghi như sổ." in page
        assert "thẻ ghi như sổ" in said(play.secretary.get(at("proposal", one)))
        assert play.now().birth_on is None

    def test_the_second_officer_is_told(self, play):
        one = play.sent()
        second = play.signed_in(play.cast.second_officer)
        assert play.officer.post(at("accept-proposal", one)).status_code == 302
        answer = second.post(at("refuse-proposal", one), {"why": "chưa rõ"})
        assert answer.status_code == 422
        assert "Đề nghị này đã được ghi vào sổ ngày 30/6/2026." in said(answer)

    def test_a_number_is_corrected_by_proposal(self, play):
        assert play.send(name="propose-number", row=play.number, value="87 654 321", why="theo thẻ").status_code == 302
        assert play.officer.post(at("accept-proposal", Proposal.unscoped.get())).status_code == 302
        assert Number.unscoped.get().value == "87654321"
        page = said(play.secretary.get(at("person", play.person)))
        assert "12345678 → 87654321" in page

    def test_what_a_rule_doubts_is_entered_only_on_the_units_paper(self, play):
        play.send(name="propose-number", row=play.number, value="123", why="theo thẻ")
        answer = play.officer.post(at("accept-proposal", Proposal.unscoped.get()))
        assert answer.status_code == 422
        assert "có 3 chữ số, thẻ loại này có 8" in said(answer)
        assert Number.unscoped.get().value == "12345678"
        play.secretary.post(at("withdraw-proposal", Proposal.unscoped.get()))
        paper = {"number": "5-CV/BTC", "signed_on": "1/2/2026", "body": "Ban Tổ chức"}
        play.send(name="propose-number", row=play.number, value="123", why="theo thẻ", **paper)
        assert play.officer.post(at("accept-proposal", Proposal.unscoped.last())).status_code == 302
        assert Number.unscoped.get().value == "123"

    def test_what_was_entered_by_it_is_taken_back_by_its_own_line(self, play):
        one = play.sent()
        play.officer.post(at("accept-proposal", one))
        one.refresh_from_db()
        outer = Act.objects.get(verb="accept_proposal")
        with pytest.raises(RuleBroken):
            procedure.revert.revert(outer, by=MACHINE, why="nhầm")
        procedure.revert.revert(Act.objects.get(number=one.act), by=MACHINE, why="nhầm")
        assert play.now().birth_on is None

    def test_a_fact_that_was_taken_back_is_corrected_no_more(self, play):
        row = procedure.standing.suspend(play.person, by=MACHINE, day=date(2024, 1, 1))
        acted = Act.objects.last()
        given = {"since": "1/1/2024", "until": "1/6/2024", "why": "theo quyết định"}
        assert play.send(name="propose-suspension", row=row, **given).status_code == 302
        procedure.revert.revert(acted, by=MACHINE, why="ghi nhầm người")
        one = Proposal.unscoped.get()
        assert play.officer.get(at("proposal", one)).status_code == 200
        answer = play.officer.post(at("accept-proposal", one))
        assert answer.status_code == 422
        assert "Mục đề nghị sửa đã được hoàn lại, không còn trong sổ." in said(answer)

    def test_more_than_a_page_of_proposals_are_counted(self, play):
        for number in range(23):
            person = builders.member(f"Hoàng Thị Người Thứ {number}", play.tree.cell)
            procedure.proposals.propose(person, by=MACHINE, why="thẻ", verb="correct_member", given={"sex": "f"})
        page = said(play.officer.get(reverse("today")))
        assert page.count("Đề nghị sửa nhân thân: giới tính</a>") == 20
        assert "Còn 3 đề nghị nữa" in page


class TestThePersonGoesOn:
    def test_who_moved_is_answered_by_the_new_side_and_the_old_unit_reads_only_the_outcome(self, play):
        one = play.sent()
        procedure.places.move(play.person, by=MACHINE, organisation=play.tree.other_cell, day=date(2026, 6, 1))
        assert play.secretary.get(at("person", play.person)).status_code == 404
        assert play.secretary.get(at("proposal", one)).status_code == 404
        page = said(play.secretary.get(reverse("today")))
        assert "Người này nay không còn thuộc đơn vị." in page
        assert "Giàng Seo Lử" not in page
        assert at("proposal", one) + '"' not in page
        assert at("withdraw-proposal", one) in page
        assert "Giàng Seo Lử" not in said(play.secretary.get(at("withdraw-proposal", one)))
        new = play.signed_in(play.cast.outsider)
        assert "Chi bộ Thôn 1 gửi ngày 30/6/2026" in said(new.get(at("person", play.person)))
        assert new.get(at("proposal", one)).status_code == 200
        assert new.post(at("withdraw-proposal", one)).status_code == 404
        assert play.officer.post(at("accept-proposal", one)).status_code == 302
        page = said(play.secretary.get(reverse("today")))
        assert "Đã ghi 30/6/2026" in page
        assert at("withdraw-proposal", one) not in page

    def test_the_old_unit_withdraws_what_it_may_no_longer_open(self, play):
        one = play.sent()
        procedure.places.move(play.person, by=MACHINE, organisation=play.tree.other_cell, day=date(2026, 6, 1))
        assert play.secretary.post(at("withdraw-proposal", one)).status_code == 302
        assert Proposal.unscoped.get().withdrawn

    def test_who_has_left_is_opened_with_a_purpose_before_it_is_answered(self, play):
        one = play.sent()
        procedure.standing.depart(play.person, by=MACHINE, kind="own_wish", day=date(2026, 6, 1))
        page = said(play.officer.get(reverse("today")))
        assert "Người này đã ra khỏi danh sách." in page
        assert at("leaver", play.person) in page
        assert play.officer.get(at("proposal", one)).status_code == 404
        assert play.officer.post(at("accept-proposal", one)).status_code == 404
        play.officer.post(at("leaver", play.person), {"why": "trả lời đề nghị"})
        assert play.officer.post(at("accept-proposal", one)).status_code == 302
        assert play.secretary.get(at("proposal", one)).status_code == 404

    def test_the_reader_and_other_units_see_nothing_of_it(self, play):
        one = play.sent()
        for who in (play.cast.reader, play.cast.outsider, play.cast.administrator):
            client = play.signed_in(who)
            assert client.get(at("proposal", one)).status_code == 404
            assert "Đề nghị" not in said(client.get(reverse("today")))


class TestTheTable:
    def test_an_officer_does_not_propose_what_he_makes(self, play):
        with pytest.raises(NotAllowed):
            procedure.proposals.propose(
                play.person, by=builders.actor(play.cast.officer), why="x", verb="correct_member", given={"sex": "f"}
            )

    def test_what_no_unit_proposes_is_refused(self, play):
        by = builders.actor(play.cast.cell_secretary)
        with pytest.raises(NotAllowed):
            procedure.proposals.propose(play.person, by=by, why="x", verb="depart", given={})
        with pytest.raises(TypeError):
            procedure.proposals.propose(play.person, by=by, why="x", verb="correct_member", given={"source_id": "A"})

    @pytest.mark.parametrize(
        "columns",
        [
            {"act": 7, "closed_on": None},
            {"refused_because": "vì", "closed_on": None},
            {"act": 7, "refused_because": "vì", "closed_on": TODAY},
            {"closed_on": date(2026, 6, 1)},
            {"reason": ""},
        ],
    )
    def test_the_database_refuses_two_outcomes_and_an_outcome_without_a_day(self, play, columns):
        one = play.sent()
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.unscoped.filter(pk=one.pk).update(**columns)

    def test_the_database_refuses_a_second_one_that_waits(self, play):
        one = play.sent()
        one.pk = None
        with history.act("propose", by=MACHINE), pytest.raises(IntegrityError), transaction.atomic():
            one.save(force_insert=True)
