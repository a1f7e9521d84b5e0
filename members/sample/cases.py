"""How many cases of each of L1–L12 stand in the register on a day, in words. Reads inside an open scope.

Asked of the rows by the checks and figures of the pages where a page asks it; L3, L5 and L6 have no page yet and are
asked here.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q

from kit.calendar import same_day_later
from members import checks, figures, tree
from members.models import Departure, DepartureKind, Exemption, Organisation, Placement, Term
from members.regulations import rules_on

NO_FACTS = "chưa có dữ liệu"
MISSING = {
    "L2": "Chưa phân công nhiệm vụ", "L4": "Nguồn kết nạp", "L10": "Nền nếp sinh hoạt",
    "L11": "Kiểm điểm, xếp loại hằng năm", "L12": "Kiểm tra việc thực hiện nhiệm vụ",
}  # fmt: skip


def counts(day: date) -> dict[str, dict[str, int]]:
    """Number of cases by limitation and name of the case; a limitation without facts has none."""
    rows = checks.placed(day)
    found: dict[str, dict[str, int]] = {f"L{number}": {} for number in range(1, 13)}
    for check in checks.CHECKS:
        found[check.limitation][check.title_on(day)] = rows.filter(check.condition(day)).count()
    found["L1"]["Chưa có chi bộ"] = checks.without_place(day).count()
    found["L3"] = _exemptions(day)
    found["L5"] = {"Tổ chức cơ sở đảng kết nạp ít hơn năm trước": _fewer(day)}
    found["L6"] = _departures(day)
    found["L7"] = _probations(day)
    found["L9"] = _away(day)
    return found


def lines(day: date) -> list[str]:
    """The counts as an office reads them."""
    answer = []
    for limitation, found in counts(day).items():
        if not found:
            answer.append(f"{limitation}  {MISSING[limitation]}: {NO_FACTS}")
        answer += [f"{limitation}  {title}: {number}" for title, number in found.items()]
    return answer


def _exemptions(day: date) -> dict[str, int]:
    rows = Exemption.objects.on(day)
    gone = Departure.objects.on(day).filter(membership=OuterRef("membership"))
    again = Exemption.objects.on(day).filter(membership=OuterRef("membership"))
    ended = Exemption.objects.filter(until__lte=day, until__gt=same_day_later(day, -6))
    return {
        "Miễn sinh hoạt chưa có nghị quyết": rows.filter(decision=None).count(),
        "Miễn sinh hoạt chưa có đơn hoặc chưa báo cáo": rows.filter(Q(requested_on=None) | Q(reported_on=None)).count(),
        "Miễn sinh hoạt hết hạn trong 6 tháng qua": ended.filter(~Exists(gone), ~Exists(again)).count(),
    }


def _fewer(day: date) -> int:
    """Grass-roots organisations of today that admitted fewer in the last full year than in the year before it."""
    last, fewer = day.year - 1, 0
    roots = Term.objects.on(day).filter(kind__is_grass_roots=True).values_list("organisation", flat=True)
    for organisation in Organisation.objects.filter(pk__in=roots):
        entered = Placement.objects.filter(
            tree.under(organisation.pk, day), kind="official", since=F("membership__admitted_on")
        )
        years = entered.aggregate(
            now=Count("pk", filter=Q(since__year=last)), before=Count("pk", filter=Q(since__year=last - 1))
        )
        fewer += years["now"] < years["before"]
    return fewer


def _departures(day: date) -> dict[str, int]:
    """Strikings-off and expulsions of five full years, and how many of them fell into the last two."""
    hard = Departure.objects.filter(kind__in=(DepartureKind.STRIKING_OFF, DepartureKind.EXPULSION))
    last = day.year - 1
    return {
        f"Xóa tên, khai trừ {last - 4}–{last}": hard.filter(since__year__range=(last - 4, last)).count(),
        f"Xóa tên, khai trừ {last - 1}–{last}": hard.filter(since__year__range=(last - 1, last)).count(),
        f"Xóa tên, khai trừ {last - 3}–{last - 2}": hard.filter(since__year__range=(last - 3, last - 2)).count(),
    }


def _probations(day: date) -> dict[str, int]:
    due, over = (checks.behind(key, day) for key in ("review_due", "probation_over"))
    struck = Departure.objects.filter(kind=DepartureKind.STRIKING_OFF, membership__official_on=None)
    return {
        "Đang dự bị": checks.placed(day).filter(figures.condition("probationary", day)).count(),
        checks.BY_KEY["review_due"].title_on(day): due.count(),
        "Quá hạn công nhận chính thức": over.count(),
        "Hết dự bị bị xóa tên": struck.count(),
    }


def _away(day: date) -> dict[str, int]:
    rows = list(Placement.objects.on(day).temporary().values_list("since", "until"))
    months = rules_on(day).transfer.temp_max_months.value
    return {
        "Sinh hoạt tạm thời chưa ghi ngày kết thúc": sum(until is None for _, until in rows),
        "Sinh hoạt tạm thời quá thời hạn": sum(
            until is not None and since is not None and until >= same_day_later(since, months) for since, until in rows
        ),
    }
