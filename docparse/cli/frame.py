"""The frame that click prints around our own words (usage, options, wrong command lines), in Vietnamese.

click asks gettext for its words, but knows no Vietnamese, and a catalogue of messages would follow the
locale of the machine; ours are the same everywhere. The calls are replaced where click keeps them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from click import core, decorators, exceptions, formatting, parser, types

#: click's words -> ours; those with a plural under its English plural, for Vietnamese has none
WORDS: Mapping[str, str] = {
    "Usage:": "Cách dùng:",
    "Options": "Tùy chọn",
    "Commands": "Lệnh",
    "Show this message and exit.": "Hiện hướng dẫn này rồi thoát.",
    "Show the version and exit.": "Hiện phiên bản rồi thoát.",
    "%(prog)s, version %(version)s": "%(prog)s, phiên bản %(version)s",
    "Try '{command} {option}' for help.": "Xem hướng dẫn: {command} {option}",
    "Error: {message}": "Lỗi: {message}",
    "Aborted!": "Đã dừng.",
    "required": "bắt buộc",
    "default: {default}": "mặc định: {default}",
    "Missing argument": "Thiếu tham số",
    "Missing option": "Thiếu tùy chọn",
    "Missing parameter": "Thiếu tham số",
    "Missing command.": "Thiếu lệnh.",
    "Choose from:\n\t{choices}": "Chọn một trong:\n\t{choices}",
    "No such option {name!r}.": "Không có tùy chọn {name!r}.",
    "No such command {name!r}.": "Không có lệnh {name!r}.",
    "(Did you mean one of: {possibilities}?)": "Có phải ý là: {possibilities}?",
    "Invalid value: {message}": "Giá trị không hợp lệ: {message}",
    "Invalid value for {param_hint}: {message}": "Giá trị không hợp lệ của {param_hint}: {message}",
    "{value!r} is not one of {choices}.": "{value!r} không thuộc {choices}.",
    "{value!r} is not a valid {number_type}.": "{value!r} không phải là {number_type}.",
    "{value} is not in the range {range}.": "{value} nằm ngoài khoảng {range}.",
    # every date of ours is read in this one format
    "{value!r} does not match the formats {formats}.": "{value!r} không phải là ngày dạng 2026-03-05.",
    "{name} {filename!r} does not exist.": "{name} {filename!r} không tồn tại.",
    "{name} {filename!r} is a file.": "{name} {filename!r} là một tệp.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} là một thư mục.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} không đọc được.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} không ghi được.",
    "file": "tệp",
    "directory": "thư mục",
    "path": "đường dẫn",
    "Option {name!r} does not take a value.": "Tùy chọn {name!r} không nhận giá trị.",
    "Option {name!r} requires {nargs} arguments.": "Tùy chọn {name!r} cần {nargs} giá trị.",
    "Got unexpected extra arguments ({args})": "Thừa tham số: {args}",
}
NUMBERS: Mapping[type[types.ParamType[Any]], str] = {
    types.IntRange: "số nguyên",
    types.FloatRange: "số",
}


def translate() -> None:
    """Put our words in the place of click's."""
    for kind, name in NUMBERS.items():
        kind.name = name
    for module in (core, decorators, exceptions, formatting, parser, types):
        for name, asked in (("_", _word), ("ngettext", _plural)):
            if hasattr(module, name):
                setattr(module, name, asked)


def _word(english: str) -> str:
    return WORDS.get(english, english)


def _plural(singular: str, plural: str, count: int) -> str:
    english = singular if count == 1 else plural
    return WORDS.get(plural, english)
