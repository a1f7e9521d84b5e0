"""Whatever a person can type stands in the README."""

import os
import re

import pytest
from django.core.management import BaseCommand, load_command_class

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


def command(name):
    (app,) = [app for app in APPS if (ROOT / app / "management" / "commands" / f"{name}.py").exists()]
    return load_command_class(app, name)


def wrong_lines(name) -> list[list[str]]:
    """An option that does not exist; each option without its value, or with one that is no choice of it."""
    actions = command(name).create_parser("manage.py", name)._actions
    needed = [arg for one in actions if not one.option_strings and one.nargs != "?" for arg in ("x",)]
    options = [one for one in actions if one.option_strings and one.nargs is None and not one.const]
    lines = [[*needed, "--khong-co", "2020"], *([*needed, one.option_strings[-1]] for one in options)]
    return [*lines, *([*needed, one.option_strings[-1], "khac"] for one in options if one.choices)]


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_a_wrong_line_is_one_vietnamese_sentence_and_code_two(name, capsys):
    for given in wrong_lines(name):
        with pytest.raises(SystemExit) as stopped:
            command(name).run_from_argv(["manage.py", name, *given])
        answer = capsys.readouterr()
        assert stopped.value.code == 2, given
        assert answer.out == ""
        assert answer.err.count("\n") == 1, answer.err
        assert answer.err.endswith(f"Xem cách dùng: manage.py {name} --help.\n")
        assert "Lệnh gõ chưa đúng" not in answer.err, "a usage error nobody has put into words"
        assert not re.search(r"usage|error|argument|expected|invalid|choose|choice", answer.err, re.IGNORECASE)


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_the_page_of_a_command_is_vietnamese(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        command(name).run_from_argv(["manage.py", name, "--help"])
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    assert shown.startswith("cách dùng: manage.py ")
    assert words_of(shown) & words_of(BaseCommand().create_parser("manage.py", name).format_help()) == set()
    actions = command(name).create_parser("manage.py", name)._actions
    assert [one.dest for one in actions if not vietnamese(one.help)] == []


def words_of(shown) -> set[str]:
    """Words of four letters or more (shorter ones are Vietnamese, too), apart from what is typed as it stands: options,
    choices, values in capitals, modules, names of programs."""
    prose = re.sub(r"--[\w-]+|\{.*?\}|\w+(?:\.\w+)+|\b[A-Z_]{2,}\b|Django|Python", " ", shown.partition("\n\n")[2])
    return set(re.findall(r"\b[a-z]{4,}\b", prose.lower())) | set(re.findall(r"usage|options:|arguments:", shown))


def vietnamese(told) -> bool:
    return bool(re.search(r"[^\x00-\x7f]", told or ""))


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_what_a_command_cannot_do_without_is_said_in_vietnamese(name, capsys):
    needed = [one for one in command(name).create_parser("manage.py", name)._actions if one.required]
    if not needed:
        return
    with pytest.raises(SystemExit) as stopped:
        command(name).run_from_argv(["manage.py", name])
    missing = ", ".join(one.option_strings[-1] if one.option_strings else one.metavar for one in needed)
    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"Còn thiếu: {missing}. Xem cách dùng: manage.py {name} --help.\n"


@pytest.mark.parametrize("name", sorted(own_commands()))
def test_two_options_that_contradict_are_refused_in_vietnamese(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        command(name).execute(force_color=True, no_color=True)
    assert (stopped.value.code, capsys.readouterr().err) == (2, "--force-color không đi cùng --no-color.\n")


@pytest.mark.parametrize("name", sorted(own_commands() - {"work"}))
def test_every_command_of_an_office_takes_the_account_for_which_it_acts(name):
    actions = command(name).create_parser("manage.py", name)._actions
    assert any("--by" in one.option_strings for one in actions)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["restore", "khong-co.zip"], "Khôi phục thay cả danh sách tài khoản nên là việc của máy chủ; bỏ --by."),
        (["first_start", "--code"], "Sổ chưa bắt đầu nên chưa có tài khoản nào; việc này do máy chủ làm, bỏ --by."),
        (["verify_log"], "Không có tài khoản “ai-do” đang dùng được."),
    ],
)
def test_where_nobody_can_be_acted_for_that_is_said(line, sentence, capsys):
    with pytest.raises(SystemExit) as stopped:
        command(line[0]).run_from_argv(["manage.py", *line, "--by", "ai-do"])
    assert (stopped.value.code, capsys.readouterr().err) == (2, f"{sentence}\n")


def test_what_is_missing_is_said_by_its_name(capsys):
    with pytest.raises(SystemExit):
        command("print_report").run_from_argv(["manage.py", "print_report", "roster", "--khong-co", "2020"])
    assert capsys.readouterr().err.startswith("Lệnh này không có “--khong-co 2020”.")
    with pytest.raises(SystemExit):
        command("print_report").run_from_argv(["manage.py", "print_report", "--o", "x"])
    assert "“--o” có thể là --organisation, --output; hãy ghi đủ." in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--year", "--round", "--period"])
def test_a_paper_that_takes_no_such_option_says_so(option, capsys):
    with pytest.raises(SystemExit) as stopped:
        command("print_report").run_from_argv(
            ["manage.py", "print_report", "roster", option, "2026", "--output", "x.pdf"]
        )
    assert stopped.value.code == 2
    assert capsys.readouterr().err == f"Biểu mẫu roster không nhận {option}.\n"


def test_a_paper_is_for_one_time_alone(capsys):
    with pytest.raises(SystemExit):
        command("print_report").run_from_argv(["manage.py", "print_report", "roster", "--year", "2026", "--round", "1"])
    assert capsys.readouterr().err.startswith("--round không đi cùng --year.")
