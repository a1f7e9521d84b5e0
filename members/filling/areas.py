"""The places whose residents a residential cell answers for: one row a cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members import procedure
from members.errors import Refusal
from members.filling.row import Row
from members.filling.standing import organisations
from members.models import Place, Sector, Term
from members.rights import Actor

BETWEEN = ";"
COLUMNS = {
    "code": FillColumn("Mã chi bộ", "giữ nguyên", 18, given=True),
    "name": FillColumn("Chi bộ", "giữ nguyên", 34, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 28, given=True),
    "places": FillColumn("Thôn, tổ dân phố", "nhiều nơi thì cách nhau bằng dấu chấm phẩy", 44),
    "within": FillColumn("Thuộc xã, phường", "ví dụ xã An Khê", 24),
    "since": FillColumn("Từ ngày", "ví dụ 01/7/2025", 14),
}
GUIDE = (
    "Mỗi dòng là một chi bộ khu dân cư. Dòng nào chưa ghi thôn, tổ dân phố thì chương trình bỏ qua.",
    "Một chi bộ có nhiều thôn: ghi cách nhau bằng dấu chấm phẩy, ví dụ: Thôn 1; Thôn 2.",
    "Thôn, tổ chưa có trong sổ thì chương trình ghi thêm, thuộc xã, phường ở cột bên cạnh.",
)


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """Every residential cell of the day with the area it has."""
    rows = Term.objects.on(day).filter(kind__holds_members=True, sector=Sector.RESIDENTIAL)
    wanted = {term.pk: term for term in rows.prefetch_related("places__within")}
    for term, above in organisations(day):
        if term.pk not in wanted:
            continue
        places = sorted(wanted[term.pk].places.all(), key=lambda place: names.sort_key(place.name))
        within = next((place.within.name for place in places if place.within), "")
        yield {
            "code": term.code, "name": term.name, "above": above,
            "places": f"{BETWEEN} ".join(place.name for place in places), "within": within,
        }  # fmt: skip


def write(row: Row, by: Actor) -> str:
    """Give the cell the places of the row; "" when it has exactly these. Raises Refusal at a column."""
    cell = row.organisation(by.day)
    term = Term.objects.on(by.day).get(organisation=cell)
    said = [name for name in map(names.clean, row.text("places").split(BETWEEN)) if name]
    if {place.name for place in term.places.all()} == set(said):
        return ""
    since = row.day("since") or term.since
    if since is None:
        raise Refusal("Ghi từ ngày nào chi bộ phụ trách địa bàn này.", field="since")
    within = _place(row.text("within"), None, by) if row.text("within") else None
    places = [_place(name, within, by) for name in said]
    procedure.tree.set_area(cell, by=by, day=since, places=places)
    return f"{term.name}: {'; '.join(said)}, từ {print_day(since)}"


def _place(name: str, within: Place | None, by: Actor) -> Place:
    known = Place.objects.filter(name=name, within=within).first()
    return known or procedure.tree.name_place(by=by, name=name, within=within)
