"""What needs doing in this app, each as one line with its rule: records to mend, roles to confirm."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Exists, Q
from django.urls import reverse

from kit.calendar import print_day
from members import checks, doubles, kept, lines, rights, starting, unused, wording
from members.models import Organisation, PasswordRenewal, Register, Role
from members.registry import Attention
from members.rights import Actor

DOUBLES_RULE = "Mỗi đảng viên có một hồ sơ; theo cách giữ sổ, hai hồ sơ của một người được gộp làm một"
# How long before a role ends its holder, and who keeps accounts, are told.
ENDS_SOON = timedelta(days=14)
# These are about a day that has passed or runs; the others are about a record that is not whole.
WHEN = {"probation_over": ("late", "Quá hạn"), "review_due": ("now", "Đến lúc xét"),
        "office_unapproved": ("now", "Chờ quyết định")}  # fmt: skip
RECORD = ("now", "Hồ sơ thiếu")
# What is late comes first, then what it is time for, then records.
BEGINS = {("late", True): 0, ("now", True): 70, ("now", False): 100}


def waiting(actor: Actor, here: Organisation, day: date, counts: checks.Counts) -> list[Attention]:
    """Everything of this app that waits on this actor; `counts` are those of the checks under `here`."""
    return [*_beginning(actor), *_roles(actor), *_renewals(actor), *_records(here, day, counts),
            *_of_the_whole(actor, day), *_offices_left(actor, here, day), *_holidays(actor, day),
            *_unused(actor, day)]  # fmt: skip


def _beginning(actor: Actor) -> list[Attention]:
    """The first days of an office: while something is missing, the page that leads through it stands here."""
    left = starting.left(actor)
    if not left:
        return []
    titles = [step.title for step in left]
    if starting.PEOPLE in titles:
        when, what, order = "Mới bắt đầu", "Bắt đầu làm việc với sổ", 10
        why = "Trong sổ chưa có đảng viên nào. Trang này nói còn thiếu gì, làm ở đâu."
    else:
        when, what, order = "Còn thiếu", f"Để sổ làm việc hằng ngày còn thiếu {len(left)} việc", 67
        why = f"{'; '.join(titles)}."
    return [
        Attention(
            key="beginning", kind="now", when=when, what=what, why=why, rule="", href=reverse("beginning"),
            act="Xem còn thiếu gì", order=order,
        )
    ]  # fmt: skip


def _of_the_whole(actor: Actor, day: date) -> list[Attention]:
    """What only who sees the whole register can know, counted in one question."""
    if not rights.sees_whole(actor):
        return []
    counted = Register.objects.annotate(
        placeless=starting.how_many(checks.without_place(day)), pairs=starting.how_many(doubles.open_pairs())
    ).values("placeless", "pairs")  # fmt: skip
    found = counted.get()
    return [*_without_place(found["placeless"]), *_doubles(found["pairs"])]


def _doubles(count: int) -> list[Attention]:
    """Pairs that the last search found and nobody has settled."""
    if not count:
        return []
    return [
        Attention(
            key="doubles", kind="now", when="Cần xem", what=f"Hồ sơ có thể trùng: {wording.number(count)} cặp",
            why="Xem hai bên rồi gộp, hoặc ghi không phải một người. Cán bộ tổ chức trả lời.",
            rule=DOUBLES_RULE, href=reverse("doubles"), act="Xem các cặp", order=190,
        )
    ]  # fmt: skip


def _records(here: Organisation, day: date, counts: checks.Counts) -> list[Attention]:
    rows = counts.values()
    total = sum(row["total"] for row in rows)
    answer = []
    for order, check in enumerate(checks.CHECKS):
        count = sum(row[check.key] for row in rows)
        if count and (check.key in WHEN or check.key not in checks.NOT_A_FAULT):
            said = check.title_on(day), check.rule_on(day)
            answer.append(_record(check.key, *said, count, total, here, order))
    return answer


def _record(key: str, title: str, rule: str, count: int, total: int, here: Organisation, order: int) -> Attention:
    kind, when = WHEN.get(key, RECORD)
    share = f"{100 * count / total:.1f}".replace(".", ",")
    return Attention(
        key=key, kind=kind, when=when,
        what=f"{title}: {wording.number(count)} người",
        why=f"{share}% trong {wording.number(total)} đảng viên. {WHO.get(key, OFFICER)}",
        rule=rule, href=f"{reverse('people', args=[here.pk])}?loi={key}", act="Xem tên",
        order=BEGINS[kind, key in WHEN] + order,
    )  # fmt: skip


OFFICER = "Cấp ủy đề nghị, cán bộ tổ chức sửa."
WHO = {
    "office_elsewhere": "Cấp ủy nơi giữ chức vụ hoặc cán bộ tổ chức ghi thôi giữ.",
    "office_unapproved": "Cấp ủy hoặc cán bộ tổ chức ghi quyết định chuẩn y.",
    "area_alone": "Chi bộ hoặc đảng ủy giới thiệu về nơi cư trú.",
    "probation_over": "Chi bộ xét công nhận, cấp có thẩm quyền quyết định.",
    "review_due": "Chi bộ xét công nhận, cấp có thẩm quyền quyết định.",
}


# More than these are not named one by one.
NAMED = 5
ENDS_BY_ITSELF = "Vai trò giao đến ngày nào thì hết hiệu lực sau ngày ấy."
SECOND_PERSON = "Mỗi vai trò phải có người thứ hai xác nhận."


def _roles(actor: Actor) -> list[Attention]:
    """Roles that a second person has to confirm, and those that end by themselves before long: of these one's own, and
    for those who keep the accounts everybody's. Asked for at once."""
    keeps, day = lines.keeps_accounts(actor), actor.day
    ending = Role.objects.valid_on(day).filter(until__lte=day + ENDS_SOON, account__is_active=True)
    ending = ending.exclude(Exists(Role.objects.going_on()))
    ending = ending if keeps else ending.filter(account=actor.account)
    confirms = rights.OFFICER in actor.kinds()
    rows = ending | Role.objects.waiting_for(actor.account, day) if confirms else ending
    found = list(rows.select_related("account").order_by("since", "pk"))
    waits = [one for one in found if one.confirmed_on is None]
    soon = sorted((one for one in found if one.confirmed_on is not None), key=lambda one: (one.until, one.pk))
    return [*_to_confirm(waits), *_endings(soon, actor, keeps=keeps)]


