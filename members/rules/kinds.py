"""Rules about the kinds of organisations that the office keeps: their names, what stands under what, how long they are
in use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from kit import names
from kit.calendar import print_day
from members.errors import RuleBroken
from members.models import Kind, ReorganisationStep, Term
from members.models.organisations import all_above

SHOWN = 5
# What is said of a kind once and for all: figures and places of the past were counted by it.
FLAGS = ("holds_members", "is_grass_roots", "may_be_root")


def check_named(name: str, others: Iterable[Kind]) -> None:
    """A kind has a name, and no two are told apart by tones or capitals alone."""
    if not name:
        raise RuleBroken("arithmetic.name", "Ghi tên loại tổ chức.", field="name")
    for other in others:
        if names.fold(other.name) == names.fold(name):
            again = ""
            if other.retired_on is not None:
                again = f", thôi dùng từ {print_day(other.retired_on)}; cần lại thì bấm Dùng lại ở loại ấy"
            raise RuleBroken("arithmetic.once", f"Đã có loại {other.name}{again}.", field="name")


def check_stands(under: Sequence[Kind], *, may_be_root: bool) -> None:
    """It stands somewhere, and not under what has members in it and nothing else."""
    if not under and not may_be_root:
        sentence = "Chọn loại cấp trên, hoặc đánh dấu là có thể đứng đầu sổ; không dùng nữa thì bấm Thôi dùng."
        raise RuleBroken("tree.kind_stands", sentence, field="under")
    for one in under:
        if one.holds_members:
            sentence = f"Không đứng dưới {one.name} được: đó là nơi đảng viên sinh hoạt trực tiếp."
            raise RuleBroken("tree.kind_stands", sentence, field="under")


def check_no_circle(kind: Kind, under: Iterable[Kind], allowed: set[tuple[int, int]]) -> None:
    """No kind stands, by way of others or by itself, under itself. `allowed`: (kind, kind above it) as they are."""
    for one in under:
        if one.pk == kind.pk:
            raise RuleBroken("tree.no_circle", f"Loại {kind.name} không đứng dưới chính nó được.", field="under")
        if kind.pk in _all_above(one.pk, allowed):
            sentence = f"Loại {one.name} đang đứng dưới {kind.name}, nên {kind.name} không đứng dưới nó được."
            raise RuleBroken("tree.no_circle", sentence, field="under")


def check_one_grass_roots(
    kind: Kind | None, is_grass_roots: bool, under: Iterable[Kind], known: Sequence[Kind], allowed: set[tuple[int, int]]
) -> None:
    """No grass-roots organisation stands under another, by way of others neither: who reads one would read several.
    `kind`: None for one that is to be. What the pairs say already without it is not held against it."""
    own = kind.pk if kind is not None else 0
    pairs = {pair for pair in allowed if pair[0] != own} | {(own, one.pk) for one in under}
    grass = {one.pk: one.name for one in known if one.is_grass_roots and one.pk != own}
    if is_grass_roots:
        grass[own] = "loại này"
    for below in grass:
        above = _all_above(below, pairs)
        if (below == own or own in above) and (others := above & grass.keys() - {below}):
            which = ", ".join(sorted(grass[one] for one in others))
            sentence = f"Tổ chức cơ sở đảng không đứng dưới tổ chức cơ sở đảng khác: {grass[below]} dưới {which}."
            raise RuleBroken("tree.kind_stands", sentence, field="under")


def check_as_shown(kind: Kind, above: Iterable[Kind], seen_name: str | None, seen_under: Iterable[int] | None) -> None:
    """What is typed over is what the page showed. Raises RuleBroken, saying what stands now."""
    above, again = list(above), "Bấm lại nếu vẫn ghi như đồng chí đã gõ."
    if seen_name is not None and seen_name != kind.name:
        raise RuleBroken("history.changed", f"Loại này vừa được đổi tên thành {kind.name}. {again}", field="name")
    if seen_under is not None and set(seen_under) != {one.pk for one in above}:
        stands = "; ".join(one.name for one in above) or "không loại nào"
        raise RuleBroken("history.changed", f"Loại này vừa được sửa: nay đứng dưới {stands}. {again}", field="under")


def _all_above(kind: int, allowed: set[tuple[int, int]]) -> set[int]:
    above: dict[int, set[int]] = {}
    for child, parent in allowed:
        above.setdefault(child, set()).add(parent)
    return all_above(kind, above)


def check_unused(kind: Kind) -> None:
    """What a kind is may be said anew until the first organisation is of it."""
    if Term.unscoped.filter(kind=kind).exists():
        sentence = f"Đã có tổ chức là {kind.name}: chỉ sửa được tên và các loại cấp trên; khác đi thì thêm loại mới."
        raise RuleBroken("tree.kind_used", sentence)


def check_holds_nothing(kind: Kind, *, holds_members: bool) -> None:
    """Where members are to stand, no kind stands below."""
    below = kind.may_stand_over.first() if holds_members else None
    if below is not None:
        sentence = f"Loại {below.name} đang đứng dưới loại này, nên đây không là nơi đảng viên sinh hoạt trực tiếp."
        raise RuleBroken("tree.kind_stands", sentence, field="holds_members")


def is_in_use(kind: Kind, day: date) -> bool:
    return kind.retired_on is None or day < kind.retired_on


def check_in_use(kind: Kind, day: date) -> None:
    """No organisation becomes one of this kind from the day on which it is used no more."""
    if kind.retired_on is not None and not is_in_use(kind, day):
        sentence = f"Loại {kind.name} thôi dùng từ ngày {print_day(kind.retired_on)}; chọn loại khác."
        raise RuleBroken("tree.kind_in_use", sentence, field="kind")


def check_retire(kind: Kind, day: date) -> None:
    """Nothing took it since, and no plan that is being prepared is to take it on that day or later."""
    if kind.retired_on is not None:
        raise RuleBroken("arithmetic.once", f"Đã thôi dùng từ ngày {print_day(kind.retired_on)}.", field="day")
    if since := taken_since(kind, day):
        shown = ", ".join(since[:SHOWN]) + (", …" if len(since) > SHOWN else "")
        sentence = f"Từ ngày đó đã có tổ chức lấy loại này: {shown}. Ghi ngày sau đó."
        raise RuleBroken("arithmetic.fits", sentence, field="day", others=since)
    wanted = ReorganisationStep.unscoped.filter(kind=kind, plan__act=None, plan__day__gte=day)
    if (step := wanted.select_related("plan").order_by("plan__day").first()) is not None:
        sentence = f"Phương án “{step.plan.name}” đang chuẩn bị cần loại này; bỏ việc ấy khỏi phương án trước."
        raise RuleBroken("tree.kind_planned", sentence, field="day")


def check_retired(kind: Kind) -> None:
    if kind.retired_on is None:
        raise RuleBroken("arithmetic.once", "Loại này đang dùng.", field="why")


def taken_since(kind: Kind, day: date) -> list[str]:
    """Organisations that became of this kind on that day or later, by name; not what only went on being so."""
    going_on = set(Term.unscoped.filter(kind=kind, until__gte=day).values_list("organisation", "until"))
    rows = Term.unscoped.filter(kind=kind, since__gte=day).values_list("organisation", "since", "name")
    return sorted(name for organisation, since, name in rows if (organisation, since) not in going_on)
