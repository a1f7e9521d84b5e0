"""Who holds an office: chosen from a list in a small place, sought by name or number in a large one."""

import html

import pytest
from django.urls import reverse

from kit.calendar import PartialDate
from members.forms import offices as forms
from members.models import Look, OfficeHolding
from tests import builders
from tests.ground import laid
from tests.members.officer_play import NOON, cast, officer

__all__ = ["cast", "officer"]
pytestmark = [pytest.mark.django_db]
HELD = {"office": "secretary", "day": "01/6/2026"}


def with_namesakes():
    cast = builders.make_cast()
    for year in (1960, 1987):
        builders.member("Lò Văn Páo", cast.tree.cell, birth=PartialDate(year))
    builders.member("Lò Văn Pạc", cast.tree.other_cell)
    return cast


ground = laid(with_namesakes, NOON)


@pytest.fixture
def large(monkeypatch):
    """Two people are already too many for one list."""
    monkeypatch.setattr(forms, "CHOSEN_FROM", 1)


def choices(answer) -> list[str]:
    return [label for _, label in answer.context["form"].fields["member"].choices]


def chosen(answer, label) -> int:
    return next(pk for pk, said in answer.context["form"].fields["member"].choices if said == label)


def test_in_a_small_place_two_of_one_name_are_told_apart(officer, cast):
    page = officer.get(reverse("hold-office", args=[cast.tree.committee.pk]))
    assert choices(page)[1:] == ["Lò Văn Páo, sinh 1960, Thôn 1", "Lò Văn Páo, sinh 1987, Thôn 1"]


def test_in_a_large_place_nobody_is_listed_before_a_name_is_typed(officer, cast, large):
    address = reverse("hold-office", args=[cast.tree.committee.pk])
    page = officer.get(address)
    assert "Lò Văn" not in html.unescape(page.content.decode())
    answer = officer.post(address, HELD)
    assert answer.context["form"].errors == {"seek": ["Gõ tên hoặc số thẻ của đảng viên ở ô tìm"]}


def test_whom_one_sought_one_chooses_and_only_people_of_this_place_are_offered(officer, cast, large):
    address = reverse("hold-office", args=[cast.tree.committee.pk])
    answer = officer.post(address, {**HELD, "seek": "lo van pao"})
    assert (answer.status_code, answer.context["form"].errors) == (
        422, {"member": ["Chọn đúng người trong những người tìm thấy"]},
    )  # fmt: skip
    assert sorted(choices(answer)) == ["Lò Văn Páo, sinh 1960, Thôn 1", "Lò Văn Páo, sinh 1987, Thôn 1"]
    assert not OfficeHolding.unscoped.exists()
    pk = chosen(answer, "Lò Văn Páo, sinh 1987, Thôn 1")
    assert officer.post(address, {**HELD, "seek": "lo van pao", "member": pk}).status_code == 302
    held = OfficeHolding.unscoped.get()
    assert (held.member_id, held.organisation) == (pk, cast.tree.committee)


def test_a_search_that_finds_nobody_here_says_so(officer, cast, large):
    answer = officer.post(reverse("hold-office", args=[cast.tree.committee.pk]), {**HELD, "seek": "Giàng A Không Ai"})
    assert answer.context["form"].errors == {"member": ["Không tìm thấy “Giàng A Không Ai” ở đây, gõ lại"]}


def test_somebody_of_another_place_is_not_chosen_by_his_number(officer, cast, large):
    outside = builders.member("Lò Văn Pin", cast.tree.other_cell)
    answer = officer.post(
        reverse("hold-office", args=[cast.tree.committee.pk]), {**HELD, "seek": "Lò", "member": outside.pk}
    )
    assert answer.context["form"].errors == {"member": ["Chọn đảng viên trong danh sách"]}


def test_more_hits_than_are_shown_ask_for_more_of_the_name(officer, cast, large, monkeypatch):
    monkeypatch.setattr(forms, "OFFERED", 1)
    answer = officer.post(reverse("hold-office", args=[cast.tree.committee.pk]), {**HELD, "seek": "lo"})
    assert len(choices(answer)) == 1
    assert "Còn người khác: gõ thêm tên đệm" in html.unescape(answer.content.decode())


def test_the_names_a_search_showed_are_a_look(officer, cast, large):
    answer = officer.post(reverse("hold-office", args=[cast.tree.committee.pk]), {**HELD, "seek": "lo van"})
    look = Look.objects.order_by("pk").last()
    assert (look.page, look.count) == ("hold_office", len(choices(answer)))
    assert "lo van" in look.values_row.asked
