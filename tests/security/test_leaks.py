"""No answer tells of a person outside one's part: pages, lists, search, papers as files, JSON; for every role.

Each person carries words that nobody else has (name, other name, profile number, card, home). Whatever a role can ask
for is asked, on its own things and on others', and none of the words of the others may stand in what comes back.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import openpyxl
import pypdf
import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kit import names
from members import checks, figures, jobs, lists, papers, printing, procedure
from members.models import Account, Act, Job, Member, Placement
from members.selecting import columns
from tests import builders
from tests.admissions import play as admissions
from tests.builders import MACHINE
from tests.ground import Ground, laid
from tests.reports import play as reconciliations
from tests.security.asked import asks, watching
from tests.security.pages import PAGES, address
from tests.security.test_pages import ACCOUNTS, NOON, REACH, ROLES, misjudged
from tests.signing_in import signed_in

pytestmark = [pytest.mark.django_db]
DAYS = ("", "01/5/2026", "15/6/2019")
# Who reads no person of some part. The officer reads everybody who has not left.
LIMITED = ("committee", "cell", "reader", "administrator", "part")


@dataclass(frozen=True)
class Marks:
    """Words that stand in no other record; `home` is on the person's page alone, the others also on lists."""

    name: str
    other: str
    profile: str
    card: str
    home: str

    @property
    def on_lists(self) -> set[str]:
        return {word for word in (self.name, self.other, self.profile, self.card) if word}


PEOPLE = {
    "own": Marks("Giàng Seo Lử", "Giàng Bí Danh Một", "910001", "710000000001", "Bản Suối Một"),
    "sibling": Marks("Sùng Thị Chấu", "Sùng Bí Danh Hai", "910002", "710000000002", "Bản Suối Hai"),
    "foreign": Marks("Lò Văn Pảo", "Lò Bí Danh Ba", "910003", "710000000003", "Bản Suối Ba"),
}
# Who is on the way into the Party there: read with the people of a part; by a reader on two pages, that of the progress
# and that of the names behind a number of the year.
APPLICANTS = {"own": "Thào Thị Dí", "sibling": "Cư Seo Pháng", "foreign": "Lùng Văn Tỏa"}
FOR_THE_STANDING_COMMITTEE = ("admission-progress", "year-names")
# Stood in the cell until 2020: the cell still finds the name on lists of that time, and nothing that came later.
MOVED = Marks("Tẩn Láo Tả", "", "", "710000000009", "Bản Suối Chín")


def marked(person: Member, marks: Marks) -> None:
    given = {"other_names": marks.other, "profile_number": marks.profile}
    if any(given.values()):
        procedure.people.correct_member(person, by=MACHINE, why="ghi bổ sung", **given)
    day = date(2021, 1, 1)
    procedure.people.note_number(person, by=MACHINE, kind="card12", value=marks.card, day=day)
    procedure.people.note_residence(person, by=MACHINE, address=marks.home, day=day)


@dataclass
class Play:
    cast: builders.Cast
    things: dict[str, dict[str, int]]
    register: dict[str, int]


def make() -> Play:
    cast = builders.with_part_officer(builders.make_cast())
    tree = cast.tree
    cells = {"own": tree.cell, "sibling": tree.sibling, "foreign": tree.other_cell}
    things = {place: builders.things_of(cell, PEOPLE[place].name) for place, cell in cells.items()}
    for place, one in things.items():
        one |= admissions.things(cells[place], APPLICANTS[place])
        marked(Member.unscoped.get(pk=one["person"]), PEOPLE[place])
    moved = builders.member(MOVED.name, tree.cell)
    procedure.places.move(moved, by=MACHINE, organisation=tree.other_cell, day=date(2020, 1, 1))
    marked(moved, MOVED)
    things["moved"] = things["foreign"] | {"person": moved.pk, "organisation": tree.cell.pk}
    for place, where in (("parent", tree.committee), ("above", tree.district)):
        term = where.terms(manager="unscoped").get().pk
        things[place] = things["foreign"] | {"organisation": where.pk, "term": term}
    reconciled = reconciliations.things(tree, PEOPLE["own"].name, PEOPLE["foreign"].name)
    closures = {place: builders.closed_into(where, f"Chi bộ {place}").pk for place, where in cells.items()}
    for place in things:
        things[place]["closure"] = closures.get(place, closures["foreign"])
        things[place] |= reconciled["own" if place in ("own", "sibling") else "foreign"]
    job = jobs.ask(cast.officer, "roster", "việc của người khác", {}, at=timezone.now())
    return Play(cast, things, {
        **reconciled[""],
        "leaver": builders.leaver("Vàng Mí Sính", tree.other_cell).pk, "job": job.pk,
        "upload": builders.sent_list(cast.officer), "compared": builders.compared_list(cast.officer),
        "filled": builders.filled_sheet(cast.officer),
        "kept": builders.kept_list(cast.officer, tree.district),
        "holiday": procedure.office.note_holiday(by=MACHINE, day=date(2026, 9, 2), name="Quốc khánh").pk,
        "kind": builders.kind("part").pk,
        "setting": procedure.office.set_office(by=MACHINE, key="place_name", value="Vân Sơn", day=date(2026, 1, 1)).pk,
        "account": cast.outsider.pk, "role": cast.outsider.roles(manager="unscoped").get().pk,
        "renewal": builders.renewal(cast.tree),
        **builders.plan(cast.tree),
    })  # fmt: skip


