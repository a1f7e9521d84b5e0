"""Whatever a person can type stands in the README."""

import os
import re

from tests.house.source import APPS, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def scripts() -> set[str]:
    return {path.name for path in (ROOT / "bin").iterdir() if path.is_file() and os.access(path, os.X_OK)}


def own_commands() -> set[str]:
    files = [path for app in APPS for path in (ROOT / app / "management" / "commands").glob("[!_]*.py")]
    return {path.stem for path in files}


def test_every_script_is_in_the_readme():
    assert {name for name in scripts() if not re.search(rf"\bbin/{name}\b", README)} == set()


def test_every_command_is_in_the_readme():
    assert {name for name in own_commands() if not re.search(rf"\bmanage\.py {name}\b", README)} == set()


def test_the_readme_promises_no_command_that_does_not_exist():
    promised_scripts = set(re.findall(r"\bbin/([a-z]+)\b", README)) - {"pip", "python", "gunicorn"}
    promised_commands = set(re.findall(r"\bmanage\.py ([a-z_]+)", README))
    django = {"migrate", "collectstatic", "check", "makemigrations"}
    assert promised_scripts <= scripts()
    assert promised_commands <= own_commands() | django
