"""Help on pages about one person: the record, what is entered, what is corrected."""

from members.help import CORRECT, DEPART, DOUBLES, ENTER, EXEMPT, KEPT, MOVE, NAMES, PAPER, PERSON, Help, form

RECORD = {
    "person": Help(
        "Hồ sơ của một đảng viên: bên trái là quá trình theo ngày, bên phải là những mục của nhân thân, đảng tịch. "
        "Bấm “Sửa” hoặc “Đề nghị sửa” cạnh chỗ sai; việc mới thì chọn ở “Ghi việc mới”. Muốn biết một ngày cũ sổ "
        "ghi thế nào, gõ ngày vào “Xem như ngày”. Mỗi lần mở hồ sơ đều được ghi lại.",
        PERSON,
    ),
    "card": Help(
        "Trang này cho xem đủ các chữ số của số thẻ, một lần. Lần xem đã được ghi lại với tên đồng chí. Xem xong "
        "bấm “Về hồ sơ”; số thẻ sai thì sửa hoặc đề nghị sửa ở hồ sơ.",
        PERSON,
    ),
    "person-history": Help(
        "Mọi việc đã ghi về người này: ai ghi, lúc nào, trước và sau, căn cứ gì; việc mới nhất ở trên. Chỉ để đọc; "
        "bấm tên một việc để xem đủ. Thấy một việc ghi nhầm thì báo cán bộ tổ chức hoàn lại.",
        KEPT,
    ),
    "line": Help(
        "Một việc đã ghi, xem trọn vẹn: ai làm, lúc nào, mục nào trước và sau ra sao, căn cứ gì. Không ai sửa hay "
        "xóa được dòng này. Cán bộ tổ chức ghi nhầm thì bấm “Hoàn lại việc này”, nếu nút ấy hiện ra.",
        KEPT,
    ),
    "revert": form(
        "Dùng khi một việc đã ghi là ghi nhầm. Bấm “Hoàn lại” thì sổ trở về như trước việc ấy; việc cũ và lần hoàn "
        "lại vẫn đọc được về sau. Nếu đã có việc ghi sau dựa vào đó, chương trình nêu ra để đồng chí hoàn lại việc "
        "sau trước.",
        KEPT,
    ),
    "viewed": Help(
        "Ai đã mở hồ sơ này, lúc nào, ở trang nào; bên dưới là ai xem được hôm nay. Khi đảng viên hỏi, ghi mục đích "
        "rồi bấm “In bản ghi cho đảng viên”: bản in nêu vai trò và đơn vị, không nêu tên người xem.",
        KEPT,
    ),
    "leaver": Help(
        "Người này đã ra khỏi danh sách nên hồ sơ khóa. Ghi mục đích rồi bấm “Mở hồ sơ”: hồ sơ mở trong 30 phút, "
        "mục đích được giữ cùng lần xem. Không có việc cần thì bấm “Không ghi, quay lại”.",
        DEPART,
    ),
    "merge-with": Help(
        "Những người trong sổ có thể cũng là người này: cùng số thẻ, cùng tên và ngày sinh, hoặc gần như vậy. Bấm “So "
        "hai hồ sơ” để xem hai bên cạnh nhau; chưa có gì được ghi. Không chắc thì hỏi chi bộ trước.",
        DOUBLES,
    ),
    "merge": form(
        "Hai hồ sơ của một người, cạnh nhau. Chỗ nào hai bên ghi khác thì chọn bên đúng theo giấy tờ; chỗ chỉ một bên "
        "biết đã chọn sẵn. Bấm “Gộp hai hồ sơ” thì hồ sơ kia thành một phần của hồ sơ giữ lại. Gộp nhầm thì hoàn lại "
        "được ở hồ sơ giữ lại.",
        DOUBLES,
    ),
    "merged": Help(
        "Một lần gộp: ai gộp, căn cứ gì, mục nào chuyển sang, mục nào không lấy, và những việc trước đó về hồ sơ được "
        "gộp. Thấy gộp nhầm thì cán bộ tổ chức bấm “Hoàn lại việc gộp”.",
        DOUBLES,
    ),
    "undo-merge": form(
        "Tách lại hai hồ sơ đã gộp nhầm: mỗi mục về đúng hồ sơ cũ của nó. Việc nào ghi sau khi gộp mà dựa vào việc gộp "
        "thì chương trình nêu tên; hoàn lại việc ấy trước.",
        DOUBLES,
    ),
    "doubles": Help(
        "Những cặp hồ sơ giống một người hơn là hai, giống nhất đứng trước. Mở “Vì sao” để biết đã so những gì. Đúng "
        "là một người thì gộp, là hai người thì ghi lại để không bị hỏi nữa. Chương trình không tự gộp ai.",
        DOUBLES,
    ),
    "not-same": form(
        "Hai hồ sơ này là của hai người, ví dụ hai cha con cùng tên. Ghi căn cứ rồi bấm “Không phải một người”: từ nay "
        "chương trình không hỏi về cặp này nữa.",
        DOUBLES,
    ),
    "same-after-all": form(
        "Đã ghi hai hồ sơ không phải một người mà nay thấy chưa chắc. Ghi lý do rồi bấm “Bỏ ghi chú”; lần tìm sau "
        "chương trình hỏi lại về hai hồ sơ ấy.",
        DOUBLES,
    ),
    "unplaced": Help(
        "Những người có tên trong sổ mà hôm nay không sinh hoạt ở chi bộ nào, nên không vào danh sách nào. Mở từng "
        "người, chọn “Xếp vào chi bộ” ở “Ghi việc mới”. Chưa biết chi bộ nào thì hỏi đảng ủy trước khi xếp.",
        PERSON,
    ),
    "settle-finding": Help(
        "Lúc nhập danh sách có một giá trị chương trình không đọc được. Sửa chỗ ấy ở hồ sơ trước; xong thì ghi ở "
        "đây đã xử lý thế nào và bấm “Ghi vào sổ”, mục cần xem lại mất đi. Chưa rõ giá trị đúng thì khoan bấm.",
        CORRECT,
    ),
}

