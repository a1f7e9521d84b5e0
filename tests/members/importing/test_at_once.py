"""Lists and other work at one moment: each person once, each number once, the second one told with a sentence."""

import sys
import threading
from datetime import date

import pytest
from django.db import connection

from members import importing, procedure
from members.models import Member, Number
from tests import builders
from tests.builders import MACHINE
from tests.members.importing.files import national, opened
from tests.members.test_at_once import ROUNDS, at_once, chain_is_whole, people_are_whole, refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres, pytest.mark.concurrency]
# The package hands out its function under this name.
APPLYING = sys.modules["members.importing.apply"]


def plan_of(*rows):
    return importing.make_plan(opened(national(*rows)), by=MACHINE)


def test_one_list_of_people_without_numbers_written_by_two():
    builders.make_tree()
    for number in range(ROUNDS):
        rows = [{"full_name": f"{name} {number}"} for name in ("Sùng A Páo", "Vừ Thị Mỷ")]
        plans = plan_of(*rows), plan_of(*rows)
        (told,) = refused(at_once(*(lambda plan=plan: importing.apply(plan, by=MACHINE) for plan in plans)))
        assert told.sentence.startswith("Sổ đã được sửa sau khi đọc tệp")
        assert Member.unscoped.count() == 2 * (number + 1)
    people_are_whole()
    chain_is_whole()


def test_one_id_in_a_list_and_entered_by_hand():
    tree = builders.make_tree()
    for number in range(ROUNDS):
        plan = plan_of({"source_id": f"M{number}"})
        (told,) = refused(at_once(
            lambda plan=plan: importing.apply(plan, by=MACHINE),
            lambda number=number: builders.member("Vừ Thị Mỷ", tree.sibling, source_id=f"M{number}"),
        ))  # fmt: skip
        assert "có mã vừa được ghi" in told.sentence or f"Mã M{number} đã có" in told.sentence
        assert Member.unscoped.filter(source_id=f"M{number}").count() == 1
    chain_is_whole()


def test_a_card_noted_while_the_list_is_being_written_is_not_held_twice(monkeypatch):
    tree = builders.make_tree()
    other = builders.member("Lù Văn Vắng", tree.sibling)
    plan = plan_of({"card8": "12345678"})

    def note():
        procedure.people.note_number(other, by=MACHINE, kind="card8", value="12345678", day=date(2024, 1, 1))
        connection.close()

    def write(plan, rows, reasons):
        thread = threading.Thread(target=note)
        thread.start()
        thread.join(20)
        assert not thread.is_alive()

    monkeypatch.setattr(APPLYING, "_write_changed", write)
    (told,) = refused(at_once(lambda: importing.apply(plan, by=MACHINE)))
    assert "có số thẻ vừa được ghi" in told.sentence
    assert list(Number.unscoped.values_list("member", flat=True)) == [other.pk]
    chain_is_whole()
