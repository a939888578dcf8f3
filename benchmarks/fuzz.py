"""Broken files by the thousand: each must be read or end in an error of docparse, nothing else.

    python benchmarks/fuzz.py --count 2000 --seed 1

The files are the sample plans with bytes changed, cut out, doubled or lost, inside their archives too; the
same seed gives the same files. A file that breaks the program is kept in ``--keep``. The one that is being
read is written there first, so that even a crash of the whole process leaves it behind. Without OCR.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docparse.errors import DocparseError  # noqa: E402
from docparse.readers import read_bytes  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"
ENDINGS = (".docx", ".pdf", ".html", ".txt")
# bytes at the begin that stay, so that the file is still taken for what it is
_HEAD = 16
_LONGEST_CUT = 400
_ATTRIBUTE = re.compile(rb"""([\w:]+=)["'][^"'<>]*["']""")
_SENSELESS = (b"", b"-1", b"99999999", b"7" * 30, b"x", b"restart", b"0", b"&#x0;", "ắ".encode())
_NUMBER = re.compile(rb"\d+")
_BROKEN_NUMBERS = (b"0", b"-1", b"65536", b"4294967296", b"99999999999999999999", b"1e308", b"")


def broken_files(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """``count`` broken files as (name, bytes), the same for the same ``seed``, kinds by turns."""
    for number in range(count):
        chance = Random(f"{seed}:{number}")
        ending = ENDINGS[number % len(ENDINGS)]
        data = chance.choice(_originals(ending))
        damage = _in_archive if ending == ".docx" and chance.random() < 0.8 else _somewhere
        yield f"{seed}-{number:05}{ending}", damage(data, chance)


@cache
def _originals(ending: str) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(SAMPLES.glob(f"*{ending}")))


def _somewhere(data: bytes, chance: Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.choice((1, 3, 20, 200))):
        at = chance.randrange(_HEAD, max(len(spoiled), _HEAD + 1))
        cut = chance.randrange(1, _LONGEST_CUT)
        match chance.randrange(6):
            case 0:
                spoiled[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del spoiled[at : at + cut]
            case 2:
                spoiled[at:at] = spoiled[at : at + cut]
            case 3:
                spoiled[at:at] = chance.randbytes(cut % 16)
            case 4:
                other = chance.randrange(_HEAD, max(len(spoiled), _HEAD + 1))
                spoiled[at : at + cut] = spoiled[other : other + cut]
            case _:
                _break_number(spoiled, at, chance)
    if chance.random() < 0.15:
        del spoiled[chance.randrange(_HEAD, len(spoiled) + _HEAD) :]
    return bytes(spoiled)


def _break_number(spoiled: bytearray, at: int, chance: Random) -> None:
    if match := _NUMBER.search(spoiled, at, at + _LONGEST_CUT):
        spoiled[match.start() : match.end()] = chance.choice(_BROKEN_NUMBERS)


def _in_archive(data: bytes, chance: Random) -> bytes:
    """The archive is whole, so that the damage reaches the XML and what is read from it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    for name in chance.sample(names, chance.randint(1, 3)):
        damage = _senseless if chance.random() < 0.6 else _somewhere
        parts[name] = damage(parts[name], chance)
    if chance.random() < 0.1:
        del parts[chance.choice(names)]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return out.getvalue()


def _senseless(part: bytes, chance: Random) -> bytes:
    """XML that is well-formed, with values that make no sense."""
    share = chance.choice((0.01, 0.1, 0.5))

    def value(match: re.Match[bytes]) -> bytes:
        if chance.random() > share:
            return match.group()
        return match.group(1) + b'"' + chance.choice(_SENSELESS) + b'"'

    return _ATTRIBUTE.sub(value, part)


def outcome_of(name: str, data: bytes) -> str:
    """What reading gives: ``read``, or the kind of docparse's error; anything else escapes."""
    try:
        document = read_bytes(data, name)
    except DocparseError as error:
        return type(error).__name__ if error.cause and error.remedy else "error without remedy"
    whole = all(document.text[p.start : p.end] == p.text for p in document.paragraphs)
    return "read" if whole else "wrong offsets"


def main() -> int:
    """Read the files and print what came of them; the exit code is 1 where one broke the program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=ROOT / "out" / "fuzz")
    arguments = parser.parse_args()
    os.environ["PATH"] = ""  # no tesseract: thousands of damaged pages would be worth an OCR
    arguments.keep.mkdir(parents=True, exist_ok=True)
    current = arguments.keep / "current"
    outcomes: Counter[str] = Counter()
    slowest, start = (0.0, ""), perf_counter()
    for name, data in broken_files(arguments.seed, arguments.count):
        current.write_bytes(data)
        begun = perf_counter()
        try:
            outcome = outcome_of(name, data)
        except Exception as failure:
            outcome = f"{type(failure).__name__}: {failure}"[:200]
            (arguments.keep / name).write_bytes(data)
            print(name, outcome, flush=True)
        slowest = max(slowest, (perf_counter() - begun, name))
        outcomes[f"{Path(name).suffix} {outcome}"] += 1
    current.unlink()
    for outcome, number in sorted(outcomes.items()):
        print(f"{number:6} {outcome}")
    print(
        f"{arguments.count} files in {perf_counter() - start:.0f} s; slowest {slowest[0]:.1f} s: {slowest[1]}"
    )
    good = ("read", "UnreadableFile", "EncryptedFile", "UnsupportedFormat", "FileTooLarge", "MissingTool")
    return int(any(not outcome.endswith(good) for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
