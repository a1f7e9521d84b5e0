"""Store merge, for the tables of this app: what merging two records does with every row that points at a person or at
a spell. A test holds it against all tables there are."""

from __future__ import annotations

from members.registry import CHOSEN, REFUSES, STAYS, TAKEN, Joined

JOINED: dict[str, Joined] = {
    "members.Membership.member": Joined(CHOSEN, "lần vào Đảng"),
    "members.Placement.member": Joined(CHOSEN, "nơi sinh hoạt"),
    "members.Placement.membership": Joined(CHOSEN, "nơi sinh hoạt"),
    "members.Number.member": Joined(CHOSEN, "số thẻ"),
    "members.Residence.member": Joined(CHOSEN, "nơi cư trú"),
    "members.Exemption.membership": Joined(CHOSEN, "miễn công tác và sinh hoạt"),
    "members.Suspension.membership": Joined(CHOSEN, "đình chỉ sinh hoạt"),
    "members.Discipline.membership": Joined(CHOSEN, "kỷ luật"),
    "members.Departure.membership": Joined(CHOSEN, "ra khỏi danh sách"),
    "members.ResidenceIntroduction.membership": Joined(CHOSEN, "giới thiệu về nơi cư trú"),
    "members.OfficeHolding.member": Joined(CHOSEN, "chức vụ trong Đảng"),
    "members.NameChange.member": Joined(CHOSEN, "đổi tên"),
    "members.Finding.member": Joined(TAKEN, "vướng mắc khi nhập danh sách"),
    "members.Evidence.member": Joined(TAKEN, "nguồn của số liệu"),
    "members.Proposal.member": Joined(
        REFUSES, "đề nghị sửa", "Còn đề nghị sửa đang chờ trả lời; hãy trả lời trước.",
        some=lambda rows: rows.filter(closed_on=None),
    ),
    "members.Act.member": Joined(STAYS, "nhật ký", "dòng nhật ký không bao giờ đổi"),
    "members.Merge.kept": Joined(STAYS, "lần gộp trước", "hồ sơ cũ dẫn tới hồ sơ sau cùng"),
    "members.Merge.absorbed": Joined(STAYS, "lần gộp trước", "mỗi hồ sơ chỉ được gộp một lần"),
    "members.NotSame.first": Joined(STAYS, "không phải một người", "hồ sơ có ghi chú ấy là hồ sơ giữ lại"),
    "members.NotSame.second": Joined(STAYS, "không phải một người", "hồ sơ có ghi chú ấy là hồ sơ giữ lại"),
    "members.PossibleDouble.first": Joined(STAYS, "có thể trùng", "kết quả tìm, lần tìm sau thay"),
    "members.PossibleDouble.second": Joined(STAYS, "có thể trùng", "kết quả tìm, lần tìm sau thay"),
}  # fmt: skip
