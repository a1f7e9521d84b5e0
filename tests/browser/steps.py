"""The steps of the guide's tasks, read from its words and done in the browser.

A task is a heading `### Việc N. …`, who does it and what for, and a numbered list. A step is one clause or several,
parted by `;`. A clause that no line of `CLAUSES` knows is refused, so that no step is passed over. Words in “…” stand
on the screen, words in *…* are typed or chosen. Nothing else is known here but the passwords of the cast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from members import jobs
from tests.builders import PASSWORD
from tests.members.importing.files import sheet

TASK = re.compile(r"^### Việc (\d+)\. (.+)$", re.M)
STEP = re.compile(r"^(\d+)\. (.+(?:\n   .+)*)", re.M)
ROW = re.compile(r"^\|(.+)\|$", re.M)
# What one presses.
PRESSED = "a, button, summary"
PATIENCE = 5_000


@dataclass(frozen=True)
class Task:
    """`steps`: the words of each; `rows`: of the table that the file of the example holds."""

    number: int
    title: str
    steps: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass
class Doing:
    """One task being done: the page, the files one has, and what was taken along."""

    page: Page
    files: dict[str, bytes] = field(default_factory=dict)
    taken: Path | None = None

    @property
    def place(self) -> Locator:
        return self.page.locator("body")


def tasks(text: str) -> list[Task]:
    """Every task of the guide. Raises ValueError for one whose steps are not numbered from one."""
    parts = re.split(r"^#{2,3} ", text, flags=re.M)
    return [_task(f"### {part}") for part in parts if part.startswith("Việc ")]


def _task(part: str) -> Task:
    head = TASK.match(part)
    steps = STEP.findall(part)
    if not head or "Ai làm: " not in part or "Để làm gì: " not in part:
        raise ValueError(f"no task: {part[:60]}")
    if [int(number) for number, _ in steps] != list(range(1, len(steps) + 1)):
        raise ValueError(f"steps are not numbered from one: {part[:60]}")
    words = tuple(" ".join(said.split()) for _, said in steps)
    rows = [tuple(cell.strip() for cell in row.split("|")) for row in ROW.findall(part)]
    return Task(int(head[1]), head[2], words, tuple(row for row in rows if set("".join(row)) != {"-"}))


Act = Callable[..., None]
CLAUSES: list[tuple[re.Pattern[str], Act]] = []


def clause(words: str) -> Callable[[Act], Act]:
    """`“x”` and `*x*` in `words` are what the clause is done with."""
    pattern = re.escape(words).replace(r"\*x\*", r"\*([^*]+)\*").replace("“x”", "“([^”]+)”")

    def known(act: Act) -> Act:
        CLAUSES.append((re.compile(pattern), act))
        return act

    return known


def clauses(step: str) -> list[tuple[Act, tuple[str, ...]]]:
    """What a step says to do, in order. Raises ValueError for words that the grammar does not know."""
    if not re.search(r"\.”?$", step) or not step[0].isupper():
        raise ValueError(f"no sentence: {step}")
    found = []
    for said in re.split(r"; (?=[^”*]*(?:[“*]|$))", step[0].lower() + step[1:].removesuffix(".")):
        fits = [(act, match.groups()) for pattern, act in CLAUSES if (match := pattern.fullmatch(said))]
        if len(fits) != 1:
            raise ValueError(f"not understood: {said!r} in {step!r}")
        found += fits
    return found


def do(task: Task, page: Page) -> None:
    """Every step of the task; an AssertionError names the one that could not be done."""
    page.set_default_timeout(PATIENCE)
    names = [name for step in task.steps for name in re.findall(r"tệp \*([^*]+)\*", step.lower())]
    doing = Doing(page, {name: sheet(task.rows) for name in names})
    for number, step in enumerate(task.steps, 1):
        for act, given in clauses(step):
            try:
                act(doing, *given)
            except Exception as error:
                raise AssertionError(f"Việc {task.number}, bước {number}: {step}\n{error}") from error


def _only(found: Locator, what: str) -> Locator:
    """The one of these that is to be seen: first inside the page, then in the frame around it."""
    expect(found.first).to_be_attached(timeout=PATIENCE)
    seen = [one for one in found.all() if one.is_visible()]
    inside = [one for one in seen if one.evaluate("one => !!one.closest('main')")]
    fits = inside or seen
    assert len(fits) == 1, f"{len(fits)} times {what} on {fits[0].page.url if fits else 'the page'}"
    return fits[0]


def _called(words: str) -> re.Pattern[str]:
    """The label of a field that may stay empty says so."""
    return re.compile(rf"^\s*{re.escape(words)}(\s*\(không bắt buộc\))?\s*$")


def _field(doing: Doing, label: str) -> Locator:
    return _only(doing.place.get_by_label(_called(label)), label)


def _press(doing: Doing, within: Locator, words: str) -> None:
    fits = within.locator(PRESSED).filter(has_text=re.compile(rf"^\s*{re.escape(words)}(:.*)?\s*$"))
    _only(fits, words).click()
    doing.page.wait_for_load_state()


@clause("mở trang đăng nhập")
def open_login(doing: Doing) -> None:
    doing.page.goto(reverse("login"))


@clause("đăng nhập với tên *x*")
def sign_in(doing: Doing, username: str) -> None:
    open_login(doing)
    write(doing, username, "Tên đăng nhập")
    write(doing, PASSWORD, "Mật khẩu")
    press(doing, "Đăng nhập")


@clause("bấm “x”")
def press(doing: Doing, words: str) -> None:
    _press(doing, doing.place, words)


@clause("bấm “x” ở dòng “x”")
def press_in_line(doing: Doing, words: str, beside: str) -> None:
    lines = doing.page.locator("main").locator("tr, li, dl > div").filter(has_text=re.compile(re.escape(beside)))
    _press(doing, lines.filter(has=doing.page.locator(PRESSED).filter(has_text=words)), words)


@clause("bấm “x” ở mục “x”")
def press_in_part(doing: Doing, words: str, head: str) -> None:
    heading = doing.page.get_by_role("heading", name=head, exact=True)
    _press(doing, doing.page.locator("section").filter(has=heading), words)


@clause("bấm “x” để tải tệp về")
def take_along(doing: Doing, words: str) -> None:
    with doing.page.expect_download() as waiting:
        _only(doing.place.locator(PRESSED).filter(has_text=words), words).click()
    doing.taken = waiting.value.path()


@clause("gõ *x* vào ô “x”")
def write(doing: Doing, words: str, label: str) -> None:
    _field(doing, label).fill(words)


@clause("gõ *x* vào ô tìm")
def seek(doing: Doing, words: str) -> None:
    _only(doing.page.get_by_role("searchbox"), "ô tìm").fill(words)


@clause("chọn *x* ở ô “x”")
def choose(doing: Doing, words: str, label: str) -> None:
    group = doing.page.get_by_role("group", name=_called(label))
    if group.count():
        group.get_by_label(words, exact=True).check()
    else:
        _field(doing, label).select_option(label=words)


@clause("đánh dấu “x”")
def tick(doing: Doing, label: str) -> None:
    _field(doing, label).check()


@clause("chọn tệp *x* ở ô “x”")
def hand_in(doing: Doing, name: str, label: str) -> None:
    given: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": doing.files[name]}
    _field(doing, label).set_input_files(given)


@clause("thấy “x”")
def see(doing: Doing, words: str) -> None:
    expect(doing.page.locator("main")).to_contain_text(words, timeout=PATIENCE, use_inner_text=True)


@clause("chờ thấy “x”")
def wait_for(doing: Doing, words: str) -> None:
    """What a worker of the machine does meanwhile is done here."""
    jobs.run_waiting(timezone.now())
    expect(doing.page.get_by_role("status").filter(has_text=words)).to_be_visible(timeout=4 * PATIENCE)


@clause("trong tệp vừa tải thấy “x”")
def see_in_file(doing: Doing, words: str) -> None:
    assert doing.taken, "nothing was taken along"
    said = " ".join(" ".join(one.extract_text() for one in PdfReader(doing.taken).pages).split())
    assert words in said, f"the file says: {said[:300]}"
