"""Proposal, decisions on admission, recognition (9, 16-KNĐ) and striking off, and who is assigned to help."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from admissions.models import Helper, StepKind, Vote, VoteKind
from admissions.papers import bodies, resolutions
from admissions.papers.contents import exception_words, in_the_file
from admissions.papers.known import decided_on, decision_on, last_resolution, resolved, short_of
from admissions.papers.resolutions import again
from admissions.papers.written import (
    SHORT,
    Part,
    Written,
    born,
    by_hand,
    held_on,
    paper,
    person,
    speaks_of,
    spelled,
    top,
)
from admissions.procedure import authorising, bases, probation
from admissions.procedure.helping import rows_of
from admissions.procedure.reading import File
from admissions.procedure.recognising import reported
from admissions.rules import authority
from admissions.rules.papers import BY_CODE, Kind, number_of
from kit.calendar import print_day
from members import called
from members.issuing import Issuer
from members.models import Decision
from members.regulations import rules_on
from members.regulations.admission import RECEIVED
from members.rules.people import probation_end

S = StepKind
CHARTER = "Căn cứ Điều lệ Đảng Cộng sản Việt Nam"


def proposal(file: File) -> Written:
    """From whoever resolved last to the level that decides; number and day are open."""
    kind, day = BY_CODE["proposal"], file.day
    one, last = speaks_of(file, day), last_resolution(file)
    said, report = resolutions.small(file), file.steps.get(S.APPRAISAL)
    # Whoever voted may be gone by now: who leads the file today sends it up.
    issued = bodies.committee(file, day) if last == S.COMMITTEE else bodies.cell(file, day)
    lines = [
        *([f"Chi bộ không đủ đảng viên chính thức nên không biểu quyết, theo {said}."] if said else []),
        *_votes(file, S.CELL),
        *([f"Đảng ủy bộ phận đã thẩm định: {resolutions.report(file, report)}."] if report else []),
        *_votes(file, S.COMMITTEE),
    ]
    # Once it is decided, to whoever decided it that day.
    above = bodies.asked(file, decided_on(file))
    lines.append(
        f"{issued.body} trình {above} xét, quyết định kết nạp{again(file)} {person(one)} vào Đảng Cộng sản Việt Nam."
    )
    return Written(
        top(issued, symbol="TTr", day=day), "TỜ TRÌNH", f"đề nghị kết nạp{again(file)} đảng viên",
        [Part(lines=[f"Kính gửi: {above}", *lines]),
         Part(lines=["Hồ sơ kèm theo gồm:"], items=_listed(in_the_file(file)))],
        issued.signature, copies=("Như trên,", "Lưu."), note=by_hand(kind),
    )  # fmt: skip


def _votes(file: File, kind: StepKind) -> list[str]:
    """How each resolution of that kind was made."""
    return [
        f"{spelled(each.day)}, {_voter(file, each)} đã ra {paper(each.decision, 'Nghị quyết')}, với "
        f"{each.in_favour}/{each.base} đồng chí tán thành."
        for each in file.votes if each.kind == kind and each.decision_id
    ]  # fmt: skip


def _voter(file: File, vote: Vote) -> str:
    """Of those that lead the file today by what they are, of others by name: it was handed over since."""
    today = bases.body_of(S(vote.kind), file.applicant, file.day)
    if vote.organisation_id is not None and vote.organisation_id != today:
        return bodies.of_vote(file, vote, vote.day).body
    return "chi bộ" if vote.kind == S.CELL else "đảng ủy cơ sở"


def _listed(items: Sequence[str]) -> list[str]:
    return [f"{one};" for one in items[:-1]] + [f"{one}." for one in items[-1:]]


def admission(file: File) -> Written:
    """9-KNĐ: as it is to be signed, or as it was."""
    kind, day = BY_CODE["decision"], decided_on(file)
    one = speaks_of(file, day)
    step = file.steps.get(S.DECISION)
    issued = bodies.decided(file, step.decision if step else None, day)
    cell = bodies.cell(file, day).body
    called_so = f"quần chúng {one.full_name}"
    resolved_by = [f"Xét {resolutions.called(file, each)}" for each in file.votes if each.decision_id]
    grounds = [*basis(day), *_authorised(file, issued, day), *_small(file), *resolved_by]
    if (agreed := exception_words(file, day)) and file.applicant.exception:
        grounds.append(f"Căn cứ {paper(file.applicant.exception, 'văn bản')} {agreed}")
    if S.CONSENT in file.steps:
        grounds.append(f"Căn cứ {paper(file.steps[S.CONSENT].decision, 'văn bản')} đồng ý kết nạp lại")
    articles = [
        f"Kết nạp{again(file)} {person(one)} vào Đảng Cộng sản Việt Nam.",
        f"{cell} tổ chức lễ kết nạp cho {called_so} theo đúng quy định, {_ceremony_term(day)}.",
        f"{_carried_out(file, cell, day)} và {called_so} chịu trách nhiệm thi hành quyết định này.",
    ]
    return Written(
        top(issued, form=number_of(kind.numbers, day), symbol="QĐ", paper=step.decision if step else None, day=day),
        "QUYẾT ĐỊNH", f"kết nạp{again(file)} đảng viên", [_articles(articles)], issued.signature,
        copies=("Như Điều 3,", "Lưu hồ sơ đảng viên."), grounds=_listed_grounds(grounds),
        note=by_hand(kind, *bodies.unsigned(issued)), acting=bodies.acting(issued).upper(),
    )  # fmt: skip


def recognition(file: File) -> Written:
    """16-KNĐ: official from the day on which the twelve months end, however late it is decided."""
    kind, found = BY_CODE["recognition-decision"], probation.of_file(file)
    held = held_on(file, found)
    decision, day = decision_on(kind.code, file, found)
    since = found.path.official_on or probation_end(held)
    issued, cell, one = bodies.decided(file, decision, day), bodies.cell(file, day).body, speaks_of(file, day)
    by_cell, above = resolved(file, VoteKind.RECOGNITION), resolved(file, VoteKind.RECOGNITION_ABOVE)
    grounds, open_ = [*basis(day), *_authorised(file, issued, day)], tuple[str, ...]()
    if by_cell is None:
        open_, grounds = REPORT, [*grounds, *_reports(file, cell)]
    else:
        grounds.append(f"Xét {resolutions.called(file, by_cell)}")
    if above is not None:
        grounds.append(f"Xét {resolutions.called(file, above)}")
    elif by_cell is not None and file.way.has_committee:
        open_ = ("nghị quyết của đảng ủy cơ sở",)
        grounds.append(f"Xét Nghị quyết số {SHORT}, ngày {SHORT} của {bodies.committee(file, day).body}")
    articles = [
        f"Công nhận {person(one, 'đồng chí')}, kết nạp ngày {print_day(held)}, là đảng viên chính thức của Đảng Cộng "
        f"sản Việt Nam kể từ ngày {print_day(since)}.",
        _responsible(file, cell, day),
    ]
    return _of_the_level(
        kind,
        file,
        decision,
        day,
        issued,
        "công nhận đảng viên chính thức",
        grounds,
        articles,
        by_hand(kind, *open_, *bodies.unsigned(issued)),
    )


def striking_off(file: File) -> Written:
    """Of a probationer who is not fit (Charter art. 5.2), on the resolution of the cell."""
    kind, found = BY_CODE["striking-off"], probation.of_file(file)
    held = held_on(file, found)
    decision, day = decision_on(kind.code, file, found)
    issued, cell, one = bodies.decided(file, decision, day), bodies.cell(file, day).body, speaks_of(file, day)
    vote = resolved(file, VoteKind.STRIKING_OFF)
    articles = [
        f"Xóa tên {person(one, 'đồng chí')}, kết nạp ngày {print_day(held)}, trong danh sách đảng viên dự bị của "
        f"{cell}.",
        _responsible(file, cell, day),
    ]
    said = [f"Xét {resolutions.called(file, vote)}"] if vote else _reports(file, cell)
    grounds = [*basis(day), *_authorised(file, issued, day), *said]
    return _of_the_level(
        kind, file, decision, day, issued, "xóa tên đảng viên dự bị", grounds, articles,
        by_hand(kind, *(() if vote else REPORT), *bodies.unsigned(issued)),
    )  # fmt: skip


# The register holds the votes that fell short, not the paper by which they were reported.
REPORT = ("số, ngày báo cáo của chi bộ",)


def _reports(file: File, cell: str) -> list[str]:
    """On which reports of the cell it is decided where there is no resolution (24-QĐ/TW, 4.2.3)."""
    what = {VoteKind.RECOGNITION: "công nhận đảng viên chính thức", VoteKind.STRIKING_OFF: "đề nghị xóa tên"}
    return [
        f"Xét Báo cáo số {SHORT}, ngày {SHORT} của {cell} về {short_of(file, kind)} lần biểu quyết {what[kind]} không "
        f"đủ hai phần ba tổng số đảng viên chính thức, lần cuối ngày {print_day(day)}"
        for kind, day in reported(file).items()
    ]


def _responsible(file: File, cell: str, day: date) -> str:
    who = f"đồng chí {speaks_of(file, day).full_name}"
    return f"{_carried_out(file, cell, day)} và {who} chịu trách nhiệm thi hành quyết định này."


def _of_the_level(
    kind: Kind, file: File, decision: Decision | None, day: date, issued: Issuer, subject: str,
    grounds: Sequence[str], articles: Sequence[str], note: str,
) -> Written:  # fmt: skip
    """A decision on a probationer: as it is to be signed, or as it was."""
    one = file.applicant
    return Written(
        top(issued, form=number_of(kind.numbers, day), symbol="QĐ", paper=decision, day=day), "QUYẾT ĐỊNH", subject,
        [_articles(articles)], issued.signature, copies=("Như Điều 2,", "Lưu hồ sơ đảng viên."),
        grounds=_listed_grounds(grounds), note=note, acting=bodies.acting(issued).upper(),
        people=(one.member_id,) if one.member_id else (),
    )  # fmt: skip


def helper(file: File) -> Written:
    """Whom the cell has assigned last."""
    kind = BY_CODE["helper"]
    row: Helper = rows_of(file.applicant)[-1]
    assert row.since is not None  # noqa: S101  (a constraint of the table)
    held = file.way.days.get(S.CEREMONY)
    of = "đảng viên dự bị" if held is not None and row.since >= held else "quần chúng"
    issued, name = bodies.cell(file, row.since), called.name_on(row.member, row.since)
    one = speaks_of(file, row.since)
    step = file.steps.get(S.SYMPATHISER)
    grounds = [CHARTER]
    if of == "quần chúng" and step is not None and step.decision is not None:
        grounds.append(f"Căn cứ {paper(step.decision, 'Nghị quyết')} đưa vào danh sách cảm tình Đảng")
    articles = [
        f"Phân công đồng chí {name}, đảng viên chính thức, giúp đỡ {of} {one.full_name}, {born(one)}, từ ngày "
        f"{print_day(row.since)}.",
        f"Đồng chí {name} tuyên truyền, giúp đỡ {one.full_name} rèn luyện, phấn đấu; theo dõi và định kỳ nhận xét, báo "
        "cáo chi bộ.",
        f"Chi ủy, đồng chí {name} chịu trách nhiệm thi hành nghị quyết này.",
    ]
    return Written(
        top(issued, symbol="NQ", paper=row.decision, day=row.since), "NGHỊ QUYẾT",
        f"phân công đảng viên chính thức giúp đỡ {'đảng viên dự bị' if of != 'quần chúng' else 'người vào Đảng'}",
        [_articles(articles), Part(lines=[resolutions.LED])], issued.signature, copies=("Như Điều 3,", "Lưu."),
        grounds=_listed_grounds(grounds), acting=issued.body.upper(), note=by_hand(kind), people=(row.member_id,),
    )  # fmt: skip


def basis(day: date) -> list[str]:
    """On which rules a decision of that day stands."""
    rule = rules_on(day).instrument.implementation
    return [CHARTER, f"Căn cứ Quy định số {rule.value} của Ban Chấp hành Trung ương về thi hành Điều lệ Đảng"]


def _authorised(file: File, issued: Issuer, day: date) -> list[str]:
    """By which paper the committee that issues it decides, where it is authorised that day (Charter art. 4.3)."""
    committee = bases.body_of(S.COMMITTEE, file.applicant, day)
    if committee is None or not authority.committee_decides(file.way, day):
        return []
    given = authorising.paper_of(committee, day)
    if given is None or issued.body != bodies.committee(file, day).body:
        return []
    return [f"Căn cứ {paper(given, 'văn bản')} về việc ủy quyền cho {issued.body}"]


def _small(file: File) -> list[str]:
    """A cell too small to vote handed the file on by a paper."""
    said = resolutions.small(file)
    return [f"Xét {said} về việc chi bộ không đủ đảng viên chính thức"] if said else []


def _listed_grounds(grounds: Sequence[str]) -> list[str]:
    return [f"{one};" for one in grounds[:-1]] + [f"{one}," for one in grounds[-1:]]


def _articles(said: Sequence[str]) -> Part:
    return Part(items=said, title="Điều")


def _ceremony_term(day: date) -> str:
    rule = rules_on(day).admission
    begins = "chi bộ nhận được quyết định" if rule.ceremony_from.value == RECEIVED else "ban hành quyết định"
    return f"chậm nhất {rule.ceremony_wd.value} ngày làm việc kể từ ngày {begins}"


def _carried_out(file: File, cell: str, day: date) -> str:
    above = bodies.committee(file, day).body if file.way.has_committee else ""
    return f"{above}, {cell}" if above and not authority.committee_decides(file.way, day) else cell
