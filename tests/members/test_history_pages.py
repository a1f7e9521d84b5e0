"""Who did what: of an organisation, of a person, one act whole; what one may not read is said without its values."""

from datetime import date

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from kit.calendar import PartialDate
from members import history_wording, lines, procedure
from members.models import Act, Look, LookValues, Term
from tests import builders
from tests.builders import MACHINE, PASSWORD, TODAY
from tests.ground import laid

pytestmark = [pytest.mark.django_db]


class Play:
    def __init__(self) -> None:
        self.cast = builders.make_cast()
        self.cell = self.cast.tree.cell
        self.person = builders.member("Giàng Seo Lử", self.cell)
        self.officer = self.signed_in(self.cast.officer)

    def signed_in(self, who) -> Client:
        client = Client()
        assert client.post(reverse("login"), {"username": who.username, "password": PASSWORD}).status_code == 302
        return client

    def page(self, name, pk, client=None, **asked):
        answer = (client or self.officer).get(reverse(name, args=[pk]), asked)
        assert answer.status_code == 200
        return answer.content.decode()

    def renamed(self, name="Chi bộ Bản Mới"):
        by = builders.actor(self.cast.officer)
        procedure.tree.rename_organisation(self.cell, by=by, day=date(2026, 6, 1), name=name)
        return self.line_of("rename_organisation")

    @staticmethod
    def line_of(verb):
        return Act.objects.filter(verb=verb).latest("number")


ground = laid(Play, f"{TODAY}T05:00:00Z")


@pytest.fixture
def play(ground, db):
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=True):
        yield ground.found()


def seen_on(page):
    return [one.members for one in LookValues.objects.filter(look__page=page)]


def test_the_page_of_an_organisation_leads_to_all_that_was_written_about_it(play):
    renamed = play.renamed()
    procedure.offices.hold_office(
        play.person, by=MACHINE, organisation=play.cell, office="cell_committee", day=date(2024, 1, 1)
    )
    assert reverse("organisation-history", args=[play.cell.pk]) in play.page("organisation", play.cell.pk)
    page = play.page("organisation-history", play.cell.pk)
    for said in ("Lập tổ chức", "Đổi tên tổ chức", "Giao vai trò", "Ghi người giữ chức vụ", "Giàng Seo Lử",
                 "Ma Văn Thượng"):  # fmt: skip
        assert said in page
    assert reverse("line", args=[renamed.pk]) in page
    assert seen_on("organisation-history") == [f",{play.person.pk},"]


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        (PartialDate(1992, 11, 12), PartialDate(1992), ("12/11/1992", "1992")),
        (PartialDate(1964, 6, 13), PartialDate(1964, 6), ("13/6/1964", "6/1964")),
        (PartialDate(1992, 1, 1), PartialDate(1992), ("01/01/1992", "1992")),
        (PartialDate(1992), PartialDate(1993), ("1992", "1993")),
    ],
)
def test_a_birth_of_which_the_year_alone_is_known_is_said_so_there_too(play, first, then, said):
    """Nobody reads a first of January that nobody has written, nor when the act is taken back."""
    by = builders.actor(play.cast.officer)
    procedure.people.correct_member(play.person, by=by, why="theo giấy khai sinh", birth=first)
    procedure.people.correct_member(play.person, by=by, why="theo lý lịch", birth=then)
    (change,) = history_wording.line(play.line_of("correct_member")).changes
    assert (change.field, change.before, change.after) == ("ngày sinh", *said)
    procedure.revert.revert(play.line_of("correct_member"), by=by, why="ghi nhầm người")
    (change,) = history_wording.line(Act.objects.latest("number")).changes
    assert (change.before, change.after) == (said[1], said[0])
    play.person.refresh_from_db()
    assert procedure.people.birth_of(play.person) == first


def test_a_birth_in_a_line_of_before_is_said_as_far_as_is_sure(play):
    old = {"op": "set", "m": "member", "id": play.person.pk, "f": {"birth_on": ["1964-06-13", "1992-01-01"]}}
    (change,) = history_wording._changes(old, TODAY, {})
    assert (change.before, change.after) == ("13/6/1964", "1992")


def test_who_has_which_role_is_read_by_who_keeps_accounts(play):
    client = play.signed_in(play.cast.cell_secretary)
    play.renamed()
    page = play.page("organisation-history", play.cell.pk, client)
    assert "Đổi tên tổ chức" in page
    assert "Giao vai trò" not in page
    granted = Act.objects.get(verb="grant_role", organisation=play.cell)
    assert client.get(reverse("line", args=[granted.pk])).status_code == 404
    administrator = play.signed_in(play.cast.administrator)
    page = play.page("line", granted.pk, administrator)
    assert "Hoàng Seo Phừ" in page
    assert "Chi bộ Bản Mới" in page
    assert "bí thư chi bộ" in page


