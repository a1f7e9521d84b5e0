"""What needs doing in this app, each as one line with its rule: records to mend, roles to confirm."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from kit.calendar import print_day
from members import checks, rights, wording
from members.models import Organisation, Role
from members.registry import Attention
from members.rights import Actor

# These are about a day that has passed; the others are about a record that is not whole.
LATE = frozenset({"probation_over"})


def waiting(actor: Actor, here: Organisation, day: date, counts: checks.Counts) -> list[Attention]:
    """Everything of this app that waits on this actor; `counts` are those of the checks under `here`."""
    return [*_roles(actor), *_records(here, counts), *_without_place(actor, day)]


def _records(here: Organisation, counts: checks.Counts) -> list[Attention]:
    rows = counts.values()
    total = sum(row["total"] for row in rows)
    answer = []
    for order, check in enumerate(checks.CHECKS):
        count = sum(row[check.key] for row in rows)
        if count and check.key not in checks.NOT_A_FAULT:
            answer.append(_record(check, count, total, here, order))
    return answer


def _record(check: checks.Check, count: int, total: int, here: Organisation, order: int) -> Attention:
    late = check.key in LATE
    share = f"{100 * count / total:.1f}".replace(".", ",")
    return Attention(
        key=check.key, kind="late" if late else "now", when="Quá hạn" if late else "Hồ sơ thiếu",
        what=f"{check.title}: {wording.number(count)} người",
        why=f"{share}% trong {wording.number(total)} đảng viên. {WHO.get(check.key, OFFICER)}",
        rule=check.rule, href=f"{reverse('people', args=[here.pk])}?loi={check.key}", act="Xem tên",
        order=(0 if late else 100) + order,
    )  # fmt: skip


OFFICER = "Cấp ủy đề nghị, cán bộ tổ chức sửa."
WHO = {
    "area_alone": "Chi bộ hoặc đảng ủy giới thiệu về nơi cư trú.",
    "probation_over": "Chi bộ xét công nhận, cấp có thẩm quyền quyết định.",
}


def _roles(actor: Actor) -> list[Attention]:
    """Roles that a second person has to confirm."""
    if rights.OFFICER not in actor.kinds():
        return []
    rows = Role.objects.filter(confirmed_on__isnull=True).exclude(account=actor.account).select_related("account")
    return [
        Attention(
            key=f"role-{one.pk}", kind="now", when="Chờ xác nhận",
            what=f"Vai trò {one.get_kind_display()}: {one.account.full_name}", why=f"Giao từ {print_day(one.since)}.",
            rule="Mỗi vai trò phải có người thứ hai xác nhận.", href=reverse("account", args=[one.account_id]),
            act="Xem", order=50,
        )
        for one in rows[:20]
    ]  # fmt: skip


def _without_place(actor: Actor, day: date) -> list[Attention]:
    """In the Party, in this register, and in no cell: only who sees the whole register can know it."""
    if rights.OFFICER not in actor.kinds():
        return []
    count = checks.without_place(day).count()
    if not count:
        return []
    return [
        Attention(
            key="no-place", kind="late", when="Chưa có chi bộ", what=f"Không sinh hoạt ở chi bộ nào: {count} người",
            why="Có tên trong sổ nhưng chưa xếp chi bộ. Cán bộ tổ chức xếp.", rule="Điều lệ Đảng, điều 2",
            href=reverse("unplaced"), act="Xem tên", order=60,
        )
    ]  # fmt: skip
