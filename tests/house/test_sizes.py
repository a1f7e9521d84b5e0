"""Sizes that keep a file readable in one go."""

from tests.house.source import ROOT, functions, product_files, relative, tree

FILE, NEARLY_ALL, FUNCTION, TEMPLATE = 500, 300, 60, 80


def lines(path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_file_grows_fat():
    assert [f"{relative(path)}: {lines(path)}" for path in product_files() if lines(path) > FILE] == []


def test_nine_of_ten_files_are_short():
    files = product_files()
    long = [f"{relative(path)}: {lines(path)}" for path in files if lines(path) > NEARLY_ALL]
    assert len(long) * 10 <= len(files), long


def test_no_function_grows_fat():
    fat = [
        f"{relative(path)}:{function.lineno} {function.name}: {length}"
        for path in product_files()
        for function in functions(tree(path))
        if (length := (function.end_lineno or function.lineno) - function.lineno + 1) > FUNCTION
    ]
    assert fat == []


def test_no_template_grows_fat():
    templates = sorted((ROOT / "templates").rglob("*.html"))
    assert [f"{relative(path)}: {lines(path)}" for path in templates if lines(path) > TEMPLATE] == []
