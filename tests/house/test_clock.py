"""No clock below views, commands and jobs: a rule, a count, a roster is asked for a day."""

import ast
import re
from fnmatch import fnmatch

import pytest

from tests.house.source import product_files, relative, texts, tree

# Path → why it may look at the clock.
CLOCKS = {
    "*/views.py": "the person at the screen stands in today",
    "*/views/*": "the person at the screen stands in today",
    "*/management/commands/*": "who types a command stands in today",
    "members/commanding.py": "what every command shares: who types it stands in today",
    "members/printing.py": "a job: when the roster was drawn and looked at",
    "members/selecting/printed.py": "a job: when the list was drawn and looked at",
    "members/viewed/paper.py": "a job: when the paper was drawn and looked at",
    "reports/reconciliation/papers/printing.py": "a job: when the report was drawn and looked at",
    "admissions/papers/printing.py": "a job: when the paper was drawn and looked at",
    "members/uploads/work.py": "a job: when a file was read and written",
    "members/jobs.py": "heartbeat and time limits of running work",
    "members/middleware.py": "a session begins: its clocks start",
    "members/door.py": "who signs in acts today: the middleware around every page",
    "members/context.py": "the frame of a page shows today",
    "members/history/chained.py": "a line says when it was written",
}
CALLED = {"today", "now", "utcnow", "localdate", "Now"}
NAMED = {"today", "now", "utcnow", "localdate"}
CLOCK_OWNERS = {"date", "datetime", "timezone", "dt"}
STATEMENT = re.compile(r"\bCURRENT_(DATE|TIMESTAMP|TIME)\b|\bnow\(\)|'now'", re.I)


def looks(module: ast.Module) -> list[tuple[int, str]]:
    """(line, what) of each look at the clock: a call, a callable given as a default, a word of SQL."""
    found = {(line, "SQL") for line, text in texts(module) if STATEMENT.search(text)}
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in CALLED or (name == "localtime" and not node.args) or ast.unparse(called) == "time.time":
                found.add((node.lineno, name))
        elif isinstance(node, ast.Attribute) and node.attr in NAMED and ast.unparse(node.value) in CLOCK_OWNERS:
            found.add((node.lineno, node.attr))
    return sorted(found)


def test_a_day_is_given_never_taken():
    stray = [
        f"{relative(path)}:{line} {what}"
        for path in product_files()
        if not any(fnmatch(relative(path), pattern) for pattern in CLOCKS)
        for line, what in looks(tree(path))
    ]
    assert stray == []


@pytest.mark.parametrize(
    "line",
    [
        "date.today()",
        "timezone.now()",
        "timezone.localdate()",
        "localtime()",
        "time.time()",
        "at = DateTimeField(default=timezone.now)",
        "Member.objects.filter(since__lte=Now())",
        "cursor.execute('SELECT CURRENT_DATE')",
    ],
)
def test_a_look_at_the_clock_is_noticed(line):
    assert len(looks(ast.parse(line))) == 1


@pytest.mark.parametrize("line", ["views.today", "localtime(at)", "day = date(2026, 6, 30)", "time.monotonic()"])
def test_a_given_day_is_no_clock(line):
    assert looks(ast.parse(line)) == []
