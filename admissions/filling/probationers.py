"""Probationers of a district from one sheet: one row a person whom the register holds, each given a file.

A list that was kept in Excel is taken over with it. The day of the admission is the register's: a row that says another
one is refused, and so is one that says otherwise than the file; sent again, the sheet writes only what has come since.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from admissions import procedure
from admissions.filling import heads
from admissions.filling.sources import NUMBER, born_in, prefilled
from admissions.models import Applicant, Helper, Step, StepKind
from admissions.procedure import introducing
from admissions.procedure.helping import rows_of
from admissions.procedure.spells import file_of
from admissions.procedure.taking_over import spell_on
from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members.errors import Refusal
from members.filling import Kind
from members.filling.row import Row, room
from members.models import Decision, Member, Membership, Organisation, Placement
from members.procedure import Paper
from members.procedure.people import birth_of
from members.rights import Actor

COLUMNS = {
    "code": FillColumn("Mã chi bộ", "giữ nguyên", 18, given=True),
    "name": FillColumn("Chi bộ", "giữ nguyên", 30, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 26, given=True),
    "full_name": FillColumn("Họ và tên", "như trong sổ đảng viên", 26, longest=room(Member, "full_name")),
    "birth": FillColumn("Ngày sinh", "hoặc chỉ năm sinh", 13),
    "admitted_on": FillColumn("Ngày vào Đảng", "như trong sổ đảng viên", 14),
    "number": FillColumn("Số quyết định kết nạp", "ví dụ 27-QĐ/HU", 16, longest=NUMBER),
    "signed_on": FillColumn("Ngày ký quyết định kết nạp", "", 14),
    "body": FillColumn("Cơ quan ban hành", "", 22, longest=room(Decision, "body")),
    "helper": FillColumn("Đảng viên giúp đỡ", "họ và tên, cùng chi bộ", 26, longest=room(Member, "full_name")),
    "helped_since": FillColumn("Giúp đỡ từ ngày", "để trống: từ ngày vào Đảng", 14),
}
GUIDE = (
    "Mỗi dòng là một đảng viên dự bị đã có trong sổ mà chưa có hồ sơ kết nạp trên máy. Dòng nào chưa ghi họ tên thì "
    "chương trình bỏ qua.",
    "Một chi bộ có nhiều người: chép mã chi bộ xuống một dòng trống ở dưới, hoặc chèn thêm dòng.",
    "Ngày vào Đảng phải như trong sổ; sổ sai thì sửa ở trang đảng viên trước. Quyết định chỉ ghi khi sổ chưa có.",
    "Chưa phân công người giúp đỡ thì để trống; ghi sau ở trang hồ sơ, hoặc điền thêm rồi gửi lại bảng này.",
    "Đã có danh sách riêng trong Excel: gửi thẳng danh sách ấy khi có đủ cột Họ và tên, Chi bộ. "
    "Cột gọi tên khác cũng đọc được; cột không đọc được nêu tên trước khi ghi.",
    "Gửi lại bảng này: chương trình chỉ ghi việc mới. Điều đã ghi khác đi thì nêu ô, không ghi đè.",
)


def write(row: Row, by: Actor) -> str:
    """Open the file of the probationer, or find it; "" when nothing is new. Raises Refusal at a column: who is not on
    probation in that cell, what the rules refuse, what the register or the file says otherwise."""
    cell = row.organisation(by.day)
    member = _meant(row, cell, by.day)
    _check_admitted(row, member, by.day)
    file = file_of(member, spell_on(member, by.day))
    if file is None:
        with _at_columns():
            helper, since = _helper(row, member, cell, by.day)
            procedure.take_over(
                member, by=by, decision=_typed(row, member, by.day), helper=helper, helped_since=since
            )  # fmt: skip
        return "lập hồ sơ" + ("; phân công người giúp đỡ" if helper else "")
    _check_decision(row, file, spell_on(member, by.day))
    return _added(row, file, member, cell, by)


def _meant(row: Row, cell: Organisation, day: date) -> Member:
    """The one of that name on that list of the day. Raises Refusal."""
    told = names.fold(row.text("full_name"))
    places = Placement.unscoped.on(day).official().filter(organisation=cell, member__fold=told)
    found = [one.member for one in places.select_related("member").order_by("member")]
    if row.text("birth"):
        birth = born_in(row)
        found = [one for one in found if birth_of(one) == birth]
    if not found:
        sentence = "Danh sách chi bộ không có đảng viên tên này, sinh ngày này: nhập người ấy vào sổ trước."
        raise Refusal(sentence, field="full_name")
    if len(found) > 1:
        raise Refusal("Chi bộ có hai đảng viên cùng tên; ghi đủ ngày sinh.", field="birth")
    return found[0]


def _check_admitted(row: Row, member: Member, day: date) -> None:
    told, spell = row.day("admitted_on"), spell_on(member, day)
    if told is not None and spell is not None and spell.admitted_on != told:
        known = f"ngày vào Đảng {print_day(spell.admitted_on)}" if spell.admitted_on else "chưa rõ ngày vào Đảng"
        raise Refusal(f"Sổ ghi {known}; sửa ở hồ sơ đảng viên trước.", field="admitted_on")


def _typed(row: Row, member: Member, day: date) -> Paper | None:
    """The decision as the row tells it; None where it tells none, or the one that the register has. Raises Refusal."""
    told, spell = row.paper(), spell_on(member, day)
    known = spell.admission_decision if spell else None
    if not told or known is None:
        return told or None
    _check_same(told, known)
    return None


def _check_decision(row: Row, file: Applicant, spell: Membership | None) -> None:
    """Raises Refusal where the row says another decision than the file, which may have none: then than the register,
    whose decision without a day of signing is no step."""
    told = row.paper()
    step = Step.unscoped.filter(applicant=file, kind=StepKind.DECISION).select_related("decision").first()
    if not told:
        return
    known = (step.decision if step else None) or (spell.admission_decision if spell else None)
    if known is None:
        raise Refusal("Hồ sơ đã lập, không có quyết định; bỏ việc lập ở trang hồ sơ rồi gửi lại.", field="number")
    _check_same(told, known)


def _check_same(told: Paper, known: Decision) -> None:
    if told.number and names.clean(told.number) != names.clean(known.number):
        raise Refusal(f"Đã ghi quyết định số “{known.number}”; sửa ở hồ sơ đảng viên.", field="number")
    if told.signed_on and told.signed_on != known.signed_on:
        said = f"ngày {print_day(known.signed_on)}" if known.signed_on else "chưa có ngày ký"
        raise Refusal(f"Đã ghi quyết định {said}; sửa ở hồ sơ đảng viên.", field="signed_on")
    if told.body and names.clean(told.body) != names.clean(known.body):
        raise Refusal(f"Đã ghi cơ quan ban hành “{known.body}”; sửa ở hồ sơ đảng viên.", field="body")


def _helper(row: Row, member: Member, cell: Organisation, day: date) -> tuple[Member | None, date | None]:
    """(who helps, since when). Raises Refusal for a name that the cell does not have exactly once."""
    since, told = row.day("helped_since"), names.fold(row.text("helper"))
    if not told:
        if since is not None:
            raise Refusal("Có ngày mà thiếu tên đảng viên giúp đỡ.", field="helper")
        return None, None
    listed = introducing.cell_list(Applicant(organisation=cell), day)
    found = [pk for pk, name in listed.items() if names.fold(name) == told and pk != member.pk]
    if len(found) != 1:
        why = "không có" if not found else "có nhiều"
        raise Refusal(f"Danh sách đảng viên chính thức của chi bộ {why} người tên này.", field="helper")
    return introducing.member_of(found[0]), since


def _added(row: Row, file: Applicant, member: Member, cell: Organisation, by: Actor) -> str:
    """The helper that the row tells and the file does not have. Raises Refusal where both tell one, not the same."""
    helper, since = _helper(row, member, cell, by.day)
    rows = rows_of(file)
    running: list[Helper] = [one for one in rows if one.until is None]
    if helper is None:
        return ""
    # Who helped and has ended since is told already.
    if not running and any(one.member_id == helper.pk and since in (None, one.since) for one in rows):
        return ""
    if running:
        one = running[-1]
        if one.member_id != helper.pk:
            raise Refusal(f"Hồ sơ đã ghi {one.member.full_name} giúp đỡ; sửa ở trang hồ sơ.", field="helper")
        if since is not None and since != one.since:
            raise Refusal(
                f"Hồ sơ đã ghi giúp đỡ từ ngày {print_day(one.since)}; sửa ở trang hồ sơ.", field="helped_since"
            )
        return ""
    spell = spell_on(member, by.day)
    day = since or (spell.admitted_on if spell else None) or by.day
    with _at_columns():
        procedure.assign_helper(file, by=by, member=helper, day=day)
    return "phân công người giúp đỡ"


# Where a refusal of a verb stands: at the column its field came from, else at the name.
AT = {"number": "number", "signed_on": "signed_on", "day": "helped_since", "member": "helper"}


@contextmanager
def _at_columns() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        if refusal.field in COLUMNS:
            raise
        raise Refusal(refusal.sentence, field=AT.get(refusal.field or "", "full_name")) from refusal


KIND = Kind(
    "du-bi", "Đảng viên dự bị chưa có hồ sơ", "take_over", COLUMNS, prefilled, ("full_name",), write, GUIDE,
    names_people=False, home=("probationers-without-file", "Dự bị chưa có hồ sơ"),
    own=heads.PROBATIONERS, needed=("full_name", "name"),
)  # fmt: skip
