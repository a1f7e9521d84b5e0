"""Whether our records of a committee's people still say what its list was held against."""

from __future__ import annotations

from collections.abc import Iterable

from kit.names import sort_key
from members.models import Member
from members.rights import Actor
from reports.reconciliation.models import AgreedPerson, ListTotals, Reconciliation, SentList
from reports.reconciliation.procedure import freezing
from reports.reconciliation.procedure.marks import digest

# What of a person a list is held against.
FIELDS = ("full_name", "sex", "birth_date", "admitted_on", "official_on", "card_number", "unit", "status")


def marks(people: Iterable[AgreedPerson]) -> dict[str, str]:
    """{person: mark of what our record says} of everybody who is counted in the committee on the closing day."""
    return {
        str(one.member_id): digest([getattr(one, field) for field in FIELDS])[:16] for one in people if one.is_counted
    }


def changed_since(one: Reconciliation, people: Iterable[AgreedPerson]) -> list[str]:
    """Names of those whose record says something else by now than when the list that counts was compared, who have come
    since, or are gone. What the list said of them was held against nothing. An answer's own correction of somebody who
    was compared is no such change (`renew`)."""
    kept = _kept(one)
    if kept is None:
        return []
    now = marks(people)
    apart = {pk for pk in now.keys() | kept.marks.keys() if now.get(pk) != kept.marks.get(pk)}
    named = Member.unscoped.filter(pk__in=map(int, apart)).values_list("full_name", flat=True)
    return sorted(named, key=sort_key)


def renew(one: Reconciliation, member: int, *, by: Actor) -> None:
    """What an answer has written about somebody who was compared is what the list is held against from now on. Who was
    not, because he did not count here, has to be compared first."""
    kept = _kept(one)
    if kept is None or str(member) not in kept.marks:
        return
    others = {pk: mark for pk, mark in kept.marks.items() if pk != str(member)}
    now = marks(freezing.people(one, by=by, only=member))
    ListTotals.unscoped.filter(pk=kept.pk).update(marks={**others, **now})


def _kept(one: Reconciliation) -> ListTotals | None:
    newest = SentList.unscoped.newest().filter(reconciliation=one)
    found: ListTotals | None = ListTotals.unscoped.filter(list__in=newest).first()
    return found