ground = laid(make, NOON)


@pytest.fixture
def play(ground: Ground, db: None) -> Iterator[Play]:
    with time_machine.travel(NOON, tick=True), watching():
        yield ground.found()


def forbidden(role: str) -> set[str]:
    """Words that may stand in no answer to this role."""
    if role == "administrator":
        everybody = (one.on_lists | {one.home} for one in (*PEOPLE.values(), MOVED))
        return set(APPLICANTS.values()).union(*everybody)
    if role == "reader":
        return {one.home for one in (*PEOPLE.values(), MOVED)} | set(APPLICANTS.values())
    away = [marks for place, marks in PEOPLE.items() if place not in REACH[role]]
    applicants = {name for place, name in APPLICANTS.items() if place not in REACH[role]}
    return applicants.union(*(one.on_lists | {one.home} for one in away)) | {MOVED.card, MOVED.home, "Vàng Mí Sính"}


def account(play: Play, role: str) -> Account:
    who: Account = getattr(play.cast, ROLES[role])
    return who


def said(answer: Any) -> str:
    """Everything an answer tells: its head, and its text, whatever kind of file it is."""
    head = " ".join(f"{key}: {value}" for key, value in answer.headers.items())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{head} {text_of(body)}"


def text_of(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    if body.startswith(b"PK"):
        return cells_of(io.BytesIO(body))
    # The pictures of the guide are files of the installation: no words, and the same for everybody.
    return "" if body.startswith(b"\x89PNG") else body.decode()


def cells_of(book: Any) -> str:
    sheets = openpyxl.load_workbook(book).worksheets
    return " ".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value)


def assert_tells_nothing(role: str, where: str, text: str, *, page: str = "") -> None:
    told = set(APPLICANTS.values()) if role == "reader" and page in FOR_THE_STANDING_COMMITTEE else set()
    for word in forbidden(role) - told:
        assert word not in text, f"{role} reads {word} on {where}"


def queries() -> Iterator[dict[str, str]]:
    """Two days; figures, checks, letters; places in the order of names, of people in and out of one's part."""
    for day in DAYS[:2]:
        given = {"ngay": day} if day else {}
        yield from ({**given, "muc": key} for key in figures.FIGURES)
        yield from ({**given, "loi": key} for key in checks.BY_KEY)
        yield from ({**given, "chu": letter} for letter in "ALP")
    for one in Placement.unscoped.official():
        yield from ({key: lists.place_of(one)} for key in ("sau", "truoc"))


def organisations(play: Play) -> dict[int, str]:
    """Each of them once, with the place it is called by: two places may lie in one."""
    return {one["organisation"]: place for place, one in play.things.items()}


def addresses(play: Play, name: str) -> dict[str, list[str]]:
    """Every address of a page, once, with the places whose things it is about: places share some of their things."""
    found = defaultdict(list)
    for one in play.things if PAGES[name].kind else ("own",):
        found[address(name, play.things[one] | play.register)].append(one)
    return found


@pytest.mark.parametrize("role", LIMITED)
def test_no_page_names_anybody_outside_the_part_on_any_day(play: Play, role: str) -> None:
    """And each opens what the table says (see `test_pages`, where the officer and accounts are asked)."""
    client = signed_in(account(play, role))
    seen = ""
    wrong: list[str] = []
    for name, page in PAGES.items():
        if page.public or name == "logout" or (page.method == "post" and page.kind in ("account", "role")):
            continue
        for target, places in addresses(play, name).items():
            for day in DAYS if page.method == "get" else ("",):
                answer = getattr(client, page.method)(target, {"ngay": day} if day else {})
                if not day and page.kind not in ACCOUNTS:
                    wrong += misjudged(name, role, answer.status_code, places)
                text = said(answer)
                assert_tells_nothing(role, f"{name} of {places}, {day}", text, page=name)
                seen += text if name == "people" else ""
                if not asks(answer, "ngay"):
                    break
    assert not wrong, "\n".join(wrong)
    assert (PEOPLE["own"].name in seen) == (role != "administrator")


