"""A real office's beginning, asked step by step or read from a file."""

from __future__ import annotations

import sys
import tomllib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone

from members import passwords, rights, starting
from members.commanding import OfficeCommand, sent
from members.errors import Refusal
from members.forms.beginning import KEYS, FirstStartForm
from members.procedure import beginning


class Command(OfficeCommand):
    help = "Bắt đầu sổ của một cơ quan: đảng bộ đứng đầu, tên và người ký, cán bộ và quản trị đầu tiên."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", metavar="TỆP", help="đọc từ một tệp thay vì hỏi từng mục")
        parser.add_argument("--template", metavar="TỆP", help="viết tệp mẫu để điền, rồi dừng")
        parser.add_argument("--by", metavar="NAME", help="không dùng ở lệnh này: sổ chưa có tài khoản nào")
        parser.add_argument("--code", action="store_true", help="in mã mở trang bắt đầu trên trình duyệt, rồi dừng")

    def carry_out(self, **options: Any) -> None:
        if options["template"]:
            self._write_template(options["template"])
            return
        beginning.check_not_begun()
        if options["by"]:
            raise Refusal("Sổ chưa bắt đầu nên chưa có tài khoản nào; việc này do máy chủ làm, bỏ --by.")
        if options["code"]:
            self.stdout.write(starting.code())
            return
        if options["file"]:
            self._begin(_from_file(options["file"]))
        else:
            self._ask_until_begun()

    def _ask_until_begun(self) -> None:
        """What is refused once everything is typed is asked again by itself: the other answers stand."""
        answers = self._asked()
        while True:
            try:
                return self._begin(_whole(answers))
            except Refusal as refusal:
                field = FirstStartForm.own_field(refusal)
                if field not in answers:
                    raise
                self.stdout.write(refusal.sentence)
            answers[field] = self._ask(field)

    def _begin(self, form: FirstStartForm) -> None:
        given = form.act(passwords.first_password(), passwords.first_password())
        day = timezone.localdate()
        beginning.first_start(by=self.actor({}), **given)
        self.stdout.write(f"Đã bắt đầu sổ của {given['head'].name}, ngày {day:%d/%m/%Y}. Chép hai mật khẩu đầu:")
        for person, kind in ((given["officer"], rights.OFFICER), (given["administrator"], rights.ADMINISTRATOR)):
            self.stdout.write(f"{kind.label:34}{person.username:18}{person.password}")

    def _asked(self) -> dict[str, str]:
        """Question after question; an answer that cannot be read is asked again, none is lost."""
        if not sys.stdin.isatty():
            raise Refusal("Không có bàn phím để hỏi. Ghi --file TỆP; tệp mẫu có bằng --template TỆP.")
        form, answers = FirstStartForm(), dict[str, str]()
        for name in form.fields:
            answers[name] = self._ask(name)
        return answers

    def _ask(self, name: str) -> str:
        form = FirstStartForm()
        self.stdout.write(_question(form, name))
        while True:
            try:
                said = input("> ")
            except (EOFError, KeyboardInterrupt) as stopped:
                raise Refusal(
                    "Đã dừng, chưa ghi gì. Điền sẵn vào tệp (--template) rồi chạy với --file thì khỏi gõ lại."
                ) from stopped
            errors = FirstStartForm({name: said}).errors.get(name)
            if not errors:
                return said
            self.stdout.write(errors[0])

    def _write_template(self, path: str) -> None:
        form = FirstStartForm()
        lines = [f'# {_question(form, name)}\n{KEYS[name]} = ""\n' for name in form.fields]
        try:
            with Path(path).open("x", encoding="utf-8") as file:
                file.write("# Điền giữa hai dấu nháy. Ngày ghi như 01/7/2025.\n\n" + "\n".join(lines))
        except FileExistsError as error:
            raise Refusal(f"Đã có tệp {path}; chọn tên khác để không ghi đè.") from error
        except FileNotFoundError as error:
            raise Refusal(f"Không có thư mục {Path(path).parent}; lập thư mục ấy trước, hoặc chọn nơi khác.") from error
        except OSError as error:
            raise Refusal(f"Không viết được tệp {path} ở nơi ấy.") from error


def _question(form: FirstStartForm, name: str) -> str:
    field = form.fields[name]
    choices = "Một trong: " + "; ".join(words for _, words in field.choices) if hasattr(field, "choices") else ""
    hints = ". ".join(part for part in (choices, str(field.help_text)) if part)
    return f"{field.label}{'' if field.required else ' (không bắt buộc)'}{f'. {hints}' if hints else ''}"


def _from_file(path: str) -> FirstStartForm:
    try:
        said = tomllib.loads(sent(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"Không đọc được tệp {path}.") from error
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"Tệp {path} viết sai dạng; lấy tệp mẫu bằng --template rồi điền lại.") from error
    names = {key: name for name, key in KEYS.items()}
    if unknown := sorted(set(said) - set(names)):
        raise Refusal(f"Tệp {path} có mục chương trình không biết: {', '.join(unknown)}.")
    return _whole({names[key]: str(value) for key, value in said.items()})


def _whole(answers: dict[str, str]) -> FirstStartForm:
    """The form with all answers. Raises Refusal with every sentence at once."""
    form = FirstStartForm(answers)
    if not form.is_valid():
        said = [f"{KEYS.get(name, name)}: {sentences[0]}" for name, sentences in form.errors.items()]
        raise Refusal("; ".join(said).rstrip(".") + ".")
    return form
