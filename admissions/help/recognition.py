"""Help on the steps of a recognition and on a striking off."""

from .words import of_form

PAGES = {
    "recognition-vote": of_form(
        "Hết 12 tháng dự bị, ghi kết quả chi bộ biểu quyết công nhận đảng viên chính thức: tính tổng số như khi kết "
        "nạp. Ba lần không đủ hai phần ba thì không biểu quyết nữa, báo cáo cấp trên quyết định."
    ),
    "recognition-certificate": of_form(
        "Ghi số và ngày giấy chứng nhận lớp đảng viên mới. Lớp có trong sổ thì ghi giấy ở danh sách lớp, không "
        "ghi ở đây."
    ),
    "recognition-self-review": of_form(
        "Ghi ngày bản tự kiểm điểm của đảng viên dự bị, số giấy nếu có. Làm trước khi hết thời gian dự bị thì "
        "chương trình hỏi lại."
    ),
    "recognition-helper": of_form(
        "Chọn đảng viên giúp đỡ đã nhận xét và ghi ngày nhận xét. Chỉ ghi ngày và người; lời nhận xét nằm ở giấy."
    ),
    "recognition-synthesis": of_form(
        "Ghi ngày chi ủy tổng hợp xong nhận xét của đoàn thể và chi ủy nơi cư trú. Chỉ ghi ngày, số giấy; không "
        "ghi lời."
    ),
    "recognition-appraisal": of_form(
        "Ghi ngày báo cáo thẩm định của đảng ủy bộ phận về nghị quyết đề nghị công nhận. Không có đảng ủy bộ "
        "phận thì bỏ qua."
    ),
    "committee-on-recognition": of_form(
        "Ghi kết quả đảng ủy cơ sở biểu quyết công nhận chính thức, sau nghị quyết của chi bộ. Cần hai phần ba "
        "số cấp ủy viên tán thành, tính như khi kết nạp."
    ),
    "record-recognition": of_form(
        "Ghi số, ngày quyết định công nhận. Người ấy chính thức từ ngày hết 12 tháng dự bị, dù họp hay quyết định chậm."
    ),
    "take-back-recognition": of_form(
        "Bỏ quyết định công nhận ghi nhầm: người ấy trở lại là đảng viên dự bị. Đã ghi số thẻ thì sửa số thẻ trước."
    ),
    "striking-off-vote": of_form(
        "Chi bộ xét thấy không đủ tư cách thì biểu quyết đề nghị xóa tên, cần hai phần ba như khi công nhận. "
        "Không ghi lý do."
    ),
    "record-striking-off": of_form(
        "Ghi số, ngày quyết định xóa tên của cấp có thẩm quyền. Từ ngày ấy người này ra khỏi danh sách và hồ sơ "
        "khép lại."
    ),
    "take-back-striking-off": of_form(
        "Bỏ quyết định xóa tên ghi nhầm: người ấy có tên lại ở chi bộ như trước. Đã phục hồi hoặc kết nạp lại thì "
        "không bỏ được nữa."
    ),
    "correct-recognition-step": of_form(
        "Sửa ngày, giấy tờ hay người nhận xét của một bước công nhận. Ngày mới phải nằm giữa lễ kết nạp và lần "
        "biểu quyết."
    ),
    "take-back-recognition-step": of_form(
        "Bỏ một bước công nhận ghi nhầm. Chi bộ đã biểu quyết thì bỏ lần biểu quyết trước; việc bỏ còn trong lịch sử."
    ),
}
