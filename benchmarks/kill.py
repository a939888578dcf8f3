"""Kills ``docparse extract`` at random moments, lets it go on, and compares with a run left in peace.

    python benchmarks/kill.py --kills 50            # SIGKILL, SIGTERM and SIGINT in turn
    python benchmarks/kill.py --kills 50 --quick    # the same, but the documents are not understood

With ``--quick`` everything is as it is but the reading itself: a worker makes a plan of nothing but the text.
So a run takes a second, and most of it is what must survive: storing, settling, making the tables.

The documents (some share an id, some are in an archive, one is broken) are made anew; whenever a run gets to
its end, the results must be, to the byte, those of the undisturbed run, without a file too many; then the
results are thrown away and the killing goes on. The seed decides the moments as shares of the time that the
undisturbed run took; which state of the run they hit depends on the machine, what must hold does not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docparse.batch.inputs import Input
    from docparse.batch.outcomes import Outcome
    from docparse.export.tables import Format
    from docparse.model import Plan

ROOT = Path(__file__).resolve().parent.parent
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
MANIFEST = "manifest.sqlite"
#: seconds for what a killed run started to end
GRACE = 20.0

_PLAN = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG MÂY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: {number}/KH-UBND
Đồng Mây, ngày 05 tháng 3 năm 2031

KẾ HOẠCH
Trồng cây xanh trong trường học tỉnh Đồng Mây năm 2031

I. MỤC TIÊU
1. Đến hết năm 2031, có ít nhất {share}% trường học có vườn cây.
II. NHIỆM VỤ
1. Sở Giáo dục và Đào tạo chủ trì, phối hợp với Sở Tài chính chọn trường tham gia trước ngày 30/6/2031.
2. Sở Tài chính bố trí kinh phí mua cây giống cho {share} trường.

Nơi nhận:
- Như trên;
- Lưu: VT.
"""


class BrokenPromiseError(AssertionError):
    """The results are not what an undisturbed run gives."""


@dataclass
class Tally:
    """What happened so far."""

    kills: int = 0
    finished: int = 0


def documents(folder: Path, count: int, dice: random.Random) -> int:
    """Write the inputs: ``count`` plans, every fifth with the number of the one before; returns how many."""
    folder.mkdir()
    for number in range(count):
        shown = number - 1 if number % 5 == 4 else number
        text = _PLAN.format(number=shown + 1, share=dice.randint(10, 99))
        folder.joinpath(f"{number:03}.txt").write_text(text, encoding="utf-8")
    with zipfile.ZipFile(folder / "cac-xa.zip", "w") as archive:
        for number in range(6):
            archive.writestr(f"xa-{number}.txt", _PLAN.format(number=number + 1, share=dice.randint(10, 99)))
        archive.writestr("rong.txt", "")
    folder.joinpath("hong.docx").write_bytes(b"PK\x03\x04 no archive")
    return count + 6


def quick_docparse() -> None:
    """The command line, with workers that do not understand what they read."""
    from docparse.batch import reader
    from docparse.cli import main as docparse

    reader.Settings = partial(reader.Settings, target="kill:quick_outcomes")  # type: ignore[misc, assignment]
    docparse(sys.argv[1:])


def quick_outcomes(item: Input, skip: int = 0, formats: tuple[Format, ...] = ()) -> Iterator[Outcome]:
    """What such a worker does: all that the real one does but to understand."""
    from docparse.batch import work

    work.read_content = _quick_plan  # type: ignore[assignment]
    return work.outcomes(item, skip, formats)


def _quick_plan(data: bytes, name: str) -> Plan:
    from docparse.errors import UnreadableFile
    from docparse.model import Metadata, Plan, Source, Task

    if not data or data.startswith(b"PK"):
        raise UnreadableFile(name, "hỏng.", "Lưu lại.")
    text = data.decode()
    number = text.partition("Số: ")[2].partition("/")[0]
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name=name, sha256=digest, media_type="text/plain", characters=len(text))
    task = Task(id="t1", text=text, node=None, start=0, end=len(text))
    return Plan(id=f"kh-{number}", source=source, metadata=Metadata(), text=text, tasks=(task,))


