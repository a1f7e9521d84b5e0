"""What the register says of the decision of an admission, as far as it has it from the file: entered with the step, put
right with it, taken out with it (0147)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from admissions.models import Applicant, StepKind
from admissions.procedure import spells
from members import history, wording
from members.models import Act, Decision, Membership
from members.procedure.people import correct_membership
from members.rights import Actor

BY_FILE = "theo quyết định kết nạp ghi ở hồ sơ kết nạp"
TAKEN_OUT = "hồ sơ kết nạp bỏ quyết định đã ghi sang sổ"
# Verbs of a file inside which the register learned the decision.
FROM_FILE = ("take_over", "record_decision", "hold_ceremony", "correct_step")
COLUMN, SPELL = "admission_decision_id", history.table_name(Membership)


class Entered(NamedTuple):
    """The spell that has its decision from a file; `stands`: the register still says what the file wrote; `is_told`:
    the history says what that was. Where it was reduced, the register follows the file no more."""

    spell: Membership
    stands: bool
    is_told: bool = True

    @property
    def words(self) -> str:
        """What the register says by now."""
        return wording.paper(self.spell.admission_decision)


def entered_by(applicant: Applicant) -> Entered | None:
    """What the register has from this file; None where it knew the decision by itself, or knows none of it."""
    spell = spells.of_file(applicant)
    if spell is None:
        return None
    outer = Act.objects.filter(number=OuterRef("inside")).values("verb")[:1]
    lines = Act.objects.filter(member=spell.member_id, inside__isnull=False).alias(outer=Subquery(outer))
    for line in lines.filter(outer__in=FROM_FILE).select_related("values_row").order_by("-number"):
        if not line.values_row.body and spell.admission_decision_id is not None:
            return Entered(spell, stands=False, is_told=False)
        for change in line.values_row.said().get("changes", ()):
            if (change["m"], change["id"]) == (SPELL, spell.pk) and COLUMN in change["f"]:
                return Entered(spell, change["f"][COLUMN][1] == spell.admission_decision_id)
    return None


def enter_decision(spell: Membership | None, decision: Decision, by: Actor) -> None:
    """Where the register knew no decision of that admission it does now: party age counts from its day."""
    if spell is not None and spell.admission_decision_id is None:
        correct_membership(spell, by=by, admission_decision=decision, why=BY_FILE)


def put_right(found: Entered | None, decision: Decision | None, by: Actor) -> None:
    """The register follows the file, where it says what the file wrote. Locked before: places, then the person."""
    if found is not None and found.stands and decision is not None and decision.pk != found.spell.admission_decision_id:
        correct_membership(found.spell, by=by, admission_decision=decision, why=BY_FILE)


def take_out(found: Entered | None, by: Actor) -> None:
    """The register says nothing of it again, as before the file, where it says what the file wrote."""
    if found is not None and found.stands and found.spell.admission_decision_id is not None:
        correct_membership(found.spell, by=by, admission_decision=None, why=TAKEN_OUT)


def told(applicant: Applicant, kind: str, *, goes: bool) -> list[str]:
    """What becomes of the register when that step is put right or `goes`, in words for the page; nothing where it is
    left as it is and nobody would think otherwise."""
    found = entered_by(applicant) if kind == StepKind.DECISION else None
    if found is None:
        return []
    if not found.is_told:
        return [
            "Lịch sử không còn giá trị của việc ghi quyết định kết nạp từ hồ sơ này sang sổ: sổ giữ nguyên "
            f"({found.words}); sai thì sửa ở hồ sơ đảng viên."
        ]
    if not found.stands:
        now = found.words or "nay sổ không ghi"
        return [
            f"Quyết định kết nạp trong sổ đã được sửa sau khi ghi từ hồ sơ này ({now}): sổ giữ nguyên như thế; sai thì "
            "sửa ở hồ sơ đảng viên."
        ]
    if goes:
        return [f"Sổ ghi quyết định kết nạp theo hồ sơ này ({found.words}): bỏ thì sổ cũng thôi ghi, như trước đó."]
    return ["Sổ ghi quyết định kết nạp theo hồ sơ này: sửa số, ngày, cơ quan ở đây thì sổ sửa theo."]
