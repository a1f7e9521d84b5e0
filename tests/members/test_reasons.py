"""What the matcher saw, in the words of the office."""

import pytest

from kit.matching.linkage import Evidence
from kit.matching.model import FIELDS
from members.comparing import reasons

TEXT_ALONE = {"written_same", "written_near", "written_other"}


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_level_of_every_field_has_its_words(field):
    for level in field.levels[1:]:
        ((name, seen, _), *_) = reasons.told([(field.name, level.code, 0)])
        assert name[0].isupper()
        if level.code not in ("too", "not_too") or field.name in ("official", "sex"):
            assert seen, level


def test_points_are_tenths_that_add_up():
    rows = reasons.tenths([Evidence("order", "straight", 0.07), Evidence("given", "same", 6.26),
                           Evidence("birth", "other", -4.44)], -7.08)  # fmt: skip
    assert rows == [("given", "same", 63), ("birth", "other", -44), ("prior", "", -71), ("sum", "", -52)]
    assert [points for _, _, points in reasons.told(rows)] == ["+6,3", "−4,4", "−7,1", "−5,2"]
