"""Many known people of whom a list says otherwise: as many questions as for few, and a line for each of them."""

import json
import sys
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members import chain, importing
from members.history import MANY
from members.models import Act, Evidence, Finding, Member, Number, Placement
from tests.builders import MACHINE, make_tree
from tests.members.importing.files import national, opened, people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
# The package hands out its function under this name.
APPLYING = sys.modules["members.importing.apply"]
OTHERWISE = {"admitted": "22/11/2001", "sex": "Nữ", "status": "chưa rõ"}


def import_(rows):
    return importing.apply(importing.make_plan(opened(national(*rows)), by=MACHINE), by=MACHINE)


def corrected(rows):
    """The same people with another admission, another sex, another old card and a status nobody knows."""
    return [row | OTHERWISE | {"card8": f"99{row['card8'][2:]}"} for row in rows]


def asked(count, start):
    rows = people(count, start)
    import_(rows)
    with CaptureQueriesContext(connection) as captured:
        assert import_(corrected(rows)).changed == count
    return len(captured)


def test_many_are_corrected_with_as_many_questions_as_few():
    make_tree()
    # So many that a whole import is one change to whoever had a form open.
    few = asked(MANY + 1, 1)
    assert asked(3 * MANY, 1001) <= few


def test_corrections_in_several_portions_are_all_written_and_each_line_says_before_and_after(monkeypatch):
    make_tree()
    rows = people(5)
    import_(rows)
    monkeypatch.setattr(APPLYING, "AT_ONCE", 2)
    assert import_(corrected(rows)).changed == 5
    assert set(Member.unscoped.values_list("sex", flat=True)) == {"f"}
    assert set(Placement.unscoped.values_list("since", flat=True)) == {date(2001, 11, 22)}
    assert set(Number.unscoped.filter(kind="card8").values_list("value", flat=True)) == {
        f"99{number:06}" for number in range(1, 6)
    }
    assert (Finding.unscoped.count(), Evidence.unscoped.count()) == (5, 10)
    lines = list(Act.objects.order_by("number"))
    assert [line.seal for line in lines] == [chain.seal_of(line) for line in lines]
    told = [line for line in lines if line.verb == "correct_member"]
    assert [line.member_id for line in told] == list(Member.unscoped.order_by("source_id").values_list("pk", flat=True))
    said = json.loads(told[-1].values_row.body)["changes"]
    assert {(one["m"], one["op"]) for one in said} == {
        ("member", "set"), ("membership", "set"), ("number", "set"), ("placement", "set"), ("finding", "new"),
        ("evidence", "new"),
    }  # fmt: skip
    assert {"since": ["2001-11-21", "2001-11-22"]} in [one["f"] for one in said]
    assert {"sex": ["m", "f"]} in [one["f"] for one in said]
    assert dict(Member.unscoped.values_list("pk", "changed_by")) == {line.member_id: line.number for line in told}
