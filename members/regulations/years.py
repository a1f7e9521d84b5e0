"""The year of a cell: exemption, rating, screening, discipline, striking off."""

from __future__ import annotations

from fractions import Fraction

from .instruments import CHARTER, HD43, HIGH, LOW, MED, QD21, QD24, QD124, QD296, QD366, sets
from .parts import Wording, rule

EXCLUDED = "miễn công tác và sinh hoạt đảng; bị đình chỉ sinh hoạt đảng; kết nạp chưa đủ 6 tháng"
LEVELS = (
    "Hoàn thành xuất sắc nhiệm vụ",
    "Hoàn thành tốt nhiệm vụ",
    "Hoàn thành nhiệm vụ",
    "Không hoàn thành nhiệm vụ",
)
QUOTA = "nhiều nhất {}% số được xếp loại Hoàn thành tốt nhiệm vụ"

RATING = (
    rule("exemption.decided_by", "Cấp quyết định miễn công tác, miễn sinh hoạt", "{}",
         Wording(CHARTER, "chi bộ; chi ủy hoặc bí thư báo cáo cấp ủy cấp trên trực tiếp", "điều 7", HIGH),
         *sets("chi bộ; chi ủy hoặc bí thư báo cáo cấp ủy cấp trên trực tiếp", "mục 7; Điều lệ Đảng, điều 7")),
    rule("exemption.rated", "Đảng viên được miễn sinh hoạt", "{}",
         Wording(QD24, "không đánh giá, xếp loại trong thời gian miễn", "mục 7", HIGH),
         Wording(QD366, "không đánh giá, xếp loại trong thời gian miễn", "điều 5", HIGH)),
    rule("rating.excluded", "Không thuộc diện kiểm điểm, xếp loại", "{}",
         Wording(QD124, EXCLUDED, "điều 5", HIGH), Wording(QD366, EXCLUDED, "điều 5", HIGH)),
    rule("rating.new_member_months", "Chưa xếp loại khi kết nạp chưa đủ", "{} tháng",
         Wording(QD124, 6, "điều 5", HIGH), Wording(QD366, 6, "điều 5", HIGH)),
    rule("rating.levels", "Mức xếp loại", "{}",
         Wording(QD366, LEVELS, "điều 11", HIGH)),
    rule("rating.score_bands", "Điểm thấp nhất của ba mức trên (còn điều kiện kèm theo)", "{} điểm",
         Wording(QD366, (90, 70, 50), "điều 11", HIGH)),
    rule("rating.score_groups", "Điểm tiêu chí chung và điểm kết quả", "{} điểm",
         Wording(QD366, (30, 70), "phụ lục 4 và 5", HIGH)),
    rule("rating.quota_pct", "Hoàn thành xuất sắc nhiệm vụ", QUOTA,
         Wording(QD124, 20, "điều 12", MED, "Cách làm tròn do cấp có thẩm quyền quy định."),
         Wording(QD366, 20, "điều 11", HIGH, "Cách tính và làm tròn do cấp có thẩm quyền quy định.")),
    rule("rating.quota_outstanding_pct", "Hoàn thành xuất sắc nhiệm vụ ở nơi có thành tích nổi bật", QUOTA,
         Wording(QD366, 25, "điều 11", HIGH, "Cấp có thẩm quyền quyết định.")),
    rule("rating.deadline", "Kiểm điểm, xếp loại xong trước", "ngày {}",
         Wording(HD43, "31/12", "mục 4.1", HIGH)),
    rule("rating.deadline_late", "Nơi kết thúc năm công tác muộn: xong trước", "ngày {}",
         Wording(HD43, "15/01", "mục 4.1", HIGH)),
    rule("rating.sent_up", "Gửi hồ sơ về Ban Tổ chức Trung ương trước", "ngày {}",
         Wording(HD43, "01/02", "mục 4.2", HIGH)),
    rule("rating.meeting_days", "Hội nghị kiểm điểm ít nhất", "{} ngày",
         Wording(HD43, 1, "mục 2.1", HIGH)),
    rule("rating.draft_wd", "Gửi dự thảo báo cáo kiểm điểm tập thể trước hội nghị ít nhất", "{} ngày làm việc",
         Wording(HD43, 3, "mục 2.1", HIGH)),
    rule("rating.temporary_where", "Đảng viên sinh hoạt tạm thời được xếp loại ở", "{}",
         Wording(HD43, "chi bộ nơi sinh hoạt chính thức, sau nhận xét bằng văn bản của nơi tạm thời", "mục 7.6", HIGH)),
)  # fmt: skip

DISCIPLINE = (
    rule("screening.years", "Xem xét cho ra khỏi Đảng khi không hoàn thành nhiệm vụ liền", "{} năm",
         *sets(2, "mục 8.1", MED, last=LOW)),
    rule("discipline.forms", "Hình thức kỷ luật đảng viên chính thức", "{}",
         Wording(CHARTER, ("khiển trách", "cảnh cáo", "cách chức", "khai trừ"), "điều 35", HIGH)),
    rule("discipline.forms_probationary", "Hình thức kỷ luật đảng viên dự bị", "{}",
         Wording(CHARTER, ("khiển trách", "cảnh cáo"), "điều 35", HIGH)),
    rule("discipline.expel_quorum", "Biểu quyết đề nghị khai trừ: ít nhất", "{} số thành viên của tổ chức đảng",
         Wording(CHARTER, Fraction(2, 3), "điều 38, khoản 3", HIGH)),
    rule("discipline.complaint_months", "Khiếu nại kỷ luật kể từ ngày nhận quyết định", "{} tháng",
         Wording(CHARTER, 1, "điều 39, khoản 7", HIGH)),
    rule("discipline.complaint_days", "Khiếu nại kỷ luật theo quy định kiểm tra, giám sát", "{} ngày",
         Wording(QD296, 30, "", MED), Wording(QD21, 30, "", MED)),
    rule("discipline.answer_months", "Trả lời khiếu nại kỷ luật (cấp huyện, tỉnh)", "{} tháng",
         Wording(CHARTER, 3, "điều 39, khoản 8", HIGH)),
    rule("discipline.answer_central_months", "Trả lời khiếu nại kỷ luật (Trung ương)", "{} tháng",
         Wording(CHARTER, 6, "điều 39, khoản 8", HIGH)),
    rule("striking_off.complaint_wd", "Khiếu nại xóa tên", "{} ngày làm việc", *sets(30, "mục 8", MED, last=LOW)),
    rule("striking_off.answer_wd", "Giải quyết khiếu nại xóa tên (cấp huyện, tỉnh)", "{} ngày làm việc",
         *sets(90, "mục 8", MED, last=LOW)),
    rule("striking_off.answer_central_wd", "Giải quyết khiếu nại xóa tên (Trung ương)", "{} ngày làm việc",
         *sets(180, "mục 8", MED, last=LOW)),
    rule("striking_off.absent_months", "Xét xóa tên khi bỏ sinh hoạt trong năm không có lý do chính đáng", "{} tháng",
         Wording(CHARTER, 3, "điều 8, khoản 1", HIGH)),
    rule("striking_off.grounds", "Lý do khác để xét xóa tên", "{}",
         Wording(CHARTER, "tự ý trả lại hoặc hủy thẻ đảng viên; giảm sút ý chí, đã giáo dục 12 tháng không tiến bộ; "
                          "2 năm liền vi phạm tư cách; đảng viên dự bị không đủ tư cách", "điều 8, khoản 1", HIGH)),
)  # fmt: skip
