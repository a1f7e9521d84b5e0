"""Visits to new, young and hard-pressed members: kind, day, who; who sees them; no place for a cause."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import SupportVisit
from members.errors import NotAllowed, RuleBroken
from members.models import Act
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE, actor
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 8)


@pytest.fixture
def one(cast):
    return builders.member("Sùng Thị Dua", cast.tree.cell)


@pytest.fixture
def other(cast):
    return builders.member("Vàng Seo Chứ", cast.tree.cell)


def refused(call, word):
    with pytest.raises(RuleBroken) as broken:
        call()
    assert word in broken.value.sentence


def of(name, row):
    return reverse(name, args=[row.pk])


def test_a_visit_keeps_kind_day_and_who_and_has_no_column_for_a_cause():
    names = {field.name for field in SupportVisit._meta.concrete_fields}
    assert names == {"id", "member", "kind", "day", "visitor", "name", "account"}


def test_a_day_to_come_nowhere_twice_or_by_oneself_is_refused(one):
    refused(lambda: play.visited(one, day=MACHINE.day + timedelta(days=1)), "chưa đến")
    refused(lambda: play.visited(one, day=date(1950, 1, 1)), "không sinh hoạt ở chi bộ nào")
    refused(lambda: play.visited(one, visitor=one, name=""), "người khác")
    refused(lambda: play.visited(one, name=""), "Chọn người đến thăm")
    play.visited(one)
    refused(lambda: play.visited(one), "Đã ghi thăm hỏi loại này")
    assert play.visited(one, kind="hard").pk


def test_it_is_put_right_and_taken_back_with_a_line_each(one, other):
    visit = play.visited(one)
    procedure.correct_visit(visit, by=MACHINE, visitor=other, why="gõ nhầm")
    visit.refresh_from_db()
    assert (visit.visitor, visit.name) == (other, "")
    procedure.take_back_visit(visit, by=MACHINE, why="ghi hai lần")
    assert not SupportVisit.unscoped.exists()
    verbs = list(Act.objects.order_by("-pk").values_list("verb", flat=True))[:3]
    assert verbs == ["take_back_visit", "correct_visit", "record_visit"]


def test_nobody_writes_for_a_member_of_another_part(cast, one):
    stranger = builders.member("Lù Thị Dợ", cast.tree.other_cell)
    with pytest.raises(NotAllowed):
        play.visited(stranger, by=actor(cast.committee_secretary))
    with pytest.raises(NotAllowed):
        play.visited(one, by=actor(cast.reader))
    assert play.visited(one, by=actor(cast.cell_secretary)).pk


def test_a_secretary_writes_a_visit_of_the_cell_and_it_stands_on_the_page_of_the_member(cast, one, other):
    client = signed_in(cast.cell_secretary)
    where = of("record-visit", cast.tree.cell)
    assert where in client.get(reverse("visits")).content.decode()
    said = {"member": one.pk, "kind": "hard", "day": "8/3/2026", "visitor": other.pk, "name": ""}
    assert client.post(where, said).status_code == 302
    shown = text(client.get(reverse("visits")))
    assert "Đảng viên có hoàn cảnh khó khăn 1 lần" in shown
    assert "Vàng Seo Chứ" in shown
    page = text(client.get(of("person", one)))
    assert "Được thăm hỏi (đảng viên có hoàn cảnh khó khăn): Vàng Seo Chứ" in page


def test_the_list_is_of_a_place_and_a_period(cast, one):
    play.visited(one)
    play.visited(builders.member("Lù Thị Dợ", cast.tree.other_cell))
    client = signed_in(cast.officer)
    every = reverse("visits")
    both = text(client.get(every))
    assert ": 2 lần" in both
    assert "Số lần ở từng chi bộ" in both
    there = {"place": cast.tree.committee.pk, "since": "1/3/2026", "until": "31/3/2026"}
    shown = text(client.get(every, there))
    assert "Từ 01/3/2026 đến hết 31/3/2026: 1 lần" in shown
    assert "Lù Thị Dợ" not in shown
    assert ": 0 lần" in text(client.get(every, there | {"since": "9/3/2026"}))
    wrong = client.get(every, there | {"until": "1/1/2026"})
    assert wrong.status_code == 422
    assert "Ngày cuối phải từ ngày đầu" in text(wrong)


def test_who_opens_no_page_of_a_member_sees_no_visit(cast, one):
    visit = play.visited(one)
    for who in (cast.reader, cast.administrator):
        assert signed_in(who).get(reverse("visits")).status_code == 403
        assert signed_in(who).get(of("correct-visit", visit)).status_code == 404
    stranger = play.visited(builders.member("Lù Thị Dợ", cast.tree.other_cell))
    client = signed_in(cast.committee_secretary)
    assert client.get(of("take-back-visit", stranger)).status_code == 404
    assert "Lù Thị Dợ" not in text(client.get(reverse("visits")))


def test_it_is_put_right_and_taken_back_on_its_pages(cast, one):
    visit = play.visited(one)
    client = signed_in(cast.committee_secretary)
    said = {"kind": "new", "day": "9/3/2026", "visitor": "", "name": "Lù Seo Páo"}
    assert client.post(of("correct-visit", visit), said | {"why": ""}).status_code == 422
    assert client.post(of("correct-visit", visit), said | {"why": "gõ nhầm"}).status_code == 302
    visit.refresh_from_db()
    assert (visit.kind, visit.day) == ("new", date(2026, 3, 9))
    assert client.post(of("take-back-visit", visit), {"why": "ghi nhầm"}).status_code == 302
    assert not SupportVisit.unscoped.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"day": ""}, "Nhập ngày thăm"), ({"day": "1/1/2030"}, "chưa đến"), ({"kind": ""}, "Chọn"),
     ({"name": ""}, "Chọn người đến thăm"), ({"name": "x" * 121}, "Rút ngắn")],
)  # fmt: skip
def test_bad_input_gets_its_sentence(cast, one, wrong, said):
    given = {"member": one.pk, "kind": "new", "day": "8/3/2026", "visitor": "", "name": "Lù Seo Páo"} | wrong
    answer = signed_in(cast.cell_secretary).post(of("record-visit", cast.tree.cell), given)
    assert answer.status_code == 422
    assert said in text(answer)
    assert not SupportVisit.unscoped.exists()
