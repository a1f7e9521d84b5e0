"""Changes of an organisation entered in another order than they happened: what is known of later days stays, what goes
on goes on, and who says something else of a day that is written down already says why."""

from datetime import date

import pytest
from django.urls import reverse

from kit.calendar import PartialDate
from members import checks, procedure
from members.errors import RuleBroken
from members.models import Act, ActValues, Place, Term
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground, officer
from tests.members.test_two_editors import opened

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
EARLIER, LATER = date(2015, 1, 1), date(2025, 7, 1)
tree = procedure.tree


def page(cell, name):
    return reverse(name, args=[cell.pk])


def on(cell, day):
    return Term.unscoped.on(day).get(organisation=cell)


def said(cell, *columns):
    """What the terms say in their order."""
    return [tuple(getattr(one, name) for name in columns) for one in
            Term.unscoped.filter(organisation=cell).order_by("since")]  # fmt: skip


def sent(client, cell, name, /, **typed):
    """The page as it is opened, with some fields typed over."""
    return client.post(page(cell, name), {**opened(client, page(cell, name)), **typed})


# --- what was left as it was shown is not written into the past ---


def test_an_earlier_rename_leaves_the_code_of_its_own_time(officer, cast):
    cell = cast.tree.cell
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Tổ dân phố 5", code="38.900")
    assert sent(officer, cell, "rename-organisation", name="Chi bộ Xóm Đồi", day="1/1/2015").status_code == 302
    assert said(cell, "name", "short_name", "code") == [
        ("Chi bộ Thôn 1", "Thôn 1", "38.168.053.000.001"),
        ("Chi bộ Xóm Đồi", "Xóm Đồi", "38.168.053.000.001"),
        ("Chi bộ Tổ dân phố 5", "Tổ dân phố 5", "38.900"),
    ]


def test_a_code_alone_leaves_the_name_of_its_time(officer, cast):
    cell = cast.tree.cell
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Tổ dân phố 5")
    assert sent(officer, cell, "rename-organisation", code="38.901", day="1/1/2015").status_code == 302
    assert said(cell, "name", "code") == [
        ("Chi bộ Thôn 1", "38.168.053.000.001"), ("Chi bộ Thôn 1", "38.901"), ("Chi bộ Tổ dân phố 5", "38.901"),
    ]  # fmt: skip


def test_a_short_name_typed_by_hand_stays_and_one_taken_from_the_name_follows_it(officer, cast):
    cell = cast.tree.cell
    assert sent(officer, cell, "rename-organisation", short_name="T1", day="1/1/2015").status_code == 302
    assert sent(officer, cell, "rename-organisation", name="Chi bộ Xóm Đồi", day="1/1/2016").status_code == 302
    assert sent(officer, cell, "rename-organisation", short_name="", day="1/1/2017").status_code == 302
    assert said(cell, "name", "short_name") == [
        ("Chi bộ Thôn 1", "Thôn 1"), ("Chi bộ Thôn 1", "T1"), ("Chi bộ Xóm Đồi", "T1"), ("Chi bộ Xóm Đồi", "Xóm Đồi"),
    ]  # fmt: skip


def test_a_short_name_goes_no_further_than_its_name(cast):
    cell = cast.tree.cell
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Thôn 1 mới", short_name="Thôn 1")
    tree.rename_organisation(cell, by=MACHINE, day=EARLIER, name="Chi bộ Xóm Đồi")
    assert said(cell, "short_name") == [("Thôn 1",), ("Xóm Đồi",), ("Thôn 1",)]


def test_an_earlier_change_of_kind_leaves_sector_and_enterprise_of_its_own_time(officer, cast):
    cell = cast.tree.cell
    tree.change_kind(
        cell, by=MACHINE, day=LATER, kind=builders.kind("cell"), sector="enterprise", in_private_enterprise=True
    )
    part = builders.kind("part")
    assert sent(officer, cell, "change-kind", kind=str(part.pk), day="1/1/2015").status_code == 302
    assert said(cell, "kind", "sector", "in_private_enterprise") == [
        (builders.kind("cell"), "residential", False), (part, "residential", False), (part, "enterprise", True),
    ]  # fmt: skip


