"""Under which heads offices write the columns of their own lists of the source and of probationers."""

from __future__ import annotations

from members.importing.vocabulary import VOCABULARY

KNOWN = {one.name: one.heads for one in VOCABULARY.fields}
PERSON = {
    "full_name": (*KNOWN["full_name"], "Họ tên quần chúng", "Họ và tên quần chúng", "Quần chúng ưu tú"),
    "birth": KNOWN["birth_date"], "name": (*KNOWN["organisation"], "Chi bộ xét", "Chi bộ giới thiệu"),
    "above": KNOWN["committee"],
}  # fmt: skip
SOURCES = PERSON | {
    "sex": KNOWN["sex"],
    "schooling": ("Học vấn", "Trình độ học vấn", "Trình độ văn hóa", "Văn hóa", "Giáo dục phổ thông", "TĐHV"),
    "occupation": ("Nghề", "Công việc", "Nghề nghiệp hiện nay", "Nghề nghiệp, nơi làm việc"),
    "backing": ("Đơn vị giới thiệu", "Tổ chức giới thiệu", "Đoàn thể giới thiệu", "Người, tổ chức giới thiệu"),
    "source_on": ("Ngày vào nguồn", "Ngày vào danh sách nguồn", "Ngày phát hiện", "Đưa vào nguồn ngày", "Vào nguồn",
                  "Ngày tạo nguồn"),
    "sympathiser_on": ("Ngày công nhận cảm tình Đảng", "Ngày cảm tình Đảng", "Ngày vào danh sách cảm tình Đảng",
                       "Cảm tình Đảng"),
    "sympathiser_number": ("Nghị quyết cảm tình Đảng", "Số nghị quyết cảm tình"),
    "class_proposed_on": ("Ngày đề nghị học lớp", "Ngày đề nghị học lớp cảm tình"),
    "certificate_on": ("Ngày giấy chứng nhận", "Ngày chứng nhận", "Ngày cấp chứng nhận", "Ngày học lớp cảm tình"),
    "certificate_number": ("Số chứng nhận", "Giấy chứng nhận số", "Giấy chứng nhận"),
    "application_on": ("Ngày đơn", "Ngày viết đơn", "Ngày làm đơn", "Đơn xin vào Đảng"),
    "profile_on": ("Ngày lý lịch", "Ngày khai lý lịch", "Lý lịch"),
}  # fmt: skip
PROBATIONERS = PERSON | {
    "admitted_on": KNOWN["admitted_on"],
    "number": ("Số quyết định", "Số QĐ", "Số QĐ kết nạp", "Quyết định số", "Quyết định kết nạp số"),
    "signed_on": ("Ngày quyết định", "Ngày QĐ", "Ngày ký", "Ngày ký quyết định", "Ngày quyết định kết nạp"),
    "body": ("Cơ quan quyết định", "Nơi ban hành", "Cấp quyết định"),
    "helper": ("Người giúp đỡ", "Đảng viên được phân công giúp đỡ", "Phân công giúp đỡ", "Đảng viên phân công giúp đỡ"),
    "helped_since": ("Ngày phân công giúp đỡ", "Ngày phân công"),
}  # fmt: skip
# What offices write for a word that the column offers.
SAID = {
    "schooling": {
        "thpt": "trung học phổ thông", "12/12": "trung học phổ thông", "10/10": "trung học phổ thông",
        "cấp 3": "trung học phổ thông", "cấp iii": "trung học phổ thông", "thcs": "trung học cơ sở",
        "9/12": "trung học cơ sở", "cấp 2": "trung học cơ sở", "cấp ii": "trung học cơ sở", "9/9": "trung học cơ sở",
        "5/5": "tiểu học", "5/12": "tiểu học", "cấp 1": "tiểu học", "cấp i": "tiểu học",
    },
    "backing": {"đoàn": "đoàn thanh niên", "đtn": "đoàn thanh niên", "chi đoàn": "đoàn thanh niên",
                "đoàn tn": "đoàn thanh niên", "cđ": "công đoàn", "02 đảng viên": "hai đảng viên",
                "2 đảng viên": "hai đảng viên"},
}  # fmt: skip
