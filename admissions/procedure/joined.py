"""Store merge, for the files: the person that came of a file is the one that is kept."""

from __future__ import annotations

from members.registry import REFUSES, STAYS, TAKEN, Joined

JOINED: dict[str, Joined] = {
    "admissions.Applicant.member": Joined(TAKEN, "hồ sơ kết nạp"),
    "admissions.Helper.member": Joined(TAKEN, "đảng viên giúp đỡ"),
    "admissions.Introducer.member": Joined(TAKEN, "người giới thiệu vào Đảng"),
    "admissions.Readmission.former": Joined(TAKEN, "hồ sơ kết nạp lại"),
    "admissions.SupportVisit.member": Joined(TAKEN, "lần thăm hỏi"),
    "admissions.SupportVisit.visitor": Joined(TAKEN, "người đến thăm"),
    "admissions.Worker.member": Joined(
        REFUSES,
        "người làm ở doanh nghiệp",
        "Hồ sơ gộp đi đang ghi làm ở một doanh nghiệp; hãy bỏ mục ấy, ghi lại cho hồ sơ giữ lại.",
    ),
    "admissions.Voter.member": Joined(STAYS, "người trong tổng số biểu quyết", "tổng số đã ghi không đổi"),
}
