"""Admission: from the conditions of age and schooling to the ceremony."""

from __future__ import annotations

from fractions import Fraction

from .instruments import (
    CHARTER,
    HD01_2021,
    HD12,
    HD38,
    HIGH,
    MED,
    QD24,
    QD208,
    QD232,
    QD294,
    UNVERIFIED,
    carried,
    guided,
    sets,
)
from .parts import Instrument, Wording, rule

OWN = Instrument("Theo cách làm lâu nay, chưa có nguồn", QD24.since)
SCHOOLING = "có bằng tốt nghiệp trung học cơ sở"
LATE_CEREMONY = "báo cáo và được cấp ủy cấp trên trực tiếp đồng ý"
SMALL_CELL = "không biểu quyết kết nạp; hồ sơ chuyển cấp ủy cấp trên xét, kèm văn bản nêu rõ"
BY_COMMITTEE = "ban thường vụ đảng ủy cơ sở"
HELPER = "đảng viên chính thức do chi bộ phân công"
RECEIVED = "ngày chi bộ nhận được quyết định"
VERIFIED = "mọi nơi đã gửi thẩm tra đều trả lời, không nơi nào kết luận không đạt hoặc chờ bổ sung"
ABOVE = "ban thường vụ cấp ủy cấp trên trực tiếp của tổ chức cơ sở đảng, hoặc đảng ủy cơ sở được ủy quyền"

