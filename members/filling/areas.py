"""What sort of cell each is, and the places whose residents a residential one answers for: one row a cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kit import names
from kit.calendar import print_day
from kit.drawing.fillable import FillColumn
from members import office, procedure
from members.errors import Refusal
from members.filling.row import Row, check_length, room
from members.filling.sectors import proposed
from members.filling.standing import organisations
from members.models import Organisation, Place, Sector, Term
from members.rights import Actor

BETWEEN = ";"
ONE_PLACE = ". “{name}” được ghi là tên của một nơi; nếu là nhiều nơi thì sửa thành dấu chấm phẩy rồi gửi lại"
SECTORS = {str(sector.label): str(sector.value) for sector in Sector}
# Cells of these sorts are in the sheet: with an area, or with nothing said about them yet.
LISTED = (Sector.RESIDENTIAL, Sector.OTHER)
COLUMNS = {
    "code": FillColumn("Mã chi bộ", "giữ nguyên", 18, given=True),
    "name": FillColumn("Chi bộ", "giữ nguyên", 34, given=True),
    "above": FillColumn("Thuộc", "giữ nguyên", 28, given=True),
    "sector": FillColumn("Loại hình", "chọn trong danh sách", 20, tuple(SECTORS)),
    "places": FillColumn("Thôn, tổ dân phố", "nhiều nơi thì cách nhau bằng dấu chấm phẩy", 44),
    "within": FillColumn("Thuộc xã, phường", "ví dụ xã An Khê", 24, longest=room(Place, "name")),
    "since": FillColumn("Từ ngày", "để trống là ngày lập chi bộ, hoặc ngày bắt đầu sổ", 14),
}
GUIDE = (
    "Mỗi dòng là một chi bộ. Chi bộ chưa rõ loại hình thì có sẵn loại hình đoán theo tên: đọc lại, sai thì sửa.",
    "Chi bộ khu dân cư chọn loại hình “thôn, tổ dân phố”, rồi ghi các thôn, tổ thuộc địa bàn.",
    "Một chi bộ có nhiều thôn: ghi cách nhau bằng dấu chấm phẩy, ví dụ: Thôn 1; Thôn 2.",
    "Thôn, tổ chưa có trong sổ thì chương trình ghi thêm, thuộc xã, phường ở cột bên cạnh.",
    "Dòng xóa trống cả loại hình và thôn, tổ thì chương trình bỏ qua.",
)


def prefilled(day: date) -> Iterator[dict[str, str]]:
    """Every cell of the day that is residential or of no sort yet, with the area it has."""
    rows = Term.objects.on(day).filter(kind__holds_members=True, sector__in=LISTED)
    wanted = {term.pk: term for term in rows.prefetch_related("places__within")}
    for term, above in organisations(day):
        if term.pk not in wanted:
            continue
        places = sorted(wanted[term.pk].places.all(), key=lambda place: names.sort_key(place.name))
        within = next((place.within.name for place in places if place.within), "")
        sector = proposed(term.name) if term.sector == Sector.OTHER else Sector(term.sector)
        yield {
            "code": term.code, "name": term.name, "above": above, "sector": str(sector.label),
            "places": f"{BETWEEN} ".join(place.name for place in places), "within": within,
        }  # fmt: skip


def write(row: Row, by: Actor) -> str:
    """Give the cell the sort and the places of the row; "" when it has exactly these. Raises Refusal at a column."""
    cell = row.organisation(by.day)
    term = Term.objects.on(by.day).select_related("kind").get(organisation=cell)
    said = [name for name in map(names.clean, row.text("places").split(BETWEEN)) if name]
    for name in said:
        check_length(name, room(Place, "name"), "places")
    sector = row.chosen("sector", SECTORS, "loại hình") if row.text("sector") else term.sector
    if said and sector != Sector.RESIDENTIAL:
        raise Refusal("Chi bộ có địa bàn thì chọn loại hình “thôn, tổ dân phố”.", field="sector")
    new_sector = sector != term.sector
    new_area = bool(said) and {place.name for place in term.places.all()} != set(said)
    if not new_sector and not new_area:
        return ""
    since = _since(row, term, by.day)
    if new_sector:
        procedure.tree.change_kind(cell, by=by, day=since, kind=term.kind, sector=sector)
    if new_area:
        _write_area(cell, row, said, since, by)
    sort = Sector(sector).label if new_sector else ""
    given = f"{term.name}: {', '.join(filter(None, [sort, '; '.join(said)]))}, từ {print_day(since)}"
    return given + "".join(ONE_PLACE.format(name=name) for name in said if "," in name)


def _since(row: Row, term: Term, day: date) -> date:
    """From which day on: as written, else since the cell is there, else since the register is kept."""
    since = row.day("since") or term.since or office.first_day(day)
    if since is None:
        raise Refusal("Ghi từ ngày nào chi bộ là loại hình này, phụ trách địa bàn này.", field="since")
    return since


def _write_area(cell: Organisation, row: Row, said: list[str], since: date, by: Actor) -> None:
    within = _place(row.text("within"), None, by) if row.text("within") else None
    places = [_place(name, within, by) for name in said]
    procedure.tree.set_area(cell, by=by, day=since, places=places)


def _place(name: str, within: Place | None, by: Actor) -> Place:
    known = Place.objects.filter(name=name, within=within).first()
    return known or procedure.tree.name_place(by=by, name=name, within=within)
