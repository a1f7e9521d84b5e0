"""Who did what, when, for whom, why, from what to what: one line per act, and none for what did not happen."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from members import chain, history, procedure
from members.errors import RuleBroken
from members.importing.problems import KEPT, OF_COLUMN
from members.importing.vocabulary import LABELS
from members.models import Act, Finding, Member, OfficeHolding, RoleKind
from tests import builders
from tests.builders import MACHINE, PAPER
from tests.members.test_session import enter
from tests.properties.plain import dump

pytestmark = pytest.mark.django_db


def newest():
    line = Act.objects.select_related("values_row").last()
    return line, json.loads(line.values_row.body)


def test_a_line_says_who_when_about_whom_why_and_from_what_to_what():
    cast = builders.make_cast()
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    by = builders.actor(cast.officer)
    procedure.people.correct_member(person, by=by, why=" gõ nhầm dấu ", full_name="Giàng Seo Lừ")
    line, body = newest()
    assert (line.verb, line.account, line.actor) == ("correct_member", cast.officer, "Ma Văn Thượng")
    assert abs(datetime.now(UTC) - line.at) < timedelta(minutes=5)
    assert (line.member, line.for_organisation_id) == (person, None), "no cell may correct, so it is done for none"
    assert body["why"] == "gõ nhầm dấu"
    (changed,) = body["changes"]
    assert (changed["m"], changed["id"]) == ("member", person.pk)
    assert changed["f"] == {"full_name": ["Giàng Seo Lử", "Giàng Seo Lừ"]}


def test_the_cell_s_own_secretary_acts_for_nobody_else():
    cast = builders.make_cast()
    assert cast.cell_secretary.roles(manager="unscoped").get().kind == RoleKind.CELL
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    by = builders.actor(cast.cell_secretary)
    procedure.standing.exempt(person, by=by, day=date(2024, 1, 1), reason="age", decision=PAPER)
    line, body = newest()
    assert (line.account, line.for_organisation) == (cast.cell_secretary, None)
    assert [one["m"] for one in body["changes"]] == ["decision", "exemption"]


def said_of(client, person):
    return " ".join(client.get(reverse("person", args=[person.pk])).content.decode().split())


def test_the_page_names_the_cell_for_which_somebody_else_acted(client):
    cast = builders.make_cast()
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    by = builders.actor(cast.officer)
    procedure.people.correct_member(person, by=by, why="gõ nhầm dấu", full_name="Giàng Seo Lừ")
    enter(client)
    assert "thay " not in said_of(client, person)
    procedure.standing.exempt(person, by=by, day=date(2024, 1, 1), reason="age", decision=PAPER)
    assert Act.objects.latest("number").for_organisation == cast.tree.cell
    assert "Ma Văn Thượng, thay Chi bộ Thôn 1" in said_of(client, person)


def test_the_history_masks_card_numbers_as_the_page_does(client):
    cast = builders.make_cast()
    person = builders.member("Giàng Seo Lử", cast.tree.cell)
    noted = procedure.people.note_number(person, by=MACHINE, kind="card12", value="071228630375", day=date(2020, 1, 1))
    procedure.people.correct_number(noted, by=MACHINE, why="gõ nhầm", value="071228630376")
    for who in ("can-bo", "bi-thu-thon"):
        enter(client, who)
        page = said_of(client, person)
        assert "Số thẻ: •• ••••••• 375" in page
        assert "071228630375" not in page
        assert "071228630376" not in page


def batched(some, size):
    return [some[at : at + size] for at in range(0, len(some), size)]


CODES = [f"{column}_{kind}" for kind in sorted(OF_COLUMN) for column in LABELS] + sorted(KEPT - OF_COLUMN)


def test_difficulties_of_a_list_are_said_in_words_and_not_in_codes(client):
    cast = builders.make_cast()
    enter(client)
    for number, few in enumerate(batched(CODES, 5)):
        person = builders.member(f"Người Thứ {number}", cast.tree.cell)
        columns = [next((name for name in LABELS if code.startswith(name)), "status") for code in few]
        for code, column in zip(few, columns, strict=True):
            with history.act("import_members", by=MACHINE):
                history.concerns(member=person.pk)
                history.create(Finding, member=person, code=code, field=column, written="?", file="f", sheet="s",
                               cell="A1")  # fmt: skip
        page = said_of(client, person)
        assert page.count("Vướng mắc khi nhập, loại vướng mắc") == len(few)
        shown = re.sub(r"<[^>]*>", " ", page)
        assert not re.findall(r"\b[a-z]+_[a-z_]+", shown), few
        assert not [column for column in columns if f"mục: {column}" in shown]
        assert "Giá trị chưa ghi được vào sổ" not in shown, f"one of {few} has no words"


def test_an_act_inside_an_act_has_a_line_that_says_so():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.offices.hold_office(
        person, by=MACHINE, organisation=tree.other_cell, office="deputy", day=date(2020, 1, 1)
    )
    procedure.tree.close_organisation(tree.other_cell, by=MACHINE, day=date(2024, 1, 1))
    outer, inner = Act.objects.order_by("-number")[:2][::-1]
    assert (outer.verb, outer.inside) == ("close_organisation", None)
    assert (inner.verb, inner.inside, inner.member) == ("end_office", outer.number, person)
    assert OfficeHolding.unscoped.get().until == date(2024, 1, 1)


def test_the_page_made_before_an_inner_act_is_outdated():
    tree = builders.make_tree()
    person = builders.member("Giàng Seo Lử", tree.cell)
    procedure.offices.hold_office(
        person, by=MACHINE, organisation=tree.other_cell, office="deputy", day=date(2020, 1, 1)
    )
    procedure.tree.close_organisation(tree.other_cell, by=MACHINE, day=date(2024, 1, 1))
    assert Member.unscoped.get(pk=person.pk).changed_by == Act.objects.get(verb="end_office").number


def test_an_act_that_raises_leaves_neither_facts_nor_lines():
    tree = builders.make_tree()
    before = dump()
    with pytest.raises(ZeroDivisionError), history.act("outer", by=MACHINE):
        builders.member("Giàng Seo Lử", tree.cell)
        raise ZeroDivisionError
    assert dump() == before


def test_an_inner_act_that_is_refused_leaves_the_outer_one_whole():
    tree = builders.make_tree()
    with history.act("outer", by=MACHINE):
        builders.member("Giàng Seo Lử", tree.cell)
        with pytest.raises(RuleBroken):
            builders.member("Vừ Thị Mỷ", tree.committee)
    assert list(Act.objects.values_list("verb", flat=True))[-2:] == ["outer", "enter"]
    assert [one.full_name for one in Member.unscoped.all()] == ["Giàng Seo Lử"]


def test_nothing_is_written_outside_of_a_named_act():
    with pytest.raises(RuntimeError, match="ngoài một việc"):
        history.create(Member, full_name="Giàng Seo Lử")
    assert not Member.unscoped.exists()


def test_each_line_carries_the_seal_of_the_one_before():
    builders.make_tree()
    lines = list(Act.objects.order_by("number"))
    assert lines[0].previous == chain.GENESIS
    assert [one.previous for one in lines[1:]] == [one.seal for one in lines[:-1]]
    assert all(one.seal == chain.seal_of(one) for one in lines)


def test_a_row_made_by_an_act_knows_which():
    with history.act("outer", by=builders.MACHINE) as mine:
        row = history.create(Member, full_name="Giàng Seo Lử")
    assert Member.unscoped.get(pk=row.pk).changed_by == mine.number
