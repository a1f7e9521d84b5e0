"""Store merge, for the files: the person that came of a file is the one that is kept."""

from __future__ import annotations

from members.registry import TAKEN, Joined

JOINED: dict[str, Joined] = {"admissions.Applicant.member": Joined(TAKEN, "hồ sơ kết nạp")}
