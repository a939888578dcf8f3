"""How long a document takes from file to JSON once docparse has started, and where the time goes.

Beside it stands the floor: reading the bytes of the file and one pass over its text of every pattern in
the rule files that the extraction loads. Run from the root of the project::

    python benchmarks/extract.py [DOCUMENT] [--runs 15]

The default document is the one of corpus/samples with the longest text. Times are milliseconds,
medians over the runs; other work on the machine shows in them, the ratio is safer than the figures.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest import mock

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docparse import rulebook  # noqa: E402

# before anything is imported that loads rules
_LOADED = mock.patch.object(rulebook, "load_table", wraps=rulebook.load_table).start()

from docparse import outline  # noqa: E402
from docparse.document import Document  # noqa: E402
from docparse.export.jsonfiles import to_bytes  # noqa: E402
from docparse.plan import parse  # noqa: E402
from docparse.readers import read_document  # noqa: E402
from docparse.text import fold  # noqa: E402
from extractors.stages import STAGES  # noqa: E402

SAMPLES = ROOT / "corpus" / "samples"
Laps = dict[str, float]


def main() -> None:
    """Print the table for one document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("document", nargs="?", type=Path, help="default: the longest of corpus/samples")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    path: Path = options.document or longest_sample()
    document = read_document(path)
    extract_once(path)  # rules are compiled, caches filled: that is start-up
    patterns = list(rule_patterns())
    runs = [extract_once(path) for _ in range(options.runs)]
    floors = [floor_once(path, document, patterns) for _ in range(options.runs)]
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    print(f"{name}: {len(document.text):,} characters, {options.runs} runs, median ms\n")
    report(medians(runs), medians(floors), len(patterns), len(document.text))


def extract_once(path: Path) -> Laps:
    """Go from file to JSON and take the time of each stage in seconds."""
    laps: Laps = defaultdict(float)
    start = perf_counter()
    document = _timed("reader", read_document, laps)(path)
    timed = {name: _timed(name, stage, laps) for name, stage in STAGES.items()}
    with mock.patch.dict(STAGES, timed):
        plan = parse(document)
    _timed("JSON", to_bytes, laps)(plan)
    laps["total"] = perf_counter() - start
    # once more by itself: inside parse() it cannot be told from the assembly of the plan
    _timed("outline", lambda: outline.build(outline.rebuild(document)), laps)()
    return laps


def floor_once(path: Path, document: Document, patterns: list[re.Pattern[str]]) -> Laps:
    """Read the bytes, run every pattern over the folded text."""
    laps: Laps = defaultdict(float)
    key = fold(document.text)
    _timed("bytes", path.read_bytes, laps)()
    _timed("patterns", lambda: [sum(1 for _ in pattern.finditer(key)) for pattern in patterns], laps)()
    return laps


def rule_patterns() -> Iterator[re.Pattern[str]]:
    """Compile every ``pattern`` of the rule files loaded so far, whatever table it stands in."""
    for name in sorted({call.args[0] for call in _LOADED.call_args_list}):
        for row in _rows(rulebook.load_table(name)):
            yield re.compile(row["pattern"], re.VERBOSE if row.get("verbose") else 0)


def longest_sample() -> Path:
    """Find the sample with the longest text, of those that are read without other programs."""
    documents = [path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".docx", ".pdf", ".html")]
    return max(documents, key=lambda path: len(read_document(path).text))


def medians(runs: list[Laps]) -> Laps:
    """Give the median of each stage in milliseconds."""
    return {stage: 1000 * median(run[stage] for run in runs) for stage in runs[0]}


def report(stages: Laps, floor: Laps, patterns: int, characters: int) -> None:
    """Print the stages, the floor and the ratio of both."""
    total, lowest = stages.pop("total"), sum(floor.values())
    for stage, time in sorted(stages.items(), key=lambda item: -item[1]):
        _line(stage.removeprefix("docparse_"), time, f"{time / total:6.1%}")
    _line("rest", total - sum(stages.values()))
    _line("file to JSON", total, f"{characters / total:,.0f} characters/ms")
    print()
    _line("bytes of the file", floor["bytes"])
    _line(f"{patterns} rule patterns, one pass", floor["patterns"])
    _line("floor", lowest, f"file to JSON takes {total / lowest:.1f} times as long")


def _line(name: str, time: float, note: str = "") -> None:
    print(f"{name:<32}{time:10.2f}  {note}".rstrip())


def _timed(stage: str, work: Callable[..., Any], laps: Laps) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        start = perf_counter()
        result = work(*arguments)
        laps[stage] += perf_counter() - start
        return result

    return run


def _rows(table: Any) -> Iterator[dict[str, Any]]:
    if isinstance(table, dict):
        if isinstance(table.get("pattern"), str):
            yield table
        for value in table.values():
            yield from _rows(value)
    elif isinstance(table, list):
        for value in table:
            yield from _rows(value)


if __name__ == "__main__":
    main()
