"""Asked for as a file: one paper of a file, a list over many, the list of a class; and what the command prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, BinaryIO

from django.utils import timezone

from admissions.models import Applicant, Course
from admissions.papers import known, lists, table2, written, year
from admissions.papers.lists import Listed
from admissions.papers.made import WRITERS
from admissions.procedure.reading import File, read, read_many
from admissions.rules.papers import BY_CODE, Kind
from kit.calendar import print_day, print_until
from members import jobs, looks, papers, rights
from members.errors import NotAllowed, Refusal
from members.models import Account, Job, Organisation
from members.registry import Paper, PaperAsked, PaperMade
from members.rights import Actor

ONE, MANY, CLASS, YEAR = "admission-paper", "admission-list", "course-list", "admission-year"
FILE_PAGE, LIST_PAGE, COURSE_PAGE = "applicant-file", "admission-list", "course-file"
KINDS = tuple(papers.FILES)
PORTRAIT = frozenset({"new-members"})
# Names under which the command prints a list, by the paper.
COMMANDS = {"sources": "admission-sources", "register": "admission-register", "new-members": "new-members"}
DAY = timedelta(days=1)


def reads(actor: Actor) -> bool:
    """Who leads files, or sees those of the cells below."""
    return bool(actor.kinds() & {rights.OFFICER, rights.COMMITTEE, rights.CELL})


def sees(actor: Actor) -> bool:
    """Who leads files, sees those of the cells below, or reads the lists of the office."""
    return reads(actor) or rights.READER in actor.kinds()


def ask_one(account: Account, one: Applicant, code: str, *, why: str, at: datetime) -> Job:
    """Put the printing in the queue. The title names nobody, for it stays in a list of jobs."""
    asked = {"applicant": one.pk, "paper": code, "why": why}
    return jobs.ask(account, ONE, f"{BY_CODE[code].title}, hồ sơ số {one.pk}", asked, at=at)


def ask_many(
    account: Account, organisation: Organisation, code: str, kind: str, period: tuple[date, date], *, why: str,
    today: date, at: datetime,
) -> Job:  # fmt: skip
    """The same for a list. Raises Refusal where the organisation does not stand."""
    name, since, until = papers.name_on(organisation, today), *period
    said = "" if code == "sources" else f", từ {print_day(since)} đến {print_until(until)}"
    asked = {"organisation": organisation.pk, "paper": code, "kind": kind, "since": since.isoformat(),
             "until": until.isoformat(), "why": why}  # fmt: skip
    return jobs.ask(account, MANY, f"{BY_CODE[code].title}, {name[:80]}{said}, {papers.FILES[kind]}", asked, at=at)


def ask_course(account: Account, course: Course, kind: str, *, why: str, at: datetime) -> Job:
    asked = {"course": course.pk, "kind": kind, "why": why}
    return jobs.ask(account, CLASS, f"Danh sách {course.name}, {papers.FILES[kind]}", asked, at=at)


def ask_year(account: Account, since: date, day: date, kind: str, *, why: str, at: datetime) -> Job:
    asked = {"since": since.isoformat(), "until": day.isoformat(), "kind": kind, "why": why}
    title = f"{year.TITLE.capitalize()}, từ {print_day(since)} đến {print_day(day)}, {papers.FILES[kind]}"
    return jobs.ask(account, YEAR, title, asked, at=at)


def one_job(work: jobs.Work) -> str:
    """Draw it in the scope of who asked; leaves a look. Answers the file's name."""
    asked, actor, at = work.job.asked, work.actor, timezone.now()
    one = Applicant.objects.select_related("exception", "member").filter(pk=asked["applicant"]).first()
    if one is None:
        raise Refusal("Hồ sơ này không còn thuộc phạm vi của đồng chí.")
    kind, file = BY_CODE[asked["paper"]], read(one, actor.day)
    known.check(kind, file, _may(actor, file))
    made = WRITERS[kind.code](file)
    work.to.write(written.draw(kind, made))
    seen = sorted({*made.people, *([one.member_id] if one.member_id else [])})
    said = {"why": asked["why"], "ho-so": one.pk, "giay": kind.code}
    looks.looked(actor, FILE_PAGE, seen, asked=said, at=at)
    return papers.file_called(f"{kind.title} {one.full_name}", actor.day, "pdf")


def list_job(work: jobs.Work) -> str:
    """The same for a list over many files."""
    asked, actor, at = work.job.asked, work.actor, timezone.now()
    organisation = Organisation.objects.filter(pk=asked["organisation"]).first()
    if organisation is None:
        raise Refusal("Tổ chức này không còn thuộc phạm vi của đồng chí.")
    check_reads(actor)
    kind, period = BY_CODE[asked["paper"]], _period(asked)
    listed = _listed(kind, organisation, period, actor)
    _write(work.to, kind.code, listed, asked["kind"], papers.about(actor, actor.day, asked["why"], at))
    said = {"why": asked["why"], "giay": kind.code, "day": actor.day.isoformat()}
    looks.looked(actor, LIST_PAGE, listed.people, organisation=organisation, asked=said, at=at)
    return papers.file_called(f"{kind.title} {papers.name_on(organisation, actor.day)}", actor.day, asked["kind"])


