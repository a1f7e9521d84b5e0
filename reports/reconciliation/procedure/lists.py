"""A committee's list: received with everything that differs, compared again, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from members import history, rights
from members.models import Upload
from members.procedure.acting import verb
from members.rights import Actor
from reports.reconciliation.models import (
    Answer,
    Candidate,
    ChosenPerson,
    Difference,
    Elsewhere,
    Kind,
    ListedPerson,
    ListTotals,
    MistakenList,
    Reconciliation,
    RoundKind,
    SentList,
)
from reports.reconciliation.procedure import totals
from reports.reconciliation.procedure.agreement import dissolve
from reports.reconciliation.procedure.answering import side_of
from reports.reconciliation.procedure.forgetting import said_of_alone
from reports.reconciliation.procedure.held import Found, Held
from reports.reconciliation.procedure.rounds import lock
from reports.reconciliation.procedure.two_lists import note_two_lists
from reports.reconciliation.rules import lists as rules

AT_ONCE = 1000
# What may differ under an equal key: where it stands in the file, and what follows from the third side.
MAY_DIFFER = ("name", "sort_key", "cell", "sheet", "row", "list_value", "record_value", "agreed_value", "change",
              "answers", "proposal", "seen", "described")  # fmt: skip


def newest_of(one: Reconciliation) -> SentList | None:
    """The list that counts."""
    found: SentList | None = (
        SentList.unscoped.filter(reconciliation=one).select_related("upload").defer("upload__sealed")
        .order_by("-number").first()
    )  # fmt: skip
    return found


@verb("nhận danh sách đối khớp", about="reconciliation")
def receive_list(one: Reconciliation, *, by: Actor, upload: Upload, held: Held, seen: int) -> SentList:
    """Keep a list with what came of it (`held`): it counts from now on in the place of the one before.

    `seen`: the number of the list that counted when the page was opened, 0 for none. Raises RuleBroken for the file
    that counts already, and when somebody else has sent one meanwhile.
    """
    rights.check_may(by, "receive_list", rights.case_of_organisation(one.organisation_id))
    locked = lock(one, day=by.day)
    rules.check_kind(locked.round, RoundKind.FULL)
    newest = newest_of(locked)
    rules.check_another_file(newest, upload.checksum)
    own = newest is not None and by.account_id is not None and newest.account_id == by.account_id
    rules.check_newest(newest, seen, own=own)
    sent = history.create(
        SentList, reconciliation=locked, upload=upload, number=_sendings(locked) + 1, sent_on=by.day,
        account=by.account, rows=held.rows, matched=len(held.people), records=held.records, line=held.line,
    )  # fmt: skip
    history.concerns(organisation=locked.organisation_id)
    history.note(checksum=upload.checksum, differences=len(held.found))
    ours = totals.of_records(locked, by=by)
    ListTotals.unscoped.bulk_create([
        ListTotals(list=sent, theirs=held.counted, ours=ours, marks=held.marks, chosen=held.chosen)
    ])  # fmt: skip
    dissolve(locked)
    _write(sent, held)
    note_two_lists(locked.round)
    return sent


@verb("so lại danh sách đối khớp", about="reconciliation")
def compare_again(sent: SentList, *, by: Actor, held: Held) -> SentList:
    """What differs as the records stand now, in the place of what was found before. What did not change keeps its
    row. Raises RuleBroken for a list that counts no more, and when nothing in the register has changed."""
    rights.check_may(by, "compare_again", rights.case_of_organisation(sent.reconciliation.organisation_id))
    locked = lock(sent.reconciliation, day=by.day)
    rules.check_counts(newest_of(locked), sent)
    row = SentList.unscoped.get(pk=sent.pk)
    history.change(row, rows=held.rows, matched=len(held.people), records=held.records, line=held.line)
    history.concerns(organisation=locked.organisation_id)
    # What the list counts follows how it is read; our figures stay those of the day it came.
    ListTotals.unscoped.filter(list=row).update(theirs=held.counted, marks=held.marks, chosen=held.chosen)
    dissolve(locked)
    _write(row, held)
    note_two_lists(locked.round)
    return row


@verb("rút danh sách đối khớp gửi nhầm", about="reconciliation", needs_reason=True)
def take_back_list(sent: SentList, *, by: Actor) -> None:
    """A list was sent by mistake, whichever it was, and counts for nothing from now on: where it was the newest the
    one before counts again, with the figures of the day it came. Its file goes with it, and what was said of points
    that it alone has; that it was sent, and why not, stays.

    Raises RuleBroken once it is signed, for a list that is gone, for the only one while something is settled, and to a
    committee where something that the officer has said would go.
    """
    rights.check_may(by, "take_back_list", rights.case_of_organisation(sent.reconciliation.organisation_id))
    locked = lock(sent.reconciliation, day=by.day)
    row = rules.check_there(SentList.unscoped.select_related("upload").filter(pk=sent.pk).first())
    others = SentList.unscoped.filter(reconciliation=locked).exclude(pk=row.pk)
    rules.check_nothing_settled(not others.exists(), is_settled(locked))
    alone = said_of_alone(row)
    rules.check_erases_own(side_of(by), *alone.by_officer)
    history.concerns(organisation=locked.organisation_id)
    upload = row.upload
    dissolve(locked)
    alone.forget()
    history.create(
        MistakenList, reconciliation=locked, file_name=upload.file_name, rows=row.rows, sent_on=row.sent_on,
        sender=row.account, taken_back_on=by.day, account=by.account, reason=history.current().why,
    )  # fmt: skip
    history.remove(row)
    upload.delete()
    note_two_lists(locked.round)


def is_settled(one: Reconciliation) -> bool:
    """Whether anything was said of what differs."""
    return any(model.unscoped.filter(reconciliation=one).exists() for model in (Answer, ChosenPerson))


def _sendings(one: Reconciliation) -> int:
    """How often a list was sent, those taken back among them: no number is given twice, so that a page that is open on
    one list never takes another one for it."""
    return sum(model.unscoped.filter(reconciliation=one).count() for model in (SentList, MistakenList))


def _write(sent: SentList, held: Held) -> None:
    """Everything found, in the place of what there was; a difference that is still the same keeps its row, so that
    what hangs on it stays."""
    ListedPerson.unscoped.filter(list=sent).delete()
    people = [
        ListedPerson(
            list=sent, sheet=one.sheet, row=one.row, member_id=one.member, sure=one.sure, why=one.why,
            listed_as=one.listed_as,
        )
        for one in held.people
    ]  # fmt: skip
    ListedPerson.unscoped.bulk_create(people, batch_size=AT_ONCE)
    there = Difference.unscoped.filter(list=sent).exclude(kind=Kind.TWO_LISTS)
    known = {row.key: row for row in there}
    wanted = {one.columns["key"] for one in held.found}
    Difference.unscoped.filter(pk__in=[row.pk for key, row in known.items() if key not in wanted]).delete()
    _put(sent, held.found, known)


def _put(sent: SentList, found: Iterable[Found], known: Mapping[str, Difference]) -> None:
    rows, new, changed = list[Difference](), list[Difference](), list[Difference]()
    for one in found:
        row = known.get(one.columns["key"])
        if row is None:
            row = Difference(list=sent, **one.columns)
            new.append(row)
        elif any(getattr(row, name) != one.columns[name] for name in MAY_DIFFER):
            for name in MAY_DIFFER:
                setattr(row, name, one.columns[name])
            changed.append(row)
        rows.append(row)
    Difference.unscoped.bulk_create(new, batch_size=AT_ONCE)
    # Slow for many: each value of each row becomes an expression. Few change from one comparison to the next.
    Difference.unscoped.bulk_update(changed, MAY_DIFFER, batch_size=AT_ONCE)
    _put_people(rows, found)


def _put_people(rows: Sequence[Difference], found: Iterable[Found]) -> None:
    """Whom the rows may mean, and who of them stands elsewhere."""
    there = [row.pk for row in rows]
    for model in (Elsewhere, Candidate):
        model.unscoped.filter(difference__in=there).delete()
    Candidate.unscoped.bulk_create(
        (
            Candidate(difference=row, member_id=member, place=place, why=why)
            for row, one in zip(rows, found, strict=True)
            for place, (member, why) in enumerate(one.candidates, 1)
        ),
        batch_size=AT_ONCE,
    )
    Elsewhere.unscoped.bulk_create(
        (
            Elsewhere(difference=row, member_id=member, organisation_id=organisation, seen=seen)
            for row, one in zip(rows, found, strict=True)
            for member, organisation, seen in ([one.elsewhere] if one.elsewhere else [])
        ),
        batch_size=AT_ONCE,
    )
