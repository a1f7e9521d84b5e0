"""The job that prints a roster: asked on a page, drawn by the worker, kept for who asked."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kit.calendar import print_day
from members import figures, jobs, looks, papers
from members.errors import Refusal
from members.models import Account, Job, Organisation

KINDS = tuple(papers.FILES)


def ask(
    account: Account, organisation: Organisation, day: date, name: str, kind: str, *, why: str, at: datetime
) -> Job:
    """Put the printing in the queue. Raises Refusal for a form, kind or day that can't be printed."""
    if name not in papers.FORMS or kind not in KINDS:
        raise Refusal("Chọn mẫu in và loại tệp trong danh sách.")
    title = f"{papers.FORMS[name].title.capitalize()}, {papers.name_on(organisation, day)}"
    said = f"đến ngày {print_day(day)}, {papers.FILES[kind]}"
    asked = {"organisation": organisation.pk, "day": day.isoformat(), "name": name, "kind": kind, "why": why}
    return jobs.ask(account, "roster", f"{title[:160]}, {said}", asked, at=at)


def roster(work: jobs.Work) -> str:
    """Draw what was asked in the scope of who asked; leaves a look with everybody on it."""
    asked = work.job.asked
    day = date.fromisoformat(asked["day"])
    organisation = Organisation.objects.filter(pk=asked["organisation"]).first()
    if organisation is None:
        raise Refusal("Tổ chức này không còn thuộc phạm vi của đồng chí.")
    total = figures.counted(organisation, day).count()
    work.progress(0, total)
    at = timezone.now()
    seen = papers.print_roster(
        work.to, asked["name"], organisation, day, by=work.actor, kind=asked["kind"],
        about=papers.about(work.actor, day, asked.get("why", ""), at),
        progress=lambda done: work.progress(done, total),
    )  # fmt: skip
    looks.looked(work.actor, "roster-file", seen, organisation=organisation, asked=asked, at=at)
    return papers.file_name(asked["name"], organisation, day, asked["kind"])
