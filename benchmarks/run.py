"""How fast docparse is, beside the floor and beside programs that merely read: one table, one run.

    python benchmarks/run.py --peers OTHER/bin/python --docs /tmp/docs

``--peers`` is the Python of an environment with markitdown, docling-slim or unstructured (they are no
dependencies of ours); what is not installed there is named and left out. Documents are made once into
``--docs``. Reading is measured in seconds of the processor, each program in a process of its own that has
read a document before; the programs take turns, and the best of the rounds counts: so other work on the
machine disturbs least. Parts: ``--only reading,length,batch,memory``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
PARTS = ("reading", "length", "batch", "memory")
#: documents that everything reads: seed and pages
READ = ((900_001, 6), (900_002, 12), (900_003, 25))
LENGTHS = (250, 500, 1_000, 2_000)
_PEERS = ("pdfplumber", "markitdown", "docling-slim", "unstructured")
_MEGABYTE = 2**20
SHARES = (10, 2)  # of the mix, with one job and with two: the start weighs less in the larger
SMALL = 3  # pages of the documents that are read by the thousand

Work = Callable[[Path], object]


# ---- what is measured: each of these makes the function that reads one file ------------------------


def _docparse() -> Work:
    sys.path.insert(0, str(ROOT))
    from docparse.export.jsonfiles import to_bytes
    from docparse.plan import read_content

    return lambda path: to_bytes(read_content(path.read_bytes(), path.name))


def _floor() -> Work:
    """The text of the file by the quickest library, and one pass of every pattern over it."""
    sys.path.insert(0, str(HERE))
    import extract as patterns

    _docparse()(documents_module().SAMPLES / "06-xa-dong-thach-2026.docx")  # the rules are loaded now
    known = list(patterns.rule_patterns())
    text_of = _text()

    def run(path: Path) -> int:
        key = patterns.fold(text_of(path))
        return sum(1 for pattern in known for _ in pattern.finditer(key))

    return run


def _text() -> Callable[[Path], str]:
    """Zip and lxml for Word, pdfium for PDF."""
    import zipfile

    import pypdfium2
    from lxml import etree

    def run(path: Path) -> str:
        if path.suffix == ".docx":
            root = etree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
            return " ".join(root.itertext())
        with pypdfium2.PdfDocument(path) as document:
            return "\n".join(page.get_textpage().get_text_range() for page in document)

    return run


def _pdfplumber() -> Work:
    import pdfplumber

    def run(path: Path) -> list[str]:
        with pdfplumber.open(path) as document:
            return [page.extract_text() for page in document.pages]

    return run


def _markitdown() -> Work:
    from markitdown import MarkItDown

    converter = MarkItDown()
    return lambda path: converter.convert(str(path)).text_content


def _docling() -> Work:
    """The Word backend alone: the converter itself wants torch."""
    from docling.backend.msword_backend import MsWordDocumentBackend
    from docling.datamodel.base_models import InputFormat
    from docling.datamodel.document import InputDocument

    def run(path: Path) -> str:
        opened = InputDocument(path_or_stream=path, format=InputFormat.DOCX, backend=MsWordDocumentBackend)
        return str(opened._backend.convert().export_to_markdown())

    return run


def _unstructured() -> Work:
    from unstructured.partition.docx import partition_docx

    return lambda path: partition_docx(str(path))


READERS: dict[str, tuple[Callable[[], Work], tuple[str, ...]]] = {
    "docparse, to JSON": (_docparse, (".docx", ".pdf")),
    "floor: text + patterns": (_floor, (".docx", ".pdf")),
    "text alone (lxml, pdfium)": (_text, (".docx", ".pdf")),
    "pdfplumber, text": (_pdfplumber, (".pdf",)),
    "markitdown": (_markitdown, (".docx", ".pdf")),
    "docling-slim": (_docling, (".docx",)),
    "unstructured": (_unstructured, (".docx",)),
}


def serve(name: str) -> None:
    """Read the files named on standard input; answer each with the seconds of the processor it took."""
    work = READERS[name][0]()
    for line in sys.stdin:
        start = time.process_time()
        work(Path(line.rstrip("\n")))
        print(time.process_time() - start, file=_ANSWERS, flush=True)


# ---- measuring --------------------------------------------------------------------------------------


class Server:
    """A program that reads in a process of its own."""

    def __init__(self, name: str, python: Path) -> None:
        self._process = subprocess.Popen(
            [python, __file__, "--serve", name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def read(self, path: Path) -> float:
        """Seconds of the processor for one file; raises ``ChildProcessError`` where it ended instead."""
        stdin, stdout, stderr = self._process.stdin, self._process.stdout, self._process.stderr
        assert None not in (stdin, stdout, stderr)
        try:
            stdin.write(f"{path}\n")
            stdin.flush()
            return float(stdout.readline())
        except (OSError, ValueError):
            said = stderr.read().strip().splitlines() or ["ended"]
            raise ChildProcessError(said[-1][:90]) from None

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    what: str
    measured: str
    note: str = ""


def reading(options: argparse.Namespace) -> Iterator[Line]:
    """Pages a second and core of everything that reads, and how many times ours it takes."""
    for ending in (".docx", ".pdf"):
        files = make(options.docs, [(seed, pages, ending[1:]) for seed, pages in READ])
        if not files:
            yield Line(f"{ending}: left out", "no LibreOffice")
            continue
        pages = sum(map(pages_of, files))
        seconds = dict(_turns(ending, files, options))
        ours = seconds["docparse, to JSON"]
        if isinstance(ours, str):
            raise SystemExit(f"docparse: {ours}")
        for name, best in seconds.items():
            if isinstance(best, str):
                yield Line(f"{ending}  {name}", "left out", best)
            else:
                figures = f"{pages / best:,.0f} pages/s, {1000 * best / pages:.1f} ms a page"
                yield Line(f"{ending}  {name}", figures, "" if best == ours else f"{best / ours:.2f} × ours")


def _turns(
    ending: str, files: Sequence[Path], options: argparse.Namespace
) -> Iterator[tuple[str, float | str]]:
    """The best seconds for all files of each program, or why there are none."""
    servers: dict[str, Server] = {}
    failed: dict[str, str] = {}
    best: dict[tuple[str, Path], float] = {}
    for name, (_, endings) in READERS.items():
        if ending in endings:
            is_peer = name.partition(",")[0] in _PEERS
            servers[name] = Server(name, options.peers if is_peer and options.peers else Path(sys.executable))
    for _ in range(1 + options.rounds):  # the first is for caches, and counts only if nothing is better
        for name, server in servers.items():
            try:
                for path in files if name not in failed else ():
                    best[name, path] = min(best.get((name, path), 1e9), server.read(path))
            except ChildProcessError as error:
                failed[name] = str(error)
    for name, server in servers.items():
        server.close()
        yield name, failed.get(name) or sum(best[name, path] for path in files)


def length(options: argparse.Namespace) -> Iterator[Line]:
    """Whether twice the pages take twice the time, and how much memory."""
    texts = make(options.docs, [(910_000, pages, "txt") for pages in LENGTHS])
    volumes = [documents_module().volume(options.docs, pages) for pages in LENGTHS]
    for path in [*texts, *filter(None, volumes)]:
        server = Server("docparse, to JSON", Path(sys.executable))
        server.read(make(options.docs, [(READ[0][0], READ[0][1], path.suffix[1:])])[0])
        seconds, pages = server.read(path), pages_of(path)
        held = _peak(server.pid)
        server.close()
        figures = f"{seconds:.1f} s, {1000 * seconds / pages:.1f} ms a page"
        yield Line(f"{path.suffix}  {pages:,} pages", figures, f"{held} MB at most")


def batch(options: argparse.Namespace) -> Iterator[Line]:
    """A mix of plans through the command line, with one worker and with two."""
    files = documents_module().mixed(options.docs / "mix", options.plans)
    for share in SHARES:
        few = files[: max(1, len(files) // share)]
        walls = {}
        for jobs in (1, 2):
            walls[jobs], processor = extract(few, jobs)
            figures = f"{walls[jobs]:.1f} s, {processor:.1f} s of the processor"
            yield Line(f"{len(few)} plans, --jobs {jobs}", figures, options.load)
        yield Line("--jobs 2 beside one job", f"{walls[1] / walls[2]:.2f} ×", f"{os.cpu_count()} cores")
    wall, processor = extract(files, 2)
    pages = sum(map(pages_of, files))
    figures = f"{wall:.0f} s, {processor:.0f} s of the processor"
    yield Line(
        f"{len(files):,} plans, {pages:,} pages, --jobs 2", figures, f"{pages / processor:.0f} pages/s a core"
    )
    again, _ = extract(files, 2, keep=True)
    yield Line("the same once more, nothing new", f"{again:.1f} s")


def memory(options: argparse.Namespace) -> Iterator[Line]:
    """How much memory the workers hold while they read thousands of documents."""
    sys.path.insert(0, str(ROOT))
    from docparse.batch import processes
    from docparse.batch.engines import Job, Pool
    from docparse.batch.inputs import Input
    from docparse.batch.reader import Settings

    files = documents_module().mixed(options.docs / "mix", options.plans)
    small = [path for path in files if float(path.stem.split("-")[1]) <= SMALL]
    jobs = [Job(Input(path), 0) for path in islice(cycle(small), options.documents)]
    held: dict[int, int] = {}
    done, seen = 0, set()
    for step in Pool(2, Settings()).run(jobs):
        done += step.outcome is not None
        if done % 20 == 0:
            workers = processes.descendants(os.getpid())
            seen.update(workers)
            fifth = 5 * (done - 1) // len(jobs)
            held[fifth] = max([held.get(fifth, 0), *(processes.resident(pid) or 0 for pid in workers)])
    figures = ", ".join(f"{value // _MEGABYTE}" for _, value in sorted(held.items()))
    yield Line(
        f"{len(jobs):,} documents, MB a worker at most", figures, f"fifth by fifth, {len(seen)} workers"
    )


def extract(files: Sequence[Path], jobs: int, keep: bool = False) -> tuple[float, float]:
    """Seconds by the clock and of the processor for ``docparse extract`` over ``files``."""
    out = Path(tempfile.gettempdir(), "docparse-run-out")
    if not keep:
        shutil.rmtree(out, ignore_errors=True)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as listing:
        listing.write("\n".join(map(str, files)))
    command = [sys.executable, "-m", "docparse", "extract", f"@{listing.name}", "--out", str(out)]
    before, start = os.times(), time.monotonic()
    subprocess.run([*command, "--jobs", str(jobs), "-q"], check=True, cwd=ROOT)
    after = os.times()
    Path(listing.name).unlink()
    processor = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - start, processor


def _peak(pid: int) -> int:
    """Megabytes of memory that a process held at most; 0 where nobody can tell."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


