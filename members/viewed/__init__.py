"""Who can see a person, and who has looked: read back from the looks in the words of an office, and as a paper."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kit.calendar import print_day
from members import checks, figures, kept, office, rights
from members.models import Look, Member, Organisation, Role
from members.procedure import VERBS
from members.selecting import wish

# What each page is called by which a look says where somebody was seen (tests/house/test_looks.py walks the code).
PAGES = {
    "person": "mở hồ sơ", "leaver": "mở hồ sơ người đã ra khỏi danh sách", "card": "hiện số thẻ",
    "taken-off": "xem ai đã bỏ một mục của hồ sơ",
    "person-history": "xem lịch sử của hồ sơ", "organisation-history": "xem lịch sử của tổ chức",
    "account-history": "xem việc một tài khoản đã làm", "line": "xem một việc đã ghi",
    "viewed": "xem ai đã xem hồ sơ", "viewed-file": "in bản ghi những người đã xem",
    "people": "xem danh sách tên", "unplaced": "xem danh sách người chưa có chi bộ",
    "own-list": "xem danh sách riêng", "own-list-file": "lấy tệp danh sách riêng",
    "reorganisation": "xem một phương án sắp xếp tổ chức",
    "roster": "xem danh sách đảng viên", "roster-file": "lấy tệp danh sách đảng viên",
    "print_report": "in danh sách bằng lệnh trên máy chủ", "comparison": "đối chiếu danh sách",
    "reconciliation": "xem điểm lệch khi đối khớp", "minutes": "xem biên bản đối khớp",
    "minutes-draft": "lấy bản nháp biên bản đối khớp", "minutes-signed": "lấy biên bản đối khớp đã ký",
    "round-cases": "xem tên sau một con số của đợt đối khớp", "round-file": "lấy báo cáo của đợt đối khớp",
    "remarked-list": "lấy danh sách của cơ sở có ghi chú đối khớp",
    "reconcile": "đối khớp danh sách bằng lệnh trên máy chủ",
    "import_members": "xem trước hoặc nhập danh sách bằng lệnh trên máy chủ",
    "import": "xem trước khi nhập danh sách", "proposal": "xem đề nghị sửa", "find": "tìm đảng viên",
    "merge": "so hai hồ sơ để gộp", "merge-with": "tìm hồ sơ khác của một người", "merged": "xem một lần gộp hồ sơ",
    "doubles": "xem hồ sơ có thể trùng",
    "applicants": "xem danh sách hồ sơ kết nạp", "applicant": "xem hồ sơ kết nạp",
    "deadlines": "xem hạn kết nạp, công nhận", "admission-progress": "xem tiến độ hồ sơ kết nạp",
    "probationers-without-file": "xem đảng viên dự bị chưa có hồ sơ",
    "course": "xem danh sách lớp bồi dưỡng",
    "year-names": "xem tên sau một con số của năm kết nạp",
    "applicant-file": "in giấy tờ của hồ sơ kết nạp", "admission-list": "in danh sách, sổ kết nạp",
    "course-file": "in danh sách lớp bồi dưỡng",
    "enterprise": "xem người ở một doanh nghiệp tư nhân",
    "visits": "xem danh sách thăm hỏi đảng viên",
    "sheet-chuc-vu": "lấy bảng chức vụ để điền", "sheet-dia-ban": "lấy bảng địa bàn để điền",
    "sheet-tai-khoan": "lấy bảng tài khoản để điền",
    "sheet-du-bi": "lấy bảng đảng viên dự bị để điền",
    "sheet-nguon-ket-nap": "lấy bảng nguồn kết nạp để điền",
}  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Somebody whose role reads the person today."""

    name: str
    capacity: str
    since: str
    opens: str


@dataclass(frozen=True)
class Seen:
    """One look as people read it; `capacity` is the role the account had that day."""

    day: date
    at: str
    who: str
    capacity: str
    page: str
    why: str
    filtered: str


def page_words(page: str) -> str:
    """What was opened; a page on which a verb is carried out shows people to choose from."""
    if page in VERBS:
        return f"chọn người ở trang {VERBS[page].title}"
    return PAGES.get(page, "trang khác")


