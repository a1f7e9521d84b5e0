"""The tree of the made-up district: a huyện until 30/6/2025, from then on an area kept by a board of the province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from members.sample import words
from members.sample.days import open_day
from members.sample.plan import REFORM, OrganisationPlan, PlacePlan, TermPlan

ROOT = "root"
HUYEN = f"Đảng bộ huyện {words.DISTRICT}"
AREA = f"Đảng bộ khu vực {words.DISTRICT}"
REFORM_PAPER = ("1688-QĐ/TU", date(2025, 6, 27), "Ban Thường vụ Tỉnh ủy")
BODY = "Ban Thường vụ Huyện ủy"
# Cells of one commune that are no village: name and what it is.
SERVICES = (
    ("Trường Tiểu học", "school"), ("Trường THCS", "school"), ("Trạm Y tế", "health"), ("Cơ quan xã", "office"),
    ("Trường Mầm non", "school"), ("Công an xã", "forces"), ("Hợp tác xã Nông nghiệp", "enterprise"),
)  # fmt: skip
# Đảng bộ with cells of their own: name, what it is, its cells. The first ended with the huyện.
AGENCIES = (
    ("Cơ quan Ủy ban nhân dân huyện", "office", ("Văn phòng", "Tài chính - Kế hoạch", "Kinh tế và Hạ tầng",
     "Giáo dục và Đào tạo", "Nội vụ", "Nông nghiệp và Môi trường", "Văn hóa và Thông tin")),
    ("Bệnh viện Đa khoa khu vực", "health", ("Khoa Nội", "Khoa Ngoại", "Khoa Sản", "Khoa Khám bệnh",
     "Khoa Cận lâm sàng", "Phòng Kế hoạch - Tổng hợp")),
    ("Quân sự huyện", "forces", ("Tham mưu", "Chính trị", "Hậu cần - Kỹ thuật", "Đại đội Bộ binh")),
    ("Trung tâm Y tế huyện", "health", ("Hành chính", "Dân số", "Kiểm soát bệnh tật", "An toàn thực phẩm", "Dược",
     "Y tế công cộng")),
    ("Công ty cổ phần Chè", "enterprise", ("Văn phòng", "Nhà máy chế biến", "Đội sản xuất 1", "Đội sản xuất 2")),
    ("Trường Trung học phổ thông số 1", "school", ("Khoa học tự nhiên", "Khoa học xã hội", "Ngoại ngữ - Hành chính")),
)  # fmt: skip
SINGLES = (
    ("Kho bạc Nhà nước", "office"), ("Hạt Kiểm lâm", "office"), ("Tòa án nhân dân huyện", "office"),
    ("Viện Kiểm sát nhân dân huyện", "office"), ("Bảo hiểm xã hội", "office"),
    ("Ngân hàng Chính sách xã hội", "office"),
    ("Điện lực", "enterprise"), ("Công ty TNHH May", "enterprise"), ("Công ty TNHH Gỗ ván", "enterprise"),
    ("Trung tâm Giáo dục thường xuyên", "school"),
)  # fmt: skip
# What stayed when the huyện ended, under a name without it.
RENAMED = {
    "Quân sự huyện": f"Ban Chỉ huy Phòng thủ khu vực {words.DISTRICT}",
    "Trung tâm Y tế huyện": f"Trung tâm Y tế khu vực {words.DISTRICT}",
    "Tòa án nhân dân huyện": f"Tòa án nhân dân khu vực {words.DISTRICT}",
    "Viện Kiểm sát nhân dân huyện": f"Viện Kiểm sát nhân dân khu vực {words.DISTRICT}",
}
DISSOLVED = AGENCIES[0][0]
# The offices of the new communes to which the cells of the dissolved one went.
AFTERWARDS = ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Trung tâm Phục vụ hành chính công")
# What the office and the police of each commune merged into a new one became, one after another.
BECAME = {
    "Cơ quan": ("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Cơ quan Đảng ủy", "Cơ quan Mặt trận Tổ quốc"),
    "Công an": ("Công an {kind}", "Ban Chỉ huy Quân sự {kind}", "Đội An ninh, trật tự {kind}"),
}
PRIVATE = ("Công ty cổ phần Chè", "Công ty TNHH May", "Công ty TNHH Gỗ ván")


@dataclass(frozen=True)
class Sizes:
    """How many communes, new communes, offices with cells, single cells, and cells altogether."""

    communes: int
    merged: int
    agencies: int
    singles: int
    cells: int


def sizes_for(members: int) -> Sizes:
    """3,000 members: 40 committees (24 communes, 16 others), 400 cells; smaller and larger in proportion."""
    cells = max(14, min(400, members // 7)) if members <= 16_000 else members // 40
    communes = max(4, min(24, cells // 12)) if cells <= 400 else cells // 16
    merged = max(2, round(communes / 2.7))
    few = members < 600
    return Sizes(communes, merged, 1 if few else len(AGENCIES), 2 if few else len(SINGLES), cells)


def make_tree(random: Random, members: int, started: date) -> tuple[list[PlacePlan], list[OrganisationPlan]]:
    """Places and organisations, parents before children."""
    sizes = sizes_for(members)
    agencies = AGENCIES[-sizes.agencies :]
    in_communes = sizes.cells - sizes.singles - sum(len(cells) for _, _, cells in agencies)
    names = words.place_names(random, sizes.communes + sizes.merged)
    old, new = names[: sizes.communes], names[sizes.communes :]
    places, cells = [], []
    committees = [_old_committee(number, name, sizes.merged) for number, name in enumerate(old)]
    for number, name in enumerate(old):
        share = in_communes // sizes.communes + (number < in_communes % sizes.communes)
        places += list(_places(number, name, share))
        cells += list(_cells(random, number, name, share, started))
    cells = _renamed(cells, old, sizes.merged)
    tree = [_root(), *committees, *(_new_committee(number, name) for number, name in enumerate(new))]
    return places, _in_order([*tree, *cells, *_agencies(agencies, sizes.merged), *_singles(SINGLES[: sizes.singles])])


def _in_order(tree: list[OrganisationPlan]) -> list[OrganisationPlan]:
    """A parent stands before what begins under it, and the new communes before anybody is moved there."""
    rank = {"above": 0, "committee": 1, "grass_cell": 2, "part": 3, "cell": 4}
    return sorted(tree, key=lambda one: rank[one.terms[0].kind])


def _root() -> OrganisationPlan:
    before = TermPlan(None, None, "above", HUYEN, "other", code="71.402")
    after = replace(before, since=REFORM, kind="area", name=AREA, paper=REFORM_PAPER)
    return OrganisationPlan(ROOT, (before, after))


def _kind_of_commune(number: int) -> str:
    return "thị trấn" if number in (0, 9) else "xã"


def _kind_of_new(number: int) -> str:
    return "phường" if number in (0, 1) else "xã"


def _old_committee(number: int, name: str, merged: int) -> OrganisationPlan:
    title = f"Đảng bộ {_kind_of_commune(number)} {name}"
    term = TermPlan(None, ROOT, "committee", title, "residential", code=f"71.402.{number + 1:03}")
    return OrganisationPlan(f"old-{number}", (term,), closed=(REFORM, f"new-{number % merged}", REFORM_PAPER))


def _new_committee(number: int, name: str) -> OrganisationPlan:
    title = f"Đảng bộ {_kind_of_new(number)} {name}"
    paper = (f"{1700 + number}-QĐ/TU", date(2025, 6, 27), "Ban Thường vụ Tỉnh ủy")
    term = TermPlan(REFORM, ROOT, "committee", title, "residential", code=f"71.402.{number + 501:03}", paper=paper)
    return OrganisationPlan(f"new-{number}", (term,))


def _villages(share: int) -> int:
    return max(1, round(share * 0.62))


def _places(number: int, name: str, share: int) -> Iterator[PlacePlan]:
    commune = f"commune-{number}"
    yield PlacePlan(commune, f"{_kind_of_commune(number)[0].upper()}{_kind_of_commune(number)[1:]} {name}")
    for village in range(_villages(share)):
        yield PlacePlan(f"village-{number}-{village}", _village(number, village), commune)


def _village(number: int, village: int) -> str:
    if _kind_of_commune(number) == "thị trấn":
        return f"Tổ dân phố số {village + 1}"
    hamlet = words.HAMLETS[(number * 7 + village // 3) % len(words.HAMLETS)]
    return f"Bản {hamlet}" if village % 3 == 2 else f"Thôn {village + 1}"


def _cells(random: Random, number: int, name: str, share: int, started: date) -> Iterator[OrganisationPlan]:
    """The cells of one commune; in the first one some stand under a đảng bộ bộ phận."""
    parent, code = f"old-{number}", f"71.402.{number + 1:03}"
    part = f"part-{number}" if number == 0 and share > 9 else ""
    if part:
        yield OrganisationPlan(
            part, (TermPlan(None, parent, "part", f"Đảng bộ bộ phận Khu chợ {name}", "residential"),)
        )
    for at in range(share):
        village = at < _villages(share)
        title = _village(number, at) if village else SERVICES[(at - _villages(share)) % len(SERVICES)][0]
        title = title.removesuffix("xã") + _kind_of_commune(number) if title.endswith(" xã") else title
        sector = "residential" if village else SERVICES[(at - _villages(share)) % len(SERVICES)][1]
        turn = (at - _villages(share)) // len(SERVICES)
        title = f"Chi bộ {title[0].lower() + title[1:] if village else title}" + (f" số {turn + 1}" if turn > 0 else "")
        # One cell in twenty was founded while the register was kept.
        begun = None
        if random.random() < 0.05:
            begun = open_day(date(started.year + random.randint(2, 12), random.randint(1, 12), 5))
            # Of few years the day may lie behind the reform, where the commune is gone.
            begun = begun if begun < REFORM else None
        paper = (f"{random.randint(1, 90)}-QĐ/ĐU", begun, f"Đảng ủy {name}") if begun else None
        yield OrganisationPlan(
            f"cell-{number}-{at}",
            (TermPlan(begun, part if part and at < 4 else parent, "cell", title, sector, code=f"{code}.000.{at + 1:03}",
                      places=(f"village-{number}-{at}",) if village else (), paper=paper),),
        )  # fmt: skip


def _renamed(cells: list[OrganisationPlan], communes: list[str], merged: int) -> list[OrganisationPlan]:
    """On the day of the reform each stands under the new commune, with a code of it; one whose name is there twice
    takes the old commune's name with it."""
    olds = [int(cell.key.split("-")[1]) for cell in cells]
    names = [(old % merged, _became(cell.terms[0].name, old, merged)) for cell, old in zip(cells, olds, strict=True)]
    twice, numbered, moved = Counter(names), Counter[int](), []
    for cell, old, (new, name) in zip(cells, olds, names, strict=True):
        former = cell.terms[0]
        in_part = former.parent is not None and former.parent.startswith("part")
        code = former.code
        if code:
            numbered[new] += 1
            code = f"71.402.{new + 501:03}.000.{numbered[new]:03}"
        term = replace(
            former, since=REFORM, parent=former.parent if in_part else f"new-{new}", code=code, paper=REFORM_PAPER,
            name=f"{name} {communes[old]}" if twice[new, name] > 1 else name,
        )  # fmt: skip
        moved.append(replace(cell, terms=(former, term)))
    return moved


