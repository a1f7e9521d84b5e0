"""What a list says otherwise of a known person is not written, and is one press away from the act that writes it."""

import re
from datetime import date
from html import unescape

import pytest
import time_machine
from django.urls import reverse

from members import procedure
from members.models import Departure, Exemption, Look, Placement
from tests import builders
from tests.builders import MACHINE
from tests.ground import laid
from tests.members.importing.files import national
from tests.members.importing.test_import_pages import plan_of, send, text, words, write
from tests.members.officer_play import NOON
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
SIBLING = "Chi bộ Thôn 2, Đảng bộ xã An Khê"


def with_four():
    """One stands elsewhere than the list says, one has died by it, one is exempt by it, one has left by us."""
    cast = builders.make_cast()
    for number, name in enumerate(("Giàng Seo Lử", "Lò Văn Pảo", "Sùng Thị Dợ", "Vừ Mí Sính"), 1):
        builders.member(name, cast.tree.cell, source_id=f"M{number}")
    gone = builders.member("Tẩn Láo Tả", cast.tree.cell, source_id="M5")
    procedure.standing.depart(gone, by=MACHINE, kind="death", day=date(2026, 1, 5))
    return cast


ground = laid(with_four, NOON)
SAME = {"birth": None, "admitted": "18/05/2010", "official": "18/05/2011", "status": None}
LIST = national(
    {**SAME, "source_id": "M1", "full_name": "Giàng Seo Lử", "organisation": SIBLING},
    {**SAME, "source_id": "M2", "full_name": "Lò Văn Pảo", "status": "Từ trần", "status_on": "07/03/2026"},
    {**SAME, "source_id": "M3", "full_name": "Sùng Thị Dợ", "status": "Miễn sinh hoạt", "status_on": "01/04/2026"},
    {**SAME, "source_id": "M5", "full_name": "Tẩn Láo Tả", "status": "Đang sinh hoạt"},
    {"full_name": "Nông Thị An", "source_id": "M9"},
)


@pytest.fixture
def officer(ground, db):
    with time_machine.travel(NOON, tick=True):
        yield signed_in(ground.found().officer)


def ways(page):
    """{label: address}"""
    found = re.findall(r'<a(?: class="change")? href="([^"]+)">([^<]+)</a>', words(page))
    return {unescape(label): unescape(href) for href, label in found}


def field(page, name):
    return page.context["form"][name].value()


def test_each_row_leads_to_the_act_with_the_cell_and_the_day_filled_in(officer):
    cell = builders.Organisation.unscoped.get(terms__name="Chi bộ Thôn 2")
    page = plan_of(officer, send(officer, LIST), loai="khong-doi")
    found = ways(page)
    move = officer.get(found["Chuyển sinh hoạt"])
    assert (field(move, "organisation"), field(move, "day")) == (str(cell.pk), None)
    assert f'<option value="{cell.pk}" selected>' in words(move)
    departed = officer.get(found["Ghi ra khỏi danh sách"])
    assert (field(departed, "kind"), field(departed, "day")) == ("death", "07/3/2026")
    assert field(officer.get(found["Ghi miễn sinh hoạt"]), "day") == "01/4/2026"
    assert officer.get(found["Mở hồ sơ đã ra khỏi danh sách"]).status_code == 200


def test_what_is_filled_in_is_written_as_it_stands(officer):
    found = ways(plan_of(officer, send(officer, LIST), loai="khong-doi"))
    page = officer.get(found["Ghi ra khỏi danh sách"])
    form = page.context["form"]
    sent = {one.html_name: one.value() for one in form if one.value() not in (None, False, "")}
    assert officer.post(found["Ghi ra khỏi danh sách"], sent).status_code == 302
    assert Departure.unscoped.get(since=date(2026, 3, 7)).kind == "death"


def test_after_writing_the_page_still_lists_them_and_the_register_is_unchanged(officer):
    pk = send(officer, LIST)
    write(officer, pk)
    page = officer.get(reverse("import", args=[pk]))
    shown = text(page)
    assert "Danh sách ghi khác sổ, chưa ghi (4)" in shown
    for name in ("Giàng Seo Lử", "Lò Văn Pảo", "Sùng Thị Dợ"):
        assert name in shown
    assert "Vừ Mí Sính" not in shown
    assert "Tẩn Láo Tả" not in shown
    assert "07/3/2026" not in words(page)
    assert officer.get(ways(page)["Chuyển sinh hoạt"]).status_code == 200
    assert not Exemption.unscoped.exists()
    assert Placement.unscoped.filter(until=None).count() == 5
    assert Look._base_manager.filter(page="import").exists()


@pytest.mark.parametrize("query", ["organisation=0", "organisation=x&day=32/13/2026", "day=%00", "day=" + "9" * 500])
def test_nonsense_in_such_a_link_fills_nothing_that_is_written(officer, query):
    someone = builders.Member.unscoped.get(source_id="M1")
    page = officer.get(f"{reverse('move', args=[someone.pk])}?{query}")
    assert page.status_code == 200
    assert len(words(page)) < 200_000
