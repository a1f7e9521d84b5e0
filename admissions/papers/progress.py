"""The progress sheet of one file, for the meeting of the cell: what was done, when, by whom; what is next, by when."""

from __future__ import annotations

from collections.abc import Iterator

from admissions.models import VOTED, RecognitionKind, StepKind, VoteKind
from admissions.papers import bodies
from admissions.papers.known import goes_no_further, resolved
from admissions.papers.resolutions import again
from admissions.papers.written import Part, Table, Written, born, dated, speaks_of
from admissions.procedure import introducing, probation, spells
from admissions.procedure.helping import ends_of, rows_of
from admissions.procedure.reading import File
from admissions.procedure.running import of_probation
from admissions.rules import authority, clocks, terms
from admissions.rules import probation as path
from admissions.rules.people import stop_words
from admissions.rules.readmission import waits
from admissions.rules.way import AGAIN, LABEL, NO_CELL, STAGES, TOO_SMALL, left_out, needed, upcoming
from kit.calendar import print_day
from members import called, kept, office, wording
from members.models.periods import holds

S = StepKind
BEFORE = "trước khi có hồ sơ trên máy"
ON_RECOGNITION = {RecognitionKind.CELL: VoteKind.RECOGNITION, RecognitionKind.COMMITTEE: VoteKind.RECOGNITION_ABOVE}


def progress(file: File) -> Written:
    day, one, before = file.day, file.applicant, file.way.taken_over
    told = speaks_of(file, day)
    issued = bodies.cell(file, day)
    helpers = rows_of(one)
    introduced = introducing.introduced(file.steps.get(S.INTRODUCED))
    people = [row.member_id for row in (*helpers, *introduced) if row.member_id]
    names = [called.name_on(row.member, day) if row.member else row.name for row in introduced]
    ends = ends_of(one, helpers)
    helps = [called.name_on(row.member, day) for row in helpers if holds(row.since, ends[row.pk], day)]
    return Written(
        dated(issued, day=day, today=day), "PHIẾU THEO DÕI TIẾN ĐỘ", f"hồ sơ kết nạp{again(file)} của {told.full_name}",
        [Part(lines=[
            f"{path.standing_words(_path(file), day)}: {told.full_name}, {born(told)}. "
            f"Nơi giới thiệu: {BEFORE if before else one.get_backing_display()}. "
            f"Đảng viên giới thiệu: {BEFORE if before else ', '.join(names) or 'chưa ghi'}. "
            f"Người giúp đỡ: {', '.join(helps) or 'chưa phân công'}."])],
        issued.signature, copies=("Lưu.",), table=Table(
            [("Bước", "w13"), ("Việc", ""), ("Ngày", "w22"), ("Giấy tờ, kết quả", "w48"), ("Người ghi", "w30")],
            [*_rows(file), *_went(file), *_after(file)],
        ),
        after=[Part("Việc tiếp theo", items=[*_next(file)])], people=tuple(people),
    )  # fmt: skip


def _rows(file: File) -> Iterator[list[str]]:
    """Each step of the way, and below a vote those that fell short before it."""
    done, out = file.way.done(), left_out(file.way)
    skipped = f"làm {BEFORE}" if file.way.taken_over else "bỏ qua theo quy định"
    ended = {kind for kind, why in out.items() if why == NO_CELL}
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
            yield [LABEL[kind], kind.label, "", skipped if kind in out.keys() - ended else "", ""]


def _went(file: File) -> Iterator[list[str]]:
    """Each time that the file came from elsewhere, or went on."""
    names = called_then(file)
    for row in file.handed:
        said = f"Hồ sơ từ {row.outside} chuyển đến" if row.outside else f"Chuyển hồ sơ sang {names[row.pk]}"
        yield ["", said, print_day(row.day), wording.paper(row.decision), _by(row)]


def called_then(file: File) -> dict[int, str]:
    """{hand-over: what the cell was called that it went to}, each on its day."""
    rows = [row for row in file.handed if row.organisation_id is not None]
    return {row.pk: kept.full_names({row.organisation_id}, row.day).get(row.organisation_id, "") for row in rows}


def _path(file: File) -> path.Path | None:
    """What followed the ceremony; None of whom the file admitted and who stands elsewhere by now."""
    return None if probation.elsewhere([file]) else probation.of_file(file).path


