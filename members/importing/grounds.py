"""From which rule a finding of a list follows: a short citation, or, where no rule asks but the register has to, the
stated ground of it ("Theo …"). Every kind of finding has one (a house test walks them)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from members.importing.problems import MESSAGES, OF_COLUMN
from members.regulations import rules_on

Words = str | Callable[[date], str]


def _age(day: date) -> str:
    return f"Điều lệ Đảng, điều 1: đủ {rules_on(day).admission.age_min.value} tuổi (tính theo tháng)"


def _probation(day: date) -> str:
    return f"Điều lệ Đảng, điều 5: dự bị {rules_on(day).probation.months.value} tháng"


def _digits(day: date) -> str:
    return f"Hướng dẫn {rules_on(day).instrument.member_work.value}: số chữ số của số thẻ"


def _form(column: int, words: str) -> str:
    return f"Sổ danh sách đảng viên, Mẫu 7-HSĐV, cột {column}: {words}"


HAPPENED = "Theo cách giữ sổ: ngày ghi trong sổ là ngày đã có"
ONE_CARD = "Theo cách cấp thẻ: mỗi số thẻ cấp cho một người"
LAYOUT = "Theo bố cục tệp của cơ sở dữ liệu"
COLUMN = "Theo cột của danh sách"
STANDS = "Theo cách giữ sổ: đảng viên đứng tên ở một chi bộ của sổ vào ngày ghi"
# What asks for the value of a column: whatever a list says there that is no such value.
OF_FIELD: dict[str, Words] = {
    "full_name": _form(2, "họ và tên"), "other_names": _form(2, "họ tên khai sinh"), "sex": _form(3, "nam, nữ"),
    "birth_date": _age, "admitted_on": _form(7, "ngày vào Đảng"), "official_on": _form(7, "ngày chính thức"),
    "card12": _digits, "card8": _digits, "card": _digits, "profile_number": _form(8, "số lý lịch"),
    "died_on": _form(12, "ngày từ trần"), "left_on": _form(13, "ngày ra khỏi Đảng"),
    "moved_on": _form(10, "ngày chuyển đi"), "status": f"{LAYOUT}: cột trạng thái hoạt động",
    "status_on": f"{LAYOUT}: cột ngày rời khỏi, mất, miễn sinh hoạt", "source_id": f"{LAYOUT}: cột ID",
    "organisation": STANDS, "committee": STANDS,
}  # fmt: skip
# Of the kinds of `MESSAGES` that do not follow from the column alone.
OF_KIND: dict[str, Words] = {
    "future": HAPPENED,
    "name_missing": _form(2, "họ và tên"),
    "organisation_missing": STANDS,
    "organisation_not_found": STANDS,
    "organisation_no_kind": "Theo trang Loại tổ chức: loại nào đang dùng, loại nào đứng dưới loại nào",
    "organisation_takes_no_members": STANDS,
    "organisation_closed": STANDS,
    "id_twice": f"{LAYOUT}: mỗi ID là của một người, mỗi người một dòng",
    "listed_twice": "Theo cách ghi danh sách: mỗi người một dòng",
    "card_twice": ONE_CARD,
    "card_of_another": ONE_CARD,
    "id_of_another": f"{LAYOUT}: mỗi ID là của một người",
    "card_elsewhere": ONE_CARD,
    "id_elsewhere": f"{LAYOUT}: mỗi ID là của một người",
    "known_elsewhere": "Theo cách giữ sổ: mỗi người một hồ sơ",
    "age_at_admission": _age,
    "dates_out_of_order": _probation,
    "does_not_fit": "Theo cách giữ sổ: các ngày của một người phải khớp nhau, không gì có trước ngày vào Đảng",
    "card_short": _digits,
    "status_unknown": f"{LAYOUT}: từ của cột trạng thái hoạt động",
    "status_day_missing": f"{LAYOUT}: cột ngày rời khỏi, mất, miễn sinh hoạt",
    "formula": "Theo cách đọc tệp: sổ giữ giá trị, không giữ công thức",
    "merged_record": "Theo cách giữ sổ: hai hồ sơ của một người đã được gộp, dòng của hồ sơ cũ không sửa gì",
    "may_be_known": "Theo cách giữ sổ: mỗi người một hồ sơ",
    "former_spell": "Theo cách giữ sổ: mỗi lần vào Đảng có ngày tháng riêng",
    "other_spell": "Theo cách giữ sổ: mỗi lần vào Đảng có ngày tháng riêng",
    "former_card": "Theo cách giữ sổ: thẻ của lần vào Đảng trước đã thu khi ra khỏi Đảng, không là thẻ của lần sau",
    "former_name": "Theo cách giữ sổ: đổi tên là theo quyết định, không theo danh sách",
    "placement_differs": "Theo cách giữ sổ: chuyển sinh hoạt ghi theo giấy giới thiệu, không theo danh sách",
    "status_differs": "Theo cách giữ sổ: ra khỏi danh sách, miễn sinh hoạt ghi theo giấy tờ, không theo danh sách",
}


def ground(kind: str, field: str, day: date) -> str:
    """The rule of a finding of that kind in that column, as it was called and counted on `day`."""
    words = OF_KIND.get(kind) or OF_FIELD.get(field, COLUMN)
    return words if isinstance(words, str) else words(day)


def of_code(code: str, field: str, day: date) -> str:
    """The same for a code as it is kept: birth_date_unreadable is what was unreadable in the birth date."""
    name, _, kind = code.rpartition("_")
    return ground(kind, name, day) if kind in OF_COLUMN and code not in MESSAGES else ground(code, field, day)
