"""Both sides confirm the minutes; then they are signed, and everything behind them is kept as it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from kit import names
from kit.calendar import print_day, spell_day
from members import history, rights, uploads
from members.models import Act
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import (
    AgreedPerson,
    Confirmation,
    Reconciliation,
    SentList,
    Side,
    SignedMinutes,
    SignedMovement,
    Signing,
)
from reports.reconciliation.procedure import cases, compared, freezing
from reports.reconciliation.procedure.agreement import counted
from reports.reconciliation.procedure.answering import side_of
from reports.reconciliation.procedure.gathering import LABELS, Gathered, gather
from reports.reconciliation.procedure.rounds import came, lock
from reports.reconciliation.rules import agreement as rules
from reports.reconciliation.rules.minutes import Minutes, at_signing

AT_ONCE = 1000
PAPER = 300


def _side(by: Actor, side: str) -> Side:
    """For whom it is done. The office writes for a committee that agreed on paper, and says on which."""
    own = side_of(by)
    if not side or side == own:
        return own
    rules.check_speaks_for(own is Side.OFFICER, history.current().why)
    return Side(side)


def check_may_confirm(one: Reconciliation, found: Gathered) -> None:
    """Something came, it was compared with the register as it stands, everything is answered, the sums agree. Raises
    RuleBroken: the page's "why not yet"."""
    rules.check_received(came([one.pk]))
    rules.check_compared(compared.changed_since(one, found.people))
    rules.check_answered(cases.waiting(one))
    if not one.round.is_full:
        rules.check_numbers_agree(found.minutes)
    rules.check_balance(found.balance is None or found.balance.holds)


@verb("thống nhất biên bản đối khớp", about="reconciliation")
def confirm_minutes(one: Reconciliation, *, by: Actor, digest: str, side: str = "") -> Confirmation:
    """One side agrees with the minutes as they were shown (`digest`), or agrees again, where they have changed since
    it did. `side`: the office says that it writes for the committee, and why.

    Raises RuleBroken while a difference has no answer, when something changed since they were shown, and for a side
    that has confirmed already.
    """
    rights.check_may(by, "confirm_minutes", rights.case_of_organisation(one.organisation_id))
    locked = lock(one, day=by.day)
    own = _side(by, side)
    # Before the minutes are read: what comes meanwhile was not seen.
    line = _newest_line()
    found, known = gather(locked, by=by), _of(locked, own)
    rules.check_not_confirmed(known, found.digest)
    rules.check_received(came([locked.pk]))
    rules.check_as_shown(digest, found.digest)
    check_may_confirm(locked, found)
    history.concerns(organisation=locked.organisation_id)
    if known is not None:
        history.remove(known)
    return history.create(
        Confirmation, reconciliation=locked, side=own, confirmed_on=by.day, account=by.account, digest=digest,
        figures=counted([locked], today=by.day)[locked.pk], line=line,
        paper=history.current().why[:PAPER] if own != side_of(by) else "",
    )  # fmt: skip


@verb("thôi thống nhất biên bản đối khớp", about="reconciliation")
def withdraw_confirmation(one: Reconciliation, *, by: Actor, side: str = "") -> None:
    """A side takes its word back, until both have signed. `side`: the office takes back what it noted of the committee
    on paper, and says why."""
    rights.check_may(by, "withdraw_confirmation", rights.case_of_organisation(one.organisation_id))
    locked = lock(one, day=by.day)
    own = side_of(by)
    known = rules.check_confirmed(_of(locked, Side(side or own)))
    if known.side != own:
        rules.check_noted_by_office(known.paper, own is Side.OFFICER, history.current().why)
    history.concerns(organisation=locked.organisation_id)
    history.remove(known)


def _of(one: Reconciliation, side: Side) -> Confirmation | None:
    found: Confirmation | None = Confirmation.unscoped.filter(reconciliation=one, side=side).first()
    return found


def to_be_signed(
    one: Reconciliation, *, by: Actor, signed_on: date, number: str, their_people: Sequence[str],
    our_people: Sequence[str], files: int | None,
) -> tuple[Minutes, str]:  # fmt: skip
    """The minutes with everything that is said at the signing, to be drawn; and the mark of what both confirmed."""
    found = gather(one, by=by)
    final = at_signing(
        found.minutes, number=number.strip(), files=files, their_people=_said(their_people),
        our_people=_said(our_people),
        place_and_day=f"{found.place}, {spell_day(signed_on)}",
    )  # fmt: skip
    return final, found.digest


def _said(people: Sequence[str]) -> list[str]:
    return [said for one in people if (said := names.clean(one))]


@verb("ký biên bản đối khớp", about="reconciliation")
def sign_minutes(
    one: Reconciliation, *, by: Actor, signed_on: date, number: str, minutes: Minutes, digest: str, paper: bytes
) -> Signing:
    """Lock the reconciliation: day and number of the minutes that both have signed, the paper made for it (`paper`, a
    PDF drawn of `minutes`), and whom every number stands for. The files that were sent for it are forgotten: what they
    said stands in the differences, the answers and the annex.

    Raises RuleBroken unless both have confirmed exactly these minutes and nothing of them has changed since.
    """
    rights.check_sees_whole(by)
    rights.check_may(by, "sign_minutes", rights.case_of_organisation(one.organisation_id))
    locked = lock(one, day=by.day)
    confirmed = list(Confirmation.unscoped.filter(reconciliation=locked))
    found = gather(locked, by=by)
    rules.check_both(confirmed, found.digest)
    rules.check_as_shown(digest, found.digest)
    check_may_confirm(locked, found)
    rules.check_number(number)
    rules.check_people(minutes.their.people, "their_people")
    rules.check_people(minutes.our.people, "our_people")
    rules.check_files(minutes.files)
    rules.check_signing_day(signed_on, locked.round.closing_day, [row.confirmed_on for row in confirmed], by.day)
    history.concerns(organisation=locked.organisation_id)
    signing = freezing.freeze(locked, by=by, signed_on=signed_on, number=number.strip(), confirmed=found.people)
    behind = AgreedPerson.unscoped.filter(signing=signing).counts()
    rules.check_identities((LABELS[key][1], found.figures[key], number) for key, number in behind.items())
    _keep(signing, found, minutes, paper)
    uploads.forget(SentList.unscoped.filter(reconciliation=locked).values_list("upload", flat=True))
    return signing


def _newest_line() -> int:
    return Act.objects.order_by("-number").values_list("number", flat=True).first() or 0


def _keep(signing: Signing, found: Gathered, minutes: Minutes, paper: bytes) -> None:
    checksum = hashlib.sha256(paper).hexdigest()
    SignedMinutes.unscoped.bulk_create([
        SignedMinutes(signing=signing, paper=paper, checksum=checksum, said=json.loads(json.dumps(asdict(minutes))),
                      digest=found.digest, line=_newest_line())
    ])  # fmt: skip
    history.note(checksum=checksum, number=signing.number, signed_on=print_day(signing.signed_on))
    if found.balance is None or found.said is None:
        return
    rows = [
        SignedMovement(
            signing=signing, member_id=one.member, full_name=found.said.named[one.member], day=one.day, way=one.way,
            is_increase=one.is_increase, said=words[:300],
        )
        for one, words in zip(found.balance.movements, found.said.papers, strict=True)
    ]  # fmt: skip
    SignedMovement.unscoped.bulk_create(rows, batch_size=AT_ONCE)
