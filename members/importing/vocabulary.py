"""Under which heads people write what the register keeps. Everything else is named "không lưu" and never read."""

from __future__ import annotations

from kit.reading.heads import Field, Vocabulary

VOCABULARY = Vocabulary(
    (
        Field("ordinal", ("STT", "TT", "Số TT", "Số thứ tự", "S TT", "S.T.T", "T.T")),
        Field("source_id", ("ID", "Mã đảng viên", "Mã ID", "Mã định danh đảng viên"), own=True),
        Field(
            "full_name",
            (
                "Họ và tên", "Họ tên", "Họ tên đảng viên", "Họ và tên đảng viên", "Họ, tên khai sinh",
                "Họ và tên khai sinh", "Họ tên khai sinh", "Họ, tên", "Họ và tên đang dùng", "Tên đảng viên",
                "Họ, chữ đệm và tên", "Họ chữ đệm tên", "Họ, tên đảng viên", "Họ và tên ĐV", "Họ tên ĐV", "Đảng viên",
                "Tên đồng chí", "Họ tên đồng chí", "Họ và tên đồng chí", "Danh tính", "Quý danh",
            ),
        ),
        Field("family_name", ("Họ đệm", "Họ, chữ đệm", "Họ và chữ đệm", "Họ và đệm", "Họ và tên đệm", "Họ, tên đệm",
                              "Họ lót", "Họ và tên lót", "Họ chữ lót", "Họ và", "Họ")),
        Field("given_name", ("Tên", "Tên gọi")),
        Field("other_names", ("Tên gọi khác", "Bí danh", "Tên thường gọi", "Tên khác", "Tên đang dùng", "Họ tên khác",
                              "Họ và tên đang dùng khác"), own=True),
        Field("sex", ("Giới tính", "GT", "Nam/Nữ", "Nam, nữ", "Nam (nữ)", "Phái", "Giới", "Nam hay nữ", "Nam Nữ")),
        Field(
            "birth_date",
            (
                "Sinh ngày", "Ngày sinh", "Năm sinh", "Ngày, tháng, năm sinh", "Ngày tháng năm sinh",
                "Sinh ngày (dd/mm/yyyy)", "NTN sinh", "Ngày tháng năm, sinh", "Ngày, năm sinh", "Ngày tháng sinh",
                "Sinh ngày tháng năm", "Sinh năm", "Ngày thàng năm sinh", "Ngày sinh (dd/mm/yyyy)",
            ),
        ),
        Field("card12", ("Số thẻ Đảng (12 số theo HD38-HD/BTCTW)", "Số thẻ Đảng (12 số)", "Số thẻ (12 số)",
                         "Số thẻ 12 số", "Số thẻ đảng viên (12 số)", "Số thẻ đảng viên 12 số", "Số thẻ Đảng 12 số",
                         "Số thẻ đảng viên mới", "Số thẻ mới"), own=True),
        Field("card8", ("Số thẻ theo Đảng quyết định 85", "Số thẻ theo QĐ 85", "Số thẻ theo Quyết định 85",
                        "Số thẻ Đảng theo QĐ 85", "Số thẻ cũ", "Số thẻ (8 số)", "Số thẻ Đảng cũ", "Số thẻ 8 số"),
              own=True),
        Field("card", ("Số thẻ", "Số thẻ ĐV", "Số thẻ đảng", "Số thẻ đảng viên", "Thẻ Đảng số", "Thẻ đảng", "Thẻ ĐV",
                       "Thẻ đảng viên", "Số TĐV", "Số thẻ đv", "Thẻ số", "Thẻ đảng viên số"), own=True),
        Field(
            "organisation",
            (
                "Tổ chức Đảng đang sinh hoạt", "Chi bộ", "Chi bộ đang sinh hoạt", "Sinh hoạt tại chi bộ", "Đơn vị",
                "Nơi sinh hoạt", "Chi bộ sinh hoạt", "Tên chi bộ", "Thuộc chi bộ", "Đang sinh hoạt tại chi bộ",
                "Sinh hoạt tại", "Tổ chức đảng", "Tổ chức đảng đang sinh hoạt (không sửa)", "Đơn vị sinh hoạt",
                "Chi bộ trực thuộc", "Đang sinh hoạt tại",
            ),
        ),
        Field("committee", ("Đảng bộ", "Đảng ủy", "Đảng bộ cơ sở", "Thuộc đảng bộ", "Đảng bộ xã")),
        Field(
            "admitted_on",
            (
                "Ngày vào Đảng", "Ngày kết nạp", "Vào Đảng", "Kết nạp", "Ngày kết nạp Đảng", "Ngày vào Đảng lần đầu",
                "Ngày tháng năm vào Đảng", "Ngày, tháng, năm vào Đảng", "Ngày vào ĐCSVN", "Ngày tháng năm kết nạp",
                "Ngày, tháng, năm kết nạp", "Ngày dự bị", "Vào Đảng ngày", "Ngày vào", "Năm vào Đảng", "Dự bị",
                "Ngày kết nạp vào Đảng", "Ngày vào Đảng (dự bị)",
            ),
        ),
        Field(
            "official_on",
            (
                "Ngày vào Đảng chính thức", "Ngày chính thức", "Ngày CT", "Chính thức", "Công nhận chính thức",
                "Ngày công nhận chính thức", "Ngày công nhận", "Ngày tháng năm chính thức", "Chính thức ngày",
                "Ngày, tháng, năm chính thức", "Ngày chuyển chính thức", "Chuyển chính thức", "Ngày CNCT",
                "Ngày công nhận đảng viên chính thức", "Ngày vào Đảng CT",
            ),
        ),
        Field("status", ("Trạng thái hoạt động", "Trạng thái", "Tình trạng", "Tình trạng sinh hoạt",
                         "Trạng thái sinh hoạt")),
        Field("status_on", ("Ngày rời khỏi / Ngày mất / Ngày miễn sinh hoạt Đảng", "Ngày rời khỏi",
                            "Ngày thay đổi trạng thái")),
        Field("died_on", ("Ngày từ trần", "Ngày mất", "Từ trần ngày")),
        Field("left_on", ("Ngày ra khỏi Đảng", "Ra khỏi Đảng ngày")),
        Field("moved_on", ("Ngày chuyển đi", "Chuyển đi ngày")),
        Field("profile_number", ("Số lý lịch", "Số LL", "Số hồ sơ", "Số lý lịch đảng viên", "Số lí lịch", "SLL"),
              own=True),
    )
)  # fmt: skip

LABELS = {
    "source_id": "Mã trên cơ sở dữ liệu", "full_name": "Họ và tên", "other_names": "Tên gọi khác", "sex": "Giới tính",
    "birth_date": "Ngày sinh", "card12": "Số thẻ 12 số", "card8": "Số thẻ theo Quyết định 85", "card": "Số thẻ",
    "organisation": "Chi bộ", "committee": "Đảng bộ", "admitted_on": "Ngày vào Đảng",
    "official_on": "Ngày chính thức", "status": "Trạng thái", "status_on": "Ngày của trạng thái",
    "died_on": "Ngày từ trần", "left_on": "Ngày ra khỏi Đảng", "moved_on": "Ngày chuyển đi",
    "profile_number": "Số lý lịch",
}  # fmt: skip
# Facts that lists write into one cell, one under the other or behind a comma; "" is a value that is not kept.
TOGETHER = (
    ("full_name", "other_names"), ("full_name", "birth_date"), ("admitted_on", "official_on"),
    ("card", "profile_number"), ("profile_number", "card"), ("card12", "card8"), ("card8", "card12"),
    ("birth_date", "sex"), ("sex", ""), ("moved_on", ""), ("died_on", ""), ("left_on", ""), ("card", ""),
)  # fmt: skip
