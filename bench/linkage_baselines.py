"""The other sides of the linkage bench: the joins of today's way, Splink, recordlinkage."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import Any

from bench.linkage_sets import loaded
from bench.linkage_steps import febrl4_score, measured, pairs_score
from bench.watch import Watch

PAIRS_FOR_U = 1e6
THRESHOLD, SURE = 0.5, 0.99


def typed_join(set: str) -> dict[str, Any]:
    """Step: name and birth date as typed, what a lookup in a spreadsheet does."""
    data = loaded(set)
    watch = Watch()
    known = _unique([((one["name"], one["birth"]), one["id"]) for one in data["records"]])
    found = {at: known[key] for at, row in enumerate(data["rows"]) if (key := (row["raw"], row["birth"])) in known}
    return {**watch.stop(), **measured(data["rows"], found)}


def cleaned_join(set: str) -> dict[str, Any]:
    """Step: the card's digits, else name without marks, capitals and spaces with the birth date."""
    data = loaded(set)
    watch = Watch()
    cards = _unique([(one["card"], one["id"]) for one in data["records"] if one["card"]])
    names = _unique([((_cleaned(one["name"]), one["birth"]), one["id"]) for one in data["records"]])
    found = {}
    for at, row in enumerate(data["rows"]):
        id = cards.get(row["card"]) or names.get((_cleaned(row["raw"]), row["birth"]))
        if id:
            found[at] = id
    return {**watch.stop(), **measured(data["rows"], found)}


def _unique(pairs: list[tuple[Any, str]]) -> dict[Any, str]:
    """Keys that one record alone has."""
    found = defaultdict(set)
    for key, id in pairs:
        found[key].add(id)
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def _cleaned(name: str) -> str:
    marks = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(letter for letter in marks if letter.isalnum())


def splink(set: str, raw: bool) -> dict[str, Any]:
    """Step: the model of targets.md; `raw`: names as the sheets have them, else as our reader read them."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    data = loaded(set)
    rules = [block_on("card"), block_on("birth"), block_on("given", "family", "middle"), block_on("given", "cell"),
             block_on("family", "cell"), block_on("admission", "cell"), block_on("given", "admission")]  # fmt: skip
    settings = SettingsCreator(
        link_type="link_only", unique_id_column_name="id", blocking_rules_to_generate_predictions=rules,
        comparisons=[
            cl.NameComparison("given"), cl.NameComparison("middle"), cl.NameComparison("family"),
            cl.DateOfBirthComparison("birth", input_is_string=True, invalid_dates_as_null=True),
            cl.LevenshteinAtThresholds("card", 1),
            cl.DateOfBirthComparison("admission", input_is_string=True, invalid_dates_as_null=True),
            cl.ExactMatch("unit").configure(term_frequency_adjustments=True),
            cl.ExactMatch("cell").configure(term_frequency_adjustments=True),
        ],
    )  # fmt: skip
    sides = [_frame(data["rows"], raw), _frame(data["records"], False)]
    watch = Watch()
    pairs = _predicted(sides, settings, [block_on("card"), block_on("birth", "given")],
                       [block_on("birth"), block_on("card"), block_on("given", "family")])  # fmt: skip
    taken = watch.stop()
    best: dict[int, tuple[float, str]] = {}
    for one, other, chance in pairs:
        best[int(one)] = max(best.get(int(one), (0.0, "")), (chance, other))
    said = measured(data["rows"], {at: id for at, (chance, id) in best.items() if chance >= THRESHOLD})
    sure = {at: id for at, (chance, id) in best.items() if chance >= SURE}
    wrong = sum(data["rows"][at]["truth"] != id for at, id in sure.items())
    return {**taken, **said, "sure": len(sure), "sure_wrong": wrong}


def _frame(people: list[dict[str, Any]], raw: bool) -> Any:
    import pandas

    rows = []
    for at, one in enumerate(people):
        name = _parts(one["raw"]) if raw else (one["family"], one["middle"], one["given"])
        family, middle, given = (unicodedata.normalize("NFC", part).casefold() for part in name)
        is_row = "truth" in one
        rows.append({
            "id": str(at) if is_row else one["id"], "family": family, "middle": middle, "given": given,
            "birth": one["birth"], "card": one["card"], "admission": one["admitted"], "unit": one["home"],
            "cell": one["unit"],
        })  # fmt: skip
    return pandas.DataFrame(rows).replace({"": None})


def _parts(name: str) -> tuple[str, str, str]:
    words = name.split() or [""]
    return (words[0], " ".join(words[1:-1]), words[-1]) if len(words) > 1 else ("", "", words[0])


def _predicted(sides: list[Any], settings: Any, sure: list[Any], trained: list[Any]) -> list[tuple[str, str, float]]:
    """Pairs and their probability; chance of a match from `sure` rules, an EM session for each of `trained`."""
    import logging

    from splink import DuckDBAPI, Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker(sides, settings, db_api=DuckDBAPI(), set_up_basic_logging=False)
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=PAIRS_FOR_U, seed=1)
    for rule in trained:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    left = next(name for name in found.columns if name.endswith("id_l"))
    return list(zip(found[left], found[left[:-1] + "r"], found["match_probability"], strict=True))


def _febrl_settings(link_type: str) -> Any:
    """As Splink's own pages on these sets have it."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type=link_type, unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[
            block_on("given_name", "surname"), block_on("date_of_birth"), block_on("soc_sec_id"),
            block_on("state", "address_1"), block_on("street_number", "address_1"), block_on("postcode"),
        ],
        comparisons=[
            cl.NameComparison("given_name"), cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d",
                                     invalid_dates_as_null=True),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )  # fmt: skip


def _febrl_pairs(sides: list[Any], link_type: str) -> list[tuple[str, str, float]]:
    from splink import block_on

    sure = ["l.soc_sec_id = r.soc_sec_id", "l.given_name = r.given_name and l.surname = r.surname and "
            "l.date_of_birth = r.date_of_birth"]  # fmt: skip
    trained = [block_on("date_of_birth"), block_on("soc_sec_id"), block_on("postcode")]
    return _predicted(sides, _febrl_settings(link_type), sure, trained)


def splink_febrl4(set: str) -> dict[str, Any]:
    """Step: best partner of each row at the default threshold."""
    import pandas

    data = loaded(set)
    sides = [pandas.DataFrame(data[side]).replace({"": None}) for side in ("left", "right")]
    watch = Watch()
    pairs = _febrl_pairs(sides, "link_only")
    taken = watch.stop()
    best: dict[str, tuple[float, str]] = {}
    for one, other, chance in pairs:
        best[one] = max(best.get(one, (0.0, "")), (chance, other))
    kept = [(one, other) for one, (chance, other) in best.items() if chance >= THRESHOLD]
    return {**taken, **febrl4_score(kept, len(data["left"]))}


def splink_febrl3(set: str) -> dict[str, Any]:
    """Step: all pairs beyond the threshold."""
    import pandas

    data = loaded(set)
    watch = Watch()
    pairs = _febrl_pairs([pandas.DataFrame(data["people"]).replace({"": None})], "dedupe_only")
    taken = watch.stop()
    kept = [(one, other) for one, other, chance in pairs if chance >= THRESHOLD]
    return {**taken, **pairs_score(kept, data)}
