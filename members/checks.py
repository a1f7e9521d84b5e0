"""L1 and L8: named checks over the records of the people placed somewhere on a day.

Each says what it looks for, by which rule, and is one condition on official placements, so that a page can count all
of them for every cell in one query and list the names behind each number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear, Length
from django.db.models.lookups import Exact, LessThan

from kit.calendar import last_of_month, latest_start, same_day_later, working_days_over
from members import office, scope, tree
from members.models import (
    Departure,
    Finding,
    Member,
    Membership,
    Number,
    NumberKind,
    OfficeHolding,
    Organisation,
    Placement,
    PlacementKind,
    Residence,
    ResidenceIntroduction,
    Term,
)
from members.regulations import Confidence, rules_on, version_on

# Nobody in the register is older than this: a slip of the century, not an age.
OLDEST = 115


# A sentence, or one that reads a number or the name of a paper from the rules of a day.
Words = str | Callable[[date], str]


@dataclass(frozen=True)
class Check:
    """`condition(day)` is true of an official placement whose record is wrong; `mend` names the verb that mends it."""

    key: str
    title: Words
    rule: Words
    mend: str
    condition: Callable[[date], Q]
    limitation: str = "L1"

    def title_on(self, day: date) -> str:
        return self.title if isinstance(self.title, str) else self.title(day)

    def rule_on(self, day: date) -> str:
        """The rule it follows from, as it was called and counted that day."""
        return self.rule if isinstance(self.rule, str) else self.rule(day)


def _of_review(day: date) -> str:
    """By which paper the cell reviews in time, and how sure of it we are that day."""
    version = version_on("recognition.review_wd", day)
    sure = "" if version.confidence is Confidence.HIGH else f" (mức chắc chắn: {version.confidence.label})"
    return f"{version.citation}: hạn chi bộ xét công nhận{sure}"


def _months(later: str, earlier: str) -> ExpressionWrapper:
    """Whole months from one date column to another."""
    years = ExtractYear(later) - ExtractYear(earlier)
    short = Case(When(_not_full(later, earlier), then=Value(1)), default=Value(0))
    months = years * 12 + ExtractMonth(later) - ExtractMonth(earlier) - short
    return ExpressionWrapper(months, output_field=IntegerField())


def _fewer_months(later: str, earlier: str, months: int) -> Q:
    """Fewer whole months than that lie between two days. The first condition settles nearly everybody without taking
    the days apart, which costs ten times as much."""
    near = Q(**{f"{later}__lt": F(earlier) + timedelta(days=31 * months)})
    return near & Q(LessThan(_months(later, earlier), months))


def _younger(later: str, earlier: str, years: int) -> Q:
    """Fewer years lie between two days, counted by month as the rule of the age says: the day in the month is the
    same to it."""
    months = ExtractYear(later) * 12 + ExtractMonth(later) - ExtractYear(earlier) * 12 - ExtractMonth(earlier)
    near = Q(**{f"{later}__lt": F(earlier) + timedelta(days=366 * years)})
    return near & Q(LessThan(ExpressionWrapper(months, output_field=IntegerField()), 12 * years))


def _not_full(later: str, earlier: str) -> Q:
    """The last month is not full: its day has not come, nor the end of a month that has no such day (29 February ends
    on the 28th, as `same_day_later` reckons)."""
    following = ExpressionWrapper(F(later) + timedelta(days=1), output_field=DateField())
    at_its_end = Q(**{f"{later}__day__gte": 28}) & Q(Exact(ExtractDay(following), 1))
    return Q(**{f"{later}__day__lt": ExtractDay(earlier)}) & ~at_its_end


def _numbers(day: date) -> QuerySet[Number]:
    return Number.unscoped.on(day).filter(member=OuterRef("member"))


def _of_this_spell(numbers: QuerySet[Number], day: date) -> QuerySet[Number]:
    """As `rules.cards.given_in` asks it of one person, but from the number: nobody came again after it was given, who
    had been in before. Asked so it is a join of whole tables."""
    before = Membership.unscoped.filter(
        Q(admitted_on__isnull=True) | Q(admitted_on__lt=OuterRef("admitted_on")), member=OuterRef("member")
    ).exclude(pk=OuterRef("pk"))
    again = Membership.unscoped.filter(
        Exists(before), member=OuterRef("member"), admitted_on__lte=day,
        admitted_on__gt=Coalesce(OuterRef("since"), Value(date.min)),
    )  # fmt: skip
    return numbers.filter(~Exists(again))


def _wrong_shape(day: date, numbers: QuerySet[Number]) -> QuerySet[Number]:
    """The database keeps digits only: what is left to look at is how many."""
    card = rules_on(day).card
    right = Q(kind=NumberKind.CARD_8, digits=card.old_digits.value) | Q(
        kind=NumberKind.CARD_12, digits=card.new_digits.value
    )
    return numbers.alias(digits=Length("value")).exclude(right)


def _held_twice(day: date, numbers: QuerySet[Number]) -> QuerySet[Number]:
    others = Number.unscoped.on(day).filter(kind=OuterRef("kind"), value=OuterRef("value"))
    return numbers.filter(Exists(others.exclude(member=OuterRef("member"))))


WRONG_NUMBERS = {"number_shape": _wrong_shape, "number_twice": _held_twice}


def _wrong_number(key: str) -> Callable[[date], Q]:
    return lambda day: Q(Exists(WRONG_NUMBERS[key](day, _numbers(day))))


def numbers_named(key: str, member: Member, day: date) -> QuerySet[Number]:
    """The numbers for which one of these checks names somebody."""
    return WRONG_NUMBERS[key](day, Number.unscoped.on(day).filter(member=member)).order_by("pk")


def _outside_area(day: date) -> Q:
    """A residential cell with a known area, a residence with a known place, and the one is not in the other."""
    term = Term.unscoped.on(day).filter(organisation=OuterRef("organisation"), places__isnull=False)
    lives = Residence.unscoped.on(day).filter(member=OuterRef("member"), place__isnull=False)
    return Q(Exists(term)) & Q(Exists(lives)) & ~Q(_lives_in(day, "place")) & ~Q(_lives_in(day, "place__within"))


def _lives_in(day: date, place: str) -> Exists:
    """The place of a residence, or what it lies within, is of the cell's area. Apart from each other, each is one
    join of whole tables; either of them in one condition is asked once a person."""
    term = f"{place}__terms"
    return Exists(
        Residence.unscoped.on(day).filter(
            Q(**{f"{term}__since__isnull": True}) | Q(**{f"{term}__since__lte": day}),
            Q(**{f"{term}__until__isnull": True}) | Q(**{f"{term}__until__gt": day}),
            member=OuterRef("member"), **{f"{term}__organisation": OuterRef("organisation")},
        )
    )  # fmt: skip


def _introduced(day: date) -> Exists:
    return Exists(ResidenceIntroduction.unscoped.on(day).filter(membership=OuterRef("membership")))


def _office_elsewhere(day: date) -> Q:
    return Q(Exists(_held_elsewhere(day).filter(member=OuterRef("member"))))


def offices_left_by(member: Member, day: date) -> QuerySet[OfficeHolding]:
    """The offices for which `office_elsewhere` names somebody."""
    return _held_elsewhere(day).filter(member=member).distinct().order_by("pk")


def offices_unapproved(member: Member, day: date) -> QuerySet[OfficeHolding]:
    """The offices for which `office_unapproved` names somebody."""
    return _unapproved(day).filter(member=member).order_by("pk")


def _unapproved(day: date) -> QuerySet[OfficeHolding]:
    """Held since a congress or an appointment whose decision nobody has entered."""
    return OfficeHolding.unscoped.on(day).filter(decision__isnull=True)


def _held_elsewhere(day: date) -> QuerySet[OfficeHolding]:
    """Offices whose holder, as the tree stood that day, is not active under their organisation any more."""
    index = tree.version_for(day)
    home, there = "member__placements", "organisation__tree_places"
    begun = Q(**{f"{home}__since__isnull": True}) | Q(**{f"{home}__since__lte": day})
    goes_on = Q(**{f"{home}__until__isnull": True}) | Q(**{f"{home}__until__gt": day})
    at = f"{home}__organisation__tree_places"
    outside = Q(**{f"{at}__lo__lt": F(f"{there}__lo")}) | Q(**{f"{at}__lo__gte": F(f"{there}__hi")})
    standing = {f"{home}__kind": PlacementKind.OFFICIAL, f"{at}__version": index, f"{there}__version": index}
    # In one call: each condition is about the same place, and all of it becomes one join of whole tables.
    return OfficeHolding.unscoped.on(day).filter(begun, goes_on, outside, **standing)


def served_since(day: date) -> date:
    """Who was admitted on that day or before has served the probation by `day`."""
    return latest_start(day, rules_on(day).probation.months.value)


def late_since(day: date, off: frozenset[date], worked: frozenset[date]) -> date:
    """Who was admitted on that day or before ought to have been considered by the cell before `day`."""
    ended = working_days_over(day, rules_on(day).recognition.review_wd.value, off, worked)
    return latest_start(ended, rules_on(day).probation.months.value)


def _not_recognised(day: date) -> Q:
    return Q(membership__official_on__isnull=True) | Q(membership__official_on__gt=day)


def _review_due(day: date) -> Q:
    late = late_since(day, *office.holidays())
    return _not_recognised(day) & Q(membership__admitted_on__gt=late, membership__admitted_on__lte=served_since(day))


def _review_late(day: date) -> Q:
    return _not_recognised(day) & Q(membership__admitted_on__lte=late_since(day, *office.holidays()))


def _still_to_come(day: date) -> Q:
    """Official later than today: who became it after a past day one looks at was an ordinary probationer on it."""
    return Q(membership__admitted_on__gt=day) | Q(membership__official_on__gt=max(day, scope.current().day))


def last_birth(day: date) -> date:
    """Who was born on that day or before is of age for an admission on `day`: counted by month."""
    return last_of_month(same_day_later(day, -12 * rules_on(day).admission.age_min.value))


def _of_age(day: date) -> str:
    return f"Điều lệ Đảng, điều 1: đủ {rules_on(day).admission.age_min.value} tuổi (tính theo tháng)"


def _residence(day: date) -> str:
    return f"Quy định {rules_on(day).instrument.residence.value}"


# {organisation: {"total": …, "faulty": …, key of a check: number of people}}
Counts = dict[int, dict[str, int]]

CHECKS: tuple[Check, ...] = (
    Check("birth_missing", "Thiếu ngày sinh", _of_age, "correct_member",
          lambda day: Q(member__birth_on__isnull=True)),
    Check("birth_implausible", "Ngày sinh không hợp lý", _of_age, "correct_member",
          lambda day: Q(member__birth_on__gt=last_birth(day))
          | Q(member__birth_on__lt=same_day_later(day, -12 * OLDEST))),
    Check("admission_missing", "Thiếu ngày vào Đảng", "Sổ danh sách đảng viên, Mẫu 7-HSĐV", "correct_membership",
          lambda day: Q(membership__admitted_on__isnull=True)),
    Check("admission_future", "Ngày vào Đảng hoặc ngày chính thức chưa đến", "Ngày ghi trong sổ là ngày đã có",
          "correct_membership", _still_to_come),
    Check("admitted_young", "Chưa đủ tuổi khi vào Đảng", _of_age, "correct_membership",
          lambda day: _younger("membership__admitted_on", "member__birth_on", rules_on(day).admission.age_min.value)),
    Check("official_early", lambda day: f"Chính thức trước {rules_on(day).probation.months.value} tháng",
          lambda day: f"Điều lệ Đảng, điều 5: dự bị {rules_on(day).probation.months.value} tháng", "correct_membership",
          lambda day: _fewer_months("membership__official_on", "membership__admitted_on",
                                    rules_on(day).probation.months.value)),
    Check("review_due", "Hết dự bị, chờ chi bộ xét công nhận",
          _of_review, "recognise", _review_due, "L7"),
    Check("probation_over", "Hết dự bị, quá hạn xét công nhận",
          _of_review, "recognise", _review_late),
    Check("recognition_unknown", "Chưa rõ quyết định công nhận", "Hồ sơ đảng viên, quyết định công nhận",
          "correct_membership", lambda day: Q(membership__recognition__in=("imported", "unknown"))),
    Check("number_shape", "Số thẻ sai số chữ số", lambda day: f"Hướng dẫn {rules_on(day).instrument.member_work.value}",
          "correct_number", _wrong_number("number_shape")),
    Check("number_twice", "Số thẻ trùng người khác", "Mỗi số thẻ cấp cho một người", "correct_number",
          _wrong_number("number_twice")),
    Check("no_card", "Chính thức chưa có số thẻ", "Quy định thi hành Điều lệ, mục 6: thẻ đảng viên", "note_number",
          lambda day: Q(membership__official_on__lte=day) & ~Q(Exists(_of_this_spell(_numbers(day), day)))),
    Check("office_elsewhere", "Giữ chức vụ ở nơi không còn sinh hoạt", "Mỗi chức vụ ghi đủ ngày giữ, ngày thôi giữ",
          "end_office", _office_elsewhere),
    Check("office_unapproved", "Giữ chức vụ, chưa rõ quyết định chuẩn y",
          "Điều lệ Đảng, điều 13: cấp ủy được công nhận chính thức khi có quyết định chuẩn y", "correct_office",
          lambda day: Q(Exists(_unapproved(day).filter(member=OuterRef("member"))))),
    Check("finding_open", "Giá trị trong danh sách chưa đọc được", "Danh sách đã nhập", "settle_finding",
          lambda day: Q(Exists(Finding.unscoped.filter(member=OuterRef("member"))))),
    Check("area_alone", "Cư trú ngoài địa bàn, chưa giới thiệu", _residence, "introduce_to_residence",
          lambda day: _outside_area(day) & ~Q(_introduced(day)), "L8"),
    Check("area_introduced", "Cư trú ngoài địa bàn, đã giới thiệu", _residence, "introduce_to_residence",
          lambda day: _outside_area(day) & Q(_introduced(day)), "L8"),
)  # fmt: skip
ANY = Check("any", "Hồ sơ thiếu", "Mỗi điểm theo quy định riêng", "", lambda day: any_fault(day))
BY_KEY = {check.key: check for check in (*CHECKS, ANY)}
# An introduced resident is as the rule wants it, and a decision that is only not known here is no fault of the record.
# Who has just served the probation is in time; who was chosen works from that day on, and waits for the paper.
NOT_A_FAULT = frozenset({"area_introduced", "recognition_unknown", "review_due", "office_unapproved"})


def placed(day: date) -> QuerySet[Placement]:
    """Official placements of the viewer's part on that day."""
    return Placement.objects.on(day).official()


