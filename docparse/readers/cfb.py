"""The container of old Office files (OLE compound file): which streams it holds.

Old .doc, .xls and .ppt, and .docx with a password, share one first line; only the directory of
streams tells them apart. Read are the directory and single sectors, never more than the file has.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_HEADER = 512
_END = 0xFFFFFFFA  # this sector number and all above it mark ends and free sectors
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_IN_HEADER = 109
_MINI_CUTOFF, _MINI_SECTOR = 4096, 64


def stream_names(data: bytes) -> frozenset[str]:
    """Name the streams and storages of a compound file; empty for anything else."""
    return frozenset(name for name, _, _, _ in _entries(data))


def stream_head(data: bytes, name: str) -> bytes:
    """Return the first bytes of a stream (64 at least); empty where there is none of that name."""
    root = None
    for found, kind, start, size in _entries(data):
        if kind == _ROOT:
            root = start
        elif found == name and kind == _STREAM:
            return _sector(data, start) if size >= _MINI_CUTOFF else _mini_sector(data, root, start)
    return b""


def _mini_sector(data: bytes, root: int | None, number: int) -> bytes:
    """Return a sector of the mini stream, which the root entry holds as a chain of ordinary ones."""
    hops, offset = divmod(number * _MINI_SECTOR, _size(data))
    if root is None or hops > len(data) // _size(data):
        return b""
    sector = root
    for _ in range(hops):
        sector = _next(data, sector)
    return _sector(data, sector)[offset : offset + _MINI_SECTOR]


def _entries(data: bytes) -> Iterator[tuple[str, int, int, int]]:
    """Give name, kind, first sector and size of each directory entry."""
    for block in _directory(data):
        for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
            entry = block[at : at + _ENTRY]
            length = min(int.from_bytes(entry[64:66], "little"), 64)
            if entry[66] and length > 2:
                name = entry[: length - 2].decode("utf-16-le", "replace")
                yield name, entry[66], *struct.unpack_from("<II", entry, 116)


def _directory(data: bytes) -> Iterator[bytes]:
    if len(data) < _HEADER or not data.startswith(MAGIC):
        return
    sector = int.from_bytes(data[48:52], "little")
    seen: set[int] = set()
    while sector < _END and sector not in seen:
        seen.add(sector)
        block = _sector(data, sector)
        if not block:
            return
        yield block
        sector = _next(data, sector)


def _size(data: bytes) -> int:
    shift = int.from_bytes(data[30:32], "little")
    return 1 << shift if shift in (9, 12) else _HEADER


def _sector(data: bytes, number: int) -> bytes:
    size = _size(data)
    return data[(number + 1) * size : (number + 2) * size]


def _next(data: bytes, sector: int) -> int:
    """Return the sector that follows, by the allocation table; the end where there is no such sector."""
    if (sector + 1) * _size(data) > len(data):
        return _END
    per_block = _size(data) // 4
    table = _table_sector(data, sector // per_block)
    at = sector % per_block * 4
    return int.from_bytes(table[at : at + 4], "little") if len(table) >= at + 4 else _END


def _table_sector(data: bytes, index: int) -> bytes:
    """Return a sector of the allocation table; beyond the header's 109 by the chain of DIFAT."""
    if index < _IN_HEADER:
        return _sector(data, int.from_bytes(data[76 + 4 * index : 80 + 4 * index], "little"))
    per_block = _size(data) // 4 - 1
    hops, slot = divmod(index - _IN_HEADER, per_block)
    sector = int.from_bytes(data[68:72], "little")
    for _ in range(hops):
        sector = int.from_bytes(_sector(data, sector)[-4:] or b"\xff" * 4, "little")
    block = _sector(data, sector)
    return _sector(data, int.from_bytes(block[4 * slot : 4 * slot + 4] or b"\xff" * 4, "little"))
