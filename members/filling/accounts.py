"""Accounts of secretaries: one row an account with its role; the first password is made later, for a printed slip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members import procedure
from members.filling.row import PERSON, Row
from members.filling.standing import organisations
from members.models import Account, Office, OfficeHolding, Role, RoleKind
from members.rights import Actor

ROLES = {str(kind.label): str(kind.value) for kind in (RoleKind.COMMITTEE, RoleKind.CELL)}
COLUMNS = {
    "code": FillColumn("Mã tổ chức", "giữ nguyên", 18, given=True),
    "name": FillColumn("Tổ chức", "giữ nguyên", 34, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 28, given=True),
    "role": FillColumn("Vai trò", "chọn trong danh sách", 26, tuple(ROLES)),
    "full_name": FillColumn("Họ và tên", "người dùng tài khoản", 28),
    "username": FillColumn("Tên đăng nhập", "để trống thì chương trình đặt", 22),
    "since": FillColumn("Từ ngày", "để trống là hôm nay", 14),
    "until": FillColumn("Đến trước ngày", "không bắt buộc", 14),
}
GUIDE = (
    "Mỗi dòng là một tài khoản. Dòng nào chưa ghi họ tên thì chương trình bỏ qua.",
    "Cán bộ tổ chức lấy bảng: bí thư đã ghi trong sổ có sẵn họ tên. Quản trị không đọc được tên đảng viên trong sổ.",
    "Quản trị gửi bảng đã điền. Xóa họ tên ở dòng nào thì không lập tài khoản dòng đó.",
    "Tên đăng nhập viết chữ không dấu; để trống thì chương trình đặt theo tên tổ chức.",
    "Sau đại hội, tổ chức có bí thư mới thì có dòng của bí thư mới; ghi xong thì vai trò của người cũ thôi từ ngày đó.",
    "Vai trò chỉ có hiệu lực khi cán bộ tổ chức xác nhận. Mật khẩu đầu in trên phiếu, đưa tận tay.",
)


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """Every organisation without an account, or with one of somebody who is its secretary no more."""
    taken = dict(
        Role.objects.after(day).filter(kind__in=ROLES.values()).values_list("organisation", "account__full_name")
    )
    held = OfficeHolding.objects.on(day).filter(office=Office.SECRETARY)
    secretaries = {where: (name, str(pk)) for where, name, pk in
                   held.values_list("organisation", "member__full_name", "member")}  # fmt: skip
    for term, above in organisations(day):
        full_name, person = secretaries.get(term.organisation_id, ("", ""))
        has = taken.get(term.organisation_id)
        if term.parent_id is None or (
            has is not None and (not full_name or names.loose(has) == names.loose(full_name))
        ):
            continue
        kind = RoleKind.CELL if term.kind.holds_members else RoleKind.COMMITTEE
        yield {
            "code": term.code, "name": term.name, "above": above, "role": kind.label, "full_name": full_name,
            PERSON: person,
        }  # fmt: skip


def write(row: Row, by: Actor) -> str:
    """Make the account and its role, which waits for its second person; "" when there is this one already."""
    kind = row.chosen("role", ROLES, "vai trò")
    where = row.organisation(by.day)
    username = names.fold(row.text("username")).replace(" ", "-")
    day = row.day("since") or by.day
    full_name = row.text("full_name")
    held = Role.objects.filter(organisation=where, kind=kind, account__full_name=full_name).after(day)
    if held.exists():
        return ""
    others = Role.objects.filter(organisation=where, kind=kind, until=None).after(day).select_related("account")
    left = [one.account.full_name for one in others]
    for one in others:
        procedure.roles.end_role(one, by=by, day=day)
    account = procedure.roles.create_account(
        by=by, username=username or _free_name(row), full_name=full_name, password=None
    )
    procedure.roles.grant_role(account, by=by, kind=kind, organisation=where, day=day, until=row.day("until"))
    instead = f", thay {', '.join(left)}" if left else ""
    return f"{account.username}: {full_name}, {row.text('role')} {row.text('name')}, từ {print_day(day)}{instead}"


def _free_name(row: Row) -> str:
    """ "thon-1-xa-an-khe", of a committee "xa-an-khe", with a number behind where that is taken."""
    is_cell = row.text("role") == RoleKind.CELL.label
    beginning = names.fold(f"{row.text('name')} {row.text('above') if is_cell else ''}")
    for word in ("chi bo ", "dang bo ", "dang uy "):
        beginning = beginning.replace(word, "")
    stem = beginning.replace(" ", "-")[:50].strip("-") or "tai-khoan"
    taken = set(Account.objects.filter(username__startswith=stem).values_list("username", flat=True))
    return next(name for name in [stem, *(f"{stem}-{n}" for n in range(2, 1000))] if name not in taken)
