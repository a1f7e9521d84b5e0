"""What the register says otherwise by now, of the closing day that was signed: who counts, and as what. It stands
beside the signed figures and is never in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from members import figures, kept, scope
from members.merged import kept_of
from members.models import Member, Sex
from reports.reconciliation.models import AgreedPerson, Reconciliation, Signing
from reports.reconciliation.procedure import corrected_words
from reports.reconciliation.procedure.balancing import Presence
from reports.reconciliation.procedure.corrected import Corrected
from reports.reconciliation.procedure.corrected_states import CELL

# What a person is by now under a figure, and is not.
NOW = {
    "official": ("chính thức", "dự bị"), "women": ("nữ", "không ghi là nữ"),
    "exempt": ("được miễn sinh hoạt", "không được miễn sinh hoạt"),
    "away": ("tạm thời nơi khác", "không tạm thời nơi khác"),
    "guests": ("tạm thời ở đây", "không tạm thời ở đây"),
}  # fmt: skip
COMES, GOES = "thêm vào", "không còn"


@dataclass(frozen=True)
class Later:
    """Somebody of whom the register says otherwise now: as what, and by which act with its paper and day."""

    member: int
    name: str
    now: str
    said: str


@dataclass(frozen=True)
class _Changed:
    """`figure`: under which the person stands otherwise; `now` in words."""

    member: int
    name: str
    figure: str
    now: str


def later(one: Reconciliation, signing: Signing, *, today: date) -> list[Later]:
    """Everything that was corrected since, by name: first who counts otherwise, then who counts as something else."""
    people = list(AgreedPerson.unscoped.filter(signing=signing).order_by("member"))
    then = {each.member_id: each.full_name for each in people if each.is_counted}
    with scope.opened(scope.whole_register(today)):
        now = _Now(one.organisation_id, one.round.closing_day)
        presence = Presence(then, frozenset(now.counted))
        changed = sorted(_changed(people, now), key=lambda each: (each.name, each.member, each.figure))
        acts = Corrected(signing, sorted({*presence.members, *(each.member for each in changed)}))
        by, states = presence.by(acts), [acts.by(each.member, each.figure) for each in changed]
        words = corrected_words.told([*by, *states], one.round.closing_day)
    counted = zip(presence.rows, by, strict=True)
    return [Later(pk, name, COMES if way > 0 else GOES, words[act]) for (pk, name, way), act in counted] + [
        Later(each.member, each.name, each.now, words[act])
        for each, act in zip(changed, states, strict=True)
        # A cell that was given another name for that day is no correction of a person.
        if each.figure != CELL or act is not None
    ]


def figures_now(one: Reconciliation, *, today: date) -> dict[str, int]:
    """The figures of the closing day as the register has them by now."""
    with scope.opened(scope.whole_register(today)):
        return figures.figures(one.organisation_id, one.round.closing_day)


def _changed(people: Sequence[AgreedPerson], now: _Now) -> Iterator[_Changed]:
    into = kept_of(each.member_id for each in people)
    signed = {each.member_id for each in people if each.member_id not in into}
    for each in people:
        member = into.get(each.member_id, each.member_id)
        if each.member_id in into and member in signed:
            continue  # Signed for twice: as the other record, whose state is told there.
        signed.add(member)
        if each.is_counted and member in now.counted:
            for figure, was in _was(each).items():
                if was is not None and (member in now.under[figure]) is not was:
                    yield _Changed(member, each.full_name, figure, NOW[figure][was])
            if now.cell_of(member) != each.unit:
                yield _Changed(member, each.full_name, CELL, now.cell_of(member))
    yield from _guests(people, into, now)


def _was(each: AgreedPerson) -> dict[str, bool | None]:
    """Under which figures somebody who counts was signed for; None for what was not kept."""
    return {
        "official": bool(each.official_on), "women": each.sex == Sex.FEMALE, "exempt": each.is_exempt,
        "away": each.is_away,
    }  # fmt: skip


def _guests(people: Sequence[AgreedPerson], into: Mapping[int, int], now: _Now) -> Iterator[_Changed]:
    """Who is here for a while by now and was not signed for, and the other way round; nobody where it was not kept."""
    if any(each.is_exempt is None for each in people):
        return
    then = {into.get(each.member_id, each.member_id): each.full_name for each in people if each.is_guest}
    for member in then.keys() - now.guests:
        yield _Changed(member, then[member], "guests", NOW["guests"][True])
    fresh = now.guests - then.keys()
    for pk, name in Member.unscoped.filter(pk__in=fresh).values_list("pk", "full_name"):
        yield _Changed(pk, name, "guests", NOW["guests"][False])


class _Now:
    """Who stands under each figure on the day by now: members."""

    def __init__(self, organisation: int, day: date) -> None:
        self.counted = dict(self._members(figures.counted(organisation, day), "organisation"))
        self.under = {key: self._ids(figures.people(key, organisation, day)) for key in NOW if key != "guests"}
        self.guests = self._ids(figures.guests(organisation, day))
        self.cells = kept.full_names({pk for pk in self.counted.values() if pk}, day)

    def cell_of(self, member: int) -> str:
        return str(self.cells.get(self.counted[member] or 0, ""))

    @staticmethod
    def _members(rows: Any, *more: str) -> Any:
        return rows.order_by().values_list("member", *more)

    @classmethod
    def _ids(cls, rows: Any) -> set[int]:
        return {member for (member,) in cls._members(rows)}
