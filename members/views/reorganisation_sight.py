"""Whose accounts see more or less after a plan: what stands in the range of each role, and who, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from members import tree, wording
from members.models import ReorganisationStep, Role, StepKind
from members.procedure.reorganisation_steps import Done
from members.views.reorganisation_counts import Counts, under

# So many organisations are called by name in one line.
NAMED = 3
FOLLOWS = "theo sang đây, chờ cán bộ tổ chức xác nhận"
ENDED = "tổ chức kết thúc, chỉ còn xem danh sách cũ ở đây"


def accounts(
    steps: Sequence[ReorganisationStep], done: Done, before: Counts, after: Counts, today: date
) -> list[dict[str, str]]:
    """Every valid role that sees other organisations or other people afterwards, and the roles that follow. A role on
    the whole register sees the whole before and after."""
    sight = _Sight(before, after, steps, done)
    roles = Role.objects.valid_on(today).select_related("account").order_by("account", "pk")
    rows = [
        _account(role, before, words)
        for role in roles if before.above.get(role.organisation_id) and (words := sight.words(role.organisation_id))
    ]  # fmt: skip
    follow = [role for some in done.followed.values() for role in some]
    return rows + [_account(role, after, FOLLOWS) for role in follow]


def _account(role: Role, counts: Counts, words: str) -> dict[str, str]:
    return {
        "who": role.account.full_name, "href": reverse("account", args=[role.account_id]),
        "role": role.get_kind_display(), "where": counts.names.get(role.organisation_id, ""), "words": words,
    }  # fmt: skip


@dataclass
class _Gone:
    """Where somebody was at first, and is at last; `counted`: as one of theirs. `came`: he was not there before."""

    first: int
    last: int
    counted: bool
    came: bool


class _Sight:
    """What is under each organisation before and after; what has ended lies under its successor, as in today's tree."""

    def __init__(self, before: Counts, after: Counts, steps: Sequence[ReorganisationStep], done: Done) -> None:
        self.before, self.after = before, after
        self.ended = set(before.names) - set(after.names)
        follows = {
            one.organisation_id: into_of(one, done) for one in steps if one.what in (StepKind.MERGE, StepKind.CLOSE)
        }
        kept = {pk: follows.get(pk) or before.above.get(pk) for pk in self.ended}
        self.under_before, self.under_after = under(before.above), under({**after.above, **kept})
        self.moves = _moves(steps, done)
        self.stay = {pk: total for pk, (total, _) in before.here.items()}
        for one in self.moves:
            if one.counted:
                self.stay[one.first] = max(0, self.stay.get(one.first, 0) - 1)

    def words(self, organisation: int) -> str:
        """ "thêm 1 tổ chức (Chi bộ Thôn 2), 3 người; bớt 2 người"; "" where it sees the same."""
        was, now = self.under_before.get(organisation, {organisation}), self.under_after.get(organisation, set())
        lost, won = was - now, now - was
        away = self._people(lost) + sum(one.first in was and one.last not in now for one in self.moves)
        come = self._people(won) + sum(one.came and one.last in now and one.first not in was for one in self.moves)
        said = [
            _said("thêm", self._called(won - self.ended), come),
            f"thêm danh sách cũ của {_list(self._called(won & self.ended))}" if won & self.ended else "",
            _said("bớt", self._called(lost), away),
            ENDED if organisation in self.ended else "",
        ]  # fmt: skip
        return "; ".join(part for part in said if part)

    def _people(self, organisations: set[int]) -> int:
        """Who stays in them the whole time."""
        return sum(self.stay.get(pk, 0) for pk in organisations)

    def _called(self, organisations: set[int]) -> list[str]:
        return sorted((self.after.names.get(pk) or self.before.names.get(pk, "") for pk in organisations),
                      key=tree.order_key)  # fmt: skip


def into_of(step: ReorganisationStep, done: Done) -> int | None:
    """Into what, one that the plan has made while it was tried among it."""
    made = done.made.get(step.into_made_id or 0)
    return made.pk if made else step.into_id


def _said(verb: str, organisations: list[str], people: int) -> str:
    parts = [f"{wording.number(len(organisations))} tổ chức ({_list(organisations)})"] if organisations else []
    parts += [f"{wording.number(people)} người"] if people else []
    return f"{verb} {', '.join(parts)}" if parts else ""


def _list(called: list[str]) -> str:
    more = len(called) - NAMED
    return ", ".join(called[:NAMED]) + (f" và {wording.number(more)} tổ chức nữa" if more > 0 else "")


def _moves(steps: Sequence[ReorganisationStep], done: Done) -> list[_Gone]:
    """Everybody who goes, once: through all steps of the plan."""
    found: dict[tuple[int, bool], _Gone] = {}
    for one in steps:
        gone = done.gone.get(one.pk)
        into = into_of(one, done)
        if gone is None or one.organisation_id is None or into is None:
            continue
        for some, counted, came in ((gone.counted, True, True), (gone.guests, False, True), (gone.home, False, False)):
            for pk in some:
                known = found.setdefault((pk, counted), _Gone(one.organisation_id, into, counted, came))
                known.last = into
    return list(found.values())
