"""What stands in the way of a row, or should be looked at: a sentence with sheet, row and column."""

from __future__ import annotations

from dataclasses import dataclass

ERROR, WARNING = "error", "warning"

# Code → level and sentence; {label} is the column's name, {written} the cell as it stands, {other} what it meets.
MESSAGES: dict[str, tuple[str, str]] = {
    "name_missing": (ERROR, "Dòng không có họ và tên."),
    "organisation_missing": (ERROR, "Dòng không ghi chi bộ."),
    "organisation_not_found": (ERROR, "Không tìm thấy tổ chức “{written}” trong sổ."),
    "organisation_no_kind": (
        ERROR,
        "“{written}” chưa có trong sổ và không lập được: không loại tổ chức nào đang dùng đứng được ở đó; xem trang "
        "Loại tổ chức.",
    ),
    "organisation_takes_no_members": (ERROR, "“{written}” không phải chi bộ nên không có đảng viên trực tiếp."),
    "organisation_closed": (ERROR, "“{written}” không còn hoạt động hoặc chưa lập vào ngày ghi."),
    "id_twice": (ERROR, "Mã {written} đã có ở dòng {other} của tệp."),
    "card_twice": (ERROR, "Số thẻ {written} đã có ở dòng {other} của tệp."),
    "listed_twice": (ERROR, "Người này đã có ở dòng {other} của tệp."),
    "card_of_another": (ERROR, "Số thẻ {written} trong sổ là của {other}."),
    "id_of_another": (ERROR, "Mã {written} trong sổ là của {other}."),
    # Outside the part of who imports: nobody is named.
    "card_elsewhere": (ERROR, "Số thẻ {written} đã có trong sổ ở nơi khác."),
    "id_elsewhere": (ERROR, "Mã {written} đã có trong sổ ở nơi khác."),
    "known_elsewhere": (ERROR, "Người này có thể đã có trong sổ ở nơi khác; đề nghị cán bộ tổ chức toàn đảng bộ ghi."),
    "unreadable": (WARNING, "{label}: không đọc được “{written}”; để trống và giữ nguyên văn."),
    "incomplete": (WARNING, "{label}: “{written}” chưa đủ ngày, tháng, năm; để trống và giữ nguyên văn."),
    "future": (WARNING, "{label}: “{written}” chưa đến; để trống và giữ nguyên văn."),
    "implausible": (WARNING, "{label}: “{written}” khó có thật; để trống và giữ nguyên văn."),
    "missing": (WARNING, "{label}: chưa có."),
    "age_at_admission": (WARNING, "Chưa đủ tuổi vào ngày vào Đảng ({written})."),
    "dates_out_of_order": (WARNING, "{label}: “{written}” trước ngày vào Đảng."),
    "does_not_fit": (WARNING, "{label}: “{written}” không khớp với những gì đã ghi ({other}); giữ như trong sổ."),
    "card_short": (WARNING, "{label}: “{written}” thiếu chữ số, đã thêm số 0 ở đầu."),
    "status_unknown": (WARNING, "Không hiểu trạng thái “{written}”; coi như đang sinh hoạt và giữ nguyên văn."),
    "status_day_missing": (WARNING, "Trạng thái “{written}” không có ngày."),
    "formula": (WARNING, "{label}: ô là công thức, lấy kết quả “{written}”."),
    "may_be_known": (
        WARNING,
        "Trong sổ đã có {other}; danh sách không đủ để biết có phải người ấy không nên ghi thành người mới.",
    ),
    "former_name": (WARNING, "“{written}” là tên cũ; trong sổ đã đổi thành {other}; giữ tên mới."),
    "merged_record": (WARNING, "Mã {written} là của hồ sơ đã gộp vào {other}; không sửa theo dòng này."),
    "former_spell": (
        WARNING,
        "{label}: “{written}” là của lần vào Đảng trước, sổ đã ghi kết nạp lại ngày {other}; dòng này được so với lần "
        "trước.",
    ),
    "other_spell": (
        WARNING,
        "{label}: “{written}” thuộc lần vào Đảng khác với ngày vào Đảng của dòng này; giữ như trong sổ.",
    ),
    "former_card": (
        WARNING,
        "{label}: “{written}” chưa có trong sổ; dòng nói về lần vào Đảng trước nên không ghi thành thẻ của lần sau.",
    ),
    "placement_differs": (WARNING, "Trong sổ đang sinh hoạt tại {other}, danh sách ghi {written}; không tự chuyển."),
    "status_differs": (WARNING, "Trong sổ: {other}; danh sách: {written}; không tự đổi."),
}
# Said of a column, with its name in front: birth_date_unreadable.
OF_COLUMN = frozenset({"unreadable", "incomplete", "future", "implausible", "missing"})
# What the list said and the register could not take over is kept with the person.
KEPT = frozenset(
    {"unreadable", "incomplete", "future", "implausible", "dates_out_of_order", "card_short", "status_unknown",
     "status_day_missing", "age_at_admission", "does_not_fit"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """`kind` is a key of MESSAGES, `code` what is printed; `written` the cell, `place` like "F12"."""

    sheet: str
    row: int
    column: str
    kind: str
    field: str
    written: str = ""
    place: str = ""
    other: str = ""
    label: str = ""

    @property
    def code(self) -> str:
        return f"{self.field}_{self.kind}" if self.kind in OF_COLUMN else self.kind

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others of one person, as it is kept."""
        return self.code, self.field, self.written[:200]

    @property
    def level(self) -> str:
        return MESSAGES[self.kind][0]

    @property
    def message(self) -> str:
        return MESSAGES[self.kind][1].format(label=self.label, written=self.written, other=self.other)

    @property
    def is_kept(self) -> bool:
        return self.kind in KEPT and bool(self.written)
