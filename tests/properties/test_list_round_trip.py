"""A list comes in, is written out again from the records, and comes in again: nothing changed on the way."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kit import names
from members import importing
from members.importing import Outcome
from members.models import Departure, Exemption, Member, Number, Placement
from tests import builders
from tests.builders import MACHINE
from tests.members.importing.files import national, opened

pytestmark = pytest.mark.django_db

EXAMPLES = max(settings.default.max_examples // 5, 1)
FAMILY = ["Giàng", "Vừ", "Đặng", "Lò", "Nguyễn", "Ỷ"]
GIVEN = ["Seo Lử", "Thị Mỷ", "A Páo", "Văn Ẩn", "Hoà", "H'Linh", "Kpă"]
CELLS = {"cell": "Chi bộ Thôn 1, Đảng bộ xã An Khê", "sibling": "Chi bộ Thôn 2, Đảng bộ xã An Khê",
         "other_cell": "Chi bộ Thôn Đồng, Đảng bộ xã Tân Lập"}  # fmt: skip
WORDS = {"": "Đang sinh hoạt", "death": "Đã mất", "not_stated": "Đã ra khỏi Đảng", "moved_out": "Đã chuyển sinh hoạt",
         "exempt": "Miễn sinh hoạt"}  # fmt: skip
FIRST, LAST = date(2001, 1, 1), date(2024, 1, 1)


def written(day: date | None) -> str | None:
    return day.strftime("%d/%m/%Y") if day else None


@st.composite
def person(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """One row of the list, with what differs from row to row."""
    admitted = draw(st.dates(FIRST, LAST))
    status = draw(st.sampled_from(["", "", "", *WORDS]))
    return {
        "source_id": f"M{number:04}",
        "full_name": f"{draw(st.sampled_from(FAMILY))} {draw(st.sampled_from(GIVEN))}",
        "sex": draw(st.sampled_from(["Nam", "Nữ"])),
        "birth": draw(st.sampled_from(["04/06/1965", "6/1970", "1980", "29/02/1972"])),
        "organisation": CELLS[draw(st.sampled_from(list(CELLS)))],
        "card8": draw(st.sampled_from([None, f"{number:08}"])),
        "card12": draw(st.sampled_from([None, f"0381{number:08}"])),
        "admitted": written(admitted),
        "official": draw(st.sampled_from([None, written(admitted + timedelta(days=365))])),
        "status": WORDS[status],
        "status_on": written(admitted + timedelta(days=draw(st.integers(400, 800)))) if status else None,
    }


@st.composite
def lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [draw(person(number)) for number in range(1, draw(st.integers(1, 8)) + 1)]


def as_written(said: dict[str, str]) -> list[dict[str, Any]]:
    """The same list made from the records, row by row."""
    answer = []
    for one in Member.unscoped.order_by("source_id"):
        spell, place = one.memberships(manager="unscoped").get(), one.placements(manager="unscoped").get()
        gone = Departure.unscoped.filter(membership=spell).first()
        exempt = Exemption.unscoped.filter(membership=spell).first()
        form = {"d": "%d/%m/%Y", "m": "%m/%Y", "y": "%Y"}[one.birth_precision]
        cards = dict(Number.unscoped.filter(member=one).values_list("kind", "value"))
        status = gone.kind if gone else "exempt" if exempt else ""
        answer.append({
            "source_id": one.source_id, "full_name": one.full_name, "sex": one.get_sex_display().capitalize(),
            "birth": one.birth_on.strftime(form), "organisation": said[str(place.organisation_id)],
            "card8": cards.get("card8"), "card12": cards.get("card12"), "admitted": written(spell.admitted_on),
            "official": written(spell.official_on), "status": WORDS[status],
            "status_on": written(gone.since if gone else exempt.since) if gone or exempt else None,
        })  # fmt: skip
    return answer


def facts(row: dict[str, Any]) -> dict[str, Any]:
    """What has to be the same: a date means the same with and without a zero in front."""
    return row | {"full_name": names.clean(row["full_name"]), "birth": row["birth"].lstrip("0")}


def plan_of(rows: list[dict[str, Any]]) -> importing.Plan:
    return importing.make_plan(opened(national(*rows)), by=MACHINE)


def test_a_list_written_from_the_records_changes_nothing():
    tree = builders.make_tree()
    said = {str(getattr(tree, name).pk): words for name, words in CELLS.items()}

    @settings(max_examples=EXAMPLES)
    @given(lists(), st.randoms(use_true_random=False))
    def plays(rows: list[dict[str, Any]], chance: random.Random) -> None:
        with transaction.atomic():
            importing.apply(plan_of(rows), by=MACHINE)
            again = as_written(said)
            assert [facts(row) for row in again] == [facts(row) for row in rows]
            assert {row.outcome for row in plan_of(rows).rows} == {Outcome.SAME}
            chance.shuffle(again)
            assert {row.outcome for row in plan_of(again).rows} == {Outcome.SAME}
            before = Placement.unscoped.count()
            importing.apply(plan_of(again), by=MACHINE)
            assert Placement.unscoped.count() == before
            transaction.set_rollback(True)

    plays()