def course_job(work: jobs.Work) -> str:
    """The same for the list of a class."""
    asked, actor, at = work.job.asked, work.actor, timezone.now()
    course = Course.objects.select_related("organisation").filter(pk=asked["course"]).first()
    if course is None or not any(may_take_course(actor, [asked])):
        raise Refusal("Lớp này không còn thuộc phạm vi của đồng chí.")
    listed = lists.of_class(course, by=actor)
    _write(work.to, "class", listed, asked["kind"], papers.about(actor, actor.day, asked["why"], at))
    looks.looked(
        actor, COURSE_PAGE, listed.people, organisation=course.organisation, asked={"why": asked["why"]}, at=at
    )
    return papers.file_called(f"Danh sách {course.name}", actor.day, asked["kind"])


def year_job(work: jobs.Work) -> str:
    """The numbers of the year; nobody is named there, so nobody has been looked at."""
    asked, actor, (since, day) = work.job.asked, work.actor, _period(work.job.asked)
    if not sees(actor):
        raise NotAllowed("Tài khoản này không xem số liệu kết nạp.")
    made = year.draw(since, day, by=actor)
    about = papers.about(actor, day, asked["why"], timezone.now())
    papers.write_table(work.to, made, kind=asked["kind"], about=about, landscape=True)
    return papers.file_called("Tổng hợp kết nạp", day, asked["kind"])


def may_take_year(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    return [sees(actor)] * len(asked)


def check_reads(actor: Actor) -> None:
    """Raises NotAllowed."""
    if not (actor.machine or reads(actor)):
        raise NotAllowed("Danh sách kết nạp do cán bộ tổ chức, đảng ủy, chi bộ in.")


def _may(actor: Actor, file: File) -> set[str]:
    return rights.allowed(actor, rights.case_of_organisation(file.cell))


def _period(asked: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(asked["since"]), date.fromisoformat(asked["until"])


def _listed(kind: Kind, organisation: Organisation, period: tuple[date, date], by: Actor) -> Listed:
    if kind.code == "sources":
        return lists.sources(organisation, by=by)
    draw: Callable[..., Listed] = lists.register if kind.code == "register" else table2.draw
    return draw(organisation, *period, by=by)


def _write(to: BinaryIO, code: str, listed: Listed, kind: str, about: Sequence[tuple[str, str]]) -> None:
    papers.write_table(to, listed.parts, kind=kind, about=about, landscape=code not in PORTRAIT)


def may_take_one(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """The files of one's part, by who may print that paper of it."""
    rows = Applicant.objects.select_related("exception", "member").filter(pk__in={one["applicant"] for one in asked})
    files = read_many(list(rows), actor.day)
    may = rights.allowed_at(actor, {file.cell for file in files.values()})
    return [
        (file := files.get(one["applicant"])) is not None
        and (kind := BY_CODE.get(one["paper"])) is not None
        and known.may_print(kind, file, may[file.cell])
        for one in asked
    ]


def may_take_many(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    return [may and reads(actor) for may in jobs.read_lists(actor, asked)]


def may_take_course(actor: Actor, asked: Sequence[Mapping[str, Any]]) -> list[bool]:
    """Who opens classes, of those of one's part."""
    opens = bool(actor.kinds() & {rights.OFFICER, rights.COMMITTEE})
    mine = set(Course.objects.filter(pk__in=[one["course"] for one in asked]).values_list("pk", flat=True))
    return [opens and one["course"] in mine for one in asked]


def catalogue() -> dict[str, Paper]:
    """The lists as the command prints them."""
    return {
        name: Paper(
            BY_CODE[code].title, frozenset({"as_of"} if code == "sources" else {"year", "period"}),
            partial(_print, BY_CODE[code]),
        )
        for code, name in COMMANDS.items()
    }  # fmt: skip


def _print(
    kind: Kind, to: BinaryIO, asked: PaperAsked, by: Actor, about: Callable[[date], Sequence[tuple[str, str]]]
) -> PaperMade:
    """Of the whole register and of this year, unless asked. Raises Refusal, NotAllowed."""
    check_reads(by)
    if asked.day is not None and asked.day != by.day:
        raise Refusal("Danh sách nguồn chỉ in của hôm nay.")
    organisation = asked.organisation or papers.whole(by.day)
    papers.check_lists(organisation, by.day)
    period = asked.period or (date(by.day.year, 1, 1), by.day + DAY)
    listed = _listed(kind, organisation, period, by)
    _write(to, kind.code, listed, asked.kind, about(by.day))
    return PaperMade(by.day, listed.people, organisation)
