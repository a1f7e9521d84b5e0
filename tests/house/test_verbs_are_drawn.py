"""A verb of the tree or of people that the property test does not draw is a verb nobody has tried in disorder."""

from members.procedure import VERBS
from tests.properties.steps import OFTEN, STEPS

# What the office says of the whole register that the tree and its people stand by.
GROUND = ("members.procedure.kinds", "members.procedure.tree")


def test_every_verb_of_tree_and_people_is_drawn():
    assert set(STEPS) == {
        name
        for name, verb in VERBS.items()
        if verb.about in ("organisation", "person") or verb.function.__module__ in GROUND
    }
    assert set(OFTEN) <= set(STEPS)
