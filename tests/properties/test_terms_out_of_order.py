"""Names, kinds, areas and places in the tree, entered on any days in any order: each holds from its day until it was
itself changed."""

import pytest
from django.db import transaction
from hypothesis import given, note, settings
from hypothesis import strategies as st

from tests.properties.carried import CARRYING
from tests.properties.drawing import Draw
from tests.properties.test_register_against_a_plain_loop import begin, play

pytestmark = pytest.mark.django_db
# Steps cost little where nothing but the tree is looked at.
EXAMPLES = max(settings.default.max_examples // 4, 1)


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def plays(data: st.DataObject) -> None:
    with transaction.atomic():
        verbs = data.draw(st.lists(st.sampled_from(CARRYING), min_size=4, max_size=8))
        for words in play(Draw(lambda some: data.draw(st.sampled_from(some))), verbs):
            note(words)
        transaction.set_rollback(True)


def test_what_is_entered_late_holds_until_it_was_changed_itself():
    begin()
    plays()
