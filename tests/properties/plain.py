"""The register read again without any of its querysets: rows as dictionaries, and a loop for every question."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.apps import apps

Row = dict[str, Any]
DERIVED = {"treeversion", "treeplace", "treestate"}


def dump() -> dict[str, list[Row]]:
    """Every table of the members, many-to-many ones too, as plain rows in the order of their ids."""
    models = apps.get_app_config("members").get_models(include_auto_created=True)
    return {
        model._meta.model_name: list(model._base_manager.order_by("pk").values())
        for model in models
        if model._meta.model_name not in DERIVED
    }


def holds(row: Row, day: date) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])


def days_of(rows: dict[str, list[Row]]) -> list[date]:
    """Each day on which something begins or ends, the day before and the day after."""
    fields = ("since", "until", "day", "admitted_on", "official_on", "let_go_on", "received_on")
    said = {row[f] for some in rows.values() for row in some for f in fields if isinstance(row.get(f), date)}
    return sorted({day + timedelta(days=shift) for day in said for shift in (-1, 0, 1)})


class Plain:
    """Answers about one day from dumped rows."""

    def __init__(self, rows: dict[str, list[Row]], day: date) -> None:
        self.rows, self.day = rows, day
        self.member_of = {row["id"]: row["member_id"] for row in rows["membership"]}
        self.parents = {row["id"]: self._parent(row["id"]) for row in rows["organisation"]}

    def _parent(self, organisation: int) -> int | None:
        """By the head of `members/tree.py`: what its term of that day says; after its end the successor, else the
        last parent; before its beginning the first parent."""
        terms = [row for row in self.rows["term"] if row["organisation_id"] == organisation]
        terms.sort(key=lambda row: row["since"] or date.min)
        for term in terms:
            if holds(term, self.day):
                return term["parent_id"]
        if terms[0]["since"] is not None and self.day < terms[0]["since"]:
            return terms[0]["parent_id"]
        for closure in self.rows["closure"]:
            if closure["organisation_id"] == organisation and closure["successor_id"]:
                return closure["successor_id"]
        return terms[-1]["parent_id"]

    def line_up(self, organisation: int) -> list[int]:
        """The organisation and all above it, topmost first; recursion that never ends is an error of the tree."""
        parent = self.parents[organisation]
        return [*(self.line_up(parent) if parent else []), organisation]

    def under(self, organisation: int) -> set[int]:
        return {pk for pk in self.parents if organisation in self.line_up(pk)}

    def now(self, table: str) -> list[Row]:
        return [row for row in self.rows[table] if holds(row, self.day)]

    def placed(self) -> dict[int, int]:
        return {row["member_id"]: row["organisation_id"] for row in self.now("placement") if row["kind"] == "official"}

    def temporary(self) -> dict[int, int | None]:
        return {row["member_id"]: row["organisation_id"] for row in self.now("placement") if row["kind"] == "temporary"}

    def people(self, table: str) -> set[int]:
        return {self.member_of[row["membership_id"]] for row in self.now(table)}

    def official_spells(self) -> set[int]:
        spells = self.rows["membership"]
        return {
            one["id"] for one in spells if one["official_on"] and one["official_on"] <= self.day and one["recognition"]
        }

    def roster(self, organisation: int) -> list[Row]:
        """Placements counted there, with everything under it."""
        inside = self.under(organisation)
        rows = [row for row in self.now("placement") if row["kind"] == "official"]
        return [row for row in rows if row["organisation_id"] in inside]

    def figures(self, organisation: int) -> dict[str, int]:
        roster, official = self.roster(organisation), self.official_spells()
        women = {row["id"] for row in self.rows["member"] if row["sex"] == "f"}
        exempt = {row["membership_id"] for row in self.now("exemption")}
        suspended = {row["membership_id"] for row in self.now("suspension")}
        inside = self.under(organisation)
        on_the_way = [r for r in roster if r["let_go_on"] and r["let_go_on"] <= self.day
                      and (r["received_on"] is None or self.day < r["received_on"])]  # fmt: skip
        return {
            "total": len(roster),
            "official": len([row for row in roster if row["membership_id"] in official]),
            "probationary": len([row for row in roster if row["membership_id"] not in official]),
            "women": len([row for row in roster if row["member_id"] in women]),
            "exempt": len([row for row in roster if row["membership_id"] in exempt]),
            "suspended": len([row for row in roster if row["membership_id"] in suspended]),
            "away": len([row for row in roster if row["member_id"] in self.temporary()]),
            "on_the_way": len(on_the_way),
            "guests": len([pk for pk in self.temporary().values() if pk in inside]),
        }
