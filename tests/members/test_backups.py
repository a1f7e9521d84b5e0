"""The whole register in one file and back, on databases of their own, by the commands as an office types them."""

import errno
import io
import os
import resource
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from members.backups import engines, package, restoring
from members.backups.taking import working_folder
from members.errors import Refusal
from tests.house.source import ROOT

LINE = "khôi phục từ bản sao lưu"


class Office:
    """A server of its own: settings of a desk, a database, a folder for what belongs to it."""

    def __init__(self, folder, name):
        self.folder = folder / name
        self.folder.mkdir()
        self.database = f"backup_{name}_{os.getpid()}"
        self.url = f"sqlite:///{self.folder / 'register.sqlite3'}"
        if connection.vendor == "postgresql":
            self.url = os.environ["DATABASE_URL"].replace("/register?", f"/{self.database}?")
            self._sql(f'CREATE DATABASE "{self.database}"')

    def _sql(self, statement, database="postgres"):
        host = os.environ["DATABASE_URL"].partition("?host=")[2]
        with psycopg.connect(host=host, user="app", dbname=database, autocommit=True) as opened:
            return opened.execute(statement)

    def drop(self):
        if connection.vendor == "postgresql":
            self._sql(f'DROP DATABASE IF EXISTS "{self.database}" WITH (FORCE)')

    def manage(self, *arguments, room=-1, **more):
        """`room`: how many bytes a file may have there, as on a disk that is full."""
        environment = self.environment() | more
        command = [sys.executable, "manage.py", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))  # fmt: skip
        return done.returncode, done.stdout.strip(), done.stderr.strip()

    def begin(self, *arguments):
        """The same, without waiting for its end."""
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment())

    def environment(self):
        return {
            **os.environ, "DATABASE_URL": self.url, "REGISTER_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.desk", "SAMPLE_DATA": "0",
        }  # fmt: skip

    def well(self, *arguments):
        code, out, err = self.manage(*arguments)
        assert code == 0, err
        return out


def facts(office, tmp_path):
    """The roster of the whole, as bytes."""
    paper = tmp_path / "so.pdf"
    office.well("print_report", "roster", "--as-of", "2026-06-30", "--output", paper)
    return paper.read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    made = Office(tmp_path_factory.mktemp("office"), "one")
    made.well("migrate", "--verbosity", "0")
    made.well("make_sample_district", "--members", "100", "--seed", "3", "--years", "3", "--day", "2026-06-30")
    (made.folder / "media" / "jobs").mkdir(parents=True)
    (made.folder / "media" / "jobs" / "abc").write_bytes(b"a file somebody printed")
    yield made
    made.drop()


@pytest.fixture
def other(tmp_path):
    made = Office(tmp_path, "two")
    yield made
    made.drop()


@pytest.fixture(scope="module")
def backup(office):
    return Path(office.well("backup", office.folder))


@pytest.mark.postgres
def test_an_absent_or_empty_database_comes_to_say_what_the_old_one_said(office, other, backup, tmp_path):
    assert "Đã khôi phục sổ" in other.well("restore", backup)
    assert facts(other, tmp_path) == facts(office, tmp_path)
    assert (other.folder / "media" / "jobs" / "abc").read_bytes() == b"a file somebody printed"
    code, out, _ = other.manage("verify_log")
    assert code == 0
    assert LINE in out and "Lịch sử nguyên vẹn" in out


def test_a_full_database_is_left_alone_unless_asked_to_be_replaced(office, backup):
    before = office.well("verify_log")
    code, _, err = office.manage("restore", backup)
    assert (code, err.count("\n")) == (2, 0)
    assert "--replace" in err
    assert office.well("verify_log") == before


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite puts one file in the place of the other")
def test_whatever_the_program_has_made_in_the_schema_is_cleared_for_a_backup():
    """Tables, functions, procedures: one that is left, or refuses to go, and no office gets its register back."""
    left = """SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
              UNION ALL SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS
              (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')"""
    with connection.cursor() as cursor:
        cursor.execute(left)
        assert len(cursor.fetchall()) > 100
        cursor.execute(engines.EMPTY_SCHEMA)
        cursor.execute(left)
        assert cursor.fetchall() == []


@pytest.mark.long
def test_replacing_takes_back_what_came_later_and_the_witness_knows_it(office, other, backup, tmp_path):
    other.well("restore", backup)
    other.well("backup", other.folder)
    longer = other.well("verify_log")
    other.well("restore", backup, "--replace")
    code, shorter, _ = other.manage("verify_log")
    assert code == 0
    assert LINE in shorter
    assert shorter != longer
    assert facts(other, tmp_path) == facts(office, tmp_path)


