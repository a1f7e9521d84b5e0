"""Help on a file and its steps up to the ceremony, on helpers and on what was sent to be verified."""

from .words import of_form

PAGES = {
    "open-file": of_form(
        "Ghi tên người được chi bộ đưa vào danh sách nguồn: ở chi bộ nào, từ ngày nào, ai sẽ giới thiệu vào Đảng. Mỗi "
        "người chỉ có một hồ sơ đang xét; trùng tên, trùng năm sinh thì chương trình báo lại. Trùng người đã ra khỏi "
        "Đảng thì chương trình hỏi có phải kết nạp lại không."
    ),
    "correct-applicant": of_form(
        "Sửa họ tên, ngày sinh, học vấn của người xin vào Đảng, ghi văn bản cho xét trường hợp riêng (quá tuổi, học "
        "vấn thấp), ghi hồ sơ là kết nạp lại, giấy xóa án tích nếu có. Điều gì làm lần chi bộ đã biểu quyết "
        "thành trái "
        "quy định thì không sửa được."
    ),
    "stop-file": of_form(
        "Hồ sơ không đi tiếp: chi bộ dừng xét, cấp trên không đồng ý, hay người ấy rút đơn. Chọn lý do và ghi từ ngày "
        "nào; các bước đã làm vẫn còn để xem."
    ),
    "take-file-up": of_form(
        "Đưa một hồ sơ đã thôi xét trở lại, ghi rõ vì sao. Hồ sơ đi tiếp từ bước đang dở; các hạn tính như cũ."
    ),
    "hand-over-file": of_form(
        "Người đang xét chuyển đi thì ghi nơi nhận, từ ngày nào, theo giấy nào. Chi bộ trong sổ ghi tiếp từ ngày đó, "
        "mọi bước đã làm giữ nguyên; nơi ngoài đảng bộ thì hồ sơ ở đây thôi xét."
    ),
    "came-in": of_form(
        "Hồ sơ của người từ ngoài đảng bộ chuyển đến: ghi nơi chuyển, ngày đến, giấy chứng nhận. Sau đó ghi lại các "
        "bước nơi cũ đã làm, mỗi bước với ngày và giấy tờ của nó; chi bộ xét sau ngày chuyển đến."
    ),
    "correct-hand-over": of_form(
        "Sửa số, ngày, cơ quan của giấy theo đó hồ sơ đã chuyển đi hoặc chuyển đến. Nơi và ngày chuyển giữ nguyên; sai "
        "thì bỏ lần chuyển rồi ghi lại."
    ),
    "take-back-hand-over": of_form(
        "Bỏ một lần chuyển hồ sơ ghi nhầm: chi bộ trước đó ghi tiếp như cũ. Nơi nhận đã ghi việc của ngày ấy trở đi "
        "thì bỏ việc đó trước, hoặc chuyển hồ sơ trở lại."
    ),
    "step-small-cell": of_form(
        "Chi bộ không đủ ba đảng viên chính thức thì không biểu quyết: ghi số, ngày văn bản nêu rõ điều ấy, hồ sơ "
        "chuyển cấp ủy cấp trên xét. Chi bộ đủ người thì chương trình không nhận."
    ),
    "assign-helper": of_form(
        "Chọn đảng viên chính thức được chi bộ phân công giúp đỡ người này, từ ngày nào, theo văn bản nào nếu có. "
        "Đang có người giúp đỡ thì người ấy thôi từ chính ngày người mới bắt đầu."
    ),
    "end-helper": of_form(
        "Ghi ngày người giúp đỡ thôi việc ấy mà chưa có người thay. Có người thay ngay thì bấm “Đổi người giúp đỡ”."
    ),
    "correct-helper": of_form(
        "Sửa tên, ngày hay văn bản của việc phân công đã ghi nhầm. Hai người không giúp đỡ cùng ngày; ngày đã "
        "nhận xét "
        "phải còn nằm trong thời gian giúp đỡ."
    ),
    "take-back-helper": of_form(
        "Bỏ một việc phân công ghi nhầm. Đã ghi nhận xét của người ấy thì bỏ nhận xét trước; việc bỏ còn trong lịch sử."
    ),
    "note-remark": of_form(
        "Ghi ngày người giúp đỡ đã nhận xét người này theo định kỳ. Chỉ ghi ngày; lời nhận xét không ghi vào "
        "chương trình."
    ),
    "take-back-remark": of_form(
        "Bỏ một lần nhận xét của người giúp đỡ đã ghi nhầm ngày hoặc nhầm người. Ghi lý do; việc bỏ còn trong lịch sử."
    ),
    "step-received": of_form(
        "Ghi ngày chi bộ nhận được quyết định kết nạp. Từ ngày ấy chương trình tính hạn tổ chức lễ, theo ngày làm việc."
    ),
    "correct-step": of_form(
        "Sửa ngày hay giấy tờ của một bước đã ghi. Ngày mới phải nằm giữa bước trước và bước sau; lý do sửa được giữ "
        "trong lịch sử. Sửa quyết định kết nạp mà sổ ghi theo hồ sơ này thì sổ sửa theo."
    ),
    "take-back-step": of_form(
        "Bỏ một bước ghi nhầm. Bước nào đã có việc khác dựa vào thì bỏ việc sau trước; việc bỏ còn trong lịch sử. "
        "Bỏ quyết định kết nạp mà sổ ghi theo hồ sơ này thì sổ cũng thôi ghi."
    ),
    "take-back-vote": of_form(
        "Bỏ một lần biểu quyết đã gõ sai số để ghi lại cho đúng. Đã có bước sau dựa vào nghị quyết ấy thì phải "
        "bỏ bước "
        "sau trước."
    ),
    "step-sympathiser": of_form(
        "Ghi số và ngày nghị quyết của chi bộ đưa người này vào danh sách cảm tình Đảng. Ngày không được trước ngày "
        "đưa vào danh sách nguồn."
    ),
    "step-class-proposed": of_form(
        "Ghi ngày chi bộ đề nghị cho người này học lớp nhận thức về Đảng, số văn bản nếu có. Bước sau mở ra khi đã ghi."
    ),
    "step-certificate": of_form(
        "Ghi số và ngày giấy chứng nhận đã học lớp nhận thức. Chương trình tính giấy có giá trị đến ngày nào và nhắc "
        "khi chi bộ họp quá ngày ấy."
    ),
    "step-application": of_form(
        "Ghi ngày trên đơn xin vào Đảng do chính người ấy viết tay. Có đơn rồi thì các bước lý lịch, giới thiệu, nhận "
        "xét cùng mở ra."
    ),
    "step-profile": of_form(
        "Ghi ngày nhận lý lịch tự khai, đã đóng dấu giáp lai từng trang. Nội dung lý lịch không ghi vào đây."
    ),
    "step-verified": of_form(
        "Ghi ngày thẩm tra xong, khi mọi nơi đã gửi đều trả lời. Còn nơi chưa trả lời, không đạt hay chờ bổ sung thì "
        "chương trình nêu ra và hỏi giấy tờ cho phép. Không chép điều đã thẩm tra."
    ),
    "send-verification": of_form(
        "Ghi mỗi nơi đã gửi thẩm tra một dòng: tên nơi và ngày gửi. Không ghi tên người thân, không ghi nội dung thẩm "
        "tra; lý lịch tự khai phải ghi trước."
    ),
    "verification-answer": of_form(
        "Ghi ngày nơi ấy trả lời, số văn bản và kết luận: đạt, không đạt hay bổ sung. Kết luận bổ sung thì gửi "
        "lại nơi "
        "ấy thành dòng mới."
    ),
    "correct-verification": of_form(
        "Sửa tên nơi, ngày gửi, ngày trả lời, kết luận hay văn bản đã gõ sai. Nơi chưa trả lời thì chỉ sửa tên nơi và "
        "ngày gửi."
    ),
    "take-back-verification": of_form(
        "Bỏ một dòng thẩm tra ghi nhầm hồ sơ hay ghi hai lần. Dòng đã bỏ còn trong lịch sử, ai bỏ và vì sao."
    ),
    "step-certified": of_form(
        "Ghi ngày chi ủy nhận xét và cấp ủy cơ sở ký, đóng dấu chứng nhận vào lý lịch. Việc này đi sau thẩm tra."
    ),
    "step-introduced": of_form(
        "Chọn đảng viên chính thức đã giới thiệu, ghi cùng công tác, học tập hoặc cư trú từ ngày nào: đủ 12 tháng đến "
        "ngày giấy. Người ở chi bộ khác thì ghi họ tên. Có hai giấy thì ghi ngày của giấy sau."
    ),
    "step-union": of_form(
        "Ghi số và ngày nghị quyết của Đoàn hoặc công đoàn cơ sở giới thiệu người này. Nơi hai đảng viên giới thiệu "
        "thì hồ sơ không có bước này."
    ),
    "step-gathered": of_form(
        "Ghi ngày chi ủy tổng hợp xong nhận xét của đoàn thể và của chi ủy nơi cư trú. Chỉ ghi ngày, không ghi lời."
    ),
    "step-cell": of_form(
        "Ghi kết quả chi bộ biểu quyết. Chương trình tính sẵn tổng số đảng viên chính thức, có danh sách tên; "
        "chỉ đánh "
        "dấu người miễn, tạm đi có dự hoặc nêu tên người tính khác sổ. Thiếu hai phần ba thì để trống nghị quyết."
    ),
    "step-checked": of_form(
        "Chỉ có ở hồ sơ kết nạp lại: ghi ngày, số và nơi ký văn bản kết luận người này không thuộc trường hợp không "
        "bao giờ được kết nạp lại. Không ghi nội dung. Chưa có văn bản thì chi bộ chưa biểu quyết được."
    ),
    "step-consent": of_form(
        "Chỉ có ở hồ sơ kết nạp lại: ghi số, ngày văn bản ban thường vụ tỉnh ủy đồng ý. Văn bản phải có trước quyết "
        "định kết nạp."
    ),
    "step-appraisal": of_form(
        "Ghi ngày báo cáo thẩm định của đảng ủy bộ phận về nghị quyết của chi bộ; đảng ủy hoặc cán bộ tổ chức ghi. "
        "Chi bộ không thuộc đảng ủy bộ phận thì bước này tự bỏ qua."
    ),
    "step-committee": of_form(
        "Ghi kết quả đảng ủy cơ sở biểu quyết. Số cấp ủy viên lấy từ nhiệm kỳ ghi trong sổ; sổ chưa ghi thì ghi tổng "
        "số và văn bản. Cần hai phần ba số cấp ủy viên tán thành mới có nghị quyết."
    ),
    "step-decision": of_form(
        "Ghi số, ngày quyết định kết nạp của cấp có thẩm quyền và ngày chi bộ nhận được. Tuổi đảng tính từ ngày quyết "
        "định khi đã là đảng viên chính thức."
    ),
    "step-ceremony": of_form(
        "Ghi ngày tổ chức lễ kết nạp: từ ngày ấy người này là đảng viên dự bị và có tên trong sổ. Lễ quá hạn thì phải "
        "ghi văn bản đồng ý của cấp trên."
    ),
    "step-records": of_form(
        "Ghi ngày lập xong lý lịch đảng viên, phiếu đảng viên của người mới kết nạp. Đây là bước cuối của hồ sơ."
    ),
}
