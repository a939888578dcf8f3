"""Plans as they were written by a run: found in a folder, paired with their answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

from pydantic import ValidationError

from docparse.errors import EXTRACT_AGAIN, InvalidPlan
from docparse.evaluate.gold import Gold
from docparse.model import Plan


@dataclass(frozen=True, slots=True)
class Output:
    """One plan and the file it was found in."""

    path: Path
    plan: Plan


def read_outputs(path: Path) -> list[Output]:
    """The plans in the file ``path``, or in all ``.json`` files below the folder ``path``, by name.

    A file may hold one plan or a list of plans; JSON that holds none is passed over. Raises
    :class:`~docparse.errors.InvalidPlan` where there is no plan at all, or one that breaks the schema.
    """
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    outputs = [Output(file, plan) for file in files for plan in _plans(file)]
    if not outputs:
        raise InvalidPlan(str(path), "Không có kế hoạch nào do docparse trích xuất (.json).", EXTRACT_AGAIN)
    return outputs


def _plans(file: Path) -> Iterator[Plan]:
    try:
        content = json.loads(file.read_bytes())
    except OSError as error:
        raise InvalidPlan(str(file), "Không mở được tệp.", "Hãy kiểm tra đường dẫn và quyền đọc.") from error
    except (ValueError, RecursionError):
        return
    for record in content if isinstance(content, list) else [content]:
        if isinstance(record, dict) and "outline" in record and "source" in record:
            yield _plan(file, record)


def _plan(file: Path, record: dict[str, Any]) -> Plan:
    try:
        return Plan.model_validate(record)
    except ValidationError as error:
        raise InvalidPlan.against_schema(str(file), error) from error


def pair(
    answers: Iterable[tuple[str, Gold]], outputs: Sequence[Output]
) -> list[tuple[str, Gold, Plan | None]]:
    """(name, answers, plan) for each file of answers; the plan is null where no output fits.

    An output fits by the name of its source, else by that name without its ending, else by its own
    file name.
    """
    by_source = {o.plan.source.name: o.plan for o in outputs}
    by_stem = {PurePath(o.plan.source.name).stem: o.plan for o in outputs}
    by_file = {o.path.stem: o.plan for o in outputs}
    pairs = []
    for name, gold in answers:
        stem = PurePath(gold.document).stem
        plan = by_source.get(gold.document) or by_stem.get(stem) or by_file.get(stem) or by_file.get(name)
        pairs.append((name, gold, plan))
    return pairs
