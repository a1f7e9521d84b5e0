"""What the office has settled, with the days it counts."""

from datetime import date

import pytest
from django.urls import reverse

from members import office, procedure
from members.errors import RuleBroken
from members.models import Holiday, Setting
from tests import builders
from tests.builders import MACHINE, PASSWORD

pytestmark = pytest.mark.django_db


def set_name(value, day):
    return procedure.office.set_office(by=MACHINE, key="office_name", value=value, day=day)


def test_a_name_counts_from_its_day_until_the_next():
    set_name("Ban Tổ chức Huyện ủy", None)
    set_name("Ban Tổ chức khu vực", date(2025, 7, 1))
    assert office.setting("office_name", date(2025, 6, 30)) == "Ban Tổ chức Huyện ủy"
    assert office.setting("office_name", date(2025, 7, 1)) == "Ban Tổ chức khu vực"


def test_a_name_entered_late_ends_where_the_later_one_begins():
    set_name("Tên sau", date(2025, 7, 1))
    set_name("Tên trước", date(2020, 1, 1))
    assert office.setting("office_name", date(2025, 6, 30)) == "Tên trước"
    assert office.setting("office_name", date(2025, 7, 1)) == "Tên sau"
    assert office.setting("office_name", date(2019, 12, 31)) == "Sổ đảng viên"


def test_the_same_day_again_is_a_correction():
    set_name("Tên gõ sai", date(2025, 7, 1))
    set_name("Tên đúng", date(2025, 7, 1))
    assert Setting.objects.get().value == "Tên đúng"


def signed_in(client, who):
    client.post(reverse("login"), {"username": who.username, "password": PASSWORD})
    return client


def test_the_first_day_is_typed_like_any_other_day(client):
    cast = builders.make_cast()
    signed_in(client, cast.officer)
    wrong = client.post(reverse("office"), {"key": "first_day", "value": "mùa hè", "day": ""})
    assert wrong.status_code == 422
    assert "ngày/tháng/năm" in wrong.content.decode()
    assert client.post(reverse("office"), {"key": "first_day", "value": "1/7/2025", "day": ""}).status_code == 302
    assert office.first_day(date(2026, 1, 1)) == date(2025, 7, 1)
    assert "01/7/2025" in client.get(reverse("office")).content.decode()


def test_a_holiday_is_kept_once_and_taken_away_with_a_reason(client):
    cast = builders.make_cast()
    signed_in(client, cast.officer)
    given = {"day": "2/9/2026", "name": "Quốc khánh"}
    assert client.post(reverse("holidays"), given).status_code == 302
    assert client.post(reverse("holidays"), given).status_code == 422
    holiday = Holiday.objects.get()
    assert client.post(reverse("remove-holiday", args=[holiday.pk]), {"why": ""}).status_code == 422
    assert client.post(reverse("remove-holiday", args=[holiday.pk]), {"why": "ghi nhầm năm"}).status_code == 302
    assert not Holiday.objects.exists()


def test_an_unknown_key_is_refused():
    with pytest.raises(RuleBroken):
        procedure.office.set_office(by=MACHINE, key="no_such", value="x", day=None)


def test_holidays_are_shown_as_offices_write_days(client):
    cast = builders.make_cast()
    signed_in(client, cast.officer)
    procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh")
    shown = client.get(reverse("holidays")).content.decode()
    assert "<td>02/9/2026</td>" in shown
    assert "02/09/2026" not in shown