def test_who_changes_nothing_is_told_where_a_day_is_corrected(officer, cast):
    for name in ("rename-organisation", "change-kind"):
        answer = sent(officer, cast.tree.cell, name, day="1/1/2015")
        assert answer.status_code == 422
        assert "Chưa đổi ô nào" in answer.content.decode()
    assert Term.unscoped.filter(organisation=cast.tree.cell).count() == 1


# --- an area goes on until it was itself changed ---


@pytest.fixture
def villages():
    commune = Place.objects.create(name="Xã An Khê")
    return [Place.objects.create(name=name, within=commune) for name in ("Thôn 1", "Thôn 2", "Thôn 3")]


def areas(cell):
    terms = Term.unscoped.filter(organisation=cell).order_by("since")
    return [sorted(place.name for place in one.places.all()) for one in terms]


def area(cell, day, *places):
    return tree.set_area(cell, by=MACHINE, day=day, places=places)


def test_an_area_entered_late_goes_on_behind_a_rename(cast, villages):
    cell, (one, other, _) = cast.tree.cell, villages
    away = builders.member("Giàng Seo Lử", cell, birth=PartialDate(1980, 4, 12))
    procedure.people.note_residence(away, by=MACHINE, address="x", day=date(2020, 1, 1), place=other)
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Tổ dân phố 5")
    area(cell, EARLIER, one)
    assert areas(cell) == [[], ["Thôn 1"], ["Thôn 1"]]
    with builders.whole():
        assert [one.member for one in checks.behind("area_alone", TODAY).select_related("member")] == [away]


def test_an_area_goes_on_until_it_was_changed_itself(cast, villages):
    cell, (one, other, third) = cast.tree.cell, villages
    area(cell, LATER, one, other)
    tree.rename_organisation(cell, by=MACHINE, day=date(2026, 1, 1), name="Chi bộ Tổ dân phố 5")
    area(cell, EARLIER, third)
    assert areas(cell) == [[], ["Thôn 3"], ["Thôn 1", "Thôn 2"], ["Thôn 1", "Thôn 2"]]
    area(cell, LATER, other)
    assert areas(cell) == [[], ["Thôn 3"], ["Thôn 2"], ["Thôn 2"]]


def test_an_area_taken_back_is_taken_back_everywhere(cast, villages):
    cell = cast.tree.cell
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Tổ dân phố 5")
    area(cell, EARLIER, villages[0])
    procedure.revert.revert(Act.objects.latest("number"), by=MACHINE, why="gõ nhầm")
    assert areas(cell) == [[], []]


# --- a code is looked at as far as it reaches ---


def test_a_code_that_another_carries_later_is_refused_at_its_field(officer, cast):
    cell, sibling = cast.tree.cell, cast.tree.sibling
    tree.rename_organisation(cell, by=MACHINE, day=LATER, name="Chi bộ Tổ dân phố 5")
    tree.rename_organisation(sibling, by=MACHINE, day=LATER, code="38.777")
    answer = sent(officer, cell, "rename-organisation", code="38.777", day="1/1/2020")
    assert answer.status_code == 422
    assert answer.context["form"].errors["code"] == ["Mã 38.777 đang dùng cho Chi bộ Thôn 2."]


def test_a_code_is_free_for_the_days_before_another_took_it(cast):
    cell, sibling = cast.tree.cell, cast.tree.sibling
    tree.rename_organisation(cell, by=MACHINE, day=LATER, code="38.778")
    tree.rename_organisation(sibling, by=MACHINE, day=LATER, code="38.777")
    tree.rename_organisation(cell, by=MACHINE, day=EARLIER, code="38.777")
    assert said(cell, "code") == [("38.168.053.000.001",), ("38.777",), ("38.778",)]


