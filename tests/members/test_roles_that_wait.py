"""A role that nobody has confirmed waits while it could count, and no longer."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from members import scope, starting
from members.errors import RuleBroken
from members.models import Act, Role
from members.procedure import roles
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.members.officer_play import cast, ground
from tests.members.test_session import enter, words

__all__ = ["cast", "ground"]
pytestmark = pytest.mark.django_db


def given(cast, until=None):
    """A role that nobody has confirmed."""
    new = builders.account("bi-thu-moi", "Nông Thị Mẩy")
    return roles.grant_role(
        new, by=builders.actor(cast.administrator), kind="cell", organisation=cast.tree.cell, day=date(2026, 6, 1),
        until=until,
    )  # fmt: skip


def waiting(client):
    """Where the officer is asked to confirm it: on his start page, in the list, at the first start."""
    enter(client)
    listed = "Nông Thị Mẩy" in words(client.get(reverse("waiting-roles")))
    with scope.opened(scope.whole_register(TODAY)):
        step = next(one for one in starting.steps(TODAY) if one.title == "Xác nhận vai trò")
    return ["Nông Thị Mẩy" in words(client.get(reverse("today"))), listed, not step.done]


def test_it_waits_while_it_could_count(cast, client):
    given(cast, until=date(2026, 7, 1))
    assert waiting(client) == [True, True, True]


def test_past_its_last_day_it_waits_nowhere_and_is_not_confirmed(cast, client):
    role = given(cast, until=TODAY)
    assert waiting(client) == [False, False, False]
    with pytest.raises(RuleBroken, match="đã hết hạn ngày 29/6/2026"):
        roles.confirm_role(role, by=builders.actor(cast.officer))
    page = words(client.get(reverse("account", args=[role.account_id])))
    assert "Chưa ai xác nhận" in page and "đã hết hạn" in page and "Có hiệu lực" not in page
    assert reverse("confirm-role", args=[role.pk]) not in page


def test_ended_before_anybody_confirmed_it_it_is_taken_away_and_the_line_says_what_it_was(cast, client):
    role = given(cast)
    roles.end_role(role, by=builders.actor(cast.officer), day=date(2026, 6, 20))
    assert not Role.unscoped.filter(pk=role.pk).exists()
    assert waiting(client) == [False, False, False]
    line = Act.objects.get(verb="end_role")
    said = words(client.get(reverse("line", args=[line.pk])))
    assert "Nông Thị Mẩy" in said and "bí thư chi bộ" in said and "Chi bộ Thôn 1" in said


def test_ended_for_a_day_to_come_it_may_count_until_then(cast, client):
    role = given(cast)
    roles.end_role(role, by=builders.actor(cast.officer), day=date(2026, 7, 10))
    role.refresh_from_db()
    assert role.until == date(2026, 7, 10)
    assert waiting(client) == [True, True, True]
    roles.confirm_role(role, by=builders.actor(cast.officer))


def test_a_confirmed_role_that_has_ended_is_not_called_valid(cast, client):
    builders.role(builders.account("cu", "Lý Thị Cũ"), "cell", cast.tree.cell, until=date(2026, 7, 1))
    role = Role.unscoped.get(account__username="cu")
    roles.end_role(role, by=MACHINE, day=date(2026, 6, 20))
    enter(client)
    page = words(client.get(reverse("account", args=[role.account_id])))
    assert "Đã thôi" in page and "Có hiệu lực" not in page
