"""Minutes as a committee and an office might have agreed on them; everybody in them is made up."""

from __future__ import annotations

from typing import Any

from kit.drawing import Signature
from reports.reconciliation.rules.minutes import PART, SUM, BalanceLine, Case, Delegation, Minutes, Named, Open, Total


def made(**other: Any) -> Minutes:
    """Two of ten differences are still open."""
    return Minutes(**{**GIVEN, **other})


TOTALS = (
    Total("Đảng viên chính thức", 580, 577, 578, mark="1"), Total("Đảng viên dự bị", 32, 31, 31, mark="2"),
    Total("Tổng số đảng viên (1 + 2)", 612, 608, 609, SUM), Total("trong đó: nữ", 233, 231, 231, PART),
    Total("được miễn công tác và sinh hoạt đảng", 46, 47, 47, PART),
    Total("tạm thời chuyển đi (vẫn tính ở đảng bộ)", 12, 12, 12, PART),
    Total("Tạm thời chuyển đến (không tính vào tổng số)", 4, 5, 5, mark="3"),
)  # fmt: skip
BALANCE = (
    BalanceLine("", "Cuối kỳ trước, đã ký ngày 12/01/2026", 609, remark="Biên bản số 01-BB/ĐU"),
    BalanceLine("", "Sửa sau khi ký", -1, [Named("Lý Văn Đoàn", "từ trần 22/12/2025, giấy báo ngày 14/01/2026")],
                shows_sign=True),
    BalanceLine("A", "Đầu kỳ", 608, kind=SUM),
    BalanceLine("B", "Tăng trong kỳ", 2, kind=SUM, shows_sign=True),
    BalanceLine("1", "Kết nạp", 2, [Named("Chảo Thị Mỷ", "03/02/2026"), Named("Bế Thị Diễm Quỳnh", "19/5/2026")],
                kind=PART),
    BalanceLine("C", "Giảm trong kỳ", -1, kind=SUM, shows_sign=True),
    BalanceLine("3", "Xóa tên", 1, [Named("Đàm Văn Sỹ", "đảng viên dự bị, Quyết định số 31-QĐ/ĐU, ngày 20/3/2026")],
                kind=PART),
    BalanceLine("D", "Cuối kỳ (D = A + B − C)", 609, kind=SUM, remark="608 + 2 − 1 = 609, bằng Bảng 1"),
)  # fmt: skip
CASES = (
    Case("Ma Thị Hiểu", "Thôn Khuổi Lếch", "Còn tên", "Đã chuyển đi ngày 28/5/2026",
         "Sửa danh sách xã: bỏ tên. Giấy giới thiệu số 018, ngày 28/5/2026"),
    Case("Nguyễn Thị Hằng Nga", "Trường THCS Khe Trúc", "Ngày vào Đảng 15/8/2009", "Ngày vào Đảng 18/5/2009",
         "Giữ hồ sơ của Ban, như biên bản kỳ trước"),
    Case("Bàn Thị Chẳm", "Thôn Bản Sậy", "Ngày vào Đảng 09/6/2025, dự bị", "Dự bị quá 12 tháng, chưa có quyết định",
         "Chờ giấy tờ"),
)  # fmt: skip
GIVEN: dict[str, Any] = {
    "parent": "ĐẢNG BỘ TỈNH VÂN GIANG", "issuer": "ĐẢNG ỦY XÃ KHE TRÚC", "number": "     -BB/ĐU",
    "place": "trụ sở Đảng ủy xã Khe Trúc", "place_and_day": "Khe Trúc, ngày       tháng       năm 2026",
    "committee": "Đảng bộ xã Khe Trúc", "period": "6 tháng đầu năm 2026", "first_day": "01/01/2026",
    "closing_day": "30/6/2026",
    "their": Delegation("Bên danh sách", "Đảng ủy xã Khe Trúc", ("Đồng chí Phan Thị Hồng Loan, Phó Bí thư Đảng ủy",)),
    "our": Delegation("Bên hồ sơ", "Ban Tổ chức - Nội vụ khu vực Bắc Vân Giang"),
    "cells": 27, "totals": TOTALS, "balance": BALANCE, "cases": CASES,
    "open": (Open("Họp chi bộ xét công nhận chính thức cho đồng chí Bàn Thị Chẳm (trường hợp 3)",
                  "Chi bộ thôn Bản Sậy, Đảng ủy xã", "31/7/2026"),),
    "agreed": 609, "files": 608,
    "their_signature": Signature("T/M BAN THƯỜNG VỤ\nĐẢNG ỦY XÃ KHE TRÚC", "PHÓ BÍ THƯ", "Phan Thị Hồng Loan"),
    "our_signature": Signature("BAN TỔ CHỨC - NỘI VỤ\nKHU VỰC BẮC VÂN GIANG", "PHÓ TRƯỞNG BAN", "Đặng Quang Hưởng"),
}  # fmt: skip
