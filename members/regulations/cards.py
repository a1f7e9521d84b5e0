"""Cards, badges, reconciliation of lists, files."""

from __future__ import annotations

from datetime import date

from .instruments import HD01_2021, HD12, HD38, HIGH, LOW, MED, guided, sets
from .parts import Instrument, Wording, rule

SOURCE = Instrument(
    "Chỉ thị của Ban Thường vụ Huyện ủy về quản lý đảng viên",
    date(2020, 1, 2),
    "Văn bản không ghi ngày; lấy ngày của Quy định 213-QĐ/TW mà văn bản dẫn.",
)
FORM7 = Instrument("Sổ danh sách đảng viên, Mẫu 7-HSĐV", HD12.since, "Ngày lấy theo Hướng dẫn 12-HD/BTCTW.")

CARDS = (
    rule("card.holders", "Người được cấp thẻ", "{}", *sets("đảng viên chính thức", "mục 6.1")),
    rule("card.handed_over", "Trao thẻ", "{}",
         *sets("tại kỳ sinh hoạt chi bộ gần nhất sau khi có quyết định", "")),
    rule("card.issuer", "Cấp quyết định cấp thẻ", "{}",
         *sets("cấp ủy cấp trên trực tiếp của tổ chức cơ sở đảng", "")),
    rule("card.old_digits", "Số thẻ theo Quyết định 85", "{} chữ số (NN.NNNNNN)", Wording(HD12, 8, "mục II.2", MED)),
    rule("card.new_digits", "Số thẻ mới", "{} chữ số",
         Wording(HD38, 12, "", LOW, "Chưa rõ cách cấu tạo số thẻ.")),
    rule("card.both_numbers", "Số thẻ cần ghi", "{}",
         Wording(HD38, ("số thẻ 12 số", "số thẻ theo Quyết định 85"), "", MED)),
    rule("card.recovered", "Thu hồi thẻ khi ra khỏi Đảng", "{}",
         *sets("chi bộ thu và nộp cấp ủy cấp trên trực tiếp; đảng viên từ trần thì gia đình giữ thẻ", "")),
    rule("badge.years", "Huy hiệu Đảng: tuổi đảng", "{} năm",
         Wording(HD01_2021, (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90), "mục 18", HIGH)),
    rule("badge.early_months", "Huy hiệu 30 đến 65 năm: xét sớm khi bệnh nặng, nhiều nhất", "{} tháng",
         Wording(HD01_2021, 12, "mục 18", HIGH)),
    rule("badge.early_old_months", "Huy hiệu 70 đến 90 năm: xét sớm khi bệnh nặng, nhiều nhất", "{} tháng",
         Wording(HD01_2021, 24, "mục 18", HIGH)),
)  # fmt: skip

LISTS = (
    rule("reconcile.months", "Đối khớp danh sách đảng viên với cấp trên", "{} tháng một lần và hằng năm",
         Wording(SOURCE, 6, "điểm 4", HIGH)),
    rule("reconcile.form_months", "Thống nhất số liệu với cấp dưới và cấp trên trực tiếp", "{} tháng một lần",
         Wording(FORM7, 3, "phần ghi chú", HIGH)),
    rule("files.check_months", "Kiểm tra danh sách đảng viên với số hồ sơ", "{} tháng một lần",
         Wording(HD01_2021, 6, "", HIGH), *guided(6, "mục 8.2.h")),
    rule("files.supplement", "Bổ sung hồ sơ (phiếu 3-HSĐV)", "{}",
         *guided("hằng năm và khi chuyển sinh hoạt chính thức", "mục 8.1.c")),
    rule("files.self_review_years", "Bản tự kiểm điểm giữ trong hồ sơ", "{} năm gần nhất và khi chuyển sinh hoạt",
         *guided(3, "mục 8.3")),
    rule("files.status", "Hồ sơ đảng viên", "{}",
         *sets("tài liệu mật của Đảng, không tẩy xóa, sửa chữa", "mục 6.2.4", MED, last=LOW)),
)  # fmt: skip
