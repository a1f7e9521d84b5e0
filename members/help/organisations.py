"""Help on pages about one organisation and about plans that change many."""

from members.help import KEPT, PLAN, TREE, TREND, WAYS, Help, form

ONE = {
    "organisation": Help(
        "Trang của một tổ chức: số đảng viên, tổ chức trực thuộc, cấp ủy và những lần đổi tên, đổi cấp trên. Bấm "
        "một con số để xem tên từng người, bấm “Danh sách đảng viên” để xem và in danh sách. Việc ghi mới nằm ở "
        "“Làm việc khác”.",
        WAYS,
    ),
    "findings": Help(
        "Những hồ sơ cần xem lại của tổ chức này và mọi nơi bên dưới: từng điểm bao nhiêu người, tăng hay giảm so với "
        "một năm trước, nơi nào nhiều nhất. Bấm “Xem tên để sửa” để ra danh sách, mở từng hồ sơ mà sửa. Số của các quý "
        "trước là điều hôm nay biết về những ngày ấy.",
        TREND,
    ),
    "organisation-history": Help(
        "Mọi việc đã ghi về tổ chức này, mới nhất ở trên: lập, đổi tên, chức vụ, vai trò. Chỉ để đọc. Bấm tên việc "
        "để xem trước và sau; việc ghi nhầm thì cán bộ tổ chức hoàn lại từ đó.",
        KEPT,
    ),
    "create-organisation": form(
        "Lập một chi bộ, đảng bộ mới dưới tổ chức này, từ ngày ghi trong quyết định. Bấm “Ghi vào sổ” thì tổ chức "
        "có trang riêng và nhận được đảng viên. Nhiều tổ chức theo một quyết định thì dùng phương án sắp xếp.",
        TREE,
    ),
    "rename-organisation": form(
        "Đổi tên, tên gọi tắt hoặc mã của tổ chức từ một ngày. Danh sách của những ngày trước vẫn mang tên cũ. Đổi "
        "nhầm thì hoàn lại việc ấy ở lịch sử của tổ chức.",
        TREE,
    ),
    "change-kind": form(
        "Ghi tổ chức được nâng, chuyển loại, ví dụ chi bộ thành đảng bộ bộ phận, hoặc đổi loại hình. Có hiệu lực từ "
        "ngày đã ghi; danh sách ngày cũ không đổi. Loại mới không nhận đảng viên thì chuyển người đi trước.",
        TREE,
    ),
    "set-area": form(
        "Đánh dấu những thôn, tổ dân phố mà chi bộ phụ trách. Nhờ đó chương trình biết đảng viên nào cư trú ngoài "
        "địa bàn. Thôn chưa có trong danh sách thì điền bảng địa bàn ở trang còn thiếu gì.",
        TREE,
    ),
    "move-organisation": form(
        "Chuyển tổ chức, cùng mọi tổ chức và đảng viên ở dưới, sang trực thuộc cấp trên khác. Từ ngày ấy nơi mới "
        "thấy và nơi cũ thôi thấy. Xem kỹ tên cấp trên mới trước khi bấm “Ghi vào sổ”.",
        TREE,
    ),
    "close-organisation": form(
        "Ghi tổ chức kết thúc hoạt động. Phải chuyển hết đảng viên và tổ chức trực thuộc trước; còn ai thì chương "
        "trình nêu tên. Chọn “Nơi kế tục” để nơi ấy còn xem được danh sách cũ; tài khoản theo sang, chờ xác nhận.",
        TREE,
    ),
    "hold-office": form(
        "Ghi một người giữ chức vụ trong cấp ủy, từ ngày nào, theo quyết định nào. Bí thư ghi ở đây là người ký "
        "trên bản in của tổ chức; đang có bí thư thì đánh dấu “Thay đồng chí” để người ấy thôi giữ từ cùng ngày. Cả "
        "cấp ủy đổi sau đại hội thì dùng “Ghi kết quả đại hội” cho nhanh.",
        TREE,
    ),
    "congress": form(
        "Ghi một lần cả cấp ủy sau đại hội hoặc khi được chỉ định. Tên người đang giữ có sẵn; sửa cho đúng kết quả. "
        "Bấm “Ghi vào sổ” thì ai không còn tên sẽ thôi giữ, người được bầu lại bắt đầu nhiệm kỳ mới từ ngày đó, nên "
        "soát đủ tên trước khi bấm. Quyết định chuẩn y đến sau: gửi lại với đúng ngày ấy, ghi quyết định.",
        TREE,
    ),
    "correct-term": form(
        "Sửa ngày một lần thay đổi của tổ chức (lập, đổi tên, đổi cấp trên) đã ghi sai ngày. Danh sách của những "
        "ngày giữa ngày cũ và ngày mới sẽ khác đi. So với quyết định rồi ghi lý do.",
        TREE,
    ),
    "correct-closing": form(
        "Sửa ngày kết thúc, nơi kế tục hoặc quyết định đã ghi sai. Chức vụ thôi theo việc kết thúc đổi theo ngày mới; "
        "đổi nơi kế tục thì tài khoản chờ xác nhận ở nơi mới. Tổ chức thật ra còn hoạt động: hoàn lại việc kết thúc.",
        TREE,
    ),
    "correct-office": form(
        "Sửa chức vụ, ngày hoặc quyết định của một lần giữ chức vụ ghi sai. Người ấy thật sự thôi chức thì bấm "
        "“Thôi giữ” ở mục cấp ủy. Ghi nhầm người thì sửa không được: hoàn lại việc ghi ấy.",
        TREE,
    ),
    "end-office": form(
        "Ghi ngày một người thôi giữ chức vụ, theo quyết định. Người ấy vẫn là đảng viên của chi bộ, chỉ không còn "
        "ở mục cấp ủy. Nếu bí thư đổi thì nhớ giao vai trò cho người mới ở trang tài khoản.",
        TREE,
    ),
}