@dataclass(frozen=True)
class Command:
    """The command line under test."""

    inputs: Path
    jobs: int
    quick: bool

    def start(self, out: Path) -> subprocess.Popen[bytes]:
        """Start a run in a session of its own, so that what it leaves behind can be told."""
        docparse = ["-c", "import kill; kill.quick_docparse()"] if self.quick else ["-m", "docparse"]
        options = ["--out", str(out), "--jobs", str(self.jobs), "-q"]
        return subprocess.Popen(
            [sys.executable, *docparse, "extract", str(self.inputs), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


def contents(out: Path) -> dict[str, bytes]:
    """All files of a place of results but the manifest, hidden ones too."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def check(out: Path, reference: dict[str, bytes], plans: int) -> None:
    """Compare finished results with those of the undisturbed run."""
    found = contents(out)
    wrong = sorted(name for name in found.keys() | reference.keys() if found.get(name) != reference.get(name))
    if wrong:
        raise BrokenPromiseError(f"{len(wrong)} files not as in an undisturbed run: {wrong[:9]}")
    with closing(sqlite3.connect(out / MANIFEST)) as manifest:
        stored = manifest.execute("SELECT count(*) FROM documents WHERE status = 'read'").fetchone()[0]
        open_ends = manifest.execute("SELECT count(*) FROM announced").fetchone()[0]
    if (stored, open_ends) != (plans, 0):
        raise BrokenPromiseError(
            f"{stored} plans in the manifest, not {plans}; {open_ends} open announcements"
        )


def survivors(session: int) -> list[int]:
    """The processes of a session that are still there."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = entry.joinpath("stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(entry.name))
    return found


def wait_for_the_end_of_all(session: int) -> None:
    """Wait until nothing of a session is left; raises :class:`BrokenPromiseError` after ``GRACE`` seconds."""
    end = time.monotonic() + GRACE
    while left := survivors(session):
        if time.monotonic() > end:
            raise BrokenPromiseError(f"processes left behind: {left}")
        time.sleep(0.05)


def soak(kills: int, seed: int, count: int, command: Command, work: Path) -> Tally:
    """Kill runs until ``kills`` of them have died; raises :class:`BrokenPromiseError` on a wrong result."""
    dice = random.Random(seed)
    plans = documents(command.inputs, count, dice)
    began = time.monotonic()
    command.start(work / "reference").wait()
    whole = time.monotonic() - began
    reference = contents(work / "reference")
    check(work / "reference", reference, plans)
    print(f"undisturbed: {plans} plans, {len(reference)} files, {whole:.1f} s", flush=True)
    tally, out = Tally(), work / "out"
    while tally.kills < kills:
        began = time.monotonic()
        process = command.start(out)
        try:
            process.wait(dice.uniform(0, 1.1) * whole)
        except subprocess.TimeoutExpired:
            process.send_signal(SIGNALS[tally.kills % len(SIGNALS)])
            process.wait()
            tally.kills += 1
        else:
            tally.finished += 1
            whole = min(whole, time.monotonic() - began)  # the first run may have waited for the disk
            check(out, reference, plans)
            shutil.rmtree(out)
        wait_for_the_end_of_all(process.pid)
    command.start(out).wait()
    check(out, reference, plans)
    return tally


def main() -> None:
    """Run and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plans", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="docparse-kill-") as folder:
        for package in ("docparse", "extractors"):  # who edits the code meanwhile must not disturb
            shutil.copytree(ROOT / package, Path(folder, "code", package))
        shutil.copy(__file__, Path(folder, "code", "kill.py"))
        before = filter(None, [os.environ.get("PYTHONPATH")])
        os.environ["PYTHONPATH"] = os.pathsep.join([str(Path(folder, "code")), *before])
        command = Command(Path(folder, "in"), options.jobs, options.quick)
        tally = soak(options.kills, options.seed, options.plans, command, Path(folder))
    print(json.dumps({"kills": tally.kills, "finished between them": tally.finished, "wrong": 0}))


if __name__ == "__main__":
    main()
