"""Little Outlook mails (.msg), written as OLE compound files from scratch."""

from __future__ import annotations

import struct
from collections.abc import Sequence

SECTOR, MINI, CUTOFF = 512, 64, 4096
_FREE, _END, _FAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5

Tree = dict[str, "bytes | Tree"]


def message(*attachments: tuple[str, bytes | None], ansi: bool = False) -> bytes:
    """A mail with attachments; null content stands for one that is linked, not contained."""
    tree: Tree = {"__properties_version1.0": b"\0" * 32}
    for number, (name, content) in enumerate(attachments):
        tag, encoded = ("1E", name.encode("cp1258")) if ansi else ("1F", name.encode("utf-16-le"))
        part: Tree = {f"__substg1.0_370700{tag}": encoded}
        if content is not None:
            part["__substg1.0_37010102"] = content
        tree[f"__attach_version1.0_#{number:08X}"] = part
    return compound(tree)


def compound(tree: Tree) -> bytes:
    """The bytes of a compound file with these streams and storages."""
    entries: list[list[object]] = [["Root Entry", _ROOT, _NONE, 0, b""]]
    siblings: list[int] = [_NONE]
    _add(tree, 0, entries, siblings)
    mini = bytearray()
    mini_fat: list[int] = []
    sectors: list[bytes] = []
    fat: list[int] = []
    for entry in entries[1:]:
        content = entry[4]
        if entry[1] != _STREAM or not isinstance(content, bytes):
            continue
        if len(content) < CUTOFF:
            entry[3] = len(mini_fat)
            _chain(mini_fat, -(-len(content) // MINI))
            mini += content.ljust(-(-len(content) // MINI) * MINI, b"\0")
        else:
            entry[3] = _append(content, sectors, fat)
    entries[0][3], entries[0][4] = _append(bytes(mini), sectors, fat), bytes(mini)
    packed = b"".join(struct.pack("<I", n) for n in mini_fat)
    mini_fat_at = _append(packed, sectors, fat, fill=b"\xff")
    directory = b"".join(_entry(*entry, sibling) for entry, sibling in zip(entries, siblings, strict=True))
    directory_at = _append(directory, sectors, fat)
    count = 1
    while count * SECTOR // 4 < len(fat) + count:
        count += 1
    fat_at = len(fat)
    table = [*fat, *([_FAT] * count)]
    table += [_FREE] * (count * SECTOR // 4 - len(table))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory_at, 0, CUTOFF, mini_fat_at, -(-len(packed) // SECTOR), _END, 0)  # fmt: skip
    places = [fat_at + i for i in range(count)] + [_FREE] * (109 - count)
    header += b"".join(struct.pack("<I", place) for place in places)
    return header + b"".join(sectors) + b"".join(struct.pack("<I", n) for n in table)


def _add(tree: Tree, parent: int, entries: list[list[object]], siblings: list[int]) -> None:
    """Append the entries of a storage; each is the right neighbour of the one before."""
    last = None
    for name, content in sorted(tree.items(), key=lambda item: (len(item[0]), item[0].upper())):
        at = len(entries)
        is_stream = isinstance(content, bytes)
        entries.append([name, _STREAM if is_stream else _STORAGE, _NONE, 0, content if is_stream else b""])
        siblings.append(_NONE)
        if last is None:
            entries[parent][2] = at
        else:
            siblings[last] = at
        last = at
        if not isinstance(content, bytes):
            _add(content, at, entries, siblings)


def _chain(table: list[int], length: int) -> None:
    first = len(table)
    table += [*range(first + 1, first + length), _END]


def _append(content: bytes, sectors: list[bytes], fat: list[int], fill: bytes = b"\0") -> int:
    first = len(fat)
    length = max(1, -(-len(content) // SECTOR))
    sectors.append(content.ljust(length * SECTOR, fill))
    _chain(fat, length)
    return first


def _entry(name: object, kind: object, child: object, start: object, content: object, right: int) -> bytes:
    encoded = str(name).encode("utf-16-le") + b"\0\0"
    assert isinstance(content, bytes)
    return struct.pack(
        "<64sHBBIII36xIQ", encoded, len(encoded), kind, 1, _NONE, right, child, start, len(content)
    )


def damaged(data: bytes, changes: Sequence[tuple[int, int]]) -> bytes:
    """The file with some bytes overwritten."""
    out = bytearray(data)
    for at, value in changes:
        out[at % len(out)] = value
    return bytes(out)
