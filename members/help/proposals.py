"""Help on pages by which a unit asks for a correction and the officer answers."""

from members.help import PROPOSE, Help, form

PAGES = {
    "propose-member": form(
        "Chi bộ, đảng ủy thấy họ tên, ngày sinh hay mục nhân thân nào sai thì gõ điều đúng ở đây. Bấm “Gửi đề nghị” "
        "thì cán bộ tổ chức nhận được; sổ chưa đổi gì cho đến khi họ ghi. Chỉ đổi ô nào sai, các ô khác để nguyên.",
        PROPOSE,
    ),
    "propose-name-change": form(
        "Chi bộ, đảng ủy thấy ngày mang tên mới, tên cũ hay số quyết định đổi tên ghi sai thì đề nghị ở đây. Nêu giấy "
        "tờ làm căn cứ; cán bộ tổ chức xem rồi mới ghi.",
        PROPOSE,
    ),
    "propose-membership": form(
        "Đề nghị sửa ngày vào Đảng hoặc ngày chính thức. Nêu quyết định làm căn cứ ở ô giấy tờ để cán bộ tổ chức "
        "đối chiếu được ngay. Kết quả hiện ở trang “Hôm nay” của đồng chí.",
        PROPOSE,
    ),
    "propose-number": form(
        "Đề nghị sửa số thẻ khi số trong sổ khác số trên thẻ. Gõ đủ các chữ số như trên thẻ, cả số 0 ở đầu, ghi lý "
        "do rồi bấm “Gửi đề nghị”. Số gõ thiếu hoặc trùng người khác thì chương trình báo ngay.",
        PROPOSE,
    ),
    "propose-placement": form(
        "Đề nghị sửa ngày đảng viên bắt đầu sinh hoạt ở chi bộ. Sai cả chi bộ, hoặc đảng viên đã chuyển đi, thì đề "
        "nghị này không dùng được: báo đảng ủy để chuyển sinh hoạt.",
        PROPOSE,
    ),
    "propose-exemption": form(
        "Đề nghị sửa ngày bắt đầu hoặc ngày hết của một lần miễn sinh hoạt. Ghi số nghị quyết chi bộ ở ô giấy tờ. "
        "Trong lúc chờ trả lời, mở lại đề nghị và bấm “Rút đề nghị” được.",
        PROPOSE,
    ),
    "propose-suspension": form(
        "Đề nghị sửa ngày của một lần đình chỉ sinh hoạt cho đúng với quyết định. Nêu số quyết định và cơ quan ban "
        "hành. Bấm “Gửi đề nghị” rồi chờ cán bộ tổ chức ghi hoặc trả lời vì sao không ghi.",
        PROPOSE,
    ),
    "propose-discipline": form(
        "Đề nghị sửa hình thức hoặc ngày có hiệu lực của một lần kỷ luật, khi sổ ghi khác quyết định. Chỉ nêu số "
        "quyết định và chỗ sai, không kể lại nội dung vi phạm.",
        PROPOSE,
    ),
    "propose-departure": form(
        "Đề nghị sửa hình thức hoặc ngày ra khỏi danh sách đã ghi sai của một người nay đã trở lại. Ghi rõ căn cứ "
        "rồi bấm “Gửi đề nghị”; người quyết định ghi hay không là cán bộ tổ chức.",
        PROPOSE,
    ),
    "proposal": Help(
        "Một đề nghị sửa: cột trái là sổ đang ghi lúc gửi, cột phải là điều được đề nghị. Cán bộ tổ chức so với "
        "giấy tờ rồi bấm “Ghi theo đề nghị” hoặc “Không ghi”. Nơi gửi chỉ xem, hoặc bấm “Rút đề nghị” khi chưa có "
        "trả lời.",
        PROPOSE,
    ),
    "refuse-proposal": Help(
        "Trả lời rằng không ghi theo đề nghị, kèm lý do để nơi gửi hiểu. Bấm “Không ghi” thì sổ giữ như cũ và đề "
        "nghị khép lại. Chỉ còn thiếu giấy tờ thì nên hỏi nơi gửi trước khi trả lời.",
        PROPOSE,
    ),
    "withdraw-proposal": Help(
        "Rút lại đề nghị mà đơn vị đồng chí đã gửi, khi thấy gửi nhầm hoặc không cần nữa. Bấm “Rút đề nghị” thì cán "
        "bộ tổ chức không còn thấy nó chờ trả lời. Sau này gửi đề nghị khác được.",
        PROPOSE,
    ),
}
