"""Rules about the tree: what may stand under what, when, and what keeps an organisation from closing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date

from django.db.models import F, Q

from kit import names
from kit.calendar import print_day, same_day_later
from members.errors import Doubt, RuleBroken
from members.models import Closure, Kind, OfficeHolding, Organisation, Placement, Term
from members.models.periods import nearness
from members.regulations import Confidence, rules_on
from members.rules.facts import END, START, overlap

SHOWN = 5
# What is decided for days to come is decided within one term of office: further on it is a slip of the key.
AHEAD_YEARS = 5
CODE = re.compile(r"[\w./-]+")


def check_foreseeable(day: date | None, today: date, *, field: str = "day") -> None:
    """What may be written for a day to come, of the tree or as the end of a state, is of a day that somebody decides
    today. Raises RuleBroken."""
    last = same_day_later(today, 12 * AHEAD_YEARS)
    if day is not None and day > last:
        sentence = f"Ngày {print_day(day)} còn quá xa; ghi trước được đến hết ngày {print_day(last)}."
        raise RuleBroken("arithmetic.future", sentence, field=field)


def check_name(name: str) -> None:
    if not name.strip():
        raise RuleBroken("arithmetic.name", "Ghi tên tổ chức.", field="name")
    if not names.is_of_a_unit(names.clean(name)):
        raise RuleBroken("arithmetic.name", "Ghi tên tổ chức bằng chữ cái, không có dấu lạ.", field="name")


def check_root(parent: Organisation | None, kind: Kind, *, has_root: bool) -> None:
    """One organisation stands at the head of the register, of a kind that may."""
    if parent is not None:
        return
    if has_root:
        raise RuleBroken("tree.one_root", "Chọn tổ chức cấp trên: sổ đã có tổ chức đứng đầu.", field="parent")
    if not kind.may_be_root:
        raise RuleBroken("tree.one_root", f"Loại {kind.name} không đứng đầu sổ được.", field="kind")


def check_open(organisation: Organisation, terms: Sequence[Term], day: date, *, field: str) -> Term:
    """The term that holds on that day. Raises RuleBroken before its start or after its end."""
    for term in terms:
        if term.holds_on(day):
            return term
    if not terms:
        raise RuleBroken("tree.open", "Tổ chức này không còn trong sổ.", field=field)
    name = nearest(terms, day).name
    if terms[0].since is not None and day < terms[0].since:
        sentence = f"{name} chưa có vào ngày {print_day(day)} (lập ngày {print_day(terms[0].since)})."
    else:
        sentence = f"{name} đã kết thúc hoạt động trước ngày {print_day(day)}."
    raise RuleBroken("tree.open", sentence, field=field)


def nearest(terms: Iterable[Term], day: date) -> Term:
    """What an organisation was that day; once it has ended, what it was last; before it began, what it was first."""
    return max(terms, key=lambda term: nearness(term.since, day))


def check_says_something(said: Mapping[str, object], here: Term, day: date, *, with_paper: bool) -> None:
    """A change says what changes; a paper alone may be added to one that began that day."""
    if not said and not (with_paper and here.since == day):
        sentence = "Chưa đổi ô nào. Thay đổi đã có trong sổ mà sai ngày thì sửa ngày ở mục Quá trình của tổ chức."
        raise RuleBroken("history.same", sentence)


def check_why(overwritten: Sequence[str], day: date) -> None:
    """What was written to begin that day is not changed but corrected: with a reason, which its form then asks for."""
    if overwritten:
        sentence = f"Từ ngày {print_day(day)} đã ghi {', '.join(overwritten)}; ghi khác đi là sửa. Ghi lý do sửa."
        raise RuleBroken("history.reason", sentence, field="why")


def check_close(organisation: Organisation, terms: Sequence[Term], day: date, successor: Organisation | None) -> Term:
    """The last term, which the closing ends. Refused when something later is known of the organisation."""
    here = check_open(organisation, terms, day, field="day")
    if here is not terms[-1]:
        later = print_day(terms[-1].since) if terms[-1].since else ""
        raise RuleBroken("arithmetic.fits", f"Tổ chức còn có thay đổi ngày {later}, sau ngày kết thúc.", field="day")
    if here.until is not None:
        raise RuleBroken("arithmetic.once", f"Đã kết thúc từ {print_day(here.until)}.", field="day")
    if here.since is not None and here.since >= day:
        sentence = f"Ngày kết thúc phải sau ngày thay đổi gần nhất, {print_day(here.since)}."
        raise RuleBroken("arithmetic.order", sentence, field="day")
    if here.parent_id is None:
        raise RuleBroken("tree.one_root", "Tổ chức đứng đầu sổ không kết thúc được.", field="day")
    if successor is not None and successor.pk == organisation.pk:
        raise RuleBroken("arithmetic.same", "Nơi kế tục phải là tổ chức khác.", field="successor")
    return here


def check_closing(
    organisation: Organisation,
    terms: Sequence[Term],
    day: date,
    successor: Organisation | None,
    ending: Collection[int],
) -> Term:
    """A closing that is put right is asked what it would be asked were it entered only now, as if the organisation
    still stood; and whether what came since fits. `ending`: the offices that end with it. Answers the last term."""
    last = terms[-1]
    standing = copy(last)
    standing.until = None
    check_close(organisation, [*terms[:-1], standing], day, successor)
    check_nothing_after(organisation, day, ending)
    check_code(last.code, last.since, day, but=organisation)
    return last


def check_nothing_after(organisation: Organisation, day: date, ending: Collection[int] = ()) -> None:
    """Nothing stands in it or under it, holds an office of it or ends into it on that day or later."""
    check_empty(organisation, day)
    held = OfficeHolding.unscoped.filter(organisation=organisation).after(day).select_related("member")
    # One that would end with it has to have begun by then.
    names = sorted(one.member.full_name for one in held if one.pk not in ending or (one.since or START) >= day)
    if names:
        _refuse_with(f"Còn {len(names)} người giữ chức vụ", names)
    into = Closure.unscoped.filter(successor=organisation, day__gte=day).values("organisation")
    ended = Term.unscoped.filter(organisation__in=into).order_by("since").values_list("organisation", "name")
    if names := sorted(dict(ended).values()):
        _refuse_with("Nơi này kế tục tổ chức kết thúc", names)


def check_empty(organisation: Organisation, day: date) -> None:
    """No cell under it and nobody placed in it on that day or later. The list is in `others`."""
    under = Term.unscoped.filter(parent=organisation).after(day).order_by(F("since").desc(nulls_last=True))
    # One that is renamed later is named once, as it is called first from that day on.
    if names := sorted(dict(under.values_list("organisation", "name")).values()):
        _refuse_with("Còn tổ chức trực thuộc", names)
    there = Placement.unscoped.filter(organisation=organisation).after(day).select_related("member")
    people = sorted(one.member.full_name for one in there)
    if people:
        _refuse_with(f"Còn {len(people)} người sinh hoạt", people)


def _refuse_with(what: str, names: list[str]) -> None:
    shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
    raise RuleBroken("tree.empty", f"{what} từ ngày đó: {shown}.", field="day", others=names)


def check_term_day(term: Term, before: Term | None, since: date | None) -> None:
    if before is not None and since is None:
        raise RuleBroken("arithmetic.order", "Ghi ngày thay đổi.", field="since")
    day = since or START
    if day >= (term.until or END):
        raise RuleBroken("arithmetic.order", "Ngày thay đổi phải trước lần thay đổi sau.", field="since")
    if before is not None and day <= (before.since or START):
        raise RuleBroken("arithmetic.order", "Ngày thay đổi phải sau lần thay đổi trước.", field="since")


def check_members_inside(organisation: Organisation, terms: Sequence[Term]) -> None:
    """Nobody stands in it before it began."""
    begins = terms[0].since
    if begins is None:
        return
    early = Q(organisation=organisation) & (Q(since__lt=begins) | Q(since__isnull=True))
    stood = Placement.unscoped.filter(early).select_related("member")
    if names := sorted(one.member.full_name for one in stood):
        _refuse_with(f"Có {len(names)} người sinh hoạt trước ngày lập", names)
    held = OfficeHolding.unscoped.filter(early).select_related("member")
    if names := sorted(one.member.full_name for one in held):
        _refuse_with(f"Có {len(names)} người giữ chức vụ trước ngày lập", names)


def check_holds_members(organisation: Organisation, terms: Sequence[Term]) -> None:
    """While somebody stands in it, its kind is one in which members stand."""
    without = [term for term in terms if not term.kind.holds_members]
    placements = list(Placement.unscoped.filter(organisation=organisation)) if without else []
    for term in without:
        if any(overlap(term, one) for one in placements):
            sentence = f"Còn đảng viên sinh hoạt trực tiếp, không đổi thành {term.kind.name} được."
            raise RuleBroken("tree.holds_members", sentence, field="kind")


def check_stands(terms: Sequence[Term], since: date | None, until: date | None) -> None:
    """It stands on all these days; after its end an office is not held in it any more."""
    if not terms:
        raise RuleBroken("tree.open", "Tổ chức này không còn trong sổ.", field="organisation")
    first, last = terms[0], terms[-1]
    if first.since is not None and (since is None or since < first.since):
        raise RuleBroken("tree.open", f"{first.name} lập ngày {print_day(first.since)}.", field="organisation")
    if last.until is not None and (until is None or until > last.until):
        sentence = f"{last.name} đã kết thúc từ {print_day(last.until)}."
        raise RuleBroken("tree.open", sentence, field="organisation")


def check_successors(organisation: Organisation, terms: Sequence[Term]) -> None:
    """A successor stands on the day the other ends: else two closed ones could each be under the other."""
    for closure in Closure.unscoped.filter(Q(organisation=organisation) | Q(successor=organisation)):
        own = [term for term in terms if term.organisation_id == closure.successor_id]
        if own and not any(term.holds_on(closure.day) for term in own):
            name = nearest(own, closure.day).name
            sentence = f"{name} là nơi kế tục từ ngày {print_day(closure.day)}, nên phải hoạt động vào ngày đó."
            raise RuleBroken("tree.open", sentence, field="successor")


def check_takes_members(
    organisation: Organisation, terms: Sequence[Term], since: date | None, until: date | None
) -> None:
    """Open from `since` until `until`, and of a kind in which members stand, for somebody to be placed there."""
    if since is not None:
        check_open(organisation, terms, since, field="organisation")
    check_stands(terms, since, until)
    for term in terms:
        held = (term.since or START) < (until or END) and (since or START) < (term.until or END)
        if held and not term.kind.holds_members:
            sentence = f"{term.name} là {term.kind.name}; hãy chọn chi bộ."
            raise RuleBroken("tree.holds_members", sentence, field="organisation")


def check_code(code: str, since: date | None, until: date | None, *, but: Organisation | None = None) -> None:
    """A code means one organisation on one day: papers and commands name it by that. Raises RuleBroken."""
    if not code.strip():
        return
    if not CODE.fullmatch(code.strip()):
        raise RuleBroken("tree.code", "Mã tổ chức chỉ gồm chữ, chữ số, dấu chấm, gạch.", field="code")
    # Of one that is renamed later, what it is called when the two would first meet.
    others = Term.unscoped.filter(code=code.strip()).order_by(F("since").asc(nulls_first=True))
    for other in others.exclude(organisation=but) if but else others:
        if (since or START) < (other.until or END) and (other.since or START) < (until or END):
            raise RuleBroken("tree.code", f"Mã {other.code} đang dùng cho {other.name}.", field="code")


def doubts_cell_committee(official: int, day: date) -> list[Doubt]:
    """A cell elects a committee from so many official members on; with fewer, a secretary (and a deputy)."""
    least = rules_on(day).cell.committee_min.value
    if official >= least:
        return []
    sentence = f"Chi bộ có {official} đảng viên chính thức; chi ủy được bầu khi có từ {least}."
    return [Doubt("cell.committee_min", sentence, day)]


def check_smallest(name: str, official: int, day: date) -> None:
    """A cell that a reorganisation makes has as many official members as a cell needs (Charter art. 21, 24)."""
    rule = rules_on(day).cell.min_official
    if rule.confidence == Confidence.HIGH and official < rule.value:
        sentence = f"{name} có {official} đảng viên chính thức; chi bộ phải có từ {rule.value}."
        raise RuleBroken("cell.min_official", sentence, field="people")


def doubts_smallest(name: str, official: int, day: date) -> list[Doubt]:
    """The same of a cell that stands already and is left with fewer."""
    least = rules_on(day).cell.min_official.value
    if official >= least:
        return []
    sentence = f"{name} còn {official} đảng viên chính thức; chi bộ phải có từ {least}."
    return [Doubt("cell.min_official", sentence, day)]


def doubts_base_cell(name: str, members: int, day: date) -> list[Doubt]:
    """A base cell so large that it should become a base organisation with cells of its own."""
    limit = rules_on(day).organisation.base_cell_max.value
    if members < limit:
        return []
    sentence = f"{name} có {members} đảng viên; chi bộ cơ sở có dưới {limit}, nhiều hơn thì lập đảng bộ cơ sở."
    return [Doubt("organisation.base_cell_max", sentence, day)]


def doubts_subordinate_cell(name: str, members: int, day: date) -> list[Doubt]:
    """A cell under a base organisation so large that the committee above has to agree to it."""
    limit = rules_on(day).cell.consent_above.value
    if members <= limit:
        return []
    asked = f"chi bộ trực thuộc hơn {limit} đảng viên phải được cấp ủy cấp trên đồng ý"
    sentence = f"{name} có {members} đảng viên; {asked}."
    return [Doubt("cell.consent_above", sentence, day)]
