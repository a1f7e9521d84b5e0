"""Conditions that look something up say what `Exists` and `__in` say, also where nothing can be there."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.models import OuterRef, Q

from members.conditions import Among, any_of, one_of, one_of_keys, there_is
from members.importing.known import bears_one_of
from members.models import Member, Membership, Number
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def person():
    return builders.member("Giàng Seo Lử", builders.make_tree().cell)


def names(condition):
    return list(Member.unscoped.filter(condition).values_list("full_name", flat=True))


def test_some_row_is_there_or_none(person):
    spells = Membership.unscoped.filter(member=OuterRef("pk"))
    assert (
        names(Q(there_is(spells))) == names(Q(Among("pk", Membership.unscoped.values("member")))) == [person.full_name]
    )
    assert names(Q(there_is(spells, none=True))) == []


def test_of_rows_that_cannot_be_there_none_is(person):
    assert names(Q(there_is(Membership.unscoped.none()))) == []
    assert names(Q(there_is(Membership.unscoped.none(), none=True))) == [person.full_name]
    assert names(Q(Among("pk", Membership.unscoped.none().values("member")))) == []
    assert names(~Q(Among("pk", Membership.unscoped.none().values("member")))) == [person.full_name]


def test_one_of_the_keys_and_of_no_keys_nobody(person):
    assert names(any_of("pk", [person.pk, person.pk + 1])) == [person.full_name]
    assert names(any_of("pk", [])) == []
    assert names(~any_of("pk", [person.pk])) == []


def test_one_of_many_texts_and_keys_whatever_stands_in_them(person):
    odd = ['Vừ "Mỷ"', "a'b\\c", "[1, 2]", ""]
    assert names(one_of("full_name", [*odd, person.full_name])) == [person.full_name]
    assert names(one_of("full_name", odd)) == names(one_of("full_name", [])) == []
    assert names(~one_of("full_name", odd)) == [person.full_name]
    assert names(one_of_keys("memberships__pk", Membership.unscoped.values_list("pk", flat=True))) == [person.full_name]
    assert names(one_of_keys("pk", range(person.pk, person.pk + 100_000))) == [person.full_name]


def test_many_are_handed_over_as_one_value():
    for condition in (one_of("full_name", ["a", "b", "c"]), one_of_keys("pk", [1, 2, 3])):
        assert len(Member.unscoped.filter(condition).query.sql_with_params()[1]) == 1


def test_many_are_looked_up_in_an_index(person):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As in a register too large to be read through.
            cursor.execute("SET LOCAL enable_seqscan = off")
    for rows in (
        Member.unscoped.filter(one_of_keys("pk", [1, 2])), Member.unscoped.filter(bears_one_of(["a", "b"])),
        Number.unscoped.filter(one_of("value", ["1", "2"])), Membership.unscoped.filter(one_of_keys("member", [1, 2])),
    ):  # fmt: skip
        plan = rows.explain()
        assert "SCAN members" not in plan
        assert "Seq Scan on members" not in plan
