"""The register read again without any of its querysets: rows as dictionaries, and a loop for every question."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

Row = dict[str, Any]
DERIVED = {"treeversion", "treeplace", "treestate"}


def _tables() -> list[type[Model]]:
    """Every table of ours, many-to-many ones too."""
    models = [one for app in ("members", "admissions", "reports")
              for one in apps.get_app_config(app).get_models(include_auto_created=True)]  # fmt: skip
    return [model for model in models if model._meta.model_name not in DERIVED]


def dump() -> dict[str, list[Row]]:
    """Every table as plain rows in the order of their ids."""
    return {model._meta.model_name: list(model._base_manager.order_by("pk").values()) for model in _tables()}


def written() -> dict[str, list[tuple[Any, ...]]]:
    """The same as the database has it: ten times quicker, to be held against what was written before."""
    found = {}
    with connection.cursor() as cursor:
        for model in _tables():
            key, table = (connection.ops.quote_name(one) for one in (model._meta.pk.column, model._meta.db_table))
            cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
            found[model._meta.model_name] = cursor.fetchall()
    return found


# Tables that are no facts: lines and looks, plans; what was read of a file, drawn anew at each comparison; and identity
# alone.
NO_FACTS = {
    "act", "actvalues", "look", "lookvalues", "reorganisation", "reorganisationstep", "uploadpart", "organisation",
}  # fmt: skip


def facts(rows: dict[str, list[Row]]) -> dict[str, dict[int, Row]]:
    """Of such tables those of facts, each row by its id, without the mark of the act that touched it last."""
    return {
        name: {row["id"]: {key: value for key, value in row.items() if key != "changed_by"} for row in some}
        for name, some in rows.items()
        if name not in NO_FACTS
    }


def holds(row: Row, day: date) -> bool:
    return (row["since"] is None or row["since"] <= day) and (row["until"] is None or day < row["until"])


def edges_of(rows: dict[str, list[Row]]) -> set[date]:
    """Each day on which something begins or ends."""
    fields = ("since", "until", "day", "admitted_on", "official_on", "signed_on", "let_go_on", "received_on")
    return {row[f] for some in rows.values() for row in some for f in fields if isinstance(row.get(f), date)}


def days_of(rows: dict[str, list[Row]]) -> list[date]:
    """Those days, the days before and the days after."""
    return sorted({day + timedelta(days=shift) for day in edges_of(rows) for shift in (-1, 0, 1)})


def check_closings(rows: dict[str, list[Row]]) -> None:
    """A closing ends the last term on its day, a successor stands on that day, and what stood in it went before."""
    ends = {row["organisation_id"]: row for row in rows["closure"]}
    for organisation, closure in ends.items():
        day, terms = closure["day"], [row for row in rows["term"] if row["organisation_id"] == organisation]
        assert max(row["until"] or date.max for row in terms) == day
        after = [
            row
            for table in ("placement", "officeholding", "term")
            for row in rows[table]
            if organisation in (row["organisation_id"], row.get("parent_id")) and (row["until"] or date.max) > day
        ]
        assert not after, "it is there after its end"
        own = [row for row in rows["term"] if row["organisation_id"] == closure["successor_id"]]
        assert not closure["successor_id"] or any(holds(row, day) for row in own)
    ended = {row["organisation_id"] for row in rows["term"]} - {
        row["organisation_id"] for row in rows["term"] if row["until"] is None
    }
    assert ended == set(ends), "ended, and no closing says so"


class Plain:
    """Answers about one day from dumped rows."""

    def __init__(self, rows: dict[str, list[Row]], day: date) -> None:
        self.rows, self.day = rows, day
        self.member_of = {row["id"]: row["member_id"] for row in rows["membership"]}
        # One that a plan made and that was taken back stands nowhere.
        known = {row["organisation_id"] for row in rows["term"]}
        self.parents = {row["id"]: self._parent(row["id"]) for row in rows["organisation"] if row["id"] in known}
        # Asked again for each organisation, answered once a day.
        self.now, self.under, self.official_spells = cache(self._now), cache(self._under), cache(self._official_spells)

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

    def _under(self, organisation: int) -> set[int]:
        return {pk for pk in self.parents if organisation in self.line_up(pk)}

    def _now(self, table: str) -> list[Row]:
        return [row for row in self.rows[table] if holds(row, self.day)]

    def placed(self) -> dict[int, int]:
        return {row["member_id"]: row["organisation_id"] for row in self.now("placement") if row["kind"] == "official"}

    def temporary(self) -> dict[int, int | None]:
        return {row["member_id"]: row["organisation_id"] for row in self.now("placement") if row["kind"] == "temporary"}

    def people(self, table: str) -> set[int]:
        return {self.member_of[row["membership_id"]] for row in self.now(table)}

    def _official_spells(self) -> set[int]:
        spells = self.rows["membership"]
        return {
            one["id"] for one in spells if one["official_on"] and one["official_on"] <= self.day and one["recognition"]
        }

    def entitled_spells(self) -> set[int]:
        """Official, and not by a decision that was signed only later."""
        signed = {row["id"]: row["signed_on"] for row in self.rows["decision"]}
        official, answer = self.official_spells(), set()
        for row in self.rows["membership"]:
            known = signed.get(row["recognition_decision_id"])
            if row["id"] in official and (known is None or known <= self.day):
                answer.add(row["id"])
        return answer

    def spells_of_unknown_decision(self) -> set[int]:
        """Of those placed that day: an official day, and no decision that says so."""
        here = {row["membership_id"] for row in self.now("placement") if row["kind"] == "official"}
        spells = [row for row in self.rows["membership"] if row["id"] in here]
        return {row["id"] for row in spells if row["official_on"] and row["recognition_decision_id"] is None}

    def on_the_way(self) -> set[int]:
        rows = [row for row in self.now("placement") if row["kind"] == "official"]
        return {row["id"] for row in rows if self._travels(row)}

    def _travels(self, row: Row) -> bool:
        let_go, received = row["let_go_on"], row["received_on"]
        return let_go is not None and let_go <= self.day and (received is None or self.day < received)

    def numbers(self) -> set[tuple[int, str, str]]:
        return {(row["member_id"], row["kind"], row["value"]) for row in self.now("number")}

    def addresses(self) -> set[tuple[int, str]]:
        return {(row["member_id"], row["address"]) for row in self.now("residence")}

    def called(self, member: int) -> str:
        """The name of that day: what the first change after it says was the former one; else the name of today."""
        later = [row for row in self.rows["namechange"] if row["member_id"] == member and row["day"] > self.day]
        if later:
            return min(later, key=lambda row: row["day"])["former"]
        return next(row["full_name"] for row in self.rows["member"] if row["id"] == member)

    def outside_area(self) -> set[int]:
        """Who lives, as far as is known, in no place of the area of the cell, nor in what lies within one."""
        within = {row["id"]: row["within_id"] for row in self.rows["place"]}
        terms = {row["id"]: row["organisation_id"] for row in self.now("term")}
        area: dict[int, set[int]] = {}
        for row in self.rows["term_places"]:
            if row["term_id"] in terms:
                area.setdefault(terms[row["term_id"]], set()).add(row["place_id"])
        lives: dict[int, set[int]] = {}
        for row in self.now("residence"):
            if row["place_id"] is not None:
                lives.setdefault(row["member_id"], set()).update({row["place_id"], within[row["place_id"]]} - {None})
        return {
            member for member, cell in self.placed().items()
            if cell in area and member in lives and not area[cell] & lives[member]
        }  # fmt: skip

    def name(self, organisation: int) -> str:
        return "".join(row["name"] for row in self.now("term") if row["organisation_id"] == organisation)

    def sections(self) -> dict[int, tuple[set[int], set[int]]]:
        """Of every cell with somebody in it: who is counted there, who is a guest."""
        answer: dict[int, tuple[set[int], set[int]]] = {}
        for row in self.now("placement"):
            if row["organisation_id"] is not None:
                counted, guests = answer.setdefault(row["organisation_id"], (set(), set()))
                (counted if row["kind"] == "official" else guests).add(row["member_id"])
        return answer

    def sums(self, organisation: int) -> dict[int, int]:
        """People counted under each organisation that stands directly under this one."""
        children = [pk for pk, parent in self.parents.items() if parent == organisation]
        return {pk: len(self.roster(pk)) for pk in children}

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
        return {
            "total": len(roster),
            "official": len([row for row in roster if row["membership_id"] in official]),
            "probationary": len([row for row in roster if row["membership_id"] not in official]),
            "women": len([row for row in roster if row["member_id"] in women]),
            "exempt": len([row for row in roster if row["membership_id"] in exempt]),
            "suspended": len([row for row in roster if row["membership_id"] in suspended]),
            "away": len([row for row in roster if row["member_id"] in self.temporary()]),
            "on_the_way": len([row for row in roster if self._travels(row)]),
            "guests": len([pk for pk in self.temporary().values() if pk in inside]),
        }
