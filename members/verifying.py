"""Is the history whole? Both chains read once, as tuples, and held against the witness outside the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from members import chain, looks, witness
from members.models import Act, Look, LookBlock

REDUCE, RESTORE = "reduce", "restore_backup"
CHUNK = 5000
# As json.dumps(said, ensure_ascii=False), which makes an encoder for every line.
WRITTEN = json.JSONEncoder(ensure_ascii=False).encode
ACT = (
    "id", "number", "at", "verb", "account_id", "actor", "for_organisation_id", "member_id", "organisation_id",
    "inside", "digest", "previous", "seal", "values_row__salt", "values_row__body",
)  # fmt: skip
LOOK = (
    "id", "at", "account_id", "actor", "page", "organisation_id", "count", "digest", "seal_row__block",
    "values_row__salt", "values_row__members", "values_row__asked",
)  # fmt: skip


class CannotCheck(Exception):
    """The witness can't be read; the sentence says why."""


@dataclass
class Report:
    """`breaks` are sentences, in the order of the lines; `reduced` number of emptied values by the act that did it;
    `unwitnessed` chains of whose newest line nothing is known outside, so that a cut tail would not be seen;
    `restores` numbers of the lines that say the register was put back from a backup."""

    acts: int = 0
    looks: int = 0
    blocks: int = 0
    breaks: list[str] = field(default_factory=list)
    reduced: dict[int, int] = field(default_factory=dict)
    unsealed: int = 0
    unwitnessed: list[str] = field(default_factory=list)
    restores: list[int] = field(default_factory=list)


