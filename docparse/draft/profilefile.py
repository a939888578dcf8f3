"""Reading a profile from YAML: every mistake with its line and what is expected there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from docparse.draft.profile import Profile, profile_schema
from docparse.errors import InvalidProfile, system_words

Location = tuple[int | str, ...]
_SHOWN = 5  # mistakes named in one message
_REMEDY = "Xem mẫu có chú thích bằng `docparse draft --init TỈNH`."
_DAY_REMEDY = "Sửa lại ngày, dạng năm-tháng-ngày, ví dụ 2026-12-15."
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_EXPECTED = {
    "missing": "thiếu mục này",
    "extra_forbidden": "không có mục nào tên như vậy",
    "int_parsing": "phải là số nguyên",
    "int_type": "phải là số nguyên",
    "int_from_float": "phải là số nguyên",
    "float_parsing": "phải là số",
    "float_type": "phải là số",
    "bool_parsing": "phải là true hoặc false",
    "bool_type": "phải là true hoặc false",
    "string_type": "phải là chữ",
    "list_type": "phải là danh sách (mỗi dòng bắt đầu bằng dấu -)",
    "dict_type": "phải là các cặp tên: giá trị",
    "model_type": "phải gồm các mục con",
    "model_attributes_type": "phải gồm các mục con",
    "date_from_datetime_parsing": "phải là ngày dạng năm-tháng-ngày, ví dụ 2026-12-15",
    "date_parsing": "phải là ngày dạng năm-tháng-ngày, ví dụ 2026-12-15",
    "date_type": "phải là ngày dạng năm-tháng-ngày, ví dụ 2026-12-15",
    "date_from_datetime_inexact": "phải là ngày, không kèm giờ",
}


#: what the parser was about when it noticed: the fault is where that began
_BEGUN = re.compile(r"while (?:scanning|parsing a flow)")
#: said on the line behind a name without its colon
_LATE = "mapping values are not allowed here"


def load_profile(path: str | Path) -> Profile:
    """Read the profile at ``path``; raises :class:`~docparse.errors.InvalidProfile`."""
    file = Path(path)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidProfile(str(file), _unread(error), _REMEDY) from error
    except UnicodeDecodeError as error:
        raise InvalidProfile(
            str(file), "Tệp không phải văn bản UTF-8.", "Lưu lại tệp với bảng mã UTF-8."
        ) from error
    return parse_profile(text, str(file))


def _unread(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "Không có tệp hồ sơ này."
    if isinstance(error, IsADirectoryError):
        return "Đây là thư mục, không phải tệp hồ sơ."
    return f"Không đọc được tệp này ({system_words(error)})."


def _no_day(tree: yaml.Node | None) -> str:
    """``Dòng 3, mục issued_on: ``: where a profile names a day that no calendar has."""
    entries = tree.value if isinstance(tree, yaml.MappingNode) else []
    for key, value in entries:
        if value.tag == _TIMESTAMP and _is_no_day(value.value):
            return f"Dòng {value.start_mark.line + 1}, mục {key.value}: {value.value}: "
    return ""


def _is_no_day(printed: str) -> bool:
    try:
        dt.date.fromisoformat(printed)
    except ValueError:
        return True
    return False


def parse_profile(text: str, name: str = "hồ sơ") -> Profile:
    """The profile written in ``text`` (YAML); ``name`` stands in the errors."""
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = _faulty_line(error, text)
        told = f"Dòng {line}: không" if line is not None else "Không"
        raise InvalidProfile(
            name, f"{told} đúng cú pháp YAML.", "Kiểm tra dấu hai chấm, dấu ngoặc kép và thụt lề."
        ) from error
    except ValueError as error:  # what looks like a day is made one while the file is read
        raise InvalidProfile(name, f"{_no_day(tree)}không có ngày này trong lịch.", _DAY_REMEDY) from error
    if not isinstance(data, dict):
        raise InvalidProfile(name, "Tệp không gồm các mục tên: giá trị.", _REMEDY)
    return _validated(data, tree, name)


def _faulty_line(error: yaml.YAMLError, text: str) -> int | None:
    """The 1-based line with the fault; the parser often notices it some lines later."""
    problem, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = begun if begun and _BEGUN.match(getattr(error, "context", None) or "") else problem
    if mark is None:
        return None
    told = [n for n, line in enumerate(text.split("\n"), start=1) if line.partition("#")[0].strip()]
    line = min(int(mark.line) + 1, told[-1] if told else 1)  # the end of the file is no line of its own
    before = max((n for n in told if n < line), default=None)
    if getattr(error, "problem", None) == _LATE and before and ":" not in text.split("\n")[before - 1]:
        return before
    return line


def profile_of(entries: Mapping[str, Any]) -> Profile:
    """The profile with these entries; raises :class:`~docparse.errors.InvalidProfile`."""
    return _validated(dict(entries), None, "hồ sơ")


def _validated(data: dict[str, Any], tree: yaml.Node | None, name: str) -> Profile:
    try:
        return Profile.model_validate(data)
    except ValidationError as error:
        mistakes = [_told(item, tree) for item in error.errors()]
        more = f" … và {len(mistakes) - _SHOWN} lỗi khác." if len(mistakes) > _SHOWN else ""
        raise InvalidProfile(name, " ".join(mistakes[:_SHOWN]) + more, _REMEDY) from error


def _told(error: ErrorDetails, tree: yaml.Node | None) -> str:
    where = error["loc"]
    line = f"Dòng {_line(tree, where)}, m" if tree is not None else "M"
    entry = ".".join(str(part + 1) if isinstance(part, int) else part for part in where) or "hồ sơ"
    expected = _description(where)
    cause = _EXPECTED.get(error["type"]) or _bounds(error) or "giá trị không hợp lệ"
    hint = f" (cần: {expected})" if expected and error["type"] != "extra_forbidden" else ""
    return f"{line}ục “{entry}”: {cause}{hint}."


def _bounds(error: ErrorDetails) -> str:
    context: dict[str, Any] = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context.get("error", ""))
    if error["type"] == "literal_error":
        return f"chỉ nhận {context.get('expected', '')}".replace(" or ", " hoặc ")
    words = {"ge": "không dưới", "le": "không quá", "gt": "phải lớn hơn", "min_length": "số ký tự không dưới"}
    return ", ".join(f"{word} {context[key]}" for key, word in words.items() if key in context)


def _line(tree: yaml.Node | None, where: Location) -> int:
    """The 1-based line of the entry, or of the nearest entry around it."""
    node, line = tree, 1
    for part in where:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == part), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _description(where: Location) -> str:
    """What the schema says of the entry."""
    schema = profile_schema()
    node: dict[str, Any] = schema
    text = ""
    for part in where:
        node = _resolved(node, schema)
        if isinstance(part, int):
            node = node.get("items", {})
            continue
        node = node.get("properties", {}).get(part, {})
        text = node.get("description", text)
    return text


def _resolved(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    ref = node.get("$ref") or next((o["$ref"] for o in node.get("anyOf", ()) if "$ref" in o), None)
    if ref is None and "items" in node and "$ref" in node["items"]:
        return node
    return schema["$defs"][ref.rsplit("/", 1)[-1]] if ref else node