@pytest.mark.parametrize("role", LIMITED)
def test_no_filter_and_no_place_in_a_list_brings_in_anybody_else(play: Play, role: str) -> None:
    client = signed_in(account(play, role))
    for one, place in organisations(play).items():
        for query in queries():
            text = said(client.get(reverse("people", args=[one]), query))
            assert_tells_nothing(role, f"people of {place}, {query}", text)


def offered(role: str) -> list[str]:
    return [one.key for one in columns.COLUMNS if not (one.of_pages and role in ("reader", "administrator"))]


@pytest.mark.parametrize("role", LIMITED)
def test_no_own_list_brings_in_anybody_else(play: Play, role: str) -> None:
    """Every column, every day, and each of the criteria that ask another table."""
    client = signed_in(account(play, role))
    asked: list[dict[str, str]] = [{}, {"chuc-vu": "bat-ky"}, {"loai-hinh": "residential"}, {"gioi": "m"}]
    seen = ""
    for one in organisations(play):
        for day in DAYS:
            for query in asked:
                given = {**query, "ngay": day, "loc": "1", "cot": offered(role)}
                text = said(client.get(reverse("own-list", args=[one]), given))
                assert_tells_nothing(role, f"own list, {query}, {day}", text)
                seen += text
    assert (PEOPLE["own"].name in seen) == (role != "administrator")


@pytest.mark.parametrize("role", LIMITED)
def test_no_search_finds_anybody_else(play: Play, role: str) -> None:
    """What was typed comes back as it was typed, so it is typed without accents, and numbers are held against names."""
    client = signed_in(account(play, role))
    found = ""
    for marks in (*PEOPLE.values(), MOVED):
        folded = [names.fold(word) for word in (marks.name, marks.name.split()[-1], marks.other, marks.home)]
        for typed in (*folded, marks.profile, marks.card, marks.card[-5:], marks.card[:6]):
            for text in (
                said(client.post(reverse("find-hints"), {"q": typed})),
                said(client.post(reverse("find"), {"q": typed}, follow=True)),
            ):
                found += text
                for word in forbidden(role) - {typed}:
                    assert word not in text or word in typed, f"{role} finds {word} by {typed}"
    assert (PEOPLE["own"].name in found) == (role in ("committee", "cell", "part"))


@pytest.mark.parametrize("role", LIMITED)
def test_no_line_of_the_history_tells_of_anybody_else(play: Play, role: str) -> None:
    """Every line there is by its own address, and what every account has done."""
    client = signed_in(account(play, role))
    opened = set()
    for act in Act.objects.all():
        answer = client.get(reverse("line", args=[act.pk]))
        assert_tells_nothing(role, f"line {act.verb}", said(answer))
        opened |= {act.member_id is not None} if answer.status_code == 200 else set()
    assert opened == {"reader": set(), "administrator": {False}}.get(role, {True, False})
    for who in Account.objects.all():
        for part in ("", "dang-nhap"):
            text = said(client.get(reverse("account-history", args=[who.pk]), {"phan": part}))
            assert_tells_nothing(role, f"account-history {who.username}", text)


@pytest.mark.parametrize("kind", printing.KINDS)
@pytest.mark.parametrize("role", LIMITED)
def test_no_file_names_anybody_else(play: Play, role: str, kind: str) -> None:
    who = account(play, role)
    client = signed_in(who)
    for one in organisations(play):
        for form in papers.FORMS:
            for day in ("30/6/2026", "15/6/2019"):
                given = {"mau": f"{form}.{kind}", "ngay": day, "muc-dich": "kiểm tra"}
                answer = client.post(reverse("print-roster", args=[one]), given)
                assert_tells_nothing(role, "print-roster", said(answer))
        for day in ("30/6/2026", "15/6/2019"):
            cells = offered(role)[:8] if kind == "pdf" else offered(role)
            every = {"cot": cells, "loc": "1", "ngay": day, "order": "chi-bo", "kind": kind, "why": "thử"}
            answer = client.post(reverse("print-own-list", args=[one]), every)
            assert_tells_nothing(role, "print-own-list", said(answer))
    jobs.run_waiting(timezone.now())
    read = ""
    for job in Job.objects.filter(account=who):
        assert_tells_nothing(role, f"job {job.title}", said(client.get(reverse("job", args=[job.pk]))))
        text = said(client.get(reverse("job-file", args=[job.pk])))
        assert_tells_nothing(role, f"file {job.title}", text)
        read += text
    assert_tells_nothing(role, "jobs", said(client.get(reverse("jobs"))))
    assert (PEOPLE["own"].name in read) == (role != "administrator")


