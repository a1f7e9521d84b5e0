"""What a demonstration needs beside the district: an account for each role, the office's words, holidays."""

from __future__ import annotations

from members import procedure, regulations
from members.models import Account, Holiday, Office, OfficeHolding, Organisation, RoleKind, Term
from members.rights import Actor
from members.sample import words
from members.sample.plan import REFORM, District

PASSWORD = "dung-thu-so-2026"  # noqa: S105  (printed on purpose: a demonstration with made-up people)
# Where nobody leads the commune or the cell, these names stand in.
ACCOUNTS = (
    ("can-bo", "Ma Thị Thoan", RoleKind.OFFICER), ("bi-thu-xa", "Lò Văn Chiến", RoleKind.COMMITTEE),
    ("bi-thu-chi-bo", "Giàng A Lềnh", RoleKind.CELL), ("thuong-truc", "Đặng Quốc Việt", RoleKind.READER),
    ("quan-tri", "Vi Thị Ngân", RoleKind.ADMINISTRATOR),
)  # fmt: skip
WORDS = (
    ("office_name", "Ban Tổ chức Huyện ủy Mường Khoang", None), ("office_name", "Ban Tổ chức Tỉnh ủy", REFORM),
    ("parent_body", f"Huyện ủy {words.DISTRICT}", None), ("parent_body", f"Tỉnh ủy {words.PROVINCE}", REFORM),
    ("issuing_body", "Ban Tổ chức", None), ("committee_parent", f"Đảng bộ tỉnh {words.PROVINCE}", REFORM),
    ("place_name", words.DISTRICT, None), ("signer_post", "TRƯỞNG BAN", None), ("signer_name", "Hoàng Đức Khuê", None),
)  # fmt: skip


def make(plan: District, *, by: Actor) -> list[str]:
    """Settings, holidays, accounts with confirmed roles. Answers the table that is printed."""
    for key, value, day in WORDS:
        procedure.office.set_office(by=by, key=key, value=value, day=day)
    procedure.office.set_office(by=by, key="first_day", value=plan.started.isoformat(), day=None)
    _holidays(by)
    lines = [
        "",
        "Tài khoản dùng thử (mật khẩu chung cho mọi tài khoản):",
        "",
        f"{'vai trò':34}{'tên đăng nhập':18}mật khẩu",
    ]
    for (username, full_name, kind), where in zip(ACCOUNTS, _places(plan), strict=True):
        leading = _secretary(where, plan) if kind in (RoleKind.COMMITTEE, RoleKind.CELL) else ""
        _account(username, leading or full_name, kind, where, by)
        lines.append(f"{kind.label:34}{username:18}{PASSWORD}")
    return lines


def _holidays(by: Actor) -> None:
    known = getattr(regulations, "KNOWN_HOLIDAYS", ())
    rows = known.items() if isinstance(known, dict) else known
    there = set(Holiday.objects.values_list("day", flat=True))
    for row in rows:
        day, name, *worked = row
        if day not in there:
            procedure.office.note_holiday(by=by, day=day, name=name, is_worked=bool(worked and worked[0]))


def _places(plan: District) -> list[Organisation]:
    """The district, one new commune, a cell in it, the district twice."""
    terms = Term.unscoped.on(plan.today)
    root = terms.get(parent=None).organisation
    commune = terms.filter(parent=root, kind__code="committee", sector="residential", since=REFORM).order_by("code")[0]
    cell = terms.filter(parent=commune.organisation, kind__code="cell", sector="residential").order_by("organisation")[
        0
    ]
    return [root, commune.organisation, cell.organisation, root, root]


def _secretary(where: Organisation, plan: District) -> str:
    """Whose name the account bears: who leads there today."""
    leading = OfficeHolding.unscoped.on(plan.today).filter(organisation=where, office=Office.SECRETARY)
    return leading.values_list("member__full_name", flat=True).first() or ""


def _account(username: str, full_name: str, kind: str, where: Organisation, by: Actor) -> Account:
    account = procedure.roles.create_account(by=by, username=username, full_name=full_name, password=PASSWORD)
    account.must_change_password = False
    account.save(update_fields=["must_change_password"])
    role = procedure.roles.grant_role(account, by=by, kind=kind, organisation=where, day=by.day)
    procedure.roles.confirm_role(role, by=by)
    return account
