"""What goes wrong is written into the log with its place, and names nobody."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members import jobs, looks
from members.models import Holiday
from members.views import people
from tests import builders
from tests.builders import MACHINE, PASSWORD

NAME = "Giàng Seo Lử"
SAID = f'new row violates check constraint "x"\nDETAIL:  Failing row contains (12, {NAME}, 1970-04-12).'


@pytest.fixture
def log():
    """What the console would show."""
    console = next(one for one in logging.getLogger("django").handlers if one.name == "console")
    shown = io.StringIO()
    before = console.setStream(shown)
    yield shown
    if before is not None:
        console.setStream(before)


def fails(*args, **given):
    try:
        raise ValueError(NAME)
    except ValueError as error:
        raise IntegrityError(SAID) from error


@pytest.mark.django_db
def test_a_page_that_fails_names_nobody_in_the_log(log, monkeypatch):
    cast = builders.make_cast()
    someone = builders.member(NAME, cast.tree.cell)
    monkeypatch.setattr(looks, "looked", fails)
    assert people.looks is looks
    client = Client(raise_request_exception=False)
    client.post(reverse("login"), {"username": cast.officer.username, "password": PASSWORD})
    assert client.get(reverse("person", args=[someone.pk])).status_code == 500
    assert NAME not in log.getvalue()
    assert "django.db.utils.IntegrityError" in log.getvalue()
    assert "builtins.ValueError" in log.getvalue()
    assert "test_log.py" in log.getvalue()
    assert reverse("person", args=[someone.pk]) in log.getvalue()


@pytest.mark.django_db
def test_a_job_that_fails_names_nobody_in_the_log(log, monkeypatch):
    who = builders.make_cast().officer
    monkeypatch.setitem(jobs._kinds, "roster", replace(jobs._kinds["roster"], function=fails))
    jobs.ask(who, "roster", "danh sách", {}, at=timezone.now())
    jobs.run_waiting(timezone.now())
    assert "failed" in log.getvalue()
    assert "IntegrityError" in log.getvalue()
    assert NAME not in log.getvalue()


@pytest.mark.django_db
@pytest.mark.postgres
def test_what_the_database_refuses_is_told_by_its_constraint(log):
    day = date(2026, 9, 2)
    builders.procedure.office.note_holiday(by=MACHINE, day=day, name="Quốc khánh")
    try:
        with transaction.atomic():
            Holiday.objects.create(day=day, name=NAME)
    except IntegrityError:
        logging.getLogger("register.jobs").exception("việc hỏng")
    assert "members_holiday" in log.getvalue()
    assert NAME not in log.getvalue()


def test_what_another_handler_has_left_is_not_repeated(log):
    record = logging.LogRecord("register", logging.ERROR, "x", 1, "hỏng", None, None)
    record.exc_text = f"ValueError: {NAME}"
    next(one for one in logging.getLogger("django").handlers if one.name == "console").handle(record)
    assert "hỏng" in log.getvalue()
    assert NAME not in log.getvalue()
