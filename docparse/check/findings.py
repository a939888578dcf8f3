"""What a check finds, and the list of all checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from docparse.model import Severity

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect. ``start`` and ``end`` are offsets into the plan's text, null for the whole document.

    ``measured`` and ``required`` are given by checks that measure; ``also`` holds further passages
    with the same defect; ``paragraph`` is the index of the Word paragraph for findings on layout.
    """

    code: str
    severity: Severity
    message: str
    start: int | None = None
    end: int | None = None
    page: int | None = None
    measured: str | None = None
    required: str | None = None
    also: tuple[tuple[int, int], ...] = ()
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Check(Generic[Subject]):
    """One check: its code, what it looks for, and the function that looks.

    A ``fragile`` check depends on single characters, and is not run on text that a scanner guessed.
    """

    code: str
    title: str
    severity: Severity
    find: Callable[[Subject], Iterator[Finding]]
    fragile: bool = False


@dataclass(slots=True)
class Registry(Generic[Subject]):
    """The checks on one kind of subject, by code."""

    checks: dict[str, Check[Subject]] = field(default_factory=dict)

    def check(
        self, code: str, title: str, severity: Severity, *, fragile: bool = False
    ) -> Callable[[Callable[[Subject], Iterator[Finding]]], Callable[[Subject], Iterator[Finding]]]:
        """Register the decorated function under ``code``; raises ``ValueError`` for a code in use."""

        def register(find: Callable[[Subject], Iterator[Finding]]) -> Callable[[Subject], Iterator[Finding]]:
            if code in self.checks:
                raise ValueError(f"check {code} exists twice")
            self.checks[code] = Check(code, title, severity, find, fragile)
            return find

        return register

    def run(self, subject: Subject, *, scanned: bool = False) -> list[Finding]:
        """All findings, by place in the text; on ``scanned`` text without the fragile checks."""
        checks = [check for check in self.checks.values() if not (scanned and check.fragile)]
        found = [finding for check in checks for finding in check.find(subject)]
        return sorted(found, key=lambda f: (f.start if f.start is not None else -1, f.paragraph or 0, f.code))
