"""A difference is answered, answered otherwise, and the answer taken back with everything it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from members import history, rights
from members.errors import Outdated, who_wrote
from members.models import Member, Organisation
from members.procedure import Paper, revert
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import Answer, Choice, Difference, Elsewhere, Kind, Reconciliation, SentList, Side
from reports.reconciliation.procedure import compared, correcting
from reports.reconciliation.procedure.agreement import dissolve
from reports.reconciliation.procedure.rounds import dated, gone_or
from reports.reconciliation.rules import answers as rules
from reports.reconciliation.rules import rounds as round_rules

# What an answer says of its difference when that is gone.
COPIED = ("key", "subject", "kind", "field", "name", "cell", "sheet", "row", "list_value", "record_value",
          "agreed_value")  # fmt: skip
SAID = ("choice", "paper_number", "paper_on", "paper_body", "reason", "due_on", "given")
NO_PAPER = Paper()


def side_of(by: Actor) -> Side:
    """For whom somebody answers and signs: an officer of the whole for the office, anybody else for the committee."""
    return Side.OFFICER if rights.sees_whole(by) else Side.COMMITTEE


def lock_own(one: Reconciliation, *, day: date) -> Reconciliation:
    """One committee's reconciliation: what it settles waits for no other committee. Before any person is locked.
    Refused once it is signed."""
    rows = Reconciliation.unscoped.select_related("round").select_for_update(of=("self",), no_key=True)
    locked: Reconciliation = gone_or(rows.filter(pk=one.pk).first())
    round_rules.check_not_signed(dated(locked, day).signed_on)  # type: ignore[attr-defined]
    return locked


def point_of(one: Reconciliation, key: str) -> Difference | None:
    """The difference with that key in the list that counts."""
    newest = SentList.unscoped.newest().filter(reconciliation=one)
    found: Difference | None = (
        Difference.unscoped.filter(list__in=newest, key=key)
        .select_related("member", "list__reconciliation__round", "list__upload")
        .defer("list__upload__sealed").first()
    )  # fmt: skip
    return found


@verb("trả lời điểm lệch", about="reconciliation")
def answer(
    point: Difference,
    *,
    by: Actor,
    choice: str,
    seen: int = 0,
    paper: Paper = NO_PAPER,
    reason: str = "",
    due_on: date | None = None,
    given: Mapping[str, Any] | None = None,
) -> Answer:
    """Say what becomes of a difference. `seen`: `act` of the answer that the page showed, 0 for none; `given`: what the
    form of a correction asks, by name.

    A correction that this actor may not enter waits on the officer. Raises RuleBroken for what stands in the way, for
    whom it is not to answer, and when somebody has answered meanwhile; Outdated where the record has changed since.
    """
    one = point.list.reconciliation
    rights.check_may(by, "answer", rights.case_of_organisation(one.organisation_id))
    locked, side = lock_own(one, day=by.day), side_of(by)
    history.concerns(organisation=locked.organisation_id)
    history.only_asks()
    now, known = point_of(locked, point.key), _known(locked, point.key)
    rules.check_differs(now is not None)
    assert now is not None  # noqa: S101  (just checked)
    rules.check_side(side, now.answers)
    rules.check_above(known, side)
    rules.check_seen(known, seen, _who(known, by) if known else "")
    rules.check_offered(now.kind, now.field, choice, alike=now.list_value == now.record_value)
    rules.check_said(choice, reason=reason.strip(), due_on=due_on, day=by.day)
    if choice == Choice.FIX_RECORD:
        correcting.check_asked(now, by=by, paper=paper, given=given or {})
    said = _said(choice, paper, reason, due_on, given or {})
    entering = choice == Choice.FIX_RECORD and correcting.may_enter(now, by=by)
    rules.check_another(known is not None and _same(known, said) and not (entering and known.waits_on_officer))
    if known is not None and known.lines:
        lock_ahead([known.member_id, now.member_id], [(given or {}).get("organisation")], known.lines)
    if not entering:
        _check_as_compared(now)
    dissolve(locked)
    return _write(now, known, said, by=by, side=side, entering=entering, paper=paper, given=given or {})


def _known(one: Reconciliation, key: str) -> Answer | None:
    found: Answer | None = (
        Answer.unscoped.filter(reconciliation=one, key=key).select_related("account").order_by("pk").first()
    )
    return found


def _who(known: Answer, by: Actor) -> str:
    """Who answered: oneself on another page, or as the other side reads it."""
    own = known.account_id is not None and known.account_id == by.account_id
    return who_wrote(own) if own else rules.called(known)


def _said(choice: str, paper: Paper, reason: str, due_on: date | None, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was said, as it is kept: only what belongs to the choice."""
    papers = choice == Choice.FIX_RECORD
    return {
        "choice": choice, "reason": reason.strip()[:300] if choice == Choice.BOTH else "",
        "due_on": due_on if choice == Choice.WAIT else None,
        "paper_number": paper.number.strip() if papers else "", "paper_on": paper.signed_on if papers else None,
        "paper_body": paper.body.strip() if papers else "",
        "given": {name: _plain(value) for name, value in sorted(given.items()) if value} if papers else {},
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.iso() if hasattr(value, "iso") else history.plain(value)


def _same(known: Answer, said: Mapping[str, Any]) -> bool:
    return all(getattr(known, name) == said[name] for name in SAID)


def _check_as_compared(point: Difference) -> None:
    """What stays as it is, waits or is corrected in the list is answered of what our record says now; a correction of
    the record holds its version against it by itself. That somebody stands in two lists says nothing of the record.
    Raises Outdated."""
    if point.member_id is None or point.seen is None or point.kind == Kind.TWO_LISTS:
        return
    locked = Member.unscoped.select_for_update(no_key=True).get(pk=point.member_id)
    if locked.changed_by != point.seen:
        raise Outdated(point.seen)


def _write(
    point: Difference, known: Answer | None, said: dict[str, Any], *, by: Actor, side: Side, entering: bool,
    paper: Paper, given: Mapping[str, Any],
) -> Answer:  # fmt: skip
    """What was entered goes back first; then our record is corrected, then the answer says so."""
    if known is not None and known.lines:
        take_back_answer(known, by=by)
        known = None
        point.refresh_from_db()
    member, lines = point.member, list[int]()
    if entering:
        member, lines = correcting.correct(point, by=by, paper=paper, given=given)
        _follow(point.list.reconciliation, member, lines[-1])
        compared.renew(point.list.reconciliation, member.pk, by=by)
    values = {
        **said, **{name: getattr(point, name) for name in COPIED}, "member": member, "side": side,
        "account": by.account, "answered_on": by.day, "entered_on": by.day if lines else None, "lines": lines,
        "act": history.number_of(history.current()),
    }  # fmt: skip
    if known is None:
        return history.create(Answer, reconciliation=point.list.reconciliation, **values)
    # By the other door: one of the columns is called as its first parameter is.
    history.change_many([(known, values, history.current())])
    return known


def lock_ahead(
    members: Iterable[int | None], places: Iterable[Organisation | None] = (), back: Iterable[int] = ()
) -> None:
    """Everything that several corrections in one act reach, and what goes back before them (`back`: numbers of lines),
    before the first of them locks a person: tree, organisations, people, as everybody locks."""
    people = {pk for pk in members if pk}
    revert.hold(correcting.acts_of(back), people=people, places={one.pk for one in places if one})


def _follow(one: Reconciliation, member: Member, number: int) -> None:
    """What an answer has written about somebody is no change under the other points about that person."""
    points = Difference.unscoped.filter(list__reconciliation=one)
    points.filter(member=member).update(seen=number)
    Elsewhere.unscoped.filter(difference__in=points, member=member).update(seen=number)


@verb("rút trả lời điểm lệch", about="reconciliation", says_ground=True)
def take_back_answer(given: Answer, *, by: Actor, seen: int | None = None) -> None:
    """There is no answer any more, and our record says what it said before; the lines stay. `seen`: `act` of the
    answer that the page showed.

    Raises RuleBroken where something entered later stands on the correction, and once it is signed.
    """
    one = given.reconciliation
    rights.check_may(by, "take_back_answer", rights.case_of_organisation(one.organisation_id))
    locked = lock_own(one, day=by.day)
    history.concerns(organisation=locked.organisation_id)
    known = rules.check_there(_known(locked, given.key))
    rules.check_above(known, side_of(by))
    if seen is not None:
        rules.check_seen(known, seen, _who(known, by))
    dissolve(locked)
    if known.lines:
        still = _still_compared(locked, known)
        lock_ahead([known.member_id], back=known.lines)
        correcting.take_back(known.lines, by=by)
        if known.member is not None:
            _follow(locked, known.member, history.number_of(history.current()))
            if still:
                compared.renew(locked, known.member.pk, by=by)
    else:
        history.only_asks()
    history.remove(known)


def _still_compared(one: Reconciliation, known: Answer) -> bool:
    """Whether the point stands in the list as it was answered, and nobody else has written about the person since: what
    is taken back leaves it as it was compared. Compared anew meanwhile, the point has to be found again."""
    point = point_of(one, known.key)
    return point is not None and point.member is not None and point.member.changed_by == point.seen
