"""Many rows at once: what stands in the tables afterwards, what the lines say of it, and what is left of a failure."""

import gc
import json
import sys
import tracemalloc
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from members import chain, history, importing, verifying
from members.conditions import one_of
from members.importing import Outcome
from members.loading import MANY, Table
from members.models import Act, Evidence, Finding, Member, Membership, Number, Placement
from tests.builders import MACHINE, make_tree
from tests.members.importing.files import national, opened, people

pytestmark = pytest.mark.django_db

# The package hands out its function under this name.
APPLYING = sys.modules["members.importing.apply"]
PEOPLE = Table(Member, "full_name", "birth_on", "birth_precision", "sort_key")
ROWS = [("Giàng Seo Lử", date(1970, 2, 1), "m", "k1"), ("Vừ Thị Mỷ \\ \t 'x'", None, "", "k2")]


@pytest.mark.postgres
def test_columns_that_nobody_gives_take_their_default_and_values_come_back_as_they_were():
    ids = PEOPLE.new_ids(2)
    PEOPLE.write(ROWS, ids)
    found = Member.unscoped.order_by("sort_key").values_list(
        "pk", "full_name", "birth_on", "birth_precision", "sort_key", "other_names", "changed_by"
    )
    assert list(found) == [(pk, *row, "", 0) for pk, row in zip(ids, ROWS, strict=True)]


@pytest.mark.postgres
def test_who_comes_later_gets_an_id_of_their_own():
    first = PEOPLE.new_ids(2)
    PEOPLE.write(ROWS, first)
    one = Member.unscoped.create(full_name="Lò Văn Ún", sort_key="k3")
    assert len({*first, one.pk, *PEOPLE.new_ids(3)}) == 6


@pytest.mark.postgres
def test_what_the_database_refuses_is_refused_as_ever_and_leaves_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        PEOPLE.write([*ROWS, ("", None, "", "k3")], PEOPLE.new_ids(3))
    assert not Member.unscoped.exists()


def import_(count):
    odd = {"full_name": "Vàng Thị Mỷ", "card8": "1234567", "status": "Chuyển sinh hoạt"}
    plan = importing.make_plan(opened(national(*people(count), odd)), by=MACHINE)
    importing.apply(plan, by=MACHINE)


@pytest.mark.postgres
def test_the_line_of_each_person_says_what_stands_in_the_tables(monkeypatch):
    make_tree()
    monkeypatch.setattr(APPLYING, "AT_ONCE", 2)
    import_(5)
    told = {}
    for line in Act.objects.filter(verb="enter", inside__isnull=False).select_related("values_row"):
        for change in json.loads(line.values_row.body)["changes"]:
            told[change["m"], change["id"]] = {name: after for name, (_, after) in change["f"].items()}
    stands = {}
    for model in (Member, Membership, Number, Placement, Evidence, Finding):
        columns = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
        for row in model._base_manager.all():
            values = {name: history.plain(getattr(row, name)) for name in columns if name not in history.DERIVED}
            stands[model._meta.model_name, row.pk] = {
                name: v for name, v in values.items() if v not in (None, "", False)
            }
    facts = {key: said for key, said in told.items() if key[0] != "departure"}
    assert facts == {key: said for key, said in stands.items() if key in facts}
    assert len([key for key in facts if key[0] == "member"]) == 6
    assert len(facts) == len(stands)


@pytest.mark.postgres
def test_the_chain_of_an_import_in_several_portions_is_whole(monkeypatch):
    make_tree()
    monkeypatch.setattr(APPLYING, "AT_ONCE", 2)
    import_(5)
    lines = list(Act.objects.order_by("number"))
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [line.seal for line in lines] == [chain.seal_of(line) for line in lines]
    assert verifying.verify().breaks == []


