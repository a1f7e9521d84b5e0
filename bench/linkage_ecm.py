"""recordlinkage beside the matcher: ECM (Fellegi-Sunter by expectation conditional maximisation)."""

from __future__ import annotations

from typing import Any

from bench.linkage_baselines import _frame
from bench.linkage_sets import loaded
from bench.linkage_steps import febrl4_score, measured, pairs_score
from bench.watch import Watch


def ecm(set: str) -> dict[str, Any]:
    """Step: names by Jaro-Winkler, the rest exact; best per row."""
    import recordlinkage

    data = loaded(set)
    left, right = (_frame(data[side], False).set_index("id") for side in ("rows", "records"))
    for frame in (left, right):
        frame["year"] = frame["birth"].str[:4]
    watch = Watch()
    index = recordlinkage.Index()
    for keys in (["given", "cell"], ["family", "cell"], ["given", "admission"], ["given", "family", "year"],
                 ["admission", "cell"]):  # fmt: skip
        index.block(keys)
    compare = recordlinkage.Compare()
    for name in ("family", "middle", "given"):
        compare.string(name, name, method="jarowinkler", threshold=0.85, label=name)
    for name in ("year", "card", "admission", "unit", "cell"):
        compare.exact(name, name, label=name)
    features = compare.compute(index.index(left, right), left, right)
    features = features.loc[:, features.nunique() > 1]
    classifier = recordlinkage.ECMClassifier(binarize=0.5)
    classifier.fit_predict(features)
    chances = classifier.prob(features)
    taken = watch.stop()
    best: dict[int, tuple[float, str]] = {}
    for (one, other), chance in chances.items():
        best[int(one)] = max(best.get(int(one), (0.0, "")), (chance, other))
    return {**taken, **measured(data["rows"], {at: id for at, (chance, id) in best.items() if chance >= 0.5})}


def ecm_febrl(set: str) -> dict[str, Any]:
    """Step: FEBRL by the comparisons of recordlinkage's own example, classified by ECM."""
    import pandas
    import recordlinkage

    data = loaded(set)
    frames = [pandas.DataFrame(data[side]).set_index("rec_id") for side in ("left", "right", "people") if side in data]
    watch = Watch()
    index = recordlinkage.Index()
    for key in ("given_name", "surname", "date_of_birth", "soc_sec_id", "postcode"):
        index.block(key)
    compare = recordlinkage.Compare()
    for name, threshold in (("given_name", 0.85), ("surname", 0.85), ("address_1", 0.85)):
        compare.string(name, name, method="jarowinkler", threshold=threshold, label=name)
    for name in ("date_of_birth", "suburb", "state", "soc_sec_id", "postcode"):
        compare.exact(name, name, label=name)
    features = compare.compute(index.index(*frames), *frames)
    pairs = [tuple(pair) for pair in recordlinkage.ECMClassifier(binarize=0.5).fit_predict(features)]
    taken = watch.stop()
    said = febrl4_score(pairs, len(data["left"])) if "left" in data else pairs_score(pairs, data)
    return {**taken, **said}
