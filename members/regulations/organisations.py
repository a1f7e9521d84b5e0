"""Cells and organisations, meetings, dues, the form of documents, personal data."""

from __future__ import annotations

from datetime import date

from .instruments import CHARTER, HD42, HIGH, LAW91, MED, ND356, QD294, QD384
from .parts import Instrument, Wording, rule

QD342 = Instrument("Quy định 342-QĐ/TW", date(2010, 12, 28))
QD01_DUES = Instrument("Quy định 01-QĐ/TW ngày 03/02/2026", date(2026, 2, 1), "Chưa kể các nhóm đóng mức khác.")
HD36 = Instrument("Hướng dẫn 36-HD/VPTW", date(2018, 4, 3))
HD05 = Instrument("Hướng dẫn 05-HD/VPTW", date(2026, 5, 27))
SENSITIVE = (
    "nguồn gốc dân tộc",
    "quan điểm chính trị, tôn giáo, tín ngưỡng",
    "sức khỏe",
    "dữ liệu về vi phạm",
    "hình ảnh căn cước",
    "dữ liệu pháp luật yêu cầu giữ bí mật",
)

ORGANISATIONS = (
    rule("cell.min_official", "Chi bộ nhỏ nhất", "{} đảng viên chính thức",
         Wording(CHARTER, 3, "điều 21, khoản 2 và điều 24, khoản 1", HIGH)),
    rule("cell.committee_min", "Bầu chi ủy khi có từ", "{} đảng viên chính thức",
         Wording(CHARTER, 9, "điều 24, khoản 4", HIGH)),
    rule("organisation.base_cell_max", "Chi bộ cơ sở có", "dưới {} đảng viên; nhiều hơn thì lập đảng bộ cơ sở",
         Wording(CHARTER, 30, "điều 21, khoản 3 đến khoản 5", HIGH)),
    rule("cell.consent_above", "Chi bộ trực thuộc có hơn", "{} đảng viên phải được cấp ủy cấp trên đồng ý",
         Wording(CHARTER, 30, "điều 21, khoản 3 đến khoản 5", HIGH)),
    rule("organisation.district_until", "Kết thúc cấp huyện", "{}",
         Wording(QD294, date(2025, 7, 1), "", HIGH)),
    rule("meeting.every_months", "Sinh hoạt thường kỳ của chi bộ, chi ủy", "{} tháng một lần",
         Wording(CHARTER, 1, "điều 24, khoản 2", HIGH)),
    rule("meeting.min_minutes", "Buổi sinh hoạt ít nhất", "{} phút", Wording(HD42, 90, "", MED)),
    rule("meeting.thematic_minutes", "Buổi sinh hoạt có chuyên đề ít nhất", "{} phút", Wording(HD42, 120, "", MED)),
    rule("dues.percent", "Đảng phí của người hưởng lương", "{}% tiền lương làm căn cứ",
         Wording(QD342, 1, "", MED),
         Wording(QD01_DUES, 1, "", MED, "Tính trên tiền lương đóng bảo hiểm xã hội của tháng trước.")),
    rule("dues.unpaid_months", "Xét xóa tên khi không đóng đảng phí trong năm không có lý do chính đáng", "{} tháng",
         Wording(CHARTER, 3, "điều 8, khoản 1", HIGH)),
)  # fmt: skip

DOCUMENTS = (
    rule("documents.margins_mm", "Lề trên, dưới, trái, phải của khổ A4", "{} mm",
         Wording(HD36, (20, 20, 30, 15), "", MED), Wording(HD05, (20, 20, 30, 15), "", MED)),
    rule("documents.font", "Phông chữ", "{}",
         Wording(HD36, "Times New Roman, cỡ 14", "", MED), Wording(HD05, "Times New Roman, cỡ 14", "", MED)),
    rule("documents.number_line", "Dòng số, ký hiệu", "{}",
         Wording(HD36, "Số 05-NQ/ĐU", "", HIGH, "Không có dấu hai chấm."),
         Wording(HD05, "Số 05-NQ/ĐU", "", HIGH, "Không có dấu hai chấm.")),
    rule("documents.numbered_by", "Đánh số văn bản", "{}",
         Wording(HD36, "theo nhiệm kỳ của cấp ủy", "", MED), Wording(HD05, "theo nhiệm kỳ của cấp ủy", "", MED)),
)  # fmt: skip

DATA = (
    rule("data.sensitive", "Dữ liệu cá nhân nhạy cảm", "{}", Wording(ND356, SENSITIVE, "điều 4, khoản 1", HIGH)),
    rule("data.sensitive_duty", "Khi giữ dữ liệu nhạy cảm phải có", "{}",
         Wording(ND356, "quy định quyền truy cập, quy trình xử lý, biện pháp bảo mật", "điều 4, khoản 2", HIGH)),
    rule("data.impact_days", "Gửi hồ sơ đánh giá tác động kể từ khi bắt đầu xử lý", "{} ngày",
         Wording(LAW91, 60, "điều 21", HIGH)),
    rule("data.impact_update_months", "Cập nhật hồ sơ đánh giá tác động khi có thay đổi", "{} tháng một lần",
         Wording(LAW91, 6, "điều 22", HIGH)),
    rule("data.impact_update_days", "Cập nhật ngay hồ sơ đánh giá tác động ở trường hợp nêu tên", "{} ngày",
         Wording(LAW91, 10, "điều 22", HIGH)),
    rule("data.breach_hours", "Báo vi phạm dữ liệu kể từ khi phát hiện", "{} giờ",
         Wording(LAW91, 72, "điều 23", HIGH)),
    rule("data.answer_wd", "Báo đã nhận yêu cầu của chủ thể dữ liệu", "{} ngày làm việc",
         Wording(ND356, 2, "điều 5", HIGH)),
    rule("data.view_days", "Cho xem, sửa dữ liệu", "{} ngày", Wording(ND356, 10, "điều 5", HIGH, "Gia hạn một lần.")),
    rule("data.restrict_days", "Ngừng, hạn chế xử lý dữ liệu", "{} ngày",
         Wording(ND356, 15, "điều 5", HIGH, "Gia hạn một lần.")),
    rule("data.delete_days", "Xóa dữ liệu", "{} ngày", Wording(ND356, 20, "điều 5", HIGH, "Gia hạn một lần.")),
    rule("data.carried", "Chuyển dữ liệu nhạy cảm", "{}",
         Wording(ND356, "mã hóa hoặc khử nhận dạng; bảo vệ nơi lưu giữ và vận chuyển", "điều 7, khoản 2", HIGH)),
    rule("data.security_level", "Hệ thống chia sẻ dữ liệu với nền tảng của Đảng: an toàn thông tin từ", "cấp độ {}",
         Wording(QD384, 3, "điều 13, khoản 3", HIGH)),
)  # fmt: skip
