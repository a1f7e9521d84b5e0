"""What a process keeps of the tree and the office's words is never older than the last change."""

from datetime import date

import pytest
from django.urls import reverse

from members import history, kept, procedure, rights, scope, tree
from members.errors import RuleBroken
from members.models import TreeState, TreeVersion
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.test_session import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(client):
    return builders.make_cast()


def opened(account):
    return scope.opened(rights.scope_of(builders.actor(account)))


def test_a_new_name_stands_on_the_next_page(client, cast):
    enter(client)
    where = reverse("people", args=[cast.tree.cell.pk])
    assert "Chi bộ Thôn 1" in client.get(where).text
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Thôn Mới", day=date(2026, 1, 1))
    assert "Chi bộ Thôn Mới" in client.get(where).text
    assert "Chi bộ Thôn 1" in client.get(where + "?ngay=31/12/2025").text


def test_a_cell_that_moved_away_is_gone_at_once(client, cast):
    enter(client, "bi-thu-xa")
    where = reverse("people", args=[cast.tree.sibling.pk])
    assert client.get(where).status_code == 200
    procedure.tree.move_organisation(cast.tree.sibling, by=MACHINE, parent=cast.tree.other_committee, day=TODAY)
    assert client.get(where).status_code == 404


def test_the_office_is_called_as_it_was_just_set(client, cast):
    enter(client)
    client.get("/")
    procedure.office.set_office(by=MACHINE, key="office_name", value="Ban Tổ chức Vân Sơn", day=None)
    assert "Ban Tổ chức Vân Sơn" in client.get("/").text


def test_within_a_request_that_changed_the_tree_nothing_kept_is_used(cast):
    with opened(cast.officer):
        assert kept.names_on(TODAY)[cast.tree.cell.pk].short_name == "Thôn 1"
        procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Thôn Mới", day=date(2026, 1, 1))
        assert kept.names_on(TODAY) is None
        assert tree.name_on(cast.tree.cell.pk, TODAY) == "Chi bộ Thôn Mới"


def test_a_committee_by_name_is_what_stands_under_it_that_day(cast):
    procedure.tree.move_organisation(cast.tree.sibling, by=MACHINE, parent=cast.tree.other_committee, day=TODAY)
    before = date(2025, 1, 1)
    with opened(cast.officer):
        for where, day in ((cast.tree.committee, before), (cast.tree.committee, TODAY), (cast.tree.district, TODAY)):
            place = tree.place_on(where.pk, day)
            ranges = tree.TreePlace.objects.filter(version=place.version, lo__gte=place.range.lo, lo__lt=place.range.hi)
            assert set(kept.named(place, day).named) == set(ranges.values_list("organisation", flat=True))
    with builders.whole():
        # Nothing is kept where no mark was read.
        assert kept.named(place, TODAY) == place


def test_kept_and_asked_answers_are_the_same(cast):
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Thôn Mới", day=date(2024, 1, 1))
    everything = [cast.tree.district, cast.tree.committee, cast.tree.cell, cast.tree.other_cell, cast.tree.grass_cell]
    days = (date(1999, 5, 1), date(2023, 12, 31), date(2024, 1, 1), TODAY)

    def answers():
        return [
            (tree.place_on(one.pk, day).range, tree.named_above(one.pk, day), tree.name_on(one.pk, day))
            for one in everything
            for day in days
        ]

    with opened(cast.officer):
        for day in days:
            tree.version_for(day)
        assert kept.places_on(TODAY) is not None
        from_memory = answers()
    with builders.whole():
        assert kept.places_on(TODAY) is None
        assert answers() == from_memory


def test_a_mark_is_drawn_with_every_change(cast):
    before = TreeState.objects.get().mark
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Thôn Mới", day=date(2024, 1, 1))
    after = TreeState.objects.get().mark
    assert before
    assert after != before


def test_what_was_laid_in_an_act_that_was_refused_is_kept_for_no_page(cast):
    """An index of a past day's tree, made and read in the act, is taken back with it."""
    procedure.tree.rename_organisation(cast.tree.cell, by=MACHINE, name="Chi bộ Thôn Mới", day=date(2024, 1, 1))
    day = date(2023, 4, 5)
    with opened(cast.officer):
        assert kept.places_on(day) is None
        with pytest.raises(RuleBroken), history.act("rename_organisation", by=MACHINE):
            version = tree.version_for(day)
            assert kept.places_on(day)[cast.tree.cell.pk].version == version
            raise RuleBroken("tree.name", "Tên đã có.")
        assert kept.places_on(day) is None
        assert TreeVersion.objects.filter(pk=tree.version_for(day)).exists()
