"""Accounts of secretaries: one row a role; whose role ends by it is said in the row, and nobody else's does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members import procedure, wording
from members.errors import Refusal
from members.filling.row import Row, check_length, room
from members.filling.secretaries import KINDS, free_name, prefilled
from members.models import Account, Organisation, Role, RoleKind
from members.rights import Actor

__all__ = ["COLUMNS", "GUIDE", "prefilled", "write"]

ROLES = {str(kind.label): str(kind.value) for kind in KINDS}
COLUMNS = {
    "code": FillColumn("Mã tổ chức", "giữ nguyên", 18, given=True),
    "name": FillColumn("Tổ chức", "giữ nguyên", 34, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 28, given=True),
    "role": FillColumn("Vai trò", "chọn trong danh sách", 26, tuple(ROLES)),
    "full_name": FillColumn("Họ và tên", "người dùng tài khoản", 28, longest=room(Account, "full_name")),
    "username": FillColumn("Tên đăng nhập", "để trống thì chương trình đặt", 22, longest=room(Account, "username")),
    "instead": FillColumn("Thay cho", "tên đăng nhập của người thôi vai trò", 22),
    "since": FillColumn("Từ ngày", "để trống là hôm nay", 14),
    "until": FillColumn("Đến trước ngày", "không bắt buộc", 14),
}
GUIDE = (
    "Mỗi dòng là một vai trò của một người. Dòng nào chưa ghi họ tên thì chương trình bỏ qua.",
    "Cán bộ tổ chức lấy bảng: bí thư đã ghi trong sổ có sẵn họ tên. Quản trị không đọc được tên đảng viên trong sổ.",
    "Quản trị gửi bảng đã điền. Xóa họ tên ở dòng nào thì không lập tài khoản dòng đó.",
    "Tên đăng nhập viết chữ không dấu; để trống thì chương trình đặt theo tên tổ chức. Người đã có tài khoản thì ghi "
    "tên đăng nhập của người ấy: thêm vai trò, không lập tài khoản thứ hai.",
    "Sau đại hội, tổ chức có bí thư mới thì có dòng của bí thư mới; cột “Thay cho” có sẵn bí thư cũ. Chỉ vai trò của "
    "người ghi ở cột ấy thôi từ ngày đó; nhiều người thì cách nhau bằng dấu chấm phẩy. Người khác giữ nguyên.",
    "Vai trò chỉ có hiệu lực khi cán bộ tổ chức xác nhận. Mật khẩu đầu in trên phiếu, đưa tận tay.",
)


@dataclass(frozen=True)
class Wanted:
    """What a row asks for: who gets which role from when, whose roles end by it, and who goes on holding one."""

    kind: str
    full_name: str
    day: date
    account: Account | None
    leaving: list[Role]
    staying: list[Role]

    @property
    def has_it(self) -> bool:
        return any(one.account == self.account and one.kind == self.kind for one in self.staying)

    def others(self) -> str:
        """Who keeps his sight of the organisation beside the one whose row it is."""
        stay = [one for one in self.staying if one.account != self.account]
        return f"; vẫn giữ vai trò ở đây: {_said_of(stay)}" if stay else ""


def write(row: Row, by: Actor) -> str:
    """Give the role, which waits for its second person, by a new account or the one the row names, and end the roles of
    those it is in place of; "" when all of it is so already. Raises Refusal at a column."""
    where = row.organisation(by.day)
    wanted = _wanted(row, where, by)
    if wanted.has_it and not wanted.leaving:
        return ""
    for one in wanted.leaving:
        procedure.roles.end_role(one, by=by, day=wanted.day)
    if wanted.has_it and wanted.account is not None:
        return (f"{wanted.account.username}: {wanted.full_name} đã có vai trò; thôi vai trò của "
                f"{_said_of(wanted.leaving)} từ {print_day(wanted.day)}{wanted.others()}")  # fmt: skip
    account = wanted.account or procedure.roles.create_account(
        by=by, username=_username(row) or _free_name(row), full_name=wanted.full_name, password=None
    )
    procedure.roles.grant_role(
        account, by=by, kind=wanted.kind, organisation=where, day=wanted.day, until=row.day("until")
    )
    more = ", thêm vai trò cho tài khoản đã có" if wanted.account else ""
    instead = f", thay {_said_of(wanted.leaving)}" if wanted.leaving else ""
    given = f"{wanted.full_name}, {row.text('role')} {row.text('name')}, từ {print_day(wanted.day)}"
    return f"{account.username}: {given}{more}{instead}{wanted.others()}"


def _wanted(row: Row, where: Organisation, by: Actor) -> Wanted:
    kind = row.chosen("role", ROLES, "vai trò")
    day = row.day("since") or by.day
    held = Role.objects.filter(organisation=where, kind__in=ROLES.values()).after(day).select_related("account")
    roles = list(held.order_by("account__username", "kind"))
    leaving = _leaving(row, roles)
    staying = [one for one in roles if one not in leaving]
    full_name = row.text("full_name")
    return Wanted(kind, full_name, day, _account(row, full_name, leaving, staying), leaving, staying)


def _leaving(row: Row, roles: list[Role]) -> list[Role]:
    """The roles of those named in the column, each by user name or, where only one has it, by full name."""
    found: list[Role] = []
    for said in filter(None, map(names.clean, row.text("instead").split(";"))):
        meant = [one for one in roles if one.account.username == said.lower()]
        meant = meant or [one for one in roles if names.loose(one.account.full_name) == names.loose(said)]
        if not meant:
            raise Refusal(f"“{said}” không giữ vai trò nào ở tổ chức này; ghi tên đăng nhập.", field="instead")
        if len({one.account_id for one in meant}) > 1:
            raise Refusal(f"Có hai tài khoản tên “{said}” ở tổ chức này; ghi tên đăng nhập.", field="instead")
        found += [one for one in meant if one not in found]
    return found


def _account(row: Row, full_name: str, leaving: list[Role], staying: list[Role]) -> Account | None:
    """The account that is the person's already: the one whose user name stands in the row, else the one of his name
    here. None: a new one is made."""
    same = [one.account for one in staying if names.loose(one.account.full_name) == names.loose(full_name)]
    account = _of_name(row) if row.text("username") else next(iter(same), None)
    if account is None:
        if same:
            raise Refusal(f"{full_name} đã có vai trò ở đây với tên đăng nhập {same[0].username}; để trống ô này, hoặc "
                          "ghi người ấy ở cột “Thay cho” nếu là người khác cùng tên.", field="username")  # fmt: skip
        return None
    if names.loose(account.full_name) != names.loose(full_name):
        raise Refusal(f"Tên đăng nhập này của {account.full_name}; ghi tên đăng nhập khác.", field="username")
    if any(one.account_id == account.pk for one in leaving):
        raise Refusal("Một người không thay chính mình; ghi tên đăng nhập khác cho người mới.", field="username")
    if not account.is_active:
        raise Refusal(f"Tài khoản {account.username} đã khóa; mở khóa trước.", field="username")
    return account


def _said_of(roles: Iterable[Role]) -> str:
    """ "Hoàng Seo Phừ (bi-thu-thon), Lò A (van-phong, đến 31/12/2026)"."""
    ends = {one: f", đến {wording.last_day(one.until)}" if one.until else "" for one in roles}
    return ", ".join(f"{one.account.full_name} ({one.account.username}{end})" for one, end in ends.items())


def _of_name(row: Row) -> Account | None:
    typed = row.text("username").lower()
    either = Account.objects.filter(username=typed), Account.objects.filter(username=_username(row))
    return either[0].first() or either[1].first()


def _username(row: Row) -> str:
    name = names.fold(row.text("username")).replace(" ", "-")
    # Folding may lengthen ("ß" → "ss").
    check_length(name, room(Account, "username"), "username")
    return name


def _free_name(row: Row) -> str:
    return free_name(row.text("name"), row.text("above"), is_cell=row.text("role") == RoleKind.CELL.label)