def of_person(member: int) -> QuerySet[Look]:
    """Every look at this person; no order."""
    rows = Look.objects.filter(values_row__members__contains=f",{member},")
    return rows.select_related("values_row")


OPENS, ON_LISTS, ON_EARLIER_LISTS = "mở hồ sơ", "chỉ thấy tên trên danh sách", "thấy tên trên danh sách ngày cũ"


def readers(member: Member, day: date) -> list[Reader]:
    """Who can see this person today: who opens the page first, last who only sees lists of days on which the person
    stood there."""
    found = [(role, OPENS if opens else ON_LISTS)
             for role, opens in rights.readers(rights.case_of_person(member.pk, day), day)]  # fmt: skip
    found.sort(key=lambda one: one[1] != OPENS)
    found += [(role, ON_EARLIER_LISTS) for role in _of_earlier_lists(member, day, {role.pk for role, _ in found})]
    names = kept.called({role.organisation_id for role, _ in found}, day)
    return [
        Reader(role.account.full_name, _capacity(role, names), print_day(role.since) if role.since else "", sees)
        for role, sees in found
    ]


def _of_earlier_lists(member: Member, day: date, known: set[int]) -> list[Role]:
    """Roles over a unit where the person stood before, beyond those `known` to see more."""
    past = rights.case_of_earlier_lists(member.pk, day, office.first_day(day))
    return [role for role, _ in rights.readers(past, day) if role.pk not in known] if past.organisations else []


def _capacity(role: Role, names: dict[int, str]) -> str:
    where = names.get(role.organisation_id, "")
    return f"{role.get_kind_display()}, {where}" if where else str(role.get_kind_display())


def told(looks: Iterable[Look], today: date) -> list[Seen]:
    """These looks in words, in their order; roles are asked once for all of them."""
    looks = list(looks)
    roles = rights.confirmed_roles({one.account_id for one in looks if one.account_id})
    places = {one.organisation_id for one in roles} | {one.organisation_id for one in looks if one.organisation_id}
    names = kept.called(places, today)
    return [_told(one, roles, names) for one in looks]


def _told(look: Look, roles: list[Role], names: dict[int, str]) -> Seen:
    local = timezone.localtime(look.at)
    day = local.date()
    held = [one for one in roles if one.account_id == look.account_id and one.holds_on(day)
            and one.confirmed_on is not None and one.confirmed_on <= day]  # fmt: skip
    asked = json.loads(look.values_row.asked or "{}")
    page, where = page_words(look.page), names.get(look.organisation_id or 0, "")
    return Seen(
        day=day, at=local.strftime("%H:%M %d/%m/%Y"), who=look.actor,
        capacity="; ".join(_capacity(one, names) for one in held),
        page=f"{page}, {where}" if where else page, why=str(asked.get("why") or asked.get("muc-dich") or ""),
        filtered="; ".join(_filter(look.page, asked, day)),
    )  # fmt: skip


def _filter(page: str, asked: dict[str, Any], day: date) -> list[str]:
    """By which filter they were seen, as far as it says more than the page."""
    wished = asked.get("wish") or (asked if page == "own-list" else {})
    said = [words for _, words in wish.of(wished).words(day)] if wished else []
    if (figure := asked.get("muc")) in figures.FIGURES and figure != "total":
        said.append(figures.FIGURES[figure].title)
    if (check := asked.get("loi")) in checks.BY_KEY:
        said.append(checks.BY_KEY[check].title_on(day))
    if asked.get("tim"):
        said.append(f"tìm “{asked['tim']}”")
    shown = _day(asked.get("ngay") or asked.get("day"))
    return [*said, f"như ngày {print_day(shown)}"] if shown is not None and shown != day else said


def _day(written: Any) -> date | None:
    try:
        return date.fromisoformat(str(written)) if written else None
    except ValueError:
        return None


def place_name(organisation: Organisation, day: date) -> str:
    return kept.called([organisation.pk], day).get(organisation.pk, "")
