"""Help on the lists of admissions, their clocks, numbers and targets, and on who decides."""

from members.help import Help

from .words import ADMIT, of_form

PAGES = {
    "applicants": Help(
        "Mọi hồ sơ kết nạp của nơi mình, xếp theo tên: đang ở bước nào, chờ ai làm gì, hạn đến ngày nào. Bấm "
        "tên để mở "
        "hồ sơ; bấm “Đưa vào nguồn kết nạp” khi chi bộ phát hiện một quần chúng ưu tú.",
        ADMIT,
    ),
    "applicant": Help(
        "Các bước kết nạp của một người theo đúng thứ tự. Bước đến lượt có nút “Ghi bước này” và nói cần gì, theo quy "
        "định nào; bước sau mờ đi cho đến khi đủ điều kiện. Ghi nhầm thì bấm “Sửa” hoặc “Bỏ” cạnh bước ấy.",
        ADMIT,
    ),
    "admission-lists": Help(
        "In danh sách nguồn kết nạp, sổ theo dõi kết nạp, biểu đảng viên mới kết nạp của nơi mình, thành PDF hay bảng "
        "tính. Chọn danh sách, nơi, ngày đầu và ngày cuối, ghi mục đích rồi bấm “In”; tệp ở mục Việc đang chạy.",
        ADMIT,
    ),
    "admission-progress": Help(
        "Từng hồ sơ kết nạp đã làm bước nào ngày nào, đang chờ ai, kể cả các bước công nhận sau lễ kết nạp. Ban thường "
        "vụ đọc trang này mà không mở hồ sơ. Muốn đem họp chi bộ thì mở hồ sơ, in phiếu theo dõi tiến độ.",
        ADMIT,
    ),
    "probationers-without-file": Help(
        "Đảng viên dự bị đã có trong sổ mà chưa có hồ sơ kết nạp trên máy, ai hết 12 tháng trước đứng trước. Bấm “Lập "
        "hồ sơ” ở một người, hoặc đánh dấu nhiều người rồi bấm nút ở dưới: từ đó ghi giấy tờ, xét công nhận ở hồ sơ.",
        ADMIT,
    ),
    "take-over": of_form(
        "Lập hồ sơ cho một đảng viên dự bị đã vào Đảng trước khi có hồ sơ trên máy. Ngày vào Đảng, quyết định lấy từ "
        "sổ; sổ chưa có quyết định thì gõ nếu biết. Bước trước lễ kết nạp không phải ghi."
    ),
    "take-back-taking-over": of_form(
        "Bỏ hồ sơ lập nhầm cho đảng viên dự bị, khi chưa ghi gì thêm vào đó. Người ấy vẫn là đảng viên dự bị trong sổ, "
        "trở lại danh sách dự bị chưa có hồ sơ. Sổ có quyết định kết nạp nhờ hồ sơ này thì trở lại như trước khi lập."
    ),
    "deadlines": Help(
        "Mọi hạn đang chạy về kết nạp và công nhận chính thức của nơi mình, hạn đến trước đứng trước. "
        "Bấm tên để mở hồ sơ và làm việc đang chờ; bấm một việc ở hàng trên để chỉ xem việc ấy.",
        ADMIT,
    ),
    "resolution-came": of_form(
        "Ghi ngày cấp có thẩm quyền nhận nghị quyết của chi bộ: hạn quyết định tính từ ngày ấy. Chưa ghi thì hạn tính "
        "từ ngày của nghị quyết."
    ),
    "extend-decision": of_form(
        "Cấp có thẩm quyền cần thêm thời gian: ghi ngày gia hạn, thêm bao nhiêu ngày làm việc và văn bản. Mỗi quyết "
        "định gia hạn một lần."
    ),
    "correct-handling": of_form(
        "Sửa ngày nhận nghị quyết, hay ngày, số ngày làm việc, văn bản gia hạn đã gõ sai. Sửa xong, hạn quyết định "
        "tính lại theo điều đã sửa."
    ),
    "take-back-handling": of_form(
        "Bỏ ngày nhận nghị quyết hay lần gia hạn ghi nhầm. Hạn tính lại như chưa ghi; mục đã bỏ còn trong lịch sử."
    ),
    "versions-of-files": Help(
        "Mỗi lần quy định về kết nạp đổi, hồ sơ nào lập trước đó mà chưa đến bước ấy thì theo quy định mới. Trang này "
        "nói quy định đổi những gì và từng hồ sơ đang xét chịu điểm nào.",
        ADMIT,
    ),
    "authorisations": Help(
        "Đảng ủy cơ sở nào được ủy quyền quyết định kết nạp, từ ngày nào, theo văn bản nào. Nơi được ủy quyền tự ghi "
        "quyết định kết nạp ở hồ sơ; nơi khác do cán bộ tổ chức ghi. Cán bộ tổ chức ghi ủy quyền, ghi thôi ở đây.",
        ADMIT,
    ),
    "authorise-committee": of_form(
        "Ghi đảng ủy cơ sở được ủy quyền quyết định kết nạp từ ngày nào, theo số và ngày văn bản nào của cấp "
        "trên. Văn "
        "bản có thời hạn thì ghi ngày hết; không thì để trống."
    ),
    "end-authorisation": of_form(
        "Ghi từ ngày nào đảng ủy cơ sở thôi được ủy quyền. Quyết định kết nạp đã ban hành trước ngày ấy giữ nguyên."
    ),
    "take-back-authorisation": of_form(
        "Bỏ một ủy quyền ghi nhầm, ghi rõ vì sao. Nơi đã được ủy quyền và nay thôi thì ghi thôi ủy quyền, không bỏ."
    ),
    "year": Help(
        "Kết nạp của nơi mình trong một thời gian: so với chỉ tiêu và cùng kỳ năm trước, từng nơi có bao nhiêu hồ sơ "
        "ở đâu, mỗi bước mất bao nhiêu ngày, đảng viên dự bị còn bao lâu. Chọn ngày rồi bấm “Xem”; bấm số để xem tên.",
        ADMIT,
    ),
    "year-names": Help(
        "Những người đứng sau một con số của trang Kết nạp trong năm, xếp theo tên, kể cả khi xem một ngày đã qua. "
        "Bấm tên để mở hồ sơ; bấm dòng đầu trang để quay lại các con số.",
        ADMIT,
    ),
    "targets": Help(
        "Mỗi tổ chức cơ sở được giao kết nạp bao nhiêu người trong năm, giao ngày nào, theo văn bản nào. Giao lại thì "
        "số mới tính từ ngày giao, số trước vẫn xem được. Cán bộ tổ chức ghi ở đây; nơi khác chỉ xem.",
        ADMIT,
    ),
    "set-target": of_form(
        "Ghi một tổ chức cơ sở được giao kết nạp bao nhiêu người trong năm nào, giao ngày nào, theo văn bản nào. Đã "
        "giao mà nay giao lại thì ghi thêm văn bản mới, không bỏ số trước."
    ),
    "take-back-target": of_form(
        "Bỏ một chỉ tiêu ghi nhầm, ghi rõ vì sao. Nếu trước đó đã giao một số khác cho năm ấy thì số ấy được tính lại."
    ),
}
