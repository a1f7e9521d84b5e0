"""Help on the pages of an admission."""

from members.help import Help, form

ADMIT = "12-kết-nạp-đảng-viên"


def _form(words: str) -> Help:
    return form(words, ADMIT)


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
    "deadlines": Help(
        "Mọi hạn đang chạy về kết nạp và công nhận chính thức của nơi mình, hạn đến trước đứng trước. "
        "Bấm tên để mở hồ sơ và làm việc đang chờ; bấm một việc ở hàng trên để chỉ xem việc ấy.",
        ADMIT,
    ),
    "resolution-came": _form(
        "Ghi ngày cấp có thẩm quyền nhận nghị quyết của chi bộ: hạn quyết định tính từ ngày ấy. Chưa ghi thì hạn tính "
        "từ ngày của nghị quyết."
    ),
    "extend-decision": _form(
        "Cấp có thẩm quyền cần thêm thời gian: ghi ngày gia hạn, thêm bao nhiêu ngày làm việc và văn bản. Mỗi quyết "
        "định gia hạn một lần."
    ),
    "correct-handling": _form(
        "Sửa ngày nhận nghị quyết, hay ngày, số ngày làm việc, văn bản gia hạn đã gõ sai. Sửa xong, hạn quyết định "
        "tính lại theo điều đã sửa."
    ),
    "take-back-handling": _form(
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
    "authorise-committee": _form(
        "Ghi đảng ủy cơ sở được ủy quyền quyết định kết nạp từ ngày nào, theo số và ngày văn bản nào của cấp "
        "trên. Văn "
        "bản có thời hạn thì ghi ngày hết; không thì để trống."
    ),
    "end-authorisation": _form(
        "Ghi từ ngày nào đảng ủy cơ sở thôi được ủy quyền. Quyết định kết nạp đã ban hành trước ngày ấy giữ nguyên."
    ),
    "take-back-authorisation": _form(
        "Bỏ một ủy quyền ghi nhầm, ghi rõ vì sao. Nơi đã được ủy quyền và nay thôi thì ghi thôi ủy quyền, không bỏ."
    ),
    "enterprises": Help(
        "Doanh nghiệp tư nhân của từng địa bàn vào một ngày: nơi nào có tổ chức đảng, bao nhiêu đảng viên, người xin "
        "vào Đảng, kết nạp trong năm. Bấm số để xem từng doanh nghiệp; bấm “Ghi doanh nghiệp” để thêm.",
        ADMIT,
    ),
    "enterprise": Help(
        "Một doanh nghiệp: tổ chức đảng nào ở đó từ ngày nào, ai ở đó, ai được kết nạp trong năm. Chưa có tổ chức "
        "đảng thì ghi từng đảng viên, người xin vào Đảng làm ở đó, từ ngày nào.",
        ADMIT,
    ),
    "enter-enterprise": _form(
        "Ghi một doanh nghiệp tư nhân vào sổ của địa bàn: tên, từ ngày nào. Địa bàn là đảng ủy cơ sở nơi doanh nghiệp "
        "đóng; không ghi gì khác về doanh nghiệp."
    ),
    "correct-enterprise": _form(
        "Sửa tên hay ngày đã gõ sai của doanh nghiệp. Ghi nhầm là đã thôi hoạt động thì xóa trống ô ngày thôi."
    ),
    "end-enterprise": _form(
        "Ghi từ ngày nào doanh nghiệp thôi hoạt động. Còn tổ chức đảng hoặc người ghi ở đó thì ghi thôi các mục ấy "
        "trước."
    ),
    "take-back-enterprise": _form(
        "Bỏ một doanh nghiệp ghi nhầm, chưa có mục nào dựa vào; ghi rõ vì sao. Doanh nghiệp có thật mà nay thôi hoạt "
        "động thì ghi thôi hoạt động, không bỏ."
    ),
    "link-enterprise": _form(
        "Ghi tổ chức đảng nào ở doanh nghiệp này, từ ngày nào. Chỉ chọn được tổ chức đã ghi là trong doanh nghiệp tư "
        "nhân ở trang của tổ chức ấy; đảng viên ở đó là đảng viên của tổ chức."
    ),
    "end-enterprise-link": _form(
        "Ghi từ ngày nào tổ chức đảng không còn ở doanh nghiệp này. Từ ngày ấy ghi được từng người làm ở đó."
    ),
    "take-back-enterprise-link": _form(
        "Bỏ mục tổ chức đảng ghi nhầm ở doanh nghiệp này, ghi rõ vì sao. Tổ chức đã ở đó mà nay thôi thì ghi thôi, "
        "không bỏ."
    ),
    "note-worker": _form(
        "Doanh nghiệp chưa có tổ chức đảng: ghi một đảng viên hoặc một người xin vào Đảng làm ở đó từ ngày nào. Không "
        "ghi việc làm, chức danh. Người ấy được kết nạp thì đi tiếp là đảng viên ở đó."
    ),
    "end-worker": _form(
        "Ghi từ ngày nào người ấy không còn làm ở doanh nghiệp này. Những ngày trước đó người ấy vẫn được tính ở đây."
    ),
    "take-back-worker": _form(
        "Bỏ mục ghi nhầm một người làm ở doanh nghiệp này, ghi rõ vì sao. Người ấy đã làm ở đó mà nay thôi thì ghi "
        "thôi, không bỏ."
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
    "set-target": _form(
        "Ghi một tổ chức cơ sở được giao kết nạp bao nhiêu người trong năm nào, giao ngày nào, theo văn bản nào. Đã "
        "giao mà nay giao lại thì ghi thêm văn bản mới, không bỏ số trước."
    ),
    "take-back-target": _form(
        "Bỏ một chỉ tiêu ghi nhầm, ghi rõ vì sao. Nếu trước đó đã giao một số khác cho năm ấy thì số ấy được tính lại."
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
    "record-visit": _form(
        "Ghi một lần thăm: ai được thăm, loại nào, ngày nào, ai đến thăm. Không ghi lý do, hoàn cảnh; chỉ người được "
        "mở trang của đảng viên ấy mới thấy."
    ),
    "correct-visit": _form(
        "Sửa loại, ngày hay người đến thăm đã ghi nhầm, ghi rõ vì sao. Ghi nhầm người được thăm thì bỏ rồi ghi lại."
    ),
    "take-back-visit": _form(
        "Bỏ một lần thăm ghi nhầm người hay ghi hai lần. Việc bỏ còn trong lịch sử, ai bỏ và vì sao."
    ),
    "open-course": _form(
        "Ghi lớp do đảng ủy hay cấp trên mở: loại lớp, tên hoặc số lớp, nơi học, ngày khai giảng và ngày bế "
        "giảng. Lớp "
        "chưa khai giảng cũng ghi được để lập danh sách trước."
    ),
    "correct-course": _form(
        "Sửa tên, nơi học, ngày của lớp đã gõ sai. Đã có người thì không đổi loại lớp; ngày bế giảng không được sau "
        "ngày giấy chứng nhận đã ghi."
    ),
    "take-back-course": _form(
        "Bỏ một lớp ghi nhầm, ghi rõ vì sao. Lớp đã có người thì đưa người ra khỏi danh sách trước."
    ),
    "enrol": Help(
        "Đánh dấu những người vào lớp. Lớp nhận thức chỉ có tên người đã được đề nghị học mà chưa có giấy chứng nhận; "
        "lớp đảng viên mới chỉ có đảng viên dự bị.",
        ADMIT,
    ),
    "enter-certificates": _form(
        "Ghi số giấy chứng nhận cho cả lớp trên một trang. Ngày cấp ghi một lần; dán cột số từ Excel thì chương trình "
        "điền vào bảng để xem lại. Một dòng sai thì chưa dòng nào được ghi, mọi chữ đã gõ còn nguyên."
    ),
    "take-off-course": _form(
        "Đưa một người ra khỏi danh sách lớp: ghi nhầm, hoặc không đi học. Đã có giấy chứng nhận thì bỏ giấy ấy trước."
    ),
    "correct-certificate": _form(
        "Sửa số hoặc ngày giấy chứng nhận lớp đảng viên mới. Giấy của lớp nhận thức sửa ở bước 4 trong hồ sơ."
    ),
    "take-back-certificate": _form(
        "Bỏ giấy chứng nhận lớp đảng viên mới ghi nhầm người. Người ấy vẫn ở trong danh sách, chưa có giấy chứng nhận."
    ),
    "open-file": _form(
        "Ghi tên người được chi bộ đưa vào danh sách nguồn: ở chi bộ nào, từ ngày nào, ai sẽ giới thiệu vào Đảng. Mỗi "
        "người chỉ có một hồ sơ đang xét; trùng tên, trùng năm sinh thì chương trình báo lại. Trùng người đã ra khỏi "
        "Đảng thì chương trình hỏi có phải kết nạp lại không."
    ),
    "correct-applicant": _form(
        "Sửa họ tên, ngày sinh, học vấn của người xin vào Đảng, ghi văn bản cho xét trường hợp riêng (quá tuổi, học "
        "vấn thấp), ghi hồ sơ là kết nạp lại, giấy xóa án tích nếu có. Điều gì làm lần chi bộ đã biểu quyết "
        "thành trái "
        "quy định thì không sửa được."
    ),
    "stop-file": _form(
        "Hồ sơ không đi tiếp: chi bộ dừng xét, cấp trên không đồng ý, hay người ấy rút đơn. Chọn lý do và ghi từ ngày "
        "nào; các bước đã làm vẫn còn để xem."
    ),
    "take-file-up": _form(
        "Đưa một hồ sơ đã thôi xét trở lại, ghi rõ vì sao. Hồ sơ đi tiếp từ bước đang dở; các hạn tính như cũ."
    ),
    "step-small-cell": _form(
        "Chi bộ không đủ ba đảng viên chính thức thì không biểu quyết: ghi số, ngày văn bản nêu rõ điều ấy, hồ sơ "
        "chuyển cấp ủy cấp trên xét. Chi bộ đủ người thì chương trình không nhận."
    ),
    "recognition-vote": _form(
        "Hết 12 tháng dự bị, ghi kết quả chi bộ biểu quyết công nhận đảng viên chính thức: tính tổng số như khi kết "
        "nạp. Ba lần không đủ hai phần ba thì không biểu quyết nữa, báo cáo cấp trên quyết định."
    ),
    "recognition-certificate": _form(
        "Ghi số và ngày giấy chứng nhận lớp đảng viên mới. Lớp có trong sổ thì ghi giấy ở danh sách lớp, không "
        "ghi ở đây."
    ),
    "recognition-self-review": _form(
        "Ghi ngày bản tự kiểm điểm của đảng viên dự bị, số giấy nếu có. Làm trước khi hết thời gian dự bị thì "
        "chương trình hỏi lại."
    ),
    "recognition-helper": _form(
        "Chọn đảng viên giúp đỡ đã nhận xét và ghi ngày nhận xét. Chỉ ghi ngày và người; lời nhận xét nằm ở giấy."
    ),
    "recognition-synthesis": _form(
        "Ghi ngày chi ủy tổng hợp xong nhận xét của đoàn thể và chi ủy nơi cư trú. Chỉ ghi ngày, số giấy; không "
        "ghi lời."
    ),
    "recognition-appraisal": _form(
        "Ghi ngày báo cáo thẩm định của đảng ủy bộ phận về nghị quyết đề nghị công nhận. Không có đảng ủy bộ "
        "phận thì bỏ qua."
    ),
    "committee-on-recognition": _form(
        "Ghi kết quả đảng ủy cơ sở biểu quyết công nhận chính thức, sau nghị quyết của chi bộ. Cần hai phần ba "
        "số cấp ủy viên tán thành, tính như khi kết nạp."
    ),
    "record-recognition": _form(
        "Ghi số, ngày quyết định công nhận. Người ấy chính thức từ ngày hết 12 tháng dự bị, dù họp hay quyết định chậm."
    ),
    "take-back-recognition": _form(
        "Bỏ quyết định công nhận ghi nhầm: người ấy trở lại là đảng viên dự bị. Đã ghi số thẻ thì sửa số thẻ trước."
    ),
    "striking-off-vote": _form(
        "Chi bộ xét thấy không đủ tư cách thì biểu quyết đề nghị xóa tên, cần hai phần ba như khi công nhận. "
        "Không ghi lý do."
    ),
    "record-striking-off": _form(
        "Ghi số, ngày quyết định xóa tên của cấp có thẩm quyền. Từ ngày ấy người này ra khỏi danh sách và hồ sơ "
        "khép lại."
    ),
    "take-back-striking-off": _form(
        "Bỏ quyết định xóa tên ghi nhầm: người ấy có tên lại ở chi bộ như trước. Đã phục hồi hoặc kết nạp lại thì "
        "không bỏ được nữa."
    ),
    "correct-recognition-step": _form(
        "Sửa ngày, giấy tờ hay người nhận xét của một bước công nhận. Ngày mới phải nằm giữa lễ kết nạp và lần "
        "biểu quyết."
    ),
    "take-back-recognition-step": _form(
        "Bỏ một bước công nhận ghi nhầm. Chi bộ đã biểu quyết thì bỏ lần biểu quyết trước; việc bỏ còn trong lịch sử."
    ),
    "assign-helper": _form(
        "Chọn đảng viên chính thức được chi bộ phân công giúp đỡ người này, từ ngày nào, theo văn bản nào nếu có. "
        "Đang có người giúp đỡ thì người ấy thôi từ chính ngày người mới bắt đầu."
    ),
    "end-helper": _form(
        "Ghi ngày người giúp đỡ thôi việc ấy mà chưa có người thay. Có người thay ngay thì bấm “Đổi người giúp đỡ”."
    ),
    "correct-helper": _form(
        "Sửa tên, ngày hay văn bản của việc phân công đã ghi nhầm. Hai người không giúp đỡ cùng ngày; ngày đã "
        "nhận xét "
        "phải còn nằm trong thời gian giúp đỡ."
    ),
    "take-back-helper": _form(
        "Bỏ một việc phân công ghi nhầm. Đã ghi nhận xét của người ấy thì bỏ nhận xét trước; việc bỏ còn trong lịch sử."
    ),
    "note-remark": _form(
        "Ghi ngày người giúp đỡ đã nhận xét người này theo định kỳ. Chỉ ghi ngày; lời nhận xét không ghi vào "
        "chương trình."
    ),
    "take-back-remark": _form(
        "Bỏ một lần nhận xét của người giúp đỡ đã ghi nhầm ngày hoặc nhầm người. Ghi lý do; việc bỏ còn trong lịch sử."
    ),
    "step-received": _form(
        "Ghi ngày chi bộ nhận được quyết định kết nạp. Từ ngày ấy chương trình tính hạn tổ chức lễ, theo ngày làm việc."
    ),
    "correct-step": _form(
        "Sửa ngày hay giấy tờ của một bước đã ghi. Ngày mới phải nằm giữa bước trước và bước sau; lý do sửa được giữ "
        "trong lịch sử."
    ),
    "take-back-step": _form(
        "Bỏ một bước ghi nhầm. Bước nào đã có việc khác dựa vào thì bỏ việc sau trước; việc bỏ còn trong lịch sử."
    ),
    "take-back-vote": _form(
        "Bỏ một lần biểu quyết đã gõ sai số để ghi lại cho đúng. Đã có bước sau dựa vào nghị quyết ấy thì phải "
        "bỏ bước "
        "sau trước."
    ),
    "step-sympathiser": _form(
        "Ghi số và ngày nghị quyết của chi bộ đưa người này vào danh sách cảm tình Đảng. Ngày không được trước ngày "
        "đưa vào danh sách nguồn."
    ),
    "step-class-proposed": _form(
        "Ghi ngày chi bộ đề nghị cho người này học lớp nhận thức về Đảng, số văn bản nếu có. Bước sau mở ra khi đã ghi."
    ),
    "step-certificate": _form(
        "Ghi số và ngày giấy chứng nhận đã học lớp nhận thức. Chương trình tính giấy có giá trị đến ngày nào và nhắc "
        "khi chi bộ họp quá ngày ấy."
    ),
    "step-application": _form(
        "Ghi ngày trên đơn xin vào Đảng do chính người ấy viết tay. Có đơn rồi thì các bước lý lịch, giới thiệu, nhận "
        "xét cùng mở ra."
    ),
    "step-profile": _form(
        "Ghi ngày nhận lý lịch tự khai, đã đóng dấu giáp lai từng trang. Nội dung lý lịch không ghi vào đây."
    ),
    "step-verified": _form(
        "Ghi ngày thẩm tra xong, khi mọi nơi đã gửi đều trả lời. Còn nơi chưa trả lời, không đạt hay chờ bổ sung thì "
        "chương trình nêu ra và hỏi giấy tờ cho phép. Không chép điều đã thẩm tra."
    ),
    "send-verification": _form(
        "Ghi mỗi nơi đã gửi thẩm tra một dòng: tên nơi và ngày gửi. Không ghi tên người thân, không ghi nội dung thẩm "
        "tra; lý lịch tự khai phải ghi trước."
    ),
    "verification-answer": _form(
        "Ghi ngày nơi ấy trả lời, số văn bản và kết luận: đạt, không đạt hay bổ sung. Kết luận bổ sung thì gửi "
        "lại nơi "
        "ấy thành dòng mới."
    ),
    "correct-verification": _form(
        "Sửa tên nơi, ngày gửi, ngày trả lời, kết luận hay văn bản đã gõ sai. Nơi chưa trả lời thì chỉ sửa tên nơi và "
        "ngày gửi."
    ),
    "take-back-verification": _form(
        "Bỏ một dòng thẩm tra ghi nhầm hồ sơ hay ghi hai lần. Dòng đã bỏ còn trong lịch sử, ai bỏ và vì sao."
    ),
    "step-certified": _form(
        "Ghi ngày chi ủy nhận xét và cấp ủy cơ sở ký, đóng dấu chứng nhận vào lý lịch. Việc này đi sau thẩm tra."
    ),
    "step-introduced": _form(
        "Chọn đảng viên chính thức đã giới thiệu, ghi cùng công tác, học tập hoặc cư trú từ ngày nào: đủ 12 tháng đến "
        "ngày giấy. Người ở chi bộ khác thì ghi họ tên. Có hai giấy thì ghi ngày của giấy sau."
    ),
    "step-union": _form(
        "Ghi số và ngày nghị quyết của Đoàn hoặc công đoàn cơ sở giới thiệu người này. Nơi hai đảng viên giới thiệu "
        "thì hồ sơ không có bước này."
    ),
    "step-gathered": _form(
        "Ghi ngày chi ủy tổng hợp xong nhận xét của đoàn thể và của chi ủy nơi cư trú. Chỉ ghi ngày, không ghi lời."
    ),
    "step-cell": _form(
        "Ghi kết quả chi bộ biểu quyết. Chương trình tính sẵn tổng số đảng viên chính thức, có danh sách tên; "
        "chỉ đánh "
        "dấu người miễn, tạm đi có dự hoặc nêu tên người tính khác sổ. Thiếu hai phần ba thì để trống nghị quyết."
    ),
    "step-checked": _form(
        "Chỉ có ở hồ sơ kết nạp lại: ghi ngày, số và nơi ký văn bản kết luận người này không thuộc trường hợp không "
        "bao giờ được kết nạp lại. Không ghi nội dung. Chưa có văn bản thì chi bộ chưa biểu quyết được."
    ),
    "step-consent": _form(
        "Chỉ có ở hồ sơ kết nạp lại: ghi số, ngày văn bản ban thường vụ tỉnh ủy đồng ý. Văn bản phải có trước quyết "
        "định kết nạp."
    ),
    "step-appraisal": _form(
        "Ghi ngày báo cáo thẩm định của đảng ủy bộ phận về nghị quyết của chi bộ. Chi bộ không thuộc đảng ủy bộ phận "
        "thì bước này tự bỏ qua."
    ),
    "step-committee": _form(
        "Ghi kết quả đảng ủy cơ sở biểu quyết. Số cấp ủy viên lấy từ nhiệm kỳ ghi trong sổ; sổ chưa ghi thì ghi tổng "
        "số và văn bản. Cần hai phần ba số cấp ủy viên tán thành mới có nghị quyết."
    ),
    "step-decision": _form(
        "Ghi số, ngày quyết định kết nạp của cấp có thẩm quyền và ngày chi bộ nhận được. Tuổi đảng tính từ ngày quyết "
        "định khi đã là đảng viên chính thức."
    ),
    "step-ceremony": _form(
        "Ghi ngày tổ chức lễ kết nạp: từ ngày ấy người này là đảng viên dự bị và có tên trong sổ. Lễ quá hạn thì phải "
        "ghi văn bản đồng ý của cấp trên."
    ),
    "step-records": _form(
        "Ghi ngày lập xong lý lịch đảng viên, phiếu đảng viên của người mới kết nạp. Đây là bước cuối của hồ sơ."
    ),
}
