"""What a change of the tree touches: files under way of the cells that end, come under another parent, give, receive
or are of another kind; classes, enterprises and what a committee was authorised to, where their organisation ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from admissions.models import Applicant, Attendance, Authorisation, Course, Enterprise, EnterpriseLink
from admissions.procedure import probation
from admissions.procedure.following import stays
from admissions.procedure.reading import leading, read_many
from members import scope, successors
from members.models import Placement, Term
from members.registry import OpenCase, Reorganised

GOES_ON = "theo sang {}, các bước đã ghi giữ nguyên"
NOWHERE = "không có chi bộ kế tục, không xét tiếp được"
TO_NO_CELL = "theo sang {}, nơi ấy không phải chi bộ, không xét tiếp được"
NO_CELL = "ở lại tổ chức này, nay không còn là chi bộ, không xét tiếp được"
CARRIED = "ở lại chi bộ; bước sau theo cấp trên mới là {}"
STAYS = "ở lại chi bộ; bước sau theo loại và cấp trên của chi bộ sau sắp xếp"
PERSON_GOES = "theo người sang {}; nơi ấy phân công người giúp đỡ, xét công nhận"

ENDS_WITH = "hết cùng đảng ủy; nơi kế tục quyết định thì cần văn bản ủy quyền mới"
CLASS_GOES_ON = "danh sách giữ nguyên, {} ghi tiếp"
CLASS_ENDS = "danh sách giữ nguyên, không có nơi kế tục để ghi tiếp"
LINK_GOES_ON = "{} đứng thay trong doanh nghiệp"
LINK_ENDS = "doanh nghiệp không còn tổ chức đảng từ ngày ấy"
AREA_GOES_ON = "thuộc địa bàn {}"
AREA_ENDS = "không có nơi kế tục địa bàn"


def authorisations(asked: Reorganised) -> list[OpenCase]:
    """What ends with its committee, or because that is none of the grass roots any more: nothing of it follows."""
    touched = asked.ends | asked.lesser
    if not touched:
        return []
    rows = Authorisation.objects.after(asked.day).filter(organisation__in=touched).order_by("since", "pk")
    return [
        OpenCase(
            one.organisation_id, f"Ủy quyền quyết định kết nạp của {asked.names.get(one.organisation_id, '')}",
            ENDS_WITH, reverse("authorisations"),
        )
        for one in rows
    ]  # fmt: skip


def open_cases(asked: Reorganised) -> list[OpenCase]:
    """Every file that is still running and that these cells lead, those of cells that had gone into them before among
    them, and of whom goes, by name: of who applies, and of who is on probation by the admission of that file."""
    touched = asked.ends | asked.carried | asked.around
    # As before that day: what the plan itself ends may stand ended while it is tried.
    eve = asked.day - timedelta(days=1)
    found = {one.pk: one for one in (*Applicant.objects.open(), *_of_probationers(eve))}
    rows = sorted(found.values(), key=lambda one: (one.sort_key, one.pk))
    # But a file that was handed over since is another cell's.
    leads = leading(rows, eve, handed_by=scope.current().day)
    some = [one for one in rows if leads[one.pk] in touched or one.member_id in asked.people]
    over = _over([one for one in some if one.member_id], eve)
    no_cells = _no_cells({into for one in some if (into := asked.goes.get(leads[one.pk]))}, asked.day)
    return [_case(one, leads[one.pk], asked, no_cells) for one in some if one.pk not in over]


def _no_cells(organisations: set[int], day: date) -> frozenset[int]:
    """Those in which no members stand that day; one that the plan makes is none of them, for nobody can go there."""
    rows = Term.objects.on(day).filter(organisation__in=organisations, kind__holds_members=False)
    return frozenset(rows.values_list("organisation", flat=True))


def _of_probationers(day: date) -> Iterable[Applicant]:
    """Files of who stands somewhere on that day or later and is not official by what the register knows."""
    here = Placement.objects.after(day).official().filter(member=OuterRef("member"))
    rows: Iterable[Applicant] = Applicant.objects.filter(Exists(here.filter(membership__official_on__isnull=True)))
    return rows


def _over(files: list[Applicant], day: date) -> set[int]:
    """Those of these files whose own spell ended officially, or by a departure: an earlier one, of who is on probation
    again."""
    known = probation.of_files(read_many(files, day).values()) if files else {}
    return {pk for pk, one in known.items() if one.path.official_on is not None or one.left is not None}


def _case(one: Applicant, cell: int, asked: Reorganised, no_cells: frozenset[int]) -> OpenCase:
    who = f"{one.full_name}, đảng viên dự bị" if one.member_id else one.full_name
    href = reverse("applicant", args=[one.pk])
    return OpenCase(cell, f"Hồ sơ kết nạp của {who}", _fate(one, cell, asked, no_cells), href, one.member_id)


def _fate(one: Applicant, cell: int, asked: Reorganised, no_cells: frozenset[int]) -> str:
    goes_to = asked.goes_to(cell)
    # The file goes with the person, wherever the cell goes.
    into = asked.into.get(one.member_id or 0)
    if into is not None and (cell not in asked.ends or into != asked.goes.get(cell)):
        return PERSON_GOES.format(asked.called.get(into, "nơi mới"))
    if cell in asked.ends:
        goes_on = TO_NO_CELL if asked.goes.get(cell) in no_cells else GOES_ON
        return goes_on.format(goes_to) if goes_to else NOWHERE
    if cell in asked.empty:
        return NO_CELL
    return CARRIED.format(goes_to) if cell in asked.carried else STAYS


def classes(asked: Reorganised) -> list[OpenCase]:
    """Classes that are not over, or on whose list somebody has no certificate yet, of what ends."""
    waits = Attendance.objects.filter(course=OuterRef("pk"), step=None, certified_on=None)
    open_on = Q(last_day__gte=asked.day) | Q(Exists(waits))
    rows = Course.objects.filter(open_on, organisation__in=asked.ends).order_by("first_day", "pk")
    return [
        OpenCase(
            one.organisation_id, f"Lớp bồi dưỡng {one.name}",
            _to(asked, one.organisation_id, CLASS_GOES_ON, CLASS_ENDS), reverse("course", args=[one.pk]),
        )
        for one in (rows if asked.ends else ())
    ]  # fmt: skip


def enterprises(asked: Reorganised) -> list[OpenCase]:
    """Private enterprises of an area that ends, and those in which what stands there ends."""
    if not asked.ends:
        return []
    rows = Enterprise.objects.after(asked.day).order_by("sort_key", "pk")
    areas = successors.carriers_of({one.area_id for one in rows}, asked.day - timedelta(days=1))
    found = [_of_area(one, areas[one.area_id], asked) for one in rows if areas[one.area_id] in asked.ends]
    links = EnterpriseLink.objects.after(asked.day).select_related("enterprise").order_by("enterprise__sort_key", "pk")
    carried = stays({one.organisation_id for one in links}, asked.day - timedelta(days=1))
    standing = [(one, carried[one.organisation_id][-1].organisation) for one in links]
    private = _private({asked.goes.get(pk or 0) for _, pk in standing if pk in asked.ends}, asked.day)
    return found + [_of_link(one, pk, asked, private) for one, pk in standing if pk is not None and pk in asked.ends]


def _of_area(one: Enterprise, area: int, asked: Reorganised) -> OpenCase:
    fate = _to(asked, area, AREA_GOES_ON, AREA_ENDS)
    return OpenCase(area, f"Doanh nghiệp tư nhân {one.name}", fate, reverse("enterprise", args=[one.pk]))


def _of_link(one: EnterpriseLink, organisation: int, asked: Reorganised, private: set[int]) -> OpenCase:
    goes_on = asked.goes.get(organisation) in private
    fate = LINK_GOES_ON.format(asked.goes_to(organisation)) if goes_on else LINK_ENDS
    what = f"Tổ chức đảng trong doanh nghiệp {one.enterprise.name}"
    return OpenCase(organisation, what, fate, reverse("enterprise", args=[one.enterprise_id]))


def _private(organisations: set[int | None], day: date) -> set[int]:
    """Those whose term of that day says that they are in a private enterprise; one that the plan makes says none."""
    rows = Term.objects.on(day).filter(organisation__in=organisations - {None}, in_private_enterprise=True)
    return set(rows.values_list("organisation", flat=True))


def _to(asked: Reorganised, organisation: int, goes_on: str, ends: str) -> str:
    name = asked.goes_to(organisation)
    return goes_on.format(name) if name else ends


TOUCHED = {
    "admissions": open_cases, "authorisations": authorisations, "classes": classes, "enterprises": enterprises,
}  # fmt: skip
