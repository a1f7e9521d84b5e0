"""The source of a district from one sheet: one row a person, with the first steps as far as they are done.

A list that was kept in Excel is taken over with it, and sent again later it writes what has come since: what a row says
otherwise than the file is refused, not overwritten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from admissions import procedure
from admissions.filling import heads
from admissions.models import Applicant, Backing, Step, StepKind
from admissions.procedure import EarlyStep
from admissions.procedure.leading import led_up_to
from admissions.procedure.opening import same_person
from admissions.procedure.reading import read
from admissions.rules.way import LABEL
from kit.calendar import PartialDate, print_day
from kit.drawing.fillable import FillColumn
from kit.names import cased, clean, loose
from members import successors
from members.errors import Refusal
from members.filling import Kind
from members.filling.row import Row, room
from members.filling.standing import organisations
from members.models import Decision, Occupation, Organisation, Schooling, Sex
from members.procedure import Paper
from members.procedure.people import birth_of
from members.rights import Actor

BACKINGS = {"đoàn thanh niên": Backing.YOUTH, "công đoàn": Backing.UNION, "hai đảng viên": Backing.MEMBERS}
NUMBER = room(Decision, "number")
# Why a file says more than before, where the row tells what nobody had typed.
ADDED = "bổ sung theo bảng đã điền"


@dataclass(frozen=True)
class Dated:
    """A step that a row may tell: the keys of the columns with its day and the number of its paper."""

    kind: StepKind
    number: str = ""

    @property
    def day(self) -> str:
        return f"{self.kind}_on"


FOUND = Dated(StepKind.SOURCE)
STEPS = (
    Dated(StepKind.SYMPATHISER, "sympathiser_number"), Dated(StepKind.CLASS_PROPOSED),
    Dated(StepKind.CERTIFICATE, "certificate_number"), Dated(StepKind.APPLICATION), Dated(StepKind.PROFILE),
)  # fmt: skip


def _by_label(choices: type[models.TextChoices]) -> dict[str, str]:
    return {str(one.label).lower(): str(one.value) for one in choices}


# Plain facts that a column offers words for: {key: (what it is called, {word: value})}.
CHOICES: dict[str, tuple[str, dict[str, str]]] = {
    "sex": ("giới tính", _by_label(Sex)),
    "schooling": ("học vấn phổ thông", _by_label(Schooling)),
    "occupation": ("nghề nghiệp", _by_label(Occupation)),
    # As the list of the column offers it, and as the page of a file says it.
    "backing": ("nơi giới thiệu", {word: str(value) for word, value in BACKINGS.items()} | _by_label(Backing)),
}
COLUMNS = {
    "code": FillColumn("Mã chi bộ", "giữ nguyên", 18, given=True),
    "name": FillColumn("Chi bộ", "giữ nguyên", 30, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 26, given=True),
    "full_name": FillColumn("Họ và tên", "như giấy khai sinh", 26, longest=room(Applicant, "full_name")),
    "birth": FillColumn("Ngày sinh", "hoặc chỉ năm sinh", 13),
    "sex": FillColumn("Giới tính", "chọn trong danh sách", 10, tuple(CHOICES["sex"][1])),
    "schooling": FillColumn("Học vấn phổ thông", "chọn trong danh sách", 18, tuple(CHOICES["schooling"][1])),
    "occupation": FillColumn("Nghề nghiệp", "chọn trong danh sách", 18, tuple(CHOICES["occupation"][1])),
    "backing": FillColumn("Nơi giới thiệu", "chọn trong danh sách", 16, tuple(BACKINGS)),
    "source_on": FillColumn("Ngày đưa vào nguồn", "ví dụ 03/02/2025", 14),
    "sympathiser_on": FillColumn("Ngày nghị quyết cảm tình Đảng", "", 14),
    "sympathiser_number": FillColumn("Số nghị quyết cảm tình Đảng", "ví dụ 12-NQ/CB", 15, longest=NUMBER),
    "class_proposed_on": FillColumn("Ngày đề nghị học lớp nhận thức", "", 14),
    "certificate_on": FillColumn("Ngày cấp giấy chứng nhận", "", 14),
    "certificate_number": FillColumn("Số giấy chứng nhận", "", 15, longest=NUMBER),
    "application_on": FillColumn("Ngày đơn xin vào Đảng", "", 14),
    "profile_on": FillColumn("Ngày đóng dấu lý lịch tự khai", "", 14),
}
GUIDE = (
    "Mỗi dòng là một người trong nguồn kết nạp của một chi bộ. Dòng nào chưa ghi họ tên thì chương trình bỏ qua.",
    "Một chi bộ có nhiều người: chép mã chi bộ xuống một dòng trống ở dưới, hoặc chèn thêm dòng.",
    "Việc nào chưa làm thì để trống ngày. Các việc theo thứ tự của quy định: chưa có nghị quyết cảm tình Đảng thì chưa "
    "ghi được giấy chứng nhận.",
    "Thẩm tra, giới thiệu, biểu quyết và các bước sau ghi ở trang của từng hồ sơ.",
    "Gửi lại bảng này sau khi điền thêm: chương trình chỉ ghi việc mới. Điều đã ghi khác đi thì sửa ở trang hồ sơ.",
    "Đã có danh sách riêng trong Excel: gửi thẳng khi có đủ cột Họ và tên, Chi bộ, Nơi giới thiệu, Ngày đưa vào nguồn. "
    "Cột gọi tên khác cũng đọc được; cột không đọc được nêu tên trước khi ghi.",
    "Người đã ra khỏi Đảng, nay xin kết nạp lại thì mở hồ sơ ở trang Kết nạp.",
)


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """A line for each cell of the day; the names are the office's."""
    for term, above in organisations(day):
        if term.kind.holds_members:
            yield {"code": term.code, "name": term.name, "above": above}