@pytest.mark.postgres
def test_an_import_that_breaks_off_half_way_leaves_nothing(monkeypatch):
    make_tree()
    before = Act.objects.count()
    monkeypatch.setattr(APPLYING, "AT_ONCE", 2)
    keep, kept = history.keep_values, []

    def break_off(acts):
        kept.append(acts)
        if len(kept) > 1:
            raise RuntimeError
        keep(acts)

    monkeypatch.setattr(history, "keep_values", break_off)
    with pytest.raises(RuntimeError):
        import_(5)
    assert len(kept) == 2
    assert (Member.unscoped.count(), Act.objects.count()) == (0, before)


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts nothing")
def test_after_an_import_the_database_knows_how_many_there_are(as_web_role):
    """Else the first pages would be looked for as in empty tables: that takes minutes."""
    make_tree()
    count = MANY + 10
    importing.apply(importing.make_plan(opened(national(*people(count))), by=MACHINE), by=MACHINE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'members_placement'")
        assert cursor.fetchone()[0] >= count


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no index of threes")
def test_many_numbers_are_not_asked_one_by_one_of_the_index_of_threes():
    """What was just written is not sorted into it yet, and is read through for each."""
    make_tree()
    import_(400)
    values = [f"{number:08}" for number in range(300)]
    with connection.cursor() as cursor:
        # As in a register too large to be read through, whatever was counted of the table before.
        cursor.execute("ANALYZE members_number")
        cursor.execute("SET LOCAL enable_seqscan = off")
        with transaction.atomic():
            # Which of two indexes a plain question takes hangs on how full the pages are: it has but this one here.
            cursor.execute("DROP INDEX number_lookup")
            assert "threes" in Number.unscoped.filter(value__in=values).explain()
            transaction.set_rollback(True)
    assert "threes" not in Number.unscoped.filter(one_of("value", values)).explain()


def held_by(count):
    """Bytes: of what is staged, and of the most that writing holds besides."""
    book = opened(national(*people(count)))
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    plan = importing.make_plan(book, by=MACHINE)
    gc.collect()
    staged = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    with transaction.atomic():
        importing.apply(plan, by=MACHINE)
        transaction.set_rollback(True)
    return staged - before, tracemalloc.get_traced_memory()[1] - staged


def known_by(count):
    """Bytes that planning holds at its most for a list of so many people, all of whom the register knows by then."""
    data = national(*people(count))
    importing.apply(importing.make_plan(opened(data), by=MACHINE), by=MACHINE)
    book = opened(data)
    gc.collect()
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.reset_peak()
    assert len(importing.make_plan(book, by=MACHINE).of(Outcome.SAME)) == count
    return tracemalloc.get_traced_memory()[1] - before


def test_of_each_person_whom_the_register_knows_little_is_held():
    """Bytes a person: of the register only what a list may say otherwise, no model instance."""
    make_tree()
    tracemalloc.start()
    try:
        # The first time fills what is kept of words and days; a table of those that grows meanwhile is nobody's, and
        # seldom grows twice: the less of two.
        known_by(100)
        few, many = (min(known_by(count) for _ in range(2)) for count in (200, 800))
    finally:
        tracemalloc.stop()
    assert (many - few) / 600 < 3000, (many, few)


def test_of_each_person_of_a_long_list_little_is_held(monkeypatch):
    """Bytes a person: of what was read only the facts are staged, of what is written only the line is still to come."""
    make_tree()
    monkeypatch.setattr(APPLYING, "AT_ONCE", 50)
    tracemalloc.start()
    try:
        # The first time fills what is kept of words and days; a table of those that grows meanwhile is nobody's,
        # and seldom grows twice: the less of two.
        held_by(400)
        few, many = ([min(of) for of in zip(*(held_by(count) for _ in range(2)), strict=True)] for count in (200, 400))
    finally:
        tracemalloc.stop()
    staged, writing = ((more - less) / 200 for more, less in zip(many, few, strict=True))
    assert staged < 650
    assert writing < 480
