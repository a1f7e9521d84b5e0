"""How the commands of an office behave: one Vietnamese line and exit code 2 when refused, progress on a terminal."""

from __future__ import annotations

import contextlib
import errno
import getpass
import json
import os
import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from kit.calendar import FIRST_YEAR, LAST_YEAR, PartialDate, YearOutside
from members import rights, usage
from members.errors import Refusal
from members.models import Account, Organisation, Term

# What is written as a day is, whether there is such a day or not.
DAY_LIKE = re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?|([0-9]{1,2}[/.-]){1,2}[0-9]{4}|[0-9]{8}")

# A table or a column that this version of the program has and the database has not; a question that neither can answer,
# which SQLite calls a fault of the operation.
NOT_MIGRATED = re.compile(r"no such (table|column)|(relation|column) \S+ does not exist")
AT_FAULT = re.compile(r"syntax error|no such function|too many|incomplete input|misuse")


class PlainCommand(BaseCommand):
    """A wrong line is told in one Vietnamese sentence and exit code 2, without the lines of usage."""

    def create_parser(self, prog_name: str, subcommand: str, **given: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **given)

        def error(message: str) -> NoReturn:
            self.refuse(usage.in_words(message, subcommand))

        parser.error = error  # type: ignore[method-assign]
        usage.in_vietnamese(parser)
        return parser

    def run_from_argv(self, argv: list[str]) -> None:
        """What a shell hands over may hold bytes that are no letters, or nothing where a value belongs: argparse and
        the database would each fail of it in their own way."""
        for one in argv[2:]:
            if one.startswith("--") and one.endswith("=--"):
                self.refuse(usage.in_words(f"argument {one[:-3]}: expected one argument", argv[1]))
            try:
                one.encode()
            except UnicodeEncodeError:
                told = one.encode("utf-8", "replace").decode()
                self.refuse(f"Trong “{told}” có chữ không đọc được; đổi tên tệp hoặc gõ lại.")
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> Any:
        if options.get("force_color") and options.get("no_color"):
            self.refuse("--force-color không đi cùng --no-color.")
        try:
            return super().execute(*args, **options)
        except (DatabaseError, InterfaceError) as error:
            self.refuse(unusable(error))

    def refuse(self, sentence: str) -> NoReturn:
        """One line on standard error, exit code 2."""
        self.stderr.style_func = None
        self.stderr.write(" ".join(sentence.split()))
        sys.exit(2)


def unusable(error: DatabaseError | InterfaceError) -> str:
    """What is the matter with the database, without a word of what was asked of it. Raises the error again where the
    program itself is at fault."""
    if NOT_MIGRATED.search(str(error)):
        return "Cơ sở dữ liệu chưa được lập hoặc chưa nâng theo bản chương trình này; chạy manage.py migrate trước."
    if isinstance(error, (OperationalError, InterfaceError)) and not AT_FAULT.search(str(error)):
        name = connection.settings_dict["NAME"]
        return (
            f"Không dùng được cơ sở dữ liệu {name}: không có, không kết nối được, đang bận, hoặc ổ đĩa đầy. Xem lại"
            " DATABASE_URL rồi chạy lại."
        )
    raise error


class OfficeCommand(PlainCommand):
    """`carry_out(**options)` does the work; a Refusal becomes the line and the exit code."""

    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--by", metavar="NAME", help="tên tài khoản thực hiện; không ghi thì là máy chủ")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.carry_out(**options)
        except Refusal as refusal:
            self.refuse(refusal.sentence)

    def carry_out(self, **options: Any) -> None:
        """What this command does. Raises Refusal."""
        raise TypeError(f"{type(self).__module__} has no carry_out")

    def actor(self, options: dict[str, Any]) -> rights.Actor:
        """The account of `--by` with its roles of today, else the machine under the system user's name."""
        day = timezone.localdate()
        if not options.get("by"):
            return rights.machine(system_user(), day)
        account = Account.objects.filter(username=options["by"].lower(), is_active=True).first()
        if account is None:
            raise Refusal(f"Không có tài khoản “{options['by']}” đang dùng được.")
        return rights.actor_for(account, day)

    def progress(self, sentence: str) -> None:
        if sys.stderr.isatty():
            self.stderr.write(sentence)


