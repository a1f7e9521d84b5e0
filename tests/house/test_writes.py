"""One writer of rows: models are written by verbs and by nobody else."""

import ast
import re
from fnmatch import fnmatch

import pytest

from tests.house.source import product_files, relative, texts, tree

# Path → why it may write.
WRITERS = {
    "*/procedure.py": "verbs",
    "*/procedure/*": "verbs",
    "members/importing/*": "a plan is applied set-wise",
    "members/history/*": "the line of each verb",
    "members/loading.py": "rows of many at once, for the history alone",
    "members/uploads/*": "files that are being settled, and how they are read: no facts",
    "members/drafts.py": "half-filled forms: no facts",
    "members/repeats.py": "which forms were carried out, in the transaction of what they did: no facts",
    "members/looks.py": "the line of each look, sealed in blocks",
    "members/tree.py": "the tree index: derived, made on first use, thrown away at any time",
    "members/jobs.py": "progress and heartbeat of work that runs apart",
    "members/sample.py": "the made-up district",
    "members/sample/*": "the made-up district",
    "reports/*snapshots.py": "frozen figures",
}
ALWAYS = {"create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}
ALWAYS |= {f"a{name}" for name in ALWAYS}
# Workbooks are saved to a path, dictionaries updated from another one: rows never get a positional value here.
WITHOUT_POSITIONAL = {"save", "delete", "update", "asave", "adelete", "aupdate"}
STATEMENT = re.compile(r"\s*(INSERT\s+INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|TRUNCATE\s|COPY\s+\S+.*\sFROM)", re.I)


def writes(module: ast.Module) -> list[tuple[int, str]]:
    """(line, what) of each place that writes rows."""
    found = [(line, "SQL") for line, text in texts(module) if STATEMENT.match(text)]
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        name = node.func.attr
        if name in ALWAYS or (name in WITHOUT_POSITIONAL and not node.args):
            found.append((node.lineno, name))
    return sorted(found)


def test_rows_are_written_by_verbs_alone():
    stray = [
        f"{relative(path)}:{line} {what}"
        for path in product_files("members", "admissions", "transfers", "evaluations", "cards", "reports")
        if not any(fnmatch(relative(path), pattern) for pattern in WRITERS)
        for line, what in writes(tree(path))
    ]
    assert stray == []


@pytest.mark.parametrize(
    "line",
    [
        "member.save()",
        "member.save(update_fields=['name'])",
        "Member.objects.filter(pk=1).update(name='An')",
        "members.delete()",
        "Member.objects.bulk_create(rows)",
        "cursor.execute('DELETE FROM members_member')",
        "cursor.execute('update members_member set name = 1')",
    ],
)
def test_a_write_is_noticed(line):
    assert len(writes(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line", ["book.save(path)", "seen.update(other)", "digest.update(data)", "cache.delete(key)", '"""DELETE FROM x"""']
)
def test_other_things_called_alike_are_left_alone(line):
    assert writes(ast.parse(line)) == []
