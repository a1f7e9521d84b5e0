"""The progress sheet of one file, for the meeting of the cell: what was done, when, by whom; what is next, by when."""

from __future__ import annotations

from collections.abc import Iterator

from admissions.models import VOTED, StepKind
from admissions.papers import bodies
from admissions.papers.written import Part, Table, Written, born, dated
from admissions.procedure import bases, introducing
from admissions.procedure.helping import rows_of
from admissions.procedure.reading import File
from admissions.procedure.running import of_probation
from admissions.rules import authority, clocks, terms
from admissions.rules.way import AGAIN, LABEL, STAGES, left_out, needed, upcoming
from kit.calendar import print_day
from members import called, office, wording

S = StepKind


def progress(file: File) -> Written:
    day, one = file.day, file.applicant
    issued = bodies.cell(file, day)
    helpers = rows_of(one)
    introduced = introducing.introduced(file.steps.get(S.INTRODUCED))
    people = [row.member_id for row in (*helpers, *introduced) if row.member_id]
    names = [called.name_on(row.member, day) if row.member else row.name for row in introduced]
    helps = [called.name_on(row.member, day) for row in helpers if row.holds_on(day)]
    return Written(
        dated(issued, day=day, today=day), "PHIẾU THEO DÕI TIẾN ĐỘ", f"hồ sơ kết nạp của {one.full_name}",
        [Part(lines=[
            f"Người xin vào Đảng: {one.full_name}, {born(one)}. Nơi giới thiệu: {one.get_backing_display()}. Đảng viên "
            f"giới thiệu: {', '.join(names) or 'chưa ghi'}. Người giúp đỡ: {', '.join(helps) or 'chưa phân công'}."])],
        issued.signature, copies=("Lưu.",), table=Table(
            [("Bước", "w13"), ("Việc", ""), ("Ngày", "w22"), ("Giấy tờ, kết quả", "w48"), ("Người ghi", "w30")],
            [*_rows(file)],
        ),
        after=[Part("Việc tiếp theo", items=[*_next(file)])], people=tuple(people),
    )  # fmt: skip


def _rows(file: File) -> Iterator[list[str]]:
    """Each step of the way, and below a vote those that fell short before it."""
    done, out = file.way.done(), left_out(file.way)
    for one in STAGES:
        kind = one.kind
        if kind in out.keys() & AGAIN:
            continue
        for vote in file.votes if kind in VOTED else ():
            if vote.kind == kind and not vote.decision_id:
                said = f"{vote.in_favour}/{vote.base} tán thành, cần {needed(kind, vote.base, vote.day)}: chưa đủ"
                yield [LABEL[kind], kind.label, print_day(vote.day), said, _by(vote)]
        if kind in done:
            yield [LABEL[kind], kind.label, print_day(done[kind]), *_said(file, kind)]
        else:
            yield [LABEL[kind], kind.label, "", "bỏ qua theo quy định" if kind in out else "", ""]


def _said(file: File, kind: StepKind) -> list[str]:
    row = file.steps.get(kind)
    if row is None:
        vote = next(one for one in file.votes if one.kind == kind and one.decision_id)
        return [f"{wording.paper(vote.decision)}; {vote.in_favour}/{vote.base} tán thành", _by(vote)]
    said = [wording.paper(row.decision), f"chi bộ nhận {print_day(row.received_on)}" if row.received_on else ""]
    return ["; ".join(part for part in said if part), _by(row)]


def _by(row: object) -> str:
    account = getattr(row, "account", None)
    return account.full_name if account is not None else ""


def _next(file: File) -> Iterator[str]:
    """What comes next and who does it, and every term that runs."""
    off = office.holidays()
    if file.stop is not None:
        yield f"Hồ sơ thôi xét từ ngày {print_day(file.stop.day)}."
        return
    kind = upcoming(file.way)
    if kind is not None:
        last = terms.due(file.way, kind, *off)
        until = f", chậm nhất ngày {print_day(last)}" if last else ""
        yield f"Bước {LABEL[kind]}, {kind.label}: {authority.who(kind, file.way, file.day)}{until}."
    spell = bases.spell_of(file.applicant)
    running = list(clocks.of_file(file.way, off, file.day))
    if spell is not None and spell.admitted_on and not (spell.official_on and spell.official_on <= file.day):
        running.append(of_probation(spell.admitted_on, file, off, file.day))
    for one in sorted(running, key=lambda one: one.last):
        left = one.left(file.day)
        late = f"quá hạn {-left} ngày" if left < 0 else f"còn {left} ngày" if left else "hôm nay là ngày cuối"
        yield f"{clocks.WORDS[one.kind][0].upper()}{clocks.WORDS[one.kind][1:]}: hạn {print_day(one.last)} ({late})."
    if kind is None and not running:
        yield "Đã xong mọi bước."