def _to_confirm(rows: list[Role]) -> list[Attention]:
    if len(rows) > NAMED:
        return [
            Attention(
                key="roles", kind="now", when="Chờ xác nhận", what=f"{wording.number(len(rows))} vai trò",
                why="Xem danh sách rồi xác nhận một lần.", rule=SECOND_PERSON, href=reverse("waiting-roles"),
                act="Xem danh sách", order=50,
            )
        ]  # fmt: skip
    return [
        Attention(
            key=f"role-{one.pk}", kind="now", when="Chờ xác nhận",
            what=f"Vai trò {one.get_kind_display()}: {one.account.full_name}", why=f"Giao từ {print_day(one.since)}.",
            rule=SECOND_PERSON, href=reverse("account", args=[one.account_id]),
            act="Xem", order=50,
        )
        for one in rows
    ]  # fmt: skip


def _endings(rows: list[Role], actor: Actor, *, keeps: bool) -> list[Attention]:
    """The first ones by name, and how many more."""
    names = kept.called({one.organisation_id for one in rows[:NAMED]}, actor.day) if rows else {}
    told = [_ending(one, names, actor, keeps=keeps) for one in rows[:NAMED]]
    if len(rows) > NAMED:
        more = wording.number(len(rows) - NAMED)
        told.append(
            Attention(
                key="roles-end", kind="soon", when="Sắp hết hạn", what=f"{more} vai trò nữa",
                why=f"Trong {ENDS_SOON.days} ngày tới. Cần tiếp thì quản trị hệ thống giao lại.", rule=ENDS_BY_ITSELF,
                href=reverse("accounts") if keeps else "", act="Xem tài khoản" if keeps else "", order=206,
            )
        )  # fmt: skip
    return told


def _ending(one: Role, names: dict[int, str], actor: Actor, *, keeps: bool) -> Attention:
    whose = " của đồng chí" if one.account_id == actor.account_id else f": {one.account.full_name}"
    where = names.get(one.organisation_id, "")
    return Attention(
        key=f"role-ends-{one.pk}", kind="soon", when="Sắp hết hạn",
        what=f"Vai trò {one.get_kind_display()}{f', {where}' if where else ''}{whose}",
        why=f"Đến hết ngày {wording.last_day(one.until)}. Cần tiếp thì quản trị hệ thống giao lại từ hôm sau.",
        rule=ENDS_BY_ITSELF, href=reverse("account", args=[one.account_id]) if keeps else "",
        act="Xem" if keeps else "", order=205,
    )  # fmt: skip


