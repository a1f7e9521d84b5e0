"""Who sees what of a committee's list, through the client: nothing of anybody elsewhere, and page by page however long
it is."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure as members
from members.models import Look, LookValues, Member
from reports.reconciliation import figures, procedure
from reports.reconciliation.models import Reconciliation, SentList
from reports.reconciliation.views import people
from tests import builders
from tests.builders import MACHINE
from tests.reports import play
from tests.reports.pages import questions, send, text
from tests.reports.play import FOREIGN, OWN
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


# --- who sees what ---


def test_the_committee_learns_of_others_only_that_there_may_be_a_record(cast, own):
    """Whatever it puts on its list: a number of somebody elsewhere beside another name, a person in two lists."""
    one = own.round
    marked = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    members.people.correct_member(marked, by=MACHINE, why="bổ sung", other_names="Vừ Bí Danh", profile_number="910003")
    play.sent(play.of(one, cast.tree.other_committee),
              play.file(FOREIGN | {"cell": "Chi bộ Thôn Đồng"}, OWN[0], titles=()), anyway=True)  # fmt: skip
    guessed = FOREIGN | {"name": "Vừ Mí Kê", "birth": "1982", "admitted": "5/2010", "official": ""}
    secretary = signed_in(cast.committee_secretary)
    assert send(secretary, own, play.file(*OWN, guessed)).status_code == 302
    where = reverse("reconciliation", args=[own.pk])
    pages = [secretary.get(where), *(secretary.get(f"{where}?nhom={pile.word}") for pile in figures.PILES),
             secretary.get(reverse("round", args=[one.pk])), secretary.get("/"),
             secretary.get(reverse("list-reading", args=[own.pk, 0])),
             secretary.get(reverse("organisation-history", args=[cast.tree.committee.pk]))]  # fmt: skip
    for page in pages:
        assert page.status_code == 200
        for word in ("Vừ Mí Kẻ", "Vừ Bí Danh", "910003", "Thôn Đồng", "Tân Lập", "21/7/1982"):
            assert word not in page.content.decode(), (page.request["PATH_INFO"], word)
    said = text(pages[0])
    assert "Có thể đã có hồ sơ ở nơi khác, cấp trên trả lời." in said
    assert "Đảng ủy khác trong đợt này cũng ghi người này" in said
    seen = LookValues.objects.get(look=Look.objects.filter(page="reconciliation").earliest("pk")).members
    assert f",{marked.pk}," not in seen


def test_the_officer_reads_where_the_other_record_is_and_the_look_is_noted(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    page = signed_in(cast.officer).get(reverse("reconciliation", args=[own.pk]), {"nhom": "noi-khac"})
    assert "Chi bộ Thôn Đồng" in text(page)
    foreign = Member.unscoped.get(full_name="Vừ Mí Kẻ")
    assert reverse("person", args=[foreign.pk]) in page.content.decode()
    assert LookValues.objects.get(look=Look.objects.latest("pk")).members == f",{foreign.pk},"


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("cell_secretary", 404), ("reader", 403)])
def test_nobody_else_opens_a_committee_s_reconciliation(cast, own, who, status):
    play.sent(own, play.file(*OWN))
    client = signed_in(getattr(cast, who))
    for name in ("reconciliation", "send-list"):
        assert client.get(reverse(name, args=[own.pk])).status_code == status
    assert send(client, own, play.file(OWN[1])).status_code == status
    assert client.get(reverse("take-back-list", args=[own.pk])).status_code == status
    assert client.post(reverse("take-back-list", args=[own.pk])).status_code == status
    assert SentList.unscoped.count() == 1


def test_a_reader_sees_numbers_of_all_and_the_names_of_nobody(cast, own):
    play.sent(own, play.file(*OWN, FOREIGN))
    page = signed_in(cast.reader).get(reverse("round", args=[own.round_id]))
    assert "Khác ngày, số, chi bộ, họ tên: 1" in text(page)
    assert "Nơi khác, đã đi, đã ra: 1" in text(page)
    assert "Sùng A Páo" not in page.content.decode()
    assert reverse("reconciliation", args=[own.pk]) not in page.content.decode()


def test_the_pile_of_other_values_names_the_status_where_one_differs(cast, own):
    play.sent(own, play.file(OWN[0] | {"note": "Đã mất"}, OWN[1]))
    officer, plain = signed_in(cast.officer), "Khác ngày, số, chi bộ, họ tên"
    page, round_ = reverse("reconciliation", args=[own.pk]), reverse("round", args=[own.round_id])
    assert "Khác trạng thái, ngày, số, chi bộ, họ tên (2)" in text(officer.get(f"{page}?nhom=gia-tri"))
    assert "Khác trạng thái, ngày, số, chi bộ, họ tên: 2" in text(officer.get(round_))
    play.sent(own, play.file(*OWN))
    assert f"{plain} (1)" in text(officer.get(f"{page}?nhom=gia-tri"))
    assert f"{plain}: 1" in text(officer.get(round_))


def test_a_committee_sees_of_a_round_its_own_line_alone(cast, own):
    page = text(signed_in(cast.committee_secretary).get(reverse("round", args=[own.round_id])))
    assert "Đảng bộ xã An Khê" in page
    assert "Tân Lập" not in page
    other = play.opened(date(2025, 1, 1), date(2025, 7, 1), committees=[cast.tree.other_committee])
    assert signed_in(cast.committee_secretary).get(reverse("round", args=[other.pk])).status_code == 404


@pytest.mark.parametrize(("who", "has"), [
    ("officer", True), ("committee_secretary", True), ("reader", True), ("cell_secretary", False),
    ("administrator", False),
])  # fmt: skip
def test_the_entry_stands_in_the_left_list_of_whom_it_concerns_and_the_list_stays_short(cast, own, who, has):
    page = signed_in(getattr(cast, who)).get("/")
    entries = [one.label for one in page.context["frame"].entries]
    assert ("Đối khớp" in entries) is has
    assert len(entries) <= 8


def test_a_grass_roots_cell_sees_the_entry_and_its_own_reconciliation(cast, own):
    secretary = signed_in(builders.role(builders.account("kho-bac", "Lý Thị Dín"), "cell", cast.tree.grass_cell))
    assert "Đối khớp" in [one.label for one in secretary.get("/").context["frame"].entries]
    mine = play.of(own.round, cast.tree.grass_cell)
    assert reverse("reconciliation", args=[mine.pk]) in secretary.get(reverse("rounds")).content.decode()
    assert secretary.get(reverse("reconciliation", args=[mine.pk])).status_code == 200


# --- long lists ---


def many(cast, count):
    """A list on which so many people are missing."""
    builders.crowd(count, cast.tree.cell)
    own = Reconciliation.unscoped.select_related("round").get(organisation=cast.tree.committee, round__kind="full")
    return play.sent(own, play.file(OWN[1]), anyway=True)


def test_every_person_is_met_once_going_forward_and_back(cast, own):
    sent = many(cast, 70)
    officer, address = signed_in(cast.officer), reverse("reconciliation", args=[own.pk])
    where, forward = "?nhom=mot-ben", []
    while where:
        page = officer.get(address + where)
        forward.append([one.name for one in page.context["people"]])
        last, where = where, page.context["pages"].next
    names = [name for some in forward for name in some]
    assert len(names) == 71
    assert [len(some) for some in forward] == [people.PAGE, people.PAGE, 71 - 2 * people.PAGE]
    back = officer.get(address + officer.get(address + last).context["pages"].previous)
    assert [one.name for one in back.context["people"]] == forward[-2]
    assert sent.differences(manager="unscoped").count() == 71
    assert officer.get(f"{address}?sau=999999&nhom=nonsense").status_code == 200


# Measured, the session and the look among them.
LIMITS = {"reconciliation": 20, "round": 10, "rounds": 6}


@pytest.mark.parametrize("who", ["officer", "committee_secretary"])
def test_pages_ask_as_often_for_many_as_for_few(cast, own, who):
    procedure.lists.take_back_list(many(cast, 3), by=MACHINE, why="gửi nhầm")
    play.sent(own, play.file(*OWN, FOREIGN))
    client = signed_in(getattr(cast, who))
    addresses = {"reconciliation": reverse("reconciliation", args=[own.pk]),
                 "round": reverse("round", args=[own.round_id]), "rounds": reverse("rounds")}  # fmt: skip
    few = {name: len(questions(client, address)) for name, address in addresses.items()}
    procedure.lists.take_back_list(SentList.unscoped.get(), by=MACHINE, why="gửi nhầm")
    many(cast, 200)
    assert {name: len(questions(client, address)) for name, address in addresses.items()} == few
    assert all(few[name] <= LIMITS[name] for name in few), few
