"""What ``docparse extract`` tells: failures as they come, a bar on a terminal, one line at the end, a log."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TextIO

import click

from docparse.batch.outcomes import Failure, Outcome, Success
from docparse.cli.terminal import broken, reading_width
from docparse.export.atomic import writing


class Report:
    """Tells the user on standard error, and programs in the file ``log`` (one JSON object a line)."""

    def __init__(self, quiet: bool, debug: bool, log: Path | None = None) -> None:
        self._quiet, self._debug = quiet, debug
        self._bar: Any = None
        self._log: TextIO | None = _open_log(log) if log else None
        self.counts: Counter[str] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._log:
            self._log.close()

    @contextmanager
    def bar(self, files: int) -> Iterator[None]:
        """Follow the reading of ``files`` with a bar, where there is a terminal to draw it on."""
        if self._quiet or files < 2 or not sys.stderr.isatty():
            yield
            return
        from tqdm import tqdm

        with tqdm(total=files, desc="Đang đọc", unit=" tệp", file=sys.stderr, leave=False) as self._bar:
            yield
        self._bar = None

    def add(self, outcome: Outcome | None, seconds: float = 0.0, known: bool = False) -> None:
        """Count what became of a document, and say so where it went wrong; null: a file is done."""
        if outcome is None:
            if self._bar is not None:
                self._bar.update()
            return
        self._write(outcome, seconds, known)
        if isinstance(outcome, Success):
            self.counts["known" if known else "read"] += 1
            if outcome.doubts and not self._quiet:
                self._say(f"Lưu ý: {outcome.source}: {outcome.doubts[0]}")
        elif isinstance(outcome, Failure):
            self.fail(f"{outcome.source}: {outcome.cause} {outcome.remedy}")
            if self._debug and outcome.trace:
                self._show(outcome.trace)
        else:
            self.counts["skipped"] += 1

    def fail(self, message: str) -> None:
        """Tell of something that could not be read or written."""
        self.counts["failed"] += 1
        self._say(f"Lỗi: {message}")

    def summary(self, out: str | None) -> None:
        """Close with one line."""
        if self._quiet:
            return
        parts = [f"Đã đọc {self.counts['read']} văn bản"]
        if self.counts["known"]:
            parts.append(f"giữ {self.counts['known']} kết quả cũ")
        if self.counts["failed"]:
            parts.append(f"{self.counts['failed']} lỗi")
        if self.counts["skipped"]:
            parts.append(f"bỏ qua {self.counts['skipped']} tệp loại khác")
        written = f" Kết quả: {out}" if out and self.counts["read"] + self.counts["known"] else ""
        self._say(f"{', '.join(parts)}.{written}")

    def _write(self, outcome: Outcome, seconds: float, known: bool) -> None:
        if self._log is None:
            return
        failed = isinstance(outcome, Failure)
        status = "failed" if failed else "read" if isinstance(outcome, Success) else "skipped"
        entry = {
            "source": outcome.source,
            "sha256": outcome.sha256 or None,
            "status": status,
            "known": known,
            "seconds": round(seconds, 4),
            "error": f"{outcome.cause} {outcome.remedy}" if isinstance(outcome, Failure) else None,
        }
        with writing(Path(self._log.name)):
            self._log.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self._log.flush()

    def _say(self, text: str) -> None:
        self._show(broken(text, reading_width(sys.stderr)))

    def _show(self, text: str) -> None:
        """Print ``text`` as it is, above the bar where there is one."""
        if self._bar is not None:
            from tqdm import tqdm

            tqdm.write(text, file=sys.stderr)
        else:
            click.echo(text, err=True)


def _open_log(path: Path) -> TextIO:
    """Open a log to go on with; a line that a killed run left unfinished is ended."""
    with writing(path):
        torn = path.is_file() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
        stream = path.open("a", encoding="utf-8")
        if torn:
            stream.write("\n")
    return stream
