"""Lists over many files: the source, the register of admissions, a class. As long as they are, in as many questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from admissions.figures.people import admitted
from admissions.models import Applicant, Attendance, Course, CourseKind, Helper, Introducer, Step, StepKind
from admissions.procedure import classes, probation
from admissions.procedure.certifying import number_of
from admissions.procedure.reading import File, read_many
from admissions.rules.classes import is_certified, valid_to
from admissions.rules.probation import Path
from admissions.rules.way import LABEL, LAST, upcoming
from kit import names
from kit.calendar import print_day, print_until
from kit.drawing import Closing, Column, Head, Section, Total
from members import issuing, kept, papers, scope, successors, tree
from members.models import Membership, Organisation, Placement, Term
from members.procedure.people import birth_of
from members.rights import Actor

S = StepKind
SOURCES = (
    Column("Số TT", 12, "right"), Column("Họ và tên", 46, bold_first=True), Column("Ngày sinh", 22, "right"),
    Column("Nam, nữ", 13, "center"), Column("Học vấn", 30), Column("Nghề nghiệp", 30),
    Column("Vào danh sách nguồn", 24, "right"), Column("Bước, việc đang chờ", 43), Column("Người giúp đỡ", 32),
)  # fmt: skip
REGISTER = (
    Column("Số TT", 12, "right"), Column("Họ và tên", 40, bold_first=True), Column("Ngày sinh", 20, "right"),
    Column("Nam, nữ", 12, "center"), Column("Nghề nghiệp", 26), Column("Người giới thiệu", 36),
    Column("Quyết định kết nạp", 36), Column("Ngày kết nạp", 20, "right"), Column("Ngày chính thức", 20, "right"),
    Column("Ghi chú", 30),
)  # fmt: skip
LEARNERS = (
    Column("Số TT", 12, "right"), Column("Họ và tên", 50, bold_first=True), Column("Ngày sinh", 24, "right"),
    Column("Nam, nữ", 16, "center"), Column("Số giấy chứng nhận", 36), Column("Ngày cấp", 24, "right"),
    Column("Có giá trị đến", 24, "right"), Column("Ký nhận", 32), Column("Ghi chú", 34),
)  # fmt: skip


@dataclass
class Listed:
    """What a list says, and the ids of members whom it names (filled as its rows are taken)."""

    parts: papers.Parts
    people: list[int] = field(default_factory=list)


def below(organisation: Organisation, day: date) -> Any:
    """The files led up to the ceremony by the cells that stand under it that day, in the viewer's part: those of a cell
    that has ended stand where they go on; under the head of the register stands everything."""
    return _under(Applicant.objects.begun_here(scope.PEOPLE, day).select_related("exception", "member"), "cell",
                  organisation, day)  # fmt: skip


def _under(found: Any, column: str, organisation: Organisation, day: date) -> Any:
    if tree.place_on(organisation.pk, day).range.lo == 0:
        return found
    here = Term.objects.on(day).filter(tree.under(organisation.pk, day)).values_list("organisation", flat=True)
    standing = set(here)
    goes_on = successors.carriers_of(set(found.order_by().values_list(column, flat=True)), day)
    return found.filter(**{f"{column}__in": [cell for cell, now in goes_on.items() if now in standing]})


def sources(organisation: Organisation, *, by: Actor) -> Listed:
    """Everybody in the source today, cell by cell: on the way, neither stopped nor admitted."""
    day = by.day
    rows = list(below(organisation, day).open().order_by("sort_key", "pk"))
    files, helps = read_many(rows, day), _helps(rows, day)
    listed = Listed(_parts("DANH SÁCH NGUỒN KẾT NẠP ĐẢNG VIÊN", "", SOURCES, organisation, by, len(rows), _by_cell(
        rows, files, day, lambda at, one: _source(at, files[one.pk], helps.get(one.pk)))))  # fmt: skip
    listed.people = [row.member_id for row in helps.values()]
    return listed


def _source(at: int, file: File, helper: Helper | None) -> list[str]:
    one, waits = file.applicant, upcoming(file.way)
    return [
        *_who(at, one), one.get_schooling_display(), one.get_occupation_display(),
        print_day(file.way.done()[S.SOURCE]), f"{LABEL[waits]}/{LAST}: {waits.label}" if waits else "",
        helper.member.full_name if helper else "",
    ]  # fmt: skip


def _who(at: int, one: Applicant) -> list[str]:
    told = one.member or one  # from the ceremony on who somebody is stands in the register
    birth = birth_of(told)
    return [str(at), told.full_name, str(birth) if birth else "", told.get_sex_display()]


def register(organisation: Organisation, since: date, until: date, *, by: Actor) -> Listed:
    """Everybody admitted in [since, until), by the day that the register holds, else by that of the ceremony; whose
    record was made by mistake was not admitted. Of whom no file tells stands at the end with what the register says."""
    held = Step.objects.filter(kind=S.CEREMONY, day__gte=since, day__lt=until)
    begun = Membership.objects.filter(admitted_on__gte=since, admitted_on__lt=until)
    either = Q(pk__in=held.values("applicant")) | Q(member__in=begun.values("member"))
    rows = list(below(organisation, by.day).filter(either).order_by("sort_key", "pk"))
    files = read_many([one for one in rows if one.member_id], by.day)
    found = probation.of_files(list(files.values()))
    rows = [one for one in rows if one.pk in files and not found[one.pk].was_mistaken
            and since <= _admitted_on(files[one.pk], found[one.pk].path) < until]  # fmt: skip
    introduced = _introduced(rows)
    sections = _by_cell(rows, files, by.day, lambda at, one: _admitted(
        at, files[one.pk], found[one.pk].path, introduced.get(one.pk, [])))  # fmt: skip
    told = [one.member_id for one in rows if one.member_id]
    others = _without_file(organisation, since, until, by.day, told)
    listed = Listed(_parts(
        "SỔ THEO DÕI KẾT NẠP ĐẢNG VIÊN", f"từ ngày {print_day(since)} đến ngày {print_until(until)}", REGISTER,
        organisation, by, len(rows) + len(others), [*sections, *_of_others(others, len(rows), by.day)]))  # fmt: skip
    listed.people = [*told, *(one.member_id for one in others)]
    listed.people += [row.member_id for some in introduced.values() for row in some if row.member_id]
    return listed


def _without_file(
    organisation: Organisation, since: date, until: date, day: date, told: Sequence[int]
) -> list[Placement]:  # fmt: skip
    """Where each stood on the day of an admission in [since, until) of which no file tells here."""
    found = admitted(since, until - timedelta(days=1)).exclude(member__in=told)
    rows = _under(found, "organisation", organisation, day)
    rows = rows.select_related("member", "membership__admission_decision")
    return list(rows.order_by("member__sort_key", "member", "pk"))


def _of_others(rows: Sequence[Placement], at: int, day: date) -> list[Section]:
    if not rows:
        return []
    named = kept.called({one.organisation_id for one in rows if one.organisation_id}, day)
    title = f"Chưa có hồ sơ kết nạp trên máy, theo sổ đảng viên – {len(rows)} người"
    return [Section(title, [_other(number, one, named, day) for number, one in enumerate(rows, at + 1)])]


def _other(at: int, one: Placement, named: Mapping[int, str], day: date) -> list[str]:
    # A list of the office may bear the day on which the months end, before it has come.
    spell, birth = one.membership, birth_of(one.member)
    paper = spell.admission_decision
    said = [paper.number, print_day(paper.signed_on) if paper.signed_on else ""] if paper else []
    official = spell.official_on if spell.official_on and spell.official_on <= day else None
    return [
        str(at), one.member.full_name, str(birth) if birth else "", one.member.get_sex_display(),
        one.member.get_occupation_display(), "", "\n".join(part for part in said if part),
        print_day(spell.admitted_on) if spell.admitted_on else "", print_day(official) if official else "",
        named.get(one.organisation_id or 0, ""),
    ]  # fmt: skip


def _admitted_on(file: File, path: Path) -> date:
    return path.admitted_on or file.way.days[S.CEREMONY]


def _admitted(at: int, file: File, path: Path, introduced: Sequence[Introducer]) -> list[str]:
    # Of a file that was opened for a probationer it may not be known.
    decided = file.steps.get(S.DECISION)
    paper = [print_day(decided.day)] if decided else []
    if decided and decided.decision:
        paper.insert(0, decided.decision.number)
    admitted, held, official = _admitted_on(file, path), file.way.days.get(S.CEREMONY), path.official_on
    notes = ["kết nạp lại"] if file.way.again else []
    if held is not None and held != admitted:
        notes.append(f"lễ kết nạp ghi ngày {print_day(held)}")
    names = [row.member.full_name if row.member else row.name for row in introduced]
    return [
        *_who(at, file.applicant), file.applicant.get_occupation_display(), "\n".join(names),
        "\n".join(part for part in paper if part), print_day(admitted),
        print_day(official) if official else "", "\n".join(notes),
    ]  # fmt: skip


def of_class(course: Course, *, by: Actor) -> Listed:
    """The list of a class, cell by cell, with its certificates and room to sign."""
    seats = classes.seats(course)
    of_file = {row.applicant_id: row for row in seats}
    rows = [row.applicant for row in seats]
    files = classes.files_of(seats, by.day)
    listed = Listed(_parts(
        "DANH SÁCH LỚP BỒI DƯỠNG", f"{course.name}, {course.place}\ntừ ngày {print_day(course.first_day)} đến ngày "
        f"{print_day(course.last_day)}", LEARNERS, course.organisation, by, len(rows),
        _by_cell(rows, files, by.day, lambda at, one: _learner(at, of_file[one.pk], course)),
        Total("Có giấy chứng nhận", sum(map(is_certified, seats))), own=False,
    ))  # fmt: skip
    listed.people = [one.member_id for one in rows if one.member_id]
    return listed


def _learner(at: int, row: Attendance, course: Course) -> list[str]:
    given = (row.step.day if row.step else row.certified_on) if is_certified(row) else None
    good_to = print_day(valid_to(given)) if given and course.kind == CourseKind.AWARENESS else ""
    return [
        *_who(at, row.applicant), number_of(row) if given else "", print_day(given) if given else "", good_to, "", "",
    ]  # fmt: skip


def _by_cell(rows: Sequence[Applicant], files: dict[int, File], day: date, row: Any) -> list[Section]:
    """A section for each cell that has somebody, by what stands above it and by name; numbers go through."""
    cells: dict[int, list[Applicant]] = {}
    for one in rows:
        cells.setdefault(files[one.pk].cell, []).append(one)
    named, parents = kept.called(cells, day), kept.parents(cells, day)
    above = kept.full_names({pk for pk in parents.values() if pk}, day)
    over = {cell: above.get(parents.get(cell) or 0, "") for cell in cells}
    found, at = [], 0
    for cell in sorted(cells, key=lambda pk: (names.sort_key(over[pk]), names.sort_key(named.get(pk, "")))):
        some = [row(at + number, one) for number, one in enumerate(cells[cell], 1)]
        at += len(some)
        title = ", ".join(part for part in (named.get(cell, ""), over[cell]) if part)
        found.append(Section(f"{title} – {len(some)} người", some))
    return found


def _parts(
    title: str, said: str, columns: Sequence[Column], organisation: Organisation, by: Actor, total: int,
    sections: Sequence[Section], *more: Total, own: bool = True,
) -> papers.Parts:  # fmt: skip
    day = by.day
    issued, name = issuing.issuer(by, organisation, day), papers.name_on(organisation, day)
    subject = [f"của {name}"] if own else []
    subject += [said or f"đến ngày {print_day(day)}"]
    head = Head(
        issued.parent.upper() or issuing.OPEN, issued.body.upper() or issuing.OPEN, issued.open_day(day), title,
        "\n".join(subject), running=f"{title.capitalize()} – {name}", as_of=f"Đến ngày {print_day(day)}",
    )  # fmt: skip
    closing = Closing([Total("Tổng số người", total, True), *more], right=issued.signature, copies=issued.copies)
    return papers.Parts(head, columns, sections, closing)


def _helps(rows: Sequence[Applicant], day: date) -> dict[int, Helper]:
    """{file: who helps that day}."""
    found = Helper.objects.on(day).filter(applicant__in=rows).select_related("member")
    return {row.applicant_id: row for row in found}


def _introduced(rows: Sequence[Applicant]) -> dict[int, list[Introducer]]:
    found: dict[int, list[Introducer]] = {}
    steps = Introducer.objects.filter(step__applicant__in=rows).select_related("member", "step").order_by("pk")
    for row in steps:
        found.setdefault(row.step.applicant_id, []).append(row)
    return found
