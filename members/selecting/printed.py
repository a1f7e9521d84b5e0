"""An own list as a file: one table by name, or a section for each cell; asked on a page, drawn by the worker."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import F
from django.utils import timezone

from kit.calendar import print_day
from kit.drawing import Closing, Column, Head, Section, Total
from members import called, issuing, jobs, kept, looks, papers, rights, rosters, tree
from members.errors import Refusal
from members.models import Account, Job, Organisation, Placement

from . import columns as shown
from . import wish as wishes

KIND = "own-list"
# Of the title of a job.
LONGEST = 200
TITLE = "DANH SÁCH ĐẢNG VIÊN"
# Millimetres of a landscape page between its margins; columns may be drawn narrower than they would like by a fifth.
PAGE_WIDTH, NARROWEST = 252, 0.8
NUMBER, NAME = Column("Số TT", 12, "right"), Column("Họ và tên", 46, bold_first=True)


@dataclass(frozen=True)
class Asked:
    """What a file is asked for; `grouped`: a section for each cell."""

    organisation: Organisation
    day: date
    wish: wishes.Wish
    title: str
    grouped: bool
    kind: str
    why: str
    # What it is called where it is kept.
    name: str = ""

    def plain(self) -> dict[str, Any]:
        return {
            "organisation": self.organisation.pk, "day": self.day.isoformat(), "wish": self.wish.plain(),
            "title": self.title, "grouped": self.grouped, "kind": self.kind, "why": self.why,
        }  # fmt: skip


def columns(asked: Asked) -> list[Column]:
    """The columns of the table on paper, as wide as the page. Raises Refusal for more than a page has room for."""
    wanted = [NUMBER, NAME, *(
        Column(one.head, one.width, "right" if one.right else "left") for one in _shown(asked)
    )]  # fmt: skip
    scale = PAGE_WIDTH / sum(one.width_mm for one in wanted)
    if asked.kind == "pdf" and scale < NARROWEST:
        raise Refusal("Nhiều cột quá, một trang giấy không đủ chỗ. Bỏ bớt cột, hoặc lấy bảng tính.")
    return [replace(one, width_mm=round(one.width_mm * scale, 2)) for one in wanted] if asked.kind == "pdf" else wanted


def _shown(asked: Asked) -> list[shown.Shown]:
    """A list by cells names the cell above its people."""
    return [shown.BY_KEY[key] for key in asked.wish.columns if not (asked.grouped and key == "chi-bo")]


def check_printable(asked: Asked, today: date) -> None:
    """Raises Refusal for a day or columns that can't be printed, or where the organisation did not stand."""
    papers.check_day(asked.day, today)
    papers.name_on(asked.organisation, asked.day)
    columns(asked)


def ask(account: Account, asked: Asked, today: date, *, at: datetime) -> Job:
    """Put the printing in the queue. Raises Refusal for what can't be printed."""
    check_printable(asked, today)
    return jobs.ask(account, KIND, _called(asked), asked.plain(), at=at)


def _called(asked: Asked) -> str:
    """By what its job is told from those of other lists: the kept name, else the conditions; how it is ordered, and the
    kind of file. What is long is cut, never the end."""
    said = asked.title or TITLE.capitalize()
    about = f"“{asked.name}”" if asked.name else _conditions(asked)
    where = papers.name_on(asked.organisation, asked.day)
    end = [where, *(["theo chi bộ"] if asked.grouped else []), f"ngày {print_day(asked.day)}", papers.FILES[asked.kind]]
    last = ", ".join(["", *end])
    lead = f"{said} ({about})" if about else said
    room = LONGEST - len(last)
    return (lead if len(lead) <= room else f"{lead[: room - 1]}…") + last