ADMISSION = (
    rule("admission.age_min", "Tuổi thấp nhất khi chi bộ xét kết nạp", "đủ {} tuổi (tính theo tháng)",
         Wording(CHARTER, 18, "điều 1, khoản 2", HIGH), *sets(18, "Điều lệ Đảng, điều 1, khoản 2", in_208=True,
                                                                 in_294="mục 1; Điều lệ Đảng, điều 1, khoản 2")),
    rule("admission.age_max", "Tuổi cao nhất khi chi bộ xét kết nạp", "đủ {} tuổi (tính theo tháng)",
         *sets(60, "", in_208=True, in_294="mục 1")),
    rule("admission.over_age_authority", "Trên 60 tuổi", "{}",
         *sets("cấp ủy trực thuộc Trung ương xem xét, ban thường vụ đồng ý bằng văn bản trước khi quyết định",
               "", in_294="mục 1; Hướng dẫn 06-HD/TW, mục 1")),
    rule("admission.education_min", "Trình độ học vấn", "{}",
         Wording(QD24, SCHOOLING, "", HIGH), Wording(QD232, SCHOOLING, "", HIGH),
         Wording(QD294, SCHOOLING, "mục 1", HIGH),
         Wording(QD208, "hoàn thành chương trình giáo dục bậc trung học cơ sở", "", HIGH)),
    rule("admission.education_remote", "Trình độ học vấn ở vùng khó khăn, dân tộc thiểu số, ngư dân", "{}",
         *guided("hoàn thành bậc tiểu học; già làng, trưởng bản, người có uy tín: biết đọc, biết viết, "
                 "được ban thường vụ tỉnh ủy đồng ý trước bằng văn bản", "mục 1")),
    rule("admission.introducer_min_months", "Người giới thiệu cùng công tác, học tập, cư trú ít nhất", "{} tháng",
         Wording(CHARTER, 12, "điều 4, khoản 2", HIGH), *sets(12, "Điều lệ Đảng, điều 4, khoản 2")),
    rule("admission.introducers", "Người giới thiệu", "{}",
         Wording(CHARTER, "2 đảng viên chính thức; tuổi thanh niên: ban chấp hành đoàn cơ sở và 1 đảng viên "
                          "chính thức; nơi không có Đoàn: ban chấp hành công đoàn cơ sở và 1 đảng viên chính thức",
                 "điều 4, khoản 1", HIGH)),
    rule("admission.helper", "Người giúp đỡ người vào Đảng, đảng viên dự bị", "{}",
         Wording(HD12, HELPER, "mục II.1.1", MED), *guided(HELPER, "mục 8.3", MED)),
    rule("admission.cell_quorum", "Chi bộ biểu quyết kết nạp: ít nhất", "{} tổng số đảng viên chính thức của chi bộ",
         Wording(CHARTER, Fraction(2, 3), "điều 4, khoản 3", HIGH)),
    rule("admission.quorum_base", "Không tính vào tổng số khi biểu quyết", "{}",
         Wording(QD294, "đảng viên miễn sinh hoạt và đảng viên chuyển sinh hoạt tạm thời đi, trừ khi có dự họp",
                 "mục 9.3.2", MED),
         carried("đảng viên miễn sinh hoạt và đảng viên chuyển sinh hoạt tạm thời đi, trừ khi có dự họp",
                 "mục 9.3.2", UNVERIFIED)),
    rule("admission.small_cell", "Chi bộ không đủ số đảng viên chính thức của chi bộ nhỏ nhất", "{}",
         Wording(QD294, SMALL_CELL, "", MED), carried(SMALL_CELL, "", UNVERIFIED)),
    rule("admission.committee_quorum", "Đảng ủy cơ sở biểu quyết kết nạp: ít nhất", "{} số cấp ủy viên",
         Wording(CHARTER, Fraction(2, 3), "điều 4, khoản 3", HIGH)),
    rule("admission.ballot", "Cách biểu quyết", "{}",
         Wording(HD01_2021, "bỏ phiếu kín hoặc giơ thẻ đảng viên, do hội nghị quyết định", "", HIGH)),
    rule("admission.short_of_quorum", "Không đủ 2/3 tán thành", "{}",
         Wording(HD01_2021, "không ra nghị quyết; vẫn báo cáo đầy đủ kết quả lên cấp trên", "", HIGH)),
    rule("admission.certificate_months", "Giấy chứng nhận lớp nhận thức về Đảng có giá trị", "{} tháng",
         *guided(60, "mục 5.4", MED)),
    rule("admission.verification", "Thẩm tra lý lịch xong khi", "{}",
         Wording(HD12, VERIFIED, "mục II.1", MED, "Hướng dẫn xếp thẩm tra trước khi cấp ủy chứng nhận; thế nào là xong "
                                                  "thì theo cách làm chung."),
         Wording(HD38, VERIFIED, "", UNVERIFIED, "Dùng tiếp mức trước.",
                 "Hướng dẫn 12-HD/BTCTW, mục II.1 (chưa xem được 38-HD/BTCTW)")),
    rule("admission.dossier_months", "Giấy tờ khác trong hồ sơ có giá trị", "{} tháng, quá thì thẩm tra bổ sung",
         Wording(OWN, 12, "", UNVERIFIED)),
    rule("admission.decision_wd", "Cấp có thẩm quyền quyết định kết nạp, kể từ khi nhận nghị quyết của chi bộ",
         "{} ngày làm việc",
         Wording(QD24, 60, "mục 4.3.1", HIGH), Wording(QD232, 60, "mục 4.3.1", HIGH),
         Wording(QD294, 60, "mục 4.3.1", MED),
         carried(60, "mục 4.3.1", UNVERIFIED)),
    rule("admission.extension_wd", "Gia hạn quyết định kết nạp nhiều nhất", "{} ngày làm việc, báo kết quả cho chi bộ",
         Wording(QD24, 30, "mục 4.3.1", HIGH), Wording(QD232, 30, "mục 4.3.1", HIGH),
         Wording(QD294, 30, "mục 4.3.1", MED),
         carried(30, "mục 4.3.1", UNVERIFIED)),
    rule("admission.ceremony_wd", "Tổ chức lễ kết nạp chậm nhất", "{} ngày làm việc",
         Wording(QD24, 30, "", HIGH), Wording(QD232, 30, "", HIGH), Wording(QD294, 30, "", HIGH),
         Wording(QD208, 30, "", MED)),
    rule("admission.ceremony_from", "Thời hạn lễ kết nạp tính từ", "{}",
         Wording(QD24, RECEIVED, "", HIGH), Wording(QD232, RECEIVED, "", HIGH),
         Wording(QD294, RECEIVED, "", HIGH), Wording(QD208, "ngày ban hành quyết định", "", MED)),
    rule("admission.ceremony_late", "Lễ kết nạp quá hạn", "{}",
         *sets(LATE_CEREMONY, "", last=UNVERIFIED)),
    rule("admission.deciding_body", "Cấp quyết định kết nạp", "{}",
         Wording(CHARTER, ABOVE, "điều 4, khoản 3", HIGH),
         Wording(QD208, BY_COMMITTEE, "", MED)),
    rule("member.file_wd", "Lập lý lịch đảng viên, phiếu đảng viên sau lễ kết nạp", "{} ngày làm việc",
         Wording(HD12, 30, "mục II.2", MED)),
)  # fmt: skip