NEW = {
    "enter": form(
        "Ghi tên một đảng viên chưa có trong sổ, theo lý lịch và quyết định. Bấm “Ghi vào sổ” thì người ấy vào danh "
        "sách chi bộ từ ngày đã ghi. Nếu sổ đã có người giống vậy, chương trình nêu tên để đồng chí xem; mục nào "
        "chưa chắc thì để trống, sửa sau được.",
        ENTER,
    ),
    "recognise": form(
        "Ghi quyết định công nhận một đảng viên dự bị là chính thức. Ngày chính thức là ngày hết 12 tháng dự bị, dù "
        "chi bộ họp hay quyết định ký muộn. Bấm “Ghi vào sổ” thì từ ngày ấy người này được đếm là chính thức.",
        ENTER,
    ),
    "note-number": form(
        "Ghi số thẻ khi đảng viên được phát thẻ, hoặc khi sổ còn thiếu số. Gõ đủ các chữ số, cả số 0 ở đầu, theo "
        "thẻ. Số đang ghi nhưng sai thì không ghi ở đây: về hồ sơ bấm “Sửa” cạnh số ấy.",
        PERSON,
    ),
    "note-residence": form(
        "Ghi nơi cư trú mới từ ngày nào; nơi cũ tự hết vào ngày đó. Chọn địa bàn nếu có, để chương trình biết người "
        "này cư trú trong hay ngoài địa bàn chi bộ. Chỉ ghi thôn, tổ, xã; không cần số nhà.",
        PERSON,
    ),
    "place": form(
        "Xếp một người chưa có nơi sinh hoạt vào chi bộ. Bấm “Ghi vào sổ” thì người ấy có tên trong danh sách chi "
        "bộ từ ngày đã ghi. Người đang sinh hoạt ở chi bộ khác thì dùng “Chuyển sinh hoạt chính thức”.",
        MOVE,
    ),
    "move": form(
        "Chuyển đảng viên sang chi bộ khác, theo giấy giới thiệu. Bấm “Ghi vào sổ” thì từ ngày đã ghi người ấy được "
        "đếm ở chi bộ mới. Nơi đến chưa nhận thì để trống ngày tiếp nhận; khi nhận, nơi đó bấm “Tiếp nhận” ở hồ sơ.",
        MOVE,
    ),
    "receive": form(
        "Chi bộ mới xác nhận đảng viên chuyển đến đã có mặt. Ghi ngày tiếp nhận trên giấy giới thiệu rồi bấm “Ghi "
        "vào sổ”; từ đó việc chuyển sinh hoạt xong hẳn và nơi đi không còn mở được hồ sơ. Người chưa đến thì khoan "
        "ghi.",
        MOVE,
    ),
    "place-temporarily": form(
        "Dùng khi đảng viên đi xa có thời hạn, từ 3 tháng đến dưới 12 tháng. Người ấy vẫn được đếm ở chi bộ cũ; chi "
        "bộ nhận thấy tên ở phần tạm thời đến. Khi về, bấm “Kết thúc” ở dòng ấy trong hồ sơ.",
        MOVE,
    ),
    "exempt": form(
        "Ghi việc chi bộ cho miễn công tác và sinh hoạt, theo nghị quyết của chi bộ. Chỉ chọn điều khoản, không ghi "
        "bệnh hay hoàn cảnh. Miễn có hạn thì ghi ngày hết; miễn lâu dài thì để trống ô đó.",
        EXEMPT,
    ),
    "introduce": form(
        "Ghi việc giới thiệu đảng viên đang công tác về giữ mối liên hệ với chi bộ nơi cư trú. Người ấy vẫn sinh "
        "hoạt ở chi bộ của mình. Bấm “Ghi vào sổ” thì người này không còn bị nêu là chưa giới thiệu.",
        PERSON,
    ),
    "suspend": form(
        "Ghi quyết định đình chỉ sinh hoạt đảng, từ ngày nào đến ngày nào. Người bị đình chỉ vẫn có tên trong danh "
        "sách, kèm ghi chú. Ghi đúng số và ngày của quyết định; hết đình chỉ thì bấm “Kết thúc” ở dòng ấy trong hồ "
        "sơ.",
        PERSON,
    ),
    "discipline": form(
        "Ghi một hình thức kỷ luật đã có quyết định: khiển trách, cảnh cáo, cách chức. Khai trừ, xóa tên thì dùng "
        "“Ghi ra khỏi danh sách”. Chỉ ghi hình thức, ngày và số quyết định, không ghi nội dung vi phạm.",
        PERSON,
    ),
    "depart": form(
        "Dùng khi đảng viên từ trần, bị khai trừ, xóa tên, xin ra hoặc chuyển ra ngoài đảng bộ. Bấm “Ghi vào sổ” "
        "thì từ ngày ấy người này không còn trong danh sách, chức vụ và nơi sinh hoạt cùng hết, hồ sơ khóa lại. Ghi "
        "nhầm thì cán bộ tổ chức mở lại hồ sơ và hoàn lại được.",
        DEPART,
    ),
    "restore": form(
        "Đưa trở lại danh sách một người đã ra, khi có quyết định phục hồi. Chọn chi bộ sẽ sinh hoạt và ngày có "
        "hiệu lực rồi bấm “Ghi vào sổ”. Nếu trước đây ghi ra là do nhầm thì nên hoàn lại việc ghi ấy, không dùng "
        "trang này.",
        DEPART,
    ),
}