def verify() -> Report:
    """Check numbers, seals, digests of both chains, and the newest lines against the witness.

    Values that are gone count as reduced when an act `reduce` names them in its notes (`acts` and `looks`, lists of
    numbers of acts and ids of looks); otherwise they are a break. Raises CannotCheck when the witness is unreadable.
    """
    try:
        said = witness.read()
        kept = {} if said is None else said
        chains = {name: (int(said["number"]), str(said["seal"])) for name, said in dict.items(kept)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise CannotCheck("Không đọc được bản chứng ngoài cơ sở dữ liệu.") from error
    report = Report()
    reducers = _reducers()
    _check_acts(report, reducers.get("acts", {}), chains.get("acts"))
    _check_looks(report, reducers.get("looks", {}), chains.get("looks"))
    lengths = {"acts": report.acts, "looks": report.blocks}
    report.unwitnessed = [name for name, count in lengths.items() if count and name not in chains]
    report.restores = list(Act.objects.filter(verb=RESTORE).order_by("number").values_list("number", flat=True))
    return report


def _reducers() -> dict[str, dict[int, int]]:
    """{"acts": {number: act that emptied it}, "looks": {id: act}}. The acts named stand in the chain themselves: what
    they say is held by their own digest, and whatever else stands there names nothing. An act empties what was before
    it; of two that name the same the first did it."""
    answer: dict[str, dict[int, int]] = {"acts": {}, "looks": {}}
    said = Act.objects.filter(verb=REDUCE).order_by("number").values_list("number", "values_row__body")
    for number, body in said:
        notes = _loaded(body).get("notes")
        for name, known in answer.items():
            for one in _numbers(notes, name):
                if name == "looks" or one < number:
                    known.setdefault(one, number)
    return answer


def _numbers(notes: Any, name: str) -> list[int]:
    named = notes.get(name) if isinstance(notes, dict) else None
    return [one for one in named if type(one) is int] if isinstance(named, list) else []


def _loaded(body: str | None) -> dict[str, Any]:
    try:
        said = json.loads(body or "{}")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _check_acts(report: Report, reducers: dict[int, int], kept: tuple[int, str] | None) -> None:
    expected, previous, seals = 0, chain.GENESIS, {}
    for row in Act.objects.order_by("number").values_list(*ACT).iterator(chunk_size=CHUNK):
        _, number, _at, *_said, digest, before, seal, salt, body = row
        expected += 1
        report.acts += 1
        if number != expected:
            report.breaks.append(f"Thiếu dòng: sau dòng {expected - 1} là dòng {number}.")
            expected = number
        elif before != previous:
            report.breaks.append(f"Dòng {number} không nối tiếp dòng trước.")
        if seal != sealed_act(row):
            report.breaks.append(f"Dòng {number} đã bị sửa.")
        if not _values_stand(digest, salt, body, reducers, number, report):
            report.breaks.append(f"Giá trị của dòng {number} đã bị sửa hoặc bị lấy đi.")
        if kept is not None and number == kept[0]:
            seals[number] = seal
        previous = seal
    if kept is not None and seals.get(kept[0]) != kept[1]:
        report.breaks.append(_tail(kept[0], expected, "dòng"))


def sealed_act(row: tuple[Any, ...]) -> str:
    """The seal a line should carry, from the tuple of `ACT`; the same words as `chain.seal_of`."""
    _, number, at, verb, account, actor, acting_for, member, organisation, inside, digest, previous, *_rest = row
    said = [previous, number, _instant(at), verb, account, actor, acting_for, member, organisation, inside, digest]
    return hashlib.sha256(WRITTEN(said).encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _values_stand(
    digest: str, salt: str | None, body: str | None, reducers: dict[int, int], key: int, report: Report
) -> bool:
    """The values are those of the digest, or were emptied by an act that says so."""
    if salt is None or body is None:
        return False
    if salt == "" and body == "":
        if key in reducers:
            report.reduced[reducers[key]] = report.reduced.get(reducers[key], 0) + 1
        return key in reducers
    return chain.digest_of(salt, body) == digest


def _tail(kept: int, newest: int, what: str) -> str:
    if newest < kept:
        return f"Mất phần cuối: bản chứng ghi {what} {kept}, trong sổ chỉ còn đến {what} {newest}."
    return f"{what.capitalize()} {kept} khác với bản chứng ngoài cơ sở dữ liệu."


def _check_looks(report: Report, reducers: dict[int, int], kept: tuple[int, str] | None) -> None:
    """Blocks in the order of their numbers, with the looks of each: both are read in one pass."""
    expected, previous, seal_kept = 0, chain.GENESIS, None
    held = _looks_by_block(report, reducers)
    waiting = next(held, None)
    columns = ("id", "number", "at", "count", "previous", "seal")
    for pk, number, at, count, before, seal in LookBlock.objects.order_by("id").values_list(*columns):
        expected += 1
        report.blocks += 1
        lines: list[list[Any]] = []
        while waiting is not None and waiting[0] <= pk:
            lines += [waiting[1]] if waiting[0] == pk else []
            waiting = next(held, None)
        if number != expected:
            report.breaks.append(f"Thiếu khối lần xem: sau khối {expected - 1} là khối {number}.")
            expected = number
        elif before != previous:
            report.breaks.append(f"Khối lần xem {number} không nối tiếp khối trước.")
        if seal != looks.seal_of(before, number, at, lines) or count != len(lines):
            report.breaks.append(f"Khối lần xem {number} hoặc một lần xem trong đó đã bị sửa.")
        if kept is not None and number == kept[0]:
            seal_kept = seal
        previous = seal
    for _ in held:
        pass
    if kept is not None and seal_kept != kept[1]:
        report.breaks.append(_tail(kept[0], expected, "khối lần xem"))
    report.unsealed = Look.objects.filter(seal_row__isnull=True).count()


def _looks_by_block(report: Report, reducers: dict[int, int]) -> Iterator[tuple[int, list[Any]]]:
    """(block, what the look says) of every sealed look; its values are checked on the way."""
    rows = Look.objects.filter(seal_row__isnull=False).order_by("seal_row__block", "id")
    for row in rows.values_list(*LOOK).iterator(chunk_size=CHUNK):
        pk, at, account, actor, page, organisation, count, digest, block, salt, ids, asked = row
        report.looks += 1
        body = None if ids is None or asked is None else f"{ids}\n{asked}"
        emptied = "" if ids == "" and salt == "" else body
        if not _values_stand(digest, salt, emptied, reducers, pk, report):
            report.breaks.append(f"Giá trị của lần xem {pk} đã bị sửa hoặc bị lấy đi.")
        yield block, [pk, _instant(at), account, actor, page, organisation, count, digest]
