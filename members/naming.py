"""Whom a written name means, and how a name is written so that it means one person: told apart by birth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from kit import names
from kit.calendar import PartialDate
from members import wording
from members.errors import Refusal
from members.models import Member, NameChange, Organisation, Placement
from members.tree import under

# More of one name are not needed to say that there are several.
CANDIDATES = 200


class NotOne(Refusal):
    """Nobody of that name, or `several`: the sentence says what to add."""

    def __init__(self, sentence: str, *, several: bool) -> None:
        super().__init__(sentence)
        self.several = several


def meant(full_name: str, birth: str, organisation: Organisation, day: date, holders: Iterable[Member] = ()) -> Member:
    """The one person whom somebody wrote down by name: under the organisation, else anywhere in the viewer's part.

    `birth` as written, "" when it was left out; `holders` of its offices count as of the organisation wherever they
    stand. Raises NotOne.
    """
    fold = names.fold(full_name)
    named = Member.objects.filter(fold=fold)
    formerly = Member.objects.filter(pk__in=NameChange.objects.filter(fold=fold).values("member"))
    for rows in (_of_this_place(organisation, day, [fold], holders), named, formerly):
        found = [one for one in rows[:CANDIDATES] if not birth or wording.birth(one) == _birth(birth)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotOne(f"Có {len(found)} người tên {full_name}; ghi thêm ngày sinh.", several=True)
    raise NotOne(f"Không thấy {full_name} trong sổ.", several=False)


def _of_this_place(organisation: Organisation, day: date, folds: list[str], holders: Iterable[Member]) -> list[Member]:
    """Of these names: who stands under it, and who holds one of its offices."""
    here = Placement.objects.on(day).filter(under(organisation.pk, day)).values("member")
    found = {one.pk: one for one in Member.objects.filter(fold__in=folds, pk__in=here)}
    return list((found | {one.pk: one for one in holders if one.fold in folds}).values())


def told_apart(holders: Iterable[Member], organisation: Organisation, day: date) -> dict[int, str]:
    """{person: the name, with the birth where two people of the organisation share it}, as `meant` reads it."""
    every = list(holders)
    shared = Counter(one.fold for one in _of_this_place(organisation, day, [one.fold for one in every], every))
    return {
        one.pk: f"{one.full_name}, {birth}" if shared[one.fold] > 1 and (birth := wording.birth(one)) else one.full_name
        for one in every
    }


def _birth(written: str) -> str:
    try:
        return str(PartialDate.parse(written))
    except ValueError as error:
        raise NotOne(f"Ngày sinh “{written}” chưa đọc được.", several=True) from error
