"""Whatever an office has entered: behind each figure of a closing day stand exactly the identities that a signing of
that day freezes, as many as the figure says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from members import figures, history
from members.models import Organisation
from reports.reconciliation import procedure
from reports.reconciliation.models import BEHIND, AgreedPerson, Reconciliation, Round, RoundKind
from tests import builders
from tests.builders import MACHINE
from tests.properties.plain import dump, edges_of
from tests.properties.steps import TURNS
from tests.properties.test_register_against_a_plain_loop import begin, played

pytestmark = pytest.mark.django_db

EXAMPLES = max(settings.default.max_examples // (8 if connection.vendor == "sqlite" else 16) // TURNS, 1)


@settings(max_examples=EXAMPLES)
@given(data=st.data())
def plays(turn: int, data: st.DataObject) -> None:
    with played(turn, data):
        edges = sorted(day for day in edges_of(dump()) if day.year < 2026)
        for day in data.draw(st.lists(st.sampled_from(edges), min_size=1, max_size=2, unique=True)):
            compare(day)


def test_behind_every_figure_stand_the_identities_that_a_signing_freezes():
    begin()
    for turn in range(TURNS):
        plays(turn)


def compare(day: date) -> None:
    for organisation in Organisation.unscoped.filter(terms__isnull=False).distinct():
        with history.act("open_round", by=MACHINE):
            one = _of(organisation, day)
            signing = procedure.freezing.freeze(one, by=MACHINE, signed_on=MACHINE.day)
        frozen = AgreedPerson.unscoped.filter(signing=signing)
        with builders.whole():
            now = figures.figures(organisation, day)
            named = {key: sorted(figures.people(key, organisation, day).values_list("member", flat=True))
                     for key in BEHIND}  # fmt: skip
        assert frozen.counts() == {key: now[key] for key in BEHIND}, (organisation, day)
        assert {key: sorted(frozen.behind(key).values_list("member", flat=True)) for key in BEHIND} == named


def _of(organisation: Organisation, day: date) -> Reconciliation:
    until = day + timedelta(days=1)
    known = Round.objects.filter(since=day, until=until).first()
    round_ = known or history.create(
        Round, since=day, until=until, due_on=MACHINE.day, opened_on=MACHINE.day, kind=RoundKind.FULL
    )
    return history.create(Reconciliation, round=round_, organisation=organisation)
