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


def test_another_name_that_a_neighbour_bears_is_asked_about_too(client):
    cast = builders.make_cast()
    enter(client)
    address = reverse("rename-organisation", args=[cast.tree.sibling.pk])
    said = {"name": "chi bộ thôn 1", "day": "1/1/2026"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "Chi bộ Thôn 1 đã có ở đây" in words(answer)
    assert client.post(address, {**said, "twin": "on"}).status_code == 302
    own = client.get(address).context["form"]
    assert "twin" not in own.fields


@pytest.mark.parametrize("name", ["!!!", "12345", "<b>Chi bộ</b>", "Chi bộ 😀", "Chi bộ; drop"])
def test_an_organisation_is_called_by_letters(tree, name):
    with pytest.raises(RuleBroken, match="Ghi tên tổ chức bằng chữ cái") as refused:
        procedure.tree.rename_organisation(tree.cell, by=MACHINE, day=DAY, name=name)
    assert refused.value.field == "name"


@pytest.mark.parametrize(
    "name", ["Chi bộ Thôn 3 + 4", "Chi bộ “Bản Díu” (khu A)", "Đảng bộ xã H'Mông", "Chi bộ Y tế - Dân số, KHHGĐ & TE"]
)
def test_names_as_papers_have_them_are_taken(tree, name):
    procedure.tree.rename_organisation(tree.cell, by=MACHINE, day=DAY, name=name)


@pytest.mark.parametrize("code", ["abc'; drop table", "38 168", "<1>"])
def test_a_code_is_letters_digits_dots_and_dashes(tree, code):
    with pytest.raises(RuleBroken, match="Mã tổ chức chỉ gồm") as refused:
        made(tree, code=code)
    assert refused.value.field == "code"


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "12345", "A", "Hà 😀 An", "!!!"])
def test_nobody_is_called_by_what_is_no_name(tree, name):
    """Not when entered, not by a correction, not by a change of the name."""
    person = builders.member("Vừ Thị Mỷ", tree.cell)
    people, changes = procedure.people, procedure.name_changes
    for call in (
        lambda: builders.member(name, tree.cell),
        lambda: people.correct_member(person, by=MACHINE, why="gõ nhầm", full_name=name),
        lambda: changes.change_name(person, by=MACHINE, full_name=name, day=DAY, decision=builders.PAPER),
    ):
        with pytest.raises(RuleBroken, match="Ghi họ và tên bằng chữ cái") as refused:
            call()
        assert refused.value.field == "full_name"


@pytest.mark.parametrize("name", ["H'Linh Kpă", "Y Thuyên Ksor", "Nguyễn Văn Hùng (1)", "Lò Văn A-Páo", "Vy"])
def test_names_as_lists_have_them_are_taken(tree, name):
    builders.member(name, tree.cell)


def test_a_probationer_holds_no_office(tree):
    young = builders.member("Vừ Thị Mỷ", tree.cell, admitted_on=date(2025, 9, 2), official_on=None)
    given = {"organisation": tree.cell, "office": "secretary", "day": date(2026, 1, 1)}
    with pytest.raises(RuleBroken, match="dự bị chưa được bầu"):
        procedure.offices.hold_office(young, by=MACHINE, **given)
