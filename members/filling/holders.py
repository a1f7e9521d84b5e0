"""Who holds which office: one row a holder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members import history, kept, naming, procedure, wording
from members.errors import Refusal
from members.filling.row import PERSON, Row, room
from members.filling.standing import organisations
from members.models import Decision, Member, Office, OfficeHolding, Organisation
from members.procedure import Paper, carrying
from members.rights import Actor

OFFICES = {str(office.label): str(office.value) for office in Office}
COLUMNS = {
    "code": FillColumn("Mã tổ chức", "giữ nguyên", 18, given=True),
    "name": FillColumn("Tổ chức", "giữ nguyên", 34, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 28, given=True),
    "office": FillColumn("Chức vụ", "chọn trong danh sách", 20, tuple(OFFICES)),
    "full_name": FillColumn("Họ và tên", "như trong sổ", 28),
    "birth": FillColumn("Ngày sinh", "khi có hai người cùng tên", 14),
    "since": FillColumn("Giữ chức vụ từ ngày", "ví dụ 03/02/2025", 14),
    "number": FillColumn("Số quyết định chuẩn y", "ví dụ 12-QĐ/ĐU", 18, longest=room(Decision, "number")),
    "signed_on": FillColumn("Ngày quyết định", "ví dụ 03/02/2025", 14),
    "body": FillColumn("Cơ quan quyết định", "", 24, longest=room(Decision, "body")),
}
GUIDE = (
    "Mỗi dòng là một người giữ một chức vụ. Dòng nào chưa ghi họ tên thì chương trình bỏ qua.",
    "Người giữ chức vụ phải có tên trong sổ. Có hai người cùng tên thì ghi thêm ngày sinh.",
    "Muốn ghi thêm chức vụ của một tổ chức: chép mã tổ chức xuống một dòng trống ở dưới.",
    "Người đang giữ chức vụ đã ghi trong sổ thì có sẵn; để nguyên. Còn thiếu quyết định chuẩn y thì ghi vào dòng ấy.",
)
# Of an office whose approving decision nobody had written down.
ADDED = "bổ sung quyết định chuẩn y theo bảng đã điền"


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """Every holder of the day, and a line for the secretary where there is none."""
    held: dict[int, list[OfficeHolding]] = {}
    for one in OfficeHolding.objects.on(day).select_related("member", "decision").order_by("office", "since"):
        held.setdefault(one.organisation_id, []).append(one)
    for term, above in organisations(day):
        known = held.get(term.organisation_id, [])
        given = {"code": term.code, "name": term.name, "above": above}
        if not any(one.office == Office.SECRETARY for one in known):
            yield {**given, "office": Office.SECRETARY.label}
        for one in known:
            yield {**given, **_said(one)}


def _said(one: OfficeHolding) -> dict[str, str]:
    paper = one.decision
    return {
        "office": one.get_office_display(), "full_name": one.member.full_name, "birth": wording.birth(one.member),
        "since": print_day(one.since) if one.since else "", "number": paper.number if paper else "",
        "signed_on": print_day(paper.signed_on) if paper and paper.signed_on else "",
        "body": paper.body if paper else "", PERSON: str(one.member_id),
    }  # fmt: skip


def write(row: Row, by: Actor) -> str:
    """Hold the office as the row says; "" when it is held so already. Raises Refusal at a column."""
    office = row.chosen("office", OFFICES, "chức vụ")
    since = row.needed_day("since", "ngày bắt đầu giữ chức vụ")
    organisation = row.organisation(by.day)
    person = _person(row, organisation, by.day)
    same = OfficeHolding.objects.filter(member=person, organisation=organisation, office=office, since=since)
    if (held := same.select_related("member", "organisation", "decision").first()) is not None:
        return _approve(row, held, by)
    procedure.offices.hold_office(
        person, by=by, organisation=organisation, office=office, day=since, decision=row.paper() or None
    )
    to_come = f". Cần xem lại: ngày {print_day(since)} chưa đến" if since > by.day else ""
    said = f"{person.full_name} giữ chức vụ {row.text('office')} từ {print_day(since)} {_at(organisation, by.day)}"
    return said + to_come


def _at(organisation: Organisation, day: date) -> str:
    """ "tại Chi bộ Thôn 1, Đảng bộ xã An Khê": as the register calls them, whatever stands beside the code."""
    parent = kept.parents([organisation.pk], day).get(organisation.pk)
    called = kept.called([organisation.pk, *([parent] if parent else [])], day)
    return f"tại {', '.join(called[one] for one in (organisation.pk, parent) if one in called)}"


def _approve(row: Row, held: OfficeHolding, by: Actor) -> str:
    """The paper that the row says of an office held already, "" where it says that one or none. Another one than is
    written corrects it, by the one reason of the sheet; one that was missing is only added."""
    given = row.paper()
    if not given or (held.decision is not None and _typed(held.decision) == _typed(given)):
        return ""
    if held.decision is not None:
        carrying.corrects(held, ["decision"])
    why = history.current().why or ADDED
    procedure.offices.correct_office(held, by=by, decision=given, why=why)
    said = ", ".join(filter(None, [given.number, print_day(given.signed_on) if given.signed_on else "", given.body]))
    return f"{held.member.full_name} giữ chức vụ {row.text('office')}: quyết định chuẩn y {said}"


def _typed(one: Paper | Decision) -> tuple[str, date | None, str]:
    """A paper as a cell of the sheet says it."""
    return names.clean(one.number), one.signed_on, names.clean(one.body)


def _person(row: Row, organisation: Organisation, day: date) -> Member:
    """Whom the row means, by name and (where two share it) birth. Raises Refusal at its column."""
    try:
        return naming.meant(row.text("full_name"), row.text("birth"), organisation, day)
    except naming.NotOne as error:
        raise Refusal(error.sentence, field="birth" if error.several else "full_name") from error