MANY = {
    "reorganisations": Help(
        "Các phương án sắp xếp tổ chức: nháp, đã ghi, đã hoàn lại. Bấm “Lập phương án” để bắt đầu một phương án "
        "mới; lập nháp không đổi gì trong sổ. Chỉ một tổ chức thay đổi thì làm ở trang tổ chức ấy cho gọn.",
        PLAN,
    ),
    "draw-reorganisation": form(
        "Đặt tên phương án, ngày có hiệu lực và quyết định; những việc cụ thể thêm ở trang sau. Bấm “Lập phương án” "
        "chỉ tạo bản nháp. Chưa có số quyết định thì để trống, ghi sau.",
        PLAN,
    ),
    "reorganisation": Help(
        "Một phương án, xem trước cả: từng việc, việc nào chưa được và vì sao, số đảng viên trước và sau. Bấm “Ghi "
        "cả phương án vào sổ” thì ghi hết một lần, hoặc không ghi gì nếu còn vướng. Ghi rồi vẫn hoàn lại cả đợt "
        "được.",
        PLAN,
    ),
    "change-reorganisation": form(
        "Sửa tên, ngày có hiệu lực hoặc quyết định của phương án còn nháp. Đổi ngày thì chương trình xét lại từng "
        "việc theo sổ của ngày mới. Bấm “Lưu phương án” chỉ lưu bản nháp.",
        PLAN,
    ),
    "reorganisation-step": Help(
        "Danh sách từng người trước và sau một việc của phương án, để soát tên trước khi ghi; chuyển cấp trên thì của "
        "cấp trên cũ và mới. Người đi, người mới đến có chữ nhận ra. Thấy thiếu hay thừa ai thì bỏ việc ấy rồi "
        "thêm lại.",
        PLAN,
    ),
    "reorganisation-nhap": form(
        "Thêm việc nhập một hay nhiều tổ chức vào một nơi: nơi đang hoạt động, hoặc tổ chức mới lập ở cuối trang. "
        "Đảng viên sang nơi nhận, tổ chức được nhập kết thúc. Bấm “Thêm vào phương án” vẫn chưa ghi gì vào sổ.",
        PLAN,
    ),
    "reorganisation-tach": Help(
        "Thêm việc tách một chi bộ: chọn chi bộ, bấm “Xem đảng viên”, rồi chọn từng người hoặc cả thôn sẽ đi. Chi "
        "bộ cũ vẫn hoạt động với người còn lại. Tách hết thì phần cuối dùng việc nhập.",
        PLAN,
    ),
    "reorganisation-cap-tren": form(
        "Thêm việc chuyển một hay nhiều tổ chức sang trực thuộc nơi khác, cùng tất cả những gì ở dưới. Đánh dấu tổ "
        "chức, chọn nơi trực thuộc, bấm “Thêm vào phương án”. Thêm nhầm thì bỏ việc ấy ở trang phương án.",
        PLAN,
    ),
    "reorganisation-ten": form(
        "Thêm việc đổi tên, đổi mã cho nhiều tổ chức cùng lúc: gõ tên mới vào dòng của tổ chức đổi tên, dòng khác "
        "để trống. Tên mới có từ ngày hiệu lực của phương án; tên cũ còn trong danh sách ngày cũ.",
        PLAN,
    ),
    "reorganisation-loai": form(
        "Thêm việc đổi loại cho các tổ chức đánh dấu, ví dụ chi bộ cơ sở thành chi bộ trực thuộc đảng bộ xã. Loại "
        "mới không hợp với nơi trực thuộc thì trang phương án nêu vì sao chưa được.",
        PLAN,
    ),
    "reorganisation-ket-thuc": form(
        "Thêm việc kết thúc những tổ chức không còn ai vào ngày hiệu lực. Tổ chức còn đảng viên thì dùng việc nhập "
        "để chuyển người sang nơi khác. Chọn nơi kế tục để còn xem được danh sách cũ.",
        PLAN,
    ),
    "reorganisation-lap": form(
        "Thêm việc lập một tổ chức mới trong phương án, để các việc sau chuyển người hoặc chi bộ vào đó. Mã của tổ "
        "chức kết thúc trong cùng phương án dùng lại được. Kiểm tra nơi trực thuộc trước khi thêm.",
        PLAN,
    ),
    "reorganisation-bang": Help(
        "Đã có bảng sắp xếp trong Excel thì chép các dòng rồi dán vào ô, theo thứ tự cột ghi trên trang. Bấm “Thêm "
        "vào phương án”; dòng nào chưa đọc được, chương trình nêu số dòng và không thêm dòng nào.",
        PLAN,
    ),
    "take-back-reorganisation": form(
        "Dùng khi quyết định bị thu hồi hoặc cả đợt ghi nhầm. Bấm “Hoàn lại cả đợt” thì tổ chức, nơi sinh hoạt, "
        "chức vụ trở lại như trước; vai trò đã theo sang nơi mới thì thôi. Đã có việc ghi sau dựa vào đợt này thì "
        "trang nêu từng việc phải hoàn lại trước.",
        PLAN,
    ),
}

PAGES = ONE | MANY
