"""Our side of the linkage bench, and how a linkage is measured on the list rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bench.linkage_sets import FEBRL, loaded
from bench.watch import Watch


def measured(rows: list[dict[str, Any]], found: Mapping[int, str]) -> dict[str, Any]:
    """`found`: for rows (by place in the list) the id of the record they were settled on."""
    right = sum(bool(row["truth"]) and found.get(at) == row["truth"] for at, row in enumerate(rows))
    true = sum(bool(row["truth"]) for row in rows)
    f1 = 2 * right / (len(found) + true) if found or true else 1.0
    said = {"right": right, "wrong": len(found) - right, "missed": true - right, "true": true, "answered": len(found)}
    return {"f1": f1, "error": 1 - f1, **said}


def description(one: dict[str, Any], id: str) -> Any:
    from kit.matching import Description

    return Description(
        id, one["name"], other_names=tuple(one.get("others", ())), sex=one["sex"], birth=_day(one["birth"]),
        admitted=_day(one["admitted"]), official=_day(one["official"]),
        numbers=frozenset({one["card"]} if one["card"] else ()), unit=one["unit"], home=one["home"],
    )  # fmt: skip


def _day(text: str) -> Any:
    from kit.calendar import PartialDate

    try:
        return PartialDate.parse(text) if text else None
    except ValueError:
        return text


def ours(set: str) -> dict[str, Any]:
    """Step: the matcher on one set; reading excluded."""
    from kit.matching.linkage import link

    data = loaded(set)
    rows = [description(row, str(at)) for at, row in enumerate(data["rows"])]
    records = [description(one, one["id"]) for one in data["records"]]
    watch = Watch()
    found = link(rows, records)
    taken = watch.stop()
    ids = [one["id"] for one in data["records"]]
    said = measured(data["rows"], {one.left: ids[one.right] for one in found.links if one})
    return {**taken, **said, **_sure(data["rows"], found, ids), **_candidates(data["rows"], found, ids)}


def _sure(rows: list[dict[str, Any]], found: Any, ids: list[str]) -> dict[str, Any]:
    sure = [one for one in found.links if one and one.sure]
    wrong = sum(rows[one.left]["truth"] != ids[one.right] for one in sure)
    return {"sure": len(sure), "sure_wrong": wrong}


def _candidates(rows: list[dict[str, Any]], found: Any, ids: list[str]) -> dict[str, Any]:
    place = {id: at for at, id in enumerate(ids)}
    li, rj = found.pairs
    looked = set((li * len(ids) + rj).tolist())
    lost = sum(bool(row["truth"]) and at * len(ids) + place[row["truth"]] not in looked for at, row in enumerate(rows))
    return {"candidates": len(li), "lost": lost}


def ours_febrl4(set: str) -> dict[str, Any]:
    """Step: two lists, one to one, as `link_records` does."""
    from kit.matching.linkage import link

    data = loaded(set)
    left, right = ([_febrl(one) for one in data[side]] for side in ("left", "right"))
    watch = Watch()
    found = link(left, right, one_to_one=True)
    taken = watch.stop()
    ids, partners = [one.id for one in right], {one.id.split("-")[1]: one.id for one in right}
    rows = [{"truth": partners[one.id.split("-")[1]]} for one in left]
    score = febrl4_score([(left[one.left].id, ids[one.right]) for one in found.links if one], len(left))
    return {**taken, **score, **_sure(rows, found, ids), **_candidates(rows, found, ids)}


def febrl4_score(pairs: list[tuple[str, str]], true: int) -> dict[str, Any]:
    right = sum(one.split("-")[1] == other.split("-")[1] for one, other in pairs)
    f1 = 2 * right / (len(pairs) + true)
    said = {"right": right, "wrong": len(pairs) - right, "missed": true - right, "true": true, "answered": len(pairs)}
    return {"f1": f1, "error": 1 - f1, **said}


def ours_febrl3(set: str) -> dict[str, Any]:
    """Step: one list and its doubles."""
    from kit.matching.linkage import doubles

    data = loaded(set)
    people = [_febrl(one) for one in data["people"]]
    watch = Watch()
    found = doubles(people)
    taken = watch.stop()
    pairs = [(people[one.left].id, people[one.right].id) for one in found.found]
    looked = {frozenset((people[one].id, people[other].id)) for one, other in zip(*map(list, found.pairs), strict=True)}
    lost = sum(frozenset(pair) not in looked for pair in data["links"])
    return {**taken, **pairs_score(pairs, data), "candidates": len(looked), "lost": lost}


def pairs_score(pairs: list[tuple[str, str]], data: dict[str, Any]) -> dict[str, Any]:
    true, found = ({frozenset(pair) for pair in side} for side in (data["links"], pairs))
    f1, right = 2 * len(true & found) / (len(true) + len(found)), len(true & found)
    said = {"right": right, "wrong": len(found - true), "missed": len(true - found), "true": len(true)}
    return {"f1": f1, "error": 1 - f1, **said, "answered": len(found)}


def _febrl(one: dict[str, str]) -> Any:
    from kit.matching import Description
    from kit.matching.files import day_of
    from kit.names import Name

    name = Name(one["surname"], "", one["given_name"])
    texts = tuple((column, one[column]) for column in FEBRL if one[column])
    return Description(
        one["rec_id"], f"{name.family} {name.given}".strip(), name, birth=day_of(one["date_of_birth"]), texts=texts
    )
