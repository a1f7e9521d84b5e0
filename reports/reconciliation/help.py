"""Help on the pages of a reconciliation."""

from members.help import Help, form

RECONCILE = "đợt-đối-khớp-của-cả-đảng-bộ"
SETTLE = "giải-quyết-điểm-lệch"

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
    "round-overview": Help(
        "Cả đợt trên một trang: nơi nào đã gửi, đã ký, lệch bao nhiêu, mỗi trường hợp đang chờ ai, hạn giấy tờ nào gần "
        "nhất, và các đợt trước bên cạnh. Bấm một con số để xem tên. Bấm “In báo cáo” để lấy bản trình ban thường vụ.",
        RECONCILE,
    ),
    "round-cases": Help(
        "Những người đứng sau một con số của trang tổng hợp, sắp theo tên, mỗi người lệch gì và đến đâu. Bấm tên để mở "
        "trang giải quyết điểm ấy, hoặc câu trả lời đã ghi.",
        RECONCILE,
    ),
    "add-committees": form(
        "Đợt đã mở mà còn thiếu nơi nào thì đánh dấu nơi ấy ở đây. Chỉ những tổ chức cơ sở đảng có vào ngày cuối kỳ "
        "mới hiện ra. Nơi đã ở trong đợt không hiện nữa.",
        RECONCILE,
    ),
    "postpone": form(
        "Cho một nơi gửi muộn hơn hạn của đợt, có lý do. Hạn mới phải sau hạn đang có; đã gửi rồi thì không gia hạn "
        "nữa. Lý do được giữ trong lịch sử của tổ chức ấy. Gia hạn nhầm thì bấm “Rút gia hạn” ở trang của nơi ấy.",
        RECONCILE,
    ),
    "reconciliation": Help(
        "Danh sách của cơ sở đặt cạnh sổ và cạnh điều hai bên ký lần trước, từng người một. Câu dưới mỗi người nói bên "
        "nào vừa đổi, nên làm gì, ai trả lời. Chọn nhóm ở trên để xem từng loại; xem thì không đổi gì trong sổ.",
        RECONCILE,
    ),
    "send-list": Help(
        "Gửi danh sách đảng viên đang có, kẻ bảng thế nào cũng được: chọn tệp, bấm “Gửi danh sách”. Mỗi chi bộ "
        "một tệp thì chọn tất cả một lần. Chương trình tìm từng người trong sổ rồi cho xem chỗ lệch; không nhận ra "
        "cột họ và tên thì hỏi cột nào. Gửi lại tệp đã sửa thì những tệp gửi sau thay mọi tệp gửi trước.",
        RECONCILE,
    ),
    "take-back-list": Help(
        "Danh sách đã gửi là của nơi khác, của kỳ khác thì rút ở đây, ghi vì sao. Danh sách rút đi không tính vào đâu: "
        "số của bên danh sách trên biên bản là của lần gửi cuối còn lại. Trang của nơi ấy còn ghi ai gửi, ai rút, vì "
        "sao.",
        RECONCILE,
    ),
    "list-reading": Help(
        "Tệp đã gửi được đọc như thế nào: cột nào là gì, dòng nào là người, dòng nào không phải. Cột không lưu chỉ "
        "hiện tiêu đề. Đọc sai thì chọn lại cột, hoặc ghi số dòng và chọn dòng ấy là gì, bấm “Đọc lại theo cách này”: "
        "danh sách được so lại, cách ấy được nhớ cho lần sau.",
        RECONCILE,
    ),
    "committee-numbers": form(
        "Đợt này chỉ đối khớp số lượng: ghi số của cơ sở vào ngày cuối kỳ, từng loại một. Chính thức cộng dự bị phải "
        "bằng tổng số. Ghi lại thì số mới thay số cũ; ghi nhầm thì bấm “Rút số lượng” ở trang của nơi ấy. Hai bên đã "
        "thống nhất biên bản thì không ghi lại được nữa.",
        RECONCILE,
    ),
    "difference": form(
        "Một điểm lệch của một người, ba bên cạnh nhau, và các cách trả lời. Cách chương trình đề nghị đã chọn sẵn "
        "nhưng chưa ghi; ghi xong thì sang người tiếp theo. Theo danh sách thì cần số hoặc ngày giấy tờ; chờ giấy tờ "
        "cần ngày; để cả hai cần lý do.",
        SETTLE,
    ),
    "answers": Help(
        "Những điểm hai bên đã trả lời, mới nhất đứng trước: chọn thế nào, ai chọn, ngày nào, đã làm đến đâu. Bấm "
        "“Chọn lại” để đổi, bấm “Rút” để bỏ: việc đã ghi vào sổ theo trả lời ấy được hoàn lại. Ký biên bản rồi thì "
        "không đổi nữa; bấm tên để mở hồ sơ, ghi giấy tờ đến sau.",
        SETTLE,
    ),
    "spelling": form(
        "Những họ tên chỉ khác cách viết: dấu đặt chỗ khác, i hay y. Xem cả hai cách viết của từng người rồi ghi một "
        "lần cho tất cả bằng nút “Ghi cho tất cả”. Có điểm nào vừa đổi thì chưa ghi gì và hiện lại để xem.",
        SETTLE,
    ),
    "minutes": Help(
        "Biên bản như lúc này: số của hai bên, đầu kỳ cộng tăng trừ giảm bằng cuối kỳ có tên từng người, các điểm lệch "
        "và cách xử lý. Bấm một số thống nhất để xem tên những người của số ấy; ký rồi thì là tên lúc ký. Mỗi bên bấm "
        "thống nhất phần mình; cả hai xong thì in, ký, rồi ghi số và ngày ký. Sổ đổi sau khi so thì bấm “So lại với "
        "sổ” trước.",
        RECONCILE,
    ),
    "confirm-on-paper": form(
        "Đảng ủy đã thống nhất trên giấy mà chưa bấm được trong chương trình: cán bộ ghi thay, nêu theo giấy tờ nào. "
        "Ghi rồi thì biên bản tính là hai bên đã thống nhất.",
        RECONCILE,
    ),
    "withdraw-on-paper": form(
        "Đã ghi thay đảng ủy theo giấy tờ mà ghi nhầm nơi, nhầm kỳ: rút lại, nêu vì sao. Đảng ủy tự bấm thống nhất thì "
        "đảng ủy tự thôi, cán bộ không rút thay.",
        RECONCILE,
    ),
    "sign-minutes": form(
        "Ghi số, ngày ký, người dự và số hồ sơ đang giữ của biên bản hai bên đã ký. Chương trình giữ đúng bản in ấy "
        "với tên từng người sau mỗi con số, và khóa đợt này; lần sau so với điều đã ký.",
        RECONCILE,
    ),
}
