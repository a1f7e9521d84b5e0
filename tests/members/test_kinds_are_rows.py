"""A level of the Party appears by rows alone: the verbs, the tree, the counts and the pages take it as it is."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from members import figures, rosters, scope
from members.models import Kind
from members.procedure import tree
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.test_session import enter

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NEW = date(2026, 1, 1)


@pytest.fixture
def cast():
    return builders.make_cast()


@pytest.fixture
def level(db):
    """Between the district and the grass roots, as no law of today has it."""
    made = Kind.objects.create(code="union", name="liên đảng bộ", rank=15)
    made.may_stand_under.set([builders.kind("above")])
    builders.kind("committee").may_stand_under.add(made)
    return made


def test_a_level_that_appears_is_lived_in_like_any_other(cast, level, client):
    union = builders.organisation("Liên đảng bộ vùng cao", "union", cast.tree.district, NEW)
    builders.member("Giàng Seo Lử", cast.tree.cell)
    tree.move_organisation(cast.tree.committee, by=MACHINE, parent=union, day=NEW)
    with scope.opened(scope.whole_register(TODAY)):
        assert [figures.figures(union.pk, day)["total"] for day in (date(2026, 1, 1), TODAY)] == [1, 1]
        assert figures.figures(cast.tree.district.pk, date(2025, 12, 31))["total"] == 1
        listed = [one.full_name for cell in rosters.cells(union, TODAY) for one in cell.entries]
        assert listed == ["Giàng Seo Lử"]
    with time_machine.travel(f"{TODAY}T05:00:00Z", tick=False):
        enter(client)
        said = client.get(reverse("organisation", args=[union.pk])).content.decode()
        assert "liên đảng bộ" in said.lower() and "An Khê" in said
        offered = client.get(reverse("create-organisation", args=[cast.tree.district.pk])).content.decode()
        assert "liên đảng bộ" in offered.lower()
