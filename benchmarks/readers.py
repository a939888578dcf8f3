"""How fast the readers are beside the least that reading takes: one run, side by side.

    python benchmarks/readers.py [--runs 5] [FILE.docx FILE.pdf ...]

Word: unzipping and parsing the XML; each file as it is, and its body repeated up to 12,000 paragraphs. PDF:
pdfplumber's extraction of text (it finds no tables in that time). Without files the digital samples are read,
and a Word file of short paragraphs that no office writes. Times are seconds of the processor, the best of
the runs; ratios are safer than times.
"""

from __future__ import annotations

import argparse
import io
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import docx  # noqa: E402
import pdfplumber  # noqa: E402
from lxml import etree  # noqa: E402

from docparse.readers import read_bytes  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"
PARAGRAPHS = 12_000


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest time of some runs, in seconds of the processor: other work on the machine counts less."""
    times = []
    for _ in range(runs):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


def unzip_and_parse(data: bytes) -> None:
    """The floor: every XML part of a .docx as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                etree.fromstring(archive.read(name))


def long_docx() -> bytes:
    """A file of :data:`PARAGRAPHS` short paragraphs, every third one numbered by Word."""
    document = docx.Document()
    plain, numbered = document.add_paragraph("", "Normal"), document.add_paragraph("", "List Number")
    body = plain._p.getparent()
    for number in range(PARAGRAPHS):
        paragraph = deepcopy((numbered if number % 3 == 0 else plain)._p)
        paragraph.add_r().text = f"Sở Nội vụ chủ trì rà soát nội dung thứ {number} trong năm 2025."
        body.insert(number, paragraph)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repeated(data: bytes) -> bytes:
    """The same Word file with its body over and over, up to :data:`PARAGRAPHS` paragraphs."""
    document = docx.Document(io.BytesIO(data))
    body = document.element.body
    *blocks, last = body
    count = sum(1 for _ in body.iter(f"{{{body.nsmap['w']}}}p"))
    for _ in range(PARAGRAPHS // count - 1):
        for block in blocks:
            last.addprevious(deepcopy(block))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_files(files: list[Path]) -> dict[str, bytes]:
    """What to read, by name."""
    words = {path.name: path.read_bytes() for path in files or sorted(SAMPLES.glob("*.docx"))}
    words |= {f"{name}, repeated to {PARAGRAPHS} paragraphs": repeated(data) for name, data in words.items()}
    return words if files else words | {f"{PARAGRAPHS} short paragraphs": long_docx()}


def extract_by_pdfplumber(data: bytes) -> None:
    """The text of all pages by pdfplumber."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_text()


def main() -> None:
    """Print the two tables as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    given = {kind: [path for path in arguments.files if path.suffix == kind] for kind in (".docx", ".pdf")}
    words = word_files(given[".docx"]) if given[".docx"] or not arguments.files else {}
    print("| .docx | docparse (s) | unzip + lxml (s) | ratio |\n|---|---|---|---|")
    for name, data in words.items():
        ours = best(lambda d=data: read_bytes(d, "a.docx"), arguments.runs)  # type: ignore[misc]
        floor = best(lambda d=data: unzip_and_parse(d), arguments.runs)  # type: ignore[misc]
        print(f"| {name} | {ours:.3f} | {floor:.3f} | {ours / floor:.1f} |")
    print("\n| .pdf | pages | docparse (pages/s) | pdfplumber (pages/s) | ratio |\n|---|---|---|---|---|")
    for path in given[".pdf"] if arguments.files else sorted(SAMPLES.glob("*.pdf")):
        data = path.read_bytes()
        pages = read_bytes(data, path.name).pages or 0
        ours = pages / best(lambda d=data: read_bytes(d, "a.pdf"), arguments.runs)  # type: ignore[misc]
        theirs = pages / best(lambda d=data: extract_by_pdfplumber(d), 3)  # type: ignore[misc]
        print(f"| {path.name} | {pages} | {ours:.0f} | {theirs:.1f} | {ours / theirs:.1f} |")


if __name__ == "__main__":
    main()
