"""Made-up files of admission for a demonstration: some at every step, some that fell short, some that were stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from admissions import procedure
from admissions.models import StopKind
from admissions.rules.way import AGAIN, LAST, STAGES
from admissions.sample.around import enter_enterprises, give_targets, hand_over, hold_classes, visit
from admissions.sample.recognised import followed, taken_over
from admissions.sample.steps import EACH, S, admitted_again, fall_short, file_of
from members.models import Term
from members.rights import Actor


def make(*, by: Actor) -> str:
    """Files in the cells of today's tree, each carried on by the verbs to a step of its own. Answers how many, in
    words."""
    random = Random("kết nạp mẫu")  # noqa: S311  (nothing secret)
    cells = _cells(by.day)
    # Nobody has found anybody yet who stands at the first step: it is done as soon as there is a file.
    ends = [stage.kind for stage in STAGES if stage.kind not in AGAIN for _ in range(EACH)]
    made = [file_of(random, cells[at % len(cells)], end, by) for at, end in enumerate(ends)]
    fall_short(made[ends.index(S.GATHERED)], by)
    for one, kind in zip(made[2:8:2], (kind for kind in StopKind if kind != StopKind.HANDED), strict=True):
        procedure.stop_file(one, by=by, kind=kind, day=by.day)
    hand_over(made, cells, by)
    again = admitted_again(random, cells, by)
    after = [*followed(random, cells, by), *taken_over(random, cells, by)]
    hold_classes(made, by)
    visit(random, cells, by)
    give_targets(random, by)
    enter_enterprises(made, by)
    return f"Hồ sơ kết nạp mẫu: {len(made)}, ở cả {LAST} bước; kết nạp lại: {len(again)}; hết dự bị: {len(after)}."


def _cells(day: date) -> Sequence[Term]:
    """Cells with people, spread over the tree, in an order that a seed keeps."""
    rows = Term.unscoped.on(day).filter(kind__holds_members=True).order_by("parent", "organisation")
    found = list(rows.select_related("organisation", "parent"))
    return found[:: max(1, len(found) // 24)]