# ---- documents and machine --------------------------------------------------------------------------


def documents_module():  # type: ignore[no-untyped-def]
    """:mod:`documents`, which loads the makers of the samples: only who makes documents pays."""
    sys.path.insert(0, str(HERE))
    import documents

    return documents


def make(folder: Path, plans: Sequence[tuple[int, float, str]]) -> list[Path]:
    """Documents of these seeds, pages and endings."""
    paths: list[Path] = documents_module().write(folder, plans)
    return paths


def pages_of(path: Path) -> int:
    """The pages of a PDF as they are, of other formats as many as the text would fill."""
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as document:
            return len(document)
    return max(1, round(float(path.stem.split("-")[1])))


def machine(peers: Path | None) -> str:
    """What the figures hold for."""
    names = ("docparse", "spacy", "pypdfium2", "lxml", "pydantic", "pyarrow")
    own = " ".join(f"{name} {metadata.version(name)}" for name in names)
    code = (
        f"import json; from importlib.metadata import version as v, PackageNotFoundError as E\nr = {{}}\n"
        f"for n in {_PEERS!r}:\n try: r[n] = v(n)\n except E: pass\nprint(json.dumps(r))"
    )
    told = subprocess.run([peers or sys.executable, "-c", code], capture_output=True, text=True, check=False)
    found = json.loads(told.stdout or "{}")
    others = " ".join(f"{name} {version}" for name, version in found.items())
    cpu = next(
        (line.partition(":")[2].strip() for line in _proc("cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    return (
        f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} × {cpu}\n{own}\n{others}"
    )


def _proc(name: str) -> list[str]:
    path = Path("/proc", name)
    return path.read_text().splitlines() if path.exists() else []


def _load() -> str:
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


@contextmanager
def _quiet() -> Iterator[None]:
    """Answers go out on what was standard output; whatever else is printed, does not."""
    global _ANSWERS
    with os.fdopen(os.dup(1), "w") as _ANSWERS:
        os.dup2(2, 1)
        yield


_ANSWERS = sys.stdout


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--docs", type=Path, default=Path(tempfile.gettempdir(), "docparse-documents"))
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--plans", type=int, default=1_000)
    parser.add_argument("--documents", type=int, default=5_000)
    parser.add_argument("--serve", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        with _quiet():
            serve(options.serve)
        return
    options.load = _load()
    print(machine(options.peers), options.load, sep="\n", end="\n\n")
    print("| what | measured | |\n|---|---|---|")
    for part in options.only.split(","):
        for line in {"reading": reading, "length": length, "batch": batch, "memory": memory}[part](options):
            print(f"| {line.what} | {line.measured} | {line.note} |", flush=True)


if __name__ == "__main__":
    main()
