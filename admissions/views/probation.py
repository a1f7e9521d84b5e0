"""The recognition in words: each step with its day and paper or with what it waits for, the end, what may be
pressed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from django.urls import reverse

from admissions.models import RecognitionKind, StepKind, Vote, VoteKind
from admissions.procedure import bases, deciding
from admissions.procedure.deciding import last_act
from admissions.procedure.probation import Probation, elsewhere, of_files, with_card
from admissions.procedure.reading import File
from admissions.procedure.running import of_probation
from admissions.procedure.taking_over import is_same
from admissions.rules import authority, clocks, gathering, taking_over, way
from admissions.rules import deciding as rules
from admissions.rules.clocks import Clock
from admissions.rules.probation import LAST, NUMBER, STAGE, STAGES, Path, left_out, missing, standing_words, upcoming
from admissions.rules.recognition import check_over
from admissions.views.acts import Own
from admissions.views.clocks import due_words, state
from admissions.views.recognition import STEPS, verb_of
from admissions.views.told import LATER, OPEN, PAST, SKIPPED, Now, Off, Told, share_words
from admissions.views.told import now as told_now
from kit.calendar import print_day
from members import wording
from members.errors import why_not_yet
from members.regulations import RULES, shown

R = RecognitionKind
VOTES = {R.CELL: VoteKind.RECOGNITION, R.COMMITTEE: VoteKind.RECOGNITION_ABOVE}
# By the right to what stands above the cell is recorded what the part-committee says.
ABOVE_THE_CELL = "record_committee_on_recognition"
NO_CARD = "chính thức, chưa có thẻ"
# As a former cell reads the file of whom it admitted, and of who applied there.
WENT, HANDED = "đã chuyển sinh hoạt, hồ sơ theo sang nơi mới", "đã chuyển hồ sơ sang nơi khác"


@dataclass(frozen=True)
class Section:
    """What the page of a file says after the ceremony: its steps, how it ended, (words, address) of what else may be
    pressed."""

    steps: list[Told]
    end: str = ""
    age: str = ""
    is_official: bool = False
    acts: list[tuple[str, str]] = field(default_factory=list)


class Followed(NamedTuple):
    """{file: what followed the ceremony}, and whose card number is known."""

    found: dict[int, Probation]
    carded: set[int]


def followed(files: Iterable[File], day: date) -> Followed:
    admitted = [file for file in files if file.applicant.member_id]
    gone = elsewhere(admitted)
    admitted = [one for one in admitted if one.left_on is not None or one.applicant.member_id not in gone]
    return Followed(of_files(admitted), with_card((file.applicant.member_id for file in admitted), day))


def standing(file: File, after: Followed, day: date) -> str:
    """What the person of the file is that day, in words; of a file that was handed over before the ceremony, what the
    former cell knows."""
    found = after.found.get(file.applicant.pk)
    path = Path() if StepKind.CEREMONY not in file.way.days else found.path if found else None
    return standing_words(path, day)


def otherwise(file: File, after: Followed) -> str:
    """That the register says another day or decision of the admission than the file by now; "" where both agree."""
    found = after.found.get(file.applicant.pk)
    if found is None:
        return ""
    day = taking_over.differs(file.way, found.path.admitted_on)
    return " ".join(filter(None, (day, _other_decision(file, found))))


def _other_decision(file: File, found: Probation) -> str:
    """The same of the decision of the admission; a former cell is told nothing of what the register learned since."""
    if found.spell is None or file.left_on is not None:
        return ""
    step, known = file.steps.get(StepKind.DECISION), found.spell.admission_decision
    own = step.decision if step else None
    return taking_over.differs_decision(wording.paper(own), wording.paper(known), same=is_same(own, known))


def now_of(file: File, off: Off, day: date, after: Followed) -> Now:
    """What the file waits for: until its steps are done, or the months of probation are over, those, then the
    recognition; how that ended before all."""
    if file.left_on is not None:
        since = f" từ {print_day(file.left_on)}" if file.left_on > date.min else ""
        return Now("locked", f"{WENT if StepKind.CEREMONY in file.way.days else HANDED}{since}")
    own = after.found.get(file.applicant.pk)
    path = own.path if own is not None else Path()
    admitted, ends = path.admitted_on, path.ends
    running = [clock] if admitted and (clock := of_probation(admitted, file, off, day)) else []
    if own is not None and ends and (path.is_over or ends <= day or way.upcoming(file.way) is None):
        return _with_term(now(file, own, has_card=file.applicant.member_id in after.carded), running, day)
    # A paper that grows old is told of from the first rung on.
    running += [
        one for one in clocks.of_file(file.way, off, day)
        if one.kind not in clocks.OF_PAPERS or one.rung(day) is not None
    ]  # fmt: skip
    return _with_term(told_now(file, day), running, day)


def _with_term(said: Now, running: list[Clock], day: date) -> Now:
    """The same with the term that ends first, where a step is waited for."""
    if not running or not said.step:
        return said
    first = min(running, key=lambda one: one.last)
    return replace(said, due=due_words(first, day), due_kind=state(first.left(day)))


def now(file: File, found: Probation, *, has_card: bool) -> Now:
    """In one line: what the recognition waits for, or how it ended."""
    path = found.path
    if path.left_as:
        return Now("locked", f"{path.left_as}{f' từ {print_day(path.left_on)}' if path.left_on else ''}")
    if path.official_on is not None:
        return Now("done" if has_card else "soon", "chính thức, đã có thẻ" if has_card else NO_CARD)
    if path.proposed_on() is not None:
        return Now("waits", f"chờ {who(R.DECISION, file)}: quyết định xóa tên")
    kind = upcoming(path)
    if kind is None:
        return Now("waits", "đảng viên dự bị")
    words = f"chờ {who(kind, file)}: {kind.label[0].lower()}{kind.label[1:]}"
    return Now("waits", words, f"công nhận {NUMBER[kind]}/{LAST}")


def who(kind: RecognitionKind, file: File) -> str:
    return authority.who_after(kind, file.way, file.day)


def section(file: File, after: Followed, may: AbstractSet[str], day: date, own: Own) -> Section | None:
    """None before the ceremony."""
    found = after.found.get(file.applicant.pk)
    if found is None or found.path.admitted_on is None:
        return None
    if file.left_on is not None and StepKind.CEREMONY not in file.way.days:
        # Handed over before: who was admitted elsewhere is not told of here.
        return None
    official = found.path.official_on is not None
    if file.left_on is not None:
        return Section([step for step in steps(file, found, may, own) if step.state == PAST], _end(found))
    return Section(steps(file, found, may, own), _end(found), _age(found), official, _acts(file, found, may, day))


def steps(file: File, found: Probation, may: AbstractSet[str], own: Own) -> list[Told]:
    """Every step in its order; which of them is open, its own check says."""
    done, out = found.path.done(), left_out(found.path)
    return [
        _past(file, found, one.kind, may, own) if one.kind in done
        else _told(one.kind, SKIPPED, one.kind.label, why=out[one.kind]) if one.kind in out
        else _open(file, found, one.kind, may) if not why_not_yet(partial(gathering.check_order, found.path, one.kind))
        else _later(found, one.kind)
        for one in STAGES
    ]  # fmt: skip


def _told(kind: RecognitionKind, *said: Any, **more: Any) -> Told:
    return Told(str(NUMBER[kind]), *said, list_name="công nhận ", **more)


def _past(file: File, found: Probation, kind: RecognitionKind, may: AbstractSet[str], own: Own) -> Told:
    day = found.path.done()[kind]
    paper = found.paper_of(kind)
    said, account = [wording.paper(paper)] if paper else [], None
    edit = off = ""
    if (row := found.papers.get(kind)) is not None:
        account = row.account
        said += [row.helper.member.full_name] if row.helper else []
        mine = own(row, day) and (kind != R.APPRAISAL or ABOVE_THE_CELL in may)
        if not why_not_yet(partial(gathering.check_goes_on, found.path)) and mine and "correct_recognition_step" in may:
            edit = reverse("correct-recognition-step", args=[row.pk])
        if not why_not_yet(partial(gathering.check_taken_back, found.path, kind)):
            off = _if(mine and "take_back_recognition_step" in may, "take-back-recognition-step", row.pk)
    elif kind == R.CERTIFICATE and found.certificate is not None:
        account = found.certificate.account
        said.append(found.certificate.course.name)
    elif kind in VOTES:
        vote = _passed(file, VOTES[kind])
        said = [wording.paper(vote.decision), f"{vote.in_favour}/{vote.base} tán thành"]
        account = vote.account
    elif kind == R.DECISION:
        act = last_act(file, "recognise")
        account = act.account if act else None
        said.append(f"chính thức từ ngày {print_day(found.path.official_on)}")
        above = "hold_ceremony" in may
        if not why_not_yet(partial(deciding.check_recognition_goes, file, found, above=above)):
            off = _if("take_back_recognition" in may, "take-back-recognition", file.applicant.pk)
    said += [f"{account.full_name} ghi"] if account else []
    return _told(
        kind, PAST, kind.label, print_day(day), ", ".join(said), edit=edit, off=off,
        rules=[shown(RULES[key], day) for key in STAGE[kind].rules],
    )  # fmt: skip


def _passed(file: File, kind: VoteKind) -> Vote:
    return next(one for one in file.recognition if one.kind == kind and one.decision_id)


def _if(allowed: bool, name: str, pk: int) -> str:
    return reverse(name, args=[pk]) if allowed else ""


def _open(file: File, found: Probation, kind: RecognitionKind, may: AbstractSet[str]) -> Told:
    ends, needs = found.path.ends, []
    if kind in (*VOTES, *gathering.OF_THE_MONTHS) and ends is not None and kind != R.COMMITTEE and file.day < ends:
        needs.append(f"Hết thời gian dự bị ngày {print_day(ends)}.")
    if kind in VOTES:
        needs.append(share_words(kind == R.COMMITTEE, file.day))
    if kind == R.DECISION:
        needs.append(f"Ngày chính thức là ngày {print_day(ends)}, kể cả khi họp hoặc quyết định chậm.")
    may_do = verb_of(kind) in may and not (kind == R.APPRAISAL and ABOVE_THE_CELL not in may)
    may_do = may_do and not (kind == R.CELL and ends is not None and file.day < ends)
    if kind == R.DECISION:
        check = partial(
            deciding.check_may_recognise, file, path_of=found.path, day=file.day, above="hold_ceremony" in may
        )
        may_do = may_do and not why_not_yet(check)
    return _told(
        kind, OPEN, kind.label, who=who(kind, file), needs=needs,
        rules=[shown(RULES[key], file.day) for key in STAGE[kind].rules],
        href=reverse(STEPS[kind].name, args=[file.applicant.pk]) if may_do else "", page=STEPS[kind].page,
    )  # fmt: skip


def _later(found: Probation, kind: RecognitionKind) -> Told:
    if found.path.left_as or found.path.is_over:
        return _told(kind, SKIPPED, kind.label, why="Chưa ghi.")
    # While a striking off waits, that is why, not what else a recognition would need.
    lacks = missing(kind, found.path) if found.path.proposed_on() is None else []
    why = f"Cần {'; '.join(f'bước công nhận {NUMBER[one]}' for one in lacks)}." if lacks else ""
    return _told(kind, LATER, kind.label, why=why or why_not_yet(partial(gathering.check_order, found.path, kind)))


def _end(found: Probation) -> str:
    """How it ended: struck off, with the paper; or the other way somebody left."""
    left = found.left
    if left is None:
        return ""
    paper = f", {wording.paper(left.decision)}" if left.decision else ""
    words = found.path.left_as
    return f"{words[0].upper()}{words[1:]} từ ngày {wording.day(left.since, 'không rõ')}{paper}. Hồ sơ đã khép lại."


def _age(found: Probation) -> str:
    """From when the age in the Party is counted, once official; whether it is a second spell the register knows, also
    of whom no file admitted again."""
    decided = found.spell.admission_decision if found.spell else None
    if found.spell is None or found.path.official_on is None or decided is None:
        return ""
    if bases.is_second(found.spell):
        return rules.AGE_AGAIN
    return rules.age_words(decided.signed_on, found.path.official_on)


def _acts(file: File, found: Probation, may: AbstractSet[str], day: date) -> list[tuple[str, str]]:
    """Beside the steps: what leads to striking off, and back."""
    above = "hold_ceremony" in may

    def checked(verb: str, name: str, words: str, *checks: Callable[[], Any]) -> list[tuple[str, str]]:
        if verb not in may or any(why_not_yet(one) for one in checks):
            return []
        return [(words, reverse(name, args=[file.applicant.pk]))]

    return [
        *checked("record_striking_off_vote", "striking-off-vote", "Ghi chi bộ biểu quyết đề nghị xóa tên",
                 partial(check_over, found.spell, day, day), partial(rules.check_may_propose, found.path)),
        *checked("record_striking_off", "record-striking-off", "Ghi quyết định xóa tên", partial(
            deciding.check_may_strike_off, file, path_of=found.path, day=day, above=above)),
        *checked("take_back_striking_off", "take-back-striking-off", "Bỏ quyết định xóa tên ghi nhầm",
                 partial(deciding.check_striking_off_goes, file, found)),
    ]  # fmt: skip