def _became(name: str, old: int, merged: int) -> str:
    """The cell of an office of the old commune, as it is called in the new one."""
    for begins, others in BECAME.items():
        if name.startswith(f"Chi bộ {begins} ") and old // merged < len(others):
            return f"Chi bộ {others[old // merged].format(kind=_kind_of_new(old % merged))}"
    return name


def _agencies(agencies: tuple[tuple[str, str, tuple[str, ...]], ...], merged: int) -> Iterator[OrganisationPlan]:
    for number, (name, sector, cells) in enumerate(agencies):
        key, code, private = f"agency-{number}", f"71.402.{number + 301:03}", name in PRIVATE
        term = TermPlan(None, ROOT, "committee", f"Đảng bộ {name}", sector, code=code, private=private)
        closed = (REFORM, "new-0", REFORM_PAPER) if name == DISSOLVED else None
        yield OrganisationPlan(key, _terms(term, name), closed)
        for at, title in enumerate(cells):
            term = TermPlan(None, key, "cell", f"Chi bộ {title}", sector, code=f"{code}.000.{at + 1:03}",
                            private=private)  # fmt: skip
            terms = (term,) if closed is None else (term, _handed_over(term, at, merged))
            yield OrganisationPlan(f"{key}-{at}", terms)


def _terms(term: TermPlan, name: str) -> tuple[TermPlan, ...]:
    """Its term, and the one since the reform where the name had to change."""
    if name not in RENAMED:
        return (term,)
    after = replace(term, since=REFORM, name=term.name.replace(name, RENAMED[name]), paper=REFORM_PAPER)
    return (term, after)


def _handed_over(term: TermPlan, at: int, merged: int) -> TermPlan:
    """A cell of the dissolved office goes on in an office of a new commune."""
    turn = at // merged
    name = f"Chi bộ {AFTERWARDS[(at + turn) % len(AFTERWARDS)]}"
    code = f"71.402.{at % merged + 501:03}.000.{901 + turn}"
    return replace(term, since=REFORM, parent=f"new-{at % merged}", name=name, code=code, paper=REFORM_PAPER)


def _singles(singles: tuple[tuple[str, str], ...]) -> Iterator[OrganisationPlan]:
    for number, (name, sector) in enumerate(singles):
        term = TermPlan(None, ROOT, "grass_cell", f"Chi bộ {name}", sector, code=f"71.402.{number + 401:03}",
                        private=name in PRIVATE)  # fmt: skip
        yield OrganisationPlan(f"single-{number}", _terms(term, name))
