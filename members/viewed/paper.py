"""The paper for the person: which roles read the record today, and who has looked, when and for what. No name of who
looked: a role answers for a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from kit.calendar import print_day
from kit.drawing import draw_paper
from kit.drawing.fonts import FontMissing
from kit.drawing.listing import PARTY
from members import issuing, jobs, looks, papers, rights, rosters, scope, viewed, wording
from members.errors import Refusal
from members.models import Account, Job, Member, Organisation, Placement

KIND, PAGE = "viewed", "viewed-file"
TITLE = "Bản ghi những người đã xem hồ sơ"
# Lines of a paper that somebody still reads; the page has the rest.
LONGEST = 1000


@dataclass
class Row:
    """Looks of one day by one role on one page for one purpose."""

    day: str
    capacity: str
    page: str
    why: str
    times: int = 1


def ask(account: Account, member: Member, why: str, *, at: datetime) -> Job:
    """Put the printing in the queue; the title names nobody, for it stays in a list of jobs."""
    title = f"{TITLE}, hồ sơ số {member.pk}"
    return jobs.ask(account, KIND, title, {"member": member.pk, "why": why}, at=at)


def may_take(actor: rights.Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """An officer who opens that person."""
    people = Member.objects.filter(pk__in={one["member"] for one in asked})
    opened = set(people.values_list("pk", flat=True)) if rights.OFFICER in actor.kinds() else set()
    return [one["member"] in opened for one in asked]


def draw(work: jobs.Work) -> str:
    """Draw it in the scope of who asked; leaves a look. Answers the file's name. Who has left is read by whom the door
    opens for a purpose: it was said, and stays with the look."""
    with scope.opened(rights.scope_of(work.actor, leavers=frozenset({work.job.asked["member"]}))):
        return _draw(work)


def _draw(work: jobs.Work) -> str:
    asked, day, at = work.job.asked, work.actor.day, timezone.now()
    member = Member.objects.filter(pk=asked["member"]).first()
    if member is None or not any(may_take(work.actor, [asked])):
        raise Refusal("Hồ sơ này không còn thuộc phạm vi của đồng chí.")
    found = viewed.of_person(member.pk)
    total = found.count()
    work.progress(0, total)
    rows, left = _rows(work, found, day, total)
    context = _context(work.actor, member, day) | {"seen": rows, "left": left, "total": wording.number(total)}
    html = render_to_string("members/papers/viewed.html", context)
    try:
        work.to.write(draw_paper(html, fonts=Path(settings.DOCUMENT_FONT_DIR), title=TITLE))
    except FontMissing as error:
        raise Refusal(str(error)) from error
    looks.looked(work.actor, PAGE, [member.pk], asked={"why": asked["why"]}, at=at)
    return papers.file_called(f"{TITLE} {member.full_name}", day, "pdf")


def _rows(work: jobs.Work, found: Any, day: date, total: int) -> tuple[list[Row], int]:
    """(newest first, looks that found no room)."""
    rows: dict[tuple[date, str, str, str], Row] = {}
    left = done = 0
    for newest in rosters.chunks(found.order_by("-pk").iterator(chunk_size=rosters.CHUNK)):
        left += _add(rows, newest, day)
        done += len(newest)
        work.progress(done, total)
    return list(rows.values()), left


def _add(rows: dict[tuple[date, str, str, str], Row], some: list[Any], day: date) -> int:
    left = 0
    for one in viewed.told(some, day):
        capacity = one.capacity or "máy chủ của cơ quan"
        key = (one.day, capacity, one.page, one.why)
        if key in rows:
            rows[key].times += 1
        elif len(rows) < LONGEST:
            rows[key] = Row(print_day(one.day), capacity, one.page, one.why)
        else:
            left += 1
    return left


def _context(actor: rights.Actor, member: Member, day: date) -> dict[str, Any]:
    home = Placement.objects.on(day).official().filter(member=member).select_related("organisation").first()
    organisation = home.organisation if home and home.organisation else _own(actor)
    issued = issuing.issuer(actor, organisation, day)
    readers: dict[tuple[str, str], int] = {}
    for one in viewed.readers(member, day):
        readers[one.capacity, one.opens] = readers.get((one.capacity, one.opens), 0) + 1
    return {
        "title": TITLE, "party": PARTY, "parent": issued.parent.upper() or issuing.OPEN,
        "body": issued.body.upper() or issuing.OPEN,
        "place_and_day": issued.open_day(day),
        "sign": issued.signature, "name": member.full_name, "birth": wording.birth(member), "day": wording.day(day),
        "home": viewed.place_name(organisation, day) if home else "",
        "readers": [(capacity, opens, count) for (capacity, opens), count in readers.items()],
    }  # fmt: skip


def _own(actor: rights.Actor) -> Organisation:
    return Organisation.objects.get(pk=actor.roles[0].organisation)
