"""Every page by which a look says where somebody was seen has words that an office reads."""

import ast

import pytest

from members import filling, viewed
from members.procedure import VERBS
from tests.house.source import last_name, product_files, relative, says, tree


def page_of(call: ast.Call) -> ast.expr:
    return call.args[1] if len(call.args) > 1 else next(one.value for one in call.keywords if one.arg == "page")


def pages(module: ast.Module) -> set[str]:
    """The names that this file's calls of `looked` give; `PAGE` is a constant of the file, `self.verb` a verb."""
    constants = {
        last_name(node.targets[0]) if not isinstance(node.targets[0], ast.Tuple) else "": node.value
        for node in module.body
        if isinstance(node, ast.Assign)
    }
    for node in module.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Tuple)
            and isinstance(node.value, ast.Tuple)
        ):
            constants |= {last_name(to): value for to, value in zip(node.targets[0].elts, node.value.elts, strict=True)}
    found = set()
    for node in ast.walk(module):
        if not (isinstance(node, ast.Call) and last_name(node.func) == "looked"):
            continue
        said = page_of(node)
        said = constants.get(last_name(said), said) if isinstance(said, ast.Name) else said
        if isinstance(said, ast.Constant):
            found.add(said.value)
        elif isinstance(said, ast.JoinedStr):
            found |= {f"{said.values[0].value}{key}" for key in filling.kinds()}
        else:
            assert ast.unparse(said) == "self.verb", ast.unparse(said)
    return found


FOUND = {name: relative(path) for path in product_files() if says(path, "looked") for name in pages(tree(path))}


def test_the_walk_sees_the_pages():
    assert {"person", "people", "roster-file", "sheet-chuc-vu", "viewed-file", "print_report", "reconcile"} <= set(
        FOUND
    )
    assert pages(ast.parse("looks.looked(actor, 'x', [1])\nPAGE = 'y'\nlooked(actor, PAGE, [])")) == {"x", "y"}


def test_every_page_has_words_and_no_other_has():
    assert set(FOUND) == set(viewed.PAGES)


@pytest.mark.parametrize("verb", VERBS)
def test_a_page_of_a_verb_is_called_by_it(verb):
    assert VERBS[verb].title in viewed.page_words(verb)


def test_words_are_not_another_page_s():
    assert len(set(viewed.PAGES.values())) == len(viewed.PAGES)
    assert viewed.page_words("no such page") == "trang khác"


# Commands that name nobody of the register, and why.
NAME_NOBODY = {
    "backup": "the whole of it, sealed, by an act of its own", "restore": "an act of its own",
    "first_start": "the office's own two accounts, by an act of its own", "verify_log": "numbers of lines alone",
    "renew_password": "whoever signs in, by an act of its own",
    "work": "jobs, whose files leave their own looks", "link_records": "two files; the register is not asked",
    "make_sample_district": "made-up people", "make_sample_round": "made-up people",
    "make_sample_admissions": "made-up people",
}  # fmt: skip


def test_every_command_that_names_people_leaves_a_look():
    commands = {path.stem for path in product_files() if path.parent.name == "commands" and path.stem != "__init__"}
    looking = {name for name in commands if name in FOUND}
    assert commands - looking == set(NAME_NOBODY), "leaves no look: say here why it needs none"
