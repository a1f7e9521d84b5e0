"""The left list stays short for everybody: eight entries are read at a glance, nine are searched through."""

from datetime import date

import pytest

from members import entries
from tests import builders
from tests.ground import laid

DAY = date(2026, 6, 30)
ROLES = ("officer", "committee_secretary", "cell_secretary", "reader", "administrator")


ground = laid(builders.make_cast)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_no_role_has_more_entries_than_can_be_read_at_a_glance(ground, db, role):
    actor = builders.actor(getattr(ground.found(), role))
    with builders.scope.opened(builders.rights.scope_of(actor)):
        found = entries.links(actor, DAY, url_name="today")
    assert 1 <= len(found) <= entries.LIMIT, [one.label for one in found]
