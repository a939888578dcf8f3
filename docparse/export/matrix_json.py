"""A comparison as JSON: everything, in the names of :mod:`docparse.compare.records`."""

from __future__ import annotations

import json
from dataclasses import asdict

from docparse.compare.records import Comparison

SCHEMA_VERSION = "1.0"


def to_json(comparison: Comparison) -> bytes:
    """Encode a comparison in UTF-8; the same comparison gives the same bytes."""
    record = {"schema_version": SCHEMA_VERSION, **asdict(comparison)}
    return json.dumps(record, ensure_ascii=False, indent=1).encode() + b"\n"
