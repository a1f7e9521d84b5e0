"""Who has a number, of whichever kind."""

from __future__ import annotations

from django.db.models import Q

from kit import names
from members import wording
from members.conditions import Among
from members.finding.hits import Gathered, How
from members.models import Member, Number

DIGITS_LEAST = 4


def by_number(typed: names.Typed, gathered: Gathered) -> None:
    """A card number whole, a profile number, an ID; else the beginning or the end of a card number."""
    if typed.code:
        gathered.take(Member.objects.few().filter(source_id=typed.code), _by_number)
    elif not _whole_card(typed.digits, gathered):
        _numbered(typed.digits, gathered)


def _by_number(member: Member) -> How:
    return How.NUMBER


def _whole_card(digits: str, gathered: Gathered) -> bool:
    """Whether it is the whole of a card number and nobody's profile number: one statement, and the most usual."""
    cards = Among("pk", Number.objects.filter(value=digits).values("member"))
    found = gathered.asked(Member.objects.few().filter(Q(cards) | Q(profile_number=digits)), "profile_number")
    if not found or any(one.profile_number == digits for one in found):
        return False
    gathered.put(found, _by_number)
    _say(dict.fromkeys(gathered.people, digits), gathered)
    return True


def _numbered(digits: str, gathered: Gathered) -> None:
    found = dict(Number.objects.filter(value=digits).values_list("member", "value"))
    if not found and len(digits) >= DIGITS_LEAST:
        part = Number.objects.filter(Q(value__startswith=digits) | Q(value__endswith=digits))
        found = dict(part.order_by("value", "pk").values_list("member", "value")[: gathered.limit + 1])
    gathered.take(Member.objects.few().filter(Q(pk__in=list(found)) | Q(profile_number=digits)), _by_number)
    _say(found, gathered)


def _say(numbers: dict[int, str], gathered: Gathered) -> None:
    """By which number each was found."""
    for pk, (member, how, _) in list(gathered.people.items()):
        if pk in numbers:
            gathered.people[pk] = (member, how, wording.masked(numbers[pk]))
