"""Which steps of each file were done when: each sees those of his part, the standing committee all and opens none."""

from datetime import date

import pytest
from django.urls import reverse

from admissions import procedure
from admissions.models import Applicant, StepKind
from members import procedure as plain
from members.models import Look, Term
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text
from tests.signing_in import signed_in

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
S = StepKind
WHERE = reverse("admission-progress")


@pytest.fixture
def one(cast):
    return play.until(play.found(cast.tree.cell), S.CERTIFICATE)


def test_each_step_stands_with_its_day_and_what_is_waited_for(officer, one):
    said = text(officer.get(WHERE))
    assert "1: 14/02/2025; 2: 28/02/2025; 3: 14/3/2025; 4: 28/3/2025 –" in said
    assert "bước 5/17: chờ người xin vào Đảng: đơn xin vào Đảng" in said
    assert "5: Đơn xin vào Đảng" in said


def test_the_steps_of_the_recognition_stand_behind_those_of_the_admission(officer, cast):
    play.recognised(play.gathered(play.probationer(cast.tree.cell)))
    assert "Giàng Thị Mỷ" not in text(officer.get(WHERE)).partition("Các bước")[0]
    said = text(officer.get(WHERE, {"nhom": "da-ket-nap"}))
    assert "2: 25/4/2026; 3: 25/4/2026; 4: 25/4/2026; 5: 12/5/2026; 7: 12/5/2026; 8: 12/5/2026" in said
    assert "chính thức, chưa có thẻ" in said


def test_who_is_stopped_stands_apart(officer, one):
    procedure.stop_file(one, by=MACHINE, kind="withdrawn", day=play.day_of(S.APPLICATION))
    assert "Giàng Thị Mỷ" in text(officer.get(WHERE, {"nhom": "thoi-xet"}))
    assert "Không có hồ sơ nào" in text(officer.get(WHERE))


def test_the_standing_committee_reads_it_and_opens_no_file(cast, one):
    reader = signed_in(cast.reader)
    shown = reader.get(WHERE)
    assert "Giàng Thị Mỷ" in text(shown)
    assert reverse("applicant", args=[one.pk]) not in shown.content.decode()
    assert f'href="{reverse("applicants")}"' not in shown.content.decode()
    assert reader.get(reverse("applicant", args=[one.pk])).status_code in (403, 404)
    assert WHERE in reader.get("/").content.decode()


def test_the_standing_committee_turns_the_page(cast, one, monkeypatch):
    from members.views import paging

    monkeypatch.setattr(paging, "PAGE", 1)
    play.found(cast.tree.cell, "Thào Thị Dí")
    reader = signed_in(cast.reader)
    first = reader.get(WHERE)
    second = reader.get(WHERE + first.context["pages"]["next"])
    names = ["Giàng Thị Mỷ", "Thào Thị Dí"]
    assert sorted([[name in text(page) for name in names] for page in (first, second)]) == [
        [False, True],
        [True, False],
    ]


def test_what_became_of_somebody_elsewhere_is_not_told_where_he_was_admitted(cast):
    one = play.gathered(play.probationer(cast.tree.cell))
    plain.places.move(one.member, by=MACHINE, organisation=cast.tree.other_cell, day=date(2026, 5, 20))
    plain.standing.depart(one.member, by=MACHINE, kind="expulsion", day=date(2026, 6, 10))
    for who in (cast.cell_secretary, cast.committee_secretary):
        client = signed_in(who)
        for page in (client.get(WHERE, {"nhom": "da-chuyen"}), client.get(reverse("applicant", args=[one.pk]))):
            assert "Giàng Thị Mỷ" in text(page)
            assert "khai trừ" not in text(page).lower()
    assert "khai trừ" in text(signed_in(cast.officer).get(WHERE, {"nhom": "da-ket-nap"})).lower()


def test_a_cell_sees_its_own_files_alone(cast, one):
    play.found(cast.tree.sibling, "Thào Thị Dí")
    said = text(signed_in(cast.cell_secretary).get(WHERE))
    assert "Giàng Thị Mỷ" in said and "Thào Thị Dí" not in said
    assert signed_in(cast.outsider).get(WHERE).status_code == 200
    assert "Giàng Thị Mỷ" not in text(signed_in(cast.outsider).get(WHERE))


def test_the_administrator_does_not_see_it(cast):
    assert signed_in(cast.administrator).get(WHERE).status_code == 403


@pytest.mark.parametrize("name", ["admission-progress", "applicants"])
def test_members_on_it_are_looked_at(officer, cast, name):
    # Numbers of files and of members do not run side by side.
    play.found(cast.tree.cell, "Thào Thị Dí")
    builders.member("Vừ Mí Pó", cast.tree.cell)
    builders.member("Vừ Mí Già", cast.tree.cell)
    one = play.until(play.found(cast.tree.cell), S.RECORDS)
    assert one.member_id != one.pk
    officer.get(reverse(name), {"nhom": "da-ket-nap"})
    look = Look.objects.get(page=name)
    assert (look.count, look.values_row.members) == (1, f",{one.member_id},")


class TestAReaderWhoLeadsACell:
    """One account with both roles. Found by reading: numbers of the whole opened the names of the cell, then none."""

    @pytest.fixture
    def both(self, cast, one):
        play.found(cast.tree.other_cell, "Hảng Seo Chu")
        builders.role(cast.reader, "cell", cast.tree.cell)
        return signed_in(cast.reader)

    def test_reads_the_year_of_the_whole_with_the_names_of_the_whole(self, both, one):
        page = both.get(reverse("year")).content.decode()
        assert "Đang xét 2 hồ sơ" in page
        named = both.get(reverse("year-names")).content.decode()
        assert "Giàng Thị Mỷ" in named and "Hảng Seo Chu" in named
        other = Applicant.unscoped.get(full_name="Hảng Seo Chu")
        assert reverse("applicant", args=[one.pk]) in named
        assert reverse("applicant", args=[other.pk]) not in named

    def test_sees_every_file_and_opens_those_of_the_cell(self, cast, both, one):
        page = both.get(WHERE).content.decode()
        assert "Hảng Seo Chu" in page
        other = Applicant.unscoped.get(full_name="Hảng Seo Chu")
        assert reverse("applicant", args=[one.pk]) in page
        assert reverse("applicant", args=[other.pk]) not in page

    def test_sees_of_the_enterprises_what_the_cell_does(self, cast, both):
        far = play.enterprise(cast.tree.other_committee, "Công ty Xa", day=date(2025, 3, 1))
        mine = play.enterprise(cast.tree.committee, "Công ty Gần", day=date(2025, 3, 1))
        Term.unscoped.filter(organisation__in=[cast.tree.cell, cast.tree.other_cell]).update(in_private_enterprise=True)
        for one, cell in ((far, cast.tree.other_cell), (mine, cast.tree.cell)):
            procedure.link_enterprise(one, by=MACHINE, organisation=cell, day=date(2025, 3, 1))
        said = text(both.get(reverse("enterprises")))
        assert "Công ty Gần" in said
        assert "Công ty Xa" not in said
        assert both.get(reverse("enterprise", args=[far.pk])).status_code == 404
        assert "Giàng Thị Mỷ" in text(both.get(reverse("enterprise", args=[mine.pk])))