TWO_PEOPLE = "Mật khẩu của tài khoản xem được nhiều tổ chức cơ sở do hai người cấp lại."


def _renewals(actor: Actor) -> list[Attention]:
    """Passwords that a second person has to confirm; and one's own, which one may not have asked for."""
    own, whole = Q(account=actor.account), rights.sees_whole(actor)
    asked = Q(account__is_active=True) if whole else own
    rows = PasswordRenewal.objects.filter(asked, confirmed_on=None).select_related("account", "asked_by").order_by("pk")
    return [_renewal(one, actor) for one in rows if one.account == actor.account or one.asked_by != actor.account]


def _renewal(one: PasswordRenewal, actor: Actor) -> Attention:
    mine, opens = one.account == actor.account, lines.keeps_accounts(actor)
    by = f"{one.asked_by or 'Máy chủ'} đề nghị ngày {print_day(one.asked_on)}."
    return Attention(
        key=f"renewal-{one.pk}", kind="now", when="Chờ xác nhận",
        what="Cấp lại mật khẩu của đồng chí" if mine else f"Cấp lại mật khẩu: {one.account.full_name}",
        why=f"{by} Đồng chí không nhờ thì báo ngay cán bộ tổ chức." if mine else by, rule=TWO_PEOPLE,
        href=reverse("account", args=[one.account_id]) if opens else "", act="Xem" if opens else "", order=49,
    )  # fmt: skip


def _unused(actor: Actor, day: date) -> list[Attention]:
    """Accounts that the clock will block unless somebody uses them: for those who keep the accounts of the register."""
    if not lines.keeps_accounts(actor) or not (found := unused.idle(day)):
        return []
    settled, more = unused.limits(day), len(found) - NAMED
    first = ", ".join(f"{one.full_name} từ {print_day(settled.blocks_on(one))}" for one in found[:NAMED])
    return [
        Attention(
            key="unused", kind="soon", when="Sẽ tự khóa",
            what=f"Tài khoản lâu không đăng nhập: {wording.number(len(found))}",
            why=f"Khóa {first}{f' và {wording.number(more)} tài khoản nữa' if more > 0 else ''}.",
            rule="Số ngày nhắc, số ngày khóa theo Cài đặt của cơ quan.", href=reverse("accounts"), act="Xem tài khoản",
            order=210,
        )
    ]  # fmt: skip


def _without_place(count: int) -> list[Attention]:
    """In the Party, in this register, and in no cell."""
    if not count:
        return []
    return [
        Attention(
            key="no-place", kind="late", when="Chưa có chi bộ", what=f"Không sinh hoạt ở chi bộ nào: {count} người",
            why="Có tên trong sổ nhưng chưa xếp chi bộ. Cán bộ tổ chức xếp.", rule="Điều lệ Đảng, điều 2",
            href=reverse("unplaced"), act="Xem tên", order=60,
        )
    ]  # fmt: skip


def _offices_left(actor: Actor, here: Organisation, day: date) -> list[Attention]:
    """Offices of this committee held by who is active elsewhere. The officer finds them among the records."""
    if rights.OFFICER in actor.kinds() or not rights.may(actor, "end_office", rights.case_of_organisation(here)):
        return []
    found = list(checks.offices_left(here, day).values_list("organisation", flat=True))
    if not found:
        return []
    check = checks.BY_KEY["office_elsewhere"]
    return [
        Attention(
            key="offices-left", kind="now", when="Chức vụ", what=f"{check.title_on(day)}: {len(found)} người",
            why="Người giữ đã chuyển sinh hoạt. Ghi thôi giữ chức vụ, hoặc để lại.", rule=check.rule_on(day),
            href=reverse("organisation", args=[found[0]]), act="Xem chức vụ", order=65,
        )
    ]  # fmt: skip


def _holidays(actor: Actor, day: date) -> list[Attention]:
    """Working days are counted ahead: without next year's days off a term would end too early."""
    missing = starting.without_holidays(day) if rights.sees_whole(actor) else {}
    if not missing:
        return []
    return [
        Attention(
            key="holidays", kind="now", when="Ngày nghỉ", what=starting.holidays_in_words(missing),
            why="Thời hạn theo ngày làm việc tính cả Tết là ngày làm việc. Ghi theo thông báo nghỉ hằng năm.",
            rule="Thời hạn trong Quy định thi hành Điều lệ Đảng tính bằng ngày làm việc", href=reverse("holidays"),
            act="Ghi ngày nghỉ", order=66,
        )
    ]  # fmt: skip