ENDED = {
    "end-temporary": form(
        "Đảng viên đi tạm thời đã trở về: ghi ngày về rồi bấm “Ghi vào sổ”. Từ ngày ấy chi bộ nhận không còn thấy "
        "tên ở phần tạm thời. Ngày về ghi sai thì sửa lại được ở dòng ấy trong hồ sơ.",
        MOVE,
    ),
    "end-exemption": form(
        "Ghi ngày một đảng viên hết được miễn và sinh hoạt trở lại. Từ ngày ấy người này được đếm như mọi đảng viên "
        "khác khi chi bộ họp. Chi bộ chưa có ý kiến thì khoan ghi.",
        EXEMPT,
    ),
    "end-suspension": form(
        "Ghi ngày hết đình chỉ sinh hoạt, khi hết hạn hoặc có quyết định cho sinh hoạt trở lại. Bấm “Ghi vào sổ” "
        "thì ghi chú đình chỉ mất đi từ ngày ấy. Muốn đổi cả ngày bắt đầu thì bấm “Sửa” ở hồ sơ.",
        PERSON,
    ),
    "end-introduction": form(
        "Ghi ngày đảng viên thôi giữ liên hệ với chi bộ nơi cư trú đã được giới thiệu đến, ví dụ vì chuyển nhà. Có "
        "nơi mới thì sau đó chọn “Giới thiệu về nơi cư trú” ở hồ sơ để ghi nơi mới.",
        PERSON,
    ),
}

