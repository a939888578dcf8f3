"""Findings as text, JSON and SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from docparse import __version__
from docparse.check.findings import Check, Finding
from docparse.model import Severity

Results = Mapping[str, Sequence[Finding]]

REPORT_VERSION = "1.0"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_NAMES: dict[Severity, str] = {"error": "lỗi", "warning": "cảnh báo", "info": "lưu ý"}
_INDENT = "  "
#: sets in what a finding has behind its first line
HANGING = _INDENT * 4
_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def as_text(results: Results, fit: Callable[[str], str] = str) -> str:
    """For a person: by file, gravest first, with a sum; ``fit`` breaks the line of a finding for a screen."""
    lines = []
    for name, findings in results.items():
        lines.append(f"{name}: {counted(findings)}")
        lines += (fit(line_of(finding)) for finding in by_gravity(findings))
    return "\n".join(lines)


def counted(findings: Sequence[Finding]) -> str:
    """``6 lỗi, 2 cảnh báo``; says so where there is nothing."""
    counts = Counter(f.severity for f in findings)
    return ", ".join(f"{counts[s]} {_NAMES[s]}" for s in _ORDER if counts[s]) or "không có vấn đề"


def line_of(finding: Finding) -> str:
    """One finding as a line under its file."""
    page = f" [trang {finding.page}]" if finding.page else ""
    return f"{_INDENT}{finding.code} {_NAMES[finding.severity]}:{page} {finding.message}"


def by_gravity(findings: Sequence[Finding]) -> list[Finding]:
    """The gravest first, else in the order given."""
    return sorted(findings, key=lambda f: _ORDER[f.severity])


def as_json(results: Results) -> str:
    """One object a file with its findings."""
    files = [{"file": name, "findings": [asdict(f) for f in findings]} for name, findings in results.items()]
    return json.dumps({"schema_version": REPORT_VERSION, "files": files}, ensure_ascii=False, indent=1)


def as_sarif(results: Results, checks: Mapping[str, Check[Any]]) -> str:
    """SARIF 2.1.0, for code hosting sites and editors; offsets are characters of the extracted text."""
    rules = [
        {
            "id": code,
            "shortDescription": {"text": check.title},
            "defaultConfiguration": {"level": _SARIF_LEVELS[check.severity]},
        }
        for code, check in sorted(checks.items())
    ]
    found = [_sarif_result(name, f) for name, findings in results.items() for f in findings]
    run = {
        "tool": {"driver": {"name": "docparse", "version": __version__, "language": "vi-VN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": found,
    }
    return json.dumps(
        {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1
    )


def _sarif_result(name: str, finding: Finding) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(name, finding.start, finding.end)],
    }
    if finding.also:
        result["relatedLocations"] = [_location(name, start, end) for start, end in finding.also]
    measures = {k: v for k, v in (("measured", finding.measured), ("required", finding.required)) if v}
    if measures:
        result["properties"] = measures
    return result


def _location(name: str, start: int | None, end: int | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": Path(name).as_posix()}}
    if start is not None and end is not None:
        place["region"] = {"charOffset": start, "charLength": end - start}
    return {"physicalLocation": place}
