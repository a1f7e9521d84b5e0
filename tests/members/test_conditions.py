"""Conditions that look something up say what `Exists` and `__in` say, also where nothing can be there."""

from __future__ import annotations

import pytest
from django.db.models import OuterRef, Q

from members.conditions import Among, any_of, there_is
from members.models import Member, Membership
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
