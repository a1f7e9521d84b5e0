"""A committee is given a target of admissions for a year; one that was never given is taken back."""

from __future__ import annotations

from datetime import date

from admissions.models import Target
from admissions.rules import targets as rules
from admissions.rules.steps import check_there
from members import history, rights
from members.models import Decision, Organisation
from members.procedure import Paper
from members.procedure.acting import lock_places, paper, says_which, terms_of, verb
from members.rights import Actor


@verb("giao chỉ tiêu kết nạp", about="applicant")
def set_target(
    organisation: Organisation, *, by: Actor, year: int, many: int, day: date, decision: Paper | Decision | None
) -> Target:
    """So `many` in that year, as decided on `day`. What was set before for the year stays and counts until then.

    Raises RuleBroken for what is no organisation of the grass roots that day, without a paper or by one signed later,
    for a year that was over and a second time on one day."""
    _begin(organisation, by)
    given = rules.Given(year, many, day)
    rules.check_target(given, terms_of(organisation), by.day, has_paper=says_which(decision))
    rules.check_signed(given, decision.signed_on if decision else None)
    rows = Target.unscoped.filter(organisation=organisation, year=year)
    rules.check_once(set(rows.values_list("day", flat=True)), given)
    return history.create(
        Target, organisation=organisation, year=year, number=many, day=day, decision=paper(decision), account=by.account
    )


@verb("bỏ chỉ tiêu ghi nhầm", about="applicant", needs_reason=True)
def take_back_target(target: Target, *, by: Actor) -> None:
    """It was never given; the one set before counts again."""
    _begin(target.organisation, by)
    history.remove(check_there(Target.unscoped.filter(pk=target.pk).first()))


def _begin(organisation: Organisation, by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(organisation))
    lock_places([organisation.pk])
    history.concerns(organisation=organisation.pk)


def counting(year: int, day: date) -> dict[int, Target]:
    """{organisation of mine: the target of that year that counts on that day}, in one question."""
    found: dict[int, Target] = {}
    for one in Target.objects.counting(year, day):
        found.setdefault(one.organisation_id, one)
    return found
