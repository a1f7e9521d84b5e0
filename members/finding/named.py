"""The one person whom somebody wrote down by name, in a sheet or a field."""

from __future__ import annotations

from datetime import date

from kit import names
from kit.calendar import PartialDate
from members import wording
from members.errors import Refusal
from members.models import Member, NameChange, Organisation, Placement
from members.tree import under

CANDIDATES = 200


class NotOne(Refusal):
    """Nobody of that name, or `several`: the sentence says what to add."""

    def __init__(self, sentence: str, *, several: bool) -> None:
        super().__init__(sentence)
        self.several = several


def meant(full_name: str, birth: str, organisation: Organisation, day: date) -> Member:
    """The one person whom somebody wrote down by name: under the organisation, else anywhere in the viewer's part.

    `birth` as written, "" when it was left out. Raises NotOne.
    """
    fold = names.fold(full_name)
    named = Member.objects.filter(fold=fold)
    formerly = Member.objects.filter(pk__in=NameChange.objects.filter(fold=fold).values("member"))
    here = Placement.objects.on(day).filter(under(organisation.pk, day)).values("member")
    for rows in (named.filter(pk__in=here), named, formerly):
        found = [one for one in rows[:CANDIDATES] if not birth or wording.birth(one) == _birth(birth)]
        if len(found) == 1:
            return found[0]
        if found:
            raise NotOne(f"Có {len(found)} người tên {full_name}; ghi thêm ngày sinh.", several=True)
    raise NotOne(f"Không thấy {full_name} trong sổ.", several=False)


def _birth(written: str) -> str:
    try:
        return str(PartialDate.parse(written))
    except ValueError as error:
        raise NotOne(f"Ngày sinh “{written}” chưa đọc được.", several=True) from error
