"""What was signed, on the page of the minutes: each figure, and the frozen identities behind it; never asked of today's
facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from members.figures import FIGURES
from members.tables import Cell, Head, rows
from members.views.sending import pages_about, piece_asked
from reports.reconciliation.models import BEHIND, AgreedPerson, SignedMinutes, Signing
from reports.reconciliation.procedure.gathering import LABELS
from reports.reconciliation.procedure.since_signed import NOW
from reports.reconciliation.rules import sentences
from reports.reconciliation.rules.minutes import Total, figures_of

PAGE = 50
HEADS = [Head("Đảng viên"), Head("Ngày sinh"), Head("Chi bộ"), Head("Lúc ký")]
AWAY, GUEST = NOW["away"][0], NOW["guests"][0]
# Of these nobody knows who they were where it was not kept.
KEPT_LATER = frozenset({"exempt", "away", "guests"})


@dataclass(frozen=True)
class Signed:
    """One figure; `href` leads to the people behind it, as far as they were kept."""

    row: Total
    href: str
    current: bool


def figures(request: HttpRequest, signed: Signing) -> tuple[dict[str, Any], list[int], str]:
    """(for the page, whom it names, behind which figure)."""
    people = AgreedPerson.objects.filter(signing=signed)
    counts, whole = people.counts(), people.are_whole()
    known = [key for key in BEHIND if whole or key not in KEPT_LATER]
    said = SignedMinutes.objects.filter(signing=signed).values_list("said", flat=True).first()
    totals, balance = figures_of(said) if said is not None else (_counted({key: counts[key] for key in known}), [])
    agreed = {key: one.agreed for key, one in zip(LABELS, totals, strict=True)}
    named = [key for key in known if counts[key] and counts[key] == agreed[key]]
    asked = request.GET.get("muc", "")
    chosen = asked if asked in named else "total"
    listed, pages = _page(request, people.behind(chosen), counts[chosen], f"muc={chosen}&")
    address = reverse("minutes", args=[signed.reconciliation_id])
    context = {
        "figures": [
            Signed(one, f"{address}?muc={key}#nguoi" if key in named else "", key == chosen)
            for key, one in zip(LABELS, totals, strict=True)
        ],
        "balance": balance, **{name: (said or {}).get(name, ()) for name in ("notes", "unsaid", "sent")},
        "has_paper": said is not None, "whole": whole,
        "behind": FIGURES[chosen].title,
        "count": counts[chosen], "total": counts["total"], "pages": pages,
        "people_heads": HEADS, "people": rows(HEADS, map(_cells, listed)),
    }  # fmt: skip
    return context, [one.member_id for one in listed], chosen


def _counted(counts: dict[str, int]) -> list[Total]:
    """What the roster counts, where no paper was kept."""
    return [Total(label, None, None, counts.get(key), kind, mark) for key, (mark, label, kind) in LABELS.items()]


def _page(request: HttpRequest, people: Any, count: int, more: str) -> tuple[list[AgreedPerson], dict[str, str]]:
    pages = -(-count // PAGE)
    number = piece_asked(request, pages)
    first = number * PAGE
    words = f"Người thứ {first + 1} đến {min(first + PAGE, count)}"
    about = pages_about(request.path, number, pages, words, more=more)
    about |= {name: f"{about[name]}#nguoi" for name in ("first", "previous", "next") if about[name]}
    return list(people.order_by("pk")[first : first + PAGE]), about


def _cells(one: AgreedPerson) -> list[Cell]:
    status = [one.status] if one.status else []
    status += [AWAY] if one.is_away else []
    status += [GUEST] if one.is_guest else []
    birth = sentences.value("birth_date", one.birth_date, "")
    return [Cell(one.full_name), Cell(birth), Cell(one.unit), Cell(", ".join(status))]
