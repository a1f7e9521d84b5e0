"""Biểu số 2-BTCTW: who was admitted in a period, counted by the rows of the table (11-HD/BTCTW 2021; rows Med).

Counted are those who came into the list by an admission, as the balance of the same period counts them. Rows of which
the register keeps nothing stay empty, and a line below names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from admissions.models import Backing, Step, StepKind
from admissions.papers.lists import Listed
from kit.calendar import PartialDate, print_day, print_until, same_day_later
from kit.drawing import Closing, Column, Head, Section
from members import issuing, movements, papers, tree
from members.models import Member, Membership, Occupation, Organisation, Placement, Schooling, Sex, Term, TreePlace
from members.procedure.people import birth_of
from members.rights import Actor

COLUMNS = (
    Column("Tiêu chí", 90), Column("Kỳ này", 24, "right"), Column("Cùng kỳ năm trước", 28, "right"),
    Column("%", 20, "right"),
)  # fmt: skip
AGES = ((18, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60))
YOUTH = "– Đoàn viên Đoàn Thanh niên Cộng sản Hồ Chí Minh"
LEVELS = "3. Trình độ học vấn phổ thông"
EMPTY = "Sổ không lưu nên để trống: tôn giáo; vi phạm chính sách dân số; vợ (chồng) là người nước ngoài; trình độ " \
        "chuyên môn, học hàm, học vị; tổ chức cơ sở đảng không còn nguồn. Đoàn viên chỉ đếm khi " \
        "mọi người trong biểu có hồ sơ kết nạp trong sổ, theo nơi giới thiệu là Đoàn."  # fmt: skip


@dataclass(frozen=True)
class New:
    """One new member, as the rows ask; `age` in whole years, None where the birth is not known; `youth`: whether the
    Đoàn introduced the person, None of whom the register has no file."""

    member: int
    cell: int | None
    age: int | None
    sex: str
    occupation: str
    schooling: str
    youth: bool | None
    again: bool


Test = Callable[[New], bool]


def draw(organisation: Organisation, since: date, until: date, *, by: Actor) -> Listed:
    """The table of [since, until), beside the same days a year before."""
    before = same_day_later(since, -12), same_day_later(until, -12)
    now, then = admitted(organisation, since, until), admitted(organisation, *before)
    sections = [
        Section("I. Đảng viên mới kết nạp", [_row(*one, now, then) for one in _whole([*now, *then])]),
        Section("II. Phân tích", [*_analysed(now, then)]),
        Section("III. Tổ chức cơ sở đảng", [*_grass_roots(organisation, (until, before[1]), (now, then))]),
        Section(EMPTY, []),
    ]
    issued, name = issuing.issuer(by, organisation, by.day), papers.name_on(organisation, by.day)
    period = f"từ ngày {print_day(since)} đến ngày {print_until(until)}"
    head = Head(
        issued.parent.upper() or issuing.OPEN, issued.body.upper() or issuing.OPEN, issued.open_day(by.day),
        "ĐẢNG VIÊN MỚI KẾT NẠP", f"(Biểu số 2-BTCTW)\ncủa {name}\n{period}",
        running=f"Đảng viên mới kết nạp – {name}", as_of=f"Đến ngày {print_until(until)}",
    )  # fmt: skip
    closing = Closing(right=issued.signature, copies=issued.copies)
    return Listed(papers.Parts(head, COLUMNS, sections, closing), [one.member for one in (*now, *then)])


def admitted(organisation: Organisation, since: date, until: date) -> list[New]:
    """Who came in by an admission on one of these days."""
    ways = movements.balance(organisation, since, until).ways(increase=True)[movements.ADMITTED]
    days = {one.member: one.day for one in ways}
    begun = Membership.unscoped.filter(member__in=days).order_by().values_list("member", "admitted_on")
    again = {member for member, on in begun if on is None or on < days[member]}
    backed, cells = _backed(days), _cells(days)
    return [
        New(one.pk, cells.get(one.pk), _age(birth_of(one), days[one.pk]), one.sex, one.occupation, one.schooling,
            backed[one.pk] == Backing.YOUTH if backed.get(one.pk) else None, one.pk in again)
        for one in Member.unscoped.filter(pk__in=days).order_by("pk")
    ]  # fmt: skip


def _backed(days: Mapping[int, date]) -> dict[int, str]:
    """{member: who recommended, "" where a file was opened for a probationer}, by the file whose ceremony is nearest to
    the admission of that day: of who was admitted twice each has its own."""
    held = Step.unscoped.filter(kind=StepKind.CEREMONY, applicant__member__in=days).order_by("applicant")
    told = defaultdict[int, list[tuple[date, str]]](list)
    for member, day, backing in held.values_list("applicant__member", "day", "applicant__backing"):
        told[member].append((day, backing))
    return {member: min(some, key=lambda one: abs(one[0] - days[member]))[1] for member, some in told.items()}


def _cells(days: Mapping[int, date]) -> dict[int, int | None]:
    """{member: the cell of the admission of that day}."""
    rows = Placement.objects.official().filter(member__in=days).in_order()
    return {row.member_id: row.organisation_id for row in rows if row.holds_on(days[row.member_id])}


def _age(birth: PartialDate | None, day: date) -> int | None:
    """Whole years on that day; of a birth known by its year alone, the years between."""
    if birth is None:
        return None
    if birth.month is None:
        return day.year - birth.year
    had = (day.month, day.day) >= (birth.month, birth.day or 1)
    return day.year - birth.year - (not had)


def _whole(everybody: Sequence[New]) -> Iterator[tuple[str, Test | None]]:
    """Rows of part I; no test where the register keeps nothing of it, or not of everybody."""
    yield "Tổng số", lambda one: True
    yield "Trong đó: – Phụ nữ", lambda one: one.sex == Sex.FEMALE
    if any(not one.sex for one in everybody):
        yield "– Chưa rõ nam, nữ", lambda one: not one.sex
    yield "– Người trong các tôn giáo", None
    yield YOUTH, None if any(one.youth is None for one in everybody) else lambda one: bool(one.youth)
    yield "– Chủ doanh nghiệp tư nhân", lambda one: one.occupation == Occupation.OWNER
    yield "– Vi phạm chính sách dân số", None
    yield "– Có vợ (chồng) là người nước ngoài", None
    yield "– Kết nạp lại", lambda one: one.again


def _analysis(everybody: Sequence[New]) -> Iterator[tuple[str, Test | None]]:
    """Rows of part II but the average age; what is not known of somebody has a row where there is such a one."""
    yield "1. Nghề nghiệp", None
    for job in Occupation:
        yield f"– {job.label[0].upper()}{job.label[1:]}", lambda one, job=job: one.occupation == job  # type: ignore[misc]
    if any(not one.occupation for one in everybody):
        yield "– Chưa rõ nghề nghiệp", lambda one: not one.occupation
    yield "2. Tuổi đời khi kết nạp", None
    for low, high in AGES:
        yield f"– Từ {low} đến {high} tuổi", lambda one, low=low, high=high: _between(one, low, high)  # type: ignore[misc]
    yield "– Trên 60 tuổi", lambda one: one.age is not None and one.age > AGES[-1][1]
    if any(one.age is None or one.age < AGES[0][0] for one in everybody):
        yield "– Chưa rõ tuổi, hoặc dưới 18", lambda one: one.age is None or one.age < AGES[0][0]
    yield LEVELS, None
    for level in Schooling:
        yield f"– {level.label[0].upper()}{level.label[1:]}", lambda one, level=level: one.schooling == level  # type: ignore[misc]
    if any(not one.schooling for one in everybody):
        yield "– Chưa rõ học vấn", lambda one: not one.schooling
    yield "4. Trình độ chuyên môn", None
    yield "5. Học hàm, học vị", None


def _analysed(now: Sequence[New], then: Sequence[New]) -> Iterator[list[str | int]]:
    """The rows of part II, the average age before the next heading after the ages."""
    for label, test in _analysis([*now, *then]):
        if label == LEVELS:
            yield _average(now, then)
        yield _row(label, test, now, then)


def _between(one: New, low: int, high: int) -> bool:
    return one.age is not None and low <= one.age <= high


def _row(label: str, test: Test | None, now: Sequence[New], then: Sequence[New]) -> list[str | int]:
    if test is None:
        return [label, "", "", ""]
    return _numbers(label, sum(map(test, now)), sum(map(test, then)))


def _numbers(label: str, now: int, then: int) -> list[str | int]:
    return [label, now, then, f"{100 * now / then:.1f}".replace(".", ",") if then else ""]


def _average(now: Sequence[New], then: Sequence[New]) -> list[str | int]:
    said = ["", ""]
    for at, some in enumerate((now, then)):
        ages = [one.age for one in some if one.age is not None]
        said[at] = f"{sum(ages) / len(ages):.1f}".replace(".", ",") if ages else ""
    return ["– Tuổi bình quân (người rõ ngày sinh)", *said, ""]


def _grass_roots(
    organisation: Organisation, ends: tuple[date, date], people: tuple[Sequence[New], Sequence[New]]
) -> Iterator[list[str | int]]:
    """How many grass-roots organisations stood on the last day, and in how many of them somebody was admitted."""
    counts = [_counted(organisation, end, some) for end, some in zip(ends, people, strict=True)]
    labels = ("Đảng bộ cơ sở", "– Trong đó có kết nạp đảng viên", "Chi bộ cơ sở", "– Trong đó có kết nạp đảng viên")
    for label, now, then in zip(labels, *counts, strict=True):
        yield _numbers(label, now, then)
    yield ["Tổ chức cơ sở đảng không còn nguồn", "", "", ""]


def _counted(organisation: Organisation, until: date, some: Sequence[New]) -> list[int]:
    """Committees, those of them with somebody new, cells that are grass-roots organisations, those of them."""
    last = until - timedelta(days=1)
    try:
        tree.place_on(organisation.pk, last)
    except TreePlace.DoesNotExist:
        return [0, 0, 0, 0]
    rows = Term.objects.on(last).filter(tree.under(organisation.pk, last), kind__is_grass_roots=True)
    here = {row.organisation_id: row for row in rows.select_related("kind")}
    parents = dict(
        Term.objects.on(last).filter(tree.under(organisation.pk, last)).values_list("organisation", "parent")
    )
    admitting = set()
    for one in some:
        at = one.cell
        while at is not None and at not in here:
            at = parents.get(at)
        admitting.add(at)
    found = []
    for is_cell in (False, True):
        kind = {pk for pk, row in here.items() if row.kind.holds_members is is_cell}
        found += [len(kind), len(kind & admitting)]
    return found
