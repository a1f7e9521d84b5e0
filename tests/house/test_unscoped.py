"""Who may go around the door to rows: each by name, with its reason; a page, a form, the start page never."""

import ast
from fnmatch import fnmatch

import pytest

from tests.house.source import product_files, relative, says, tree

ABOUT = "the condition of a row that came through the door: only whether something is known of it, no row of it"
# File → why it reads rows of everybody. Anything else asks the scoped managers.
MAY_READ = {
    "members/scope.py": "the door itself",
    "members/called.py": "the key of a former name, beside rows of names that came through the door",
    "members/tree.py": "the index of the tree is made over all of it",
    "members/successors.py": "what carries it on may stand elsewhere",
    "members/kept.py": "how organisations are called: on papers and beside a person also outside one's part",
    "members/rights/__init__.py": "the roles of who asks and the places of whom it is about: before there is a scope",
    "members/history/*": "marks rows that a verb has touched",
    "members/procedure/*": "a verb that has checked its right reads all facts of the one it is about",
    "members/standing.py": "the base of a vote is all who stand in the cell, asked by who may record it",
    "members/rules/organisations.py": "whether an organisation is empty is asked of all rows, whoever asks",
    "members/rules/kinds.py": "whether an organisation is of a kind is asked of all rows, by the officer alone",
    "members/importing/*": "whether a person is known is asked of the whole register, by the officer alone",
    "members/known.py": "whether a person is known is asked of the whole register, by the officer who enters one",
    "members/merged.py": "of which record another one is part: two ids, no row of anybody",
    "members/doubles.py": "who may stand twice is asked of the whole register, by a job of the officer",
    "members/comparing/*": "a list is held against the whole register, by a job or a command of the officer",
    "members/commanding.py": "a command names an organisation before it has opened its scope",
    "members/models/proposals.py": "how the unit that asked is called, also when it is elsewhere",
    "members/models/roles.py": "of which kind the organisation of a role is that day: no row of it",
    "members/checks.py": ABOUT,
    "members/figures.py": ABOUT,
    "members/lists.py": "the place of one signed id in an order, and the rows of names that came through the door",
    "members/timeline/known.py": "names of the organisations in which a person stood, after the person's door",
    "members/rosters.py": "names of organisations printed beside people, after their door",
    "reports/reconciliation/models/*": "the condition of a row that came through the door, and why it names its person",
    "reports/reconciliation/procedure/*": "as other verbs; a list is held against the whole register",
    "members/starting.py": "whether anybody is there and how many are without: counts, no row, for who leads the start",
    "admissions/models/*": "whether a row that came through the door was stopped: a condition, no row",
    "admissions/sample/*": "the made-up files",
    "admissions/filling/probationers.py": "whom a row means, in a sheet of the whole register, and what the file says",
    "admissions/management/commands/make_sample_admissions.py": "whether there is a district, or a file, already",
    "admissions/procedure/*": "as other verbs; whether somebody has a file already is asked of the whole register",
    "admissions/papers/table2.py": "counts of who came in by an admission, as the balance of one's part has named them",
    "members/sample/*": "the made-up district",
    "reports/reconciliation/sample.py": "the made-up round",
    "reports/management/commands/make_sample_round.py": "whether there is a district already",
    "members/management/commands/make_sample_district.py": "whether there is a district already",
}
NEVER = ("*/views.py", "*/views/*", "*/forms.py", "*/forms/*", "*/attention.py", "*/attention/*", "*/papers.py",
         "*/door.py", "*/tables.py", "*/filters.py", "*/entries.py", "*/context.py", "*/wording.py",
         "*/history_wording.py", "*/finding/*")  # fmt: skip
AROUND = {"unscoped", "_base_manager", "_default_manager"}
# The writer of all tables, and what takes its writing back: they know a table only by its name.
BASE = {
    "members/history/rows.py",
    "members/history/chained.py",
    "members/procedure/revert.py",
    "members/procedure/effects.py",
    "members/procedure/merging.py",
}


def around(module: ast.Module) -> list[tuple[int, str]]:
    """(line, how) of each place that goes around the scoped managers, also by a name in a string."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and node.attr in AROUND:
            found.append((node.lineno, node.attr))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("getattr", "attrgetter"):
            found += [(node.lineno, one.value) for one in node.args
                      if isinstance(one, ast.Constant) and one.value in AROUND]  # fmt: skip
    return sorted(found)


SPOKEN_OF = {path: around(tree(path)) for path in product_files() if says(path, *AROUND)}
READERS = {path: places for path, places in SPOKEN_OF.items() if places}


def test_the_search_sees_every_way_around():
    said = "Member.unscoped.all()\ngetattr(model, 'unscoped')\nrow._base_manager.get()\nMember.objects.all()\n"
    assert [how for _, how in around(ast.parse(said))] == ["unscoped", "unscoped", "_base_manager"]


def test_only_who_is_named_goes_around_the_door():
    stray = [
        f"{relative(path)}:{line} {how}"
        for path, places in READERS.items()
        if not any(fnmatch(relative(path), pattern) for pattern in MAY_READ)
        for line, how in places
    ]
    assert stray == []


@pytest.mark.parametrize("pattern", MAY_READ)
def test_who_is_named_does_so(pattern):
    assert any(fnmatch(relative(path), pattern) for path in READERS), "take it from the list"
    assert MAY_READ[pattern]


def test_no_page_is_ever_named():
    assert [pattern for pattern in MAY_READ if any(fnmatch(pattern, never) for never in NEVER)] == []
    assert [relative(path) for path in READERS if any(fnmatch(relative(path), never) for never in NEVER)] == []


def test_the_base_manager_is_for_writing_and_taking_back():
    users = {relative(path) for path, places in READERS.items() if any(how != "unscoped" for _, how in places)}
    assert users <= BASE
