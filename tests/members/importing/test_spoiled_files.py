"""A good workbook with bytes flipped, cut out, cut off or put in: always one sentence, or a plan; nothing else."""

from __future__ import annotations

import io
import random
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest

from kit.reading import Refused, open_workbook
from members.errors import Refusal
from members.importing import make_plan, report
from tests.builders import MACHINE, make_tree
from tests.kit.reading.books import changed, plain
from tests.members.importing.files import national, people

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SHORT, LONG = 12, 500
SECONDS, BYTES = 20, 150_000_000
GOOD = national(*people(60))
CSV = "TT;Họ và tên;Ngày sinh\r\n".encode() + "\r\n".join(f"{n};Lò Văn {n};1/2/1980" for n in range(60)).encode()


def flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice([1, 3, 40])):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_out(data: bytes, chance: random.Random) -> bytes:
    first = chance.randrange(len(data))
    return data[:first] + data[first + chance.randrange(1, 500) :]


def put_in(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 300)) + data[at:]


def twice(data: bytes, chance: random.Random) -> bytes:
    return data + data[chance.randrange(len(data)) :]


def inside(data: bytes, chance: random.Random) -> bytes:
    """One part unpacked, spoiled, packed again: what the zip's own checks do not see."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        spoiled = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            if name == spoiled:
                part = chance.choice([flipped, cut_off, cut_out, put_in])(part, chance)
            new.writestr(name, part)
    return stream.getvalue()


def words(data: bytes, chance: random.Random) -> bytes:
    """Numbers inside the XML replaced by ones that no sheet has."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            for _ in range(3):
                digit = chance.choice(b"0123456789")
                odd = chance.choice([b"-1", b"99999999999999", b"1e999", b"NaN", b"", "๓".encode(), b"&#0;"])
                part = part.replace(bytes([digit]), odd, chance.randrange(1, 4))
            new.writestr(name, part)
    return stream.getvalue()


WAYS: list[Callable[[bytes, random.Random], bytes]] = [flipped, cut_off, cut_out, put_in, twice, inside, inside, words]


def read(name: str, data: bytes) -> None:
    try:
        report(make_plan(open_workbook(name, data), by=MACHINE, create_organisations=True), None)
    except (Refused, Refusal) as refused:
        said = refused.sentence
        assert said.endswith(".") and "\n" not in said and len(said) < 200, said


def test_a_spoiled_file_is_a_plan_or_one_sentence(request: pytest.FixtureRequest) -> None:
    make_tree()
    seeds = LONG if request.config.getoption("--long") else SHORT
    for seed in range(seeds):
        chance = random.Random(seed)
        way = chance.choice(WAYS)
        data = way(GOOD, chance)
        began = time.process_time()
        try:
            read("ds.xlsx", data)
            read("ds.csv", flipped(CSV, chance) if seed % 2 else put_in(CSV, chance))
            read("ds.csv", chance.randbytes(2000))
        except Exception as error:
            raise AssertionError(f"seed {seed}, {way.__name__}: {error!r}") from error
        assert time.process_time() - began < SECONDS, f"seed {seed}, {way.__name__}"


@pytest.mark.long
def test_spoiled_files_cost_no_memory() -> None:
    make_tree()
    tracemalloc.start()
    try:
        for seed in range(60):
            chance = random.Random(10_000 + seed)
            read("ds.xlsx", chance.choice(WAYS)(GOOD, chance))
        assert tracemalloc.get_traced_memory()[1] < BYTES
    finally:
        tracemalloc.stop()


def test_ten_thousand_sheets_are_refused_quickly() -> None:
    data = changed(plain(), {f"xl/worksheets/sheet{number}.xml": "<worksheet/>" for number in range(2, 10_001)})
    began = time.process_time()
    with pytest.raises(Refused) as refused:
        open_workbook("ds.xlsx", data)
    assert "thành phần" in refused.value.sentence
    assert time.process_time() - began < SECONDS
