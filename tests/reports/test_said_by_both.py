"""Where list and record say the same there is nothing in the list to correct: it is not offered, nor taken."""

import pytest

from members.errors import RuleBroken
from reports.reconciliation.models import Choice, Kind
from reports.reconciliation.rules.answers import check_offered, offered


@pytest.mark.parametrize("kind", [Kind.PROBATION, Kind.IMPLAUSIBLE])
def test_what_both_say_alike_is_not_settled_by_correcting_the_list(kind):
    assert Choice.FIX_LIST not in offered(kind, "official_on", alike=True)
    assert {Choice.WAIT, Choice.BOTH} <= set(offered(kind, "official_on", alike=True))
    assert Choice.FIX_LIST in offered(kind, "official_on", alike=False)
    with pytest.raises(RuleBroken, match="không trả lời như vậy được"):
        check_offered(kind, "official_on", Choice.FIX_LIST, alike=True)


def test_of_every_other_kind_the_list_may_be_corrected():
    for kind in set(Kind) - {Kind.PROBATION, Kind.IMPLAUSIBLE}:
        assert Choice.FIX_LIST in offered(kind, "full_name", alike=True)
