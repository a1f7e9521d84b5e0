"""A file in words: each step with its day and paper or with what it waits for, the clocks, what may be pressed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from admissions.models import Applicant, Step, StepKind, StopKind, Vote, VoteKind
from admissions.models.steps import BY_COMMITTEE
from admissions.procedure import bases
from admissions.procedure.doing import verb_of
from admissions.procedure.probation import tries_of
from admissions.procedure.reading import File
from admissions.procedure.taking_over import check_gone
from admissions.procedure.voting import check_taken_back, verb_of_vote
from admissions.rules import authority, readmission, recognition, terms, versions
from admissions.rules import steps as rules
from admissions.rules import votes as vote_rules
from admissions.rules.people import stop_words
from admissions.rules.way import (
    AGAIN,
    LABEL,
    LAST,
    NUMBER,
    STAGE,
    STAGES,
    TOO_SMALL,
    Way,
    before,
    left_out,
    needed,
    share,
    upcoming,
)
from admissions.views.acts import SMALL, STEPS, Own
from admissions.views.bases import Behind
from admissions.views.verifying import all_waiting
from kit.calendar import print_day
from members import rights, wording
from members.errors import broken_by, why_not_yet
from members.models import Member
from members.procedure.people import birth_of
from members.regulations import RULES, Shown, shown
from members.views.acts import ActPage

Off = tuple[frozenset[date], frozenset[date]]
OF_CONSIDERED = (rules.check_age, rules.check_schooling)
PAST, OPEN, SKIPPED, LATER = "past", "open", "skipped", "later"


@dataclass(frozen=True)
class Now:
    """Where a file stands: a kind of the component `state`, the words, which step of how many; `due`: what is to be
    done by which last day, with how many days are left or over, `due_kind` for the component."""

    kind: str
    words: str
    step: str = ""
    due: str = ""
    due_kind: str = ""


@dataclass(frozen=True)
class Told:
    """One step as the page draws it. `needs`: sentences of an open step; `rules`: by which it goes; `href`: where it is
    recorded, "" for who may not; `edit`, `off`: where a step that was done is put right and taken back."""

    number: str
    state: str
    title: str
    when: str = ""
    why: str = ""
    who: str = ""
    needs: list[str] = field(default_factory=list)
    rules: list[Shown] = field(default_factory=list)
    href: str = ""
    edit: str = ""
    off: str = ""
    page: ActPage | None = None
    # What comes before the number where somebody hears it without the heading of its list.
    list_name: str = ""

    @property
    def called(self) -> str:
        return f"{self.list_name}{self.number}"


def now(file: File, day: date) -> Now:
    """In one line: what it waits for, or how it ended; until when, says who knows what followed the ceremony."""
    if file.stop is not None:
        return Now("locked", f"{StopKind(file.stop.kind).label} từ {print_day(file.stop.day)}")
    if broken_by(lambda: rules.check_goes_on(file.way)) is not None:
        return Now("late", "chi bộ đã kết thúc, chưa có chi bộ kế tục để xét tiếp")
    kind = upcoming(file.way)
    if kind is None:
        return Now("done", "đã xong mọi bước")
    if kind == StepKind.VERIFIED and (waits := all_waiting(file, day)):
        return Now("waits", waits, f"{LABEL[kind]}/{LAST}")
    words = f"chờ {authority.who(kind, file.way, file.day)}: {kind.label[0].lower()}{kind.label[1:]}"
    return Now("waits", words, f"{LABEL[kind]}/{LAST}")


def facts(file: File) -> list[tuple[str, str]]:
    """Who it is, as far as the rules ask."""
    one = file.applicant
    birth = birth_of(one)
    exception = wording.paper(one.exception) if one.exception_id else ""
    said = [
        ("Giới tính", one.get_sex_display()), ("Ngày sinh", str(birth) if birth else ""),
        ("Học vấn phổ thông", one.get_schooling_display()), ("Nghề nghiệp", one.get_occupation_display()),
        ("Người giới thiệu", one.get_backing_display()),
    ]  # fmt: skip
    return [*said, ("Văn bản đồng ý xét trường hợp riêng", exception)] if exception else said


def steps(file: File, may: AbstractSet[str], off: Off, own: Own, small: str) -> list[Told]:
    """Every step of the rules in its order; which of them is open, its own check says. `small`: that the cell is too
    small to vote (`small_cell`)."""
    done, out = file.way.done(), left_out(file.way)
    return [
        _past(file, one.kind, may, own) if one.kind in done
        else Told(LABEL[one.kind], SKIPPED, one.kind.label, why=out[one.kind]) if one.kind in out
        else _handed_on(file, may, small) if one.kind == StepKind.CELL and small
        else _open(file, one.kind, may, off) if not why_not_yet(partial(rules.check_order, file.way, one.kind))
        else _later(file, one.kind)
        for one in STAGES if file.way.again or one.kind not in out.keys() & AGAIN
    ]  # fmt: skip


def _past(file: File, kind: StepKind, may: AbstractSet[str], own: Own) -> Told:
    day = file.way.done()[kind]
    row: Step | Vote | None = file.steps.get(kind)
    edit = off = ""
    if row is not None and own(row, day) and _may_change(file, kind, day, may):
        edit = reverse("correct-step", args=[row.pk]) if _is_open(rules.check_put_right, file, kind) else ""
        off = reverse("take-back-step", args=[row.pk]) if _is_open(rules.check_taken_back, file, kind) else ""
    if row is None:
        row = next(one for one in file.votes if one.kind == kind and one.day == day and one.decision_id)
    said = [wording.paper(row.decision)] if row.decision_id else []
    if isinstance(row, Vote):
        said.append(f"{row.in_favour}/{row.base} tán thành")
    elif kind == StepKind.CELL:
        said.append(TOO_SMALL)
    elif row.received_on:
        said.append(f"chi bộ nhận {print_day(row.received_on)}")
    if row.account is not None:
        said.append(f"{row.account.full_name} ghi")
    return Told(
        LABEL[kind], PAST, kind.label, print_day(day), ", ".join(said), edit=edit, off=off,
        rules=[shown(RULES[key], day) for key in STAGE[kind].rules],
    )  # fmt: skip


def _may_change(file: File, kind: StepKind, day: date, may: AbstractSet[str]) -> bool:
    return verb_of(kind) in may and not _why_not_own(file, kind, day, may)


def _is_open(check: Callable[[Way, StepKind], None], file: File, kind: StepKind) -> bool:
    return not why_not_yet(partial(check, file.way, kind))


def _open(file: File, kind: StepKind, may: AbstractSet[str], off: Off) -> Told:
    # Nobody does it before today, nor before the last of what it stands on: one day for who does it and by which rules.
    day = max([file.day, *(file.way.done()[one] for one in before(kind, file.way))])
    needs = []
    if last := terms.due(file.way, kind, *off):
        needs.append(f"Chậm nhất ngày {print_day(last)} ({wording.left((last - file.day).days)}).")
    if kind == StepKind.CEREMONY and file.way.received_on is None and not last:
        needs.append("Hạn tính từ ngày chi bộ nhận quyết định: chưa ghi ngày nhận.")
    if kind == StepKind.APPLICATION:
        needs += readmission.waits(file.way, file.day)
    if kind in AGAIN:
        needs.append("Chỉ ghi ngày, số, nơi ký của văn bản; không ghi nội dung.")
    if kind == StepKind.CELL:
        needs += _not_considered(file)
    if kind in vote_rules.WHOSE:
        needs.append(share_words(kind == StepKind.COMMITTEE, day))
    may_do = _may_record(file, kind, may)
    return Told(
        LABEL[kind], OPEN, kind.label, who=authority.who(kind, file.way, day), needs=needs,
        rules=[shown(RULES[key], versions.asked_on(file.way, kind, key, day)) for key in STAGE[kind].rules],
        href=reverse(STEPS[kind].name, args=[file.applicant.pk]) if may_do else "", page=STEPS[kind].page,
    )  # fmt: skip


def _handed_on(file: File, may: AbstractSet[str], small: str) -> Told:
    """In the place of the vote of a cell too small for it: the paper by which the file goes to the committee."""
    kind, day = StepKind.CELL, file.day
    return Told(
        LABEL[kind], OPEN, kind.label, who=authority.who(kind, file.way, day), needs=[small, *_not_considered(file)],
        rules=[shown(RULES["admission.small_cell"], day)],
        href=reverse("step-small-cell", args=[file.applicant.pk]) if "refer_small_cell" in may else "", page=SMALL,
    )  # fmt: skip


def _may_record(file: File, kind: StepKind, may: AbstractSet[str]) -> bool:
    return verb_of(kind) in may and not _why_not_own(file, kind, file.day, may)


def _why_not_own(file: File, kind: StepKind, day: date, may: AbstractSet[str]) -> str:
    """Why who may not do what the level above does records no such step of that day."""
    who = authority.Recorder(above="hold_ceremony" in may, committee="record_committee_vote" in may)
    return why_not_yet(partial(authority.check_own_step, file.way, kind, day, who))


def share_words(by_committee: bool, day: date) -> str:
    """How many have to be for it, in words."""
    kind = StepKind.COMMITTEE if by_committee else StepKind.CELL
    part, whose = share(kind, day), vote_rules.WHOSE[kind]
    return f"Cần ít nhất {part.numerator}/{part.denominator} tổng số {whose} tán thành, không phải số có mặt."


def _not_considered(file: File) -> list[str]:
    """What would keep the cell from considering the person today: age, schooling, or that they are not known."""
    age, schooling = (why_not_yet(partial(check, file.way, file.day)) for check in OF_CONSIDERED)
    if age and file.way.birth is not None:
        age = f"Nếu chi bộ xét hôm nay: {age[0].lower()}{age[1:]}"
    return [one for one in (age, schooling) if one]


def _later(file: File, kind: StepKind) -> Told:
    done = file.way.done()
    missing = [one for one in sorted(set(before(kind, file.way)), key=NUMBER.__getitem__) if one not in done]
    why = [f"Cần {'; '.join(f'bước {LABEL[one]}' for one in missing)}."] if missing else []
    why += _not_considered(file) if kind == StepKind.CELL else []
    return Told(LABEL[kind], LATER, kind.label, why=" ".join(why))


def votes(file: File, may: AbstractSet[str], names: Mapping[int, Behind], own: Own) -> list[dict[str, Any]]:
    """Every vote, also those that fell short, each with the people behind its base."""
    return [_vote(file, one, may, own) | {"behind": names[one.pk]} for one in (*file.votes, *file.recognition)]


def _vote(file: File, one: Vote, may: AbstractSet[str], own: Own) -> dict[str, Any]:
    counts = StepKind.COMMITTEE if one.kind in BY_COMMITTEE else StepKind.CELL
    # That the result goes up all the same is said of the cell (01-HD/TW 2021; 24-QĐ/TW, 4.2).
    reported = ", vẫn báo cáo kết quả lên cấp trên" if counts == StepKind.CELL else ""
    short = f"cần {needed(counts, one.base, one.day)}, không ra nghị quyết{reported}"
    may_off = verb_of_vote(one) in may and own(one, one.day) and not why_not_yet(partial(check_taken_back, file, one))
    return {
        "title": one.get_kind_display(), "day": print_day(one.day),
        "paper": wording.paper(one.decision) if one.decision_id else "",
        "words": f"tổng số {one.base}, có mặt {one.present}, tán thành {one.in_favour}, không tán thành {one.against}, "
                 f"không hợp lệ {one.invalid}",
        "short": "" if one.decision_id else short,
        "off": reverse("take-back-vote", args=[one.pk]) if may_off else "",
    }  # fmt: skip


def stop(file: File) -> str:
    return stop_words(file.stop) if file.stop else ""


def member(one: Applicant, *, official: bool) -> dict[str, str]:
    """The page of whom the file made a member, where it is mine to open."""
    if one.member_id is None or not Member.objects.filter(pk=one.member_id).exists():
        return {}
    words = "Đã là đảng viên chính thức" if official else "Đã là đảng viên dự bị"
    return {"href": reverse("person", args=[one.member_id]), "name": one.full_name, "words": words}


def former(file: File, actor: rights.Actor) -> dict[str, str]:
    """That it is a re-admission; who may open people who have left finds the person behind it."""
    if file.again is None:
        return {}
    row, cleared = file.again.row, file.way.cleared_on
    opens = file.applicant.member_id is None and rights.may(actor, "open_leaver", rights.case_of_organisation(None))
    # From the certificate on the step itself says it.
    early = StepKind.CERTIFICATE not in file.way.days
    return {
        "words": _again_words(file),
        "href": reverse("leaver", args=[row.former_id]) if opens else "",
        "waits": " ".join(readmission.waits(file.way, file.day)) if early else "",
        "early": readmission.too_early(file.way),
        "cleared": f"Xóa án tích ngày {print_day(cleared)}, {wording.paper(row.clearing)}." if cleared else "",
    }  # fmt: skip


# The first admission, then those again: which one it is, in words.
ORDINALS = {2: "hai", 3: "ba", 4: "tư"}


def _again_words(file: File) -> str:
    """Which admission of the person it is: one more than there were, those again counted as `earlier`."""
    earlier = file.way.earlier
    spell = f"lần vào Đảng thứ {ORDINALS.get(earlier + 2, earlier + 2)} của chính"
    if file.applicant.member_id:
        return f"Kết nạp lại: {spell} người đã có trong sổ."
    before = f", đã kết nạp lại {earlier} lần" if earlier else ""
    return f"Người này từng là đảng viên{before}, xin kết nạp lại; lễ kết nạp mở {spell} người ấy."


def acts(file: File, may: AbstractSet[str], own: Own, small: str) -> list[tuple[str, str]]:
    """What else may be pressed: (words, address)."""
    pk = [file.applicant.pk]
    if file.stop is not None:
        return [("Xét tiếp", reverse("take-file-up", args=pk))] if "take_file_up" in may else []
    corrects = "correct_applicant" in may and own(None, min(file.way.days.values()))
    found = [("Sửa hồ sơ", reverse("correct-applicant", args=pk))] if corrects else []
    if small and _may_record(file, StepKind.CELL, may):
        words = "Ngày họp chi bộ còn đủ đảng viên chính thức: ghi biểu quyết"
        found.append((words, reverse(STEPS[StepKind.CELL].name, args=pk)))
    if file.way.taken_over and StepKind.DECISION not in file.steps and _may_record(file, StepKind.DECISION, may):
        found.append(("Ghi quyết định kết nạp đã có", reverse(STEPS[StepKind.DECISION].name, args=pk)))
    received = partial(rules.check_not_received, file.way)
    if StepKind.DECISION in file.steps and "note_received" in may and not why_not_yet(received):
        found.append(("Ghi ngày chi bộ nhận quyết định", reverse("step-received", args=pk)))
    gone = partial(check_gone, file, decides="record_decision" in may)
    if "take_back_taking_over" in may and not why_not_yet(gone):
        found.append(("Bỏ hồ sơ lập nhầm", reverse("take-back-taking-over", args=pk)))
    if "stop_file" in may and file.applicant.member_id is None:
        found.append(("Thôi xét", reverse("stop-file", args=pk)))
    return found


def small_cell(file: File) -> str:
    """That the vote of the cell is open, and the cell too small to hold it today; "" where it is not so."""
    if why_not_yet(partial(rules.check_order, file.way, StepKind.CELL)):
        return ""
    return bases.small_words(file.applicant, file.day)


def reported_up(file: File, day: date) -> str:
    """What is to be done where so many votes on the recognition fell short."""
    return recognition.reported_up(tries_of(file.recognition, VoteKind.RECOGNITION), day) if file.recognition else ""
