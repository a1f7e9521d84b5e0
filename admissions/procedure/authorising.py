"""A grass-roots committee is authorised to decide on admissions; the authorisation ends, or was never given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from admissions.models import Authorisation
from admissions.rules import authority as rules
from admissions.rules.steps import check_there
from members import history, rights
from members.models import Closure, Decision, Organisation, Term
from members.procedure import Paper
from members.procedure.acting import lock_places, paper, says_which, terms_of, verb
from members.rights import Actor


def periods_of(organisations: Iterable[int]) -> dict[int, list[rules.Period]]:
    """{committee: its authorisations}, in one question."""
    found: dict[int, list[rules.Period]] = {}
    rows = Authorisation.unscoped.filter(organisation__in=list(organisations)).order_by("since", "pk")
    for pk, *period in rows.values_list("organisation", "since", "until"):
        found.setdefault(pk, []).append(rules.Period(*period))
    return found


def paper_of(organisation: int, day: date) -> Decision | None:
    """By which paper the committee decides that day, where it is authorised."""
    row = Authorisation.unscoped.on(day).filter(organisation=organisation).select_related("decision").first()
    return row.decision if row else None


class Ended(NamedTuple):
    """A committee is none of the grass roots since that day: closed, into which successor, or of another kind."""

    day: date
    is_closed: bool
    successor: int | None = None


def ended_of(organisations: Iterable[int]) -> dict[int, Ended]:
    """{committee: how it ended}, of those that did: with it ends what it was authorised to."""
    wanted = list(organisations)
    grass = Term.unscoped.filter(organisation__in=wanted, kind__is_grass_roots=True, kind__holds_members=False)
    last = {pk: day for pk, day in grass.order_by("until").values_list("organisation", "until") if day}
    closed = dict(Closure.unscoped.filter(organisation__in=wanted).values_list("organisation", "successor"))
    return {pk: Ended(day, pk in closed, closed.get(pk)) for pk, day in last.items() if day is not None}


@verb("ghi ủy quyền quyết định kết nạp", about="applicant")
def authorise(
    organisation: Organisation, *, by: Actor, day: date, decision: Paper | Decision | None, until: date | None = None
) -> Authorisation:
    """From `day` on the committee decides itself, until `until` where the paper says so.

    Raises RuleBroken for what is no grass-roots committee that day, without a paper, and for days on which another
    authorisation holds."""
    _begin(organisation, by)
    rules.check_paper(says_which(decision))
    rules.check_committee(terms_of(organisation), day)
    rules.check_period(periods_of([organisation.pk]).get(organisation.pk, []), day, until)
    return history.create(
        Authorisation, organisation=organisation, since=day, until=until, decision=paper(decision)
    )  # fmt: skip


@verb("ghi thôi ủy quyền quyết định kết nạp", about="applicant")
def end_authorisation(authorisation: Authorisation, *, by: Actor, day: date) -> Authorisation:
    """From `day` on the level above decides again. Raises RuleBroken where it has ended, or would before it began."""
    row = _locked(authorisation, by)
    rules.check_ends(rules.Period(row.since, row.until), day)
    return history.change(row, until=day)


@verb("bỏ ủy quyền ghi nhầm", about="applicant", needs_reason=True)
def take_back_authorisation(authorisation: Authorisation, *, by: Actor) -> None:
    """It was never given. Decisions that were recorded stay, as papers do."""
    history.remove(_locked(authorisation, by))


def _begin(organisation: Organisation, by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(organisation))
    lock_places([organisation.pk])
    history.concerns(organisation=organisation.pk)


def _locked(authorisation: Authorisation, by: Actor) -> Authorisation:
    _begin(authorisation.organisation, by)
    return check_there(Authorisation.unscoped.filter(pk=authorisation.pk).first())
