"""Help on pages that show, print, read and compare lists."""

from members.help import COMPARE, IMPORT, OWN_LIST, ROSTER, WAYS, Help

PAGES = {
    "today": Help(
        "Trang đầu mỗi ngày: bên trái là việc chờ đồng chí, việc quá hạn đứng trước; bên phải là các tổ chức trực "
        "thuộc. Bấm vào tên việc hoặc nút bên cạnh để làm. Không có việc nào thì trang nói rõ.",
        WAYS,
    ),
    "find": Help(
        "Tìm người hoặc tổ chức trong phạm vi của mình: gõ một phần tên, có dấu hay không, hoặc số thẻ, rồi bấm "
        "“Tìm”. Không thấy thì gõ ít chữ hơn, hoặc thêm năm sinh; người ngoài phạm vi và người đã ra không hiện.",
        WAYS,
    ),
    "people": Help(
        "Tên những người được đếm vào một con số, 50 người một trang, sắp theo tên. Bấm tên để mở hồ sơ, bấm một "
        "chữ cái để nhảy đến tên bắt đầu bằng chữ ấy. Muốn thêm điều kiện thì bấm “Lọc thêm, chọn cột”.",
        WAYS,
    ),
    "roster": Help(
        "Danh sách đảng viên của tổ chức vào một ngày, cuối trang là phần tổng hợp. Chọn mẫu, ghi mục đích rồi bấm "
        "“In danh sách”: tệp được làm ở trang “Việc đang chạy”. Danh sách ngày cũ: gõ ngày vào “Xem như ngày” "
        "trước.",
        ROSTER,
    ),
    "own-list": Help(
        "Tự chọn ai có tên và những cột nào: mở “Chọn người, chọn cột”, đánh dấu, bấm “Xem danh sách”. Vừa ý thì "
        "lấy tệp để in, hoặc đặt tên và bấm “Giữ danh sách” cho lần sau. Xem hay giữ đều không đổi gì trong sổ.",
        OWN_LIST,
    ),
    "own-lists": Help(
        "Những danh sách đồng chí hoặc người cùng đơn vị đã giữ. Mở ra là danh sách tính theo hôm nay, chỉ gồm "
        "người trong phạm vi của mình. Bấm “Bỏ” chỉ bỏ cách chọn đã giữ, không động đến đảng viên nào.",
        OWN_LIST,
    ),
    "jobs": Help(
        "Những tệp đã yêu cầu in và những danh sách dài đang được đọc, so, ghi. Thấy “Xong” thì bấm “Lấy tệp”. Chỉ "
        "đồng chí thấy việc của mình; có thể làm việc khác trong lúc chờ.",
        ROSTER,
    ),
    "job": Help(
        "Một việc chạy lâu: đã đến bước nào, còn chờ gì. Xong thì nút lấy tệp hiện ra ngay ở đây. Việc dừng giữa "
        "chừng thì bấm “Thử lại”; vẫn không được thì báo quản trị máy chủ kèm giờ yêu cầu.",
        ROSTER,
    ),
    "imports": Help(
        "Đưa danh sách có sẵn trong Excel vào sổ: chọn tệp, bấm “Đọc tệp”. Chương trình chỉ đọc và cho xem, chưa "
        "ghi gì. Danh sách của riêng một nơi thì chọn nơi ấy; lần nhập đầu thì đánh dấu lập tổ chức chưa có.",
        IMPORT,
    ),
    "import": Help(
        "Chương trình cho xem đã đọc trang tính ra sao: mỗi cột là gì, dòng nào là người. Cột đọc sai thì chọn lại "
        "rồi bấm “Đọc lại theo cách này”; đúng hết thì bấm “Đúng rồi” để so với sổ. Đến bước này chưa ghi gì.",
        IMPORT,
    ),
    "import-reading": Help(
        "Một trang tính của tệp đã gửi, với số dòng và chữ cột như trong Excel. Soát dòng tiêu đề và các cột của "
        "trang này; chỗ gạch chân là chỗ phải đoán. Các trang tính khác chọn ở đầu trang.",
        IMPORT,
    ),
    "import-problems": Help(
        "Mọi chỗ đọc không chắc trong tệp, cả những chỗ không hiện hết ở trang đọc. Bấm một chỗ để đến đúng ô. Sửa "
        "ngay trong tệp Excel rồi gửi lại, hoặc để nguyên và xử lý ở hồ sơ từng người sau khi nhập.",
        IMPORT,
    ),
    "import-plan": Help(
        "Bước cuối trước khi ghi: từng dòng sẽ thêm mới, sửa, không đổi hay không nhận. Bấm nút ghi thì ghi cả hoặc "
        "không dòng nào; dòng không nhận được để lại và nói rõ mấy dòng. Chưa yên tâm thì bấm “Xem lại cách đọc”. "
        "Có dòng đổi điều đã ký trong biên bản đối khớp thì ghi lý do trước.",
        IMPORT,
    ),
    "comparisons": Help(
        "So danh sách đảng ủy gửi với sổ mà không ghi gì. Chọn tệp, ghi ngày đối chiếu rồi bấm “Đối chiếu”. Tệp có "
        "nhiều trang tính thì mỗi trang tự tìm đảng bộ theo tên ở đầu trang hoặc ở các dòng tên chi bộ.",
        COMPARE,
    ),
    "comparison": Help(
        "Kết quả so danh sách với sổ, ba phần: cần xem, chỉ có trong danh sách, chỉ có trong sổ. Bấm tên để mở hồ "
        "sơ và sửa nếu sổ sai; danh sách sai thì báo đảng ủy. Sổ đổi rồi thì bấm “Đối chiếu lại”.",
        COMPARE,
    ),
}
