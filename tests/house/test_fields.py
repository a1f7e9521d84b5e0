"""Role × verb × field: every fact of a person says who enters it, who corrects it, who proposes; the document says so
too, and the verbs write no field that the table does not give them."""

import inspect
import json

import pytest
from django.apps import apps
from django.db import models
from django.urls import get_resolver

from members import rights
from members.forms.proposals import proposing
from members.models import Act, RoleKind
from members.procedure import VERBS
from members.rights import FIELDS, PROPOSES, roles_of
from members.views.person_acts import CORRECTIONS
from members.views.proposals import ProposePage
from tests.builders import MACHINE
from tests.house.source import ROOT
from tests.members.ready_cases import CASES, World

HIDDEN = {"seen", "opened"}
# Whom a row is about, and what the writer makes himself: no field of a form.
NO_FIELDS = {"id", "member", "membership", "fold", "other_fold", "sort_key", "changed_by"}
# Typed in one box, kept in two columns.
TYPED = {"birth_on": "birth", "birth_precision": "birth"}
# Rows beside the facts of a person that these verbs write too.
BESIDE = {"decision", "finding", "proposal"}
HEAD = ("| Mục | Ghi | Sửa | Đề nghị sửa |", "|---|---|---|---|")
SHORT = {RoleKind.OFFICER: "CB", RoleKind.COMMITTEE: "ĐU", RoleKind.CELL: "BT"}
ABOUT_PEOPLE = sorted(name for name in CASES if name in VERBS and VERBS[name].about == "person" and name != "revert")


def named(table: str, attributes) -> set[str]:
    """Fields by the names under which the history keeps their columns."""
    fields = {field.attname: field.name for field in apps.get_model("members", table)._meta.concrete_fields}
    return {TYPED.get(fields[one], fields[one]) for one in attributes}


def columns(table: str) -> set[str]:
    names = {field.name for field in apps.get_model("members", table)._meta.concrete_fields} - NO_FIELDS
    return {TYPED.get(name, name) for name in names}


@pytest.mark.parametrize("table", FIELDS)
def test_every_column_of_a_fact_stands_in_the_table(table):
    assert set(FIELDS[table]) == columns(table)


def test_the_table_names_verbs_that_exist_and_proposals_that_are_allowed():
    every = [field for table in FIELDS.values() for field in table.values()]
    named = {verb for field in every for verb in (*field.enters, *field.corrects)}
    assert named <= set(VERBS)
    assert {field.proposed for field in every} - {""} == set(PROPOSES)
    assert all(field.proposed in (*field.corrects, "") for field in every)
    assert all(not set(kinds) & set(rights.VERBS[verb]) for verb, kinds in PROPOSES.items())


@pytest.mark.parametrize("verb", PROPOSES)
def test_a_unit_proposes_fields_of_the_officers_form_and_rests_on_a_paper_of_its_own(verb):
    fields = rights.proposed_fields(verb)
    asked = set(proposing(CORRECTIONS[verb].form, fields).base_fields)
    assert set(fields) <= set(CORRECTIONS[verb].form.base_fields)
    assert asked - HIDDEN == {*fields, "why", "number", "signed_on", "body"}


def corrections() -> dict[str, set[str]]:
    """{verb that corrects: fields of its form}, of all pages."""
    views = [one.callback for one in get_resolver("members.urls").url_patterns]
    pages = [view.page for view in views if hasattr(view, "page") and not isinstance(view.page, ProposePage)]
    return {page.verb: set(page.form.base_fields) for page in pages if page.verb.startswith("correct_")}


@pytest.mark.parametrize("table", [name for name in FIELDS if name != "member"])
def test_each_day_of_each_fact_is_corrected_by_a_verb_and_its_form(table):
    """A day that can be entered can be entered wrongly."""
    forms, model = corrections(), apps.get_model("members", table)
    days = [field.name for field in model._meta.concrete_fields if isinstance(field, models.DateField)]
    assert days
    for name in days:
        verbs = FIELDS[table][name].corrects
        assert any(name in inspect.signature(VERBS[verb].function).parameters or verb == "correct_membership"
                   for verb in verbs), f"no verb corrects {table}.{name}"  # fmt: skip
        assert any(name in forms.get(verb, ()) for verb in verbs), f"no form corrects {table}.{name}"


@pytest.mark.parametrize("table", [name for name, fields in FIELDS.items() if "decision" in fields])
def test_each_paper_of_each_fact_is_corrected_by_a_form(table):
    forms = corrections()
    assert any({"number", "signed_on", "body"} <= forms.get(verb, set()) for verb in FIELDS[table]["decision"].corrects)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ABOUT_PEOPLE)
def test_a_verb_writes_only_what_the_table_gives_it(verb):
    case, given = CASES[verb](World())
    newest = Act.objects.order_by("number").last().number
    VERBS[verb].function(*case, by=MACHINE, why="theo giấy tờ", **given)
    for act in Act.objects.filter(number__gt=newest).select_related("values_row"):
        for change in json.loads(act.values_row.body)["changes"]:
            if change["m"] in BESIDE:
                continue
            for name in named(change["m"], change["f"]) - NO_FIELDS:
                field = FIELDS[change["m"]][name]
                assert act.verb in (*field.enters, *field.corrects), f"{act.verb} writes {change['m']}.{name}"


def cell(kinds) -> str:
    return ", ".join(SHORT[kind] for kind in kinds if kind in SHORT) or " "


def label(table: str, name: str) -> str:
    field = "birth_on" if name == "birth" else name
    return capital(apps.get_model("members", table)._meta.get_field(field).verbose_name)


def capital(words) -> str:
    return f"{words}"[:1].upper() + f"{words}"[1:]


def table_in_words() -> str:
    """docs/fields.md as the data say it: one table for each kind of fact."""
    lines = []
    for table, fields in FIELDS.items():
        lines += [
            "",
            f"## {capital(apps.get_model('members', table)._meta.verbose_name)}",
            "",
            "| Mục | Ghi | Sửa | Đề nghị sửa |",
            "|---|---|---|---|",
        ]
        for name, field in fields.items():
            asks = PROPOSES.get(field.proposed, ())
            row = (cell(roles_of(field.enters)), cell(roles_of(field.corrects)), cell(asks))
            lines.append(f"| {label(table, name)} | {' | '.join(row)} |")
    return "\n".join(lines).strip() + "\n"


def test_the_document_is_what_the_program_holds():
    written = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    assert written[written.index("## ") :] == table_in_words()
