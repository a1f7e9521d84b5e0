"""An installation that is not set up, or whose database can't be reached, is told in one sentence with exit code 2: no
traceback, and never the code by which a command answers (1 of `verify_log` means a broken history)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, ProgrammingError

from members import commanding

SET_UP = "config.settings.desk"
UNREACHABLE = {"postgres": "postgres://app:bi-mat@/so?host=/khong/co", "sqlite": "sqlite:////khong/co/so.sqlite3"}
COMMANDS = {
    "verify_log": [], "print_report": ["roster", "--output", "OUT"], "import_members": ["README.md"],
    "reconcile": ["README.md", "--as-of", "2026-06-30", "--json", "OUT"], "backup": ["OUT"], "work": ["--once"],
    "renew_password": ["can-bo"], "first_start": [], "make_sample_district": ["--members", "100"],
    "restore": ["README.md"],
}  # fmt: skip


def said(tmp_path, name, *rest, **environment):
    """(exit code, standard error) of a command in its own process."""
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS")
    }
    around = kept | {"REGISTER_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": SET_UP} | environment
    line = [sys.executable, "manage.py", name, *(str(tmp_path / "out") if word == "OUT" else word for word in rest)]
    ran = subprocess.run(line, cwd=settings.ROOT, env=around, capture_output=True, text=True, check=False)
    return ran.returncode, ran.stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "không phải địa chỉ", "Biến môi trường DATABASE_URL không nêu PostgreSQL hay SQLite"),
        ("DATABASE_URL", "", "Biến môi trường DATABASE_URL không nêu PostgreSQL hay SQLite"),
        ("DATABASE_URL", "mysql://app:bi-mat@may/so", "Biến môi trường DATABASE_URL không nêu PostgreSQL hay SQLite"),
        ("DATABASE_URL", "bi-mat", "Biến môi trường DATABASE_URL không nêu PostgreSQL hay SQLite"),
        ("DATABASE_URL", "postgres://app:bi-mat@may:cổng/so", "Biến môi trường DATABASE_URL không đúng dạng"),
        ("IDLE_MINUTES", "ba mươi", "Biến môi trường IDLE_MINUTES không đúng dạng"),
        ("DJANGO_SETTINGS_MODULE", "config.settings.production", "Chưa đặt biến môi trường SECRET_KEY"),
        ("DJANGO_SETTINGS_MODULE", "config.settings.khong_co", "Không có bộ cấu hình config.settings.khong_co"),
    ],
)
def test_what_is_not_set_up_is_named_in_one_sentence(tmp_path, name, value, sentence):
    code, error = said(tmp_path, "verify_log", **{name: value})
    assert (code, error.count("\n")) == (2, 1), error
    assert error.startswith(sentence)
    assert "bi-mat" not in error


def test_an_office_without_its_key_does_not_begin(tmp_path):
    office = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "ALLOWED_HOSTS": "so.vi-du.vn"}
    assert said(tmp_path, "check", SECRET_KEY=" ", **office)[0] == 2


@pytest.mark.parametrize("where", ["nothing/var", "a-file", "a-file/var", "/proc/1/var"])
def test_a_folder_that_is_no_place_for_the_program_is_named(tmp_path, where):
    (tmp_path / "a-file").write_text("")
    (tmp_path / "nothing").symlink_to("nothing")
    code, error = said(tmp_path, "verify_log", REGISTER_VAR=str(tmp_path / where))
    assert (code, error.count("\n")) == (2, 1), error
    assert error.startswith(f"Không đọc, ghi được {tmp_path / where}/secret-key")


@pytest.mark.parametrize(("name", "which"), [("verify_log", "postgres"), *((name, "sqlite") for name in COMMANDS)])
def test_a_database_that_is_not_there_is_one_sentence_of_every_command(tmp_path, name, which):
    code, error = said(tmp_path, name, *COMMANDS[name], DATABASE_URL=UNREACHABLE[which])
    assert (code, error.count("\n")) == (2, 1), error
    assert "Traceback" not in error and "bi-mat" not in error


WORDS_OF_DATABASES = {
    'connection failed: FATAL:  database "so" does not exist': (OperationalError, "Không dùng được cơ sở dữ liệu"),
    'connection failed: FATAL:  role "app" does not exist': (OperationalError, "Không dùng được cơ sở dữ liệu"),
    "database is locked": (OperationalError, "Không dùng được cơ sở dữ liệu"),
    "no such table: members_register": (OperationalError, "Cơ sở dữ liệu chưa được lập hoặc chưa nâng"),
    "no such column: members_register.mark": (OperationalError, "Cơ sở dữ liệu chưa được lập hoặc chưa nâng"),
    'relation "members_register" does not exist': (ProgrammingError, "Cơ sở dữ liệu chưa được lập hoặc chưa nâng"),
    "column members_register.mark does not exist": (ProgrammingError, "Cơ sở dữ liệu chưa được lập hoặc chưa nâng"),
    'near "FORM": syntax error': (OperationalError, ""),
    "operator does not exist: date = integer": (ProgrammingError, ""),
}


@pytest.mark.parametrize("words", WORDS_OF_DATABASES)
def test_what_a_database_says_is_told_apart_and_a_fault_of_the_program_is_not_hidden(words):
    kind, told = WORDS_OF_DATABASES[words]
    if told:
        assert commanding.unusable(kind(words)).startswith(told)
    else:
        with pytest.raises(kind, match=words):
            commanding.unusable(kind(words))


def test_on_a_full_disk_what_was_there_stays_and_nothing_half_written_is_left(tmp_path):
    people, result = tmp_path / "people.csv", tmp_path / "out"
    people.write_text("id,full_name\n" + "".join(f"{number},Sùng A Páo {number}\n" for number in range(2000)), "utf-8")
    result.write_text("của lần trước")
    line = f"ulimit -f 16; exec {sys.executable} manage.py link_records {people} {people} --json {result}"
    around = os.environ | {"REGISTER_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": SET_UP}
    ran = subprocess.run(
        ["bash", "-c", line], cwd=settings.ROOT, env=around, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (2, f"Không ghi được tệp {result}: máy không cho ghi.\n")
    assert result.read_text() == "của lần trước"
    assert {one.name for one in tmp_path.iterdir()} == {"people.csv", "out", "secret-key"}


def test_a_file_written_anew_stays_where_a_link_leads_and_for_whom_it_was(tmp_path):
    place, link = tmp_path / "kết quả.json", tmp_path / "mới nhất.json"
    place.write_text("của lần trước")
    place.chmod(0o640)
    link.symlink_to(place)
    with commanding.written(link) as file:
        file.write(b"{}")
    assert (link.is_symlink(), place.read_text(), place.stat().st_mode & 0o777) == (True, "{}", 0o640)
