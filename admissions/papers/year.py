"""The year of admissions on paper: each place with its target, beside the year before, without a name of anybody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from admissions import figures
from admissions.figures import ADMITTED, NOWHERE, OPEN, RECOGNISED, Year
from admissions.figures.places import spans_on
from kit.calendar import print_day
from kit.drawing import Closing, Column, Head, Section, Total
from members import issuing, papers, wording
from members.errors import Refusal
from members.models import Organisation, Term
from members.rights import Actor

TITLE = "TỔNG HỢP KẾT NẠP, CÔNG NHẬN ĐẢNG VIÊN"
ELSEWHERE = "Nơi đã kết thúc hoạt động"
PLACES = (
    Column("Số TT", 12, "right"), Column("Nơi", 78, bold_first=True), Column("Chỉ tiêu năm", 22, "right"),
    Column("Đã kết nạp", 22, "right"), Column("So chỉ tiêu", 22, "right"),
    Column("Kết nạp cùng kỳ năm trước", 26, "right"), Column("Đã công nhận", 22, "right"),
    Column("Công nhận cùng kỳ năm trước", 26, "right"), Column("Hồ sơ đang xét", 22, "right"),
)  # fmt: skip


def draw(since: date, day: date, *, by: Actor) -> papers.Parts:
    """Of the reader's part, from `since` to `day`, both in; of several parts each stands in the title and in a section
    of its own. Raises Refusal where nothing of it stands that day."""
    found, parts = figures.year_of(since, day), _parts(day)
    issued = issuing.together(by, [one.organisation for one in parts], by.day)
    name = _listed([one.name for one in parts])
    period = f"từ ngày {print_day(since)} đến hết ngày {print_day(day)}"
    head = Head(
        issued.parent.upper() or issuing.OPEN, issued.body.upper() or issuing.OPEN, issued.open_day(by.day), TITLE,
        f"của {name}\n{period}", running=f"{TITLE.capitalize()} – {name}", as_of=f"Đến ngày {print_day(day)}",
    )  # fmt: skip
    target = [Total("Chỉ tiêu năm", found.target)] if found.target is not None else []
    closing = Closing(
        [
            Total("Đã kết nạp", found.now[ADMITTED].total(), True), *target,
            Total("Kết nạp cùng kỳ năm trước", found.before[ADMITTED].total()),
            Total("Đã công nhận", found.now[RECOGNISED].total()),
            Total("Hồ sơ đang xét", found.now[OPEN].total()), Total("Đảng viên dự bị", found.left.total()),
        ],
        right=issued.signature, copies=issued.copies,
    )  # fmt: skip
    return papers.Parts(head, PLACES, _sections(found, parts), closing)


class Part(NamedTuple):
    """What stands above everything else in one part of the reader's; `span`: its two numbers in the tree."""

    organisation: Organisation
    name: str
    span: tuple[int, int]


def _parts(day: date) -> list[Part]:
    """The parts of the reader's on that day, in the order of the tree. Raises Refusal where there is none."""
    spans = spans_on(day)
    rows = Term.objects.on(day).select_related("organisation")
    standing = sorted((one for one in rows if one.organisation_id in spans), key=lambda one: spans[one.organisation_id])
    found: list[Part] = []
    for term in standing:
        span = spans[term.organisation_id]
        if not found or span[0] >= found[-1].span[1]:
            found.append(Part(term.organisation, papers.name_on(term.organisation, day), span))
    if not found:
        raise Refusal("Ngày đó không có tổ chức nào thuộc phạm vi của đồng chí.")
    return found


def _listed(names: Sequence[str]) -> str:
    return " và ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _sections(found: Year, parts: Sequence[Part]) -> list[Section]:
    """One with all places; of several parts one for each of them, with what ended in none of them at the end."""
    lines = [(line.organisation, line.name) for line in found.places.lines]
    ended = any(numbers[NOWHERE] for numbers in (*found.now.values(), *found.before.values()))
    last = [(NOWHERE, ELSEWHERE)] if ended else []
    if len(parts) == 1:
        return [Section("Từng nơi", _rows(found, [*lines, *last]))]
    spans = spans_on(found.day)
    sections = []
    for part in parts:
        lo, hi = part.span
        own = [line for line in lines if lo <= spans[line[0]][0] < hi]
        sections.append(Section(part.name, _rows(found, own)))
    return [*sections, Section("Nơi khác", _rows(found, last))] if last else sections


def _rows(found: Year, lines: Iterable[tuple[int, str]]) -> list[list[str]]:
    return [[str(at), *_row(found, *line)] for at, line in enumerate(lines, 1)]


def _row(found: Year, line: int, name: str) -> list[str]:
    target, admitted = found.target_of(line), found.now[ADMITTED][line]
    return [
        name, "" if target is None else wording.number(target), wording.number(admitted),
        f"{wording.decimal(100 * admitted / target)}%" if target else "",
        *(wording.number(numbers[key][line]) for numbers, key in (
            (found.before, ADMITTED), (found.now, RECOGNISED), (found.before, RECOGNISED), (found.now, OPEN),
        )),
    ]  # fmt: skip
