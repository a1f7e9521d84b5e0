"""Help on pages about signing in, accounts and the office itself."""

from members.help import ACCOUNTS, KINDS, OFFICE, RIGHTS, SIGN_IN, Help, form

PAGES = {
    "login": Help(
        "Gõ tên đăng nhập và mật khẩu văn phòng đã đưa, rồi bấm “Đăng nhập”. Gõ sai năm lần thì phải chờ 15 phút. "
        "Không vào được thì gặp văn phòng, mang theo giấy tờ tùy thân; đừng mượn tên của người khác.",
        SIGN_IN,
    ),
    "password": Help(
        "Đặt mật khẩu của riêng mình: gõ mật khẩu đang dùng, rồi hai lần mật khẩu mới, ít nhất 12 chữ. Bấm “Đổi mật "
        "khẩu” thì những máy khác đang dùng tên này bị đăng xuất. Nên chọn một câu dễ nhớ có dấu cách.",
        SIGN_IN,
    ),
    "first-start": Help(
        "Làm một lần khi sổ còn trống: tên cơ quan, người ký, và hai tài khoản đầu tiên. Bấm “Bắt đầu sổ” thì hiện "
        "hai mật khẩu đầu, chỉ hiện một lần, nên có sẵn giấy bút. Mục nào ghi sai đều sửa được về sau.",
        OFFICE,
    ),
    "beginning": Help(
        "Những việc phải có để làm việc với sổ, việc nào đã xong và việc nào còn thiếu. Làm từ trên xuống, bỏ dở "
        "lúc nào cũng được. Việc sao lưu do quản trị máy chủ đặt, không làm ở trang này.",
        OFFICE,
    ),
    "office": form(
        "Tên cơ quan, cơ quan cấp trên, địa danh, người ký: những chữ đứng trên mọi bản in. Chọn mục, gõ nội dung, "
        "ngày bắt đầu rồi bấm “Ghi cài đặt”. Đổi người ký thì ghi thêm với ngày mới; bản in ngày cũ vẫn mang tên "
        "cũ. Ghi nhầm ngày thì bấm “Bỏ”; cuối trang là ai đã ghi gì, lúc nào.",
        OFFICE,
    ),
    "take-back-setting": Help(
        "Bỏ một mục cài đặt đã ghi nhầm ngày. Ghi lý do rồi bấm “Ghi vào sổ”; nội dung đứng trước mục ấy lại đúng cho "
        "những ngày đó. Chỉ sai chữ mà đúng ngày thì không cần bỏ: ghi lại mục ấy với đúng ngày ấy.",
        OFFICE,
    ),
    "holidays": form(
        "Các ngày nghỉ lễ và ngày làm bù, dùng khi tính hạn theo ngày làm việc. So với thông báo nghỉ của cơ quan; "
        "thiếu thì điền rồi bấm “Ghi ngày”, sai thì bấm “Bỏ”. Không ghi thì chỉ thứ Bảy, Chủ nhật là ngày nghỉ.",
        OFFICE,
    ),
    "remove-holiday": Help(
        "Bỏ một ngày nghỉ hoặc ngày làm bù đã ghi sai. Ghi lý do rồi bấm “Ghi vào sổ”; các thời hạn đang chạy được "
        "tính lại. Ngày chỉ sai tên thì bỏ ở đây rồi ghi lại với tên đúng.",
        OFFICE,
    ),
    "kinds": form(
        "Các loại tổ chức của sổ, loại nào đứng dưới loại nào, mỗi loại hôm nay có mấy tổ chức. Có một cấp mới thì ghi "
        "tên, chọn những loại nó đứng dưới rồi bấm “Thêm loại”; sau đó mở loại đứng dưới nó để chọn thêm cấp trên ấy.",
        KINDS,
    ),
    "correct-kind": Help(
        "Sửa tên một loại tổ chức, hay những loại mà nó đứng dưới. Chọn lại, ghi lý do rồi bấm “Ghi vào sổ”. Tổ chức "
        "đã đứng ở đâu thì vẫn ở đó, kể cả khi loại ấy không còn được chọn.",
        KINDS,
    ),
    "retire-kind": Help(
        "Bỏ một cấp hay một hình thức tổ chức mà không động đến những gì đã có. Gõ ngày thôi dùng rồi bấm “Ghi vào "
        "sổ”. Phương án sắp xếp còn cần loại này thì chương trình nêu tên phương án.",
        KINDS,
    ),
    "take-kind-back": Help(
        "Dùng lại một loại tổ chức đã ghi là thôi dùng. Ghi lý do rồi bấm “Ghi vào sổ”; từ đó lại lập mới và đổi sang "
        "loại này được, cả cho những ngày đã qua.",
        KINDS,
    ),
    "sheet": Help(
        "Điền nhiều dòng một lúc bằng Excel: ghi mục đích, bấm “Lấy bảng để điền”, điền, rồi chọn tệp và bấm "
        "“Đọc bảng”. Chương trình cho xem sẽ ghi gì trước khi ghi. Dòng để trống được bỏ qua, nên điền đến đâu gửi đến "
        "đó được.",
        OFFICE,
    ),
    "filled-sheet": Help(
        "Bảng đã điền được đọc như sau, từng dòng sẽ ghi gì. Dòng chưa ghi được nêu ô nào và vì sao: sửa trong "
        "Excel rồi gửi lại. Đúng cả thì bấm “Đúng rồi, ghi vào sổ”; chưa bấm thì chưa có gì được ghi.",
        OFFICE,
    ),
    "rules": Help(
        "Những con số chương trình dùng khi kiểm tra: tuổi, thời hạn, tỷ lệ, với văn bản nguồn và mức chắc chắn. "
        "Chỉ để đọc. Thấy số nào khác với văn bản mới thì báo người bảo trì chương trình.",
        OFFICE,
    ),
    "accounts": Help(
        "Những ai đăng nhập được vào sổ, lần cuối vào lúc nào. Bấm tên đăng nhập để xem vai trò, khóa, mở khóa. Có "
        "người mới thì bấm “Lập tài khoản”, rồi quản trị hệ thống giao vai trò và cán bộ tổ chức xác nhận.",
        ACCOUNTS,
    ),
    "create-account": Help(
        "Lập tài khoản cho một người: tên đăng nhập không dấu và họ tên đầy đủ. Bấm “Ghi vào sổ” thì mật khẩu đầu "
        "hiện ra một lần duy nhất; chép ra giấy, đưa tận tay. Tài khoản chưa có vai trò thì chưa xem được gì.",
        ACCOUNTS,
    ),
    "account": Help(
        "Một tài khoản: đang giữ vai trò nào, ở đâu, đang đăng nhập từ máy nào. Các nút ở cuối trang giao vai trò, "
        "cấp lại mật khẩu, khóa hoặc mở khóa. Người thôi việc: “Thôi vai trò” trước rồi mới khóa; không xóa tài "
        "khoản.",
        ACCOUNTS,
    ),
    "account-history": Help(
        "Tài khoản này đã làm những việc gì; đăng nhập sai, đổi mật khẩu lúc nào; ai giao, ai xác nhận vai trò. Chỉ để "
        "đọc. Thấy việc lạ, hoặc đăng nhập vào giờ không ai làm việc, thì khóa tài khoản và hỏi lại người dùng.",
        ACCOUNTS,
    ),
    "grant-role": Help(
        "Giao cho tài khoản một vai trò tại một tổ chức: người ấy xem và làm được trong tổ chức đó và mọi tổ chức ở "
        "dưới. Bấm “Ghi vào sổ” rồi cán bộ tổ chức phải xác nhận thì mới có hiệu lực.",
        ACCOUNTS,
    ),
    "waiting-roles": Help(
        "Những vai trò đã giao mà chưa có người thứ hai xác nhận, theo từng đảng bộ; chưa xác nhận thì tài khoản chưa "
        "xem được gì. Bỏ dấu người nào chưa chắc rồi bấm “Xác nhận các vai trò đã đánh dấu”. Vai trò do chính mình "
        "giao thì phải người khác xác nhận.",
        ACCOUNTS,
    ),
    "end-role": Help(
        "Ghi ngày một người thôi vai trò, ví dụ khi thôi bí thư. Từ ngày ấy người này không còn xem được phần của "
        "tổ chức đó; những gì họ đã ghi vẫn còn. Ghi nhầm thì giao lại vai trò và xác nhận lại.",
        ACCOUNTS,
    ),
    "slips": Help(
        "In phiếu mật khẩu đầu cho những người chưa đặt mật khẩu của mình, mỗi đảng bộ một tập để cắt rời. Bấm “In "
        "phiếu” thì mật khẩu đầu mới được đặt, phiếu cũ không dùng được nữa. Chỉ đánh dấu người sẽ được đưa phiếu.",
        ACCOUNTS,
    ),
    "reset-password": Help(
        "Mật khẩu đầu vừa được đặt cho tài khoản này và chỉ hiện ở đây, một lần. Chép ra giấy, đưa tận tay người "
        "dùng; họ đổi ngay khi đăng nhập. Lỡ rời trang mà chưa chép thì cấp lại lần nữa.",
        ACCOUNTS,
    ),
    "confirm-renewal": Help(
        "Đồng chí là người thứ hai xác nhận việc cấp lại mật khẩu này, nên mật khẩu đầu chỉ hiện cho đồng chí. Hỏi "
        "người dùng có nhờ cấp lại không, chép ra giấy rồi đưa tận tay; người đề nghị không xem được. Không phải người "
        "ấy nhờ thì bấm “Bỏ đề nghị”, hoặc khóa tài khoản (đề nghị cũng được bỏ) và hỏi quản trị hệ thống.",
        ACCOUNTS,
    ),
    "roles": Help(
        "Bảng cho biết vai trò nào xem gì và làm được việc gì; vai trò của đồng chí có chữ “đồng chí” ở đầu cột. "
        "Chỉ để đọc. Cần làm việc mà vai trò mình không có thì đề nghị cán bộ tổ chức.",
        RIGHTS,
    ),
}