def write(row: Row, by: Actor) -> str:
    """Open the file, or find it, and write the steps it does not have; "" when nothing is new. Raises Refusal at a
    column: what the rules refuse, and what the file says otherwise."""
    cell = row.organisation(by.day)
    told = _told(row)
    one = _known(told, cell, by.day)
    if one is not None and one.member_id is not None:
        _check_born(one, told)
        return ""
    begun, done = "", []
    if one is None:
        one, begun = _opened(row, told, cell, by), "đưa vào nguồn"
    else:
        done += _added(one, told, by)
    new = _steps(row, {} if begun else read(one, by.day).steps)
    if new:
        with _at_columns():
            procedure.record_steps(one, by=by, steps=new)
    done += [f"bước {LABEL[step.kind]}" for step in new]
    return "; ".join(filter(None, [begun, ", ".join(done)]))


def _told(row: Row) -> dict[str, Any]:
    """What the row says of the person; what it leaves open is not among it."""
    told: dict[str, Any] = {"full_name": cased(row.text("full_name"))}
    if row.text("birth"):
        told["birth"] = born_in(row)
    for key, (what, words) in CHOICES.items():
        if row.text(key):
            said = {one: words[word] for one, word in heads.SAID.get(key, {}).items()}
            told[key] = row.chosen(key, words | said, what)
    return told


def born_in(row: Row) -> PartialDate:
    """A whole day as Excel keeps it, or as much of one as is known. Raises Refusal at the column."""
    value = row.values.get("birth")
    if isinstance(value, date):
        return PartialDate(value.year, value.month, value.day)
    try:
        return PartialDate.parse(row.text("birth"))
    except ValueError as error:
        sentence = f"Ngày sinh “{row.text('birth')}” chưa đọc được; ghi như 03/02/1998, 02/1998 hoặc 1998."
        raise Refusal(sentence, field="birth") from error


def _known(told: dict[str, Any], cell: Organisation, day: date) -> Applicant | None:
    """The file of that person in this cell: under way, or admitted by now. Raises Refusal where it was stopped, and
    where two would fit."""
    same = same_person(told["full_name"], told.get("birth"))
    cells = led_up_to(same, day) if same else {}
    found = [one for one in same if successors.carrier_of(cells[one.pk], day) == cell.pk]
    open_ = [one for one in found if not hasattr(one, "stop")]
    if other := next((one for one in found if loose(one.full_name) != loose(told["full_name"])), None):
        sentence = f"Chi bộ có hồ sơ của {other.full_name}, tên viết gần như vậy: ghi đủ ngày sinh, hoặc sửa họ tên."
        raise Refusal(sentence, field="full_name")
    if len(open_) > 1:
        raise Refusal("Chi bộ có hai hồ sơ của người tên này; ghi đủ ngày sinh.", field="birth")
    if found and not open_:
        sentence = f"Hồ sơ của người này đã thôi xét từ ngày {print_day(found[0].stop.day)}; xét tiếp ở trang hồ sơ."
        raise Refusal(sentence, field="full_name")
    return next(iter(open_), None)


