"""Of which chapter of the guide the help of an admission is."""

from members.help import Help, form

ADMIT = "12-kết-nạp-đảng-viên"


def of_form(words: str) -> Help:
    return form(words, ADMIT)
