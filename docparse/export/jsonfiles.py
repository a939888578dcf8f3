"""Plans as JSON: bytes, a stream, and the JSON Schema that says what they hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from pydantic.json_schema import GenerateJsonSchema

from docparse.errors import DocparseError
from docparse.export.atomic import writing
from docparse.export.ids import UniqueIds
from docparse.model import Plan

_SCREEN = Path("stdout")
# a plan up to its id, which comes second
_HEAD = re.compile(rb'(\{\n "schema_version": "[^"\\]*",\n "id": )"(?:[^"\\]|\\.)*"')
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def to_bytes(plan: Plan) -> bytes:
    """Encode a plan in UTF-8; the same plan gives the same bytes on every system."""
    return plan.to_json_bytes() + b"\n"


def with_id(content: bytes, plan_id: str) -> bytes:
    """The JSON of a plan, as :func:`to_bytes` gives it, under another id."""
    head = _HEAD.match(content)
    if head is None:  # not written by this version
        return to_bytes(Plan.from_json(content).model_copy(update={"id": plan_id}))
    return head[1] + json.dumps(plan_id, ensure_ascii=False).encode() + content[head.end() :]


def schema() -> str:
    """Describe the JSON of a plan as JSON Schema (2020-12)."""
    described = Plan.model_json_schema(mode="serialization", schema_generator=_EveryKey)
    return json.dumps({"$schema": _DIALECT, **described}, ensure_ascii=False, indent=1)


class _EveryKey(GenerateJsonSchema):
    """Fields with a default are written, too: whoever reads the JSON may rely on every key."""

    def field_is_required(self, field: Any, total: bool) -> bool:  # noqa: ARG002
        return True


class JsonStream:
    """Prints plans to ``stream`` as they come: one object where ``single``, else an array."""

    def __init__(self, stream: BinaryIO, *, single: bool) -> None:
        self._stream = stream
        self._single = single
        self._ids = UniqueIds()
        self._first = True

    def add(self, plan: Plan) -> Plan:
        """Print one plan; returns it under the id that it got."""
        plan = self._ids.claim(plan)
        opening = b"" if self._single else b"[\n" if self._first else b",\n"
        self._write(opening + to_bytes(plan))
        self._first = False
        return plan

    def finish(self) -> list[DocparseError]:
        """Close the array, an empty one where nothing could be read."""
        if not self._single:
            self._write(b"[]\n" if self._first else b"]\n")
        return []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to put away."""

    def _write(self, content: bytes) -> None:
        with writing(_SCREEN):
            self._stream.write(content)
            self._stream.flush()