CORRECTED = {
    "correct-member": form(
        "Sửa họ tên, giới tính, ngày sinh và các mục nhân thân ghi sai. Gõ cho đúng, ghi lý do sửa là giấy tờ nào, "
        "bấm “Ghi vào sổ”; hồ sơ giữ cả điều cũ, điều mới và người sửa. Chưa có giấy tờ làm căn cứ thì chưa nên "
        "sửa.",
        CORRECT,
    ),
    "change-name": form(
        "Dùng khi đảng viên đổi tên theo quyết định hộ tịch; tên chỉ gõ sai thì bấm “Sửa” ở hồ sơ. Ghi tên mới, từ "
        "ngày nào, theo quyết định nào: danh sách và bản in của những ngày trước vẫn ghi tên cũ.",
        NAMES,
    ),
    "correct-name-change": form(
        "Sửa ngày mang tên mới, tên cũ hoặc quyết định đổi tên đã ghi sai. Danh sách của những ngày giữa ngày cũ và "
        "ngày mới sẽ ghi tên khác đi. Ghi nhầm người thì hoàn lại việc ấy ở cuối hồ sơ.",
        NAMES,
    ),
    "correct-membership": form(
        "Sửa ngày vào Đảng, ngày chính thức và hai quyết định ấy. Ngày vào Đảng đổi thì tuổi Đảng đổi, và ngày bắt "
        "đầu sinh hoạt suy từ đó cũng đổi theo. Khác với quy định mà vẫn đúng thì chương trình hỏi giấy tờ cho "
        "phép.",
        PAPER,
    ),
    "correct-number": form(
        "Sửa một số thẻ đã ghi sai. So từng chữ số với thẻ, ghi lý do rồi bấm “Ghi vào sổ”. Nếu đảng viên được đổi "
        "sang thẻ mới thì số cũ vẫn đúng của ngày cũ: đừng sửa, hãy ghi thêm số mới ở hồ sơ.",
        CORRECT,
    ),
    "remove-number": Help(
        "Bỏ một số thẻ vốn của người khác, ví dụ danh sách đã nhập ghi nhầm dòng. Số ấy mất khỏi mọi danh sách, cả của "
        "những ngày trước; số cùng loại đứng ngay trước nó thì lại dùng tiếp. Thẻ đổi số thì không bỏ: hãy ghi số mới.",
        CORRECT,
    ),
    "correct-residence": form(
        "Sửa một nơi cư trú ghi sai chữ, sai địa bàn hay sai ngày. Người ấy chuyển nhà thì không sửa ở đây: về hồ "
        "sơ chọn “Ghi nơi cư trú”, để sổ giữ cả nơi cũ của ngày cũ.",
        CORRECT,
    ),
    "correct-placement": form(
        "Sửa một lần sinh hoạt ghi sai chi bộ hoặc sai ngày. Bấm “Ghi vào sổ” thì danh sách của những ngày cũ cũng "
        "đổi theo. Nếu đảng viên thật sự chuyển đi thì dùng “Chuyển sinh hoạt chính thức”, không sửa ở đây.",
        MOVE,
    ),
    "correct-exemption": form(
        "Sửa điều khoản, ngày hoặc nghị quyết của một lần miễn đã ghi sai. Đảng viên hết được miễn thì dùng “Kết "
        "thúc” ở dòng ấy trong hồ sơ. Ghi lý do sửa bằng số giấy tờ, không ghi bệnh hay hoàn cảnh.",
        EXEMPT,
    ),
    "remove-exemption": Help(
        "Bỏ một lần miễn sinh hoạt vốn của người khác, ví dụ danh sách đã nhập ghi nhầm dòng. Lần miễn ấy mất khỏi mọi "
        "danh sách, cả của những ngày trước. Lần miễn có thật mà nay đã hết thì bấm “Kết thúc”, không bỏ.",
        CORRECT,
    ),
    "correct-suspension": form(
        "Sửa ngày hoặc số quyết định của một lần đình chỉ sinh hoạt đã ghi sai. So với chính quyết định rồi mới bấm "
        "“Ghi vào sổ”. Lần đình chỉ không có thật thì hoàn lại việc ghi ấy ở mục ai đã sửa.",
        CORRECT,
    ),
    "correct-discipline": form(
        "Sửa hình thức, ngày có hiệu lực hoặc quyết định của một lần kỷ luật đã ghi sai. Kỷ luật được thay bằng "
        "quyết định khác là việc mới, cần ghi riêng. Bấm “Ghi vào sổ” thì điều cũ vẫn đọc được trong lịch sử.",
        CORRECT,
    ),
    "correct-departure": form(
        "Sửa hình thức, ngày ra khỏi danh sách hoặc ngày trở lại đã ghi sai. Những gì kết thúc vào ngày ra cũ, như "
        "chức vụ và nơi sinh hoạt, tự đổi theo ngày mới. Chưa chắc ngày nào đúng thì xem quyết định trước.",
        DEPART,
    ),
    "correct-introduction": form(
        "Sửa nơi, ngày hoặc giấy giới thiệu về nơi cư trú đã ghi sai. Ghi lý do sửa rồi bấm “Ghi vào sổ”. Đảng viên "
        "chuyển sang nơi cư trú khác thì kết thúc lần này rồi giới thiệu lần mới.",
        CORRECT,
    ),
}

PAGES = RECORD | NEW | ENDED | CORRECTED
