"""Help on what stands around the files: classes, visits, private enterprises."""

from members.help import Help

from .words import ADMIT, of_form

PAGES = {
    "enterprises": Help(
        "Doanh nghiệp tư nhân của từng địa bàn vào một ngày: nơi nào có tổ chức đảng, bao nhiêu đảng viên, người xin "
        "vào Đảng, kết nạp trong năm. Bấm số để xem từng doanh nghiệp; bấm “Ghi doanh nghiệp” để thêm.",
        ADMIT,
    ),
    "enterprise-years": Help(
        "Năm năm gần nhất cạnh nhau: mỗi năm bao nhiêu đảng viên, người xin vào Đảng ở doanh nghiệp tư nhân, kết nạp "
        "bao nhiêu người. Ghi ngày khác thì năm năm tính đến ngày ấy.",
        ADMIT,
    ),
    "enterprise": Help(
        "Một doanh nghiệp: tổ chức đảng nào ở đó từ ngày nào, ai ở đó, ai được kết nạp trong năm. Chưa có tổ chức "
        "đảng thì ghi từng đảng viên, người xin vào Đảng làm ở đó, từ ngày nào.",
        ADMIT,
    ),
    "enter-enterprise": of_form(
        "Ghi một doanh nghiệp tư nhân vào sổ của địa bàn: tên, từ ngày nào. Địa bàn là đảng ủy cơ sở nơi doanh nghiệp "
        "đóng; không ghi gì khác về doanh nghiệp."
    ),
    "correct-enterprise": of_form(
        "Sửa tên hay ngày đã gõ sai của doanh nghiệp. Ghi nhầm là đã thôi hoạt động thì xóa trống ô ngày thôi."
    ),
    "end-enterprise": of_form(
        "Ghi từ ngày nào doanh nghiệp thôi hoạt động. Còn tổ chức đảng hoặc người ghi ở đó thì ghi thôi các mục ấy "
        "trước."
    ),
    "take-back-enterprise": of_form(
        "Bỏ một doanh nghiệp ghi nhầm, chưa có mục nào dựa vào; ghi rõ vì sao. Doanh nghiệp có thật mà nay thôi hoạt "
        "động thì ghi thôi hoạt động, không bỏ."
    ),
    "link-enterprise": of_form(
        "Ghi tổ chức đảng nào ở doanh nghiệp này, từ ngày nào. Chỉ chọn được tổ chức đã ghi là trong doanh nghiệp tư "
        "nhân ở trang của tổ chức ấy; đảng viên ở đó là đảng viên của tổ chức."
    ),
    "end-enterprise-link": of_form(
        "Ghi từ ngày nào tổ chức đảng không còn ở doanh nghiệp này. Từ ngày ấy ghi được từng người làm ở đó."
    ),
    "take-back-enterprise-link": of_form(
        "Bỏ mục tổ chức đảng ghi nhầm ở doanh nghiệp này, ghi rõ vì sao. Tổ chức đã ở đó mà nay thôi thì ghi thôi, "
        "không bỏ."
    ),
    "note-worker": of_form(
        "Doanh nghiệp chưa có tổ chức đảng: ghi một đảng viên hoặc một người xin vào Đảng làm ở đó từ ngày nào. Không "
        "ghi việc làm, chức danh. Người ấy được kết nạp thì đi tiếp là đảng viên ở đó."
    ),
    "end-worker": of_form(
        "Ghi từ ngày nào người ấy không còn làm ở doanh nghiệp này. Những ngày trước đó người ấy vẫn được tính ở đây."
    ),
    "take-back-worker": of_form(
        "Bỏ mục ghi nhầm một người làm ở doanh nghiệp này, ghi rõ vì sao. Người ấy đã làm ở đó mà nay thôi thì ghi "
        "thôi, không bỏ."
    ),
    "courses": Help(
        "Các lớp bồi dưỡng nhận thức về Đảng, bồi dưỡng đảng viên mới của nơi mình: học từ ngày nào, bao nhiêu người, "
        "bao nhiêu người có giấy chứng nhận. Bấm tên lớp để xem danh sách; bấm “Mở lớp bồi dưỡng” để thêm lớp.",
        ADMIT,
    ),
    "course": Help(
        "Danh sách một lớp: ai học, thuộc chi bộ nào, giấy chứng nhận số mấy, có giá trị đến ngày nào. Bấm “Đưa người "
        "vào danh sách” rồi đánh dấu; học xong bấm “Ghi giấy chứng nhận” để ghi một lần cho cả lớp.",
        ADMIT,
    ),
    "visits": Help(
        "Các lần thăm hỏi đảng viên mới, đảng viên trẻ, đảng viên có hoàn cảnh khó khăn của nơi mình trong một thời "
        "gian, mỗi loại bao nhiêu lần. Chọn chi bộ và ngày rồi bấm “Xem”; bấm “Ghi lần thăm” để ghi thêm.",
        ADMIT,
    ),
    "record-visit": of_form(
        "Ghi một lần thăm: ai được thăm, loại nào, ngày nào, ai đến thăm. Không ghi lý do, hoàn cảnh; chỉ người được "
        "mở trang của đảng viên ấy mới thấy."
    ),
    "correct-visit": of_form(
        "Sửa loại, ngày hay người đến thăm đã ghi nhầm, ghi rõ vì sao. Ghi nhầm người được thăm thì bỏ rồi ghi lại."
    ),
    "take-back-visit": of_form(
        "Bỏ một lần thăm ghi nhầm người hay ghi hai lần. Việc bỏ còn trong lịch sử, ai bỏ và vì sao."
    ),
    "open-course": of_form(
        "Ghi lớp do đảng ủy hay cấp trên mở: loại lớp, tên hoặc số lớp, nơi học, ngày khai giảng và ngày bế "
        "giảng. Lớp "
        "chưa khai giảng cũng ghi được để lập danh sách trước."
    ),
    "correct-course": of_form(
        "Sửa tên, nơi học, ngày của lớp đã gõ sai. Đã có người thì không đổi loại lớp; ngày bế giảng không được sau "
        "ngày giấy chứng nhận đã ghi."
    ),
    "take-back-course": of_form(
        "Bỏ một lớp ghi nhầm, ghi rõ vì sao. Lớp đã có người thì đưa người ra khỏi danh sách trước."
    ),
    "enrol": Help(
        "Đánh dấu những người vào lớp. Lớp nhận thức chỉ có tên người đã được đề nghị học mà chưa có giấy chứng nhận; "
        "lớp đảng viên mới chỉ có đảng viên dự bị.",
        ADMIT,
    ),
    "enter-certificates": of_form(
        "Ghi số giấy chứng nhận cho cả lớp trên một trang. Ngày cấp ghi một lần; dán cột số từ Excel thì chương trình "
        "điền vào bảng để xem lại. Một dòng sai thì chưa dòng nào được ghi, mọi chữ đã gõ còn nguyên."
    ),
    "take-off-course": of_form(
        "Đưa một người ra khỏi danh sách lớp: ghi nhầm, hoặc không đi học. Đã có giấy chứng nhận thì bỏ giấy ấy trước."
    ),
    "correct-certificate": of_form(
        "Sửa số hoặc ngày giấy chứng nhận lớp đảng viên mới. Giấy của lớp nhận thức sửa ở bước 4 trong hồ sơ."
    ),
    "take-back-certificate": of_form(
        "Bỏ giấy chứng nhận lớp đảng viên mới ghi nhầm người. Người ấy vẫn ở trong danh sách, chưa có giấy chứng nhận."
    ),
}
