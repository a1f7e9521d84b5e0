"""Everything that points at an organisation: whether it keeps a plan that made it from being taken back."""

from __future__ import annotations

import pytest

from kit import names
from members.models import Organisation
from members.procedure import effects

COLUMNS = effects.columns_at(Organisation)
FACTS = {f"{model._meta.label}.{path}" for model, path in effects.POINTING}
# A case that would be left without a name: whoever adds a column here, or leaves it out, has decided.
REFUSES = {"members.Proposal.organisation", "reports.Reconciliation.organisation", "reports.Elsewhere.organisation",
           "admissions.Applicant.organisation", "admissions.HandOver.organisation", "admissions.Vote.organisation",
           "admissions.Authorisation.organisation", "admissions.Course.organisation",
           "admissions.Target.organisation", "admissions.Enterprise.area",
           "admissions.EnterpriseLink.organisation"}  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_somebody_has_decided_what_becomes_of_it(column):
    assert sum(column in decided for decided in (FACTS, effects.SPARED, REFUSES)) == 1


def test_nothing_is_decided_that_is_not_there():
    assert (FACTS | effects.SPARED.keys() | REFUSES | effects.SOME.keys()) == COLUMNS.keys()


@pytest.mark.parametrize("column", sorted(effects.SPARED))
def test_what_is_spared_says_why(column):
    assert names.clean(effects.SPARED[column])


@pytest.mark.parametrize("column", sorted(REFUSES))
def test_what_refuses_is_called_by_a_name_of_the_office(column):
    said = str(COLUMNS[column].model._meta.verbose_name)
    assert not said.isascii()
