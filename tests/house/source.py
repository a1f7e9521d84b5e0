"""Reads the project's own text, so that a law can be held over all of it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FLOORS = ("config", "reports", "admissions", "transfers", "evaluations", "cards", "members", "kit")
APPS = FLOORS[1:-1]


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def product_files(*floors: str) -> list[Path]:
    """Every Python file of these floors (default: all of them), without migrations."""
    found = [path for floor in floors or FLOORS for path in sorted((ROOT / floor).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def says(path: Path, *words: str) -> bool:
    """Whether any of these stands in the file at all: what can't be in it needn't be looked for in its tree."""
    text = path.read_text(encoding="utf-8")
    return any(word in text for word in words)


def functions(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def last_name(node: ast.expr) -> str:
    """`now` of `timezone.now`, `date` of `date`; empty where the expression has no name."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def texts(module: ast.Module) -> Iterator[tuple[int, str]]:
    """(line, text) of every string that is no docstring."""
    spoken = {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spoken:
            yield node.lineno, node.value