def any_fault(day: date) -> Q:
    """Somebody with at least one fault."""
    faulty = Q()
    for check in CHECKS:
        if check.key not in NOT_A_FAULT:
            faulty |= check.condition(day)
    return faulty


def as_flag(check: Check, day: date) -> ExpressionWrapper:
    """The condition as a true or false column."""
    return ExpressionWrapper(check.condition(day), output_field=BooleanField())


def behind(key: str, day: date, placements: QuerySet[Placement] | None = None) -> QuerySet[Placement]:
    """The placements whose people a check names. Raises KeyError for an unknown check."""
    rows = placed(day) if placements is None else placements
    return rows.filter(BY_KEY[key].condition(day))


def counts(day: date, placements: QuerySet[Placement]) -> Counts:
    """For each organisation: `total`, `faulty` (people with at least one fault), and each check's number.

    Two statements, and the holidays. Each condition is asked as a filter and answers only the people it names: so the
    database joins whole tables instead of asking every condition once a person.
    """
    keys = [check.key for check in CHECKS]
    rows = placements.order_by()
    totals = rows.values_list("organisation").annotate(Count("pk"))
    answer = {pk: dict.fromkeys(("total", "faulty", *keys), 0) | {"total": total} for pk, total in totals}
    faulty: set[int] = set()
    for organisation, placement, at in _named(day, rows):
        sums, key = answer[organisation], keys[at]
        sums[key] += 1
        if key not in NOT_A_FAULT and placement not in faulty:
            faulty.add(placement)
            sums["faulty"] += 1
    return answer