def test_a_damaged_file_changes_nothing(office, backup, tmp_path):
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    file = tmp_path / "hong.tar"
    file.write_bytes(data)
    before = office.well("verify_log")
    code, _, err = office.manage("restore", file, "--replace")
    assert (code, err.count("\n")) == (2, 0)
    assert "hỏng" in err
    assert office.well("verify_log") == before


SPOILT = {
    "cut": lambda data: data[: len(data) // 2],
    "its end cut": lambda data: data[:-12000],
    "a bit turned": lambda data: data[:700] + bytes([data[700] ^ 1]) + data[701:],
    "nonsense": lambda data: bytes(range(256)) * 16,
    "nothing": lambda data: b"",
    "another format": lambda data: data.replace(b'"format": 1', b'"format": 9'),
}


@pytest.mark.parametrize("spoil", SPOILT)
def test_every_damage_is_seen_before_anything_is_touched(tmp_path, spoil):
    for name in package.PARTS:
        (tmp_path / name).write_bytes(os.urandom(3000))
    file, into = tmp_path / "so.tar", tmp_path / "into"
    manifest = package.Manifest("2026-06-30T05:00:00+00:00", "sqlite", "m", {}, {})
    package.pack(tmp_path, manifest, file)
    into.mkdir()
    assert package.unpack(file, into) == manifest
    file.write_bytes(SPOILT[spoil](file.read_bytes()))
    with pytest.raises(Refusal):
        package.unpack(file, into)


@pytest.mark.parametrize("name", ["../ra-ngoai", "/ra-ngoai"])
def test_no_file_of_a_backup_leads_out_of_its_folder(tmp_path, name):
    with tarfile.open(tmp_path / "media.tar", "w") as tar:
        one = tarfile.TarInfo(name)
        one.size = 2
        tar.addfile(one, io.BytesIO(b"xx"))
    with pytest.raises(Refusal):
        package.unpack_tree(tmp_path / "media.tar", tmp_path / "in" / "media")
    assert not (tmp_path / "in" / "ra-ngoai").exists()


@pytest.mark.long
def test_only_the_holder_of_the_key_opens_a_sealed_backup(office, other, tmp_path):
    key, wrong = tmp_path / "khoa", tmp_path / "khoa-khac"
    public = office.well("backup", "--make-key", key)
    office.well("backup", "--make-key", wrong)
    assert key.stat().st_mode & 0o077 == 0
    sealed = Path(office.well("backup", tmp_path, "--recipient", public))
    assert b"manifest.json" not in sealed.read_bytes()
    for given, sentence in (([], "cần tệp khóa"), (["--key", wrong], "sai khóa")):
        code, _, err = other.manage("restore", sealed, *given)
        assert code == 2
        assert sentence in err
    assert "Đã khôi phục" in other.well("restore", sealed, "--key", key)


def test_an_office_writes_no_backup_that_anybody_could_read(office, tmp_path):
    given = {"DJANGO_SETTINGS_MODULE": "config.settings.production", "SECRET_KEY": "x" * 60, "ALLOWED_HOSTS": "so.vn"}
    code, _, err = office.manage("backup", tmp_path, **given)
    assert code == 2
    assert "--recipient" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.long
def test_nonsense_is_refused_in_one_line(office, tmp_path):
    for arguments in (["backup", tmp_path / "khong-co"], ["backup"], ["restore", tmp_path / "khong-co"],
                      ["backup", tmp_path, "--recipient", tmp_path]):  # fmt: skip
        code, _, err = office.manage(*arguments)
        assert (code, err.count("\n")) == (2, 0), err
    assert list(tmp_path.iterdir()) == []


LAST_TWO = "from members.models import Act; print(*[one.verb for one in Act.objects.order_by('-number')[:2]])"


@pytest.mark.postgres
def test_a_full_disk_is_said_in_one_line_and_the_history_does_not_call_it_taken(office, tmp_path):
    big = office.folder / "media" / "big"
    big.touch()
    os.truncate(big, 64 << 20)
    try:
        code, out, err = office.manage("backup", tmp_path, room=32 << 20)
    finally:
        big.unlink()
    assert (code, out, err.count("\n")) == (2, "", 0), err
    assert "Không ghi được vào" in err and "ổ đĩa đầy" in err
    assert office.well("shell", "-c", LAST_TWO).splitlines()[-1] == "fail_backup begin_backup"
    assert list(tmp_path.iterdir()) == []
    assert [path for path in office.folder.iterdir() if path.name.startswith("backup-")] == []


def test_a_backup_that_was_killed_is_none_that_was_taken(office, tmp_path):
    """It waits for the key of its recipient, which never comes, and is ended as by a power cut."""
    key = tmp_path / "khoa.pub"
    os.mkfifo(key)
    running = office.begin("backup", tmp_path, "--recipient", key)
    for _ in range(600):
        if list(office.folder.glob("backup-*/file")):
            break
        time.sleep(0.1)
    running.kill()
    running.wait()
    assert office.well("shell", "-c", LAST_TWO).splitlines()[-1].split()[0] == "begin_backup"
    for left in office.folder.glob("backup-*"):
        shutil.rmtree(left)


def test_files_that_can_not_be_put_back_leave_the_database_as_it_was(office, backup):
    media = office.folder / "media"
    before = office.well("verify_log")
    kept = media.rename(office.folder / "cho-khac")
    # Something that is no folder stands where the files come: they can't be laid out beside it under its name.
    (office.folder / "media.moi").write_text("không phải thư mục")
    try:
        code, out, err = office.manage("restore", backup, "--replace")
    finally:
        (office.folder / "media.moi").unlink()
        kept.rename(media)
    assert (code, out, err.count("\n")) == (2, "", 0), err
    assert "Chưa khôi phục gì: không thay được thư mục tệp" in err
    assert office.well("verify_log") == before
    assert (media / "jobs" / "abc").read_bytes() == b"a file somebody printed"


class TestTheFolderOfFiles:
    """It changes hands by names alone, after what comes in its place lies beside it."""

    @pytest.fixture
    def here(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        package.pack_tree(tmp_path / "none", tmp_path / "packed.tar")
        return tmp_path / "media"

    def test_what_is_left_to_do_is_said_where_it_did_not(self, here):
        here.mkdir()
        said = restoring._put_media(here.with_name("media.moi"))
        assert "Cơ sở dữ liệu đã khôi phục" in said and f"đổi tên {here}.moi thành {here}" in said

    def test_files_that_a_killed_restore_left_aside_are_not_thrown_away(self, here):
        old = here.with_name("media.cu")
        old.mkdir()
        (old / "abc").write_text("bản in")
        with pytest.raises(Refusal), restoring._media_beside(here.with_name("packed.tar")):
            raise Refusal("Cơ sở dữ liệu không nhận.")
        assert (here / "abc").read_text() == "bản in"
        assert not here.with_name("media.moi").exists()


REASONS = {
    errno.ENOSPC: "ổ đĩa đầy", errno.EACCES: "không có quyền (/x/khoa)", errno.ENOENT: "không có thư mục hoặc tệp",
    errno.EIO: "báo lỗi 5",
}  # fmt: skip


@pytest.mark.parametrize(("number", "said"), REASONS.items())
def test_what_the_disk_refuses_is_said_as_what_it_is(number, said):
    with pytest.raises(Refusal) as refused, working_folder():
        raise OSError(number, "", "/x/khoa")
    assert said in refused.value.sentence
    assert ("đầy" in refused.value.sentence) == (number == errno.ENOSPC)


def test_who_makes_a_key_along_with_a_backup_has_both(office, tmp_path):
    """`backup DIR` writes one file and prints its path, whatever else is asked."""
    code, out, err = office.manage("backup", tmp_path, "--make-key", tmp_path / "khoa")
    assert code == 0, err
    assert Path(out).suffix == ".age" and b"age-encryption" in Path(out).read_bytes()[:40]
    assert f"nửa công khai ở {tmp_path / 'khoa.pub'}" in err
    before = Path(out).read_bytes()
    code, _, err = office.manage("backup", tmp_path, "--make-key", tmp_path / "khoa")
    assert (code, err.count("\n")) == (2, 0) and Path(out).read_bytes() == before


def test_a_full_disk_is_not_called_a_wrong_key(office, other, tmp_path):
    office.well("backup", "--make-key", tmp_path / "khoa")
    sealed = Path(office.well("backup", tmp_path, "--recipient", tmp_path / "khoa.pub"))
    code, _, err = other.manage("restore", sealed, "--key", tmp_path / "khoa", room=sealed.stat().st_size // 2)
    assert (code, err.count("\n")) == (2, 0), err
    assert "ổ đĩa đầy" in err and "khóa" not in err


def test_only_its_owner_reads_what_was_put_back(other, backup):
    other.well("restore", backup)
    readable = [path for path in other.folder.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert readable == []


def test_nothing_half_written_or_readable_stays_behind(office, backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path for path in office.folder.iterdir() if path.name.startswith(("backup-", "."))] == []
