"""The container of an old .xls: a small file system of sectors chained by a table, read with every chain bounded.

Layout after [MS-CFB]. xlrd has a reader of its own for it, which follows a chain of short sectors that bites its tail
for ever; so this one hands out the stream, and xlrd never sees the container.
"""

import struct
from collections.abc import Iterator, Sequence

from kit.reading.archive import BROKEN
from kit.reading.limits import Refused

# Sectors, entries and their kinds.
ENTRY, STORAGE, STREAM, ROOT = 128, 1, 2, 5
END = 0xFFFFFFFA
NONE = 0xFFFFFFFF
SHORT, CUTOFF = 64, 4096


class Entry:
    """A stream or a storage: its name, kind, first sector, size, and the entries beside and below it."""

    def __init__(self, raw: bytes) -> None:
        length, self.kind = struct.unpack_from("<HB", raw, 64)
        self.name = raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
        self.left, self.right, self.child = struct.unpack_from("<III", raw, 68)
        self.first, self.size = struct.unpack_from("<II", raw, 116)


class Compound:
    """The streams of a compound file by name. Raises `Refused` where it is broken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._read()
        except (struct.error, IndexError, ValueError) as error:
            raise Refused(BROKEN) from error

    def _read(self) -> None:
        shift, short_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or short_shift != 6:
            raise Refused(BROKEN)
        self._sector = 1 << shift
        directory, _, self._cutoff, short_first, _, further, _ = struct.unpack_from("<IIIIIII", self._data, 48)
        if self._cutoff != CUTOFF:
            raise Refused(BROKEN)
        self._table = self._of_tables(list(struct.unpack_from("<109I", self._data, 76)), further)
        raw = self._chained(directory)
        self.entries = [Entry(raw[at : at + ENTRY]) for at in range(0, len(raw) - ENTRY + 1, ENTRY)]
        if not self.entries or self.entries[0].kind != ROOT:
            raise Refused(BROKEN)
        shorts = self._chained(short_first) if short_first < END else b""
        self._short_table = struct.unpack(f"<{len(shorts) // 4}I", shorts[: len(shorts) // 4 * 4])
        root = self.entries[0]
        self._shorts = self._chained(root.first)[: root.size] if root.first < END else b""

    def _of_tables(self, places: list[int], further: int) -> Sequence[int]:
        """The table of all sectors, whose own sectors are listed in the header and in a chain of further lists."""
        width, seen = self._sector // 4, set[int]()
        while further < END:
            if further in seen:
                raise Refused(BROKEN)
            seen.add(further)
            *more, further = struct.unpack(f"<{width}I", self._at(further))
            places.extend(more)
        used = [place for place in places if place < END]
        if len(set(used)) != len(used):
            raise Refused(BROKEN)
        found: list[int] = []
        for place in used:
            found.extend(struct.unpack(f"<{width}I", self._at(place)))
        return found

    def _at(self, place: int) -> bytes:
        # The header takes a sector, of which in files with large sectors the rest is blank.
        start = (place + 1) * self._sector
        return self._data[start : start + self._sector].ljust(self._sector, b"\0") if start < len(self._data) else b""

    def _chained(self, first: int) -> bytes:
        return b"".join(self._at(place) for place in _chain(self._table, first))

    def names(self) -> set[str]:
        """What all entries are called, wherever they stand, in small letters."""
        return {entry.name.lower() for entry in self.entries if entry.kind in (STORAGE, STREAM)}

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream that stands directly under the root; None where there is none."""
        for entry in self._children():
            if entry.kind == STREAM and entry.name.lower() == name.lower():
                return self._content(entry)
        return None

    def _children(self) -> Iterator[Entry]:
        waiting, seen = [self.entries[0].child], set[int]()
        while waiting:
            place = waiting.pop()
            if place >= len(self.entries) or place in seen:
                continue
            seen.add(place)
            entry = self.entries[place]
            waiting += [entry.left, entry.right]
            yield entry

    def _content(self, entry: Entry) -> bytes:
        if entry.size >= self._cutoff:
            found = self._chained(entry.first)
        else:
            chain = _chain(self._short_table, entry.first)
            found = b"".join(self._shorts[place * SHORT : (place + 1) * SHORT] for place in chain)
        if len(found) < entry.size:
            raise Refused(BROKEN)
        return found[: entry.size]


def _chain(table: Sequence[int], place: int) -> Iterator[int]:
    """The sectors of a chain; one that is longer than the table bites its tail."""
    for _ in range(len(table) + 1):
        if place >= END:
            return
        if place >= len(table):
            raise Refused(BROKEN)
        yield place
        place = table[place]
    raise Refused(BROKEN)
