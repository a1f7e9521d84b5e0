"""Store merge, for the files: the person that came of a file is the one that is kept."""

from __future__ import annotations

from members.registry import STAYS, TAKEN, Joined

JOINED: dict[str, Joined] = {
    "admissions.Applicant.member": Joined(TAKEN, "hồ sơ kết nạp"),
    "admissions.Helper.member": Joined(TAKEN, "đảng viên giúp đỡ"),
    "admissions.Introducer.member": Joined(TAKEN, "người giới thiệu vào Đảng"),
    "admissions.Readmission.former": Joined(TAKEN, "hồ sơ kết nạp lại"),
    "admissions.SupportVisit.member": Joined(TAKEN, "lần thăm hỏi"),
    "admissions.SupportVisit.visitor": Joined(TAKEN, "người đến thăm"),
    "admissions.Voter.member": Joined(STAYS, "người trong tổng số biểu quyết", "tổng số đã ghi không đổi"),
}
