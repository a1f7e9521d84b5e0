"""Store merge, for the files: the person that came of a file is the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping

from admissions.models import Applicant, Step, StepKind
from admissions.procedure import spells
from members.models import Member, Membership
from members.registry import REFUSES, STAYS, TAKEN, Joined

TWO_FILES = (
    "Cả hai bên có hồ sơ kết nạp trên máy của cùng một lần vào Đảng. Bỏ hồ sơ lập cho đảng viên dự bị ở một bên trước, "
    "rồi gộp."
)


def two_files(kept: Member, absorbed: Member, joined: Mapping[int, Membership]) -> str:
    """One admission has one file: of two for one probationer with two records one is taken back first. Where neither
    can be, as both led to a ceremony or the person is official by now, both go on beside each other."""
    ours, theirs = _files(kept), _files(absorbed)
    twice = [(spell, file, ours[joined[spell].pk]) for spell, file in theirs.items() if joined[spell].pk in ours]
    return (
        TWO_FILES if any(_may_go(spell, file) or _may_go(joined[spell].pk, own) for spell, file, own in twice) else ""
    )


def _files(member: Member) -> dict[int, Applicant]:
    """{spell: the file that tells of it}."""
    found = ((one.pk, spells.file_of(member, one)) for one in spells.all_of(member.pk))
    return {pk: file for pk, file in found if file is not None}


def _may_go(spell: int, file: Applicant) -> bool:
    """Whether such a file can be taken back, with what was recorded on it: opened for a probationer, who still is."""
    begun = Step.unscoped.filter(applicant=file.pk, kind=StepKind.SOURCE).exists()
    return not begun and Membership.unscoped.filter(pk=spell, official_on=None).exists()


JOINED: dict[str, Joined] = {
    "admissions.Applicant.member": Joined(TAKEN, "hồ sơ kết nạp", clash=two_files),
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