def _named(day: date, rows: QuerySet[Placement]) -> Iterator[tuple[int, int, int]]:
    """(organisation, placement, which check) of everybody whom a check names."""
    first, *others = (
        rows.filter(check.condition(day)).values_list("organisation", "pk", Value(at))
        for at, check in enumerate(CHECKS)
    )
    # Not through a server's cursor: that would be planned as if only the first few were wanted.
    return iter(first.union(*others, all=True))


def offices_left(organisation: Organisation, day: date) -> QuerySet[OfficeHolding]:
    """Offices of the viewer's part, under this organisation, whose holder is active elsewhere."""
    here = OfficeHolding.objects.within(tree.place_on(organisation.pk, day))
    return here.filter(pk__in=_held_elsewhere(day).values("pk"))


def without_place(day: date) -> QuerySet[Member]:
    """People of the viewer's part who are neither gone nor placed that day. Who was entered by mistake and taken back
    has no membership: known by name, and nobody of the register."""
    spells = Membership.unscoped.filter(member=OuterRef("pk"))
    placed = Placement.unscoped.on(day).filter(member=OuterRef("pk"))
    gone = Departure.unscoped.on(day).filter(membership__member=OuterRef("pk"))
    return Member.objects.filter(Exists(spells), ~Exists(placed), ~Exists(gone)).order_by("sort_key", "pk")
