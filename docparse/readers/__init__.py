"""From a file to a :class:`~docparse.document.Document`, one room a format.

A reader is a function ``read(data: bytes, builder: DocumentBuilder) -> None`` that adds paragraphs
and tables in reading order. What a file is, is told by its first bytes, not by its name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from docparse.document import Document, DocumentBuilder
from docparse.errors import FileTooLarge, UnreadableFile, UnsupportedFormat, system_words
from docparse.model import Diagnostic
from docparse.readers.sniff import describe_unsupported, is_misnamed, media_type_of

#: A file is read into memory whole: a larger one is refused before that (bytes).
MAX_FILE_BYTES = 500 * 2**20

Reader = Callable[[bytes, DocumentBuilder], None]

# loaded when first needed: a text file must not pay for the PDF engine
_MODULES = {
    "text/plain": "text",
    "text/html": "html",
    "multipart/related": "html.mhtml",
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/msword": "office",
    "application/rtf": "office",
    "application/vnd.oasis.opendocument.text": "office",
    "application/vnd.ms-word2003-xml": "office",
    "image/png": "ocr",
    "image/jpeg": "ocr",
    "image/tiff": "ocr",
}


#: a single line of fewer characters, in a file named as another kind, is what is left of that file or a
#: server's message saved in its place
_MIN_MISNAMED_LINE = 200
_MISNAMED = "Nội dung của {} chỉ là văn bản thường, không đúng với đuôi tệp: tải lại hoặc kiểm tra bản gốc."


def read_document(path: str | Path) -> Document:
    """Read one file. Raises :class:`~docparse.errors.DocparseError` naming the file and the remedy."""
    path = Path(path)
    return read_bytes(load_file(path), path.name)


def load_file(path: Path) -> bytes:
    """The bytes of a file; raises :class:`~docparse.errors.DocparseError` like :func:`read_document`."""
    try:
        check_size(path.stat().st_size, str(path))
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        raise UnreadableFile(str(path), "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn.") from None
    except IsADirectoryError:
        raise UnreadableFile(
            str(path), "Là thư mục, không phải tệp.", "Dùng `docparse extract THƯ_MỤC --out KẾT_QUẢ`."
        ) from None
    except OSError as error:
        raise UnreadableFile(
            str(path), f"Không đọc được ({system_words(error)}).", "Kiểm tra quyền truy cập tệp."
        ) from error
    check_size(len(data), str(path))  # devices and pipes state no size
    return data


def check_size(size: int, source: str) -> None:
    """Raise :class:`~docparse.errors.FileTooLarge` where ``size`` bytes are too many for memory."""
    if size > MAX_FILE_BYTES:
        cause = f"Tệp lớn hơn {MAX_FILE_BYTES // 2**20} MB."
        raise FileTooLarge(source, cause, "Tách tệp hoặc bỏ bớt ảnh rồi thử lại.")


def read_bytes(data: bytes, name: str) -> Document:
    """Read a document that is already in memory; ``name`` is the file name it is known by.

    Raises :class:`~docparse.errors.DocparseError` as :func:`read_document` does.
    """
    if not data:
        raise UnreadableFile(name, "Tệp rỗng (0 byte).", "Mở lại bản gốc và lưu lại tệp.")
    media_type = media_type_of(data, name)
    module = _MODULES.get(media_type)
    if module is None:
        raise UnsupportedFormat(name, *describe_unsupported(media_type, name))
    builder = DocumentBuilder(name, hashlib.sha256(data).hexdigest(), media_type)
    reader: Reader = import_module(f"docparse.readers.{module}").read
    reader(data, builder)
    misnamed = is_misnamed(media_type, name)
    if misnamed:
        builder.diagnostic(
            Diagnostic(code="wrong-extension", severity="warning", message=_MISNAMED.format(name))
        )
    document = builder.build()
    if misnamed and "\n" not in document.text and len(document.text) < _MIN_MISNAMED_LINE:
        cause = f"Tệp bị hỏng: chỉ có {len(document.text)} ký tự văn bản thường, không đúng với đuôi tệp."
        raise UnreadableFile(name, cause, "Tải hoặc sao chép lại tệp từ bản gốc.")
    return document
