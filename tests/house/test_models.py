"""Over all tables: what may not be kept, free text that somebody decided on, order and overlap, who and when."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from kit import names
from members.models import Number, Placement
from members.models.periods import Dated
from members.scope import FactRows, OrganisationRows, PairRows, PersonRows

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = [model for model in apps.get_models() if model.__module__.startswith(
    ("members.", "admissions.", "transfers.", "evaluations.", "cards.", "reports."))]  # fmt: skip
DATED = [model for model in OURS if issubclass(model, Dated)]

# Words of columns that the register refuses to hold, with their Vietnamese.
REFUSED = (
    "religion", "belief", "opinion", "political_view", "attitude", "relative", "family_member", "friend",
    "citizen_number", "illness", "health", "contact", "phone", "email",
    "ton giao", "tin nguong", "y kien", "quan diem", "chinh kien", "thai do", "than nhan", "gia dinh", "ban be",
    "so dinh danh", "can cuoc", "cmnd", "benh", "suc khoe", "dien thoai", "thu dien tu",
)  # fmt: skip
ALLOWED = ("family_name", "residence_introduction")

# Tables that hold no person and belong to no unit: read without a scope.
UNSCOPED = {
    "Account": "who signs in; pages about accounts ask the right themselves",
    "PasswordRenewal": "who asked for a first password and who gave it; as its account",
    "SignIn": "sessions, told only to who keeps accounts, and never by their key",
    "LoginFailure": "typed names and addresses of machines, shown nowhere",
    "Decision": "number, day and body of a paper, reached only through the fact that rests on it",
    "Place": "names of villages",
    "Kind": "kinds of organisations",
    "TreeVersion": "numbers only",
    "TreePlace": "numbers only",
    "TreeState": "numbers only",
    "Setting": "words of the office",
    "Holiday": "days",
    "Register": "the mark of this register",
    "Upload": "reached only through `uploads.mine(account)`",
    "UploadPart": "as its upload",
    "Draft": "encrypted; reached only through `drafts.of(account, page)` after the page's own door",
    "Sending": "where a form led whoever sent it: marks and addresses",
    "ReadingChoice": "letters of columns",
    "Job": "reached only through `jobs.mine(account)`",
    "Act": "reached only through `history.lines_about(person)` after the person's door",
    "ActValues": "as its act",
    "Round": "days of a period; which committees stand in it is asked through their own door",
    "Look": "shown to nobody yet",
    "LookValues": "as its look",
    "LookBlock": "hashes only",
    "LookSeal": "numbers only",
}


def words_of(field: models.Field) -> set[str]:
    return {field.name.lower(), names.fold(str(field.verbose_name))}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_table_has_a_column_that_is_refused(model):
    for field in model._meta.get_fields():
        if not isinstance(field, models.Field) or field.name in ALLOWED:
            continue
        for said in words_of(field):
            found = [word for word in REFUSED if word in said]
            assert not found, f"{model.__name__}.{field.name} ({said}) holds {found}"


def test_the_guard_notices_a_refused_column():
    planted = models.CharField("tôn giáo", max_length=5)
    planted.name = "faith"
    assert any(word in said for word in REFUSED for said in words_of(planted))


def free_texts() -> set[str]:
    """Columns into which a person can write words: text without choices and without a fixed shape."""
    found = set()
    for model in OURS:
        for field in model._meta.concrete_fields:
            words = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
            if words and not field.choices:
                found.add(f"{model.__name__}.{field.name}")
    return found


def test_every_free_text_is_listed_with_its_reason():
    listed = set(re.findall(r"^\| `(\w+\.\w+)` \|", (ROOT / "docs" / "free-text.md").read_text(), re.MULTILINE))
    assert free_texts() == listed


@pytest.mark.parametrize("model", DATED, ids=lambda model: model.__name__)
def test_every_period_has_its_order_check(model):
    names_of = [c.name for c in model._meta.constraints]
    assert f"{model.__name__.lower()}_since_before_until" in names_of


def overlaps(model):
    """Names of what refuses an overlap: on PostgreSQL one for each kind of place and of number, else one for all."""
    table = model._meta.db_table
    if connection.vendor == "postgresql" and model in (Number, Placement):
        return [f"{table}_{kind}_no_overlap" for kind, _ in model._meta.get_field("kind").choices]
    return [f"{table}_no_overlap"]


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize("model", DATED, ids=lambda model: model.__name__)
def test_every_period_has_its_no_overlap_constraint(model):
    with connection.cursor() as cursor:
        for name in overlaps(model):
            if connection.vendor == "postgresql":
                cursor.execute("SELECT count(*) FROM pg_constraint WHERE conname = %s AND contype = 'x'", [name])
                wanted = 1
            else:
                cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN (%s, %s)",
                               [f"{name}_insert", f"{name}_update"])  # fmt: skip
                wanted = 2
            assert cursor.fetchone()[0] == wanted, f"{model.__name__} may overlap"


@pytest.mark.parametrize("model", DATED, ids=lambda model: model.__name__)
def test_on_a_day_agrees_on_the_first_the_last_and_the_next(model):
    first, until = date(2020, 5, 1), date(2020, 6, 1)
    row = model(since=first, until=until)
    assert [row.holds_on(day) for day in (first - timedelta(days=1), first, until - timedelta(days=1), until)] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_table_is_scoped_or_says_why_not(model):
    manager = model._meta.default_manager
    scoped = isinstance(manager, OrganisationRows | FactRows | PersonRows | PairRows)
    if hasattr(model, "unscoped"):
        assert scoped, f"{model.__name__} has an unscoped manager but no scoped one comes first"
    assert scoped != (model.__name__ in UNSCOPED), model.__name__


def test_a_role_says_who_and_when_together():
    names_of = {c.name for c in apps.get_model("members", "Role")._meta.constraints}
    assert {"role_confirmed_who_and_when", "role_not_confirmed_by_itself"} <= names_of


# Django's own columns of an account, shown nowhere.
DJANGO_OWN = {"Account.password", "Account.last_login"}


def test_every_column_has_a_vietnamese_name():
    plain = {f"{m.__name__}.{f.name}" for m in OURS for f in m._meta.concrete_fields
             if not f.primary_key and str(f.verbose_name) == f.name.replace("_", " ")}  # fmt: skip
    assert plain - DJANGO_OWN == set()


def begun_with(model):
    """{column: the index of several columns that begins with it}, of those that hold for every row."""
    rules, meta = (models.UniqueConstraint, models.Index), model._meta
    whole = [one for one in (*meta.constraints, *meta.indexes) if isinstance(one, rules) and not one.condition]
    return {one.fields[0].lstrip("-"): one.name for one in whole if len(one.fields) > 1}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_no_column_has_an_index_beside_one_that_begins_with_it(model):
    twice = begun_with(model)
    columns = [one for one in model._meta.local_concrete_fields if one.db_index]
    assert {one.name: twice[one.name] for one in columns if one.name in twice} == {}
