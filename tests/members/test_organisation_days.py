"""The line of days of an organisation says what each day changed, and what stayed is not said again."""

from datetime import date

import pytest
from django.urls import reverse

from members import procedure, scope
from members.procedure import Paper
from members.timeline import terms
from tests import builders
from tests.builders import MACHINE
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2026, 3, 1)
PAPER = Paper("12-QĐ/HU", DAY, "Huyện ủy")


@pytest.fixture
def cast(db):
    return builders.make_cast()


def changes(organisation):
    with scope.opened(scope.whole_register(builders.TODAY)):
        return terms.changes(organisation, terms.terms_of(organisation))


def words(organisation):
    return [one.words for one in changes(organisation)]


def test_the_first_day_says_what_was_made_and_under_what(cast):
    assert words(cast.tree.cell) == ["Thành lập Chi bộ Thôn 1 (chi bộ), trực thuộc Đảng bộ xã An Khê"]


def test_what_was_there_before_the_register_is_not_said_to_be_founded(db):
    old = builders.organisation("Đảng bộ huyện Vân Sơn", "above", None, day=None)
    cell = builders.organisation("Chi bộ Kho bạc", "grass_cell", old, day=None)
    assert words(cell) == ["Đã có Chi bộ Kho bạc (chi bộ cơ sở), trực thuộc Đảng bộ huyện Vân Sơn"]
    assert changes(cell)[0].when == "từ trước"


def test_a_new_name_says_both_names_and_nothing_else(cast):
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, day=DAY, name="Chi bộ Tổ dân phố 1", decision=PAPER)
    last = changes(cast.tree.cell)[-1]
    assert last.words == "Đổi tên từ “Chi bộ Thôn 1” thành “Chi bộ Tổ dân phố 1”"
    assert (last.when, last.paper) == ("01/3/2026", "Số 12-QĐ/HU, 01/3/2026, Huyện ủy")


def test_a_move_says_from_where_to_where(cast):
    procedure.tree.move_organisation(
        cast.tree.cell, by=MACHINE, day=DAY, parent=cast.tree.other_committee, decision=PAPER
    )
    assert words(cast.tree.cell)[-1] == "Chuyển từ Đảng bộ xã An Khê về trực thuộc Đảng bộ xã Tân Lập"


def test_another_kind_and_sector_say_both(cast):
    kind = builders.kind("area")
    procedure.tree.change_kind(cast.tree.district, by=MACHINE, day=DAY, kind=kind, sector="office")
    said = words(cast.tree.district)[-1]
    assert said == (
        f"Đổi loại từ đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng thành {kind.name}; "
        "đổi loại hình từ loại hình khác thành cơ quan"
    )


def test_whom_it_took_in_stands_on_its_day_with_the_paper(cast):
    for one in (cast.tree.other_cell, cast.tree.sibling):
        procedure.tree.close_organisation(one, by=MACHINE, day=DAY, successor=cast.tree.cell, decision=PAPER)
    last = changes(cast.tree.cell)[-1]
    assert last.words == "Sáp nhập vào đây: Chi bộ Thôn Đồng, Chi bộ Thôn 2"
    assert (last.when, last.paper, last.term) == ("01/3/2026", "Số 12-QĐ/HU, 01/3/2026, Huyện ủy", None)


def test_what_was_made_of_others_says_so_on_its_first_day(cast):
    new = builders.organisation("Chi bộ Tổ dân phố 5", "cell", cast.tree.committee, day=DAY)
    procedure.tree.close_organisation(cast.tree.sibling, by=MACHINE, day=DAY, successor=new, decision=PAPER)
    assert words(new) == ["Thành lập Chi bộ Tổ dân phố 5 (chi bộ), trực thuộc Đảng bộ xã An Khê, kế tục Chi bộ Thôn 2"]


def test_the_page_shows_it_with_day_and_decision(cast):
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, day=DAY, name="Chi bộ Tổ dân phố 1", decision=PAPER)
    page = signed_in(cast.officer).get(reverse("organisation", args=[cast.tree.cell.pk]))
    line = " ".join(page.content.decode().split()).partition("Quá trình")[2]
    assert "Đổi tên từ “Chi bộ Thôn 1” thành “Chi bộ Tổ dân phố 1”" in line
    assert "Số 12-QĐ/HU, 01/3/2026" in line
