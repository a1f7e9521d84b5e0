"""Help on the pages of a reconciliation."""

from members.help import Help, form

RECONCILE = "đợt-đối-khớp-của-cả-đảng-bộ"

PAGES = {
    "rounds": Help(
        "Các đợt đối khớp danh sách đảng viên giữa cơ sở và cấp trên, đợt mới nhất đứng trước, mỗi đợt đã có mấy nơi "
        "gửi. Bấm tên đợt để xem từng nơi. Cán bộ tổ chức bấm “Mở đợt đối khớp” vào cuối mỗi kỳ.",
        RECONCILE,
    ),
    "open-round": form(
        "Mở một đợt: kỳ nào, so vào ngày nào, gửi đến hạn nào. Không chọn nơi nào thì mở với mọi tổ chức cơ sở đảng "
        "có vào ngày cuối kỳ. Bấm “Mở đợt” thì trang Hôm nay của từng nơi nhắc gửi danh sách.",
        RECONCILE,
    ),
    "round": Help(
        "Từng nơi trong đợt: đã gửi chưa, quá hạn mấy ngày, lệch bao nhiêu điểm theo loại. Nơi quá hạn đứng trước. "
        "Bấm tên để xem từng người lệch, hoặc để gia hạn cho riêng nơi ấy.",
        RECONCILE,
    ),
    "add-committees": form(
        "Đợt đã mở mà còn thiếu nơi nào thì đánh dấu nơi ấy ở đây. Chỉ những tổ chức cơ sở đảng có vào ngày cuối kỳ "
        "mới hiện ra. Nơi đã ở trong đợt không hiện nữa.",
        RECONCILE,
    ),
    "postpone": form(
        "Cho một nơi gửi muộn hơn hạn của đợt, có lý do. Hạn mới phải sau hạn đang có; đã gửi rồi thì không gia hạn "
        "nữa. Lý do được giữ trong lịch sử của tổ chức ấy.",
        RECONCILE,
    ),
    "reconciliation": Help(
        "Danh sách của cơ sở đặt cạnh sổ và cạnh điều hai bên ký lần trước, từng người một. Câu dưới mỗi người nói bên "
        "nào vừa đổi, nên làm gì, ai trả lời. Chọn nhóm ở trên để xem từng loại; xem thì không đổi gì trong sổ.",
        RECONCILE,
    ),
    "send-list": Help(
        "Gửi danh sách đảng viên đang có, kẻ bảng thế nào cũng được: chọn tệp, bấm “Gửi danh sách”. Chương trình tìm "
        "từng người trong sổ rồi cho xem chỗ lệch. Gửi lại tệp đã sửa thì tệp mới thay tệp cũ.",
        RECONCILE,
    ),
    "list-reading": Help(
        "Tệp đã gửi được đọc như thế nào: cột nào là gì, dòng nào là người, dòng nào không phải. Cột không lưu chỉ "
        "hiện tiêu đề. Đọc sai thì chọn lại cột, bấm “Đọc lại theo cách này”; cách ấy được nhớ cho lần sau.",
        RECONCILE,
    ),
    "committee-numbers": form(
        "Đợt này chỉ đối khớp số lượng: ghi số của cơ sở vào ngày cuối kỳ, từng loại một. Chính thức cộng dự bị phải "
        "bằng tổng số. Ghi lại thì số mới thay số cũ.",
        RECONCILE,
    ),
    "minutes": Help(
        "Biên bản như lúc này: số của hai bên, đầu kỳ cộng tăng trừ giảm bằng cuối kỳ có tên từng người, các điểm lệch "
        "và cách xử lý. Mỗi bên bấm thống nhất phần mình; cả hai xong thì in, ký, rồi ghi số và ngày ký.",
        RECONCILE,
    ),
    "confirm-on-paper": form(
        "Đảng ủy đã thống nhất trên giấy mà chưa bấm được trong chương trình: cán bộ ghi thay, nêu theo giấy tờ nào. "
        "Ghi rồi thì biên bản tính là hai bên đã thống nhất.",
        RECONCILE,
    ),
    "sign-minutes": form(
        "Ghi số, ngày ký và người dự của biên bản hai bên đã ký. Chương trình giữ đúng bản in ấy với tên từng người "
        "sau mỗi con số, và khóa đợt này; lần sau so với điều đã ký.",
        RECONCILE,
    ),
}
