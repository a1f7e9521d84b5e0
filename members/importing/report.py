"""What an import found and did, as the JSON that offices script against."""

from __future__ import annotations

from typing import Any

from members.importing.apply import Applied
from members.importing.grounds import ground
from members.importing.plan import Plan
from members.importing.staged import Outcome


def report(plan: Plan, applied: Applied | None) -> dict[str, Any]:
    """Keys and meaning are public. Without `applied` it says what would be done."""
    done = applied or Applied(
        len(plan.of(Outcome.NEW)), len(plan.of(Outcome.CHANGED)), len(plan.of(Outcome.SAME)),
        len(plan.of(Outcome.REJECTED)), tuple((node.code, node.name) for node in plan.organisations),
    )  # fmt: skip
    return {
        "file": plan.file,
        "sheets": [
            {
                "name": sheet.name,
                "header_row": sheet.header_row,
                "columns": sheet.columns,
                "organisation": sheet.node.code or None if sheet.node else None,
                "not_kept": [{"column": column, "head": head} for column, head in sheet.unknown],
                "unread": [{"row": row, "text": text, "why": why} for row, text, why in sheet.unread],
            }
            for sheet in plan.sheets
        ],
        "created": done.created,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "rejected": done.rejected,
        "applied": applied is not None,
        "organisations": [{"code": code, "name": name} for code, name in done.organisations],
        "problems": [
            {
                "sheet": problem.sheet, "row": problem.row, "column": problem.column, "level": problem.level,
                "code": problem.code, "message": problem.message,
                "rule": ground(problem.kind, problem.field, plan.day),
            }
            for problem in plan.problems
        ],
    }  # fmt: skip