def test_whom_a_line_is_about_is_told_only_to_who_opens_that_person(play):
    procedure.offices.hold_office(
        play.person, by=MACHINE, organisation=play.cell, office="cell_committee", day=date(2024, 1, 1)
    )
    client = play.signed_in(play.cast.cell_secretary)
    assert "Giàng Seo Lử" in play.page("organisation-history", play.cell.pk, client)
    procedure.places.move(play.person, by=MACHINE, organisation=play.cast.tree.other_cell, day=date(2026, 6, 1))
    page = play.page("organisation-history", play.cell.pk, client)
    assert "Ghi người giữ chức vụ" in page
    assert "Giàng Seo Lử" not in page
    assert "Chi ủy viên" not in page and "chi ủy viên" not in page
    held = play.line_of("hold_office")
    assert client.get(reverse("line", args=[held.pk])).status_code == 404


def test_more_than_fifty_lines_are_read_page_by_page_forth_and_back(play):
    for number in range(60):
        procedure.people.correct_member(play.person, by=MACHINE, why=f"lần {number}.", other_names=f"Tên {number}")
    address = reverse("person-history", args=[play.person.pk])
    assert address in play.page("person", play.person.pk)
    first = play.officer.get(address)
    numbers = [one.number for one in first.context["part"].rows]
    assert len(numbers) == lines.PAGE
    assert numbers == sorted(numbers, reverse=True)
    second = play.officer.get(address + first.context["part"].older)
    assert len(second.context["part"].rows) == 11
    assert second.context["part"].older == ""
    back = play.officer.get(address + second.context["part"].newer)
    assert [one.number for one in back.context["part"].rows] == numbers
    assert back.context["part"].newer == ""


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, "²", ""])
def test_a_page_that_is_no_number_is_the_first_one(play, typed):
    page = play.page("person-history", play.person.pk, **{"cu-hon": typed})
    assert "Ghi tên vào sổ" in page or typed == "-1"


def test_one_act_says_before_and_after_also_of_what_it_points_at(play):
    decision = procedure.Paper(number="12-QĐ/HU", signed_on=date(2026, 5, 20), body="Huyện ủy")
    by = builders.actor(play.cast.officer)
    procedure.places.move(
        play.person, by=by, organisation=play.cast.tree.other_cell, day=date(2026, 6, 1), decision=decision
    )
    page = play.page("line", play.line_of("move").pk)
    for said in ("Giàng Seo Lử", "Ma Văn Thượng", "Chi bộ Thôn Đồng", "Số 12-QĐ/HU, 20/5/2026, Huyện ủy"):
        assert said in page
    assert seen_on("line") == [f",{play.person.pk},"]


