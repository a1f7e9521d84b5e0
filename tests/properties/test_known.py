"""Who is entered as a member stands is found; somebody with nothing in common never is, whatever was learnt."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.calendar import PartialDate
from members import doubles, known
from members.models import Membership, Number, RegisterTaught
from members.procedure.people import NumberGiven, birth_of
from tests import builders
from tests.builders import MACHINE, TODAY
from tests.ground import laid

pytestmark = pytest.mark.django_db
FAMILIES, MIDDLES = ("Nguyễn", "Nguyễn", "Trần", "Giàng", "Lò"), ("Văn", "Văn", "Thị", "Seo", "")
GIVENS = ("Hùng", "Hoa", "Lử", "Páo", "Xuân")
# Nobody of the register has a part of these names, was born or admitted in these years, or has a number like these.
STRANGE = (("Quàng", "Thào"), ("Đức", "Kim"), ("Ưỡng", "Biển", "Thiết"))
STRANGERS = st.tuples(*(st.sampled_from(some) for some in STRANGE))
LONG_AGO = st.dates(date(1905, 1, 1), date(1925, 12, 31))


def make() -> list:
    """Forty people of few names: births whole, in part or not known, with numbers or without."""
    draw, tree = Random(3), builders.make_tree()
    made = []
    for number in range(40):
        name = " ".join(filter(None, (draw.choice(FAMILIES), draw.choice(MIDDLES), draw.choice(GIVENS))))
        whole = (draw.randrange(1950, 1990), draw.randrange(1, 13), draw.randrange(1, 29))
        cards = [NumberGiven("card8", f"{10_000_000 + number}")] if number % 3 else []
        born = None if number % 5 == 0 else PartialDate(*whole[: 1 + number % 3])
        made.append(
            builders.member(name, tree.cell, birth=born, numbers=cards, sex=draw.choice("mf"),
                            admitted_on=date(whole[0] + 25, 5, 19), official_on=date(whole[0] + 26, 5, 19),
                            since=date(2020, 1, 1))
        )  # fmt: skip
    with builders.whole():
        found = doubles.pairs(TODAY)
    doubles.look_for_doubles(by=MACHINE, **found._asdict())
    return made


ground = laid(make)


@pytest.fixture(params=["taught", "nothing taught yet"])
def people(ground, db, request) -> Iterator[list]:
    found = ground.found()
    if request.param != "taught":
        RegisterTaught.unscoped.all().delete()
    return found


def test_whoever_is_entered_as_a_member_stands_is_found(people):
    @settings(max_examples=max(settings.default.max_examples // 3, 10))
    @given(st.sampled_from(people), st.booleans(), st.booleans())
    def plays(one, with_cards, with_days):
        spell = Membership.unscoped.get(member=one)
        cards = list(Number.unscoped.filter(member=one).values_list("value", flat=True)) if with_cards else []
        more = {"sex": one.sex, "admitted": spell.admitted_on, "official": spell.official_on} if with_days else {}
        found = known.doubles(one.full_name, birth_of(one), cards, TODAY, **more)
        assert one.pk in {each.member for each in found}
        assert found[0].member == one.pk or not (cards or (more and one.birth_precision == "d"))

    plays()


def test_a_stranger_with_nothing_in_common_never_is(people):
    @settings(max_examples=max(settings.default.max_examples // 3, 10))
    @given(STRANGERS, LONG_AGO, LONG_AGO, st.sampled_from(["m", "f", ""]))
    def plays(name, born, joined, sex):
        birth = PartialDate(born.year, born.month, born.day)
        assert known.doubles(" ".join(name), birth, ["99999999"], TODAY, sex=sex, admitted=joined) == []

    plays()
