"""Transfers of party activity, notices of those who leave, residence."""

from __future__ import annotations

from datetime import date

from .instruments import HIGH, LOW, MED, guided, sets
from .parts import Instrument, Wording, rule

QD213 = Instrument("Quy định 213-QĐ/TW", date(2020, 1, 2))

TRANSFERS = (
    rule("transfer.start_wd", "Làm thủ tục chuyển chính thức kể từ ngày quyết định có hiệu lực hoặc đổi nơi cư trú",
         "{} ngày làm việc", *sets(60, "mục 6.3.1", in_208=True)),
    rule("transfer.present_wd", "Xuất trình giấy giới thiệu kể từ ngày giới thiệu", "{} ngày làm việc",
         *sets(30, "mục 6.3.1", last=LOW)),
    rule("transfer.late", "Quá hạn chuyển sinh hoạt", "{}",
         *sets("đảng viên hoặc tổ chức đảng nêu lý do, cấp ủy có thẩm quyền xem xét; không tự mất tư cách đảng viên",
               "mục 6.3.1")),
    rule("transfer.block", "Chưa chuyển sinh hoạt khi", "{}",
         *sets("đang bị thanh tra, kiểm tra hoặc có khiếu nại, tố cáo chưa giải quyết xong", "mục 6.3.1")),
    rule("transfer.temp_min_months", "Sinh hoạt tạm thời: đi từ", "{} tháng trở lên", *sets(3, "")),
    rule("transfer.temp_max_months", "Sinh hoạt tạm thời: đi vắng", "dưới {} tháng", *sets(12, "")),
    rule("transfer.temp_study_max_months", "Sinh hoạt tạm thời: đi học", "không quá {} tháng",
         *sets(24, "", MED)),
    rule("transfer.counted", "Đảng viên sinh hoạt tạm thời được tính ở", "{}",
         *sets("đảng bộ nơi sinh hoạt chính thức", "")),
    rule("transfer.notice_check_months", "Kiểm tra phiếu báo chuyển sinh hoạt đảng", "{} tháng một lần",
         *guided(3, "mục 8.1.c")),
    rule("transfer.overdue_months", "Chưa nộp hồ sơ không có lý do thì báo cáo xử lý sau", "{} tháng",
         *guided(3, "mục 8.1.c")),
    rule("notice.forward_wd", "Gửi phiếu báo (từ trần, ra khỏi Đảng) kèm hồ sơ lên cấp trên", "{} ngày làm việc",
         *guided(30, "mục 8.1.c")),
    rule("residence.regulation", "Giữ mối liên hệ với nơi cư trú", "{}",
         Wording(QD213, "giới thiệu đảng viên đang công tác về chi bộ nơi cư trú; hằng năm nơi cư trú nhận xét",
                 "ngày 02/01/2020", HIGH, "Một số văn bản ghi nhầm ngày 02/02/2020.")),
)  # fmt: skip