def _check_born(one: Applicant, told: dict[str, Any]) -> None:
    """Who was admitted from here is meant only where the birth says so. Raises Refusal."""
    if told.get("birth") is None or told["birth"] != birth_of(one):
        raise Refusal(f"Chi bộ đã kết nạp {one.full_name}; người khác cùng tên thì ghi đủ ngày sinh.", field="birth")


def _opened(row: Row, told: dict[str, Any], cell: Organisation, by: Actor) -> Applicant:
    if "backing" not in told:
        raise Refusal(f"Chọn {CHOICES['backing'][0]} trong danh sách.", field="backing")
    day = row.needed_day(FOUND.day, "ngày đưa vào nguồn")
    with _at_columns():
        return procedure.open_file(cell, by=by, day=day, **told)


def _added(one: Applicant, told: dict[str, Any], by: Actor) -> list[str]:
    """What the row tells of the person that the file does not; the words of what was added. Raises Refusal where both
    say something and not the same."""
    has = {key: getattr(one, key) for key in CHOICES} | {"birth": birth_of(one)}
    new = {key: value for key, value in told.items() if key in has and value != has[key]}
    for key in new:
        if has[key]:
            said = has[key] if key == "birth" else _word(key, has[key])
            raise Refusal(f"Hồ sơ đã ghi “{said}”; sửa ở trang hồ sơ.", field=key)
    if new:
        with _at_columns():
            procedure.correct_applicant(one, by=by, why=ADDED, **new)
    return [COLUMNS[key].head.lower() for key in new]


def _word(key: str, value: str) -> str:
    return next((word for word, kept in CHOICES[key][1].items() if kept == value), value)


def _steps(row: Row, recorded: Mapping[StepKind, Step]) -> list[EarlyStep]:
    """Those that the row tells and the file does not. Raises Refusal where both tell one and not the same, and for a
    number without its day."""
    found = []
    for dated in (FOUND, *STEPS):
        day, number = row.day(dated.day), row.text(dated.number) if dated.number else ""
        step = recorded.get(dated.kind)
        if day is None and number and step is None:
            head = COLUMNS[dated.day].head
            raise Refusal(f"Có số mà thiếu {head[0].lower()}{head[1:]}.", field=dated.day)
        if step is not None:
            _check_same(step, dated, day, number)
        elif day is not None and dated != FOUND:
            found.append(EarlyStep(dated.kind, day, Paper(number, day) if dated.number else None))
    return found


def _check_same(recorded: Step, dated: Dated, day: date | None, number: str) -> None:
    """Raises Refusal where the row says another day or another number than the file, which may have none."""
    if day is not None and recorded.day != day:
        sentence = f"Hồ sơ đã ghi ngày {print_day(recorded.day)}; sửa ở trang hồ sơ."
        raise Refusal(sentence, field=dated.day)
    kept = clean(recorded.decision.number) if recorded.decision else ""
    if number and number != kept:
        sentence = f"Hồ sơ đã ghi số “{kept}”" if kept else "Hồ sơ đã ghi bước này, chưa có số"
        raise Refusal(f"{sentence}; sửa ở trang hồ sơ.", field=dated.number)


# Where a refusal of a verb stands: at the column its field came from, else at the name.
AT = {
    "day": FOUND.day, **{f"{dated.kind}.{field}": dated.day for dated in STEPS for field in ("day", "signed_on")},
    **{f"{dated.kind}.number": dated.number or dated.day for dated in STEPS},
    **{key: key for key in ("birth", *CHOICES)},
}  # fmt: skip


@contextmanager
def _at_columns() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field=AT.get(refusal.field or "", "full_name")) from refusal


KIND = Kind(
    "nguon-ket-nap", "Nguồn kết nạp", "open_file", COLUMNS, prefilled, ("full_name",), write, GUIDE,
    names_people=False, home=("applicants", "Kết nạp đảng viên"), own=heads.SOURCES,
    needed=("full_name", "name", "backing", "source_on"),
)  # fmt: skip
