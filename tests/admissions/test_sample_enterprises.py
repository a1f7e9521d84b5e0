"""The made-up register of enterprises is filled over five years, though the communes of then merged meanwhile."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from admissions.figures.enterprise_years import in_years
from admissions.models import Enterprise, EnterpriseLink, Worker
from admissions.sample.enterprises import enter_enterprises
from members import procedure
from tests import builders
from tests.admissions import play
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground, officer
from tests.reports.pages import text

__all__ = ["cast", "ground", "officer"]
pytestmark = [pytest.mark.django_db]
REFORM = date(2025, 7, 1)


def commune(cast, at):
    """What was the committee of a commune until the reform, two of which merged into one; with its cell."""
    area = builders.organisation(f"Đảng bộ xã Cũ {at}", "committee", cast.tree.district, sector="residential")
    cell = builders.organisation(f"Chi bộ Bản {at}", "cell", area, sector="residential")
    builders.member(f"Vàng Seo Cũ {at}", cell)
    for year in range(2022, 2027):
        builders.member(f"Lù Thị Số {year} {at}", cell, admitted_on=date(year, 4, 14), official_on=None,
                        recognition_decision=None)  # fmt: skip
    return area, cell


@pytest.fixture
def made(cast):
    """Four communes of then are two today; a cell stands in an enterprise."""
    old = [commune(cast, at) for at in range(4)]
    new = [builders.organisation(f"Đảng bộ xã Mới {at}", "committee", cast.tree.district, REFORM, sector="residential")
           for at in range(2)]  # fmt: skip
    for at, (area, cell) in enumerate(old):
        procedure.tree.move_organisation(cell, by=MACHINE, day=REFORM, parent=new[at % 2])
        procedure.tree.close_organisation(area, by=MACHINE, day=REFORM, successor=new[at % 2])
    private = builders.organisation("Chi bộ May", "grass_cell", cast.tree.district, in_private_enterprise=True)
    builders.member("Phàn Láo Lở", private)
    files = [play.found(old[0][1], "Giàng Thị Mỷ"), play.found(old[2][1], "Giàng Thị Dở")]
    enter_enterprises(files, MACHINE)
    return new


def test_each_of_five_years_has_enterprises_with_and_without_an_organisation(cast, made):
    with builders.whole():
        years, every, areas = in_years(TODAY)
    assert set(areas.values()) == {one.pk for one in made}
    for year in years:
        both = [sum(getattr(one, what) for one in year.of_area.values()) for what in ("enterprises", "with_link")]
        assert both[0] > both[1] > 0, year.day
        assert sum(one.members for one in year.of_area.values()) > 0
    assert sum(one.admitted for year in years[:-1] for one in year.of_area.values()) > 2
    assert sum(one.applicants for one in years[-1].of_area.values()) > 0
    assert len(every) == Enterprise.unscoped.count() == 3
    (link,) = EnterpriseLink.unscoped.all()
    assert years[-1].of_enterprise[link.enterprise_id].applicants == 1, "somebody on the way in the organisation there"


def test_one_has_closed_and_nobody_works_there_any_more(cast, made):
    (closed,) = Enterprise.unscoped.exclude(until=None)
    assert Worker.unscoped.filter(enterprise=closed).exists()
    assert not Worker.unscoped.filter(enterprise=closed, until=None).exists()
    assert closed.until < TODAY - timedelta(days=365)


def test_the_pages_are_not_empty(cast, officer, made):
    assert "Đảng bộ xã Mới 0 2 1 1" in text(officer.get(reverse("enterprises")))
    assert "Đảng bộ xã Mới 1" in text(officer.get(reverse("enterprise-years")))
