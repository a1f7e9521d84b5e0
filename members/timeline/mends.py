"""Where what a check found of a person is mended, by who may."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from members import checks
from members.models import Member
from members.rules.facts import Facts
from members.timeline.edits import NO_EDIT, Edit, Offices, edit_of

# By which form a check is mended, and whose row it is about: the person's, or of the spell or number of the day.
MENDS = {
    "correct_member": "correct-member", "correct_membership": "correct-membership", "recognise": "recognise",
    "correct_number": "correct-number", "note_number": "note-number", "introduce_to_residence": "introduce",
}  # fmt: skip
# Of which offices a check speaks, on which page each is mended, and the words of the button.
OF_OFFICES = {
    "end_office": (checks.offices_left_by, "end-office", "Ghi thôi giữ"),
    "correct_office": (checks.offices_unapproved, "correct-office", "Ghi quyết định"),
}


def mend(check: checks.Check, member: Member, facts: Facts, day: date, may: frozenset[str], offices: Offices) -> Edit:
    """Where what a check found is mended, by who may: at the row that it names somebody for. The list of dated facts
    shows the others."""
    verb = check.mend
    if verb in OF_OFFICES:
        return _mend_office(verb, member, day, offices)
    row = _faulty(check, member, facts, day)
    if verb not in MENDS or row is None:
        return NO_EDIT
    if verb.startswith("correct_"):
        return edit_of(may, verb, MENDS[verb], row.pk)
    return Edit(reverse(MENDS[verb], args=[row.pk]), "Ghi") if verb in may else NO_EDIT


def _faulty(check: checks.Check, member: Member, facts: Facts, day: date) -> Any:
    """The spell of the place, the first of the wrong numbers, or the person."""
    if check.mend == "correct_membership":
        home = facts.official_place_on(day)
        return home.membership if home else None
    if check.key in checks.WRONG_NUMBERS:
        return checks.numbers_named(check.key, member, day).first()
    return member


def _mend_office(verb: str, member: Member, day: date, offices: Offices) -> Edit:
    """The first of these offices for which the verb is this viewer's."""
    found, page, words = OF_OFFICES[verb]
    for one in found(member, day):
        if verb in offices.get(one.organisation_id, ()):
            return Edit(reverse(page, args=[one.pk]), words)
    return NO_EDIT
