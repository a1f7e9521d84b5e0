"""A code means one organisation on one day; a second one of the same name is asked for; a probationer leads nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from members import procedure
from members.errors import RuleBroken
from members.models import Term
from tests import builders
from tests.builders import MACHINE
from tests.members.test_session import enter, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = date(2024, 1, 1)


@pytest.fixture
def tree():
    return builders.make_tree()


def made(tree, **given):
    said = {"name": "Chi bộ Thôn 9", "kind": builders.kind("cell"), "parent": tree.committee, "day": DAY, **given}
    return procedure.tree.create_organisation(by=MACHINE, **said)


def test_a_code_that_is_carried_is_refused_at_its_field(tree):
    with pytest.raises(RuleBroken, match="đang dùng cho Chi bộ Thôn 1") as refused:
        made(tree, code="38.168.053.000.001")
    assert refused.value.field == "code"


def test_a_code_is_free_from_the_day_its_organisation_ended(tree):
    procedure.tree.close_organisation(tree.other_cell, by=MACHINE, day=DAY, successor=tree.cell)
    made(tree, code="38.168.054.000.001")
    term = Term.unscoped.get(name="Chi bộ Thôn 9")
    with pytest.raises(RuleBroken, match="đang dùng cho Chi bộ Thôn Đồng"):
        procedure.tree.correct_term(term, by=MACHINE, why="gõ nhầm", since=date(2023, 1, 1))


def test_the_database_refuses_it_too(tree):
    term = Term.unscoped.get(organisation=tree.sibling)
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.unscoped.filter(pk=term.pk).update(code="38.168.053.000.001")


def test_a_second_organisation_of_one_name_is_asked_for(client):
    cast = builders.make_cast()
    enter(client)
    said = {"name": "chi bộ thôn 1", "kind": builders.kind("cell").pk, "sector": "residential", "day": "1/1/2026"}
    address = reverse("create-organisation", args=[cast.tree.committee.pk])
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Chi bộ Thôn 1 đã có ở đây" in words(answer)
    assert client.post(address, {**said, "twin": "on"}).status_code == 302
    assert "twin" not in client.get(address).context["form"].fields


def test_a_probationer_holds_no_office(tree):
    young = builders.member("Vừ Thị Mỷ", tree.cell, admitted_on=date(2025, 9, 2), official_on=None)
    given = {"organisation": tree.cell, "office": "secretary", "day": date(2026, 1, 1)}
    with pytest.raises(RuleBroken, match="dự bị chưa được bầu"):
        procedure.offices.hold_office(young, by=MACHINE, **given)
