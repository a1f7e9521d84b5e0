"""Store merge, for the reconciliation: what was signed names the record that was signed, for good; what is being
settled is compared anew, because both records have changed; who was chosen for a row goes over."""

from __future__ import annotations

from typing import Any

from members.registry import STAYS, TAKEN, Joined
from reports.reconciliation.models import Signing

SIGNED, ANEW = "đã ký, giữ nguyên; lần sau đọc theo hồ sơ sau cùng", "được so lại với sổ"


def _open(rows: Any) -> Any:
    return rows.exclude(reconciliation__in=Signing.unscoped.values("reconciliation"))


JOINED: dict[str, Joined] = {
    "reports.AgreedPerson.member": Joined(STAYS, "người trong danh sách đã ký", SIGNED),
    "reports.SignedMovement.member": Joined(STAYS, "tăng, giảm đã ký", SIGNED),
    "reports.ListedPerson.member": Joined(STAYS, "người trong danh sách đã gửi", ANEW),
    "reports.Difference.member": Joined(STAYS, "điểm lệch", ANEW),
    "reports.Elsewhere.member": Joined(STAYS, "hồ sơ ở nơi khác", ANEW),
    "reports.Candidate.member": Joined(STAYS, "người có thể là", ANEW),
    "reports.Answer.member": Joined(STAYS, "trả lời điểm lệch", "trả lời nói điều đã hỏi; chỗ còn lệch được hỏi lại"),
    "reports.ChosenPerson.member": Joined(TAKEN, "người đã chọn cho một dòng", some=_open),
}
