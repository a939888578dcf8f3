"""What kind of file it is, by its first bytes."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from pathlib import PurePosixPath

from docparse.readers import cfb

_OFFICE = "application/vnd.openxmlformats-officedocument."
_DOCX = _OFFICE + "wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"
ZIP, EMAIL, MHTML = "application/zip", "message/rfc822", "multipart/related"
OUTLOOK = "application/vnd.ms-outlook"
JSON, RESULT = "application/json", "application/vnd.docparse+json"

# media type -> what the user calls it
KINDS = {
    _DOCX: "văn bản Word (.docx)",
    _OFFICE + "spreadsheetml.sheet": "bảng tính Excel (.xlsx)",
    _OFFICE + "presentationml.presentation": "bài trình chiếu PowerPoint (.pptx)",
    _ODT: "văn bản OpenDocument (.odt)",
    "application/vnd.oasis.opendocument.spreadsheet": "bảng tính OpenDocument (.ods)",
    "application/vnd.oasis.opendocument.presentation": "bài trình chiếu OpenDocument (.odp)",
    "application/epub+zip": "sách điện tử (.epub)",
    "application/java-archive": "chương trình Java (.jar)",
    ZIP: "tệp nén ZIP (.zip)",
    "application/gzip": "tệp nén GZIP (.gz)",
    "application/x-bzip2": "tệp nén BZIP2 (.bz2)",
    "application/x-xz": "tệp nén XZ (.xz)",
    "application/x-7z-compressed": "tệp nén 7-Zip (.7z)",
    "application/vnd.rar": "tệp nén RAR (.rar)",
    "application/x-tar": "tệp lưu trữ TAR (.tar)",
    "application/msword": "văn bản Word 97-2003 (.doc)",
    "application/vnd.ms-excel": "bảng tính Excel 97-2003 (.xls)",
    "application/vnd.ms-powerpoint": "bài trình chiếu PowerPoint 97-2003 (.ppt)",
    OUTLOOK: "thư Outlook (.msg)",
    "application/x-ole-storage": "tệp Office cũ không rõ loại",
    "application/vnd.ms-word2003-xml": "văn bản Word 2003 XML (.xml)",
    "application/rtf": "văn bản RTF (.rtf)",
    "application/pdf": "tài liệu PDF (.pdf)",
    "application/postscript": "tài liệu PostScript (.ps)",
    "image/png": "ảnh PNG (.png)",
    "image/jpeg": "ảnh JPEG (.jpg)",
    "image/gif": "ảnh GIF (.gif)",
    "image/tiff": "ảnh TIFF (.tif)",
    "image/bmp": "ảnh BMP (.bmp)",
    "image/webp": "ảnh WebP (.webp)",
    "image/heic": "ảnh HEIC (.heic)",
    "image/svg+xml": "ảnh SVG (.svg)",
    "image/vnd.djvu": "tài liệu quét DjVu (.djvu)",
    "audio/mpeg": "âm thanh MP3 (.mp3)",
    "audio/wav": "âm thanh WAV (.wav)",
    "video/mp4": "phim MP4 (.mp4)",
    "application/vnd.microsoft.portable-executable": "chương trình Windows (.exe)",
    "application/x-executable": "chương trình Linux",
    "application/vnd.sqlite3": "cơ sở dữ liệu SQLite",
    EMAIL: "thư điện tử (.eml)",
    MHTML: "trang web lưu một tệp (.mhtml)",
    JSON: "dữ liệu JSON (.json)",
    RESULT: "kết quả do docparse ghi (.json)",
    "text/html": "trang web (.html)",
    "text/plain": "văn bản thường (.txt)",
}

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
    (b"%!PS", "application/postscript"),
    (b"ID3\x03", "audio/mpeg"),
    (b"ID3\x04", "audio/mpeg"),
)
# pictures of pages, as telephones and browsers keep them
_PICTURES = frozenset(("image/gif", "image/bmp", "image/webp", "image/heic"))
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav"}
_HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")

_HEAD = 4_096
_USE_RESULT = "Dùng thẳng với docparse compare, draft, check, ask, graph; muốn đọc lại thì nêu văn bản gốc."
_RESULT_KEY = '"schema_version"'
_COMMENTS = r"(?:<!--(?:(?!-->).)*-->\s*)*"
_PAGE = re.compile(rf"(?:<\?xml[^>]*>\s*)?{_COMMENTS}<(?:!doctype\s+html|html)\b", re.I | re.DOTALL)
_FRAGMENT = re.compile(
    _COMMENTS + r"<(?:head|body|meta|title|style|script|link|base|div|p|table|center|font|h[1-6]|ul|ol|"
    r"section|article|main|span|b|i)[\s>]",
    re.I | re.DOTALL,
)
_ANY_TAG = re.compile(r"<(?:/?[a-z][a-z0-9]*[\s>]|!--)", re.I)
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,2000}\r?\n(?:[ \t][^\n]{0,2000}\r?\n)*){2}")
_MAIL_HEADER = re.compile(
    rb"^(?:from|received|message-id|mime-version|return-path|delivered-to):", re.I | re.M
)


def media_type_of(data: bytes, name: str) -> str:
    """Return the media type of ``data``; ``name`` decides only between kinds of plain text."""
    # before PDF, which may begin late: a container may hold one as it is
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _kind_of_zip(data, name)
    if data.startswith(cfb.MAGIC):
        return _kind_of_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return "application/pdf"
    if data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "application/rtf"
    return _kind_of_binary(data) or _kind_of_text(data, name)


def is_misnamed(media_type: str, name: str) -> bool:
    """Whether plain text bears the ending of another kind: a file cut off, or a page saved in place of it."""
    ending = f"({PurePosixPath(name).suffix.lower()})"
    return media_type == "text/plain" and any(
        ending in kind for other, kind in KINDS.items() if other != media_type
    )


def describe_unsupported(media_type: str, name: str) -> tuple[str, str]:
    """Say what a file is that no reader knows, and what to do: cause and remedy of the error."""
    kind = KINDS.get(media_type, f"tệp loại {media_type}")
    suffix = PurePosixPath(name).suffix.lower()
    known = suffix and any(f"({suffix})" in other for other in KINDS.values())
    if known and f"({suffix})" not in kind:
        cause = f"Tên tệp có đuôi {suffix} nhưng nội dung là {kind}, chưa đọc được."
    else:
        cause = f"Là {kind}, chưa đọc được."
    if media_type == RESULT:
        return "Là kết quả do docparse ghi, không phải văn bản để đọc.", _USE_RESULT
    if media_type in (EMAIL, OUTLOOK) or "tệp nén" in kind:
        return cause, "Lấy các tệp bên trong ra rồi đọc từng tệp."
    if media_type in _PICTURES:
        return cause, "Mở ảnh rồi lưu dạng .jpg hoặc .png."
    return cause, "Chuyển sang .docx, .pdf, .html hoặc .txt."


def _kind_of_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [member.replace("\\", "/").lower() for member in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # cut off or damaged: its reader says so
        if name.lower().endswith(".odt"):
            return _ODT
        named = name.lower().endswith((".docx", ".docm", ".dotx"))
        return _DOCX if named or b"word/document.xml" in data else ZIP
    # the first member of an OpenDocument file or an e-book is its media type, stored as it is
    stored = re.match(rb"mimetype(application/[\w.+-]+)", data[30:200])
    if stored and (kind := stored[1].decode().removesuffix("PK")) in KINDS:
        return kind
    if any(member.startswith("word/document") and member.endswith(".xml") for member in names):
        return _DOCX
    if any(member.startswith("xl/workbook") for member in names):
        return _OFFICE + "spreadsheetml.sheet"
    if any(member.startswith("ppt/presentation") for member in names):
        return _OFFICE + "presentationml.presentation"
    return "application/java-archive" if "meta-inf/manifest.mf" in names else ZIP


def _kind_of_ole(data: bytes, name: str) -> str:
    streams = cfb.stream_names(data)
    if "EncryptedPackage" in streams:  # a .docx with a password
        return _DOCX
    if "WordDocument" in streams:
        return "application/msword"
    if streams & {"Workbook", "Book"}:
        return "application/vnd.ms-excel"
    if "PowerPoint Document" in streams:
        return "application/vnd.ms-powerpoint"
    if "__properties_version1.0" in streams:
        return OUTLOOK
    return "application/msword" if name.lower().endswith(".doc") else "application/x-ole-storage"


def _kind_of_binary(data: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in _RIFF:
        return _RIFF[data[8:12]]
    if data[4:8] == b"ftyp":
        return "image/heic" if data[8:12] in _HEIC_BRANDS else "video/mp4"
    if data[257:262] == b"ustar":
        return "application/x-tar"
    # two letters begin many a text: the header has to fit as well
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        return "image/bmp"
    if data[:2] == b"MZ" and b"\0" in data[2:64]:
        return "application/vnd.microsoft.portable-executable"
    return None


def _kind_of_text(data: bytes, name: str) -> str:
    suffix = PurePosixPath(name.lower()).suffix
    head = _text_of(data[:_HEAD]).lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")) and (suffix == ".json" or _RESULT_KEY in head):
        return RESULT if _RESULT_KEY in head else JSON
    if "<w:wordDocument" in head:
        return "application/vnd.ms-word2003-xml"
    if _PAGE.match(head):
        return "text/html"
    if re.match(r"(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b", head):
        return "image/svg+xml"
    if suffix in (".html", ".htm", ".xhtml", ".aspx", ".mht"):
        if (mail := _kind_of_mail(data[:_HEAD])) is not None:
            return mail
        return "text/html" if _ANY_TAG.search(_text_of(data)) else "text/plain"
    if suffix not in (".txt", ".md", ".markdown", ".text") and (
        head.startswith("<?xml") or _FRAGMENT.match(head)
    ):
        return "text/html"
    return _kind_of_mail(data[:_HEAD]) or "text/plain"


def _kind_of_mail(head: bytes) -> str | None:
    if not _HEADERS.match(head) or not _MAIL_HEADER.search(head):
        return None
    return MHTML if re.search(rb"content-type:\s*multipart/related", head, re.I) else EMAIL


def _text_of(data: bytes) -> str:
    data = data.removeprefix(codecs.BOM_UTF8)
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if utf16 else "latin-1", "replace")
