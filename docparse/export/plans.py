"""Plans back from where they were written: the files that graph, compare, draft and check start from."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from docparse.errors import EXTRACT_AGAIN, InvalidPlan, UnreadableFile
from docparse.model import SCHEMA_VERSION, Plan


def load_plans(paths: str | Path | Iterable[str | Path]) -> list[Plan]:
    """The plans in ``paths`` (one or several), in order.

    A ``.json`` file is what ``docparse extract`` wrote; a folder stands for the ``.json`` files in it,
    by name; any other file is a document and is read as one. Raises
    :class:`~docparse.errors.InvalidPlan` for JSON that is no plan, and
    :class:`~docparse.errors.UnreadableFile` for a file that cannot be read.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    return [_load(file) for path in given for file in _files(Path(path))]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(path.glob("*.json"))
    if not files:
        raise UnreadableFile(str(path), "Thư mục không có tệp .json nào.", EXTRACT_AGAIN)
    return files


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
    if not isinstance(raw, dict) or "schema_version" not in raw:
        raise InvalidPlan(name, "JSON này không phải kế hoạch do docparse trích xuất.", EXTRACT_AGAIN)
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
