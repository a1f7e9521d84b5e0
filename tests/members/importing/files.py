"""Files as the district and its committees have them, drawn for the tests."""

from collections.abc import Iterable, Sequence
from typing import Any

from kit.reading import Workbook, open_workbook
from tests.kit.reading.books import written

NATIONAL = (
    "STT", "ID", "Họ và tên *", "Tên gọi khác", "Giới tính *", "Sinh ngày * (dd/mm/yyyy)", "Dân tộc *", "Tôn giáo *",
    "Số định danh cá nhân *", "Số thẻ Đảng* (12 số theo HD38-HD/BTCTW)", "Nơi cấp thẻ Đảng",
    "Ngày cấp thẻ Đảng (dd/mm/yyyy)", "Số thẻ theo Đảng quyết định 85", "Tổ chức Đảng đang sinh hoạt * (không sửa)",
    "Nơi đăng ký khai sinh - Quốc gia *", "Nơi đăng ký khai sinh - Tỉnh *",
    "Nơi đăng ký khai sinh - Địa chỉ chi tiết *",
    "Quê quán (theo mô hình 2 cấp) - Quốc gia *", "Quê quán (theo mô hình 2 cấp) - Tỉnh *",
    "Quê quán (theo mô hình 2 cấp) - Địa chỉ chi tiết *", "Thường trú (theo mô hình 2 cấp) - Quốc gia *",
    "Thường trú (theo mô hình 2 cấp) - Tỉnh *", "Thường trú (theo mô hình 2 cấp) - Địa chỉ chi tiết *",
    "Ngày vào Đảng*", "Ngày vào Đảng chính thức*", "Số CMND cũ (nếu có)", "Trạng thái hoạt động",
    "Ngày rời khỏi / Ngày mất / Ngày miễn sinh hoạt Đảng", "Đề nghị xóa (do đảng viên không thuộc chi bộ)", "Ghi chú",
)  # fmt: skip
PLACES = {
    "source_id": 1, "full_name": 2, "other_names": 3, "sex": 4, "birth": 5, "religion": 7, "citizen": 8, "card12": 9,
    "card8": 12, "organisation": 13, "admitted": 23, "official": 24, "status": 26, "status_on": 27, "remarks": 29,
}  # fmt: skip
HOME = "Chi bộ Thôn 1, Đảng bộ xã An Khê"
ALWAYS = {
    "full_name": "Sùng A Páo", "sex": "Nam", "birth": "04/06/1965", "organisation": HOME, "admitted": "21/11/2001",
    "official": "21/11/2002", "status": "Đang sinh hoạt",
}  # fmt: skip


def national(*people: dict[str, Any], title: str = "DANH SÁCH ĐẢNG VIÊN TRÊN CƠ SỞ DỮ LIỆU") -> bytes:
    """The layout of the central database; each person is what differs from `ALWAYS` (None for blank)."""
    rows: list[Sequence[Any]] = [(title,), (), NATIONAL]
    for number, person in enumerate(people, 1):
        cells: list[Any] = [number] + [None] * 29
        for name, value in {**ALWAYS, **person}.items():
            cells[PLACES[name]] = value
        rows.append(cells)
    return sheet(rows)


def sheet(rows: Iterable[Sequence[Any]], name: str = "DS") -> bytes:
    def draw(book: Any) -> None:
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell is not None:
                    page.write(number, column, cell)

    return written(draw)


def opened(data: bytes, name: str = "danh-sach.xlsx") -> Workbook:
    return open_workbook(name, data)


def people(count: int, start: int = 1) -> list[dict[str, Any]]:
    """Made-up people with names, IDs and cards of their own."""
    return [
        {
            "source_id": f"M{number:07}",
            "full_name": f"Nông Văn {chr(65 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676)}",
            "card8": f"{number:08}",
        }
        for number in range(start, start + count)
    ]
