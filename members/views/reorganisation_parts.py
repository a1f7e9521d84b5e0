"""What the page of a plan of reorganisation shows: steps and what refuses them, numbers before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from members import history_wording, kept, merged, scope, tree, whose, wording
from members.models import (
    Act,
    Member,
    Reorganisation,
    ReorganisationStep,
    StepKind,
    Term,
)
from members.procedure import reorganisation
from members.procedure.reorganisation_steps import Done
from members.rights import Actor
from members.views.reorganisation_cases import cases as cases_of
from members.views.reorganisation_counts import Counts, count, over_any
from members.views.reorganisation_sight import accounts as accounts_of

# So many lines of a list stand on one page.
SHOWN = 200


def told(plan: Reorganisation) -> dict[str, Any]:
    """The head of a plan in words."""
    if plan.is_applied:
        state, kind = f"Đã ghi vào sổ {wording.day(plan.applied_on)}", "done"
    elif plan.taken_back_on:
        state, kind = f"Đã hoàn lại {wording.day(plan.taken_back_on)}", "waits"
    else:
        state, kind = "Nháp, chưa ghi gì vào sổ", "now"
    return {
        "pk": plan.pk, "name": plan.name, "day": wording.day(plan.day), "paper": wording.paper(plan.decision),
        "state": state, "kind": kind, "href": reverse("reorganisation", args=[plan.pk]),
        "drawn": f"{plan.drawn_by.full_name if plan.drawn_by else 'máy chủ'}, {wording.day(plan.drawn_on)}",
    }  # fmt: skip


# --- a draft ---


@dataclass
class Shown:
    """What the page says, and whom it names."""

    context: dict[str, Any]
    people: list[int]


def preview(plan: Reorganisation, steps: Sequence[ReorganisationStep], actor: Actor) -> Shown:
    """The plan tried: every step with what refuses it, numbers before and after, offices, accounts, open cases."""
    before = count(plan.day)
    done = reorganisation.tried(plan, by=actor, look=lambda done: count(plan.day))
    after: Counts = done.seen
    organisations, people = reorganisation.since_drawn(plan, steps)
    changed = _changed(plan, organisations, people)
    ended = [held for some in done.ended.values() for held in some]
    refused = sum(len(some) for some in done.problems.values())
    marks = " ".join(one.mark for one in done.doubts)
    accounts = accounts_of(steps, done, before, after, actor.day)
    cases = cases_of(steps, done, before, after, plan.day)
    context = {
        "steps": [_step(one, before, after, done) for one in _beside(steps)], "refused_steps": refused,
        "summary": _summary(steps, done, len(ended), len(accounts), refused) if steps else [],
        "numbers": _numbers(steps, before, after, done, min(_eve(plan), actor.day)), "total": _people(done),
        "offices": [_office(one, before) for one in ended[:SHOWN]], "offices_count": len(ended),
        "accounts": accounts,
        "cases": cases,
        "doubts": [one.sentence for one in done.doubts], "marks": marks,
        "asks_why": done.asks_why, "needs_paper": bool(done.doubts) and not _whole_paper(plan),
        "changed": changed, "is_changed": bool(organisations or people), "future": plan.day > actor.day,
        "may_apply": bool(steps) and not refused and not (organisations or people) and plan.day <= actor.day,
    }  # fmt: skip
    told = {one.member for one in cases if one.member is not None}
    return Shown(context, sorted({one.member_id for one in ended[:SHOWN]} | named(changed) | told))


def _beside(steps: Sequence[ReorganisationStep]) -> list[ReorganisationStep]:
    """What is made stands before what goes into it, whatever the order of doing; else by what receives."""
    return sorted(steps, key=lambda one: (one.into_made_id or one.pk if one.what != StepKind.MAKE else one.pk, one.pk))


def _summary(
    steps: Sequence[ReorganisationStep], done: Done, offices: int, accounts: int, refused: int
) -> list[dict[str, str]]:
    """The whole at a glance, each number with a way to its part of the page."""
    said = [("việc", len(steps), "#viec"), ("đảng viên đổi nơi sinh hoạt", _people(done), "#truoc-sau"),
            ("chức vụ kết thúc", offices, "#thoi-chuc"), ("tài khoản đổi phạm vi", accounts, "#tai-khoan"),
            ("chỗ chưa được", refused, "#viec")]  # fmt: skip
    return [{"name": name, "value": wording.number(value), "href": href} for name, value, href in said if value]


def _whole_paper(plan: Reorganisation) -> bool:
    paper = plan.decision
    return bool(paper and paper.number and paper.signed_on and paper.body)


def _people(done: Done) -> int:
    return len({pk for gone in done.gone.values() for pk in gone.everybody()})


def _step(one: ReorganisationStep, before: Counts, after: Counts, done: Done) -> dict[str, Any]:
    gone = done.gone.get(one.pk)
    return {
        "pk": one.pk, "what": one.get_what_display(), **words_of(one, before),
        "people": len(gone.counted) if gone else None,
        "guests": len(gone.guests) if gone else 0, "home": len(gone.home) if gone else 0,
        "cells": len(done.moved.get(one.pk, ())) if one.what == StepKind.MERGE else 0,
        "problems": done.problems.get(one.pk, []),
        "href": _named(one, done),
    }  # fmt: skip


def _named(one: ReorganisationStep, done: Done) -> str:
    """Where the names of a step are read: of one with which people go, or organisations with theirs."""
    gone = done.gone.get(one.pk)
    some = (gone and gone.everybody()) or done.moved.get(one.pk)
    return reverse("reorganisation-step", args=[one.plan_id, one.pk]) if some else ""


def words_of(one: ReorganisationStep, names: Counts) -> dict[str, str]:
    """Who, and into what or to what."""
    who = one.name if one.what == StepKind.MAKE else names.names.get(one.organisation_id or 0, "Tổ chức đã kết thúc")
    above = names.above.get(one.organisation_id or 0)
    into = one.into_made.name if one.into_made else names.names.get(one.into_id or 0, "")
    details = {
        StepKind.MAKE: f"{one.kind.name if one.kind else ''}, trực thuộc {into}",
        StepKind.MOVE: f"sang {into}", StepKind.SPLIT: f"một phần sang {into}", StepKind.MERGE: f"vào {into}",
        StepKind.KIND: f"thành {one.kind.name if one.kind else ''}",
        StepKind.CLOSE: f"kế tục: {into}" if into else "không có nơi kế tục",
        StepKind.RENAME: f"thành {one.name}" if one.name != who else "",
    }  # fmt: skip
    code = f"mã {one.code}" if one.code else ""
    to = ", ".join(part for part in (details[StepKind(one.what)], code) if part)
    return {"who": who, "above": names.names.get(above or 0, ""), "to": to}


def _eve(plan: Reorganisation) -> date:
    """The last day before it."""
    return plan.day - timedelta(days=1)


def _numbers(
    steps: Sequence[ReorganisationStep], before: Counts, after: Counts, done: Done, eve: date
) -> list[dict[str, Any]]:  # fmt: skip
    """Every organisation that gives, receives or changes, and what stands above these where its people are others by
    it: members and what is under it, before and after."""
    step_of: dict[int, ReorganisationStep | None] = {}
    for one in steps:
        made = done.made.get(one.into_made_id or 0)
        for pk in (_giving(one, before), one.organisation_id, one.into_id, made.pk if made else None):
            if pk is not None and (pk not in step_of or _named(one, done)):
                step_of[pk] = one
    step_of |= dict.fromkeys(over_any(step_of, before, after) - set(step_of), None)
    rows = [_number(pk, one, before, after, done) | {"before_href": _list_on(pk, before, eve)}
            for pk, one in step_of.items()]  # fmt: skip
    return sorted((row for row in rows if row["differs"]), key=_in_order)


def _list_on(pk: int, counts: Counts, day: date) -> str:
    """The people of what stands among these, on that day."""
    return f"{reverse('people', args=[pk])}?ngay={wording.day(day)}" if pk in counts.names else ""


def _giving(one: ReorganisationStep, before: Counts) -> int | None:
    """What it goes away from: of an organisation that is moved the one above it."""
    return before.above.get(one.organisation_id or 0) if one.what == StepKind.MOVE else one.organisation_id


def _number(pk: int, one: ReorganisationStep | None, before: Counts, after: Counts, done: Done) -> dict[str, Any]:
    was, now = before.names.get(pk, ""), after.names.get(pk, "")
    return {
        "name": now or was, "was": was if was and now and was != now else "",
        "where": _over(pk, after if now else before),
        "before": _said(pk, before), "after": _said(pk, after), "differs": _said(pk, before) != _said(pk, after),
        "cells": f"{before.below.get(pk, 0)} → {after.below.get(pk, 0)}"
        if before.below.get(pk, 0) != after.below.get(pk, 0) else "",
        "href": _named(one, done) if one else "",
    }  # fmt: skip


def _over(pk: int, counts: Counts) -> str:
    """What stands above it: two cells of one name are told apart by it; nothing below the head of the register."""
    above = counts.above.get(pk)
    return counts.names.get(above, "") if above is not None and counts.above.get(above) is not None else ""


def _in_order(row: dict[str, Any]) -> tuple[bool, str]:
    """What ends stands at the end; Thôn 2 before Thôn 10."""
    return row["after"] == "–", tree.order_key(row["name"])


def _said(pk: int, counts: Counts) -> str:
    """ "25 (23 chính thức)"; a dash where it does not stand."""
    if pk not in counts.names:
        return "–"
    total, official = counts.members(pk)
    return f"{wording.number(total)} ({wording.number(official)} chính thức)"


def _office(held: Any, before: Counts) -> dict[str, str]:
    where = (before.names.get(held.organisation_id), _over(held.organisation_id, before))
    return {
        "who": held.member.full_name, "href": reverse("person", args=[held.member_id]),
        "office": held.get_office_display(), "where": ", ".join(one for one in where if one),
    }  # fmt: skip


def _changed(plan: Reorganisation, organisations: set[int], people: set[int]) -> list[dict[str, Any]]:
    """Lines of what was done since the plan was looked at, newest first; whoever else was, by name."""
    rows = Act.objects.filter(Q(organisation__in=organisations) | Q(member__in=people), inside=None)
    acts = rows.filter(number__gt=plan.basis.get("act", 0)).select_related("values_row").order_by("-number")
    shown = later(acts[:SHOWN])
    others = Member.objects.filter(pk__in=people - named(shown)).order_by("pk")[:SHOWN]
    return shown + [
        {"at": "", "who": "", "what": "có thay đổi", "whom": one.full_name, "member": one.pk,
         "href": reverse("person", args=[one.pk])} for one in others
    ]  # fmt: skip


def named(rows: Iterable[dict[str, Any]]) -> set[int]:
    """Whom these lines name: somebody who reads them has looked at them."""
    return {one["member"] for one in rows if one["member"]}


def later(acts: Iterable[Act]) -> list[dict[str, Any]]:
    """Acts as lines with a link to whom or what each is about, where the viewer opens it: the person (of a record that
    is part of another one by now, that one), the file, the organisation; `member`: who is named. Of who has left there
    is no name, only the door where one says what for. `line`: the page of the act; of a file it is taken back there."""
    acts = list(acts)
    rows = Term.objects.filter(organisation__in={one.organisation_id for one in acts if one.organisation_id})
    called = kept.called(rows.values_list("organisation", flat=True), scope.current().day)
    told, known = [], whose.names(acts)
    into, names = merged.named({one.member_id for one, some in zip(acts, known, strict=True) if not some} - {None})
    for act, some in zip(acts, known, strict=True):
        line, whom, href, member, page = history_wording.line(act), "", "", None, reverse("line", args=[act.pk])
        if some:
            whom, href, member = some[0].words, some[0].href, some[0].member
            page = page if act.member_id else ""
        elif act.organisation_id in called:
            whom, href = called[act.organisation_id], reverse("organisation", args=[act.organisation_id])
        elif (of := into.get(act.member_id or 0)) in names:
            whom, href, member = names[of], reverse("person", args=[of]), of
        elif act.member_id and not scope.current().shuts(scope.PEOPLE):
            left = of or act.member_id
            whom, href, page = "người đã ra khỏi danh sách, mở hồ sơ", reverse("leaver", args=[left]), ""
        told.append({"at": line.at, "who": line.who, "what": line.what, "whom": whom, "href": href, "member": member,
                     "line": page})  # fmt: skip
    return told


# --- carried out ---


def applied(plan: Reorganisation, steps: Sequence[ReorganisationStep]) -> dict[str, Any]:
    """What was done, with the lists of the day before and of the day."""
    eve = _eve(plan)
    before, after = count(eve), count(plan.day)
    done = Done()
    for one in steps:
        if one.made is not None:
            done.made[one.pk] = one.made
    rows = []
    for row in _numbers_of(steps, before, after):
        if row not in before.names and row not in after.names:
            continue
        name = after.names.get(row) or before.names.get(row, "")
        rows.append({
            "name": name, "before": _said(row, before), "after": _said(row, after),
            "before_href": _list_on(row, before, eve), "after_href": _list_on(row, after, plan.day),
        })  # fmt: skip
    return {
        "refused_steps": 0,
        "steps": [{"pk": one.pk, "what": one.get_what_display(), **words_of(one, before), "problems": [],
                   "people": None, "href": _named_since(one)} for one in _beside(steps)],
        "applied_rows": sorted(rows, key=_in_order),
        "applied_by": plan.applied_by.full_name if plan.applied_by else "máy chủ",
    }  # fmt: skip


def _named_since(one: ReorganisationStep) -> str:
    """Where the names of a step that was carried out are read."""
    carried = (StepKind.MERGE, StepKind.SPLIT, StepKind.MOVE)
    return reverse("reorganisation-step", args=[one.plan_id, one.pk]) if one.what in carried else ""


def _numbers_of(steps: Sequence[ReorganisationStep], before: Counts, after: Counts) -> Iterable[int]:
    """What gives, receives or changes, and what stands above these where its people are others by it."""
    pks = [pk for one in steps for pk in (_giving(one, before), one.organisation_id, one.into_id, one.made_id) if pk]
    above = sorted(over_any(pks, before, after))
    return dict.fromkeys([*pks, *(pk for pk in above if _said(pk, before) != _said(pk, after))])
