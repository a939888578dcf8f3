"""A Word template with Jinja tags, filled in a sandbox: data only, nothing undefined, ``&`` kept."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, is_zipfile

from docparse.errors import DocparseError

if TYPE_CHECKING:
    from docx.document import Document
    from jinja2 import TemplateError

# what Jinja says of a wrong tag -> the same in Vietnamese, with the words that it quotes
_SAID = (
    (re.compile(r"'([^']+)' is undefined|has no (?:attribute|element) '([^']+)'"), "dự thảo không có “{}”"),
    (re.compile(r"No (?:filter|test) named '([^']+)'"), "không có bộ lọc, phép thử “{}”"),
    (re.compile(r"attribute '([^']+)' of .* is unsafe"), "không được dùng “{}”"),
    (re.compile(r"unknown tag '([^']+)'"), "không có thẻ “{}”"),
    (re.compile(r"block that needs to be closed is '([^']+)'"), "thẻ “{}” chưa đóng"),
)
_ILL_FORMED = "có thẻ viết sai hoặc chưa đóng"
_UNFILLABLE = "có thẻ không điền được: phép tính sai, hoặc thẻ đặt sai chỗ"
_REMEDY = "Mở mẫu bằng Word, sửa lại các chỗ {{ … }}, {% … %}, hoặc dùng mẫu có sẵn."
_NO_TEMPLATE = "Kiểm tra đường dẫn sau --template, hoặc bỏ --template để dùng mẫu có sẵn."
_NO_WORD = "Mở bằng Word, lưu lại thành tệp .docx, hoặc bỏ --template để dùng mẫu có sẵn."


class TemplateFault(DocparseError):
    """A template that cannot be filled: unknown name, broken tag, something forbidden."""


def fill(path: Path, context: Mapping[str, Any]) -> Document:
    """The document that the template at ``path`` gives for ``context`` (strings, lists, dicts).

    Raises :class:`TemplateFault` with the tag that is wrong, or where the file is no Word file.
    """
    from docx.opc.exceptions import PackageNotFoundError
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from lxml.etree import XMLSyntaxError

    _check_file(path)
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    try:
        template = DocxTemplate(str(path))
        template.init_docx()
    except (OSError, KeyError, ValueError, PackageNotFoundError, BadZipFile, XMLSyntaxError) as error:
        raise TemplateFault(
            str(path), "Không mở được mẫu: tệp bị hỏng, hoặc bên trong không phải văn bản Word.", _NO_WORD
        ) from error
    try:
        template.render(dict(context), sandbox, autoescape=True)
    except TemplateError as error:
        raise TemplateFault(str(path), f"Mẫu có lỗi: {_in_vietnamese(error)}.", _REMEDY) from error
    except Exception as error:  # `{{ 1 / 0 }}`: what a tag computes may fail in any way
        raise TemplateFault(str(path), f"Mẫu có lỗi: {_UNFILLABLE}.", _REMEDY) from error
    document: Document = template.docx  # get_docx() would read the template again
    return document


def _in_vietnamese(error: TemplateError) -> str:
    for pattern, words in _SAID:
        if match := pattern.search(str(error)):
            return words.format(next(filter(None, match.groups())))
    return _ILL_FORMED


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise TemplateFault(str(path), "Không có tệp mẫu này.", _NO_TEMPLATE)
    if not is_zipfile(path):
        raise TemplateFault(str(path), "Không mở được mẫu: đây không phải tệp Word (.docx).", _NO_WORD)
