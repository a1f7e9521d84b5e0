"""Who holds which office of an organisation, as its page and the start page show them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

from django.urls import reverse

from members import called, wording
from members.models import Office, OfficeHolding, Organisation

ORDER = list(Office.values)


def of(here: Organisation, day: date, may: AbstractSet[str], *, today: date) -> list[dict[str, str]]:
    """Each with what may be done about it, in the order of the offices; `may`: the verbs one has on this organisation.

    An office belongs to the organisation, also where its holder has gone elsewhere and has no page here. One that is to
    begin is known today, for it keeps others out of it: it is put right, not ended.
    """
    known = OfficeHolding.objects.after(day) if day == today else OfficeHolding.objects.on(day)
    rows = list(known.filter(organisation=here).select_related("member", "decision"))
    called.say((one.member for one in rows), called.formers(day, [one.member_id for one in rows]))
    rows.sort(key=lambda one: (ORDER.index(one.office), one.since))
    return [_told(one, may, coming=one.since > day) for one in rows]


def _told(one: OfficeHolding, may: AbstractSet[str], *, coming: bool) -> dict[str, str]:
    ends = "end_office" in may and not coming
    return {
        "office": one.get_office_display(), "name": one.member.full_name, "paper": wording.paper(one.decision),
        "since": f"{'sẽ giữ từ ngày' if coming else 'từ'} {wording.day(one.since)}",
        "end": reverse("end-office", args=[one.pk]) if ends else "",
        "edit": reverse("correct-office", args=[one.pk]) if "correct_office" in may else "",
    }  # fmt: skip