def system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "không rõ"


def organisation_of(code: str | None, day: Any) -> Organisation | None:
    """The organisation with this code on that day. Raises Refusal for an unknown one."""
    if not code:
        return None
    term = Term.unscoped.on(day).filter(code=code).select_related("organisation").first()
    if term is None:
        raise Refusal(f"Không có tổ chức mang mã “{code}”.")
    return term.organisation


def sent(path: str) -> Path:
    """A file to read. Raises Refusal for what is no ordinary file: a device never ends, a folder has no bytes."""
    file = Path(path)
    if not _is_file(file):
        raise Refusal(f"Không mở được tệp {file.name or path}.")
    return file


def target(path: str) -> Path:
    """Where a result goes, which is written beside it and then takes its name. Raises Refusal where something stands
    that is no ordinary file: the name of a device must not become a file's."""
    file = Path(path)
    if os.path.lexists(file) and not _is_file(file):
        raise Refusal(f"Không ghi được vào {path}: không phải là một tệp thường.")
    return file


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


# The usual errors of a system, in words; whatever else there is stays the system's own affair.
WHY_NOT = {
    errno.EACCES: "không có quyền ghi ở đó", errno.EPERM: "không có quyền ghi ở đó", errno.ENOSPC: "ổ đĩa đầy",
    errno.EDQUOT: "hết chỗ được cấp trên ổ đĩa", errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENAMETOOLONG: "tên tệp dài quá", errno.EISDIR: "đó là một thư mục", errno.EINVAL: "tên tệp không dùng được",
}  # fmt: skip


def not_written(path: Path | str, error: OSError) -> Refusal:
    """That a file could not be written, and why."""
    folder = Path(path).parent
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        why = f"không có thư mục {folder}"
    else:
        why = WHY_NOT.get(error.errno or 0, "máy không cho ghi")
    return Refusal(f"Không ghi được tệp {path}: {why}.")


def day_written(written: str) -> date:
    """A whole day as it is typed after an option. Raises Refusal, which tells a wrong form from a day that is none."""
    try:
        known = PartialDate.parse(written)
    except YearOutside as error:
        raise Refusal(f"Ngày {written} ở ngoài những năm sổ nhận, từ {FIRST_YEAR} đến {LAST_YEAR}.") from error
    except ValueError as error:
        if DAY_LIKE.fullmatch(written.strip()):
            raise Refusal(f"Trong lịch không có ngày {written}.") from error
        raise Refusal(f"Ngày {written} không đúng dạng NĂM-THÁNG-NGÀY.") from error
    if known.day is None:
        raise Refusal(f"Ngày {written} chưa đủ ngày, tháng, năm.")
    return known.earliest()


def write_json(path: str, said: dict[str, Any]) -> None:
    """Each item of a list on a line of its own; the whole file or, when it can't be written, what was there. Raises
    Refusal."""
    text = ",\n".join(f"{_json(name)}: {_lines(value)}" for name, value in said.items())
    with written(target(path)) as file:
        file.write(f"{{{text}}}\n".encode())


@contextlib.contextmanager
def written(to: Path) -> Iterator[BinaryIO]:
    """A file that is written beside the place where it belongs and takes its name when it is whole; a link leads to
    that place, and whoever could read what stood there still can. Raises Refusal."""
    to = to.resolve()
    fresh = to.with_name(f".{to.name}.part")
    try:
        with fresh.open("wb") as file:
            yield file
        if to.exists():
            fresh.chmod(to.stat().st_mode)
        fresh.replace(to)
    except OSError as error:
        raise not_written(to, error) from error
    finally:
        # Where nothing could be written, nothing is left to take away.
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _lines(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n" + ",\n".join(map(_json, value)) + "\n]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
