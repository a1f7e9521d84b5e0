"""Steps of the bench of reconciliation, on the people of `bench.workbook`."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.importing import counted
from bench.running import load

SINCE, UNTIL = date(2026, 1, 1), date(2026, 7, 1)
OFFICER = "can-bo"
NAMED = "Đảng bộ xã Số "


def openpyxl_values(file: str) -> dict[str, Any]:
    """Step: every value of the list, read-only."""
    import openpyxl

    begun = time.perf_counter()
    book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    cells = sum(value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)
                for value in row)  # fmt: skip
    return {"seconds": time.perf_counter() - begun, "cells": cells}


def one_list(file: str) -> dict[str, Any]:
    """Step: a list asked for as a job and carried out by the worker; measured is the worker's part."""
    from members import jobs

    one = _opened()[0]
    job, told = _asked(one, file), _tellings()
    load("kit.reading.excel", "kit.matching.linkage")
    with counted() as queries:
        begun = time.perf_counter()
        jobs.run_waiting(_now())
        taken = time.perf_counter() - begun
    _check_done(job)
    return {"seconds": taken, "queries": queries[0], "told": len(told), "differences": _differences()}


def cancelled(file: str) -> dict[str, Any]:
    """Step: cancelled by who asked when half is compared, then the same file once more."""
    from members import jobs
    from reports.reconciliation.models import ListedPerson, SentList

    one = _opened()[0]
    job, wished = _asked(one, file), []

    def cancel(done: int, total: int) -> None:
        if not wished and done * 2 >= total:
            jobs.cancel(job, at=_now())
            wished.append(time.perf_counter())

    _tellings(cancel)
    begun = time.perf_counter()
    jobs.run_waiting(_now())
    after = time.perf_counter() - wished[0]
    left = sum(model.unscoped.count() for model in (SentList, ListedPerson)) + _differences()
    taken = time.perf_counter() - begun
    again = _asked(one, file)
    jobs.run_waiting(_now())
    _check_done(again)
    return {"seconds": taken, "after": after, "left": left, "differences": _differences()}


def a_round(files: Sequence[str]) -> dict[str, Any]:
    """Step: opened for every committee of the files, each list sent, then the pages and the report."""
    from django.urls import reverse

    from members import jobs
    from members.models import Account
    from reports.reconciliation.models import Round
    from reports.reconciliation.papers import printing

    done: dict[str, tuple[float, int]] = {}
    begun = time.perf_counter()
    ones = _timed(done, "opening", _opened)
    _timed(done, "sending, each", lambda: [_sent(one, file) for one, file in zip(ones, files, strict=True)], len(ones))
    page, at = _client(), Round.objects.get()
    for name, address in (("round page", "round"), ("overview page", "round-overview")):
        path = reverse(address, args=[at.pk])
        _answered(page, path)
        _timed(done, name, lambda path=path: _answered(page, path))
    _timed(done, "start page", lambda: _answered(page, reverse("today")))
    officer = Account.objects.get(username=OFFICER)
    for kind in printing.FILES:
        job = printing.ask(officer, at, "đợt", kind, why="đo", at=_now())
        _timed(done, f"report, {kind}", lambda: jobs.run_waiting(_now()))
        _check_done(job)
    return {"seconds": time.perf_counter() - begun, "done": done}


def _timed(done: dict[str, tuple[float, int]], what: str, act: Callable[[], Any], parts: int = 1) -> Any:
    """Do it; note the seconds and the queries, of one of so many equal parts."""
    begun = time.perf_counter()
    with counted() as queries:
        answer = act()
    done[what] = ((time.perf_counter() - begun) / parts, round(queries[0] / parts))
    return answer


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _opened() -> list[Any]:
    """A round with the committees of the workbook: their reconciliations, by their numbers."""
    from django.utils import timezone

    from members import rights
    from members.models import Organisation, Term
    from reports.reconciliation.models import Reconciliation
    from reports.reconciliation.procedure.rounds import open_round

    today = timezone.localdate()
    due = max(today, UNTIL)
    named = dict(Term.unscoped.on(today).filter(name__startswith=NAMED).values_list("organisation", "name"))
    chosen = [Organisation(pk=pk) for pk in named]
    made = open_round(by=rights.machine("bench", today), since=SINCE, until=UNTIL, due_on=due, committees=chosen)
    rows = Reconciliation.unscoped.filter(round=made).select_related("round", "organisation")
    return sorted(rows, key=lambda row: int(named[row.organisation_id].removeprefix(NAMED)))


def _asked(one: Any, file: str) -> Any:
    """The job, as the page asks for it."""
    from members.models import Account
    from reports.reconciliation.procedure import receiving

    officer = Account.objects.get(username=OFFICER)
    kept = receiving.keep(one, "danh-sach.xlsx", Path(file).read_bytes(), account=officer, at=_now())
    return receiving.ask(officer, receiving.RECEIVE, kept, at=_now(), reconciliation=one.pk, seen=0, anyway=True)


def _sent(one: Any, file: str) -> None:
    """At once, as the page receives a short list."""
    from members import rights, scope
    from members.models import Account
    from reports.reconciliation.procedure import receiving

    officer = Account.objects.get(username=OFFICER)
    by = rights.actor_for(officer, _now().date())
    with scope.opened(rights.scope_of(by)):
        kept = receiving.keep(one, "danh-sach.xlsx", Path(file).read_bytes(), account=officer, at=_now())
        receiving.receive(one, kept, by=by, seen=0, anyway=True)


def _tellings(heard: Callable[[int, int], None] | None = None) -> list[tuple[int, int]]:
    """What the worker tells of its progress from now on."""
    from members.jobs import Work

    told: list[tuple[int, int]] = []
    progress = Work.progress

    def tell(self: Any, done: int, total: int) -> None:
        told.append((done, total))
        if heard is not None:
            heard(done, total)
        progress(self, done, total)

    Work.progress = tell  # type: ignore[method-assign]
    return told


def _check_done(job: Any) -> None:
    job.refresh_from_db()
    if job.state(_now()) != "done":
        raise ValueError(f"the job was not carried out: {job.refusal}")


def _differences() -> int:
    from reports.reconciliation.models import Difference

    return int(Difference.unscoped.count())


def _client() -> Any:
    from django.test import Client
    from django.urls import reverse

    from members.sample.demo import PASSWORD

    client = Client(headers={"host": "127.0.0.1"})
    client.post(reverse("login"), {"username": OFFICER, "password": PASSWORD})
    return client


def _answered(client: Any, address: str) -> None:
    if client.get(address).status_code != 200:
        raise ValueError(f"{address} was not answered")
