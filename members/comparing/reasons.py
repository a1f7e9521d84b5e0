"""Why a row is held to be this person, in words an office understands: field, what was seen, points.

A point is a bit: one point more doubles the odds that both are one person. Points are told in tenths, and add up to
the sum that stands under them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kit.matching.linkage import Evidence, Link

FIELDS = {
    "order": "Thứ tự các chữ", "family": "Họ", "middle": "Tên đệm", "given": "Tên", "birth": "Ngày sinh",
    "admitted": "Ngày vào Đảng", "official": "Ngày chính thức", "number": "Số thẻ", "place": "Nơi sinh hoạt",
    "sex": "Giới tính",
}  # fmt: skip
ANYWHERE = {
    "same": "giống nhau", "other": "khác nhau", "plain": "giống nhau, một bên không ghi dấu",
    "marks": "chỉ khác dấu", "tones": "khác dấu, cả hai đều là tên có người mang", "slip": "gõ lệch một, hai chữ",
    "kin": "gần giống, cả hai đều là tên có người mang", "near": "hơi giống", "short": "một bên viết tắt",
    "dropped": "một bên bớt chữ", "straight": "đúng thứ tự", "moved": "đảo thứ tự",
    "swapped": "ngày và tháng đổi chỗ", "crossed": "ngày vào Đảng và ngày chính thức đổi chỗ",
    "year_off": "đúng ngày và tháng, khác năm", "one_part": "đúng năm, lệch ngày hoặc tháng",
    "lunar": "lệch không quá 60 ngày, có thể do ngày âm lịch", "same_year": "chỉ giống năm",
    "as_far": "giống phần đã ghi", "near_year": "lệch một hoặc mười năm", "other_year": "khác năm",
    "written_same": "giống nguyên văn", "written_near": "gần giống nguyên văn", "written_other": "khác nguyên văn",
    "tail_same": "giống nhau, năm ghi hai số", "tail_near": "lệch một phần, năm ghi hai số",
    "tail_other": "khác nhau, năm ghi hai số",
}  # fmt: skip
OF_FIELD = {
    ("official", "too"): "theo đúng ngày vào Đảng", ("official", "not_too"): "khác, dù ngày vào Đảng giống",
    ("sex", "too"): "giống nhau, tên đệm đã nói", ("sex", "not_too"): "khác, dù tên đệm giống",
    ("number", "slip"): "lệch hoặc thiếu một chữ số", ("place", "same"): "cùng chi bộ",
    ("place", "home"): "cùng đảng bộ, khác chi bộ", ("place", "other"): "khác đảng bộ",
    ("place", "home_alone"): "cùng đảng bộ", ("place", "home_not"): "khác đảng bộ",
    ("chosen", "said"): "cán bộ tổ chức đã chọn",
}  # fmt: skip
# Why a link is asked about though it may look alike in every field (`sureness.ASKED`); that somebody exists is all
# that is told of others.
ASKED = {
    "weak": "những mục so được chưa đủ để chắc là người này",
    "rival": "trong sổ còn người khác cũng có thể là dòng này",
    "claimed": "còn dòng khác trong danh sách cũng gần giống người này",
    "namesake": "trong sổ còn người khác cùng họ tên (không kể dấu), ở cùng chi bộ hoặc cùng năm sinh",
    "number": "số thẻ của dòng này, sổ còn ghi cho người khác", "two_units": "danh sách ghi người này ở hai nơi",
}  # fmt: skip
PRIOR, SUM = "Khi chưa so gì", "Cộng"
# What was seen of a pair: (field, level, tenths of points), as it is kept.
Why = list[tuple[str, str, int]]
# Said by a person: the points beside it only tell what the matcher would have thought.
CHOSEN = ("chosen", "said", 0)


def tenths(evidence: Sequence[Evidence], prior: float) -> Why:
    """(field, level, points in tenths); the last but one is the prior, the last the sum. Words in their usual order
    are not told apart, but counted with the given name."""
    usual = sum(one.bits for one in evidence if (one.field, one.level) == ("order", "straight"))
    rows = [
        (one.field, one.level, round(10 * (one.bits + (usual if one.field == "given" else 0))))
        for one in evidence
        if (one.field, one.level) != ("order", "straight")
    ]
    rows.append(("prior", "", round(10 * prior)))
    return [*rows, ("sum", "", sum(points for _, _, points in rows))]


def asked(link: Link) -> Why:
    """That a link is asked about, and why; nothing of a sure one. It counts no points."""
    return [("asked", link.asked, 0)] if link.asked else []


def told(rows: Sequence[Sequence[str | int]]) -> list[tuple[str, str, str]]:
    """The same in words: (field, what was seen, points as "+12,3")."""
    return [(_field(str(field)), _level(str(field), str(level)), points(int(tenth))) for field, level, tenth in rows]


def points(tenth: int) -> str:
    sign = "+" if tenth > 0 else "−" if tenth < 0 else ""
    whole, rest = divmod(abs(tenth), 10)
    return f"{sign}{whole},{rest}"


def _field(field: str) -> str:
    return {"prior": PRIOR, "sum": SUM, "chosen": "Người này", "asked": "Còn hỏi vì"}.get(field) or FIELDS[field]


def _level(field: str, level: str) -> str:
    if field == "asked":
        return ASKED.get(level, "")
    return OF_FIELD.get((field, level)) or ANYWHERE.get(level, "")
