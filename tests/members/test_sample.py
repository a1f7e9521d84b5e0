"""The made-up district: the same seed makes the same one, both ways write the same, every check has its cases."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction

from members import chain, rights, scope, tree
from members.models import (
    Account,
    Act,
    Closure,
    Departure,
    Member,
    OfficeHolding,
    Organisation,
    Placement,
    Role,
    Term,
)
from members.procedure.acting import facts_of
from members.rules.facts import contradictions
from members.sample import bulk, by_verbs, planted
from members.sample.plan import REFORM, District
from members.sample.plans import make_plan

TODAY = date(2026, 6, 30)
MACHINE = rights.machine("kiểm thử", TODAY)
# What every database numbers for itself, and what hangs on the moment of writing.
NOT_COMPARED = {"Act", "ActValues", "Look", "LookValues", "LookBlock", "LookSeal", "Register", "TreeVersion",
                "TreePlace", "TreeState", "Kind"}  # fmt: skip


def plan(members: int = 120, seed: str = "a", today: date = TODAY) -> District:
    return make_plan(members, seed, today)


@pytest.fixture(autouse=True)
def whole_register() -> Any:
    with scope.opened(scope.whole_register(TODAY)):
        yield


Pointed = dict[tuple[Any, int], str]


def told(row: Any, pointed: Pointed, deep: bool = True) -> str:
    """A row as words: its columns, and behind each key what it points at (`pointed`: what was told before)."""
    parts = []
    for field in row._meta.concrete_fields:
        if field.primary_key:
            continue
        value = getattr(row, field.attname)
        if field.is_relation and value is not None:
            value = behind(field.remote_field.model, value, pointed) if deep or _is_unit(field) else ""
        parts.append(f"{field.name}={value}")
    return " ".join(parts)


def _is_unit(field: Any) -> bool:
    return field.remote_field.model is Organisation


def behind(model: Any, pk: int, pointed: Pointed) -> str:
    """What a key points at, as words: each row is asked for once."""
    if (model, pk) not in pointed:
        rows = getattr(model, "unscoped", model._default_manager)
        said = first_name(pk) if model is Organisation else told(rows.get(pk=pk), pointed, deep=False)
        pointed[model, pk] = said
    return pointed[model, pk]


def first_name(organisation: int) -> str:
    terms = Term.unscoped.filter(organisation=organisation).order_by("since")
    return " | ".join(sorted(f"{term.name} {term.code}" for term in terms))


def everything() -> dict[str, Counter[str]]:
    """All rows of all tables of facts as words, ids aside."""
    found, pointed = {}, Pointed()
    for model in apps.get_app_config("members").get_models():
        if model.__name__ in NOT_COMPARED or model is Organisation:
            continue
        rows = getattr(model, "unscoped", model._default_manager).all()
        found[model.__name__] = Counter(told(row, pointed) for row in rows)
    areas = Term.unscoped.filter(places__isnull=False).values_list("code", "since", "places__name")
    found["areas"] = Counter(map(str, areas))
    return found


def lines() -> Counter[tuple[Any, ...]]:
    """Each line of the history without its number: verb, whom it is about, what it changed in which table."""
    found: Counter[tuple[Any, ...]] = Counter()
    units = {pk: first_name(pk) for pk in Organisation.unscoped.values_list("pk", flat=True)}
    for act in Act.objects.select_related("values_row", "member"):
        body = json.loads(act.values_row.body)
        changes = sorted((c["m"], c["op"], tuple(sorted(c["f"]))) for c in body["changes"])
        about = act.member.full_name if act.member else ""
        where = units[act.organisation_id] if act.organisation_id else ""
        found[act.verb, about, where, act.for_organisation_id is None, body.get("why", ""), tuple(changes)] += 1
    return found


def test_the_same_seed_makes_the_same_district() -> None:
    assert plan(seed="x") == plan(seed="x")
    assert plan(seed="x") != plan(seed="y")


@pytest.mark.parametrize("members", [100, 137, 600, 3000])
def test_as_many_members_stand_as_were_asked_for(members: int) -> None:
    people = plan(members).people
    last = [[e.verb for e in one.events if e.verb in ("depart", "restore", "place")][-1:] for one in people]
    assert sum(verbs != ["depart"] for verbs in last) == members


def test_the_default_district_has_forty_committees_and_four_hundred_cells() -> None:
    kinds = Counter(one.term_on(date(2025, 6, 30)).kind for one in plan(3000).organisations if not one.since)
    new = {one.key for one in plan(3000).organisations if one.key.startswith("new")}
    assert kinds["committee"] + kinds["grass_cell"] == 40
    assert 8 <= len(new) <= 10
    assert 395 <= sum(one.terms[0].kind in ("cell", "grass_cell") for one in plan(3000).organisations) <= 405


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_verbs_and_the_bulk_builder_write_the_same() -> None:
    district = plan(110)
    sid = transaction.savepoint()
    by_verbs.apply(district, by=MACHINE)
    one, one_lines = everything(), lines()
    transaction.savepoint_rollback(sid)
    assert not Member.unscoped.exists()
    bulk.apply(district, by=MACHINE)
    other, other_lines = everything(), lines()
    for table in one:
        assert one[table] == other[table], (table, one[table] - other[table], other[table] - one[table])
    assert one_lines == other_lines, (list((one_lines - other_lines).items())[:3],
                                      list((other_lines - one_lines).items())[:3])  # fmt: skip


@pytest.fixture
def made(db: None) -> District:
    district = plan(600, "b")
    bulk.apply(district, by=MACHINE)
    return district


@pytest.mark.django_db
def test_nothing_contradicts_itself_but_what_was_planted(made: District) -> None:
    bad = {f"{one.plain['source_id']}" for one in made.people if one.planted in planted.BAD}
    for member in Member.unscoped.exclude(source_id__in=bad):
        assert contradictions(facts_of(member)) == set(), member.full_name


@pytest.mark.django_db
def test_the_reform_keeps_every_member(made: District) -> None:
    root = Term.unscoped.get(parent=None, until=None).organisation_id

    def standing(day: date) -> set[int]:
        rows = Placement.unscoped.on(day).official().filter(tree.under(root, day))
        return set(rows.values_list("member", flat=True))

    before, after = standing(date(2025, 6, 30)), standing(REFORM)
    left = set(Departure.unscoped.filter(since=REFORM).values_list("membership__member", flat=True))
    assert len(before) > 500
    assert before - after <= left
    assert Closure.unscoped.filter(day=REFORM, successor__isnull=False).count() >= 4
    assert Term.unscoped.get(parent=None, until=None).kind.code == "area"


@pytest.mark.django_db
def test_the_chain_of_the_history_holds_after_a_bulk_writing(made: District) -> None:
    previous = chain.GENESIS
    for line in Act.objects.select_related("values_row").order_by("number"):
        assert line.previous == previous
        assert line.digest == chain.digest_of(line.values_row.salt, line.values_row.body)
        assert line.seal == chain.seal_of(line)
        previous = line.seal


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("make_sample_district", *arguments, stdout=out)
    return out.getvalue()


def refusal(*arguments: str) -> str:
    """The one line with which the command refuses."""
    errors = StringIO()
    with pytest.raises(SystemExit) as refused:
        call_command("make_sample_district", *arguments, stdout=StringIO(), stderr=errors)
    assert refused.value.code == 2
    (line,) = errors.getvalue().splitlines()
    return line


@pytest.mark.django_db
def test_the_command_says_how_many_cases_of_each() -> None:
    said = run("--members", "120", "--seed", "7")
    assert all(f"L{number} " in said for number in range(1, 13))
    assert "chưa có dữ liệu" in said
    assert not Account.objects.exists()


@pytest.mark.django_db
def test_the_demo_has_a_confirmed_account_for_each_role() -> None:
    said = run("--members", "600", "--demo", "--day", "2026-06-30")
    roles = Role.unscoped.valid_on(TODAY).select_related("account")
    assert sorted(role.kind for role in roles) == ["administrator", "cell", "committee", "officer", "reader"]
    assert all(role.account.username in said and not role.account.must_change_password for role in roles)
    for role in roles.filter(kind__in=("cell", "committee")):
        (leading,) = OfficeHolding.unscoped.on(TODAY).filter(organisation=role.organisation_id, office="secretary")
        assert role.account.full_name == leading.member.full_name
    names = {role.kind: Term.unscoped.on(TODAY).get(organisation=role.organisation_id).name for role in roles}
    assert names["committee"].startswith(("Đảng bộ xã ", "Đảng bộ phường "))
    assert names["cell"].startswith(("Chi bộ thôn ", "Chi bộ tổ dân phố ", "Chi bộ bản "))


@pytest.mark.django_db
def test_a_database_that_holds_organisations_is_refused() -> None:
    run("--members", "120")
    assert "còn trống" in refusal("--members", "120")


@pytest.mark.parametrize("years", [3, 6])
def test_of_few_years_no_cell_begins_behind_the_reform(years):
    for seed in ("1", "3"):
        for one in make_plan(300, seed, TODAY, years).organisations:
            days = [term.since for term in one.terms if term.since] + ([one.closed[0]] if one.closed else [])
            assert days == sorted(set(days)), one.key


@pytest.mark.django_db
@pytest.mark.parametrize(("option", "value", "said"), [
    ("--members", "5", "Cần ít nhất 100 đảng viên."), ("--members", "999999999999", "Nhiều nhất 1.000.000 đảng viên."),
    ("--years", "0", "Số năm từ 3 đến 40."), ("--day", "2020-01-01", "Dữ liệu mẫu cần một ngày sau 29/9/2025."),
])  # fmt: skip
def test_a_district_that_cannot_be_made_is_refused_before_anything_is_written(option, value, said) -> None:
    assert refusal(option, value) == said
    assert not Organisation.unscoped.exists()


@pytest.mark.django_db
def test_the_command_writes_what_the_committees_would_send(tmp_path: Path) -> None:
    run("--members", "120", "--lists", str(tmp_path / "lists"), "--level", "hard")
    found = sorted(path.name for path in (tmp_path / "lists").iterdir())
    assert found == ["committees.xlsx", "district.csv", "manifest.json", "national.xlsx", "truth.csv"]


@pytest.mark.parametrize("members", [100, 150, 300, 450])
def test_a_small_district_with_few_organisations_is_planned_to_its_end(members):
    """Where there are too few for "most admit fewer than the year before", a search for such a cell would not end."""
    assert len(make_plan(members, "7", date(2026, 6, 30)).people) >= members
