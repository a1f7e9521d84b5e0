"""Lists as committees send them: drawn by XlsxWriter, opened by the one opener."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kit.reading import Sheet, open_workbook
from kit.reading.heads import Field, Vocabulary
from tests.kit.reading.books import written

WORDS = Vocabulary(
    (
        Field("ordinal", ("STT", "TT", "Số TT")),
        Field("full_name", ("Họ và tên", "Họ tên", "Họ, tên khai sinh", "Họ và tên đảng viên")),
        Field("family_name", ("Họ đệm", "Họ, chữ đệm")),
        Field("given_name", ("Tên",)),
        Field("other_names", ("Họ tên khai sinh", "Tên gọi khác"), own=True),
        Field("sex", ("Giới tính", "GT", "Nam/Nữ")),
        Field("birth_date", ("Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh")),
        Field("card", ("Số thẻ", "Số thẻ ĐV", "Số thẻ đảng viên", "Thẻ Đảng số", "Số thẻ Đảng"), own=True),
        Field("organisation", ("Chi bộ", "Chi bộ đang sinh hoạt", "Đơn vị")),
        Field("admitted_on", ("Ngày vào Đảng", "Vào Đảng", "Ngày kết nạp")),
        Field("official_on", ("Ngày chính thức", "Chính thức", "Ngày CT")),
        Field("profile_number", ("Số lý lịch",), own=True),
        Field("status", ("Trạng thái",)),
    )
)
Cells = Sequence[Any]


def sheet(
    rows: Iterable[Cells], merges: Iterable[tuple[int, int, int, int]] = (), draw: Callable | None = None
) -> Sheet:
    """A sheet from rows (first row 1) and merged ranges (top, left, bottom, right, all from 1)."""

    def fill(book: Any) -> None:
        page = book.add_worksheet("DS")
        covered = {(top, left): (bottom, right) for top, left, bottom, right in merges}
        for number, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells, 1):
                if (number, column) in covered:
                    bottom, right = covered[number, column]
                    page.merge_range(number - 1, column - 1, bottom - 1, right - 1, cell)
                elif cell is not None:
                    page.write(number - 1, column - 1, cell)
        if draw:
            draw(page)

    return open_workbook("ds.xlsx", written(fill)).sheets[0]
