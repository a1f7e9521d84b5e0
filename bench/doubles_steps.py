"""Steps of the search for doubles: people of a sample district entered a second time elsewhere, then everybody held
against everybody, as the job does."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

SLIPS, EACH = ("accents", "year", "swapped", "card", "letter"), 5
OFFICER = "can-bo"
# Since then the second one stands elsewhere: every cell of today was there.
LATELY = timedelta(days=30)


def plant(to: str) -> dict[str, Any]:
    """Step: of each slip five people; who they are goes to the file `to`."""
    from django.utils import timezone

    from members import rights, scope

    begun, day = time.perf_counter(), timezone.localdate()
    with scope.opened(scope.whole_register(day)):
        pairs = [_again(one, where, slip, rights.machine("bench", day)) for one, where, slip in _people(day)]
    Path(to).write_text(json.dumps(pairs), encoding="utf-8")
    return {"seconds": time.perf_counter() - begun, "planted": len(pairs)}


def _people(day: Any) -> Iterator[tuple[Any, Any, str]]:
    """Official members all over the register whose birth date can be swapped, each with a cell far from their own."""
    from members.models import Membership, Placement

    spells = Membership.objects.filter(member__birth_precision="d", member__birth_on__day__lte=12, departures=None)
    spells = spells.filter(official_on__lte=day).exclude(admitted_on=None).select_related("member").order_by("member")
    cells = list(Placement.objects.on(day).official().order_by("-member").values_list("organisation", flat=True))
    some = [one for one in spells if one.member.birth_on.day != one.member.birth_on.month]
    step = len(some) // (len(SLIPS) * EACH)
    for at in range(len(SLIPS) * EACH):
        yield some[at * step], cells[at * step], SLIPS[at % len(SLIPS)]


def _again(spell: Any, where: int, slip: str, by: Any) -> tuple[int, int]:
    from kit import names
    from kit.calendar import PartialDate
    from members.models import Number, Organisation
    from members.procedure.people import NumberGiven, enter

    member = spell.member
    name, born = member.full_name, member.birth_on
    card = Number.objects.filter(member=member, kind="card8").values_list("value", flat=True).first()
    if slip == "accents":
        name = names.fold(name).title()
    elif slip == "letter":
        name = name[:-1]
    birth = PartialDate(born.year, born.month, born.day)
    if slip == "year":
        birth = PartialDate(born.year)
    elif slip == "swapped":
        birth = PartialDate(born.year, born.day, born.month)
    made = enter(
        by=by, full_name=name, organisation=Organisation(pk=where), admitted_on=spell.admitted_on,
        official_on=spell.official_on, since=by.day - LATELY, birth=birth, sex=member.sex,
        numbers=[NumberGiven("card8", card)] if card and slip == "card" else [],
    )  # fmt: skip
    return member.pk, made.pk


def search(planted: str) -> dict[str, Any]:
    """Step: the job, from its beginning to the last pair kept."""
    from django.utils import timezone

    from members import doubles, jobs
    from members.models import Account, Member, PossibleDouble

    job = doubles.ask(Account.objects.get(username=OFFICER), at=timezone.now())
    begun = time.perf_counter()
    jobs.run_waiting(timezone.now())
    taken = time.perf_counter() - begun
    job.refresh_from_db()
    if job.state(timezone.now()) != "done":
        raise ValueError(f"the job was not carried out: {job.refusal}")
    pairs = {frozenset(pair) for pair in json.loads(Path(planted).read_text(encoding="utf-8"))}
    found = {frozenset(pair) for pair in PossibleDouble.unscoped.values_list("first", "second")}
    return {
        "seconds": taken, "people": Member.unscoped.count(), "pairs": len(found), "planted": len(pairs),
        "found": len(pairs & found),
    }  # fmt: skip
