"""Who holds which office of an organisation, as its page and the start page show them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from django.urls import reverse

from members import called, wording
from members.models import Office, OfficeHolding, Organisation

ORDER = list(Office.values)


def of(here: Organisation, day: date, may: AbstractSet[str]) -> list[dict[str, str]]:
    """Each with what may be done about it, in the order of the offices; `may`: the verbs one has on this organisation.

    An office belongs to the organisation, also where its holder has gone elsewhere and has no page here.
    """
    rows = list(OfficeHolding.objects.on(day).filter(organisation=here).select_related("member", "decision"))
    called.say((one.member for one in rows), called.formers(day, [one.member_id for one in rows]))
    return [
        {"office": one.get_office_display(), "name": one.member.full_name, "since": wording.day(one.since),
         "paper": wording.paper(one.decision),
         "end": reverse("end-office", args=[one.pk]) if "end_office" in may else "",
         "edit": reverse("correct-office", args=[one.pk]) if "correct_office" in may else ""}
        for one in sorted(rows, key=lambda one: ORDER.index(one.office))
    ]  # fmt: skip
