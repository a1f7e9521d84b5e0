"""A point as its form asks it: the choices in words, who it may be, why it can't be answered, what was answered."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kit.calendar import print_day
from members import door, rights, tree, wording
from members.comparing import reasons
from members.comparing.status import apart
from members.errors import Refusal
from members.models import DepartureKind, Member, Placement, Term
from reports.reconciliation.forms import Shown
from reports.reconciliation.models import (
    Answer,
    Candidate,
    Choice,
    Difference,
    Kind,
    Proposal,
    Reconciliation,
    Side,
)
from reports.reconciliation.procedure import answering, correcting
from reports.reconciliation.rules import answers as rules
from reports.reconciliation.rules import rounds as round_rules
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.corrections import correction
from reports.reconciliation.rules.minutes import ASKED_ANEW
from reports.reconciliation.views.people import Point, cards

WORDS = {
    Choice.FIX_LIST: "Giữ như sổ, cơ sở sửa danh sách", Choice.FIX_RECORD: "Theo danh sách, ghi vào sổ",
    Choice.WAIT: "Chờ giấy tờ", Choice.BOTH: "Để cả hai",
}  # fmt: skip
PROPOSED = "Chương trình đề nghị, chưa ghi."
OFFICER_ENTERS = "Gửi cán bộ tổ chức ghi; cho đến lúc đó sổ vẫn như cũ."


def shown(point: Difference, actor: rights.Actor) -> Shown:
    """The form of a point for who asks."""
    found, known = correction(point.kind, point.field), known_of(point)
    offered = rules.offered(point.kind, point.field, alike=point.list_value == point.record_value)
    enters = correcting.may_enter(point, by=actor)
    words = dict(WORDS)
    if found is not None:
        words[Choice.FIX_RECORD] = found.said
    if point.kind == Kind.TWICE:
        words[Choice.FIX_LIST] = "Bỏ bớt một dòng, cơ sở sửa danh sách"
    proposed = "" if point.proposal == Proposal.WHO else point.proposal
    hints = {} if known else {Choice(proposed): PROPOSED} if proposed in Choice.values else {}
    if Choice.FIX_RECORD in offered and not enters:
        hints[Choice.FIX_RECORD] = OFFICER_ENTERS
    # Who asks the officer for it says what it knows; where somebody went, in the whole register, the officer chooses.
    asks = tuple(one for one in found.asks if enters or one.kind != "anywhere") if found is not None else ()
    needs_cells = any(one.kind == "cell" for one in asks)
    return Shown(
        offered, words, proposed, known, asks, cells_of(point.list.reconciliation) if needs_cells else (),
        point.list_value if point.kind == Kind.CELL else point.cell, hints,
        listed_of(point.list_value) if point.kind == Kind.STATUS else {},
    )  # fmt: skip


def listed_of(status: str) -> dict[str, Any]:
    """The day that a list gives to a status, where it is whole; that somebody has died is a way to leave."""
    word, day = apart(status)
    found: dict[str, Any] = {"departure": DepartureKind.DEATH} if word == DepartureKind.DEATH.label else {}
    return found | ({"day": day.earliest()} if day is not None and day.day else {})


def known_of(point: Difference) -> Answer | None:
    rows = Answer.objects.filter(reconciliation=point.list.reconciliation_id, key=point.key)
    found: Answer | None = rows.select_related("account").order_by("pk").first()
    return found


def cells_of(one: Reconciliation) -> list[tuple[int, str]]:
    """The cells of a committee on the closing day, itself where it holds members."""
    day = one.round.closing_day
    rows = Term.objects.within(tree.place_on(one.organisation_id, day)).on(day).filter(kind__holds_members=True)
    found = rows.values_list("organisation", "name", "kind__rank")
    return [(pk, name) for pk, name, _ in sorted(found, key=lambda one: (one[2], tree.order_key(one[1]), one[0]))]


def why_not(point: Difference, known: Answer | None, one: Reconciliation, actor: rights.Actor) -> str:
    """The sentence of what stands in the way of an answer by this actor; "" where nothing does."""
    side = answering.side_of(actor)
    try:
        round_rules.check_not_signed(one.signed_on)  # type: ignore[attr-defined]
        rules.check_side(side, point.answers)
        rules.check_above(known, side)
    except Refusal as refusal:
        return refusal.sentence
    return ""


def asks_who(point: Difference, actor: rights.Actor) -> bool:
    return rights.sees_whole(actor) and point.kind in rules.WHO and bool(point.described)


@dataclass(frozen=True)
class May:
    """Somebody a row may mean."""

    pk: int
    member: Member
    name: str
    birth: str
    cell: str
    why: list[tuple[str, str, str]]


def candidates(request: HttpRequest, point: Difference) -> list[May]:
    """Whom a row may mean, the likeliest first; for who sees the whole register alone."""
    if not asks_who(point, request.actor):
        return []
    rows = list(Candidate.objects.filter(difference=point).select_related("member").order_by("place"))
    places = Placement.objects.official().on(point.list.reconciliation.round.closing_day)
    where = dict(places.filter(member__in=[one.member_id for one in rows]).values_list("member", "organisation"))
    named = {pk: tree.name_on(pk, point.list.reconciliation.round.closing_day) for pk in set(where.values()) if pk}
    return [
        May(one.member_id, one.member, one.member.full_name, wording.birth(one.member),
            named.get(where.get(one.member_id)) or "không sinh hoạt ở đâu ngày ấy", reasons.told(one.why))
        for one in rows
    ]  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An answer in words. `href`: the point where it may be chosen anew; `may_take_back`; `person`: the page of whom it
    is about, where it is linked to."""

    pk: int
    act: int
    name: str
    cell: str
    what: str
    listed: str
    record: str
    words: str
    who: str
    state: str
    shape: str
    href: str
    may_take_back: bool
    person: str = ""