def test_an_act_taken_back_and_the_one_that_did_it_lead_to_each_other(play):
    renamed = play.renamed()
    page = play.page("line", renamed.pk)
    back = reverse("revert", args=[renamed.pk])
    assert back in page
    assert "Chi bộ Bản Mới" in page
    answer = play.officer.post(back, {"why": "ghi nhầm chi bộ"}, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("organisation-history", args=[play.cell.pk])
    assert not Term.unscoped.filter(name="Chi bộ Bản Mới").exists()
    reverting = play.line_of("revert")
    assert "Đã hoàn lại" in (page := play.page("line", renamed.pk))
    assert reverse("line", args=[reverting.pk]) in page
    page = play.page("line", reverting.pk)
    assert "Hoàn lại việc" in page
    assert reverse("line", args=[renamed.pk]) in page
    assert "ghi nhầm chi bộ" in page


def test_a_committee_reads_a_line_of_its_part_and_is_offered_no_way_back(play):
    renamed = play.renamed()
    client = play.signed_in(play.cast.committee_secretary)
    assert reverse("revert", args=[renamed.pk]) not in play.page("line", renamed.pk, client)
    assert client.get(reverse("revert", args=[renamed.pk])).status_code == 403
    foreign = play.signed_in(play.cast.outsider)
    assert foreign.get(reverse("line", args=[renamed.pk])).status_code == 404


def test_acts_inside_an_act_stand_on_its_page_and_lead_back(play):
    officer = builders.actor(play.cast.officer)
    procedure.offices.hold_office(
        play.person, by=officer, organisation=play.cell, office="cell_committee", day=date(2024, 1, 1)
    )
    procedure.proposals.propose(
        play.person, by=builders.actor(play.cast.cell_secretary), why="theo giấy khai sinh", verb="correct_member",
        given={"other_names": "Giàng A Lử"},
    )  # fmt: skip
    proposal = play.person.proposals(manager="unscoped").get()
    procedure.proposals.accept_proposal(proposal, by=officer)
    whole = play.line_of("accept_proposal")
    inner = Act.objects.get(inside=whole.number)
    page = play.page("line", whole.pk)
    assert "Các việc bên trong" in page
    assert reverse("line", args=[inner.pk]) in page
    assert reverse("line", args=[whole.pk]) in play.page("line", inner.pk)


def test_settings_are_read_by_who_keeps_accounts_and_lists_by_the_officer_alone(play):
    procedure.office.set_office(by=MACHINE, key="place_name", value="Bắc Sơn", day=date(2026, 1, 1))
    builders.crowd(3, play.cell)
    setting, importing = play.line_of("set_office"), play.line_of("import_members")
    administrator = play.signed_in(play.cast.administrator)
    assert "Bắc Sơn" in play.page("line", setting.pk, administrator)
    assert administrator.get(reverse("line", args=[importing.pk])).status_code == 404
    assert "Nhập danh sách" in play.page("line", importing.pk)
    for who in (play.cast.cell_secretary, play.cast.reader):
        client = play.signed_in(who)
        for one in (setting, importing):
            assert client.get(reverse("line", args=[one.pk])).status_code == 404


def test_a_kept_list_is_its_keeper_s_own_line(play):
    builders.kept_list(play.cast.second_officer, play.cell, "Danh sách của tôi")
    kept = play.line_of("keep_list")
    assert play.officer.get(reverse("line", args=[kept.pk])).status_code == 404
    own = play.signed_in(play.cast.second_officer)
    assert "Giữ danh sách riêng" in play.page("line", kept.pk, own)
    assert "Giữ danh sách riêng" not in play.page("organisation-history", play.cell.pk)


def test_a_page_of_lines_that_tells_of_nobody_leaves_no_look(play):
    play.page("line", play.renamed().pk)
    assert not Look.objects.filter(page="line").exists()


class TestAccount:
    """What an account has done, and how it signed in."""

    @pytest.fixture(autouse=True)
    def worked(self, play):
        by = builders.actor(play.cast.officer)
        procedure.people.correct_member(play.person, by=by, why="theo giấy khai sinh", other_names="Giàng A Lử")
        self.address = reverse("account-history", args=[play.cast.officer.pk])

    def page(self, client, **asked):
        answer = client.get(self.address, asked)
        assert answer.status_code == 200
        return answer.content.decode()

    def test_another_officer_reads_it_whole_and_leaves_a_look(self, play):
        other = play.signed_in(play.cast.second_officer)
        assert self.address in play.page("account", play.cast.officer.pk, other)
        page = self.page(other)
        for said in ("Sửa nhân thân", "Giàng Seo Lử", "Giàng A Lử", "theo giấy khai sinh"):
            assert said in page
        assert seen_on("account-history") == [f",{play.person.pk},"]

    def test_the_administrator_reads_verb_and_time_and_nobody(self, play):
        page = self.page(play.signed_in(play.cast.administrator))
        assert "Sửa nhân thân" in page
        assert "12:00 30/06/2026" in page
        for word in ("Giàng", "theo giấy khai sinh", "/viec-da-ghi/"):
            assert word not in page
        assert not Look.objects.filter(page="account-history").exists()

    def test_nobody_else_reads_it(self, play):
        for who in (play.cast.committee_secretary, play.cast.cell_secretary, play.cast.reader):
            assert play.signed_in(who).get(self.address).status_code == 403

    def test_wrong_tries_and_passwords_stand_beside_it(self, play):
        client = Client()
        client.post(reverse("login"), {"username": "can-bo", "password": "khong-phai"}, REMOTE_ADDR="10.0.0.7")
        client.post(reverse("login"), {"username": "bi-thu-xa", "password": "khong-phai"}, REMOTE_ADDR="10.0.0.8")
        procedure.renewing.reset_password(play.cast.officer, by=MACHINE, password="con trâu đi trước cái cày")
        procedure.roles.block_account(play.cast.officer, by=MACHINE)
        for who in (play.cast.second_officer, play.cast.administrator):
            page = self.page(play.signed_in(who), phan="dang-nhap")
            for said in ("Đăng nhập sai", "từ máy 10.0.0.7", "Cấp lại mật khẩu", "Khóa tài khoản", "Lập tài khoản"):
                assert said in page
            assert "10.0.0.8" not in page
            assert "con trâu" not in page
        assert "Đăng nhập sai" not in self.page(play.signed_in(play.cast.second_officer))


def test_a_new_name_from_a_day_on_tells_the_name_and_the_day_alone(play):
    """Not the rows by which the register says it: the cell had a code, a kind and a parent before."""
    procedure.tree.rename_organisation(
        play.cell, by=MACHINE, day=date(2024, 5, 1), name="Chi bộ Thôn Hợp Nhất", short_name="Thôn Hợp Nhất"
    )
    told = history_wording.line(Act.objects.order_by("number").last()).changes
    assert [(one.field.removeprefix("giai đoạn của tổ chức, "), one.before, one.after) for one in told] == [
        ("từ ngày", "", "01/5/2024"), ("tên", "Chi bộ Thôn 1", "Chi bộ Thôn Hợp Nhất"),
        ("tên gọi tắt", "Thôn 1", "Thôn Hợp Nhất"),
    ]  # fmt: skip