def test_a_corrected_day_gives_no_code_back_that_another_has_since(cast):
    cell, sibling = cast.tree.cell, cast.tree.sibling
    tree.rename_organisation(cell, by=MACHINE, day=LATER, code="38.778")
    tree.rename_organisation(sibling, by=MACHINE, day=LATER, code="38.168.053.000.001")
    with pytest.raises(RuleBroken, match="đang dùng cho Chi bộ Thôn 2"):
        tree.correct_term(on(cell, LATER), by=MACHINE, why="gõ nhầm", since=date(2026, 1, 1))


# --- what is written of a day already is corrected with a reason ---


def test_another_name_from_the_same_day_asks_why_and_keeps_what_was_typed(officer, cast):
    cell = cast.tree.cell
    assert sent(officer, cell, "rename-organisation", name="Chi bộ Thôn Một", day="1/7/2025").status_code == 302
    answer = sent(officer, cell, "rename-organisation", name="Chi bộ Thôn Mốt", day="1/7/2025")
    assert answer.status_code == 422
    form = answer.context["form"]
    assert "Từ ngày 01/7/2025 đã ghi tên" in form.errors["why"][0]
    assert form["name"].value() == "Chi bộ Thôn Mốt"
    again = {one.name: one.value() for one in form if one.value() is not None}
    assert officer.post(page(cell, "rename-organisation"), {**again, "why": "gõ nhầm"}).status_code == 302
    assert on(cell, LATER).name == "Chi bộ Thôn Mốt"
    assert "gõ nhầm" in ActValues.objects.get(act=Act.objects.latest("number")).body


def test_what_is_said_for_the_first_time_asks_for_no_reason(officer, cast, villages):
    """A name and a kind from one day on by one decision; a code, a sort and an area that nobody had written down."""
    new = builders.organisation("Chi bộ Thôn 9", "cell", cast.tree.committee, LATER)
    assert sent(officer, new, "rename-organisation", code="38.999", day="1/7/2025").status_code == 302
    assert sent(officer, new, "change-kind", sector="residential", day="1/7/2025").status_code == 302
    assert sent(officer, new, "set-area", places=[villages[0].pk], day="1/7/2025").status_code == 302
    cell, number = cast.tree.cell, {"number": "5-QĐ/HU", "signed_on": "20/6/2025", "body": "Huyện ủy"}
    assert sent(officer, cell, "rename-organisation", name="Chi bộ X", day="1/7/2025", **number).status_code == 302
    assert sent(officer, cell, "change-kind", sector="school", day="1/7/2025", **number).status_code == 302
    assert said(cell, "name", "sector")[1:] == [("Chi bộ X", "school")]


@pytest.mark.parametrize(
    ("name", "first", "then"),
    [
        ("change-kind", {"sector": "school"}, {"sector": "office"}),
        ("set-area", {"places": [0]}, {"places": [0, 1]}),
        ("rename-organisation", {"code": "38.1"}, {"code": "38.2"}),
        ("rename-organisation", {"code": "38.1", "number": "5-QĐ/HU"}, {"name": "Chi bộ Y", "number": "6-QĐ/HU"}),
    ],
)  # fmt: skip
def test_each_correction_of_that_day_asks_why(officer, cast, villages, name, first, then):
    def typed(values):
        return {key: [villages[n].pk for n in value] if key == "places" else value for key, value in values.items()}

    assert sent(officer, cast.tree.cell, name, day="1/7/2025", **typed(first)).status_code == 302
    answer = sent(officer, cast.tree.cell, name, day="1/7/2025", **typed(then))
    assert answer.status_code == 422 and "why" in answer.context["form"].errors
    answer = sent(officer, cast.tree.cell, name, day="1/7/2025", why="gõ nhầm", **typed(then))
    assert answer.status_code == 302
