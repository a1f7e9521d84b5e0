"""What the office settles for itself, typed as offices write it."""

import pytest
from django.urls import reverse

from members.models import Setting
from tests import builders
from tests.members.test_session import enter, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return builders.make_cast()


@pytest.fixture
def office(cast, client):
    enter(client)
    return client


def test_the_first_day_of_the_register_is_typed_and_shown_as_offices_write_it(office):
    said = {"key": "first_day", "value": "1/7/2025", "day": ""}
    assert office.post(reverse("office"), said).status_code == 302
    assert Setting.objects.get().value == "2025-07-01"
    assert "01/7/2025" in words(office.get(reverse("office")))


def test_a_first_day_that_is_no_day_is_refused_at_its_field(office):
    answer = office.post(reverse("office"), {"key": "first_day", "value": "31/02/2025", "day": ""})
    assert answer.status_code == 422
    assert "Nhập ngày theo dạng ngày/tháng/năm" in words(answer)
    assert not Setting.objects.exists()


def test_a_sentence_names_a_field_so_that_it_reads_as_one(office, cast):
    someone = builders.member("Giàng Seo Lử", cast.tree.cell)
    said = words(office.post(reverse("move", args=[someone.pk]), {"day": "31/02/2026"}))
    assert "Nhập ô “Từ ngày” theo dạng ngày/tháng/năm" in said
    assert "Chọn chi bộ chuyển đến" in said