@pytest.mark.parametrize("role", LIMITED)
def test_a_job_put_together_by_hand_draws_nobody_else(play: Play, role: str) -> None:
    who = account(play, role)
    client = signed_in(who)
    for place in ("sibling", "foreign", "parent", "above"):
        asked = {"organisation": play.things[place]["organisation"], "day": "2026-06-30", "name": "roster",
                 "kind": "xlsx", "why": "thử"}  # fmt: skip
        job = jobs.ask(who, "roster", "danh sách", asked, at=timezone.now())
        jobs.run_waiting(timezone.now())
        job.refresh_from_db()
        assert job.finished_at is not None
        assert_tells_nothing(role, f"file of {place}", said(client.get(reverse("job-file", args=[job.pk]))))


@pytest.mark.parametrize("role", LIMITED)
def test_files_of_others_are_not_there(play: Play, role: str) -> None:
    asked = {"organisation": play.cast.tree.district.pk, "day": "2026-06-30", "name": "roster", "kind": "pdf"}
    job = jobs.ask(play.cast.officer, "roster", f"danh sách có {PEOPLE['foreign'].name}", asked, at=timezone.now())
    jobs.run_waiting(timezone.now())
    assert PEOPLE["foreign"].name in said(signed_in(play.cast.officer).get(reverse("job-file", args=[job.pk])))
    client = signed_in(account(play, role))
    for name in ("job", "job-file"):
        answer = client.get(reverse(name, args=[job.pk]))
        assert answer.status_code == 404
        assert_tells_nothing(role, name, said(answer))
    assert "danh sách có" not in said(client.get(reverse("jobs")))


def ordered(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """What a command says on the terminal, refused or not."""
    with contextlib.suppress(SystemExit):
        call_command(*command)
    told = capsys.readouterr()
    return told.out + told.err


@pytest.mark.parametrize("role", LIMITED)
def test_no_command_in_somebody_s_name_tells_more_than_the_screen(play: Play, role: str, tmp_path, capsys) -> None:
    by = account(play, role).username
    for code in ("38.168", "38.168.053", "38.168.054", "38.168.054.000.001"):
        for kind, name in product(printing.KINDS, ("roster", "reconciliation")):
            to = tmp_path / f"{name}.{code}.{kind}"
            told = ordered(capsys, "print_report", name, "--by", by, "--organisation", code, "--output", str(to))
            assert_tells_nothing(role, f"print_report {name} {code}", told)
            if to.exists():
                assert_tells_nothing(role, f"print_report {name} {code} {kind}", text_of(to.read_bytes()))
    sheet, out = tmp_path / "danh-sach.csv", tmp_path / "ra.json"
    # Somebody else's card number, with which the list asks for its holder.
    row = f"1,Nông Thị Mẩy,1/2/1980,Chi bộ Thôn 1,{PEOPLE['foreign'].card}"
    sheet.write_text(f"STT,Họ và tên,Ngày sinh,Chi bộ,Số thẻ ĐV\n{row}\n", encoding="utf-8")
    for command in (
        ("reconcile", str(sheet), "--as-of", "2026-06-30", "--organisation", "38.168.054", "--by", by),
        ("reconcile", str(sheet), "--as-of", "2026-06-30", "--by", by),
        ("import_members", str(sheet), "--dry-run", "--by", by),
    ):
        assert_tells_nothing(role, command[0], ordered(capsys, *command, "--json", str(out)))
        if out.exists():
            text = json.dumps(json.loads(out.read_text(encoding="utf-8")), ensure_ascii=False)
            assert_tells_nothing(role, f"{command[0]} --json", text.replace(PEOPLE["foreign"].card, ""))
            out.unlink()


def test_who_is_not_signed_in_reads_nobody(play: Play) -> None:
    for name, page in PAGES.items():
        if page.kind == "" or name == "logout":
            continue
        answer = getattr(Client(), page.method)(address(name, play.things["own"] | play.register))
        assert_tells_nothing("administrator", name, said(answer))
