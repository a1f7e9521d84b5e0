"""Probation, recognition as an official member, party age, re-admission."""

from __future__ import annotations

from .instruments import CHARTER, HD12, HD38, HIGH, MED, QD24, QD208, QD232, QD294, UNVERIFIED, carried, sets
from .parts import Wording, rule

AFTER_PROBATION = "khi đã hết thời gian dự bị"

RECOGNITION = (
    rule("probation.months", "Thời gian dự bị, kể từ ngày lễ kết nạp", "{} tháng",
         Wording(CHARTER, 12, "điều 5, khoản 1", HIGH)),
    rule("recognition.papers", "Bản tự kiểm điểm của đảng viên dự bị, nhận xét của người giúp đỡ, tổng hợp ý kiến",
         "làm {}",
         Wording(HD12, AFTER_PROBATION, "mục II.1", MED),
         Wording(HD38, AFTER_PROBATION, "", UNVERIFIED, "Dùng tiếp mức trước.",
                 "Hướng dẫn 12-HD/BTCTW, mục II.1 (chưa xem được 38-HD/BTCTW)")),
    rule("recognition.decision_wd", "Cấp có thẩm quyền quyết định công nhận, kể từ khi nhận nghị quyết của chi bộ",
         "{} ngày làm việc",
         Wording(QD24, 30, "mục 4.3.1", HIGH), Wording(QD232, 30, "mục 4.3.1", HIGH),
         Wording(QD294, 30, "mục 4.3.1", MED), carried(30, "mục 4.3.1", UNVERIFIED)),
    rule("recognition.extension_wd", "Gia hạn quyết định công nhận nhiều nhất",
         "{} ngày làm việc, báo kết quả cho chi bộ",
         Wording(QD24, 30, "mục 4.3.1", HIGH), Wording(QD232, 30, "mục 4.3.1", HIGH),
         Wording(QD294, 30, "mục 4.3.1", MED), carried(30, "mục 4.3.1", UNVERIFIED)),
    rule("recognition.review_wd", "Chi bộ xét công nhận sau khi hết thời gian dự bị",
         "{} ngày làm việc; không đủ tư cách thì đề nghị xóa tên",
         *sets(30, "mục 4.2.1", last=UNVERIFIED)),
    rule("recognition.official_date", "Ngày chính thức", "{}",
         *sets("ngày hết 12 tháng dự bị, kể cả khi họp hoặc quyết định chậm", "mục 4.2.2", in_208=True)),
    rule("recognition.max_votes", "Biểu quyết không đủ 2/3 thì báo cáo cấp trên sau", "{} lần",
         *sets(3, "mục 4.2.3", last=UNVERIFIED)),
    rule("party_age.start", "Tuổi đảng tính từ", "{}",
         Wording(CHARTER, "ngày ghi trong quyết định kết nạp, khi đã được công nhận chính thức",
                 "điều 5, khoản 4", HIGH),
         Wording(QD208, "ngày cấp có thẩm quyền ban hành quyết định kết nạp, khi đã được công nhận chính thức",
                 "", HIGH)),
    rule("readmission.months", "Xét kết nạp lại sau khi ra khỏi Đảng ít nhất", "{} tháng",
         *sets(36, "", in_208=True)),
    rule("readmission.after_sentence_months", "Xét kết nạp lại sau khi được xóa án tích (tội ít nghiêm trọng)",
         "{} tháng", *sets(60, "", MED, last=MED)),
    rule("readmission.times", "Số lần được kết nạp lại", "{} lần", *sets(1, "", MED, last=MED)),
)  # fmt: skip
