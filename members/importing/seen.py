"""The register is as a plan saw it. Asked where the act that writes the plan holds its locks, and once more at its end,
when nobody else can end an act before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

from django.db import IntegrityError

from kit import names
from members import chain
from members.conditions import one_of_keys
from members.errors import Refusal
from members.importing.known import batches
from members.importing.plan import Plan, newest_line
from members.importing.staged import PlannedRow
from members.models import Act, Member, NameChange, Number, TreeState
from members.procedure.acting import lock_places
from members.procedure.people import FOLD

CHANGED_BETWEEN = "Sổ đã được sửa sau khi đọc tệp ({what}). Hãy đọc lại tệp rồi nhập."
ID_TAKEN, CARD_TAKEN = "có mã vừa được ghi", "có số thẻ vừa được ghi"


def changed_between(what: str) -> Refusal:
    return Refusal(CHANGED_BETWEEN.format(what=what))


@contextmanager
def one_of_an_id() -> Iterator[None]:
    """Two who write one ID at the same moment are told apart by the database, and the second one by a sentence."""
    try:
        yield
    except IntegrityError as error:
        if "source_id" not in str(error):
            raise
        raise changed_between(ID_TAKEN) from error


class AsSeen:
    """`new` and `changed`: the rows of the plan that are to be written."""

    def __init__(self, plan: Plan, new: Sequence[PlannedRow], changed: Sequence[PlannedRow]) -> None:
        self.plan, self.new, self.changed = plan, new, changed
        self.corrected = {row.record.member.pk: row.seen for row in changed if row.record}

    def check(self) -> None:
        """Lock what the rows are about. The tree, the people to be corrected, and whoever else may be meant are as the
        plan saw them. Raises Refusal."""
        if TreeState.objects.values_list("generation", flat=True).get() != self.plan.tree:
            raise changed_between("cây tổ chức")
        # The commit looks up the cells of the new ones; by then the end of the chain is locked: none may be held
        # elsewhere.
        for places in batches(sorted({row.node.pk for row in self.new if row.node and row.node.pk})):
            lock_places(places)
        self._check_corrected()
        self._check_others()

    def check_to_the_end(self) -> None:
        """The same of all acts that ended since: with the end of the chain locked none ends any more before this one,
        whose own lines are not written yet."""
        chain.lock("acts")
        self._check_others()

    def _check_corrected(self) -> None:
        seen = dict(self.corrected)
        for some in batches(sorted(seen)):
            rows = Member.unscoped.select_for_update(no_key=True).filter(pk__in=some).order_by("pk")
            for pk, changed_by, name in rows.values_list("pk", "changed_by", "full_name"):
                if changed_by != seen.pop(pk):
                    raise changed_between(name)
        if seen:
            raise changed_between("có người không còn trong sổ")

    def _check_others(self) -> None:
        """Nobody who was touched since the plan was made bears a name, an ID or a card that it is about to write: such
        a one may be whom a row means, or would bear the number too."""
        touched = self._touched()
        if not touched:
            return
        ids, cards, called = self.claimed
        for some in batches(sorted(touched)):
            people = Member.unscoped.filter(one_of_keys("pk", some)).values_list("source_id", "fold")
            formers = NameChange.unscoped.filter(one_of_keys("member", some)).values_list("former", flat=True)
            numbers = Number.unscoped.filter(one_of_keys("member", some)).values_list("value", flat=True)
            borne = list(people)
            if not ids.isdisjoint(source for source, _ in borne):
                raise changed_between(ID_TAKEN)
            if not cards.isdisjoint(numbers):
                raise changed_between(CARD_TAKEN)
            for fold in (*(fold for _, fold in borne), *(names.fold(one)[:FOLD] for one in formers)):
                if fold in called:
                    raise changed_between(called[fold])

    def _touched(self) -> set[int]:
        """Whom a line since then is about, or who was changed by one; those of the plan are locked and asked for."""
        newest = self.plan.newest
        if newest_line() == newest:
            return set()
        lines = Act.objects.filter(number__gt=newest, member__isnull=False).values_list("member", flat=True)
        changed = Member.unscoped.filter(changed_by__gt=newest).values_list("pk", flat=True)
        return {*lines, *changed} - self.corrected.keys()

    @cached_property
    def claimed(self) -> tuple[set[str], set[str], dict[str, str]]:
        """(IDs, card numbers, {folded name: name of the list}) of the rows."""
        ids = {row.given.source_id for row in self.new} | {
            row.member_values["source_id"] for row in self.changed if "source_id" in row.member_values
        }
        cards = {value for row in self.new for value in row.given.cards.values()}
        cards.update(value for row in self.changed for value in row.numbers.values())
        rows = (*self.new, *self.changed)
        called = {names.fold(row.given.full_name)[:FOLD]: row.given.full_name for row in rows}
        return ids - {""}, cards, called
