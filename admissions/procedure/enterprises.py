"""The register of private enterprises: one is entered, put right, ends; a Party organisation stands in it from a day to
a day; where none does, members and applicants who work there are noted one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from admissions.models import Applicant, Enterprise, EnterpriseLink, Step, StepKind, Worker
from admissions.models.enterprises import SORT_KEY
from admissions.procedure.following import ended_on, stays
from admissions.rules import enterprises as rules
from admissions.rules.enterprises import Period
from admissions.rules.steps import check_there
from kit.names import clean
from members import history, rights, successors, tree
from members.models import Member, Organisation, Placement
from members.procedure.acting import lock_places, terms_of, verb
from members.rights import Actor


@verb("ghi doanh nghiệp tư nhân", about="applicant")
def enter_enterprise(area: Organisation, *, by: Actor, name: str, day: date) -> Enterprise:
    """Known in that area from `day` on. Raises RuleBroken for a day to come, for what is no committee of the grass
    roots that day, and for a name that another one of the area bears."""
    _begin(area.pk, by)
    own, said = Period(day, None), clean(name)
    rules.check_period(own, by.day)
    rules.check_name(said)
    rules.check_area(terms_of(area), day)
    _check_once(area.pk, said, own)
    return history.create(Enterprise, area=area, **_named(said), since=day, account=by.account)


@verb("sửa doanh nghiệp tư nhân", about="applicant", needs_reason=True)
def correct_enterprise(
    enterprise: Enterprise, *, by: Actor, name: str | None = None, since: date | None = None, until: Any = ...
) -> Enterprise:
    """What was recorded wrongly; what is not given stays, `until=None` lets it go on."""
    row = _locked(enterprise, by)
    own = Period(since or _period(row).since, row.until if until is ... else until)
    said = row.name if name is None else clean(name)
    rules.check_period(own, by.day, since="since", until="until")
    rules.check_name(said)
    rules.check_area(terms_of(row.area), own.since, field="since")
    _check_once(row.area_id, said, own, row.pk)
    rules.check_holds(own, [*links_of(row), *workers_of(row)], field="until")
    return history.change(row, **_named(said), since=own.since, until=own.until)


@verb("ghi doanh nghiệp thôi hoạt động", about="applicant")
def end_enterprise(enterprise: Enterprise, *, by: Actor, day: date) -> Enterprise:
    """Raises RuleBroken while an organisation or somebody is noted there from that day on."""
    row = _locked(enterprise, by)
    rules.check_runs(row.until)
    own = _period(row)._replace(until=day)
    rules.check_period(own, by.day)
    rules.check_holds(own, [*links_of(row), *workers_of(row)], field="day")
    return history.change(row, until=day)


@verb("bỏ doanh nghiệp ghi nhầm", about="applicant", needs_reason=True)
def take_back_enterprise(enterprise: Enterprise, *, by: Actor) -> None:
    row = _locked(enterprise, by)
    rules.check_bare(len([*links_of(row), *workers_of(row)]))
    history.remove(row)


@verb("ghi tổ chức đảng trong doanh nghiệp", about="applicant")
def link_enterprise(enterprise: Enterprise, *, by: Actor, organisation: Organisation, day: date) -> EnterpriseLink:
    """From `day` on the organisation stands there. Raises RuleBroken where its term does not say that it is in a
    private enterprise, where another one stands, and while people are noted there one by one."""
    row = _locked(enterprise, by)
    own = Period(day, None)
    rules.check_period(own, by.day)
    rules.check_within(_period(row), own)
    rules.check_private(terms_of(organisation), day)
    rules.check_no_link(own, links_of(row))
    rules.check_no_workers(own, workers_of(row))
    return history.create(EnterpriseLink, enterprise=row, organisation=organisation, since=day, account=by.account)


@verb("ghi thôi tổ chức đảng trong doanh nghiệp", about="applicant")
def end_enterprise_link(link: EnterpriseLink, *, by: Actor, day: date) -> EnterpriseLink:
    """From `day` on it stands there no more."""
    return _end(EnterpriseLink.unscoped.all(), link, by, day)


@verb("bỏ tổ chức đảng trong doanh nghiệp ghi nhầm", about="applicant", needs_reason=True)
def take_back_enterprise_link(link: EnterpriseLink, *, by: Actor) -> None:
    _locked(link.enterprise, by)
    history.remove(check_there(EnterpriseLink.unscoped.filter(pk=link.pk).first()))


@verb("ghi người làm ở doanh nghiệp", about="applicant")
def note_worker(
    enterprise: Enterprise, *, by: Actor, day: date, member: Member | None = None, applicant: Applicant | None = None
) -> Worker:
    """A member or an applicant works there from `day` on. Raises RuleBroken where a Party organisation stands there,
    for somebody who works in another one, and for who is not in the register that day."""
    # Whoever puts the end of an organisation there right would not see it.
    tree.lock()
    row = _locked(enterprise, by)
    own = Period(day, None)
    rules.check_period(own, by.day)
    rules.check_one_person(member is not None, applicant is not None)
    rules.check_within(_period(row), own)
    rules.check_no_link(own, standing_in(row, by.day))
    who = {"member": member} if member is not None else {"applicant": applicant}
    rules.check_one_place(own, _periods(Worker.unscoped.filter(_one_person(member, applicant))))
    rules.check_there(_is_there(member, applicant, day), day)
    return history.create(Worker, enterprise=row, since=day, account=by.account, **who)


@verb("ghi thôi làm ở doanh nghiệp", about="applicant")
def end_worker(worker: Worker, *, by: Actor, day: date) -> Worker:
    """From `day` on the person works there no more."""
    return _end(Worker.unscoped.all(), worker, by, day)


@verb("bỏ người làm ở doanh nghiệp ghi nhầm", about="applicant", needs_reason=True)
def take_back_worker(worker: Worker, *, by: Actor) -> None:
    _locked(worker.enterprise, by)
    history.remove(check_there(Worker.unscoped.filter(pk=worker.pk).first()))


def links_of(enterprise: Enterprise) -> list[Period]:
    return _periods(EnterpriseLink.unscoped.filter(enterprise=enterprise))


def standing_in(enterprise: Enterprise, day: date) -> list[Period]:
    """The links as long as something stands there, as known on `day`: what ended and is carried on by nothing in a
    private enterprise stands there no more, though nobody has ended the link."""
    links = EnterpriseLink.unscoped.filter(enterprise=enterprise).values_list("organisation", "since", "until")
    carried = stays({organisation for organisation, _, _ in links}, day)
    found = []
    for organisation, since, until in links:
        days = [one for one in (until, ended_on(carried[organisation])) if one is not None]
        found.append(Period(since or date.min, min(days, default=None)))
    return [one for one in found if one.until is None or one.since < one.until]


def check_standing(organisations: Collection[int], day: date, field: str) -> None:
    """Asked once an act has let these organisations stand on other days, or be in a private enterprise on others.
    Raises RuleBroken where one would stand in an enterprise while people are noted there one by one."""
    noted = EnterpriseLink.unscoped.filter(enterprise__workers__isnull=False)
    carried = stays(set(noted.values_list("organisation", flat=True)), day)
    here = [pk for pk, own in carried.items() if any(one.organisation in organisations for one in own)]
    rows = Enterprise.unscoped.filter(links__organisation__in=here).distinct().order_by("pk") if here else ()
    for one in rows:
        for stands in standing_in(one, day):
            rules.check_no_workers(stands, workers_of(one), again=one.name, field=field)


def workers_of(enterprise: Enterprise) -> list[Period]:
    return _periods(Worker.unscoped.filter(enterprise=enterprise))


def people_of_area(area: int, day: date) -> tuple[dict[int, str], dict[int, str]]:
    """({member: name}, {applicant: name}) of the cells under that organisation, by given name: who may be noted."""
    area = successors.carrier_of(area, day)
    rows = Placement.unscoped.on(day).official().filter(tree.under(area, day)).order_by("member__sort_key", "member")
    files = Applicant.unscoped.open().led_in(tree.place_on(area, day), day).order_by("sort_key", "pk")
    return dict(rows.values_list("member", "member__full_name")), dict(files.values_list("pk", "full_name"))


def _one_person(member: Member | None, applicant: Applicant | None) -> Q:
    """Rows of somebody, noted as a member or, before the ceremony, as an applicant."""
    if member is not None:
        return Q(member=member) | Q(applicant__member=member)
    same = Q(applicant=applicant)
    return same | Q(member=applicant.member_id) if applicant is not None and applicant.member_id else same


def _is_there(member: Member | None, applicant: Applicant | None, day: date) -> bool:
    if member is not None:
        return Placement.unscoped.on(day).official().filter(member=member).exists()
    found = Step.unscoped.filter(applicant=applicant, kind=StepKind.SOURCE, day__lte=day)
    return found.exists() and Applicant.unscoped.open().filter(pk=applicant.pk if applicant else 0).exists()


def _end(rows: QuerySet[Any], own: Any, by: Actor, day: date) -> Any:
    _locked(own.enterprise, by)
    row = check_there(rows.filter(pk=own.pk).first())
    rules.check_runs(row.until)
    rules.check_period(Period(row.since, day), by.day)
    return history.change(row, until=day)


def _named(name: str) -> dict[str, str]:
    """The name, and where it stands in a list."""
    return {"name": name, "sort_key": tree.order_key(name)[:SORT_KEY]}


def _check_once(area: int, name: str, own: Period, but: int = 0) -> None:
    others = Enterprise.unscoped.filter(area=area).exclude(pk=but)
    rules.check_once(name, own, [(one.name, _period(one)) for one in others])


def _period(row: Any) -> Period:
    return Period(row.since, row.until)


def _periods(rows: Iterable[Any]) -> list[Period]:
    return [_period(row) for row in rows]


def _begin(area: int, by: Actor) -> None:
    rights.check_may(by, history.current().verb, rights.case_of_organisation(area))
    lock_places([area])
    history.concerns(organisation=area)


def _locked(enterprise: Enterprise, by: Actor) -> Enterprise:
    """It as it is now. Whoever writes about an enterprise of the area writes one after another."""
    _begin(enterprise.area_id, by)
    return check_there(Enterprise.unscoped.filter(pk=enterprise.pk).select_related("area").first())
