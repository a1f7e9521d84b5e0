"""What sort of cell a name speaks of: a proposal in a sheet that a person reads and sends back, no fact by itself."""

from __future__ import annotations

from kit import names
from members.models import Sector

# Words of a folded name; the first list with one of them decides.
WORDS: tuple[tuple[Sector, tuple[str, ...]], ...] = (
    (Sector.SCHOOL, ("truong", "mam non", "giao duc")),
    (Sector.HEALTH, ("y te", "benh vien", "tram xa", "trung tam y te")),
    (Sector.FORCES, ("cong an", "quan su", "bien phong", "bo doi")),
    (Sector.ENTERPRISE, ("cong ty", "hop tac xa", "doanh nghiep", "nha may", "xi nghiep")),
    (Sector.OFFICE, ("co quan", "uy ban", "ubnd", "van phong", "khoi dang", "kho bac", "toa an", "vien kiem sat")),
    (Sector.RESIDENTIAL, ("thon", "xom", "ap", "ban", "buon", "lang", "to dan pho", "khu pho", "khu dan cu", "tieu khu",
                          "to", "khu", "phum", "soc")),
)  # fmt: skip


def proposed(name: str) -> Sector:
    """The sort of cell that a name speaks of; OTHER where it says nothing ("Chi bộ số 5")."""
    said = f" {names.fold(name)} "
    for sector, words in WORDS:
        if any(f" {word} " in said for word in words):
            return sector
    return Sector.OTHER
