"""Proposals as lines: what waits on an officer, what became of what a unit has sent."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.urls import reverse

from members import history_wording, rights
from members.models import Member, Proposal
from members.models.proposals import told
from members.registry import Attention, OpenCase, Reorganised
from members.rights import Actor

# How long a unit is told what became of its proposal; how many proposals stand on one page.
TOLD, SHOWN = timedelta(days=30), 20


def _in_order(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """What waits longest first, then what was answered last."""
    return rows.order_by(F("closed_on").desc(nulls_first=True), "sent_on", "pk")


def proposals_about(member: Member, day: date) -> list[Proposal]:
    """What waits about this person, and what was answered lately."""
    here = told(Proposal.objects.filter(member=member), day)
    return list(_in_order(here.filter(Q(closed_on=None) | Q(closed_on__gt=day - TOLD)))[:SHOWN])


def proposals(actor: Actor, day: date) -> tuple[list[Attention], list[Attention]]:
    """What waits on an officer, and what this actor's own units have sent, with what became of it: one question.

    Nobody is named here: the page of the proposal is, and leaves its look.
    """
    officer, own = rights.OFFICER in actor.kinds(), rights.own_units(actor)
    if not officer and not own:
        return [], []
    answered = Q(closed_on__gt=day - TOLD) & (Q(act__isnull=False) | ~Q(refused_because=""))
    wanted = Q(organisation__in=own) & (Q(closed_on=None) | answered)
    if officer:
        wanted |= Q(closed_on=None)
    opens = Exists(Member.objects.filter(pk=OuterRef("member")))
    rows = told(Proposal.sent.filter(wanted), day).annotate(opens=opens, total=Window(Count("pk")))
    found = list(_in_order(rows)[:SHOWN])
    waiting = [_to_answer(one) for one in found if officer and one.waits]
    if found and found[0].total > len(found):
        waiting += _more(found[0].total - len(found)) if officer else []
    return waiting, [_sent(one) for one in found if one.organisation_id in own]


def asked_by(asked: Reorganised) -> list[OpenCase]:
    """What waits for an answer and was sent by organisations that end or come under another parent, or is about
    somebody who goes: it goes on waiting."""
    touched = Q(organisation__in=asked.ends | asked.carried) | Q(member__in=asked.people)
    return [
        OpenCase(one.organisation_id, f"Đề nghị {history_wording.proposal(one).what}, {one.unit}",
                 f"vẫn chờ cán bộ tổ chức trả lời; {_who_reads(one.organisation_id, asked)}",
                 reverse("proposal", args=[one.pk]))
        for one in _in_order(told(Proposal.sent.filter(touched, closed_on=None), asked.day))
    ]  # fmt: skip


def _who_reads(unit: int, asked: Reorganised) -> str:
    if unit in asked.ends:
        return "nơi kế tục xem kết quả"
    return "nơi đề nghị xem kết quả" + (", cấp trên mới cũng xem được" if unit in asked.carried else "")


ASKED = "Họ tên, ngày tháng, số thẻ do cán bộ tổ chức ghi; chi bộ, đảng ủy đề nghị."


def _to_answer(one: Proposal) -> Attention:
    """Who has left is opened with a purpose first."""
    said = history_wording.proposal(one)
    href = reverse("proposal", args=[one.pk]) if one.opens else reverse("leaver", args=[one.member_id])
    gone = "" if one.opens else " Người này đã ra khỏi danh sách."
    return Attention(
        key=f"proposal-{one.pk}", kind="now", when="Chờ trả lời", what=f"Đề nghị {said.what}",
        why=f"{said.unit} gửi ngày {said.sent}. Chờ cán bộ tổ chức.{gone}", rule=ASKED, href=href, act="Xem đề nghị",
        order=40,
    )  # fmt: skip


def _more(count: int) -> list[Attention]:
    return [
        Attention(
            key="proposal-more", kind="now", when="Chờ trả lời", what=f"Còn {count} đề nghị nữa",
            why="Hiện ra khi những đề nghị ở trên được trả lời.", rule=ASKED, href="", act="", order=41,
        )
    ]  # fmt: skip


def _sent(one: Proposal) -> Attention:
    """A unit reads what became of what it has sent, also where it may no longer open the person."""
    said = history_wording.proposal(one)
    href, act = (reverse("proposal", args=[one.pk]), "Xem đề nghị") if one.opens else ("", "")
    if one.waits and not one.opens:
        href, act = reverse("withdraw-proposal", args=[one.pk]), "Rút đề nghị"
    away = "" if one.opens else " Người này nay không còn thuộc đơn vị."
    answer = f" Lý do: {said.answer}." if said.answer else ""
    return Attention(
        key=f"sent-{one.pk}", kind=said.kind, when=said.state, what=f"Đề nghị {said.what}",
        why=f"Gửi ngày {said.sent}.{answer}{away}", rule="", href=href, act=act,
    )  # fmt: skip
