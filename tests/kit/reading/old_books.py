"""Old .xls by hand, record by record: the containers and records that no writer would make."""

import struct
from collections.abc import Sequence

SECTOR, SHORT, END, FREE, TABLE = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
GLOBALS, SHEET = 0x0005, 0x0010
Record = tuple[int, bytes]


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 0))


END_OF = record(0x000A)


def number(row: int, column: int, value: float) -> bytes:
    """A cell; row and column from 0."""
    return record(0x0203, struct.pack("<HHHd", row, column, 0, value))


def text(row: int, column: int, value: str) -> bytes:
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + value.encode("utf-16-le"))


def stream(inside: bytes, globals_: bytes = b"", *, start: int | None = None, sheets: int = 1, kind: int = 0) -> bytes:
    """A book whose sheets all are the one with the records `inside`; `start` lies about where it begins."""
    named = [struct.pack("<IBBBB", 0, 0, kind, 1, 0) + b"A" for _ in range(sheets)]
    head = begin(GLOBALS) + globals_
    place = len(head) + sum(len(record(0x0085, one)) for one in named) + len(END_OF)
    at = place if start is None else start
    named = [struct.pack("<I", at) + one[4:] for one in named]
    return head + b"".join(record(0x0085, one) for one in named) + END_OF + begin(SHEET) + inside + END_OF


def entry(name: str, kind: int, first: int, size: int, child: int = FREE, right: int = FREE) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw), kind, 1, FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<III", first, size, 0)


def compound(
    content: bytes, name: str = "Workbook", also: Sequence[str] = (), chain: dict[int, int] | None = None
) -> bytes:
    """A container with one stream (and empty storages called `also`); `chain` overrules the table of sectors."""
    content = content.ljust(4096, b"\0")
    sectors = -(-len(content) // SECTOR)
    tables = 1
    while tables * (SECTOR // 4) < tables + 1 + sectors:
        tables += 1
    first = tables + 1
    table = [TABLE] * tables + [END] + [first + n + 1 for n in range(sectors - 1)] + [END]
    for place, following in (chain or {}).items():
        table[place] = following
    table += [FREE] * (tables * (SECTOR // 4) - len(table))
    nexts = [3 + place for place in range(len(also) - 1)] + [FREE]
    storages = [entry(one, 1, 0, 0, right=right) for one, right in zip(also, nexts, strict=False)]
    root = entry("Root Entry", 5, END, 0, child=1)
    entries = [root, entry(name, 2, first, len(content), right=2 if storages else FREE)]
    directory = b"".join([*entries, *storages])[:SECTOR].ljust(SECTOR, b"\0")
    listed = list(range(tables)) + [FREE] * (109 - tables)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 10
    head += struct.pack("<IIIIIIII", tables, tables, 0, 4096, END, 0, END, 0)
    listing = struct.pack("<109I", *listed) + struct.pack(f"<{len(table)}I", *table)
    return head + listing + directory + content.ljust(sectors * SECTOR, b"\0")


def book(inside: bytes, globals_: bytes = b"", **how: int) -> bytes:
    return compound(stream(inside, globals_, **how))


def merged(ranges: Sequence[tuple[int, int, int, int]]) -> bytes:
    """Merged ranges (top, left, bottom, right, from 1)."""
    said = b"".join(struct.pack("<HHHH", t - 1, b - 1, left - 1, r - 1) for t, left, b, r in ranges)
    return record(0x00E5, struct.pack("<H", len(ranges)) + said)