def draw(work: jobs.Work) -> str:
    """Draw what was asked in the scope of who asked; leaves a look with everybody on it. Answers the file's name."""
    asked = _asked(work)
    rows = wishes.placements(asked.organisation, asked.day, asked.wish)
    total, at = rows.count(), timezone.now()
    drawn: list[int] = []
    work.progress(0, total)
    issued = issuing.issuer(work.actor, asked.organisation, asked.day)
    parts = papers.Parts(
        _head(asked, issued), columns(asked), _sections(asked, rows, drawn, work, total),
        Closing([Total("Tổng số người trong danh sách", total, True)], right=issued.signature),
    )  # fmt: skip
    said = [*papers.about(work.actor, asked.day, asked.why, at), ("Điều kiện", _conditions(asked) or "không lọc")]
    papers.write_table(work.to, parts, kind=asked.kind, about=said)
    looks.looked(work.actor, "own-list-file", drawn, organisation=asked.organisation, asked=work.job.asked, at=at)
    name = papers.name_on(asked.organisation, asked.day)
    return papers.file_called(f"{asked.title or TITLE} {name}", asked.day, asked.kind)


def may_take(actor: rights.Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Who reads the list, and the pages of persons where a column is theirs."""
    opens = rights.opens_people(actor)
    return [
        reads and (opens or not any(shown.BY_KEY[key].of_pages for key in wishes.of(one["wish"]).columns))
        for one, reads in zip(asked, jobs.read_lists(actor, asked), strict=True)
    ]


def _asked(work: jobs.Work) -> Asked:
    said = work.job.asked
    organisation = Organisation.objects.filter(pk=said["organisation"]).first()
    if organisation is None:
        raise Refusal("Tổ chức này không còn thuộc phạm vi của đồng chí.")
    wish = wishes.of(said["wish"])
    if not rights.opens_people(work.actor):
        wish = replace(wish, columns=tuple(key for key in wish.columns if not shown.BY_KEY[key].of_pages))
    return Asked(organisation, date.fromisoformat(said["day"]), wish, said["title"], said["grouped"], said["kind"],
                 said["why"])  # fmt: skip


def _conditions(asked: Asked) -> str:
    return "; ".join(words for _, words in asked.wish.words(asked.day))


def _head(asked: Asked, issued: issuing.Issuer) -> Head:
    form = papers.Form(asked.title.upper() or TITLE, (), lambda one: [], 1)
    head = papers.head(form, issued, asked.organisation, asked.day)
    said = _conditions(asked)
    return replace(head, subject=f"{head.subject}\n({said})") if said else head


def _sections(asked: Asked, rows: Any, drawn: list[int], work: jobs.Work, total: int) -> Iterator[Section]:
    """The list in one section, or in one for each cell in the order of the tree."""
    people = _people(asked, rows, drawn, work, total)
    if not asked.grouped:
        yield Section("", (row for _, row in people))
        return
    for organisation, group in groupby(people, key=lambda one: one[0]):
        name = kept.full_names([organisation], asked.day).get(organisation, "")
        yield Section(name, [row for _, row in group])


def _people(asked: Asked, rows: Any, drawn: list[int], work: jobs.Work, total: int) -> Iterator[tuple[int, list[str]]]:
    """(organisation, row) of everybody; `drawn` gets the ids. Memory holds one chunk."""
    former = called.formers(asked.day)
    order = (called.order(former, asked.day), "member")
    if asked.grouped:
        rows = rows.filter(organisation__tree_places__version=_version(asked))
        order = (F("organisation__tree_places__lo"), *order)
    found = rows.select_related("member", "membership").order_by(*order).iterator(chunk_size=rosters.CHUNK)
    for chunk in rosters.chunks(found):
        called.say((one.member for one in chunk), former)
        yield from _rows(asked, chunk, drawn)
        work.progress(len(drawn), total)


def _version(asked: Asked) -> int:
    return tree.place_on(asked.organisation.pk, asked.day).version


def _rows(asked: Asked, chunk: Sequence[Placement], drawn: list[int]) -> Iterator[tuple[int, list[str]]]:
    texts = [one.texts(chunk, asked.day) for one in _shown(asked)]
    for index, one in enumerate(chunk):
        drawn.append(one.member_id)
        yield one.organisation_id or 0, [str(len(drawn)), one.member.full_name, *(column[index] for column in texts)]
