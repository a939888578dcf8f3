"""Plans back from where they were written: the files that graph, compare, draft and check start from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from docparse.errors import EXTRACT_AGAIN, InvalidPlan, NotAPlan, UnreadableFile
from docparse.model import SCHEMA_VERSION, Plan

#: what every plan has, and no other JSON of ours
_KEYS = {"schema_version", "source", "outline"}


def load_plans(paths: str | Path | Iterable[str | Path]) -> list[Plan]:
    """The plans in ``paths`` (one or several), in order.

    A ``.json`` file is what ``docparse extract`` wrote; a folder stands for the plans among the ``.json``
    files in it, by name (a draft or a comparison may have left others there); any other file is a document
    and is read as one. Raises :class:`~docparse.errors.InvalidPlan` for JSON that is no plan, and
    :class:`~docparse.errors.UnreadableFile` for a file that cannot be read, a folder without plans.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    return [plan for path in given for plan in _at(Path(path))]


def _at(path: Path) -> list[Plan]:
    if not path.is_dir():
        return [_load(path)]
    found = []
    for file in sorted(path.glob("*.json")):
        with suppress(NotAPlan):
            found.append(_load(file))
    if not found:
        raise UnreadableFile(str(path), "Thư mục không có kế hoạch nào (tệp .json).", EXTRACT_AGAIN)
    return found


def _load(path: Path) -> Plan:
    if path.suffix.lower() != ".json":
        from docparse.plan import read  # the readers are not needed for plans already extracted

        return read(path)
    try:
        content = path.read_bytes()
    except OSError as error:
        cause = "Không tìm thấy tệp." if isinstance(error, FileNotFoundError) else "Không mở được tệp."
        raise UnreadableFile(str(path), cause, "Hãy kiểm tra lại đường dẫn và quyền đọc tệp.") from error
    return _parse(content.removeprefix(b"\xef\xbb\xbf"), str(path))


def _parse(content: bytes, name: str) -> Plan:
    try:
        raw = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InvalidPlan(name, f"Không phải JSON hợp lệ ({_where(error)}).", EXTRACT_AGAIN) from error
    if not isinstance(raw, dict) or not raw.keys() >= _KEYS:
        raise NotAPlan(name)
    version = str(raw["schema_version"])
    if version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        cause = f"Kế hoạch theo lược đồ {version}; bản docparse này đọc lược đồ {SCHEMA_VERSION}."
        raise InvalidPlan(name, cause, EXTRACT_AGAIN)
    try:
        return Plan.from_json(content)
    except ValidationError as error:
        raise InvalidPlan.against_schema(name, error) from error


def _where(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"dòng {error.lineno}, cột {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return "không phải mã UTF-8"
    return "lồng quá sâu"
