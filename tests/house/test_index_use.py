"""What makes a list or a search quick is which index it walks: read from PostgreSQL's own plan, never from a clock."""

import re

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from members import finding, kept, lists, procedure, scope, tree
from tests import builders
from tests.builders import MACHINE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
on_postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the plan is PostgreSQL's")


@pytest.fixture
def made():
    built = builders.make_tree()
    for name in ("Lê Ngọc Đạt", "Vừ A Sính"):
        builders.member(name, built.sibling)
    built.sen = builders.member("Hoàng Thị Sen", built.sibling)
    builders.crowd(300, built.cell)
    return built


def asked(call):
    """The statements of a call, as they were sent."""
    with CaptureQueriesContext(connection) as captured:
        call()
    return [one["sql"] for one in captured.captured_queries]


def plan(sql, *last_resorts):
    """How PostgreSQL answers, when reading a whole table is the last resort as it is in a large register."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for way in ("seqscan", *last_resorts):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("EXPLAIN " + sql)
        said = "\n".join(line for (line,) in cursor.fetchall())
        # Else the checks at the end of the test are answered without any index, which takes them half a minute.
        transaction.set_rollback(True)
    return said


def asked_by(text, *, as_typed):
    return asked(lambda: finding.people(text, TODAY, limit=8, as_typed=as_typed))


def searched(text, *, as_typed=False):
    with builders.whole():
        return asked_by(text, as_typed=as_typed)


def about_persons(text, *, as_typed=False):
    """The statements of a search but those that ask how cells are called, which a request knows already."""
    return [sql for sql in searched(text, as_typed=as_typed) if 'FROM "members_term"' not in sql]


@pytest.mark.parametrize("typed", ["le ngoc da", "038168001234"])
def test_a_full_name_and_a_card_number_are_one_question(made, typed):
    """Who it is, in which cell, and whether anybody bore the name before."""
    procedure.people.note_number(made.sen, by=MACHINE, kind="card12", value="038168001234", day=TODAY)
    (people,) = about_persons(typed, as_typed=True)
    assert 'FROM "members_member"' in people


def test_whoever_has_the_words_is_one_question(made):
    """The whole name, its end, any order, other names: who is read at once is put in order here."""
    for name in ("Lê Văn Đạt", "Lê Thị Đạt", "Lê Hữu Đạt", "Lê Đức Đạt"):
        builders.member(name, made.sibling)
    whoever, *others = about_persons("dat le")
    assert "other_fold" in whoever
    assert not [sql for sql in others if 'FROM "members_member"' in sql]


@on_postgresql
def test_two_words_are_one_walk_over_the_index_of_threes(made):
    """Each by itself would read everybody of a common family."""
    ways = plan(searched("hoang nguoi")[0], "indexscan")
    assert re.search(r"Index Cond: .*% hoang%.* AND .*% nguoi%", ways), ways


@on_postgresql
def test_the_first_letters_of_a_full_name_walk_the_index_of_names(made):
    assert "Index Cond: (((fold)::text ~>=~ 'le ngoc da'" in plan(searched("le ngoc da", as_typed=True)[0])


@on_postgresql
def test_whoever_has_the_words_of_a_full_name_is_one_walk_over_the_index_of_threes(made):
    ways = plan(searched("le ngoc da")[0], "indexscan")
    assert "Index Scan on member_fold_threes" in ways
    assert re.search(r"Index Cond: .*% ngoc%.*", ways), ways


@on_postgresql
@pytest.mark.parametrize("typed", ["le ngoc da", "24680"])
def test_who_has_left_is_looked_up_for_the_few_that_are_found(made, typed):
    """A join is what PostgreSQL would think about for longer than the answer takes."""
    with scope.opened(scope.replace(scope.whole_register(TODAY), leavers=frozenset())):
        people = next(sql for sql in asked_by(typed, as_typed=True) if 'FROM "members_member"' in sql)
    ways = plan(people)
    assert "members_departure" in ways
    assert "Anti Join" not in ways


@on_postgresql
@pytest.mark.parametrize("typed", ["le ngok dat", "ngok", "dat ngok"])
def test_the_near_names_of_a_slip_come_by_their_threes(made, typed):
    near = next(sql for sql in about_persons(typed) if "'%ok %'" in sql)
    assert "member_fold_threes" in plan(near, "indexscan")


def listed(made, where):
    """The statements of a list, of a request that knows the tree."""
    tree.version_for(TODAY)
    with builders.whole() as opened, scope.opened(scope.replace(opened, mark=tree.TreeState.objects.get().mark)):
        kept.places_on(TODAY)
        return asked(lambda: lists.page(lists.Asked(where, TODAY)))


@on_postgresql
def test_who_stands_in_a_committee_is_gathered_once_and_the_names_walked_past_them(made):
    people = next(sql for sql in listed(made, made.committee) if "LIMIT 51" in sql)
    ways = plan(people)
    assert "using member_by_name" in ways
    assert "hashed SubPlan" in ways
    # The cells are named: the tree is not looked up, nor joined.
    assert "treeplace" not in ways
    # The fifty are found first and kept: one table less to join.
    assert "InitPlan" in ways
    assert "Semi Join" not in ways


@on_postgresql
@pytest.mark.parametrize(
    ("asked", "index"),
    [
        ("SELECT member_id FROM members_placement WHERE organisation_id = 1 AND kind = 'official'"
         " AND (since IS NULL OR since <= '2026-01-15') AND (until IS NULL OR until > '2026-01-15')",
         "placement_of_organisation"),
        ("SELECT id, membership_id FROM members_placement WHERE member_id = 1 AND kind = 'official'"
         " AND (since IS NULL OR since <= '2026-01-15') AND organisation_id IN (1, 2, 3)", "placement_of_member"),
        ("SELECT id FROM members_member ORDER BY sort_key, id LIMIT 51", "member_by_name"),
    ],
)  # fmt: skip
def test_an_index_alone_answers_what_a_list_asks_of_many(made, asked, index):
    """No row is looked up for somebody who stands elsewhere: the index holds every column that is asked for."""
    ways = plan(asked, "indexscan", "bitmapscan", "sort")
    assert f"Index Only Scan using {index}" in ways, ways