def told(one: Answer, point: int | None, actor: rights.Actor, opens: Container[int | None] = ()) -> Said:
    """`opens`: whose pages are linked to."""
    kind = Kind(one.kind)
    both = sentences.twice(one.list_value, one.sheet) if kind is Kind.TWICE else one.list_value, one.record_value
    listed, record = (sentences.value(one.field, said) if one.field in sentences.FIELDS else said or "không có"
                      for said in (cards(*both) if one.field == "card_number" else both))  # fmt: skip
    above = one.side == Side.OFFICER and answering.side_of(actor) is Side.COMMITTEE
    shape, state = _state(one)
    return Said(
        one.pk, one.act, one.name, one.cell, sentences.FIELDS.get(one.field, kind.label.capitalize()), listed, record,
        in_words(one), who(one), state, shape,
        reverse("difference", args=[one.reconciliation_id, point]) if point and not above else "", not above,
        reverse("person", args=[one.member_id]) if one.member_id in opens else "",
    )  # fmt: skip


def _state(one: Any) -> tuple[str, str]:
    """How far it is carried out."""
    if one.waits_on_officer:
        return "waits", "Chờ cán bộ tổ chức ghi"
    if one.entered_on:
        return "done", f"Đã ghi vào sổ {print_day(one.entered_on)}"
    if not one.is_open:
        if one.is_asked_anew:
            return "done", ASKED_ANEW
        return "done", "Danh sách đã sửa" if one.choice == Choice.FIX_LIST else "Không còn lệch"
    if one.choice == Choice.FIX_LIST:
        return "soon", "Chờ cơ sở sửa danh sách"
    return ("waits", f"Chờ đến {print_day(one.due_on)}") if one.choice == Choice.WAIT else ("done", "Để cả hai")


def in_words(one: Answer) -> str:
    """What was chosen, with what belongs to it."""
    words = WORDS[Choice(one.choice)]
    paper = ", ".join(sentences.paper_of(one))
    said = "; ".join([*([f"giấy tờ {paper}"] if paper else []), *sentences.terms_of(one)])
    return f"{words}: {said}" if said else words


def who(one: Answer) -> str:
    name = one.account.full_name if one.account else "Máy chủ"
    return f"{name}, {Side(one.side).label}, {print_day(one.answered_on)}"


@dataclass(frozen=True)
class OpenPoint:
    """A point of the open person: its row of three sides, the answer there is, whether it is the one that is open."""

    point: Point
    answer: str
    who: str
    is_open: bool


def answered_point(point: Point, known: Answer | None, now: Difference) -> OpenPoint:
    return OpenPoint(point, in_words(known) if known else "", who(known) if known else "", point.pk == now.pk)


def just_answered(request: HttpRequest, one: Reconciliation) -> dict[str, str] | None:
    """What was written on the page before, to be said and chosen anew."""
    pk = door.number(request.GET.get("vua"))
    said = Answer.objects.filter(reconciliation=one, pk=pk).first() if pk else None
    if said is None:
        return None
    point = Difference.objects.counted().filter(list__reconciliation=one, key=said.key).first()
    return {
        "name": said.name, "words": in_words(said),
        "href": reverse("difference", args=[one.pk, point.pk]) if point else reverse("answers", args=[one.pk]),
    }  # fmt: skip
