"""The points of a list as they are shown: person by person, each with its three sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Min, Q
from django.urls import reverse

from kit.calendar import print_day
from members import door, kept, rights, wording
from members.comparing import reasons
from members.models import Member
from reports.reconciliation.figures import Pile
from reports.reconciliation.models import (
    Change,
    Difference,
    Elsewhere,
    Kind,
    Proposal,
    Reconciliation,
    SentList,
    explained,
)
from reports.reconciliation.procedure import agreed
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.sides import ONE_SIDED, VALUES, Sides, numbers

PAGE = 30
AFTER, BEFORE = "sau", "truoc"
NOBODY, NOT_SIGNED, NOT_SAID = "không có", "chưa ký", "–"
WHY = "Vì sao là người này"


@dataclass
class Point:
    """One row of three sides, with what happened and what is proposed."""

    head: str
    listed: str
    record: str
    agreed: str
    happened: str
    proposed: str
    waits_on: str
    pk: int = 0
    key: str = ""


@dataclass(frozen=True)
class Why:
    """Why a row is held to be this person; no `rows` of a list that was compared before they were kept."""

    head: str
    rows: list[tuple[str, str, str]]


@dataclass
class Shown:
    """One person with all points; `href` where the page may be opened; `changed`: our record is another one by now;
    `why` for whoever has sight of the record."""

    name: str
    cell: str
    row: str
    state: str
    href: str
    changed: bool
    points: list[Point] = field(default_factory=list)
    why: list[Why] = field(default_factory=list)


@dataclass
class Page:
    people: list[Shown]
    seen: list[int]
    first: str = ""
    previous: str = ""
    next: str = ""


def page(sent: SentList, pile: Pile, asked: Any, actor: rights.Actor) -> Page:
    """One page of the people in a pile, by name; `asked` is the query of the address (`sau`, `truoc`: a point on the
    page before or after)."""
    rows = Difference.objects.filter(list=sent, kind__in=pile.kinds)
    subjects, before, after = _subjects(rows, asked)
    people, members = told_of(rows, [one["subject"] for one in subjects], actor)
    at = {"first": bool(before), "previous": bool(before), "next": after}
    marks = {AFTER: subjects[-1]["at"], BEFORE: subjects[0]["at"]} if subjects else {}
    query = f"nhom={pile.word}&" if pile.word else ""
    return Page(
        people, members,
        first=f"?{query}".rstrip("&") if at["first"] else "",
        previous=f"?{query}{BEFORE}={marks[BEFORE]}" if at["previous"] else "",
        next=f"?{query}{AFTER}={marks[AFTER]}" if at["next"] else "",
    )  # fmt: skip


def told_of(rows: Any, wanted: Sequence[str], actor: rights.Actor) -> tuple[list[Shown], list[int]]:
    """The people of these subjects with their points among `rows`, in that order; and whom a look at them names."""
    found = list(explained(rows.filter(subject__in=wanted)).select_related("member").order_by("pk"))
    elsewhere = explained(Elsewhere.objects.filter(difference__in=found), "difference__")
    away = {one.difference_id: one for one in elsewhere.select_related("member")}
    members = {one.member_id for one in found if one.member_id} | {one.member_id for one in away.values()}
    opens, _ = Member.objects.opened_and_gone(members)
    names = kept.full_names({one.organisation_id for one in away.values() if one.organisation_id}, actor.day)
    # Who sees the whole register has seen why on the page of comparing, of those who have left too.
    sight = members if rights.sees_whole(actor) else opens
    told = _Telling(opens, sight, away, names, with_sheet=len({one.sheet for one in found if one.sheet}) > 1)
    shown = [told.person([one for one in found if one.subject == subject]) for subject in wanted]
    return shown, sorted(members)


def after(point: Difference) -> Q:
    """The points behind this one in the order of names."""
    return Q(sort_key__gt=point.sort_key) | Q(sort_key=point.sort_key) & (
        Q(subject__gt=point.subject) | Q(subject=point.subject, pk__gt=point.pk)
    )


def before(point: Difference) -> Q:
    """The points before this one."""
    return Q(sort_key__lt=point.sort_key) | Q(sort_key=point.sort_key) & (
        Q(subject__lt=point.subject) | Q(subject=point.subject, pk__lt=point.pk)
    )


def _subjects(rows: Any, asked: Any) -> tuple[list[dict[str, Any]], bool, bool]:
    """The people of the page in order, whether some come before, whether some come after."""
    every = rows.values("subject").annotate(first=Min("sort_key"), at=Min("pk"))
    mark = _mark(every, door.number(asked.get(AFTER)))
    back = _mark(every, door.number(asked.get(BEFORE))) if mark is None else None
    if back is not None:
        earlier = every.filter(Q(first__lt=back[0]) | Q(first=back[0], subject__lt=back[1]))
        some = list(earlier.order_by("-first", "-subject")[: PAGE + 1])
        return some[:PAGE][::-1], len(some) > PAGE, True
    if mark is not None:
        every = every.filter(Q(first__gt=mark[0]) | Q(first=mark[0], subject__gt=mark[1]))
    some = list(every.order_by("first", "subject")[: PAGE + 1])
    return some[:PAGE], mark is not None, len(some) > PAGE


def _mark(every: Any, pk: int | None) -> tuple[str, str] | None:
    """The place in the order of the person whose first point that is; None for one that is gone."""
    found = every.filter(at=pk).order_by("at").first() if pk is not None else None
    return (found["first"], found["subject"]) if found else None


class _Telling:
    """Says people in words, with what the viewer may open and know."""

    def __init__(
        self, opens: Iterable[int], sight: Iterable[int], away: dict[int, Elsewhere], names: dict[int, str], *,
        with_sheet: bool,
    ) -> None:  # fmt: skip
        self.opens, self.sight, self.away, self.names = set(opens), set(sight), away, names
        # Of a file with one sheet its name says nothing.
        self.with_sheet = with_sheet

    def person(self, points: Sequence[Difference]) -> Shown:
        first = points[0]
        member = first.member if first.member_id else self._away_member(first)
        pk = member.pk if member else None
        seen = first.seen if first.member_id else self.away[first.pk].seen if first.pk in self.away else None
        stands_out = next((one for one in points if one.kind not in VALUES), None)
        return Shown(
            name=first.name, cell=first.cell, row=_place(points, with_sheet=self.with_sheet),
            changed=bool(member and member.changed_by != seen),
            state=Kind(stands_out.kind).label.capitalize() if stands_out else "",
            href=reverse("person", args=[pk]) if pk in self.opens else "",
            points=[self._point(one) for one in points], why=self._why(points) if pk in self.sight else [],
        )  # fmt: skip

    def _why(self, points: Sequence[Difference]) -> list[Why]:
        """Of each row of the list that was linked to this person, in the order of the file."""
        rows = {(one.sheet, one.row or 0): self._kept(one) for one in points}
        linked = [(at, kept) for at, kept in sorted(rows.items()) if kept is not None]
        sheets = len({sheet for (sheet, _), _ in linked}) > 1
        heads = [f"{WHY}, dòng {row}{f', trang {sheet}' if sheets else ''}" for (sheet, row), _ in linked]
        return [
            Why(head if len(linked) > 1 else WHY, reasons.told(kept))
            for head, (_, kept) in zip(heads, linked, strict=True)
        ]

    def _kept(self, one: Any) -> list[Any] | None:
        """As it was kept with the link; None where the row is no link to this person."""
        found: list[Any] | None = one.why if one.member_id else getattr(self.away.get(one.pk), "why", None)
        return found

    def _away_member(self, one: Difference) -> Member | None:
        return self.away[one.pk].member if one.pk in self.away else None

    def _point(self, one: Difference) -> Point:
        kind, change = Kind(one.kind), Change(one.change)
        said = Sides(one.list_value, one.record_value, one.agreed_value)
        return Point(
            sentences.FIELDS.get(one.field, kind.label.capitalize()), *self._sides(one, kind),
            sentences.happened(kind, change, said, one.field), sentences.proposed(kind, Proposal(one.proposal)),
            one.get_answers_display(), one.pk, one.key,
        )  # fmt: skip

    def _sides(self, one: Difference, kind: Kind) -> tuple[str, str, str]:
        if kind in VALUES:
            listed, record, agreed = _masked(one) if one.field == "card_number" else (
                one.list_value, one.record_value, one.agreed_value)  # fmt: skip
            third = sentences.value(one.field, agreed) if agreed is not None else NOT_SIGNED
            return sentences.value(one.field, listed), sentences.value(one.field, record), third
        if kind in ONE_SIDED:
            # Nothing of it was signed as such.
            listed = sentences.twice(one.list_value, one.sheet) if kind is Kind.TWICE else one.list_value
            return listed or NOT_SAID, one.record_value or NOT_SAID, NOT_SAID
        third = NOT_SIGNED if one.agreed_value is None else one.agreed_value or NOBODY
        if kind in (Kind.ELSEWHERE, Kind.TWO_LISTS):
            return one.list_value or "có tên", self._where(one), third
        return one.list_value or NOBODY, one.record_value or NOBODY, third

    def _where(self, one: Difference) -> str:
        """Who sees the whole register reads where the other record, or the other list, is."""
        away = self.away.get(one.pk)
        if away is None:
            return "cấp trên trả lời"
        return self.names.get(away.organisation_id or 0, "chưa có chi bộ")


def _place(points: Sequence[Difference], *, with_sheet: bool) -> str:
    """Where the person stands in the file."""
    rows = sorted({(one.sheet, one.row) for one in points if one.row})
    sheets = {sheet for sheet, _ in rows}
    words = " và ".join(f"dòng {row}" for _, row in rows)
    return f"{words}, trang {rows[0][0]}" if with_sheet and len(sheets) == 1 else words


def _masked(one: Difference) -> tuple[str, str, str | None]:
    """Card numbers as far as is needed to see where they differ."""
    if one.agreed_value is None:
        return *cards(one.list_value, one.record_value), None
    listed, record, agreed = _alike(one.list_value, one.record_value, one.agreed_value)
    return listed, record, agreed


def cards(listed: str, record: str) -> tuple[str, str]:
    """The numbers of a list and of ours as a page shows them beside each other."""
    one, other = _alike(listed, record)
    return one, other


def _alike(*sides: str) -> list[str]:
    return [", ".join(shown) for shown in wording.masked_alike([sorted(numbers(said)) for said in sides])]


def last_signed(one: Reconciliation) -> str:
    """The day on which both signed last before this round, "" where nothing was."""
    found = agreed.signings_before(one)
    return print_day(found[-1].signed_on) if found else ""
