"""How a command line is explained and refused, in Vietnamese: what argparse and Django say in English, said here."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import CommandParser, DjangoHelpFormatter

# What argparse says of a wrong line, as patterns of its own words, and what is said in their place.
USAGE = (
    (r"unrecognized arguments: (.+)", "Lệnh này không có “{}”."),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", "{} không nhận “{}”, chỉ nhận: {}."),
    (r"argument (.+?): expected .*arguments?", "Sau {} phải ghi một giá trị."),
    (r"argument (.+?): invalid \w+ value: '(.*)'", "{} không đọc được “{}”."),
    (r"argument (.+?): ignored explicit argument '(.*)'", "{} không nhận giá trị “{}”."),
    (r"argument (.+?): not allowed with argument (.+)", "{} không đi cùng {}."),
    (r"ambiguous option: (.+?) could match (.+)", "“{}” có thể là {}; hãy ghi đủ."),
    (r"the following arguments are required: (.+)", "Còn thiếu: {}."),
    (r"one of the arguments (.+) is required", "Phải ghi một trong: {}."),
)


def in_words(said: str, command: str) -> str:
    """A wrong command line in one Vietnamese sentence, with the way to the right one."""
    for pattern, sentence in USAGE:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            words = sentence.format(*(part.replace("'", "") for part in found.groups()))
            break
    else:
        words = "Lệnh gõ chưa đúng."
    return f"{words} Xem cách dùng: manage.py {command} --help."


# The options every command has, by their last name: the value's name (none where it takes none) and what it does.
SHARED = {
    "--help": (None, "xem trang này rồi dừng"),
    "--version": (None, "in số phiên bản của Django rồi dừng"),
    "--verbosity": (None, "nói nhiều hay ít: 0 ít nhất, 1 như thường, 2 nhiều, 3 nhiều nhất"),
    "--settings": ("MÔ_ĐUN", "mô-đun cài đặt, như config.settings.desk; không ghi thì theo DJANGO_SETTINGS_MODULE"),
    "--pythonpath": ("DIR", "thư mục tìm thêm mô-đun Python"),
    "--traceback": (None, "khi hỏng thì in đủ nơi hỏng trong mã"),
    "--no-color": (None, "không tô màu chữ"),
    "--force-color": (None, "luôn tô màu chữ"),
    "--skip-checks": (None, "bỏ phần kiểm tra khi khởi động"),
}


class UsageFormatter(DjangoHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "cách dùng: ")


def in_vietnamese(parser: CommandParser) -> None:
    """The page of --help: its heads, and the options every command has."""
    parser.formatter_class = UsageFormatter
    parser._positionals.title = "ghi sau tên lệnh"
    parser._optionals.title = "tùy chọn"
    for action in parser._actions:
        if action.option_strings and action.option_strings[-1] in SHARED:
            metavar, action.help = SHARED[action.option_strings[-1]]
            action.metavar = metavar or action.metavar