def _after(file: File) -> Iterator[list[str]]:
    """The steps of the recognition, once there is a probationer."""
    if file.applicant.member_id is None or probation.elsewhere([file]):
        return
    found = probation.of_file(file)
    done, out = found.path.done(), path.left_out(found.path)
    short = path.short_words(found.path.tries)
    for one in path.STAGES:
        said, row = _out(out.get(one.kind, ""), short), found.papers.get(one.kind)
        yield from _short(file, f"CN {path.NUMBER[one.kind]}", ON_RECOGNITION.get(one.kind))
        if one.kind in done:
            vote = resolved(file, ON_RECOGNITION[one.kind]) if one.kind in ON_RECOGNITION else None
            said = wording.paper(vote.decision if vote else found.paper_of(one.kind))
            said += f"; {vote.in_favour}/{vote.base} tán thành" if vote else ""
            row = vote or row
        day = print_day(done[one.kind]) if one.kind in done else ""
        yield [f"CN {path.NUMBER[one.kind]}", one.kind.label, day, said, _by(row)]
    yield from _short(file, "", VoteKind.STRIKING_OFF)
    proposal = resolved(file, VoteKind.STRIKING_OFF)
    if proposal is not None:
        yield ["", VoteKind.STRIKING_OFF.label, print_day(proposal.day), wording.paper(proposal.decision),
               _by(proposal)]  # fmt: skip
    if found.path.left_on is not None:
        left = found.left.decision if found.left else None
        yield ["", f"Ra khỏi danh sách: {found.path.left_as}", print_day(found.path.left_on), wording.paper(left), ""]


def _out(why: str, short: str) -> str:
    """Why a step of the recognition is left out, as short as a table has room for. `short`: that so many votes were."""
    if why == short:
        return short[0].lower() + short[1:].rstrip(".")
    return "bỏ qua theo quy định" if why else ""


def _short(file: File, step: str, kind: VoteKind | None) -> Iterator[list[str]]:
    """The votes after the ceremony that fell short: they were held, and are reported."""
    for vote in file.recognition:
        if vote.kind == kind and not vote.decision_id:
            whose = StepKind.COMMITTEE if kind == VoteKind.RECOGNITION_ABOVE else StepKind.CELL
            want = needed(whose, vote.base, vote.day)
            said = f"{vote.in_favour}/{vote.base} tán thành, cần {want}: chưa đủ"
            yield [step, vote.get_kind_display(), print_day(vote.day), said, _by(vote)]


def _said(file: File, kind: StepKind) -> list[str]:
    row = file.steps.get(kind)
    if row is None:
        vote = next(one for one in file.votes if one.kind == kind and one.decision_id)
        return [f"{wording.paper(vote.decision)}; {vote.in_favour}/{vote.base} tán thành", _by(vote)]
    small = TOO_SMALL if kind == S.CELL else ""
    said = [wording.paper(row.decision), small, f"chi bộ nhận {print_day(row.received_on)}" if row.received_on else ""]
    return ["; ".join(part for part in said if part), _by(row)]


def _by(row: object) -> str:
    account = getattr(row, "account", None)
    return account.full_name if account is not None else ""


def _next(file: File) -> Iterator[str]:
    """What comes next and who does it, and every term that runs."""
    off = office.holidays()
    if file.stop is not None:
        yield stop_words(file.stop)
        return
    found = probation.of_file(file).path
    if found.left_as:
        yield f"Không còn trong danh sách: {found.left_as}."
        return
    if found.proposed_on() is not None:
        yield wording.begun(f"{authority.decider(file.way, file.day)}: quyết định xóa tên.")
    if sentence := goes_no_further(file):
        yield sentence
        return
    if S.APPLICATION not in file.way.days:
        yield from waits(file.way, file.day)
    kind = upcoming(file.way)
    if kind is not None:
        last = terms.due(file.way, kind, *off)
        until = f", chậm nhất ngày {print_day(last)}" if last else ""
        yield f"Bước {LABEL[kind]}, {kind.label}: {authority.who(kind, file.way, file.day)}{until}."
    step = path.upcoming(found) if found.proposed_on() is None else None
    if step is not None and kind is None:
        yield f"Bước công nhận {path.NUMBER[step]}, {step.label}: {authority.who_after(step, file.way, file.day)}."
    spell = spells.of_file(file.applicant)
    running = list(clocks.of_file(file.way, off, file.day))
    if spell is not None and spell.admitted_on and not found.is_over:
        clock = of_probation(spell.admitted_on, file, off, file.day)
        running += [clock] if clock is not None else []
    for one in sorted(running, key=lambda one: one.last):
        late = wording.left(one.left(file.day))
        yield f"{clocks.WORDS[one.kind][0].upper()}{clocks.WORDS[one.kind][1:]}: hạn {print_day(one.last)} ({late})."
    if kind is None and step is None and not running and found.proposed_on() is None:
        yield "Đã xong mọi bước."
